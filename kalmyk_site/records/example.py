"""The content of the example archive, which `init` gives to a new one and the page of the syntax shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kalmyk_site.records.files import CONTENT_FOLDER

_FOLDERS: Final = tuple(Path(__file__).parent.parent / "example" / name for name in ("every", "flood"))


PICTURE_FILE: Final = "content/media/dam.png"
"""Where its one picture stands."""


@cache
def example_content() -> Mapping[str, bytes]:
    """Every file by its path in the archive: `content/story/flood.md`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in _FOLDERS
        for path in sorted((folder / CONTENT_FOLDER).rglob("*"))
        if path.is_file()
    }
