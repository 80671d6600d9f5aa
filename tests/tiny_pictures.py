"""Tiny pictures for tests: real files of every kind that is shown, and PNG files of any size."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping

SMALL: Mapping[str, bytes] = {
    "jpg": b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8Q"
        "EBEQCgwSExIQEw8QEBD/wAALCAAEAAYBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EABoQAAAHAAAAAAAAAAAAAAAAAAACCBlX"
        "otL/2gAIAQEAAD8AVLZKQY7uTA//2Q=="
    ),
    "webp": b64decode("UklGRiwAAABXRUJQVlA4ICAAAACQAQCdASoGAAQAAgA0JaQAAudLLQAA8qf/y/8SA4wAAA=="),
    "gif": b64decode("R0lGODlhBgAEAPEDAAAAAFVVVaqqqv///yH5BAAAAAAALAAAAAAGAAQAAAIHhB+pwj0PCwA7"),
    "avif": b64decode(
        "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
        "AA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAGwAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEA"
        "AGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAGAAAABAAA"
        "ABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACNtZGF0EgAKBRgIbsCEMhAYAAooooUAA17MKrgNlwEX"
    ),
}
"""A gray shade of 6 by 4 pixels, by the end of its name."""


def make_png(width: int, height: int, shade: Callable[[int, int], int] = lambda x, y: (x + y) % 256) -> bytes:
    """A gray picture in PNG.

    Args:
        width: In pixels.
        height: In pixels.
        shade: Brightness from 0 to 255 at a place, counted from the upper left corner.
    """
    rows = b"".join(b"\0" + bytes(shade(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def turned(jpeg: bytes) -> bytes:
    """A JPEG with the note of a camera that was held upright: browsers turn it by a quarter."""
    directory = b"II*\0\x08\0\0\0" + struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0)
    note = b"Exif\0\0" + directory
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + jpeg[2:]


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    name, data = chunk
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
