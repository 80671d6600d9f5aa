"""The kinds of record that the archive holds, one frozen type each.

A record says what the sources say of one thing and nothing more. Ten kinds stand here; the eleventh, the source, is a
CSL item and has a module of its own (`sources`). What every field means is told, with an example, in `docs/fields.md`;
units and bounds stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from kalmyk_site.records.fields import (
    ActorRef,
    AnyRef,
    Cite,
    Date,
    Day,
    EventRef,
    FieldEvidence,
    GroupRef,
    Id,
    Latitude,
    LawRef,
    Line,
    Longitude,
    Markdown,
    Model,
    Name,
    Names,
    OrganizationRef,
    Outside,
    PersonRef,
    PlaceRef,
    Quantity,
    Short,
    StatisticRef,
    Target,
    Truth,
    refuse,
)
from kalmyk_site.records.json_forms import LINE, TEXT, Form, given, one_of

_POINT: Final = ("lat", "lon", "precision", "point_from")


def _schema(rules: Form) -> ConfigDict:
    """What a model adds to its JSON Schema: the part of its validator that a schema can say."""
    return ConfigDict(json_schema_extra=rules)


class Record(Model):
    """What every kind of record has."""

    kind: ClassVar[str]
    """The kind's name in links and YAML."""

    bare: ClassVar[frozenset[str]] = frozenset(
        {"id", "cite", "see", "changed", "former_ids", "draft", "field_evidence"}
    )
    """Fields that say nothing of the thing itself, or whose parts each have a `cite`: `{value, cite, note}` is no value
    of theirs."""

    id: Id
    text: Markdown | None = None
    """What the sources say of it, in Markdown."""

    cite: Cite = ()
    """What all fields rest on that have no citation of their own."""

    see: tuple[AnyRef, ...] = ()
    """Related records, chapters and pages."""

    changed: Day | None = None
    """Day of the last change that readers should know of."""

    former_ids: tuple[Id, ...] = ()
    """Ids that it had before: its old addresses lead to it."""

    draft: Truth = False
    """Keep it out of the site and of every export."""

    field_evidence: Mapping[str, FieldEvidence] = {}
    """Citations and notes of single fields, written as `{value, cite, note}` in place of the value."""

    @property
    def label(self) -> str:
        """Title or preferred name."""
        raise NotImplementedError

    @property
    def sort_label(self) -> str:
        """The label as it is filed."""
        return self.label

    @property
    def target(self) -> Target:
        """What links to this record write."""
        return Target(self.kind, self.id)

    @classmethod
    def evidence_fields(cls) -> tuple[str, ...]:
        """The fields that can have a citation and a note of their own."""
        return tuple(name for name in cls.model_fields if name not in cls.bare)


class TitledRecord(Record):
    """A record known by a title that the editors gave it."""

    bare = Record.bare | {"title"}
    title: Line

    @property
    def label(self) -> str:
        """The title."""
        return self.title


class NamedRecord(Record):
    """A record known by the names that its sources give it."""

    names: Names

    @property
    def preferred_name(self) -> Name:
        """The name that the archive uses."""
        return next(name for name in self.names if name.type == "preferred")

    @property
    def label(self) -> str:
        """The preferred name."""
        return self.preferred_name.text

    @property
    def sort_label(self) -> str:
        """The preferred name as it is filed."""
        return self.preferred_name.sort or self.label


class Event(TitledRecord):
    """Something that happened; a speech too."""

    kind: ClassVar[str] = "event"
    bare = TitledRecord.bare | {"short", "themes"}
    short: Short | None = None
    """The title in a few words, for the label of a drawing; without it drawings name the event only on demand."""

    date: Date
    date_as_written: Line | None = None
    """The date as the source prints it, where `date` is not simply that."""

    places: tuple[PlaceRef, ...] = ()
    people: tuple[PersonRef, ...] = ()
    organizations: tuple[OrganizationRef, ...] = ()
    groups: tuple[GroupRef, ...] = ()
    laws: tuple[LawRef, ...] = ()
    themes: tuple[Id, ...] = ()
    """Ids of the vocabulary in `archive.yml`."""

    part_of: EventRef | None = None


class Role(Model):
    """What a person was or did, for whom and when."""

    role: Line
    organization: OrganizationRef | None = None
    date: Date | None = None
    cite: Cite = ()


class Person(NamedRecord):
    """Anyone named as an actor."""

    kind: ClassVar[str] = "person"
    born: Date | None = None
    died: Date | None = None
    roles: tuple[Role, ...] = ()


