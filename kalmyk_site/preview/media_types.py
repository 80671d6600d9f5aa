"""Media types: what the preview says that a file is, by the end of its name. The system's own list is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

HTML: Final = "text/html; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"
SCRIPT: Final = "text/javascript; charset=utf-8"

_TYPES: Final[Mapping[str, str]] = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": SCRIPT,
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".txt": TEXT,
    ".bib": TEXT,
    ".ris": TEXT,
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".woff2": "font/woff2",
}


def media_type(file: str) -> str:
    """The type of a file of a site."""
    return _TYPES.get(PurePosixPath(file).suffix.lower(), "application/octet-stream")
