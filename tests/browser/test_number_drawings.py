"""Drawings of numbers in a real browser: no words over others, none cut off, at any width and on paper."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.windows import meet, window
from tests.built_site import BuiltSite, by_class

BOXES = """drawings => drawings.filter(drawing => drawing.checkVisibility()).map(drawing => ({
  frame: drawing.getBoundingClientRect().toJSON(),
  right: drawing.closest("article").getBoundingClientRect().right,
  size: parseFloat(getComputedStyle(drawing.querySelector("text")).fontSize),
  texts: [...drawing.querySelectorAll("text")].map(text =>
    ({...text.getBoundingClientRect().toJSON(), says: text.textContent})),
}))"""


def pages_with_drawings(site: BuiltSite) -> list[str]:
    """Addresses of all pages with drawings of numbers."""
    return [address for address, page in site.pages.items() if by_class(page, "numbers-drawing")]


def drawings_on(page: Page) -> list[dict[str, Any]]:
    """What is seen of the drawings of numbers on a page."""
    return page.locator(".numbers-drawing").evaluate_all(BOXES)


def faults_of(drawing: dict[str, Any], smallest: float) -> list[str]:
    """Words that are cut off, lie over others or are too small."""
    frame, texts = drawing["frame"], drawing["texts"]
    faults = [
        f"cut off: {text['says']}"
        for text in texts
        if text["left"] < frame["left"] - 1
        or text["right"] > drawing["right"] + 1
        or text["bottom"] > frame["bottom"] + 1
        or text["top"] < frame["top"] - 1
    ]
    # A line's box is higher than its letters.
    shrunk = [{**text, "y": text["y"] + 2, "height": text["height"] - 4} for text in texts]
    faults += [
        f"over one another: {one['says']} | {other['says']}"
        for one, other in combinations(shrunk, 2)
        if meet(one, other)  # pyright: ignore[reportArgumentType] - a box with words
    ]
    if drawing["size"] < smallest:
        faults.append(f"small: {drawing['size']} px")
    return faults


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_words_of_drawings_are_whole_and_apart(built_site: BuiltSite, base: str, browser: Browser, width: int):
    found: dict[str, list[str]] = {}
    pages = pages_with_drawings(built_site)
    with window(browser, base, (width, 800)) as (page, _):
        for address in pages:
            page.goto(base + address)
            drawings = drawings_on(page)
            assert drawings, address
            faults = [fault for drawing in drawings for fault in faults_of(drawing, 15)]
            if faults:
                found[address] = faults

    assert len(pages) > 10
    assert found == {}


@pytest.mark.parametrize("paper", [(794, 1123), (420, 595)], ids=["A4", "A5"])
def test_words_of_drawings_are_whole_and_apart_on_paper(
    built_site: BuiltSite, base: str, browser: Browser, paper: tuple[int, int]
):
    found: dict[str, list[str]] = {}
    with window(browser, base, paper) as (page, _):
        page.emulate_media(media="print")
        for address in pages_with_drawings(built_site):
            page.goto(base + address)
            faults = [fault for drawing in drawings_on(page) for fault in faults_of(drawing, 8)]
            if faults:
                found[address] = faults

    assert found == {}


def test_in_forced_colors_a_band_stays_lighter_than_a_count_and_its_open_end_is_seen(base: str, browser: Browser):
    with window(browser, base, (1280, 800)) as (page, _):
        page.emulate_media(forced_colors="active")
        page.goto(f"{base}statistics/deaths-in-exile/")
        drawing = page.locator(".numbers-drawing:visible").first
        band, count, hollow, opening = (
            drawing.locator(mark).first.evaluate(f"mark => getComputedStyle(mark).{paint}")
            for mark, paint in (
                (".band", "fill"),
                (".mark:not(.hollow)", "fill"),
                (".mark.hollow", "fill"),
                (".opening path", "stroke"),
            )
        )
        assert len({band, count, hollow}) == 3
        assert opening == count
