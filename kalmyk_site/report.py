"""Findings as text, written for the person who repairs the content."""

from __future__ import annotations

from collections.abc import Sequence

from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.site import Checked


def finding_text(finding: Finding, severity: Severity) -> str:
    """One finding: its place and code, what is wrong, what was expected, the nearest match and the remedy."""
    lines = [f"{finding.origin}: {severity.value}: {finding.code}: {finding.message}."]
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
    return "\n".join(lines)


def report(checked: Checked, findings: Sequence[Finding]) -> str:
    """Findings of every severity, in order of place."""
    return "\n".join(finding_text(finding, checked.severity(finding)) for finding in findings)


def summary(checked: Checked, findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are: `2 errors, 1 warning in 2 of 41 files`."""
    counts: list[str] = []
    for severity, one, many in (
        (Severity.ERROR, "error", "errors"),
        (Severity.WARNING, "warning", "warnings"),
        (Severity.INFORMATION, "note", "notes"),
    ):
        count = sum(checked.severity(finding) is severity for finding in findings)
        if count:
            counts.append(f"{count} {one if count == 1 else many}")
    if not counts:
        return f"No faults in {_files(checked.files)}."
    touched = len({finding.origin.path for finding in findings})
    return f"{', '.join(counts)} in {touched} of {_files(checked.files)}."


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
