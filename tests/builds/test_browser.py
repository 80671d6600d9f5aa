"""The site in a real browser: every kind of page, small and wide, with and without scripts, on paper, from a disk."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, ElementHandle, FloatRect, Page, Request, sync_playwright

from tests.builds.bridge import Bridge
from tools.find_chromium import find_chromium

KINDS = (
    "index.html",
    "404.html",
    "timeline/index.html",
    "organizations/index.html",
    "groups/index.html",
    "claims/index.html",
    "disagreements/index.html",
    "glossary/index.html",
    *(
        f"{folder}/{name}"
        for folder in ("events", "people", "places", "laws", "statistics", "sources", "history", "about")
        for name in ("index.html", "*/index.html")
    ),
)
"""One pattern for each kind of page. Of several pages the largest is taken: it has most to go wrong."""

SMALL, WIDE = (320, 568), (1280, 800)
"""Window sizes: the smallest that WCAG 2.2 asks for (1.4.10), and one with notes beside the text."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        """Say nothing."""


@pytest.fixture(scope="module")
def base(real: Bridge) -> Generator[str]:
    """Address of the real site on a server of this machine, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(real.site))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


class Trouble(list[str]):
    """What the browser complains of, and what it asks another host for."""

    def watch(self, page: Page, base: str) -> None:
        """Listen to a page whose site begins at an address."""
        self._base = base
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.append(f"script: {error}"))
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failure)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "log":
            self.append(f"{message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith(self._base):
            self.append(f"asked: {request.url}")

    def _on_failure(self, request: Request) -> None:
        # Who leaves a page stops what it still loads.
        if request.failure != "net::ERR_ABORTED":
            self.append(f"{request.failure}: {request.url}")


@contextmanager
def window(
    browser: Browser, base: str, size: tuple[int, int], *, scripts: bool = True, scheme: str = "light"
) -> Generator[tuple[Page, Trouble]]:
    """A window of the browser."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page, trouble = context.new_page(), Trouble()
    trouble.watch(page, base)
    try:
        yield page, trouble
    finally:
        context.close()


def pages_of_each_kind(site: Path) -> list[str]:
    """The largest page of each kind."""
    found = [max(site.glob(pattern), key=lambda file: file.stat().st_size, default=None) for pattern in KINDS]
    return [file.relative_to(site).as_posix() for file in found if file is not None]


@pytest.fixture(scope="module")
def longest_chapter(real: Bridge) -> str:
    """Address of the chapter with most notes, relative to the site's root."""
    chapters = [
        file.parent
        for file in real.site.glob("*/*/index.html")
        if 'data-kind="chapter" data-id="' in file.read_text(encoding="utf-8").partition("<main")[2][:200]
    ]
    longest = max(chapters, key=lambda folder: (folder / "index.html").read_text(encoding="utf-8").count("note-body"))
    return f"{longest.relative_to(real.site).as_posix()}/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_kind_of_page_fits_a_small_screen_and_is_quiet(real: Bridge, base: str, browser: Browser, scripts: bool):
    pages = pages_of_each_kind(real.site)
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


def test_every_kind_of_page_is_quiet_on_a_wide_screen(real: Bridge, base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, trouble):
        for file in pages_of_each_kind(real.site):
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


def test_a_site_on_a_disk_is_read_by_following_its_links(real: Bridge, browser: Browser, tmp_path: Path):
    result = real.command("build", "--for-disk", "--out", str(tmp_path / "on a disk"))
    assert result.returncode == 0, result.stdout
    base = (tmp_path / "on a disk").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/index.html")
        seen = [page.url]
        for _ in range(10):
            links = page.locator("main a:visible, header a:visible, footer a:visible")
            addresses: list[str] = links.evaluate_all("links => links.map(link => link.href)")
            pages = [address.partition("#")[0] for address in addresses]
            links.nth(next(n for n, at in enumerate(pages) if at.startswith("file:") and at not in seen)).click()
            page.wait_for_load_state()
            seen.append(page.url.partition("#")[0])
            assert page.locator("h1").inner_text()

    assert len(set(seen)) == 11
    assert list(dict.fromkeys(trouble)) == []


def box_of(element: ElementHandle) -> FloatRect:
    """Where an element is shown; it has to be."""
    box = element.bounding_box()
    assert box is not None
    assert box["height"] > 0
    return box


def meet(one: FloatRect, other: FloatRect) -> bool:
    """Whether two boxes share a spot. What is less than a pixel is rounding."""
    beside = one["x"] + one["width"] - 1 <= other["x"] or other["x"] + other["width"] - 1 <= one["x"]
    apart = one["y"] + one["height"] - 1 <= other["y"] or other["y"] + other["height"] - 1 <= one["y"]
    return not beside and not apart


def is_inside(box: FloatRect | None, size: tuple[int, int]) -> bool:
    """Whether a box lies within the window."""
    assert box is not None
    return (
        box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= size[0] and box["y"] + box["height"] <= size[1]
    )
