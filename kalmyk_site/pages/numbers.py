"""The page of all numbers: as the chapters tell them, each with all its estimates, its sums and who counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.answers import scope_of
from kalmyk_site.pages.estimates import shown_number, with_unit
from kalmyk_site.pages.facts import EMPTY, date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import computed_page
from kalmyk_site.pages.sums import SumView, shares_of, sums_of, works_of
from kalmyk_site.pages.texts import Texts
from kalmyk_site.pages.workings import WorkingBlock
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Estimate, Statistic
from kalmyk_site.references.addresses import ALL_NUMBERS_FILE
from kalmyk_site.references.number_order import NumbersOfChapter, numbers_in_order

_DEEPEST = 2
"""How far numbers are set in below others."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One estimate in a line."""

    value: str
    date: Markup
    counted_by: str
    works: Markup
    """What it rests on: two that give the same value are told apart by it."""

    remarks: tuple[str, ...]
    """What it rounds, and why its rank is not normal."""


@dataclass(frozen=True, slots=True)
class NumbersEntry:
    """One number with all its estimates."""

    link: Markup
    depth: int
    scope: str
    estimates: tuple[FigureView, ...]
    sums: tuple[SumView, ...]
    shares: tuple[WorkingBlock, ...]


@dataclass(frozen=True, slots=True)
class NumbersGroup:
    """The numbers that one chapter tells first."""

    title: Markup
    entries: tuple[NumbersEntry, ...]


@dataclass(frozen=True, slots=True)
class NumbersView:
    """Every number."""

    intro: str
    file: str
    """Link to all of them as CSV."""

    groups: tuple[NumbersGroup, ...]


def numbers_page(frame: Frame) -> Page:
    """The one page of all numbers."""
    address = "statistics/"
    texts = Texts(frame, address)

    def view() -> NumbersView:
        groups = tuple(_group(texts, group) for group in numbers_in_order(frame.index))
        return NumbersView(frame.intro(Statistic.kind), texts.link(ALL_NUMBERS_FILE), groups)

    return computed_page(frame, Statistic.kind, address, "statistics.html", view)


def _group(texts: Texts, group: NumbersOfChapter) -> NumbersGroup:
    title = texts.echo(group.chapter.target) if group.chapter else Markup(texts.frame.catalog("numbers.elsewhere"))
    entries: list[NumbersEntry] = []
    summed: set[Target] = set()
    for each in group.numbers:
        sums = tuple(sums_of(texts, each.statistic))
        if sums:
            summed.update(each.statistic.parts)
        # A part whose only figure stands as a line of the sum above needs no second place.
        if each.statistic.target not in summed or len(each.statistic.estimates) > 1 or sums:
            entries.append(_entry(texts, each.statistic, min(each.depth, _DEEPEST), sums))
    return NumbersGroup(title, tuple(entries))


def _entry(texts: Texts, statistic: Statistic, depth: int, sums: tuple[SumView, ...]) -> NumbersEntry:
    return NumbersEntry(
        link=texts.echo(statistic.target),
        depth=depth,
        scope=scope_of(texts.frame, statistic),
        estimates=tuple(
            FigureView(
                value=with_unit(texts.frame, statistic, estimate),
                date=date_html(texts, estimate.date) if estimate.date else EMPTY,
                counted_by=texts.frame.catalog(f"counted_by.{estimate.counted_by}"),
                works=works_of(texts, statistic, number),
                remarks=tuple(_remarks(texts.frame, estimate)),
            )
            for number, estimate in enumerate(statistic.estimates)
        ),
        sums=sums,
        shares=shares_of(texts.frame, statistic),
    )


def _remarks(frame: Frame, estimate: Estimate) -> Iterator[str]:
    if estimate.rounds is not None:
        yield frame.catalog("estimate.rounds", value=shown_number(estimate.rounds))
    if estimate.rank != "normal":
        yield frame.catalog(f"estimate.{estimate.rank}", reason=estimate.reason)
