"""The command `kalmyk-site`: what it prints, and which exit code it gives."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kalmyk_site.cli import main
from kalmyk_site.progress import Progress
from kalmyk_site.records.findings import Finding, Origin, Severity
from kalmyk_site.reports.explanations import explanation
from kalmyk_site.reports.text import finding_text
from tests.builds.bridge import ERROR, ROOT, WARNING, Bridge, files_of, run, state_of
from tests.repositories import commit, git


def call(*arguments: str | Path) -> Result:
    """Call the command within this process; the streams are kept apart."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def call_for(bridge: Bridge, *arguments: str | Path) -> Result:
    """Call the command for an archive."""
    return call("--archive", bridge.root, *arguments)


# Documented -----------------------------------------------------------------------------------------------------

CONTEXT = click.Context(main)
COMMANDS = {"": main} | {
    name: command for name in main.list_commands(CONTEXT) if (command := main.get_command(CONTEXT, name))
}
"""Every command by its name."""


def options(command: click.Command) -> Iterator[click.Option]:
    """The options of a command."""
    return (parameter for parameter in command.params if isinstance(parameter, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_every_command_and_option(name: str):
    command = COMMANDS[name]
    shown = call(*name.split(), "--help")

    assert shown.exit_code == 0
    assert command.help
    assert command.help.splitlines()[0] in shown.output
    assert [option.name for option in options(command) if not option.help] == []


def test_documentation_names_every_command_and_option():
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    words = {word for name, command in COMMANDS.items() for word in (name, *(o.opts[0] for o in options(command)))}

    assert sorted(word for word in words if word not in re.findall(r"[\w-]+", page) and word) == []


def test_command_and_module_are_one():
    by_module = run("kalmyk_site", "--version", cwd=ROOT)
    by_name = subprocess.run(
        [Path(sys.executable).parent / "kalmyk-site", "--version"], capture_output=True, check=True
    )

    assert by_module.stdout.startswith("kalmyk-site, version ")
    assert by_name.stdout.decode() == by_module.stdout


# Exit codes -----------------------------------------------------------------------------------------------------


def test_a_good_archive_gives_0_and_says_so(bridge: Bridge):
    result = call_for(bridge, "check")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "No faults in 9 files.\n", "")


def test_the_archive_of_this_checkout_is_good():
    result = call("--archive", ROOT, "check")

    assert result.exit_code == 0, result.stdout
    assert re.search(r"^(No faults|\d+ notes?) in .*\d+ files\.$", result.stdout, re.MULTILINE)


def test_information_alone_gives_0(bridge: Bridge):
    bridge.edit("content/records/people/people.yml", '  cite: ["@guide"]\n', "")

    checked, built = call_for(bridge, "check"), call_for(bridge, "build")

    assert (checked.exit_code, built.exit_code) == (0, 0)
    assert "content/records/people/people.yml:1:7: information: record-uncited: " in checked.stdout
    assert checked.stdout.endswith("\n\n1 note in 1 of 9 files.\n")
    assert built.stdout.startswith("No faults in 9 files. ")


@pytest.mark.parametrize(("edit", "words"), [(ERROR, "1 error"), (WARNING, "1 warning")])
def test_errors_and_warnings_give_1_and_are_counted(bridge: Bridge, edit: tuple[str, str, str], words: str):
    bridge.edit(*edit)

    for command in ("check", "build"):
        result = call_for(bridge, command)
        assert result.exit_code == 1
        assert f"\n\n{words} in 1 of 9 files." in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--ot", "site"),
        ("build", "content"),
        ("check", "no-such-file.yml"),
        ("serve", "--port", "0"),
        ("serve", "--port", "eighty"),
    ],
)
def test_a_wrong_call_gives_2_and_says_what_is_wrong(bridge: Bridge, arguments: tuple[str, ...]):
    result = call_for(bridge, *arguments)

    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert result.stdout == ""


def test_without_an_archive_the_call_gives_2_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    for command in ("check", "build", "serve"):
        result = call(command)
        assert result.exit_code == 2
        assert "Error: no archive here" in result.stderr
        assert "--archive" in result.stderr


