"""The schemas for editors: made from the types, no narrower than the check, and near enough to name usual mistakes."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from kalmyk_site.records import fields, json_forms
from kalmyk_site.records.files import read_content_file
from kalmyk_site.records.yaml_tree import plain, read_yaml
from tests.built_site import BuiltSite
from tests.conftest import ARCHIVES, ROOT
from tools.fields_page import MODELS, ROWS
from tools.make_schemas import FOLDER, schemas, written

MADE: Final = schemas()
FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
FILES: Final = sorted(
    path
    for archive in (ROOT, *ARCHIVES.iterdir())
    for path in (archive / "content").rglob("*")
    if path.suffix in (".yml", ".md")
)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `1943` is a number, `true` a truth value, `1943-12-28` a text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+0123456789.")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{form})$"), first)  # pyright: ignore[reportUnknownMemberType] - its stub has no types here
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(str(node.value)))


def messages(schema: dict[str, Any], value: Any) -> list[str]:
    """What a schema finds wrong, each with its place."""
    found = Draft202012Validator(schema).iter_errors(value)  # pyright: ignore[reportUnknownMemberType] - of its own arguments it types not all
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def schema_name(path: Path) -> str:
    """Which schema a content file has."""
    parts = path.parts[path.parts.index("content") + 1 :]
    if path.suffix == ".yml":
        return parts[1] if parts[0] == "records" else path.stem
    return "home" if parts == ("home.md",) else "page" if parts[0] == "about" else "chapter"


def as_checked(path: Path) -> object:
    """The YAML of a content file as the check reads it: every scalar is text."""
    root = path.parents[len(path.parts) - 1 - path.parts.index("content")]
    file, findings = read_content_file(root, path)
    assert file is not None
    match = FRONT_MATTER.match(file.text) if path.suffix == ".md" else None
    node, faults = read_yaml(file, start=match.start(1), end=match.end(1)) if match else read_yaml(file)
    assert node is not None
    assert findings + faults == []
    return plain(node)


def as_edited(path: Path) -> object:
    """The YAML of a content file as an editor reads it."""
    text = path.read_text(encoding="utf-8")
    match = FRONT_MATTER.match(text) if path.suffix == ".md" else None
    return yaml.load(match[1] if match else text, Loader=EditorLoader)


def faults(name: str, value: object) -> list[str]:
    """What the schema of that name finds wrong."""
    return messages(MADE[name], value)


# Made and published -------------------------------------------------------------------------------------------------


def test_the_stored_schemas_are_what_the_types_give():
    stored = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert stored == {name: written(schema) for name, schema in MADE.items()}, "run python -m tools.make_schemas"


@pytest.mark.parametrize("name", MADE)
def test_a_schema_is_one(name: str):
    Draft202012Validator.check_schema(MADE[name])
    assert MADE[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert MADE[name]["title"]
    assert MADE[name]["description"]


def test_the_site_has_every_schema(any_site: BuiltSite):
    for name, schema in MADE.items():
        assert json.loads((any_site.folder / f"data/schemas/{name}.json").read_text(encoding="utf-8")) == schema


@pytest.mark.parametrize("name", MADE)
def test_every_field_is_described(name: str):
    models = [form for form in (MADE[name], *MADE[name]["$defs"].values()) if "additionalProperties" in form]
    assert models
    assert [
        field for model in models for field, form in model["properties"].items() if not form.get("description")
    ] == []


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.yml")), ids=lambda path: path.stem)
def test_the_first_line_of_a_yaml_file_names_its_schema(path: Path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == FOLDER / f"{schema_name(path)}.json"


# Never narrower than the check --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_content_file_is_valid_as_the_check_reads_it_and_as_an_editor_does(path: Path):
    assert faults(schema_name(path), as_checked(path)) == []
    assert faults(schema_name(path), as_edited(path)) == []


def parts_of(section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schemas in which the fields of a section stand, and the part of each that has them."""
    models = [model.__name__ for model in MODELS.values() if issubclass(model, MODELS[section])]
    for name, schema in MADE.items():
        for part in models:
            if part in schema["$defs"]:
                yield name, schema["$defs"][part]
    roots = {"Settings": "archive", "Chapter": "chapter", "Every text": "page", "Home page": "home"}
    if section in roots:
        yield roots[section], MADE[roots[section]]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.section}: {row.names[0]}" for row in ROWS])
def test_an_example_of_the_documentation_is_valid(row: Any):
    found = list(parts_of(row.section)) or [pytest.skip("stands in no file by itself")]
    for loader in (yaml.BaseLoader, EditorLoader):
        given_fields: dict[str, Any] = yaml.load(row.example, Loader=loader)
        [[field, value]] = given_fields.items()
        for name, part in found:
            schema = {**part["properties"][field], "$defs": MADE[name]["$defs"]}
            assert messages(schema, value) == []


