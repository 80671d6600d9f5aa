"""Anchors: the ids of paragraphs and headings, and those that the site itself makes, which can never meet.

A word of the text (`the-dam-broke`), an author's `{#id}` and a record's id hold no two hyphens in a row. A text that
shares its page puts a scope before them: `council--the-dam-broke`. What the site itself makes, such as the anchors of
notes, begins with two hyphens: `--note-1`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

APART: Final = "--"
"""Stands behind a scope and before every anchor of the site's own, and in no word, author's id or record id."""

_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ]")


def make_slug(text: str) -> str:
    """Anchor made from words: letters and digits of any script in lower case, single hyphens between."""
    words = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).lower()
    return _NOT_WORD.sub("-", words).strip("-")


def site_anchor(name: str, scope: str = "") -> str:
    """Anchor of something that the site itself makes: `--note-1`, `--council--field-founded`.

    Args:
        name: What it is, with its number.
        scope: The scope of its record or text with the hyphens behind it (`council--`); empty: the page's own.
    """
    return f"{APART}{scope}{name}"


def letters(number: int) -> str:
    """`a` to `z`, then `aa`, `ab` and so on without end; counted from 0. For footnotes and for years alike."""
    found = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        found = chr(ord("a") + digit) + found
    return found
