"""Lettering: how wide words are in a drawing, and where they break into lines.

Nothing is measured on screen, and the interface's type is the device's own. So the widths are upper bounds: those of
DejaVu Sans, the widest of the faces that browsers take for `system-ui`. Where the type is narrower there is more air.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SIZE: Final = 15
"""Height of the letters in px: what `--size-small` is."""

LINE: Final = 18
"""From one line of a label to the next, in px."""

ROW: Final = 20
"""From one row of single labels to the next, in px."""

_GROUPS: Final[Mapping[int, str]] = {
    28: "'ijl",
    32: "IJ ,.’·",
    36: "/:;\\|f",
    40: "-()[]t",
    46: '!r"',
    52: "*_`–“”",
    58: "?szLcFk",
    62: "vxyPTYaeo",
    66: "0123456789$ESbdghnpqu{}K",
    74: "ABCRVXZU",
    80: "HN&DGOQ",
    84: "w#+<=>^~",
    98: "M%m",
}
_WIDTHS: Final = MappingProxyType({character: width for width, group in _GROUPS.items() for character in group})
_OTHERS: Final = 100
"""Of characters without a width of their own: Cyrillic letters are narrower, and Chinese ones as wide as high."""


def ems_of(text: str) -> float:
    """What one line of `text` needs at most, in em."""
    hundredths = 0
    for character in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(character):
            hundredths += _WIDTHS.get(character, _OTHERS)
    return hundredths / 100


def text_width(text: str) -> float:
    """What one line of `text` needs at most, in px."""
    return ems_of(text) * SIZE


def wrap(text: str, width: float) -> tuple[str, ...]:
    """`text` in lines of at most `width` px; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and text_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
