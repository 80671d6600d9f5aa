"""docs/fields.md tells every field of every kind, with a right example."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kalmyk_site.records import archive, fields, kinds, pictures, sources
from kalmyk_site.records.kinds import NamedRecord, Record, TitledRecord
from tools.fields_page import MODELS, NOT_WRITTEN, ROWS, Row

BASES = (Record, TitledRecord, NamedRecord, archive.FrontMatter)


def own_fields(section: str) -> dict[str, bool]:
    """The fields that a section has to tell of, as authors write them, and whether they must be there."""
    model = MODELS[section]
    base = next((each for each in BASES if issubclass(model, each) and model is not each), None)
    inherited = set(Record.model_fields if base in (TitledRecord, NamedRecord) else base.model_fields if base else ())
    return {
        field.alias or name: field.is_required()
        for name, field in model.model_fields.items()
        if name not in inherited - {"title", "names"} and name not in NOT_WRITTEN.get(section, ())
        if not (base is archive.FrontMatter and name == "title")
    }


def test_every_model_of_content_has_its_section():
    modules = (kinds, archive, fields, pictures, sources)
    known = {
        item
        for module in modules
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, fields.Model) and item.__module__ == module.__name__
    }

    assert known - set(MODELS.values()) == {
        *(fields.Model, fields.FieldEvidence, sources.CslModel, TitledRecord, NamedRecord),
    }


@pytest.mark.parametrize("section", MODELS)
def test_every_field_is_documented(section: str):
    documented = {name: row.required for row in ROWS if row.section == section for name in row.names}

    assert documented == own_fields(section)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.section}: {row.names[0]}" for row in ROWS])
def test_an_example_is_right(row: Row):
    fields_given: dict[str, Any] = yaml.load(row.example, Loader=yaml.BaseLoader)
    [name] = fields_given
    assert name in row.names

    faults: list[ErrorDetails] = []
    try:
        MODELS[row.section].model_validate(fields_given)
    except ValidationError as error:
        faults += error.errors()

    # Without its neighbors the record lacks fields, but this one is read.
    assert [fault for fault in faults if fault["loc"][:1] == (name,)] == []
