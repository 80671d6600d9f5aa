"""What the page of findings says of a code, as plain text; and its examples as people read them.

On the page an example is a block of code whose first line tells a test how to run it. People are told in which file it
stands, and a caret shows the place of its finding.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Final

from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.references.addresses import address_of as page_address
from kalmyk_site.references.addresses import with_anchor
from kalmyk_site.references.guides import GUIDES, guide_target, guide_text
from kalmyk_site.reports.excerpts import excerpt

_WIDTH: Final = 79
_HEAD: Final = re.compile(r"\*\*\w+\*\*, \w+\. ")
_FENCE: Final = re.compile(r"^```\w+ ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)`]+\)(?!`)")


def place_on_site(code: str) -> str:
    """Where the page of findings speaks of a code, relative to the root of any site."""
    return with_anchor(page_address(guide_target("findings")), code)


def address_of(code: str, site: str | None) -> str:
    """Where a code is explained.

    Args:
        code: The code.
        site: Where the archive's site is published; without it the page is that of the program's repository.
    """
    return f"{site.rstrip('/')}/{place_on_site(code)}" if site else f"{GUIDES['findings']}#{code}"


def with_examples_told(page: str) -> str:
    """The page of findings, in Markdown, with each example as people read it."""

    def tell(fence: re.Match[str]) -> str:
        head, rows = _example(fence)
        return "\n".join([head, "", "```", *rows, "```"])

    return _FENCE.sub(tell, page)


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
    parts = re.split(r"^##? ([^\n]+)\n", guide_text("findings"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _paragraphs(section: str) -> Iterator[str]:
    end = 0
    for fence in _FENCE.finditer(section):
        yield from _prose(section[end : fence.start()])
        head, rows = _example(fence)
        yield "\n".join([head, "", *(f"    {row}".rstrip() for row in rows)])
        end = fence.end()
    yield from _prose(section[end:])


def _prose(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        words = " ".join(paragraph.split())
        if words:
            plain = _LINK.sub(r"\1", words).replace("**", "")
            yield textwrap.fill(plain, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _example(fence: re.Match[str]) -> tuple[str, list[str]]:
    """What stands above a block of an example, and its lines, with a caret below the place of its finding."""
    options = dict(option.split("=", 1) for option in fence[1].split())
    added = "append" in options
    head = f"Example, {'added to' if added else 'in'} {options.get('append') or options.get('file', '')}:"
    rows = fence[2].strip("\n").split("\n")
    skipped = len(fence[2]) - len(fence[2].lstrip("\n"))
    place = options.get("at", "")
    # The first place of all mostly stands for the file as a whole.
    if place.count(":") == 1 and place != "1:1" and "recipe" not in options:
        line, column = map(int, place.split(":"))
        at = line - 1 - skipped
        rows.insert(at + 1, excerpt(rows[at], column).carets)
    return head, rows
