"""Lists and tables in a real browser: what is read downwards stands in a column."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from tests.browser.windows import WIDE, box_of, window

PHONE = (360, 640)


def boxes(page: Page, selector: str) -> list[FloatRect]:
    """Where everything that matches is shown."""
    found = page.query_selector_all(selector)
    assert len(found) > 1
    return [box_of(each) for each in found]


@pytest.mark.parametrize(
    ("address", "date", "title"),
    [
        ("laws/", ".dated .when", ".dated .entry"),
        ("events/", ".dated .when", ".dated .entry"),
        ("history/", ".chapters .when", ".chapters .when + a"),
        ("", ".chapters .when", ".chapters .when + a"),
    ],
)
def test_dates_of_a_list_stand_in_a_column_and_on_a_phone_on_lines_of_their_own(
    base: str, browser: Browser, address: str, date: str, title: str
):
    with window(browser, base, WIDE) as (page, _):
        page.goto(base + address)
        dates, titles = boxes(page, date), boxes(page, title)
        assert len({round(box["x"]) for box in dates}) == len({round(box["x"]) for box in titles}) == 1
        for when, what in zip(dates, titles, strict=True):
            assert when["x"] + when["width"] <= what["x"]
            assert abs(when["y"] - what["y"]) < what["height"] / 2
    with window(browser, base, PHONE) as (page, _):
        page.goto(base + address)
        for when, what in zip(boxes(page, date), boxes(page, title), strict=True):
            assert when["y"] + when["height"] <= what["y"] + 4


def test_the_status_of_a_slip_stands_directly_below_its_title(base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, _):
        page.goto(f"{base}disagreements/")
        titles, states = (boxes(page, f".as-table > .disagreement > {part}") for part in ("h3", ".status"))
        for title, status in zip(titles, states, strict=True):
            assert 0 <= status["y"] - title["y"] - title["height"] < 12


@pytest.mark.parametrize("address", ["", "map/", "about/evidence/", "statistics/deaths-in-exile/"])
def test_the_head_of_a_column_of_numbers_stands_above_them_on_one_line(base: str, browser: Browser, address: str):
    with window(browser, base, WIDE) as (page, _):
        page.goto(base + address)
        tables = page.evaluate("""() => [...document.querySelectorAll("main table")].flatMap(table =>
            [...table.querySelectorAll("thead th")].map((head, place) => {
                const style = cell => getComputedStyle(cell).textAlign;
                const cell = table.tBodies[0].rows[0].cells[place];
                const range = document.createRange();
                range.selectNodeContents(head);
                return [head.textContent, style(head) === style(cell), range.getClientRects().length];
            }))""")
        assert tables
        assert [head for head, is_aligned, lines in tables if not is_aligned or lines != 1] == []


def test_the_figures_of_all_numbers_share_their_columns_and_say_who_counted_on_a_phone_too(base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, _):
        page.goto(f"{base}statistics/")
        assert len({round(box["x"] + box["width"]) for box in boxes(page, ".figures .value")}) == 1
        for part in (".who", ".rests-on"):
            assert len({round(box["x"]) for box in boxes(page, f".figures {part}")}) == 1
    with window(browser, base, PHONE) as (page, _):
        page.goto(f"{base}statistics/")
        assert page.locator(".figures .who").first.inner_text().startswith("Who counted: ")
        assert all(box["width"] > 50 for box in boxes(page, ".figures .label"))
