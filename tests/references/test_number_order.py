"""The order of all numbers: none is lost and none stands twice, whatever refers to what."""

from __future__ import annotations

from pathlib import Path

from kalmyk_site.checks.checked import check
from kalmyk_site.references.number_order import numbers_in_order
from tests.conftest import MakeArchive


def order(make_archive: MakeArchive, folder: Path, records: str, chapter: str = "") -> list[tuple[str, list[str]]]:
    """Title of each group, and its numbers, set in by how far they stand below others."""
    files = {"content/records/statistics/x.yml": records}
    if chapter:
        files["content/story/walk.md"] = f"---\ntitle: The walk\n---\n\n{chapter} [@woolf1925, p. 4].\n"
    index = check(make_archive(folder, files)).index
    assert index is not None
    return [
        (group.chapter.label if group.chapter else "", ["-" * each.depth + each.statistic.id for each in group.numbers])
        for group in numbers_in_order(index)
    ]


def number(id_: str, more: str = "") -> str:
    return (
        f"- id: {id_}\n  title: {id_}\n  measure: X\n  population: X\n  territory: X\n  unit: percent\n"
        f"  estimates: [{{value: 5, counted_by: census, cite: '@woolf1925, p. 4'}}]\n{more}"
    )


def test_parts_rest_companions_and_shares_stand_below_their_number(make_archive: MakeArchive, tmp_path: Path):
    records = (
        number("a-rest")
        + number("b-part", "  parts: [d-deeper]\n")
        + number("c-share", "  share_of: {of: z-whole, in: a-other}\n")
        + number("d-deeper")
        + number("e-beside")
        + number("a-other")
        + number("z-whole", "  parts: [b-part]\n  drawing: {rest: a-rest, beside: [e-beside]}\n")
    )
    assert order(make_archive, tmp_path, records) == [
        ("", ["a-other", "z-whole", "-b-part", "--d-deeper", "-a-rest", "-e-beside", "-c-share"])
    ]


def test_a_number_stands_with_the_chapter_that_tells_it_or_what_is_below_it(make_archive: MakeArchive, tmp_path: Path):
    records = number("a") + number("b", "  parts: [c]\n") + number("c") + number("d")
    told = order(make_archive, tmp_path, records, "There were [5](statistic:d) and [5](statistic:c)")
    assert told == [("The walk", ["d", "b", "-c"]), ("", ["a"])]


def test_numbers_that_belong_to_each_other_in_a_circle_stand_once(make_archive: MakeArchive, tmp_path: Path):
    records = (
        number("a", "  share_of: {of: b, in: c}\n") + number("b", "  parts: [a]\n  drawing: {rest: a}\n") + number("c")
    ).replace("parts: [a]", "parts: [a, c]") + number("d", "  parts: [b]\n")
    told = [id_.lstrip("-") for _, ids in order(make_archive, tmp_path, records) for id_ in ids]
    assert sorted(told) == ["a", "b", "c", "d"]


def test_a_long_chain_of_parts_is_walked_without_trouble(make_archive: MakeArchive, tmp_path: Path):
    records = "".join(number(f"n{i}", f"  parts: [n{i + 1}]\n") for i in range(1500)) + number("n1500")
    [(_, ids)] = order(make_archive, tmp_path, records)
    assert len(ids) == 1501
