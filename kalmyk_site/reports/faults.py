"""Faults: what keeps an archive from being shown, each as text for whoever mends it, and how much it is in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.reports.text import (
    PLAIN,
    Lines,
    Style,
    details,
    excerpt_of,
    faults_of,
    head_of,
    indented,
    no_lines,
    output_summary,
    summary,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend."""

    head: str
    """Place and what is wrong; all there is to say where the program itself failed."""

    code: str = ""
    """Its code; empty where the program itself failed."""

    excerpt: str = ""
    """Its line, with carets below the value."""

    details: str = ""
    """What was found and expected, and what to do, each in a line."""

    @property
    def text(self) -> str:
        """All of it as text."""
        details = "\n".join(indented(self.details.splitlines()))
        return "\n".join(part for part in (self.head, self.excerpt, details) if part)


@dataclass(frozen=True, slots=True)
class Faults:
    """All that is to mend."""

    all: Sequence[Fault]
    summary: str
    """How much that is, in one line."""

    @property
    def text(self) -> str:
        """All of it as text; the summary alone where there is nothing to mend."""
        return "\n\n".join([*(fault.text for fault in self.all), self.summary])


def archive_faults(checked: Checked, lines: Lines = no_lines, style: Style = PLAIN) -> Faults:
    """Errors and warnings of an archive, each with its line where `lines` knows it, in a style."""
    findings = faults_of(checked, checked.findings)
    faults = (_fault(each, checked.severity(each), lines(each.origin.path), style) for each in findings)
    return Faults(tuple(faults), summary(checked, findings))


def output_faults(findings: Sequence[Finding], pages: int) -> Faults:
    """What the output check found on so many pages."""
    faults = tuple(_fault(finding, Severity.ERROR, (), PLAIN) for finding in findings)
    return Faults(faults, output_summary(findings, pages))


def _fault(finding: Finding, severity: Severity, lines: Sequence[str], style: Style) -> Fault:
    excerpt = "\n".join(excerpt_of(finding, severity, lines, style))
    return Fault(head_of(finding, severity, style), finding.code, excerpt, "\n".join(details(finding)))


def failure(trace: str) -> Faults:
    """The program's own failure, or that of a template."""
    return Faults((Fault(trace),), "The program failed; the last line says why.")
