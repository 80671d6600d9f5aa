"""The examples of the page of the syntax: each is read and checked as part of the example archive.

On the page an example is a block of code whose first line says what it is:

- `markdown example`: a piece of a chapter, or with front matter a whole one, that is right;
- `yaml example=people`: a record of that folder that is right;
- `markdown mistake=CODE`, `yaml mistake=CODE in=people`: one that the check finds fault with, and with which code;
- `text dates`: dates as content writes them, one in each line.

All of them are laid into the example archive at once. What is right may have no finding, what is wrong must have that
of its code and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kalmyk_site.checks.checked import Checked, check_reading, collector_off
from kalmyk_site.records.date_bounds import DateError
from kalmyk_site.records.dates import EdtfDate, parse_date
from kalmyk_site.records.example import example_content
from kalmyk_site.records.fields import Target
from kalmyk_site.records.files import SETTINGS_FILE
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import FOLDERS
from kalmyk_site.records.reading import read_texts
from kalmyk_site.reports.text import finding_text

FENCE: Final = re.compile(
    r"^(?P<fence>`{3,})(?:markdown|yaml|text) (?P<what>example|mistake|dates)(?:=(?P<value>[\w-]+))?"
    r"(?: in=(?P<folder>\w+))?\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
"""An example on the page."""

PART: Final = "examples"
"""The folder of chapters into which pieces of text are laid."""

_MATTER: Final = "---\ntitle: Example\n---\n\n"
_PARTS: Final = "parts:\n"
_ID: Final = re.compile(r"^- id: (\S+)", re.MULTILINE)


class ExampleError(Exception):
    """An example is not what it says; the message names its place and what the check says."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example."""

    number: int
    """Counted from 1."""

    what: str
    """`example`, `mistake` or `dates`."""

    value: str
    """Folder of a right record, or code of a mistake; may be empty."""

    folder: str
    """Folder of a wrong record; may be empty."""

    text: str
    line: int
    """Line of its first line on the page."""

    @property
    def records(self) -> str:
        """The folder of records that it stands in; empty for prose."""
        return self.folder if self.what == "mistake" else self.value

    @property
    def path(self) -> str:
        """The file as which it is laid into the archive."""
        if self.records:
            return f"content/records/{self.records}/example-{self.number}.yml"
        return f"content/{PART}/example-{self.number}.md"

    @property
    def shown_path(self) -> str:
        """The file in which a contributor would have written it."""
        return f"content/records/{self.records}/{self.records}.yml" if self.records else "content/story/flood.md"

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole file."""
        return bool(self.records) or self.text.startswith("---\n")

    @property
    def target(self) -> Target:
        """The chapter or record that it makes."""
        kind = {folder: kind for kind, folder in FOLDERS.items()}.get(self.records)
        found = _ID.search(self.text)
        return Target(kind, found[1] if found else "") if kind else Target("chapter", f"{PART}/example-{self.number}")


@dataclass(frozen=True)
class Examined:
    """All examples of a page, checked."""

    examples: tuple[Example, ...]
    checked: Checked

    def findings_of(self, example: Example) -> list[Finding]:
        """What the check finds in an example, each as at its place in the text that is shown."""
        above = 0 if example.is_whole else _MATTER.count("\n")
        return [
            replace(
                finding,
                origin=replace(finding.origin, path=example.shown_path, line=max(1, finding.origin.line - above)),
            )
            for finding in self.checked.findings
            if finding.origin.path == example.path
        ]

    def report(self, example: Example) -> str:
        """What `kalmyk-site check` prints for an example."""
        lines = example.text.split("\n")
        return "\n\n".join(
            finding_text(finding, self.checked.severity(finding), lines) for finding in self.findings_of(example)
        )


def examples_on(page: str) -> Iterator[Example]:
    """The examples of a page of Markdown, in order."""
    for number, found in enumerate(FENCE.finditer(page), 1):
        line = page.count("\n", 0, found.start("text")) + 1
        yield Example(number, found["what"], found["value"] or "", found["folder"] or "", found["text"], line)


def dates_of(example: Example) -> list[tuple[str, EdtfDate]]:
    """The dates of an example with what content writes.

    Raises:
        ExampleError: one is no date.
    """
    dates: list[tuple[str, EdtfDate]] = []
    for number, text in enumerate(example.text.splitlines()):
        try:
            dates.append((text, parse_date(text)))
        except DateError as error:
            raise ExampleError(f"docs/syntax.md:{example.line + number}: '{text}' is no date: {error}") from error
    return dates


@cache
@collector_off()
def examine(page: str) -> Examined:
    """Check the examples of a page; once in a process.

    Raises:
        ExampleError: an example is not what it says.
    """
    examples = tuple(examples_on(page))
    laid = [example for example in examples if example.what != "dates"]
    examined = Examined(examples, _check(laid))
    for example in examples:
        if example.what == "dates":
            dates_of(example)
    for example in laid:
        codes = {finding.code for finding in examined.findings_of(example)}
        expected = {example.value} if example.what == "mistake" else set[str]()
        if codes != expected:
            said = f"the finding {example.value}" if expected else "no finding"
            raise ExampleError(
                f"docs/syntax.md:{example.line}: this example should give {said}; the check says:\n"
                f"{examined.report(example) or 'nothing.'}"
            )
    paths = {example.path for example in laid}
    if strange := [finding for finding in examined.checked.findings if finding.origin.path not in paths]:
        raise ExampleError(f"docs/syntax.md: the examples are at odds with the example archive: {strange[0]}")
    if examined.checked.index is None:
        raise ExampleError("docs/syntax.md: the example archive cannot be read.")
    return examined


def _check(examples: list[Example]) -> Checked:
    files = example_content()
    texts = {path: content.decode() for path, content in files.items() if path.endswith((".yml", ".md"))}
    chapters = [example.target.id.partition("/")[2] for example in examples if not example.records]
    listed = f"  - folder: {PART}\n    title: Examples\n    chapters: [{', '.join(chapters)}]\n"
    texts[SETTINGS_FILE] = texts[SETTINGS_FILE].replace(_PARTS, _PARTS + listed, 1)
    for example in examples:
        texts[example.path] = example.text if example.is_whole else _MATTER + example.text
    media = {path.removeprefix("content/"): content for path, content in files.items() if path.endswith(".png")}
    return check_reading(read_texts(texts, media))
