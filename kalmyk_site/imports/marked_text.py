"""Text with emphasis and kept capitals: from the HTML of CSL-JSON, and into the Markdown in which sources are written.

Reference managers write `<i>` and `<span class="nocase">` into titles. The archive writes `*words*` and
`[words]{.nocase}`, as Pandoc reads it; every character that would be read as a mark gets a backslash.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

from kalmyk_site.references.chicago.rich_text import Emphasized, KeptCase, Part, RichText, merged, plain

MAX_LENGTH: Final = 20_000
"""Longest text whose marks are looked at, in characters; nothing of that length is taken."""

_MAX_NESTING: Final = 20

_TAG: Final = re.compile(r"<(/?)(i|em|b|strong|sub|sup|sc|span)((?:\s[^<>]*)?)>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_NO_CASE: Final = re.compile(r"""class\s*=\s*["']?[^"'>]*\bnocase\b""", re.IGNORECASE)

_MARKS: Final = re.compile(
    r"[\\*`^~]"  # marks wherever they stand
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, but not within a word
    r"|\$(?=\S.*\$)|<(?=[A-Za-z/!?])|&(?=\w+;|#)"  # formulas, HTML
    r"|(?<!\w)@(?=\w)"  # a citation
    r"|\[(?=@|-@|\^|[^\[\]]*\][({\[])"  # a link, a note, a text with attributes
)
_BEGINS_BLOCK: Final = re.compile(r"(?=(?:[#>+-]|[-*_]{3,})(?:\s|$))|\d+(?=[.)]\s)")


@dataclass(slots=True)
class _Open:
    """A tag that has not been closed, and what follows it."""

    tag: str
    written: str
    keeps_case: bool = False
    parts: list[Part] = field(default_factory=list[Part])


def read_html(text: str) -> tuple[RichText, tuple[str, ...]]:
    """Read the HTML that citation processors know: `<i>`, `<b>`, `<sub>`, `<sup>`, `<sc>`, `<span>`.

    Returns:
        The text, and the tags that have no equal here (bold, raised and lowered letters), whose words stay. A tag that
        is not closed, and any other, is text.
    """
    if len(text) > MAX_LENGTH:
        return (text,), ()
    stack = [_Open("", "")]
    passed: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        stack[-1].parts.append(_decoded(text[position : match.start()]))
        position = match.end()
        tag = match[2].lower()
        if not match[1] and len(stack) <= _MAX_NESTING:
            stack.append(_Open(tag, match[0], keeps_case=bool(_NO_CASE.search(match[3]))))
        elif match[1] and stack[-1].tag == tag:
            closed = stack.pop()
            if closed.tag in ("i", "em"):
                stack[-1].parts.append(Emphasized(merged(closed.parts)))
            elif closed.keeps_case:
                stack[-1].parts.append(KeptCase(merged(closed.parts)))
            else:
                stack[-1].parts += closed.parts
                passed.append(f"<{tag}>")
        else:
            stack[-1].parts.append(match[0])
    stack[-1].parts.append(_decoded(text[position:]))
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1].parts += [unclosed.written, *unclosed.parts]
    return merged(stack[0].parts), tuple(dict.fromkeys(passed))


def as_markdown(text: RichText) -> str:
    """The Markdown that reads as `text`, in one line; text that is too long for any field stays as it is."""
    if len(plain(text)) > MAX_LENGTH:
        return plain(text)
    parts = _spaces_outside(merged(text))
    written = "".join(_written(part, within=()) for part in parts)
    return _guarded_start(" ".join(written.split()))


def escaped(text: str) -> str:
    """Plain text as Markdown that reads as it, in one line."""
    return as_markdown((text,))


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _spaces_outside(parts: RichText) -> RichText:
    """Spaces at the ends of marked words stand outside of the marks, where Markdown wants them."""
    moved: list[Part] = []
    for part in parts:
        if isinstance(part, Emphasized | KeptCase):
            words = plain(part.parts)
            if not words.strip():
                moved.append(words)
                continue
            before = words[: len(words) - len(words.lstrip())]
            behind = words[len(words.rstrip()) :]
            moved += [before, part, behind]
        else:
            moved.append(part)
    return merged(moved)


def _written(part: Part, within: tuple[type[Part], ...]) -> str:
    if isinstance(part, str):
        return _MARKS.sub(lambda match: f"\\{match[0]}", part)
    inner = "".join(_written(one, (*within, type(part))) for one in part.parts)
    words = inner.strip()
    # No mark stands within one of its own kind, and no brackets within brackets.
    if isinstance(part, Emphasized) and Emphasized not in within and words:
        return f"*{words}*"
    if isinstance(part, KeptCase) and KeptCase not in within and words and not re.search(r"[\[\]]", words):
        return f"[{words}]{{.nocase}}"
    return inner


def _guarded_start(text: str) -> str:
    """What would begin a list, a heading or a quotation does not."""
    match = _BEGINS_BLOCK.match(text)
    return f"{text[: match.end()]}\\{text[match.end() :]}" if match else text
