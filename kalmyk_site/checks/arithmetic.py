"""Arithmetic: parts against their total, shares against counts, roundings and workings.

A difference is shown, never corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kalmyk_site.checks.sums import (
    Bounds,
    bounds_of,
    last_digit,
    parts_of,
    rounds_to,
    shares_worked,
    shown,
    shown_unit,
    sums_of_parts,
)
from kalmyk_site.checks.workings import WorkingError, work_out
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.records.kinds import Discrepancy, Estimate, Statistic
from kalmyk_site.records.yaml_tree import find
from kalmyk_site.references.index import Index, TextKey

COMPARE: Final = (
    "Compare the numbers with their sources; where they stand there, describe the difference in a discrepancy about"
    " this statistic."
)


def parts_against_totals(index: Index) -> Iterator[Finding]:
    """Statistics whose parts do not add up to them, for each date that they have a value for."""
    for statistic in index.archive.records_of(Statistic):
        parts = parts_of(index.archive, statistic)
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
        for each in sums_of_parts(index.archive, statistic):
            if not each.agrees:
                when = f" for {each.date.words()}" if each.date else ""
                short_by = f", a difference of {shown(abs(each.difference))}" if each.difference is not None else ""
                terms = " + ".join(str(bounds_of(estimate)) for _, estimate in each.parts[:12])
                yield Finding(
                    "parts-total",
                    place.origin("parts"),
                    f"the parts of '{statistic.id}'{when} add up to {each.total}, the whole is {each.stated}{short_by}",
                    value=str(each.stated),
                    expected=f"{terms} = {each.total}",
                    remedy=COMPARE,
                    subjects=subjects,
                )


def shares_against_counts(index: Index) -> Iterator[Finding]:
    """Shares that no division of their counts gives, at the digits that they show."""
    archive = index.archive
    for statistic in archive.records_of(Statistic):
        for worked in shares_worked(archive, statistic):
            estimate, divisions = worked.stated, worked.divisions
            if not divisions or any(_share_as_shown(estimate).meets(each.result) for each in divisions):
                continue
            first = divisions[0]
            sum_shown = f"{bounds_text(first.count)} / {bounds_of(first.whole)} = {first.result} {statistic.unit}"
            yield Finding(
                "share-count",
                archive.located[statistic.target].origin("estimates", worked.number, _field_of(estimate)),
                f"the share '{statistic.id}' is {bounds_text(estimate)} {statistic.unit},"
                f" the counts give {first.result}",
                value=bounds_text(estimate),
                expected=sum_shown,
                remedy=COMPARE,
                subjects=tuple(str(target) for target in _targets_of_share(statistic)),
            )


def _targets_of_share(statistic: Statistic) -> tuple[Target, ...]:
    share = statistic.share_of
    return (statistic.target, share.of, share.in_) if share else (statistic.target,)


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


def _share_as_shown(estimate: Estimate) -> Bounds:
    """What a share can be that is shown with so many digits; one that is approximate may be off by one in the last."""
    if estimate.value is None:
        return Bounds(estimate.low, estimate.high)
    step = last_digit(estimate.value)
    slack = step if estimate.approximate else step / 2
    return Bounds(estimate.value - slack, estimate.value + slack)


def _rounds(estimate: Estimate, exact: Decimal) -> bool:
    """Whether an estimate is `exact` at the digits shown; zeros at the end of a whole number show none."""
    if estimate.value is not None:
        unit = shown_unit(estimate.value)
        return rounds_to(exact, estimate.value, unit * 2 if estimate.approximate else unit)
    above = estimate.low is None or 0 <= exact - estimate.low < shown_unit(estimate.low)
    below = estimate.high is None or 0 <= estimate.high - exact < shown_unit(estimate.high)
    return above and below


# Workings -------------------------------------------------------------------------------------------------------


def _fault_of(line: str) -> tuple[str, str]:
    """What is wrong with a working and what would be right; empty where nothing is."""
    try:
        results = work_out(line)
    except WorkingError as error:
        return str(error), "numbers, signs and a result: 1,120 - 700 = 420"
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
