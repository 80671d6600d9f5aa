"""Labels: where the name of each mark stands, so that no two names and no name and mark lie on one another.

Every label may stand around its mark in sixteen directions and at several distances, at the farther ones with a line
that leads to it. They settle one after the other, each where it costs least beside those that have settled; then each
moves again, until none does any more. Each is the first to settle once, and the best of the ends is taken.

A drawing may be shown larger than it is made, its marks apart and its letters as they were. What is looked at is
therefore each size that it is said to have, and the worst of them counts.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from kalmyk_site.drawings.clipping import Box
from kalmyk_site.drawings.lettering import LINE, text_width
from kalmyk_site.drawings.simplification import Point

Alignment = Literal["start", "middle", "end"]
"""Which end of its lines a label is tied to, as SVG's `text-anchor`."""

Leader = tuple[Point, Point]
"""A straight line between two points."""

DIRECTIONS: Final = 16
DISTANCES: Final = (6, 12, 20, 30, 42, 56, 72, 90)
"""Between mark and label, in pixels."""

LEADER_FROM: Final = 14
"""Distance from which on a line leads to the label."""

_ROUNDS: Final = 8
_KEPT: Final = 48


@dataclass(frozen=True, slots=True)
class Named:
    """A round mark and the lines of its label, in pixels."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    """None for a mark that only has to be kept free."""

    grows: bool = False
    """Whether the mark grows with the drawing."""

    def at(self, size: float) -> Named:
        """The mark where the drawing is shown `size` times as large."""
        radius = self.radius * size if self.grows else self.radius
        return Named(self.x * size, self.y * size, radius, self.lines, self.grows)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands, in pixels."""

    start: Point
    """What it is measured from: the nearest point of the edge of a mark that grows, the middle of another one."""

    x: float
    """Of the end that it is tied to."""

    baselines: tuple[float, ...]
    """One for each line."""

    alignment: Alignment
    leader: Leader | None
    box: Box
    """The room that it takes at most."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a drawing."""

    places: tuple[Label | None, ...]
    """In the order of the marks; None for marks without one."""

    is_clear: bool
    """Whether every label lies within the bounds, on no other label and on no mark, and no line on any of these."""


def place_labels(marks: Sequence[Named], bounds: Box, sizes: Sequence[float] = (1.0,)) -> Labels:
    """The labels of all marks.

    Args:
        marks: The marks.
        bounds: Where labels may stand.
        sizes: How many times as large as it is made the drawing is shown.
    """
    return _place_labels(tuple(marks), bounds, tuple(sizes))


# Whoever writes sees the same maps again and again, and nothing in a drawing costs more.
@lru_cache(maxsize=256)
def _place_labels(marks: tuple[Named, ...], bounds: Box, sizes: tuple[float, ...]) -> Labels:
    grown = [(size, [mark.at(size) for mark in marks], _times(bounds, size)) for size in sizes]
    # A name alone stands where it costs least; several may have to make room for one another.
    kept = _KEPT if sum(bool(mark.lines) for mark in marks) > 1 else 1
    choices = [_best_choices(place, mark, grown, kept) for place, mark in enumerate(marks)]
    cost = cache(_cost_beside)
    named = [place for place, each in enumerate(choices) if each]
    settled = (_settle(choices, [*named[start:], *named[:start]], cost) for start in range(len(named)))
    best = min(settled, key=lambda chosen: _total(chosen, cost), default=None) or {}
    clear = all(choice.is_clear for choice in best.values()) and _cost_of_all(best, cost) == 0
    return Labels(tuple(best[place].label if place in best else None for place in range(len(marks))), clear)


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """A place for a label; compared by identity, which is quick."""

    label: Label
    shown: tuple[tuple[Box, Leader | None], ...]
    """Its room and its line at each size of the drawing."""

    cost: float
    """What it costs whatever the other labels do."""

    is_clear: bool
    """Whether it lies within the bounds and on no mark, and its line on none."""


_Grown = Sequence[tuple[float, Sequence[Named], Box]]
"""The drawing at each of its sizes: how many times as large, its marks, its bounds."""

_Cost = Callable[[_Choice, _Choice], float]
"""What two labels cost one another."""


