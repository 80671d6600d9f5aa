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


@pytest.mark.parametrize(
    ("repository", "code", "column"),
    [
        ("https://git.example.org/us/flood", "value-choice", 13),
        ("{address: https://git.example.org/us/flood}", "value-choice", 23),
        ("git@github.com:us/flood.git", "url-invalid", 13),
        ("{address: https://github.com/us/flood, folder: ../flood}", "value-choice", 60),
        ("{address: https://github.com/us/flood, branch: the main one}", "value-choice", 60),
        ("{address: https://git.example.org/flood, edit: https://git.example.org/flood}", "url-invalid", 60),
        ("{address: https://git.example.org/flood, edit: 'javascript:{path}'}", "url-invalid", 60),
    ],
)
def test_a_repository_says_where_its_files_can_be_edited(check: Check, repository: str, code: str, column: int):
    [finding] = check({"archive.yml": f"repository: {repository}\n{SETTINGS}"})
    assert f"{finding.code} {finding.origin}" == f"{code} content/archive.yml:1:{column}"


def test_a_repository_on_a_host_of_ones_own_is_right_once_it_says_how_files_are_edited(check: Check):
    own = "{address: https://git.example.org/flood, edit: 'https://git.example.org/flood/{path}'}"
    assert check({"archive.yml": f"repository: {own}\n{SETTINGS}"}) == []


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


def test_at_most_one_theme_has_the_second_color(check: Check):
    themes = "{id: water, title: Water, accent: true}\n  - {id: ebb, title: Ebb, accent: true}"
    settings = SETTINGS.replace("{id: water, title: Water}", themes)

    assert places(check({"archive.yml": settings})) == ["value-choice content/archive.yml:8:35"]


@pytest.mark.parametrize(
    ("strips", "columns"),
    [
        ("1920/1930", []),
        ("1926", []),
        ("1900/1999, 1926, 1926-05-01/1926-05-31", []),
        ("1920/..", [12]),
        ("/1926", [12]),
        ('"[1920,1926]"', [12]),
        ("1926, 1920/1930", [18]),
        ("1926, 1926-01-01/1926-12-31", [18]),
        ("1920/1930, 1929/1931, 1924/1926", [23]),
    ],
)
def test_a_strip_of_the_timeline_has_both_ends_and_lies_within_the_one_above(
    check: Check, strips: str, columns: list[int]
):
    settings = f"{SETTINGS}timeline:\n  strips: [{strips}]\n"
    line = settings.count("\n")

    assert places(check({"archive.yml": settings})) == [
        f"timeline-strip content/archive.yml:{line}:{column}" for column in columns
    ]


def test_the_timeline_has_at_most_three_strips(check: Check):
    settings = f"{SETTINGS}timeline: {{strips: [1900/1999, 1920/1930, 1926, 1926-05]}}\n"

    [finding] = check({"archive.yml": settings})

    assert (finding.code, finding.expected) == ("value-type", "fewer items")


@pytest.mark.parametrize(("length", "codes"), [(40, []), (41, ["value-range"])])
def test_a_label_for_drawings_is_short(check: Check, length: int, codes: list[str]):
    event = f"- {{id: x, title: X, short: {'x' * length}, date: 1926, cite: '@report1927, p. 3'}}\n"

    assert [finding.code for finding in check({"records/events/x.yml": event})] == codes


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
