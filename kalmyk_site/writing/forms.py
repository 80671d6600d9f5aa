"""What can be said of a new record, field by field: which there are, which are needed, what each means.

The fields come from the types that read content, their meaning and an example from the schemas, which are made from
docs/fields.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Field
from pydantic.fields import FieldInfo

from kalmyk_site.records.archive import ChapterMatter, PageMatter
from kalmyk_site.records.fields import ID_FORM, Line, Markdown, MarkdownText, ReferenceTo, refuse
from kalmyk_site.records.kinds import FOLDERS, KINDS
from kalmyk_site.records.sources import Source
from kalmyk_site.records.validation import models_within
from kalmyk_site.writing.yaml_form import flow

_SCHEMAS: Final = Path(__file__).parent.parent / "schemas"
_LAST: Final = ("text", "cite", "see", "changed", "draft", "custom")
"""Fields that stand below all that is a record's own, in this order."""

_NEVER: Final = frozenset({"field_evidence", "former_ids"})
"""Fields that nothing new has."""


def _check_path(value: str) -> str:
    if value.count("/") != 1 or not all(ID_FORM.fullmatch(part) for part in value.split("/")):
        refuse(
            "id-invalid",
            f"'{value}' does not say where the chapter stands",
            expected="the folder of a part and a name, such as history/flood",
        )
    return value


def _check_page(value: str) -> str:
    folder, _, name = value.rpartition("/")
    if folder != "about" or not ID_FORM.fullmatch(name):
        refuse("id-invalid", f"'{value}' does not say where the page stands", expected="about/ and a name")
    return value


class NewChapter(ChapterMatter):
    """What is said of a new chapter: its front matter, where it stands, and its text."""

    id: Annotated[
        Line,
        AfterValidator(_check_path),
        Field(description="Folder of its part and name of the file, without .md.", examples=["history/flood"]),
    ]
    text: Annotated[Markdown | None, Field(description="The first paragraphs.")] = None


class NewPage(PageMatter):
    """The same of a page of `content/about/`."""

    id: Annotated[
        Line,
        AfterValidator(_check_page),
        Field(description="about/ and the name of the file, without .md.", examples=["about/method"]),
    ]
    text: Annotated[Markdown | None, Field(description="The first paragraphs.")] = None


MODELS: Final[Mapping[str, tuple[type[BaseModel], str]]] = {
    **{kind: (model, FOLDERS[kind]) for kind, model in KINDS.items()},
    "source": (Source, "sources"),
    "chapter": (NewChapter, "chapter"),
    "page": (NewPage, "page"),
}
"""The type of each kind of thing that can be new, and the name of its schema."""

TRUTHS: Final = ("true", "false")
"""The choices of a field that is true or false."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """One field of a record or of a part of one."""

    name: str
    """As YAML has it."""

    meaning: str
    """One sentence, as plain text."""

    example: str
    """A value as an author types it, of a list one entry; empty where there is none."""

    required: bool
    many: bool
    """Whether it holds a list."""

    is_text: bool
    """Whether it holds Markdown."""

    choices: tuple[str, ...]
    """The allowed values, where they are few."""

    kinds: tuple[str, ...]
    """What it may refer to; nothing for fields that are no references."""

    part: type[BaseModel] | None
    """The type of its parts, where these are sets of fields."""


@cache
def fields_of(kind: str) -> tuple[FieldForm, ...]:
    """The fields of a kind of record, a `source`, a `chapter` or a `page`, in the order in which they are written."""
    model, schema = MODELS[kind]
    forms = {form.name: form for form in _forms(model, _definitions(schema))}
    last = [name for name in _LAST if name in forms]
    return tuple(forms[name] for name in ["id", *(name for name in forms if name not in ("id", *last)), *last])


@cache
def fields_of_part(kind: str, part: type[BaseModel]) -> tuple[FieldForm, ...]:
    """The fields of a part of a kind of record: of an estimate, a name, a reading."""
    return tuple(_forms(part, _definitions(MODELS[kind][1])))


@cache
def _definitions(schema: str) -> Mapping[str, Any]:
    document = json.loads((_SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    return cast("Mapping[str, Any]", document.get("$defs", {}) | {"": document})


def _forms(model: type[BaseModel], definitions: Mapping[str, Any]) -> Iterator[FieldForm]:
    described: Mapping[str, Any] = definitions.get(model.__name__, definitions[""]).get("properties", {})
    for key, info in model.model_fields.items():
        name = info.alias or key
        if key in _NEVER:
            continue
        about: Mapping[str, Any] = described.get(name, {"description": info.description, "examples": info.examples})
        types = [info.annotation, *info.metadata]
        yield FieldForm(
            name=name,
            meaning=str(about.get("description") or ""),
            example=_example(about),
            required=info.is_required(),
            many=_is_many(info),
            is_text=any(isinstance(mark, MarkdownText) for mark in _marks(types)),
            choices=_choices(info.annotation),
            kinds=next((mark.kinds for mark in _marks(types) if isinstance(mark, ReferenceTo)), ()),
            part=next(models_within(info.annotation), None),
        )


def _example(about: Mapping[str, Any]) -> str:
    value: Any = (about.get("examples") or [""])[0]
    while isinstance(value, list):
        value = cast("list[Any]", value)[0]
    return flow(_texts(value)) if isinstance(value, dict) else str(_texts(value))


def _texts(value: Any) -> Any:
    """A value of JSON with every scalar as the text that stands in YAML."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_texts(item) for item in cast("list[Any]", value)]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_many(info: FieldInfo) -> bool:
    return any(get_origin(each) is tuple for each in _alternatives(info.annotation))


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The members of a union, each without what is annotated."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin is None or origin in (tuple, Literal):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _alternatives(inner)


def _marks(types: list[Any]) -> Iterator[Any]:
    """What is annotated anywhere within some types."""
    for each in types:
        if get_origin(each) is Annotated:
            yield from get_args(each)[1:]
        elif get_origin(each) is None:
            yield each
        yield from _marks([inner for inner in get_args(each) if inner is not Ellipsis])


def _choices(annotation: Any) -> tuple[str, ...]:
    if bool in _alternatives(annotation):
        return TRUTHS
    return next((get_args(each) for each in _alternatives(annotation) if get_origin(each) is Literal), ())
