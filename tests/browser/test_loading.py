"""What happens while a page loads: nothing is added to the text, nothing moves, the chosen scheme is there at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.tallies import TALLIES
from tests.browser.windows import SMALL, WIDE, window
from tests.built_site import BuiltSite
from tools.kinds_of_pages import pages_of_each_kind

EVIDENCE = """html => {
  // A document that is only parsed runs no script.
  const page = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main").cloneNode(true);
  for (const element of main.querySelectorAll("script, noscript")) element.remove();
  const all = name => [...main.querySelectorAll(`[${name}]`)].map(element => element.getAttribute(name));
  return {
    text: main.textContent,
    cites: all("data-cite"),
    locators: all("data-locator"),
    kinds: [main.dataset.kind ?? "", ...all("data-kind")],
    ids: [main.dataset.id ?? "", ...all("data-id")],
  };
}"""
"""What a page says, and what other programs may read from it: the page shown, or one that is given as HTML."""

MOST_SHIFT = 0.01
"""Cumulative layout shift that a page may have."""

SHOWN = """() => new Promise(resolve => {
  new PerformanceObserver(list => {
    if (list.getEntriesByName("first-contentful-paint").length) resolve();
  }).observe({ type: "paint", buffered: true });
})"""
"""Waits until something of the page is shown."""

SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  // What has moved is told after the frame in which it moved.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)));
})"""
"""How much the page has moved so far."""


def test_no_script_changes_what_a_page_says(built_site: BuiltSite, browser: Browser, base: str):
    differing: list[str] = []
    cites = 0
    with window(browser, base, SMALL) as (page, _):
        for file, html in built_site.site.pages.items():
            # The scripts of a page run before this event.
            page.goto(base + file, wait_until="domcontentloaded")
            shown, built = page.evaluate(EVIDENCE, None), page.evaluate(EVIDENCE, html)
            cites += len(shown["cites"])
            if shown != built:
                differing.append(file)
        assert page.evaluate("'scripts' in document.documentElement.dataset")

    TALLIES.append(f"same text with scripts: {len(built_site.site.pages)} pages with {cites:,} citations")
    assert cites > 1000
    assert differing == []


def test_every_kind_of_page_says_the_same_without_scripts(built_site: BuiltSite, browser: Browser, base: str):
    with window(browser, base, SMALL, scripts=False) as (page, _):
        for file in pages_of_each_kind(built_site.folder):
            page.goto(base + file, wait_until="domcontentloaded")
            assert not page.evaluate("'scripts' in document.documentElement.dataset")
            assert page.evaluate(EVIDENCE, None) == page.evaluate(EVIDENCE, built_site.site.pages[file]), file


def shift_with_late_fonts(page: Page, address: str) -> float:
    """How much a page moves when its fonts come only after it was first shown."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.woff2", hold)
    page.goto(address, wait_until="commit")
    page.evaluate(SHOWN)
    for route in held:
        route.continue_()
    page.unroute("**/*.woff2", hold)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    shift: float = page.evaluate(SHIFT)
    assert held, "the page has asked for no font"
    return shift


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_no_kind_of_page_moves_while_it_loads(
    built_site: BuiltSite, browser: Browser, base: str, size: tuple[int, int]
):
    shifts: dict[str, float] = {}
    for file in pages_of_each_kind(built_site.folder):
        # A fresh window each, because a font that is kept comes at once.
        with window(browser, base, size) as (page, _):
            shifts[file] = shift_with_late_fonts(page, base + file)

    worst = max(shifts, key=lambda file: shifts[file])
    TALLIES.append(f"layout shift at {size[0]} px with late fonts: at most {shifts[worst]:.4f} ({worst})")
    assert {file: shift for file, shift in shifts.items() if shift > MOST_SHIFT} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_scheme_is_there_from_the_first_moment(
    browser: Browser, base: str, longest_chapter: str, scheme: str
):
    other = "light" if scheme == "dark" else "dark"
    with window(browser, base, WIDE, scheme=other) as (page, _):
        page.goto(base)
        page.evaluate("scheme => localStorage.setItem('scheme', scheme)", scheme)
        # The scheme as the root has it when the body begins, before anything can have been shown.
        page.add_init_script(
            "new MutationObserver((changes, observer) => { if (document.body) {"
            " window.schemeAtFirst = document.documentElement.dataset.scheme; observer.disconnect(); } })"
            ".observe(document, { childList: true, subtree: true });"
        )
        shift = shift_with_late_fonts(page, base + longest_chapter)
        assert page.evaluate("window.schemeAtFirst") == scheme
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme
        assert shift <= MOST_SHIFT


def test_a_link_far_down_a_long_page_leads_to_its_place_before_and_after_all_is_laid_out(
    built_site: BuiltSite, browser: Browser, base: str
):
    paragraphs = built_site.main("disagreements/").xpath(".//section[@data-id]//p/@id")
    with window(browser, base, SMALL) as (page, _):
        page.goto(f"{base}disagreements/#{paragraphs[-1]}")
        target = page.locator(":target")
        expect(target).to_be_in_viewport()
        expect(page.locator(".disagreement:not([data-laid-out])")).to_have_count(0)
        expect(target).to_be_in_viewport()