def _settle(choices: Sequence[Sequence[_Choice]], order: Sequence[int], cost: _Cost) -> dict[int, _Choice]:
    """The choice of each label after all have moved, one after the other, until none does any more."""
    chosen: dict[int, _Choice] = {}
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for place in order:
            others = [choice for other, choice in chosen.items() if other != place]
            chosen[place] = _cheapest(choices[place], others, cost)
        if chosen == before:
            break
    return chosen


def _cheapest(choices: Sequence[_Choice], others: Sequence[_Choice], cost_of: _Cost) -> _Choice:
    """The choice that costs least beside others; `choices` are sorted by what they cost by themselves."""
    best, least = choices[0], math.inf
    for choice in choices:
        if choice.cost >= least:
            break
        cost = choice.cost
        for other in others:
            cost += cost_of(choice, other)
            if cost >= least:
                break
        else:
            best, least = choice, cost
    return best


def _total(chosen: Mapping[int, _Choice], cost: _Cost) -> float:
    return _cost_of_all(chosen, cost) + sum(choice.cost for choice in chosen.values())


def _cost_of_all(chosen: Mapping[int, _Choice], cost: _Cost) -> float:
    """What the labels cost one another."""
    choices = list(chosen.values())
    return sum(cost(one, other) for place, one in enumerate(choices) for other in choices[:place])


def _around(mark: Named) -> Iterator[Label]:
    """Every place that the label of a mark can have, the nearest first."""
    if not mark.lines:
        return
    width, height = max(map(text_width, mark.lines)), LINE * len(mark.lines)
    for distance in DISTANCES:
        for step in range(DIRECTIONS):
            angle = 2 * math.pi * step / DIRECTIONS
            across, down = round(math.cos(angle), 6), round(math.sin(angle), 6)
            reach = mark.radius + distance
            x, middle = mark.x + reach * across, mark.y + reach * down + down * height / 2
            alignment: Alignment = "start" if across > 0.3 else "end" if across < -0.3 else "middle"
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[alignment]
            top = middle - height / 2
            edge = mark.x + mark.radius * across, mark.y + mark.radius * down
            leader = edge, (mark.x + (reach - 3) * across, mark.y + (reach - 3) * down)
            yield Label(
                start=edge if mark.grows else (mark.x, mark.y),
                x=x,
                # The letters of a line sit in its middle: their baseline lies 0.72 of the line below its top.
                baselines=tuple(top + LINE * (number + 0.72) for number in range(len(mark.lines))),
                alignment=alignment,
                leader=leader if distance >= LEADER_FROM else None,
                box=Box(left, top, left + width, top + height),
            )


def _best_choices(place: int, mark: Named, grown: _Grown, kept: int) -> list[_Choice]:
    """The `kept` labels of the mark at `place` that cost least, the cheapest first."""
    # A label costs its effort at least, so those of more effort than the last one kept need not be looked at.
    efforts = sorted(
        (_effort(label, _reach(label), grown[0][1][place]), number, label) for number, label in enumerate(_around(mark))
    )
    best: list[tuple[float, int, _Choice]] = []
    for effort, number, label in efforts:
        if len(best) == kept and effort > best[-1][0]:
            break
        choice = _choice(label, effort, place, grown)
        insort(best, (choice.cost, number, choice))
        del best[kept:]
    return [choice for _, _, choice in best]


def _reach(label: Label) -> float:
    """Length of a label's line."""
    return math.dist(*label.leader) if label.leader else 0.0


def _choice(label: Label, effort: float, place: int, grown: _Grown) -> _Choice:
    """A label of the mark at `place`, with what it costs in the drawing at all its sizes."""
    shown = tuple(_at(label, size) for size, _, _ in grown)
    faults = max(
        _faults(box, leader, place, marks, bounds)
        for (box, leader), (_, marks, bounds) in zip(shown, grown, strict=True)
    )
    doubts = max(_doubt(box, leader, place, marks) for (box, leader), (_, marks, _) in zip(shown, grown, strict=True))
    return _Choice(label, shown, faults + doubts + effort, faults == 0)


def _at(label: Label, size: float) -> tuple[Box, Leader | None]:
    """Room and line of a label where the drawing is shown `size` times as large: its start moves, its letters stay."""
    x, y = label.start[0] * (size - 1), label.start[1] * (size - 1)
    leader = None
    if label.leader:
        (x1, y1), (x2, y2) = label.leader
        leader = (x1 + x, y1 + y), (x2 + x, y2 + y)
    return label.box.shifted(x, y), leader


