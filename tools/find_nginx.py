"""The nginx that serves the site to the tests: `python -m tools.find_nginx [--install]` prints its path.

One that is installed is taken; NGINX may name another. With `--install`, and only when there is none, Debian's package
is unpacked into `.cache` where that is possible: installing it would start a web server on the machine. The tests do
without one, and say so, unless REQUIRE_NGINX is set.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import debian
from tools.programs import CACHE, Program, printed_by

UNPACKED = CACHE / "nginx"
"""Where Debian's package is unpacked."""

PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
"""Folders that hold it and are not on everyone's path."""

NEEDED = "--with-http_gzip_static_module"
"""The part of nginx that sends compressed copies; some builds lack it."""


def is_required() -> bool:
    """Whether tests without nginx have to fail."""
    return bool(os.environ.get("REQUIRE_NGINX"))


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("nginx")
    if on_path:
        yield Path(on_path)
    yield from (Path(place) / "nginx" for place in PLACES)
    yield UNPACKED / "usr" / "sbin" / "nginx"


def _does(path: Path) -> bool:
    return NEEDED in printed_by(path, "-V")


def _get() -> str:
    if not debian.can_install():
        return ""
    print("Unpacking nginx for the tests ...", file=sys.stderr, flush=True)
    return debian.unpack("nginx", UNPACKED)


NGINX = Program(
    "nginx",
    _candidates,
    _does,
    "does not run, or lacks the gzip_static module",
    _get,
    "No nginx with its gzip_static module was found for the tests. Install one (Debian: apt-get install nginx; "
    "macOS: brew install nginx), or name one: make test NGINX=/path/to/nginx",
)
"""The web server of the tests."""

if __name__ == "__main__":
    sys.exit(NGINX.main(sys.argv[1:], required=is_required()))
