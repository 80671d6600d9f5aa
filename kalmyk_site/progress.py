"""Progress: what is being done, shown in one line of a terminal that is overwritten and in the end wiped.

Only a terminal is told, and only when it has had to wait; a file or another program reads nothing of it.
"""

from __future__ import annotations

import os
import shutil
import threading
from types import TracebackType
from typing import Final, TextIO

PATIENCE: Final = 1.0
"""Seconds of silence before the first word."""

_PERIOD: Final = 0.25
"""Seconds between two looks at what is being done."""

_WIPE: Final = "\r\x1b[K"
"""Back to the line's beginning, and delete what stands there (ECMA-48: carriage return, EL)."""


class Progress:
    """Tells a terminal what is being done, while it lasts: `with Progress(sys.stderr) as tell: tell("reading")`."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        """Take the stream to write to and how many seconds to be silent."""
        self._stream = stream
        self._patience = patience
        self._what = ""
        self._done = threading.Event()
        speaks = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._thread = threading.Thread(target=self._show, daemon=True) if speaks else None

    def __call__(self, what: str) -> None:
        """Say what is being done from now on, as a verb in its -ing form."""
        self._what = what

    def __enter__(self) -> Progress:
        """Begin to wait."""
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave an empty line behind, whatever ended the work."""
        del kind, error, trace
        if self._thread is not None:
            self._done.set()
            self._thread.join()

    def _show(self) -> None:
        if self._done.wait(self._patience):
            return
        while True:
            width = shutil.get_terminal_size().columns
            self._write(f"{_WIPE}{self._what[: width - 3]} …")
            if self._done.wait(_PERIOD):
                self._write(_WIPE)
                return

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            # The terminal went away: that is no reason to stop the work.
            self._done.set()
