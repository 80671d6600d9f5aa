"""What the parts of an archive agree on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.reading import read_archive
from kalmyk_site.references.index import build_index
from tests.checks.examples import TINY

Check = Callable[..., list[Finding]]
SETTINGS = (TINY / "content" / "archive.yml").read_text(encoding="utf-8")
PAGE = "---\ntitle: X\n---\n\nOur own.\n{.editorial}\n"


def places(findings: list[Finding]) -> list[str]:
    return [f"{finding.code} {finding.origin}" for finding in findings]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"about/method.md": PAGE}, ["chapter-unlisted content/about/method.md:1:1"]),
        ({"loose.md": PAGE}, ["chapter-unlisted content/loose.md:1:1"]),
        (
            {"archive.yml": SETTINGS.replace("about: [about]", "about: [about, method, evidence]")},
            ["chapter-missing content/archive.yml:5:16"],
        ),
        (
            {
                "archive.yml": SETTINGS.replace("about: [about]", "about: [about, method]"),
                "about/method.md": "no matter",
            },
            ["front-matter-missing content/about/method.md:1:1"],
        ),
    ],
)
def test_what_is_listed_has_a_file_and_the_other_way_round(check: Check, files: dict[str, str], expected: list[str]):
    assert places(check(files)) == expected


def test_the_reading_order_names_listed_chapters(check: Check):
    changed = SETTINGS.replace("about: [about]", "reading_order: [story/nowhere]\nabout: [about]")
    assert places(check({"archive.yml": changed})) == ["chapter-missing content/archive.yml:5:17"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"archive.yml": "+  - {folder: events, title: X}\n"}, ["address-duplicate content/archive.yml:16:14"]),
        ({"archive.yml": "+  - {folder: data, title: X}\n"}, ["address-duplicate content/archive.yml:16:14"]),
        ({"archive.yml": "+  - {folder: home, title: X}\n"}, ["address-duplicate content/archive.yml:16:14"]),
        ({"archive.yml": "+  - {folder: story, title: X}\n"}, ["address-duplicate content/archive.yml:16:14"]),
        (
            {
                "archive.yml": "+  - {folder: people, title: X, chapters: [anna-holm]}\n",
                "people/anna-holm.md": PAGE,
            },
            ["address-duplicate content/archive.yml:16:14", "address-duplicate content/people/anna-holm.md:1:1"],
        ),
        ({"about.md": PAGE}, ["address-duplicate content/about/about.md:1:1"]),
    ],
)
def test_an_address_has_one_page(check: Check, files: dict[str, str], expected: list[str]):
    assert places(check(files)) == expected


def test_a_vocabulary_has_each_id_once(check: Check):
    settings = SETTINGS.replace("{id: water, title: Water}", "{id: water, title: Water}\n  - {id: water, title: Wet}")

    assert places(check({"archive.yml": settings})) == ["id-duplicate content/archive.yml:8:10"]


def test_a_group_of_disagreements_stands_in_the_settings(check: Check):
    path = TINY / "content" / "records" / "discrepancies" / "dates.yml"
    text = path.read_text(encoding="utf-8").replace("category: dates", "category: date")

    [finding] = check({"records/discrepancies/dates.yml": text})

    assert (finding.code, finding.value, finding.nearest) == ("value-choice", "date", "dates")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("record-uncited", []),
        ("parts-total", []),
        ("law-order", []),
        ("paragraph-uncited", ["severity-fixed"]),
        ("isbn-invalid", ["severity-fixed"]),
        ("output-link", ["severity-fixed"]),
        ("nonsense", ["value-choice"]),
    ],
)
def test_only_some_severities_can_be_re_set(check: Check, code: str, expected: list[str]):
    assert [f.code for f in check({"archive.yml": f"+severities: {{{code}: error}}\n"})] == expected


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("https://x.example", "/"),
        ("https://x.example/", "/"),
        ("http://x.example:8000/archive", "/archive/"),
        ("https://x.example/%C3%BC/", "/%C3%BC/"),
        ("https://x.example/?a=b", ""),
        ("https://x.example/#a", ""),
        ("https://x.example//a/", ""),
        ("https://x.example/a/../", ""),
        ("https://me:secret@x.example/", ""),
        ("https://x.example:99999/", ""),
        ("ftp://x.example/", ""),
    ],
)
def test_the_address_of_a_site_is_that_of_its_home_page(check: Check, tmp_path: Path, address: str, root: str):
    found = check({"archive.yml": f"+address: {address}\n"})

    assert [finding.code for finding in found] == ([] if root else ["url-invalid"])
    archive = read_archive(tmp_path / "archive").archive
    assert root == (Frame(build_index(archive), {}).root if archive else "")


def test_a_kind_that_does_not_exist_is_found_at_its_name(check: Check):
    found = check({"archive.yml": "+intros:\n  persons: Everyone.\n"})

    assert [(finding.code, str(finding.origin), finding.value, finding.nearest) for finding in found] == [
        ("value-choice", f"content/archive.yml:{SETTINGS.count(chr(10)) + 2}:3", "persons", "person")
    ]
