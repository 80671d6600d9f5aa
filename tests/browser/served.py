"""A site on a server of this machine, at the path under which it is published.

By nginx, as docs/nginx tells it. Where there is none, and none is required, a server of Python's stands in for it, with
the page for wrong addresses and the policy.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from kalmyk_site.pages.policy import header_policy
from tools.find_nginx import NGINX, is_required
from tools.programs import ProgramError
from tools.serve_nginx import serve


class _Published(SimpleHTTPRequestHandler):
    """Serves a folder under a path, and its 404.html for all that it has not."""

    def __init__(self, *args: object, root: str, **named: object) -> None:
        self._root = root
        super().__init__(*args, **named)  # pyright: ignore[reportArgumentType] - passed on as they came

    def translate_path(self, path: str) -> str:
        """The file at an address; one that does not exist for addresses outside of the root."""
        inner = path.removeprefix(self._root) if path.startswith(self._root) else "outside/of/the/site"
        return super().translate_path(f"/{inner}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for wrong addresses."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Send the policy."""
        self.send_header("Content-Security-Policy", header_policy())
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        """Say nothing."""


def has_nginx() -> bool:
    """Whether there is an nginx.

    Raises:
        ProgramError: there is none, and one is required.
    """
    try:
        NGINX.find()
    except ProgramError:
        if is_required():
            raise
        return False
    return True


@contextmanager
def served(folder: Path, root: str = "/") -> Generator[str]:
    """Serve a site under the path `root`; gives its address, with a slash at the end."""
    path = root.rstrip("/")
    if not has_nginx():
        with _served_by_python(folder, root) as address:
            yield address
    elif not path:
        with serve(folder) as address:
            yield address
    else:
        with TemporaryDirectory() as host:
            (Path(host) / path.strip("/")).symlink_to(folder)
            with serve(Path(host), path) as address:
                yield address


@contextmanager
def _served_by_python(folder: Path, root: str) -> Generator[str]:
    handler = partial(_Published, directory=str(folder), root=root)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{root}"
        server.shutdown()
        thread.join()
