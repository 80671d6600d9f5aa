"""A small archive without any fault, over which each test lays its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kalmyk_site.records.findings import Finding
from tests.checks.examples import found_in, tiny_archive

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Lay files over the small archive (a text that begins with `+` is added to the file) and check it."""

    def run(files: Mapping[str, str | bytes]) -> list[Finding]:
        root = tiny_archive(tmp_path)
        for name, content in files.items():
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            elif content.startswith("+"):
                path.write_text(path.read_text(encoding="utf-8") + content[1:], encoding="utf-8")
            else:
                path.write_text(content, encoding="utf-8")
        return found_in(root)

    return run


@pytest.fixture
def in_story(check: Check) -> Callable[[str], list[Finding]]:
    """Check the small archive with one more paragraph in its chapter."""
    return lambda text: check({"story/flood.md": f"+\n{text}\n"})
