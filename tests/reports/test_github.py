"""Findings as commands to GitHub's workflows."""

from __future__ import annotations

from pathlib import Path

from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.records.findings import Finding, Origin, Severity
from kalmyk_site.reports.github import github_report
from tests.conftest import MakeArchive


def rows(*findings: Finding, folder: str = "") -> list[str]:
    return github_report(Checked(None, findings, {}, 9), findings, folder).split("\n")


def test_each_finding_is_one_command_with_its_place_and_code():
    finding = Finding(
        "field-unknown", Origin("content/home.md", 2, 5), "no field 'tile'", nearest="title", remedy="Correct it."
    )

    assert rows(finding) == [
        (
            "::error file=content/home.md,line=2,col=5,title=field-unknown"
            "::no field 'tile'.%0ADid you mean 'title'?%0ACorrect it."
        ),
        "1 error in 1 of 9 files.",
    ]


def test_what_would_end_a_value_or_a_command_is_escaped():
    finding = Finding("field-unknown", Origin("content/a,b:c%d.md", 1, 1), "50% of\r\n::error::x")

    assert rows(finding)[0] == (
        "::error file=content/a%2Cb%3Ac%25d.md,line=1,col=1,title=field-unknown::50%25 of\\r\\n::error::x."
    )


def test_errors_come_first_then_warnings_then_notices():
    place = Origin("content/home.md", 1, 1)
    found = [Finding(code, place, "x") for code in ("source-uncited", "life-order", "id-invalid")]

    assert [row.split(" ")[0] for row in rows(*found)[:3]] == ["::error", "::warning", "::notice"]


def test_a_finding_names_the_page_that_explains_it_where_the_site_has_an_address(
    make_archive: MakeArchive, tmp_path: Path
):
    root = make_archive(tmp_path, {"content/story/walk.md": "---\ntitle: The walk\n---\n\nNobody saw it.\n"})
    checked = check(root)

    row, _ = github_report(checked, checked.of(Severity.ERROR)).split("\n")

    assert row.endswith(f"%0A{checked.address}about/contribute/findings/#paragraph-uncited")


def test_a_path_is_that_of_the_repository():
    finding = Finding("id-invalid", Origin("content/home.md", 1, 1), "x")

    assert rows(finding, folder="archives/bridge")[0].startswith("::error file=archives/bridge/content/home.md,")


def test_more_than_github_shows_is_said():
    found = [Finding("id-invalid", Origin("content/home.md", line, 1), "x") for line in range(1, 12)]

    assert rows(*found[:10])[-1] == "10 errors in 1 of 9 files."
    assert rows(*found)[-1] == "GitHub shows 10 of a kind beside the lines; this log holds all of them."
