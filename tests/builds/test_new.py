"""The command `kalmyk-site new`: what it writes and where, what it refuses, and what it asks."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kalmyk_site.checks.checked import check
from kalmyk_site.cli import main
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import FOLDERS
from kalmyk_site.writing.forms import MODELS, fields_of
from kalmyk_site.writing.new_entries import suggested_id
from tests.conftest import ARCHIVES, MakeArchive

EVENTS = "content/records/events/events.yml"
A_LAMP = ("--title", "The lamp is lit again", "--date", "1931-05", "--cite", "@tulloch1899a, p. 9")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the lighthouse."""
    return shutil.copytree(ARCHIVES / "lighthouse", tmp_path / "lighthouse")


def new(root: Path, *arguments: str) -> Result:
    """Call the command for an archive, as a program does: nobody can be asked."""
    return CliRunner().invoke(main, ["--archive", str(root), "new", *arguments])


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def changed(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """What was put into each file that is not as before; all else of it must be as it was."""
    added: dict[str, str] = {}
    for path, data in files_of(root).items():
        held = before.get(path, b"")
        if data != held:
            start = next(
                (at for at, (one, other) in enumerate(zip(held, data, strict=False)) if one != other), len(held)
            )
            assert data.endswith(held[start:])
            added[path] = data[start : len(data) - len(held[start:])].decode()
    return added


def test_a_record_goes_into_the_file_of_its_kind_and_nothing_else_changes(root: Path):
    before = files_of(root)

    result = new(root, "event", *A_LAMP, "--places", "skerrow", "--text", "It was lit again [@tulloch1899a, p. 9].")

    assert result.exit_code == 0
    assert changed(root, before) == {
        EVENTS: """
- id: the-lamp-is-lit-again
  title: The lamp is lit again
  date: 1931-05
  places: [skerrow]
  text: |
    It was lit again [@tulloch1899a, p. 9].
  cite: ["@tulloch1899a, p. 9"]
"""
    }


def test_its_place_and_what_was_written_are_shown(root: Path):
    result = new(root, "event", *A_LAMP)

    place, _, shown = result.stdout.partition("\n\n")
    path, _, line = place.partition(":")
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1] == "- id: the-lamp-is-lit-again"
    assert lines[int(line) - 1 : int(line) + 3] == shown.splitlines()[:4]


WHOLE = {
    "event": A_LAMP,
    "person": ("--names", "Ada Hume", "--names", "{text: Ада Хьюм, lang: ru}", "--born", "1850~"),
    "organization": ("--names", "Guild of Keepers", "--part-of", "lights-board"),
    "group": ("--names", "Keepers"),
    "place": ("--names", "Far Rock", "--within", "skerrow"),
    "law": ("--title", "Order on lamps", "--issued", "1873", "--effect", "Lamps are lit [@hume1876, p. 3]."),
    "statistic": (
        *("--title", "How many lamps were there?", "--measure", "lamps", "--population", "all lamps"),
        *("--territory", "Skerrow", "--unit", "lamps"),
        *("--estimates", '{value: 7, counted_by: witness, cite: "@hume1876, p. 3"}'),
        *("--estimates", "{low: 5, counted_by: not stated}"),
    ),
    "claim": ("--title", "The lamp was too weak", "--category", "characterization", "--cite", "@hume1876, p. 3"),
    "discrepancy": (
        *("--title", "The day of the lamp", "--about", "event:lamp-lit", "--category", "nights", "--weight", "low"),
        *("--readings", '{says: "In May.", cite: "@hume1876, p. 3"}', "--readings", '{says: June., cite: "@hume1876"}'),
        *("--note", "It may be both.", "--status", "open"),
    ),
    "term": ("--names", "wick", "--definition", "What burns [@hume1876, p. 3]."),
    "source": (
        "--type",
        "book",
        "--title",
        "Lamps: A History",
        "--author",
        "{family: Ness, given: Una}",
        "--issued",
        "1911",
    ),
    "chapter": ("--id", "keepers/the-last-lamp", "--title", "The last lamp", "--text", "It burned [@hume1876, p. 3]."),
    "page": ("--id", "about/method", "--title", "Method", "--text", "How this is done.\n{.editorial}"),
}
"""For each kind what makes a whole one."""


@pytest.mark.parametrize("kind", MODELS)
def test_what_is_new_of_each_kind_is_read_again(root: Path, kind: str):
    known = set(_targets(root))

    result = new(root, kind, *WHOLE[kind])

    assert result.exit_code == 0, result.output
    [target] = set(_targets(root)) - known
    assert target.kind == kind
    assert not check(root).failed


