"""Dates of works as programs take them: EDTF, whichever way the source writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kalmyk_site.records.sources import CslDate

DOUBT: Final = "?~%"
"""Marks of EDTF behind a date that is uncertain, approximate or both."""


def edtf_of(date: CslDate) -> str:
    """The date in the Extended Date/Time Format; empty where the source gives it in words alone.

    Text that was written as EDTF stays as it is. `circa` is `~`, a season is a month from 21 to 24, and a range whose
    second year is 0 is open. Source: Library of Congress, EDTF, levels 0 and 1.
    """
    if date.edtf and date.date_parts:
        return date.edtf
    points = [_point(parts) for parts in date.date_parts]
    if len(points) == 1 and date.season and len(date.date_parts[0]) == 1:
        points[0] = f"{points[0]}-{20 + date.season}"
    mark = "~" if date.circa else ""
    return "/".join(f"{point}{mark}" if point != ".." else point for point in points)


def in_doubt(date: CslDate) -> bool:
    """Whether the source calls the date approximate or uncertain."""
    return date.circa or any(mark in date.edtf for mark in DOUBT)


def words_of(date: CslDate) -> str:
    """What the source gives in words where it gives no date that can be counted with."""
    if date.literal or date.date_parts:
        return date.literal
    return date.edtf


def _point(parts: Sequence[int]) -> str:
    year = parts[0]
    if year == 0:
        return ".."
    # EDTF has a year 0, which is 1 BC.
    text = f"{year:04d}" if year > 0 else f"-{-year - 1:04d}"
    if len(parts) > 1:
        # Months 13 to 16 are the seasons, as Pandoc counts them.
        text += f"-{parts[1] + 8 if 13 <= parts[1] <= 16 else parts[1]:02d}"
    if len(parts) > 2:
        text += f"-{parts[2]:02d}"
    return text
