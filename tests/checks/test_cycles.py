"""References that lead back to where they began."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]


def events(**part_of: str) -> dict[str, str | bytes]:
    """Events, each part of another."""
    return {
        "records/events/x.yml": "".join(
            f"- {{id: {id_}, title: X, date: 1926, part_of: {whole}, cite: '@report1927, p. 3'}}\n"
            for id_, whole in part_of.items()
        )
    }


@pytest.mark.parametrize(
    ("part_of", "messages"),
    [
        ({"a": "a"}, ["'a' is part of itself"]),
        ({"a": "b", "b": "a"}, ["'b' is part of 'a', which is part of 'b'"]),
        ({"a": "b", "b": "c", "c": "b"}, ["'c' is part of 'b', which is part of 'c'"]),
        ({"a": "c", "b": "c", "c": "flood"}, []),
    ],
)
def test_a_circle_of_events_is_reported_once(check: Check, part_of: dict[str, str], messages: list[str]):
    found = check(events(**part_of))

    assert [(finding.code, finding.message) for finding in found] == [("reference-cycle", each) for each in messages]


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("places", "names: [X], within: x"),
        ("organizations", "names: [X], part_of: x"),
        ("groups", "names: [X], part_of: x"),
        ("laws", "title: X, issued: 1926, repeals: [x]"),
    ],
)
def test_nothing_holds_or_repeals_itself(check: Check, name: str, record: str):
    found = check({f"records/{name}/x.yml": f"- {{id: x, {record}, cite: '@report1927, p. 3'}}\n"})

    assert [finding.code for finding in found] == ["reference-cycle"]


@pytest.mark.parametrize("field", ["parts: [x]", "share_of: {of: x, in: houses}"])
def test_no_number_is_worked_out_from_itself(check: Check, field: str):
    number = (
        "- id: x\n  title: X\n  measure: houses\n  population: town\n  territory: Lowbridge\n  unit: houses\n"
        f"  estimates: [{{value: 5, counted_by: census, cite: '@census1926, p. 1'}}]\n  {field}\n"
    )

    found = check({"records/statistics/x.yml": number})

    assert [finding.code for finding in found] == ["reference-cycle"]


def test_a_circle_of_thousands_is_found_in_little_time_and_told_in_few_words(check: Check):
    count = 4000
    start = time.process_time()
    found = check(events(**{f"e{number:05}": f"e{(number + 1) % count:05}" for number in range(count)}))

    assert time.process_time() - start < 30
    assert [finding.code for finding in found] == ["reference-cycle"]
    assert len(found[0].message) < 300
