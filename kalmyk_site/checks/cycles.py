"""Cycles: nothing is a part of itself, lies within itself or repeals itself, be it by way of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import Event, Group, Law, Organization, Place, Record, Statistic
from kalmyk_site.references.index import Index

_NAMED_AT_MOST: Final = 5
"""Records of a long cycle that a message names."""

_Path = tuple[str | int, ...]
_Step = tuple[_Path, Target]
"""The field that leads on, and where it leads."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relation between records that may not come back to where it began."""

    kinds: tuple[type[Record], ...]
    words: str
    """What one record is to the other: `is part of`."""

    steps: Callable[[Record], Sequence[_Step]]


def _part_of(record: Record) -> Sequence[_Step]:
    whole = record.part_of if isinstance(record, Event | Organization | Group) else None
    return [(("part_of",), whole)] if whole else []


def _within(record: Record) -> Sequence[_Step]:
    return [(("within",), record.within)] if isinstance(record, Place) and record.within else []


def _repeals(record: Record) -> Sequence[_Step]:
    laws = record.repeals if isinstance(record, Law) else ()
    return [(("repeals", place), law) for place, law in enumerate(laws)]


def _counts(record: Record) -> Sequence[_Step]:
    parts = record.parts if isinstance(record, Statistic) else ()
    return [(("parts", place), part) for place, part in enumerate(parts)]


def _divides(record: Record) -> Sequence[_Step]:
    share = record.share_of if isinstance(record, Statistic) else None
    return [(("share_of", "of"), share.of), (("share_of", "in"), share.in_)] if share else []


_RELATIONS: Final = (
    _Relation((Event, Organization, Group), "is part of", _part_of),
    _Relation((Place,), "lies within", _within),
    _Relation((Law,), "repeals", _repeals),
    _Relation((Statistic,), "is the sum of", _counts),
    _Relation((Statistic,), "is worked out from", _divides),
)


def cycles(index: Index) -> Iterator[Finding]:
    """References that lead back to where they began. Each reference is followed once."""
    for relation in _RELATIONS:
        finished: set[Target] = set()
        for kind in relation.kinds:
            for record in index.archive.records_of(kind):
                if record.target not in finished:
                    yield from _follow(index, relation, record, finished)


def _follow(index: Index, relation: _Relation, first: Record, finished: set[Target]) -> Iterator[Finding]:
    """Follow a relation from one record as far as it leads, and report each reference that closes a cycle."""
    # A list and no recursion: a chain may be as long as the archive.
    chain = [first.target]
    places = {first.target: 0}
    pending = [iter(relation.steps(first))]
    while pending:
        step = next(pending[-1], None)
        if step is None:
            pending.pop()
            ended = chain.pop()
            del places[ended]
            finished.add(ended)
            continue
        path, target = step
        record = index.archive.find_record(target)
        if target in places:
            yield _finding(index, relation, chain, places[target], path)
        elif record is not None and target not in finished:
            places[target] = len(chain)
            chain.append(target)
            pending.append(iter(relation.steps(record)))


def _finding(index: Index, relation: _Relation, chain: Sequence[Target], start: int, path: _Path) -> Finding:
    last, back = chain[-1], chain[start]
    between = chain[start + 1 : start + _NAMED_AT_MOST]
    ids = [f"'{target.id}'" for target in between[: len(chain) - 1 - start]]
    way = f", which {relation.words} ".join([f"'{back.id}'", *ids])
    left_out = len(chain) - start - 1 - len(ids)
    more = f" and so on by {left_out:,} more" if left_out > 0 else ""
    message = f"'{last.id}' {relation.words} {way}{more}" if last != back else f"'{last.id}' {relation.words} itself"
    return Finding(
        "reference-cycle",
        index.archive.located[last].origin(*path),
        message,
        value=str(back),
        expected=f"another {back.kind} that does not lead back to '{last.id}'",
        remedy="Correct the reference, or take it out, here or at one of the others.",
        subjects=tuple(str(target) for target in dict.fromkeys((last, back))),
    )
