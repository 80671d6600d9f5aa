"""Renaming: all that changes in the files when something gets another id, each place by itself.

The id changes wherever it stands; the old one is noted among the former ids. A chapter or page is a file, which moves.
Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kalmyk_site.records.archive import Archive, Located
from kalmyk_site.records.fields import TEXT_KINDS, Target
from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import Origin
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.sources import Source
from kalmyk_site.records.yaml_tree import YamlNode, find
from kalmyk_site.references.index import Index
from kalmyk_site.references.occurrences import occurrences
from kalmyk_site.writing.fields import field_below, without_item
from kalmyk_site.writing.lists import ListFormError, with_word
from kalmyk_site.writing.new_texts import path_of
from kalmyk_site.writing.text_edits import TextEdit
from kalmyk_site.writing.yaml_form import scalar


@dataclass(frozen=True)
class FileEdits:
    """What changes in one file."""

    file: ContentFile
    edits: tuple[TextEdit, ...]
    moved_to: str = ""
    """Its new path; empty where it stays."""


@dataclass(frozen=True)
class Renaming:
    """All that changes."""

    files: tuple[FileEdits, ...]
    """By path."""

    places: int
    """How often the id itself changes."""

    unclear: tuple[Origin, ...]
    """Places that name the thing in a form that cannot be changed by place; with any, nothing may be written."""


def plan_renaming(index: Index, old: Target, new_id: str, *, keeps_address: bool) -> Renaming:
    """Work out what changes when `old` gets the id `new_id`.

    Args:
        index: The index of an archive that could be read as a whole.
        old: A record, source, chapter, or page of `content/about/`.
        new_id: Its new id, which is of the right form and free.
        keeps_address: Note the old id among the former ids.

    Raises:
        ListFormError: a list in `archive.yml` has no room for the chapter; the message says why.
    """
    archive = index.archive
    named = occurrences(index, old)
    written = scalar(new_id, numbers_quoted=old.kind == Source.kind)
    edits = [
        (each.file, TextEdit(each.start, each.end, written if each.node and not each.node.quoted else new_id))
        for each in named.found
    ]
    places = len(edits)
    if old.kind in TEXT_KINDS:
        listed = list(_lists_of_texts(archive, old, new_id))
        places += len(listed)
        edits += [(archive.located[SETTINGS].file, edit) for edit in listed]
    located = archive.located[old]
    edits += [(located.file, edit) for edit in _former_ids(located, old, new_id, keeps_address=keeps_address)]
    of_file: dict[str, tuple[ContentFile, list[TextEdit]]] = {}
    for file, edit in edits:
        of_file.setdefault(file.path, (file, []))[1].append(edit)
    if old.kind in TEXT_KINDS:
        of_file.setdefault(located.file.path, (located.file, []))
    return Renaming(
        tuple(
            FileEdits(file, tuple(sorted(found)), path_of(Target(old.kind, new_id)) if file == located.file else "")
            if old.kind in TEXT_KINDS
            else FileEdits(file, tuple(sorted(found)))
            for _, (file, found) in sorted(of_file.items())
        ),
        places,
        named.unclear,
    )


def said_anew(old: Target, new_id: str) -> Callable[[str], str]:
    """Says a text of a finding with the new id in place of the old one, where that stands as a whole word."""
    whole = re.compile(rf"(?<![\w/-]){re.escape(old.id)}(?![\w/-])")
    return lambda text: whole.sub(new_id, text)


def _lists_of_texts(archive: Archive, old: Target, new_id: str) -> Iterator[TextEdit]:
    """The lists of `archive.yml` in which a chapter or page goes by the name of its file."""
    node = archive.located[SETTINGS].node
    (folder, name), (new_folder, new_name) = old.id.split("/"), new_id.split("/")
    if old.kind == "page":
        for place, short in enumerate(archive.settings.about):
            if short == name:
                yield _word(find(node, ("about", place)), new_name)
        return
    parts = {part.folder: number for number, part in enumerate(archive.settings.parts)}
    if new_folder not in parts:
        raise ListFormError(f"no part of content/archive.yml has the folder '{new_folder}'")
    for number, part in enumerate(archive.settings.parts):
        for place, short in enumerate(part.chapters):
            if (part.folder, short) != (folder, name):
                continue
            listed = find(node, ("parts", number, "chapters"))
            if folder == new_folder:
                yield _word(find(listed, (place,)), new_name)
            else:
                yield without_item(listed, place)
                yield _listed_last(node, parts[new_folder], new_name)


def _listed_last(settings: YamlNode, part: int, name: str) -> TextEdit:
    """The edit that lists a chapter as the last one of a part."""
    node = find(settings, ("parts", part))
    listed = node.value.get("chapters") if isinstance(node.value, dict) else None
    if listed is None:
        return field_below(node, "title", f"chapters: [{scalar(name, in_flow=True)}]")
    return with_word(listed, name)


def _word(node: YamlNode, new: str) -> TextEdit:
    return TextEdit(node.offset, node.end_offset, scalar(new, in_flow=True))


def _former_ids(located: Located, old: Target, new_id: str, *, keeps_address: bool) -> Iterator[TextEdit]:
    """Note the old id; a former id that it gets back goes."""
    holder = _fields(located.node).get("custom") if old.kind == Source.kind else located.node
    listed = _fields(holder).get("former_ids") if holder else None
    items = listed.value if listed is not None and isinstance(listed.value, tuple) else ()
    again = next((place for place, item in enumerate(items) if item.value == new_id), None)
    word = scalar(old.id, in_flow=True, numbers_quoted=old.kind == Source.kind)
    if listed is not None and again is not None:
        yield (
            TextEdit(items[again].offset, items[again].end_offset, word)
            if keeps_address
            else without_item(listed, again)
        )
    elif not keeps_address:
        return
    elif items and listed is not None:
        yield with_word(listed, old.id)
    elif listed is not None:
        yield _given(listed, f"[{word}]")
    else:
        yield _first_former_id(located.node, holder, old, f"former_ids: [{word}]")


def _first_former_id(node: YamlNode, holder: YamlNode | None, old: Target, field: str) -> TextEdit:
    if old.kind != Source.kind:
        return field_below(node, "title" if old.kind in TEXT_KINDS else "id", field)
    if holder is None:
        return field_below(node, "id", f"custom: {{{field}}}")
    fields = _fields(holder)
    return field_below(holder, next(iter(fields)), field) if fields else _given(holder, f"{{{field}}}")


def _given(node: YamlNode, value: str) -> TextEdit:
    """A value for a field that has none, be it `[]`, `{}`, `null` or nothing behind the colon."""
    if node.end_offset > node.offset:
        return TextEdit(node.offset, node.end_offset, value)
    colon = node.file.text.index(":", node.key_offset) + 1
    return TextEdit(colon, colon, f" {value}")


def _fields(node: YamlNode | None) -> Mapping[str, YamlNode]:
    return node.value if node is not None and isinstance(node.value, dict) else {}
