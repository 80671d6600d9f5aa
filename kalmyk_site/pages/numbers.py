"""The page of all numbers: as the chapters tell them, each with all its estimates, its sums and who counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.answers import scope_of
from kalmyk_site.pages.estimates import shown_number, with_unit
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import computed_page
from kalmyk_site.pages.sums import SumView, shares_of, sums_of
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
    details: tuple[str, ...]
    """When, who counted, and what it rounds."""


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
    groups = tuple(_group(texts, group) for group in numbers_in_order(frame.index))
    view = NumbersView(frame.intro(Statistic.kind), texts.link(ALL_NUMBERS_FILE), groups)
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
        scope=scope_of(statistic),
        estimates=tuple(
            FigureView(with_unit(texts.frame, statistic, estimate), tuple(_details(texts.frame, estimate)))
            for estimate in statistic.estimates
        ),
        sums=sums,
        shares=shares_of(texts.frame, statistic),
    )


def _details(frame: Frame, estimate: Estimate) -> Iterator[str]:
    if estimate.date:
        yield estimate.date.words()
    yield frame.catalog(f"who.{estimate.counted_by}")
    if estimate.rounds is not None:
        yield frame.catalog("estimate.rounds", value=shown_number(estimate.rounds))
    if estimate.rank != "normal":
        yield frame.catalog(f"estimate.{estimate.rank}", reason=estimate.reason)
