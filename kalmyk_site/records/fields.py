"""Field types that the kinds of record share: ids, references, texts, citations, dates, numbers, names.

Every value arrives as the text that stands in the YAML file. A validator here either returns the typed value or
raises a `PydanticCustomError` whose type is the code of the finding and whose context carries `expected`,
`nearest` and `remedy`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal, LiteralString, NoReturn, get_args
from urllib.parse import unquote, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kalmyk_site.records import json_forms
from kalmyk_site.records.dates import EdtfDate


class Model(BaseModel):
    """Base of everything read from content: immutable, and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=False)


def refuse(code: LiteralString, message: str, *, expected: str = "", nearest: str = "", remedy: str = "") -> NoReturn:
    """Raise the validation error that becomes the finding `code`."""
    context = {"text": message, "expected": expected, "nearest": nearest, "remedy": remedy}
    raise PydanticCustomError(code, "{text}", context)


# Ids and references ---------------------------------------------------------------------------------------------

ID_FORM: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Lower-case ASCII letters and digits with single hyphens between them."""

ID_LENGTH: Final = 80
"""Longest id, in characters: it becomes a folder name."""


def suggest_id(text: str) -> str:
    """An id made of `text`: lower case, everything but ASCII letters and digits turned into single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _check_id(value: str) -> str:
    if not ID_FORM.fullmatch(value) or len(value) > ID_LENGTH:
        refuse(
            "id-invalid",
            f"the id '{value}' cannot be part of an address",
            expected="lower-case letters a to z, digits and single hyphens, at most 80 characters",
            nearest=suggest_id(value)[:ID_LENGTH],
            remedy="Write the id in that form; what readers see is the title or the name.",
        )
    return value


Id = Annotated[str, AfterValidator(_check_id), WithJsonSchema(json_forms.id_form(ID_LENGTH))]
"""Stable key of a record within its kind, and last part of its address."""


def _check_path(in_about: bool) -> Callable[[str], str]:
    """Check the id of a chapter, or of a page of `content/about/`, as links write it."""
    example = "about/method" if in_about else "history/beginnings"

    def validate(value: str) -> str:
        parts = value.split("/")
        if len(parts) != 2 or not all(map(ID_FORM.fullmatch, parts)) or (parts[0] == "about") != in_about:
            refuse(
                "id-invalid",
                f"'{value[:80]}' is not how links name {'a page' if in_about else 'a chapter'}",
                expected=f"folder and name of a file without .md, such as {example}",
                remedy="Write it as links wrote it, without the kind and its colon.",
            )
        return value

    return validate


ChapterId = Annotated[str, AfterValidator(_check_path(in_about=False)), WithJsonSchema(json_forms.CHAPTER)]
"""Folder and name of a chapter, as links write it: `history/beginnings`."""

PageId = Annotated[str, AfterValidator(_check_path(in_about=True)), WithJsonSchema(json_forms.PAGE)]
"""The same of a page of `content/about/`: `about/method`."""

Kind = Literal[
    "event",
    "person",
    "organization",
    "group",
    "place",
    "law",
    "statistic",
    "claim",
    "discrepancy",
    "term",
    "source",
]
"""The eleven kinds of record."""

RECORD_KINDS: Final[tuple[str, ...]] = get_args(Kind)
"""The eleven kinds in the order in which lists show them."""

TEXT_KINDS: Final = ("chapter", "page")
"""What else a cross-link can point to: texts, each a file of its own."""

TARGET_KINDS: Final = (*RECORD_KINDS, *TEXT_KINDS)
"""What a cross-link can point to."""


