"""Reporting an error: the link carries the address of the very statement that a reader is at."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.windows import WIDE, window
from tests.built_site import BuiltSite

CHAPTER = "keepers/the-lamp-is-lit/"


def statement_of(link: Locator) -> str:
    """The address that a report would carry."""
    [address] = parse_qs(urlsplit(link.get_attribute("href") or "").query)["body"]
    return address


def report_link(page: Page, within: str = "main") -> Locator:
    """The link to report an error."""
    return page.locator(within).get_by_role("link", name="Report an error")


def test_a_report_names_the_paragraph_whose_mark_was_followed(
    browser: Browser, base_under_path: str, lighthouse: BuiltSite
):
    with window(browser, base_under_path, WIDE) as (page, trouble):
        page.goto(base_under_path + CHAPTER)
        assert statement_of(report_link(page)) == lighthouse.base + CHAPTER
        paragraph = page.locator("main p[id]").first
        paragraph.hover()
        paragraph.locator(".permalink").click()
        expect(report_link(page)).to_have_attribute("href", report_of(lighthouse, paragraph))
        assert trouble == []


def report_of(site: BuiltSite, paragraph: Locator) -> str:
    """The report of a paragraph of the chapter."""
    address = f"{site.base}{CHAPTER}#{paragraph.get_attribute('id')}"
    quoted = address.replace(":", "%3A").replace("/", "%2F").replace("#", "%23")
    return f"https://codeberg.org/lights/skerrow/issues/new?body={quoted}"


def test_a_report_names_the_paragraph_that_holds_the_note_to_which_a_link_led(
    browser: Browser, base_under_path: str, lighthouse: BuiltSite
):
    with window(browser, base_under_path, WIDE) as (page, _):
        page.goto(f"{base_under_path}{CHAPTER}#--note-1")
        paragraph = page.locator("[id]:not([id^='--'])", has=page.locator("[id='--note-1']")).last
        assert statement_of(report_link(page)) == f"{lighthouse.base}{CHAPTER}#{paragraph.get_attribute('id')}"


def test_a_place_in_one_record_leaves_the_reports_of_others_on_its_page_alone(
    browser: Browser, base_under_path: str, lighthouse: BuiltSite
):
    with window(browser, base_under_path, WIDE) as (page, _):
        page.goto(f"{base_under_path}organizations/")
        sections = [each.get_attribute("data-id") for each in page.locator("section[data-id]").all()]
        place = page.locator(f"section[data-id='{sections[0]}'] p[id]").first.get_attribute("id")
        page.goto(f"{base_under_path}organizations/#{place}")
        root = f"{lighthouse.base}organizations/"
        assert [statement_of(link) for link in report_link(page).all()] == [
            f"{root}#{place}",
            *(f"{root}#{name}" for name in sections[1:]),
        ]


def test_an_address_that_was_cut_off_does_no_harm(browser: Browser, base_under_path: str, lighthouse: BuiltSite):
    with window(browser, base_under_path, WIDE) as (page, trouble):
        page.goto(f"{base_under_path}{CHAPTER}#%D0%")
        assert statement_of(report_link(page)) == lighthouse.base + CHAPTER
        assert trouble == []
