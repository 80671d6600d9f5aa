"""Rich text: words with quotation marks, emphasis and links, as references are put together.

Quotation marks are kept as structure until the end, because their shape depends on how deep they stand: a quotation
inside a quoted title takes single marks, the same quotation inside an italic title double ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between quotation marks."""

    parts: RichText


@dataclass(frozen=True, slots=True)
class Emphasized:
    """What stands in italics; inside italics, what stands upright."""

    parts: RichText


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A name whose capitals no rule for titles may change: `iPhone`."""

    parts: RichText


@dataclass(frozen=True, slots=True)
class Linked:
    """What links to an address."""

    parts: RichText
    href: str


Part = str | Quoted | Emphasized | KeptCase | Linked
RichText = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of finished text that looks the same throughout."""

    text: str
    """Plain text with typographic quotation marks and dashes; not escaped."""

    italic: bool = False
    href: str = ""
    """Absolute address, or the empty string."""


_QUOTATION_MARKS = (("“", "”"), ("‘", "’"))
"""Outer and inner marks; deeper ones take turns."""


def plain(text: RichText) -> str:
    """The words alone, without the marks of `Quoted`."""
    return "".join(part if isinstance(part, str) else plain(part.parts) for part in text)


def replaced(part: Quoted | Emphasized | KeptCase | Linked, parts: RichText) -> Part:
    """The same kind of part around other words."""
    return Linked(parts, part.href) if isinstance(part, Linked) else type(part)(parts)


def merged(parts: Iterable[Part]) -> RichText:
    """Neighboring words as one piece, empty ones left out."""
    result: list[Part] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


def shown(text: RichText) -> str:
    """The words with their quotation marks."""
    return "".join(run.text for run in to_runs(text))


def to_runs(text: RichText) -> tuple[Run, ...]:
    """Finished runs, neighbors that look the same joined."""
    runs: list[Run] = []
    for run in _walk(text, 0, italic=False, href=""):
        if runs and (runs[-1].italic, runs[-1].href) == (run.italic, run.href):
            runs[-1] = Run(runs[-1].text + run.text, run.italic, run.href)
        elif run.text:
            runs.append(run)
    return tuple(runs)


def _walk(text: RichText, depth: int, *, italic: bool, href: str) -> Iterator[Run]:
    for part in text:
        match part:
            case str():
                yield Run(part, italic, href)
            case Quoted():
                opening, closing = _QUOTATION_MARKS[depth % 2]
                yield Run(opening, italic, href)
                yield from _walk(part.parts, depth + 1, italic=italic, href=href)
                yield Run(closing, italic, href)
            case Emphasized():
                yield from _walk(part.parts, depth, italic=not italic, href=href)
            case KeptCase():
                yield from _walk(part.parts, depth, italic=italic, href=href)
            case Linked():
                yield from _walk(part.parts, depth, italic=italic, href=part.href)