def with_article(kind: str) -> str:
    """The name of a kind as a sentence has it: `an event`, `a person`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


@dataclass(frozen=True, order=True, slots=True)
class Target:
    """What a cross-link or a reference points to: `person:ada-north`."""

    kind: str
    """One of `TARGET_KINDS`."""

    id: str
    """Id of a record, `part/name` of a chapter, or name of a page."""

    def __str__(self) -> str:
        """The form in which authors write it."""
        return f"{self.kind}:{self.id}"


def _parse_target(value: object, kinds: tuple[str, ...]) -> Target:
    if not isinstance(value, str):
        refuse(
            "value-type",
            "a reference is one line of text",
            expected="an id" if len(kinds) == 1 else f"{kinds[0]}:id",
            remedy="Write one id, without brackets.",
        )
    kind, colon, key = value.partition(":")
    if not colon and len(kinds) == 1:
        return Target(kinds[0], value)
    if not colon or kind not in kinds or not key:
        refuse(
            "value-choice",
            f"'{value}' does not name a record that may stand here",
            expected=" or ".join(f"{name}:id" for name in kinds[:4]) + (" and so on" if len(kinds) > 4 else ""),
            remedy="Write the kind, a colon and the id of the record.",
        )
    return Target(kind, key)


@dataclass(frozen=True)
class ReferenceTo:
    """Makes a target of a reference to one of some kinds; where there is one alone, its id is enough."""

    kinds: tuple[str, ...]
    name: str = ""
    """What docs/fields.md calls such a reference; needed where there are several kinds."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A field of this type reads text."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The text as authors write it."""
        return json_forms.reference_form(self.kinds, self.name)

    def _read(self, value: object) -> Target:
        return value if isinstance(value, Target) else _parse_target(value, self.kinds)


EventRef = Annotated[Target, ReferenceTo(("event",))]
PersonRef = Annotated[Target, ReferenceTo(("person",))]
OrganizationRef = Annotated[Target, ReferenceTo(("organization",))]
GroupRef = Annotated[Target, ReferenceTo(("group",))]
PlaceRef = Annotated[Target, ReferenceTo(("place",))]
LawRef = Annotated[Target, ReferenceTo(("law",))]
StatisticRef = Annotated[Target, ReferenceTo(("statistic",))]
ActorRef = Annotated[Target, ReferenceTo(("person", "organization", "group"), "actor")]
"""Someone who acts or speaks: a person, an organization or a group."""
SubjectRef = Annotated[
    Target, ReferenceTo(("person", "place", "event", "organization", "group", "law", "term"), "subject of a picture")
]
"""Who or what a picture can show."""
AnyRef = Annotated[Target, ReferenceTo(TARGET_KINDS, "target")]
"""Any record, chapter or page."""
PageRef = Annotated[Target, ReferenceTo(("page", "chapter"), "page or chapter")]


# Texts and citations --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Marks a field whose text is Markdown with citations and cross-links."""


def _not_blank(value: str) -> str:
    if not value.strip():
        refuse("value-type", "the text is empty", expected="words", remedy="Write the text or leave the field out.")
    return value


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        refuse("value-type", "the text runs over several lines", expected="one line of text")
    return _not_blank(value).strip()


Markdown = Annotated[str, AfterValidator(_not_blank), MarkdownText(), WithJsonSchema(json_forms.TEXT)]
"""A text in Markdown with citations and cross-links."""

Line = Annotated[str, AfterValidator(_one_line), WithJsonSchema(json_forms.LINE)]
"""One line of plain text."""


SHORT_AT_MOST: Final = 40
"""Characters of a label in a drawing; more would crowd out its neighbors."""


def _short(text: str) -> str:
    if len(text) > SHORT_AT_MOST:
        refuse(
            "value-range",
            f"{len(text)} characters are too many for a label",
            expected=f"at most {SHORT_AT_MOST} characters",
            remedy="Say it in fewer words, or leave the field out.",
        )
    return text


Short = Annotated[Line, AfterValidator(_short), WithJsonSchema(json_forms.short_line(SHORT_AT_MOST))]
"""A few words, for the label of a drawing."""


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Cite = Annotated[tuple[Line, ...], BeforeValidator(_as_list), WithJsonSchema(json_forms.CITATIONS)]
"""Citation marks as written, one a line: `"@smith1996, pp. 65-66"`. A single one may stand without a list."""


