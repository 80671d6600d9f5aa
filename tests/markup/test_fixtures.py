"""Every case of `fixtures/*.md`: title, input and expected fragment, parted by lines that hold one dot."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kalmyk_site.markup.document import Document

FOLDER = Path(__file__).parent / "fixtures"


def _cases() -> Iterator[tuple[str, str, str]]:
    for path in sorted(FOLDER.glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for title, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield f"{path.stem}: {title.strip()}", text, expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=title) for title, text, expected in _cases()],
)
def test_text_gives_fragment(
    read: Callable[[str], Document], show: Callable[[Document], str], text: str, expected: str
) -> None:
    """The findings come after the fragment, one on a line: place, code and value."""
    document = read(text)

    shown = show(document).strip().split("\n")
    shown += [
        f"! {finding.origin.line}:{finding.origin.column} {finding.code} {finding.value}".rstrip()
        for finding in document.findings
    ]

    assert "\n".join(shown) == expected.rstrip("\n")
