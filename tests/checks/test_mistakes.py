"""Typical mistakes: each is found where it was made, and the report of it is enough to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.records.files import read_lines
from kalmyk_site.reports.text import faults_of, finding_text
from tests.checks.examples import TINY
from tests.checks.mistakes import MISTAKES, Mistake


def made(folder: Path, mistake: Mistake) -> tuple[Path, Checked]:
    """The small archive with the mistake in it."""
    root = shutil.copytree(TINY, folder / "archive")
    file = root / "content" / mistake.path
    text = file.read_text(encoding="utf-8")
    assert mistake.right in text
    file.write_text(text.replace(mistake.right, mistake.wrong, 1), encoding="utf-8")
    return root, check(root)


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_a_mistake_is_reported_with_what_mends_it(tmp_path: Path, mistake: Mistake):
    root, checked = made(tmp_path, mistake)

    faults = faults_of(checked, checked.findings)
    said = "\n".join(
        finding_text(fault, checked.severity(fault), read_lines(root, fault.origin.path)) for fault in faults
    )
    assert mistake.code in [fault.code for fault in faults]
    assert mistake.says in said


def test_the_archive_is_right_without_them():
    checked = check(TINY)
    assert faults_of(checked, checked.findings) == []


def test_there_are_mistakes_enough():
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 30
