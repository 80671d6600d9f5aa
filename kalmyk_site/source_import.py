"""The import of sources: what works read from another program's file become in an archive.

New works come in under keys of their own, known ones are filled in where the archive says nothing, and nothing is
written that the checks would find fault with: the whole change is tried in a copy, works with findings are taken out,
and what remains is tried again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kalmyk_site.amendments import Contents, contents, try_out
from kalmyk_site.checks.changes import State
from kalmyk_site.imports.merging import Difference, additions, merge
from kalmyk_site.imports.recognition import KnownWorks
from kalmyk_site.imports.works import ORDER, Work
from kalmyk_site.records.files import SOURCES_FILE, ContentFile
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.records.sources import Source
from kalmyk_site.records.validation import shorten, validate
from kalmyk_site.records.yaml_tree import YamlNode, read_yaml
from kalmyk_site.writing.lists import ListFormError, NewEntry, with_entries
from kalmyk_site.writing.source_keys import source_key
from kalmyk_site.writing.text_edits import as_read, edited_bytes
from kalmyk_site.writing.yaml_form import Value, entry

_TRIALS_AT_MOST: Final = 10
"""So often a change is tried: each time the works with findings are taken out."""

_EMPTY: Final = b"references:\n"


class ImportRefusedError(Exception):
    """Nothing can be imported into this archive; the message says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A work that comes in."""

    key: str
    source: Source
    work: Work
    line: int = 0
    """Line of `sources.yml` at which it will stand."""


@dataclass(frozen=True, slots=True)
class Known:
    """A work of the file that the archive has, or that an earlier work of the same import is."""

    key: str
    work: Work
    added: tuple[str, ...] = ()
    """Fields that are filled in."""

    differences: tuple[Difference, ...] = ()
    line: int = 0
    same_as: str = ""
    """Place of the earlier work of the import; empty where the archive has it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A work that is not taken, or a known one that is not filled in."""

    work: Work
    reason: str
    finding: Finding | None = None
    """What the checks would say, where that is the reason."""


@dataclass(frozen=True, slots=True)
class SourceImport:
    """What an import comes to."""

    taken: tuple[Taken, ...]
    known: tuple[Known, ...]
    left: tuple[Left, ...]
    before: Contents
    after: Contents
    """What files are to hold; empty where nothing changes."""


@dataclass(slots=True)
class _Fill:
    """What is to be added to a work of the archive."""

    node: YamlNode
    added: dict[str, Value] = field(default_factory=dict[str, Value])


@dataclass(slots=True)
class _Plan:
    """What works become, before it is tried."""

    new: dict[str, Taken] = field(default_factory=dict[str, Taken])
    fills: dict[str, _Fill] = field(default_factory=dict[str, _Fill])
    known: list[Known] = field(default_factory=list[Known])
    left: list[Left] = field(default_factory=list[Left])


def import_sources(
    before: State, works: Iterable[Work], *, merging: bool = True, progress: Callable[[str], None] = lambda _: None
) -> SourceImport:
    """Work out an import, and try it; writes nothing.

    Args:
        before: The archive as it is.
        works: What was read, in order.
        merging: Whether known works are filled in.
        progress: Is told what is being done.

    Raises:
        ImportRefusedError: the list of sources cannot be read or written into.
    """
    held = contents(before.root, [SOURCES_FILE])
    data = held[SOURCES_FILE] or _EMPTY
    file, listed = _list_of(data)
    plan = _planned(before, listed, works, merging=merging)
    excluded: dict[str, Finding] = {}
    hidden = _hidden(before, listed)
    for _ in range(_TRIALS_AT_MOST):
        after = _written(data, file, listed, plan, excluded)
        if after == data:
            return _result(plan, excluded, held, {}, after)
        progress("checking")
        trial = try_out(before, {SOURCES_FILE: after})
        faults = [
            found
            for found in trial.brought_in
            if trial.checked.severity(found) is not Severity.INFORMATION and found not in hidden
        ]
        if not faults:
            return _result(plan, excluded, held, {SOURCES_FILE: after}, after)
        blamed = _blamed(faults, after, {*plan.new, *plan.fills} - excluded.keys())
        if not blamed:
            break
        excluded |= blamed
    raise ImportRefusedError("what the file holds cannot be brought in without faults in other places of the archive.")


def _hidden(before: State, listed: YamlNode) -> frozenset[Finding]:
    """What a list without any work hides: as long as it cannot be read, no citation can be called wrong."""
    if not listed.is_null:
        return frozenset()
    return frozenset(try_out(before, {SOURCES_FILE: b"references: []\n"}).brought_in)


# What works become ----------------------------------------------------------------------------------------------


def _planned(before: State, listed: YamlNode, works: Iterable[Work], *, merging: bool) -> _Plan:
    archive = before.checked.index.archive if before.checked.index is not None else None
    if archive is None:
        raise ImportRefusedError("the archive cannot be read. kalmyk-site check tells what is wrong.")
    nodes = _nodes(listed)
    plan, known, sources, keys = _Plan(), KnownWorks(), dict(archive.sources), {*nodes}
    for source in sources.values():
        known.add(source)
    for work in works:
        source, reason = _as_source(work)
        if source is None:
            plan.left.append(Left(work, reason))
            continue
        key = known.find(source)
        if key is None:
            key = source_key(work.fields, keys)
            keys.add(key)
            sources[key] = source.model_copy(update={"id": key})
            plan.new[key] = Taken(key, sources[key], work)
            known.add(sources[key])
            continue
        told = merge(sources[key], source, work.fields)
        added: Mapping[str, Value] = told.added if merging or key in plan.new else {}
        if key in plan.new:
            earlier = plan.new[key]
            plan.known.append(Known(key, work, _names(added), told.differences, same_as=earlier.work.place))
            plan.new[key] = replace(earlier, work=replace(earlier.work, fields=_joined(earlier.work.fields, added)))
        else:
            plan.known.append(Known(key, work, _names(added), told.differences))
            if added:
                fill = plan.fills.setdefault(key, _Fill(nodes[key]))
                fill.added = _joined(fill.added, added)
        sources[key] = _filled(sources[key], source, added)
        known.add(sources[key])
    return plan


def _names(added: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple("identifiers" if name == "custom" else name for name in added)


def _joined(fields: Mapping[str, Value], added: Mapping[str, Value]) -> dict[str, Value]:
    """Fields of two entries of one work, in the archive's order; none of the second replaces one of the first."""
    joined = {**added, **fields}
    if "custom" in fields and "custom" in added:
        joined["custom"] = {"identifiers": {**_identifiers(added), **_identifiers(fields)}}
    return {name: joined[name] for name in ORDER if name in joined}


