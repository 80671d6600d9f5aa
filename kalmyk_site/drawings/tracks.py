"""Tracks: marks that would lie on each other are set side by side, and what finds no room is counted in heaps."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """The room that a mark takes, in px along the line."""

    key: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Heap:
    """Marks that share one place because there is no room to tell them apart."""

    start: float
    """In px, like the extents."""

    end: float
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """Where each mark stands."""

    tracks: dict[int, int]
    """Track by key, counted from 0."""

    heaps: tuple[Heap, ...]
    """One beside the other in a track behind the last."""

    count: int
    """Tracks that are used, that of the heaps included."""


class _Track:
    """One track: where its last mark ends, and the places that are kept for marks of the first rank."""

    def __init__(self) -> None:
        self.end = float("-inf")
        self.kept: list[Extent] = []
        self._next = 0

    def has_room(self, extent: Extent) -> bool:
        """Whether a mark fits that begins at or behind all marks that were asked for before."""
        while self._next < len(self.kept) and self.kept[self._next].end <= extent.start:
            self._next += 1
        before_kept = self._next == len(self.kept) or extent.end <= self.kept[self._next].start
        return self.end <= extent.start and before_kept


def pack(extents: Sequence[Extent], tracks: int, first: Set[int] = frozenset(), grain: int = 3) -> Packing:
    """Give each mark the first track in which it touches no other.

    The work grows with the number of marks, whatever stands where: each is compared with one or two marks in each
    track, and the heaps are at most as many as the line has grains.

    Args:
        extents: The marks.
        tracks: Tracks that there are at most; heaps have one more.
        first: Keys of the marks that choose before all others.
        grain: Width of a heap in px.
    """
    used: list[_Track] = []
    chosen: dict[int, int] = {}
    heaps: dict[int, list[int]] = {}
    ordered = sorted(extents, key=lambda extent: (extent.start, -extent.end, extent.key))
    for extent in (each for each in ordered if each.key in first):
        free = next((place for place, track in enumerate(used) if _ends_before(track, extent)), None)
        if free is None and len(used) < tracks:
            free = len(used)
            used.append(_Track())
        if free is not None:
            used[free].kept.append(extent)
            chosen[extent.key] = free
    for extent in (each for each in ordered if each.key not in chosen):
        free = next((place for place, track in enumerate(used) if track.has_room(extent)), None)
        if free is None and len(used) < tracks:
            free = len(used)
            used.append(_Track())
        if free is None:
            heaps.setdefault(int(max(extent.start, 0) // grain), []).append(extent.key)
        else:
            used[free].end = extent.end
            chosen[extent.key] = free
    gathered = tuple(Heap(place * grain, (place + 1) * grain, tuple(sorted(heaps[place]))) for place in sorted(heaps))
    return Packing(chosen, gathered, len(used) + bool(gathered))


def _ends_before(track: _Track, extent: Extent) -> bool:
    return not track.kept or track.kept[-1].end <= extent.start


def spread(wanted: Sequence[float], sizes: Sequence[float], last: float) -> tuple[float, ...]:
    """Begin each of several things as near as may be to where it wants to begin, none on another, in their order.

    Things that meet form a block, which stands where the mean of their wishes is, within 0 and `last`.

    Args:
        wanted: Where each wants to begin, ascending.
        sizes: How much room each takes.
        last: Where the last one ends at the latest; sizes may not add up to more.
    """
    blocks: list[tuple[float, float, int]] = []  # sum of wishes less offsets, size, number of things
    for wish, size in zip(wanted, sizes, strict=True):
        blocks.append((wish, size, 1))
        while len(blocks) > 1 and _begin(blocks[-2], last) + blocks[-2][1] > _begin(blocks[-1], last):
            later, earlier = blocks.pop(), blocks.pop()
            blocks.append((earlier[0] + later[0] - later[2] * earlier[1], earlier[1] + later[1], earlier[2] + later[2]))
    places: list[float] = []
    waiting = iter(sizes)
    for block in blocks:
        begin = _begin(block, last)
        for _ in range(block[2]):
            places.append(begin)
            begin += next(waiting)
    return tuple(places)


def _begin(block: tuple[float, float, int], last: float) -> float:
    return max(0.0, min(block[0] / block[2], last - block[1]))
