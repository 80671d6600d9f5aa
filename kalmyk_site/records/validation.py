"""From a YAML node to a typed value: every fault that pydantic names becomes a finding at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import FINDING_CODES, Finding, nearest_match
from kalmyk_site.records.kinds import Record
from kalmyk_site.records.yaml_tree import YamlNode, find, plain

M = TypeVar("M", bound=BaseModel)

_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "one piece of text",
    "tuple_type": "a list: one item a line, each beginning with '- '",
    "list_type": "a list: one item a line, each beginning with '- '",
    "dict_type": "fields with values: 'name: value', one a line",
    "mapping_type": "fields with values: 'name: value', one a line",
    "model_type": "fields with values: 'name: value', one a line",
    "model_attributes_type": "fields with values: 'name: value', one a line",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "too_short": "at least one item",
    "too_long": "fewer items",
}
_KEY: Final = "[key]"
"""What pydantic's paths end in where not the value is at fault but the name that leads to it."""

_EVIDENCE_KEYS: Final = frozenset({"value", "cite", "note"})


def validate(model: type[M], node: YamlNode, file: ContentFile, name: str) -> tuple[M | None, list[Finding]]:
    """Read `node` as `model`.

    Args:
        model: Type to read.
        node: The mapping as it stands in the file.
        file: The file, for places.
        name: What is read, for messages: `event 'operation-begins'`.

    Returns:
        The value, or None with one finding for each fault.
    """
    if not isinstance(node.value, dict):
        origin = file.origin(node.line, node.column)
        return None, [
            Finding(
                "value-type",
                origin,
                f"{name} is not a set of fields",
                value=shorten(plain(node)),
                expected=_EXPECTED["model_type"],
                remedy="Write one field a line, each with its value after a colon and a space.",
            )
        ]
    try:
        return model.model_validate(_without_empty(plain(node), (model,))), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        return None, [_finding(details, model, node, file, name) for details in faults if not _follows(details, faults)]


def lift_evidence(model: type[Record], node: YamlNode, file: ContentFile, name: str) -> tuple[YamlNode, list[Finding]]:
    """Move `{value, cite, note}` fields of a record apart: the value takes the field's place.

    The citation and the note go under `field_evidence`, keyed by field.

    Returns:
        The record, and one finding for each field that can have neither, or that is called `field_evidence`.
    """
    if not isinstance(node.value, dict):
        return node, []
    fields: dict[str, YamlNode] = {}
    evidence: dict[str, YamlNode] = {}
    findings: list[Finding] = []
    for key, child in node.value.items():
        if key == "field_evidence":
            findings.append(_stray_evidence(key, child, file, name, sorted(_known_fields(model, ("",)))))
        elif isinstance(child.value, dict) and "value" in child.value and child.value.keys() <= _EVIDENCE_KEYS:
            fields[key] = child.value["value"]
            rest = {inner: value for inner, value in child.value.items() if inner != "value"}
            if key in model.bare:
                findings += [
                    _stray_evidence(f"{key}.{inner}", value, file, name, model.evidence_fields())
                    for inner, value in rest.items()
                ]
            else:
                evidence[key] = child.replaced(rest)
        else:
            fields[key] = child
    if evidence:
        fields["field_evidence"] = node.replaced(evidence)
    return node.replaced(fields) if evidence or findings else node, findings


def _stray_evidence(field: str, node: YamlNode, file: ContentFile, name: str, known: Sequence[str]) -> Finding:
    return Finding(
        "field-unknown",
        file.origin(node.key_line or node.line, node.key_column or node.column),
        f"{name} has no field '{field}'",
        value=field,
        expected="a citation or note of its own, written {value, cite, note}, only for " + ", ".join(known)
        if "." in field
        else "one of " + ", ".join(known),
        remedy="Put what it rests on into the record's 'cite', or into a field that can have a citation."
        if "." in field
        else "Write {value, cite, note} in place of the value of the field that the evidence belongs to.",
    )


