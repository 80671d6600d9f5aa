"""Lettering: how much room a line of text takes at most in a drawing.

Which sans a reader's device sets is not known when the site is built, and nothing is measured on screen. The widths
here are those of wide ones (DejaVu Sans, Verdana), so that a text never takes more room than was kept for it.
"""

from __future__ import annotations

import unicodedata
from typing import Final

SIZE: Final = 15
"""Height of the interface's small text, in pixels: what `--size-small` is."""

LINE: Final = 18
"""From one line of a label to the next, in pixels."""

_WIDTHS: Final = (
    ("ijl.,:;'’|!()", 0.35),
    (" tfrI-–", 0.43),
    ("mwMW%—", 1.0),
    ("0123456789", 0.64),
)
_CAPITAL: Final = 0.76
_SMALL: Final = 0.64


def text_width(text: str) -> float:
    """Width of a line of text in pixels, rather too large than too small."""
    return SIZE * sum(_letter_width(letter) for letter in text if not unicodedata.combining(letter))


def _letter_width(letter: str) -> float:
    for letters, width in _WIDTHS:
        if letter in letters:
            return width
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _CAPITAL if letter.isupper() else _SMALL
