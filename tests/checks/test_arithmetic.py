"""Sums of parts, shares, roundings and workings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from kalmyk_site.checks.sums import shares_worked, shown_unit, sums_of_parts
from kalmyk_site.checks.workings import WorkingError, work_out
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.records.reading import read_archive
from tests.checks.examples import tiny_archive

Check = Callable[..., list[Finding]]


def statistic(id_: str, *estimates: str, unit: str = "people", more: str = "") -> str:
    """A statistic in YAML, each estimate given by its fields."""
    listed = "".join(f"    - {{{one}, counted_by: census, cite: '@census1926, p. 1'}}\n" for one in estimates)
    return (
        f"- id: {id_}\n  title: How many?\n  measure: people\n  population: town\n  territory: Lowbridge\n"
        f"  unit: {unit}\n  estimates:\n{listed}{more}"
    )


def codes(check: Check, *statistics: str) -> list[str]:
    return [finding.code for finding in check({"records/statistics/x.yml": "".join(statistics)})]


@pytest.mark.parametrize(
    ("whole", "part", "other", "right"),
    [
        ("value: 150", "value: 100", "value: 50", True),
        ("value: 151", "value: 100", "value: 50", False),
        ("value: 200, approximate: true", "value: 110", "value: 50", True),
        ("value: 200, approximate: true", "value: 90", "value: 50", False),
        ("value: 151", "value: 100", "value: 50, approximate: true", True),
        ("low: 140", "value: 100", "value: 50", True),
        ("low: 160", "value: 100", "value: 50", False),
        ("high: 140", "value: 100", "value: 50", False),
        ("value: 150", "low: 90, high: 110", "value: 50", True),
        ("value: 150", "low: 101", "value: 50", False),
        ("value: 150", "value: 100", "high: 60", True),
    ],
)
def test_parts_add_up_as_far_as_their_bounds_say(check: Check, whole: str, part: str, other: str, right: bool):
    found = codes(
        check,
        statistic("whole", whole, more="  parts: [part, other]\n"),
        statistic("part", part),
        statistic("other", other),
    )

    assert found == ["parts-total"] * (not right)


def test_parts_add_up_for_each_date(check: Check):
    found = check(
        {
            "records/statistics/x.yml": statistic(
                "whole", "value: 10, date: 1926", "value: 20, date: 1939", more="  parts: [part, other]\n"
            )
            + statistic("part", "value: 4, date: 1926", "value: 9, date: 1939")
            + statistic("other", "value: 6, date: 1926", "value: 12, date: 1939")
        }
    )

    assert [finding.message for finding in found] == [
        "the parts of 'whole' for 1939 add up to 21, the whole is 20, a difference of 1"
    ]


def test_a_part_in_another_unit_is_none(check: Check):
    found = check(
        {
            "records/statistics/x.yml": statistic("whole", "value: 4", more="  parts: [part]\n")
            + statistic("part", "value: 4", unit="families")
        }
    )

    assert [f"{f.code} {f.origin} {f.value}" for f in found] == [
        "parts-total content/records/statistics/x.yml:9:11 families"
    ]


def test_the_preferred_estimate_counts_and_a_deprecated_one_does_not(check: Check):
    found = codes(
        check,
        statistic("whole", "value: 5, rank: deprecated, reason: slip", "value: 4", more="  parts: [part]\n"),
        statistic("part", "value: 3", "value: 4, rank: preferred, reason: later"),
    )

    assert found == []


@pytest.mark.parametrize(
    ("share", "right"),
    [
        ("value: 17", True),
        ("value: 17.2", True),
        ("value: 17.20", True),
        ("value: 17.21", False),
        ("value: 18", False),
        ("value: 18, approximate: true", True),
        ("value: 19, approximate: true", False),
        ("low: 17", True),
        ("low: 18", False),
        ("high: 17", False),
        ("low: 17, high: 18", True),
    ],
)
def test_a_share_is_what_the_counts_give_at_the_digits_shown(check: Check, share: str, right: bool):
    found = codes(
        check,
        statistic("share", share, unit="percent", more="  share_of: {of: dead, in: all}\n"),
        statistic("dead", "value: '16,017'"),
        statistic("all", "value: '93,139'"),
    )

    assert found == ["share-count"] * (not right)


@pytest.mark.parametrize(
    ("rounded", "right"),
    [
        ("value: '93,000', rounds: '93,139'", True),
        ("value: '93,100', rounds: '93,139'", True),
        ("low: '93,000', rounds: '93,139'", True),
        ("high: '94,000', rounds: '93,139'", True),
        ("value: '94,000', rounds: '93,139'", False),
        ("value: '94,000', approximate: true, rounds: '93,139'", True),
        ("low: '92,000', rounds: '93,139'", False),
        ("value: '93,000', rounds: '93,193'", False),
    ],
)
def test_an_estimate_rounds_another_to_the_zeros_shown(check: Check, rounded: str, right: bool):
    assert codes(check, statistic("x", "value: '93,139'", rounded)) == ["rounding"] * (not right)


def test_an_estimate_does_not_round_itself(check: Check):
    assert codes(check, statistic("x", "value: 93, rounds: 93")) == ["rounding"]


@pytest.mark.parametrize(
    "line",
    [
        "93,139 - 83,688 = 9,451",
        "93,139 − 83,688 = 9,451",
        "16,017 / 93,139 = 17.20%",
        "16,017 ÷ 93,139 = 17%",
        "17.2% - 17% = 0.2%",
        "deaths: 120 + 30 = 150 people (both banks)",
        "2 * (3 + 4) = 14 = 7 × 2",
        "1 + 1 = 2; 2 + 2 = 4",
        "100 - 130 = -30",
        "93,139 ≈ 93,000",
        "1 / 3 < 0.34",
    ],
)
def test_a_working_that_is_right(line: str):
    assert all(result.right for result in work_out(line))


@pytest.mark.parametrize(
    "line", ["93,139 - 83,688 = 9,541", "16,017 / 93,139 = 17.21%", "93,139 ≈ 94,000", "2 > 3", "1 + 1 = 2; 2 + 2 = 5"]
)
def test_a_working_that_is_wrong(line: str):
    assert not all(result.right for result in work_out(line))


@pytest.mark.parametrize(
    "line",
    ["", "many", "1 + 1", "1 + = 2", "1 / 0 = 1", "(1 + 1 = 2", "1 = " + "(" * 900, "1 = 1" + "0" * 2000, "a = b"],
)
def test_a_line_that_is_no_arithmetic(line: str):
    with pytest.raises(WorkingError):
        work_out(line)


@pytest.mark.parametrize(("value", "unit"), [("93000", "1000"), ("9.30", "0.01"), ("7", "1"), ("0", "1"), ("10", "10")])
def test_worth_of_the_last_digit_shown(value: str, unit: str):
    assert shown_unit(Decimal(value)) == Decimal(unit)


@pytest.mark.parametrize(
    ("working", "place"),
    [
        ("  working: |\n    1 + 1 = 2\n    2 + 2 = 5\n", "13:5"),
        ("  working: ['1 + 1 = 2', '2 + 2 = 5']\n", "11:27"),
        ("  working: 2 + 2 = 5\n", "11:12"),
        ("  working: |\n\n    2 + 2 is 4\n", "13:5"),
    ],
)
def test_a_wrong_working_is_found_at_its_line(check: Check, working: str, place: str):
    discrepancy = (
        "- id: x\n  title: X\n  about: [place:lowbridge]\n  category: dates\n  weight: low\n  readings:\n"
        "    - {says: Two., cite: '@report1927'}\n  note: Ours.\n  status: open\n  cite: '@report1927'\n"
    )

    found = check({"records/discrepancies/x.yml": discrepancy + working})

    assert [f"{f.code} {f.origin}" for f in found] == [f"working-wrong content/records/discrepancies/x.yml:{place}"]


def discrepancy(id_: str, about: Sequence[str]) -> str:
    return (
        f"- id: {id_}\n  title: X\n  about: [{', '.join(about)}]\n  category: dates\n  weight: low\n  readings:\n"
        "    - {says: Two., cite: '@report1927'}\n  note: Ours.\n  status: open\n  cite: '@report1927'\n"
    )


@pytest.mark.parametrize(
    ("abouts", "explained_by"),
    [
        ({}, ""),
        ({"a": ["statistic:whole"]}, "a"),
        ({"a": ["statistic:whole"], "b": ["statistic:part", "statistic:whole"]}, "b"),
        ({"b": ["statistic:whole"], "a": ["statistic:whole"]}, "a"),
        ({"a": ["statistic:part"]}, ""),
    ],
)
def test_a_discrepancy_about_the_whole_explains_a_difference(
    check: Check, abouts: dict[str, list[str]], explained_by: str
):
    numbers = statistic("whole", "value: 5", more="  parts: [part]\n") + statistic("part", "value: 4")
    points = "".join(discrepancy(id_, about) for id_, about in abouts.items()) or "[]\n"

    found = check({"records/statistics/x.yml": numbers, "records/discrepancies/x.yml": points})

    assert [(f.code, f.explained_by) for f in found] == [("parts-total", explained_by)]


def statistics_of(folder: Path, *statistics: str) -> tuple[Archive, Statistic]:
    """The small archive with these statistics, and the first of them."""
    root = tiny_archive(folder)
    (root / "content/records/statistics/x.yml").write_text("".join(statistics), encoding="utf-8")
    archive = read_archive(root).archive
    assert archive is not None
    return archive, archive.get(Statistic, Target("statistic", "whole"))


def test_a_sum_is_worked_out_for_each_date_of_the_whole(tmp_path: Path):
    archive, whole = statistics_of(
        tmp_path,
        statistic("whole", "value: 10, date: 1926", "value: 20, date: 1939", more="  parts: [part, other]\n"),
        statistic("part", "value: 4, date: 1926", "value: 9, date: 1939"),
        statistic("other", "value: 6, date: 1926", "value: 12, date: 1939"),
    )

    assert [(str(each.date), each.figure, each.difference) for each in sums_of_parts(archive, whole)] == [
        ("1926", 10, 0),
        ("1939", 21, -1),
    ]


def test_parts_in_another_unit_have_no_sum(tmp_path: Path):
    archive, whole = statistics_of(
        tmp_path,
        statistic("whole", "value: 4", more="  parts: [part]\n"),
        statistic("part", "value: 4", unit="families"),
    )

    assert list(sums_of_parts(archive, whole)) == []


def test_an_approximate_part_makes_no_difference(tmp_path: Path):
    archive, whole = statistics_of(
        tmp_path,
        statistic("whole", "value: 151", more="  parts: [part]\n"),
        statistic("part", "value: 150, approximate: true"),
    )

    [each] = sums_of_parts(archive, whole)
    assert (each.agrees, each.difference) == (True, None)


@pytest.mark.parametrize(("unit", "figure"), [("percent", 25), ("per mille", 250), ("people", None)])
def test_a_share_is_worked_out_in_its_unit(tmp_path: Path, unit: str, figure: int | None):
    archive, share = statistics_of(
        tmp_path,
        statistic("whole", "value: 25", unit=unit, more="  share_of: {of: some, in: all}\n"),
        statistic("some", "value: 100"),
        statistic("all", "value: 400"),
    )

    worked = [division.figure for each in shares_worked(archive, share) for division in each.divisions]
    assert worked == ([] if figure is None else [figure])
