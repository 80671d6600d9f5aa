"""Sentences: where one ends, in texts full of initials, numbers and abbreviations.

A sentence ends at `.`, `!` or `?` with the quotation marks and brackets that close there, when a space and something
that can begin a sentence follow. It does not end after an initial ("V.V."), before a number that an abbreviation
announces ("No. 1432", "p. 3"), after a title ("St. Clair"), after an abbreviation that the archive lists, inside a
decimal, or at the three dots of an omission. Where both readings are possible ("in the U.S.S.R. The"), it goes on: a
citation then covers more, never less, than its author saw.

A mark after the full stop belongs to the sentence before it. Callers pass texts in which each mark is one U+FFFC.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kalmyk_site.markup.citations import LOCATOR_TERMS

MARK = "\ufffc"
"""The character that stands for a citation mark in plain text (OBJECT REPLACEMENT CHARACTER)."""

_NUMBERED = frozenset(
    {term.removesuffix(".") for term in LOCATOR_TERMS if term.endswith(".")}
    | {"ca", "c", "nr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
"""Abbreviations that end no sentence when a number follows."""

_TITLES = frozenset(
    [
        "Adm",
        "Brig",
        "Capt",
        "Cdr",
        "Cf",
        "cf",
        "Cmdr",
        "Col",
        "Dr",
        "Drs",
        "ed",
        "eds",
        "e.g",
        "Fr",
        "Gen",
        "Gov",
        "Hon",
        "i.e",
        "Lt",
        "Maj",
        "Messrs",
        "Mme",
        "Mr",
        "Mrs",
        "Ms",
        "Mt",
        "Pres",
        "Prof",
        "Rep",
        "Rev",
        "Sen",
        "Sgt",
        "Sr",
        "St",
        "Ste",
        "trans",
        "viz",
        "vs",
    ]
)
"""Abbreviations that end no sentence whatever follows."""

_END = re.compile(r"([.!?…]+)[\"'”’»)\]]*")
_CLOSED_MARKS = re.compile(rf"{MARK}+[\"'”’»)\]]*")
_SPACED_MARK = re.compile(rf"\s+{MARK}+")
_INITIALS = re.compile(r"(?:[^\W\d_][.-])*[^\W\d_]")
_NUMBER = re.compile(r"\s*(?:\d|[IVXLCDM]+\b|[ivxlcdm]+\b)")
_LONGEST_TOKEN = 40


def split_sentences(text: str, abbreviations: Collection[str] = ()) -> list[tuple[int, int]]:
    """Where the sentences of a plain text stand.

    Args:
        text: One block of prose, each citation mark as U+FFFC.
        abbreviations: Further abbreviations that end no sentence, with or without their last full stop ("Rbls.").

    Returns:
        Start and end of each sentence, in order, without the space around it. Every character that is not space
        belongs to exactly one sentence.
    """
    listed = frozenset(abbreviation.removesuffix(".") for abbreviation in abbreviations)
    spans: list[tuple[int, int]] = []
    start = _next_word(text, 0)
    place = start
    while (found := _END.search(text, place)) is not None:
        place = found.end()
        end = _take_marks(text, place)
        following = _next_word(text, end)
        if following < len(text) and (
            following == end
            or not _can_begin(text, following)
            or _goes_on(text, start, found.start(), found[1], following, listed)
        ):
            continue
        spans.append((start, end))
        start = place = following
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    return spans


def _take_marks(text: str, end: int) -> int:
    """End of the sentence with the marks after its full stop."""
    found = _CLOSED_MARKS.match(text, end)
    if found is not None:
        end = found.end()
    while (found := _SPACED_MARK.match(text, end)) is not None:
        # A source that is named in the next sentence is its first word: "... in 1943. [mark] writes that ...".
        following = _next_word(text, found.end())
        if following > found.end() and following < len(text) and text[following].islower():
            break
        if following == found.end() and following < len(text):
            break
        end = found.end()
    return end


def _can_begin(text: str, place: int) -> bool:
    """Whether the first letter from `place` on, after opening quotation marks, is not in lower case."""
    if text[place] in ".,;:":
        return False
    for character in text[place : place + 4]:
        if character.isalnum() or character == MARK:
            return not character.islower()
    return True


def _goes_on(text: str, start: int, stop: int, points: str, following: int, listed: frozenset[str]) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial or an omission."""
    if points == "..." or points == "…":
        return True
    if points != ".":
        return False
    before = text[max(start, stop - _LONGEST_TOKEN) : stop].replace(MARK, "").rstrip()
    token = before.rpartition(" ")[2].lstrip("([\"'“‘«„")
    if not token or token in _TITLES or token in listed:
        return True
    if _INITIALS.fullmatch(token) is not None:
        return True
    if token.lower() in _NUMBERED and _NUMBER.match(text, following) is not None:
        return True
    if token.isdecimal() and stop - start == len(token):
        return True
    return any(" " in abbreviation and before.endswith(abbreviation) for abbreviation in listed)


def _next_word(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
