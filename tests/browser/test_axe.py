"""axe-core over every kind of page, light and dark, on the smallest screen and on a wide one."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, cast

import pytest
from playwright.sync_api import Browser, Page, expect

from kalmyk_site.pages.all_pages import all_pages
from kalmyk_site.pages.assets import load_assets
from kalmyk_site.pages.frame import Frame
from kalmyk_site.references.addresses import file_of
from tests.browser.served import served
from tests.browser.tallies import TALLIES
from tests.browser.windows import SMALL, WIDE, window
from tests.built_site import BuiltSite
from tests.conftest import ROOT
from tools.kinds_of_pages import pages_of_each_kind

AXE: Final = Path(str(files("axe_playwright_python") / "axe.min.js"))

ALL_BUT_CONTRAST: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    # Off by default in axe-core, though the tag wcag22aa names it.
    "rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}

CONTRAST: Final = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}

LOOK: Final = """async ([options, contrast]) => {
  // Contrast comes from colors, size, weight and ground alone, and is dear: of texts that are alike in these, four.
  const chosen = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const own = getComputedStyle(element);
    const look = [own.color, own.fill, own.fontSize, own.fontWeight];
    for (let outer = element; outer; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      look.push(style.opacity);
      if (style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.backgroundImage !== "none") {
        look.push(style.backgroundColor, style.backgroundImage);
        break;
      }
    }
    const key = look.filter(value => value !== "1").join();
    chosen.set(key, [...(chosen.get(key) ?? []), element].slice(0, 4));
  }
  const first = await axe.run(document, options);
  const second = await axe.run({ include: [...chosen.values()].flat() }, contrast);
  const both = name => [...first[name], ...second[name]];
  return { passes: both("passes").length, violations: both("violations") };
}"""
"""Runs every rule on the whole page, and the one on contrast on texts of every look."""

SCHEMES: Final = ("light", "dark")
WIDTHS: Final = (SMALL, WIDE)


def start_axe(page: Page) -> None:
    """Let axe-core look at a page once all of it is laid out: before that, places far down the page are estimates."""
    expect(page.locator(".disagreement:not([data-laid-out])")).to_have_count(0)
    page.evaluate(f"rules => {{ window.found = ({LOOK})(rules); }}", [ALL_BUT_CONTRAST, CONTRAST])


def faults_of(page: Page) -> list[str]:
    """What axe-core finds on a page once it has started: the rule, what it asks for, and the first places."""
    found: dict[str, Any] = page.evaluate("window.found")
    assert found["passes"] > 10, "axe-core has looked at nothing"
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'][:3])}"
        for rule in found["violations"]
    ]


def test_a_fault_would_be_found(browser: Browser, base: str):
    with window(browser, base, SMALL) as (page, _):
        page.add_init_script(path=AXE)
        page.goto(base)
        page.evaluate(
            "() => { document.querySelector('main').append(document.createElement('button'));"
            " [...document.querySelectorAll('main a')].at(-1).style.color = '#999'; }"
        )
        start_axe(page)
        assert {"button-name", "color-contrast"} <= {fault.partition(":")[0] for fault in faults_of(page)}


def faults_on_kinds_of_pages(site: BuiltSite, browser: Browser, base: str) -> tuple[int, int, list[str]]:
    """How many kinds of page a site has, how often axe-core looked at one, and what it found."""
    kinds = pages_of_each_kind(site.folder)
    faults: list[str] = []
    runs = 0
    with ExitStack() as stack:
        # Side by side, because each is a process of its own and most of the time goes into computing contrasts.
        windows = {
            f"{width} px, {scheme}": stack.enter_context(window(browser, base, (width, height), scheme=scheme))[0]
            for width, height in WIDTHS
            for scheme in SCHEMES
        }
        for page in windows.values():
            page.add_init_script(path=AXE)
        for file in kinds:
            for page in windows.values():
                page.goto(base + file)
                start_axe(page)
            for name, page in windows.items():
                faults += [f"{file}, {name}: {fault}" for fault in faults_of(page)]
                runs += 1
    assert runs == len(kinds) * len(SCHEMES) * len(WIDTHS)
    return len(kinds), runs, faults


def test_axe_finds_no_fault_on_any_kind_of_page(built_site: BuiltSite, browser: Browser, base: str):
    kinds, runs, faults = faults_on_kinds_of_pages(built_site, browser, base)

    TALLIES.append(
        f"axe: {kinds} kinds of page × {len(SCHEMES)} schemes × {len(WIDTHS)} widths = {runs} runs, "
        f"{len(faults)} faults"
    )
    assert faults == []


@pytest.mark.parametrize("name", ["example", "tutorial_site"])
def test_axe_finds_no_fault_on_the_site_of_a_new_archive(name: str, request: pytest.FixtureRequest, browser: Browser):
    site = cast("BuiltSite", request.getfixturevalue(name))
    with served(site.folder, site.site.root) as address:
        _, _, faults = faults_on_kinds_of_pages(site, browser, address)

    assert faults == []


@pytest.mark.parametrize("size", WIDTHS, ids=["small", "wide"])
def test_axe_finds_no_fault_on_the_page_about_contributing_that_the_program_makes(
    browser: Browser, base_under_path: str, size: tuple[int, int]
):
    with window(browser, base_under_path, size) as (page, _):
        page.add_init_script(path=AXE)
        page.goto(f"{base_under_path}about/contribute/")
        start_axe(page)
        assert faults_of(page) == []


@pytest.mark.parametrize("size", WIDTHS, ids=["small", "wide"])
def test_axe_finds_no_fault_in_an_open_note(browser: Browser, base: str, longest_chapter: str, size: tuple[int, int]):
    with window(browser, base, size) as (page, _):
        page.add_init_script(path=AXE)
        page.goto(base + longest_chapter)
        page.locator("button.note-mark").nth(2).click()
        start_axe(page)
        assert faults_of(page) == []


def test_every_template_of_a_page_is_looked_at(built_site: BuiltSite):
    """A page of a new kind, which no one has added to a list, is looked at too; one that is not built is missed."""
    assert built_site.checked.index is not None
    frame = Frame(built_site.checked.index, load_assets({}).names)
    template_of = {file_of(page.address): page.template for page in all_pages(frame)}
    templates = {path.name for path in (ROOT / "kalmyk_site" / "templates").glob("*.html")} - {"base.html"}

    # The archive has a page about contributing; axe-core looks at what stands in its place in another archive. A page
    # at an old address leads on before anyone could look at it.
    templates -= {"contribute.html", "redirect.html"}
    assert {template_of[file] for file in pages_of_each_kind(built_site.folder)} == templates
