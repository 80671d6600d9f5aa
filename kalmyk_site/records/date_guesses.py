"""Guesses at what a mistaken date may have meant, for the "did you mean" of a message.

Text in, texts out: forms of the drafts of EDTF (`194u`, `open`), other ways to write dates in figures (`1943-1944`,
`28.12.1943`), reversed intervals, and dates in English. A guess may itself be wrong; `dates.py` offers the first that
is a date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kalmyk_site.records.written_dates import find_written_dates

_LONGEST_TEXT = 80
"""Characters; whoever writes more than this has made no slip of the pen in a date."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_DRAFT_TEXT = re.compile(r"[0-9uxX?~%/.,\[\]{}-]+")
_QUALIFIERS = re.compile(r"[?~%]+")
_YEARS = re.compile(r"([0-9]{4})[-/]([0-9]{4})")
_SHORT_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_SHORT_END = re.compile(r"([0-9]{4}(?:-[0-9]{2})?-)([0-9]{2})/([0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./]?)([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].{1,40}")
_EMPTY_LEAD = re.compile(r"(?:in|on|during|the|\s){0,6}", re.IGNORECASE)
_APPROXIMATE = re.compile(r"(?:about|around|circa|ca\.?|c\.)\s{0,3}", re.IGNORECASE)
_OPEN_START = re.compile(r"(?:until|till|before|by|up to)\s{1,3}", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:from|since|after)\s{1,3}", re.IGNORECASE)


def guess_dates(text: str) -> Iterator[str]:
    """EDTF texts that someone who wrote `text` may have meant, the likeliest first. None of them is checked."""
    if len(text) > _LONGEST_TEXT:
        return
    tidy = "".join(_ascii_digit(character) for character in text.translate(_DASHES)).strip()
    compact = "".join(tidy.split())
    yield compact
    modern = _from_draft(compact)
    yield modern
    yield from _figures(tidy)
    yield from _regrouped(modern)
    yield from _prose(tidy)


def _ascii_digit(character: str) -> str:
    return character if character.isascii() else str(unicodedata.decimal(character, character))


def _from_draft(text: str) -> str:
    """Rewrite the signs that the drafts of EDTF had before 2019."""
    text = text.replace("unknown", "").replace("open", "..")
    if not _DRAFT_TEXT.fullmatch(text):
        return text
    return text.replace("?~", "%").replace("~?", "%").replace("u", "X").replace("x", "X")


def _figures(text: str) -> Iterator[str]:
    """Dates in figures, with other separators, without leading zeros, with a time of day, or with the day first."""
    if match := _YEARS.fullmatch(text):
        yield f"{match[1]}/{match[2]}"
        yield f"{match[2]}/{match[1]}"
    if match := _SHORT_YEARS.fullmatch(text):
        yield f"{match[1]}{match[2]}/{match[1]}{match[3]}"
    if match := _SHORT_END.fullmatch(text):
        yield f"{match[1]}{match[2]}/{match[1]}{match[3]}"
    if match := _YEAR_FIRST.fullmatch(text):
        yield f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}"
    if match := _YEAR_MONTH.fullmatch(text):
        yield f"{match[1]}-{match[2]:0>2}"
    if text.isdecimal():
        yield text.zfill(4)
    if match := _TIME.fullmatch(text):
        yield match[1]
    if match := _YEAR_LAST.fullmatch(text):
        first, separator, second, year = match.groups()
        # With points the day stands first; with other signs only a number above 12 tells it from the month.
        if separator == "." or int(first) > 12:
            yield f"{year}-{second:0>2}-{first:0>2}"
        elif int(second) > 12:
            yield f"{year}-{first:0>2}-{second:0>2}"


def _regrouped(text: str) -> Iterator[str]:
    """The signs of EDTF in another order or place."""
    if text.startswith(("[", "{")):
        yield text.replace("/", "..")
        yield text + ("]" if text.startswith("[") else "}")
        yield text[1:-1]
        return
    start, slash, end = text.partition("/")
    if slash:
        yield f"{end}/{start}"
    qualifiers = "".join(_QUALIFIERS.findall(text))
    if qualifiers and not slash:
        both = "%" in qualifiers or {"?", "~"} <= set(qualifiers)
        yield _QUALIFIERS.sub("", text) + ("%" if both else qualifiers[0])
    yield text.replace("..", "/")


def _prose(text: str) -> Iterator[str]:
    """Dates in English, alone, with "about", "until" or "from" before them, or joined by "or" and "and"."""
    found = find_written_dates(text)
    if not found:
        return
    lead, first, tail = text[: found[0].start], found[0].edtf, text[found[-1].end :].strip()
    if len(found) == 1 and tail in ("", "?"):
        if _APPROXIMATE.fullmatch(lead):
            yield f"{first}{'%' if tail else '~'}"
        elif _OPEN_START.fullmatch(lead):
            yield f"../{first}{tail}"
        elif _OPEN_END.fullmatch(lead):
            yield f"{first}{tail}/.."
        elif _EMPTY_LEAD.fullmatch(lead):
            yield f"{first}{tail}"
    elif len(found) == 2 and not lead and not tail:
        conjunction = text[found[0].end : found[1].start].strip()
        dates = f"{first},{found[1].edtf}"
        if conjunction in ("or", "and"):
            yield f"[{dates}]" if conjunction == "or" else f"{{{dates}}}"
