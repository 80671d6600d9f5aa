"""Changes as JSON: a form on which other programs may rely."""

from __future__ import annotations

import json

from kalmyk_site.reports.change_json import changes_as_json
from tests.reports.changes import LOST, STORM, UNREAD, differences


def test_a_report_holds_counts_and_every_change_with_all_that_is_known():
    report = json.loads(changes_as_json(differences(LOST, unread=(UNREAD,), uncompared=(STORM,)), "main", ""))

    assert {name: count for name, count in report.pop("counts").items() if count} == {"citation-lost": 1}
    assert report == {
        "version": 1,
        "before": "main",
        "after": "",
        "changes": [
            {
                "gravity": "citation-lost",
                "what": "statement",
                "how": "altered",
                "owner": "chapter:story/walk",
                "field": "",
                "at": {"path": "content/story/walk.md", "line": 9, "column": 1},
                "was_at": {"path": "content/story/walk.md", "line": 7, "column": 1},
                "before": "She walked.",
                "after": "She walked.",
                "citations": [{"how": "lost", "source": "woolf1925", "before": "@woolf1925, p. 4", "after": ""}],
                "rests_on": [],
                "part": "",
                "own_words": False,
                "sentences": 1,
            }
        ],
        "unread": [
            {
                "state": "before",
                "at": {"path": "content/sources.yml", "line": 2, "column": 1},
                "code": "yaml-syntax",
                "message": "a bracket is open",
            }
        ],
        "uncompared": ["event:storm"],
    }


def test_it_can_be_written_in_any_encoding():
    assert changes_as_json(differences(LOST), "основа", "").isascii()
