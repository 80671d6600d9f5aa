"""Arithmetic: parts against their total, shares against counts, roundings and workings.

A difference is shown, never corrected. Approximate values and bounds count for all that they can mean: "about 650,000"
for anything that rounds to it, "more than 13,000" for anything from 13,000 on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kalmyk_site.checks.sums import WorkingError, digits_after_point, main_estimate, shown_unit, work_out
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.records.kinds import Discrepancy, Estimate, Statistic
from kalmyk_site.records.yaml_tree import find
from kalmyk_site.references.index import Index, TextKey

COMPARE: Final = (
    "Compare the numbers with their sources; where they stand there, describe the difference in a discrepancy about"
    " this statistic."
)

HUNDRED: Final = {"percent": 100, "per cent": 100, "%": 100, "per mille": 1000, "per thousand": 1000, "‰": 1000}
"""What a share of one comes to in each unit of shares."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number can be. None where it has no bound on that side."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Bounds) -> bool:
        """Whether some number lies within both."""
        return not _less(self.high, other.low) and not _less(other.high, self.low)

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


def parts_against_totals(index: Index) -> Iterator[Finding]:
    """Statistics whose parts do not add up to them, for each date that they have a value for."""
    for statistic in index.archive.records_of(Statistic):
        parts = [part for part in map(index.archive.find_record, statistic.parts) if isinstance(part, Statistic)]
        if not parts or len(parts) < len(statistic.parts):
            continue
        place = index.archive.located[statistic.target]
        subjects = tuple(str(each.target) for each in (statistic, *parts))
        stranger = next((number for number, part in enumerate(parts) if part.unit != statistic.unit), None)
        if stranger is not None:
            yield Finding(
                "parts-total",
                place.origin("parts", stranger),
                f"the part '{parts[stranger].id}' counts {parts[stranger].unit}, the whole {statistic.unit}",
                value=parts[stranger].unit,
                expected=f"parts that count {statistic.unit}",
                remedy="Take the part out, or correct the unit.",
                subjects=subjects,
            )
            continue
        series = [_main_by_date(part) for part in parts]
        for whole in _main_by_date(statistic).values():
            chosen = [estimate for each in series if (estimate := _at(each, whole.date)) is not None]
            total, stated = _sum(map(bounds_of, chosen)), bounds_of(whole)
            if len(chosen) == len(parts) and not total.meets(stated):
                when = f" for {whole.date.words()}" if whole.date else ""
                yield Finding(
                    "parts-total",
                    place.origin("parts"),
                    f"the parts of '{statistic.id}'{when} add up to {total},"
                    f" the whole is {stated}{_short_by(total, stated)}",
                    value=str(stated),
                    expected=f"{' + '.join(str(bounds_of(estimate)) for estimate in chosen[:12])} = {total}",
                    remedy=COMPARE,
                    subjects=subjects,
                )


def shares_against_counts(index: Index) -> Iterator[Finding]:
    """Shares that no division of their counts gives, at the digits that they show."""
    archive = index.archive
    for statistic in archive.records_of(Statistic):
        hundred = HUNDRED.get(statistic.unit)
        if statistic.share_of is None or hundred is None:
            continue
        part, whole = archive.find_record(statistic.share_of.of), archive.find_record(statistic.share_of.in_)
        if not isinstance(part, Statistic) or not isinstance(whole, Statistic):
            continue
        counts, wholes = _all_by_date(part), _main_by_date(whole)
        for number, estimate in enumerate(statistic.estimates):
            if estimate.rank == "deprecated":
                continue
            base = bounds_of(_at(wholes, estimate.date) or main_estimate(whole))
            chosen = counts.get(estimate.date) or [count for each in counts.values() for count in each]
            worked = [_share(bounds_of(count), base, hundred) for count in chosen]
            if worked and not any(_share_as_shown(estimate).meets(each) for each in worked):
                sum_shown = f"{bounds_text(chosen[0])} / {base} = {worked[0]} {statistic.unit}"
                yield Finding(
                    "share-count",
                    archive.located[statistic.target].origin("estimates", number, _field_of(estimate)),
                    f"the share '{statistic.id}' is {bounds_text(estimate)} {statistic.unit},"
                    f" the counts give {worked[0]}",
                    value=bounds_text(estimate),
                    expected=sum_shown,
                    remedy=COMPARE,
                    subjects=(str(statistic.target), str(part.target), str(whole.target)),
                )


def roundings(index: Index) -> Iterator[Finding]:
    """Estimates that say they round another and do not."""
    for statistic in index.archive.records_of(Statistic):
        values = Counter(estimate.value for estimate in statistic.estimates)
        for number, estimate in enumerate(statistic.estimates):
            rounded = estimate.rounds
            if rounded is None:
                continue
            if values[rounded] == (estimate.value == rounded):
                fault, expected = "no other estimate here has that value", "the value of another estimate"
            elif not _rounds(estimate, rounded):
                fault = f"{shown(rounded)} does not round to {bounds_text(estimate)}"
                expected = "a number that gives this estimate when it is rounded to the digits shown"
            else:
                continue
            yield Finding(
                "rounding",
                index.archive.located[statistic.target].origin("estimates", number, "rounds"),
                f"an estimate of '{statistic.id}' rounds {shown(rounded)}: {fault}",
                value=shown(rounded),
                expected=expected,
                remedy="Correct the number, or take 'rounds' out.",
                subjects=(str(statistic.target),),
            )


