"""Proposals: a new record, source or text as changes of files, before the checks have looked at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.files import SETTINGS_FILE, ContentFile
from kalmyk_site.records.yaml_tree import YamlNode, find, read_yaml
from kalmyk_site.writing.forms import MODELS
from kalmyk_site.writing.lists import ListFormError, NewEntry, with_entries
from kalmyk_site.writing.new_entries import in_order, schema_line
from kalmyk_site.writing.new_texts import TO_BE_WRITTEN, listed, path_of, written
from kalmyk_site.writing.text_edits import TextEdit
from kalmyk_site.writing.yaml_form import Truth, Value, entry


@dataclass(frozen=True)
class Proposal:
    """What is to be written of one new thing."""

    target: Target
    path: str
    """The file in which it will stand."""

    shown: str
    """The record or text as it will stand there."""

    edits: Mapping[str, Sequence[TextEdit]] = field(default_factory=dict[str, Sequence[TextEdit]])
    """Edits of files that are there, by path."""

    new: Mapping[str, str] = field(default_factory=dict[str, str])
    """Text of files that are not there yet, by path."""


def propose_record(
    archive: Archive, kind: str, fields: Mapping[str, Value], path: str, file: ContentFile | None
) -> Proposal:
    """A new record or source.

    Args:
        archive: The archive.
        kind: Its kind.
        fields: What was said of it; among that its id.
        path: The file that it goes into.
        file: That file; None where it is not there yet.

    Raises:
        ListFormError: the file cannot be read as a list, or is written in a form that cannot be added to.
    """
    ordered = in_order(kind, fields)
    target = Target(kind, str(ordered["id"]))
    is_source = kind == "source"

    def text(indent: int) -> str:
        # Pandoc reads the list of sources too, and takes what looks like a number for one.
        return entry(ordered, indent, numbers_quoted=is_source)

    if file is None:
        line = schema_line(archive, path, MODELS[kind][1])
        head = f"{line}references:\n" if is_source else line
        return Proposal(target, path, text(0), new={path: f"{head}{text(0)}"})
    node, findings = read_yaml(file)
    if node is None:
        raise ListFormError(f"{findings[0].origin}: {path} cannot be read: {findings[0].message}. Mend that first.")
    edits = with_entries(file, _references(node) if is_source else node, [NewEntry(target.id, text)])
    return Proposal(target, path, text(0), edits={path: edits})


def propose_text(archive: Archive, kind: str, fields: Mapping[str, Value]) -> Proposal:
    """A new chapter or page, listed where readers find it. Without a text it is a draft.

    Raises:
        ListFormError: `archive.yml` has no list that it can be added to.
    """
    ordered = in_order(kind, fields)
    target = Target(kind, str(ordered.pop("id")))
    body = str(ordered.pop("text", ""))
    if not body:
        ordered["draft"] = Truth("true")
    path = path_of(target)
    shown = written(ordered, body or TO_BE_WRITTEN)
    edits = listed(archive, target)
    return Proposal(target, path, shown, edits={SETTINGS_FILE: edits} if edits else {}, new={path: shown})


def fields_at(file: ContentFile, proposal: Proposal, lines: Sequence[int]) -> list[str]:
    """The fields of a proposed record that stand at some lines of its file, as that would be; in order, each once."""
    node, _ = read_yaml(file)
    items = find(node, ["references"]).value if node is not None else ()
    for item in items if isinstance(items, tuple) else ():
        fields = item.value if isinstance(item.value, dict) else {}
        if "id" in fields and fields["id"].value == proposal.target.id:
            return [
                name
                for name, value in fields.items()
                if any(value.key_line <= line <= file.origin_at(value.end_offset).line for line in lines)
            ]
    return []


def _references(node: YamlNode) -> YamlNode:
    listed = node.value.get("references") if isinstance(node.value, dict) else None
    if listed is None:
        raise ListFormError("content/sources.yml has no list named 'references'. Write 'references:' into it first.")
    return listed
