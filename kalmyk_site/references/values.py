"""Values of a source as other programs take them: the Markdown in which sources are written becomes theirs.

A title such as `"Punished Peoples" and *their* [iPhone]{.nocase}` is a text with typographic quotation marks, emphasis
and a word that keeps its capitals; each format has its own way to write the last two, and marks of its own to escape.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kalmyk_site.references.chicago.rich_text import Emphasized, KeptCase, Linked, Quoted, RichText
from kalmyk_site.references.chicago.value_markup import read_value

_QUOTATION_MARKS: Final = (("“", "”"), ("‘", "’"))
"""Outer and inner marks; deeper ones take turns."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How a format writes what a value can hold."""

    escape: Callable[[str], str] = str
    """Makes plain words safe; is given no marks of the format's own."""

    emphasis: tuple[str, str] = ("", "")
    """What stands before and behind emphasized words."""

    kept_case: tuple[str, str] = ("", "")
    """What stands before and behind words whose capitals must stay."""


PLAIN: Final = Notation()
"""Words alone, with their quotation marks."""


def write_value(value: str, notation: Notation = PLAIN) -> str:
    """A value of a source in the notation of a format, on one line.

    Args:
        value: As the source has it, in the Markdown that Pandoc reads in the values of a source.
        notation: How the format writes it.

    Returns:
        Typographic quotation marks and dashes; no no-break spaces, which only a set page needs.
    """
    return _written(read_value(" ".join(value.split())), notation, depth=0)


def _written(text: RichText, notation: Notation, depth: int) -> str:
    return "".join(_part(part, notation, depth) for part in text)


def _part(part: str | Quoted | Emphasized | KeptCase | Linked, notation: Notation, depth: int) -> str:
    if isinstance(part, str):
        return notation.escape(part.replace("\u00a0", " "))
    if isinstance(part, Quoted):
        opening, closing = _QUOTATION_MARKS[depth % 2]
        return f"{opening}{_written(part.parts, notation, depth + 1)}{closing}"
    before, behind = ("", "")
    if isinstance(part, Emphasized):
        before, behind = notation.emphasis
    elif isinstance(part, KeptCase):
        before, behind = notation.kept_case
    return f"{before}{_written(part.parts, notation, depth)}{behind}"
