"""Findings as JSON: a form on which other programs may rely."""

from __future__ import annotations

import json

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.findings import Finding, Origin, Severity
from kalmyk_site.reports.as_json import json_report

FOUND = Finding(
    "record-uncited",
    Origin("content/home.md", 2, 5),
    "'Элиста' cites nothing",
    value="Элиста",
    expected="a citation",
    nearest="elista",
    remedy="Cite.",
    explained_by="town",
)


def test_a_report_holds_counts_and_every_finding_with_all_that_is_known():
    checked = Checked(None, (FOUND,), {"record-uncited": Severity.ERROR}, 9)

    assert json.loads(json_report(checked, [FOUND])) == {
        "version": 1,
        "files": 9,
        "drafts": 0,
        "counts": {"error": 0, "warning": 0, "information": 1},
        "findings": [
            {
                "code": "record-uncited",
                "severity": "information",
                "family": "evidence",
                "path": "content/home.md",
                "line": 2,
                "column": 5,
                "message": "'Элиста' cites nothing",
                "value": "Элиста",
                "expected": "a citation",
                "nearest": "elista",
                "remedy": "Cite.",
                "explained_by": "town",
                "page": "docs/findings.md#record-uncited",
            }
        ],
    }


def test_it_can_be_written_in_any_encoding():
    assert json_report(Checked(None, (FOUND,), {}, 9), [FOUND]).isascii()
