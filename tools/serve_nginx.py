"""Serve a site by nginx as `docs/nginx/kalmyk-site.conf` tells it, for tests and measurements: as any user."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tools.find_nginx import NGINX
from tools.programs import ProgramError

SNIPPET = Path(__file__).resolve().parent.parent / "docs" / "nginx" / "kalmyk-site.conf"
"""What every owner of a server includes."""

PATIENCE = 10.0
"""Seconds to wait for what takes a twentieth of one."""

TRIES = 5
"""How often another port is tried: between finding a free one and listening on it, somebody else may take it."""

TEMPORARY = """\
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
"""
"""Where nginx keeps what it is sent: folders of its own exist only where it is installed."""

# One process as the user who calls, so that folders of that user alone can be read.
CONFIGURATION = """\
daemon off;
master_process off;
pid "{folder}/pid";
error_log "{folder}/errors" warn;
events {{}}
http {{
    access_log off;
{temporary}    server {{
        listen 127.0.0.1:{port};
        set $site_root "{root}";
        set $site_path "{path}";
        include "{snippet}";
    }}
}}
"""


@contextmanager
def serve(root: Path, path: str = "") -> Generator[str]:
    """Serve a site on a free port of this machine.

    Args:
        root: The folder of which the server's own address shows the content.
        path: Path of the site below it: "" or "/repo".

    Yields:
        Address of the site, with a slash at the end.

    Raises:
        ProgramError: there is no nginx, or it does not start.
    """
    program = NGINX.find()
    with tempfile.TemporaryDirectory() as folder:
        process, port = _start(program, Path(folder), root, path)
        try:
            yield f"http://127.0.0.1:{port}{path}/"
        finally:
            process.terminate()
            process.wait()


def _start(program: Path, folder: Path, root: Path, path: str) -> tuple[subprocess.Popen[bytes], int]:
    said = ""
    for _ in range(TRIES):
        port = free_port()
        settings = CONFIGURATION.format(
            folder=folder,
            port=port,
            root=root.resolve(),
            path=path,
            snippet=SNIPPET,
            temporary=TEMPORARY.format(folder=folder),
        )
        (folder / "nginx.conf").write_text(settings, encoding="utf-8")
        with (folder / "said").open("wb") as output:
            command = [str(program), "-p", str(folder), "-c", str(folder / "nginx.conf")]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        if _listens(process, port):
            return process, port
        process.kill()
        process.wait()
        said = (folder / "said").read_text(encoding="utf-8", errors="replace").strip()
    raise ProgramError(f"nginx does not start: {said}")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return process.poll() is None
    return False
