"""The page of maps: numbers at their places, a table that says the same, and an event told as a journey."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.map import destinations
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.kinds import Place
from tests.built_site import BuiltSite, build, by_class, find, only, text_of
from tests.conftest import MakeArchive


@pytest.fixture(params=["built_site", "lighthouse"])
def any_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the sites that have maps: a new archive has none."""
    site = request.getfixturevalue(str(request.param))
    assert isinstance(site, BuiltSite)
    return site


def panels(site: BuiltSite) -> list[HtmlElement]:
    """The figures of the page: maps with tables, then the journey."""
    return by_class(site.main("map/"), "map-panel")


def table_of(panel: HtmlElement) -> list[list[str]]:
    """Rows of a panel's table."""
    return [[text_of(cell) for cell in find(row, "./th | ./td")] for row in find(panel, ".//tr")]


def drawn(panel: HtmlElement, width: str) -> list[HtmlElement]:
    """The circles of a panel at one width: on the map, then below it."""
    [plate] = by_class(panel, width)
    return by_class(plate, "amount")


def names(panel: HtmlElement, width: str) -> list[str]:
    """What is written on a panel at one width."""
    [plate] = by_class(panel, width)
    return [text_of(line) for line in find(plate, ".//*[local-name()='text']")]


def radius_in_pixels(circle: HtmlElement) -> float:
    """Radius of a circle at the width for which its map was made; a map within the drawing has units of its own."""
    outer = circle.getparent()
    assert outer is not None
    scale = float(outer.get("width", "1")) / float((outer.get("viewbox") or "0 0 1 1").split()[2])
    return float(circle.get("r", "0")) * (scale if outer.get("width") else 1)


def test_the_table_says_place_number_who_counted_and_distance(lighthouse: BuiltSite):
    keepers, oil, _ = panels(lighthouse)
    assert table_of(keepers) == [
        ["Place", "People", "Who counted", "From Harbor"],
        ["Skerrow", "3", "a state record", "180 km"],
        ["The Islands of Linga", "9", "a state record", "150 km"],
        ["Holm", "2", "not stated", "400 km"],
        ["Together", "14", "worked out here", ""],
        ["Without a place", "4", "not stated", ""],
    ]
    assert table_of(oil)[3] == ["the boats", "5", "a state record", "not on the map"]


def test_a_map_shows_the_numbers_of_its_table(lighthouse: BuiltSite):
    keepers, _, _ = panels(lighthouse)
    assert names(keepers, "wide") == [
        *("Skerrow", "3", "The Islands of Linga", "9", "Holm", "2", "Harbor"),
        *("4 without a place", "2 people"),
    ]
    assert "Linga" in names(keepers, "narrow")


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_area_of_every_circle_is_true_to_its_number(built_site: BuiltSite, width: str):
    """Also of the dashed one beside the map and of the one that shows the scale; each unit has a scale of its own."""
    people, families, _ = panels(built_site)
    for panel, numbers in (
        (people, [24_352, 21_164, 20_858, 18_333, 8_432, 10_000]),
        (families, [8_353, 7_525, 6_167, 5_435, 2_796, 1_760, 660, 648, 522, 2_000]),
    ):
        radii = [radius_in_pixels(circle) for circle in drawn(panel, width)]
        areas = [math.pi * radius**2 / number for radius, number in zip(radii, numbers, strict=True)]
        assert max(areas) / min(areas) < 1.03


def test_those_without_a_place_are_a_dashed_circle_off_the_map(lighthouse: BuiltSite):
    *on_map, missing, scale = drawn(panels(lighthouse)[0], "wide")
    assert {circle.get("class") for circle in on_map} == {"amount hollow"}
    assert (missing.get("class"), scale.get("class")) == ("amount doubtful", "amount hollow")
    assert missing.getparent() is not on_map[0].getparent()


def test_the_start_is_a_square(lighthouse: BuiltSite):
    [plate] = by_class(panels(lighthouse)[0], "wide")
    assert len(find(plate, ".//*[local-name()='rect' and contains(@class, 'mark')]")) == 1
    assert find(plate, ".//*[local-name()='circle' and contains(@class, 'mark')]") == []


def test_a_panel_says_who_counted_its_sums_and_what_may_not_be_added(lighthouse: BuiltSite):
    first, second = [
        text_of(only(panel, "./preceding-sibling::p[1]")) for panel in panels(lighthouse) if find(panel, ".//table")
    ]
    assert first == ("14 people in 3 counts; 4 without a place. Who counted: worked out here; not stated.")
    assert second.endswith("The maps count in different units, each drawn to a scale of its own; they cannot be added.")


def test_a_panel_names_its_sources_its_outlines_and_the_disagreements_about_it(built_site: BuiltSite):
    people, _, _ = panels(built_site)
    said = text_of(only(people, "./figcaption"))
    assert "Numbers: Polian 2004, 145; Human Rights Watch 1991, 8." in said
    assert "Natural Earth (public domain)" in said
    assert "The circles stand at the administrative centers, which stand for the regions of 1944." in said
    assert "One list of regions counts people, the other counts families" in said


def test_a_figure_leads_to_its_number_and_shows_as_a_bound_number_does(any_site: BuiltSite):
    for figure in find(any_site.main("map/"), ".//td[@class='number']/a"):
        assert figure.get("class") == "number-link"
        assert any_site.destination("map/", figure)[0].startswith("statistics/")


