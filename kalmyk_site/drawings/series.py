"""Values by date: time runs downwards, values from left to right, and nothing joins one dot to the next.

Each date is a light line across the drawing, named at its beginning; its values stand below it. Between two dates
nothing is known, so nothing is drawn. Equal spans of time are equal distances from line to line, as long as that does
not leave the drawing mostly empty; then the dates only follow in order, and the drawing says so. What has no date
stands below a stronger line at the edge, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from kalmyk_site.drawings.estimates import Entry, draw_entry, scale_of
from kalmyk_site.drawings.label_lines import Piece
from kalmyk_site.drawings.scales import Scale, scale_from_zero
from kalmyk_site.drawings.sheet import GAP, Sheet, Stroke

_EMPTIEST: Final = 3
"""How many times as high as its rows a drawing may become for the sake of its time."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One estimate with its date."""

    entry: Entry
    time: float | None
    """Years since the beginning of our era, with fractions; None where the date is not known."""

    date: str
    """The date in words, or that it is not known."""


def series_sheet(
    dated: Sequence[Dated],
    width: float,
    show: Callable[[Decimal], str],
    note: Callable[[Scale, bool], Iterable[Piece]],
) -> Sheet:
    """Draw values by date.

    Args:
        dated: In any order; those of one date keep theirs.
        width: Of the narrowest place for which the words are broken, in em.
        show: Writes a number on the scale.
        note: What the scale says of itself, told whether the distances between dates are true.
    """
    known = sorted((each for each in dated if each.time is not None), key=lambda each: each.time or 0)
    groups = [(time or 0.0, list(members)) for time, members in groupby(known, key=lambda each: each.time)]
    undated = [each for each in dated if each.time is None]
    scale = scale_of([each.entry for each in dated], width, show, scale_from_zero)
    heights = [_height_of(members, scale, width) for _, members in groups]
    tops = _tops([time for time, _ in groups], heights)
    true_to_time = tops is not None
    sheet = Sheet(width)
    for number, (_, members) in enumerate(groups):
        if tops is not None:
            sheet.height = tops[number]
        sheet.strokes.append(Stroke(0, sheet.height, 100, sheet.height, "grid"))
        _draw(sheet, scale, members)
    if undated:
        sheet.strokes.append(Stroke(0, sheet.height, 100, sheet.height, "scale"))
        _draw(sheet, scale, undated)
    sheet.axis(scale, [show(tick) for tick in scale.ticks], note(scale, true_to_time))
    return sheet


def _draw(sheet: Sheet, scale: Scale, members: Iterable[Dated]) -> None:
    """The rows of one time; dates that begin together are each named above their own rows."""
    for date, rows in groupby(members, key=lambda each: each.date):
        sheet.label((Piece(date),))
        for each in rows:
            sheet.label(each.entry.label)
            draw_entry(sheet, scale, each.entry, sheet.strip())
            sheet.gap()


def _height_of(members: Iterable[Dated], scale: Scale, width: float) -> float:
    measured = Sheet(width)
    _draw(measured, scale, members)
    return measured.height


def _tops(times: Sequence[float], heights: Sequence[float]) -> list[float] | None:
    """Where each date's rows begin, true to time; None where that would leave the drawing mostly empty."""
    if len(times) < 2:
        return [0.0] * len(times)
    scale = max(height / (later - earlier) for (earlier, later), height in zip(pairwise(times), heights, strict=False))
    tops = [round((time - times[0]) * scale, 2) for time in times]
    return tops if tops[-1] + heights[-1] <= _EMPTIEST * (sum(heights) + GAP) else None
