"""Where the installed program came from, so that an archive can name it for whoever installs it next.

Installers note it beside the package (PEP 610, `direct_url.json`). Only what somebody else can follow is named: a
commit of a repository, an address on the web, or the wheel itself, which can be kept in the archive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

PACKAGE: Final = "kalmyk-site"
"""Name of the package, as installers know it."""


@dataclass(frozen=True)
class Program:
    """A way to get the program."""

    requirement: str
    """What pip is given: `kalmyk-site @ git+https://...@commit`. Empty where it is a wheel."""

    wheel: Path | None = None
    """The wheel, where it is a file of this machine."""


def named(text: str) -> Program | None:
    """The program that a contributor names: a wheel by its path, or an address.

    Args:
        text: `../kalmyk_site-0.1.0-py3-none-any.whl`, `git+https://...@commit`, or `https://.../....whl`.

    Returns:
        None where it is neither a wheel that is there nor an address.
    """
    path = Path(text).expanduser()
    if path.suffix == ".whl" and path.is_file():
        return Program("", path)
    if urlsplit(text).scheme in ("https", "http", "git+https", "git+http", "git+ssh") and text.split() == [text]:
        return Program(f"{PACKAGE} @ {text}")
    return None


def noted() -> Program | None:
    """The program as it was installed here; None where nobody else can get it so: from a folder, or without a note."""
    try:
        note = distribution(PACKAGE).read_text("direct_url.json")
        return from_note(cast("Mapping[str, Any]", json.loads(note or "{}")))
    except (PackageNotFoundError, ValueError):
        return None


def from_note(note: Mapping[str, Any]) -> Program | None:
    """The program that a note tells of, in the form of PEP 610; None where nobody else can get it so."""
    address = str(note.get("url", ""))
    below = f"#subdirectory={note['subdirectory']}" if note.get("subdirectory") else ""
    version = note.get("vcs_info")
    if version and version.get("vcs") == "git" and not address.startswith("file:"):
        return Program(f"{PACKAGE} @ git+{address}@{version['commit_id']}{below}")
    if "archive_info" not in note:
        return None
    if address.startswith("file:"):
        return named(url2pathname(urlsplit(address).path))
    hashes = cast("Mapping[str, str]", note["archive_info"].get("hashes") or {})
    digest = hashes.get("sha256", "")
    # A host may pack a folder anew each time; a wheel stays what it is.
    checked = f"#sha256={digest}" if digest and urlsplit(address).path.endswith(".whl") else below
    return Program(f"{PACKAGE} @ {address}{checked}")
