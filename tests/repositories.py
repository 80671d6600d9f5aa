"""Repositories for tests, made by git as somebody who has set nothing up."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """Run git in a folder and return what it says."""
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment | who, input=given, capture_output=True, check=True)
    return result.stdout.decode().strip()


def commit(folder: Path) -> str:
    """Make a repository of a folder if it is none, and commit all that it holds; returns the commit."""
    git(folder, "init")
    git(folder, "add", "--all")
    git(folder, "commit", "--message", "State")
    return git(folder, "rev-parse", "HEAD")
