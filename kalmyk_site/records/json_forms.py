"""Forms of values for editors: what JSON Schema says of the types that are the archive's own.

An editor reads YAML by its own rules: `1957` is a number to it, `true` a truth value. Here every scalar stays the text
that was typed, so a form allows whatever an editor may take such a text for. A form is never narrower than the type
that it describes; what only a look at the whole archive can tell (whether a record exists) is left to the checks.

Titles are the words of `docs/fields.md`; a schema holds each form once, under its title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kalmyk_site.records.date_bounds import ACCEPTED_FORMS

Form = dict[str, Any]
"""A part of a JSON Schema (draft 2020-12)."""

_SCALAR: Final = ["string", "number", "boolean"]
_ID: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"


def _form(title: str, description: str, rules: Mapping[str, object], examples: Sequence[object] = ()) -> Form:
    # Editors that know the last keyword show it in place of the pattern; others pass it over.
    told = {"patternErrorMessage": f"Expected: {description}"} if "pattern" in rules else {}
    return {
        "title": title,
        "description": description,
        **rules,
        **({"examples": [*examples]} if examples else {}),
        **told,
    }


def one_of(*forms: Form) -> Form:
    """What has any of several forms."""
    return {"anyOf": [*forms]}


def given(*names: str) -> Form:
    """A set of fields in which each of `names` has a value; a name with nothing behind it is not given."""
    return {"required": [*names], "properties": {name: {"not": {"enum": [None, []]}} for name in names}}


# Texts ----------------------------------------------------------------------------------------------------------

LINE: Final = _form(
    "line", "One line of plain text.", {"type": _SCALAR, "pattern": r"^\s*\S(?:[^\n]*\S)?\s*$"}, ["The dam breaks"]
)

TEXT: Final = _form(
    "text",
    "Markdown with citations [@key, p. 5] and cross-links [words](kind:id), behind | and indented.",
    {"type": _SCALAR, "pattern": r"\S"},
)

_MARK: Final[Form] = {
    "type": "string",
    "pattern": r"^\s*[^\n]*@.*\s*$",
    "patternErrorMessage": 'Expected: a citation mark between quotation marks, such as "@report1927, pp. 3-4".',
}

CITATIONS: Final = _form(
    "citations",
    "Citation marks between quotation marks, one or a list; words such as 'quoted in' may stand before the @.",
    one_of(_MARK, {"type": "array", "items": _MARK}),
    ["@report1927, pp. 3-4", ["@report1927, p. 3", "quoted in @census1926, p. 1"]],
)


def short_line(length: int) -> Form:
    """One line of at most `length` characters."""
    pattern = rf"^\s*\S(?:[^\n]{{0,{length - 2}}}\S)?\s*$"
    return _form("short line", f"One line of at most {length} characters.", {"type": _SCALAR, "pattern": pattern})


# Ids and references ---------------------------------------------------------------------------------------------


def id_form(length: int) -> Form:
    """An id of at most `length` characters."""
    return _form(
        "id",
        f"Lower-case letters a to z, digits and single hyphens, at most {length} characters.",
        {"type": ["string", "integer", "boolean"], "pattern": f"^{_ID}$", "maxLength": length, "minimum": 0},
        ["dam-breaks"],
    )


CHAPTER: Final = _form(
    "id of a chapter",
    "Folder and name of a chapter, without .md.",
    {"type": "string", "pattern": f"^(?!about/){_ID}/{_ID}$"},
    ["story/flood"],
)

PAGE: Final = _form(
    "id of a page",
    "about/ and the name of a page, without .md.",
    {"type": "string", "pattern": f"^about/{_ID}$"},
    ["about/method"],
)


def reference_form(kinds: Sequence[str], name: str = "") -> Form:
    """A reference to something of one of `kinds`, called `name`; where there is one alone, its id is enough."""
    paths = [kind for kind in kinds if kind in ("chapter", "page")]
    records = [kind for kind in kinds if kind not in paths]
    written = [f"(?:{'|'.join(records)}):{_ID}"] if records else []
    written += [f"(?:{'|'.join(paths)}):{_ID}(?:/{_ID})?"] if paths else []
    if len(kinds) > 1:
        return _form(
            name,
            f"kind:id, the kind being {', '.join(kinds[:-1])} or {kinds[-1]}.",
            {"type": "string", "pattern": f"^(?:{'|'.join(written)})$"},
            [f"{kinds[0]}:id"],
        )
    return _form(
        f"reference to {kinds[0]}",
        f"The id of a record of kind {kinds[0]}; the kind and a colon may stand before it.",
        {"type": ["string", "integer", "boolean"], "pattern": f"^(?:{kinds[0]}:)?{_ID}$", "minimum": 0},
        [f"{kinds[0]}-id"],
    )


# Dates ----------------------------------------------------------------------------------------------------------

_MONTH: Final = "(?:0[1-9]|1[0-2])"
_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01])"
_POINT: Final = (
    f"(?:(?!0000)[0-9]{{4}}(?:-(?:{_MONTH}(?:-(?:{_DAY}|XX))?|2[1-4]|XX(?:-XX)?))?"
    "|(?!000)[0-9]{3}X|(?!00)[0-9]{2}XX)[?~%]?"
)
_SET: Final = rf"[\[{{](?:\.\.)?{_POINT}(?:(?:,|\.\.){_POINT})*(?:\.\.)?[\]}}]"
_DATE: Final = rf"{_POINT}(?:/(?:{_POINT}|\.\.)?)?|(?:\.\.)?/{_POINT}|{_SET}"


def date_form(length: int) -> Form:
    """A date in EDTF, written in at most `length` characters. A year alone is a number to an editor."""
    return _form(
        "date",
        f"A date in EDTF: {ACCEPTED_FORMS}.",
        {
            "type": ["string", "integer"],
            "pattern": f"^(?:{_DATE})$",
            "maxLength": length,
            "minimum": 1,
            "maximum": 9999,
        },
        ["1926-05-14", "1926-05-14/1926-05-20", "192X", "[1926-05-14,1926-05-15]"],
    )


DAY: Final = _form(
    "day",
    "A date that is one certain day.",
    {"type": "string", "pattern": f"^(?!0000)[0-9]{{4}}-{_MONTH}-{_DAY}$"},
    ["2026-11-22"],
)


# Numbers --------------------------------------------------------------------------------------------------------

_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"

NUMBER: Final = _form(
    "number",
    "A whole number or an exact decimal, never negative; commas may part the thousands.",
    {"type": ["string", "number"], "pattern": rf"^\s*(?:\+?{_DIGITS}|-[0,]+(?:\.0+)?)\s*$", "minimum": 0},
    [1120, "1,120", 9.3],
)


def degrees_form(name: str, limit: int, digits: str) -> Form:
    """Degrees from -`limit` to `limit`; `digits` is the pattern of the whole degrees below it."""
    return _form(
        name,
        f"Degrees from -{limit} to {limit} (WGS 84).",
        {
            "type": ["string", "number"],
            "pattern": rf"^\s*[+-]?0*(?:(?:{digits})(?:\.[0-9]+)?|{limit}(?:\.0+)?)\s*$",
            "minimum": -limit,
            "maximum": limit,
        },
        [44.27],
    )


LATITUDE: Final = degrees_form("latitude", 90, "[0-8]?[0-9]")
LONGITUDE: Final = degrees_form("longitude", 180, "1[0-7][0-9]|[0-9]?[0-9]")


def whole_form(least: int, most: int | None = None) -> Form:
    """A whole number from `least` to `most`."""
    bounds = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return {"type": ["string", "integer"], "pattern": r"^\s*[+-]?[0-9]+(?:_[0-9]+)*(?:\.0*)?\s*$", **bounds}


# Languages, addresses, truth ------------------------------------------------------------------------------------

LANGUAGE: Final = _form(
    "language",
    "A BCP 47 tag: language, then script and region where needed.",
    {"type": ["string", "boolean"], "pattern": "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$"},
    ["en", "ru", "sr-Latn"],
)

ADDRESS: Final = _form(
    "address",
    "An address on the web that begins with https:// or http://.",
    {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"']+$"},
    ["https://example.org/"],
)

TRUTH: Final = _form("truth", "true or false.", {"enum": [True, False, "true", "false", "yes", "no"]})
