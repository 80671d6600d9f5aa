"""Publishing: a site is written into a fresh folder and swapped in when it is whole.

Whatever fails or stops it, the folder that readers see is either the old site or the new one. Only a machine that goes
down between the two steps of the swap leaves neither; the next run finds the old site beside the folder and puts it
back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kalmyk_site.site import Site

SIGN: Final = ("data/archive.json", b'{"model": ')
"""A file that every site of ours holds, and how it begins: by this a folder is known as ours."""

LITTER: Final = frozenset({".DS_Store", ".directory"})
"""What file managers leave in every folder that they show; it may be lost."""


class PublishError(Exception):
    """The folder cannot be written to; the message says why and what to do."""


def make_ready(out: Path) -> None:
    """Put back the site that an interrupted swap has moved away, and make sure that `out` may be replaced.

    Raises:
        PublishError: `out` is a link, a file, or a folder with other files than those of a site of ours.
    """
    out = _whole(out)
    try:
        _repair(out)
        _refuse_foreign(out)
    except OSError as error:
        raise _error(error, out) from error


def publish(site: Site, out: Path) -> int:
    """Write `site` to `out`, in place of what is there.

    Returns:
        How many files were written.

    Raises:
        PublishError: `out` is neither empty nor one of our sites, or cannot be written.
    """
    out = _whole(out)
    make_ready(out)
    fresh, old = _beside(out, "new"), _beside(out, "old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        count = _write(site, fresh)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    except OSError as error:
        raise _error(error, out) from error
    finally:
        # Also when the user stops the program in the middle of it.
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return count


def _whole(out: Path) -> Path:
    if out.is_symlink():
        raise PublishError(f"{out} is a link. Name the folder that it leads to.")
    out = out.resolve()
    if not out.name:
        raise PublishError(f"{out} is no folder for a site. Name an empty folder.")
    return out


def _beside(out: Path, word: str) -> Path:
    # Beside, not in the system's folder for such things: a rename works within one file system only.
    return out.with_name(f".{out.name}-{word}")


def _repair(out: Path) -> None:
    fresh, old = _beside(out, "new"), _beside(out, "old")
    if old.exists() and not out.exists():
        old.rename(out)
    for left_over in (fresh, old):
        if left_over.exists():
            shutil.rmtree(left_over)


def _refuse_foreign(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise PublishError(f"{out} is a file. Name a folder.")
    names = sorted(entry.name for entry in out.iterdir()) if out.exists() else []
    # No file of a site begins with a full stop: such a one (.git, .htaccess) is the user's, and would be lost.
    foreign = [name for name in names if name.startswith(".") and name not in LITTER]
    if set(names) - LITTER and not _is_ours(out):
        foreign = foreign or [name for name in names if name not in LITTER]
    if foreign:
        raise PublishError(
            f"{out} holds files that this program did not write, {foreign[0]} among them. "
            "Name an empty folder, or move them away."
        )


def _is_ours(folder: Path) -> bool:
    path, beginning = SIGN
    try:
        with (folder / path).open("rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False


def _error(error: OSError, out: Path) -> PublishError:
    return PublishError(f"{error.filename or out}: {error.strerror}. The site was not written.")


def _write(site: Site, folder: Path) -> int:
    folders: set[Path] = set()
    count = 0
    for path, content in _files(site):
        target = folder / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(content)
        count += 1
    return count


def _files(site: Site) -> Iterable[tuple[str, bytes]]:
    for path, content in site.pages.items():
        yield path, content.encode()
    yield from site.files.items()
