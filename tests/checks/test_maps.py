"""Whether the maps that an archive asks for can be drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kalmyk_site.records.findings import Finding
from tests.checks.examples import TINY

Check = Callable[..., list[Finding]]

SETTINGS = (TINY / "content" / "archive.yml").read_text(encoding="utf-8")
CITE = "cite: '@report1927'"
POINT = "lat: 50, lon: 10, precision: point, point_from: X"
EXTENT = "{west: 0, east: 20, south: 40, north: 60}"
NUMBER = "measure: X, population: X, territory: X, unit: people, estimates: [{value: 5, counted_by: census}]"

GOOD = {
    "records/places/x.yml": f"- {{id: here, names: [Here], {POINT}, {CITE}}}\n- {{id: bare, names: [Bare], {CITE}}}\n",
    "records/statistics/x.yml": (
        f"- {{id: all, title: X, {NUMBER}, parts: [one], {CITE}}}\n"
        f"- {{id: one, title: X, places: [here], {NUMBER}, {CITE}}}\n"
    ),
}
NOT_DRAWN = "field-missing: the map cannot be drawn: "


def settings(extent: str = EXTENT, total: str = "all", more: str = "") -> str:
    return f"{SETTINGS}map: {{extent: {extent}, panels: [{{total: {total}}}]{more}}}\n"


@pytest.mark.parametrize("right", [settings(), settings(more=", start: here")])
def test_what_can_be_drawn_is_right(check: Check, right: str):
    assert check({**GOOD, "archive.yml": right}) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (settings(more=", start: bare"), f"{NOT_DRAWN}the place 'bare' has no point"),
        (settings(total="one"), f"{NOT_DRAWN}no part of the statistic 'one' has a place with a point"),
        (settings("{west: 11, east: 20, south: 40, north: 60}"), "value-range: the point of 'here' lies off the map"),
        (
            settings("{west: 20, east: 0, south: 40, north: 60}"),
            "value-range: map.extent of archive.yml: the extent has no area",
        ),
        (
            settings("{west: 0, east: 20, south: 40, north: 95}"),
            "value-range: map.extent.north of archive.yml: the latitude 95 lies off the globe",
        ),
        (settings(total="al"), "record-unknown: there is no statistic 'al'"),
        (settings(more=", labels: [{place: her, label: H}]"), "record-unknown: there is no place 'her'"),
        (
            settings(more=f", itinerary: {{event: dam-breaks, extent: {EXTENT}}}"),
            f"{NOT_DRAWN}no event is part of 'dam-breaks'",
        ),
    ],
)
def test_what_cannot_be_drawn_is_found(check: Check, wrong: str, expected: str):
    [finding] = check({**GOOD, "archive.yml": wrong})

    assert f"{finding.code}: {finding.message}" == expected
    assert finding.origin.path == "content/archive.yml"


@pytest.mark.parametrize(
    ("path", "part"),
    [("records/places/y.yml", "there"), ("records/statistics/y.yml", "here")],
)
def test_a_map_is_not_at_fault_while_a_file_that_it_needs_cannot_be_read(check: Check, path: str, part: str):
    statistics = GOOD["records/statistics/x.yml"].replace("places: [here]", f"places: [{part}]")
    totals = statistics.splitlines(keepends=True)[0] if "statistics" in path else statistics
    files = {**GOOD, "records/statistics/x.yml": totals, path: "- {id: there, names: [There\n"}

    found = check({**files, "archive.yml": settings()})

    assert [(finding.code, finding.origin.path) for finding in found] == [("yaml-syntax", f"content/{path}")]


def test_a_journey_is_not_at_fault_while_events_cannot_be_read(check: Check):
    journey = settings(more=f", itinerary: {{event: dam-breaks, extent: {EXTENT}}}")

    found = check({**GOOD, "records/events/y.yml": "- {id: next, title: X\n", "archive.yml": journey})

    assert [(finding.code, finding.origin.path) for finding in found] == [
        ("yaml-syntax", "content/records/events/y.yml")
    ]


def test_a_menu_cannot_lead_to_maps_that_are_not_there(check: Check):
    found = check({"archive.yml": f"{SETTINGS}menu: [page:map]\n"})

    assert [f"{finding.code} {finding.value}" for finding in found] == ["record-unknown page:map"]


def test_events_that_are_part_of_one_another_do_not_lead_in_a_circle(check: Check):
    events = "".join(
        f"- {{id: {one}, title: X, date: 1926-05, part_of: {other}, {CITE}}}\n" for one, other in ("ab", "bc", "ca")
    )
    journey = settings(more=f", itinerary: {{event: a, extent: {EXTENT}}}")

    found = check({**GOOD, "records/events/x.yml": events, "archive.yml": journey})

    assert {finding.code for finding in found} == {"reference-cycle"}
