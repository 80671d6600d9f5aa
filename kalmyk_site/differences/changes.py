"""Changes: what can be said of one spot that is not in both states as it was."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kalmyk_site.differences.citations import CitationChange
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin


class Gravity(enum.Enum):
    """How closely a reviewer should look, the gravest first."""

    CITATION_LOST = "citation-lost"
    """Something no longer rests on a source that it rested on."""

    NUMBER = "number"
    """A figure of an estimate, or in a sentence."""

    CITATION_ALTERED = "citation-altered"
    """Another place in the same source, or another word before it."""

    REMOVED = "removed"
    JUDGMENT = "judgment"
    """What the editors hold: rank, who counted, status, weight, readings, comparisons."""

    FACT = "fact"
    """A date, a place or any other field; the target of a link."""

    ADDED = "added"
    CITATION_ADDED = "citation-added"
    WORDING = "wording"
    MOVED = "moved"
    """The same under another name, or in another text."""


GRAVITIES: Final = {gravity: number for number, gravity in enumerate(Gravity)}
"""The place of each in the order of gravity."""

What = Literal["record", "statement", "link", "field", "estimate", "reading", "comparison"]
"""What changed: a thing with all that it says, a sentence, where a sentence links to, a field, a part of a record."""

How = Literal["added", "removed", "altered", "renamed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    gravity: Gravity
    what: What
    how: How
    owner: Target
    """The record, source, picture, chapter or page, under its later id; `page:archive` is `archive.yml`."""

    field: str
    """The field, with positions counted from 1: `estimates 2 value`; empty for a chapter's text and for a record."""

    before: str = ""
    """The words or the value before; empty where there was none or where only citations changed."""

    after: str = ""
    at: Origin | None = None
    """Its place in the later state; None where it is gone."""

    was_at: Origin | None = None
    """Its place in the earlier state; None where it is new."""

    citations: tuple[CitationChange, ...] = ()
    rests_on: tuple[str, ...] = ()
    """The citations that support it now, or did before it went, as they would be written."""

    part: str = ""
    """What the entry of a list that holds the field says now; empty elsewhere."""

    own_words: bool = False
    """Whether a statement is the editors' own, or a heading, and needs no citation."""

    sentences: int = 1
    """How many sentences in a row it is true of; the last of them is quoted."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read in one of the states."""

    state: Literal["before", "after"]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changed."""

    changes: Sequence[Change]
    """By owner in the order of the archive, then by place."""

    unread: Sequence[Unread]
    uncompared: Sequence[Target]
    """What stands in one state and could not be read in the other."""

    labels: Mapping[Target, str]
    """The later title or name of each owner."""
