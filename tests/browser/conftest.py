"""Fixtures for tests in a real browser: the site of this checkout's archive, served, and the browser itself."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.built_site import BuiltSite
from tools.find_chromium import find_chromium


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        """Say nothing."""


@pytest.fixture(scope="session")
def base(built_site: BuiltSite) -> Generator[str]:
    """Address of the real site on a server of this machine, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built_site.folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


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