def _targets(root: Path) -> Sequence[Target]:
    index = check(root).index
    assert index is not None
    return [*index.archive.located]


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_an_option_with_its_meaning(kind: str):
    said = " ".join(CliRunner().invoke(main, ["new", kind, "--help"], terminal_width=100).stdout.split())

    for form in fields_of(kind):
        assert f"--{form.name.replace('_', '-')} " in said
        assert form.meaning


def test_of_two_files_that_is_chosen_whose_records_have_to_do_with_the_same(root: Path):
    later = root / "content" / "records" / "events" / "later.yml"
    later.write_text('- id: first\n  title: First\n  date: 1950\n  places: [northport]\n  cite: ["@unread1905"]\n')

    result = new(root, "event", "--title", "Second", "--date", "1951", "--cite", "@unread1905, p. 2")

    assert result.exit_code == 0, result.output
    assert "id: second" in later.read_text(encoding="utf-8")


def test_a_file_can_be_named_and_begins_like_its_neighbors(make_archive: MakeArchive, tmp_path: Path):
    schema = "# yaml-language-server: $schema=../schemas/archive.json\n"
    settings = (ARCHIVES / "tiny" / "content" / "archive.yml").read_text(encoding="utf-8")
    root = make_archive(tmp_path / "a", {"content/archive.yml": schema + settings})

    assert new(root, "place", "--names", "The pier", "--file", "shore.yml").exit_code == 0

    assert (root / "content/records/places/shore.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/places.json\n- id: the-pier\n  names: [The pier]\n"
    )


@pytest.mark.parametrize("file", ["../sources.yml", "content/sources.yml", "x.md", "/tmp/x.yml", "../../../x.yml"])
def test_no_file_outside_the_folder_of_the_kind_is_written(root: Path, file: str):
    before = files_of(root)

    result = new(root, "event", *A_LAMP, "--file", file)

    assert result.exit_code == 2
    assert files_of(root) == before


def test_what_would_not_pass_is_not_written_and_not_lost(root: Path):
    before = files_of(root)

    result = new(
        root, "event", "--title", "A: storm", "--date", "1931-13", "--places", "skerow", "--cite", "@tuloch1899"
    )

    assert result.exit_code == 1
    assert files_of(root) == before
    for said in ("date-invalid", "Nothing was written.", 'title: "A: storm"', "date: 1931-13", '["@tuloch1899"]'):
        assert said in result.stdout


def test_all_faults_are_told_at_once_where_they_can_be_read(root: Path):
    said = new(
        root, "event", "--title", "A storm", "--date", "1931", "--places", "skerow", "--cite", "@hume1867"
    ).stdout

    assert said.count(": error: ") == 2
    assert "Did you mean 'place:skerrow'?" in said
    assert "Did you mean 'hume1876'?" in said


def test_faults_that_were_there_before_are_no_hindrance(root: Path):
    page = root / "content" / "about" / "sailors.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nNothing is cited for this.\n", encoding="utf-8")
    assert check(root).failed

    assert new(root, "event", *A_LAMP).exit_code == 0


def test_what_is_missing_is_told_with_its_meaning_and_an_example(root: Path):
    result = new(root, "event", "--title", "A storm")

    assert result.exit_code == 2
    assert "--date 1926-05-14   When." in result.stderr


def test_an_id_that_is_taken_is_not_suggested(root: Path):
    index = check(root).index
    assert index is not None
    assert suggested_id(index.archive, "event", {"title": "Lamp lit"}) == "lamp-lit-2"


def test_an_id_is_made_of_letters_of_any_alphabet(root: Path):
    assert "id: anna-khol" in new(root, "person", "--names", "{text: Анна Хол, lang: ru}").stdout


@pytest.mark.parametrize("estimate", ["{value: 1,200, counted_by: census}", "{value: 7, note: Many, or not}"])
def test_a_text_that_a_comma_cuts_in_two_is_refused(root: Path, estimate: str):
    result = new(root, "statistic", *WHOLE["statistic"][:-4], "--estimates", estimate)

    assert result.exit_code == 2
    assert "a comma cuts in two" in " ".join(result.stderr.split())


def test_a_name_that_is_there_already_is_told_and_not_doubled(root: Path):
    before = files_of(root)

    person = new(root, "person", "--names", "Пётр Морозов")
    work = new(root, "source", "--type", "book", "--title", "Nights on Skerrow", "--issued", "1899")

    assert "this name has person:pyotr-morozov (content/records/people/people.yml:" in person.stderr
    assert "source:tulloch1899a" in work.stderr
    assert person.exit_code == work.exit_code == 2
    assert files_of(root) == before
    assert new(root, "person", "--names", "Пётр Морозов", "--id", "another-morozov").exit_code == 0


