"""The tutorial, followed as it stands: its commands in a shell, its files written, its edits made, its output compared.

The program is installed from the wheel into the empty environment that the tutorial makes. What the wheel needs comes
from the environment of the tests, without a network: a folder of links to all its packages but this one.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

PAGE: Final = Path(__file__).parent.parent / "docs" / "tutorial.md"
FENCE: Final = re.compile(r"^( *)```(\w+)(?: ([^\n]+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A fenced block of the page."""

    language: str
    what: str
    """What stands beside the language: `file=path`, `find=path`, `replace`, `output`, `exit=1`, `serve`, `not-run`."""

    text: str


def steps() -> Iterator[Step]:
    """The blocks of the page, in order."""
    for indent, language, what, text in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        yield Step(language, what, textwrap.dedent(text) if indent else text)


class Reader:
    """Somebody at a terminal and an editor who follows the page."""

    def __init__(self, desk: Path, wheel: Path) -> None:
        """Begin in an empty folder that holds the wheel."""
        self.desk = desk
        self.folder = desk
        self.output = ""
        self.shown: list[str] = []
        """What the commands have printed, one text for each block."""

        self._found: tuple[Path, str] | None = None
        shutil.copy(wheel, desk)
        programs, packages = desk.parent / "programs", desk.parent / "packages"
        programs.mkdir()
        packages.mkdir()
        (programs / "python3").symlink_to(getattr(sys, "_base_executable", sys.executable))
        installed = Path(next(path for path in sys.path if path.endswith("site-packages")))
        for path in installed.iterdir():
            if "kalmyk_site" not in path.name and not path.name.startswith(("pip", "setuptools")):
                (packages / path.name).symlink_to(path)
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT", "PYTHON", "PIP", "VIRTUAL"))
        }
        who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.environment = kept | who
        self.environment |= {
            "PATH": f"{programs}{os.pathsep}{kept['PATH']}",
            "PYTHONPATH": str(packages),
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "NO_COLOR": "1",
        }

    def follow(self, step: Step) -> None:
        """Do what one block asks for."""
        if step.what.startswith("file="):
            file = self.folder / step.what.removeprefix("file=")
            file.parent.mkdir(exist_ok=True)
            file.write_text(step.text, encoding="utf-8")
        elif step.what.startswith("find="):
            self._found = (self.folder / step.what.removeprefix("find="), step.text)
        elif step.what == "replace":
            assert self._found is not None
            file, old = self._found
            text = file.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
            file.write_text(text.replace(old, step.text), encoding="utf-8")
        elif step.what == "output":
            assert step.text in self.output, f"{step.text!r} is not in {self.output!r}"
        elif step.language == "sh" and step.what != "not-run":
            if step.what == "serve":
                self._look(step.text)
            else:
                self._run(step.text, int(step.what.removeprefix("exit=") or "0"))

    def _run(self, commands: str, code: int) -> None:
        """Run commands in the state of folder and environment in which those before have left the terminal."""
        state = self.desk.parent / "state"
        script = f"set -e\n{commands}\npwd > {shlex.quote(str(state))}; env -0 >> {shlex.quote(str(state))}\n"
        result = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        self.output = result.stdout
        self.shown.append(result.stdout)
        assert result.returncode == code, f"{commands}{result.stdout}"
        if code == 0:
            folder, _, environment = state.read_text(encoding="utf-8").partition("\n")
            self.folder = Path(folder)
            self.environment = dict(pair.split("=", 1) for pair in environment.split("\0") if "=" in pair)

    def _look(self, command: str) -> None:
        """Start the preview, on a port that is free on this machine, look at the chapter, and press Ctrl+C."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command.strip()} --port {port}"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            page = _answer(f"http://127.0.0.1:{port}/flood/story/flood/", process)
            assert "the dam above Lowbridge broke" in page
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()
            process.communicate()


def _answer(address: str, process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
