"""docs/findings.md: every code is there, and each example causes exactly its finding at exactly its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kalmyk_site.records.findings import FINDING_CODES
from tests.checks.examples import Example, examples, found_in, run, sections, tiny_archive

EXAMPLES = list(examples())


def test_every_code_is_documented_and_every_documented_code_exists():
    assert list(sections()) == list(FINDING_CODES)


@pytest.mark.parametrize("code", FINDING_CODES)
def test_severity_and_family_are_documented_and_there_is_an_example(code: str):
    expected = FINDING_CODES[code]

    assert sections()[code].strip().startswith(f"**{expected.severity.value}**, {expected.family.value}. ")
    assert "To mend: " in sections()[code]
    assert any(example.code == code for example in EXAMPLES)


def test_the_small_archive_has_no_finding(tmp_path: Path):
    assert found_in(tiny_archive(tmp_path)) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{one.code}-{number}" for number, one in enumerate(EXAMPLES)])
def test_an_example_causes_its_finding_and_no_other(example: Example, tmp_path: Path):
    findings, place = run(example, tiny_archive(tmp_path))

    assert [f"{finding.code} {finding.origin}" for finding in findings] == [f"{example.code} {place}"]
    [finding] = findings
    assert finding.message
    assert finding.expected
    assert finding.remedy.endswith((".", "]"))
