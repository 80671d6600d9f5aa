"""Sources: the works that the archive cites, as CSL items.

The list stands in `content/sources.yml` in the form that Pandoc reads unchanged: every field but `custom` is a
variable of CSL 1.0.2 under its CSL name. What is the archive's own stands under `custom`, which Pandoc passes over.

Faults that only a look at the work can settle (check digits, the form of a DOI, years that cannot be) are no matter
of type: the model takes the values as they are, and the bibliography check reports them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from kalmyk_site.records.fields import (
    Cite,
    Date,
    Day,
    Id,
    Line,
    Markdown,
    Model,
    Target,
    Truth,
    WebAddress,
    refuse,
)
from kalmyk_site.records.json_forms import Form, given, one_of, whole_form

CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""The types of CSL 1.0.2."""

Nature = Literal["encyclopedia", "blog", "testimony", "press", "report", "scholarship"]
"""What kind of witness a work is. Given only where its title or type shows it."""


class CslModel(Model):
    """Base of what Pandoc reads as well: fields go by their CSL names alone, since it knows no others."""

    model_config = ConfigDict(populate_by_name=False)


# Names and dates ------------------------------------------------------------------------------------------------


class CslName(CslModel):
    """The name of a person, or of a body that acts as one.

    A person has `family` and `given`; a body, or a name that has no such parts, stands in `literal`.
    """

    family: Line = ""
    given: Line = ""
    suffix: Line = ""
    """`Jr.`, `III`: shown after the name, in no order of sorting."""

    non_dropping_particle: Line = Field(default="", alias="non-dropping-particle")
    """Part of the family name that stays when the given name goes: `van` in `van Goethem`."""

    dropping_particle: Line = Field(default="", alias="dropping-particle")
    """Goes with the given name: `von` in `Alexander von Humboldt`."""

    comma_suffix: Truth = Field(default=False, alias="comma-suffix")
    """Whether a comma stands before the suffix even after a name in its usual order."""

    literal: Line = ""
    """The whole name as it is printed."""

    @property
    def key(self) -> str:
        """Family name or whole name: what a short reference shows."""
        return self.literal or " ".join(part for part in (self.non_dropping_particle, self.family) if part)

    @property
    def full(self) -> str:
        """The name in its usual order: `Galina Mikhailovna Ivanova`."""
        if self.literal:
            return self.literal
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


DateParts = Annotated[
    tuple[int, ...],
    Field(max_length=3),
    WithJsonSchema({"type": "array", "items": whole_form(-9999), "maxItems": 3}),
]
"""Year, month, day, as far as known. A year of 0 as the second date leaves a range open."""


def _parts_by_name(schema: Form) -> None:
    """Year, month and day as fields of their own, which `_read_date` brings into date parts."""
    schema["properties"] |= {
        name: {"description": f"The {name}, in place of date-parts.", **whole_form(least)}
        for name, least in (("year", -9999), ("month", 1), ("day", 1))
    }


class CslDate(CslModel):
    """A date of a work: one date or a range of two, or words where the date is no date."""

    model_config = ConfigDict(json_schema_extra=_parts_by_name)
    date_parts: Annotated[tuple[DateParts, ...], Field(max_length=2)] = Field(default=(), alias="date-parts")
    """The date, or first and last date. Proleptic Gregorian calendar, not checked."""

    season: Annotated[int, Field(ge=1, le=4), WithJsonSchema(whole_form(1, 4))] | None = None
    """1 spring to 4 winter; in place of a month."""

    circa: Truth = False
    """Whether the date is approximate. Shown nowhere: the style has no place for it."""

    literal: Line = ""
    """A date in words; shown as it is."""

    edtf: Line = ""
    """The text, where the date was written as one (`issued: 1996-05`). No field of its own in YAML."""

    @property
    def year(self) -> int | None:
        """Year of the first date."""
        return self.date_parts[0][0] if self.date_parts else None

    @property
    def month(self) -> int | None:
        """Month of the first date, 1 to 12; 13 and above are seasons, as Pandoc counts them."""
        return self.date_parts[0][1] if self.date_parts and len(self.date_parts[0]) > 1 else None

    @property
    def day(self) -> int | None:
        """Day of the first date."""
        return self.date_parts[0][2] if self.date_parts and len(self.date_parts[0]) > 2 else None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.date_parts or self.literal or self.season)


_EDTF_POINT: Final = re.compile(r"(-?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?", re.ASCII)


