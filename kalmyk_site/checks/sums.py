"""Sums on the archive's numbers: what parts add up to, and what a share comes to.

All values are exact decimals. The checks compare these sums with what the sources say and pages show the same ones;
neither ever changes a value. Approximate values and bounds count for all that they can mean: "about 650,000" for
anything that rounds to it, "more than 13,000" for anything from 13,000 on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.kinds import Estimate, Statistic

SHARE_UNITS: Final[Mapping[str, int]] = {
    "percent": 100,
    "per cent": 100,
    "%": 100,
    "per mille": 1000,
    "per thousand": 1000,
    "‰": 1000,
}
"""What the whole comes to in each unit of shares."""


# Numbers with bounds --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number can be. None where it has no bound on that side."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Bounds) -> bool:
        """Whether some number lies within both."""
        return not _less(self.high, other.low) and not _less(other.high, self.low)

    @property
    def only(self) -> Decimal | None:
        """The number, where it can be only one."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        """The number, or its bounds in words."""
        if self.low is None:
            return "any number" if self.high is None else f"at most {shown(self.high)}"
        if self.high is None:
            return f"at least {shown(self.low)}"
        return shown(self.low) if self.low == self.high else f"{shown(self.low)} to {shown(self.high)}"


def shown(value: Decimal) -> str:
    """A number with commas between thousands, at most two digits after the point: `93,139`, `17.2`."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if digits_after_point(value) else f"{value:,f}"


def bounds_of(estimate: Estimate) -> Bounds:
    """Everything that an estimate can mean."""
    if estimate.value is None:
        return Bounds(estimate.low, estimate.high)
    slack = shown_unit(estimate.value) / 2 if estimate.approximate or estimate.rounds is not None else Decimal(0)
    return Bounds(estimate.value - slack, estimate.value + slack)


