"""Findings as JSON: a form on which other programs may rely."""

from __future__ import annotations

import json
from pathlib import Path

from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.records.findings import Finding, Origin, Severity
from kalmyk_site.reports.as_json import json_report
from tests.conftest import MakeArchive

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


def test_a_finding_leads_to_its_explanation_on_the_published_site(make_archive: MakeArchive, tmp_path: Path):
    checked = check(make_archive(tmp_path, {"content/story/walk.md": "---\ntitle: The walk\n---\n\nNobody saw it.\n"}))

    [finding] = json.loads(json_report(checked, checked.of(Severity.ERROR)))["findings"]

    assert checked.address
    assert finding["page"] == f"{checked.address}about/contribute/findings/#paragraph-uncited"


def test_it_can_be_written_in_any_encoding():
    assert json_report(Checked(None, (FOUND,), {}, 9), [FOUND]).isascii()
