"""What a change brought in: findings are known again by what they say, not by where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kalmyk_site.checks.changes import State, brought_in
from kalmyk_site.checks.checked import check
from tests.checks.examples import tiny_archive

STORY = "content/story/flood.md"
UNKNOWN = "[Anna](person:anna-holmes) saw it [@report1927, p. 4].\n"
"""A paragraph with one error, `record-unknown`."""

BroughtIn = Callable[[Mapping[str, str], Mapping[str, str]], list[str]]


@pytest.fixture
def new(tmp_path: Path) -> BroughtIn:
    """What later files bring in over earlier ones: code and place. A text that begins with `+` is added to a file."""

    def state(name: str, files: Mapping[str, str]) -> State:
        root = tiny_archive(tmp_path / name)
        for path, text in files.items():
            file = root / path
            if not text:
                file.unlink()
            elif text.startswith("+"):
                file.write_text(file.read_text(encoding="utf-8") + text[1:], encoding="utf-8")
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        return State(root, check(root))

    def run(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
        return [f"{found.code} {found.origin}" for found in brought_in(state("before", before), state("now", now))]

    return run


def length_of_story(tmp_path: Path) -> int:
    return (tiny_archive(tmp_path) / STORY).read_text(encoding="utf-8").count("\n")


def test_a_finding_that_was_there_is_not_new_and_another_is(new: BroughtIn, tmp_path: Path):
    end = length_of_story(tmp_path)
    found = new({STORY: f"+\n{UNKNOWN}"}, {STORY: f"+\n{UNKNOWN}\n[Bo](person:bo) saw it [@report1927, p. 4].\n"})

    assert found == [f"record-unknown {STORY}:{end + 4}:1"]


def test_a_finding_that_only_moved_is_not_new(new: BroughtIn):
    assert new({STORY: f"+\n{UNKNOWN}"}, {STORY: f"+\nIt rained [@report1927, p. 3].\n\n{UNKNOWN}"}) == []


def test_a_second_one_that_says_the_same_is_new_where_the_line_is(new: BroughtIn, tmp_path: Path):
    end = length_of_story(tmp_path)
    second = "Bo and [Anna](person:anna-holmes) saw it [@report1927, p. 4].\n"

    assert new({STORY: f"+\n{UNKNOWN}"}, {STORY: f"+\n{second}\n{UNKNOWN}"}) == [f"record-unknown {STORY}:{end + 2}:8"]


def test_a_finding_that_names_a_place_which_moved_is_not_new(new: BroughtIn):
    people = "content/records/people/people.yml"
    twin = '- id: twin\n  names: [Twin]\n  cite: ["@report1927, p. 3"]\n'

    assert new({people: f"+{twin}{twin}"}, {people: f"+# Moved by a line.\n{twin}{twin}"}) == []


def test_a_finding_in_a_file_that_was_renamed_is_not_new(new: BroughtIn):
    events = "content/records/events"
    lines = "".join(f"  # Line {number}\n" for number in range(9))
    event = f'- id: rain\n  title: Rain\n  date: 1926-13\n  cite: ["@report1927, p. 3"]\n{lines}'

    assert new({f"{events}/rain.yml": event}, {f"{events}/weather.yml": f"{event}  # One more\n"}) == []


UNCITED = {"content/records/events/rain.yml": "- id: rain\n  title: Rain\n  date: 1926-05\n"}
GRAVE = {**UNCITED, "content/archive.yml": "+severities: {record-uncited: error}\n"}


def test_a_finding_that_weighs_more_than_before_is_new(new: BroughtIn):
    assert new(UNCITED, GRAVE) == ["record-uncited content/records/events/rain.yml:1:7"]


def test_a_finding_that_weighs_less_than_before_is_not_new(new: BroughtIn):
    assert new(GRAVE, UNCITED) == []


def test_what_a_deleted_file_leaves_behind_is_new(new: BroughtIn):
    found = new({}, {"content/records/people/people.yml": ""})

    assert found
    assert {text.split()[0] for text in found} == {"record-unknown"}


def test_what_was_said_of_an_id_is_known_again_under_the_new_one(tmp_path: Path):
    before, now = (State(root, check(root)) for root in (tiny_archive(tmp_path / name) for name in ("before", "now")))
    for state, id_ in ((before, "mill"), (now, "old-mill")):
        (state.root / "content/records/places/m.yml").write_text(f"- {{id: {id_}, names: [Mill]}}\n", encoding="utf-8")
    before, now = (State(state.root, check(state.root)) for state in (before, now))

    assert [found.code for found in brought_in(before, now)] == ["record-uncited"]
    assert brought_in(before, now, lambda text: text.replace("mill", "old-mill")) == []
