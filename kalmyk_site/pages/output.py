"""The output check: every internal link and anchor of the finished pages leads somewhere, and no id stands twice.

It looks at the strings before anything is written. Our templates write every attribute with double quotes and escape
what stands in them, so one expression finds them all.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from kalmyk_site.records.findings import Finding, Origin

_TAG: Final = re.compile(r"<[a-z][a-z0-9]*\s[^<>]*>")
_VALUE: Final = re.compile(r'\s(id|href|src|popovertarget|aria-labelledby)="([^"]*)"')
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//")


def check_output(pages: Mapping[str, str], files: frozenset[str], root: str = "/") -> Iterator[Finding]:
    """Links, anchors and ids of the finished pages.

    Args:
        pages: HTML by file: `people/x/index.html`.
        files: Every other file of the site.
        root: Path under which the site is published; links that begin with it are internal.
    """
    root = unquote(root)
    ids: dict[str, frozenset[str]] = {}
    links: dict[str, set[str]] = {}
    for file, content in pages.items():
        seen: set[str] = set()
        wanted = links.setdefault(file, set())
        for tag in _TAG.finditer(content):
            for name, value in _VALUE.findall(tag[0]):
                if name == "id":
                    if value in seen:
                        yield _finding(file, content, tag.start(), "output-id", f"the id '{value}' stands twice", value)
                    seen.add(value)
                elif name in ("popovertarget", "aria-labelledby"):
                    wanted.update(f"#{anchor}" for anchor in value.split())
                else:
                    wanted.add(html.unescape(value))
        ids[file] = frozenset(seen)
    for file, wanted in links.items():
        folder = posixpath.dirname(file)
        for href in sorted(wanted):
            if not _leads_somewhere(file, folder, href, ids, files, root):
                start = pages[file].find(f'"{html.escape(href)}"')
                message = f"the link '{href}' leads to nothing"
                yield _finding(file, pages[file], max(start, 0), "output-link", message, href)


def _leads_somewhere(
    file: str, folder: str, href: str, ids: Mapping[str, frozenset[str]], files: frozenset[str], root: str
) -> bool:
    if _ELSEWHERE.match(href):
        return True
    path, _, anchor = href.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith(root):
        target = path.removeprefix(root)
    elif path:
        target = posixpath.normpath(posixpath.join(folder, path))
        target = "" if target == "." else target
        if path.endswith("/") and target:
            target += "/"
    else:
        target = file
    if path and (not target or target.endswith("/")):
        target += "index.html"
    if target not in ids:
        return target in files and not anchor
    return not anchor or unquote(anchor) in ids[target]


def _finding(file: str, content: str, offset: int, code: str, message: str, value: str) -> Finding:
    line = content.count("\n", 0, offset) + 1
    column = offset - content.rfind("\n", 0, offset)
    return Finding(
        code,
        Origin(f"site/{file}", line, column),
        message,
        value=value,
        expected="a page, an anchor or a file of this site" if code == "output-link" else "an id that stands once",
        remedy="Look for the text in content that makes this page; a title or {#id} there may stand twice."
        if code == "output-id"
        else "Look for the link in the content or the template that makes this page.",
    )
