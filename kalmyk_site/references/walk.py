"""Walking a record: its texts, its citation marks and its references, each with the path that leads there.

A path is made of field names and positions, counted from 0: `("responses", 0, "text")`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from kalmyk_site.records.fields import MarkdownText, Target

Path = tuple[str | int, ...]
"""Field names and positions that lead from a record to a value."""

_LEAVES: Final = (str, int, NoneType, Target)
"""What most fields hold, and what has no parts: passing it over saves a third of a walk."""


def texts(value: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every Markdown text of a record or a part of one, in the order of its fields."""
    marked = markdown_fields(type(value))
    for name, child in value:
        if name in marked:
            if isinstance(child, str):
                yield (*path, name), child
            elif isinstance(child, tuple):
                items = cast("tuple[str, ...]", child)
                for index, item in enumerate(items):
                    yield (*path, name, index), item
        elif not isinstance(child, _LEAVES):
            for step, inner in _parts(child):
                yield from texts(inner, (*path, name, *step))


def cites(value: BaseModel, path: Path = ()) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every `cite` list of a record or a part of one, as written, in the order of its fields."""
    for name, child in value:
        if name == "cite":
            if child:
                yield (*path, name), child
        elif not isinstance(child, _LEAVES):
            for step, inner in _parts(child):
                yield from cites(inner, (*path, name, *step))


def references(value: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Target]]:
    """Every reference from a field to another record, in the order of the fields, which go by their names in YAML."""
    for name, child in value:
        if isinstance(child, Target):
            yield (*path, type(value).model_fields[name].alias or name), child
        elif isinstance(child, tuple):
            children = cast("tuple[object, ...]", child)
            for index, item in enumerate(children):
                if isinstance(item, Target):
                    yield (*path, name, index), item
                elif isinstance(item, BaseModel):
                    yield from references(item, (*path, name, index))
        elif isinstance(child, BaseModel):
            yield from references(child, (*path, name))


def _parts(value: object) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(value, BaseModel):
        yield (), value
    elif isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        for index, item in enumerate(items):
            if isinstance(item, BaseModel):
                yield (index,), item
    elif isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        for key, item in entries.items():
            if isinstance(item, BaseModel):
                yield (key,), item


@cache
def markdown_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a record, or of a part of one, that hold Markdown."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name in model.model_fields if _is_markdown(hints[name]))


def _is_markdown(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated and any(isinstance(mark, MarkdownText) for mark in get_args(annotation)[1:]):
        return True
    return any(_is_markdown(inner) for inner in get_args(annotation) if inner is not Ellipsis)
