"""Excerpts: the line of a file that a finding is about, with carets below the place, as a terminal shows it.

A terminal shows characters in cells: a Chinese character fills two, a combining accent none, a tab as many as lead to
the next stop. What it could take for a command, and what no one could see, is escaped.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

PLAIN_WIDTH: Final = 100
"""Cells of a line where nothing tells how wide the terminal is, so that a report is the same everywhere."""

_TAB: Final = 4
_MARGIN: Final = 8
"""Cells for the number of the line and the bar behind it."""

_NARROWEST: Final = 24


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Two rows that stand below each other in a font with cells of one width."""

    text: str
    """The line, shortened where it is long."""

    carets: str
    """Spaces, then a caret below each cell of what is meant."""


def visible(text: str) -> str:
    """The text with all that could command a terminal, and all that no one could see, as escapes."""
    return "".join(map(_visible_sign, text))


def excerpt(line: str, column: int, value: str = "", width: int = PLAIN_WIDTH) -> Excerpt:
    """The part of a line around a place.

    Args:
        line: The whole line, without its end.
        column: The place in characters, counted from 1; one behind the last character is allowed.
        value: What was written there. Carets stand below all of it if it stands there, else below one character.
        width: Cells that may be filled.
    """
    width = max(width, _NARROWEST)
    place = min(max(column - 1, 0), len(line))
    end = place + max(length_of(value, line, place), 1)
    # Nothing further off can be shown.
    first = max(place - width, 0)
    shown: list[str] = []
    sizes: list[int] = []
    for sign in line[first : place + width]:
        shown.append(" " * (_TAB - sum(sizes) % _TAB) if sign == "\t" else _visible_sign(sign))
        sizes.append(len(shown[-1]) if sign == "\t" or not sign.isprintable() else _cells(sign))
    starts = [0, *accumulate(sizes)]
    at = min(place - first, len(sizes))
    # A combining sign stands in the cell of the letter before it.
    while 0 < at < len(sizes) and not sizes[at]:
        at -= 1
    left, right = 0, len(sizes)
    if first or len(line) > place + width or starts[-1] > width:
        left, right = _window(starts, at, width, first > 0, len(line) > place + width)
    before = "…" if first or left else ""
    behind = "…" if right < len(sizes) or len(line) > place + width else ""
    carets = starts[min(max(end - first, at), right)] - starts[at]
    return Excerpt(
        f"{before}{''.join(shown[left:right])}{behind}",
        " " * (len(before) + starts[at] - starts[left]) + "^" * max(carets, 1),
    )


def numbered(number: int, rows: Excerpt) -> tuple[str, str]:
    """Both rows behind a margin with the number of the line."""
    return f"{number:>{_MARGIN - 3}} | {rows.text}", f"{'':>{_MARGIN - 3}} | {rows.carets}"


def room_for_text(columns: int) -> int:
    """Cells beside the margin in a terminal of so many columns."""
    return columns - _MARGIN


def length_of(value: str, line: str, place: int) -> int:
    """How many characters of a line, from a place counted from 0, are a value as a finding gives it; 0 for none."""
    # A finding cuts a long value short.
    sought = value.removesuffix("…")
    if not sought:
        return 0
    if line.startswith(sought, place):
        return len(sought)
    if line[place : place + 1] in ('"', "'") and line.startswith(sought, place + 1):
        closed = line.startswith(line[place], place + 1 + len(sought))
        return len(sought) + 1 + closed
    return 0


def _window(starts: list[int], at: int, width: int, more_before: bool, more_behind: bool) -> tuple[int, int]:
    """First and last sign of a long line that fit: a third of the width before the place, the rest behind it."""
    last = len(starts) - 1
    room = width - 2
    left = at
    while left > 0 and starts[at] - starts[left - 1] <= room // 3:
        left -= 1
    if left == 0 and not more_before:
        room += 1
    right = at
    while right < last and starts[right + 1] - starts[left] <= room:
        right += 1
    if right == last and not more_behind:
        # Nothing is left out behind the place, so there is room for more before it.
        while left > 0 and starts[last] - starts[left - 1] <= width - 1:
            left -= 1
    return left, right


def _visible_sign(sign: str) -> str:
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")


def _cells(sign: str) -> int:
    # Vowels and final consonants of Hangul join the consonant before them.
    if unicodedata.category(sign) in ("Mn", "Me") or "\u1160" <= sign <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
