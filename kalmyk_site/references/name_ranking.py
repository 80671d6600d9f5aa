"""What a name finds, best first: the whole name, its beginning, those of its words, a part of it, a letter or two off.

The same rules as the script of the site (`jump-ranking.js`), over the same names: at the command line and on the site
one text has one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Generic, Protocol, TypeVar

from kalmyk_site.references.name_folding import fold_query

_HAVE_NAMES: Final = ("person", "place", "organization", "group", "term")
"""Kinds that have names of their own: of equally good answers they come first."""

_SPEAK_OF_OTHERS: Final = ("claim", "discrepancy")
"""Kinds that come last."""


class _Rank(IntEnum):
    EXACT = 0
    BEGINNING = 1
    WORDS = 2
    PART = 3
    NEAR = 4
    NOT_AT_ALL = 5


class KeyedName(Protocol):
    """A name and its key."""

    @property
    def text(self) -> str:
        """As shown; empty for a slip, which is not."""
        ...

    @property
    def key(self) -> str:
        """Its key, see `name_folding`."""
        ...


class Named(Protocol):
    """What can be found: something of a kind, with its names."""

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def names(self) -> Sequence[KeyedName]:
        """Its names, the one that is shown first."""
        ...


N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class Answer(Generic[N]):
    """One thing that was found."""

    entry: N
    number: int
    """Place among its names of the one that was found."""

    is_similar: bool
    """Whether that only differs from what was asked by a letter or two."""


def ranked(query: str, entries: Iterable[N]) -> list[Answer[N]]:
    """What `query` finds, best first; of equally good answers those that come first in `entries`."""
    keys = fold_query(query)
    if not keys:
        return []
    written = query.strip().lower()
    found: list[tuple[tuple[int, int, int, int], Answer[N]]] = []
    for entry in entries:
        # Of two equally good names the one in the reader's own letters is the reason.
        rank, own, number = min(
            (_rank_of_name(keys, entry, number), int(written not in name.text.lower()), number)
            for number, name in enumerate(entry.names)
        )
        if rank < _Rank.NOT_AT_ALL:
            order = (int(rank), _standing(entry.kind), own, min(number, 1))
            found.append((order, Answer(entry, number, rank is _Rank.NEAR)))
    found.sort(key=lambda item: item[0])
    return [answer for _, answer in found]


def _rank_of_name(keys: Sequence[str], entry: Named, number: int) -> _Rank:
    may_be_near = entry.kind in _HAVE_NAMES or number == 0
    key = entry.names[number].key
    rank = min(_rank(query, key, may_be_near=may_be_near) for query in keys)
    # A person is looked for by the last name as often as by the first.
    return _Rank.BEGINNING if rank is _Rank.WORDS and entry.kind == "person" else rank


def _rank(query: str, key: str, *, may_be_near: bool) -> _Rank:
    if key == query:
        return _Rank.EXACT
    if key.startswith(query):
        return _Rank.BEGINNING
    words = key.split(" ")
    if all(any(word.startswith(start) for word in words) for start in query.split(" ")):
        return _Rank.WORDS
    if len(query) > 2 and query in key:
        return _Rank.PART
    return _Rank.NEAR if may_be_near and _is_near(query, [key, *words]) else _Rank.NOT_AT_ALL


def _is_near(query: str, words: Sequence[str]) -> bool:
    most = 0 if len(query) < 4 else 1 if len(query) < 8 else 2
    return most > 0 and any(word[:1] == query[0] and edit_distance(query, word, most) <= most for word in words)


def _standing(kind: str) -> int:
    if kind in _HAVE_NAMES:
        return 0
    if kind in _SPEAK_OF_OTHERS:
        return 3
    return 2 if kind == "source" else 1


def edit_distance(one: str, other: str, most: int) -> int:
    """Letters to change, add or leave out to make `one` of `other`; anything above `most` is told as `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, there in enumerate(other, 1):
            line.append(min(above[column - 1] + (letter != there), above[column] + 1, line[column - 1] + 1))
        if min(line) > most:
            return most + 1
        above = line
    return min(above[-1], most + 1)