# Dates, numbers, addresses, languages ---------------------------------------------------------------------------


def _refuse_unquoted_set(value: object) -> object:
    if isinstance(value, list | tuple | dict):
        refuse(
            "date-unquoted-set",
            "a set of dates stands without quotation marks, so YAML reads a list",
            expected='a date between quotation marks: "[1926-05-14,1926-05-15]"',
            remedy="Put quotation marks around the whole set.",
        )
    return value


Date = Annotated[EdtfDate, BeforeValidator(_refuse_unquoted_set)]
"""An EDTF date (Library of Congress, 2019-02-04)."""


def _check_day(value: EdtfDate) -> EdtfDate:
    if not value.is_day:
        refuse("date-invalid", f"'{value}' is not a day", expected="a day such as 2026-11-22")
    return value


Day = Annotated[Date, AfterValidator(_check_day), WithJsonSchema(json_forms.DAY)]
"""A certain day."""

_NUMBER_FORM: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_DIGITS_AT_MOST: Final = 24


def _parse_number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or len(value) > _DIGITS_AT_MOST or not _NUMBER_FORM.fullmatch(value.strip()):
        refuse(
            "number-invalid",
            f"'{str(value)[:60]}' is not a number",
            expected="a whole number or an exact decimal such as 1120, 1,120 or 9.3",
            remedy="Write the figure alone; words such as 'about' have fields of their own (approximate, low, high).",
        )
    return Decimal(value.strip().replace(",", ""))


def _parse_degrees(value: object) -> Decimal:
    if isinstance(value, str) and re.search(r"[,°′″'NSEW]", value):
        refuse(
            "number-invalid",
            f"'{value[:60]}' is not a number of degrees",
            expected="decimal degrees with a point, such as 44.27 or -11.5",
            remedy="Write a point in place of the comma, and minutes as parts of a degree: 44°57′ is 44.95.",
        )
    return _parse_number(value)


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        refuse("value-range", f"{value} is negative", expected="zero or more", remedy="A count cannot be negative.")
    return value


def _within(limit: int, name: str) -> Callable[[Decimal], Decimal]:
    def validate(value: Decimal) -> Decimal:
        if abs(value) > limit:
            refuse(
                "value-range",
                f"the {name} {value} lies off the globe",
                expected=f"degrees from -{limit} to {limit}",
                remedy="Check the figure; latitude comes first in most sources.",
            )
        return value

    return validate


Quantity = Annotated[
    Decimal, BeforeValidator(_parse_number), AfterValidator(_not_negative), WithJsonSchema(json_forms.NUMBER)
]
"""A count or a share: a whole number or an exact decimal, never negative."""
Latitude = Annotated[
    Decimal,
    BeforeValidator(_parse_degrees),
    AfterValidator(_within(90, "latitude")),
    WithJsonSchema(json_forms.LATITUDE),
]
"""WGS 84, degrees, north positive."""
Longitude = Annotated[
    Decimal,
    BeforeValidator(_parse_degrees),
    AfterValidator(_within(180, "longitude")),
    WithJsonSchema(json_forms.LONGITUDE),
]
"""WGS 84, degrees, east positive."""

_LANGUAGE_FORM: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


def _check_language(value: str) -> str:
    if not _LANGUAGE_FORM.fullmatch(value):
        refuse(
            "language-invalid",
            f"'{value}' is no language tag",
            expected="a BCP 47 tag such as en, ru or sr-Latn",
            remedy="Write the tag of the language in lower case.",
        )
    return value


Language = Annotated[str, AfterValidator(_check_language), WithJsonSchema(json_forms.LANGUAGE)]
"""A BCP 47 tag: language, then script and region where needed."""


def _check_web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"']", value)
    except ValueError:
        good = False
    if not good:
        refuse(
            "url-invalid",
            f"'{value[:80]}' is not an address on the web",
            expected="an address that begins with https:// or http://",
            remedy="Copy the address from the browser's address field.",
        )
    return value


