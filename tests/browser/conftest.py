"""Fixtures for tests in a real browser: sites that nginx serves as docs/nginx tells it, and the browser itself."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.tallies import TALLIES
from tests.built_site import BuiltSite
from tools.find_chromium import find_chromium
from tools.find_nginx import NginxError, find_nginx, is_required
from tools.serve_nginx import serve


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        """Say nothing."""


@contextmanager
def serve_plainly(folder: Path) -> Generator[str]:
    """Serve a folder without any header or error page of ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def nginx() -> Path:
    """The nginx of this machine; tests that need it are skipped where there is none and none is required."""
    try:
        return find_nginx()
    except NginxError as error:
        if is_required():
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def base(built_site: BuiltSite) -> Generator[str]:
    """Address of the real site on a server of this machine, with a slash at the end."""
    try:
        find_nginx()
    except NginxError:
        if is_required():
            raise
        with serve_plainly(built_site.folder) as address:
            yield address
    else:
        with serve(built_site.folder) as address:
            yield address


@pytest.fixture(scope="session")
def base_under_path(nginx: Path, lighthouse: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Address of the second archive's site, which is published under a path."""
    del nginx
    path = urlsplit(lighthouse.base).path.rstrip("/")
    assert path
    root = tmp_path_factory.mktemp("host")
    (root / path.strip("/")).symlink_to(lighthouse.folder)
    with serve(root, path) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
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
