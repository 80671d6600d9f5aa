"""Ready citations: of a page of the archive, and of a work at one place, for readers to copy.

A page is cited as any page on the web, so it is made into a source and takes the ways of all sources from there. The
day on which a reader read it is the reader's own to add: the build keeps no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.sources import Source
from kalmyk_site.references.bibtex import bibtex_entry
from kalmyk_site.references.chicago import continue_entry, format_entry, format_name
from kalmyk_site.references.index import Citation

_MARKS: Final = re.compile(r"[\\*_\[\]]")
"""What a title on the web may hold and a value of a source would take for markup."""


@dataclass(frozen=True, slots=True)
class PageCitation:
    """How a page of the archive is cited."""

    reference: Markup
    """In Chicago author-date."""

    bibtex: str
    how: str
    """Link to the page that tells how to cite; empty where there is none."""


def page_as_source(frame: Frame, address: str, title: str, changed: EdtfDate, lang: str) -> Source:
    """A page of the archive as a work that others cite.

    Args:
        frame: The common ground.
        address: The page, relative to the site's root.
        title: Its heading.
        changed: Day of its last change.
        lang: Its language.
    """
    settings = frame.archive.settings
    return Source.model_validate(
        {
            "id": re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home",
            "type": "webpage",
            "author": [{"literal": _plain(settings.editors)}],
            "title": _plain(title),
            "container-title": _plain(settings.title),
            "issued": changed.text,
            "language": lang,
            "URL": f"{settings.address.rstrip('/')}/{address}" if settings.address else None,
        }
    )


def cite_page(frame: Frame, source: Source, how: str) -> PageCitation:
    """The citation of a page; `how` is the link to what is said of citing."""
    # The address is the page's own, and no link.
    runs = (replace(run, href="") for run in format_entry(source))
    return PageCitation(frame.reference_html(source, runs), bibtex_entry(source), how)


def cite_in_full(frame: Frame, citation: Citation) -> str:
    """A citation as readers copy it: the whole reference, the place, through which document it is known, in words."""
    source = frame.archive.sources[citation.source]
    founding = source.id in frame.archive.settings.founding_documents
    locator = citation.mark.locator
    pieces = [frame.place(source.id, locator)] if locator else []
    documents = "; ".join(_documents(frame, source, citation))
    if documents:
        pieces.append(frame.catalog("cite.as_cited_in", documents=documents))
    entry = frame.entry(source.id).striptags()
    if founding:
        # The archive was made from these: there is no other original that someone could still compare.
        return continue_entry(entry, pieces) if pieces else entry
    return continue_entry(entry, pieces, frame.catalog("note.compared" if citation.compared else "note.not_compared"))


def told_of(citation: Citation) -> object:
    """All of a citation that its full form tells: uses of a source that agree in it have the same full form."""
    return (citation.mark.locator, citation.notes, citation.compared)


def _documents(frame: Frame, source: Source, citation: Citation) -> list[str]:
    """The documents through which this place is known, each with those of its notes that give it.

    A document whose notes are on record, but give another place in the work, did not cite this one.
    """
    sources = frame.archive.sources
    numbers: dict[str, list[int]] = {
        key: [] for key in source.custom.cited_via if key in sources and not sources[key].custom.notes
    }
    for note in citation.notes:
        numbers.setdefault(note.document, []).append(note.number)
    return [
        format_name(
            sources[key],
            *([frame.catalog("cite.notes", count=len(found), numbers=", ".join(map(str, found)))] if found else []),
        )
        for key, found in numbers.items()
    ]


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
