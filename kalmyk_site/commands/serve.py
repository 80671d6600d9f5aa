"""`kalmyk-site serve`: the archive in the browser while it is written."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import click

from kalmyk_site.commands.calls import CallError, find_root, lines_of, output_style
from kalmyk_site.preview.server import PreviewError
from kalmyk_site.preview.serving import serve


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.pass_obj
def command(archive: Path | None, port: int) -> None:
    """Show the archive in the browser and follow every change.

    An error is shown here and on the page, over the last good state. Ctrl+C stops it.
    """
    try:
        serve(find_root(archive), port, _tell, lines_of, output_style())
    except PreviewError as error:
        raise CallError(str(error)) from error


def _tell(text: str) -> None:
    # The terminal may be gone, and the preview about to hear of it.
    with suppress(OSError):
        click.echo(f"{time.strftime('%H:%M:%S')} {text}")
