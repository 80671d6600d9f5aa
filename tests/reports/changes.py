"""Changes for tests of reports."""

from __future__ import annotations

from kalmyk_site.differences.changes import Change, Differences, Gravity, Unread
from kalmyk_site.differences.citations import CitationChange
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin

WALK = Target("chapter", "story/walk")
STORM = Target("event", "storm")
FILE = "content/story/walk.md"

LOST = Change(
    Gravity.CITATION_LOST,
    "statement",
    "altered",
    WALK,
    "",
    before="She walked.",
    after="She walked.",
    at=Origin(FILE, 9, 1),
    was_at=Origin(FILE, 7, 1),
    citations=(CitationChange("lost", "woolf1925", "@woolf1925, p. 4", ""),),
)
DATE = Change(
    Gravity.FACT,
    "field",
    "altered",
    STORM,
    "date",
    before="1925",
    after="1926",
    at=Origin("content/records/events/e.yml", 3, 9),
    was_at=Origin("content/records/events/e.yml", 3, 9),
    rests_on=("@woolf1925, p. 7",),
)
UNREAD = Unread("before", Finding("yaml-syntax", Origin("content/sources.yml", 2, 1), "a bracket is open"))


def differences(*changes: Change, unread: tuple[Unread, ...] = (), uncompared: tuple[Target, ...] = ()) -> Differences:
    """What changed, with labels."""
    return Differences(changes, unread, uncompared, {WALK: "The walk", STORM: "The storm"})
