"""Citations of one statement or field in two states: which were lost, added or altered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kalmyk_site.markup.citations import CitationGroup, CitationMark
from kalmyk_site.records.fields import Target

Renamed = Mapping[Target, Target]
"""The later target of each thing that was renamed, by its earlier one."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, without how it is typed."""

    source: str
    """Key, the later one where the source was renamed."""

    written: str
    """As the archive's syntax would have it: `quoted in @smith1996, pp. 65-66`."""


@dataclass(frozen=True, slots=True)
class CitationChange:
    """A citation that is not as it was."""

    how: Literal["lost", "added", "altered"]
    source: str
    before: str
    """As it would be written; empty for one that was added."""

    after: str


def cited_in(groups: Iterable[CitationGroup], renamed: Renamed) -> tuple[Cited, ...]:
    """The citations of some groups, each once."""
    return tuple(dict.fromkeys(_cited(mark, renamed) for group in groups for mark in group.marks))


def compare_citations(before: Sequence[Cited], after: Sequence[Cited]) -> tuple[CitationChange, ...]:
    """What became of the citations; of one source the first that is gone and the first that is new are one, altered."""
    gone = [cited for cited in before if cited not in after]
    come = [cited for cited in after if cited not in before]
    changes: list[CitationChange] = []
    for old in gone:
        new = next((cited for cited in come if cited.source == old.source), None)
        if new is None:
            changes.append(CitationChange("lost", old.source, old.written, ""))
        else:
            come.remove(new)
            changes.append(CitationChange("altered", old.source, old.written, new.written))
    return (*changes, *(CitationChange("added", new.source, "", new.written) for new in come))


def _cited(mark: CitationMark, renamed: Renamed) -> Cited:
    key = renamed.get(Target("source", mark.key), Target("source", mark.key)).id
    before = f"{mark.prefix} " if mark.prefix else ""
    place = f", {mark.locator.term} {mark.locator.value}" if mark.locator else ""
    return Cited(key, f"{before}@{key}{place}{mark.suffix}")
