"""`kalmyk-site check`: everything that is wrong with the archive, or what a change brought in."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kalmyk_site.checks.changes import State, brought_in
from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.commands.calls import CallError, find_root, lines_of, output_style, shown, stop
from kalmyk_site.progress import Progress
from kalmyk_site.records.findings import FINDING_CODES, Finding, Severity, nearest_match
from kalmyk_site.reports.as_json import json_report
from kalmyk_site.reports.explanations import explanation
from kalmyk_site.reports.github import github_report
from kalmyk_site.reports.text import Style, counted, faults_of, report, summary, totals
from kalmyk_site.revisions import RevisionError, content_at, only_uncommitted


def _explain(context: click.Context, parameter: click.Parameter, code: str | None) -> None:
    """Print what a code means and end; no archive is needed for that."""
    del parameter
    if code is None or context.resilient_parsing:
        return
    if code not in FINDING_CODES:
        near = nearest_match(code, FINDING_CODES)
        hint = f"Did you mean '{near}'?" if near else "A report names the code of each finding."
        raise CallError(f"there is no finding with the code '{code}'. {hint}")
    click.echo(explanation(code))
    context.exit(0)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for the workflows of GitHub, which show it beside the lines.",
)
@click.option(
    "--since", "revision", metavar="REV", help="Report only what the state at a revision of git did not have: main."
)
@click.option(
    "--explain",
    metavar="CODE",
    callback=_explain,
    is_eager=True,
    expose_value=False,
    help="Tell what the code of a finding means and what to do about it; check nothing.",
)
@click.option(
    "--color/--no-color", default=None, help="Color the text. Default: on a terminal, unless NO_COLOR is set."
)
@click.pass_obj
def command(archive: Path | None, paths: tuple[Path, ...], form: str, revision: str | None, color: bool | None) -> None:
    """Check the archive and report every fault.

    PATHS are files or folders of the archive; they limit the report, not the reading.
    """
    root = find_root(archive)
    places = [_place(root, path) for path in paths]
    checked, findings = _check(root, revision)
    findings = [finding for finding in findings if _within(root / finding.origin.path, places)]
    if form == "json":
        click.echo(json_report(checked, findings))
    elif form == "github":
        click.echo(github_report(checked, findings, _folder_in_workspace(root)))
    else:
        _print_text(root, checked, findings, output_style(color), limited=bool(places), revision=revision)
    # Python's last collection of cycles would walk the whole archive to free what ends with the process anyway.
    gc.freeze()
    sys.exit(1 if faults_of(checked, findings) else 0)


def _print_text(
    root: Path, checked: Checked, findings: Sequence[Finding], style: Style, *, limited: bool, revision: str | None
) -> None:
    faults, all_faults = faults_of(checked, findings), faults_of(checked, checked.findings)
    if findings:
        # What has to be mended comes last, where the eye is when the command ends.
        notes = [finding for finding in findings if checked.severity(finding) is Severity.INFORMATION]
        text = report(checked, [*notes, *faults], lines_of(root), style)
        click.echo(f"{text}\n", color=style.color)
    if findings and revision:
        click.echo(f"New since {revision}: {summary(checked, findings)}")
    elif findings or not (limited or revision):
        click.echo(summary(checked, findings))
    else:
        what = f"Nothing new since {revision}" if revision else "No faults here"
        click.echo(f"{what}; {counted(checked.files, 'file was', 'files were')} read.")
        if revision and (note := only_uncommitted(root, revision)):
            click.echo(note)
    if len(faults) < len(all_faults):
        click.echo(f"In the whole archive: {totals(checked, all_faults)}.")
    if faults:
        click.echo(f"What a code means: kalmyk-site check --explain {faults[-1].code}")


def _check(root: Path, revision: str | None) -> tuple[Checked, Sequence[Finding]]:
    """The archive, and what is to be reported of it."""
    try:
        with Progress(sys.stderr) as tell:
            checked = check(root, tell)
            if revision is None:
                return checked, checked.findings
            tell(f"checking {revision}")
            with content_at(root, revision) as folder:
                return checked, brought_in(State(folder, check(folder)), State(root, checked))
    except RevisionError as error:
        raise CallError(str(error)) from error
    except KeyboardInterrupt:
        stop("Nothing was reported.")


def _folder_in_workspace(root: Path) -> str:
    """Path of the archive in the repository that a workflow of GitHub has checked out."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.is_relative_to(Path(workspace).resolve()):
        return ""
    folder = root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if folder == "." else folder


def _place(root: Path, path: Path) -> Path:
    """A path of the report, without following it itself: a link in the archive is a fault to report."""
    place = Path.cwd() / path
    place = place.resolve() if place.name in ("", "..") else place.parent.resolve() / place.name
    content = root / "content"
    if not place.is_relative_to(content) and not content.is_relative_to(place):
        raise CallError(f"{path} is no part of the archive: all that is read stands in {shown(content)}.")
    return place


def _within(file: Path, places: Sequence[Path]) -> bool:
    return not places or any(file.is_relative_to(place) for place in places)
