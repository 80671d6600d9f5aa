"""Notes: forty in a row beside the text, each in its place; opened ones, which leave their sentence in sight."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, expect

from tests.browser.windows import SMALL, WIDE, box_of, meet, window
from tests.built_site import build
from tests.conftest import MakeArchive

LINE = 24
"""Pixels: a little less than the lines of the text are apart."""

SENTENCE = "This is what the book says of day {} of the walk along the shore, where she met nobody at all"


@pytest.fixture
def forty_notes(make_archive: MakeArchive, tmp_path: Path) -> str:
    """Address of a chapter whose one paragraph has forty notes, about one for two lines."""
    text = " ".join(f"{SENTENCE.format(day)} [@woolf1925, p. {day}]." for day in range(1, 41))
    root = make_archive(tmp_path / "archive", {"content/story/walk.md": f"---\ntitle: A walk\n---\n\n{text}\n"})
    build(root, tmp_path / "site")
    return (tmp_path / "site/story/walk/index.html").as_uri()


def test_forty_notes_in_a_row_stand_beside_their_lines_without_overlap(browser: Browser, forty_notes: str):
    with window(browser, "file:", WIDE) as (page, _):
        page.goto(forty_notes)
        marks = [box_of(mark) for mark in page.query_selector_all("main .note-mark")]
        notes = [box_of(note) for note in page.query_selector_all("main .note-body")]

    assert len(notes) == 40
    assert [number for number, (one, other) in enumerate(pairwise(notes), 1) if meet(one, other)] == []
    assert [number for number, pair in enumerate(zip(notes, marks, strict=True), 1) if not beside(*pair)] == []


def beside(note: FloatRect, mark: FloatRect) -> bool:
    """Whether a note begins on the line of its mark: not a line above it, not a line below it."""
    # A mark is as large as a finger needs and stands raised, so its middle is compared.
    return abs(note["y"] - mark["y"] - mark["height"] / 2) < LINE


@pytest.mark.parametrize("size", [(360, 740), (768, 1024), (1000, 800)], ids=lambda size: f"{size[0]} px")
def test_an_opened_note_leaves_its_line_in_sight(
    base: str, longest_chapter: str, browser: Browser, size: tuple[int, int]
):
    hidden: list[int] = []
    with window(browser, base, size) as (page, _):
        page.goto(base + longest_chapter)
        marks = page.locator("main .note-mark").all()
        for number, mark in enumerate(marks, 1):
            mark.evaluate("element => scrollBy(0, element.getBoundingClientRect().top - innerHeight / 2)")
            mark.click()
            page.wait_for_timeout(50)
            if meet(box_of(page.locator(".note-body:popover-open")), line_of(box_of(mark))):
                hidden.append(number)
            page.keyboard.press("Escape")
    assert len(marks) > 20
    assert hidden == []


def test_on_a_phone_an_open_note_is_closed_by_a_button(base: str, longest_chapter: str, browser: Browser):
    with window(browser, base, SMALL) as (page, _):
        page.goto(base + longest_chapter)
        page.locator("main .note-mark").first.click()
        page.get_by_role("button", name="Close", exact=True).click()
        expect(page.locator(".note-body:popover-open")).to_have_count(0)


def line_of(mark: FloatRect) -> FloatRect:
    """The middle of a mark: it is as large as a finger needs, larger than what is seen of it."""
    return {**mark, "y": mark["y"] + mark["height"] / 2 - 1, "height": 2}
