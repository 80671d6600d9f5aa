"""Showing: what follows a save step by step comes to the same as what begins anew."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest

from kalmyk_site.checks.checked import Memory, check
from kalmyk_site.preview.showing import Answer, Showing, View
from kalmyk_site.reports.faults import archive_faults
from kalmyk_site.reports.text import no_lines
from kalmyk_site.site import render
from tests.conftest import ARCHIVES, MakeArchive


class Follower:
    """An archive that is shown, and what was told of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: list[str] = []
        self.showing = Showing(root, self.told.append, lambda _: no_lines)
        self.showing.follow()

    @property
    def view(self) -> View:
        view = self.showing.next_view(None, 0)
        assert view is not None
        return view

    def answer(self, path: str) -> Answer:
        return self.showing.answer(path, self.view)

    def page(self, path: str) -> str:
        return self.answer(path).content.decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")
        self.showing.follow()


@pytest.fixture
def tiny(make_archive: MakeArchive, tmp_path: Path) -> Follower:
    """The tiny archive, shown."""
    return Follower(make_archive(tmp_path / "archive", {}))


Edit = Callable[[str, random.Random], str]
"""What becomes of a text."""


def put_line_above(text: str, chance: random.Random) -> str:
    """Something moves all places in a file."""
    del chance
    return f"\n{text}" if text.startswith("---") else f"# A note.\n{text}"


def change_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] += "x"
    return " ".join(words)


def swap_lines(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


def repeat(text: str, chance: random.Random) -> str:
    """Ids and anchors stand twice."""
    del chance
    return text + text


EDITS: Sequence[Edit] = (put_line_above, change_word, change_word, change_word, swap_lines, cut, repeat)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_series_of_saves_faults_and_pages_are_those_of_a_fresh_start(tmp_path: Path, seed: int):
    root = tmp_path / "archive"
    shutil.copytree(ARCHIVES / "lighthouse", root)
    files = sorted(path for path in (root / "content").rglob("*") if path.suffix in (".md", ".yml"))
    good = {file: file.read_text(encoding="utf-8") for file in files}
    chance = random.Random(seed)
    follower = Follower(root)
    for _ in range(12):
        file = chance.choice(files)
        text = file.read_text(encoding="utf-8") if file.exists() else good[file]
        for path in files if chance.random() < 0.3 else ():
            path.write_text(good[path], encoding="utf-8")
        if chance.random() < 0.1:
            file.unlink(missing_ok=True)
        else:
            file.write_text(chance.choice(EDITS)(text, chance), encoding="utf-8")
        follower.showing.follow()

        fresh = check(root)
        assert follower.told[-1] == archive_faults(fresh).text
        assert (follower.view.faults is not None) == (fresh.index is None or fresh.failed)

    for file, text in good.items():
        file.write_text(text, encoding="utf-8")
    follower.showing.follow()
    site = render(check(root), with_search=False)
    plan = follower.view.plan
    assert plan is not None
    assert {file: plan.html(file) for file in plan.pages} == site.pages
    assert {path: make() for path, make in plan.files.items()} == site.files


def test_a_reading_that_remembers_gives_the_places_of_a_text_that_has_moved(make_archive: MakeArchive, tmp_path: Path):
    root = make_archive(tmp_path / "archive", {"content/history/beginnings.md": "---\ntitle: A\n---\n\nA <b>b</b>.\n"})
    memory = Memory()
    check(root, memory=memory)
    make_archive(root, {"content/history/beginnings.md": "---\ntitle: A\n---\n\n\n\nA <b>b</b>.\n"})

    assert check(root, memory=memory).findings == check(root).findings


def test_a_page_keeps_its_state_over_a_save_that_does_not_change_it(tiny: Follower):
    before = tiny.answer("/").state
    tiny.showing.follow()

    assert tiny.answer("/").state == before


def test_a_page_has_another_state_when_a_save_changes_it(tiny: Follower):
    before = tiny.answer("/").state
    home = (tiny.root / "content/home.md").read_text(encoding="utf-8")
    tiny.write("content/home.md", f"{home}\nMore is said here.\n{{.editorial}}\n")

    assert "More is said here." in tiny.page("/")
    assert tiny.answer("/").state != before


def test_a_broken_link_between_pages_is_shown_when_all_pages_have_been_made(tiny: Follower):
    assert list(tiny.showing.check_rest()) != []
    assert tiny.view.faults is None
    view = tiny.view
    assert view.plan is not None
    home = view.plan.pages["index.html"]
    broken = replace(view.plan, pages={**view.plan.pages, "index.html": replace(home, address="no/such/place/")})
    # No content makes one that no earlier check finds.
    tiny.showing.show(replace(view, plan=broken, made={}))

    for _ in tiny.showing.check_rest():
        assert tiny.view.faults is None
    assert tiny.view.faults is not None
    assert "output-link" in tiny.page("/")
    assert "output-link" in tiny.told[-1]


def test_what_has_no_good_state_yet_says_so_with_a_status_of_its_own(make_archive: MakeArchive, tmp_path: Path):
    follower = Follower(make_archive(tmp_path / "archive", {"content/home.md": "No front matter.\n"}))
    answer = follower.answer("/anything/")

    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "front-matter-missing" in answer.content.decode()


def test_who_waits_for_the_next_view_goes_home_when_there_is_none_to_come(tiny: Follower):
    view = tiny.view
    tiny.showing.close()

    assert tiny.showing.next_view(view, 30) is None
