"""Indexes: every record of a kind in one list that can be scanned, with how often it is mentioned.

People, places and what else has a name stand by name, filed as in a book (`North, Ada`); what has a date stands by
date. A long list is parted by letter or by decade, and begins with links to the parts. A page that records share begins
with a short index of its records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from markupsafe import Markup

from kalmyk_site.markup.anchors import make_slug, site_anchor
from kalmyk_site.pages.facts import EMPTY, date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.mentions import count_of
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import computed_page
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.kinds import Event, Law, Record
from kalmyk_site.references.addresses import OWN_PAGES, address_of
from kalmyk_site.references.order import filing_key, in_display_order

UNPARTED: Final = 40
"""The longest list that is not parted."""

SHORT: Final = 8
"""As many records on a shared page need no index of their own."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of an index."""

    link: Markup
    detail: Markup
    """What it is, behind its name."""

    date: Markup
    """Its date, where its kind stands by date."""

    count: int
    """How many texts and records lead to it."""


@dataclass(frozen=True, slots=True)
class IndexPart:
    """The entries of one letter or decade; all of them where the list is short."""

    title: str
    anchor: str
    entries: list[IndexEntry] = field(default_factory=list[IndexEntry])


@dataclass(frozen=True, slots=True)
class IndexView:
    """A complete index of one kind."""

    intro: str
    parts: tuple[IndexPart, ...]


def index_page(frame: Frame, kind: str, detail: Callable[[Texts, Record], Markup] | None = None) -> Page:
    """The index of a kind whose records have pages of their own.

    Args:
        frame: The common ground.
        kind: The kind.
        detail: What stands behind the name of a record.
    """
    address = f"{OWN_PAGES[kind]}/"
    return computed_page(frame, kind, address, "index.html", partial(_view, Texts(frame, address), kind, detail))


def _view(texts: Texts, kind: str, detail: Callable[[Texts, Record], Markup] | None) -> IndexView:
    frame = texts.frame
    records = in_display_order(frame.archive, kind)
    # What has no known beginning stands first, and in the part of its end.
    records.sort(key=lambda record: _year(record) if isinstance(record, Event | Law) else 0)
    parts: dict[str, IndexPart] = {}
    for record in records:
        title = _part_of(frame, record) if len(records) > UNPARTED else ""
        if title not in parts:
            parts[title] = IndexPart(title, site_anchor(f"part-{make_slug(title)}" if title else "all"))
        parts[title].entries.append(_entry(texts, record, detail(texts, record) if detail else EMPTY))
    return IndexView(frame.intro(kind), tuple(parts.values()))


def short_index(texts: Texts, kind: str) -> tuple[IndexEntry, ...]:
    """The index at the head of a page that the records of a kind share; empty where there are few."""
    records = in_display_order(texts.frame.archive, kind)
    return tuple(_entry(texts, record, EMPTY) for record in records) if len(records) > SHORT else ()


def _entry(texts: Texts, record: Record, detail: Markup) -> IndexEntry:
    link = fill(
        '<a href="{}"{}>{}</a>',
        texts.link(address_of(record.target)),
        texts.lang_attribute(texts.frame.language_of_title(record.target)),
        record.sort_label,
    )
    date = date_html(texts, _date(record)) if isinstance(record, Event | Law) else EMPTY
    return IndexEntry(link, detail, date, count_of(texts, record.target))


def _part_of(frame: Frame, record: Record) -> str:
    """The decade of what has a date, the first letter of what has a name; `#` for a name that begins with neither."""
    if isinstance(record, Event | Law):
        return frame.catalog("lists.decade", year=f"{_year(record) // 10}0")
    first = filing_key(record.sort_label)[:1].upper()
    return first if first.isalpha() else "#"


def _year(record: Event | Law) -> int:
    """The year in which it began; in which it ended, where only that is known."""
    date = _date(record)
    return (date.latest if date.open_start or date.unknown_start else date.earliest).year


def _date(record: Event | Law) -> EdtfDate:
    return record.date if isinstance(record, Event) else record.issued
