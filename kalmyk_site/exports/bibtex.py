"""Sources as BibTeX: `/data/sources.bib` and `/data/sources/<key>.bib`.

Standard: classic BibTeX with fields of BibLaTeX; `kalmyk_site.references.bibtex` says which and why.
"""

from __future__ import annotations

from collections.abc import Iterable

from kalmyk_site.records.sources import Source
from kalmyk_site.references.bibtex import bibtex_entry


def bibtex(sources: Iterable[Source]) -> str:
    """The sources as one file, entries apart by an empty line."""
    return "\n".join(map(bibtex_entry, sources))
