"""Find the Chromium in which the tests look at the site: `python -m tools.find_chromium [--install]` prints its path.

One that is installed is taken; CHROMIUM may name another. With `--install`, and only when there is none, Debian's
package is installed where that is possible, else Playwright fetches its own.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import debian

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names on the path, in order of preference."""

APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""Where macOS keeps them."""

LOCK = Path(__file__).resolve().parent.parent / ".cache" / "chromium.lock"

REMEDY = (
    "No Chromium was found for the tests. Install one (Debian: apt-get install chromium; "
    "elsewhere: .venv/bin/playwright install chromium, or Google Chrome), "
    "or name one: make test CHROMIUM=/path/to/chromium"
)


class ChromiumError(Exception):
    """There is no Chromium, or the one named does not run. The message says what to do."""


def find_chromium() -> Path:
    """Path of a Chromium that runs.

    Raises:
        ChromiumError: when there is none, or CHROMIUM names something that does not run.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        path = shutil.which(named)
        if path is None or not _runs(Path(path)):
            raise ChromiumError(f"CHROMIUM={named} does not run.")
        return Path(path)
    for candidate in _candidates():
        if _runs(candidate):
            return candidate
    raise ChromiumError(REMEDY)


def install_chromium() -> Path:
    """Path of a Chromium that runs, after installing one if there is none.

    Raises:
        ChromiumError: when none could be installed, or CHROMIUM names something that does not run.
    """
    try:
        return find_chromium()
    except ChromiumError:
        if os.environ.get("CHROMIUM"):
            raise
    print("Installing Chromium for the tests ...", file=sys.stderr, flush=True)
    # Without any font Chromium stops at once, and fonts are only recommended by its package.
    trouble = debian.install("chromium", "fonts-liberation") if debian.can_install() else _install_with_playwright()
    try:
        return find_chromium()
    except ChromiumError as error:
        raise ChromiumError(f"{trouble}\n{error}".strip()) from error


def _candidates() -> Iterator[Path]:
    """Places at which a Chromium may be, best first."""
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


def _runs(path: Path) -> bool:
    """Whether this is a working Chromium: some systems have a command of that name which only says how to get one."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def _install_with_playwright() -> str:
    """Let Playwright fetch its Chromium. Gives "" or what it printed when that failed."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return "" if result.returncode == 0 else result.stdout.strip()


def main(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: Nothing, or `--install`, which prints nothing when all is well.

    Returns:
        Exit code: 0 there is one, 1 there is none, 2 wrong call.
    """
    if list(arguments) not in ([], ["--install"]):
        print("usage: find_chromium.py [--install]", file=sys.stderr)
        return 2
    LOCK.parent.mkdir(exist_ok=True)
    try:
        if not arguments:
            print(find_chromium())
            return 0
        with LOCK.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            install_chromium()
    except ChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
