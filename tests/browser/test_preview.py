"""The preview in a real browser: what whoever writes sees after a save, without touching the page."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.windows import SMALL, WIDE, box_of, is_inside, window
from tests.builds.bridge import Bridge, make_bridge
from tests.builds.previews import OURS, Preview, has, preview

CHAPTER = "content/history/building.md"

PARAGRAPHS = "\n".join(
    f"Stone {number} of the bridge was laid on the left bank, and the masons drank to it [@hall1901, p. {number}].\n"
    for number in range(1, 41)
)
"""A text of several windows."""

PATIENCE = 30_000
"""Milliseconds to wait for what takes less than one second on an idle machine."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def bridge(tmp_path: Path) -> Bridge:
    """The tiny archive with a long chapter."""
    bridge = make_bridge(tmp_path / "bridge")
    chapter = (bridge.root / CHAPTER).read_text(encoding="utf-8")
    bridge.write(CHAPTER, f"{chapter}\n{PARAGRAPHS}")
    return bridge


@pytest.fixture
def served(bridge: Bridge) -> Generator[Preview]:
    """Its preview."""
    with preview(bridge, *OURS) as running:
        running.wait_for("/history/building/", has("drew it"))
        yield running


def base_of(served: Preview) -> str:
    """Address of the home page."""
    return f"http://127.0.0.1:{served.port}/"


def paragraph(page: Page, words: str) -> Locator:
    """The paragraph that holds some words."""
    return page.locator("main p", has_text=words)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=str)
def test_a_page_shows_what_was_saved_and_stays_where_it_was_though_it_became_longer_above(
    browser: Browser, bridge: Bridge, served: Preview, size: tuple[int, int]
):
    with window(browser, base_of(served), size) as (page, trouble):
        page.goto(f"{base_of(served)}history/building/")
        paragraph(page, "Stone 30 ").evaluate("element => scrollBy(0, element.getBoundingClientRect().top - 100)")
        before = box_of(paragraph(page, "Stone 30 "))

        text = (bridge.root / CHAPTER).read_text(encoding="utf-8")
        more = text.replace("Stone 1 of", f"{PARAGRAPHS.replace('Stone', 'Arch')}\nStone 1 of", 1)
        bridge.write(CHAPTER, more.replace("Stone 31 of", "The heavy stone 31 of"))
        expect(paragraph(page, "The heavy stone 31 of")).to_be_in_viewport()
        page.wait_for_load_state()

        after = box_of(paragraph(page, "Stone 30 "))
        assert abs(after["y"] - before["y"]) < 2
        assert trouble == []


def test_a_page_whose_uppermost_paragraph_was_edited_stays_where_it_was(
    browser: Browser, bridge: Bridge, served: Preview
):
    with window(browser, base_of(served), WIDE) as (page, _):
        page.goto(f"{base_of(served)}history/building/")
        paragraph(page, "Stone 20 ").evaluate("element => scrollBy(0, element.getBoundingClientRect().top)")
        before = box_of(paragraph(page, "Stone 22 "))

        bridge.edit(CHAPTER, "Stone 20 of the bridge", "Stone 20 of this bridge")
        expect(paragraph(page, "Stone 20 of this bridge")).to_be_in_viewport()
        page.wait_for_load_state()

        assert abs(box_of(paragraph(page, "Stone 22 "))["y"] - before["y"]) < 2


def test_a_page_that_a_save_does_not_change_is_left_alone(browser: Browser, bridge: Bridge, served: Preview):
    with window(browser, base_of(served), WIDE) as (timeline, _), window(browser, base_of(served), WIDE) as (page, _):
        timeline.goto(f"{base_of(served)}timeline/")
        timeline.evaluate("document.body.dataset.untouched = 'yes'")
        page.goto(f"{base_of(served)}history/building/")

        bridge.edit(CHAPTER, "drew it", "drew it alone")
        expect(paragraph(page, "drew it alone")).to_be_attached()
        bridge.edit("content/records/events/events.yml", "The bridge is opened", "The bridge is blessed")
        expect(timeline.locator("main", has_text="The bridge is blessed")).to_be_attached()
        expect(timeline.locator("body")).not_to_have_attribute("data-untouched", "yes")

        timeline.evaluate("document.body.dataset.untouched = 'yes'")
        bridge.edit(CHAPTER, "drew it alone", "drew it all alone")
        expect(paragraph(page, "drew it all alone")).to_be_attached()
        assert timeline.locator("body").get_attribute("data-untouched") == "yes"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [SMALL, WIDE], ids=str)
def test_an_error_lies_over_the_page_with_place_message_and_remedy_and_goes_with_the_next_good_save(
    browser: Browser, bridge: Bridge, served: Preview, size: tuple[int, int], scheme: str
):
    with window(browser, base_of(served), size, scheme=scheme) as (page, trouble):
        page.goto(f"{base_of(served)}history/building/")
        bridge.edit(CHAPTER, "person:anna-hall", "person:ana-hall")
        overlay = page.get_by_role("alert")
        expect(overlay).to_contain_text("1 error in 1 of 9 files.")
        assert is_inside(overlay.bounding_box(), size)
        for words in (f"{CHAPTER}:5:1: error: record-unknown", "there is no person 'ana-hall'", "Correct the id"):
            expect(overlay).to_contain_text(words)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

        meaning = overlay.get_by_text("What record-unknown means")
        meaning.click()
        expect(overlay).to_contain_text("record-unknown (error, references)")

        bridge.edit(CHAPTER, "person:ana-hall", "person:anna-hall")
        expect(overlay).to_have_count(0)
        expect(paragraph(page, "drew it")).to_be_visible()
        assert trouble == []


def test_the_carets_of_a_fault_far_in_its_line_are_in_sight_in_a_narrow_window(
    browser: Browser, bridge: Bridge, served: Preview
):
    with window(browser, base_of(served), SMALL) as (page, trouble):
        page.goto(f"{base_of(served)}history/building/")
        bridge.edit(CHAPTER, "It has [7](statistic:arches)", "It has [8](statistic:arches)")
        excerpt = page.get_by_role("alert").locator(".excerpt")
        expect(excerpt).to_contain_text("^")

        carets = excerpt.evaluate(
            """pre => {
              const [text, range] = [pre.firstChild, document.createRange()];
              range.setStart(text, text.data.lastIndexOf("^"));
              range.setEnd(text, text.length);
              const [place, frame] = [range.getBoundingClientRect(), pre.getBoundingClientRect()];
              return { scrolled: pre.scrollLeft > 0, seen: frame.left <= place.left && place.right <= frame.right };
            }"""
        )
        assert carets == {"scrolled": True, "seen": True}
        assert trouble == []


def test_a_page_goes_on_following_after_the_preview_was_started_anew(browser: Browser, bridge: Bridge):
    with preview(bridge, *OURS) as first:
        first.wait_for("/history/building/", has("drew it"))
        with window(browser, base_of(first), WIDE) as (page, _):
            page.goto(f"{base_of(first)}history/building/")
            first.stop()
            bridge.edit(CHAPTER, "drew it", "drew it again")
            with preview(bridge, *OURS, port=first.port):
                expect(paragraph(page, "drew it again")).to_be_attached()
