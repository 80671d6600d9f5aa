"""Edits of a content file: some characters give way to others, and every other byte stays.

Places are offsets into the text as it is read: without byte order mark, each line ended by a line feed. On disk a file
may have a mark, and lines that end otherwise; both are kept, and what is written in takes the line ends of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_MARK: Final = "\ufeff".encode()


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """One place of a text and what stands there afterwards."""

    start: int
    """Offset of the first character that goes; where nothing goes, the place of what comes."""

    end: int
    """Offset behind the last character that goes."""

    text: str
    """What takes their place, with line feeds."""


def as_read(data: bytes) -> str:
    """The text of a file as it is read: without byte order mark, each line ended by a line feed.

    Raises:
        UnicodeDecodeError: the file is not UTF-8.
    """
    return data.removeprefix(_MARK).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def edited(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after some edits.

    Raises:
        ValueError: two edits overlap, or one lies outside the text.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        if not done <= edit.start <= edit.end <= len(text):
            raise ValueError(f"the edit {edit} overlaps another or lies outside the text")
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join([*parts, text[done:]])


def edited_bytes(data: bytes, edits: Iterable[TextEdit]) -> bytes:
    """The bytes of a file after some edits, whose places are those of its text as it is read.

    Raises:
        ValueError: two edits overlap, or one lies outside the text.
        UnicodeDecodeError: the file is not UTF-8.
    """
    mark = _MARK if data.startswith(_MARK) else b""
    raw = data.removeprefix(mark).decode("utf-8")
    if "\r" not in raw:
        return mark + edited(raw, edits).encode()
    starts, line_end = _raw_places(raw), _line_end(raw)
    moved = [TextEdit(starts[edit.start], starts[edit.end], edit.text.replace("\n", line_end)) for edit in edits]
    return mark + edited(raw, moved).encode()


def _raw_places(raw: str) -> list[int]:
    """The offset in `raw` of each character of the text as it is read, and of its end."""
    places = [place for place, sign in enumerate(raw) if sign != "\n" or raw[place - 1 : place] != "\r"]
    return [*places, len(raw)]


def _line_end(raw: str) -> str:
    """The line end that the file has most often."""
    both = raw.count("\r\n")
    counts = {"\n": raw.count("\n") - both, "\r\n": both, "\r": raw.count("\r") - both}
    return max(counts, key=lambda end: counts[end])
