"""Things: whatever of an archive can change as one (a record, a source, a picture, a text), and which were renamed."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from kalmyk_site.differences.pairs import letters_alike
from kalmyk_site.differences.values import told
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.reading import SETTINGS

_ALIKE: Final = 0.5
"""Share of what it says that a thing must have in common with another to be the same under another id."""

_ALIKE_NAMES: Final = 0.6
_LONG: Final = 40
"""Characters of a value that two things do not have in common by chance."""

_COMMON: Final = 20
"""A value that more things have says nothing of which is which."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them in one state."""

    target: Target
    label: str
    model: BaseModel
    """Its fields, or the front matter of a text."""

    body: str | None = None
    """The Markdown below the front matter."""


def things_of(archive: Archive) -> dict[Target, Thing]:
    """All of an archive, in its order."""
    return {thing.target: thing for thing in _things(archive)}


def renames(
    gone: Collection[Thing], come: Collection[Thing], former: Mapping[Target, Target] = MappingProxyType({})
) -> dict[Target, Target]:
    """Later target by the earlier one, where it can be told.

    Args:
        gone: What the later state does not have.
        come: What the earlier state does not have.
        former: What things are called now, by what the later state says that they were called. Without that it is told
            by what a thing is called and says.
    """
    holders: dict[tuple[str, str], list[Thing]] = {}
    said = {thing.target: _said(thing) for thing in (*gone, *come)}
    for thing in gone:
        for value in said[thing.target]:
            holders.setdefault((thing.target.kind, value), []).append(thing)
    left = {thing.target: thing for thing in gone}
    coming = {thing.target for thing in come}
    found = {old: former[old] for old in left if former.get(old) in coming}
    for old in found:
        del left[old]
    known = set(found.values())
    for new in come:
        if new.target in known:
            continue
        near = [holders.get((new.target.kind, value), ()) for value in said[new.target]]
        shared = Counter(old.target for olds in near if len(olds) <= _COMMON for old in olds if old.target in left)
        for old in heapq.nsmallest(3, shared, key=lambda target: (-shared[target], target)):
            if _is_same(left[old], new, said[old], said[new.target]):
                found[old] = new.target
                del left[old]
                break
    return found


def _is_same(old: Thing, new: Thing, before: frozenset[str], after: frozenset[str]) -> bool:
    common = before & after
    if len(common) < _ALIKE * max(len(before), len(after)):
        return False
    return any(len(value) >= _LONG for value in common) or letters_alike(old.label, new.label) >= _ALIKE_NAMES


def _said(thing: Thing) -> frozenset[str]:
    fields = (f"{name} {words}" for name, words in told(thing.model).items())
    return frozenset((*fields, *(line for line in (thing.body or "").split("\n") if line.strip())))


def _things(archive: Archive) -> Iterator[Thing]:
    yield Thing(SETTINGS, archive.settings.title, archive.settings)
    for prose in (archive.home, *archive.chapters.values(), *archive.pages.values()):
        yield Thing(prose.target, prose.label, prose.matter, prose.body)
    for record in archive.all_records():
        yield Thing(record.target, record.label, record)
    for source in archive.sources.values():
        yield Thing(source.target, source.label, source)
    for picture in archive.pictures.values():
        yield Thing(picture.target, picture.alt, picture)


def cannot_tell(archive: Archive, targets: Mapping[Target, Thing]) -> list[Target]:
    """Those of some things that may stand in an archive where it could not be read."""
    broken = archive.broken
    return [target for target in targets if target in broken or Target(target.kind, "*") in broken]
