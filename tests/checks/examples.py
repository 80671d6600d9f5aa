"""The bad examples of docs/findings.md, and the small archive over which they are laid: tests/archives/findings.

The first line of a block of code tells how. `file=` replaces or adds a file, `append=` adds lines to the end of one,
whose lines `at=` then counts from the first one added; a block without `at=` belongs to the next one that has it.
`recipe=` says what is done to a file that no text block can hold.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kalmyk_site.checks.all_checks import check_archive
from kalmyk_site.pages.output import check_output
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.reading import read_archive
from kalmyk_site.references.index import build_index
from tests.tiny_pictures import make_png

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "findings.md"
TINY = ROOT / "tests" / "archives" / "findings"

_SECTION = re.compile(r"^## ([a-z-]+)\n(.*?)(?=^##? |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(\w+) ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Layer:
    """One block of an example: a file written, lengthened or spoiled."""

    language: str
    options: Mapping[str, str]
    """`file` or `append`, and perhaps `recipe`."""

    text: str

    @property
    def path(self) -> str:
        return self.options.get("file") or self.options["append"]


@dataclass(frozen=True)
class Example:
    """What causes one finding."""

    code: str
    layers: tuple[Layer, ...]
    place: str
    """`path:line:column` of the finding; lines of appended text counted from its first."""


def sections() -> dict[str, str]:
    """Text of each section by its code."""
    return {match[1]: match[2] for match in _SECTION.finditer(PAGE.read_text(encoding="utf-8"))}


def examples() -> Iterator[Example]:
    """Every example, in the order of the page."""
    for code, text in sections().items():
        waiting: list[Layer] = []
        for match in _FENCE.finditer(text):
            options = dict(option.split("=", 1) for option in match[2].split())
            waiting.append(Layer(match[1], options, match[3]))
            if "at" in options:
                yield Example(code, tuple(waiting), options["at"])
                waiting = []


def tiny_archive(folder: Path) -> Path:
    """A copy of the small archive, which has no finding at all."""
    return Path(shutil.copytree(TINY, folder / "archive"))


def found_in(root: Path) -> list[Finding]:
    """Everything that reading, index and checks find."""
    reading = read_archive(root)
    if reading.archive is None:
        return list(reading.findings)
    index = build_index(reading.archive)
    return [*reading.findings, *index.findings, *check_archive(index)]


def lay(root: Path, layer: Layer) -> int:
    """Lay one block over the archive in `root`; returns the number of lines that stand before it in its file."""
    path = root / layer.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if "append" in layer.options:
        before = path.read_text(encoding="utf-8")
        path.write_text(before + layer.text, encoding="utf-8")
        return before.count("\n")
    match layer.options.get("recipe"):
        case "large-file":
            path.write_bytes(b" " * 6_000_000 + b"x")
        case "long-line":
            path.write_text("#" * 100_001, encoding="utf-8")
        case "latin-1":
            path.write_text(layer.text, encoding="latin-1")
        case "control-character":
            path.write_text(layer.text.replace("␀", "\0"), encoding="utf-8")
        case "private-use":
            path.write_text(layer.text.replace("▯", "\ue000"), encoding="utf-8")
        case "tab":
            path.write_text(layer.text.replace("→", "\t"), encoding="utf-8")
        case "empty-file":
            path.write_bytes(b"")
        case "symbolic-link":
            path.symlink_to("../../../../elsewhere.yml")
        case "no-file":
            path.unlink()
        case "picture":
            width, height = map(int, layer.text.split(" × "))
            path.write_bytes(make_png(width, height))
        case None:
            path.write_text(layer.text, encoding="utf-8")
        case recipe:
            raise ValueError(f"unknown recipe {recipe}")
    return 0


def run(example: Example, root: Path) -> tuple[list[Finding], str]:
    """Lay an example over the archive in `root`; returns what is found and the place where it should be."""
    last = example.layers[-1]
    if last.language == "html":
        return list(check_output({last.path: last.text}, frozenset())), f"site/{last.path}:{example.place}"
    before = 0
    for layer in example.layers:
        before = lay(root, layer)
    if example.place.count(":") == 2:
        return found_in(root), example.place
    line, column = example.place.split(":")
    return found_in(root), f"{last.path}:{int(line) + before}:{column}"