def _identifiers(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    custom = fields["custom"]
    identifiers = custom.get("identifiers") if isinstance(custom, Mapping) else None
    return identifiers if isinstance(identifiers, Mapping) else {}


def _filled(known: Source, read: Source, added: Mapping[str, Value]) -> Source:
    """A work with what another tells of it, so that a third is compared with both."""
    names = {described.alias or name: name for name, described in Source.model_fields.items()}
    update: dict[str, object] = {names[name]: getattr(read, names[name]) for name in added if name != "custom"}
    if "custom" in added:
        mine = known.custom.identifiers.model_dump()
        others = {name: value for name, value in read.custom.identifiers.model_dump().items() if not mine[name]}
        identifiers = known.custom.identifiers.model_copy(update=others)
        update["custom"] = known.custom.model_copy(update={"identifiers": identifiers})
    return known.model_copy(update=update)


def _as_source(work: Work) -> tuple[Source | None, str]:
    """The work as the archive's own reader takes it, or why it does not."""
    file = ContentFile(SOURCES_FILE, entry({"id": "new", **work.fields}, numbers_quoted=True))
    node, findings = read_yaml(file)
    if node is None or not isinstance(node.value, tuple) or findings:
        return None, findings[0].message if findings else "it cannot be written as YAML"
    source, findings = validate(Source, node.value[0], file, "the work")
    if source is not None:
        return source, ""
    found = findings[0]
    message = found.message.replace(" of the work", "").replace("the work: the source 'new'", "it")
    near = f"Did you mean '{found.nearest}'?" if found.nearest else f"Expected: {shorten(found.expected, 100)}."
    return None, f"{found.code}: {message}. {near}"


# The file -------------------------------------------------------------------------------------------------------


def _list_of(data: bytes) -> tuple[ContentFile, YamlNode]:
    """The file as it is read, and its list of works."""
    unreadable = f"{SOURCES_FILE} cannot be read. kalmyk-site check tells what is wrong."
    try:
        edited_bytes(data, ())
        text = as_read(data)
    except UnicodeDecodeError:
        raise ImportRefusedError(unreadable) from None
    file = ContentFile(SOURCES_FILE, text)
    node, findings = read_yaml(file)
    listed = node.value.get("references") if node is not None and isinstance(node.value, dict) else None
    if findings or listed is None or not (isinstance(listed.value, tuple) or listed.is_null):
        raise ImportRefusedError(unreadable)
    return file, listed


def _nodes(listed: YamlNode) -> dict[str, YamlNode]:
    """The entries of the list by their keys, also of those that cannot be read as sources."""
    nodes: dict[str, YamlNode] = {}
    for item in listed.value if isinstance(listed.value, tuple) else ():
        key = item.value.get("id") if isinstance(item.value, dict) else None
        if key is not None and isinstance(key.value, str):
            nodes.setdefault(key.value, item)
    return nodes


def _written(data: bytes, file: ContentFile, listed: YamlNode, plan: _Plan, excluded: Mapping[str, Finding]) -> bytes:
    """The file after the import. Known works are filled in first: a new one may go right behind what is added."""
    edits = [
        edit for key, fill in plan.fills.items() if key not in excluded for edit in additions(fill.node, fill.added)
    ]
    if edits:
        data = edited_bytes(data, edits)
        file, listed = _list_of(data)
    entries = [_new_entry(taken) for key, taken in plan.new.items() if key not in excluded]
    if not entries:
        return data
    try:
        return edited_bytes(data, with_entries(file, listed, entries))
    except ListFormError as error:
        raise ImportRefusedError(str(error)) from error


def _new_entry(taken: Taken) -> NewEntry:
    fields = {"id": taken.key, **taken.work.fields}
    return NewEntry(taken.key, lambda indent: entry(fields, indent, numbers_quoted=True))


# The trial ------------------------------------------------------------------------------------------------------


def _blamed(faults: Sequence[Finding], after: bytes, touched: set[str]) -> dict[str, Finding]:
    """The works of the import that findings are about, each with its first one."""
    lines = _lines(after)
    starts, keys = [*lines.values()], [*lines]
    blamed: dict[str, Finding] = {}
    for found in faults:
        place = bisect_right(starts, found.origin.line) - 1
        key = keys[place] if found.origin.path == SOURCES_FILE and place >= 0 else ""
        about = [target.removeprefix("source:") for target in found.subjects]
        for one in [key] if key in touched else [other for other in about if other in touched]:
            blamed.setdefault(one, found)
    return blamed


def _lines(data: bytes) -> dict[str, int]:
    """The line at which each entry begins, in order."""
    return {key: node.line for key, node in _nodes(_list_of(data)[1]).items()}


def _result(
    plan: _Plan, excluded: Mapping[str, Finding], before: Contents, after: Contents, data: bytes
) -> SourceImport:
    lines = _lines(data)
    taken = [replace(one, line=lines[key]) for key, one in plan.new.items() if key not in excluded]
    left = [*plan.left]
    left += [_left(one.work, excluded[key]) for key, one in plan.new.items() if key in excluded]
    known: list[Known] = []
    for one in plan.known:
        if one.key in excluded and one.added:
            left.append(_left(one.work, excluded[one.key]))
        elif one.key in excluded and one.same_as:
            reason = f"it is the work at {one.same_as}, which is left"
            left.append(Left(one.work, reason))
        else:
            known.append(replace(one, line=lines[one.key]))
    return SourceImport(tuple(taken), tuple(known), tuple(left), before, after)


def _left(work: Work, found: Finding) -> Left:
    return Left(work, f"{found.code}: {found.message}", found)
