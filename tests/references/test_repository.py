"""Where on the web a file can be edited: one table for the hosts that are known, and what an archive may set."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kalmyk_site.records.archive import Repository
from kalmyk_site.references.repository import FACT_FORM, FIGURE_FORM, edit_address, report_address
from tests.conftest import ROOT

TEXT = "content/history/beginnings.md"
RECORDS = "content/records/people/people.yml"


@pytest.mark.parametrize(
    ("repository", "text", "record"),
    [
        (
            "https://github.com/us/flood",
            "https://github.com/us/flood/edit/main/content/history/beginnings.md",
            "https://github.com/us/flood/blob/main/content/records/people/people.yml#L12",
        ),
        (
            "https://gitlab.com/us/river/flood",
            "https://gitlab.com/us/river/flood/-/edit/main/content/history/beginnings.md",
            "https://gitlab.com/us/river/flood/-/blob/main/content/records/people/people.yml#L12",
        ),
        (
            "https://codeberg.org/us/flood",
            "https://codeberg.org/us/flood/_edit/main/content/history/beginnings.md",
            "https://codeberg.org/us/flood/src/branch/main/content/records/people/people.yml#L12",
        ),
        (
            "https://bitbucket.org/us/flood",
            "https://bitbucket.org/us/flood/src/main/content/history/beginnings.md?mode=edit",
            "https://bitbucket.org/us/flood/src/main/content/records/people/people.yml#lines-12",
        ),
        (
            "https://gitlab.example.org/us/flood.git",
            "https://gitlab.example.org/us/flood/-/edit/main/content/history/beginnings.md",
            "https://gitlab.example.org/us/flood/-/blob/main/content/records/people/people.yml#L12",
        ),
        (
            "https://gitea.example.org:3000/us/flood/",
            "https://gitea.example.org:3000/us/flood/_edit/main/content/history/beginnings.md",
            "https://gitea.example.org:3000/us/flood/src/branch/main/content/records/people/people.yml#L12",
        ),
        (
            "https://my-forgejo.example.org/us/flood",
            "https://my-forgejo.example.org/us/flood/_edit/main/content/history/beginnings.md",
            "https://my-forgejo.example.org/us/flood/src/branch/main/content/records/people/people.yml#L12",
        ),
        ("https://git.example.org/us/flood", "", ""),
    ],
)
def test_a_known_host_is_told_by_its_name(repository: str, text: str, record: str):
    settings = Repository(address=repository)
    assert edit_address(settings, TEXT) == text
    assert edit_address(settings, RECORDS, 12) == record


def test_without_a_repository_there_is_no_address():
    assert edit_address(None, TEXT) == ""


def test_branch_and_folder_are_part_of_the_address():
    settings = Repository(address="https://github.com/us/archives", branch="release/2", folder="/rivers/flood/")
    assert edit_address(settings, TEXT) == f"https://github.com/us/archives/edit/release/2/rivers/flood/{TEXT}"


def test_a_host_of_ones_own_says_how_it_writes_its_addresses():
    settings = Repository(
        address="https://git.example.org/us/flood",
        edit="https://git.example.org/us/flood/tree/{path}?h={branch}#n{line}",
    )
    assert edit_address(settings, RECORDS, 12) == f"https://git.example.org/us/flood/tree/{RECORDS}?h=main#n12"
    assert edit_address(settings, TEXT) == f"https://git.example.org/us/flood/tree/{TEXT}?h=main#n1"


def test_a_path_with_other_letters_is_escaped():
    settings = Repository(address="https://github.com/us/flood")
    assert edit_address(settings, "content/records/people/a b#ё.yml", 1).endswith("/people/a%20b%23%D1%91.yml#L1")


STATEMENT = "https://flood.example/people/ada/#born"
QUOTED = "https%3A%2F%2Fflood.example%2Fpeople%2Fada%2F%23born"


@pytest.mark.parametrize(
    ("repository", "report"),
    [
        (
            "https://github.com/us/flood.git",
            f"https://github.com/us/flood/issues/new?template=correct-a-fact.yml&statement={QUOTED}",
        ),
        ("https://gitlab.com/us/flood", f"https://gitlab.com/us/flood/-/issues/new?issue%5Bdescription%5D={QUOTED}"),
        ("https://codeberg.org/us/flood", f"https://codeberg.org/us/flood/issues/new?body={QUOTED}"),
        ("https://gitea.example.org/us/flood", f"https://gitea.example.org/us/flood/issues/new?body={QUOTED}"),
        ("https://bitbucket.org/us/flood", ""),
        ("https://git.example/flood", ""),
    ],
)
def test_a_report_opens_an_issue_that_carries_the_address_of_the_statement(repository: str, report: str):
    assert report_address(Repository(address=repository), STATEMENT) == report


def test_a_number_is_questioned_in_a_form_of_its_own():
    report = report_address(Repository(address="https://github.com/us/flood"), STATEMENT, figure=True)
    assert report.endswith(f"?template=question-a-figure.yml&statement={QUOTED}")


def test_the_forms_that_a_report_opens_are_there_and_take_the_statement():
    for form in (FACT_FORM, FIGURE_FORM):
        text = (ROOT / ".github" / "ISSUE_TEMPLATE" / form).read_text(encoding="utf-8")
        assert "id: statement" in text


def test_an_archive_may_take_reports_elsewhere_or_nowhere():
    address = "https://github.com/us/flood"
    report = "https://forms.example/?about={address}"
    assert report_address(Repository(address=address, report=report), STATEMENT) == (
        f"https://forms.example/?about={QUOTED}"
    )
    assert report_address(Repository(address=address, issues=False), STATEMENT) == ""
    assert report_address(Repository(address=address, report=report, issues=False), STATEMENT)
    assert report_address(None, STATEMENT) == ""


def test_a_form_for_reports_without_a_place_for_the_address_is_refused():
    with pytest.raises(ValidationError):
        Repository(address="https://github.com/us/flood", report="https://forms.example/")
