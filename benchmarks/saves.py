"""How long a saved change takes to be on the screen: from the save to the changed page in Chromium.

    python -m benchmarks.saves

A copy of an archive is shown by `kalmyk-site serve`, and one of its pages in Chromium. A file is written beside the
one that changes and put in its place, as editors do. The clock runs from there until a word that was not there before
stands in the page, and the page's script has run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.make_archive import make_archive
from tools.find_chromium import CHROMIUM

ROOT: Final = Path(__file__).resolve().parent.parent

SIZES: Final = (1_000, 10_000)
"""Records of the archives that are measured besides the one of this checkout."""

RUNS: Final = 7
"""Saves of each file; their median is shown."""

PATIENCE: Final = 120_000
"""Milliseconds after which something is broken."""

READY: Final = "performance.timeOrigin + performance.getEntriesByType('navigation').at(-1).domContentLoadedEventEnd"
"""When a page that was loaded stood there with all its elements and its script had run, in milliseconds of 1970."""

_WORD: Final = " the "
"""A new word is put before the first one of these; it stands in every text."""


@dataclass(frozen=True)
class Edit:
    """A place in a file, and a page that shows it."""

    name: str
    file: Path
    place: int
    """Where the new word is put, in characters."""

    page: str
    """Address of the page relative to the site's root."""


def edits_of(archive: Path) -> Iterator[Edit]:
    """One of each kind: a paragraph of a chapter, the text of an event, its title on the timeline, the home page."""
    content = archive / "content"
    chapter = min(path for path in content.glob("*/*.md") if path.parent.name != "about")
    yield _in_text("a chapter", chapter, f"{chapter.parent.name}/{chapter.stem}/")
    file = min((content / "records" / "events").glob("*.yml"))
    text = file.read_text(encoding="utf-8")
    event = re.search(r'^- id: "?([\w-]+)"?\n  title: "?', text, re.MULTILINE)
    if event is None:
        raise RuntimeError(f"no event in {file}")
    place = text.index(_WORD, text.index("  text: |", event.end()))
    yield Edit("an event", file, place, f"events/{event[1]}/")
    yield Edit("the timeline", file, event.end(), "timeline/")
    yield _in_text("the home page", content / "home.md", "")


def _in_text(name: str, file: Path, page: str) -> Edit:
    text = file.read_text(encoding="utf-8")
    return Edit(name, file, text.index(_WORD, text.index("\n---\n", 4)), page)


@contextmanager
def preview(archive: Path) -> Generator[str]:
    """The preview of an archive on a port of its own; gives the address of its home page."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "kalmyk_site", "--archive", str(archive), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def measure_start(browser: Browser, archive: Path) -> float:
    """Seconds from the start of the preview until the home page is on the screen."""
    begin = time.perf_counter()
    with preview(archive) as base:
        _open(browser, base)
        return time.perf_counter() - begin


def measure_saves(browser: Browser, base: str, edit: Edit, runs: int) -> list[float]:
    """Seconds from each of so many saves to the changed page."""
    seconds: list[float] = []
    text = edit.file.read_text(encoding="utf-8")
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(base + edit.page)
    for run in range(runs):
        # Whoever writes pauses between two saves; all that follows the last one has ended by then.
        time.sleep(3)
        word = "".join(chr(ord("a") + int(digit)) for digit in f"{run:03}")
        fresh = edit.file.with_name(f".{edit.file.name}.new")
        fresh.write_text(f"{text[: edit.place]} saved{word}{text[edit.place :]}", encoding="utf-8")
        begin = time.time()
        fresh.replace(edit.file)
        page.locator(f"main :text('saved{word}')").first.wait_for(state="attached")
        # The browser's own time: Playwright looks again only from time to time.
        seconds.append(float(page.evaluate(READY)) / 1000 - begin)
    page.close()
    edit.file.write_text(text, encoding="utf-8")
    return seconds


def _open(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            try:
                page.goto(address, wait_until="domcontentloaded", timeout=PATIENCE)
            except Exception:  # noqa: BLE001  nobody listens yet
                time.sleep(0.02)
            else:
                return
    raise RuntimeError(f"nothing at {address}")


def _measure(browser: Browser, name: str, archive: Path, runs: int) -> None:
    start = measure_start(browser, archive)
    with preview(archive) as host:
        base = host.removesuffix("/") + _root_of(archive)
        _open(browser, base)
        for edit in edits_of(archive):
            seconds = measure_saves(browser, base, edit, runs)
            figures = "   ".join(f"{each:6.2f} s" for each in (median(seconds), min(seconds), max(seconds)))
            print(f"{name:>14}  {edit.name:<14} {figures}", flush=True)
    print(f"{name:>14}  {'start':<14} {start:6.2f} s", flush=True)


def _root_of(archive: Path) -> str:
    settings = (archive / "content/archive.yml").read_text(encoding="utf-8")
    address = re.search(r"""^address: *["']?https?://[^/\s"']+(/[^\s"']*)?""", settings, re.MULTILINE)
    return (address[1] if address and address[1] else "/").rstrip("/") + "/"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how long a saved change takes to be on the screen.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="records of the archives besides this one")
    parser.add_argument("--runs", type=int, default=RUNS, help="saves of each file, of which the median is shown")
    given = parser.parse_args()
    print("       archive  what changes     median      least       most")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox", "--disable-gpu"])
        real = Path(folder) / "real"
        shutil.copytree(ROOT / "content", real / "content")
        shutil.copy(ROOT / "mkdocs.yml", real)
        _measure(browser, "this archive", real, given.runs)
        for records in given.sizes:
            archive = Path(folder) / f"archive-{records}"
            make_archive(archive, records)
            _measure(browser, f"{records:,} records", archive, given.runs)
        browser.close()


if __name__ == "__main__":
    main()
