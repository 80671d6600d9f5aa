"""Windows that nobody chose: from the whole to the years and to the week in which most was told."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kalmyk_site.drawings.time_windows import choose_windows
from kalmyk_site.records.dates import parse_date

WEEK = ["1943-12-27", "1943-12-28", "1943-12-31"]


@pytest.mark.parametrize(
    ("dates", "windows"),
    [
        ([], []),
        (["1943-12-28"], ["1943-01-01 1943-12-31"]),
        (["1630", "1943/.."], ["1630-01-01 1943-12-31"]),
        (["163X", *WEEK], ["1630-01-01 1943-12-31"]),
        (
            ["163X", *WEEK, *(f"{year}" for year in range(1941, 1950)), "2012"],
            ["1630-01-01 2012-12-31", "1941-01-01 1949-12-31", "1943-12-26 1944-01-01"],
        ),
        ([f"{year}" for year in range(1900, 2000)], ["1900-01-01 1999-12-31"]),
        (["0001-01-01", "9999-12-31"], ["0001-01-01 9999-12-31"]),
    ],
)
def test_windows_are_chosen_where_they_show_more(dates: list[str], windows: list[str]):
    chosen = choose_windows([parse_date(text) for text in dates])

    assert [f"{window.first.isoformat()} {window.last.isoformat()}" for window in chosen] == windows
    assert all(outer.holds(inner) for outer, inner in pairwise(chosen))
