"""The page of the search: one field, room for what is found, and the lists that hold everything."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import Page, menu_entry
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import RECORD_KINDS, Target
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import OWN_PAGES, SEARCH, SHARED_PAGES


@dataclass(frozen=True, slots=True)
class CountedList:
    """A complete index, and how much it holds."""

    label: str
    href: str
    lang: Markup
    """Attribute that names the label's language; empty where that is the interface's."""

    count: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """What stands on the page before anything is searched."""

    lists: tuple[CountedList, ...]


def search_page(frame: Frame) -> Page:
    """The page of the search."""
    return Page(
        address=SEARCH,
        template="search.html",
        title=frame.catalog("search.title"),
        description=frame.catalog("search.how"),
        view=lambda: SearchView(counted_lists(Texts(frame, SEARCH))),
    )


def counted_lists(texts: Texts) -> tuple[CountedList, ...]:
    """The indexes of all kinds of which the archive holds anything, with how much that is."""
    archive = texts.frame.archive
    found: list[CountedList] = []
    for kind in RECORD_KINDS:
        count = len(archive.sources if kind == Source.kind else archive.records.get(kind, {}))
        if count:
            entry = menu_entry(texts, Target("page", OWN_PAGES.get(kind) or SHARED_PAGES[kind]))
            found.append(CountedList(entry.label, entry.href, entry.lang, f"{count:,}"))
    return tuple(found)
