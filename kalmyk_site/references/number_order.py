"""The order in which a reader meets the numbers: chapter by chapter, and below each number what belongs to it.

To a number belong its parts, what they leave, what shares its axis, and the shares of it. What belongs to several
stands below the first of them. A number is told in the chapter that links to it first; one that no chapter links to
goes with the first chapter that links to something below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kalmyk_site.records.archive import Chapter
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.references.index import BODY, Index
from kalmyk_site.references.order import in_display_order

Place = tuple[int, int]
"""Number of a chapter in reading order, and where in its text: it sorts as a reader reads."""


@dataclass(frozen=True, slots=True)
class PlacedNumber:
    """A number in the order of all of them."""

    statistic: Statistic
    depth: int
    """How many numbers it stands below: 0 for one that belongs to no other."""


@dataclass(frozen=True, slots=True)
class NumbersOfChapter:
    """The numbers that a chapter is the first to tell."""

    chapter: Chapter | None
    """None for those that no chapter tells."""

    numbers: tuple[PlacedNumber, ...]


def numbers_in_order(index: Index) -> tuple[NumbersOfChapter, ...]:
    """Every number of the archive, once."""
    all_numbers = [each for each in in_display_order(index.archive, Statistic.kind) if isinstance(each, Statistic)]
    below = _what_belongs_to_each(all_numbers)
    families = list(_families(all_numbers, below))
    places = _places(index)
    chapters = index.archive.reading_order

    def place_of(family: list[PlacedNumber]) -> Place:
        known = [places[each.statistic.target] for each in family if each.statistic.target in places]
        own = places.get(family[0].statistic.target)
        return own or min(known, default=(len(chapters), 0))

    groups: dict[int, list[PlacedNumber]] = {}
    for family in sorted(families, key=place_of):
        groups.setdefault(place_of(family)[0], []).extend(family)
    return tuple(
        NumbersOfChapter(chapters[number] if number < len(chapters) else None, tuple(members))
        for number, members in groups.items()
    )


def _places(index: Index) -> dict[Target, Place]:
    """Where each number is first told."""
    numbers = {chapter.target: number for number, chapter in enumerate(index.archive.reading_order)}
    return {
        target: min(found)
        for target, mentions in index.mentions_of.items()
        if target.kind == Statistic.kind
        and (
            found := [
                (numbers[mention.owner], mention.offset)
                for mention in mentions
                if mention.owner in numbers and mention.key.path == BODY
            ]
        )
    }


def _what_belongs_to_each(numbers: Iterable[Statistic]) -> dict[Target, list[Target]]:
    below: dict[Target, list[Target]] = {}
    shares: dict[Target, list[Target]] = {}
    for each in numbers:
        company = each.drawing
        belonging = [*each.parts, *([company.rest] if company and company.rest else ())]
        below[each.target] = [*belonging, *(company.beside if company else ())]
        if each.share_of:
            shares.setdefault(each.share_of.of, []).append(each.target)
    return {target: [*belonging, *shares.get(target, ())] for target, belonging in below.items()}


def _families(numbers: Iterable[Statistic], below: dict[Target, list[Target]]) -> Iterator[list[PlacedNumber]]:
    """Each number that belongs to no other, with all that belongs to it, whoever comes first having it."""
    known = {each.target: each for each in numbers}
    owned = {target for targets in below.values() for target in targets}
    seen: set[Target] = set()
    # Numbers that belong to each other in a circle belong to none; then the first of them begins.
    for first in [*(target for target in known if target not in owned), *known]:
        family: list[PlacedNumber] = []
        pending = [(first, 0)]
        while pending:
            target, depth = pending.pop()
            if target in seen or target not in known:
                continue
            seen.add(target)
            family.append(PlacedNumber(known[target], depth))
            pending += [(each, depth + 1) for each in reversed(below[target])]
        if family:
            yield family
