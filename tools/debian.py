"""Install packages of Debian, where that is possible without asking: as root, on Debian itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def can_install() -> bool:
    """Whether `install` can work here. Ubuntu is left out: some packages of the same names install nothing there."""
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
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        result = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if result.returncode != 0:
            return result.stdout.strip() or f"{' '.join(command)} failed"
    return ""
