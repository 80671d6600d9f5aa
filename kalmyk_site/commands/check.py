"""`kalmyk-site check`: everything that is wrong with the archive."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.commands.calls import CallError, find_root, shown, stop
from kalmyk_site.progress import Progress
from kalmyk_site.records.findings import Severity
from kalmyk_site.reports.text import counted, faults_of, report, summary, totals


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def command(archive: Path | None, paths: tuple[Path, ...]) -> None:
    """Check the archive and report every fault.

    PATHS are files or folders of the archive; they limit the report, not the reading.
    """
    root = find_root(archive)
    places = [_place(root, path) for path in paths]
    checked = _check(root)
    findings = [finding for finding in checked.findings if _within(root / finding.origin.path, places)]
    faults, all_faults = faults_of(checked, findings), faults_of(checked, checked.findings)
    if findings:
        # What has to be mended comes last, where the eye is when the command ends.
        notes = [finding for finding in findings if checked.severity(finding) is Severity.INFORMATION]
        click.echo(f"{report(checked, [*notes, *faults])}\n")
    if findings or not places:
        click.echo(summary(checked, findings))
    else:
        click.echo(f"No faults here; {counted(checked.files, 'file was', 'files were')} read.")
    if len(faults) < len(all_faults):
        click.echo(f"In the whole archive: {totals(checked, all_faults)}.")
    sys.exit(1 if faults else 0)


def _check(root: Path) -> Checked:
    try:
        with Progress(sys.stderr) as tell:
            return check(root, tell)
    except KeyboardInterrupt:
        stop("Nothing was reported.")


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
