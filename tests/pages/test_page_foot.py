"""The foot of an article: last change from content, and the way to its file."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html
from lxml.html import HtmlElement

from kalmyk_site.checks.checked import check
from kalmyk_site.cli import main
from kalmyk_site.site import render
from tests.built_site import BuiltSite, build, by_class, find, only, section_of, text_of
from tests.conftest import MakeArchive

ROOT = "https://codeberg.org/lights/skerrow"


def line_of(site: BuiltSite, file: str, text: str) -> int:
    """The line of a content file that begins with a text."""
    lines = (site.root / file).read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if line.startswith(text))


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("keepers/the-lamp-is-lit/", "content/keepers/the-lamp-is-lit.md"),
        ("", "content/home.md"),
        ("about/", "content/about/about.md"),
        ("about/sailors/", "content/about/sailors.md"),
    ],
)
def test_a_text_leads_to_the_editor_of_its_file(lighthouse: BuiltSite, address: str, file: str):
    [foot] = by_class(lighthouse.main(address), "page-foot")
    assert find(foot, ".//a")[0].get("href") == f"{ROOT}/_edit/main/archives/skerrow/{file}"


@pytest.mark.parametrize(
    ("address", "file", "first"),
    [
        ("people/pyotr-morozov/", "content/records/people/people.yml", "- id: pyotr-morozov"),
        ("statistics/steps/", "content/records/statistics/statistics.yml", "- id: steps"),
        ("sources/tulloch1899a/", "content/sources.yml", "  - id: tulloch1899a"),
    ],
)
def test_a_record_leads_to_its_line(lighthouse: BuiltSite, address: str, file: str, first: str):
    [foot] = by_class(lighthouse.main(address), "page-foot")
    line = line_of(lighthouse, file, first)
    assert find(foot, ".//a")[0].get("href") == f"{ROOT}/src/branch/main/archives/skerrow/{file}#L{line}"


@pytest.mark.parametrize(
    ("address", "key", "file"),
    [
        ("organizations/", "lights-board", "content/records/organizations/organizations.yml"),
        ("claims/", "keeper-asleep", "content/records/claims/claims.yml"),
        ("disagreements/", "night-of-the-wreck", "content/records/discrepancies/discrepancies.yml"),
    ],
)
def test_a_record_that_shares_its_page_leads_to_its_line(lighthouse: BuiltSite, address: str, key: str, file: str):
    [foot] = by_class(section_of(lighthouse, address, key), "page-foot")
    line = line_of(lighthouse, file, f"- id: {key}")
    assert find(foot, ".//a")[0].get("href") == f"{ROOT}/src/branch/main/archives/skerrow/{file}#L{line}"


def test_the_last_change_is_that_of_the_text_or_else_of_the_archive(lighthouse: BuiltSite):
    for address, day, words in (
        ("keepers/the-lamp-is-lit/", "2021-06-07", "Last change: 7 June 2021"),
        ("people/agnes-tulloch/", "2020-05-01", "Last change: 1 May 2020"),
    ):
        [foot] = by_class(lighthouse.main(address), "page-foot")
        assert only(foot, ".//time").get("datetime") == day
        assert text_of(find(foot, "./span")[0]) == words


def test_in_a_text_of_another_language_the_foot_names_its_own(lighthouse: BuiltSite):
    [foot] = by_class(lighthouse.main("about/sailors/"), "page-foot")
    assert foot.get("lang") == "en"


def test_an_archive_without_a_repository_offers_nothing_to_edit(make_archive: MakeArchive, tmp_path: Path):
    site = build(make_archive(tmp_path / "archive", {}), tmp_path / "site")
    feet = by_class(site.main("story/walk/"), "page-foot")
    assert [text_of(foot) for foot in feet]
    assert [link for foot in feet for link in find(foot, ".//a")] == []


@pytest.mark.parametrize(
    ("address", "statement"),
    [
        ("", ""),
        ("keepers/the-lamp-is-lit/", "keepers/the-lamp-is-lit/"),
        ("people/pyotr-morozov/", "people/pyotr-morozov/"),
        ("sources/tulloch1899a/", "sources/tulloch1899a/"),
        ("timeline/", "timeline/"),
        ("map/", "map/"),
        ("statistics/", "statistics/"),
        ("people/", "people/"),
        ("sources/", "sources/"),
        ("about/evidence/", "about/evidence/"),
    ],
)
def test_a_page_offers_to_report_an_error_with_its_own_address(lighthouse: BuiltSite, address: str, statement: str):
    [foot] = by_class(lighthouse.main(address), "page-foot")
    assert reported(foot) == f"{lighthouse.base}{statement}"


def test_a_record_that_shares_its_page_is_reported_by_its_own_address(lighthouse: BuiltSite):
    for page in ("organizations/", "groups/", "claims/", "disagreements/", "glossary/"):
        sections = find(lighthouse.main(page), ".//section[@data-id]")
        assert sections
        for section in sections:
            [foot] = by_class(section, "page-foot")
            assert reported(foot) == f"{lighthouse.base}{page}#{section.get('data-id')}"


def test_a_page_that_is_made_from_records_has_no_file_to_edit(lighthouse: BuiltSite):
    [foot] = by_class(lighthouse.main("timeline/"), "page-foot")
    assert [text_of(link) for link in find(foot, ".//a")] == ["Report an error"]


def test_without_an_address_of_the_site_a_report_carries_the_path(make_archive: MakeArchive, tmp_path: Path):
    root = make_archive(tmp_path, {})
    settings = root / "content/archive.yml"
    settings.write_text(
        settings.read_text().replace("address: https://tiny.example/", "repository: https://codeberg.org/us/tiny", 1)
    )
    site = render(check(root), with_search=False)
    foot = html.fromstring(site.pages["story/walk/index.html"]).find(".//footer[@class='page-foot']")
    assert isinstance(foot, HtmlElement)
    assert reported(foot) == "/story/walk/"


def reported(foot: HtmlElement) -> str:
    """The address that a report carries."""
    [link] = [link for link in find(foot, ".//a") if text_of(link) == "Report an error"]
    [address] = parse_qs(urlsplit(link.get("href", "")).query)["body"]
    assert address == link.get("data-statement")
    return address


@pytest.mark.parametrize(
    ("address", "id_", "shown"),
    [
        ("people/pyotr-morozov/", "--paste", "[Pyotr Morozov](person:pyotr-morozov)"),
        ("sources/tulloch1899a/", "--paste", "[@tulloch1899a, p. ]"),
        ("keepers/the-lamp-is-lit/", "--paste", "[The lamp is lit](chapter:keepers/the-lamp-is-lit)"),
        ("organizations/", "--lights-board--paste", "[Lights Board](organization:lights-board)"),
    ],
)
def test_the_foot_has_what_authors_paste_as_text_and_for_a_button(
    lighthouse: BuiltSite, address: str, id_: str, shown: str
):
    text = only(lighthouse.main(address), f".//code[@id='{id_}']")
    assert text_of(text) == shown
    assert find(lighthouse.main(address), f".//button[@data-copies='{id_}']")


def test_what_is_copied_is_what_find_names(lighthouse: BuiltSite):
    found = CliRunner().invoke(main, ["--archive", str(lighthouse.root), "find", "--format", "json", "pyotr-morozov"])
    [hit, *_] = json.loads(found.output)["hits"]
    assert hit["paste"] == text_of(only(lighthouse.main("people/pyotr-morozov/"), ".//code[@id='--paste']"))
