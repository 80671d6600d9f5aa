"""Answers: one sentence that gives every rival figure and who counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built_site import build, by_class, text_of
from tests.conftest import MakeArchive


def answer(make_archive: MakeArchive, folder: Path, unit: str, estimates: list[str]) -> str:
    """The answer on the page of a statistic with these estimates."""
    listed = "".join(f"    - {{{each}, cite: '@woolf1925, p. 4'}}\n" for each in estimates)
    record = (
        f"- id: x\n  title: X\n  measure: X\n  population: X\n  territory: X\n  unit: {unit}\n  estimates:\n{listed}"
    )
    root = make_archive(folder / "archive", {"content/records/statistics/x.yml": record})
    [shown] = by_class(build(root, folder / "site").main("statistics/x/"), "answer")
    return text_of(shown).replace("\u00a0", " ")


NOBODY, CENSUS, ARCHIVE = "counted_by: not stated", "counted_by: census", "counted_by: this archive"


@pytest.mark.parametrize(
    ("unit", "estimates", "expected"),
    [
        ("people", [f"value: 175, {NOBODY}"], "175 people; who counted is not stated."),
        ("people", [f"value: 1400, approximate: true, {CENSUS}"], "About 1,400 people; by a census."),
        ("people", [f"low: 13000, {NOBODY}"], "More than 13,000 people; who counted is not stated."),
        ("kilograms", [f"high: 500, {NOBODY}"], "Up to 500 kilograms; who counted is not stated."),
        ("percent", [f"low: 17, high: 19, approximate: true, {CENSUS}"], "About 17 to 19%; by a census."),
        (
            "people",
            [f"value: 4017, {NOBODY}", f"value: 4594, {NOBODY}", f"value: 4000, rounds: 4017, {CENSUS}"],
            "Two figures: 4,017 or 4,594 people; who counted is not stated.",
        ),
        (
            "percent",
            [f"value: 17, {CENSUS}", f"value: 18, {NOBODY}", f"value: 19, {NOBODY}"],
            "Three figures: 17% (by a census), 18% or 19% (who counted is not stated).",
        ),
        (
            "people",
            [f"value: {number}, {NOBODY}" for number in (1, 2, 3, 4, 5)],
            "5 figures: 1, 2, 3, 4 or 5 people; who counted is not stated.",
        ),
        (
            "people",
            [f"value: 9, date: 1959, {CENSUS}", f"value: 7, date: 1939, {CENSUS}", f"value: 8, date: 1939, {NOBODY}"],
            "1939: 7 people (by a census) or 8 people (who counted is not stated); 1959: 9 people (by a census).",
        ),
        (
            "percent",
            [f"value: 56, {NOBODY}", f"value: 11, date: 1926, {NOBODY}"],
            "1926: 11%; year not stated: 56%; who counted is not stated.",
        ),
        ("people", [f"value: 6, {ARCHIVE}", f"value: 7, {ARCHIVE}"], "Worked out here: 6 or 7 people."),
        (
            "per mille",
            [f"value: 17, {NOBODY}", f"value: 17.2, {ARCHIVE}"],
            "17‰; who counted is not stated. Worked out here: 17.2‰.",
        ),
        (
            "people",
            [f"value: 5, {NOBODY}", f"value: 50, {NOBODY}, rank: deprecated, reason: a slip"],
            "5 people; who counted is not stated.",
        ),
        ("people", [f"value: 5, {NOBODY}", f"value: 5, {NOBODY}"], "5 people; who counted is not stated."),
        ("people", [f"value: 50, {NOBODY}, rank: deprecated, reason: a slip"], "50 people; who counted is not stated."),
    ],
)
def test_an_answer_gives_every_figure_and_who_counted(
    make_archive: MakeArchive, tmp_path: Path, unit: str, estimates: list[str], expected: str
):
    assert answer(make_archive, tmp_path, unit, estimates) == expected
