"""The timeline in a real browser: words that do not meet, and the filter by mouse, keyboard and address."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tests.browser.windows import SMALL, WIDE, window
from tests.built_site import BuiltSite

SIZES = [320, 360, 480, 699, 700, 768, 1024, 1199, 1200, 1280, 1680]

WORDS = """() => [...document.querySelectorAll('.time-strips svg text')].filter(text => text.checkVisibility())
  .map(text => [text.textContent, text.getBoundingClientRect()]).map(([text, box]) =>
    [text, {x: box.x, y: box.y, width: box.width, height: box.height}])"""
"""Every word that a drawing shows, with its place."""

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def lights(base_under_path: str) -> str:
    """Address of the second archive's site, with a slash at the end."""
    return base_under_path


def lie_on_each_other(one: FloatRect, other: FloatRect) -> bool:
    """Whether the letters of two texts meet: what a line leaves free above and below them does not count."""
    beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
    apart = one["y"] + one["height"] - 3 <= other["y"] or other["y"] + other["height"] - 3 <= one["y"]
    return not beside and not apart


def collisions(page: Page) -> list[tuple[str, str]]:
    """Words that lie on each other, and words that leave the window."""
    words: list[tuple[str, FloatRect]] = [(text, box) for text, box in page.evaluate(WORDS)]
    width = page.evaluate("document.documentElement.clientWidth")
    assert len(words) > 15
    meeting = [
        (text, other)
        for number, (text, box) in enumerate(words)
        for other, place in words[number + 1 :]
        if lie_on_each_other(box, place)
    ]
    return meeting + [(text, "outside") for text, box in words if box["x"] < -1 or box["x"] + box["width"] > width]


def shown(page: Page) -> list[str]:
    """Titles of the lines that are shown."""
    return page.locator(".timeline > li:visible .title").all_inner_texts()


def counted(page: Page) -> str:
    """What the filter says."""
    return page.locator(".timeline-filter output").inner_text()


@pytest.mark.parametrize("width", SIZES)
def test_no_word_of_the_drawing_meets_another_or_leaves_the_window(
    base: str, lights: str, browser: Browser, width: int
):
    for site in (base, lights):
        with window(browser, site, (width, 900)) as (page, _):
            page.goto(f"{site}timeline/")
            assert collisions(page) == []
            assert page.evaluate("document.scrollingElement.scrollWidth") == width


def test_words_keep_their_size_at_every_width(base: str, browser: Browser):
    for width in SIZES:
        with window(browser, base, (width, 900)) as (page, _):
            page.goto(f"{base}timeline/")
            sizes = page.evaluate(
                "[...document.querySelectorAll('.time-strips svg text')].filter(text => text.checkVisibility())"
                ".map(text => getComputedStyle(text).fontSize)"
            )
            assert set(sizes) == {"15px"}


def test_one_form_of_the_drawing_is_shown_at_each_width_and_on_paper(base: str, browser: Browser):
    forms = ("strips-narrow", "strips-medium", "strips-wide")

    def visible(page: Page) -> list[str]:
        return [form for form in forms if page.locator(f".{form}").is_visible()]

    with window(browser, base, WIDE) as (page, _):
        page.goto(f"{base}timeline/")
        seen: dict[int, list[str]] = {}
        for width in (699, 700, 1199, 1200):
            page.set_viewport_size({"width": width, "height": 900})
            seen[width] = visible(page)
        page.emulate_media(media="print")
        for width in (794, 560):
            page.set_viewport_size({"width": width, "height": 900})
            seen[width] = visible(page)

    assert seen == {
        699: ["strips-narrow"],
        700: ["strips-medium"],
        1199: ["strips-medium"],
        1200: ["strips-wide"],
        794: ["strips-wide"],
        560: ["strips-medium"],
    }


def test_on_paper_no_word_of_the_drawing_meets_another(base: str, browser: Browser):
    with window(browser, base, (665, 995)) as (page, _):
        page.goto(f"{base}timeline/")
        page.emulate_media(media="print")
        assert collisions(page) == []
        figure = page.locator(".time-strips").bounding_box()
        assert figure is not None
        # With the title it stands on the first page: A4 less its margins is 994 px high.
        assert figure["y"] + figure["height"] < 988


@pytest.mark.parametrize(("width", "drawing"), [(665, "strips-wide"), (431, "strips-medium")], ids=["A4", "A5"])
def test_on_paper_words_of_the_drawing_are_hardly_smaller_than_other_small_words(
    base: str, browser: Browser, width: int, drawing: str
):
    with window(browser, base, (width, 995)) as (page, _):
        page.goto(f"{base}timeline/")
        page.emulate_media(media="print")
        assert collisions(page) == []
        words = page.locator(f".{drawing} text").first
        assert (
            words.evaluate("text => parseFloat(getComputedStyle(text).fontSize) * text.currentCSSZoom * 0.75") >= 7.49
        )


@pytest.mark.parametrize("media", ["paper", "forced colors"])
def test_what_the_next_strip_shows_is_seen_where_no_color_is_tinted(base: str, browser: Browser, media: str):
    with window(browser, base, (1280, 900)) as (page, _):
        page.goto(f"{base}timeline/")
        if media == "paper":
            page.emulate_media(media="print")
        else:
            page.emulate_media(forced_colors="active")
        shown = page.locator(".strips-wide .window").first.evaluate(
            "part => [getComputedStyle(part).fill, getComputedStyle(part).stroke]"
        )
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert set(shown) - {paper, "none", "rgb(255, 255, 255)"}


