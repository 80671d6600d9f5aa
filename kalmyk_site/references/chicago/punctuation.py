"""Putting pieces together: delimiters, and the marks that meet where two pieces join.

Pieces that are empty leave no trace. A delimiter is left out before a piece that begins with a comma, semicolon or
full stop. Where two marks meet, one of them may have to go (`?` before `.`), and full stops and commas move inside
a closing quotation mark, as American usage has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kalmyk_site.references.chicago.rich_text import Part, Quoted, RichText, merged, plain, replaced

_FIRST_WINS: Final = frozenset({"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"})
_SECOND_WINS: Final = frozenset({":!", ":?", ";!", ";?", "  ", " ,", " ."})
_CLOSING_MARKS: Final = frozenset(".,;:!?")


def joined(pieces: Sequence[RichText], delimiter: str = "") -> RichText:
    """The pieces in order, with `delimiter` between those that are not empty."""
    present = [piece for piece in pieces if plain(piece)]
    row: list[RichText] = []
    for number, piece in enumerate(present):
        if number and delimiter and plain(piece)[0] not in ",;.":
            row.append((delimiter,))
        row.append(piece)
    return _concatenated(row)


def with_affixes(piece: RichText, prefix: str = "", suffix: str = "") -> RichText:
    """`piece` between `prefix` and `suffix`; nothing at all where the piece is empty."""
    if not plain(piece):
        return ()
    if suffix:
        piece = _concatenated([piece, (suffix,)])
    return _concatenated([(prefix,), piece]) if prefix else piece


def marks_inside_quotations(text: RichText) -> RichText:
    """Move a full stop or comma that follows a quotation inside it, unless one of the closing marks stands there."""
    result: list[Part] = []
    for raw in text:
        part = raw if isinstance(raw, str) else replaced(raw, marks_inside_quotations(raw.parts))
        before = result[-1] if result else ""
        if isinstance(part, str) and part[:1] in {".", ","} and isinstance(before, Quoted):
            if plain(before.parts)[-1:] not in _CLOSING_MARKS:
                result[-1] = Quoted(merged((*before.parts, part[0])))
            part = part[1:]
        if part != "":
            result.append(part)
    return tuple(result)


def _concatenated(row: Sequence[RichText]) -> RichText:
    if not row:
        return ()
    settled: list[RichText] = []
    current = row[0]
    for following in row[1:]:
        left, right = _settle(current, following)
        settled.append(left)
        current = right
    settled.append(current)
    return merged(part for piece in settled for part in piece)


def _settle(left: RichText, right: RichText) -> tuple[RichText, RichText]:
    """Drop the marks that may not meet where `left` and `right` join."""
    while True:
        meeting = plain(left)[-1:] + plain(right)[:1]
        if meeting in _FIRST_WINS:
            right = _trimmed(right, meeting[1], at_end=False)
        elif meeting in _SECOND_WINS:
            left = _trimmed(left, meeting[0], at_end=True)
        else:
            return left, right


def _trimmed(text: RichText, mark: str, *, at_end: bool) -> RichText:
    parts = list(text)
    while parts:
        index = -1 if at_end else 0
        part = parts[index]
        if isinstance(part, str):
            rest = part.rstrip(mark) if at_end else part.lstrip(mark)
            if rest:
                parts[index] = rest
                break
            del parts[index]
        else:
            inner = _trimmed(part.parts, mark, at_end=at_end)
            if plain(inner):
                parts[index] = replaced(part, inner)
                break
            del parts[index]
    return tuple(parts)
