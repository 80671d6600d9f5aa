"""Fixtures that tests of all rooms share: archives to build from, and two sites that are built once."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from kalmyk_site.cli import main
from tests.built_site import BuiltSite, build
from tests.tutorial import Reader, steps

# A shell lets what it runs in the background ignore Ctrl+C, and so would every program that a test starts and stops.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
ARCHIVES = ROOT / "tests" / "archives"

MakeArchive = Callable[[Path, Mapping[str, str]], Path]


@pytest.fixture
def make_archive() -> MakeArchive:
    """Write a tiny valid archive into a folder, with `files` (text by path) over it; returns the folder."""

    def make(folder: Path, files: Mapping[str, str]) -> Path:
        shutil.copytree(ARCHIVES / "tiny", folder, dirs_exist_ok=True)
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        return folder

    return make


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the archive that this checkout holds."""
    return build(ROOT, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the second archive, which is about an invented lighthouse."""
    return build(ARCHIVES / "lighthouse", tmp_path_factory.mktemp("lighthouse") / "site")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of a new archive, as the command `init` makes it, with an address under a path."""
    root = tmp_path_factory.mktemp("example") / "flood"
    result = CliRunner().invoke(main, ["init", str(root), "--address", "https://flood.example/lowbridge/"])
    assert result.exit_code == 0, result.output
    return build(root, root / "site")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def tutorial(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Somebody who has followed the whole tutorial."""
    desk = tmp_path_factory.mktemp("tutorial") / "desk"
    desk.mkdir()
    reader = Reader(desk, wheel)
    for step in steps():
        reader.follow(step)
    return reader


@pytest.fixture(scope="session")
def tutorial_site(tutorial: Reader, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the archive that the tutorial makes."""
    return build(tutorial.folder, tmp_path_factory.mktemp("tutorial-site") / "site")


@pytest.fixture(scope="session", params=["built_site", "lighthouse", "example"])
def any_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the sites in turn: a promise holds for all."""
    site = request.getfixturevalue(str(request.param))
    assert isinstance(site, BuiltSite)
    return site
