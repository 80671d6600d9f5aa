"""Positions: the offset of each piece of text, hidden in the text itself while it is parsed.

Python-Markdown keeps no positions. So before it runs, a sentinel that carries an offset is put before whatever may need
its place: marks, links, images, tags, and the first character of each line behind its bullets and quotation signs. A
sentinel is three private-use characters, which no text may hold (they are replaced before). Lines whose whole form is
syntax (rules, underlines, rows of dashes, definitions of links) get none. A construct whose sentinel is missing is no
construct: what an entity or an escape brings into the text can therefore never become a mark.

Fenced code is taken out here as well, before Markdown could read anything into it, and a text that nests deeper than
`MAX_NESTING` is refused before recursion could meet it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTINEL_OPEN = "\ue000"
"""First character of each sentinel."""

FENCE_OPEN = "\ue001"
"""First character of what stands for a piece of fenced code."""

MAX_NESTING = 64
"""Deepest nesting of lists and quotations on one line."""

MAX_LENGTH = 4096 * 4096 - 1
"""Longest text, in characters, whose offsets fit a sentinel; three times what a file may hold."""

SENTINEL = re.compile("\ue000([\ue100-\uf0ff]{2})")
"""Finds a sentinel; its group is the code of the offset."""

FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000-\uf8ff]")
"""Characters that no text may hold: controls, halves of surrogate pairs, private use."""

_BASE = 0xE100
_RADIX = 4096
_PREFIX = re.compile(r"(?:[ \t]*+(?:>|[*+-](?=[ \t])|\d+\.(?=[ \t])|:(?=[ \t])|#{1,6}(?=[ \t])|\|))*+[ \t]*+")
_NESTING = re.compile(r">|[*+-]|\d+\.|    ")
_SYNTAX_ONLY = re.compile(r"[=\-*_|:+ \t]*+$")
_RULE = re.compile(r"[ ]*+([-*_])(?:[ ]*+\1)*+[ ]*+$")
_NOTE_DEFINITION = re.compile(r"\[\^[^\]\n]*+\]:[ \t]*+")
_LINK_DEFINITION = re.compile(
    r"""(?!\[\^[^\]]*+\]:[ \t]*+\S)"""
    r"""\[[^\[\]@]*+\]:[ \t]*+(?:$|[^\s]++[ \t]*+(?:$|"[^"]*+"[ \t]*+$|'[^']*+'[ \t]*+$|\())"""
)
_FENCE = re.compile(r"([ \t>]*+)(`{3,}+|~{3,}+)([^`\n]*+)$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_QUOTES = ('"', "'", "(")
_EMPHASIS = re.compile(r"[*_]+")
_TOKEN = re.compile(r"\\.|(!?\[)(?!\[\[\[)|(?<![^\W_])(@)|(<)(?=[A-Za-z/!?])|(\{:?)")
_BRACE = 4
"""The group of `_TOKEN` that finds an attribute list."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A piece of fenced code."""

    text: str
    """The code, without the fences."""

    offset: int
    """Where the first line of code begins."""


@dataclass(frozen=True, slots=True)
class PositionedText:
    """A text ready for Python-Markdown."""

    lines: list[str]
    """The lines with sentinels, tabs as spaces, fenced code as one line each."""

    fences: list[Fence]
    """The pieces of fenced code, by the code in their line."""

    too_deep: int
    """Where a line nests too deeply, or -1."""


def encode(offset: int) -> str:
    """The two characters that carry an offset of at most `MAX_LENGTH`."""
    return chr(_BASE + offset // _RADIX) + chr(_BASE + offset % _RADIX)


def decode(code: str) -> int:
    """The offset that two characters carry."""
    return (ord(code[0]) - _BASE) * _RADIX + ord(code[1]) - _BASE


def without_sentinels(text: str) -> str:
    """`text` as its author wrote it."""
    return SENTINEL.sub("", text) if SENTINEL_OPEN in text else text


def hide_positions(text: str) -> PositionedText:
    """Put sentinels into a text.

    Args:
        text: Markdown without `FORBIDDEN` characters, at most `MAX_LENGTH` long.
    """
    lines: list[str] = []
    fences: list[Fence] = []
    too_deep = -1
    start = 0
    fence: re.Match[str] | None = None
    fence_start = 0
    code: list[str] = []
    defined = False
    for line in text.split("\n"):
        length = len(line)
        if fence is not None:
            if _closes(fence, line):
                lines.append(_fence_line(fence, fences, code, fence_start))
                fence = None
            else:
                code.append(_without_prefix(line, fence[1]))
        elif not line.strip():
            lines.append("")
        elif ("```" in line or "~~~" in line) and (fence := _FENCE.match(line)) is not None:
            fence_start, code = start + length + 1 + fence.end(1), []
        else:
            prefix = _PREFIX.match(line)
            content = prefix.end() if prefix is not None else 0
            if content > MAX_NESTING and too_deep < 0 and _nests_too_deeply(line, content):
                too_deep = start
            # The title of a link's definition may stand on a line of its own.
            title = defined and line[content : content + 1] in _QUOTES
            defined = line.startswith("[", content) and _LINK_DEFINITION.match(line, content) is not None
            bare = title or defined or _SYNTAX_ONLY.match(line, content) is not None
            lines.append((line if bare else _mark_line(line, start, content)).expandtabs(4))
            if _ends_block(line, lines):
                lines.append("")
        start += length + 1
    if fence is not None:
        lines.append(_fence_line(fence, fences, code, fence_start))
    return PositionedText(lines, fences, too_deep)


def _mark_line(line: str, start: int, content: int) -> str:
    """One line with its sentinels; `start` is its offset, `content` is where its text begins."""
    place = lead = content
    first = line[content]
    if first in "*_":
        # A sentinel before the signs would change what they mean; behind them, it says where they stand.
        emphasis = _EMPHASIS.match(line, content)
        place = emphasis.end() if emphasis is not None else content
    elif first == "[" and (note := _NOTE_DEFINITION.match(line, content)) is not None:
        place = lead = note.end()
    pieces = [line[:place]]
    bare = True
    for found in _TOKEN.finditer(line, place):
        kind = found.lastindex
        if kind is None:
            continue
        if bare and found.start() > lead:
            pieces += (SENTINEL_OPEN, encode(start + lead))
        bare = False
        # An attribute list is known by its brace, so the sentinel stands inside.
        token = found.end() if kind == _BRACE else found.start()
        pieces += (line[place:token], SENTINEL_OPEN, encode(start + found.start()))
        place = token
    if bare:
        pieces += (SENTINEL_OPEN, encode(start + lead))
    pieces.append(line[place:])
    return "".join(pieces)


def _nests_too_deeply(line: str, content: int) -> bool:
    return len(_NESTING.findall(line, 0, content)) > MAX_NESTING and _RULE.match(line) is None


def _ends_block(line: str, lines: list[str]) -> bool:
    """Whether no later line can belong to the same block: an empty line then saves the parser long searches."""
    if line[0] == "#":
        return _HEADING.match(line) is not None
    if line[0] in "=-":
        return len(lines) > 1 and lines[-2] != "" and _UNDERLINE.match(line) is not None
    return line[0] in "*_" and _RULE.match(line) is not None and len(line.rstrip()) > 2


def _closes(fence: re.Match[str], line: str) -> bool:
    signs = line.strip(" \t>")
    return len(signs) >= len(fence[2]) and signs == fence[2][0] * len(signs)


def _without_prefix(line: str, prefix: str) -> str:
    if line.startswith(prefix):
        return line[len(prefix) :]
    return line.lstrip(" \t>") if ">" in prefix else line.lstrip()


def _fence_line(fence: re.Match[str], fences: list[Fence], code: list[str], start: int) -> str:
    fences.append(Fence("\n".join(code), start))
    return f"{fence[1].expandtabs(4)}{FENCE_OPEN}{encode(len(fences) - 1)}"
