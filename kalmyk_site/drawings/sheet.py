"""A sheet: the marks and words of one drawing of numbers, each with its place.

From left to right places are percent of the drawing's width, so that marks stretch with the page and words do not; from
top to bottom they are em of the words, so that both grow together. What a kind of mark means is the same everywhere:
solid for what a source gives, hollow for what is worked out here, dashed for what is in doubt, a band for what only
rounds or bounds, hatched for what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from kalmyk_site.drawings.label_lines import Line as Words
from kalmyk_site.drawings.label_lines import Piece, break_lines
from kalmyk_site.drawings.lettering import ems_of
from kalmyk_site.drawings.scales import Scale

Meaning = Literal["given", "worked out", "doubtful"]
"""How much a mark may be trusted: whether a source gives it, this archive works it out, or it is set aside."""

LINE: Final = 1.4
"""Height of a line of words, in em."""

BASELINE: Final = 1.05
"""From the top of a line to the foot of its letters."""

MARK: Final = 1.1
"""Height of the strip in which a mark stands, in em."""

GAP: Final = 0.7
"""Between two rows."""

BAR: Final = 0.56
"""Thickness of a bar."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words."""

    x: float
    y: float
    """Where its letters stand."""

    words: Words
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["scale", "grid", "join", "limit", "edge"]
    """The scale and its ticks; light lines through the drawing; what belongs together; what others are measured by; the
    edge of a band."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A length."""

    x: float
    y: float
    width: float
    height: float
    kind: Literal["given", "worked out", "doubtful", "band", "missing"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value."""

    x: float
    y: float
    kind: Meaning


@dataclass(frozen=True, slots=True)
class Opening:
    """The open end of a bound: what it can be has no limit on this side."""

    x: float
    y: float
    side: Literal["left", "right"]


@dataclass(slots=True)
class Sheet:
    """A drawing while it is made, and when it is done."""

    width: float
    """Of the narrowest place for which its words are broken, in em."""

    height: float = 0.0
    texts: list[Text] = field(default_factory=list[Text])
    strokes: list[Stroke] = field(default_factory=list[Stroke])
    bars: list[Bar] = field(default_factory=list[Bar])
    dots: list[Dot] = field(default_factory=list[Dot])
    openings: list[Opening] = field(default_factory=list[Opening])

    def label(self, pieces: Iterable[Piece], figure: str = "") -> None:
        """Add a label at the left below what is there, and at the end of its first line a figure."""
        top = self.height
        for line in break_lines(pieces, self.width, ems_of(figure) + 1 if figure else 0):
            self.texts.append(Text(0, _rounded(self.height + BASELINE), line))
            self.height = _rounded(self.height + LINE)
        if figure:
            self.texts.append(Text(100, _rounded(top + BASELINE), (Piece(figure, strong=True, before=""),), "end"))

    def strip(self) -> float:
        """Add a strip for marks below what is there; returns the height of its middle."""
        self.height = _rounded(self.height + MARK)
        return _rounded(self.height - MARK / 2)

    def gap(self) -> None:
        """Leave room before the next row."""
        self.height = _rounded(self.height + GAP)

    def axis(self, scale: Scale, shown: Sequence[str], note: Iterable[Piece], *, top: float = 0.0) -> None:
        """Add a scale below what is there, light lines from it up to `top`, and a note on what it measures."""
        foot = self.height
        self.strokes.append(Stroke(0, foot, 100, foot, "scale"))
        for tick, text in zip(scale.ticks, shown, strict=True):
            x = scale.place(tick)
            if 0 < x < 100:
                self.strokes.append(Stroke(x, top, x, foot, "grid"))
            self.strokes.append(Stroke(x, foot, x, _rounded(foot + TICK), "scale"))
            anchor = "start" if x == 0 else "end" if x == 100 else "middle"
            self.texts.append(Text(x, _rounded(foot + TICK + BASELINE), (Piece(text, before=""),), anchor))
        self.height = _rounded(foot + TICK + LINE)
        self.label(note)
        self.height = _rounded(self.height + DESCENT)


TICK: Final = 0.35
"""Length of a tick."""

DESCENT: Final = 0.1
"""Below the last line."""


MOST_TICKS: Final = 6
"""A scale is read, not counted."""


def ticks_on(width: float, longest: str) -> int:
    """How many ticks a scale of a width in em has room for, with labels as long as `longest`."""
    return max(2, min(MOST_TICKS, int(width / (ems_of(longest) + 1))))


def _rounded(value: float) -> float:
    """Two digits after the point, so that no trace of binary fractions reaches a page."""
    return round(value, 2)
