"""Make the JSON Schemas in kalmyk_site/schemas/: `python -m tools.make_schemas`.

One for each kind of content file, from the types that read it (`kalmyk_site/records`); what a field means is taken from
docs/fields.md. The result is committed, so that an editor finds it in a checkout, and the site has a copy under
`data/schemas/`. A test fails while the committed files are not what this makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import yaml
from pydantic import BaseModel

from kalmyk_site.records.archive import ChapterMatter, HomeMatter, PageMatter, Settings
from kalmyk_site.records.fields import FieldEvidence, Model
from kalmyk_site.records.json_forms import Form
from kalmyk_site.records.kinds import FOLDERS, KINDS, Record
from kalmyk_site.records.pictures import Picture
from kalmyk_site.records.sources import Source
from tools.fields_page import NOT_WRITTEN, Row, rows_of

FOLDER: Final = Path(__file__).parent.parent / "kalmyk_site" / "schemas"

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NULL: Final[Form] = {"type": "null"}


def schemas() -> dict[str, Form]:
    """Every schema by the name of its file, without `.json`."""
    made = {
        FOLDERS[kind]: _document(model, f"Records in content/records/{FOLDERS[kind]}/", many=True)
        for kind, model in KINDS.items()
    }
    works = _document(Source, "content/sources.yml", many=True)
    listed = {"type": works.pop("type"), "items": works.pop("items")}
    definitions = works.pop("$defs")
    # Pandoc reads the file too and may find other fields beside the list.
    made["sources"] = {
        **works,
        "type": "object",
        "properties": {"references": {**listed, "description": "The works, one item for each."}},
        "required": ["references"],
        "$defs": definitions,
    }
    made["media"] = _document(Picture, "content/media/media.yml", many=True)
    made["archive"] = _document(Settings, "content/archive.yml")
    made["chapter"] = _document(ChapterMatter, "Front matter of a chapter, content/<part>/<chapter>.md")
    made["page"] = _document(PageMatter, "Front matter of a page, content/about/<page>.md")
    made["home"] = _document(HomeMatter, "Front matter of content/home.md")
    return made


def written(schema: Form) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them."""
    made = {FOLDER / f"{name}.json": written(schema) for name, schema in schemas().items()}
    FOLDER.mkdir(exist_ok=True)
    for stale in set(FOLDER.glob("*.json")) - made.keys():
        stale.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(made)} schemas in {FOLDER.relative_to(FOLDER.parent.parent)}/.")


def _document(model: type[BaseModel], title: str, *, many: bool = False) -> Form:
    """The schema of a file that holds one value of `model`, or a list of them."""
    raw: Form = model.model_json_schema()
    parts: dict[str, Form] = {model.__name__: raw, **raw.pop("$defs", {})}
    forms: dict[str, Form] = {}
    # Evidence stands in the fields that have it.
    parts = {name: _described(_models()[name], part, forms) for name, part in parts.items() if name != "FieldEvidence"}
    own = parts[model.__name__]
    head: Form = {"$schema": _DIALECT, "title": title, "description": own["description"]}
    if many:
        body: Form = {"type": "array", "items": {"$ref": f"#/$defs/{model.__name__}"}}
    else:
        body = {key: value for key, value in own.items() if key != "description"}
        del parts[model.__name__]
    return {**head, **body, "$defs": dict(sorted((parts | forms).items()))}


def _described(model: type[BaseModel], part: Form, forms: dict[str, Form]) -> Form:
    """One model as authors know it: what its fields mean, which may be empty, which may have evidence of their own."""
    told = rows_of(model)
    hidden = {field for fields in NOT_WRITTEN.values() for field in fields}
    required: list[str] = part.get("required", [])
    with_evidence = model.evidence_fields() if issubclass(model, Record) else ()
    fields: dict[str, Form] = {}
    for field, found in part["properties"].items():
        if field in hidden:
            continue
        form: Form = _with_forms(found, forms)
        default = form.pop("default", None)
        if isinstance(form.get("additionalProperties"), dict):
            # Entries of a mapping may be empty as fields may.
            form["additionalProperties"] = _either(form["additionalProperties"], _NULL)
        if field not in required:
            form = _either(form, _NULL)
        if field in with_evidence:
            form = _either(form, _with_evidence(form, forms))
        row = told.get(field)
        fields[field] = {
            **(_told(row, field) if row else {}),
            **form,
            **({"default": default} if default not in (None, "", [], {}) else {}),
        }
    rest = {key: value for key, value in part.items() if key not in ("title", "description", "properties", "required")}
    return {
        "description": _flat(model.__doc__ or ""),
        "type": rest.pop("type"),
        "properties": fields,
        **({"required": required} if required else {}),
        **rest,
    }


def _told(row: Row, field: str) -> Form:
    """What docs/fields.md says of a field. An example may be that of another field in the same line."""
    example = cast("dict[str, object]", yaml.load(row.example, Loader=yaml.BaseLoader))
    meaning = f"{row.meaning[:1].upper()}{row.meaning[1:].removesuffix('.')}."
    return {"description": meaning, **({"examples": [example[field]]} if field in example else {})}


@cache
def _models() -> Mapping[str, type[BaseModel]]:
    """Every model of content by the name of its class."""
    return {model.__name__: model for model in _below(Model)}


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _below(each)


def _either(one: Form, other: Form) -> Form:
    """What is one of two forms. The description of the first stands for both."""
    about = {key: item for key, item in one.items() if key == "description"}
    form = {key: item for key, item in one.items() if key not in about}
    choices: list[Form] = form["anyOf"] if form.keys() == {"anyOf"} else [form]
    return {**about, "anyOf": choices if other in choices else [*choices, other]}


def _with_evidence(form: Form, forms: dict[str, Form]) -> Form:
    """A value with citation and note of its own."""
    evidence: Form = FieldEvidence.model_json_schema()["properties"]
    rest: Form = _with_forms(evidence, forms)
    for each in rest.values():
        each.pop("default", None)
    return {
        "type": "object",
        "description": "The value with a citation or a note of its own.",
        "properties": {"value": form, **{name: _either(each, _NULL) for name, each in rest.items()}},
        "required": ["value"],
        "additionalProperties": False,
    }


def _with_forms(value: Any, forms: dict[str, Form]) -> Any:
    """`value` with every form that has a name moved to `forms`, and a reference in its place.

    Names are in small letters; titles that begin with a capital are made from the names of fields, and left out.
    """
    if isinstance(value, list):
        return [_with_forms(item, forms) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    found: Form = {key: _with_forms(item, forms) for key, item in cast("Form", value).items()}
    title = found.get("title")
    if not isinstance(title, str):
        return found
    del found["title"]
    if not title.islower():
        return found
    name = title.replace(" ", "-")
    beside = {key: found.pop(key) for key in ("default", "minItems") if key in found}
    forms[name] = found
    return {"$ref": f"#/$defs/{name}", **beside}


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("`", "")


if __name__ == "__main__":
    main()