def test_every_point_is_given_with_all_its_digits_and_the_side_of_the_globe(any_site: BuiltSite):
    assert any_site.checked.index is not None
    given: dict[str, list[str]] = {}
    for place in any_site.checked.index.archive.records_of(Place):
        if place.lat is not None and place.lon is not None:
            north, east = "S" if place.lat < 0 else "N", "W" if place.lon < 0 else "E"
            given[place.label] = [f"{abs(place.lat)}° {north}", f"{abs(place.lon)}° {east}"]
    [table] = find(any_site.main("map/"), ".//div[contains(@class, 'table-wrap')]/table")
    shown = {
        text_of(row[0]): [text_of(cell) for cell in find(row, "./td[@class='number']")]
        for row in find(table, "./tbody/tr")
    }
    assert shown
    assert shown.items() <= given.items()


def test_nothing_on_the_page_is_evidence(any_site: BuiltSite):
    assert find(any_site.main("map/"), ".//*[@data-cite or @data-kind]") == []


def test_every_drawing_has_a_name_and_says_in_words_what_it_shows(any_site: BuiltSite):
    main = any_site.main("map/")
    drawings = find(main, ".//*[@role='img']")
    assert len(drawings) == 6
    for drawing in drawings:
        title, description = (only(main, f"//*[@id='{key}']") for key in drawing.get("aria-labelledby", "").split())
        assert text_of(title)
        assert re.search(r": .+; |: ", text_of(description))


def test_plates_share_the_outlines_that_stand_once_on_the_page(any_site: BuiltSite):
    main = any_site.main("map/")
    used = [use.get("href", "").removeprefix("#") for use in find(main, ".//*[local-name()='use']")]
    outlines = [path.get("id") for path in by_class(main, "outline")]
    assert sorted(set(used)) == sorted(key for key in outlines if key)
    assert len(used) == 4 * 6


def test_every_point_says_what_it_stands_for_and_where_it_is_from(lighthouse: BuiltSite):
    [table] = find(lighthouse.main("map/"), ".//table[contains(@class, 'stacked')]")
    assert [[text_of(cell) for cell in find(row, "./td")] for row in find(table, ".//tbody/tr")] == [
        ["Skerrow", "60.5° N", "3.25° W", "the place itself", "drawn by hand"],
        [
            "The Islands of Linga",
            "59.9° N",
            "4.4° W",
            "a point that stands for the region",
            "drawn by hand, the largest of them",
        ],
        ["Holm", "61.6° N", "6.9° W", "a point that stands for the country", "drawn by hand, its middle"],
        ["Harbor", "58.9° N", "2.9° W", "the place itself", "drawn by hand"],
    ]


def test_a_journey_lists_its_stations_by_date_with_their_places(built_site: BuiltSite):
    stations = find(built_site.main("map/"), ".//ol[contains(@class, 'stations')]/li")
    said = [[text_of(part) for part in find(station, "./span")] for station in stations]
    assert [(when, where) for when, _, where, _ in said] == [
        ("19 January 1953 (uncertain)", "place not stated"),
        ("spring 1953 or spring 1955", "Asia, Ceylon, Indonesia, Thailand, Pakistan"),
        ("18 April 1953 or 18 April 1955", "Bandung, Indonesia"),
        ("13 December 1953", "place not stated"),
        ("27 December 1953", "United States"),
    ]
    assert all(told.endswith(".") for *_, told in said)
    assert [len(by_class(station, "uncertain")) for station in stations] == [1, 1, 1, 0, 0]


def test_the_map_of_a_journey_draws_doubt_and_no_ways(built_site: BuiltSite):
    journey = panels(built_site)[2]
    [plate] = by_class(journey, "wide")
    assert names(journey, "wide") == ["2 Ceylon", "2, 3 Indonesia", "2 Thailand", "2 Pakistan", "3 Bandung"]
    assert {mark.get("class") for mark in by_class(plate, "mark")} == {"mark doubtful campaign"}
    assert "Without a point: Asia, United States." in text_of(only(journey, "./figcaption"))
    drawn_below = {use.get("href", "").rpartition("-")[2] for use in find(plate, ".//*[local-name()='use']")}
    assert drawn_below == {"land", "grid", "lakes", "rivers"}
    assert find(plate, ".//*[local-name()='path' or local-name()='polyline']") == []


def test_the_first_map_can_stand_on_another_page(lighthouse: BuiltSite):
    assert lighthouse.checked.index is not None
    frame = Frame(lighthouse.checked.index, {})
    view = destinations(Texts(frame, ""))
    macro = '{% from "partials/map.html" import destinations %}{{ destinations(view) }}'
    shown = frame.environment.from_string(macro).render(view=view)
    rows = find(html.fragment_fromstring(shown, create_parent="div"), ".//tr")
    assert [[text_of(cell) for cell in find(row, "./th | ./td")] for row in rows] == [
        *(["Skerrow", "3"], ["The Islands of Linga", "9"], ["Holm", "2"], ["Without a place", "4"]),
    ]
    assert "Who counted: a state record; not stated." in shown
    assert 'href="map/"' in shown


def test_an_archive_without_maps_has_no_page_of_maps_and_nothing_leads_to_one(
    make_archive: MakeArchive, tmp_path: Path
):
    site = build(make_archive(tmp_path / "archive", {}), tmp_path / "site")
    assert "map/" not in site.pages
    assert not [link for page in site.pages.values() for link in find(page, "//a") if "map/" in link.get("href", "")]
    assert site.checked.index is not None
    assert destinations(Texts(Frame(site.checked.index, {}), "")) is None
