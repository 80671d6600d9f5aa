"""What hosts are told: which headers go with the files, how long browsers may keep them, which may be compressed.

The file `_headers` tells it to hosts that read such a file (Netlify, Cloudflare Pages); `docs/nginx/kalmyk-site.conf`
tells a server of one's own the same, and a test compares the two.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from typing import Final

from kalmyk_site.pages.policy import header_policy

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": header_policy(),
    # Works that the archive links to do not learn who reads of them, nor where.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers that go with every file."""

FOREVER: Final = "public, max-age=31536000, immutable"
"""How long a file is kept whose name changes with its content: a year, the most that the standard speaks of."""

FINGERPRINTED: Final = ("assets/*", "search/index/fragment/*", "search/index/index/*")
"""Files with a hash of their content in their name. The search index's other files keep their names and must be asked
for each time: an old list of its parts would name parts that are gone."""

COMPRESSED: Final = frozenset(
    {"html", "css", "js", "json", "svg", "xml", "txt", "csv", "bib", "ris"},
)
"""Endings of files that become smaller; fonts, pictures and the parts of the search index are compressed already."""


def headers_file(root: str) -> str:
    """The file `_headers`.

    Rules of which several fit a file are joined, and so would be two values of one header: each header stands in rules
    that never fit the same file. Pages have no rule for how long they are kept, because both hosts let browsers ask for
    them each time.

    Args:
        root: Path under which the site is published: `/` or `/archive/`.

    Source:
        The documentation of Netlify and of Cloudflare Pages on custom headers.
    """
    return "\n".join(
        [
            "# Headers for Netlify and Cloudflare Pages, which read this file in the root of what they publish.",
            *_rule(f"{root}*", HEADERS),
            *(line for pattern in FINGERPRINTED for line in _rule(f"{root}{pattern}", {"Cache-Control": FOREVER})),
            "",
        ]
    )


def compressed_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A compressed copy (`index.html.gz`) of every file that becomes smaller by it, for servers that send such copies.

    The same content gives the same bytes: no name and no time is noted in them.
    """
    copies: dict[str, bytes] = {}
    for path, content in files.items():
        if path.rpartition(".")[2] in COMPRESSED:
            copy = gzip.compress(content, 9, mtime=0)
            if len(copy) < len(content):
                copies[f"{path}.gz"] = copy
    return copies


def _rule(pattern: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield pattern
    yield from (f"  {name}: {value}" for name, value in headers.items())
