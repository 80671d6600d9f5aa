"""Sources as CSL-JSON: `/data/sources.json` and `/data/sources/<key>.json`.

Standard: the schema `csl-data.json` of the Citation Style Language, version 1.0. A file is a list of items. Each holds
every variable that the source has, under its CSL name, as text. Quotation marks are typographic, emphasis is `<i>` and
words that keep their capitals `<span class="nocase">`, as processors of CSL read them. Of what is the archive's own,
`custom` keeps the identifiers that CSL has no variable for and the keys of the works through which this one is known;
the rest speaks of the archive and stands in `/data/archive.json`.

A date that was written as EDTF becomes its parts, since the schema knows no EDTF; a date in doubt is `circa`, the one
word for it that CSL has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.references.publication_dates import in_doubt, words_of
from kalmyk_site.references.values import Notation, write_value

_MARKED: Final = Notation(emphasis=("<i>", "</i>"), kept_case=('<span class="nocase">', "</span>"))

_AS_WRITTEN: Final = frozenset(
    {
        *("DOI", "ISBN", "ISSN", "URL", "call-number", "chapter-number", "collection-number", "edition", "issue"),
        *("language", "number", "number-of-pages", "number-of-volumes", "page", "type", "version", "volume"),
    }
)
"""Variables that are no running text: a hyphen in a range of pages is no dash."""

_OWN: Final = frozenset({"id", "custom"})


def csl_json(sources: Iterable[Source]) -> str:
    """The sources as one file."""
    items = (json.dumps(csl_item(source), ensure_ascii=False, indent=2) for source in sources)
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_item(source: Source) -> dict[str, object]:
    """One source as an item that the schema accepts."""
    item: dict[str, object] = {"id": source.id}
    for name, field in type(source).model_fields.items():
        variable = field.alias or name
        if variable not in _OWN:
            value = _value(variable, getattr(source, name))
            if value:
                item[variable] = value
    own = source.custom
    custom: dict[str, object] = {}
    if identifiers := {name: value for name, value in own.identifiers if value}:
        custom["identifiers"] = identifiers
    if own.cited_via:
        custom["cited_via"] = list(own.cited_via)
    if custom:
        item["custom"] = custom
    return item


def _value(variable: str, value: object) -> object:
    if isinstance(value, CslDate):
        return _date(value)
    if isinstance(value, tuple):
        return [_name(name) for name in value if isinstance(name, CslName)]  # pyright: ignore[reportUnknownVariableType] - the type of each is looked at
    if not isinstance(value, str):
        return None
    return value if variable in _AS_WRITTEN else write_value(value, _MARKED)


def _name(name: CslName) -> dict[str, object]:
    written: dict[str, object] = {}
    for field, described in CslName.model_fields.items():
        value: object = getattr(name, field)
        if value:
            written[described.alias or field] = write_value(value) if isinstance(value, str) else value
    return written


def _date(date: CslDate) -> dict[str, object]:
    written: dict[str, object] = {}
    if date.date_parts:
        written["date-parts"] = [list(parts) for parts in date.date_parts]
    if date.season:
        written["season"] = date.season
    if in_doubt(date):
        written["circa"] = True
    if words := words_of(date):
        written["literal"] = write_value(words)
    return written
