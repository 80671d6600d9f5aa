"""Whether every page is valid HTML, by the Nu checker, which the W3C's validator runs too.

make html
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from kalmyk_site.checks.checked import check
from kalmyk_site.publish import publish
from kalmyk_site.site import render

ROOT: Final = Path(__file__).resolve().parent.parent

CHECKER: Final = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

NOT_MEANT: Final = r"Resource violates Content Security Policy.*"
"""The checker reads the pages from a folder, where it holds no file for the page's own. That the policy is kept, tests
in a browser see, which ask a server."""


def messages(folder: Path) -> str:
    """Errors and warnings on every page of a folder, one a line; "" where there is none.

    Raises:
        RuntimeError: the checker did not run.
    """
    command = ["java", "-jar", CHECKER, "--skip-non-html", "--exit-zero-always", "--filterpattern", NOT_MEANT, folder]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise RuntimeError("This needs Java 17 or later (Debian: apt-get install default-jre-headless).") from error
    if result.returncode != 0:
        raise RuntimeError(result.stderr)
    return result.stderr.replace(f'"{folder.as_uri().replace("file://", "file:")}/', '"').strip()


def main() -> int:
    """Check all pages of the archive of this checkout; the exit code is 1 where something was found."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        site = render(check(ROOT))
        publish(site, folder)
        try:
            found = messages(folder)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 1
    print(found or f"{len(site.pages)} pages are valid HTML.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
