"""Excerpts: the carets stand below the place in any terminal, and the line can command none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.reports.excerpts import excerpt, numbered


def rows(line: str, column: int, value: str = "", width: int = 100) -> list[str]:
    shown = excerpt(line, column, value, width)
    return [shown.text, shown.carets]


@pytest.mark.parametrize(
    ("line", "column", "text", "carets"),
    [
        ("born: 1790", 7, "born: 1790", "      ^"),
        ("born:", 6, "born:", "     ^"),
        ("\tborn", 1, "    born", "^^^^"),
        ("\tborn", 2, "    born", "    ^"),
        ("ab\tborn", 4, "ab  born", "    ^"),
        ("大火 fire", 4, "大火 fire", "     ^"),
        ("大火 fire", 2, "大火 fire", "  ^^"),
        ("Ha\u0304mn x", 6, "Ha\u0304mn x", "    ^"),
        ("e\u0301x", 2, "e\u0301x", "^"),
        ("\u1112\u1161\u11ab x", 5, "\u1112\u1161\u11ab x", "   ^"),
    ],
    ids=["ascii", "behind the end", "at a tab", "after a tab", "tab stop", "after wide", "wide", *["combining"] * 3],
)
def test_carets_stand_below_the_place(line: str, column: int, text: str, carets: str):
    assert rows(line, column) == [text, carets]


@pytest.mark.parametrize(
    ("line", "column", "value", "carets"),
    [
        ("id: bridge", 5, "bridge", "    ^^^^^^"),
        ('id: "bridge"', 5, "bridge", "    ^^^^^^^^"),
        ("id: bridge", 5, "brid…", "    ^^^^"),
        ("[Anna](person:ana)", 1, "ana", "^"),
        ("id: 火大", 5, "火大", "    ^^^^"),
    ],
    ids=["value", "in quotes", "cut short", "elsewhere", "wide"],
)
def test_carets_stand_below_the_whole_value_where_it_stands_there(line: str, column: int, value: str, carets: str):
    assert rows(line, column, value)[1] == carets


def test_what_could_command_a_terminal_or_hide_is_escaped_and_the_carets_follow():
    assert rows("a\x1b[2Jb\u202ec", 8, "c") == [r"a\x1b[2Jb\u202ec", "               ^"]


def test_a_long_line_is_shortened_around_the_place():
    line = "a" * 50 + "b" + "c" * 50

    assert rows(line, 51, "b", 30) == ["…aaaaaaaaabcccccccccccccccccc…", "          ^"]
    assert rows(line, 1, "", 30) == ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…", "^"]
    assert rows(line, 101, "", 30) == ["…ccccccccccccccccccccccccccccc", "                             ^"]
    assert rows(line, 51, "b" + "c" * 50, 30)[1] == "          " + "^" * 19


def test_the_number_of_the_line_stands_before_it():
    assert numbered(7, excerpt("id: bridge", 5)) == ("    7 | id: bridge", "      |     ^")


LINES = st.text(st.one_of(st.sampled_from("ab\t大\u0301\x1b\u200b"), st.characters(exclude_categories=["Cs"])))


@given(LINES, st.integers(1, 300), st.integers(24, 120))
def test_of_any_line_as_much_is_shown_as_fits_and_the_caret_is_in_it(line: str, column: int, width: int):
    text, carets = rows(line * 4, column, "", width)

    cells = sum(
        0 if unicodedata.category(sign) in ("Mn", "Me") or "\u1160" <= sign <= "\u11ff" else 1 for sign in text
    ) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text if unicodedata.category(sign) != "Mn")
    assert text.isprintable()
    assert cells <= width
    assert carets.strip("^ ") == ""
    assert 1 <= len(carets) <= cells + 1
