"""The site in a real browser: every kind of page, small and wide, with and without scripts, on paper, from a disk."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tests.browser.windows import SMALL, WIDE, box_of, is_inside, meet, window
from tests.built_site import BuiltSite
from tools.kinds_of_pages import pages_of_each_kind


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


@pytest.mark.parametrize(("name", "width"), [("A3", 994), ("A4", 665), ("A5", 431)])
def test_paper_holds_the_short_form_of_every_note(
    base: str, browser: Browser, longest_chapter: str, name: str, width: int
):
    # As wide as what the margins leave of the paper.
    with window(browser, base, (width, 900)) as (page, _):
        page.goto(base + longest_chapter)
        page.emulate_media(media="print")
        lines = page.locator("main .note-line")
        seen: list[str] = lines.evaluate_all("lines => lines.map(line => line.checkVisibility() ? line.innerText : '')")
        sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format=name))).pages]

    # Where a line is broken is the paper's affair.
    sheets = ["".join(sheet.split()) for sheet in sheets]
    words = "".join(sheets)
    notes = Counter("".join(line.split()) for line in seen)
    assert notes.total() > 10
    missing = {note: count for note, count in notes.items() if not note or words.count(note) < count}
    assert {note: count for note, count in missing.items() if count > 1 or not goes_on_overleaf(note, sheets)} == {}


def goes_on_overleaf(note: str, sheets: list[str]) -> bool:
    """Whether a note begins where a sheet ends and goes on upon the next, which tells its lines in any order."""
    return any(
        one.endswith(note[:place]) and note[place:] in other
        for one, other in pairwise(sheets)
        for place in range(1, len(note))
    )


def test_paper_holds_the_full_reference_of_every_work_cited(base: str, browser: Browser, longest_chapter: str):
    with window(browser, base, (665, 900)) as (page, _):
        page.goto(base + longest_chapter)
        page.emulate_media(media="print")
        works: list[str] = page.locator("main .bibliography li").evaluate_all(
            "works => works.map(work => work.innerText)"
        )
        printed = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages)

    words = "".join(printed.split())
    assert len(works) > 3
    assert [work for work in works if "".join(work.split()) not in words] == []


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


@pytest.fixture(scope="module")
def disk(built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a folder on this machine's disk that holds the site made for one, without a slash at the end."""
    folder = tmp_path_factory.mktemp("disk") / "on a disk"
    publish(render(built_site.checked, for_disk=True), folder)
    return folder.as_uri()


def test_a_site_on_a_disk_is_read_by_following_its_links(browser: Browser, disk: str):
    with window(browser, disk, WIDE) as (page, trouble):
        page.goto(f"{disk}/index.html")
        seen = [page.url]
        for _ in range(10):
            # With scripts the link to the search opens Jump to in place.
            links = page.locator("main a:not([download]):visible, header a:not(.site-search):visible, footer a:visible")
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


def test_a_page_on_a_disk_has_its_styles_fonts_and_scripts(browser: Browser, disk: str, longest_chapter: str):
    with window(browser, disk, WIDE) as (page, trouble):
        page.goto(f"{disk}/{longest_chapter}index.html")
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "34px"
        switch = page.locator(".scheme-switch")
        before = page.evaluate("getComputedStyle(document.body).color")
        switch.click()
        assert page.evaluate("getComputedStyle(document.body).color") != before
        assert trouble == []


def test_a_note_on_a_disk_opens_and_leads_to_its_source(browser: Browser, disk: str, longest_chapter: str):
    with window(browser, disk, SMALL) as (page, trouble):
        page.goto(f"{disk}/{longest_chapter}index.html")
        mark = page.locator("button.note-mark").first
        mark.click()
        body = page.locator(f"[id='{mark.get_attribute('popovertarget')}']")
        assert is_inside(body.bounding_box(), SMALL)
        body.locator("a.citation").first.click()
        assert page.url.startswith(f"{disk}/sources/")
        expect(page.locator(":target")).to_be_visible()
        assert trouble == []
