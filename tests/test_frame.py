"""The frame of the project: the package, the commands, the locked versions, and nothing of anyone's machine."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

from tools import debian, programs
from tools import find_nginx as nginx_finder
from tools.find_chromium import CHROMIUM
from tools.find_nginx import NGINX
from tools.programs import ProgramError

ROOT = Path(__file__).resolve().parent.parent

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

PINNED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>[^\\]+))? \\$", re.MULTILINE)

PERSONAL_FOLDER = r"(?<![\w.:/~-])/(?:home|Users|root)/\w|\b[A-Z]:\\Users\\"
"""Pattern of an absolute path below somebody's own folder."""


def project_files() -> list[Path]:
    """Every file that belongs to the project, whether or not it is committed yet."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    result = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in result.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file() and not (ROOT / name).is_symlink()]


def table(*keys: str) -> dict[str, str]:
    """A table of `pyproject.toml`, such as `project.scripts`, whose values are texts."""
    value = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for key in keys:
        value = value[key]
    return value


@pytest.fixture(scope="session")
def wheel_names(wheel: Path) -> set[str]:
    """Names of all files in it."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_command_and_host_find_the_package():
    assert table("project", "scripts") == {"kalmyk-site": "kalmyk_site.cli:main"}
    assert table("project", "entry-points", "mkdocs.plugins") == {"kalmyk_site": "kalmyk_site.plugin:ArchivePlugin"}
    assert table("project", "entry-points", "mkdocs.themes") == {"kalmyk_site": "kalmyk_site.theme"}


def test_a_theme_is_registered_once_so_that_properdocs_does_not_warn():
    themes = [*entry_points(group="mkdocs.themes"), *entry_points(group="properdocs.themes")]
    assert [theme.name for theme in themes].count("kalmyk_site") == 1


def test_wheel_holds_every_file_of_the_package(wheel_names: set[str]):
    package = {path.relative_to(ROOT).as_posix() for path in project_files() if ROOT / "kalmyk_site" in path.parents}
    assert {"kalmyk_site/py.typed", "kalmyk_site/theme/mkdocs_theme.yml"} <= package
    assert sorted(package - wheel_names) == []


def test_wheel_holds_templates_and_no_content(wheel_names: set[str]):
    assert any(name.startswith("kalmyk_site/templates/") and name.endswith(".html") for name in wheel_names)
    assert not any(name.startswith(("content/", "tests/", "tools/")) for name in wheel_names)


