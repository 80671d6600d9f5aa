"""The comparison of two archives: every thing in both is walked, and what is not as it was becomes a change.

Only what differs is looked into: texts that are equal are not parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, cast

from pydantic import BaseModel

from kalmyk_site.differences.changes import Change, Differences, Gravity, Unread, What
from kalmyk_site.differences.citations import CitationChange, Cited, Renamed, cited_in, compare_citations
from kalmyk_site.differences.entries import compare_entries
from kalmyk_site.differences.gravity import of_citations, of_entry, of_field, of_statement
from kalmyk_site.differences.statements import Statement, compare_statements, statements_of
from kalmyk_site.differences.things import Thing, cannot_tell, renames, things_of
from kalmyk_site.differences.values import CITES, ENTRIES, SKIPPED, in_words, name_of, told, with_later_ids
from kalmyk_site.markup.citations import CitationGroup, parse_cite
from kalmyk_site.markup.markdown import parse_document
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import FieldEvidence, Target
from kalmyk_site.records.findings import FINDING_CODES, Finding, Origin, Severity
from kalmyk_site.records.sources import CslName, Source, SourceCustom
from kalmyk_site.references.index import BODY, TextKey, origin_in
from kalmyk_site.references.walk import Path, markdown_fields

Texts = Sequence[tuple[Path, str]]
"""Texts that are compared as one, each with the path that leads to it."""

_PARTS: Final[Mapping[str, What]] = {"estimates": "estimate", "readings": "reading", "checked": "comparison"}
_NO_EVIDENCE: Final = FieldEvidence()


@dataclass(frozen=True, slots=True)
class State:
    """An archive at one time, and what was wrong when it was read."""

    archive: Archive
    findings: Sequence[Finding]


def compare(before: State, after: State) -> Differences:
    """What changed from one state to the other, as evidence."""
    old, new = things_of(before.archive), things_of(after.archive)
    gone = {target: thing for target, thing in old.items() if target not in new}
    come = {target: thing for target, thing in new.items() if target not in old}
    uncompared = [*cannot_tell(after.archive, gone), *cannot_tell(before.archive, come)]
    for target in uncompared:
        gone.pop(target, None)
        come.pop(target, None)
    renamed = renames(gone.values(), come.values(), after.archive.former)
    former = {later: earlier for earlier, later in renamed.items()}
    unread: dict[Unread, None] = {}
    comparison = _Comparison(
        _Side("before", before.archive, renamed, unread), _Side("after", after.archive, {}, unread)
    )
    comparison.past.note(before.findings)
    comparison.present.note(after.findings)
    for target, thing in new.items():
        earlier = old.get(former.get(target, target))
        if earlier is not None:
            comparison.thing(earlier, thing)
        elif target in come:
            comparison.whole(thing, comparison.present)
    for target, thing in gone.items():
        if target not in renamed:
            comparison.whole(thing, comparison.past)
    comparison.moved()
    order = {target: number for number, target in enumerate((*new, *gone))}
    changes = sorted(comparison.changes, key=lambda each: (order[each.owner], each.at or each.was_at or _NOWHERE))
    labels = {each.owner: (new.get(each.owner) or old[each.owner]).label for each in changes}
    return Differences(changes, tuple(unread), uncompared, labels)


@dataclass(frozen=True, slots=True)
class _Side:
    """What one state says, with the ids of the later one."""

    name: Literal["before", "after"]
    archive: Archive
    renamed: Renamed
    unread: dict[Unread, None]

    def statements(self, owner: Target, texts: Texts) -> list[Statement]:
        return [each for path, text in texts for each in self._statements(TextKey(owner, path), text)]

    def _statements(self, key: TextKey, text: str) -> Iterator[Statement]:
        document = parse_document(
            text,
            origin_at=lambda offset: origin_in(self.archive, key, offset),
            abbreviations=self.archive.settings.abbreviations,
        )
        self.note(document.findings)
        return statements_of(key, document, self.renamed)

    def cited(self, owner: Target, path: Path, written: Sequence[str]) -> tuple[Cited, ...]:
        groups: list[CitationGroup] = []
        for number, text in enumerate(written):
            group = parse_cite(text)
            if isinstance(group, CitationGroup):
                groups.append(group)
            else:
                key = TextKey(owner, (*path, number))
                self.note([group.finding(origin_in(self.archive, key, group.offset))])
        return cited_in(groups, self.renamed)

    def place(self, owner: Target, path: Path) -> Origin:
        return self.archive.located[owner].origin(*path)

    def place_of(self, statement: Statement) -> Origin:
        return origin_in(self.archive, statement.key, statement.offset)

    def note(self, findings: Iterable[Finding]) -> None:
        for found in findings:
            if FINDING_CODES[found.code].severity is Severity.ERROR:
                self.unread[Unread(self.name, found)] = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a thing, in both states."""

    owner: Target
    """The later one."""

    was: Target
    """The earlier one, which is another only where it was renamed."""

    new: Path = ()
    old: Path = ()
    field: tuple[str, ...] = ()
    """Names and positions from 1, for people."""

    what: What = "field"
    part: str = ""
    """What the entry that holds it says now."""

    rested_on: tuple[Cited, ...] = ()
    """What supported it before, where it has no citation of its own."""

    rests_on: tuple[Cited, ...] = ()

    def step(self, name: str) -> _Spot:
        return replace(self, new=(*self.new, name), old=(*self.old, name), field=(*self.field, name))

    def entry(self, old: int | None, new: int | None) -> _Spot:
        """An entry of the list at this spot, by its positions from 0."""
        number = new if new is not None else old or 0
        return replace(
            self,
            new=self.new if new is None else (*self.new, new),
            old=self.old if old is None else (*self.old, old),
            field=(*self.field, str(number + 1)),
            what=_PARTS.get(self.field[-1], self.what),
        )

    def named(self, name: str) -> _Spot:
        """The same spot with one name more for people."""
        return replace(self, field=(*self.field, name))


