"""Maps in a real browser: no name lies on another one, at any width, and on paper all of them are there."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import Browser, ElementHandle, FloatRect, Page

from tests.browser.windows import box_of, meet, window

WIDTHS = (320, 330, 360, 412, 480, 600, 700, 767, 768, 1280)


def plates_shown(page: Page) -> list[ElementHandle]:
    """The maps of the page at the width that is shown."""
    return [plate for plate in page.query_selector_all(".map-plate") if plate.is_visible()]


def letters_of(line: ElementHandle) -> FloatRect:
    """Where the letters of a line stand, without the rim of paper around them."""
    x, y, width, height = line.evaluate(
        "line => { const box = line.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }"
    )
    return {"x": x, "y": y, "width": width, "height": height}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_name_on_a_map_lies_on_another_or_beyond_its_map(base: str, browser: Browser, width: int):
    with window(browser, base, (width, 900)) as (page, trouble):
        page.goto(f"{base}map/")
        plates = plates_shown(page)
        assert len(plates) == 3
        for plate in plates:
            lines = [(line.text_content() or "", letters_of(line)) for line in plate.query_selector_all("text")]
            frame = box_of(plate)
            assert len(lines) >= 5
            assert [(one[0], two[0]) for one, two in combinations(lines, 2) if meet(one[1], two[1])] == []
            assert [text for text, box in lines if box["x"] < frame["x"] - 1] == []
            assert [text for text, box in lines if box["x"] + box["width"] > frame["x"] + frame["width"] + 1] == []
    assert trouble == []


@pytest.mark.parametrize("width", [320, 480, 1280])
def test_names_on_a_map_are_as_large_as_the_small_text_at_every_width(base: str, browser: Browser, width: int):
    with window(browser, base, (width, 900)) as (page, _):
        page.goto(f"{base}map/")
        line = page.locator(".map-plate:visible text").first
        assert line.evaluate("line => getComputedStyle(line).fontSize") == "15px"
        assert line.evaluate("line => line.getScreenCTM().a") == pytest.approx(1)


def test_names_stay_beside_their_circles_when_a_map_grows(base: str, browser: Browser):
    """The first name of the first map keeps its distance from the edge of its circle."""
    distances: list[float] = []
    for width in (320, 480):
        with window(browser, base, (width, 900)) as (page, _):
            page.goto(f"{base}map/")
            plate = page.locator(".map-plate.narrow").first
            circle = plate.locator(".amount").first.element_handle()
            label = plate.locator("text").first.element_handle()
            assert circle is not None
            assert label is not None
            mark, name = box_of(circle), letters_of(label)
            before, behind = mark["x"] - name["x"] - name["width"], name["x"] - mark["x"] - mark["width"]
            distances.append(min(abs(before), abs(behind)))
    assert distances[0] == pytest.approx(distances[1], abs=2.5)


@pytest.mark.parametrize(("width", "shown"), [(767, "narrow"), (768, "wide")])
def test_one_of_two_widths_is_shown(base: str, browser: Browser, width: int, shown: str):
    with window(browser, base, (width, 900)) as (page, _):
        page.goto(f"{base}map/")
        classes = {
            plate.get_attribute("class") for plate in page.query_selector_all(".map-plate") if plate.is_visible()
        }
        assert classes == {f"map-plate {shown}"}


def test_outlines_that_several_maps_share_are_drawn_in_each(base: str, browser: Browser):
    with window(browser, base, (1280, 900)) as (page, _):
        page.goto(f"{base}map/")
        lands = [land for land in page.query_selector_all("use.land") if land.is_visible()]
        assert [round(box_of(land)["width"]) > 300 for land in lands] == [True] * 3


def test_maps_print_at_full_width_with_their_tables(base: str, browser: Browser):
    with window(browser, base, (800, 900)) as (page, _):
        page.goto(f"{base}map/")
        page.emulate_media(media="print")
        assert page.locator(".map-plate.wide:visible").count() == 3
        assert page.locator(".map-said:visible").count() == 3
        assert len(page.pdf(format="A4")) > 10_000


def test_water_and_land_differ_on_paper(base: str, browser: Browser):
    with window(browser, base, (800, 900)) as (page, _):
        page.goto(f"{base}map/")
        page.emulate_media(media="print")
        water, land = (
            page.locator(f".map-plate.wide .{part}").first.evaluate("part => getComputedStyle(part).fill")
            for part in ("water", "land")
        )
        assert water != land


def test_in_forced_colors_no_line_of_the_globe_crosses_circles_and_none_is_told_of(base: str, browser: Browser):
    with window(browser, base, (1280, 900)) as (page, _):
        page.goto(f"{base}map/")
        assert "a line at every tenth degree" in page.locator("main").inner_text()
        page.emulate_media(forced_colors="active")
        assert page.locator(".grid-lines:visible").count() == 0
        assert "a line at every tenth degree" not in page.locator("main").inner_text()
        circle, shore = (
            page.locator(f".map-plate.wide .{part}").first.evaluate("part => getComputedStyle(part).stroke")
            for part in ("amount", "shore")
        )
        assert circle != shore


def test_the_small_map_of_a_place_fits_a_phone(base: str, browser: Browser):
    with window(browser, base, (320, 568)) as (page, _):
        page.goto(f"{base}places/bandung/")
        plate = page.locator(".locator .map-plate")
        box = plate.bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True)