def test_a_wheel_explains_findings_without_the_documentation(wheel: Path, tmp_path: Path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-m", "kalmyk_site", "check", "--explain", "record-unknown"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "To mend: correct the id, or add the record." in result.stdout


def test_help_lists_every_command_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^ *make ([\w-]+)", shown, re.MULTILINE) == targets
    assert {"site", "test", "serve", "check", "clean", "help"} <= set(targets)


def test_every_command_of_the_makefile_is_phony():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony.split() == re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locked_versions_name_no_place_to_fetch_them_from(lock: Path):
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(?!hash=)", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_version_has_hashes(lock: Path):
    text = lock.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert len(packages) == len(PINNED.findall(text))
    assert all("--hash=sha256:" in package for package in packages)


def test_locked_versions_for_node_name_no_place_to_fetch_them_from_and_have_hashes():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert len(packages) > 2
    assert {path for path, package in packages.items() if "resolved" in package} == set()
    assert {path for path, package in packages.items() if not package.get("integrity")} == set()
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_development_contains_runtime_in_the_same_versions():
    runtime, development = (
        set(PINNED.findall((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))
        for name in ("runtime", "development")
    )
    assert runtime <= development


def test_every_direct_requirement_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups: dict[str, list[str | dict[str, str]]] = project["dependency-groups"]
    wanted = {
        "runtime": [*project["project"]["dependencies"], *groups["build"]],
        "development": [*project["project"]["dependencies"], *groups["development"]],
    }
    for name, requirements in wanted.items():
        locked = {match[0] for match in PINNED.findall((ROOT / "requirements" / f"{name}.txt").read_text())}
        direct = {re.split(r"[^\w.-]", text)[0].lower() for text in requirements if isinstance(text, str)}
        assert sorted(direct - locked) == []


def test_no_file_names_a_path_of_somebodys_machine():
    # A folder right below the root, such as "/src", has a name that may well stand in a text.
    own = [rf"(?<!\w){re.escape(str(folder))}(?!\w)" for folder in (ROOT, Path.home()) if len(folder.parts) > 2]
    here = re.compile("|".join([*own, PERSONAL_FOLDER]))
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in project_files()
        for number, line in enumerate(path.read_bytes().decode("utf-8", errors="replace").splitlines(), start=1)
        if here.search(line)
    ]
    assert found == []


def test_the_hook_for_pre_commit_checks_the_whole_archive_when_content_changes():
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("kalmyk-site check", "python", False)
    assert re.search(hook["files"], "content/records/people/people.yml")
    assert not re.search(hook["files"], "tests/content/test_content.py")


def test_continuous_integration_runs_what_a_contributor_runs():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("make --no-print-directory test")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_continuous_integration_does_without_no_test():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "export REQUIRE_NGINX=1" in script.splitlines()


def test_every_decision_is_indexed_by_its_title():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    rows = re.findall(r"^\| \[(\d{4})\]\(decisions/(\S+)\) \| (.+) \|$", index, re.MULTILINE)
    titles = [path.read_text(encoding="utf-8").splitlines()[0] for path in decisions]
    assert [(name, f"# {number}: {title}") for number, name, title in rows] == [
        (path.name, title) for path, title in zip(decisions, titles, strict=True)
    ]


@pytest.mark.parametrize("decision", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts(decision: Path):
    text = decision.read_text(encoding="utf-8")
    assert re.findall(r"^(?:Status(?=: )|## .+)", text, re.MULTILINE) == [
        "Status",
        "## Context",
        "## Decision",
        "## Consequences",
    ]


@pytest.fixture
def only_these_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder which is all that the search path holds."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("CHROMIUM", "NGINX", "REQUIRE_NGINX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(nginx_finder, "PLACES", ())
    monkeypatch.setattr(programs, "CACHE", tmp_path)
    monkeypatch.setattr(nginx_finder, "UNPACKED", tmp_path / "unpacked")
    monkeypatch.setattr(debian, "can_install", lambda: False)
    return tmp_path


def write_command(path: Path, says: str, code: int = 0) -> Path:
    """A command that prints one line and ends with an exit code."""
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_chromium_that_is_installed_is_found(only_these_commands: Path):
    chromium = write_command(only_these_commands / "chromium", "Chromium 140.0")
    assert CHROMIUM.find() == chromium


def test_a_command_that_only_says_how_to_get_chromium_is_passed_over(only_these_commands: Path):
    write_command(only_these_commands / "chromium-browser", "Chromium has to be installed first", code=1)
    chrome = write_command(only_these_commands / "google-chrome", "Google Chrome 140.0")
    assert CHROMIUM.find() == chrome


def test_chromium_named_by_the_environment_is_the_only_candidate(
    only_these_commands: Path, monkeypatch: pytest.MonkeyPatch
):
    write_command(only_these_commands / "chromium", "Chromium 140.0")
    monkeypatch.setenv("CHROMIUM", "chromium-of-my-own")
    with pytest.raises(ProgramError, match="chromium-of-my-own does not run"):
        CHROMIUM.find()


WITH_GZIP = "configure arguments: --with-http_gzip_static_module"


def write_nginx(path: Path, says: str) -> Path:
    """A command that tells how it was built, as nginx does, on the other stream."""
    write_command(path, f"{says}' >&2; echo '")
    return path


def test_nginx_that_is_installed_is_found(only_these_commands: Path):
    nginx = write_nginx(only_these_commands / "nginx", WITH_GZIP)
    assert NGINX.find() == nginx


def test_nginx_that_cannot_send_compressed_copies_is_passed_over(only_these_commands: Path):
    write_nginx(only_these_commands / "nginx", "configure arguments: --with-http_ssl_module")
    folder = only_these_commands / "unpacked" / "usr" / "sbin"
    folder.mkdir(parents=True)
    unpacked = write_nginx(folder / "nginx", WITH_GZIP)
    assert NGINX.find() == unpacked


def test_nginx_named_by_the_environment_is_the_only_candidate(
    only_these_commands: Path, monkeypatch: pytest.MonkeyPatch
):
    write_nginx(only_these_commands / "nginx", WITH_GZIP)
    monkeypatch.setenv("NGINX", "nginx-of-my-own")
    with pytest.raises(ProgramError, match="nginx-of-my-own does not run"):
        NGINX.find()


@pytest.mark.usefixtures("only_these_commands")
@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_setting_up_without_nginx_fails_only_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], required: str, code: int
):
    monkeypatch.setenv("REQUIRE_NGINX", required)
    assert NGINX.main(["--install"], required=nginx_finder.is_required()) == code
    assert "No nginx with its gzip_static module was found" in capsys.readouterr().err
