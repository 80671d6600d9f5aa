"""Draws the picture of this archive: an invented tower on an invented rock, in the manner of a wood engraving.

Run from the root of the checkout: `python -m tests.archives.lighthouse.draw_tower`. Each time the same comes out.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from tests.tiny_pictures import make_png

WIDTH, HEIGHT = 900, 640
"""In pixels."""

LINE = 5
"""From one engraved line to the next, in pixels."""

HORIZON = 410
TOWER, TOP, FOOT = 560, 130, 452
"""Middle of the tower, and where its wall begins and ends."""


def rock(x: float) -> float:
    """Height at which the rock begins above `x`."""
    swell = 140 * math.exp(-(((x - 575) / 190) ** 2)) + 26 * math.exp(-(((x - 330) / 60) ** 2))
    return 585 - swell - 5 * math.sin(x / 17) - 3 * math.sin(x / 7.3)


def tone(x: float, y: float) -> float:
    """How dark a place is, from 0 to 1."""
    across = abs(x - TOWER)
    wall = 27 + 21 * (y - TOP) / (FOOT - TOP)
    if TOP < y < min(FOOT + 40, rock(x) + 12) and across < wall:
        band = 0.30 if 230 < y < 300 else 0.0
        return 0.10 + band + 0.62 * ((x - TOWER + wall) / (2 * wall)) ** 2
    if 118 < y <= TOP and across < 40:
        return 0.82
    if 78 < y <= 118 and across < 19:
        return 0.05 if abs(x - TOWER) % 12 < 9 else 0.85
    if 56 < y <= 78 and across < 24 * (y - 56) / 22:
        return 0.8
    if y > rock(x):
        return min(0.95, 0.5 + 0.4 * math.sin(x / 23 + y / 31) ** 2 + (y - rock(x)) / 900)
    if y > HORIZON:
        wave = math.sin(x / (9 + (y - HORIZON) / 5) + y * 1.7)
        return min(0.8, 0.24 + 0.2 * wave + (y - HORIZON) / 1400)
    beam = abs((98 - y) - (TOWER - x) * 0.16) < 6 + (TOWER - x) * 0.075 and x < TOWER - 19
    cloud = 0.10 * math.sin(x / 90 + math.sin(y / 40) * 2) * math.sin(y / 33 + x / 400)
    return 0.0 if beam else max(0.05, 0.36 - 0.26 * y / HORIZON + cloud)


@cache
def wave(x: int) -> float:
    """By how much the hand of the engraver goes up and down."""
    return 1.1 * math.sin(x / 47) + 0.7 * math.sin(x / 19)


def shade(x: int, y: int) -> int:
    """Brightness of a pixel: where the place is darker, the line across it is broader."""
    dark = tone(x, y)
    distance = abs((y + wave(x)) % LINE - LINE / 2) / (LINE / 2)
    ink = max(0.0, min(1.0, (dark - distance) * 2.2 + 0.5)) if dark > 0.02 else 0.0
    # Sixteen shades are enough for the eye and make a smaller file.
    return round((1 - ink) * 15) * 17


if __name__ == "__main__":
    (Path(__file__).parent / "content" / "media" / "tower.png").write_bytes(make_png(WIDTH, HEIGHT, shade))
