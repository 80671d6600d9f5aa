"""Watching: what counts as a change of a folder, and what does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kalmyk_site.preview.watching import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file in a folder."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "one.yml").write_text("one", encoding="utf-8")
    return tmp_path


def test_without_a_change_there_is_none(folder: Path):
    watch = Watch([folder])

    assert not watch.changed()


def test_a_change_is_told_once(folder: Path):
    watch = Watch([folder])
    (folder / "records" / "one.yml").write_text("another", encoding="utf-8")

    assert watch.changed()
    assert not watch.changed()


def test_a_file_that_is_put_in_the_place_of_another_of_the_same_size_and_time_is_a_change(folder: Path):
    watch = Watch([folder])
    file = folder / "records" / "one.yml"
    fresh = folder / "records" / ".fresh"
    fresh.write_text("two", encoding="utf-8")
    os.utime(fresh, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    fresh.replace(file)

    assert watch.changed()


def test_a_new_file_and_one_that_is_gone_are_changes(folder: Path):
    watch = Watch([folder])
    (folder / "records" / "two.yml").touch()
    assert watch.changed()

    (folder / "records" / "two.yml").unlink()
    assert watch.changed()


@pytest.mark.parametrize("name", [".one.yml.swp", "one.yml~", "#one.yml#", ".git"])
def test_what_an_editor_keeps_beside_a_file_is_no_change(folder: Path, name: str):
    watch = Watch([folder])
    (folder / "records" / name).touch()

    assert not watch.changed()


def test_a_folder_that_does_not_exist_yet_may_come(folder: Path):
    watch = Watch([folder / "content"])
    assert not watch.changed()

    (folder / "content").mkdir()
    (folder / "content" / "archive.yml").touch()
    assert watch.changed()


def test_a_link_to_a_folder_above_is_not_followed(folder: Path):
    (folder / "records" / "up").symlink_to(folder)
    watch = Watch([folder])

    assert not watch.changed()
