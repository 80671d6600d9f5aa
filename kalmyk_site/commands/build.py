"""`kalmyk-site build`: the archive becomes a site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kalmyk_site.checks.checked import check
from kalmyk_site.commands.calls import CallError, find_root, lines_of, output_style, shown, stop
from kalmyk_site.pages.examples import ExampleError
from kalmyk_site.progress import Progress
from kalmyk_site.publish import PublishError, make_ready, publish
from kalmyk_site.records.findings import Severity
from kalmyk_site.reports.text import NOT_WRITTEN, counted, faults_of, finding_text, output_summary, report, summary
from kalmyk_site.search_index import SearchIndexError
from kalmyk_site.site import render, with_compressed


@click.command("build")
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
def command(archive: Path | None, out: Path | None, for_disk: bool, compress: bool) -> None:
    """Check the archive and build its site.

    An error leaves the last good site as it is. Warnings are shown, and the site is written.
    """
    if for_disk and compress:
        raise CallError(
            "--for-disk and --compress exclude each other: without a server nobody reads compressed copies."
        )
    root = find_root(archive)
    folder = out or root / "site"
    _refuse_own_folders(root, folder)
    try:
        make_ready(folder)
        with Progress(sys.stderr) as tell:
            checked = check(root, tell)
            faults = faults_of(checked, checked.findings)
            can_render = checked.index is not None and not checked.failed
            site = render(checked, for_disk=for_disk, progress=tell) if can_render else None
            if site is not None and compress:
                tell("compressing")
                site = with_compressed(site)
            tell("writing")
            count = publish(site, folder) if site is not None and not site.findings else 0
    except (PublishError, SearchIndexError, ExampleError) as error:
        raise CallError(str(error)) from error
    except KeyboardInterrupt:
        stop("The last good site stands.")
    if faults:
        style = output_style()
        click.echo(f"{report(checked, faults, lines_of(root), style)}\n", color=style.color)
    if site is None:
        click.echo(f"{summary(checked, faults)} {NOT_WRITTEN}")
        sys.exit(1)
    if site.findings:
        click.echo("\n".join(finding_text(finding, Severity.ERROR) for finding in site.findings))
        click.echo(f"\n{output_summary(site.findings, len(site.pages))} {NOT_WRITTEN}")
        sys.exit(1)
    pages = counted(len(site.pages), "page", "pages")
    click.echo(f"{summary(checked, faults)} {pages} and {count - len(site.pages):,} other files in {shown(folder)}.")
    sys.exit(1 if faults else 0)


def _refuse_own_folders(root: Path, out: Path) -> None:
    folder = out.resolve()
    if root.is_relative_to(folder) or folder.is_relative_to(root / "content"):
        raise CallError(f"{shown(out)} holds the archive or is part of it. Name a folder for the site alone.")
