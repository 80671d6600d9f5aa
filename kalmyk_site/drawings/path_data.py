"""Path data: shapes as the `d` attribute of an SVG path, in whole numbers and steps from point to point.

Whole numbers and steps make a path about a third as long as absolute coordinates with a decimal. Of points that fall on
the same whole number one is kept.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from kalmyk_site.drawings.simplification import Point


def path_data(shapes: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """All `shapes` as one path; a shape that has shrunk to a point is left out.

    Args:
        shapes: Rings or lines, in the units of the drawing.
        closed: Whether they are rings.
    """
    return "".join(filter(None, (_shape(shape, closed=closed) for shape in shapes)))


def _shape(points: Sequence[Point], *, closed: bool) -> str:
    rounded = [(round(x), round(y)) for x, y in points]
    kept = [point for place, point in enumerate(rounded) if not place or point != rounded[place - 1]]
    if closed and len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < (3 if closed else 2):
        return ""
    steps = [(two[0] - one[0], two[1] - one[1]) for one, two in itertools.pairwise(kept)]
    numbers = "".join(f"{_number(x)}{_number(y)}" for x, y in steps).lstrip(" ")
    return f"M{kept[0][0]}{_number(kept[0][1])}l{numbers}{'z' if closed else ''}"


def _number(value: int) -> str:
    """A number behind another one: a minus sign parts them, else a space."""
    return str(value) if value < 0 else f" {value}"
