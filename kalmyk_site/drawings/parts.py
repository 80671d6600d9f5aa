"""Parts of a whole: a sum done by hand, with a bar for each line.

Each bar begins where the one before it ends, so that together they reach as far as their sum. What the parts leave is
hatched, and lies where it is missing. A total begins at zero again, below a rule. The scale begins at zero: lengths are
compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kalmyk_site.drawings.label_lines import Piece
from kalmyk_site.drawings.lettering import ems_of
from kalmyk_site.drawings.scales import scale_from_zero
from kalmyk_site.drawings.sheet import BAR, Bar, Sheet, Stroke, ticks_on


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum."""

    label: tuple[Piece, ...]
    figure: str
    value: Decimal
    """What it adds, less than zero where it takes away; of a total, what it comes to."""

    kind: Literal["given", "worked out", "doubtful", "missing"]
    total: bool = False


def parts_sheet(
    steps: Sequence[Step],
    width: float,
    show: Callable[[Decimal], str],
    note: Iterable[Piece],
    limit: Decimal | None = None,
) -> Sheet:
    """Draw a sum.

    Args:
        steps: From the first part to the last total.
        width: Of the narrowest place for which the words are broken, in em.
        show: Writes a number on the scale.
        note: What the scale measures.
        limit: A value whose line goes through all bars, for a sum that comes to more.
    """
    sheet = Sheet(width)
    spans = list(_spans(steps))
    ends = [end for span in spans for end in span]
    scale = scale_from_zero(ends, ticks_on(width, max(map(show, ends), key=ems_of)))
    above = 0.0
    for number, (step, (start, end)) in enumerate(zip(steps, spans, strict=True)):
        if step.total:
            sheet.height = round(sheet.height + _BEFORE_TOTAL, 2)
            sheet.strokes.append(Stroke(0, sheet.height, 100, sheet.height, "scale"))
        sheet.label(step.label, step.figure)
        y = sheet.strip()
        left, right = scale.place(min(start, end)), scale.place(max(start, end))
        sheet.bars.append(Bar(left, round(y - BAR / 2, 2), round(right - left, 2), BAR, step.kind))
        if number and not step.total:
            x = scale.place(start)
            sheet.strokes.append(Stroke(x, above, x, round(y - BAR / 2, 2), "join"))
        above = round(y + BAR / 2, 2)
        sheet.height = round(sheet.height + _BETWEEN, 2)
    if limit is not None:
        x = scale.place(limit)
        sheet.strokes.append(Stroke(x, 0, x, above, "limit"))
    sheet.gap()
    sheet.axis(scale, [show(tick) for tick in scale.ticks], note)
    return sheet


_BETWEEN = 0.4
_BEFORE_TOTAL = 0.35


def _spans(steps: Iterable[Step]) -> Iterable[tuple[Decimal, Decimal]]:
    """Where each bar begins and ends."""
    reached = Decimal(0)
    for step in steps:
        start = Decimal(0) if step.total else reached
        reached = step.value if step.total else reached + step.value
        yield start, reached
