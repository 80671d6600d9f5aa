"""Entries of a list of parts in two states: which became which, by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from kalmyk_site.differences.pairs import pair
from kalmyk_site.differences.values import CITES, in_words, told


@dataclass(frozen=True, slots=True)
class EntryDifferences:
    """Positions, counted from 0; entries that are as they were, wherever they stand, are left out."""

    altered: Sequence[tuple[int, int]]
    removed: Sequence[int]
    added: Sequence[int]


def compare_entries(before: Sequence[BaseModel], after: Sequence[BaseModel]) -> EntryDifferences:
    """Find each entry again: as it was, with the same words and other citations, by likeness, or by its citations."""
    old, new = list(range(len(before))), list(range(len(after)))
    _match(old, new, list(map(repr, before)), list(map(repr, after)))
    altered = _match(old, new, list(map(in_words, before)), list(map(in_words, after)))
    pairs = pair([_as_text(before[number]) for number in old], [_as_text(after[number]) for number in new])
    altered += [(old[first], new[second]) for first, second in pairs]
    old = _without(old, [first for first, _ in altered])
    new = _without(new, [second for _, second in altered])
    altered += _match(old, new, list(map(_cites, before)), list(map(_cites, after)))
    return EntryDifferences(sorted(altered, key=lambda numbers: numbers[1]), old, new)


def _match(old: list[int], new: list[int], before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Take those that read alike away from both, in order, but for what says nothing; returns their positions."""
    places: dict[str, list[int]] = {}
    for number in reversed(new):
        places.setdefault(after[number], []).append(number)
    found = [(number, there.pop()) for number in old if before[number] and (there := places.get(before[number]))]
    old[:] = _without(old, [first for first, _ in found])
    new[:] = _without(new, [second for _, second in found])
    return found


def _without(numbers: Sequence[int], taken: Sequence[int]) -> list[int]:
    gone = set(taken)
    return [number for number in numbers if number not in gone]


def _as_text(entry: BaseModel) -> str:
    """What an entry says as words to compare: each value is one, joined with its field."""
    return " ".join(f"{name}={words}".replace(" ", "_") for name, words in told(entry).items())


def _cites(entry: BaseModel) -> str:
    return " ".join(mark for name, value in entry if name in CITES for mark in value)
