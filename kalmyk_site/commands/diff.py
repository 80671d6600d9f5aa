"""`kalmyk-site diff`: what changed between two states of the archive, as evidence."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from kalmyk_site.checks.checked import collector_off
from kalmyk_site.commands.calls import CallError, find_root, stop
from kalmyk_site.differences.comparison import State, compare
from kalmyk_site.progress import Progress
from kalmyk_site.records.files import HOME_FILE, SETTINGS_FILE
from kalmyk_site.records.findings import Severity
from kalmyk_site.records.reading import read_archive
from kalmyk_site.reports.change_json import changes_as_json
from kalmyk_site.reports.change_markdown import changes_as_markdown
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.reports.text import finding_text
from kalmyk_site.revisions import RevisionError, UnreadableRevisionError, content_at, only_uncommitted


class _StateError(click.ClickException):
    """A state cannot be read, or so little of it that nothing can be compared."""

    exit_code = 1


@click.command("diff")
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("markdown", "json")),
    default="markdown",
    show_default=True,
    help="markdown for people and for the summary of a workflow, json for programs.",
)
@click.pass_obj
@collector_off()
def command(archive: Path | None, before: str, after: str | None, form: str) -> None:
    """Show what changed as evidence since a revision of git.

    Statements, numbers, dates and what they rest on, the gravest change first. The first REV is the earlier state: a
    branch, a tag or a commit; the second is the later one. Without a second it is the working tree.
    """
    root = find_root(archive)
    try:
        with Progress(sys.stderr) as tell:
            tell(f"reading {before}")
            old = _state(root, before)
            tell("reading")
            new = _state(root, after)
            tell("comparing")
            found = compare(old, new)
    except UnreadableRevisionError as error:
        raise _StateError(visible(str(error))) from error
    except RevisionError as error:
        raise CallError(visible(str(error))) from error
    except KeyboardInterrupt:
        stop("Nothing was reported.")
    report = changes_as_json if form == "json" else changes_as_markdown
    click.echo(report(found, before, after or ""))
    if not found.changes and after is None and (note := only_uncommitted(root, before)):
        click.echo(visible(note), err=True)
    # Python's last collection of cycles would walk both archives to free what ends with the process anyway.
    gc.freeze()


def _state(root: Path, revision: str | None) -> State:
    """The archive at a revision; as it stands in its folder where none is named."""
    if revision is not None:
        with content_at(root, revision) as folder:
            return _read(folder, revision)
    return _read(root, "the working tree")


def _read(folder: Path, name: str) -> State:
    reading = read_archive(folder)
    if reading.archive is None:
        faults = [found for found in reading.findings if found.origin.path in (SETTINGS_FILE, HOME_FILE)]
        said = "\n".join(finding_text(found, Severity.ERROR) for found in faults[:3])
        raise _StateError(f"{name} cannot be compared: what an archive needs is not there or cannot be read.\n{said}")
    return State(reading.archive, reading.findings)
