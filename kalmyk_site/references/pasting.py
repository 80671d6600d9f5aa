"""What authors paste into a text to name a thing: the cross-link to it, or of a source the citation."""

from __future__ import annotations

import re
from typing import Final

from kalmyk_site.records.fields import Target
from kalmyk_site.records.sources import Source

_SIGNS: Final = re.compile(r"([\\\[\]])")
"""What would end the words of a link."""


def pasteable(target: Target, title: str) -> str:
    """The mark in Markdown: `[Lowbridge](place:lowbridge)`; `[@hall1901, p. ]`, in which the page is to be added.

    Args:
        target: What is named.
        title: The words of the link.
    """
    if target.kind == Source.kind:
        return f"[@{target.id}, p. ]"
    words = _SIGNS.sub(r"\\\1", title)
    return f"[{words}]({target})"
