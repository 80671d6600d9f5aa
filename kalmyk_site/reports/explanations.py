"""What the page of findings says of a code, as plain text.

The page is `docs/findings.md`. An installed package holds a copy of it, which is made when the package is; a checkout
has the page itself.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.reports.excerpts import excerpt

PAGE: Final = "docs/findings.md"
"""The page, as a path of the program's repository."""

_PACKAGE: Final = Path(__file__).parent.parent
_PLACES: Final = (_PACKAGE / "findings.md", _PACKAGE.parent / PAGE)
_WIDTH: Final = 79
_HEAD: Final = re.compile(r"\*\*\w+\*\*, \w+\. ")
_FENCE: Final = re.compile(r"^```\w+ ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)`]+\)(?!`)")


def address_of(code: str) -> str:
    """Where the page of findings speaks of a code."""
    return f"{PAGE}#{code}"


def explanation(code: str) -> str:
    """Meaning, remedy and examples of a code.

    Raises:
        KeyError: there is no such code.
    """
    about = FINDING_CODES[code]
    text = _HEAD.sub("", _sections()[code].lstrip("\n"))
    return "\n\n".join([f"{code} ({about.severity.value}, {about.family.value})", *_paragraphs(text)])


@cache
def _sections() -> dict[str, str]:
    page = next(place for place in _PLACES if place.is_file()).read_text(encoding="utf-8")
    parts = re.split(r"^##? ([^\n]+)\n", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _paragraphs(section: str) -> Iterator[str]:
    end = 0
    for fence in _FENCE.finditer(section):
        yield from _prose(section[end : fence.start()])
        yield _example(dict(option.split("=", 1) for option in fence[1].split()), fence[2])
        end = fence.end()
    yield from _prose(section[end:])


def _prose(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        words = " ".join(paragraph.split())
        if words:
            plain = _LINK.sub(r"\1", words).replace("**", "")
            yield textwrap.fill(plain, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _example(options: dict[str, str], text: str) -> str:
    """One block of an example, with a caret below the place where its finding stands."""
    added = "append" in options
    head = f"Example, {'added to' if added else 'in'} {options.get('append') or options.get('file', '')}:"
    rows = text.strip("\n").split("\n")
    skipped = len(text) - len(text.lstrip("\n"))
    place = options.get("at", "")
    # The first place of all mostly stands for the file as a whole.
    if place.count(":") == 1 and place != "1:1" and "recipe" not in options:
        line, column = map(int, place.split(":"))
        at = line - 1 - skipped
        rows.insert(at + 1, excerpt(rows[at], column).carets)
    return "\n".join([head, "", *(f"    {row}".rstrip() for row in rows)])
