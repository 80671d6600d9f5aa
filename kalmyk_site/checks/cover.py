"""Cover: which texts rest on the `cite` of the record, or of the part of a record, that holds them."""

from __future__ import annotations

from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.index import Index, TextKey


def is_covered(index: Index, key: TextKey) -> bool:
    """Whether a `cite` beside the text, or around it, supports the blocks that have no citation of their own.

    What is said outside the archive's sources rests on what is named there; a discrepancy's note is the editors' own.
    """
    if key.owner.kind in ("chapter", "page"):
        return False
    for length in range(len(key.path)):
        if TextKey(key.owner, (*key.path[:length], "cite")) in index.field_notes:
            return True
    if TextKey(key.owner, ("field_evidence", key.path[0], "cite")) in index.field_notes:
        return True
    record = index.archive.find_record(key.owner)
    if not isinstance(record, Discrepancy):
        return False
    if key.path == ("note",):
        return True
    place = key.path[1] if len(key.path) > 1 and key.path[0] == "readings" else None
    return isinstance(place, int) and record.readings[place].outside is not None
