"""The Chromium in which the tests look at the site: `python -m tools.find_chromium [--install]` prints its path.

One that is installed is taken; CHROMIUM may name another. With `--install`, and only when there is none, Debian's
package is installed where that is possible, else Playwright fetches its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import debian
from tools.programs import Program, printed_by

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names on the path, in order of preference."""

APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""Where macOS keeps them."""


def _candidates() -> Iterator[Path]:
    for command in COMMANDS:
        path = shutil.which(command)
        if path:
            yield Path(path)
    for application in APPLICATIONS:
        yield Path(application)
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    usual = (Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright")
    for cache in (Path(chosen),) if chosen else usual:
        yield from sorted(cache.glob("chromium-*/*/chrome"))
        yield from sorted(cache.glob("chromium-*/*/*.app/Contents/MacOS/*"))


def _does(path: Path) -> bool:
    # Some systems have a command of that name which only says how to get one.
    return "Chrom" in printed_by(path, "--version")


def _get() -> str:
    print("Installing Chromium for the tests ...", file=sys.stderr, flush=True)
    if debian.can_install():
        # Without any font Chromium stops at once, and fonts are only recommended by its package.
        return debian.install("chromium", "fonts-liberation")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return "" if result.returncode == 0 else result.stdout.strip()


CHROMIUM = Program(
    "Chromium",
    _candidates,
    _does,
    "does not run",
    _get,
    "No Chromium was found for the tests. Install one (Debian: apt-get install chromium; "
    "elsewhere: .venv/bin/playwright install chromium, or Google Chrome), "
    "or name one: make test CHROMIUM=/path/to/chromium",
)
"""The browser of the tests."""

if __name__ == "__main__":
    sys.exit(CHROMIUM.main(sys.argv[1:]))
