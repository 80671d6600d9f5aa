"""Amendments: a change is tried in a copy, and written whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kalmyk_site.amendments import AmendmentError, Contents, contents, try_out, write
from kalmyk_site.checks.changes import State
from kalmyk_site.checks.checked import check
from tests.conftest import ROOT

WALK = "content/story/walk.md"
NEW = "content/records/places/places.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "archives" / "tiny", tmp_path / "tiny")
    return tmp_path / "tiny"


def state(root: Path) -> State:
    return State(root, check(root))


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_trial_tells_what_a_change_would_bring_in_and_touches_nothing(root: Path):
    held = everything(root)
    after: Contents = {WALK: held[WALK] + b"\nSomething else [@nowhere, p. 3].\n"}

    trial = try_out(state(root), after)

    assert [finding.code for finding in trial.brought_in] == ["source-unknown"]
    assert trial.brought_in[0].origin.path == WALK
    assert trial.lines[WALK][trial.brought_in[0].origin.line - 1] == "Something else [@nowhere, p. 3]."
    assert everything(root) == held


def test_faults_that_were_there_before_are_not_brought_in(root: Path):
    place = root / WALK
    place.write_bytes(place.read_bytes() + b"\nSomething else [@nowhere, p. 3].\n")
    before = state(root)
    assert before.checked.failed

    assert try_out(before, {WALK: place.read_bytes() + b"\n"}).brought_in == []


def test_a_change_is_written_whole(root: Path):
    after: Contents = {WALK: b"changed", NEW: b"new", "content/home.md": None}

    write(root, contents(root, list(after)), after)

    assert (root / WALK).read_bytes() == b"changed"
    assert (root / NEW).read_bytes() == b"new"
    assert not (root / "content/home.md").exists()
    assert [path.name for path in root.rglob(".*")] == []


def test_a_file_keeps_its_mode(root: Path):
    (root / WALK).chmod(0o640)
    write(root, contents(root, [WALK]), {WALK: b"changed"})
    assert (root / WALK).stat().st_mode & 0o777 == 0o640


def test_nothing_is_written_over_what_someone_else_wrote_meanwhile(root: Path):
    before = contents(root, [WALK, "content/home.md"])
    (root / WALK).write_bytes(b"someone else")

    with pytest.raises(AmendmentError, match=r"walk\.md was changed meanwhile"):
        write(root, before, {"content/home.md": b"changed", WALK: b"changed"})

    assert (root / WALK).read_bytes() == b"someone else"
    assert (root / "content/home.md").read_bytes() == before["content/home.md"]
    assert [path.name for path in root.rglob(".*")] == []


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_where_one_file_cannot_be_written_all_stay_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
):
    held = everything(root)
    replace = Path.replace

    def replace_but_the_last(fresh: Path, place: Path) -> Path:
        # The disk is full, or the user stops the program, when the other files are in place already.
        if place.name == "places.yml":
            raise fault
        return replace(fresh, place)

    monkeypatch.setattr(Path, "replace", replace_but_the_last)
    after: Contents = {WALK: b"changed", "content/home.md": None, NEW: b"new"}
    with pytest.raises((AmendmentError, KeyboardInterrupt)):
        write(root, contents(root, list(after)), after)

    assert everything(root) == held


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_explained(root: Path):
    (root / WALK).parent.chmod(0o555)
    with pytest.raises(AmendmentError, match="Nothing was written"):
        write(root, contents(root, [WALK]), {WALK: b"changed"})


@pytest.mark.parametrize("path", ["mkdocs.yml", "content/../mkdocs.yml", "/etc/passwd"])
def test_no_place_outside_of_content_is_read_or_written(root: Path, path: str):
    with pytest.raises(AmendmentError, match="no file of this archive"):
        contents(root, [path])
    with pytest.raises(AmendmentError, match="no file of this archive"):
        write(root, {path: b""}, {path: b"x"})


def test_no_link_is_followed(root: Path, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "content" / "records").symlink_to(outside)
    with pytest.raises(AmendmentError, match="no file of this archive"):
        write(root, {NEW: None}, {NEW: b"x"})
    assert list(outside.iterdir()) == []