def _edtf_parts(text: str) -> list[list[int]]:
    """Date parts of EDTF as Pandoc reads it for works: days, months, years and ranges; empty where it reads none."""
    ends = text.split("/")
    if len(ends) > 2:
        return []
    parts: list[list[int]] = []
    for number, end in enumerate(ends):
        if number and end.strip() in {"", "..", "open", "unknown"}:
            parts.append([0])
            continue
        match = _EDTF_POINT.fullmatch(end.strip())
        if match is None:
            return []
        year = int(match[2])
        # Astronomical years have a year 0, years BC have none.
        known = [-year - 1 if match[1] else year, *(int(group) for group in match.groups()[2:] if group)]
        parts.append(known)
    return parts


def _mapping(value: object) -> Mapping[object, object] | None:
    return value if isinstance(value, Mapping) else None  # pyright: ignore[reportUnknownVariableType] - keys and values are looked at one by one


def _sequence(value: object) -> Sequence[object] | None:
    return value if isinstance(value, list | tuple) else None  # pyright: ignore[reportUnknownVariableType] - items are looked at one by one


def _read_date(value: object) -> object:
    """Bring the forms that Pandoc accepts (EDTF text, `date-parts`, `year` and `month` and `day`) into one."""
    if isinstance(value, str):
        return {"edtf": value, "date-parts": _edtf_parts(value)}
    given = _mapping(value)
    if given is None:
        return value
    if "edtf" in given:
        refuse(
            "field-unknown",
            "a date has no field 'edtf'",
            expected="date-parts, or the date as one text",
            remedy="Write the text right after the name of the date: 'issued: 1996-05'.",
        )
    if "year" in given and "date-parts" not in given:
        if "day" in given and "month" not in given:
            refuse(
                "date-invalid",
                "the date has a day and no month",
                expected="{year: 1996, month: 5, day: 23}",
                remedy="Add the month, or take the day out.",
            )
        parts = [given[name] for name in ("year", "month", "day") if name in given]
        rest = {key: item for key, item in given.items() if key not in {"year", "month", "day"}}
        return {**rest, "date-parts": [parts]}
    points = _sequence(given.get("date-parts"))
    return value if points is None else {**given, "date-parts": [point for point in points if point not in ([], ())]}


def _read_names(value: object) -> object:
    """Bring the forms that Pandoc accepts (a list, one name, a name as one text) into one."""
    if value is None:
        return ()
    items = _sequence(value)
    listed = [value] if items is None else items
    return [{"literal": item} if isinstance(item, str) else item for item in listed]


Names = Annotated[
    tuple[CslName, ...],
    BeforeValidator(_read_names, json_schema_input_type=tuple[CslName | Line, ...] | CslName | Line),
]
"""Names in the order of the title page."""

PublicationDate = Annotated[CslDate, BeforeValidator(_read_date, json_schema_input_type=CslDate | Line)]
"""A CSL date or EDTF text."""


# What is the archive's own --------------------------------------------------------------------------------------


class Identifiers(Model):
    """Identifiers that CSL has no variable for. ISBN, ISSN and DOI are variables of their own."""

    LCCN: Line = ""
    """Library of Congress Control Number, without hyphen or spaces."""

    OCLC: Line = ""
    """Number in WorldCat."""

    JSTOR: Line = ""
    """Stable number in JSTOR."""

    S2CID: Line = ""
    """Semantic Scholar corpus id."""


class SourceCheck(Model):
    """One comparison of a cited page with the work itself. A citation with this locator then counts as compared."""

    locator: Line
    """The place as citations write it, without the key: `65-66`, `chap. 3`."""

    by: Line
    """Who compared."""

    on: Date
    """Day of the comparison, EDTF."""

    result: Line
    """What was found, in a few words."""


class SourceNote(Model):
    """A numbered note of a work that is itself known through its notes, as an encyclopedia article is."""

    number: Annotated[int, Field(ge=1), WithJsonSchema(whole_form(1))]
    """As printed."""

    cites: Annotated[Cite, Field(min_length=1, json_schema_extra={"minItems": 1})]
    """What the note cites, in the archive's citation syntax: `"@smith1996, p. 58"`."""


class SourceCustom(Model):
    """What the archive says of a work beyond its bibliographic description."""

    identifiers: Identifiers = Identifiers()
    nature: Nature | None = None
    """Absent where neither title nor type shows it."""

    cited_via: tuple[Id, ...] = ()
    """Keys of the works through which the archive knows this one."""

    checked: tuple[SourceCheck, ...] = ()
    """Pages that were compared with the work. Empty: none was."""

    notes: tuple[SourceNote, ...] = ()
    """The work's own notes, by number."""

    name_as: Line | None = None
    """What running words call the work, where they name it often: `the article`."""

    text: Markdown | None = None
    """What the editors have to say of the work, in Markdown."""

    changed: Day | None = None
    """Day of the last change that readers should know of."""

    former_ids: tuple[Id, ...] = ()
    """Keys that it had before: its old addresses lead to it."""

    draft: Truth = False
    """Keep it out of the site and of every export."""


