"""Fixtures for tests in a real browser: sites that nginx serves as docs/nginx tells it, and the browser itself."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.served import has_nginx, served
from tests.browser.tallies import TALLIES
from tests.built_site import BuiltSite
from tools.find_chromium import CHROMIUM
from tools.find_nginx import NGINX


@pytest.fixture(scope="session")
def nginx() -> None:
    """Skips what only nginx can do where there is none and none is required."""
    if not has_nginx():
        pytest.skip(NGINX.remedy)


@pytest.fixture(scope="session")
def base(built_site: BuiltSite) -> Generator[str]:
    """Address of the real site on a server of this machine, with a slash at the end."""
    with served(built_site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def base_under_path(lighthouse: BuiltSite) -> Generator[str]:
    """Address of the second archive's site, which is published under a path."""
    assert lighthouse.site.root != "/"
    with served(lighthouse.folder, lighthouse.site.root) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM.find(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def longest_chapter(built_site: BuiltSite) -> str:
    """Address of the chapter with most notes, relative to the site's root."""
    chapters = [
        file.parent
        for file in built_site.folder.glob("*/*/index.html")
        if 'data-kind="chapter" data-id="' in file.read_text(encoding="utf-8").partition("<main")[2][:200]
    ]
    longest = max(chapters, key=lambda folder: (folder / "index.html").read_text(encoding="utf-8").count("note-body"))
    return f"{longest.relative_to(built_site.folder).as_posix()}/"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured, also when all went well: how much was looked at is part of the result."""
    if TALLIES:
        terminalreporter.section("measured")
        for line in TALLIES:
            terminalreporter.write_line(line)
