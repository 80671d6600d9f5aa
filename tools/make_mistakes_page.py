"""Make docs/mistakes.md: `python -m tools.make_mistakes_page`.

It shows typical mistakes (`tests/checks/mistakes.py`), each made in a small archive that is otherwise right, with the
report that the check gives. A test fails while the page is not what this makes.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from kalmyk_site.checks.checked import check
from kalmyk_site.records.files import read_lines
from kalmyk_site.reports.text import faults_of, finding_text
from tests.checks.examples import TINY
from tests.checks.mistakes import MISTAKES, Mistake

PAGE: Final = Path(__file__).parent.parent / "docs" / "mistakes.md"

_HEAD: Final = """\
# Typical mistakes

What people who write content get wrong most often, and what the check answers. Each mistake was made in a small archive
that is otherwise right; the answers are those of the program, and a test keeps them so. [findings.md](findings.md)
tells every finding, [syntax.md](syntax.md) how things are written.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_section(mistake) for mistake in MISTAKES)])


def report(mistake: Mistake) -> str:
    """What the check says of the archive with this mistake in it."""
    with tempfile.TemporaryDirectory() as name:
        root = shutil.copytree(TINY, Path(name) / "archive")
        file = root / "content" / mistake.path
        text = file.read_text(encoding="utf-8")
        if mistake.right not in text:
            raise ValueError(f"{mistake.name}: {mistake.path} does not hold what is to be mistaken")
        file.write_text(text.replace(mistake.right, mistake.wrong, 1), encoding="utf-8")
        checked = check(root)
        return "\n\n".join(
            finding_text(fault, checked.severity(fault), read_lines(root, fault.origin.path))
            for fault in faults_of(checked, checked.findings)
        )


def _section(mistake: Mistake) -> str:
    return f"## {mistake.name[0].upper()}{mistake.name[1:]}\n\n```text\n{report(mistake)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
