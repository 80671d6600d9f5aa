"""Guides: the program's own documents for contributors, which every site shows below `/about/contribute/`.

An installed package holds a copy of each, which is made when the package is; a checkout has the documents themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from kalmyk_site.records.fields import Target

CONTRIBUTE: Final = Target("page", "about/contribute")
"""The page that leads to the guides. Where an archive has not written it, the program makes it."""

GUIDES: Final[Mapping[str, str]] = {
    "syntax": "docs/syntax.md",
    "fields": "docs/fields.md",
    "findings": "docs/findings.md",
}
"""Each guide by the last part of its address, in the order of its lists: the path in the program's repository."""

GUIDE_LANGUAGE: Final = "en"
"""The language in which the guides are written, whatever an archive's own is."""

_PACKAGE: Final = Path(__file__).parent.parent
_COPIES: Final = _PACKAGE / "guides"


def guide_target(name: str) -> Target:
    """The page of a guide, as cross-links call it."""
    return Target("page", f"{CONTRIBUTE.id}/{name}")


GUIDE_PAGES: Final[Mapping[Target, str]] = {guide_target(name): name for name in GUIDES}
"""The name of each guide by its page."""


@cache
def guide_text(name: str) -> str:
    """The Markdown of a guide, from its title on.

    Raises:
        KeyError: there is no such guide.
    """
    path = GUIDES[name]
    copied = _COPIES / PurePosixPath(path).name
    return (copied if copied.is_file() else _PACKAGE.parent / path).read_text(encoding="utf-8")


def guide_title(name: str) -> str:
    """What stands above a guide.

    Raises:
        KeyError: there is no such guide.
    """
    return guide_text(name).partition("\n")[0].removeprefix("# ")
