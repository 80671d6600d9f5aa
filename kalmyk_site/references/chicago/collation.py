"""Alphabetical order across scripts, as far as names and titles need it.

An approximation of the Unicode collation algorithm with its root table: punctuation counts last, letters count before
accents, Latin comes before Greek and Greek before Cyrillic, and the Cyrillic letters of other languages than Russian
stand where that table has them (`ә` after `а`, `һ` after `х`). Case does not count.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WordKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Letters, accents, punctuation."""

_SEPARATORS: Final = re.compile(r"[\s'’,ʾʿ]+")
_CYRILLIC: Final = "аәӕбвгґғдђѓеєжҗзѕиійјкќқлљмнңњоөпрстћуўүұфхһцчџшщъыьэюя"
_CYRILLIC_PLACE: Final = {letter: 0x430 + place for place, letter in enumerate(_CYRILLIC)}
_ABOVE_PUNCTUATION: Final = 0xFFFF
_BASE_LETTERS: Final = str.maketrans({"ø": "o\u0338", "ł": "l\u0335", "æ": "a\u0336e", "œ": "o\u0336e"})
_COMPOSED: Final = frozenset("йўїѓќ")
"""Letters that are letters of their own although they can be written with an accent."""


def collation_words(text: str) -> tuple[WordKey, ...]:
    """`text` as a key: two texts stand in the order of their keys, which compare word by word."""
    return tuple(_word_key(word) for word in _SEPARATORS.split(text.casefold()) if word)


def _word_key(word: str) -> WordKey:
    letters: list[int] = []
    accents: list[int] = []
    marks: list[int] = []
    for char in unicodedata.normalize("NFC", word).translate(_BASE_LETTERS):
        pieces = char if char in _COMPOSED else unicodedata.normalize("NFD", char)
        for piece in pieces:
            if unicodedata.combining(piece):
                if accents:
                    accents[-1] = accents[-1] * 0x10000 + ord(piece)
            elif unicodedata.category(piece)[0] in {"P", "S", "Z"}:
                marks.append(ord(piece))
            else:
                letters.append(_CYRILLIC_PLACE.get(piece, ord(piece)))
                accents.append(0)
                marks.append(_ABOVE_PUNCTUATION)
    return tuple(letters), tuple(accents), tuple(marks)