FORMS: Final[list[tuple[Any, str, dict[str, Any]]]] = [
    (fields.Date, "0123456789-X/?~%.,[]{}", json_forms.date_form(500)),
    (fields.Day, "0123456789-", json_forms.DAY),
    (fields.Id, "ab1-A ", json_forms.id_form(fields.ID_LENGTH)),
    (fields.Line, "ab \n\t.", json_forms.LINE),
    (fields.Short, "ab \n\t.", json_forms.short_line(fields.SHORT_AT_MOST)),
    (fields.Markdown, "ab \n", json_forms.TEXT),
    (fields.Quantity, "0123456789,.+- ", json_forms.NUMBER),
    (fields.Latitude, "0189.+- ", json_forms.LATITUDE),
    (fields.Longitude, "01789.+- ", json_forms.LONGITUDE),
    (fields.Language, "enruLatnUS-0419", json_forms.LANGUAGE),
    (fields.Truth, "yesnotrufal", json_forms.TRUTH),
    (fields.WebAddress, "htps:/.aA?#[]", json_forms.ADDRESS),
]
"""Each type of the archive's own, the letters that its texts are made of, and its form."""


@pytest.mark.parametrize(("kind", "letters", "form"), FORMS, ids=[form["title"] for _, _, form in FORMS])
@settings(derandomize=True, database=None, max_examples=50, deadline=None)
@given(data=st.data())
def test_a_text_that_its_type_accepts_has_its_form(kind: Any, letters: str, form: dict[str, Any], data: st.DataObject):
    pattern = form.get("pattern")
    likely = st.from_regex(re.compile(pattern), fullmatch=True) if isinstance(pattern, str) else st.text(letters)
    text = data.draw(likely)
    for written_text in (text, data.draw(st.text(letters, max_size=12)), text + data.draw(st.text(letters))):
        try:
            TypeAdapter(kind).validate_python(written_text)
        except ValidationError:
            continue
        assert messages(form, written_text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("1943", "1943-12", "1943-12-28", "1943-12-XX", "1943-XX", "1943-XX-XX", "163X", "19XX", "1953-21", "1943~"),
        *("1943?", "1943-12%", "1943-12-28/1943-12-31", "1944/..", "../1944", "1944/", "/1944", "1943~/1944?"),
        *("[1953-04-18,1955-04-18]", "{1953,1955}", "[1670..1672]", "[..1760]", "{1760..}", "[1667,1670..1672]"),
    ],
)
def test_every_form_of_a_date_is_valid(text: str):
    TypeAdapter(fields.Date).validate_python(text)
    assert messages(json_forms.date_form(500), text) == []


# Usual mistakes -----------------------------------------------------------------------------------------------------

EVENT: Final = {"id": "flood", "title": "The flood", "date": "1926-05"}
PLACE: Final = {"id": "lowbridge", "names": ["Lowbridge"]}
ESTIMATE: Final = {"value": 412, "counted_by": "census"}
STATISTIC: Final = {
    "id": "houses",
    "title": "How many houses?",
    "measure": "houses",
    "population": "all",
    "territory": "Lowbridge",
    "unit": "houses",
    "estimates": [ESTIMATE],
}
READING: Final = {"says": "The 14th.", "cite": "@report1927, p. 3"}
DISCREPANCY: Final = {
    "id": "day",
    "title": "The day",
    "about": ["event:flood"],
    "category": "dates",
    "weight": "low",
    "readings": [READING],
    "note": "A note.",
    "status": "open",
}
SOURCE: Final = {"id": "report1927", "type": "report", "title": "Report"}
PICTURE: Final = {"file": "dam.jpg", "alt": "The dam.", "credit": "Karin Lindqvist", "license": "CC0 1.0"}
CHAPTER: Final = {"title": "The flood"}
SETTINGS: Final = {
    "title": "The flood",
    "description": "A flood.",
    "editors": "Two friends",
    "changed": "2026-11-22",
    "license": {"name": "CC0 1.0", "address": "https://example.org/"},
}


def in_file(name: str, value: dict[str, Any]) -> object:
    """A value as its file has it."""
    if name == "sources":
        return {"references": [value]}
    return value if name in ("archive", "chapter", "page", "home") else [value]