def test_what_can_be_pasted_and_what_is_to_be_known_comes_last(root: Path):
    said = new(root, "place", "--names", "Far Rock").stdout

    assert said.startswith("Nothing speaks for one file more than for others; --file names one of content/records/")
    assert "To know: the place 'far-rock' has no citation" in said
    assert said.endswith("Texts name it so: [Far Rock](place:far-rock)\n")


def test_a_dry_run_writes_nothing(root: Path):
    before = files_of(root)

    result = new(root, "event", *A_LAMP, "--dry-run")

    assert result.exit_code == 0
    assert "- id: the-lamp-is-lit-again" in result.stdout
    assert files_of(root) == before


def test_a_chapter_is_listed_last_in_its_part(root: Path):
    before = files_of(root)

    result = new(root, "chapter", *WHOLE["chapter"])

    assert "\ncontent/archive.yml lists it.\n" in result.stdout
    added = changed(root, before)
    assert added["content/archive.yml"] == ", the-last-lamp"
    assert added["content/keepers/the-last-lamp.md"] == (
        "---\ntitle: The last lamp\n---\n\nIt burned [@hume1876, p. 3].\n"
    )


def test_a_chapter_of_an_unknown_part_names_the_parts(root: Path):
    result = new(root, "chapter", "--id", "story/x", "--title", "X")

    assert result.exit_code == 2
    assert "no part of content/archive.yml has the folder 'story'. Its parts are keepers" in result.stderr


def test_the_lines_that_an_unknown_part_needs_are_shown_and_do(root: Path):
    shown = new(root, "chapter", "--id", "the-story/x", "--title", "X").stderr
    lines = "\n  - folder: the-story\n    title: The story\n    chapters: []\n"
    assert lines in shown

    settings = root / "content" / "archive.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        re.sub(r"(?m)^parts:\n(?:[ -].*\n)+", lambda parts: parts[0] + lines[1:], text), encoding="utf-8"
    )
    result = new(root, "chapter", "--id", "the-story/x", "--title", "X")

    assert result.exit_code == 0, result.output
    assert "\n    chapters: [x]\n" in settings.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_left_alone(root: Path):
    (root / EVENTS).write_text("- id: [\n", encoding="utf-8")

    result = new(root, "event", *A_LAMP, "--file", "events.yml")

    assert result.exit_code == 2
    assert f"{EVENTS}:1" in result.stderr
    assert (root / EVENTS).read_text(encoding="utf-8") == "- id: [\n"


def test_a_value_that_begins_with_a_bracket_and_is_no_yaml_is_explained(root: Path):
    result = new(root, "statistic", "--estimates", "{value: 7")

    assert result.exit_code == 2
    assert "estimates: " in result.stderr


class Person:
    """Somebody at a terminal who calls the command and answers it."""

    def __init__(self, root: Path, *arguments: str) -> None:
        """Call it."""
        command = [sys.executable, "-m", "kalmyk_site", "--archive", str(root), "new", *arguments]
        self.seen = ""
        self._ended = False
        self._process, self._end = pty.fork()
        if self._process == 0:
            os.execv(command[0], command)

    def answers(self, *pairs: tuple[str, str]) -> int:
        """Wait for each question in turn and answer it; the exit code at the end."""
        for question, answer in pairs:
            if question:
                self._read(question)
            self.seen = ""
            os.write(self._end, answer.encode())
        self._read("")
        return self._end_code()

    def waits(self, question: str) -> None:
        """Wait for a question and leave it for later."""
        self._read(question)
        self.seen = ""

    def stops(self, question: str) -> int:
        """Wait for a question and press Ctrl+C, again where that was too early; the exit code at the end."""
        self._read(question)
        for _ in range(20):
            os.write(self._end, b"\x03")
            self._read("", patience=3)
            if self._ended:
                break
        return self._end_code()

    def _end_code(self) -> int:
        if not self._ended:
            os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        os.close(self._end)
        return os.waitstatus_to_exitcode(status)

    def _read(self, words: str, patience: float = 60) -> None:
        """Read until some words were seen, without words until the program has ended."""
        deadline = time.monotonic() + patience
        while (not words or words not in self.seen) and time.monotonic() < deadline:
            if select.select([self._end], [], [], 0.2)[0]:
                try:
                    data = os.read(self._end, 4096)
                except OSError:
                    data = b""
                if not data:
                    self._ended = True
                    break
                self.seen += data.decode(errors="replace").replace("\r\n", "\n")
        assert words in self.seen, self.seen


