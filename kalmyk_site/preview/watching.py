"""Watching: whether anything in some folders has changed.

All files are looked at again and again. That takes about a thousandth of a second, needs no library, and works the same
on every system and on folders that another machine or a container shares, of whose changes no system tells.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from kalmyk_site.records.files import is_ignored

SETTLE: Final = 0.04
"""Seconds without a change after which a change is over: one save may touch several files, or one file in steps."""

LONGEST: Final = 1.0
"""Seconds after which a change that goes on and on is shown as far as it has come."""

Trace = tuple[int, int, int]
"""Time of last change in nanoseconds, size and number of a file; one of them changes when it is written or replaced."""


class Watch:
    """Tells of changes in folders; what an editor keeps beside a file for itself is left out."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Begin with what is there now."""
        self._folders = folders
        self.cost = 0.0
        """Seconds that the last look took."""

        self._seen = self._look()

    def changed(self) -> bool:
        """Whether anything has changed since this was last asked; waits until the change is over."""
        now = self._look()
        if now == self._seen:
            return False
        end = time.monotonic() + LONGEST
        before = None
        while now != before and time.monotonic() < end:
            time.sleep(SETTLE)
            before, now = now, self._look()
        self._seen = now
        return True

    def _look(self) -> Mapping[str, Trace]:
        begin = time.perf_counter()
        found = traces(self._folders)
        self.cost = time.perf_counter() - begin
        return found


def traces(folders: Sequence[Path]) -> Mapping[str, Trace]:
    """The trace of every file by its path. What goes while it is looked at, or cannot be read, has none."""
    found: dict[str, Trace] = {}
    pending = [str(folder) for folder in folders]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if is_ignored(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                        continue
                    # Not entry.stat(): on Windows that gives what the folder says, which may be old.
                    state = os.lstat(entry.path)
                    found[entry.path] = (state.st_ctime_ns, state.st_size, state.st_ino)
        except OSError:
            continue
    return found
