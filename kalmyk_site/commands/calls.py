"""What all commands share: the archive that a call is about, calls that cannot be followed, and being stopped."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, NoReturn

import click

STOPPED: Final = 130
"""Exit code when the user stops a command, as shells have it."""


class CallError(click.ClickException):
    """The call was well formed and cannot be followed here."""

    exit_code = 2


def find_root(archive: Path | None) -> Path:
    """The folder of the archive: the one that was named, or the nearest upwards.

    Raises:
        CallError: there is no archive.
    """
    root = archive.resolve() if archive is not None else _nearest_root(Path.cwd())
    if not (root / "content").exists():
        raise CallError(f"no archive in {root}: it has no folder content/. Name the archive's folder with --archive.")
    return root


def _nearest_root(here: Path) -> Path:
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise CallError(
        "no archive here: neither this folder nor one above it holds mkdocs.yml. "
        "Go into the archive's folder, or name it: kalmyk-site --archive DIR ..."
    )


def stop(what: str) -> NoReturn:
    """End a command that the user has stopped, and say what became of it."""
    click.echo(f"Stopped. {what}", err=True)
    sys.exit(STOPPED)


def shown(path: Path) -> str:
    """The path as short as it can be said from here."""
    path = Path(os.path.normpath(Path.cwd() / path))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
