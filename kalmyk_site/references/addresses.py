"""Addresses: where on the site a record, a chapter or a page stands, and how one page links to another.

An address is relative to the site's root, without a leading slash; a page's ends in a slash and the home page's is
empty: `people/ada-north/`, `glossary/#district`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.references.guides import CONTRIBUTE, GUIDE_PAGES

OWN_PAGES: Final[Mapping[str, str]] = {
    "event": "events",
    "person": "people",
    "place": "places",
    "law": "laws",
    "statistic": "statistics",
    "source": "sources",
}
"""Kinds of which each record has a page of its own, and the folder of these pages."""

SHARED_PAGES: Final[Mapping[str, str]] = {
    "organization": "organizations",
    "group": "groups",
    "claim": "claims",
    "discrepancy": "disagreements",
    "term": "glossary",
}
"""Kinds whose records share one page, and that page's name."""

COMPUTED_PAGES: Final = (
    *OWN_PAGES.values(),
    *SHARED_PAGES.values(),
    "timeline",
    "map",
    "about/evidence",
)
"""Pages that are made from the records; `page:timeline` links to one."""


def filled_pages(archive: Archive) -> Iterator[str]:
    """The lists and drawings of what this archive has: none of a kind of which it has no record."""
    kinds = {page: kind for kind, page in {**OWN_PAGES, **SHARED_PAGES}.items()} | {"timeline": "event", "map": "place"}
    for name in computed_pages(archive):
        kind = kinds.get(name)
        if kind is not None and (archive.sources if kind == "source" else archive.records.get(kind)):
            yield name


SEARCH: Final = "search/"
"""Address of the page of the full-text search. It is no target: no text links to it."""


def computed_pages(archive: Archive) -> Iterator[str]:
    """The pages that are made from the records of this archive: all but those that it has no settings for."""
    return (name for name in COMPUTED_PAGES if name != "map" or archive.settings.map)


NOT_FOUND: Final = "404.html"
"""Address of the page for addresses that lead nowhere: the only one that is a file and no folder."""


def address_of(target: Target) -> str:
    """The address of what `target` names, whether it exists or not."""
    if target.kind in OWN_PAGES:
        return f"{OWN_PAGES[target.kind]}/{target.id}/"
    if target.kind in SHARED_PAGES:
        return f"{SHARED_PAGES[target.kind]}/#{target.id}"
    if target == Target("page", "home"):
        return ""
    return f"{target.id}/"


ALL_NUMBERS_FILE: Final = "data/statistics.csv"
"""Address of the file that holds the estimates of all statistics."""


def numbers_file(target: Target) -> str:
    """Address of the file that holds the estimates of a statistic."""
    return f"data/statistics/{target.id}.csv"


def bibliography_file(ending: str, key: str = "") -> str:
    """The address of a source in a format that reference managers read; without a key, of all sources.

    Args:
        ending: `json` (CSL-JSON), `bib` (BibTeX) or `ris`.
        key: Key of the source.
    """
    return f"data/sources/{key}.{ending}" if key else f"data/sources.{ending}"


def page_of(address: str) -> str:
    """The address without its anchor."""
    return address.partition("#")[0]


def with_anchor(address: str, anchor: str) -> str:
    """The address of `anchor` on the page of `address`."""
    return f"{page_of(address)}#{anchor}" if anchor else address


def file_of(address: str) -> str:
    """The file that a server sends for the page at `address`: `people/x/index.html`."""
    return f"{page_of(address)}index.html" if page_of(address).endswith("/") or not page_of(address) else address


def link(origin: str, destination: str, *, for_disk: bool = False) -> str:
    """The relative link from the page `origin` to the address `destination`.

    Args:
        origin: Address of the page that holds the link.
        destination: Address of a page, an anchor or a file.
        for_disk: Name `index.html`, for a site that is opened from a folder and has no server to add it.
    """
    page, mark, anchor = destination.partition("#")
    start = page_of(origin)
    if mark and page == start:
        return f"#{anchor}"
    here, there = start.split("/")[:-1], page.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    relative = "../" * (len(here) - shared) + "/".join(there[shared:])
    if for_disk and (page.endswith("/") or not page):
        relative = f"{relative}index.html"
    return f"{relative or './'}{mark}{anchor}"


def targets(archive: Archive) -> Iterator[Target]:
    """Everything that a cross-link may point to, in the order in which readers meet it."""
    yield Target("page", "home")
    for part in archive.settings.parts:
        yield Target("page", part.folder)
    for chapter in archive.chapters.values():
        yield chapter.target
    for name in computed_pages(archive):
        yield Target("page", name)
    for page in archive.pages.values():
        yield page.target
    if CONTRIBUTE.id not in archive.pages:
        yield CONTRIBUTE
    yield from GUIDE_PAGES
    for record in archive.all_records():
        yield record.target
    for key in archive.sources:
        yield Target("source", key)
