"""Where the bibliography's files lie: `/data/sources.<ending>`, and `/data/sources/<key>.<ending>` for each work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from kalmyk_site.exports.bibtex import bibtex
from kalmyk_site.exports.csl_json import csl_json
from kalmyk_site.exports.ris import ris
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import bibliography_file
from kalmyk_site.references.chicago import bibliography_key

_FORMATS: Final[Mapping[str, Callable[[Iterable[Source]], str]]] = {"json": csl_json, "bib": bibtex, "ris": ris}


def bibliography_files(archive: Archive) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every file by its path, as what makes its text; the whole bibliography goes in its own order."""
    ordered = sorted(archive.sources.values(), key=bibliography_key)
    for ending, written in _FORMATS.items():
        yield bibliography_file(ending), partial(written, ordered)
        for source in ordered:
            yield bibliography_file(ending, source.id), partial(written, [source])
