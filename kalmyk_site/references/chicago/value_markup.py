"""Reading the values of a source: Pandoc's Markdown, as far as titles and names use it.

Straight quotation marks and hyphens become typographic ones; `*words*` and `_words_` are emphasis;
`[words]{.nocase}` keeps its capitals; a backslash before a mark takes its meaning away. A no-break space follows
Pandoc's list of abbreviations, so that `St. Petersburg` is not torn apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from kalmyk_site.references.chicago.rich_text import Emphasized, KeptCase, Part, Quoted, RichText, merged, shown

_WITH_FULL_STOP = """
    aet. aetat. al. Apr. Aug. bk. Bros. c. Capt. cf. ch. chap. chs. Co. col. Corp. cp. d. Dec. Dr. e.g. ed. eds. esp.
    f. fasc. Feb. ff. fig. fl. fol. fols. Fr. Gen. Gov. Hon. i.e. ill. Inc. incl. Jan. Jr. Jul. Jun. Ltd. M.A. M.D.
    Mar. Mr. Mrs. Ms. n. n.b. nn. No. Nov. Oct. p. Ph.D. pp. Pres. Prof. pt. q.v. Rep. Rev. s.v. s.vv. saec. sec. Sen.
    Sep. Sept. Sgt. Sr. St. univ. viz. vol. vs.
"""
ABBREVIATIONS: Final = frozenset(_WITH_FULL_STOP.split())
"""What is followed by a no-break space. Pandoc 2.17.1.1, data file `abbreviations`."""

_WORD: Final = re.compile(r"(?:[^\W_]|\.(?!\.))+")
_NO_CASE: Final = re.compile(r"\[([^\[\]]*)\]\{\.nocase\}")
_NO_BREAK_SPACE: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Within:
    """What is open around the place that is read."""

    closing: str = ""
    """Character that ends the innermost quotation or emphasis."""

    open_marks: frozenset[str] = frozenset()
    """What is open: no quotation or emphasis stands within one of its own kind."""

    unclosed: set[str] = field(default_factory=set[str])
    """Marks that nothing closes from here to the end. Remembered, so that no text takes long to read."""

    def opened(self, mark: str) -> _Within:
        return replace(self, closing=mark, open_marks=self.open_marks | {mark})

    def may_open(self, mark: str) -> bool:
        return mark not in self.open_marks and mark not in self.unclosed


@lru_cache(maxsize=4096)
def read_value(value: str) -> RichText:
    """Read a value as it stands in a CSL-YAML file."""
    parts, _, _ = _read(value, 0, _Within())
    return parts


def read_name(value: str) -> str:
    """Read a value that is shown as plain text, such as a family name: typographic marks and nothing else."""
    return shown(read_value(value))


def _read(text: str, position: int, within: _Within) -> tuple[RichText, int, bool]:
    """Parts from `position` on, where they end, and whether the closing mark was found."""
    parts: list[Part] = []
    while position < len(text):
        if _closes(text, position, within) and parts:
            return merged(parts), position + 1, True
        part, position = _read_part(text, position, within)
        parts += part
    return merged(parts), position, False


def _closes(text: str, position: int, within: _Within) -> bool:
    char, after = text[position], text[position + 1 : position + 2]
    match within.closing:
        case '"':
            return char in '"”'
        case "'":
            return char in "'’" and not after.isalnum()
        case "*":
            return char == "*" and not text[position - 1].isspace()
        case "_":
            return char == "_" and not text[position - 1].isspace() and not after.isalnum()
        case _:
            return False


def _read_part(text: str, position: int, within: _Within) -> tuple[RichText, int]:
    char = text[position]
    if char in '"“':
        return _read_double(text, position, within)
    if char in "'‘":
        return _read_single(text, position, within)
    if char in "*_":
        return _read_emphasis(text, position, within)
    if char == "[" and (match := _NO_CASE.match(text, position)):
        return (KeptCase(read_value(match[1])),), match.end()
    if char == "\\" and position + 1 < len(text) and not text[position + 1].isalnum():
        return (text[position + 1],), position + 2
    for written, typeset in (("---", "—"), ("--", "–"), ("...", "…")):
        if text.startswith(written, position):
            return (typeset,), position + len(written)
    match = _WORD.match(text, position)
    if match is None:
        return (char,), position + 1
    end = match.end()
    if match[0] in ABBREVIATIONS and text[end : end + 1] == " " and text[end + 1 : end + 2]:
        return (match[0] + _NO_BREAK_SPACE,), end + 1
    return (match[0],), end


def _read_double(text: str, position: int, within: _Within) -> tuple[RichText, int]:
    after = text[position + 1 : position + 2]
    if '"' in within.open_marks or not after or after.isspace():
        return ("“" if text[position] == "“" else "”",), position + 1
    if within.may_open('"'):
        parts, end = _read_closed(text, position, '"', within)
        if end:
            return (Quoted(parts),), end
    return ("“",), position + 1


def _read_single(text: str, position: int, within: _Within) -> tuple[RichText, int]:
    before, after = text[max(position - 1, 0) : position], text[position + 1 : position + 2]
    if within.may_open("'") and not before.isalnum() and after and not after.isspace():
        parts, end = _read_closed(text, position, "'", within)
        if end:
            return (Quoted(parts),), end
    return ("‘" if text[position] == "‘" else "’",), position + 1


def _read_emphasis(text: str, position: int, within: _Within) -> tuple[RichText, int]:
    mark = text[position]
    before, after = text[max(position - 1, 0) : position], text[position + 1 : position + 2]
    intraword = mark == "_" and before.isalnum()
    if within.may_open(mark) and after and not after.isspace() and after != mark and not intraword:
        parts, end = _read_closed(text, position, mark, within)
        if end:
            return (Emphasized(parts),), end
    return (mark,), position + 1


def _read_closed(text: str, position: int, mark: str, within: _Within) -> tuple[RichText, int]:
    """What stands between the mark at `position` and the one that closes it, and where it ends; 0 if none does."""
    parts, end, closed = _read(text, position + 1, within.opened(mark))
    if not closed:
        within.unclosed.add(mark)
        return (), 0
    return parts, end
