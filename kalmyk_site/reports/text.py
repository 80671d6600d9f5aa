"""Findings as text, written for the person who repairs the content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.findings import Finding, Severity

NOT_WRITTEN: Final = "The site was not written; the last good one is untouched."
"""What became of the output when anything is an error."""

_WORDS: Final = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFORMATION: ("note", "notes"),
}


def finding_text(finding: Finding, severity: Severity) -> str:
    """One finding: its place and code, what is wrong, what was expected, the nearest match and the remedy.

    The first line begins with `file:line:column`, which editors and terminals turn into a link. What a terminal could
    take for a command, and what no one could see, is escaped.
    """
    lines = [f"{finding.origin}: {severity.value}: {finding.code}: {finding.message.removesuffix('.')}."]
    if finding.value and finding.value not in finding.message:
        lines.append(f"    Found: {finding.value}")
    if finding.expected:
        lines.append(f"    Expected: {finding.expected}")
    if finding.nearest:
        lines.append(f"    Did you mean '{finding.nearest}'?")
    if finding.remedy:
        lines.append(f"    {finding.remedy}")
    if finding.explained_by:
        lines.append(f"    Explained by the disagreement '{finding.explained_by}'.")
    return "\n".join(_visible(line) for line in lines)


def report(checked: Checked, findings: Sequence[Finding]) -> str:
    """Findings of every severity, in the order given."""
    return "\n".join(finding_text(finding, checked.severity(finding)) for finding in findings)


def summary(checked: Checked, findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are: `2 errors, 1 warning in 2 of 41 files`."""
    if not findings:
        return f"No faults in {counted(checked.files, 'file', 'files')}."
    touched = len({finding.origin.path for finding in findings})
    # A file that is missing is named by a finding and was not read.
    files = counted(max(checked.files, touched), "file", "files")
    return f"{totals(checked, findings)} in {touched} of {files}."


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


def _visible(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