def test_what_is_needed_is_asked_and_each_answer_looked_at(root: Path):
    before = files_of(root)

    code = Person(root, "event").answers(
        ("title: ", "The lamp is lit again\n"),
        ("date: ", "sommer\n"),
        ("'sommer' is not a date", "1931-05\n"),
        ("id [the-lamp-is-lit-again]: ", "lamp-lit\n"),
        ("the event 'lamp-lit' stands already", "\n"),
        ("text (Enter: none): ", "\n"),
        ("cite (Enter: none): ", "@tuloch1899a, p. 9\n"),
        ("Did you mean 'tulloch1899a'?", "@tulloch1899a, p. 9\n"),
        ("cite, another (Enter: none): ", "\n"),
        ("Other fields: short, date_as_written", "places\n"),
        ("places (Enter: none): ", "Skerrow\n"),
        ("there is no place 'Skerrow'. Did you mean 'skerrow'?", "skerrow\n"),
        ("places, another (Enter: none): ", "\n"),
        ("which (Enter: none): ", "\n"),
    )

    assert code == 0
    assert "places: [skerrow]" in changed(root, before)[EVENTS]


def test_parts_of_a_record_are_asked_field_by_field(root: Path):
    before = files_of(root)

    code = Person(root, "statistic", *WHOLE["statistic"][:10], "--id", "lamps").answers(
        ("value: ", "seven\n"),
        ("'seven' is not a number", "7\n"),
        ("counted_by (state record,", "witness\n"),
        ("date (Enter: none): ", "1872\n"),
        ("cite (Enter: none): ", "@hume1876, p. 3\n"),
        ("value, another (Enter: none): ", "\n"),
        ("text (Enter: none): ", "\n"),
        ("cite (Enter: none): ", "@hume1876, p. 3\n"),
        ("cite, another", "\n"),
        ("which (Enter: none): ", "\n"),
    )

    assert code == 0
    [text] = changed(root, before).values()
    assert '    - {value: 7, counted_by: witness, date: 1872, cite: ["@hume1876, p. 3"]}\n' in text


def test_a_disagreement_is_asked_to_its_end(root: Path):
    code = Person(root, "discrepancy").answers(
        ("title: ", "The day of the lamp\n"),
        ("about: ", "event:lamp-lit\n"),
        ("about, another (Enter: none): ", "\n"),
        ("one of nights, counts", "day\n"),
        ("'day' is none of nights, counts", "nights\n"),
        ("weight: ", "middle\n"),
        ("'middle' is none of 'high', 'medium' or 'low'", "low\n"),
        ("says: ", "In May.\n"),
        ("cite (Enter: none): ", "@hume1867, p. 3\n"),
        ("Did you mean 'hume1876'?", "@hume1876, p. 3\n"),
        ("says, another (Enter: none): ", '{says: In June., cite: "@hume1876"}\n'),
        ("says, another (Enter: none): ", "\n"),
        ("note: ", "\n"),
        ("this is needed.", "It may be both.\n"),
        ("status: ", "open\n"),
        ("id [the-day-of-the-lamp]: ", "\n"),
        ("text (Enter: none): ", "\n"),
        ("cite (Enter: none): ", "\n"),
        ("which (Enter: none): ", "\n"),
    )

    assert code == 0


def test_a_field_that_does_not_pass_the_checks_is_asked_anew(root: Path):
    code = Person(root, "event").answers(
        ("title: ", "The lamp is lit again\n"),
        ("date: ", "1931-05\n"),
        ("id [the-lamp-is-lit-again]: ", "\n"),
        ("text (Enter: none): ", "At [Skerrow](place:skerow) [@tulloch1899a, p. 9].\n"),
        ("cite (Enter: none): ", "\n"),
        ("which (Enter: none): ", "\n"),
        ("record-unknown", "At [Skerrow](place:skerrow) [@tulloch1899a, p. 9].\n"),
    )

    assert code == 0
    assert "(place:skerrow) [@tulloch1899a, p. 9]" in (root / EVENTS).read_text(encoding="utf-8")


def test_what_was_changed_while_questions_were_asked_is_left_alone(root: Path):
    settings = root / "content" / "archive.yml"
    person = Person(root, "chapter", "--id", "keepers/x")
    person.waits("title: ")
    text = f"# A new line.\n{settings.read_text(encoding='utf-8')}"
    settings.write_text(text, encoding="utf-8")

    code = person.answers(("", "X\n"), ("text (Enter: none): ", "\n"), ("which (Enter: none): ", "\n"))

    assert code == 2
    assert "content/archive.yml was changed meanwhile." in person.seen
    assert settings.read_text(encoding="utf-8") == text
    assert not (root / "content" / "keepers" / "x.md").exists()


def test_ctrl_c_writes_nothing(root: Path):
    before = files_of(root)
    person = Person(root, "event")

    code = person.stops("title: ")

    assert code == 130
    assert "Stopped. Nothing was written." in person.seen
    assert files_of(root) == before


def test_the_kinds_are_those_of_the_archive():
    assert {*FOLDERS, "source", "chapter", "page"} == MODELS.keys()
