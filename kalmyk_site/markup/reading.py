"""Reading state: what one parse gathers while Python-Markdown runs.

Python-Markdown's processors can hand on nothing but elements. What they read beside these (citation groups, links,
findings) is kept here, and an element names its payload by number. One `Reading` belongs to one parse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.positions import SENTINEL, SENTINEL_OPEN, Fence, decode
from kalmyk_site.records.findings import Finding, Origin

MAX_FINDINGS = 1000
"""Findings after which no further mark of a text is read."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads, once its address has been found good."""

    kind: str
    """One of `TARGET_KINDS`, `web` for http, https and mailto, or `anchor`."""

    address: str
    """What follows `kind:` or `#`; the whole address of a `web` link."""

    title: str
    """The author's title, or the empty string."""

    offset: int
    """Where the link begins."""

    end: int
    """Just after the link, or 0 where that is not known exactly."""


@dataclass(frozen=True, slots=True)
class ImageTarget:
    """Which image is shown."""

    path: str
    """Path relative to the content folder."""

    alt: str
    """The words between its brackets; empty where there are none."""

    offset: int
    """Where the image begins."""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to an author's footnote."""

    label: str
    offset: int


Payload = CitationGroup | LinkTarget | ImageTarget | NoteReference
"""What an element can stand for."""


@dataclass(slots=True)
class Reading:
    """Everything that one parse gathers."""

    source: str
    """The parsed text."""

    origin_at: Callable[[int], Origin]
    """Place in the file of an offset in `source`."""

    fences: list[Fence] = field(default_factory=list[Fence])
    """The pieces of fenced code."""

    payloads: list[Payload] = field(default_factory=list[Payload])
    """What elements stand for, by number."""

    notes: dict[str, str] = field(default_factory=dict[str, str])
    """Text of each author's footnote by its label, in order of definition."""

    open_tags: dict[str, int] = field(default_factory=dict[str, int])
    """How many opening HTML tags of each name were reported; their closing tags are not reported again."""

    _findings: dict[tuple[str, int], Finding] = field(default_factory=dict[tuple[str, int], Finding])

    def keep(self, payload: Payload) -> str:
        """Number under which an element finds its payload."""
        self.payloads.append(payload)
        return str(len(self.payloads) - 1)

    def report(
        self,
        code: str,
        offset: int,
        message: str,
        *,
        value: str = "",
        expected: str = "",
        nearest: str = "",
        remedy: str = "",
    ) -> None:
        """Note a finding; a second one with the same code at the same place is the same finding."""
        if (code, offset) not in self._findings:
            origin = self.origin_at(max(0, min(offset, len(self.source))))
            self._findings[code, offset] = Finding(
                code, origin, message, value=value, expected=expected, nearest=nearest, remedy=remedy
            )

    @property
    def full(self) -> bool:
        """Whether so much is wrong that reading on would only cost time; marks are then left as text."""
        return len(self._findings) >= MAX_FINDINGS

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings by place."""
        return tuple(sorted(self._findings.values(), key=lambda finding: finding.sort_key))


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A piece of text freed from its sentinels, with the offsets that they carried."""

    text: str
    """The text as written."""

    anchors: list[tuple[int, int]]
    """Position in `text` with offset in the parsed text, ascending."""

    def offset(self, position: int) -> int:
        """Offset in the parsed text of `position`, counted from the last anchor before it."""
        best = self.anchors[0] if self.anchors else (0, 0)
        for anchor in self.anchors:
            if anchor[0] > position:
                break
            best = anchor
        return best[1] + position - best[0]


def read_positions(text: str) -> PlacedText:
    """Take the sentinels out of `text` and keep their offsets."""
    if SENTINEL_OPEN not in text:
        return PlacedText(text, [])
    pieces = SENTINEL.split(text)
    anchors: list[tuple[int, int]] = []
    position = len(pieces[0])
    for code, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        anchors.append((position, decode(code)))
        position += len(piece)
    return PlacedText("".join(pieces[::2]), anchors)


def shorten(text: str) -> str:
    """`text` on one line and not longer than a finding can show."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
