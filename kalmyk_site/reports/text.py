"""Findings as text, written for the person who repairs the content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.reports.excerpts import PLAIN_WIDTH, excerpt, length_of, numbered, visible

NOT_WRITTEN: Final = "The site was not written; the last good one is untouched."
"""What became of the output when anything is an error."""

_LOOKS: Final = {
    "error": "1;31",
    "warning": "1;33",
    "information": "1;36",
    "place": "1",
    "code": "2",
}
"""Graphic renditions of ECMA-48: bold with red, yellow or cyan; bold; faint."""

_WORDS: Final = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFORMATION: ("note", "notes"),
}


Lines = Callable[[str], Sequence[str]]
"""The lines of a file by its path; none where it cannot be shown."""


def no_lines(path: str) -> Sequence[str]:
    """Shows no file."""
    del path
    return ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a report looks: files and pipes get neither color nor the width of anyone's terminal."""

    color: bool = False
    width: int = PLAIN_WIDTH
    """Cells for the line of a file."""

    def paint(self, text: str, look: str) -> str:
        """The text, already freed of what a terminal could take for a command, in one of `_LOOKS`."""
        return f"\x1b[{_LOOKS[look]}m{text}\x1b[0m" if self.color else text


PLAIN: Final = Style()


def finding_text(finding: Finding, severity: Severity, lines: Sequence[str] = (), style: Style = PLAIN) -> str:
    """One finding: its place and code, what is wrong, the line, what was expected, the nearest match and the remedy.

    The first line begins with `file:line:column`, which editors and terminals turn into a link. What a terminal could
    take for a command, and what no one could see, is escaped.

    Args:
        finding: The finding.
        severity: How much it weighs in its archive.
        lines: The lines of its file; without them none is shown.
        style: How it looks.
    """
    excerpt_rows = excerpt_of(finding, severity, lines, style)
    return "\n".join([head_of(finding, severity, style), *excerpt_rows, *indented(details(finding))])


def head_of(finding: Finding, severity: Severity, style: Style = PLAIN) -> str:
    """The first line of a finding: place, severity, code and message."""
    message = f"{finding.message.removesuffix('.')}."
    heads = [
        style.paint(visible(str(finding.origin)), "place"),
        style.paint(severity.value, severity.value),
        style.paint(finding.code, "code"),
        visible(message),
    ]
    return ": ".join(heads)


def indented(rows: Iterable[str]) -> Iterator[str]:
    """Lines that belong to the one above them."""
    return (f"    {row}" for row in rows)


def details(finding: Finding) -> list[str]:
    """What there is to say beyond the message, each in one line of visible characters."""
    rows: list[str] = []
    if finding.value and finding.value not in finding.message:
        rows.append(f"Found: {finding.value}")
    if finding.expected:
        rows.append(f"Expected: {finding.expected}")
    if finding.nearest:
        rows.append(f"Did you mean '{finding.nearest}'?")
    if finding.remedy:
        rows.append(finding.remedy)
    if finding.explained_by:
        rows.append(f"Explained by the disagreement '{finding.explained_by}'.")
    return [visible(row) for row in rows]


def excerpt_of(finding: Finding, severity: Severity, lines: Sequence[str], style: Style = PLAIN) -> Iterator[str]:
    """The line of a finding, of those of its file, with carets below the value; nothing where it has none to show."""
    origin = finding.origin
    line = lines[origin.line - 1] if origin.line <= len(lines) else ""
    # The first place of a file stands for the file as a whole, unless the value is written there.
    of_file = (origin.line, origin.column) == (1, 1) and not length_of(finding.value, line, 0)
    if line and not of_file:
        text, carets = numbered(origin.line, excerpt(line, origin.column, finding.value, style.width))
        yield text
        margin, bar, place = carets.partition("|")
        yield f"{margin}{bar}{style.paint(place, severity.value)}"


def report(checked: Checked, findings: Sequence[Finding], lines: Lines = no_lines, style: Style = PLAIN) -> str:
    """Findings of every severity, in the order given, each with its line where `lines` knows it."""
    texts = [
        finding_text(finding, checked.severity(finding), lines(finding.origin.path), style) for finding in findings
    ]
    return ("\n" if lines is no_lines else "\n\n").join(texts)


def summary(checked: Checked, findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are, and how many drafts: `2 errors in 1 of 41 files`."""
    drafts = checked.drafts
    left_out = f" {counted(drafts, 'draft is', 'drafts are')} not published." if drafts else ""
    if not findings:
        return f"No faults in {counted(checked.files, 'file', 'files')}.{left_out}"
    touched = len({finding.origin.path for finding in findings})
    # A file that is missing is named by a finding and was not read.
    files = counted(max(checked.files, touched), "file", "files")
    return f"{totals(checked, findings)} in {touched} of {files}.{left_out}"


def output_summary(findings: Sequence[Finding], pages: int) -> str:
    """How much the output check found on so many pages: `2 errors in 1 of 210 finished pages`."""
    touched = len({finding.origin.path for finding in findings})
    errors = counted(len(findings), "error", "errors")
    return f"{errors} in {touched} of {counted(pages, 'finished page', 'finished pages')}."


def totals(checked: Checked, findings: Sequence[Finding]) -> str:
    """The count of each severity that occurs, the gravest first: `2 errors, 1 warning`."""
    counts = Counter(checked.severity(finding) for finding in findings)
    return ", ".join(counted(counts[severity], *words) for severity, words in _WORDS.items() if counts[severity])


def faults_of(checked: Checked, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that have to be mended, which is all but information."""
    return [finding for finding in findings if checked.severity(finding) is not Severity.INFORMATION]


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: `1 file`, `1,204 files`."""
    return f"{count:,} {one if count == 1 else many}"
