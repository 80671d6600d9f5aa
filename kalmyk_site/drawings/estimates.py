"""Estimates on one axis: a row for each, its words above its mark.

An exact value is a dot. What only rounds another, or is a bound, is a light band over all that it can mean, joined to
the value that it rounds; where a bound has no end the band is open. All rows share one scale, and so all of them have
to count the same thing: whoever calls this has made sure of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kalmyk_site.drawings.label_lines import Piece
from kalmyk_site.drawings.lettering import ems_of
from kalmyk_site.drawings.scales import Scale, scale_around
from kalmyk_site.drawings.sheet import BAR, Bar, Dot, Meaning, Opening, Sheet, Stroke, ticks_on


@dataclass(frozen=True, slots=True)
class Entry:
    """One estimate, as it is drawn."""

    label: tuple[Piece, ...]
    low: Decimal | None
    """The least that it can mean; None where it has no lower bound."""

    high: Decimal | None
    exact: bool
    """Whether it is one value; else it is all from `low` to `high`."""

    meaning: Meaning
    rounds: int | None = None
    """Place in the list of the entry that it rounds."""


def estimates_sheet(
    entries: Sequence[Entry], width: float, show: Callable[[Decimal], str], note: Callable[[Scale], Iterable[Piece]]
) -> Sheet:
    """Draw estimates.

    Args:
        entries: In the order in which they are told; one that rounds another is moved below it.
        width: Of the narrowest place for which the words are broken, in em.
        show: Writes a number on the scale.
        note: What the scale says of itself.
    """
    sheet = Sheet(width)
    scale = scale_of(entries, width, show, scale_around)
    middles: dict[int, float] = {}
    for place in _rows(entries):
        entry = entries[place]
        if middles:
            sheet.gap()
        sheet.label(entry.label)
        middles[place] = sheet.strip()
        draw_entry(sheet, scale, entry, middles[place])
        rounded = entries[entry.rounds] if entry.rounds is not None else None
        if entry.rounds in middles and rounded is not None and rounded.low is not None:
            x = scale.place(rounded.low)
            sheet.strokes.append(Stroke(x, middles[entry.rounds], x, middles[place], "join"))
    sheet.gap()
    sheet.axis(scale, [show(tick) for tick in scale.ticks], note(scale))
    return sheet


def scale_of(
    entries: Iterable[Entry],
    width: float,
    show: Callable[[Decimal], str],
    make: Callable[[Iterable[Decimal], int], Scale],
) -> Scale:
    """The scale that holds all that entries can mean, as far as it has an end."""
    known = [bound for entry in entries for bound in (entry.low, entry.high) if bound is not None]
    longest = max((show(bound) for bound in known), key=ems_of, default="")
    return make(known, ticks_on(width, longest))


def draw_entry(sheet: Sheet, scale: Scale, entry: Entry, y: float) -> None:
    """Draw the mark of one entry at a height."""
    if entry.exact and entry.low is not None:
        sheet.dots.append(Dot(scale.place(entry.low), y, entry.meaning))
        return
    start = scale.place(entry.low) if entry.low is not None else 0.0
    end = scale.place(entry.high) if entry.high is not None else 100.0
    top, foot = round(y - BAR / 2, 2), round(y + BAR / 2, 2)
    sheet.bars.append(
        Bar(start, top, round(end - start, 2), BAR, "band" if entry.meaning == "given" else entry.meaning)
    )
    if entry.meaning == "given":
        sheet.strokes += [Stroke(start, height, end, height, "edge") for height in (top, foot)]
        known = [x for bound, x in ((entry.low, start), (entry.high, end)) if bound is not None]
        sheet.strokes += [Stroke(x, top, x, foot, "edge") for x in known]
    if entry.high is None:
        sheet.openings.append(Opening(end, y, "right"))
    if entry.low is None and not scale.begins_at_zero:
        sheet.openings.append(Opening(start, y, "left"))


def _rows(entries: Sequence[Entry]) -> list[int]:
    """Places of the entries in the order of the rows: each with those that round it below it."""
    rounding: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        if entry.rounds is not None and entry.rounds != place:
            rounding.setdefault(entry.rounds, []).append(place)
    below = {place for places in rounding.values() for place in places}
    rows: list[int] = []
    for place in range(len(entries)):
        if place not in below:
            rows += [place, *rounding.get(place, ())]
    # What rounds something that itself rounds another has found no row.
    placed = set(rows)
    return rows + [place for place in range(len(entries)) if place not in placed]
