"""What docs/fields.md tells of every field of content: the one place that says what a field means.

The schemas that editors read take their descriptions and examples from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from kalmyk_site.records import archive, fields, kinds, pictures, sources
from kalmyk_site.records.kinds import Record

PAGE: Final = Path(__file__).parent.parent / "docs" / "fields.md"

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "Every record": Record,
    "Name": fields.Name,
    "Outside": fields.Outside,
    **{model.__name__: model for model in kinds.KINDS.values()},
    "Role": kinds.Role,
    "Drawing": kinds.Company,
    "Estimate": kinds.Estimate,
    "Share": kinds.Share,
    "Response": kinds.Response,
    "Reading": kinds.Reading,
    "Every text": archive.FrontMatter,
    "Chapter": archive.ChapterMatter,
    "Page": archive.PageMatter,
    "Home page": archive.HomeMatter,
    "Picture": pictures.Picture,
    "PictureLicense": pictures.PictureLicense,
    "Settings": archive.Settings,
    "MapSettings": archive.MapSettings,
    "MapExtent": archive.MapExtent,
    "MapPanel": archive.MapPanel,
    "MapLabel": archive.MapLabel,
    "Itinerary": archive.Itinerary,
    "Repository": archive.Repository,
    "License": archive.License,
    "Part": archive.Part,
    "Theme": archive.Theme,
    "Timeline": archive.Timeline,
    "Choice": archive.Choice,
    "DisagreementsGroup": archive.DisagreementsGroup,
    "Source": sources.Source,
    "Names of people and bodies": sources.CslName,
    "Dates of works": sources.CslDate,
    "Custom": sources.SourceCustom,
    "Identifiers": sources.Identifiers,
    "Checked": sources.SourceCheck,
    "Notes": sources.SourceNote,
}
"""What each section of the page is about."""

NOT_WRITTEN: Final[Mapping[str, frozenset[str]]] = {
    "Every record": frozenset({"field_evidence"}),
    "Dates of works": frozenset({"edtf"}),
}
"""Fields that no author writes by name."""

_SECTION: Final = re.compile(r"^## ([^\n]+)\n(.*?)(?=^##? |\Z)", re.MULTILINE | re.DOTALL)
_ROW: Final = re.compile(r"^\| (?!field \|)([^|\n]+) \| ([^|\n]+) \| ([^|\n]+) \| `(.+)` \|$", re.MULTILINE)
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)]+\)")


@dataclass(frozen=True)
class Row:
    """One line of a table: the fields that it tells of."""

    section: str
    names: tuple[str, ...]
    required: bool
    meaning: str
    """As plain text."""

    example: str
    """One of the fields with a value, in YAML."""


def rows() -> Iterator[Row]:
    """Every line of the tables of the page; those of `{value, cite, note}` left out, which stand apart."""
    page = PAGE.read_text(encoding="utf-8")
    for section in _SECTION.finditer(page):
        text = section[2].partition("A field that says something of the thing itself")[0]
        for row in _ROW.finditer(text):
            names = tuple(name.strip("* ") for name in row[1].split(","))
            meaning = _LINK.sub(r"\1", row[3]).replace("`", "")
            yield Row(section[1], names, row[1].startswith("**"), meaning, row[4])


ROWS: Final = tuple(rows())


def rows_of(model: type[BaseModel]) -> dict[str, Row]:
    """What is told of each field of a model, by the field's name; a model has the fields of those it is made from."""
    sections = [name for name, each in MODELS.items() if issubclass(model, each)]
    # The section of the model itself comes last and has the last word.
    sections.sort(key=lambda name: len(MODELS[name].__mro__))
    return {name: row for section in sections for row in ROWS if row.section == section for name in row.names}
