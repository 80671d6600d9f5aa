"""Publishing: readers see the old site or the new one, and no folder of anybody else is ever touched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kalmyk_site.publish import PublishError, make_ready, publish
from kalmyk_site.site import Site
from tests.builds.bridge import state_of

DATA: Mapping[str, bytes] = {"data/archive.json": b'{"model": 1}\n'}


def site(**pages: str) -> Site:
    """A site with some pages besides its data."""
    return Site({f"{name}.html": html for name, html in pages.items()}, DATA, ())


def names(folder: Path) -> set[str]:
    """What stands in a folder."""
    return {entry.name for entry in folder.iterdir()}


def test_a_site_is_written_into_a_folder_that_does_not_exist_yet(tmp_path: Path):
    count = publish(site(index="old"), tmp_path / "far" / "away" / "site")

    assert count == 2
    assert (tmp_path / "far" / "away" / "site" / "index.html").read_text() == "old"


def test_a_site_takes_the_place_of_the_one_before_it_and_leaves_nothing_beside(tmp_path: Path):
    publish(site(index="old", gone="old"), tmp_path / "site")
    publish(site(index="new"), tmp_path / "site")

    assert names(tmp_path / "site") == {"index.html", "data"}
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert names(tmp_path) == {"site"}


def test_an_empty_folder_is_taken(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".DS_Store").write_text("left by a file manager")
    publish(site(index="new"), tmp_path / "site")

    assert names(tmp_path / "site") == {"index.html", "data"}


@pytest.mark.parametrize(
    ("path", "named"), [("thesis.txt", "thesis.txt"), ("data/archive.json", "data"), (".git/HEAD", ".git")]
)
def test_a_folder_with_files_of_others_is_refused_and_left_alone(tmp_path: Path, path: str, named: str):
    theirs = tmp_path / "theirs" / path
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    before = state_of(tmp_path)

    with pytest.raises(PublishError, match=f"holds files that this program did not write, {named} among them"):
        publish(site(index="new"), tmp_path / "theirs")

    assert state_of(tmp_path) == before


def test_a_site_in_which_somebody_keeps_a_repository_is_refused(tmp_path: Path):
    publish(site(index="old"), tmp_path / "site")
    (tmp_path / "site" / ".git").mkdir()

    with pytest.raises(PublishError, match=r"\.git among them"):
        publish(site(index="new"), tmp_path / "site")

    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_a_file_a_link_and_the_root_are_refused(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")

    for out, message in ((tmp_path / "file", "is a file"), (tmp_path / "link", "is a link"), (Path("/"), "no folder")):
        with pytest.raises(PublishError, match=message):
            publish(site(index="new"), out)

    assert names(tmp_path / "folder") == set()


def test_a_write_that_fails_leaves_the_old_site_and_nothing_beside(tmp_path: Path):
    publish(site(index="old"), tmp_path / "site")
    before = state_of(tmp_path / "site")
    # A file cannot be written below another file.
    broken = Site({"index.html": "new", "index.html/below.html": "new"}, DATA, ())

    with pytest.raises(PublishError, match="The site was not written"):
        publish(broken, tmp_path / "site")

    assert state_of(tmp_path / "site") == before
    assert names(tmp_path) == {"site"}


class Stopped(Mapping[str, bytes]):
    """Files in the middle of which the user presses Ctrl+C."""

    def __getitem__(self, key: str) -> bytes:
        return DATA[key]

    def __len__(self) -> int:
        return len(DATA) + 1

    def __iter__(self) -> Iterator[str]:
        yield from DATA
        raise KeyboardInterrupt


def test_a_user_who_stops_it_keeps_the_old_site(tmp_path: Path):
    publish(site(index="old"), tmp_path / "site")
    before = state_of(tmp_path / "site")

    with pytest.raises(KeyboardInterrupt):
        publish(Site({"index.html": "new"}, Stopped(), ()), tmp_path / "site")

    assert state_of(tmp_path / "site") == before
    assert names(tmp_path) == {"site"}


def test_a_swap_that_stopped_half_way_is_undone_by_the_next_run(tmp_path: Path):
    publish(site(index="old"), tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site-old")
    publish(site(index="new"), tmp_path / ".site-new")

    make_ready(tmp_path / "site")

    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert names(tmp_path) == {"site"}


def test_a_swap_that_stopped_before_its_cleaning_is_finished_by_the_next_run(tmp_path: Path):
    publish(site(index="new"), tmp_path / "site")
    publish(site(index="old"), tmp_path / ".site-old")

    make_ready(tmp_path / "site")

    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert names(tmp_path) == {"site"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("mine")

    with pytest.raises(PublishError, match=r"file.*: (Not a directory|File exists)\. The site was not written\."):
        publish(site(index="new"), tmp_path / "file" / "site")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path):
    (tmp_path / "closed").mkdir(mode=0o555)

    with pytest.raises(PublishError, match=r"closed.*: Permission denied\. The site was not written\."):
        publish(site(index="new"), tmp_path / "closed" / "site")
