"""Entries: what a file of records or of sources holds, each entry read by itself.

What a file holds depends on the file alone. Whether an id stands in two files is seen when all of them are put together
(`reading`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kalmyk_site.records.fields import ID_FORM, Target, suggest_id
from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kept import Kept
from kalmyk_site.records.kinds import KINDS, Record
from kalmyk_site.records.sources import Source
from kalmyk_site.records.validation import lift_evidence, shorten, validate
from kalmyk_site.records.yaml_tree import YamlNode, plain, read_yaml

E = TypeVar("E", Record, Source)
E_co = TypeVar("E_co", Record, Source, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[E_co]):
    """One record or source."""

    target: Target
    node: YamlNode
    value: E_co | None
    """None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Entries(Generic[E_co]):
    """What one file holds."""

    all: Sequence[Entry[E_co]] = ()
    """Those with an id, in the order of the file."""

    broken: frozenset[Target] = frozenset()
    """What the file names but has no usable id; `kind:*` where nothing of it can be read."""

    findings: Sequence[Finding] = ()


class KeptEntries:
    """Reads files, and keeps what those hold that have not changed since the last reading."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._records = Kept[tuple[ContentFile, str], Entries[Record]]()
        self._sources = Kept[ContentFile, Entries[Source]]()

    def records(self, file: ContentFile, kind: str) -> Entries[Record]:
        """What a file of records of a kind holds."""
        return self._records.get((file, kind), lambda: _read_records(file, kind))

    def sources(self, file: ContentFile) -> Entries[Source]:
        """What a file of sources holds."""
        return self._sources.get(file, lambda: _read_sources(file))

    def turn(self) -> None:
        """An archive has been read."""
        self._records.turn()
        self._sources.turn()


def _read_sources(file: ContentFile) -> Entries[Source]:
    node, findings = read_yaml(file)
    items = node.value.get("references") if node is not None and isinstance(node.value, dict) else None
    if items is None or not isinstance(items.value, tuple):
        if node is not None:
            findings = [
                *findings,
                Finding(
                    "field-missing",
                    file.origin(node.line, node.column),
                    "the file has no list named 'references'",
                    expected="references: and below it one '- id: ...' for each work",
                    remedy="Put the works into a list under 'references:'.",
                ),
            ]
        return Entries(broken=frozenset({Target("source", "*")}), findings=findings)
    return _read_all(file, items.value, Source.kind, findings, lambda item, _: item, Source)


def _read_records(file: ContentFile, kind: str) -> Entries[Record]:
    node, findings = read_yaml(file)
    everything = frozenset({Target(kind, "*")})
    if node is None:
        return Entries(broken=everything, findings=findings)
    if not isinstance(node.value, tuple):
        fault = Finding(
            "value-type",
            file.origin(node.line, node.column),
            "the file is not a list of records",
            value=shorten(plain(node)),
            expected="records that each begin with '- id: ...'",
            remedy="Put '- ' before the first field of each record and indent the others by two spaces.",
        )
        return Entries(broken=everything, findings=[*findings, fault])

    def lift(item: YamlNode, into: list[Finding]) -> YamlNode:
        lifted, faults = lift_evidence(KINDS[kind], item, file, f"a record of kind {kind}")
        into += faults
        return lifted

    return _read_all(file, node.value, kind, findings, lift, KINDS[kind])


def _read_all(
    file: ContentFile,
    items: Sequence[YamlNode],
    kind: str,
    findings: Sequence[Finding],
    lift: Callable[[YamlNode, list[Finding]], YamlNode],
    model: type[E],
) -> Entries[E]:
    found = [*findings]
    entries: list[Entry[E]] = []
    broken: set[Target] = set()
    for item in items:
        node = lift(item, found)
        target = _target_of(node, file, kind, found)
        if target is None:
            continue
        if kind == Source.kind and not ID_FORM.fullmatch(target.id):
            found.append(_bad_source_key(node, target.id, file))
            broken.add(target)
            continue
        value, faults = validate(model, node, file, f"{kind} '{target.id}'")
        found += faults
        entries.append(Entry(target, node, value))
    return Entries(tuple(entries), frozenset(broken), tuple(found))


def _target_of(item: YamlNode, file: ContentFile, kind: str, findings: list[Finding]) -> Target | None:
    """The target of one entry; None, with a finding, where it has no id."""
    node = item.value.get("id") if isinstance(item.value, dict) else None
    if node is not None and isinstance(node.value, str) and not node.is_null:
        return Target(kind, node.value)
    place = node or item
    findings.append(
        Finding(
            "field-missing",
            file.origin(place.line, place.column),
            f"a record of kind {kind} has no id",
            value=shorten(plain(item)),
            expected="id: lower-case-words",
            remedy="Give the record an id as its first field.",
        )
    )
    return None


def _bad_source_key(item: YamlNode, value: str, file: ContentFile) -> Finding:
    node = item.value["id"] if isinstance(item.value, dict) else item
    return Finding(
        "id-invalid",
        file.origin(node.line, node.column),
        f"the key '{shorten(value)}' cannot be part of an address",
        value=shorten(value),
        expected="lower-case letters a to z, digits and single hyphens",
        nearest=suggest_id(value),
        remedy="Write the key in that form, here and where it is cited.",
    )
