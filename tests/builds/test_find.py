"""The command `kalmyk-site find`: what it lists, ready to paste, and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kalmyk_site.cli import main
from tests.builds.bridge import Bridge
from tests.conftest import ARCHIVES, ROOT, MakeArchive

LIGHTHOUSE = ARCHIVES / "lighthouse"


def find(root: Path, *arguments: str) -> Result:
    """Call the command for an archive."""
    return CliRunner().invoke(main, ["--archive", str(root), "find", *arguments])


def hits(root: Path, *arguments: str) -> list[dict[str, Any]]:
    """What is listed, as data."""
    return json.loads(find(root, *arguments, "--format", "json").stdout)["hits"]


def line_of(root: Path, path: str, text: str) -> int:
    """The line of a file that holds a text."""
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_record_is_listed_with_its_kind_its_link_and_its_place():
    result = find(LIGHTHOUSE, "Pyotr", "Morozov")
    path = "content/records/people/people.yml"
    line = line_of(LIGHTHOUSE, path, "id: pyotr-morozov")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        f"Pyotr Morozov (person)\n    [Pyotr Morozov](person:pyotr-morozov)\n    {path}:{line}\n"
    )


def test_documentation_shows_a_list_as_it_is(bridge: Bridge):
    shown = find(bridge.root, "Hall").stdout
    assert f"```text\n{shown}```\n" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_another_spelling_that_was_found_is_named():
    assert "Pyotr Morozov (person)\n    found by 'Пётр Морозов'\n" in find(LIGHTHOUSE, "Пётр").stdout


def test_a_thing_is_found_by_its_former_id(bridge: Bridge):
    bridge.edit("content/records/people/people.yml", "- id: anna-hall\n", "- id: anna-hall\n  former_ids: [a-hall]\n")
    for query in ("a-hall", "person:a-hall"):
        result = find(bridge.root, query)
        assert result.exit_code == 0
        assert result.stdout.startswith(
            "Anna Hall (person)\n    found by 'a-hall'\n    [Anna Hall](person:anna-hall)\n"
        )


def test_a_draft_is_found_and_says_that_it_is_one(bridge: Bridge):
    draft = "- {id: bo-hall, names: [Bo Hall], draft: true, cite: '@guide'}\n"
    bridge.edit("content/records/people/people.yml", "- id: anna", f"{draft}- id: anna")

    assert "Bo Hall (person)\n    draft: not published\n    [Bo Hall]" in find(bridge.root, "Bo Hall").stdout
    assert [hit["draft"] for hit in hits(bridge.root, "Hall")] == [False, True, False]


def test_a_slip_is_found_and_not_shown():
    result = find(LIGHTHOUSE, "Tullock")
    assert "[Agnes Tulloch](person:agnes-tulloch)" in result.stdout
    assert "Tullock" not in result.stdout


def test_a_source_is_listed_with_the_citation():
    [hit] = [hit for hit in hits(LIGHTHOUSE, "Огни севера") if hit["kind"] == "source"]
    assert hit["paste"] == "[@morozov1910, p. ]"
    assert hit["path"] == "content/sources.yml"


@pytest.mark.parametrize("text", ["morozov1910", "@morozov1910", "source:morozov1910"])
def test_an_id_is_a_name_too(text: str):
    assert hits(LIGHTHOUSE, text)[0]["id"] == "morozov1910"


def test_what_tells_an_event_from_another_is_its_date():
    [first, *_] = (hit for hit in hits(LIGHTHOUSE, "lamp", "--all") if hit["kind"] == "event")
    assert re.search(r"\d{4}", first["detail"])


@pytest.mark.parametrize(
    ("text", "paste", "path"),
    [
        ("A walk", "chapter:story/walk", "content/story/walk.md"),
        ("Story", "page:story", "content/archive.yml"),
        ("Sources", "page:sources", None),
    ],
)
def test_chapters_and_pages_are_found(
    make_archive: MakeArchive, tmp_path: Path, text: str, paste: str, path: str | None
):
    first = hits(make_archive(tmp_path, {}), text)[0]
    assert first["paste"].endswith(f"({paste})")
    assert first["path"] == path


def test_brackets_of_a_title_are_no_link(make_archive: MakeArchive, tmp_path: Path):
    law = "- {id: act, title: 'The act [first draft]', issued: 1926}\n"
    root = make_archive(tmp_path, {"content/records/laws/laws.yml": law})
    assert hits(root, "act")[0]["paste"] == r"[The act \[first draft\]](law:act)"


def test_at_most_ten_are_listed_or_all(make_archive: MakeArchive, tmp_path: Path):
    events = "".join(f"- {{id: flood-{number}, title: Flood {number}, date: 1926}}\n" for number in range(10, 22))
    root = make_archive(tmp_path, {"content/records/events/events.yml": events})
    few = find(root, "flood")
    assert few.stdout.count("(event:flood-") == 10
    assert few.stdout.endswith("\n2 more: --all lists them.\n")
    assert find(root, "flood", "--all").stdout.count("(event:flood-") == 12


def test_nothing_of_that_name_is_told_with_what_is_nearest():
    result = find(LIGHTHOUSE, "Morozof")
    assert result.exit_code == 1
    assert result.stdout.startswith("Nothing here is called 'Morozof'. What is nearest:\n\n")
    assert "[Pyotr Morozov](person:pyotr-morozov)" in result.stdout


def test_an_id_with_a_slip_is_told_with_the_nearest():
    result = find(LIGHTHOUSE, "morozov1901x")
    assert result.exit_code == 1
    assert "[@morozov1910, p. ]" in result.stdout


def test_nothing_at_all_is_told():
    result = find(LIGHTHOUSE, "xqzwortham")
    assert (result.exit_code, result.stdout) == (1, "Nothing here is called 'xqzwortham'. Nor is anything near it.\n")


@pytest.mark.parametrize("arguments", [(), ("lamp", "--format", "xml")])
def test_a_call_that_cannot_be_followed_is_refused(arguments: tuple[str, ...]):
    assert find(LIGHTHOUSE, *arguments).exit_code == 2


def test_json_is_one_object_in_ascii_and_documented():
    result = find(LIGHTHOUSE, "Пётр", "--format", "json")
    report = json.loads(result.stdout)
    assert result.stdout.isascii()
    assert (report["version"], report["query"], report["found"], report["count"]) == (
        1,
        "Пётр",
        True,
        len(report["hits"]),
    )
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8").partition("## Finding")[2]
    assert [name for name in (*report, *report["hits"][0]) if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"content/archive.yml": "title: [\n"},
        {"content/home.md": "no front matter\n"},
        {"content/records/laws/laws.yml": "- {id: act, tilte: Misspelt}\n"},
        {"content/sources.yml": "references: no list\n"},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_an_archive_with_errors_is_searched_as_far_as_it_can_be_read(
    make_archive: MakeArchive, tmp_path: Path, broken: dict[str, str]
):
    people = "- {id: ada-north, names: [Ada North]}\n"
    root = make_archive(tmp_path, {"content/records/people/people.yml": people} | broken)
    result = find(root, "north")
    assert result.exit_code == 0
    assert "[Ada North](person:ada-north)\n    content/records/people/people.yml:1\n" in result.stdout
    assert result.stderr == "Some of the archive cannot be read and is not found: kalmyk-site check tells what.\n"
