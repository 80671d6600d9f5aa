"""Previews that run, each in a process of its own, on a port of its own."""

from __future__ import annotations

import os
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

from tests.builds.bridge import ERROR, Bridge

DEADLINE = 30
"""Seconds to wait for what takes one or two on an idle machine."""

REPAIR = (ERROR[0], ERROR[2], ERROR[1])
"""The edit that makes the archive good again."""

MKDOCS = ("mkdocs", "serve", "--dev-addr")
OURS = ("kalmyk_site", "serve", "--port")


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
def preview(bridge: Bridge, *command: str, port: int = 0) -> Generator[Preview]:
    """Run a command with a port as its last argument, a free one by default, and a folder for its temporary files."""
    port = port or free_port()
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
            # What runs the tests may be deaf to the end of its terminal, and a program takes that over.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509  tests run in one thread
        )
    try:
        yield Preview(process, port, log, temporary)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(DEADLINE)


def has(words: str) -> Callable[[str], bool]:
    """Whether a page holds some words and no report."""
    return lambda page: words in page and not has_report(page)


def has_report(page: str) -> bool:
    """Whether a page shows what is wrong."""
    return '<aside class="error-overlay" role="alert">' in page
