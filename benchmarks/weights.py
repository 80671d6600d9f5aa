"""What each kind of page of the archive weighs on a first visit, compressed as a server sends it.

    python -m benchmarks.weights

A page is opened in Chromium with nothing kept from before, so that exactly those files count that a reader's browser
asks for: of the fonts only the alphabets that the page shows. Texts count as gzip makes them at its best level, as
`kalmyk-site build --compress` does; fonts and pictures as they are. Headers are not counted.
"""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from kalmyk_site.checks.checked import check
from kalmyk_site.exports.hosting import COMPRESSED
from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tools.find_chromium import CHROMIUM
from tools.kinds_of_pages import pages_of_each_kind
from tools.serve_nginx import serve

ROOT: Final = Path(__file__).resolve().parent.parent

WINDOW: Final = (1280, 800)
"""With the notes beside the text, so that their letters are shown too."""

PARTS: Final[Mapping[str, str]] = {"document": "page", "stylesheet": "styles", "script": "scripts", "font": "fonts"}
"""What a file counts as, by the browser's word for it; all else is `other`."""

COLUMNS: Final = ("page", "styles", "scripts", "fonts", "other")


@dataclass(frozen=True)
class Weight:
    """Bytes of one page on a first visit."""

    parts: Mapping[str, int]
    """By column."""

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.parts.values())

    @property
    def without_fonts(self) -> int:
        """What a reader waits for before the text is there."""
        return self.total - self.parts.get("fonts", 0)


def weigh(browser: Browser, base: str, folder: Path, file: str) -> Weight:
    """What one page weighs.

    Args:
        browser: A browser that runs.
        base: Address at which the site is served.
        folder: The site's files.
        file: The page's file: `people/ada-north/index.html`.
    """
    asked: dict[str, str] = {}

    def note(request: Request) -> None:
        asked[request.url] = PARTS.get(request.resource_type, "other")

    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]})
    try:
        page = context.new_page()
        page.on("requestfinished", note)
        page.goto(base + file, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
    finally:
        context.close()
    parts: Counter[str] = Counter()
    for url, part in asked.items():
        path = unquote(urlsplit(url).path).removeprefix(urlsplit(base).path)
        parts[part] += _sent(folder / path / "index.html" if path.endswith("/") or not path else folder / path)
    return Weight(parts)


def _sent(file: Path) -> int:
    content = file.read_bytes()
    return len(gzip.compress(content, 9)) if file.suffix[1:] in COMPRESSED else len(content)


def table(weights: Mapping[str, Weight]) -> str:
    """The weights in kilobytes (of 1,000 bytes), heaviest first."""
    head = f"{'':48}" + "".join(f"{name:>9}" for name in (*COLUMNS, "total"))
    rows = [
        f"{file.removesuffix('index.html') or '/':48}"
        + "".join(f"{weight.parts.get(name, 0) / 1000:9.1f}" for name in COLUMNS)
        + f"{weight.total / 1000:9.1f}"
        for file, weight in sorted(weights.items(), key=lambda item: -item[1].total)
    ]
    return "\n".join([head, *rows])


def main() -> None:
    """Build the archive of this checkout, weigh it and print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        publish(render(check(ROOT)), folder)
        with serve(folder) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
            print(table({file: weigh(browser, base, folder, file) for file in pages_of_each_kind(folder)}))
            browser.close()


if __name__ == "__main__":
    main()
