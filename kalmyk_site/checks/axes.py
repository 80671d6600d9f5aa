"""What may share an axis: equal measure, population, territory, period and unit, letter for letter.

Words are compared and not understood: "the town" and "the borough" are two territories here, whatever an
editor knows of them. What is only measured against a sum of parts may count something else, for the drawing says so;
its unit has to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kalmyk_site.checks.remainders import remainders_of
from kalmyk_site.checks.sums import Bounds, bounds_of, estimate_for, shown
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.references.index import Index

SCOPE: Final = ("measure", "population", "territory", "period", "unit")
"""The fields that say what a statistic counts."""


def unlike(one: Statistic, other: Statistic) -> str:
    """The first field in which two statistics count different things; empty where they may share an axis."""
    return next((name for name in SCOPE if getattr(one, name) != getattr(other, name)), "")


def unlike_numbers(index: Index) -> Iterator[Finding]:
    """Statistics that a drawing would put on one axis although they count different things."""
    archive = index.archive
    for statistic in archive.records_of(Statistic):
        if statistic.drawing is None:
            continue
        for place, target in enumerate(statistic.drawing.beside):
            other = archive.find_record(target)
            field = unlike(statistic, other) if isinstance(other, Statistic) else ""
            if field and isinstance(other, Statistic):
                yield _unlike(index, statistic, other, field, ("beside", place), "Name it under 'apart' instead")
        for name in ("against", "rest"):
            target: Target | None = getattr(statistic.drawing, name)
            other = archive.find_record(target) if target else None
            if isinstance(other, Statistic) and other.unit != statistic.unit:
                yield _unlike(index, statistic, other, "unit", (name,), f"Take '{name}' out")


def _unlike(
    index: Index, one: Statistic, other: Statistic, field: str, path: tuple[str | int, ...], remedy: str
) -> Finding:
    mine, its = (getattr(each, field) or "nothing" for each in (one, other))
    return Finding(
        "axis-unlike",
        index.archive.located[one.target].origin("drawing", *path),
        f"'{other.id}' cannot share an axis with '{one.id}': its {field} is {its}, not {mine}",
        value=other.id,
        expected=f"a statistic whose {field} is {mine}",
        remedy=f"{remedy}, or correct the {field} where the two count the same.",
        subjects=(str(one.target), str(other.target)),
    )


def rests(index: Index) -> Iterator[Finding]:
    """Statistics that are said to hold what parts leave, and hold something else."""
    archive = index.archive
    for statistic in archive.records_of(Statistic):
        target = statistic.drawing.rest if statistic.drawing else None
        rest = archive.find_record(target) if target else None
        if not isinstance(rest, Statistic):
            continue
        for each in remainders_of(archive, statistic):
            stated = estimate_for(rest, each.parts.date)
            if stated is None or bounds_of(stated).meets(Bounds(each.left, each.left)):
                continue
            yield Finding(
                "rest-unequal",
                archive.located[statistic.target].origin("drawing", "rest"),
                f"'{rest.id}' is {bounds_of(stated)}, and the parts of '{statistic.id}' leave {shown(each.left)}",
                value=str(bounds_of(stated)),
                expected=f"{shown(each.whole)} - {shown(each.sum)} = {shown(each.left)}",
                remedy="Compare the numbers with their sources, or take 'rest' out.",
                subjects=(str(statistic.target), str(rest.target)),
            )
