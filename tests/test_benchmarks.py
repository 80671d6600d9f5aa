"""The archives that the benchmarks build."""

from __future__ import annotations

from pathlib import Path

from benchmarks.make_archive import make_archive
from kalmyk_site.checks.checked import check


def test_a_generated_archive_has_no_finding(tmp_path: Path):
    make_archive(tmp_path, 100)
    assert check(tmp_path).findings == ()
