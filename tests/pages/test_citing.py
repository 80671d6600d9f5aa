"""How a page of the archive is cited: at its end, ready to copy, without a script and without a clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from tests.built_site import BuiltSite, build, by_class, find, only, text_of
from tests.conftest import MakeArchive


def test_a_chapter_ends_with_its_citation(lighthouse: BuiltSite):
    main = lighthouse.main("keepers/the-lamp-is-lit/")
    assert text_of(only(main, ".//*[@id='--cite-reference']")) == (
        "Editors of the Skerrow Light. 2021. “The Lamp Is Lit.” The Skerrow Light. June 7, 2021. "
        "https://lights.example/skerrow/keepers/the-lamp-is-lit/."
    )
    assert find(main, ".//*[@id='--cite-reference']//a") == [], "the page is no link to itself"


def test_the_same_in_bibtex(lighthouse: BuiltSite):
    main = lighthouse.main("people/agnes-tulloch/")
    [entry] = parse_string("".join(only(main, ".//pre[@id='--cite-bibtex']").itertext())).entries
    assert (entry.entry_type, entry.key) == ("misc", "people-agnes-tulloch")
    assert {field.key: field.value for field in entry.fields} == {
        "author": "{Editors of the Skerrow Light}",
        "title": "{Agnes Tulloch}",
        "howpublished": "The Skerrow Light",
        "year": "2020",
        "month": "may",
        "date": "2020-05-01",
        "language": "en",
        "langid": "english",
        "url": "https://lights.example/skerrow/people/agnes-tulloch/",
    }


def test_the_day_is_that_of_the_pages_last_change(make_archive: MakeArchive, tmp_path: Path):
    chapter = "---\ntitle: The *walk* of [a] man_\nchanged: 2021-12-31\n---\n\nShe walked [@woolf1925, p. 4].\n"
    site = build(make_archive(tmp_path / "archive", {"content/story/walk.md": chapter}), tmp_path / "site")
    [reference] = find(site.main("story/walk/"), ".//*[@id='--cite-reference']")
    assert text_of(reference) == (
        "The editors. 2021. “The *Walk* of [a] Man_.” Tiny Archive. December 31, 2021. https://tiny.example/story/walk/."
    )


def test_a_site_without_an_address_is_cited_without_one(make_archive: MakeArchive, tmp_path: Path):
    root = make_archive(tmp_path / "archive", {})
    settings = root / "content/archive.yml"
    settings.write_text(settings.read_text("utf-8").replace("address: https://tiny.example/\n", "", 1), "utf-8")
    [reference] = find(build(root, tmp_path / "site").main("story/walk/"), ".//*[@id='--cite-reference']")
    assert text_of(reference).endswith("Tiny Archive. January 1, 2020.")


def test_the_title_of_a_page_in_another_language_says_which(lighthouse: BuiltSite):
    [reference] = find(lighthouse.main("about/sailors/"), ".//*[@id='--cite-reference']")
    assert [text_of(part) for part in find(reference, ".//*[@lang='ru']")] == [text_of(
        only(lighthouse.main("about/sailors/"), ".//h1")
    )]  # fmt: skip


@pytest.mark.parametrize(
    "address", ["keepers/the-lamp-is-lit/", "about/", "events/lamp-lit/", "places/skerrow/", "statistics/steps/"]
)
def test_texts_and_records_with_a_page_of_their_own_are_cited(lighthouse: BuiltSite, address: str):
    [section] = by_class(lighthouse.main(address), "cite-page")
    assert lighthouse.base + address in text_of(section)
    assert find(section, ".//*[@data-cite or @data-kind]") == []


@pytest.mark.parametrize("address", ["", "sources/", "sources/rendall1902/", "glossary/", "timeline/", "404.html"])
def test_lists_and_works_are_not(lighthouse: BuiltSite, address: str):
    assert by_class(lighthouse.main(address), "cite-page") == []


def test_records_that_share_a_page_have_a_link_to_themselves(any_site: BuiltSite):
    for address in ("organizations/", "groups/", "glossary/", "claims/", "disagreements/"):
        for section in find(any_site.main(address), ".//section[@data-id]"):
            [link] = by_class(section, "entry-link")
            assert any_site.destination(address, link)[1] is section
            assert link.get("aria-label")
            assert text_of(link) == ""


def test_how_to_cite_is_told_where_the_archive_tells_it(built_site: BuiltSite, lighthouse: BuiltSite):
    [section] = by_class(built_site.main("about/"), "cite-page")
    assert [text_of(link) for link in find(section, ".//a")] == ["How to cite"]
    [section] = by_class(lighthouse.main("about/"), "cite-page")
    assert find(section, ".//a") == []