def _faults(box: Box, leader: Leader | None, place: int, marks: Sequence[Named], bounds: Box) -> float:
    """What it costs that a label lies out of bounds or on a mark, or its line on one."""
    outside = box.width * box.height - box.overlap(bounds)
    cost = 1000 + 50 * outside if outside > 0.5 else 0.0
    for number, mark in enumerate(marks):
        if number == place:
            continue
        depth = mark.radius + 2 - _gap(box, mark)
        cost += 120 + 12 * depth if depth > 0 else 0
        if leader:
            # A line over the middle of another mark seems to lead to it.
            cost += 150 if _distance_to(leader, (mark.x, mark.y)) < min(mark.radius, 4) + 3 else 0
    return cost


def _doubt(box: Box, leader: Leader | None, place: int, marks: Sequence[Named]) -> float:
    """What it costs that a name stands nearer to another mark than to its own, or that its line crosses another one."""
    reach = math.dist(*leader) if leader else 0.0
    cost = 0.0
    for number, mark in enumerate(marks):
        if number != place:
            cost += 100 if _gap(box, mark) - mark.radius < min(reach + 1, 12) else 0
            cost += 40 if leader and _distance_to(leader, (mark.x, mark.y)) < mark.radius else 0
    return cost


def _effort(label: Label, reach: float, mark: Named) -> float:
    """What it costs to find a mark's name: close by and beside it is best, and to the right better than to the left."""
    middle = (label.box.top + label.box.bottom) / 2
    aside = abs(middle - mark.y) / (mark.radius + label.box.height / 2)
    far = (_gap(label.box, mark) - mark.radius) / 2
    return (8 + reach if label.leader else far) + 4 * min(1.0, aside) + (0 if label.x > mark.x else 1)


def _cost_beside(one: _Choice, other: _Choice) -> float:
    """What two labels cost one another, at the size of the drawing at which they are worst."""
    return max(_cost_of_two(*here, *there) for here, there in zip(one.shown, other.shown, strict=True))


def _cost_of_two(box: Box, leader: Leader | None, other_box: Box, other_leader: Leader | None) -> float:
    shared = box.grown(2).overlap(other_box)
    cost = 800 + 20 * shared if shared else 0.0
    if leader and _meets(leader, other_box):
        cost += 500
    if other_leader and _meets(other_leader, box):
        cost += 500
    if leader and other_leader and _cross(leader, other_leader):
        cost += 300
    return cost


def _times(box: Box, size: float) -> Box:
    """A box whose distances from the drawing's edges stay while the drawing grows `size` times."""
    return Box(box.left, box.top, (box.right + box.left) * size - box.left, (box.bottom + box.top) * size - box.top)


def _gap(box: Box, mark: Named) -> float:
    """Distance from the middle of a mark to a box; none where it lies within."""
    x, y = mark.x, mark.y
    across = box.left - x if x < box.left else x - box.right if x > box.right else 0.0
    down = box.top - y if y < box.top else y - box.bottom if y > box.bottom else 0.0
    return math.hypot(across, down)


def _meets(line: Leader, box: Box) -> bool:
    """Whether a line and a box have a point in common."""
    (x1, y1), (x2, y2) = line
    if (x1 < box.left and x2 < box.left) or (x1 > box.right and x2 > box.right):
        return False
    if (y1 < box.top and y2 < box.top) or (y1 > box.bottom and y2 > box.bottom):
        return False
    if box.holds(line[0]) or box.holds(line[1]):
        return True
    corners = ((box.left, box.top), (box.right, box.bottom)), ((box.left, box.bottom), (box.right, box.top))
    return any(_cross(line, diagonal) for diagonal in corners)


def _distance_to(line: Leader, point: Point) -> float:
    (x1, y1), (x2, y2) = line
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = ((point[0] - x1) * (x2 - x1) + (point[1] - y1) * (y2 - y1)) / length if length else 0.0
    share = max(0.0, min(1.0, share))
    return math.dist(point, (x1 + share * (x2 - x1), y1 + share * (y2 - y1)))


def _cross(one: Leader, other: Leader) -> bool:
    return _side(one, other[0]) * _side(one, other[1]) < 0 and _side(other, one[0]) * _side(other, one[1]) < 0


def _side(line: Leader, point: Point) -> float:
    """On which side of a line a point lies: positive, negative, or zero on it."""
    (x1, y1), (x2, y2) = line
    return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
