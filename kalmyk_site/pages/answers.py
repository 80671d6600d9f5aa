"""Answers: what is known of a number, in a sentence or two, with every rival figure and who counted.

Told are the estimates that round no other and are not set aside. What this archive only works out comes second, and
says so. Figures of several dates are told date by date.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kalmyk_site.checks.sums import SHARE_UNITS
from kalmyk_site.pages.estimates import shown_estimate, with_sign
from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.kinds import Estimate, Statistic

ARCHIVE = "this archive"
"""Who counted where nobody did: the value of `counted_by` for arithmetic of our own."""

_NUMBERED = {2: "two", 3: "three", 4: "four"}


def answer(frame: Frame, statistic: Statistic) -> str:
    """The answer to the question that the title asks.

    Returns:
        `Two figures: 4,017 or 4,594 people; who counted is not stated.`
    """
    told = told_estimates(statistic)
    given = [estimate for estimate in told if estimate.counted_by != ARCHIVE]
    worked_out = [estimate for estimate in told if estimate.counted_by == ARCHIVE]
    sentences = [_given(frame, statistic, given)] if given else []
    if worked_out:
        sentences.append(frame.catalog("answer.worked_out", figures=_figures(frame, statistic, worked_out)))
    return " ".join(sentences)


def scope_of(frame: Frame, statistic: Statistic) -> str:
    """What a number counts, in one line; what of it is not stated comes last, in words."""
    unsaid = frame.catalog("scope.not_stated")
    where, when = statistic.territory == unsaid, statistic.period == unsaid
    parts = [part for part in (statistic.measure, statistic.population, statistic.territory, statistic.period) if part]
    said = [part for part in parts if part != unsaid]
    if where or when:
        said.append(frame.catalog("scope.neither" if where and when else "scope.nowhere" if where else "scope.undated"))
    return "; ".join(said)


def told_estimates(statistic: Statistic) -> tuple[Estimate, ...]:
    """Estimates that stand for themselves: each quantity once for each date and counter, in the order of content."""
    told: dict[object, Estimate] = {}
    for estimate in statistic.estimates:
        if estimate.rounds is None and estimate.rank != "deprecated":
            quantity = (estimate.value, estimate.low, estimate.high, estimate.approximate)
            told.setdefault((quantity, estimate.date, estimate.counted_by), estimate)
    return tuple(told.values()) or statistic.estimates[:1]


def _given(frame: Frame, statistic: Statistic, given: Sequence[Estimate]) -> str:
    dates: dict[EdtfDate | None, list[Estimate]] = {}
    for estimate in given:
        dates.setdefault(estimate.date, []).append(estimate)
    counters = dict.fromkeys(estimate.counted_by for estimate in given)
    figures_of = _figures if len(counters) == 1 else _each_with_counter
    if len(dates) > 1:
        by_date = (
            frame.catalog(
                "answer.of_date",
                date=date.words() if date else frame.catalog("answer.undated"),
                figures=figures_of(frame, statistic, dates[date]),
            )
            for date in sorted(dates, key=_date_key)
        )
        figures = "; ".join(by_date)
    else:
        figures = _counted(frame, given, figures_of(frame, statistic, given))
    if len(counters) > 1:
        return frame.catalog("answer.sentence", figures=_first_capital(figures))
    who = frame.catalog(f"who.{given[0].counted_by}")
    return frame.catalog("answer.one_counter", figures=_first_capital(figures), who=who)


def _date_key(date: EdtfDate | None) -> tuple[bool, object]:
    return (date is None, date.sort_key if date else "")


def _counted(frame: Frame, given: Sequence[Estimate], figures: str) -> str:
    if len(given) < 2:
        return figures
    name = _NUMBERED.get(len(given), "many")
    return frame.catalog(f"answer.{name}", figures=figures, number=len(given))


def _figures(frame: Frame, statistic: Statistic, estimates: Sequence[Estimate]) -> str:
    """Figures with one unit at the end: `4,017 or 4,594 people`; of shares each has its sign."""
    either = _either(frame, [with_sign(frame, statistic, shown_estimate(frame, each)) for each in estimates])
    return either if statistic.unit in SHARE_UNITS else f"{either} {statistic.unit}"


def _each_with_counter(frame: Frame, statistic: Statistic, estimates: Sequence[Estimate]) -> str:
    """Figures, each with who counted it; neighbors of one counter share the words."""
    groups = [(counter, list(members)) for counter, members in groupby(estimates, key=lambda each: each.counted_by)]
    told = [
        frame.catalog(
            "answer.counted",
            figures=_figures(frame, statistic, members),
            who=frame.catalog(f"who.{counter}"),
        )
        for counter, members in groups
    ]
    return _either(frame, told) if all(len(members) == 1 for _, members in groups) else ", ".join(told)


def _either(frame: Frame, figures: Sequence[str]) -> str:
    """`a, b or c`."""
    if len(figures) == 1:
        return figures[0]
    return frame.catalog("answer.either", figures=", ".join(figures[:-1]), last=figures[-1])


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
