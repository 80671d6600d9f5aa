"""Attribute lists: the `{#id .class}` that an author may put behind a block.

Only an id and the classes of `AUTHOR_CLASSES` come through. Everything else is refused by name, so that nobody forges
what the site itself says about its citations (`data-cite`) or brings in behavior (`onclick`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kalmyk_site.markup.document import AUTHOR_CLASSES

ATTRIBUTE_FORMS = "{#an-id}, {.editorial} or {.testimony}"
"""The accepted attribute lists, as findings show them."""

_TOKEN = re.compile(r"""[^\s="']++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"']*+))?|\S""")
_ID = re.compile(r"\w[\w.\-]*")
_LIKELY = re.compile(r"\s*(?:[#.:]|[^\s=]+=)")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an attribute list gives its block."""

    id: str = ""
    """The last id given, or the empty string."""

    classes: frozenset[str] = frozenset()
    """The allowed classes given."""

    refused: tuple[str, ...] = ()
    """What is not allowed, as written."""


NO_ATTRIBUTES = Attributes()
"""The attributes of a block without a list."""


def read_attributes(text: str) -> Attributes:
    """Read what stands between the braces, without a leading colon."""
    id_ = ""
    classes: set[str] = set()
    refused: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0] == "#" and _ID.fullmatch(token[1:]) is not None:
            id_ = token[1:]
        elif token[0] == "." and token[1:] in AUTHOR_CLASSES:
            classes.add(token[1:])
        else:
            refused.append(token)
    return Attributes(id_, frozenset(classes), tuple(refused))


def looks_like_attributes(text: str) -> bool:
    """Whether what stands between braces at the end of a sentence is meant as an attribute list."""
    return _LIKELY.match(text) is not None
