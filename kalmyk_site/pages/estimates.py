"""Estimates in words: a value in figures, and what else was counted of the same thing.

A number of which several values are on record never stands alone: whoever shows one of them says that there are rivals.
Two values are rivals when they count the same statistic for the same date and neither is the other one rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kalmyk_site.checks.figures import find_figures
from kalmyk_site.checks.sums import SHARE_UNITS
from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.kinds import Estimate, Statistic

RIVALS_NAMED: Final = 2
"""How many rivals are named in a line; where there are more, the line says how many."""


def shown_number(value: Decimal) -> str:
    """A number with commas between thousands: `93,139`, `9.3`."""
    return f"{value:,f}"


def shown_estimate(frame: Frame, estimate: Estimate) -> str:
    """An estimate in figures, with the word that makes it true."""
    catalog = frame.catalog
    if estimate.value is not None:
        value = shown_number(estimate.value)
        return catalog("estimate.about", value=value) if estimate.approximate else value
    if estimate.low is not None and estimate.high is not None:
        between = catalog("estimate.range", low=shown_number(estimate.low), high=shown_number(estimate.high))
        return catalog("estimate.about", value=between) if estimate.approximate else between
    if estimate.low is not None:
        return catalog("estimate.more_than", value=shown_number(estimate.low))
    return catalog("estimate.at_most", value=shown_number(estimate.high or Decimal(0)))


def with_unit(frame: Frame, statistic: Statistic, estimate: Estimate) -> str:
    """An estimate with its unit: `93,139 people`, `17%`."""
    shown = with_sign(frame, statistic, shown_estimate(frame, estimate))
    return shown if statistic.unit in SHARE_UNITS else f"{shown} {statistic.unit}"


def with_sign(frame: Frame, statistic: Statistic, figure: str) -> str:
    """A figure; of a share, with its sign."""
    hundred = SHARE_UNITS.get(statistic.unit)
    if hundred is None:
        return figure
    return frame.catalog("estimate.percent" if hundred == 100 else "estimate.per_mille", figure=figure)


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number that a text gives, as one of the values of a statistic."""

    statistic: Statistic
    rivals: tuple[Estimate, ...]
    """Exact values that someone else counted of the same thing for the same date; one for each value."""


def find_named_number(statistic: Statistic, text: str) -> NamedNumber | None:
    """The number that the words of a link to `statistic` give.

    Returns:
        None where they give no figure that an estimate bears out.
    """
    figures = find_figures(text)
    readings = {reading for figure in figures for reading in figure.readings}
    # "More than 16,000" is true of every larger count, and yet names the one that says 16,000.
    named = [each for each in statistic.estimates if not readings.isdisjoint((each.value, each.low, each.high))] or [
        each
        for figure in figures
        for each in statistic.estimates
        if figure.is_true_of(each, rounded=statistic.unit in SHARE_UNITS)
    ]
    return NamedNumber(statistic, rivals_of(statistic, named)) if named else None


def rivals_of(statistic: Statistic, named: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """Estimates of the same date as one of `named` with another exact value; neither rounds the other."""
    dates = {estimate.date for estimate in named}
    known = {value for estimate in named for value in (estimate.value, estimate.rounds) if value is not None}
    found: dict[Decimal, Estimate] = {}
    for estimate in statistic.estimates:
        value = estimate.value
        if value is None or value in known or estimate.rounds is not None or estimate.rank == "deprecated":
            continue
        if estimate.date in dates:
            found.setdefault(value, estimate)
    return tuple(found.values())


def also(frame: Frame, statistic: Statistic, rivals: Iterable[Estimate]) -> str:
    """The rivals of a number in a few words: `also 16,594`, `also 19.2%`; empty where there are none."""
    values = [with_sign(frame, statistic, shown_estimate(frame, estimate)) for estimate in rivals]
    if not values:
        return ""
    if len(values) > RIVALS_NAMED:
        return frame.catalog("estimate.also_count", count=len(values))
    return frame.catalog("estimate.also", values=", ".join(values))
