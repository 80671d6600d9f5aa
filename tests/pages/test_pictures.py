"""Pictures on pages: their room, their words, their credit, and where they stand."""

from __future__ import annotations

from pathlib import Path

from lxml.html import HtmlElement

from kalmyk_site.pages.pictures import TALLEST, room_of
from kalmyk_site.records.pictures import Measure
from tests.built_site import BuiltSite, build, by_class, cited_in, find, only, prose_of, text_of
from tests.conftest import MakeArchive
from tests.tiny_pictures import make_png

LIST = """\
- file: pier.png
  alt: A pier of three planks.
  caption: The pier as it was.
  credit: Drawn by a child.
  license: by permission of the family
"""


def picture_of(site: BuiltSite, address: str) -> HtmlElement:
    """The one picture of a page."""
    [figure] = by_class(site.main(address), "picture")
    return figure


def with_picture(make_archive: MakeArchive, folder: Path, text: str, matter: str = "", listed: str = LIST) -> BuiltSite:
    """The site of the tiny archive whose chapter shows a picture."""
    chapter = f"---\ntitle: The walk\n{matter}---\n\nShe walked to the pier [@woolf1925].\n\n{text}\n"
    root = make_archive(folder / "archive", {"content/story/walk.md": chapter, "content/media/media.yml": listed})
    (root / "content/media/pier.png").write_bytes(make_png(40, 30))
    return build(root, folder / "site")


def test_a_picture_in_a_text_has_its_room_and_waits_until_it_is_needed(lighthouse: BuiltSite):
    image = only(picture_of(lighthouse, "keepers/the-lamp-is-lit/"), "./img")
    assert (image.get("width"), image.get("height")) == ("900", "640")
    assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")
    assert image.get("src") == "../../media/tower.png"


def test_the_words_of_the_text_describe_it_there_and_those_of_the_list_elsewhere(lighthouse: BuiltSite):
    there = only(picture_of(lighthouse, "keepers/the-lamp-is-lit/"), "./img").get("alt")
    elsewhere = only(picture_of(lighthouse, "places/skerrow/"), "./img").get("alt")
    assert there == "A round tower on a rock, its beam far out over the sea"
    assert elsewhere == "A round tower on a rock throws its beam out to sea; the sky is drawn in fine wavering lines."


def test_a_caption_is_prose_with_its_notes_and_its_anchor(lighthouse: BuiltSite):
    figure = picture_of(lighthouse, "keepers/the-lamp-is-lit/")
    caption = only(figure, "./figcaption")
    assert figure.get("id") == "the-tower"
    assert prose_of(caption).startswith("The tower by night, as the first report shows it.")
    assert len(by_class(caption, "note")) == 1


def test_the_credit_names_maker_time_print_and_terms(lighthouse: BuiltSite):
    caption = only(picture_of(lighthouse, "places/skerrow/"), "./figcaption")
    [credit] = by_class(caption, "source-line")
    assert text_of(credit) == (
        "Engraving by an unknown hand, about 1870 · Lights Board 1872, 2 ○ · CC0 1.0 · Full size, 900 × 640 pixels"
    )
    assert cited_in(caption) == [("lights-board1872", "2")]
    license_ = only(credit, ".//a[contains(@rel, 'license')]")
    assert license_.get("href") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert only(credit, ".//*[@class='whole-picture']/a").get("href") == "../../media/tower.png"


def test_a_picture_stands_on_the_page_of_what_it_shows_below_the_facts(lighthouse: BuiltSite):
    figure = picture_of(lighthouse, "places/skerrow/")
    assert [facts.tag for facts in find(figure, "./preceding-sibling::*[@class='facts']")] == ["dl"]


def test_a_record_whose_own_text_shows_a_picture_does_not_show_it_twice(make_archive: MakeArchive, tmp_path: Path):
    place = (
        "- id: pier\n  names: [The pier]\n  cite: ['@woolf1925']\n"
        "  text: |\n    ![Three planks](media/pier.png)\n    So it was.\n"
    )
    root = make_archive(
        tmp_path / "archive",
        {"content/records/places/places.yml": place, "content/media/media.yml": LIST + "  shows: ['place:pier']\n"},
    )
    (root / "content/media/pier.png").write_bytes(make_png(40, 30))
    site = build(root, tmp_path / "site")
    assert prose_of(only(picture_of(site, "places/pier/"), "./figcaption")).startswith("So it was.")


def test_a_picture_without_a_caption_in_the_text_has_that_of_the_list(make_archive: MakeArchive, tmp_path: Path):
    site = with_picture(make_archive, tmp_path, "![](../media/pier.png)")
    figure = picture_of(site, "story/walk/")
    assert only(figure, "./img").get("alt") == "A pier of three planks."
    assert text_of(only(figure, "./figcaption")) == (
        "The pier as it was. Drawn by a child · by permission of the family"
    )


def test_a_caption_of_the_text_takes_the_place_of_that_of_the_list(make_archive: MakeArchive, tmp_path: Path):
    site = with_picture(make_archive, tmp_path, "![](media/pier.png)\nHer pier [@woolf1925].")
    assert "The pier as it was" not in text_of(picture_of(site, "story/walk/"))


def test_in_a_text_of_another_language_the_words_of_the_list_name_theirs(make_archive: MakeArchive, tmp_path: Path):
    site = with_picture(make_archive, tmp_path, "![](media/pier.png)", "lang: ru\n")
    figure = picture_of(site, "story/walk/")
    assert only(figure, "./img").get("lang") == "en"
    assert [each.get("lang") for each in find(figure, "./figcaption/span")] == ["en", "en"]


def test_words_of_a_text_of_another_language_name_none(make_archive: MakeArchive, tmp_path: Path):
    site = with_picture(make_archive, tmp_path, "![Причал](media/pier.png)\nЕё причал [@woolf1925].", "lang: ru\n")
    assert only(picture_of(site, "story/walk/"), "./img").get("lang") is None


def test_the_description_of_a_picture_is_found_by_search(lighthouse: BuiltSite):
    assert only(picture_of(lighthouse, "places/skerrow/"), "./img").get("data-pagefind-index-attrs") == "alt"


def test_what_is_small_enough_has_no_way_to_its_full_size(make_archive: MakeArchive, tmp_path: Path):
    site = with_picture(make_archive, tmp_path, "![](media/pier.png)")
    assert by_class(site.main("story/walk/"), "whole-picture") == []


def test_a_tall_picture_is_given_less_room_in_the_same_proportion():
    assert room_of(Measure(900, 640, 1)) == (900, 640)
    assert room_of(Measure(1000, 2 * TALLEST, 1)) == (500, TALLEST)
    assert room_of(Measure(1, 100_000, 1)) == (1, TALLEST)


def test_an_archive_without_pictures_shows_none(make_archive: MakeArchive, tmp_path: Path):
    site = build(make_archive(tmp_path / "archive", {}), tmp_path / "site")
    # The page of the syntax shows how a picture is written, with one of its own.
    assert [address for address in site.pages if find(site.main(address), ".//img")] == ["about/contribute/syntax/"]
