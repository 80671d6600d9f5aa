"""The command `kalmyk-site`: adapter between the core and the shell.

Exit codes: 0 for no fault or information only, 1 for errors or warnings, 2 for a wrong call.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from kalmyk_site.publish import PublishError, publish
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.report import finding_text, report, summary
from kalmyk_site.site import Checked, check, render

PATIENCE: Final = 1.0
"""Seconds after which a command on a terminal says what it is doing."""

NOT_WRITTEN: Final = "The site was not written; the last good one is untouched."


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the archive. Default: the nearest folder upwards that holds mkdocs.yml.",
)
@click.version_option(package_name="kalmyk-site")
@click.pass_context
def main(context: click.Context, archive: Path | None) -> None:
    """Check a documentary archive, build it into a site, or show it while you write."""
    context.obj = archive


def _root(archive: Path | None) -> Path:
    if archive is not None:
        return archive.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.UsageError(
        "no archive here: neither this folder nor one above it holds mkdocs.yml. "
        "Go into the archive's folder, or name it with --archive."
    )


def _progress() -> Callable[[str], None]:
    start = time.monotonic()

    def tell(what: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - start > PATIENCE:
            click.echo(f"{what} …", err=True)

    return tell


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def check_command(archive: Path | None, paths: tuple[Path, ...]) -> None:
    """Check the archive and report every fault. PATHS limit the report, not the reading."""
    root = _root(archive)
    checked = check(root, _progress())
    findings = [finding for finding in checked.findings if _within(root, finding, paths)]
    if findings:
        click.echo(report(checked, findings))
        click.echo()
    click.echo(summary(checked, findings))
    _exit(checked, findings)


@main.command("build")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write. Default: site/ in the archive's folder.")
@click.option("--for-disk", is_flag=True, help="Write links that work in a folder opened without a server.")
@click.pass_obj
def build_command(archive: Path | None, out: Path | None, for_disk: bool) -> None:
    """Check the archive and build its site. An error leaves the last good site as it is."""
    root = _root(archive)
    progress = _progress()
    checked = check(root, progress)
    shown = checked.of(Severity.ERROR) + checked.of(Severity.WARNING)
    if shown:
        click.echo(report(checked, shown))
        click.echo()
    if checked.index is None or checked.failed:
        click.echo(f"{summary(checked, shown)} {NOT_WRITTEN}")
        sys.exit(1)
    site = render(checked, for_disk=for_disk, progress=progress)
    if site.findings:
        for finding in site.findings:
            click.echo(finding_text(finding, checked.severity(finding)))
        click.echo(f"\n{summary(checked, site.findings)} {NOT_WRITTEN}")
        sys.exit(1)
    folder = out or root / "site"
    progress("writing")
    try:
        count = publish(site, folder)
    except PublishError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{summary(checked, checked.findings)} {len(site.pages)} pages, {count} files in {folder}.")
    _exit(checked, shown)


@main.command("serve")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.pass_obj
def serve_command(archive: Path | None, port: int) -> None:
    """Show the archive in the browser and follow every change. Ctrl+C stops it."""
    root = _root(archive)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    try:
        sys.exit(subprocess.run([*command, "--config-file", str(root / "mkdocs.yml")], check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


def _within(root: Path, finding: Finding, paths: tuple[Path, ...]) -> bool:
    place = root / finding.origin.path
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)


def _exit(checked: Checked, findings: tuple[Finding, ...] | list[Finding]) -> None:
    if any(checked.severity(finding) is not Severity.INFORMATION for finding in findings):
        sys.exit(1)
