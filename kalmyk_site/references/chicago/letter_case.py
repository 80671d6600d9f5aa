"""Capitals in English titles, and of the first word of a phrase.

A word is a run of letters and digits. Words that already mix capitals and small letters, and words all in capitals,
stay as they are; so `NATO`, `McGill` and `Uefa` do.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from typing import Final

from kalmyk_site.references.chicago.rich_text import KeptCase, Part, RichText, plain, replaced

_SMALL = """
    a about an and as at but by d de down for from in into l nor of on onto or over so the till to up van via von with
    yet
"""
SMALL_WORDS: Final = frozenset(_SMALL.split())
"""English words, and particles of names, that keep their small letter inside a title."""

_CHUNK: Final = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_WORD_BREAKS: Final = frozenset("-/–—")


class _Place(enum.Enum):
    """Where in the title the next chunk stands."""

    START = enum.auto()
    START_OF_SENTENCE = enum.auto()
    AFTER_BREAK = enum.auto()
    INSIDE_WORD = enum.auto()
    AFTER_STOP = enum.auto()
    LAST_WORD = enum.auto()


_FIRST: Final = frozenset({_Place.START, _Place.START_OF_SENTENCE})


def title_case(title: RichText) -> RichText:
    """English headline capitals."""
    return _Caser(_title_word).title(title)


def capitalize_first(phrase: RichText) -> RichText:
    """A capital for the first word, if it is all in small letters."""
    return _Caser(_first_word).phrase(phrase)


def is_english(language: str) -> bool:
    """Whether titles of a work take headline capitals: it is in English alone, or does not say in what language."""
    tags = [tag for tag in re.split(r"[,;\s]+", language.casefold()) if tag]
    return not tags or (len(tags) == 1 and re.split("[-_]", tags[0])[0] == "en")


def _title_word(word: str, place: _Place) -> str:
    if _mixes_case(word) or all(char.isupper() for char in word):
        return word
    wanted = place in _FIRST or (
        len(word) > 1 and (place is _Place.LAST_WORD or (place is _Place.AFTER_BREAK and word not in SMALL_WORDS))
    )
    return _capitalized(word.lower()) if wanted else word


def _first_word(word: str, place: _Place) -> str:
    return _capitalized(word) if place is _Place.START and all(char.islower() for char in word) else word


def _mixes_case(word: str) -> bool:
    return any(char.isupper() for char in word) and any(char.islower() for char in word)


def _capitalized(word: str) -> str:
    return word[:1].upper() + word[1:]


class _Caser:
    """Walks a title once, remembering what the place of each chunk is."""

    def __init__(self, change: Callable[[str, _Place], str]) -> None:
        self._change = change
        self._place = _Place.START

    def title(self, title: RichText) -> RichText:
        """The last word of a title is capitalized even if it is a small one."""
        last = title[-1] if title else ""
        if not isinstance(last, str):
            return self.phrase(title)
        head, space, word = last.rpartition(" ")
        if not word or (len(title) == 1 and not space) or any(char.isspace() or char in _WORD_BREAKS for char in word):
            return self.phrase(title)
        begun = self.phrase((*title[:-1], head + space))
        if self._place in _FIRST or self._place is _Place.AFTER_BREAK:
            self._place = _Place.LAST_WORD
        return (*begun, *self.phrase((word,)))

    def phrase(self, phrase: RichText) -> RichText:
        return tuple(self._part(part) for part in phrase)

    def _part(self, part: Part) -> Part:
        if isinstance(part, str):
            return "".join(self._chunk(chunk) for chunk in _CHUNK.findall(part))
        if isinstance(part, KeptCase):
            self._pass(plain(part.parts))
            return part
        return replaced(part, self.phrase(part.parts))

    def _chunk(self, chunk: str) -> str:
        place = self._place
        self._pass(chunk)
        return self._change(chunk, place) if chunk.isalnum() else chunk

    def _pass(self, chunk: str) -> None:
        last = chunk[-1:]
        if last in {".", "?", "!", ":"}:
            self._place = _Place.AFTER_STOP
        elif last.isalnum():
            self._place = _Place.INSIDE_WORD
        elif last.isspace() and self._place is _Place.AFTER_STOP:
            self._place = _Place.START_OF_SENTENCE
        elif last.isspace() or last in _WORD_BREAKS:
            self._place = _Place.AFTER_BREAK
