"""Tallies: what a test has looked at and measured, one line each, which the run prints at its end."""

from __future__ import annotations

from typing import Final

TALLIES: Final[list[str]] = []
"""Lines in order of the tests."""
