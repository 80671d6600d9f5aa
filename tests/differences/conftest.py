"""Two states of the tiny archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeArchive
from tests.differences.states import TwoStates


@pytest.fixture
def states(tmp_path: Path, make_archive: MakeArchive) -> TwoStates:
    """The tiny archive before and after."""
    return TwoStates(tmp_path, make_archive)
