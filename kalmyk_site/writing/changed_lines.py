"""Changed lines: what edits make of the lines that they touch, for whoever wants to see them first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kalmyk_site.writing.text_edits import TextEdit, edited


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Neighboring lines that edits touch."""

    line: int
    """The first of them as it was, counted from 1."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    """What stands there afterwards; nothing where the lines go."""


def changed_lines(text: str, edits: Iterable[TextEdit]) -> list[ChangedLines]:
    """The lines of a text that edits touch, in their order; edits in the same line are one change."""
    regions: list[tuple[int, int, list[TextEdit]]] = []
    for edit in sorted(edits):
        start, end = _whole_lines(text, edit)
        if regions and start < regions[-1][1]:
            first, last, together = regions.pop()
            regions.append((first, max(last, end), [*together, edit]))
        else:
            regions.append((start, end, [edit]))
    return [
        ChangedLines(
            text.count("\n", 0, start) + 1,
            _lines(text[start:end]),
            _lines(edited(text[start:end], _moved(together, start))),
        )
        for start, end, together in regions
    ]


def _whole_lines(text: str, edit: TextEdit) -> tuple[int, int]:
    """Start of the first line that an edit touches, and end of the last one, with its line feed if it has one."""
    start = text.rfind("\n", 0, edit.start) + 1
    if edit.end > edit.start and text[edit.end - 1] == "\n":
        return start, edit.end
    end = text.find("\n", edit.end) + 1
    return start, end or len(text)


def _moved(edits: Sequence[TextEdit], by: int) -> list[TextEdit]:
    return [TextEdit(edit.start - by, edit.end - by, edit.text) for edit in edits]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.removesuffix("\n").split("\n")) if text else ()
