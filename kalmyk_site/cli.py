"""The command `kalmyk-site`: adapter between the core and the shell.

Exit codes: 0 for no fault or information only, 1 for errors or warnings, 2 for a call that cannot be followed, 130 when
the user stops it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn, cast

import click

from kalmyk_site.preview import PreviewError, serve
from kalmyk_site.progress import Progress
from kalmyk_site.publish import PublishError, make_ready, publish
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.report import NOT_WRITTEN, counted, finding_text, output_summary, report, summary, totals
from kalmyk_site.search_index import SearchIndexError
from kalmyk_site.site import Checked, check, render, with_compressed

STOPPED: Final = 130
"""Exit code when the user stops a command, as shells have it."""


class CallError(click.ClickException):
    """The call was well formed and cannot be followed here."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the archive. Default: the nearest folder upwards that holds mkdocs.yml.",
)
@click.version_option(package_name="kalmyk-site", prog_name="kalmyk-site")
@click.pass_context
def main(context: click.Context, archive: Path | None) -> None:
    """Check a documentary archive, build it into a site, or show it while you write.

    Exit codes: 0 no fault or information only, 1 errors or warnings, 2 wrong call.
    """
    context.obj = archive
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or pipe that knows no Cyrillic shows escapes in place of it.
        cast("io.TextIOWrapper[io.BufferedWriter]", sys.stdout).reconfigure(errors="backslashreplace")


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def check_command(archive: Path | None, paths: tuple[Path, ...]) -> None:
    """Check the archive and report every fault.

    PATHS are files or folders of the archive; they limit the report, not the reading.
    """
    root = _root(archive)
    places = [_place(root, path) for path in paths]
    checked = _check(root)
    findings = [finding for finding in checked.findings if _within(root / finding.origin.path, places)]
    faults, all_faults = _faults(checked, findings), _faults(checked, checked.findings)
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


@main.command("build")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder to write: an empty one, or one that holds a site of this program. Default: site/ in the archive.",
)
@click.option("--for-disk", is_flag=True, help="Write links that work in a folder opened without a server.")
@click.option(
    "--compress", is_flag=True, help="Put a compressed copy beside each file, for servers that send such copies."
)
@click.pass_obj
def build_command(archive: Path | None, out: Path | None, for_disk: bool, compress: bool) -> None:
    """Check the archive and build its site.

    An error leaves the last good site as it is. Warnings are shown, and the site is written.
    """
    if for_disk and compress:
        raise CallError(
            "--for-disk and --compress exclude each other: without a server nobody reads compressed copies."
        )
    root = _root(archive)
    folder = out or root / "site"
    _refuse_own_folders(root, folder)
    try:
        make_ready(folder)
        with Progress(sys.stderr) as tell:
            checked = check(root, tell)
            faults = _faults(checked, checked.findings)
            can_render = checked.index is not None and not checked.failed
            site = render(checked, for_disk=for_disk, progress=tell) if can_render else None
            if site is not None and compress:
                tell("compressing")
                site = with_compressed(site)
            tell("writing")
            count = publish(site, folder) if site is not None and not site.findings else 0
    except (PublishError, SearchIndexError) as error:
        raise CallError(str(error)) from error
    except KeyboardInterrupt:
        _stop("The last good site stands.")
    if faults:
        click.echo(f"{report(checked, faults)}\n")
    if site is None:
        click.echo(f"{summary(checked, faults)} {NOT_WRITTEN}")
        sys.exit(1)
    if site.findings:
        click.echo("\n".join(finding_text(finding, Severity.ERROR) for finding in site.findings))
        click.echo(f"\n{output_summary(site)} {NOT_WRITTEN}")
        sys.exit(1)
    pages = counted(len(site.pages), "page", "pages")
    click.echo(f"{summary(checked, faults)} {pages} and {count - len(site.pages):,} other files in {_shown(folder)}.")
    sys.exit(1 if faults else 0)


@main.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.pass_obj
def serve_command(archive: Path | None, port: int) -> None:
    """Show the archive in the browser and follow every change.

    An error is shown here and on the page, over the last good state. Ctrl+C stops it.
    """
    config = _root(archive) / "mkdocs.yml"
    if not config.is_file():
        raise CallError(f"there is no file {config}, which the preview needs. Copy it from another archive.")
    try:
        sys.exit(serve(config, port))
    except PreviewError as error:
        raise CallError(str(error)) from error


def _root(archive: Path | None) -> Path:
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


def _check(root: Path) -> Checked:
    try:
        with Progress(sys.stderr) as tell:
            return check(root, tell)
    except KeyboardInterrupt:
        _stop("Nothing was reported.")


def _stop(what: str) -> NoReturn:
    click.echo(f"Stopped. {what}", err=True)
    sys.exit(STOPPED)


def _place(root: Path, path: Path) -> Path:
    """A path of the report, without following it itself: a link in the archive is a fault to report."""
    place = Path.cwd() / path
    place = place.resolve() if place.name in ("", "..") else place.parent.resolve() / place.name
    content = root / "content"
    if not place.is_relative_to(content) and not content.is_relative_to(place):
        raise CallError(f"{path} is no part of the archive: all that is read stands in {_shown(content)}.")
    return place


def _within(file: Path, places: Sequence[Path]) -> bool:
    return not places or any(file.is_relative_to(place) for place in places)


def _faults(checked: Checked, findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if checked.severity(finding) is not Severity.INFORMATION]


def _refuse_own_folders(root: Path, out: Path) -> None:
    folder = out.resolve()
    if root.is_relative_to(folder) or folder.is_relative_to(root / "content"):
        raise CallError(f"{_shown(out)} holds the archive or is part of it. Name a folder for the site alone.")


def _shown(path: Path) -> str:
    """The path as short as it can be said from here."""
    path = Path(os.path.normpath(Path.cwd() / path))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