class Organization(NamedRecord):
    """A body that acts: an office, an army, a party, a court, a committee."""

    kind: ClassVar[str] = "organization"
    type: Line | None = None
    founded: Date | None = None
    dissolved: Date | None = None
    part_of: OrganizationRef | None = None


class Group(NamedRecord):
    """A people or nation."""

    kind: ClassVar[str] = "group"
    part_of: GroupRef | None = None


class Place(NamedRecord):
    """From a railway town to a republic; a monument too."""

    model_config = _schema({"if": one_of(*(given(name) for name in _POINT)), "then": given(*_POINT)})
    kind: ClassVar[str] = "place"
    bare = NamedRecord.bare | {*_POINT}
    type: Line | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: Literal["point", "region", "country"] | None = None
    """What the point stands for: the place itself, a region's or a country's middle."""

    point_from: Line | None = None
    """Dataset of the point and what the point stands for."""

    within: PlaceRef | None = None

    @model_validator(mode="after")
    def _whole_point(self) -> Place:
        given = [self.lat is not None, self.lon is not None, self.precision is not None, self.point_from is not None]
        if any(given) and not all(given):
            refuse(
                "field-missing",
                f"the point of '{self.id}' is incomplete",
                expected="lat, lon, precision and point_from together",
                remedy="Give all four or none.",
            )
        return self


class Law(TitledRecord):
    """A decree, resolution, statute or declaration."""

    kind: ClassVar[str] = "law"
    number: Line | None = None
    """As printed."""

    issued: Date
    published: Line | None = None
    """Whether and where it was made public, in words."""

    by: tuple[OrganizationRef, ...] = ()
    signed_by: tuple[PersonRef, ...] = ()
    effect: Markdown | None = None
    repeals: tuple[LawRef, ...] = ()