NO_CUSTOM: Final = SourceCustom()
"""What a source has that says nothing under `custom`."""


# The source -----------------------------------------------------------------------------------------------------


class Source(CslModel):
    """A publication, page or file: a CSL item. Fields that are empty are not known."""

    model_config = ConfigDict(json_schema_extra=one_of(given("title"), given("author"), given("editor")))
    kind: ClassVar[str] = "source"
    """The kind's name in links and YAML."""

    id: Id
    """The key that citations write after `@`."""

    type: CslType
    title: Line = ""
    """As printed, slips and all; Pandoc's Markdown for quotation marks, emphasis and `[...]{.nocase}`."""

    author: Names = ()
    editor: Names = ()
    translator: Names = ()
    director: Names = ()
    illustrator: Names = ()
    composer: Names = ()
    interviewer: Names = ()
    recipient: Names = ()
    container_author: Names = Field(default=(), alias="container-author")
    collection_editor: Names = Field(default=(), alias="collection-editor")
    original_author: Names = Field(default=(), alias="original-author")
    reviewed_author: Names = Field(default=(), alias="reviewed-author")

    issued: PublicationDate | None = None
    accessed: PublicationDate | None = None
    submitted: PublicationDate | None = None
    original_date: PublicationDate | None = Field(default=None, alias="original-date")
    event_date: PublicationDate | None = Field(default=None, alias="event-date")

    container_title: Line = Field(default="", alias="container-title")
    """Journal, newspaper, site or book that holds the work."""

    collection_title: Line = Field(default="", alias="collection-title")
    """Series."""

    collection_number: Line = Field(default="", alias="collection-number")
    original_title: Line = Field(default="", alias="original-title")
    reviewed_title: Line = Field(default="", alias="reviewed-title")
    title_short: Line = Field(default="", alias="title-short")
    container_title_short: Line = Field(default="", alias="container-title-short")
    publisher: Line = ""
    publisher_place: Line = Field(default="", alias="publisher-place")
    original_publisher: Line = Field(default="", alias="original-publisher")
    original_publisher_place: Line = Field(default="", alias="original-publisher-place")
    volume: Line = ""
    issue: Line = ""
    number: Line = ""
    number_of_volumes: Line = Field(default="", alias="number-of-volumes")
    number_of_pages: Line = Field(default="", alias="number-of-pages")
    edition: Line = ""
    page: Line = ""
    """Pages of the work within its container: `149-151`."""

    section: Line = ""
    chapter_number: Line = Field(default="", alias="chapter-number")
    version: Line = ""
    status: Line = ""
    """Stands in place of a date: `forthcoming`."""

    genre: Line = ""
    """`Working paper`, `PhD diss.`"""

    medium: Line = ""
    scale: Line = ""
    dimensions: Line = ""
    event: Line = ""
    event_place: Line = Field(default="", alias="event-place")
    archive: Line = ""
    archive_collection: Line = ""
    archive_location: Line = ""
    """Shelf mark."""

    archive_place: Line = Field(default="", alias="archive-place")
    call_number: Line = Field(default="", alias="call-number")
    authority: Line = ""
    jurisdiction: Line = ""
    language: Line = ""
    """BCP 47 tag; several, with commas between them, where the work is in several languages: `ru, en`."""

    ISBN: Line = ""
    ISSN: Line = ""
    DOI: Line = ""
    """Without resolver: `10.1080/713677598`."""

    URL: WebAddress | None = None
    abstract: str = ""
    keyword: Line = ""
    note: str = ""
    custom: SourceCustom = NO_CUSTOM

    @property
    def label(self) -> str:
        """The title as printed."""
        return self.title

    @property
    def target(self) -> Target:
        """What links to this source write."""
        return Target(self.kind, self.id)

    @property
    def year(self) -> int | None:
        """Year of publication, the first where there are two; None where there is none."""
        return self.issued.year if self.issued else None

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages in which the work is written."""
        return tuple(tag for tag in re.split(r"[,;\s]+", self.language) if tag)

    @model_validator(mode="after")
    def _nameable(self) -> Source:
        if not (self.title or self.author or self.editor):
            refuse(
                "field-missing",
                f"the source '{self.id}' has neither a title nor an author nor an editor",
                expected="title, author or editor: a work must be called something",
                remedy="Add what the work is called or who made it.",
            )
        return self
