"""Amendments: changes that a command makes to content files, tried in a copy first and written all or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kalmyk_site.checks.changes import State, brought_in
from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.records.findings import Finding

Contents = Mapping[str, bytes | None]
"""What files hold, by their path relative to the archive's folder; None for those that are not there."""


class AmendmentError(Exception):
    """The change cannot be written; the message says why and what became of the files."""


@dataclass(frozen=True)
class Trial:
    """An archive as it would be after a change."""

    checked: Checked
    brought_in: Sequence[Finding]
    """What the change would bring in."""

    lines: Mapping[str, Sequence[str]]
    """The lines of each changed file as they would be."""


def contents(root: Path, paths: Sequence[str]) -> Contents:
    """What files hold now.

    Raises:
        AmendmentError: one of them is no file of the archive, or cannot be read.
    """
    return {path: _read(_place(root, path)) for path in paths}


def try_out(before: State, after: Contents, said: Callable[[str], str] = str) -> Trial:
    """Make a change in a copy of an archive and check that.

    Args:
        before: The archive as it is.
        after: What the changed files would hold.
        said: As in `brought_in`.
    """
    with _copy(before.root, after) as folder:
        state = State(folder, check(folder))
        found = brought_in(before, state, said)
        lines = {path: [*state.lines(path)] for path in {*after, *(finding.origin.path for finding in found)}}
    return Trial(state.checked, found, lines)


def write(root: Path, before: Contents, after: Contents) -> None:
    """Write a change: all files or, where one cannot be written, none.

    Args:
        root: The archive's folder.
        before: What the files held when the change was worked out.
        after: What they are to hold.

    Raises:
        AmendmentError: a file was changed meanwhile, or cannot be written; all are as they were.
    """
    prepared: dict[Path, Path | None] = {}
    try:
        for path, data in after.items():
            place = _place(root, path)
            if _read(place) != before[path]:
                raise AmendmentError(f"{path} was changed meanwhile. Nothing was written; try again.")
            prepared[place] = None if data is None else _prepare(place, data)
        _swap_in(root, prepared, before)
    except OSError as error:
        raise AmendmentError(f"{error.filename}: {error.strerror}. Nothing was written.") from error
    finally:
        for fresh in prepared.values():
            if fresh is not None:
                fresh.unlink(missing_ok=True)


def _swap_in(root: Path, prepared: Mapping[Path, Path | None], before: Contents) -> None:
    done: list[Path] = []
    try:
        for place, fresh in prepared.items():
            done.append(place)
            if fresh is None:
                place.unlink(missing_ok=True)
            else:
                fresh.replace(place)
    except BaseException:
        # Also when the user stops the program in the middle of it.
        for place in done:
            held = before[place.relative_to(root).as_posix()]
            if held is None:
                place.unlink(missing_ok=True)
            else:
                place.write_bytes(held)
        raise


def _prepare(place: Path, data: bytes) -> Path:
    """The new content beside its place, in a file that reading passes over."""
    place.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
    fresh = Path(name)
    with os.fdopen(number, "wb") as stream:
        stream.write(data)
    # A file that is made this way may be read by its owner alone.
    fresh.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
    return fresh


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _place(root: Path, path: str) -> Path:
    """The place of a file of the archive, which no link leads out of."""
    place = root / path
    content = root / "content"
    if place.is_symlink() or not place.parent.resolve().is_relative_to(content.resolve()):
        raise AmendmentError(f"{path} is no file of this archive, but a link or a place outside content/.")
    return place


def _read(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AmendmentError(f"{place}: {error.strerror}. Nothing was written.") from error


@contextmanager
def _copy(root: Path, after: Contents) -> Generator[Path]:
    with tempfile.TemporaryDirectory(prefix="kalmyk-site-") as name:
        folder = Path(name).resolve()
        # Links stay links: the checks report them and follow none.
        shutil.copytree(root / "content", folder / "content", symlinks=True, copy_function=_link_or_copy)
        for path, data in after.items():
            place = folder / path
            # Never through the hard link: that would write into the archive itself.
            place.unlink(missing_ok=True)
            if data is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        yield folder


def _link_or_copy(source: str, target: str) -> str:
    """Pictures may be large, and are only looked at."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target
