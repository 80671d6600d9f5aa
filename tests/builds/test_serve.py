"""The preview: a real server, which follows every save and shows what is wrong with the last one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builds.bridge import ERROR, ROOT, Bridge

DEADLINE = 30
"""Seconds to wait for what takes one or two on an idle machine."""

REPAIR = (ERROR[0], ERROR[2], ERROR[1])
"""The edit that makes the archive good again."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass(frozen=True)
class Preview:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    temporary: Path

    def page(self, path: str = "/") -> str:
        """The page at a path, whatever its status; nothing while the server does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=DEADLINE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except OSError:
            return ""

    def said(self) -> str:
        """What the terminal shows."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, path: str, is_right: Callable[[str], bool]) -> str:
        """The page at a path as soon as it is right."""
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            page = self.page(path)
            if is_right(page):
                return page
            time.sleep(0.05)
        raise AssertionError(f"{path} never came right:\n{self.page(path)}\n{self.said()}")

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Stop it as Ctrl+C does, and give its exit code."""
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)


@contextmanager
def preview(bridge: Bridge, *command: str) -> Generator[Preview]:
    """Run a command with a free port as its last argument, with a folder of its own for temporary files."""
    port = free_port()
    temporary = bridge.root.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    log = bridge.root.parent / "log"
    address = f"127.0.0.1:{port}" if command[0] == "mkdocs" else str(port)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, address],
            cwd=bridge.root,
            env=os.environ | {"TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Preview(process, port, log, temporary)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(DEADLINE)


MKDOCS = ("mkdocs", "serve", "--dev-addr")
OURS = ("kalmyk_site", "serve", "--port")


def has(words: str) -> Callable[[str], bool]:
    """Whether a page holds some words and no report."""
    return lambda page: words in page and not has_report(page)


def has_report(page: str) -> bool:
    """Whether a page shows what is wrong."""
    return '<aside class="error-overlay" role="alert">' in page


def test_saves_are_followed_errors_are_shown_over_the_last_good_page_and_the_next_good_save_recovers(bridge: Bridge):
    with preview(bridge, *MKDOCS) as served:
        served.wait_for("/history/building/", has("drew it"))

        bridge.edit("content/history/building.md", "drew it", "drew and built it")
        served.wait_for("/history/building/", has("drew and built it"))

        bridge.edit("content/records/events/events.yml", "The bridge is opened", "The bridge is blessed")
        served.wait_for("/events/opening/", has("The bridge is blessed"))

        bridge.edit(*ERROR)
        page = served.wait_for("/history/building/", has_report)
        for words in ("content/history/building.md:5:1: error: record-unknown: ", "person:anna-hall", "Correct the id"):
            assert words in page
            assert words in served.said()
        assert "drew and built it" in page
        assert "1 error in 1 of 9 files." in page
        assert has_report(served.page("/events/opening/"))

        bridge.edit(*REPAIR)
        served.wait_for("/history/building/", has("drew and built it"))
        assert served.stop() == 0


def test_templates_and_styles_are_followed_and_a_fault_in_them_is_shown(bridge: Bridge):
    # The package is found in the folder in which the server is called, so this copy is the one that runs.
    shutil.copytree(ROOT / "docs", bridge.root / "docs")
    shutil.copytree(ROOT / "kalmyk_site", bridge.root / "kalmyk_site", ignore=shutil.ignore_patterns("__pycache__"))
    base, tokens = "kalmyk_site/templates/base.html", "kalmyk_site/templates/assets/styles/tokens.css"
    with preview(bridge, *MKDOCS) as served:
        before = served.wait_for("/", has("The Old Bridge"))

        bridge.edit(base, '<footer class="site-footer"', '<footer class="site-footer" title="another"')
        served.wait_for("/", has('title="another"'))

        bridge.write(tokens, (bridge.root / tokens).read_text(encoding="utf-8") + ":root { --another: 0 }\n")
        served.wait_for("/", lambda page: bool(styles_of(page)) and styles_of(page) != styles_of(before))

        bridge.edit(base, 'title="another"', "{% another %}")
        page = served.wait_for("/", has_report)
        for words in ("unknown tag &#39;another&#39;", "The program failed", "The Old Bridge"):
            assert words in page
        assert "unknown tag 'another'" in served.said()

        bridge.edit(base, "{% another %}", 'title="the third"')
        served.wait_for("/", has('title="the third"'))


def styles_of(page: str) -> list[str]:
    """The style file of a page, whose name tells its content."""
    return re.findall(r"assets/site\.\w+\.css", page)


def test_an_archive_that_is_broken_from_the_start_shows_why_at_every_address_and_recovers(bridge: Bridge):
    bridge.edit(*ERROR)
    with preview(bridge, *OURS) as served:
        page = served.wait_for("/", has_report)
        assert "content/history/building.md:5:1: error: record-unknown: " in page
        assert "There is no good site to show yet" in page
        assert has_report(served.page("/history/building/"))

        bridge.edit(*REPAIR)
        served.wait_for("/history/building/", has("drew it"))


def test_the_site_is_shown_under_the_path_of_its_address(bridge: Bridge):
    bridge.edit("content/archive.yml", "https://bridge.example/", "https://bridge.example/old/")
    with preview(bridge, *MKDOCS) as served:
        served.wait_for("/old/history/building/", has("drew it"))
        assert f"Serving on http://127.0.0.1:{served.port}/old/" in served.said()
        assert "The Old Bridge" in served.page("/")

        missing = served.page("/old/no/such/page/")
        [style] = re.findall(r'rel="stylesheet" href="([^"]+)"', missing)
        assert style.startswith("/old/")
        assert "@layer" in served.page(style)


@pytest.mark.parametrize("command", [MKDOCS, ("mkdocs", "serve", "--clean", "--dev-addr"), OURS], ids=" ".join)
def test_pages_of_the_preview_allow_the_script_that_reloads_them(bridge: Bridge, command: tuple[str, ...]):
    with preview(bridge, *command) as served:
        page = served.wait_for("/history/building/", has("drew it"))

    assert re.search(r"<script>.*livereload", page, re.DOTALL)
    assert "Content-Security-Policy" not in page


def test_the_preview_stops_cleanly(bridge: Bridge):
    for number in (signal.SIGINT, signal.SIGTERM):
        with preview(bridge, *OURS) as served:
            served.wait_for("/", has("The Old Bridge"))

            assert served.stop(number) == 0
            assert "Traceback" not in served.said()
            assert served.page() == ""
            assert list(served.temporary.iterdir()) == []


def test_a_port_in_use_is_named_with_the_way_out(bridge: Bridge):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = bridge.command("serve", "--port", str(port))

    assert result.returncode == 2
    assert f"Error: port {port} is in use, perhaps by another preview." in result.stderr
    assert "kalmyk-site serve --port " in result.stderr


def test_an_archive_without_mkdocs_yml_has_no_preview(bridge: Bridge):
    (bridge.root / "mkdocs.yml").unlink()
    result = bridge.command("--archive", ".", "serve")

    assert result.returncode == 2
    assert "mkdocs.yml, which the preview needs" in result.stderr


def test_the_index_of_the_search_is_made_once_and_kept_over_edits(bridge: Bridge):
    texts = "/search/index/texts.json"
    with preview(bridge, *MKDOCS) as served:
        first = served.wait_for(texts, lambda page: "chapter:history/building" in page)
        bridge.edit("content/history/building.md", "drew it", "drew and built it")
        served.wait_for("/history/building/", has("drew and built it"))

        assert served.page(texts) == first
