"""The page of a place, and the index of places."""

from pathlib import Path

import pytest

from tests.built_site import BuiltSite, build, by_class, cited_in, facts_of, find, only, text_of
from tests.conftest import MakeArchive


def test_a_place_shows_former_names_kind_and_what_it_lies_in(lighthouse: BuiltSite):
    facts = facts_of(lighthouse.main("places/skerrow/"))
    assert facts["At other times"] == ["Sgeir Ruadh (1700 to 1786)"]
    assert facts["What it is"] == ["rock"]
    assert facts["Within"] == ["Northern Sea"]


def test_a_former_name_says_its_language(lighthouse: BuiltSite):
    assert text_of(only(lighthouse.main("places/skerrow/"), ".//*[@lang='gd']")) == "Sgeir Ruadh"


def test_a_point_says_what_it_stands_for_and_where_it_is_from_but_cites_no_source(lighthouse: BuiltSite):
    main = lighthouse.main("places/skerrow/")
    assert facts_of(main)["Point on the map"] == ["60.5° N, 3.25° W (the place itself; drawn by hand)"]
    assert cited_in(only(main, ".//dd[@id='--field-point']")) == []


def test_a_place_without_a_point_shows_none(lighthouse: BuiltSite):
    assert "Point on the map" not in facts_of(lighthouse.main("places/northern-sea/"))


def test_a_place_lists_the_sentences_that_mention_it(lighthouse: BuiltSite):
    [sentences, _] = by_class(lighthouse.main("places/skerrow/"), "mentions")
    assert [text_of(line) for line in find(sentences, ".//li")] == [
        "Home: On 1 October 1871 the lamp was lit on Skerrow.",
        "Agnes Tulloch: She kept the light at Skerrow.",
        "Lights Board: The board paid the keepers of Skerrow.",
        "On which night was the Chaika wrecked?: Both nights were stormy at Skerrow.",
        "Tulloch 1899a: Written at Skerrow in her last years.",
    ]


def test_the_index_of_places_says_what_each_is(lighthouse: BuiltSite):
    lines = find(lighthouse.main("places/"), ".//ul[@class='index']/li")
    assert [text_of(line) for line in lines] == [
        "Harbor town 0 mentions",
        "Holm country 1 mention",
        "Northern Sea sea 2 mentions",
        "Skerrow rock 10 mentions",
        "The Islands of Linga islands 2 mentions",
    ]


def locator_of(site: BuiltSite, address: str) -> tuple[str, str, list[str]]:
    """Words below the small map, its label, and the classes of its mark."""
    [figure] = by_class(site.main(address), "locator")
    mark = only(figure, ".//*[local-name()='circle']")
    label = text_of(only(figure, ".//*[local-name()='text']"))
    return text_of(only(figure, ".//figcaption")), label, (mark.get("class") or "").split()


def test_a_place_with_a_point_has_a_small_map_with_a_solid_mark(lighthouse: BuiltSite):
    words, label, look = locator_of(lighthouse, "places/skerrow/")
    assert words == "Drawn: the place itself. Outlines: Natural Earth (public domain)."
    assert (label, look) == ("Skerrow", ["mark", "solid"])


@pytest.mark.parametrize(("place", "kind"), [("linga", "region"), ("holm", "country")])
def test_a_point_that_stands_for_more_is_drawn_dashed_and_says_so(lighthouse: BuiltSite, place: str, kind: str):
    words, _, look = locator_of(lighthouse, f"places/{place}/")
    assert words.startswith(f"Drawn: a point that stands for the {kind}.")
    assert look == ["mark", "doubtful"]


def test_a_small_map_has_a_name_and_a_description(lighthouse: BuiltSite):
    [figure] = by_class(lighthouse.main("places/holm/"), "locator")
    image = only(figure, ".//*[@role='img']")
    named = [only(image, f".//*[@id='{key}']") for key in (image.get("aria-labelledby") or "").split()]
    assert [text_of(each) for each in named] == [
        "Holm",
        "61.6° N, 6.9° W: a point that stands for the country",
    ]


def test_the_place_that_distances_are_measured_from_is_a_square_on_all_maps(lighthouse: BuiltSite):
    def squares(address: str) -> list[str]:
        marks = find(lighthouse.main(address), ".//*[local-name()='rect' and contains(@class, 'mark')]")
        return [text_of(only(mark, "./following-sibling::*[local-name()='text']")) for mark in marks]

    assert squares("places/harbor/") == ["Harbor"]
    assert squares("places/skerrow/") == []
    assert set(squares("map/")) == {"Harbor"}


def test_a_place_far_from_the_maps_is_shown_in_the_world(built_site: BuiltSite):
    """Rivers and the grid would be a tangle there."""

    def outlines(address: str) -> int:
        [figure] = by_class(built_site.main(address), "locator")
        return len(by_class(figure, "outline"))

    assert (outlines("places/new-york/"), outlines("places/elista/"), outlines("places/bandung/")) == (1, 4, 4)


def test_without_a_point_or_without_maps_there_is_no_small_map(
    lighthouse: BuiltSite, make_archive: MakeArchive, tmp_path: Path
):
    place = "- {id: x, names: [X], lat: 1, lon: 1, precision: point, point_from: X, cite: '@woolf1925'}\n"
    tiny = build(make_archive(tmp_path / "archive", {"content/records/places/x.yml": place}), tmp_path / "site")
    assert by_class(lighthouse.main("places/northern-sea/"), "locator") == []
    assert by_class(tiny.main("places/x/"), "locator") == []
