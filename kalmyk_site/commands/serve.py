"""`kalmyk-site serve`: the archive in the browser while it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kalmyk_site.commands.calls import CallError, find_root
from kalmyk_site.preview import PreviewError, serve


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.pass_obj
def command(archive: Path | None, port: int) -> None:
    """Show the archive in the browser and follow every change.

    An error is shown here and on the page, over the last good state. Ctrl+C stops it.
    """
    config = find_root(archive) / "mkdocs.yml"
    if not config.is_file():
        raise CallError(f"there is no file {config}, which the preview needs. Copy it from another archive.")
    try:
        sys.exit(serve(config, port))
    except PreviewError as error:
        raise CallError(str(error)) from error
