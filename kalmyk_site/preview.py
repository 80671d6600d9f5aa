"""The preview: MkDocs' own server, run as a process of its own and stopped cleanly.

The server keeps the site in a temporary folder, which it deletes when it is interrupted and leaves behind when it is
killed. So whatever stops this program (Ctrl+C, a closed terminal, `kill`) reaches the server as an interrupt.
"""

from __future__ import annotations

import errno
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Final

HOST: Final = "127.0.0.1"
"""The preview is for this machine alone."""

_STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PreviewError(Exception):
    """The preview cannot be shown; the message says why and what to do."""


def serve(config: Path, port: int) -> int:
    """Serve the archive of a `mkdocs.yml` until the user stops it.

    Args:
        config: The `mkdocs.yml`.
        port: Port of this machine to listen on.

    Returns:
        Exit code: 0 when it was stopped, otherwise what the server ended with.

    Raises:
        PreviewError: the port cannot be listened on.
    """
    _try_port(port)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}", "--config-file", str(config)]
    # In a group of its own, so that Ctrl+C comes from here alone and comes once.
    server = subprocess.Popen(command, process_group=0)
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        nonlocal stopped
        # The second time the user means it.
        server.send_signal(signal.SIGKILL if stopped else signal.SIGINT)
        stopped = True

    for name in _STOPS:
        signal.signal(name, stop)
    code = server.wait()
    return 0 if stopped else code


def _try_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        # As the server does: a port is free again right after a server before it has ended.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PreviewError(
                    f"port {port} is in use, perhaps by another preview. Stop that one, or name another port: "
                    f"kalmyk-site serve --port {port + 1 if port < 65535 else 8000}"
                ) from error
            raise PreviewError(
                f"port {port} cannot be used: {error.strerror}. Name one from 1024 to 65535 with --port."
            ) from error
