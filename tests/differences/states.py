"""Two states of the tiny archive, and what changed between them, each change in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kalmyk_site.differences.changes import Change, Differences
from kalmyk_site.differences.comparison import State, compare
from kalmyk_site.records.reading import read_archive
from tests.conftest import MakeArchive

WALK = "content/story/walk.md"
EVENTS = "content/records/events/events.yml"
PEOPLE = "content/records/people/people.yml"
STATISTICS = "content/records/statistics/statistics.yml"
DISCREPANCIES = "content/records/discrepancies/discrepancies.yml"
SOURCES = "content/sources.yml"


class TwoStates:
    """Compares the tiny archive with some files over it to the same with others."""

    def __init__(self, folder: Path, make_archive: MakeArchive) -> None:
        self._folder = folder
        self._make = make_archive

    def __call__(self, before: Mapping[str, str], after: Mapping[str, str]) -> Differences:
        return compare(self._state("before", before), self._state("after", after))

    def changes(self, path: str, before: str, after: str) -> list[Change]:
        """What changed where one file did."""
        return list(self({path: before}, {path: after}).changes)

    def one(self, path: str, before: str, after: str) -> Change:
        """The only change where one file changed."""
        (change,) = self.changes(path, before, after)
        return change

    def walk(self, before: str, after: str) -> list[Change]:
        """What changed where the text of the chapter did."""
        return self.changes(WALK, chapter(before), chapter(after))

    def _state(self, name: str, files: Mapping[str, str]) -> State:
        reading = read_archive(self._make(self._folder / name, files))
        assert reading.archive is not None
        return State(reading.archive, reading.findings)


def chapter(text: str) -> str:
    """The file of the chapter."""
    return f"---\ntitle: The walk\n---\n\n{text}\n"


def cites(change: Change) -> list[tuple[str, str, str]]:
    """What became of its citations."""
    return [(each.how, each.before, each.after) for each in change.citations]


def event(text: str = "", id_: str = "storm") -> str:
    """A file with one event."""
    return f'- id: {id_}\n  title: The storm\n  date: "1925"\n{text}  cite: ["@woolf1925, p. 7"]\n'


def statistic(estimates: str) -> str:
    """A file with one statistic."""
    what = "  measure: boats\n  population: all\n  territory: the pier\n  unit: boats\n"
    head = f"- id: boats\n  title: How many boats?\n{what}"
    return f"{head}  estimates:\n{estimates}"


def discrepancy(status: str, reading: str, place: str = "p. 8") -> str:
    """A file with one discrepancy."""
    head = (
        "- id: day\n  title: Which day?\n  about: [event:storm]\n  category: days\n  weight: low\n  note: One errs.\n"
    )
    return f'{head}  status: {status}\n  readings: [{{says: {reading}, cite: ["@woolf1925, {place}"]}}]\n'