@pytest.mark.parametrize(
    ("name", "whole", "change"),
    [
        ("events", EVENT, {"tilte": "A misspelt key"}),
        ("events", EVENT, {"title": None}),
        ("events", EVENT, {"title": " "}),
        ("events", EVENT, {"id": "The Flood"}),
        ("events", EVENT, {"date": "14 May 1926"}),
        ("events", EVENT, {"date": "1926-13"}),
        ("events", EVENT, {"date": "1926-05-32"}),
        ("events", EVENT, {"date": ["1953", "1955"]}),
        ("events", EVENT, {"date": {"value": "1926-5", "cite": "@report1927"}}),
        ("events", EVENT, {"places": "lowbridge"}),
        ("events", EVENT, {"places": ["event:flood"]}),
        ("events", EVENT, {"cite": "report1927, p. 3"}),
        ("events", EVENT, {"see": ["flood"]}),
        ("events", EVENT, {"title": {"value": "The flood", "cite": "@report1927"}}),
        ("places", PLACE, {"precision": "exact"}),
        ("places", PLACE, {"lat": 46.3}),
        ("places", PLACE, {"lat": 460, "lon": 44, "precision": "point", "point_from": "Gazetteer"}),
        ("places", PLACE, {"names": []}),
        ("places", PLACE, {"names": [{"text": "Lowbridge", "type": "old"}]}),
        ("statistics", STATISTIC, {"estimates": [{"value": 412}]}),
        ("statistics", STATISTIC, {"estimates": [{**ESTIMATE, "low": 400}]}),
        ("statistics", STATISTIC, {"estimates": [{"counted_by": "census"}]}),
        ("statistics", STATISTIC, {"estimates": [{**ESTIMATE, "rank": "deprecated"}]}),
        ("statistics", STATISTIC, {"estimates": [{**ESTIMATE, "value": "about 400"}]}),
        ("statistics", STATISTIC, {"estimates": [{**ESTIMATE, "value": -1}]}),
        ("statistics", STATISTIC, {"estimates": [{**ESTIMATE, "approximate": "maybe"}]}),
        ("discrepancies", DISCREPANCY, {"status": "closed"}),
        ("discrepancies", DISCREPANCY, {"readings": [{"says": "The 14th."}]}),
        ("discrepancies", DISCREPANCY, {"about": []}),
        ("sources", SOURCE, {"type": "pamphlets"}),
        ("sources", SOURCE, {"title": None}),
        ("sources", SOURCE, {"container_title": "An underscore"}),
        ("sources", SOURCE, {"URL": "example.org"}),
        ("sources", SOURCE, {"custom": {"nature": "rumor"}}),
        ("media", PICTURE, {"license": None}),
        ("media", PICTURE, {"shows": ["lowbridge"]}),
        ("chapter", CHAPTER, {"date": "1926"}),
        ("page", CHAPTER, {"changed": "1926"}),
        ("home", CHAPTER, {"questions": ["?"] * 6}),
        ("archive", SETTINGS, {"severities": {"field-unknown": "information"}}),
        ("archive", SETTINGS, {"severities": {"record-uncited": "fatal"}}),
        ("archive", SETTINGS, {"intros": {"peoples": "No such kind."}}),
        ("archive", SETTINGS, {"parts": [{"folder": "story"}]}),
    ],
)
def test_a_usual_mistake_is_marked(name: str, whole: dict[str, Any], change: dict[str, Any]):
    assert faults(name, in_file(name, whole)) == []
    assert faults(name, in_file(name, copy.deepcopy(whole) | change)) != []


@pytest.mark.parametrize(
    ("name", "whole", "change"),
    [
        ("events", EVENT, {"id": 1926, "title": 1926, "date": 1926}),
        ("events", EVENT, {"text": None, "places": None, "part_of": None, "changed": None}),
        ("events", EVENT, {"date": {"value": 1926, "cite": "@census1926, p. 1", "note": "The page is torn."}}),
        ("events", EVENT, {"places": {"value": ["lowbridge"], "cite": None}}),
        ("events", EVENT, {"places": ["lowbridge", "place:lowbridge", 1957]}),
        ("places", PLACE, {"lat": "46.3", "lon": 44, "precision": "point", "point_from": "Gazetteer"}),
        ("places", PLACE, {"lat": None}),
        ("statistics", STATISTIC, {"estimates": [{**ESTIMATE, "value": "93,139", "low": None, "approximate": "yes"}]}),
        ("discrepancies", DISCREPANCY, {"working": "93,139 - 83,688 = 9,451\n"}),
        ("sources", SOURCE, {"issued": 1996, "author": "Town Council", "editor": {"literal": "Town"}}),
        ("sources", SOURCE, {"issued": {"year": 1996, "month": "05"}, "volume": 12}),
        ("sources", SOURCE, {"issued": {"date-parts": [[1996, 5, 23], []]}}),
        ("media", PICTURE, {"license": {"name": "by permission"}}),
        ("archive", SETTINGS, {"repository": "https://codeberg.org/two-friends/flood"}),
        ("archive", SETTINGS, {"severities": {"record-uncited": None}}),
    ],
)
def test_what_the_check_accepts_is_not_marked(name: str, whole: dict[str, Any], change: dict[str, Any]):
    assert faults(name, in_file(name, whole | change)) == []
