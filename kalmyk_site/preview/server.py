"""The server of the preview: pages with a script that follows saves, and the stream on which it hears of them.

A page is what a build writes, with one element more: the script, which asks to be told when the page is another.
"""

from __future__ import annotations

import errno
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from markupsafe import Markup

from kalmyk_site.pages.overlay import lay_over
from kalmyk_site.preview.media_types import SCRIPT
from kalmyk_site.preview.showing import Answer, Showing

HOST: Final = "127.0.0.1"
"""The preview is for this machine alone."""

SCRIPT_PATH: Final = "/.preview/follow.js"
"""No path of a site begins with a full stop."""

STREAM_PATH: Final = "/.preview/changes"

HEARTBEAT: Final = 15.0
"""Seconds after which a stream says that it is still there, and by that learns whether somebody listens."""

_FOLLOWING: Final = Markup('<script src="{}" data-state="{}" data-changes="{}" defer></script>\n')


class PreviewError(Exception):
    """The preview cannot be shown; the message says why and what to do."""


class Server(ThreadingHTTPServer):
    """Serves what there is to show; a thread for each request."""

    daemon_threads = True

    def __init__(self, port: int, showing: Showing) -> None:
        """Listen on a port of this machine.

        Raises:
            PreviewError: the port cannot be listened on.
        """
        self.showing = showing
        self.script = (resources.files("kalmyk_site") / "preview" / "follow.js").read_bytes()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise _refused(port, error) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""


def _refused(port: int, error: OSError) -> PreviewError:
    if error.errno == errno.EADDRINUSE:
        return PreviewError(
            f"port {port} is in use, perhaps by another preview. Stop that one, or name another port: "
            f"kalmyk-site serve --port {port + 1 if port < 65535 else 8000}"
        )
    return PreviewError(f"port {port} cannot be used: {error.strerror}. Name one from 1024 to 65535 with --port.")


class _Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride] - the one class that uses this handler
    server_version = "kalmyk-site"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a page, a file, the script or the stream."""
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == SCRIPT_PATH:
            self._send(Answer(HTTPStatus.OK, SCRIPT, self.server.script))
        elif path == STREAM_PATH:
            given = parse_qs(asked.query)
            self._stream(given.get("page", ["/"])[0], given.get("state", [""])[0])
        else:
            view = self.server.showing.next_view(None, HEARTBEAT)
            if view is None:
                self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            else:
                self._send(self.server.showing.answer(path, view))

    do_HEAD = do_GET  # noqa: N815  the library's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing: what matters is said by whoever follows the saves."""

    def _send(self, answer: Answer) -> None:
        content = answer.content
        if answer.state:
            script = _FOLLOWING.format(SCRIPT_PATH, answer.state, STREAM_PATH)
            content = lay_over(content.decode(), script).encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self, page: str, state: str) -> None:
        """Say, as server-sent events, when the page has another state than the browser has; then it is over."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        showing, view = self.server.showing, None
        while (view := showing.next_view(view, HEARTBEAT)) is not None:
            if showing.answer(page, view).state != state:
                self.wfile.write(b"data: changed\n\n")
                return
            self.wfile.write(b":\n\n")