def test_a_mark_and_its_name_lead_to_the_event(lights: str, browser: Browser):
    with window(browser, lights, WIDE) as (page, _):
        page.goto(f"{lights}timeline/")
        page.locator(".strips-wide a", has_text="Fog bell").last.click()
        assert page.url.endswith("/events/fog-bell/")


def test_the_filter_chooses_by_theme_and_words_and_counts(lights: str, browser: Browser):
    with window(browser, lights, WIDE) as (page, trouble):
        page.goto(f"{lights}timeline/")
        assert counted(page) == "12 events"
        assert page.get_by_role("button", name="Show all").is_hidden()

        page.get_by_label("Wrecks").check()
        assert shown(page) == ["The wreck of the Chaika", "The boat of the Chaika is looked for"]
        assert counted(page) == "2 of 12 events"
        faded = page.locator(".strips-wide a.filtered").evaluate_all(
            "links => new Set(links.map(link => link.dataset.event)).size"
        )
        assert faded == 10

        page.get_by_label("Title, person or place").fill("МОРОЗОВ Sgeir")
        assert shown(page) == ["The wreck of the Chaika"]
        assert counted(page) == "1 of 12 events"
        assert page.url.endswith("?theme=wrecks&q=%D0%9C%D0%9E%D0%A0%D0%9E%D0%97%D0%9E%D0%92+Sgeir")

        page.get_by_role("button", name="Show all").click()
        assert (len(shown(page)), counted(page)) == (12, "12 events")
        assert page.locator(".filtered").count() == 0
        assert page.url == f"{lights}timeline/"
    assert trouble == []


def test_a_filter_that_finds_nothing_says_so_honestly(lights: str, browser: Browser):
    with window(browser, lights, SMALL) as (page, _):
        page.goto(f"{lights}timeline/")
        nothing = page.locator(".timeline-none")
        assert nothing.is_hidden()

        page.get_by_label("Title, person or place").fill("nobody of this name")

        assert (shown(page), counted(page)) == ([], "0 of 12 events")
        assert nothing.is_visible()


def test_a_year_stands_at_the_first_line_that_is_shown_of_it(lights: str, browser: Browser):
    with window(browser, lights, WIDE) as (page, _):
        page.goto(f"{lights}timeline/?q=boat")
        [year] = page.locator(".timeline > li:visible .year").all()
        assert year.evaluate("year => getComputedStyle(year).visibility") == "visible"


def test_the_filter_is_worked_by_keyboard_alone(lights: str, browser: Browser):
    with window(browser, lights, WIDE) as (page, _):
        page.goto(f"{lights}timeline/")
        page.get_by_label("All", exact=True).focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert counted(page) == "2 of 12 events"

        page.keyboard.press("Tab")
        page.keyboard.type("boat")
        page.keyboard.press("Enter")
        assert counted(page) == "1 of 12 events"

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert counted(page) == "12 events"
        assert page.evaluate("document.activeElement.name") == "q"


def test_the_keyboard_passes_by_the_marks(base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, _):
        page.goto(f"{base}timeline/")
        page.locator(".site-header button").last.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('form')?.className").startswith("timeline-filter")


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_the_address_restores_the_filter_without_moving_the_page(lights: str, browser: Browser, size: tuple[int, int]):
    with window(browser, lights, size) as (page, _):
        page.goto(f"{lights}timeline/?theme=building&q=lamp")
        assert shown(page) == ["The lamp is lit", "The lamp is repaired"]
        assert page.get_by_label("Building").is_checked()
        assert page.get_by_label("Title, person or place").input_value() == "lamp"
        assert page.evaluate(SHIFT) < 0.01

        page.goto(f"{lights}timeline/?theme=no-such-theme")
        assert counted(page) == "12 events"


def test_going_back_to_the_timeline_finds_the_filter_as_it_was(lights: str, browser: Browser):
    with window(browser, lights, WIDE) as (page, _):
        page.goto(f"{lights}timeline/")
        page.get_by_label("Wrecks").check()
        page.locator(".timeline > li:visible .title a").first.click()
        page.go_back()
        assert counted(page) == "2 of 12 events"
        assert page.get_by_label("Wrecks").is_checked()


def test_going_back_takes_away_one_choice_and_stays_on_the_timeline(lights: str, browser: Browser):
    with window(browser, lights, WIDE) as (page, _):
        page.goto(f"{lights}timeline/")
        count = page.locator(".timeline-filter output")
        everything = count.inner_text()
        page.locator(".timeline-filter [name=theme]").nth(1).check()
        page.get_by_role("searchbox").press_sequentially("chaika")
        page.go_back()
        expect(page.get_by_role("searchbox")).to_have_value("")
        expect(page.locator(".timeline-filter [name=theme]").nth(1)).to_be_checked()
        page.go_back()
        expect(count).to_have_text(everything)


def test_without_scripts_there_is_no_filter_and_the_same_text(base: str, browser: Browser):
    texts: list[str | None] = []
    for scripts in (True, False):
        with window(browser, base, WIDE, scripts=scripts) as (page, _):
            page.goto(f"{base}timeline/")
            assert page.locator(".timeline-filter").is_visible() is scripts
            assert page.locator(".strips-wide").is_visible()
            texts.append(page.locator("main").text_content())

    assert texts[0] == texts[1]


def test_the_filter_works_in_a_folder_on_a_disk(lighthouse: BuiltSite, browser: Browser, tmp_path: Path):
    publish(render(lighthouse.checked, for_disk=True), tmp_path / "site")
    base = (tmp_path / "site").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/timeline/index.html")
        page.get_by_label("Title, person or place").fill("boat")
        assert counted(page) == "1 of 12 events"
        page.reload()
        assert counted(page) == "1 of 12 events"
    assert trouble == []