@dataclass
class _Comparison:
    """Both sides, and what was found so far."""

    past: _Side
    present: _Side
    changes: list[Change] = field(default_factory=list[Change])
    gone: list[tuple[_Spot, Statement]] = field(default_factory=list[tuple[_Spot, Statement]])
    """Statements that their text no longer has; another may have them."""

    come: list[tuple[_Spot, Statement]] = field(default_factory=list[tuple[_Spot, Statement]])

    # Things --------------------------------------------------------------------------------------------------------

    def thing(self, old: Thing, new: Thing) -> None:
        spot = _Spot(new.target, old.target)
        if old.target != new.target:
            self._add(spot, Gravity.MOVED, "renamed", str(old.target), str(new.target), what="record")
        if old.model != new.model:
            self._fields(spot, with_later_ids(old.model, self.past.renamed), new.model)
        if old.body != new.body:
            self._texts(spot, [(BODY, old.body or "")], [(BODY, new.body or "")])

    def whole(self, thing: Thing, side: _Side) -> None:
        """A thing that only one state has: itself with its fields, then what it states and its parts."""
        added = side is self.present
        spot = _Spot(thing.target, thing.target)
        model = thing.model
        cites = side.cited(thing.target, ("cite",), getattr(model, "cite", ()))
        evidence = cast("Mapping[str, FieldEvidence]", getattr(model, "field_evidence", {}))
        for name, each in evidence.items():
            cites += side.cited(thing.target, ("field_evidence", name, "cite"), each.cite)
        cites = tuple(dict.fromkeys(cites))
        spot = replace(spot, rests_on=cites, rested_on=cites)
        fields = told(model, but=ENTRIES | markdown_fields(type(model)) | {"custom", "field_evidence"})
        if isinstance(model, Source):
            fields |= told(model.custom, but=ENTRIES | {"text"})
        words = "; ".join(f"{name} {said}" for name, said in fields.items())
        gravity = Gravity.ADDED if added else Gravity.REMOVED
        how = "added" if added else "removed"
        self._add(spot, gravity, how, "" if added else words, words if added else "", what="record")
        nothing = type(model).model_construct()
        old, new = (nothing, model) if added else (model, nothing)
        self._parts(spot, old, new)
        if isinstance(model, Source):
            self._parts(
                spot.step("custom"), *((each.custom if isinstance(each, Source) else each) for each in (old, new))
            )
        if thing.body:
            self._texts(spot, [] if added else [(BODY, thing.body)], [(BODY, thing.body)] if added else [])

    def _parts(self, spot: _Spot, old: BaseModel, new: BaseModel) -> None:
        """The texts and the entries of a thing of which one state has nothing."""
        marked = markdown_fields(type(new))
        for name in type(new).model_fields:
            before, after = getattr(old, name, None), getattr(new, name, None)
            if before == after:
                continue
            if name in marked:
                self._texts(
                    spot.step(name), _as_texts(spot.step(name).old, before), _as_texts(spot.step(name).new, after)
                )
            elif name in ENTRIES:
                self._entries(spot.step(name), before or (), after or ())

    # Fields --------------------------------------------------------------------------------------------------------

    def _fields(self, spot: _Spot, old: BaseModel, new: BaseModel) -> None:
        """The fields of a thing, or of a part of one, in both states."""
        around, spot = spot, self._on_own_cites(spot, old, new)
        marked = markdown_fields(type(new))
        for name in type(new).model_fields:
            before, after = getattr(old, name), getattr(new, name)
            if before == after or name in SKIPPED:
                continue
            inner = spot.step(name_of(type(new), name))
            if name in CITES:
                self._cites(inner, around, before, after)
            elif name in marked:
                self._texts(inner, _as_texts(inner.old, before), _as_texts(inner.new, after))
            elif name == "field_evidence":
                self._evidence(spot, before, after)
            elif isinstance(before, Mapping) or isinstance(after, Mapping):
                self._mapping(inner, cast("Mapping[str, object]", before), cast("Mapping[str, object]", after))
            elif _are_parts(before) or _are_parts(after):
                self._entries(inner, before, after)
            elif isinstance(before, SourceCustom) and isinstance(after, SourceCustom):
                self._fields(inner, before, after)
            else:
                self._value(self._on_evidence(inner, name, old, new), before, after)

    def _value(self, spot: _Spot, before: object, after: object) -> None:
        old, new = in_words(before), in_words(after)
        if isinstance(before, tuple) and isinstance(after, tuple):
            # Of a list only what is not in both; its order says nothing.
            was, now = cast("tuple[object, ...]", before), cast("tuple[object, ...]", after)
            old = in_words(tuple(each for each in was if each not in now))
            new = in_words(tuple(each for each in now if each not in was))
        if old or new:
            how = "added" if not old else "removed" if not new else "altered"
            self._add(spot, of_field(spot.field[-1], spot.what), how, old, new)

    def _mapping(self, spot: _Spot, before: Mapping[str, object], after: Mapping[str, object]) -> None:
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) != after.get(name):
                self._value(spot.step(name), before.get(name), after.get(name))

    def _evidence(self, spot: _Spot, before: Mapping[str, FieldEvidence], after: Mapping[str, FieldEvidence]) -> None:
        """Citations and notes of single fields, which people know under the names of these."""
        for name in dict.fromkeys((*before, *after)):
            path = ("field_evidence", name)
            inner = replace(spot, old=(*spot.old, *path), new=(*spot.new, *path), field=(*spot.field, name))
            self._fields(inner, before.get(name, _NO_EVIDENCE), after.get(name, _NO_EVIDENCE))

    def _entries(self, spot: _Spot, before: Sequence[BaseModel], after: Sequence[BaseModel]) -> None:
        found = compare_entries(before, after)
        for old, new in found.altered:
            inner = replace(spot.entry(old, new), part=in_words(after[new]))
            self._fields(inner, before[old], after[new])
        for number in found.removed:
            inner = self._on_own_cites(spot.entry(number, None), before[number], None)
            self._add(inner, of_entry(inner.what, added=False), "removed", in_words(before[number]), "")
        for number in found.added:
            inner = self._on_own_cites(spot.entry(None, number), None, after[number])
            self._add(inner, of_entry(inner.what, added=True), "added", "", in_words(after[number]))

    # Evidence ------------------------------------------------------------------------------------------------------

    def _on_own_cites(self, spot: _Spot, old: BaseModel | None, new: BaseModel | None) -> _Spot:
        """The spot with the citations of a part in place of those around it."""
        before: Sequence[str] = getattr(old, "cite", ()) or getattr(old, "cites", ())
        after: Sequence[str] = getattr(new, "cite", ()) or getattr(new, "cites", ())
        name = "cite" if hasattr(new or old, "cite") else "cites"
        return replace(
            spot,
            rested_on=self.past.cited(spot.was, (*spot.old, name), before) or spot.rested_on,
            rests_on=self.present.cited(spot.owner, (*spot.new, name), after) or spot.rests_on,
        )

    def _on_evidence(self, spot: _Spot, name: str, old: BaseModel, new: BaseModel) -> _Spot:
        """The spot of a field with the citations that it has for itself."""
        before = cast("Mapping[str, FieldEvidence]", getattr(old, "field_evidence", {})).get(name)
        after = cast("Mapping[str, FieldEvidence]", getattr(new, "field_evidence", {})).get(name)
        path = ("field_evidence", name)
        return replace(
            spot,
            rested_on=self.past.cited(spot.was, (*path, "cite"), before.cite if before else ()) or spot.rested_on,
            rests_on=self.present.cited(spot.owner, (*path, "cite"), after.cite if after else ()) or spot.rests_on,
        )

    def _cites(self, spot: _Spot, around: _Spot, before: Sequence[str], after: Sequence[str]) -> None:
        """The citations of a part; one that has none of its own rests on those around it."""
        old = self.past.cited(spot.was, spot.old, before) or around.rested_on
        new = self.present.cited(spot.owner, spot.new, after) or around.rests_on
        found = compare_citations(old, new)
        if found:
            self._add(spot, of_citations(found), "altered", "", "", citations=found)

    # Texts ---------------------------------------------------------------------------------------------------------

    def _texts(self, spot: _Spot, before: Texts, after: Texts) -> None:
        found = compare_statements(self.past.statements(spot.was, before), self.present.statements(spot.owner, after))
        for run in _runs(found.altered):
            self._statement(spot, *run[-1], sentences=len(run))
        self.gone += [(spot, statement) for statement in found.removed]
        self.come += [(spot, statement) for statement in found.added]

    def _statement(
        self, spot: _Spot, old: Statement, new: Statement, *, sentences: int = 1, moved: bool = False
    ) -> None:
        cites = compare_citations(old.cites, new.cites)
        same = old.words == new.words
        spot = self._resting(spot, old, new)
        at, was_at = self.present.place_of(new), self.past.place_of(old)
        if same and not cites and not moved:
            before = ", ".join(each for each in old.links if each not in new.links)
            after = ", ".join(each for each in new.links if each not in old.links)
            self._add(spot, Gravity.FACT, "altered", before, after, what="link", at=at, was_at=was_at)
            return
        gravity = Gravity.MOVED if moved and not cites else of_statement(old.words, new.words, cites, spot.what)
        how = "moved" if moved else "altered"
        self._add(
            spot,
            gravity,
            how,
            old.words,
            new.words,
            what="statement",
            citations=cites,
            sentences=sentences,
            own_words=new.own_words,
            at=at,
            was_at=was_at,
        )

    def moved(self) -> None:
        """Statements that stand in another text now are neither lost nor new."""
        places: dict[str, list[int]] = {}
        for number in reversed(range(len(self.come))):
            places.setdefault(self.come[number][1].words, []).append(number)
        found: set[int] = set()
        for spot, old in self.gone:
            there = places.get(old.words)
            if there:
                number = there.pop()
                found.add(number)
                later, new = self.come[number]
                self._statement(replace(later, rested_on=spot.rested_on), old, new, moved=True)
            else:
                inner = replace(spot, rested_on=old.cites or spot.rested_on)
                was_at = self.past.place_of(old)
                gravity, own = of_entry(spot.what, added=False), old.own_words
                self._add(inner, gravity, "removed", old.words, "", what="statement", own_words=own, was_at=was_at)
        for number, (spot, new) in enumerate(self.come):
            if number not in found:
                inner = replace(spot, rests_on=new.cites or spot.rests_on)
                at = self.present.place_of(new)
                gravity, own = of_entry(spot.what, added=True), new.own_words
                self._add(inner, gravity, "added", "", new.words, what="statement", own_words=own, at=at)

    def _resting(self, spot: _Spot, old: Statement, new: Statement) -> _Spot:
        return replace(spot, rested_on=old.cites or spot.rested_on, rests_on=new.cites or spot.rests_on)

    def _add(
        self,
        spot: _Spot,
        gravity: Gravity,
        how: Literal["added", "removed", "altered", "renamed", "moved"],
        before: str,
        after: str,
        *,
        what: What | None = None,
        citations: tuple[CitationChange, ...] = (),
        sentences: int = 1,
        own_words: bool = False,
        at: Origin | None = None,
        was_at: Origin | None = None,
    ) -> None:
        if how != "added" and was_at is None:
            was_at = self.past.place(spot.was, spot.old)
        if how != "removed" and at is None:
            at = self.present.place(spot.owner, spot.new)
        self.changes.append(
            Change(
                gravity,
                what or spot.what,
                how,
                spot.owner,
                " ".join(spot.field),
                before,
                after,
                at,
                was_at,
                citations,
                tuple(each.written for each in (spot.rested_on if how == "removed" else spot.rests_on)),
                spot.part,
                own_words,
                sentences,
            )
        )


_NOWHERE: Final = Origin("", 0, 0)


def _runs(altered: Sequence[tuple[Statement, Statement]]) -> list[list[tuple[Statement, Statement]]]:
    """Pairs in a row that changed their citations alone, and alike: one citation covers many sentences."""
    runs: list[list[tuple[Statement, Statement]]] = []
    for pair in altered:
        if runs and _is_alike(runs[-1][-1], pair):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _is_alike(one: tuple[Statement, Statement], other: tuple[Statement, Statement]) -> bool:
    return (
        one[0].words == one[1].words
        and other[0].words == other[1].words
        and one[1].block is other[1].block
        and one[0].cites == other[0].cites
        and one[1].cites == other[1].cites
        and one[0].cites != one[1].cites
    )


def _as_texts(path: Path, value: str | tuple[str, ...] | None) -> Texts:
    if not value:
        return []
    return [(path, value)] if isinstance(value, str) else [((*path, n), text) for n, text in enumerate(value)]


def _are_parts(value: object) -> bool:
    """Whether a list holds parts with fields; names of authors are values."""
    items = cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()
    return bool(items) and isinstance(items[0], BaseModel) and not isinstance(items[0], CslName)