WebAddress = Annotated[str, AfterValidator(_check_web_address), WithJsonSchema(json_forms.ADDRESS)]
"""An `http` or `https` address."""


def _check_site_address(value: str) -> str:
    parts = urlsplit(_check_web_address(value))
    try:
        fault = "has a part that no site can be published under" if parts.port == 0 else ""
    except ValueError:
        fault = "has a port that does not exist"
    if "?" in value or "#" in value:
        fault = "has a query or an anchor"
    elif "//" in parts.path or {".", ".."} & set(unquote(parts.path).split("/")):
        fault = "has a path with an empty part or a full stop as a part"
    elif "@" in parts.netloc:
        fault = "has the name of a user"
    if fault:
        refuse(
            "url-invalid",
            f"'{value[:80]}' {fault}",
            expected="where the site is published: https://example.org/ or https://example.org/archive/",
            remedy="Write the address of the home page alone.",
        )
    return value if value.endswith("/") else f"{value}/"


SiteAddress = Annotated[str, AfterValidator(_check_site_address), WithJsonSchema(json_forms.ADDRESS)]
"""Address of a site's home page: `http` or `https`, without query and anchor, with a slash at its end (added)."""

_TRUTH: Final = {"true": True, "yes": True, "false": False, "no": False}


def _parse_truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value not in _TRUTH:
        refuse("value-choice", f"'{value}' is neither true nor false", expected="true or false")
    return _TRUTH[value]


Truth = Annotated[bool, BeforeValidator(_parse_truth), WithJsonSchema(json_forms.TRUTH)]
"""`true` or `false`."""


# Shared parts of records ----------------------------------------------------------------------------------------


class Outside(Model):
    """Something that is not one of the archive's sources and is named only to explain a doubtful point."""

    name: Line
    """What it is, as a reader would look for it."""

    address: Line | None = None
    """Where it was seen; an address may be shortened with an ellipsis."""

    strength: Literal["high", "medium", "low"] | None = None
    """How far it can be trusted: high is official or scholarly, or several that do not depend on each other."""


class FieldEvidence(Model):
    """Citation and note of one field, where they differ from the record's."""

    cite: Cite = ()
    note: Markdown | None = None


NAME_TYPES: Final = ("preferred", "variant", "former", "slip")
"""The types of names, in the order in which they are shown."""


class Name(Model):
    """One name of a thing, in one language and one spelling."""

    text: Line
    """The name as it is shown."""

    lang: Language = "en"
    """Language of this form; where it is not said, reading puts that of the archive here."""

    type: Literal["preferred", "variant", "former", "slip"] = "variant"
    """A slip is found by search and not repeated. Where no name is marked as preferred, the first one is."""

    sort: Line | None = None
    """How the name is filed, where that is not how it is written: `North, Ada`."""

    date: Date | None = None
    """When the name held."""

    cite: Cite = ()
    note: Line | None = None
    outside: Outside | None = None
    """Where the form was seen, if in none of the archive's sources."""


def _check_names(names: tuple[Name, ...]) -> tuple[Name, ...]:
    preferred = [name for name in names if name.type == "preferred"]
    if len(preferred) > 1:
        refuse(
            "value-choice",
            f"two names are preferred: '{preferred[0].text}' and '{preferred[1].text}'",
            expected="one preferred name",
            remedy="Make the other one a variant.",
        )
    if not preferred:
        names = (names[0].model_copy(update={"type": "preferred"}), *names[1:])
    return names


def _name_from_text(value: object) -> object:
    if isinstance(value, list | tuple):
        return [{"text": item} if isinstance(item, str) else item for item in value]  # pyright: ignore[reportUnknownVariableType] - input of unknown shape, checked by the next validator
    return value


Names = Annotated[
    tuple[Name, ...],
    Field(min_length=1),
    BeforeValidator(_name_from_text, json_schema_input_type=Annotated[tuple[Name | Line, ...], Field(min_length=1)]),
    AfterValidator(_check_names),
]
"""All names of a thing; exactly one is preferred. A plain text is short for `{text: ...}`."""
