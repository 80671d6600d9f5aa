"""The kinds of pages that a built site has, found by looking at it, so that no list of them can fall behind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_MAIN: Final = re.compile(r"<main[^>]*>")
_KIND: Final = re.compile(r'data-kind="([^"]*)"')
_DRAWING: Final = re.compile(r'<svg class="drawing ([^"]+)"')

_LEADS_ON: Final = '<meta http-equiv="refresh"'


def pages_of_each_kind(site: Path) -> list[str]:
    """The largest page of each kind, which has most to go wrong, as its file: `people/ada-north/index.html`.

    A page's kind is that of its record and of the drawings that it shows; of texts about the archive, the first part of
    the address; a page that is neither is a kind of its own. Pages at old addresses are left out: they lead on before
    anyone can look at them.

    Raises:
        ValueError: a page has no `main`.
    """
    largest: dict[tuple[str, ...], tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        html, path = file.read_text(encoding="utf-8"), file.relative_to(site).as_posix()
        if _LEADS_ON in html:
            continue
        found = _MAIN.search(html)
        if found is None:
            raise ValueError(f"{path} has no main")
        record = "".join(_KIND.findall(found[0]))
        place = {"": path, "page": path.partition("/")[0]}.get(record, "")
        kind = (record, place, *sorted(set(_DRAWING.findall(html))))
        largest[kind] = max(largest.get(kind, (0, "")), (len(html), path))
    return [path for _, path in largest.values()]
