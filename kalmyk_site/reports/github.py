"""Findings as commands to GitHub's workflows, which show them beside the lines of a change.

GitHub shows ten of each kind for a step, those that come first; so the gravest come first.

Source:
    "Workflow commands for GitHub Actions", Setting a notice, warning and error message; the escapes are those of
    `@actions/core`, `command.ts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.reports.explanations import address_of
from kalmyk_site.reports.text import details, summary

SHOWN: Final = 10
"""Annotations of one kind that GitHub shows for a step."""

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}


def github_report(checked: Checked, findings: Sequence[Finding], folder: str = "") -> str:
    """One command for each finding, errors first, and at the end how many there are.

    Args:
        checked: The archive.
        findings: What to report.
        folder: Path of the archive in its repository; empty where it is the repository.
    """
    kinds = list(_COMMANDS)
    ordered = sorted(findings, key=lambda finding: (kinds.index(checked.severity(finding)), finding.sort_key))
    rows = [_command(finding, checked, folder) for finding in ordered]
    rows.append(summary(checked, findings))
    if max(Counter(map(checked.severity, findings)).values(), default=0) > SHOWN:
        rows.append(f"GitHub shows {SHOWN} of a kind beside the lines; this log holds all of them.")
    return "\n".join(rows)


def _command(finding: Finding, checked: Checked, folder: str) -> str:
    origin = finding.origin
    # A file of the program's repository is no place that GitHub could lead to from here.
    page = [address_of(finding.code, checked.address)] if checked.address else []
    path = f"{folder}/{origin.path}" if folder else origin.path
    message = _data("\n".join([visible(f"{finding.message.removesuffix('.')}."), *details(finding), *page]))
    place = f"file={_property(visible(path))},line={origin.line},col={origin.column}"
    return f"::{_COMMANDS[checked.severity(finding)]} {place},title={_property(finding.code)}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
