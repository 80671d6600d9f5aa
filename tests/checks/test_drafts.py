"""Drafts are checked like the rest, and nothing that is published may lead to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kalmyk_site.checks.checked import check as check_whole
from kalmyk_site.records.findings import Finding, Severity
from tests.checks.examples import tiny_archive

Check = Callable[..., list[Finding]]

MILL = """\
- id: upper-mill
  names: [Upper Mill]
  draft: true
  cite: "@report1927, p. 3"
"""

DRAFT: Mapping[str, str] = {
    "records/places/mill.yml": MILL,
    "records/terms/sluice.yml": """\
- id: sluice
  names: [sluice]
  definition: A gate for water [@report1927, p. 3].
  cite: "@report1927, p. 3"
  draft: true
""",
    "sources.yml": """\
+  - id: diary1926
    type: manuscript
    title: Diary of a Miller
    custom: {draft: true}
""",
    "about/mills.md": "---\ntitle: Mills\ndraft: true\n---\n\nThere were mills.\n{.editorial}\n",
}
"""A draft of a record with a page, of one that shares its page, of a source and of a page."""

MILLS_MAP = """\
+map:
  extent: {west: -6, east: 2, south: 57, north: 61}
  start: upper-mill
  panels: [{total: houses}]
"""


def found(check: Check, files: Mapping[str, str]) -> list[str]:
    """Codes and values of what is found about the drafts and these files."""
    return [f"{one.code} {one.value}" for one in check({**DRAFT, **files}) if one.code == "reference-draft"]


def test_drafts_that_nothing_leads_to_are_no_fault(check: Check):
    assert {one.code for one in check(DRAFT)} == {"chapter-unlisted", "source-uncited"}


def test_a_draft_has_all_findings_of_any_record(check: Check):
    assert "record-unknown" in {one.code for one in check({"records/places/mill.yml": f"{MILL}  within: nowhere\n"})}


@pytest.mark.parametrize(
    ("files", "value"),
    [
        ({"story/flood.md": "+\n[The mill](place:upper-mill) stood [@report1927].\n"}, "place:upper-mill"),
        ({"home.md": "+\n[The mill](place:upper-mill) stood [@report1927].\n"}, "place:upper-mill"),
        ({"story/flood.md": "+\n[Gates](page:glossary#sluice) held [@report1927].\n"}, "term:sluice"),
        ({"story/flood.md": "+\n[Works](page:sources#diary1926) told [@report1927].\n"}, "source:diary1926"),
        ({"story/flood.md": "+\nThe mill stood [@report1927; @diary1926, p. 2].\n"}, "@diary1926"),
        ({"story/flood.md": "+\n[Mills](page:about/mills) stood [@report1927].\n"}, "page:about/mills"),
        (
            {"records/places/a.yml": '- {id: a, names: [A], within: upper-mill, cite: "@report1927, p. 1"}\n'},
            "place:upper-mill",
        ),
        (
            {"records/places/a.yml": '- {id: a, names: [A], cite: ["@report1927", "see @diary1926, p. 1"]}\n'},
            "@diary1926",
        ),
        (
            {"records/places/a.yml": '- {id: a, names: [{text: A, cite: "@diary1926"}], cite: "@report1927"}\n'},
            "@diary1926",
        ),
        ({"archive.yml": "+menu: [page:about/mills]\n"}, "page:about/mills"),
        ({"archive.yml": "+founding_documents: [diary1926]\n"}, "diary1926"),
        ({"archive.yml": MILLS_MAP}, "place:upper-mill"),
        (
            {
                "sources.yml": f"{DRAFT['sources.yml']}  - id: tract\n    type: book\n    title: Tract\n"
                "    custom: {cited_via: [diary1926]}\n"
            },
            "diary1926",
        ),
        (
            {
                "sources.yml": f"{DRAFT['sources.yml']}  - id: tract\n    type: book\n    title: Tract\n"
                '    custom: {notes: [{number: 1, cites: "@diary1926, p. 1"}]}\n'
            },
            "@diary1926",
        ),
    ],
)
def test_what_is_published_must_not_lead_to_a_draft(check: Check, files: Mapping[str, str], value: str):
    assert found(check, files) == [f"reference-draft {value}"]


def test_the_place_of_what_leads_to_a_draft_is_named(check: Check):
    files = {
        **DRAFT,
        "records/places/a.yml": '- id: a\n  names: [A]\n  cite: ["@report1927", "see @diary1926, p. 1"]\n',
    }

    [finding] = [one for one in check(files) if one.code == "reference-draft"]

    assert str(finding.origin) == "content/records/places/a.yml:3:30"


def test_a_draft_may_lead_to_drafts_and_to_what_is_published(check: Check):
    text = (
        f"{MILL}  within: lowbridge\n- id: a\n  names: [A]\n  within: upper-mill\n  draft: true\n  cite: '@diary1926'\n"
    )
    assert found(check, {"records/places/mill.yml": text}) == []


def test_lists_of_chapters_and_pages_may_name_drafts(check: Check):
    files = {
        "story/night.md": "---\ntitle: The night\ndraft: true\n---\n\nIt rained [@report1927, p. 3].\n",
        "archive.yml": "+reading_order: [story/night, story/flood]\n",
    }
    assert found(check, files) == []


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The small archive with an uncited source as an error, which a draft alone cites."""
    root = tiny_archive(tmp_path)
    content = root / "content"
    with (content / "archive.yml").open("a", encoding="utf-8") as settings:
        settings.write("severities: {source-uncited: error}\n")
    with (content / "sources.yml").open("a", encoding="utf-8") as sources:
        sources.write("  - id: tract\n    type: book\n    title: Tract\n")
    text = MILL.replace("@report1927, p. 3", "@tract, p. 3")
    (content / "records/places/mill.yml").write_text(text, encoding="utf-8")
    return root


def test_what_is_wrong_without_the_drafts_is_found_too(archive: Path):
    found = check_whole(archive)

    assert [one.code for one in found.of(Severity.ERROR)] == ["source-uncited"]
    assert found.published.failed


def test_an_archive_without_drafts_is_published_as_it_was_checked(tmp_path: Path):
    found = check_whole(tiny_archive(tmp_path))

    assert found.published is found