def workings(index: Index) -> Iterator[Finding]:
    """Sums done by hand in discrepancies that come to something else when they are done again."""
    for discrepancy in index.archive.records_of(Discrepancy):
        for number, line in enumerate(discrepancy.working):
            fault, expected = _fault_of(line)
            if fault:
                yield Finding(
                    "working-wrong",
                    _line_origin(index, discrepancy, number),
                    f"the working '{line[:80]}' is wrong: {fault}",
                    value=line[:80],
                    expected=expected,
                    remedy="Do the sum again; write numbers and + - * / only, with = before the result.",
                    subjects=(str(discrepancy.target),),
                )


def _field_of(estimate: Estimate) -> str:
    return "value" if estimate.value is not None else "low" if estimate.low is not None else "high"


def bounds_text(estimate: Estimate) -> str:
    """An estimate as the arithmetic reads it: `93,139`, `at least 13,000`."""
    return shown(estimate.value) if estimate.value is not None else str(Bounds(estimate.low, estimate.high))


# Which estimates belong together --------------------------------------------------------------------------------


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


def _at(series: Mapping[EdtfDate | None, Estimate], date: EdtfDate | None) -> Estimate | None:
    """The estimate for a date; the only one there is serves for every date."""
    return next(iter(series.values())) if len(series) == 1 else series.get(date)


# Numbers with bounds --------------------------------------------------------------------------------------------


def _less(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other


_NOTHING: Decimal | None = Decimal(0)


def _sum(bounds: Iterable[Bounds]) -> Bounds:
    low, high = Decimal(0), _NOTHING
    for each in bounds:
        # Nothing that is counted is less than zero.
        low += each.low or 0
        high = None if high is None or each.high is None else high + each.high
    return Bounds(low, high)


def _short_by(total: Bounds, stated: Bounds) -> str:
    if total.low is None or total.low != total.high or stated.low is None or stated.low != stated.high:
        return ""
    return f", a difference of {shown(abs(total.low - stated.low))}"


def _share(part: Bounds, whole: Bounds, hundred: int) -> Bounds:
    low = part.low / whole.high * hundred if part.low is not None and whole.high else None
    high = part.high / whole.low * hundred if part.high is not None and whole.low else None
    return Bounds(low, high)


def _share_as_shown(estimate: Estimate) -> Bounds:
    """What a share can be that is shown with so many digits; one that is approximate may be off by one in the last."""
    if estimate.value is None:
        return Bounds(estimate.low, estimate.high)
    step = Decimal(1).scaleb(-digits_after_point(estimate.value))
    slack = step if estimate.approximate else step / 2
    return Bounds(estimate.value - slack, estimate.value + slack)


def _rounds(estimate: Estimate, exact: Decimal) -> bool:
    """Whether an estimate is `exact` at the digits shown; zeros at the end of a whole number show none."""
    if estimate.value is not None:
        unit = shown_unit(estimate.value)
        return abs(exact - estimate.value) <= (unit if estimate.approximate else unit / 2)
    above = estimate.low is None or 0 <= exact - estimate.low < shown_unit(estimate.low)
    below = estimate.high is None or 0 <= estimate.high - exact < shown_unit(estimate.high)
    return above and below


# Workings -------------------------------------------------------------------------------------------------------


def _fault_of(line: str) -> tuple[str, str]:
    """What is wrong with a working and what would be right; empty where nothing is."""
    try:
        results = work_out(line)
    except WorkingError as error:
        return str(error), "numbers, signs and a result: 93,139 - 83,688 = 9,451"
    wrong = next((result for result in results if not result.right), None)
    if wrong is None:
        return "", ""
    return (
        f"{wrong.shown} gives {shown(wrong.exact)}, not {shown(wrong.stated)}",
        f"{wrong.shown} = {shown(wrong.exact)}",
    )


def _line_origin(index: Index, discrepancy: Discrepancy, number: int) -> Origin:
    node = find(index.archive.located[discrepancy.target].node, ("working",))
    if not isinstance(node.value, str):
        return index.origin(TextKey(discrepancy.target, ("working", number)), 0)
    lines = node.value.splitlines(keepends=True)
    first = next((count for count, line in enumerate(lines) if line.strip()), 0)
    before = "".join(lines[: first + number])
    indent = len(lines[first + number]) - len(lines[first + number].lstrip())
    return index.origin(TextKey(discrepancy.target, ("working",)), len(before) + indent)