class Estimate(Model):
    """One value given for a statistic, by one who counted, for one date."""

    model_config = _schema(
        {
            "oneOf": [given("value"), one_of(given("low"), given("high"))],
            "if": {"properties": {"rank": {"enum": ["preferred", "deprecated"]}}, "required": ["rank"]},
            "then": given("reason"),
        }
    )
    value: Quantity | None = None
    low: Quantity | None = None
    """Lower bound: "more than 13,000" is `low: 13000` with no `high`."""

    high: Quantity | None = None
    approximate: Truth = False
    rounds: Quantity | None = None
    """The value of another estimate of this statistic of which this one is the rounded form."""

    as_written: Line | None = None
    """The words of the source, where they are more than the figure."""

    date: Date | None = None
    counted_by: Literal["state record", "state estimate", "census", "scholar", "witness", "this archive", "not stated"]
    cite: Cite = ()
    note: Markdown | None = None
    rank: Literal["normal", "preferred", "deprecated"] = "normal"
    reason: Line | None = None
    """Why the rank is not normal."""

    @model_validator(mode="after")
    def _one_quantity(self) -> Estimate:
        bounds = self.low is not None or self.high is not None
        if (self.value is None) != bounds:
            refuse(
                "field-missing" if self.value is None else "value-choice",
                "an estimate has either a value or bounds",
                expected="value, or low and high (either may be left out)",
                remedy="Give the one or the other.",
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            refuse("value-range", f"low {self.low} is more than high {self.high}", expected="low at most high")
        if self.rank != "normal" and not self.reason:
            refuse(
                "field-missing",
                f"the rank '{self.rank}' has no reason",
                expected="reason: one line",
                remedy="Say why, or leave the rank out.",
            )
        return self


class Share(Model):
    """What a share is a share of."""

    of: StatisticRef
    """The part."""

    in_: Annotated[StatisticRef, Field(alias="in")]
    """The whole."""


class Company(Model):
    """Which other statistics are drawn with one, and how. What may share its axis is checked, not believed."""

    beside: tuple[StatisticRef, ...] = ()
    """Statistics of equal measure, population, territory, period and unit: on the same axis."""

    apart: tuple[StatisticRef, ...] = ()
    """Statistics that a reader might add to this one, and must not: below the drawing, on no shared axis."""

    against: StatisticRef | None = None
    """What the sum of the parts is measured against, in the same unit, where that is not this statistic itself."""

    rest: StatisticRef | None = None
    """The statistic that holds what the parts leave of the whole."""


class Statistic(TitledRecord):
    """One quantity: equal measure, population, territory and unit."""

    kind: ClassVar[str] = "statistic"
    bare = TitledRecord.bare | {"short", "estimates", "parts", "share_of", "drawing"}
    short: Line | None = None
    """What it counts in a few words, where drawings and sums have no room for the question: `in agriculture`."""

    measure: Line
    """What is counted: deaths, people counted, families."""

    population: Line
    """Of whom."""

    territory: Line
    """Where."""

    places: tuple[PlaceRef, ...] = ()
    """The places of the territory; a number with one place can be drawn on a map."""

    period: Line | None = None
    """When, in words; the dates of single estimates stand there."""

    unit: Line
    """people, families, percent, kilograms."""

    estimates: Annotated[tuple[Estimate, ...], Field(min_length=1)]
    parts: tuple[StatisticRef, ...] = ()
    """Statistics that should add up to this one."""

    share_of: Share | None = None
    drawing: Company | None = None

    @model_validator(mode="after")
    def _in_company_once(self) -> Statistic:
        if self.drawing is None:
            return self
        named = [self.target, *self.drawing.beside, *self.drawing.apart]
        twice = next((target for target in named if named.count(target) > 1), None)
        if twice is not None:
            refuse(
                "value-choice",
                f"the drawing names '{twice.id}' twice",
                expected="other statistics, each in one list",
                remedy="Name it under 'beside' or under 'apart'.",
            )
        if not self.parts and (self.drawing.against or self.drawing.rest):
            refuse(
                "field-missing",
                "the drawing has something for parts, and there are none",
                expected="parts, where 'against' or 'rest' stand",
                remedy="Name the parts, or take 'against' and 'rest' out.",
            )
        return self


class Response(Model):
    """What was said against a claim, or in its support."""

    by: tuple[ActorRef, ...] = ()
    text: Markdown
    cite: Cite = ()


Category = Literal["accusation by the state", "motive ascribed", "characterization", "legal finding", "assessment"]
"""What a claim is."""

CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
"""The categories in the order in which pages show them."""


class Claim(TitledRecord):
    """An accusation or a judgement, with who made it."""

    kind: ClassVar[str] = "claim"
    bare = TitledRecord.bare | {"category", "responses"}
    category: Category
    made_by: tuple[ActorRef, ...] = ()
    date: Date | None = None
    responses: tuple[Response, ...] = ()


class Reading(Model):
    """What one source says at a point of disagreement."""

    model_config = _schema({"oneOf": [given("cite"), given("outside")]})
    says: Markdown
    cite: Cite = ()
    outside: Outside | None = None

    @model_validator(mode="after")
    def _cited_or_outside(self) -> Reading:
        if bool(self.cite) == (self.outside is not None):
            refuse(
                "field-missing" if not self.cite else "value-choice",
                "a reading rests either on a citation or on something outside the archive's sources",
                expected="cite, or outside with name and address",
                remedy="Give the one or the other.",
            )
        return self


def _as_lines(value: object) -> object:
    return tuple(value.strip().splitlines()) if isinstance(value, str) else value


class Discrepancy(TitledRecord):
    """A point at which the sources disagree with each other, with the calendar or with arithmetic."""

    kind: ClassVar[str] = "discrepancy"
    bare = TitledRecord.bare | {
        *("about", "category", "weight", "readings", "working", "note", "status", "settled_by"),
    }
    about: Annotated[tuple[AnyRef, ...], Field(min_length=1)]
    category: Id
    """Id of a group of disagreements in `archive.yml`: what is at stake."""

    weight: Literal["high", "medium", "low"]
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]
    working: Annotated[
        tuple[Line, ...],
        BeforeValidator(_as_lines),
        WithJsonSchema(one_of({"type": "array", "items": LINE}, TEXT)),
    ] = ()
    """Sums done by hand, one a line: `93,139 - 83,688 = 9,451`."""

    note: Markdown
    """The editors' note: at most three sentences; what would settle the matter is printed as its end."""

    status: Literal["open", "likely explained", "explained"]
    settled_by: Line | None = None
    """Which document would settle it."""


class Term(NamedRecord):
    """A glossary entry."""

    kind: ClassVar[str] = "term"
    definition: Markdown


KINDS: Final[Mapping[str, type[Record]]] = {
    model.kind: model for model in (Event, Person, Organization, Group, Place, Law, Statistic, Claim, Discrepancy, Term)
}
"""The type of each kind that lives in `content/records/`."""

FOLDERS: Final[Mapping[str, str]] = {
    "event": "events",
    "person": "people",
    "organization": "organizations",
    "group": "groups",
    "place": "places",
    "law": "laws",
    "statistic": "statistics",
    "claim": "claims",
    "discrepancy": "discrepancies",
    "term": "terms",
}
"""Folder of each kind under `content/records/`."""
