"""What cannot have come before what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]
CITE = "cite: '@report1927'"


@pytest.mark.parametrize(
    ("date", "right"),
    [
        ("1926-05-14", True),
        ("1926-05", True),
        ("1926", True),
        ("192X", True),
        ("1926-05-20/1926-05", True),
        ("'[1926-05-10,1926-05-15]'", True),
        ("1926-05-21", False),
        ("1926-06", False),
        ("1926-05-14/1926-06-01", False),
        ("1926-04/1926-05-14", False),
        ("'{1926-05-15,1926-05-30}'", False),
        ("'[1926-05-10,1926-05-30]'", False),
    ],
)
def test_an_event_can_lie_within_what_it_is_part_of(check: Check, date: str, right: bool):
    found = check({"records/events/x.yml": f"- {{id: x, title: X, date: {date}, part_of: flood, {CITE}}}\n"})

    assert [finding.code for finding in found] == ["event-outside"] * (not right)


@pytest.mark.parametrize(("issued", "right"), [("1926-06-01", True), ("1926", True), ("1926-05-31", False)])
def test_a_law_repeals_what_was_there(check: Check, issued: str, right: bool):
    found = check({"records/laws/x.yml": f"- {{id: x, title: X, issued: {issued}, repeals: [relief-act], {CITE}}}\n"})

    assert [finding.code for finding in found] == ["law-order"] * (not right)


@pytest.mark.parametrize(
    ("folder", "fields", "place"),
    [
        ("people", "born: 1901, died: 1901", ""),
        ("people", "born: 1901", ""),
        ("people", "born: 1901-05, died: 1901-04", "1:44"),
        ("organizations", "founded: 19XX, dissolved: 1950", ""),
        ("organizations", "founded: 1951, dissolved: 1950", "1:49"),
    ],
)
def test_an_end_comes_after_its_beginning(check: Check, folder: str, fields: str, place: str):
    found = check({f"records/{folder}/x.yml": f"- {{id: x, names: [X], {fields}, {CITE}}}\n"})

    assert [f"{f.code} {f.origin.line}:{f.origin.column}" for f in found] == ([f"life-order {place}"] if place else [])
