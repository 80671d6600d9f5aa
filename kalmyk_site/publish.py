"""Publishing: a site is written into a fresh folder and swapped in when it is whole.

Whatever fails, the folder that readers see is either the old site or the new one. A run that finds a half-done swap
finishes or undoes it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kalmyk_site.site import Site

SIGN: Final = ("data/archive.json", b'{"model": ')
"""A file that every site of ours holds, and how it begins: by this a folder is known as ours."""


class PublishError(Exception):
    """The folder cannot be written to; the message says why and what to do."""


def publish(site: Site, out: Path) -> int:
    """Write `site` to `out`.

    Returns:
        How many files were written.

    Raises:
        PublishError: `out` is neither empty nor one of our sites, or cannot be written.
    """
    out = out.absolute()
    fresh, old = _beside(out, "new"), _beside(out, "old")
    try:
        repair(out)
        _refuse_foreign(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
        count = _write(site, fresh)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        if not out.exists() and old.exists():
            old.rename(out)
        shutil.rmtree(fresh, ignore_errors=True)
        raise PublishError(f"{error.filename or out}: {error.strerror}. The site was not written.") from error
    return count


def repair(out: Path) -> None:
    """Finish or undo a swap that was interrupted."""
    old = _beside(out, "old")
    if old.exists():
        if out.exists():
            shutil.rmtree(old)
        else:
            old.rename(out)


def _beside(out: Path, word: str) -> Path:
    return out.with_name(f".{out.name}-{word}")


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink():
        raise PublishError(f"{out} is a link. Name the folder itself.")
    if out.exists() and not out.is_dir():
        raise PublishError(f"{out} is a file. Name a folder.")
    if out.exists() and any(out.iterdir()) and not _is_ours(out):
        raise PublishError(
            f"{out} holds files that this program did not write. Name an empty folder, or move them away."
        )


def _is_ours(folder: Path) -> bool:
    path, beginning = SIGN
    try:
        with (folder / path).open("rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False


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
