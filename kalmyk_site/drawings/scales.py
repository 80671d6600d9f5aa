"""Scales: a straight line from numbers to percent of a drawing's width, with ticks at round numbers.

A scale begins at zero, unless what it shows lies so close together that nothing could be told apart; then it says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))

_CLOSE: Final = Decimal("0.4")
"""Of the largest value: numbers that spread over less than this are drawn on a scale of their own stretch."""

_MARGIN: Final = Decimal("0.05")
"""Of such a stretch: what is left free at both ends, so that no mark stands on the edge."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` at 0 percent to `high` at 100 percent."""

    low: Decimal
    high: Decimal
    """Greater than `low`."""

    ticks: tuple[Decimal, ...]
    """Round numbers from `low` to `high`, both included, at equal distances."""

    @property
    def begins_at_zero(self) -> bool:
        """Whether lengths may be compared, and not only places."""
        return self.low == 0

    def place(self, value: Decimal) -> float:
        """Where a value stands, in percent of the width with two digits; what lies beyond an end is put there."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return float(round(share * 100, 2))


def scale_from_zero(values: Iterable[Decimal], ticks: int) -> Scale:
    """A scale from zero that holds `values`, with at most so many ticks (two or more); for lengths."""
    high = max(values, default=Decimal(0))
    return _round_scale(Decimal(0), high or Decimal(1), ticks)


def scale_around(values: Iterable[Decimal], ticks: int) -> Scale:
    """A scale for places: from zero, or over the stretch of `values` where they lie close together."""
    known = sorted(values)
    if not known or not known[0] or not 0 < known[-1] - known[0] < known[-1] * _CLOSE:
        return scale_from_zero(known, ticks)
    margin = (known[-1] - known[0]) * _MARGIN
    return _round_scale(max(known[0] - margin, Decimal(0)), known[-1] + margin, ticks)


def _round_scale(low: Decimal, high: Decimal, ticks: int) -> Scale:
    """The scale with the finest round step that needs at most so many ticks."""
    exponent = ((high - low) / max(ticks - 1, 1)).adjusted()
    while True:
        for step in (each.scaleb(exponent) for each in _STEPS):
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = (high / step).to_integral_value(ROUND_CEILING)
            if last - first < ticks:
                count = int(last - first) + 1
                places = tuple(_plain((first + number) * step) for number in range(count))
                return Scale(places[0], places[-1], places)
        exponent += 1


def _plain(value: Decimal) -> Decimal:
    """`value` without exponent and without zeros at its end."""
    return Decimal(format(value.normalize(), "f"))
