"""Typographic quotation marks and apostrophes in English text: contributors type the straight ones.

A mark opens at the beginning of a block, after a space, a bracket or a dash, and closes anywhere else. What stands
before it is looked for across inline elements, so that a quotation may begin or end with a link.

Source: The Chicago Manual of Style, 17th edition, 6.115 and 6.117 (directional marks and apostrophes).
"""

from __future__ import annotations

import re
from typing import Final

_AS_IT_IS: Final = re.compile(r"<(code|pre|script|style|textarea)\b.*?</\1>", re.DOTALL)
_SEGMENT: Final = re.compile(r"""(?<=>)[^<>"'&]*(?:["']|&#3[49];|&)[^<>]*(?=<)""")
_MARK: Final = re.compile(r"""(["']|&#3[49];|&quot;)""")
_DOUBLE: Final = frozenset({'"', "&#34;", "&quot;"})
_INLINE: Final = re.compile(r"</?(?:a|abbr|b|bdi|button|cite|em|i|q|s|small|span|strong|sub|sup|time|u)[\s>]")
_OPENING: Final = frozenset(" \t\n\u00a0\u202f([{/–—-“‘")
_UNSEEN: Final = "\u2060\ufeff\u00ad"


def typeset_words(text: str) -> str:
    """Plain `text`, such as a sentence or a title, with directional quotation marks."""
    return _directed(text, "") if '"' in text or "'" in text else text


def typeset(html: str) -> str:
    """`html` with directional quotation marks in its text; attributes and code stay as they are."""
    pieces: list[str] = []
    start = 0
    for kept in _AS_IT_IS.finditer(html):
        pieces += (_typeset(html[start : kept.start()]), kept[0])
        start = kept.end()
    pieces.append(_typeset(html[start:]))
    return "".join(pieces)


def _typeset(html: str) -> str:
    return _SEGMENT.sub(_segment, html)


def _segment(found: re.Match[str]) -> str:
    return _directed(found[0], _before(found.string, found.start())) if _MARK.search(found[0]) else found[0]


def _directed(text: str, before: str) -> str:
    """`text` with directional marks; `before` is the character that stands in front of it."""
    pieces = _MARK.split(text)
    before = pieces[0][-1:] or before
    for place in range(1, len(pieces), 2):
        following = pieces[place + 1]
        pieces[place] = _directional(pieces[place] in _DOUBLE, before, following[:1])
        before = following[-1:] or pieces[place]
    return "".join(pieces)


def _directional(double: bool, before: str, following: str) -> str:
    opens = not before or before in _OPENING
    if double:
        return "“" if opens else "”"
    # '40s has lost its beginning: that mark is an apostrophe.
    return "‘" if opens and not following.isdigit() else "’"


def _before(html: str, place: int) -> str:
    """The last character of text before `place`, across inline elements; empty at the beginning of a block."""
    while place > 0:
        if html[place - 1] != ">":
            if html[place - 1] not in _UNSEEN:
                return html[place - 1]
            place -= 1
            continue
        place = html.rfind("<", 0, place)
        if place < 0 or not _INLINE.match(html, place):
            return ""
    return ""
