"""Edits of a content file: what they do not touch stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.writing.text_edits import TextEdit, edited, edited_bytes


def test_edits_change_their_places_and_nothing_else():
    assert (
        edited("one two three", [TextEdit(4, 7, "2"), TextEdit(13, 13, "!"), TextEdit(0, 0, "> ")]) == "> one 2 three!"
    )


@pytest.mark.parametrize(
    "edits",
    [
        [TextEdit(0, 3, "a"), TextEdit(2, 4, "b")],
        [TextEdit(5, 9, "")],
        [TextEdit(3, 2, "")],
    ],
)
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[TextEdit]):
    with pytest.raises(ValueError, match="overlaps another or lies outside"):
        edited("12345", edits)


def test_byte_order_mark_and_line_ends_stay():
    data = "\ufeffid: a\r\nold: б\r\n".encode()
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    place = text.index("old")
    assert edited_bytes(data, [TextEdit(place, place + 3, "x:\nnew")]) == "\ufeffid: a\r\nx:\r\nnew: б\r\n".encode()


def test_line_ends_of_several_kinds_all_stay():
    assert (
        edited_bytes(b"a\r\nb\nc\rd\r\n", [TextEdit(4, 5, "C\n"), TextEdit(8, 8, "e\n")])
        == b"a\r\nb\nC\r\n\rd\r\ne\r\n"
    )


@given(st.lists(st.sampled_from(["a", "я", "\n", "\r\n", "\r"])), st.data())
def test_an_edit_on_disk_is_the_edit_of_the_text_as_it_is_read(parts: list[str], data: st.DataObject):
    raw = "".join(parts)

    def read(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    start = data.draw(st.integers(0, len(read(raw))))
    end = data.draw(st.integers(start, len(read(raw))))
    edit = TextEdit(start, end, "new")
    assert read(edited_bytes(raw.encode(), [edit]).decode()) == edited(read(raw), [edit])
