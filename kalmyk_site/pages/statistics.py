"""The page of a number: the answer, what it looks like, every estimate with who counted, and the working of its sums.

What is drawn stands in the tables too; what an estimate rests on stands in the table alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from kalmyk_site.checks.sums import main_estimate
from kalmyk_site.pages.answers import answer, scope_of
from kalmyk_site.pages.estimates import also, rivals_of, shown_estimate, shown_number, with_unit
from kalmyk_site.pages.facts import Facts, date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.numbers import numbers_page
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import RecordView, description_of, record_view
from kalmyk_site.pages.statistic_drawings import (
    DrawingView,
    citations_of,
    companions_of,
    drawings_of,
    sum_drawings_of,
)
from kalmyk_site.pages.sums import SumView, shares_of, sums_of
from kalmyk_site.pages.texts import Texts
from kalmyk_site.pages.workings import WorkingBlock
from kalmyk_site.records.kinds import Estimate, Statistic
from kalmyk_site.references.addresses import address_of, numbers_file


@dataclass(frozen=True, slots=True)
class EstimateView:
    """One estimate of a number."""

    value: str
    date: Markup
    counted_by: str
    cites: Markup
    as_written: str
    """The words of the source, where they are more than the figure."""

    remark: Markup
    rank: str


@dataclass(frozen=True, slots=True)
class EstimatesView:
    """A table of estimates."""

    caption: str
    rows: tuple[EstimateView, ...]
    companions: tuple[tuple[Markup, tuple[EstimateView, ...]], ...]
    """Statistics that are drawn on the same axis, each with its estimates."""

    dated: bool
    """Whether any has a date."""


@dataclass(frozen=True, slots=True)
class ApartView:
    """A statistic that must not be added to this one."""

    link: Markup
    answer: str
    works: str
    scope: str
    drawings: tuple[DrawingView, ...]


@dataclass(frozen=True, slots=True)
class StatisticView:
    """A number with all its estimates."""

    record: RecordView
    scope: str
    answer: str
    drawings: tuple[DrawingView, ...]
    apart: tuple[ApartView, ...]
    estimates: EstimatesView
    sums: tuple[SumView, ...]
    shares: tuple[WorkingBlock, ...]
    file: str
    """Link to the numbers as CSV."""


def statistic_pages(frame: Frame) -> Iterator[Page]:
    """One page for each statistic, and the page of all numbers."""
    for statistic in frame.archive.records_of(Statistic):
        yield _page(frame, statistic)
    yield numbers_page(frame)


def _page(frame: Frame, statistic: Statistic) -> Page:
    address = address_of(statistic.target)
    return Page(
        address=address,
        template="statistic.html",
        title=statistic.title,
        description=description_of(frame, statistic.target, scope_of(frame, statistic)),
        view=partial(_view, Texts(frame, address), statistic),
        target=statistic.target,
        changed=statistic.changed,
    )


def _view(texts: Texts, statistic: Statistic) -> StatisticView:
    frame = texts.frame
    return StatisticView(
        record=record_view(texts, statistic, lambda facts: _facts(facts, statistic)),
        scope=scope_of(frame, statistic),
        answer=answer(frame, statistic),
        drawings=drawings_of(texts, statistic),
        apart=tuple(_apart(texts, statistic)),
        estimates=_estimates(texts, statistic),
        sums=tuple(sums_of(texts, statistic)),
        shares=shares_of(frame, statistic),
        file=texts.link(numbers_file(statistic.target)),
    )


def _facts(facts: Facts, statistic: Statistic) -> None:
    for name in ("measure", "population", "territory", "period", "unit"):
        value = getattr(statistic, name)
        links = [facts.texts.target(place) for place in statistic.places] if name == "territory" else []
        is_said = [facts.texts.frame.title_of(place) for place in statistic.places] == [value]
        if value and not (links and is_said):
            facts.uncited(name, [value])
        if links:
            facts.uncited("places", links)
    if statistic.share_of:
        whole = facts.texts.echo(statistic.share_of.in_)
        facts.uncited("share_of", [fill("{} / {}", facts.texts.echo(statistic.share_of.of), whole)])


# What must not be added ------------------------------------------------------------------------------------------


def _apart(texts: Texts, statistic: Statistic) -> Iterator[ApartView]:
    for target in statistic.drawing.apart if statistic.drawing else ():
        other = texts.frame.archive.find_record(target)
        if isinstance(other, Statistic):
            cited = (
                citation for number in range(len(other.estimates)) for citation in citations_of(texts, other, number)
            )
            yield ApartView(
                link=texts.echo(target),
                answer=answer(texts.frame, other),
                works="; ".join(dict.fromkeys(texts.frame.short_citation(citation) for citation in cited)),
                scope=scope_of(texts.frame, other),
                drawings=sum_drawings_of(texts, other),
            )


# The table of estimates ------------------------------------------------------------------------------------------


def _estimates(texts: Texts, statistic: Statistic) -> EstimatesView:
    companions = companions_of(texts, statistic)
    shown = [estimate for each in (statistic, *companions) for estimate in each.estimates]
    return EstimatesView(
        caption=texts.frame.catalog("estimate.caption_in", unit=statistic.unit),
        rows=tuple(_estimate(texts, statistic, number) for number in range(len(statistic.estimates))),
        companions=tuple(
            (texts.echo(each.target), tuple(_echo(texts, each, number) for number in range(len(each.estimates))))
            for each in companions
        ),
        dated=any(estimate.date for estimate in shown),
    )


def _estimate(texts: Texts, statistic: Statistic, number: int) -> EstimateView:
    frame = texts.frame
    estimate = statistic.estimates[number]
    own = texts.field_note(statistic.target, "estimates", number, "cite")
    cites = texts.cites(own) if own else texts.cites(texts.field_note(statistic.target, "cite"), anchored=False)
    remark = texts.inline(statistic.target, "estimates", number, "note")
    if estimate.rounds is not None:
        remark = (
            escape(frame.catalog("estimate.rounds", value=shown_number(estimate.rounds)))
            + (Markup("; ") if remark else "")
            + remark
        )
    rank = frame.catalog(f"estimate.{estimate.rank}", reason=estimate.reason) if estimate.rank != "normal" else ""
    return EstimateView(
        value=shown_estimate(frame, estimate),
        as_written=_as_written(texts.frame, estimate),
        date=date_html(texts, estimate.date) if estimate.date else Markup(""),
        counted_by=frame.catalog(f"counted_by.{estimate.counted_by}"),
        cites=cites,
        remark=remark,
        rank=rank,
    )


def _echo(texts: Texts, statistic: Statistic, number: int) -> EstimateView:
    """An estimate of another statistic, which has its citations on its own page."""
    estimate = statistic.estimates[number]
    works = (texts.frame.short_citation(citation) for citation in citations_of(texts, statistic, number))
    return EstimateView(
        value=shown_estimate(texts.frame, estimate),
        as_written=_as_written(texts.frame, estimate),
        date=date_html(texts, estimate.date) if estimate.date else Markup(""),
        counted_by=texts.frame.catalog(f"counted_by.{estimate.counted_by}"),
        cites=escape("; ".join(dict.fromkeys(works))),
        remark=Markup(""),
        rank="",
    )


def _as_written(frame: Frame, estimate: Estimate) -> str:
    return frame.catalog("estimate.written", words=estimate.as_written) if estimate.as_written else ""


# Key numbers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the archive's key numbers."""

    value: str
    rivals: str
    """Other exact values of the same date; empty where there are none."""

    link: Markup
    counted_by: str
    estimates: str
    """How many there are."""


def key_numbers(texts: Texts) -> tuple[KeyNumber, ...]:
    """The numbers that the home page names, in the order of `archive.yml`."""
    frame = texts.frame
    rows: list[KeyNumber] = []
    for target in frame.archive.settings.key_numbers:
        statistic = frame.archive.get(Statistic, target)
        estimate = main_estimate(statistic)
        rows.append(
            KeyNumber(
                with_unit(frame, statistic, estimate),
                also(frame, statistic, rivals_of(statistic, [estimate])),
                texts.echo(target),
                frame.catalog(f"counted_by.{estimate.counted_by}"),
                str(len(statistic.estimates)),
            )
        )
    return tuple(rows)
