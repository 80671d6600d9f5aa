"""The policy of the site: what a browser may load and do on its pages, as every page and every host states it.

A page loads files of its own site and nothing else: no script or style stands in the page itself, no other host is
asked. Hosts that can send headers send the whole of it (`exports/hosting.py`, `docs/nginx/`); every page states in a
`meta` element what can be stated there, for hosts that cannot.

Source: W3C Content Security Policy Level 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DIRECTIVES: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    # The index of the full-text search is read by a program in WebAssembly; it may run, and no text may become script.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    # Without scripts the search field is a form that leads to the search page.
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""What each directive allows."""

_HEADER_ONLY: Final = frozenset({"frame-ancestors"})
"""Directives that browsers take from a header alone, and complain of in a page."""


def header_policy() -> str:
    """The policy as a server sends it."""
    return "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items())


def page_policy() -> str:
    """The policy as a page can state it itself."""
    return "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items() if name not in _HEADER_ONLY)
