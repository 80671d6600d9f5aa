"""Findings as JSON, for programs: a form that stays as it is until its number grows.

docs/command-line.md describes it. New fields may join; one that changes its meaning or goes gives it a new number.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.findings import FINDING_CODES, Finding, Severity
from kalmyk_site.reports.explanations import address_of

FORM: Final = 1
"""Number of the form."""


def json_report(checked: Checked, findings: Sequence[Finding]) -> str:
    """The findings in the order given, with the count of each severity.

    All but ASCII is escaped, so that it can be written and read in any encoding.
    """
    counts = Counter(checked.severity(finding) for finding in findings)
    report = {
        "version": FORM,
        "files": checked.files,
        "drafts": checked.drafts,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "findings": [_as_data(finding, checked) for finding in findings],
    }
    return json.dumps(report, indent=2)


def _as_data(finding: Finding, checked: Checked) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": checked.severity(finding).value,
        "family": FINDING_CODES[finding.code].family.value,
        "path": finding.origin.path,
        "line": finding.origin.line,
        "column": finding.origin.column,
        "message": finding.message,
        "value": finding.value,
        "expected": finding.expected,
        "nearest": finding.nearest,
        "remedy": finding.remedy,
        "explained_by": finding.explained_by,
        "page": address_of(finding.code, checked.address),
    }
