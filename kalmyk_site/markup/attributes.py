"""Attribute lists: the `{#id .class lang=ru}` that an author may put behind a block or behind emphasized words.

Only an id, a language and the classes of `AUTHOR_CLASSES` come through; two hyphens in a row are kept for the site's
own ids. Everything else is refused by name, so that nobody forges what the site itself says about its citations
(`data-cite`) or brings in behavior (`onclick`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kalmyk_site.markup.anchors import APART
from kalmyk_site.markup.document import AUTHOR_CLASSES

ATTRIBUTE_FORMS = "{#an-id}, {.editorial}, {.testimony} or {lang=ru}"
"""The accepted attribute lists, as findings show them."""

_TOKEN = re.compile(r"""[^\s="']++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"']*+))?|\S""")
_ID = re.compile(rf"(?!.*{APART})\w[\w.\-]*")
_LANGUAGE = re.compile(r"""lang=(["']?)([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?)\1""")
_LIKELY = re.compile(r"\s*(?:[#.:]|[^\s=]+=)")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an attribute list gives its block."""

    id: str = ""
    """The last id given, or the empty string."""

    classes: frozenset[str] = frozenset()
    """The allowed classes given."""

    lang: str = ""
    """The language given, a BCP 47 tag, or the empty string."""

    refused: tuple[str, ...] = ()
    """What is not allowed, as written."""


NO_ATTRIBUTES = Attributes()
"""The attributes of a block without a list."""


def read_attributes(text: str) -> Attributes:
    """Read what stands between the braces, without a leading colon."""
    id_ = lang = ""
    classes: set[str] = set()
    refused: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0] == "#" and _ID.fullmatch(token[1:]) is not None:
            id_ = token[1:]
        elif token[0] == "." and token[1:] in AUTHOR_CLASSES:
            classes.add(token[1:])
        elif (found := _LANGUAGE.fullmatch(token)) is not None:
            lang = found[2]
        else:
            refused.append(token)
    return Attributes(id_, frozenset(classes), lang, tuple(refused))


def looks_like_attributes(text: str) -> bool:
    """Whether what stands between braces at the end of a sentence is meant as an attribute list."""
    return _LIKELY.match(text) is not None
