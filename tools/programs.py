"""A program that is not Python's and that the tests need: found where it is installed, else got where that is possible.

    python -m tools.find_NAME [--install]

prints the path of the program; with `--install` it gets one where there is none, and prints nothing when all is well.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache"
"""What was got for this checkout only, and the locks of those who get it."""


class ProgramError(Exception):
    """There is no such program, or the one named does not do. The message says what to do."""


@dataclass(frozen=True)
class Program:
    """A program, and how to come by it."""

    name: str
    """What people call it. In capitals it is the variable of the environment that names another."""

    candidates: Callable[[], Iterable[Path]]
    """Places at which it may be, best first."""

    does: Callable[[Path], bool]
    """Whether what is there runs and can do what it is needed for."""

    lacks: str
    """What to say of one that does not do."""

    get: Callable[[], str]
    """Gets it where that is possible. Gives "" or what went wrong."""

    remedy: str
    """What to do where there is none."""

    def find(self) -> Path:
        """Path of one that does.

        Raises:
            ProgramError: there is none, or the environment names something that does not do.
        """
        variable = self.name.upper()
        named = os.environ.get(variable)
        if named:
            path = shutil.which(named)
            if path is None or not self.does(Path(path)):
                raise ProgramError(f"{variable}={named} {self.lacks}.")
            return Path(path)
        for candidate in self.candidates():
            if self.does(candidate):
                return candidate
        raise ProgramError(self.remedy)

    def find_or_get(self) -> Path:
        """Path of one that does, after getting one if there is none.

        Raises:
            ProgramError: none could be had, or the environment names something that does not do.
        """
        try:
            return self.find()
        except ProgramError:
            if os.environ.get(self.name.upper()):
                raise
        trouble = self.get()
        try:
            return self.find()
        except ProgramError as error:
            raise ProgramError(f"{trouble}\n{error}".strip()) from error

    def main(self, arguments: Sequence[str], *, required: bool = True) -> int:
        """Run the command described above.

        Args:
            arguments: Nothing, or `--install`.
            required: Whether `--install` fails where none can be had.

        Returns:
            Exit code: 0 there is one or none is required, 1 there is none, 2 wrong call.
        """
        if list(arguments) not in ([], ["--install"]):
            print(f"usage: python -m tools.find_{self.name.lower()} [--install]", file=sys.stderr)
            return 2
        try:
            if not arguments:
                print(self.find())
                return 0
            CACHE.mkdir(exist_ok=True)
            with (CACHE / f"{self.name.lower()}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self.find_or_get()
        except ProgramError as error:
            print(error, file=sys.stderr)
            return 1 if required or not arguments else 0
        return 0


def printed_by(path: Path, option: str) -> str:
    """What a program prints when asked for its version: nothing where it fails or cannot be run."""
    try:
        answer = subprocess.run([path, option], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout + answer.stderr if answer.returncode == 0 else ""
