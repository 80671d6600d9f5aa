"""Changed lines are shown whole, with what becomes of them."""

from __future__ import annotations

import pytest

from kalmyk_site.writing.changed_lines import ChangedLines, changed_lines
from kalmyk_site.writing.text_edits import TextEdit

TEXT = "one\ntwo two\nthree\n"


@pytest.mark.parametrize(
    ("edits", "changes"),
    [
        ([TextEdit(0, 3, "1")], [ChangedLines(1, ("one",), ("1",))]),
        ([TextEdit(4, 7, "2"), TextEdit(8, 11, "2")], [ChangedLines(2, ("two two",), ("2 2",))]),
        ([TextEdit(3, 3, "\nmore")], [ChangedLines(1, ("one",), ("one", "more"))]),
        ([TextEdit(4, 12, "")], [ChangedLines(2, ("two two",), ())]),
        (
            [TextEdit(0, 3, "1"), TextEdit(12, 17, "3")],
            [ChangedLines(1, ("one",), ("1",)), ChangedLines(3, ("three",), ("3",))],
        ),
        ([], []),
    ],
)
def test_lines_that_edits_touch_are_told_once_each(edits: list[TextEdit], changes: list[ChangedLines]):
    assert changed_lines(TEXT, edits) == changes


def test_the_last_line_may_lack_its_end():
    assert changed_lines("one\ntwo", [TextEdit(4, 7, "2")]) == [ChangedLines(2, ("two",), ("2",))]
