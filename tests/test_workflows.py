""".github/: what GitHub runs at a change has a valid form, few rights, and does what a contributor does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from click.testing import CliRunner

from kalmyk_site.cli import main
from tests.conftest import ARCHIVES, ROOT, MakeArchive
from tests.repositories import commit, git

FOLDER = ROOT / ".github"
FILES = sorted((FOLDER / "workflows").glob("*.yml"))

NEW_FOLDER = ROOT / "kalmyk_site" / "example" / "every" / ".github"
"""What a new archive begins with; its forms and its pull request template are those of this project."""

NEW_FILES = sorted((NEW_FOLDER / "workflows").glob("*.yml"))

TINY_ADDRESS = "https://tiny.example/"

Tree = Mapping[str, Any]


def read(path: Path) -> Tree:
    """A file of YAML in which `on` is a word."""
    return cast("Tree", yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


WORKFLOWS = {path.stem: read(path) for path in FILES}
JOBS = {f"{name}: {key}": job for name, workflow in WORKFLOWS.items() for key, job in workflow["jobs"].items()}
NEW_WORKFLOWS = {path.stem: read(path) for path in NEW_FILES}
NEW_JOBS = {f"{name}: {key}": job for name, each in NEW_WORKFLOWS.items() for key, job in each["jobs"].items()}


def steps(*names: str) -> Iterator[Tree]:
    """The steps of the jobs of that name, of all where there is none."""
    for name, job in JOBS.items():
        if not names or name in names:
            yield from job.get("steps", ())


def new_steps(*names: str) -> Iterator[Tree]:
    """The steps of the jobs of that name of a new archive, of all where there is none."""
    for name, job in NEW_JOBS.items():
        if not names or name in names:
            yield from job.get("steps", ())


def used(action: str, *names: str) -> list[Tree]:
    """The steps that use an action."""
    return [step for step in steps(*names) if step.get("uses", "").partition("@")[0] == action]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", [*FILES, *NEW_FILES]),
        ("custom.github-workflows-require-timeout", [*FILES, *NEW_FILES]),
        ("vendor.github-issue-forms", sorted(FOLDER.glob("ISSUE_TEMPLATE/*-*.yml"))),
        ("vendor.github-issue-config", [FOLDER / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.dependabot", [FOLDER / "dependabot.yml"]),
    ],
    ids=["workflows", "timeouts", "forms", "config", "dependabot"],
)
def test_the_files_have_the_form_that_github_reads(schema: str, files: list[Path]):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert result.returncode == 0, result.stdout + result.stderr


def test_every_action_is_pinned_by_one_commit_with_its_version_beside_it():
    files = [*FILES, *NEW_FILES]
    lines = [line for path in files for line in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))]
    foreign = {line for line in lines if not line.startswith("./")}

    assert [line for line in foreign if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    assert len({line.partition("@")[0] for line in foreign}) == len(foreign)
    assert [line for line in set(lines) - foreign if not (ROOT / line).is_file()] == []


def test_only_the_job_that_publishes_may_write():
    assert {name: workflow["permissions"] for name, workflow in WORKFLOWS.items() if workflow["permissions"]} == {}
    writing = {name for name, job in JOBS.items() if "write" in job["permissions"].values()}
    assert writing == {"pages: deploy"}
    assert {name: workflow["permissions"] for name, workflow in NEW_WORKFLOWS.items() if workflow["permissions"]} == {}
    assert {name for name, job in NEW_JOBS.items() if "write" in job["permissions"].values()} == {"pages: deploy"}


def test_what_a_stranger_proposes_meets_no_secret_and_no_credentials():
    for path in (*FILES, *NEW_FILES):
        text = path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        assert "workflow_run" not in text
        assert "secrets" not in text
    new = [step for step in new_steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert {step["with"]["persist-credentials"] for step in (*used("actions/checkout"), *new)} == {"false"}


def test_no_command_holds_text_that_a_stranger_could_have_written():
    assert [step["run"] for step in (*steps(), *new_steps()) if "${{" in step.get("run", "")] == []


# What is run --------------------------------------------------------------------------------------------------------


def make_clone(folder: Path) -> Path:
    """A clone of what is committed here, one empty commit ahead, with links to the environment of this checkout.

    The environment's note says whose it is. Where that does not hold (other versions are locked since) or there is
    none, the commands make an environment of their own.
    """
    git(ROOT, "clone", "--quiet", str(ROOT), str(folder))
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change of nothing")
    note = ROOT / ".venv" / "made-from.json"
    if note.is_file():
        environment = folder / ".venv"
        environment.mkdir()
        for path in note.parent.iterdir():
            if path != note:
                (environment / path.name).symlink_to(path.resolve())
        made_from = json.loads(note.read_text(encoding="utf-8")) | {"place": str(folder)}
        (environment / note.name).write_text(json.dumps(made_from), encoding="utf-8")
    return folder


def run(step: Tree, clone: Path, temporary: Path, *programs: Path) -> subprocess.CompletedProcess[str]:
    """Run the command of a step as GitHub does; what other steps would have given is a word.

    Args:
        step: The step.
        clone: The checkout.
        temporary: A folder beside it.
        programs: Folders of programs that earlier steps have installed.
    """
    given = {name: re.sub(r"\$\{\{.*?\}\}", "given", text) for name, text in step.get("env", {}).items()}
    ours = {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(temporary / "summary.md")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "PYTHON", "MAKE"))}
    kept["PATH"] = os.pathsep.join([*map(str, programs), kept["PATH"]])
    return subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=clone,
        env=kept | ours | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize(
    ("job", "upload"),
    [
        ("pull-request: build", "actions/upload-artifact"),
        ("pages: build", "actions/upload-pages-artifact"),
    ],
)
def test_a_build_job_gives_a_site_in_a_clean_clone(tmp_path: Path, job: str, upload: str):
    clone = make_clone(tmp_path / "clone")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    results = [run(step, clone, temporary) for step in steps(job) if "run" in step]
    [step] = used(upload, job)
    site = clone / step["with"]["path"].replace("${{ runner.temp }}", str(temporary))

    assert [result.stdout for result in results if result.returncode != 0] == []
    assert (site / "index.html").is_file()
    assert git(clone, "status", "--porcelain") == ""


def test_a_pull_request_shows_what_it_brings_in_beside_its_lines(tmp_path: Path):
    clone = make_clone(tmp_path / "clone")
    page = clone / "content" / "home.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nIt fell [@nobody1900, p. 1].\n", encoding="utf-8")
    [check] = [step for step in steps("pull-request: build") if "make check" in step.get("run", "")]
    line = len(page.read_text(encoding="utf-8").splitlines())
    git(clone, "commit", "--quiet", "--all", "--message", "A change")
    result = run(check, clone, tmp_path)

    assert result.returncode != 0
    assert f"::error file=content/home.md,line={line}," in result.stdout
    assert len(re.findall(r"^::", result.stdout, re.MULTILINE)) == 1


def test_a_pull_request_has_the_state_it_is_compared_with():
    [checkout] = used("actions/checkout", "pull-request: build")

    assert checkout["with"]["fetch-depth"] == "2"


def test_tests_run_as_a_contributor_runs_them_with_every_change():
    assert [step["run"] for step in steps("test: test") if "run" in step] == [".ci/run"]
    assert {name for name, job in JOBS.items() if job.get("uses") == "./.github/workflows/test.yml"} == {
        "pull-request: test",
        "pages: test",
    }


def test_the_oldest_and_the_newest_python_are_tested():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r":: Python :: (3\.\d+)", "\n".join(project["classifiers"]))

    assert JOBS["test: test"]["strategy"]["matrix"]["python"] == [named[0], named[-1]]


def test_only_what_was_built_and_tested_on_main_is_published_one_state_after_the_other():
    pages = WORKFLOWS["pages"]
    deploy = JOBS["pages: deploy"]

    assert pages["on"]["push"] == {"branches": ["main"]}
    assert pages["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert deploy["needs"] == ["build", "test"]
    assert deploy["if"] == "github.ref == 'refs/heads/main'"
    assert deploy["environment"]["name"] == "github-pages"


def test_a_link_to_others_that_is_dead_fails_nothing():
    [check] = used("lycheeverse/lychee-action")

    assert check["with"]["fail"] == "false"
    assert set(WORKFLOWS["scheduled"]["on"]) == {"schedule", "workflow_dispatch"}
    assert not used("lycheeverse/lychee-action", *(name for name in JOBS if not name.startswith("scheduled:")))


@pytest.mark.parametrize("job", NEW_JOBS)
def test_what_a_new_archive_lets_run_gives_a_site(tmp_path: Path, job: str):
    """All but the installation, in whose place stands the program of this checkout."""
    archive = tmp_path / "archive"
    result = CliRunner().invoke(main, ["init", str(archive), "--address", "https://flood.example/lowbridge/"])
    assert result.exit_code == 0, result.output
    commit(archive)
    git(archive, "commit", "--quiet", "--allow-empty", "--message", "A change of nothing")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    commands = [step for step in new_steps(job) if "run" in step and step["name"] != "install the program"]
    results = [run(step, archive, temporary, Path(sys.executable).parent) for step in commands]
    sites = [
        Path(step["with"]["path"].replace("${{ runner.temp }}", str(temporary)))
        for step in new_steps(job)
        if "upload" in step.get("uses", "")
    ]

    assert [result.stdout for result in results if result.returncode != 0] == []
    assert [site for site in sites if not (archive / site / "index.html").is_file()] == []
    assert bool(commands) == bool(sites) == (job != "pages: deploy")
    assert git(archive, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "written",
    [
        "https://flood.example/lowbridge/",
        "https://flood.example/lowbridge",
        '"https://flood.example/lowbridge/"',
        "https://flood.example/lowbridge/  # our address",
    ],
)
def test_an_archive_is_told_when_it_is_published_elsewhere(make_archive: MakeArchive, tmp_path: Path, written: str):
    settings = (ARCHIVES / "tiny" / "content" / "archive.yml").read_text(encoding="utf-8")
    assert TINY_ADDRESS in settings
    archive = make_archive(tmp_path / "archive", {"content/archive.yml": settings.replace(TINY_ADDRESS, written)})
    built = CliRunner().invoke(main, ["--archive", str(archive), "build", "--out", str(archive / "site")])
    assert built.exit_code == 0, built.output
    [step] = [step for step in new_steps() if step.get("name") == "compare the address"]
    [ours] = [step for step in steps() if step.get("name") == "compare the address"]
    assert step["run"] == ours["run"]
    at = {
        place: run({**step, "env": {"PUBLISHED": place}}, archive, tmp_path).stdout
        for place in ("https://flood.example/lowbridge", "https://flood.example/elsewhere")
    }

    assert list(map(bool, at.values())) == [False, True]
    assert "write: address: https://flood.example/elsewhere/" in at["https://flood.example/elsewhere"]


def test_what_is_wrong_on_main_is_shown_beside_its_lines_before_the_site_is_built():
    for pages in (WORKFLOWS["pages"], NEW_WORKFLOWS["pages"]):
        commands = [step["run"] for step in pages["jobs"]["build"]["steps"] if "run" in step]
        [at] = [number for number, command in enumerate(commands) if "--format github" in command]
        assert commands[at + 1] in ("make site", "kalmyk-site build")


# Forms --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["add-a-source", "correct-a-fact", "question-a-figure"])
def test_a_link_of_the_site_can_fill_in_the_address_of_a_statement(name: str):
    form = read(FOLDER / "ISSUE_TEMPLATE" / f"{name}.yml")
    [field] = [field for field in form["body"] if field.get("id") == "statement"]

    assert field["type"] == "input"
