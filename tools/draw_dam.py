"""Draw the picture of the example archive, a broken dam: `python -m tools.draw_dam`. Each time the same comes out.

It is a gray PNG of flat shapes, so that every new archive begins with a picture of two kilobytes.
"""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path
from typing import Final

PICTURE: Final = Path(__file__).parent.parent / "kalmyk_site" / "example" / "flood" / "content" / "media" / "dam.png"

WIDTH: Final = 720
HEIGHT: Final = 400

SHADES: Final = (245, 205, 150, 95, 45)
"""Sky, hills, water, wall and its joints, from light to dark."""

SKY, HILLS, WATER, WALL, JOINT = range(len(SHADES))


def part_at(x: int, y: int) -> int:
    """What stands at a place, counted in pixels from the upper left corner, as a number of a shade."""
    gap = abs(x - 360 + 6 * math.sin(y / 9)) < 40 + (y - 150) / 8
    if 150 <= y < 300 and not gap:
        return JOINT if (y - 150) % 25 < 2 or (x + 30 * ((y - 150) // 25 % 2)) % 60 < 2 else WALL
    if y >= 150 and (gap or y >= 300):
        wave = math.sin(x / 23 + y / 3) + math.sin(x / 11 - y / 5)
        return HILLS if wave > 1.35 else WATER
    if y > 130 - 34 * math.sin(x / 150) - 14 * math.sin(x / 47):
        return HILLS
    return SKY


def png() -> bytes:
    """The picture."""
    rows = b"".join(b"\0" + bytes(part_at(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    palette = b"".join(bytes((shade, shade, shade)) for shade in SHADES)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


if __name__ == "__main__":
    PICTURE.write_bytes(png())