def shorten(value: object, length: int = 80) -> str:
    """`value` as one line of at most `length` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _without_empty(value: object, models: tuple[type[BaseModel], ...]) -> object:
    """Leave out known fields without a value: `born:` means the same as no `born` at all.

    A name that is no field stays, so that it is reported: where a comma cuts a text in `{...}` in two, its second half
    looks like a field without a value, and leaving it out would lose it in silence.
    """
    if isinstance(value, dict):
        items = cast("Mapping[str, object]", value)
        return {
            key: _without_empty(child, _nested(models, key))
            for key, child in items.items()
            if child is not None or (models and not any(_has_field(model, key) for model in models))
        }
    if isinstance(value, list):
        return [_without_empty(child, models) for child in cast("Sequence[object]", value)]
    return value


@cache
def _nested(models: tuple[type[BaseModel], ...], name: str) -> tuple[type[BaseModel], ...]:
    return tuple(inner for model in models for inner in _models_of_field(model, name))


@cache
def _has_field(model: type[BaseModel], name: str) -> bool:
    return any(name in (key, field.alias) for key, field in model.model_fields.items())


def _follows(details: ErrorDetails, faults: Sequence[ErrorDetails]) -> bool:
    """Whether a list is too short only because its items are at fault, which pydantic does not count."""
    if details["type"] != "too_short":
        return False
    path = details["loc"]
    return any(len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in faults)


def _finding(details: ErrorDetails, model: type[BaseModel], node: YamlNode, file: ContentFile, name: str) -> Finding:
    path = details["loc"]
    kind = details["type"]
    is_key = path[-1:] == (_KEY,)
    path = path[:-1] if is_key else path
    place = find(node, path)
    origin = place.key_origin if is_key else file.origin(place.line, place.column)
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    context: Mapping[str, Any] = details.get("ctx", {})
    if kind == "extra_forbidden":
        known = sorted(_known_fields(model, path))
        nearest = nearest_match(str(path[-1]), known)
        return Finding(
            "field-unknown",
            file.origin(place.key_line or place.line, place.key_column or place.column),
            f"{name} has no field '{path[-1]}'",
            value=str(path[-1]),
            expected="one of " + ", ".join(known),
            nearest=nearest,
            remedy="If it is the second half of a text or number that a comma cuts in two, put quotation marks around "
            "the whole of it; else correct the name of the field, or take it out."
            if place.is_null
            else "Correct the name of the field or take it out.",
        )
    # Of a field that is not there, `place` is the record around it.
    if kind == "missing" and place.is_null:
        return Finding(
            "field-missing",
            place.key_origin,
            f"the field '{field}' of {name} is empty",
            value=str(path[-1]),
            expected=f"{path[-1]}: ...",
            remedy="Write its value behind the colon.",
        )
    if kind == "missing":
        return Finding(
            "field-missing",
            origin,
            f"{name} lacks the field '{field}'",
            value=shorten(plain(place)),
            expected=f"{path[-1]}: ...",
            remedy="Add the field.",
        )
    value = shorten(path[-1] if is_key else plain(place))
    if kind in FINDING_CODES:
        # A date names its fault apart from the long list of accepted forms.
        fault = f"'{value}' {context['reason']}" if "reason" in context else details["msg"]
        return Finding(
            kind,
            origin,
            f"{field} of {name}: {fault}" if field else f"{name}: {fault}",
            value=value,
            expected=context.get("expected", ""),
            nearest=context.get("nearest", "") or context.get("suggestion", ""),
            remedy=context.get("remedy", "") or "Correct the value.",
        )
    if kind == "literal_error":
        choices = str(context.get("expected", ""))
        nearest = nearest_match(value, [choice.strip("'") for choice in choices.replace(" or ", ", ").split(", ")])
        return Finding(
            "value-choice",
            origin,
            f"{field} of {name} is '{value}'",
            value=value,
            expected=choices.replace("'", ""),
            nearest=nearest,
            remedy="Write one of the allowed values.",
        )
    return Finding(
        "value-type",
        origin,
        f"{field} of {name} is of the wrong type",
        value=value,
        expected=_EXPECTED.get(kind, details["msg"]),
        remedy="Write the value in that form.",
    )


def _known_fields(model: type[BaseModel], path: Sequence[str | int]) -> Iterator[str]:
    models = [model]
    for part in path[:-1]:
        if isinstance(part, str):
            models = [inner for outer in models for inner in _models_of_field(outer, part)]
    for outer in models:
        for key, field in outer.model_fields.items():
            if key != "field_evidence":
                yield field.alias or key


def _models_of_field(model: type[BaseModel], name: str) -> Iterator[type[BaseModel]]:
    for key, field in model.model_fields.items():
        if name in (key, field.alias):
            yield from models_within(field.annotation)


def models_within(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a type is made of, the outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_within(inner)
