"""Lines of labels: broken at build, by widths that no usual typeface passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.drawings.label_lines import Line, Piece, break_lines
from kalmyk_site.drawings.lettering import ems_of

LABEL = (
    Piece("16,017", strong=True),
    Piece("who counted is not stated", before=" · "),
    Piece("Rendall 1902, 65–66", before=" · "),
    Piece("Ness 1901, 118", before="; "),
)


def shown(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(piece.before + piece.text for piece in line) for line in lines]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (60, ["16,017 · who counted is not stated · Rendall 1902, 65–66; Ness 1901, 118"]),
        (36, ["16,017 · who counted is not stated · Rendall 1902, 65–66;", "Ness 1901, 118"]),
        (17, ["16,017", "who counted is not stated", "Rendall 1902, 65–66;", "Ness 1901, 118"]),
    ],
)
def test_a_piece_stays_together_and_a_semicolon_closes_its_line(width: float, expected: list[str]):
    lines = shown(break_lines(LABEL, width))
    assert lines == expected


def test_a_piece_that_no_line_holds_ends_between_words():
    assert shown(break_lines([Piece("one two three four five")], 7)) == ["one two", "three four", "five"]


def test_the_first_line_leaves_room_for_a_figure():
    assert shown(break_lines([Piece("one two"), Piece("three")], 10, 4)) == ["one two", "three"]


def test_a_hard_space_ends_no_line():
    assert shown(break_lines([Piece("about 17\u00a0%")], 6)) == ["about", "17\u00a0%"]


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=40)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5), st.floats(4, 60))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(texts: list[str], width: float):
    lines = shown(break_lines([Piece(text) for text in texts], width))
    # A hyphen-less word that is wider than a line is broken, so letters are compared and not words.
    assert "".join("".join(lines).split()) == "".join("".join(texts).split())
    assert all(ems_of(line.strip()) <= width or len(line.strip()) == 1 for line in lines)
