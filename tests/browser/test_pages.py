"""The site in a real browser: every kind of page, small and wide, with and without scripts, on paper, from a disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tests.browser.windows import SMALL, WIDE, box_of, is_inside, meet, pages_of_each_kind, window
from tests.built_site import BuiltSite


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_kind_of_page_fits_a_small_screen_and_is_quiet(
    built_site: BuiltSite, base: str, browser: Browser, scripts: bool
):
    pages = pages_of_each_kind(built_site.folder)
    assert len(pages) >= 20
    wide: list[str] = []
    with window(browser, base, SMALL, scripts=scripts) as (page, trouble):
        for file in pages:
            page.goto(base + file)
            width = page.evaluate("document.scrollingElement.scrollWidth")
            if width > SMALL[0]:
                wide.append(f"{file}: {width} px")

    assert wide == []
    assert trouble == []


def test_every_kind_of_page_is_quiet_on_a_wide_screen(built_site: BuiltSite, base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, trouble):
        for file in pages_of_each_kind(built_site.folder):
            page.goto(base + file)

    assert trouble == []


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_note_opens_by_mouse_and_keyboard_and_closes_by_escape(
    base: str, browser: Browser, longest_chapter: str, size: tuple[int, int], scripts: bool
):
    with window(browser, base, size, scripts=scripts) as (page, _):
        page.goto(base + longest_chapter)
        button = page.locator("button.note-mark").nth(2)
        body = page.locator(f"[id='{button.get_attribute('popovertarget')}']")

        for key in ("", "Enter", "Space"):
            if key:
                button.press(key)
            else:
                button.click()
            assert body.evaluate("element => element.matches(':popover-open')")
            assert body.locator(".note-full").first.is_visible()
            assert is_inside(body.bounding_box(), size)

            page.keyboard.press("Escape")
            assert not body.evaluate("element => element.matches(':popover-open')")
            assert button.evaluate("element => element === document.activeElement")


def test_notes_stand_beside_the_text_and_none_covers_another(base: str, browser: Browser, longest_chapter: str):
    with window(browser, base, WIDE) as (page, _):
        page.goto(base + longest_chapter)
        notes = [box_of(note) for note in page.query_selector_all("main .note-body")]
        texts = [box_of(text) for text in page.query_selector_all("main p:not(.note-body *), main h2, main dd")]

    assert len(notes) > 10
    assert all(note["x"] + note["width"] <= WIDE[0] for note in notes)
    assert [(one, other) for index, one in enumerate(notes) for other in notes[index + 1 :] if meet(one, other)] == []
    assert [(note, text) for note in notes for text in texts if meet(note, text)] == []


@pytest.mark.parametrize("paper", [(1123, 1587), (794, 1123), (420, 595)], ids=["A3", "A4", "A5"])
def test_paper_holds_the_short_form_of_every_note(
    base: str, browser: Browser, longest_chapter: str, paper: tuple[int, int]
):
    with window(browser, base, paper) as (page, _):
        page.goto(base + longest_chapter)
        page.emulate_media(media="print")
        lines = page.locator("main .note-line")
        seen: list[str | bool] = lines.evaluate_all(
            "lines => lines.map(line => line.checkVisibility() && line.innerText.trim())"
        )
        printed = page.pdf(format="A4")

    assert len(seen) > 10
    assert False not in seen
    assert "" not in seen
    assert printed.startswith(b"%PDF-")


def test_the_dark_scheme_is_dark(base: str, browser: Browser):
    papers: dict[str, int] = {}
    for scheme in ("light", "dark"):
        with window(browser, base, WIDE, scheme=scheme) as (page, _):
            page.goto(base)
            papers[scheme] = page.evaluate(
                "() => getComputedStyle(document.body.matches('*') && "
                "[document.body, document.documentElement].find(element => "
                "getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)')"
                ").backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"
            )

    assert papers["light"] > 3 * 220
    assert papers["dark"] < 3 * 50


def test_a_site_on_a_disk_is_read_by_following_its_links(built_site: BuiltSite, browser: Browser, tmp_path: Path):
    publish(render(built_site.checked, for_disk=True), tmp_path / "on a disk")
    base = (tmp_path / "on a disk").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/index.html")
        seen = [page.url]
        for _ in range(10):
            links = page.locator("main a:not([download]):visible, header a:visible, footer a:visible")
            addresses: list[str] = links.evaluate_all(
                "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
            )
            pages = [address.partition("#")[0] for address in addresses]
            links.nth(next(n for n, at in enumerate(pages) if at.startswith("file:") and at not in seen)).click()
            page.wait_for_load_state()
            seen.append(page.url.partition("#")[0])
            assert page.locator("h1").inner_text()

    assert len(set(seen)) == 11
    assert list(dict.fromkeys(trouble)) == []
