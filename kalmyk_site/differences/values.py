"""Values of fields: said in one line, and with the ids that things have later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

from pydantic import BaseModel

from kalmyk_site.differences.citations import Renamed
from kalmyk_site.records.fields import Target
from kalmyk_site.records.sources import CslDate, CslName

M = TypeVar("M", bound=BaseModel)

SKIPPED: Final = frozenset({"id", "file", "former_ids", "changed", "edtf"})
"""Fields that say nothing of the thing: its names, the day of its last change, a date written a second time."""

CITES: Final = frozenset({"cite", "cites"})
"""Fields of citation marks."""

ENTRIES: Final = frozenset({"estimates", "readings", "responses", "roles", "checked", "notes"})
"""Lists of parts that each have something to say, with evidence of its own."""

_SOURCE_KEYS: Final = frozenset({"cited_via", "founding_documents"})
"""Fields that name sources by their bare keys."""


def name_of(model: type[BaseModel], field: str) -> str:
    """The name of a field as authors write it."""
    return model.model_fields[field].alias or field


def in_words(value: object) -> str:
    """A value in one line; empty where nothing is given."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, CslName):
        return value.full
    if isinstance(value, CslDate):
        return value.edtf or value.literal or "/".join("-".join(map(str, parts)) for parts in value.date_parts)
    if isinstance(value, BaseModel):
        return "; ".join(f"{name} {words}" for name, words in told(value).items())
    if isinstance(value, tuple):
        return ", ".join(map(in_words, cast("tuple[object, ...]", value)))
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        return ", ".join(f"{name}: {in_words(each)}" for name, each in items)
    return " ".join(str(value).split())


def told(model: BaseModel, *, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """What the fields of a thing say, those left out that are not given, that cite, and some others."""
    found: dict[str, str] = {}
    for name, value in model:
        info = type(model).model_fields[name]
        if name not in SKIPPED | CITES | but and value != info.default:
            words = in_words(value)
            if words:
                found[info.alias or name] = words
    return found


def with_later_ids(model: M, renamed: Renamed) -> M:
    """The thing with all its references as they are in the later state. Texts and citations stay as typed."""
    return cast("M", _later(model, renamed)) if renamed else model


def _later(value: object, renamed: Renamed) -> object:
    if isinstance(value, Target):
        return renamed.get(value, value)
    if isinstance(value, tuple):
        return tuple(_later(each, renamed) for each in cast("tuple[object, ...]", value))
    if isinstance(value, Mapping):
        return {name: _later(each, renamed) for name, each in cast("Mapping[str, object]", value).items()}
    if isinstance(value, BaseModel):
        update: dict[str, Any] = {}
        for name, each in value:
            later = _later_keys(each, renamed) if name in _SOURCE_KEYS else _later(each, renamed)
            if later != each:
                update[name] = later
        return value.model_copy(update=update) if update else value
    return value


def _later_keys(value: object, renamed: Renamed) -> tuple[str, ...]:
    keys = [Target("source", key) for key in cast("tuple[str, ...]", value)]
    return tuple(renamed.get(key, key).id for key in keys)
