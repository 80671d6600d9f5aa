"""Dates of works in one form: EDTF where they can be counted with, words where they cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from pydantic import TypeAdapter, ValidationError

from kalmyk_site.imports.marked_text import escaped
from kalmyk_site.records.sources import PublicationDate
from kalmyk_site.references.publication_dates import edtf_of, words_of
from kalmyk_site.writing.yaml_form import Value

SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
"""Numbers of CSL by the words for seasons."""

_DATE: Final[TypeAdapter[PublicationDate]] = TypeAdapter(PublicationDate)


def date_of(value: object) -> Value:
    """A date of CSL as EDTF; what can be said in words alone as `{literal: ...}`; nothing where it is none."""
    given: object = value
    if isinstance(value, dict):
        parts = dict(cast("Mapping[str, object]", value))
        raw = parts.pop("raw", "") or parts.pop("edtf", "")
        season = parts.get("season")
        if isinstance(season, str) and season.casefold() in SEASONS:
            parts["season"] = SEASONS[season.casefold()]
        if not parts.get("season"):
            parts.pop("season", None)
        given = str(raw) if raw and not parts.get("date-parts") else parts
    try:
        date = _DATE.validate_python(given)
    except ValidationError:
        return ""
    # Words beside a date that can be counted with say the same once more.
    return edtf_of(date) or ({"literal": escaped(words_of(date))} if words_of(date) else "")
