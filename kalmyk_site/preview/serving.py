"""Serving: the loop of the preview, from its first look at the archive until somebody stops it.

Nothing is written to disk. Whatever stops this program (Ctrl+C, a closed terminal, `kill`) stops it at once.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Final

from kalmyk_site.preview.server import HOST, Server
from kalmyk_site.preview.showing import Showing, Tell
from kalmyk_site.preview.watching import Watch
from kalmyk_site.reports.text import Lines, Style

TEMPLATES: Final = Path(__file__).parent.parent / "templates"
"""Templates and styles, which are followed besides the content."""

_PERIOD: Final = 0.05
"""Seconds between two looks at the files; in a large archive as long as nine looks take, if that is more."""

_PAUSE: Final = 1.0
"""Seconds after a save before the pages are made that nobody has asked for."""

_STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _StoppedError(BaseException):
    """Somebody stops the preview. No `except Exception` holds it up."""


def serve(root: Path, port: int, tell: Tell, lines: Callable[[Path], Lines], style: Style) -> None:
    """Show the archive in `root` until the user stops it.

    Args:
        root: The archive's folder.
        port: Port of this machine to listen on.
        tell: Is told where the preview is, and what each save brought.
        lines: Gives the lines of the files of an archive as they are now.
        style: How faults look where they are told.

    Raises:
        PreviewError: the port cannot be listened on.
    """
    showing = Showing(root, tell, lines, style)
    server = Server(port, showing)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    with _stoppable():
        try:
            thread.start()
            _loop(showing, Watch((root / "content", TEMPLATES)), lambda: tell(_where(port, showing.root)))
        except _StoppedError:
            pass
        finally:
            _deaf()
            showing.close()
            if thread.is_alive():
                server.shutdown()
            server.server_close()


def _loop(showing: Showing, watch: Watch, ready: Callable[[], None]) -> None:
    # Collecting walks all that is known of the archive, and would do so in the middle of a save.
    gc.disable()
    showing.follow()
    ready()
    while True:
        saved = time.monotonic()
        rest = None
        while not watch.changed():
            if rest is None and time.monotonic() > saved + _PAUSE:
                gc.collect()
                rest = showing.check_rest()
            if rest is None or next(rest, _OVER) is _OVER:
                _sleep(watch)
        showing.follow()


_OVER: Final = object()


def _sleep(watch: Watch) -> None:
    time.sleep(max(_PERIOD, 9 * watch.cost))


def _where(port: int, root: str) -> str:
    return f"The archive is shown on http://{HOST}:{port}{root} (Ctrl+C stops it)."


@contextmanager
def _stoppable() -> Generator[None]:
    """Let whatever stops the program end what stands in it."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        _deaf()
        raise _StoppedError

    before = {name: signal.getsignal(name) for name in _STOPS}
    for name, handler in before.items():
        # Whoever starts it with nohup wants it to outlive the terminal.
        if name != signal.SIGHUP or handler != signal.SIG_IGN:
            signal.signal(name, stop)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _deaf() -> None:
    """Hear no further signal: what is being stopped needs no second one."""
    for name in _STOPS:
        signal.signal(name, signal.SIG_IGN)
