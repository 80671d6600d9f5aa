"""The bibliography in the browser: in another order, in part, with what was chosen in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.windows import SMALL, WIDE, window
from tests.built_site import BuiltSite, find


def keys(page: Page) -> list[str]:
    """Keys of the entries that are shown, in order."""
    return page.locator("ol.bibliography > li:visible").evaluate_all("entries => entries.map(entry => entry.id)")


def written(site: BuiltSite) -> list[tuple[str, str, int, str]]:
    """Key, year, uses and kind of each entry, in the order of the file."""
    return [
        (entry.get("id", ""), entry.get("data-year", ""), int(entry.get("data-times", "")), entry.get("data-form", ""))
        for entry in find(site.main("sources/"), ".//ol[@class='bibliography']/li")
    ]


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_the_list_goes_by_year_by_uses_and_back_by_author(
    built_site: BuiltSite, base: str, browser: Browser, size: tuple[int, int]
):
    entries = written(built_site)
    with window(browser, base, size) as (page, trouble):
        page.goto(f"{base}sources/")
        assert keys(page) == [key for key, *_ in entries]

        page.get_by_label("In order of").select_option("years")
        by_year = sorted(entries, key=lambda entry: int(entry[1] or 9999))
        assert keys(page) == [key for key, *_ in by_year]
        assert by_year[-1][1] == "", "a work without a year comes last"
        assert page.url == f"{base}sources/?sort=year"

        page.get_by_label("In order of").select_option("how often cited")
        assert keys(page) == [key for key, *_ in sorted(entries, key=lambda entry: -entry[2])]

        page.get_by_label("In order of").select_option("authors")
        assert keys(page) == [key for key, *_ in entries]
        assert page.url == f"{base}sources/"
    assert trouble == []


def test_a_part_is_shown_with_its_count_and_the_address_brings_it_back(
    built_site: BuiltSite, base: str, browser: Browser
):
    entries = written(built_site)
    wanted = [key for key, year, _, form in entries if form == "articles" and year.startswith("200")]
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}sources/")
        count = page.locator(".bibliography-tools output")
        expect(count).to_have_text(f"{len(entries)} works")
        page.get_by_label("Kind").select_option("articles")
        page.get_by_label("From").select_option("2000")
        assert 0 < len(wanted) < len(entries)
        assert keys(page) == wanted
        expect(count).to_have_text(f"{len(wanted)} of {len(entries)} works")
        assert page.url == f"{base}sources/?form=articles&years=2000"

        page.goto(f"{base}sources/{wanted[0]}/")
        page.go_back()
        assert keys(page) == wanted
        page.reload()
        assert keys(page) == wanted
        expect(page.get_by_label("Kind")).to_have_value("articles")

        page.get_by_role("button", name="Show all").click()
        assert keys(page) == [key for key, *_ in entries]
        expect(count).to_have_text(f"{len(entries)} works")
        assert page.url == f"{base}sources/"
        expect(page.locator("button[type=reset]")).to_be_hidden()
    assert trouble == []


def test_a_choice_that_does_not_exist_is_passed_over(built_site: BuiltSite, base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}sources/?sort=color&form=%3Cb%3E&years=2000")
        assert keys(page) == [key for key, year, *_ in written(built_site) if year.startswith("200")]
    assert trouble == []


def test_works_without_a_year_can_be_found(built_site: BuiltSite, base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, _):
        page.goto(f"{base}sources/?years=none")
        assert keys(page) == [key for key, year, *_ in written(built_site) if not year]


def test_without_scripts_the_list_is_whole_and_there_is_nothing_to_choose(
    built_site: BuiltSite, base: str, browser: Browser
):
    with window(browser, base, SMALL, scripts=False) as (page, _):
        page.goto(f"{base}sources/?sort=year&form=articles")
        assert keys(page) == [key for key, *_ in written(built_site)]
        expect(page.locator(".bibliography-tools")).to_be_hidden()


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_the_page_does_not_move_while_it_loads(base: str, browser: Browser, size: tuple[int, int]):
    with window(browser, base, size) as (page, _):
        page.add_init_script(
            "globalThis.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
            "entry => { globalThis.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });"
        )
        page.goto(f"{base}sources/")
        page.wait_for_load_state("networkidle")
        # What is left is the italic face, which arrives after the upright one.
        assert page.evaluate("globalThis.shift") < 0.001
