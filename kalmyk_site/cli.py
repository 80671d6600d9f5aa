"""The command `kalmyk-site`: adapter between the core and the shell.

Exit codes: 0 for no fault or information only, 1 for errors or warnings, 2 for a call that cannot be followed, 130 when
the user stops it.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

import click

from kalmyk_site.commands.groups import HelpfulGroup

COMMANDS: Final[Mapping[str, str]] = {
    "init": "kalmyk_site.commands.init",
    "check": "kalmyk_site.commands.check",
    "diff": "kalmyk_site.commands.diff",
    "build": "kalmyk_site.commands.build",
    "serve": "kalmyk_site.commands.serve",
    "find": "kalmyk_site.commands.find",
    "new": "kalmyk_site.commands.new",
    "rename": "kalmyk_site.commands.rename",
    "import": "kalmyk_site.commands.import_sources",
}
"""The module of each command, whose `command` it is."""


class LazyGroup(HelpfulGroup):
    """A group that loads a command when it is called: checking needs nothing of what makes pages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        module = COMMANDS.get(cmd_name)
        return cast("click.Command", importlib.import_module(module).command) if module else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the archive. Default: the nearest folder upwards that holds mkdocs.yml.",
)
@click.version_option(package_name="kalmyk-site", prog_name="kalmyk-site")
@click.pass_context
def main(context: click.Context, archive: Path | None) -> None:
    """Begin a documentary archive, check and build it, find in it and write into it.

    Exit codes: 0 no fault or information only, 1 errors or warnings (nothing found), 2 wrong call.
    """
    context.obj = archive
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or pipe that knows no Cyrillic shows escapes in place of it.
        cast("io.TextIOWrapper[io.BufferedWriter]", sys.stdout).reconfigure(errors="backslashreplace")
