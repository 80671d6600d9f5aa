"""The order in which pages and indexes show the records of a kind."""

from __future__ import annotations

import unicodedata

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.kinds import CATEGORIES, Claim, Discrepancy, Event, Law, Record

_WEIGHTS = {"high": 0, "medium": 1, "low": 2}


def in_display_order(archive: Archive, kind: str) -> list[Record]:
    """Records of `kind` as readers meet them.

    Events and laws by date, claims by category, others by name; disagreements by what is at stake and by weight. What
    has one date or one weight stands as its file has it: a request before its refusal.
    """
    records = archive.records.get(kind, {}).values()
    groups = {choice.id: index for index, choice in enumerate(archive.settings.disagreements)}

    def key(record: Record) -> tuple[object, ...]:
        if isinstance(record, Event | Law):
            date = record.date if isinstance(record, Event) else record.issued
            return (date.sort_key, archive.located[record.target].origin())
        if isinstance(record, Claim):
            return (CATEGORIES.index(record.category), filing_key(record.sort_label), record.id)
        if isinstance(record, Discrepancy):
            group = groups.get(record.category, len(groups))
            return (group, _WEIGHTS[record.weight], archive.located[record.target].origin())
        return (filing_key(record.sort_label), record.id)

    return sorted(records, key=key)


def filing_key(text: str) -> str:
    """`text` as it is filed: without accents, quotation marks and case."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return bare.casefold().strip("\"'“”‘’«»")
