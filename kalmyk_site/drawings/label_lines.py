"""Lines of labels: text broken at build to a width that no screen falls short of.

Nothing is measured on screen: every letter counts as wide as `lettering` says that it can be. A line may end early, and
never runs out of its drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kalmyk_site.drawings.lettering import ems_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a label that stays on one line where it can."""

    text: str
    strong: bool = False
    """Whether it is set in ink: the number itself."""

    before: str = " "
    """What parts it from the piece before, on the same line: `; ` between references."""


Line = tuple[Piece, ...]
"""Pieces that stand on one line."""


def break_lines(pieces: Iterable[Piece], width: float, kept_free: float = 0.0) -> tuple[Line, ...]:
    """Pieces on as many lines as they need.

    Args:
        pieces: In reading order. A piece begins a new line where the rest of the present one does not hold it; within
            a piece a line ends only where even a whole one would not do.
        width: Of a line, in em. A single word that is wider is broken.
        kept_free: What the first line leaves free at its end.
    """
    room = width - ems_of(_CLOSING[0])
    lines: list[list[Piece]] = []
    used = 0.0
    for piece in _fitting(pieces, room, kept_free):
        needed = ems_of(piece.before + piece.text)
        if lines and used + needed <= room - (kept_free if len(lines) == 1 else 0):
            lines[-1].append(piece)
            used += needed
            continue
        # What parts two pieces of one sentence closes the line before.
        if lines and piece.before.strip() in _CLOSING:
            last = lines[-1].pop()
            lines[-1].append(replace(last, text=last.text + piece.before.strip()))
        lines.append([replace(piece, before="")])
        used = ems_of(piece.text)
    return tuple(map(tuple, lines))


_CLOSING: Final = (";", ",")


def _fitting(pieces: Iterable[Piece], width: float, kept_free: float) -> Iterator[Piece]:
    """Each piece as it is, or in parts that each fit a line; the first piece begins the line that has less room."""
    for number, piece in enumerate(pieces):
        room = width if number else width - kept_free
        if ems_of(piece.text) <= room:
            yield piece
            continue
        first, *others = _parts(piece.text, room)
        yield replace(piece, text=first)
        yield from (replace(piece, text=other, before=" ") for other in others)


def _parts(text: str, width: float) -> Sequence[str]:
    parts: list[str] = []
    for word in _words(text, width):
        together = f"{parts[-1]} {word}" if parts else word
        if parts and ems_of(together) <= width:
            parts[-1] = together
        else:
            parts.append(word)
    return parts


def _words(text: str, width: float) -> Sequence[str]:
    """The words of a text; one that fits no line in pieces. A hard space ends no word."""
    words: list[str] = []
    for word in text.split(" "):
        rest = word
        while ems_of(rest) > width:
            too_many = next(count for count in range(1, len(rest) + 1) if ems_of(rest[:count]) > width)
            count = max(1, too_many - 1)
            words.append(rest[:count])
            rest = rest[count:]
        words.append(rest)
    return words
