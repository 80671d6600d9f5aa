"""Pairs: which of some texts became which, by likeness.

Only texts that share an uncommon word are compared word by word, so the cost grows with their number, not its square.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.5
"""Share of words, in their order, that two sentences must have in common to be one that was altered."""

_ALIKE_LETTERS: Final = 0.6
_COMMON: Final = 50
"""A word in more texts than this says nothing of which is which."""

_SHORTLIST: Final = 5
_FEW: Final = 5
"""So few are compared letter by letter: a title of one word has no other in common."""

_LONGEST: Final = 400
"""Words that are compared of a text."""


def pair(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of the texts that became each other, each in one pair at most, in the order of `before`."""
    pairs = _best(_by_words(before, after))
    old = sorted(set(range(len(before))) - {first for first, _ in pairs})
    new = sorted(set(range(len(after))) - {second for _, second in pairs})
    if len(old) <= _FEW and len(new) <= _FEW:
        likeness = [(letters_alike(before[first], after[second]), first, second) for first in old for second in new]
        pairs += _best([found for found in likeness if found[0] >= _ALIKE_LETTERS])
    return sorted(pairs)


def letters_alike(one: str, other: str) -> float:
    """How alike two short texts are, from 0 to 1, letter by letter."""
    return SequenceMatcher(None, one.casefold()[:_LONGEST], other.casefold()[:_LONGEST], autojunk=False).ratio()


def _by_words(before: Sequence[str], after: Sequence[str]) -> list[tuple[float, int, int]]:
    words = [text.casefold().split()[:_LONGEST] for text in after]
    holders: dict[str, list[int]] = {}
    for number, each in enumerate(words):
        for word in set(each):
            holders.setdefault(word, []).append(number)
    found: list[tuple[float, int, int]] = []
    for first, text in enumerate(before):
        mine = text.casefold().split()[:_LONGEST]
        shared = Counter(
            number for word in set(mine) if len(holders.get(word, ())) <= _COMMON for number in holders.get(word, ())
        )
        share = {number: count / max(len(mine), len(words[number])) for number, count in shared.items()}
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(mine)
        for second in heapq.nsmallest(_SHORTLIST, share, key=lambda number: (-share[number], number)):
            matcher.set_seq1(words[second])
            likeness = matcher.ratio()
            if likeness >= ALIKE:
                found.append((likeness, first, second))
    return found


def _best(found: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Of possible pairs the likest, then the likest of what is left."""
    old: set[int] = set()
    new: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, first, second in sorted(found, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if first not in old and second not in new:
            old.add(first)
            new.add(second)
            pairs.append((first, second))
    return pairs