def _less(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other


def digits_after_point(value: Decimal) -> int:
    """How many digits stand after the point: 0 for 17, 1 for 9.3."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def last_digit(value: Decimal) -> Decimal:
    """Worth of the last digit: 1 for 93,000, 0.1 for 9.3."""
    return Decimal(1).scaleb(-digits_after_point(value))


def shown_unit(value: Decimal) -> Decimal:
    """Worth of the last digit that is not a trailing zero before the point: 1,000 for 93,000, 0.1 for 9.3, 1 for 0."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not value:
        return Decimal(1)
    if exponent == 0:
        exponent = len(str(value)) - len(str(value).rstrip("0"))
    return Decimal(1).scaleb(exponent)


def rounds_to(exact: Decimal, stated: Decimal, unit: Decimal) -> bool:
    """Whether `exact`, rounded half up or down to a multiple of `unit`, is `stated`."""
    return abs(exact - stated) <= unit / 2


# Which estimates belong together --------------------------------------------------------------------------------


def main_estimate(statistic: Statistic) -> Estimate:
    """The estimate that stands for a statistic: the preferred one, else the first that is not set aside."""
    for rank in ("preferred", "normal"):
        for estimate in statistic.estimates:
            if estimate.rank == rank:
                return estimate
    return statistic.estimates[0]


def _main_by_date(statistic: Statistic) -> dict[EdtfDate | None, Estimate]:
    """The estimate that stands for each date: the preferred one, else the first that is not set aside."""
    main: dict[EdtfDate | None, Estimate] = {}
    for estimate in statistic.estimates:
        first = main.get(estimate.date)
        if estimate.rank != "deprecated" and (
            first is None or (estimate.rank == "preferred" and first.rank != "preferred")
        ):
            main[estimate.date] = estimate
    return main


def _all_by_date(statistic: Statistic) -> dict[EdtfDate | None, list[Estimate]]:
    """The estimates of each date that are not set aside."""
    groups: dict[EdtfDate | None, list[Estimate]] = {}
    for estimate in statistic.estimates:
        if estimate.rank != "deprecated":
            groups.setdefault(estimate.date, []).append(estimate)
    return groups


def estimate_for(statistic: Statistic, date: EdtfDate | None) -> Estimate | None:
    """The estimate that stands for a date; the only date there is serves for every other."""
    return _at(_main_by_date(statistic), date)


def _at(series: Mapping[EdtfDate | None, Estimate], date: EdtfDate | None) -> Estimate | None:
    """The estimate for a date; the only one there is serves for every date."""
    return next(iter(series.values())) if len(series) == 1 else series.get(date)


# Parts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartsSum:
    """What the parts of a statistic add up to, for one date."""

    date: EdtfDate | None
    parts: tuple[tuple[Statistic, Estimate], ...]
    total: Bounds
    whole: Estimate
    stated: Bounds
    """What the whole can be."""

    @property
    def agrees(self) -> bool:
        """Whether the parts can come to the whole."""
        return self.total.meets(self.stated)

    @property
    def figure(self) -> Decimal | None:
        """The sum of the figures as they are printed; None where one is only bounded."""
        values = [estimate.value for _, estimate in self.parts if estimate.value is not None]
        return sum(values, Decimal(0)) if len(values) == len(self.parts) else None

    @property
    def difference(self) -> Decimal | None:
        """Stated whole less the sum of its parts; None where one of them can be more than one number."""
        total, stated = self.total.only, self.stated.only
        return None if total is None or stated is None else stated - total


def sums_of_parts(archive: Archive, statistic: Statistic) -> Iterator[PartsSum]:
    """The sum of the parts for each date of the whole for which all parts have a value, in the same unit."""
    parts = parts_of(archive, statistic)
    if not parts or any(part.unit != statistic.unit for part in parts):
        return
    series = [_main_by_date(part) for part in parts]
    for whole in _main_by_date(statistic).values():
        chosen = [estimate for each in series if (estimate := _at(each, whole.date)) is not None]
        if len(chosen) == len(parts):
            total = _sum(map(bounds_of, chosen))
            yield PartsSum(whole.date, tuple(zip(parts, chosen, strict=True)), total, whole, bounds_of(whole))


def parts_of(archive: Archive, statistic: Statistic) -> tuple[Statistic, ...]:
    """The parts of a statistic; empty where one of them does not exist."""
    parts = tuple(part for part in map(archive.find_record, statistic.parts) if isinstance(part, Statistic))
    return parts if len(parts) == len(statistic.parts) else ()


_NOTHING: Decimal | None = Decimal(0)


def _sum(bounds: Iterable[Bounds]) -> Bounds:
    low, high = Decimal(0), _NOTHING
    for each in bounds:
        # Nothing that is counted is less than zero.
        low += each.low or 0
        high = None if high is None or each.high is None else high + each.high
    return Bounds(low, high)


# Shares ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Division:
    """A count divided by the whole."""

    count: Estimate
    whole: Estimate
    result: Bounds
    """In the unit of the share."""

    figure: Decimal | None
    """What the figures give as they are printed; None where one is only bounded, or the whole is 0."""


@dataclass(frozen=True, slots=True)
class ShareWorked:
    """One estimate of a share, and every division that it can stand for."""

    number: int
    """Place of the estimate in its statistic, counted from 0."""

    stated: Estimate
    divisions: tuple[Division, ...]


def shares_worked(archive: Archive, statistic: Statistic) -> Iterator[ShareWorked]:
    """What the counts give for each estimate of a share: those of its date, or all where none is of its date."""
    hundred = SHARE_UNITS.get(statistic.unit)
    if statistic.share_of is None or hundred is None:
        return
    part, whole = archive.find_record(statistic.share_of.of), archive.find_record(statistic.share_of.in_)
    if not isinstance(part, Statistic) or not isinstance(whole, Statistic):
        return
    counts, wholes = _all_by_date(part), _main_by_date(whole)
    for number, estimate in enumerate(statistic.estimates):
        if estimate.rank != "deprecated" and wholes:
            base = _at(wholes, estimate.date) or main_estimate(whole)
            chosen = counts.get(estimate.date) or [count for each in counts.values() for count in each]
            yield ShareWorked(number, estimate, tuple(_division(count, base, hundred) for count in chosen))


def _division(count: Estimate, whole: Estimate, hundred: int) -> Division:
    part, base = bounds_of(count), bounds_of(whole)
    low = part.low / base.high * hundred if part.low is not None and base.high else None
    high = part.high / base.low * hundred if part.high is not None and base.low else None
    figure = count.value / whole.value * hundred if count.value is not None and whole.value else None
    return Division(count, whole, Bounds(low, high), figure)
