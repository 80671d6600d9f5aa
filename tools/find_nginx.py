"""Find the nginx that serves the site to the tests: `python -m tools.find_nginx [--install]` prints its path.

One that is installed is taken; NGINX may name another. With `--install`, and only when there is none, Debian's package
is unpacked into `.cache` where that is possible: installing it would start a web server on the machine. The tests do
without one, and say so, unless REQUIRE_NGINX is set.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import debian

CACHE = Path(__file__).resolve().parent.parent / ".cache"

UNPACKED = CACHE / "nginx"
"""Where Debian's package is unpacked."""

PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
"""Folders that hold it and are not on everyone's path."""

NEEDED = "--with-http_gzip_static_module"
"""The part of nginx that sends compressed copies; some builds lack it."""

REMEDY = (
    "No nginx with its gzip_static module was found for the tests. Install one (Debian: apt-get install nginx; "
    "macOS: brew install nginx), or name one: make test NGINX=/path/to/nginx"
)


class NginxError(Exception):
    """There is no nginx, or the one named does not do. The message says what to do."""


def find_nginx() -> Path:
    """Path of an nginx that runs.

    Raises:
        NginxError: when there is none, or NGINX names something that does not do.
    """
    named = os.environ.get("NGINX")
    if named:
        path = shutil.which(named)
        if path is None or not _does(Path(path)):
            raise NginxError(f"NGINX={named} does not run, or lacks the gzip_static module.")
        return Path(path)
    for candidate in _candidates():
        if _does(candidate):
            return candidate
    raise NginxError(REMEDY)


def install_nginx() -> Path:
    """Path of an nginx that runs, after unpacking one if there is none.

    Raises:
        NginxError: when none could be had, or NGINX names something that does not do.
    """
    try:
        return find_nginx()
    except NginxError:
        if os.environ.get("NGINX") or not debian.can_install():
            raise
    print("Unpacking nginx for the tests ...", file=sys.stderr, flush=True)
    trouble = debian.unpack("nginx", UNPACKED)
    try:
        return find_nginx()
    except NginxError as error:
        raise NginxError(f"{trouble}\n{error}".strip()) from error


def is_required() -> bool:
    """Whether tests without nginx have to fail."""
    return bool(os.environ.get("REQUIRE_NGINX"))


def _candidates() -> Iterator[Path]:
    """Places at which an nginx may be, best first."""
    on_path = shutil.which("nginx")
    if on_path:
        yield Path(on_path)
    yield from (Path(place) / "nginx" for place in PLACES)
    yield UNPACKED / "usr" / "sbin" / "nginx"


def _does(path: Path) -> bool:
    try:
        answer = subprocess.run([path, "-V"], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0 and NEEDED in answer.stderr


def main(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: Nothing, or `--install`, which prints nothing when all is well.

    Returns:
        Exit code: 0 there is one or none is required, 1 there is none, 2 wrong call.
    """
    if list(arguments) not in ([], ["--install"]):
        print("usage: find_nginx.py [--install]", file=sys.stderr)
        return 2
    CACHE.mkdir(exist_ok=True)
    try:
        if not arguments:
            print(find_nginx())
            return 0
        with (CACHE / "nginx.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            install_nginx()
    except NginxError as error:
        print(error, file=sys.stderr)
        return 1 if is_required() or not arguments else 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
