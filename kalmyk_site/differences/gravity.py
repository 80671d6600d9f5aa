"""How grave a change is, by what it touches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kalmyk_site.differences.changes import Gravity, What
from kalmyk_site.differences.citations import CitationChange

_NUMBER: Final = re.compile(r"\d(?:[\d.,]*\d)?")
_FIGURES: Final = frozenset({"value", "low", "high", "approximate", "rounds"})
_JUDGMENTS: Final = frozenset(
    {"rank", "reason", "counted_by", "status", "weight", "category", "strength", "settled_by", "result", "nature"}
)
_WORDS: Final = frozenset({"title", "description", "subtitle", "short", "alt", "label", "sort"})


def of_citations(changes: Sequence[CitationChange]) -> Gravity:
    """The gravest of what became of some citations."""
    found = {change.how for change in changes}
    if "lost" in found:
        return Gravity.CITATION_LOST
    return Gravity.CITATION_ALTERED if "altered" in found else Gravity.CITATION_ADDED


def of_statement(before: str, after: str, citations: Sequence[CitationChange], what: What = "field") -> Gravity:
    """A sentence: a citation less is graver than another figure, and that than other words."""
    cites = of_citations(citations) if citations else Gravity.WORDING
    if cites is Gravity.CITATION_LOST:
        return cites
    if Counter(_NUMBER.findall(before)) != Counter(_NUMBER.findall(after)):
        return Gravity.NUMBER
    if cites is Gravity.CITATION_ALTERED or before == after:
        return cites
    return Gravity.JUDGMENT if what == "reading" else Gravity.WORDING


def of_field(name: str, what: What) -> Gravity:
    """A field of a thing or of a part of one."""
    if what == "estimate" and name in _FIGURES:
        return Gravity.NUMBER
    if name in _JUDGMENTS or what == "comparison":
        return Gravity.JUDGMENT
    return Gravity.WORDING if name in _WORDS else Gravity.FACT


def of_entry(what: What, *, added: bool) -> Gravity:
    """A part of a thing, or a sentence in one, that is there in one state only."""
    if what == "estimate":
        return Gravity.NUMBER
    if what == "reading":
        return Gravity.JUDGMENT
    return Gravity.ADDED if added else Gravity.REMOVED
