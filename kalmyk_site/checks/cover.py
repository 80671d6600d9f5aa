"""Cover: which texts rest on the `cite` of the record, or of the part of a record, that holds them."""

from __future__ import annotations

from kalmyk_site.records.fields import TEXT_KINDS
from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.index import Index, TextKey


def is_covered(index: Index, key: TextKey) -> bool:
    """Whether a `cite` beside the text, or around it, supports the blocks that have no citation of their own.

    What is said outside the archive's sources rests on what is named there; a discrepancy's note is the editors' own.
    """
    return rests_on_cite(index, key) or is_editors_note(index, key) or rests_outside(index, key)


def rests_on_cite(index: Index, key: TextKey) -> bool:
    """Whether a `cite` stands beside the text or around it."""
    if key.owner.kind in TEXT_KINDS:
        return False
    for length in range(len(key.path)):
        if TextKey(key.owner, (*key.path[:length], "cite")) in index.field_notes:
            return True
    return TextKey(key.owner, ("field_evidence", key.path[0], "cite")) in index.field_notes


def is_editors_note(index: Index, key: TextKey) -> bool:
    """Whether the text is the note of a discrepancy."""
    return key.path == ("note",) and isinstance(index.archive.find_record(key.owner), Discrepancy)


def rests_outside(index: Index, key: TextKey) -> bool:
    """Whether the text is a reading from outside the archive's sources."""
    record = index.archive.find_record(key.owner)
    if not isinstance(record, Discrepancy):
        return False
    place = key.path[1] if len(key.path) > 1 and key.path[0] == "readings" else None
    return isinstance(place, int) and record.readings[place].outside is not None
