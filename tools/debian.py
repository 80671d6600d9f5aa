"""Get packages of Debian, where that is possible without asking: as root, on Debian itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def can_install() -> bool:
    """Whether the others can work here. Ubuntu is left out: some packages of the same names install nothing there."""
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    return os.geteuid() == 0 and shutil.which("apt-get") is not None and "ID=debian" in release.splitlines()


def install(*packages: str) -> str:
    """Install packages with what they need and nothing that is only recommended.

    Returns:
        "" when all went well, else what apt-get printed.
    """
    # Waits for another apt-get rather than failing at once.
    apt_get = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    commands = ([*apt_get, "update"], [*apt_get, "install", "-y", "--no-install-recommends", *packages])
    for command in commands:
        trouble = _run(*command)
        if trouble:
            return trouble
    return ""


def unpack(package: str, folder: Path) -> str:
    """Unpack one package into a folder without installing it: none of its scripts run, nothing is started.

    Returns:
        "" when all went well, else what the failed command printed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    trouble = _run("apt-get", "-qq", "update") or _run("apt-get", "-qq", "download", package, folder=folder)
    for file in folder.glob("*.deb"):
        trouble = trouble or _run("dpkg-deb", "--extract", str(file), str(folder))
    return trouble


def _run(*command: str, folder: Path | None = None) -> str:
    """Run a command that asks nothing. Gives "" or what it printed when it failed."""
    result = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "" if result.returncode == 0 else result.stdout.strip() or f"{' '.join(command)} failed"
