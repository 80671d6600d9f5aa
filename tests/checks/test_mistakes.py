"""Typical mistakes: each is found where it was made, and the report of it is enough to mend it."""

from __future__ import annotations

import pytest

from kalmyk_site.checks.checked import check
from kalmyk_site.reports.text import faults_of
from tests.checks.examples import TINY
from tests.checks.mistakes import MISTAKES, Mistake
from tools.make_mistakes_page import PAGE, page, report


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_a_mistake_is_reported_with_what_mends_it(mistake: Mistake):
    said = report(mistake)

    assert f": {mistake.code}: " in said
    assert mistake.says in said


def test_the_archive_is_right_without_them():
    checked = check(TINY)
    assert faults_of(checked, checked.findings) == []


def test_there_are_mistakes_enough():
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 30


def test_the_page_of_mistakes_shows_them_all_as_they_are_told():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.make_mistakes_page"