def test_a_folder_without_content_is_no_archive(tmp_path: Path):
    result = call("--archive", tmp_path, "check")

    assert result.exit_code == 2
    assert f"no archive in {tmp_path}: it has no folder content/" in result.stderr


# check ----------------------------------------------------------------------------------------------------------


def test_the_archive_is_the_nearest_one_upwards(bridge: Bridge, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(bridge.root / "content" / "records")

    assert call("check").stdout == "No faults in 9 files.\n"


def test_paths_limit_the_report_but_not_the_reading(bridge: Bridge, monkeypatch: pytest.MonkeyPatch):
    bridge.edit(*ERROR)
    monkeypatch.chdir(bridge.root / "content")

    touched, others, whole = call("check", "history"), call("check", "records", "home.md"), call("check", "..")

    assert touched.exit_code == whole.exit_code == 1
    assert touched.stdout == whole.stdout
    assert "content/history/building.md:5:1: error: record-unknown: " in touched.stdout
    assert others.exit_code == 0
    assert others.stdout == "No faults here; 9 files were read.\nIn the whole archive: 1 error.\n"


def test_a_link_in_the_archive_is_reported_under_its_own_path(bridge: Bridge, monkeypatch: pytest.MonkeyPatch):
    (bridge.root / "content" / "history" / "linked.md").symlink_to(bridge.root / "mkdocs.yml")
    monkeypatch.chdir(bridge.root)

    assert "file-outside" in call("check", "content/history/linked.md").stdout


def test_a_path_that_is_never_read_is_refused(bridge: Bridge, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(bridge.root)
    result = call("check", "mkdocs.yml")

    assert result.exit_code == 2
    assert "mkdocs.yml is no part of the archive: all that is read stands in content" in result.stderr


def test_a_fault_is_shown_in_its_line_with_a_caret_below_it(bridge: Bridge):
    bridge.edit(*ERROR)

    assert call_for(bridge, "check").stdout.split("\n") == [
        "content/history/building.md:5:1: error: record-unknown: there is no person 'ana-hall'.",
        "    5 | [Anna Hall](person:ana-hall) drew it [@hall1901, pp. 3-4]. It has [7](statistic:arches) arches [@gu…",
        "      | ^",
        "    Found: person:ana-hall",
        "    Expected: the id of a person of this archive",
        "    Did you mean 'person:anna-hall'?",
        "    Correct the id, or add the record.",
        "",
        "1 error in 1 of 9 files.",
        "What a code means: kalmyk-site check --explain record-unknown",
        "",
    ]


def test_a_build_shows_faults_as_check_does(bridge: Bridge):
    bridge.edit(*ERROR)

    checked, built = call_for(bridge, "check"), call_for(bridge, "build")
    assert built.stdout.partition("\n\n")[0] == checked.stdout.partition("\n\n")[0]


def test_documentation_shows_a_report_as_it_is(bridge: Bridge):
    bridge.edit(*ERROR)

    shown = call_for(bridge, "check").stdout
    assert f"```text\n{shown}```\n" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_a_fault_of_a_file_as_a_whole_is_shown_in_none_of_its_lines(bridge: Bridge):
    bridge.write("content/records/bridges/bridges.yml", "- id: bridge\n")

    assert " | " not in call_for(bridge, "check").stdout


def test_a_fault_of_the_first_word_of_a_file_is_shown_in_its_line(bridge: Bridge):
    bridge.write("content/about/words.md", "Words.\n")

    assert "    1 | Words.\n      | ^^^^^^\n" in call_for(bridge, "check").stdout


@pytest.mark.parametrize(
    ("environment", "arguments", "colored"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--no-color",), False),
        ({"NO_COLOR": "1"}, ("--color",), True),
    ],
    ids=["terminal", "NO_COLOR", "dumb", "--no-color", "--color"],
)
def test_a_terminal_gets_colors_unless_they_are_not_wanted(
    bridge: Bridge, environment: dict[str, str], arguments: tuple[str, ...], colored: bool
):
    bridge.edit(*ERROR)
    given = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"} | environment
    with terminal() as (person, program):
        command = [sys.executable, "-m", "kalmyk_site", "check", *arguments]
        check = subprocess.Popen(command, cwd=bridge.root, env=given, stdout=program, stderr=subprocess.DEVNULL)
        seen = read_until(person, "--explain record-unknown\r\n")
        check.wait(10)

    assert "record-unknown" in seen
    assert ("\x1b[1;31merror\x1b[0m" in seen, "\x1b[1;31m ^\x1b[0m" in seen) == (colored, colored)


def test_files_and_pipes_get_no_colors_unless_they_are_asked_for(bridge: Bridge):
    bridge.edit(*ERROR)

    assert "\x1b" not in bridge.command("check").stdout
    assert "\x1b[1;31merror" in bridge.command("check", "--color").stdout


def test_json_is_all_that_a_program_reads(bridge: Bridge):
    bridge.edit(*ERROR)
    result = bridge.command("check", "--format", "json")

    assert (result.returncode, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    assert report["counts"] == {"error": 1, "warning": 0, "information": 0}
    assert [finding["code"] for finding in report["findings"]] == ["record-unknown"]


def test_json_of_a_good_archive_is_an_empty_list(bridge: Bridge):
    result = call_for(bridge, "check", "--format", "json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["findings"] == []


def test_documentation_describes_every_field_of_json(bridge: Bridge):
    bridge.edit(*ERROR)
    report = json.loads(call_for(bridge, "check", "--format", "json").stdout)
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")

    assert [name for name in (*report, *report["findings"][0]) if f"`{name}`" not in page] == []


def test_github_is_told_paths_of_its_workspace(bridge: Bridge, monkeypatch: pytest.MonkeyPatch):
    bridge.edit(*ERROR)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(bridge.root.parent))
    inside = call_for(bridge, "check", "--format", "github")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(bridge.root))
    whole = call_for(bridge, "check", "--format", "github")

    assert inside.exit_code == whole.exit_code == 1
    assert inside.stdout.startswith("::error file=bridge/content/history/building.md,line=5,col=1,title=record-unknown")
    assert whole.stdout.startswith("::error file=content/history/building.md,line=5,col=1,title=record-unknown::")


def test_a_code_is_explained_without_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = call("check", "--explain", "record-unknown")

    assert result.exit_code == 0
    assert result.stdout == f"{explanation('record-unknown')}\n"


def test_an_unknown_code_gives_2_and_names_the_nearest():
    result = call("check", "--explain", "record-unknwon")

    assert result.exit_code == 2
    assert result.stderr == (
        "Error: there is no finding with the code 'record-unknwon'. Did you mean 'record-unknown'?\n"
    )


def test_since_reports_only_what_a_change_brought_in(bridge: Bridge):
    bridge.edit(*ERROR)
    commit(bridge.root)
    old = call_for(bridge, "check", "--since", "HEAD")
    bridge.edit(*WARNING)
    new = call_for(bridge, "check", "--since", "HEAD")

    assert (old.exit_code, new.exit_code) == (0, 1)
    assert old.stdout == "Nothing new since HEAD; 9 files were read.\nIn the whole archive: 1 error.\n"
    assert "record-unknown" not in new.stdout
    assert ": warning: life-order: " in new.stdout
    assert "\n\nNew since HEAD: 1 warning in 1 of 9 files.\nIn the whole archive: 1 error, 1 warning.\n" in new.stdout


def test_a_comparison_with_the_commit_one_is_on_says_that_it_saw_no_commit(bridge: Bridge):
    commit(bridge.root)
    alone = call_for(bridge, "check", "--since", "main")
    git(bridge.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(bridge.root, "commit", "--allow-empty", "--message", "Mine")
    on_main = call_for(bridge, "check", "--since", "main")
    as_evidence = call_for(bridge, "diff", "main")
    elsewhere = call_for(bridge, "check", "--since", "origin/main")

    said = "main is the commit you are on; only what is not committed was compared."
    assert alone.stdout == f"Nothing new since main; 9 files were read.\n{said}\n"
    assert on_main.stdout.splitlines()[-1] == f"{said} What you have not sent: origin/main in place of main."
    assert as_evidence.stderr.splitlines()[-1] == on_main.stdout.splitlines()[-1]
    assert elsewhere.stdout == "Nothing new since origin/main; 9 files were read.\n"


@pytest.mark.parametrize(("called", "near"), [(("chek",), "check"), (("new", "evnt"), "event")])
def test_a_misspelt_command_or_kind_names_the_nearest(called: tuple[str, ...], near: str):
    result = call(*called)

    assert result.exit_code == 2
    assert f"No such command '{called[-1]}'. Did you mean '{near}'?" in result.stderr


def test_since_a_revision_that_is_not_there_gives_2(bridge: Bridge):
    outside = call_for(bridge, "check", "--since", "HEAD")
    commit(bridge.root)
    unknown = call_for(bridge, "check", "--since", "v9")
    option = call_for(bridge, "check", "--since=--output=x")

    assert (outside.exit_code, unknown.exit_code, option.exit_code) == (2, 2, 2)
    assert "is in no git repository" in outside.stderr
    assert "this repository has no revision 'v9'" in unknown.stderr
    assert "is no name of a revision" in option.stderr


def test_checking_loads_nothing_of_what_makes_pages():
    heavy = ("kalmyk_site.pages", "kalmyk_site.drawings", "kalmyk_site.exports", "jinja2", "mkdocs", "pagefind")
    program = f"import sys, kalmyk_site.commands.check; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"


def test_a_terminal_without_cyrillic_shows_escapes(bridge: Bridge):
    bridge.edit("content/history/building.md", "person:anna-hall", "person:анна")
    result = bridge.command("check", PYTHONIOENCODING="latin-1")

    assert result.returncode == 1
    assert r"there is no person '\u0430\u043d\u043d\u0430'" in result.stdout
    assert result.stderr == ""


def test_what_could_command_a_terminal_or_hide_is_escaped():
    place = Origin("content/home.md", 1, 1)
    finding = Finding("field-unknown", place, "no field '\x1b[2J' is known", value="a\u200bb\nc")

    assert finding_text(finding, Severity.ERROR).splitlines() == [
        r"content/home.md:1:1: error: field-unknown: no field '\x1b[2J' is known.",
        r"    Found: a\u200bb\nc",
    ]


# diff -----------------------------------------------------------------------------------------------------------

LOST = ("content/history/building.md", "arches [@guide].", "arches.")
"""An edit after which a sentence has a citation less."""

MORE = ("content/records/statistics/statistics.yml", "value: 7", "value: 8")
"""An edit after which an estimate has another value."""


def test_diff_tells_what_changed_as_evidence_and_gives_0(bridge: Bridge):
    commit(bridge.root)
    same = call_for(bridge, "diff", "HEAD")
    bridge.edit(*MORE)
    bridge.edit(*LOST)
    other = call_for(bridge, "diff", "HEAD")

    assert (same.exit_code, other.exit_code) == (0, 0)
    assert same.stdout == "# Evidence: `HEAD` to the working tree\n\nNothing changed as evidence.\n"
    assert other.stdout.startswith("# Evidence: `HEAD` to the working tree\n\n1 citation lost, 1 number changed.\n")


def test_documentation_shows_a_diff_as_it_is(bridge: Bridge):
    commit(bridge.root)
    bridge.edit(*MORE)
    bridge.edit(*LOST)

    shown = call_for(bridge, "diff", "HEAD").stdout
    assert f"```markdown\n{shown}```\n" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_diff_compares_two_revisions_whatever_the_working_tree_holds(bridge: Bridge):
    commit(bridge.root)
    bridge.edit(*MORE)
    commit(bridge.root)
    bridge.edit(*LOST)

    assert "\n\n1 number changed.\n" in call_for(bridge, "diff", "HEAD~1", "HEAD").stdout


def test_documentation_describes_every_field_of_a_diff_as_json(bridge: Bridge):
    commit(bridge.root)
    bridge.edit(*ERROR)
    bridge.edit(*LOST)
    bridge.write("content/records/places/places.yml", "- id: [\n")
    result = call_for(bridge, "diff", "HEAD", "--format", "json")
    report = json.loads(result.stdout)
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    lost = next(change for change in report["changes"] if change["citations"])
    names = (*report, *report["counts"], *lost, *lost["citations"][0], *report["unread"][0])

    assert result.exit_code == 0
    assert report["uncompared"] == ["place:bridge"]
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.parametrize("path", ["content/archive.yml", "content/home.md"])
def test_a_state_without_what_an_archive_needs_gives_1_and_is_named(bridge: Bridge, path: str):
    bridge.write(path, "[")
    commit(bridge.root)
    bridge.write(path, "{")
    earlier, later = call_for(bridge, "diff", "HEAD"), call_for(bridge, "diff", "HEAD", "HEAD")

    assert (earlier.exit_code, later.exit_code) == (1, 1)
    assert earlier.stdout == ""
    assert "Error: HEAD cannot be compared: " in earlier.stderr
    assert f"{path}:1:" in earlier.stderr


def test_a_revision_that_git_cannot_read_gives_1_and_its_names_command_no_terminal(bridge: Bridge):
    bridge.write("content/\x1b[2J.md", "Hostile")
    commit(bridge.root)
    name = git(bridge.root, "rev-parse", "HEAD:content/\x1b[2J.md")
    (bridge.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    result = call_for(bridge, "diff", "HEAD")

    assert (result.exit_code, result.stdout) == (1, "")
    assert r"Error: git cannot read content/\x1b[2J.md" in result.stderr


def test_a_wrong_call_of_diff_gives_2(bridge: Bridge):
    outside = call_for(bridge, "diff", "HEAD")
    commit(bridge.root)
    calls = [("diff",), ("diff", "v9"), ("diff", "HEAD", "v9"), ("diff", "HEAD", ""), ("diff", "--", "--output=x")]

    assert outside.exit_code == 2
    assert [call_for(bridge, *arguments).exit_code for arguments in calls] == [2, 2, 2, 2, 2]


def test_comparing_loads_nothing_of_what_makes_pages():
    heavy = ("kalmyk_site.pages", "kalmyk_site.drawings", "kalmyk_site.exports", "jinja2", "mkdocs", "pagefind")
    program = f"import sys, kalmyk_site.commands.diff; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"


# build ----------------------------------------------------------------------------------------------------------


def test_build_says_what_it_wrote_and_where(bridge: Bridge, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(bridge.root)
    result = call("build")

    pages = sum(name.endswith(".html") for name in files_of(bridge.site))
    others = len(files_of(bridge.site)) - pages
    assert result.exit_code == 0
    assert result.stdout == f"No faults in 9 files. {pages} pages and {others} other files in site.\n"
    assert result.stderr == ""


def test_out_names_another_folder(bridge: Bridge, bridge_site: Path, tmp_path: Path):
    result = call_for(bridge, "build", "--out", tmp_path / "elsewhere" / "site")

    assert result.exit_code == 0
    assert files_of(tmp_path / "elsewhere" / "site") == files_of(bridge_site)
    assert not bridge.site.exists()


@pytest.mark.parametrize("out", ["/", "..", ".", "content", "content/site"])
def test_out_refuses_the_archive_itself(bridge: Bridge, monkeypatch: pytest.MonkeyPatch, out: str):
    monkeypatch.chdir(bridge.root)
    before = state_of(bridge.root)
    result = call("build", "--out", out)

    assert result.exit_code == 2
    assert "holds the archive or is part of it" in result.stderr
    assert state_of(bridge.root) == before


def test_out_refuses_a_folder_of_others(bridge: Bridge, tmp_path: Path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "draft.txt").write_text("mine")
    result = call_for(bridge, "build", "--out", tmp_path / "thesis")

    assert result.exit_code == 2
    assert "holds files that this program did not write, draft.txt among them" in result.stderr
    assert [entry.name for entry in (tmp_path / "thesis").iterdir()] == ["draft.txt"]


def test_a_build_puts_back_a_site_that_was_moved_away_even_if_it_finds_errors(built_bridge: Bridge):
    before = files_of(built_bridge.site)
    built_bridge.site.rename(built_bridge.root / ".site-old")
    built_bridge.edit(*ERROR)

    assert call_for(built_bridge, "build").exit_code == 1
    assert files_of(built_bridge.site) == before


def test_for_disk_names_the_file_in_every_link(bridge: Bridge):
    assert call_for(bridge, "build", "--for-disk").exit_code == 0

    for page in bridge.site.rglob("*.html"):
        links = re.findall(r'<[^<>]+ (?:href|src)="([^"#]+)', page.read_text(encoding="utf-8"))
        local = [link for link in links if not link.startswith("https://")]
        assert local
        assert [link for link in local if not (page.parent / link).is_file()] == []


def test_compress_puts_a_copy_beside_each_file_and_the_same_each_time(bridge: Bridge):
    first, files = call_for(bridge, "build", "--compress"), files_of(bridge.site)
    second = call_for(bridge, "build", "--compress")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert files == files_of(bridge.site)
    assert {"index.html", "index.html.gz", "data/archive.json.gz"} <= set(files)
    pages = sum(1 for path in files if path.endswith(".html"))
    assert f" {pages} pages and {len(files) - pages} other files in " in first.stdout


def test_a_disk_has_no_use_for_compressed_copies(bridge: Bridge):
    result = call_for(bridge, "build", "--for-disk", "--compress")

    assert result.exit_code == 2
    assert "--for-disk and --compress exclude each other" in result.stderr
    assert not bridge.site.exists()


# Progress -------------------------------------------------------------------------------------------------------


@contextmanager
def terminal() -> Generator[tuple[int, int]]:
    """Both ends of a terminal: what a person would see is read from the first."""
    person, program = pty.openpty()
    try:
        yield person, program
    finally:
        os.close(person)
        os.close(program)


def read_until(person: int, words: str) -> str:
    """Read from a terminal until some words were seen."""
    seen, deadline = "", time.monotonic() + 10
    while words not in seen and time.monotonic() < deadline:
        if select.select([person], [], [], 0.1)[0]:
            seen += os.read(person, 4096).decode()
    return seen


def test_a_terminal_is_told_what_is_being_done_and_left_as_it_was():
    with terminal() as (person, program), os.fdopen(os.dup(program), "w") as stream:
        with Progress(stream, patience=0) as tell:
            tell("reading")
            assert read_until(person, "reading …").endswith("\r\x1b[Kreading …")
            tell("checking")
            assert read_until(person, "checking …").endswith("\r\x1b[Kchecking …")
        assert read_until(person, "\r\x1b[K").endswith("\r\x1b[K")


def test_what_ends_at_once_is_not_told():
    with terminal() as (person, program), os.fdopen(os.dup(program), "w") as stream:
        with Progress(stream, patience=60) as tell:
            tell("reading")
        assert select.select([person], [], [], 0)[0] == []


def test_a_file_is_told_nothing(tmp_path: Path):
    with (tmp_path / "log").open("w") as stream, Progress(stream, patience=0) as tell:
        tell("reading")

    assert (tmp_path / "log").read_text() == ""


def test_a_long_build_tells_its_progress_and_ctrl_c_keeps_the_last_site(built_bridge: Bridge):
    before = state_of(built_bridge.site)
    many = "".join(f'- {{id: day-{n}, title: Day {n}, date: "1830", cite: ["@guide"]}}\n' for n in range(20_000))
    built_bridge.write("content/records/events/many.yml", many)

    with terminal() as (person, program):
        build = subprocess.Popen([sys.executable, "-m", "kalmyk_site", "build"], cwd=built_bridge.root, stderr=program)
        seen = read_until(person, " …")
        build.send_signal(signal.SIGINT)
        seen += read_until(person, "stands.")

    assert build.wait(10) == 130
    assert re.match(r"\r\x1b\[K(reading|checking|rendering) …", seen)
    assert seen.rstrip().endswith("\r\x1b[KStopped. The last good site stands.")
    assert state_of(built_bridge.site) == before
    assert not list(built_bridge.root.glob(".site-*"))
