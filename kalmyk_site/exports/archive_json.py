"""The whole archive as data: `/data/archive.json`.

Form: `{"model": 1, "records": [{kind, id, address, ...}], "citations": [{source, locator, address, sentence}],
"mentions": [{kind, id, address, sentence, from}], "pictures": [{file, address, width, height, bytes, alt, credit,
license, shown, ...}]}`. Sentences stand as pages show them, fields as content has them; dates are EDTF, numbers of
records are decimals written as text, addresses are relative to the site's root.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Final, cast

from pydantic import BaseModel

from kalmyk_site.markup.typography import typeset_words
from kalmyk_site.pages.field_text import field_text
from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.records.pictures import Picture
from kalmyk_site.references.addresses import address_of, with_anchor
from kalmyk_site.references.index import Index

MODEL: Final = 1
"""Version of the form."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)


def archive_json(frame: Frame) -> str:
    """The archive as JSON, one record, citation or mention a line."""
    index = frame.index
    records = chain(
        (_described(chapter.target, _fields(chapter.matter)) for chapter in frame.archive.chapters.values()),
        (_described(record.target, _fields(record)) for record in frame.archive.all_records()),
        (_described(source.target, _fields(source)) for source in frame.archive.sources.values()),
    )
    citations = (
        {
            "source": use.source,
            "locator": use.mark.locator.data if use.mark.locator else None,
            "address": use.address,
            "sentence": _shown(frame, use.owner, use.sentence or field_text(frame, use.owner, use.path)),
            "compared": use.compared,
        }
        for uses in index.uses.values()
        for use in uses
    )
    mentions = (
        {
            "kind": target.kind,
            "id": target.id,
            "address": mention.address,
            "sentence": _shown(frame, mention.owner, mention.sentence),
            "from": str(mention.owner),
        }
        for target, found in sorted(index.mentions_of.items())
        for mention in found
    )
    shown = _places_of_pictures(index)
    pictures = (_picture(index, each, shown.get(path, [])) for path, each in frame.archive.pictures.items())
    return (
        f'{{"model": {MODEL},\n"records": {_lines(records)},\n"citations": {_lines(citations)},\n'
        f'"mentions": {_lines(mentions)},\n"pictures": {_lines(pictures)}}}\n'
    )


def _shown(frame: Frame, owner: Target, sentence: str) -> str:
    """A sentence as pages show it."""
    return typeset_words(sentence) if frame.is_typeset(owner) else sentence


def _places_of_pictures(index: Index) -> Mapping[str, list[str]]:
    """Addresses at which each picture is shown, by its path: in texts, then on the pages of what it shows."""
    places: dict[str, list[str]] = {}
    for key, document in index.documents.items():
        for image in document.images:
            places.setdefault(image.path, []).append(with_anchor(address_of(key.owner), image.id))
    for target, pictures in index.shown.items():
        for each in pictures:
            places.setdefault(each.picture.path, []).append(address_of(target))
    return places


def _picture(index: Index, picture: Picture, shown: list[str]) -> dict[str, object]:
    measure = index.archive.media[picture.path]
    fields = _fields(picture)
    terms = {"name": picture.license.name, "address": picture.license.link or None}
    return {
        "file": fields.pop("file"),
        "address": picture.path,
        "width": measure.width,
        "height": measure.height,
        "bytes": measure.size,
        **fields,
        "license": {name: value for name, value in terms.items() if value},
        "shown": shown,
    }


def _lines(items: Iterable[object]) -> str:
    lines = ",\n".join(map(_ENCODER.encode, items))
    return f"[\n{lines}\n]" if lines else "[]"


def _described(target: Target, fields: Mapping[str, object]) -> dict[str, object]:
    rest = {name: value for name, value in fields.items() if name not in ("kind", "id")}
    return {"kind": target.kind, "id": target.id, "address": address_of(target), **rest}


def _fields(model: BaseModel) -> dict[str, object]:
    names = _names(type(model))
    fields: dict[str, object] = {}
    for name, value in model:
        # Nothing here is a draft.
        if name == "draft":
            continue
        plain = _plain(value)
        if plain not in (None, [], {}, ""):
            fields[names[name]] = plain
    return fields


@cache
def _names(model: type[BaseModel]) -> Mapping[str, str]:
    """The names of a model's fields in content, by their names in Python."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, EdtfDate | Target):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return [_plain(item) for item in items]
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        return {key: _plain(item) for key, item in entries.items()}
    return value
