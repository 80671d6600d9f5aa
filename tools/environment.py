"""Set up `.venv` with the locked versions: `environment.py runtime` or `environment.py development`.

Runs on the Python that `setup_environment.sh` found, with the standard library alone. A note left inside the
environment says what it was made from; while that holds, nothing is done. An environment that was made from other
versions, was moved, or whose Python is gone, is made anew; one that is merely unfinished is finished.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""Folder of the checkout."""

ENVIRONMENT = ROOT / ".venv"
"""Where the environment is made."""

PYTHON = ENVIRONMENT / "bin" / "python"
"""Its interpreter."""

NOTE = ENVIRONMENT / "made-from.json"
"""What the environment was made from: version of Python, place, and a digest for each set that it holds."""

SETS = {"runtime": ("runtime",), "development": ("runtime", "development")}
"""What each set of packages contains: who has the packages for development can build the site as well."""

INTERPRETER = getattr(sys, "_base_executable", None) or sys.executable
"""The Python on which to make it: not that of an activated environment, which may be the very one to be replaced."""

TELL_VERSION = "import platform; print(platform.python_version())"


class SetupError(Exception):
    """A step failed. The message is meant for the person at the terminal."""


def set_up(wanted: str) -> None:
    """Make `.venv` hold the packages of the set named, one of `SETS`.

    Raises:
        SetupError: when a step fails; the next call begins where this one stopped.
    """
    made_from = _read_note()
    version = _version_of(PYTHON)
    if version is None or _has_to_go(made_from, version):
        made_from = {}
        if ENVIRONMENT.exists():
            shutil.rmtree(ENVIRONMENT)
    digest = _digest(wanted)
    if made_from.get(wanted) == digest:
        return

    print(f"Setting up .venv for {wanted} ...", flush=True)
    uv = shutil.which("uv")
    if not PYTHON.exists():
        _make_environment(uv)
    _install(uv, "--require-hashes", "-r", f"requirements/{wanted}.txt")
    # The checkout itself: its entry points, and a pointer to its files in place of a copy.
    _install(uv, "--no-deps", "--no-build-isolation", "--editable", ".")
    digests = {name: _digest(name) for name in SETS[wanted]}
    note = {"place": str(ROOT), "version": _version_of(PYTHON) or ""} | digests
    NOTE.write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


def _has_to_go(made_from: Mapping[str, str], version: str) -> bool:
    """Whether the environment, which runs on the Python of this version, cannot be built upon."""
    if tuple(int(part) for part in version.split(".")[:2]) < (3, 11):
        return True
    if "PYTHON" in os.environ and version != sys.version.split()[0]:
        return True
    if not made_from:
        return False
    same_place = made_from.get("place") == str(ROOT) and made_from.get("version") == version
    return not same_place or any(made_from[name] != _digest(name) for name in SETS if name in made_from)


def _digest(name: str) -> str:
    """Digest of all that decides what an installation of this set gives."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # Not the settings of linter and tests: changing those has to install nothing.
    parts = [project["build-system"], project["project"], project["tool"]["hatch"]]
    locked = (ROOT / "requirements" / f"{name}.txt").read_bytes()
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode() + locked).hexdigest()


def _read_note() -> dict[str, str]:
    """What is noted about the environment; nothing when it is unfinished."""
    try:
        return json.loads(NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _version_of(python: Path) -> str | None:
    """Version of an interpreter, such as "3.11.7", or None when it does not run."""
    try:
        answer = subprocess.run([python, "-c", TELL_VERSION], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def _make_environment(uv: str | None) -> None:
    """Make an empty environment on the Python that runs this."""
    if uv:
        _run([uv, "venv", "--quiet", "--no-project", "--python", INTERPRETER, str(ENVIRONMENT)])
        return
    try:
        _run([INTERPRETER, "-m", "venv", str(ENVIRONMENT)])
    except SetupError as error:
        remedy = "Python's venv does not work here. Install it (Debian, Ubuntu: apt-get install python3-venv) or uv."
        raise SetupError(f"{error}\n{remedy}") from error


def _install(uv: str | None, *arguments: str) -> None:
    """Install with uv where it is there, else with the environment's pip."""
    if not uv and _run_quietly([str(PYTHON), "-m", "pip", "--version"]).returncode != 0:
        # An environment that uv has made holds no pip.
        _run([str(PYTHON), "-m", "ensurepip"])
    pip = [uv, "pip"] if uv else [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    chosen = ["--python", str(PYTHON)] if uv else []
    _run([*pip, "install", "--quiet", *chosen, *arguments])


def _run(command: Sequence[str]) -> None:
    """Run a step; what it prints is shown only when it fails."""
    result = _run_quietly(command)
    if result.returncode != 0:
        raise SetupError(f"{result.stdout.strip()}\nThis step of the set-up failed: {' '.join(command)}")


def _run_quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a step in the checkout's folder, with both of its outputs taken together."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def main(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: The name of one set.

    Returns:
        Exit code: 0 set up, 1 a step failed, 2 wrong call.
    """
    if len(arguments) != 1 or arguments[0] not in SETS:
        print(f"usage: environment.py {'|'.join(SETS)}", file=sys.stderr)
        return 2
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    # Two targets of a parallel make, or two terminals, wait for each other.
    with (cache / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            set_up(arguments[0])
        except SetupError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
