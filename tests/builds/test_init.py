"""`kalmyk-site init`: a new archive in an empty folder."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from kalmyk_site.checks.checked import check
from kalmyk_site.installed_from import Program, from_note, named
from kalmyk_site.new_archive import BORROWED, Choices, files_of_new_archive
from kalmyk_site.records.kinds import FOLDERS
from tests.builds.bridge import ROOT, files_of, run
from tests.builds.test_cli import call, terminal
from tests.exports.test_schemas import FOLDER, as_edited, messages, schema_name
from tests.repositories import git
from tests.test_second_archive import BYTES, text_in, words_in

BOTH = pytest.mark.parametrize("options", [[], ["--bare"]], ids=["example", "bare"])


def new(folder: Path, *options: str) -> Path:
    """A new archive in a folder."""
    result = call("init", folder, *options)
    assert result.exit_code == 0, result.output
    return folder


def settings_of(archive: Path) -> dict[str, object]:
    """What its archive.yml says."""
    return yaml.load((archive / "content" / "archive.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


# What is made -------------------------------------------------------------------------------------------------------


@BOTH
def test_a_new_archive_has_no_finding_of_any_severity(tmp_path: Path, options: list[str]):
    assert check(new(tmp_path / "new", *options)).findings == ()


@BOTH
@pytest.mark.parametrize("address", [[], ["--address", "https://flood.example/lowbridge/"]], ids=["root", "path"])
def test_it_builds_at_once_by_the_command_and_by_mkdocs(tmp_path: Path, options: list[str], address: list[str]):
    archive = new(tmp_path / "new", *options, *address)
    built = run("kalmyk_site", "build", cwd=archive)
    hosted = run("mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "hosted"), cwd=archive)

    assert built.returncode == 0, built.stdout + built.stderr
    assert hosted.returncode == 0, hosted.stdout + hosted.stderr
    assert files_of(archive / "site") == files_of(tmp_path / "hosted")


def test_the_example_has_a_record_of_every_kind_and_a_source(tmp_path: Path):
    archive = new(tmp_path / "new")
    folders = {path.parent.name for path in (archive / "content" / "records").rglob("*.yml")}

    assert folders == set(FOLDERS.values())
    assert "- id: report1927" in (archive / "content" / "sources.yml").read_text(encoding="utf-8")


def test_every_kind_of_record_is_explained_where_it_stands(tmp_path: Path):
    for path in sorted((new(tmp_path / "new") / "content" / "records").rglob("*.yml")):
        head, *rest = path.read_text(encoding="utf-8").split("\n")
        comments = [line for line in rest if line.lstrip().startswith("#")]
        assert len(comments) >= 2, path.name
        assert head.startswith("# yaml-language-server"), path.name


def test_a_bare_archive_holds_no_record_no_chapter_and_no_source(tmp_path: Path):
    archive = new(tmp_path / "new", "--bare")
    content = {path.relative_to(archive / "content").as_posix() for path in (archive / "content").rglob("*.*")}

    assert content == {"archive.yml", "home.md", "sources.yml", "about/about.md", "about/contribute.md"}


@BOTH
def test_every_file_of_yaml_names_a_schema_that_lies_in_the_archive_and_keeps_it(tmp_path: Path, options: list[str]):
    archive = new(tmp_path / "new", *options)
    files = sorted((archive / "content").rglob("*.yml"))
    assert files
    for path in files:
        named_schema = path.read_text(encoding="utf-8").partition("\n")[0].partition("$schema=")[2]
        schema = (path.parent / named_schema).resolve()
        assert schema == archive / "schemas" / f"{schema_name(path)}.json"
        assert messages(json.loads(schema.read_text(encoding="utf-8")), as_edited(path)) == []


def test_its_schemas_are_those_of_the_program(tmp_path: Path):
    archive = new(tmp_path / "new")
    assert files_of(archive / "schemas") == files_of(FOLDER)


@BOTH
def test_it_holds_no_word_of_the_first_archive(tmp_path: Path, options: list[str]):
    archive = new(tmp_path / "new", *options)
    files = [path for path in archive.rglob("*") if path.is_file() and path.suffix not in BYTES]
    assert len(files) > 20
    assert {path.name: words for path in files if (words := words_in(text_in(path)))} == {}


def test_forms_and_versions_are_those_of_the_program(tmp_path: Path):
    archive = new(tmp_path / "new")
    assert {path: (archive / path).read_bytes() for path in BORROWED} == {
        path: (ROOT / origin).read_bytes() for path, origin in BORROWED.items()
    }


def test_a_repository_leaves_out_what_the_program_makes(tmp_path: Path):
    archive = new(tmp_path / "new")
    git(archive, "init")
    git(archive, "add", "--all")
    assert run("kalmyk_site", "build", cwd=archive).returncode == 0
    (archive / ".venv").mkdir()
    (archive / ".venv" / "pyvenv.cfg").write_text("", encoding="utf-8")

    assert git(archive, "status", "--porcelain", "--untracked-files").replace("A  ", "?? ").count("?? site/") == 0
    assert ".venv" not in git(archive, "status", "--porcelain", "--untracked-files")


def test_the_same_day_gives_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    first, second = new(tmp_path / "first"), new(tmp_path / "second")

    assert files_of(first) == files_of(second)
    assert settings_of(first)["changed"] == "1970-01-01"


@BOTH
def test_the_notes_on_timeline_and_map_are_true_where_the_parts_have_places(tmp_path: Path, options: list[str]):
    settings = (new(tmp_path / "new", *options) / "content" / "archive.yml").read_text(encoding="utf-8")
    blocks = re.findall(r"^# (?:timeline|map):\n(?:#   .*\n)+", settings, re.MULTILINE)
    archive = new(tmp_path / "archive")
    file, numbers = archive / "content" / "archive.yml", archive / "content" / "records" / "statistics" / "houses.yml"
    uncommented = "".join(re.sub("^# ", "", block, flags=re.MULTILINE) for block in blocks)
    file.write_text(file.read_text(encoding="utf-8") + uncommented, encoding="utf-8")
    parts = r"(population: houses (?:left|right) .*\n)"
    text, count = re.subn(parts, r"\1  places: [lowbridge]\n", numbers.read_text(encoding="utf-8"))
    numbers.write_text(text, encoding="utf-8")
    checked = check(archive)

    assert (len(blocks), count) == (2, 2)
    assert checked.findings == ()
    assert checked.index is not None
    assert checked.index.archive.settings.map is not None


# Choices ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Two friends",
        "A: B",
        "# 1",
        "- x",
        "@x",
        "[a, b]",
        "'",
        '"',
        "\\",
        "{",
        "null",
        "1926",
        "a #b",
        "Ëлка, 水",
        "&a",
        "%",
    ],
)
@BOTH
def test_any_text_can_be_title_and_editors(tmp_path: Path, text: str, options: list[str]):
    archive = new(tmp_path / "new", "--title", text, "--editors", text, *options)

    assert settings_of(archive)["title"] == settings_of(archive)["editors"] == text
    index = check(archive).index
    assert index is not None
    assert index.archive.home.matter.title == text


def test_addresses_go_into_the_settings(tmp_path: Path):
    archive = new(
        tmp_path / "new", "--address", "https://flood.example/", "--repository", "https://github.com/friends/flood"
    )

    assert settings_of(archive)["address"] == "https://flood.example/"
    assert settings_of(archive)["repository"] == "https://github.com/friends/flood"


@pytest.mark.parametrize(
    ("option", "value"), [("--title", "two\nlines"), ("--title", ""), ("--address", "flood"), ("--repository", "flood")]
)
def test_what_the_checks_would_refuse_is_not_written(tmp_path: Path, option: str, value: str):
    result = call("init", tmp_path / "new", option, value)

    assert result.exit_code == 2
    assert f"Error: {option}: " in result.stderr
    assert "Nothing was written." in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_terminal_is_asked_for_title_and_editors(tmp_path: Path):
    with terminal() as (person, program):
        command = [sys.executable, "-m", "kalmyk_site", "init", "new"]
        process = subprocess.Popen(command, cwd=tmp_path, stdin=program, stdout=program, stderr=program)
        os.write(person, b"The storm\nThree friends\n")
        seen, deadline = "", time.monotonic() + 30
        while "kalmyk-site build" not in seen and time.monotonic() < deadline:
            if select.select([person], [], [], 0.1)[0]:
                seen += os.read(person, 4096).decode()
        assert process.wait(30) == 0

    assert settings_of(tmp_path / "new")["title"] == "The storm"
    assert settings_of(tmp_path / "new")["editors"] == "Three friends"


def test_what_was_made_is_told_with_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = call("init", "my flood")

    assert "in my flood:" in result.stdout
    assert "content/archive.yml" in result.stdout
    assert (
        "Next:\n\n    cd 'my flood'\n    kalmyk-site check\n    kalmyk-site serve\n    kalmyk-site build\n"
        in result.stdout
    )
    assert "choose the license of your own texts" in result.stdout.partition("Next:")[2]


def test_of_a_bare_archive_nothing_is_told_that_it_has_not(tmp_path: Path):
    told = call("init", tmp_path / "new", "--bare").stdout

    assert "chapters" not in told
    assert "records" not in told


def test_ctrl_c_at_a_question_writes_nothing(tmp_path: Path):
    with terminal() as (person, program):
        command = [sys.executable, "-m", "kalmyk_site", "init", "new"]
        process = subprocess.Popen(command, cwd=tmp_path, stdin=program, stdout=program, stderr=program)
        seen, deadline = "", time.monotonic() + 60
        while "Nothing was written." not in seen and time.monotonic() < deadline:
            if select.select([person], [], [], 3)[0]:
                seen += os.read(person, 4096).decode()
            # Again where that was too early for the question to notice.
            if seen.endswith("later): "):
                process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130

    assert "Stopped. Nothing was written." in seen
    assert list(tmp_path.iterdir()) == []


# What is left of the example ----------------------------------------------------------------------------------------


@BOTH
def test_what_no_check_would_miss_is_marked_as_the_examples(tmp_path: Path, options: list[str]):
    lines = (new(tmp_path / "new", *options) / "content" / "archive.yml").read_text(encoding="utf-8").splitlines()
    marked = {line.partition(":")[0].strip(" -{") for line in lines if line.endswith("  # EXAMPLE: replace")}

    assert {"title", "description", "editors", "name", "address"} <= marked
    assert options or {"subtitle", "id"} <= marked


def test_what_was_chosen_is_not_marked(tmp_path: Path):
    archive = new(tmp_path / "new", "--title", "The storm", "--editors", "Three friends")
    lines = (archive / "content" / "archive.yml").read_text(encoding="utf-8").splitlines()

    assert {"title: The storm", "editors: Three friends"} <= set(lines)


@BOTH
def test_readers_are_not_told_what_another_archive_lacks(tmp_path: Path, options: list[str]):
    assert "missing" not in settings_of(new(tmp_path / "new", *options))


def test_with_and_without_the_example_an_archive_has_the_same_license(tmp_path: Path):
    licenses = [
        settings_of(new(tmp_path / name, *options))["license"] for name, options in (("a", []), ("b", ["--bare"]))
    ]
    assert licenses[0] == licenses[1]


# Where it is made ---------------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("Mine.", encoding="utf-8")
    result = call("init", tmp_path)

    assert result.exit_code == 2
    assert "is not empty: it holds notes.txt. Name a new folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_all_that_stands_in_the_way_is_named(tmp_path: Path):
    for name in ("README.md", "LICENSE", ".gitignore"):
        (tmp_path / name).write_text("Mine.", encoding="utf-8")
    assert "it holds .gitignore, LICENSE, README.md. Name" in call("init", tmp_path).stderr

    for name in ("a", "b", "c", "d"):
        (tmp_path / name).mkdir()
    assert "it holds .gitignore, LICENSE, README.md, a, b and 2 more. Name" in call("init", tmp_path).stderr


def test_where_an_archive_is_the_way_to_renew_it_is_told(tmp_path: Path):
    archive = new(tmp_path / "new")
    before = files_of(archive)
    result = call("init", archive)

    assert result.exit_code == 2
    assert "already; kalmyk-site init --renew renews what belongs to the program" in result.stderr
    assert files_of(archive) == before


def test_a_new_repository_and_an_environment_may_stand_there(tmp_path: Path):
    git(tmp_path, "init")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("", encoding="utf-8")

    assert check(new(tmp_path)).findings == ()


def test_the_folder_where_one_is_needs_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = call("init")

    assert result.exit_code == 0
    assert "is in this folder:" in result.stdout
    assert "cd " not in result.stdout


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path):
    archive = tmp_path / "new"
    # An environment may stand there, but in the place of a file it is in the way of the last one that is written.
    (archive / "schemas" / "terms.json").mkdir(parents=True)
    (archive / "schemas" / "pyvenv.cfg").write_text("", encoding="utf-8")
    result = call("init", archive)

    assert result.exit_code == 2
    assert "Nothing new was left there." in result.stderr
    assert sorted(path.name for path in archive.rglob("*")) == ["pyvenv.cfg", "schemas", "terms.json"]


# The program for others ---------------------------------------------------------------------------------------------

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("note", "requirement"),
    [
        (
            {"url": "https://git.example/p.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"kalmyk-site @ git+https://git.example/p.git@{COMMIT}",
        ),
        (
            {"url": "https://git.example/p", "vcs_info": {"vcs": "git", "commit_id": COMMIT}, "subdirectory": "site"},
            f"kalmyk-site @ git+https://git.example/p@{COMMIT}#subdirectory=site",
        ),
        (
            {"url": "https://git.example/p.whl", "archive_info": {"hashes": {"sha256": "ab12"}}},
            "kalmyk-site @ https://git.example/p.whl#sha256=ab12",
        ),
        (
            {"url": "https://git.example/main.zip", "archive_info": {"hashes": {"sha256": "ab12"}}},
            "kalmyk-site @ https://git.example/main.zip",
        ),
    ],
)
def test_what_was_installed_from_an_address_is_named_by_it(note: dict[str, object], requirement: str):
    assert from_note(note) == Program(requirement)


@pytest.mark.parametrize(
    "note",
    [
        {},
        {"url": "file:///folder", "dir_info": {"editable": True}},
        {"url": "file:///gone.whl", "archive_info": {}},
        {"url": "file:///folder", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
    ],
)
def test_what_nobody_else_can_install_is_not_named(note: dict[str, object]):
    assert from_note(note) is None


def test_a_wheel_lies_in_the_archive_and_is_named_there(tmp_path: Path):
    wheel = tmp_path / "kalmyk_site-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    archive = new(tmp_path / "new", "--program", str(wheel))
    [named_wheel] = (archive / "requirements" / "program.txt").read_text(encoding="utf-8").splitlines()

    assert named_wheel == f"./requirements/{wheel.name}"
    assert (archive / named_wheel).read_bytes() == b"wheel"
    assert from_note({"url": wheel.as_uri(), "archive_info": {}}) == Program("", wheel)


def test_an_address_is_named_as_it_is_given():
    address = f"git+https://git.example/p@{COMMIT}"
    files = files_of_new_archive(Choices(), named(address))
    assert files["requirements/program.txt"].decode() == f"kalmyk-site @ {address}\n"


def test_what_is_no_program_is_refused(tmp_path: Path):
    result = call("init", tmp_path / "new", "--program", "somewhere")

    assert result.exit_code == 2
    assert "neither a wheel that is there nor an address" in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_program_that_nobody_else_has_is_told(tmp_path: Path):
    result = call("init", tmp_path / "new")

    assert "requirements/program.txt does not name the program yet" in result.stdout
    lines = (tmp_path / "new" / "requirements" / "program.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)


# Renewing -----------------------------------------------------------------------------------------------------------


def test_renewing_gives_the_schemas_and_versions_of_the_program_and_touches_nothing_else(tmp_path: Path):
    archive = new(tmp_path / "new")
    before = files_of(archive)
    (archive / "schemas" / "events.json").write_text("{}", encoding="utf-8")
    (archive / "requirements" / "dependencies.txt").write_text("", encoding="utf-8")
    (archive / "content" / "home.md").write_text("---\ntitle: Mine\n---\n", encoding="utf-8")
    result = call("--archive", archive, "init", "--renew")

    assert result.exit_code == 0
    assert {path for path, digest in files_of(archive).items() if digest != before[path]} == {"content/home.md"}


def test_renewing_tells_how_much_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    archive = new(tmp_path / "new")
    (archive / "schemas" / "events.json").write_text("{}", encoding="utf-8")
    count = len(list((archive / "schemas").iterdir()))
    monkeypatch.chdir(archive)

    assert call("init", "--renew").stdout.startswith(f"1 file renewed in this folder; {count} stayed as before.\n")
    assert call("init", "--renew").stdout.startswith(f"0 files renewed in this folder; {count + 1} stayed as before.\n")


def test_renewing_names_the_wheel_that_is_no_longer_needed(tmp_path: Path):
    old, newer = (tmp_path / f"kalmyk_site-{version}-py3-none-any.whl" for version in ("0.1.0", "0.2.0"))
    old.write_bytes(b"old")
    newer.write_bytes(b"newer")
    archive = new(tmp_path / "new", "--program", str(old))
    result = call("--archive", archive, "init", "--renew", "--program", newer)

    assert f"Delete requirements/{old.name}: " in result.stdout
    assert f"Delete requirements/{newer.name}: " not in result.stdout


def test_renewing_is_for_an_archive_and_changes_no_content(tmp_path: Path):
    archive = new(tmp_path / "new")
    (tmp_path / "empty").mkdir()

    assert call("--archive", archive, "init", "--renew", "--title", "x").exit_code == 2
    assert call("init", tmp_path / "empty", "--renew").exit_code == 2
