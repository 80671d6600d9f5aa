"""What all commands share: the archive of a call, calls that cannot be followed, being stopped, how output looks."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache, partial
from pathlib import Path
from typing import Final, NoReturn

import click

from kalmyk_site.records.files import read_lines
from kalmyk_site.reports.excerpts import room_for_text
from kalmyk_site.reports.text import PLAIN, Lines, Style

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


def output_style(color: bool | None = None) -> Style:
    """How text looks on the standard output: colors are for terminals, unless the user or `NO_COLOR` decides."""
    on_terminal = sys.stdout.isatty()
    wanted = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = room_for_text(shutil.get_terminal_size().columns) if on_terminal else PLAIN.width
    return Style(wanted if color is None else color, width)


def lines_of(root: Path) -> Lines:
    """The lines of the archive's files, each read once and only where a report shows it."""
    return cache(partial(read_lines, root))


def shown(path: Path) -> str:
    """The path as short as it can be said from here."""
    path = Path(os.path.normpath(Path.cwd() / path))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
