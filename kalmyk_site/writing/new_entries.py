"""New records: what an author says of one becomes an entry, and the entry finds the file of its own kind."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from kalmyk_site.markup.citations import CitationGroup, parse_cite
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Model, Target, suggest_id
from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.kinds import FOLDERS, NamedRecord
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.validation import models_within
from kalmyk_site.records.yaml_tree import YamlNode, plain, read_yaml
from kalmyk_site.references.index import Index
from kalmyk_site.references.name_folding import fold
from kalmyk_site.references.walk import cites, references
from kalmyk_site.writing.forms import MODELS, TRUTHS, FieldForm, fields_of
from kalmyk_site.writing.source_keys import ascii_letters, source_key
from kalmyk_site.writing.yaml_form import Truth, Value

_SCHEMA_LINE: Final = re.compile(r"# yaml-language-server: \$schema=(\S+)/archive\.json\s")


class AnswerError(ValueError):
    """What was said of a field cannot stand there; the message says what can."""


def value_of(form: FieldForm, texts: Sequence[str]) -> Value:
    """The value of a field from what an author typed, one text for each entry of a list.

    A text that begins with `{`, and one that begins with `[` for a list that is not of citations, is read as YAML. A
    text of Markdown is written as a block.

    Raises:
        AnswerError: it is no YAML, or there are several texts for one value.
    """
    values = [_value(form, text.strip()) for text in texts]
    if form.many:
        return [item for value in values for item in (value if isinstance(value, list) else [value])]
    if len(values) != 1:
        raise AnswerError(f"{form.name} has one value, not {len(values)}.")
    return values[0]


def _value(form: FieldForm, text: str) -> Value:
    is_set = text.startswith("{") and (form.part is not None or re.search(r"[{,]\s*value:", text) is not None)
    if is_set or (form.many and text.startswith("[") and form.name != "cite"):
        node, findings = read_yaml(ContentFile(form.name, text))
        if node is None or findings:
            raise AnswerError(f"{form.name}: {findings[0].message}. {findings[0].remedy}")
        _refuse_cut(form, node)
        return cast("Value", plain(node))
    if form.choices == TRUTHS:
        return Truth({"yes": "true", "no": "false"}.get(text, text))
    is_block = form.name in _BLOCKS or "\n" in text or len(text) > _LONGEST_LINE
    return f"{text}\n" if form.is_text and is_block else text


def _refuse_cut(form: FieldForm, node: YamlNode) -> None:
    """Refuse a field without a value: in braces it is the second half of a text or number that a comma cuts in two."""
    if isinstance(node.value, dict):
        for name, value in node.value.items():
            if value.is_null:
                raise AnswerError(
                    f"{form.name}: '{name}' has no value. If it is the second half of a text or number that a comma "
                    'cuts in two, put quotation marks around the whole of it: {value: "1,120", counted_by: census}.'
                )
            _refuse_cut(form, value)
    elif isinstance(node.value, tuple):
        for item in node.value:
            _refuse_cut(form, item)


_BLOCKS: Final = ("text", "definition", "effect")
"""Texts that grow: they are blocks from the beginning."""

_LONGEST_LINE: Final = 90
"""Characters of a shorter text that stands in one line."""


def check_answer(model: type[BaseModel], name: str, value: Value) -> BaseModel:
    """One field of a model by itself, as the archive reads it.

    Args:
        model: The record's type, or that of one of its parts.
        name: The field, as YAML has it.
        value: What is to stand there.

    Returns:
        A model that has this field alone, in which its references and citations can be found.

    Raises:
        AnswerError: it cannot stand there.
    """
    key, info = next((key, info) for key, info in model.model_fields.items() if name in (key, info.alias))
    config = ConfigDict(**Model.model_config)
    field: dict[str, Any] = {key: (info.annotation, info)}
    alone: type[BaseModel] = create_model(model.__name__, __config__=config, **field)
    try:
        return alone.model_validate({name: value})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] in ("model_type", "model_attributes_type", "dict_type"):
            known = ", ".join(f"{name}: ..." for name in _first_fields(info.annotation))
            raise AnswerError(f"'{value}' has to be told field by field, between braces: {{{known}}}.") from error
        if first["type"] == "literal_error":
            raise AnswerError(f"'{value}' is none of {first.get('ctx', {}).get('expected', '')}.") from error
        context = first.get("ctx", {})
        fault = f"'{value}' {context['reason']}" if "reason" in context else first["msg"]
        if context.get("suggestion"):
            raise AnswerError(f"{fault}. Did you mean '{context['suggestion']}'?") from error
        expected = context.get("expected")
        raise AnswerError(f"{fault}. Expected: {expected}." if expected else f"{fault}.") from error


def _first_fields(annotation: object) -> list[str]:
    models = [each for each in models_within(annotation) if each.model_fields]
    return [info.alias or name for name, info in models[0].model_fields.items()][:3] if models else []


def in_order(kind: str, given: Mapping[str, Value]) -> dict[str, Value]:
    """The fields of a record in the order in which records are written."""
    names = [form.name for form in fields_of(kind)]
    return {name: given[name] for name in names if name in given}


def suggested_id(archive: Archive, kind: str, given: Mapping[str, Value]) -> str:
    """An id for a record, made of its title or preferred name; empty where that has no letters for one.

    That of a source is made of its authors and its year.
    """
    if kind == "source":
        return source_key(given, archive.sources) if given.get("title") or given.get("author") else ""
    names = given.get("names")
    first = names[0] if isinstance(names, list) and names else ""
    label = given.get("title") or (first.get("text") if isinstance(first, Mapping) else first) or ""
    words = suggest_id(ascii_letters(str(label))).split("-")
    length = len(words)
    while length > 1 and len("-".join(words[:length])) > _LONGEST_SUGGESTED:
        length -= 1
    base = "-".join(words[:length])
    taken = {record.id for record in archive.records.get(kind, {}).values()}
    number = 2
    suggested = base
    while suggested in taken:
        suggested = f"{base}-{number}"
        number += 1
    return suggested


_LONGEST_SUGGESTED: Final = 40
"""An id is typed in links."""


@dataclass(frozen=True, slots=True)
class Home:
    """The file that a new record goes into."""

    path: str
    others: tuple[str, ...] = ()
    """Other files of its kind, where nothing speaks for one of them."""


def alike(index: Index, kind: str, given: Mapping[str, Value]) -> list[Target]:
    """What of the same kind has one of the names of a new record, or its title; a source its title and year too."""
    archive = index.archive
    if kind == "source":
        years = re.findall(r"\d{4}", str(given.get("issued", "")))
        title = fold(str(given.get("title", "")))
        works = (source for source in archive.sources.values() if title and fold(source.title) == title)
        return [work.target for work in works if not years or str(work.year) in years]
    listed = given.get("names") or []
    texts = [
        name.get("text", "") if isinstance(name, Mapping) else name for name in listed if not isinstance(name, list)
    ]
    wanted = {fold(str(text)) for text in (*texts, given.get("title", "")) if text}
    found: list[Target] = []
    for record in archive.records.get(kind, {}).values():
        names = [name.text for name in record.names] if isinstance(record, NamedRecord) else [record.label]
        if wanted & {fold(name) for name in names}:
            found.append(record.target)
    return found


def home_of(index: Index, kind: str, given: Mapping[str, Value]) -> Home:
    """The file for a new record: that of its kind whose records refer to the same things and cite the same works.

    Returns:
        Of several files that have as much in common with it, the one with most records; one that is named after the
        folder where there is no record of this kind yet.
    """
    archive = index.archive
    records = archive.records.get(kind, {}).values()
    paths = {record.target: archive.located[record.target].file.path for record in records}
    if not paths:
        return Home(f"content/records/{FOLDERS[kind]}/{FOLDERS[kind]}.yml")
    counts = Counter(paths.values())
    nearness = dict.fromkeys(counts, 0.0)
    for owners in _sharers(index, kind, given):
        alike = [owner for owner in owners if owner in paths]
        for owner in alike:
            # What few share tells more than what all do.
            nearness[paths[owner]] += 1 / len(alike)
    best = max(sorted(counts), key=lambda path: (nearness[path], counts[path]))
    others = tuple(path for path in sorted(counts) if path != best)
    return Home(best, () if nearness[best] else others)


def _sharers(index: Index, kind: str, given: Mapping[str, Value]) -> Iterator[set[Target]]:
    """For each thing that a record refers to, and each work that it cites, the records that do so too."""
    for name, value in given.items():
        try:
            alone = check_answer(MODELS[kind][0], name, value)
        except AnswerError:
            # The checks will say so, with its place.
            continue
        for _, target in references(alone):
            yield {found.owner for found in index.references_to.get(target, ())}
        for _, lines in cites(alone):
            groups = [parse_cite(line) for line in lines]
            marks = (mark for group in groups if isinstance(group, CitationGroup) for mark in group.marks)
            for mark in marks:
                yield {use.owner for use in index.uses.get(mark.key, ())}


def schema_line(archive: Archive, path: str, schema: str) -> str:
    """The line by which a new file names its schema for editors, as `archive.yml` names its own.

    Args:
        archive: The archive.
        path: The new file.
        schema: The schema's name, without `.json`.

    Returns:
        The line with its end; nothing where `archive.yml` has none.
    """
    found = _SCHEMA_LINE.match(archive.located[SETTINGS].file.text)
    if found is None:
        return ""
    folder = found[1]
    if "://" not in folder:
        folder = posixpath.relpath(posixpath.join("content", folder), posixpath.dirname(path))
    return f"# yaml-language-server: $schema={folder}/{schema}.json\n"
