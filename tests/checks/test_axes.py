"""What may share an axis, and what is left when the parts are taken off the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]

SCOPE = {"measure": "houses", "population": "town", "territory": "Lowbridge", "period": "1926", "unit": "houses"}


def statistic(id_: str, value: str, more: str = "", **scope: str) -> str:
    """A statistic in YAML."""
    fields = "".join(f"  {name}: {text}\n" for name, text in (SCOPE | scope).items() if text)
    return (
        f"- id: {id_}\n  title: How many?\n{fields}"
        f"  estimates: [{{{value}, counted_by: census, cite: '@census1926, p. 1'}}]\n{more}"
    )


def found(check: Check, *statistics: str) -> list[str]:
    findings = check({"records/statistics/x.yml": "".join(statistics)})
    return [f"{finding.code}: {finding.message}" for finding in findings if finding.code != "parts-total"]


def test_equal_scopes_share_an_axis(check: Check):
    assert (
        found(check, statistic("one", "value: 5", "  drawing: {beside: [two]}\n"), statistic("two", "value: 6")) == []
    )


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("measure", "houses lost", "its measure is houses lost, not houses"),
        ("population", "parish", "its population is parish, not town"),
        ("territory", "lowbridge", "its territory is lowbridge, not Lowbridge"),
        ("period", '"1927"', "its period is 1927, not 1926"),
        ("period", "", "its period is nothing, not 1926"),
        ("unit", "percent", "its unit is percent, not houses"),
    ],
)
def test_one_other_word_and_they_do_not(check: Check, field: str, text: str, said: str):
    one = statistic("one", "value: 5", "  drawing: {beside: [two]}\n")
    assert found(check, one, statistic("two", "value: 6", **{field: text})) == [
        f"axis-unlike: 'two' cannot share an axis with 'one': {said}"
    ]


@pytest.mark.parametrize("name", ["against", "rest"])
def test_a_sum_is_measured_in_its_own_unit(check: Check, name: str):
    one = statistic("one", "value: 5", f"  parts: [part]\n  drawing: {{{name}: two}}\n")
    part, two = statistic("part", "value: 5"), statistic("two", "value: 6", unit="families")
    assert "axis-unlike: 'two' cannot share an axis with 'one': its unit is families, not houses" in found(
        check, one, part, two
    )


@pytest.mark.parametrize(
    ("rest", "right"), [("value: 3", True), ("value: 4", False), ("low: 2", True), ("high: 2", False)]
)
def test_a_rest_is_what_the_parts_leave_of_the_whole(check: Check, rest: str, right: bool):
    whole = statistic("whole", "value: 10", "  parts: [part]\n  drawing: {rest: left}\n")
    codes = [
        line.partition(":")[0] for line in found(check, whole, statistic("part", "value: 7"), statistic("left", rest))
    ]
    assert codes == ["rest-unequal"] * (not right)


def test_a_rest_is_what_the_parts_leave_of_what_they_are_measured_against(check: Check):
    whole = statistic("whole", "value: 7", "  parts: [part]\n  drawing: {against: other, rest: left}\n")
    others = statistic("part", "value: 7"), statistic("other", "value: 12"), statistic("left", "value: 4")
    assert found(check, whole, *others) == ["rest-unequal: 'left' is 4, and the parts of 'whole' leave 5"]


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("beside: [one]", "value-choice: statistic 'one': the drawing names 'one' twice"),
        ("beside: [two], apart: [two]", "value-choice: statistic 'one': the drawing names 'two' twice"),
        ("rest: two", "field-missing: statistic 'one': the drawing has something for parts, and there are none"),
        ("apart: [three]", "record-unknown: there is no statistic 'three'"),
    ],
)
def test_a_drawing_that_means_nothing_is_refused(check: Check, drawing: str, said: str):
    one = statistic("one", "value: 5", f"  drawing: {{{drawing}}}\n")
    assert found(check, one, statistic("two", "value: 6")) == [said]
