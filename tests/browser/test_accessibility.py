"""What readers set for themselves or use in place of a mouse: keyboard, zoom, spacing, colors, no motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.windows import SMALL, WIDE, box_of, is_inside, meet, window
from tests.built_site import BuiltSite
from tools.kinds_of_pages import pages_of_each_kind

ZOOMED = (320, 256)
"""What is left of a window of 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10)."""

TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
"""The spacing that a reader may set without losing anything (WCAG 2.2, 1.4.12)."""

CLIPPED = """() => [...document.querySelectorAll("body *")]
  .filter(element => element.checkVisibility() && element.textContent.trim() && !element.closest("svg"))
  .filter(element => {
    const style = getComputedStyle(element);
    // What is there for screen readers alone is cut down to a pixel on purpose.
    if (element.clientWidth <= 1 || element.clientHeight <= 1) return false;
    const cut = value => value === "hidden" || value === "clip";
    return (cut(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (cut(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
  })
  .map(element => element.outerHTML.slice(0, 100))"""
"""Elements that hide a part of their own text."""

MOVING = """() => [...document.querySelectorAll("*")]
  .filter(element => ["", "::before", "::after"].some(pseudo => {
    const style = getComputedStyle(element, pseudo);
    return style.animationName !== "none" || style.scrollBehavior === "smooth"
      || style.transitionDuration.split(", ").some(duration => parseFloat(duration) > 0);
  }))
  .map(element => element.outerHTML.slice(0, 100))"""
"""Elements that move or fade, or would when something changes."""

FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgb = color => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  };
  const luminance = color => {
    const [red, green, blue] = rgb(color).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = element => {
    for (let outer = element; outer; outer = outer.parentElement) {
      const color = getComputedStyle(outer).backgroundColor;
      if (rgb(color)[3] === 255) return color;
    }
    return "Canvas";
  };
  const speaks = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("body *")]
    .filter(element => element.checkVisibility({ visibilityProperty: true }) && speaks(element))
    .filter(element => !["TITLE", "DESC", "SCRIPT"].includes(element.tagName.toUpperCase()))
    .filter(element => {
      const style = getComputedStyle(element);
      return contrast(element.closest("svg") ? style.fill : style.color, ground(element)) < 4.5;
    })
    .map(element => element.outerHTML.slice(0, 100));
}"""
"""Elements whose own text hardly stands out from its ground."""


def has_focus(page: Page, selector: str) -> bool:
    """Whether what has the focus fits a selector."""
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that fits a selector has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if has_focus(page, selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_note_is_read_from_the_keyboard(
    browser: Browser, base: str, longest_chapter: str, size: tuple[int, int], scripts: bool
):
    with window(browser, base, size, scripts=scripts) as (page, trouble):
        page.goto(base + longest_chapter)
        tab_to(page, "main button.note-mark")
        mark: str = page.evaluate("document.activeElement.getAttribute('popovertarget')")
        body = page.locator(f"[id='{mark}']")

        page.keyboard.press("Enter")
        assert body.evaluate("element => element.matches(':popover-open')")
        assert is_inside(body.bounding_box(), size)

        links: list[str] = body.evaluate(
            "element => [...element.querySelectorAll('a')]"
            ".filter(link => link.checkVisibility()).map(link => link.href)"
        )
        walked: list[str] = []
        for _ in links:
            page.keyboard.press("Tab")
            walked.append(page.evaluate("document.activeElement.href"))
        assert len(links) >= 2
        assert walked == links

        page.keyboard.press("Escape")
        assert not body.evaluate("element => element.matches(':popover-open')")
        assert has_focus(page, f"[popovertarget='{mark}']")

        tab_to(page, f"main button.note-mark:not([popovertarget='{mark}'])")
        assert trouble == []


def test_the_first_tab_leads_past_the_menu_to_the_text(browser: Browser, base: str, longest_chapter: str):
    with window(browser, base, SMALL) as (page, _):
        page.goto(base + longest_chapter)
        page.keyboard.press("Tab")
        assert is_inside(page.locator(":focus").bounding_box(), SMALL)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_kind_of_page_is_read_at_400_percent(built_site: BuiltSite, browser: Browser, base: str):
    wide: list[str] = []
    covered: list[str] = []
    with window(browser, base, ZOOMED, scale=4) as (page, _):
        for file in pages_of_each_kind(built_site.folder):
            page.goto(base + file)
            if page.evaluate("document.scrollingElement.scrollWidth") > ZOOMED[0]:
                wide.append(file)
            stuck: float = page.evaluate(
                "[...document.querySelectorAll('body *')].filter(element => element.checkVisibility()"
                " && ['fixed', 'sticky'].includes(getComputedStyle(element).position))"
                ".reduce((sum, element) => sum + element.getBoundingClientRect().height, 0)"
            )
            # Whatever stays while the text is scrolled takes from the little that is left.
            if stuck > ZOOMED[1] / 4:
                covered.append(f"{file}: {stuck} px")

    assert wide == []
    assert covered == []


def test_an_open_note_is_read_whole_at_400_percent(browser: Browser, base: str, longest_chapter: str):
    with window(browser, base, ZOOMED, scale=4) as (page, _):
        page.goto(base + longest_chapter)
        mark = page.locator("button.note-mark").nth(2)
        mark.click()
        body = page.locator(f"[id='{mark.get_attribute('popovertarget')}']")
        last = body.locator("a:visible").last
        last.focus()
        assert is_inside(body.bounding_box(), ZOOMED)
        assert is_inside(last.bounding_box(), ZOOMED)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_nothing_is_lost_when_a_reader_spaces_the_text(
    built_site: BuiltSite, browser: Browser, base: str, size: tuple[int, int]
):
    lost: list[str] = []
    with window(browser, base, size) as (page, trouble):
        for file in pages_of_each_kind(built_site.folder):
            page.goto(base + file)
            page.evaluate(TEXT_SPACING)
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
            lost += [f"{file}: {element}" for element in page.evaluate(CLIPPED)]
            if page.evaluate("document.scrollingElement.scrollWidth") > size[0]:
                lost.append(f"{file}: wider than the window")

    assert lost == []
    assert trouble == []


def test_notes_do_not_meet_when_a_reader_spaces_the_text(browser: Browser, base: str, longest_chapter: str):
    with window(browser, base, WIDE) as (page, _):
        page.goto(base + longest_chapter)
        page.evaluate(TEXT_SPACING)
        notes = [box_of(note) for note in page.query_selector_all("main .note-body")]

    assert len(notes) > 10
    assert [(one, other) for index, one in enumerate(notes) for other in notes[index + 1 :] if meet(one, other)] == []


def test_nothing_moves_for_readers_who_want_no_motion(built_site: BuiltSite, browser: Browser, base: str):
    moving: list[str] = []
    with window(browser, base, WIDE) as (page, _):
        page.emulate_media(reduced_motion="reduce")
        for file in pages_of_each_kind(built_site.folder):
            page.goto(base + file)
            assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
            moving += [f"{file}: {element}" for element in page.evaluate(MOVING)]

    assert moving == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_colors_that_a_reader_forces(
    built_site: BuiltSite, browser: Browser, base: str, scheme: str
):
    faint: list[str] = []
    with window(browser, base, WIDE, scheme=scheme) as (page, _):
        page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
        for file in pages_of_each_kind(built_site.folder):
            page.goto(base + file)
            assert page.evaluate("matchMedia('(forced-colors: active)').matches")
            faint += [f"{file}: {element}" for element in page.evaluate(FAINT)]

    assert faint == []


def test_the_focus_is_seen_in_colors_that_a_reader_forces(browser: Browser, base: str, longest_chapter: str):
    with window(browser, base, WIDE) as (page, _):
        page.emulate_media(forced_colors="active")
        page.goto(base + longest_chapter)
        for selector in ("header a", "main a.citation", "main button.note-mark"):
            tab_to(page, selector)
            outline: str = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline not in ("none", ""), selector
