"""Changes as JSON, for programs: a form that stays as it is until its number grows.

docs/command-line.md describes it. New fields may join; one that changes its meaning or goes gives it a new number.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Final

from kalmyk_site.differences.changes import Change, Differences, Gravity, Unread
from kalmyk_site.records.findings import Origin

FORM: Final = 1
"""Number of the form."""


def changes_as_json(found: Differences, before: str, after: str) -> str:
    """All changes in the order of the archive, with the count of each gravity.

    All but ASCII is escaped, so that it can be written and read in any encoding.

    Args:
        found: What changed.
        before: The earlier revision as it was named.
        after: The later one; empty for the working tree.
    """
    counts = Counter(change.gravity for change in found.changes)
    report = {
        "version": FORM,
        "before": before,
        "after": after,
        "counts": {gravity.value: counts[gravity] for gravity in Gravity},
        "changes": [_change(change) for change in found.changes],
        "unread": [_unread(each) for each in found.unread],
        "uncompared": [str(target) for target in found.uncompared],
    }
    return json.dumps(report, indent=2)


def _change(change: Change) -> dict[str, object]:
    return {
        "gravity": change.gravity.value,
        "what": change.what,
        "how": change.how,
        "owner": str(change.owner),
        "field": change.field,
        "at": _place(change.at),
        "was_at": _place(change.was_at),
        "before": change.before,
        "after": change.after,
        "citations": [
            {"how": each.how, "source": each.source, "before": each.before, "after": each.after}
            for each in change.citations
        ],
        "rests_on": list(change.rests_on),
        "part": change.part,
        "own_words": change.own_words,
        "sentences": change.sentences,
    }


def _unread(each: Unread) -> dict[str, object]:
    found = each.finding
    return {"state": each.state, "at": _place(found.origin), "code": found.code, "message": found.message}


def _place(origin: Origin | None) -> dict[str, object] | None:
    return None if origin is None else {"path": origin.path, "line": origin.line, "column": origin.column}
