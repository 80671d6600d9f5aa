"""Reading a chapter: where the eye is, what a paragraph's mark does, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tests.browser.windows import SMALL, WIDE, window
from tests.built_site import BuiltSite


def copied(page: Page) -> str:
    """What the clipboard holds."""
    return page.evaluate("navigator.clipboard.readText()")


def test_contents_mark_the_section_that_is_being_read(base: str, browser: Browser, longest_chapter: str):
    with window(browser, base, WIDE) as (page, _):
        page.goto(base + longest_chapter)
        links = page.locator(".contents a")
        for place in (1, 3):
            links.nth(place).evaluate("link => document.getElementById(link.hash.slice(1)).scrollIntoView()")
            expect(page.locator(".contents a[aria-current]")).to_have_text(links.nth(place).inner_text())


def test_the_mark_beside_a_paragraph_copies_its_address(base: str, browser: Browser, longest_chapter: str):
    with window(browser, base, WIDE) as (page, trouble):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(base + longest_chapter)
        mark = page.locator("a.permalink").nth(1)
        mark.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert copied(page) == f"{base}{longest_chapter}{mark.get_attribute('href')}"
        assert page.url == copied(page)
    assert trouble == []


def test_a_page_on_a_disk_copies_too(built_site: BuiltSite, browser: Browser, tmp_path: Path, longest_chapter: str):
    publish(render(built_site.checked, for_disk=True), tmp_path / "disk")
    base = (tmp_path / "disk").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/{longest_chapter}index.html")
        page.locator("a.permalink").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Copied")
    assert trouble == []


@pytest.mark.parametrize("device", ["light", "dark"])
def test_the_chosen_scheme_is_kept_from_page_to_page(base: str, browser: Browser, device: str):
    other = {"light": "dark", "dark": "light"}[device]
    with window(browser, base, SMALL, scheme=device) as (page, _):
        page.goto(base)
        switch = page.get_by_role("button", name=other.capitalize(), exact=True)
        before = paper_of(page)
        switch.click()
        expect(page.get_by_role("button", name=device.capitalize(), exact=True)).to_be_visible()
        assert paper_of(page) != before
        chosen = paper_of(page)
        page.goto(f"{base}sources/")
        assert paper_of(page) == chosen
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == other


def test_without_scripts_there_is_no_switch_that_does_nothing(base: str, browser: Browser):
    with window(browser, base, WIDE, scripts=False) as (page, _):
        page.goto(base)
        expect(page.locator(".scheme-switch")).to_be_hidden()


def paper_of(page: Page) -> str:
    """The color behind the text."""
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
