"""The archive: everything that content holds, read, typed and immutable.

`Archive` is what all views are made from. Its settings come from `content/archive.yml`; chapters, pages and the home
page are Markdown with front matter; records are YAML; sources are CSL-YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Final, Generic, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kalmyk_site.records.fields import (
    ChapterId,
    Date,
    Day,
    EventRef,
    Id,
    Kind,
    Language,
    Latitude,
    Line,
    Longitude,
    Markdown,
    Model,
    PageId,
    PageRef,
    PlaceRef,
    SiteAddress,
    StatisticRef,
    Target,
    Truth,
    WebAddress,
    refuse,
)
from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import FINDING_CODES, SETTABLE_FAMILIES, Origin
from kalmyk_site.records.kinds import Record
from kalmyk_site.records.pictures import Measure, Picture
from kalmyk_site.records.sources import Source
from kalmyk_site.records.yaml_tree import YamlNode, find


class Part(Model):
    """A part of the book: a folder of chapters in reading order."""

    folder: Id
    """Folder under `content/`, and first part of the chapters' addresses."""

    title: Line
    chapters: tuple[Id, ...] = ()
    """File names without `.md`, in reading order."""


class Choice(Model):
    """One entry of a short vocabulary."""

    id: Id
    title: Line


class DisagreementsGroup(Choice):
    """A group of points at which the sources disagree."""

    table: Truth = False
    """Show its points in one table, for small matters such as spellings."""


class MapExtent(Model):
    """A part of the globe that a map shows at least, in degrees."""

    west: Longitude
    east: Longitude
    south: Latitude
    north: Latitude

    @model_validator(mode="after")
    def _in_order(self) -> MapExtent:
        if self.west >= self.east or self.south >= self.north:
            refuse(
                "value-range",
                "the extent has no area",
                expected="west less than east, and south less than north",
                remedy="Exchange the two; a map cannot go over the 180th meridian.",
            )
        return self


class MapPanel(Model):
    """One map with circles: the parts of a statistic at their places."""

    total: StatisticRef
    """Each of its `parts` is drawn at its place."""

    without_place: StatisticRef | None = None
    """Those of whom no place is known, drawn beside the map."""

    note: Line | None = None
    """What readers must know of these circles."""


class MapLabel(Model):
    """A shorter name of a place, for maps on small screens."""

    place: PlaceRef
    label: Line


class Itinerary(Model):
    """An event whose parts are told as a journey, with a map of their places."""

    event: EventRef
    """Its parts, and their parts, are the stations."""

    extent: MapExtent
    note: Line | None = None
    """What readers must know of the stations."""


class MapSettings(Model):
    """The page of maps."""

    extent: MapExtent
    start: PlaceRef | None = None
    """The place that is drawn as a square, and from which distances are worked out."""

    panels: Annotated[tuple[MapPanel, ...], Field(min_length=1)]
    labels: tuple[MapLabel, ...] = ()
    itinerary: Itinerary | None = None


class Theme(Choice):
    """A theme of events, and their lane in the timeline."""

    accent: Truth = False
    """Draw its events in the second color; at most one theme of an archive has it."""


class Timeline(Model):
    """What the drawing of the timeline shows."""

    strips: Annotated[tuple[Date, ...], Field(min_length=1, max_length=3)]
    """The time that each strip shows, from the widest to the narrowest."""


class License(Model):
    """Under which terms the archive's own texts stand."""

    name: Line
    address: WebAddress


def _check_branch(value: str) -> str:
    if re.search(r"[\s~^:?*\[\\\]]|\.\.|^[-/]|/$", value):
        refuse("value-choice", f"'{value}' is not the name of a branch", expected="a name such as main")
    return value


def _check_folder(value: str) -> str:
    folder = value.strip("/")
    if {"", ".", ".."} & set(folder.split("/")) or "\\" in folder:
        refuse(
            "value-choice",
            f"'{value}' is not a folder of the repository",
            expected="the way from the top of the repository to the folder with mkdocs.yml, such as archives/flood",
            remedy="Write the folder, or leave the field out where the archive stands at the top.",
        )
    return folder


def _check_form(value: str) -> str:
    if "{path}" not in value or re.search(r"\{(?!(?:branch|path|line)\})|[\s<>\"']", value):
        refuse(
            "url-invalid",
            f"'{value[:80]}' does not say where a file can be edited",
            expected="an address with {path}, and perhaps {branch} and {line}: https://git.example/edit/{branch}/{path}",
            remedy="Open a file in the editor of the host, and put {path} in place of its path in that address.",
        )
    return value


def _check_report(value: str) -> str:
    if "{address}" not in value or re.search(r"\{(?!address\})|[\s<>\"']", value):
        refuse(
            "url-invalid",
            f"'{value[:80]}' does not say where an error is reported",
            expected="an address with {address}: https://forms.example/flood?statement={address}",
            remedy="Put {address} where the form takes the address of the statement.",
        )
    return value


class Repository(Model):
    """Where the content is kept, so that a page can lead to its file."""

    address: WebAddress
    branch: Annotated[Line, AfterValidator(_check_branch)] = "main"
    folder: Annotated[Line, AfterValidator(_check_folder)] = ""
    """The way from the top of the repository to the archive; empty where it stands at the top."""

    edit: Annotated[WebAddress, AfterValidator(_check_form)] | None = None
    """Address at which a file is edited, with `{path}`, `{branch}` and `{line}`; for hosts whose name does not tell."""

    report: Annotated[WebAddress, AfterValidator(_check_report)] | None = None
    """Address at which readers report an error, with `{address}`, the statement's; for hosts of another kind."""

    issues: Truth = True
    """Whether readers can write issues there."""


def _repository_from_text(value: object) -> object:
    return {"address": value} if isinstance(value, str) else value


_SETTABLE: Final = [code for code, about in FINDING_CODES.items() if about.family in SETTABLE_FAMILIES]


class Settings(Model):
    """All that is particular to one archive: `content/archive.yml`."""

    title: Line
    subtitle: Line | None = None
    description: Line
    """One sentence for search engines and link previews."""

    language: Language = "en"
    address: SiteAddress | None = None
    """Where the site is published, with its path: `https://example.org/archive/`."""

    repository: Annotated[
        Repository | None,
        BeforeValidator(_repository_from_text, json_schema_input_type=Repository | WebAddress | None),
    ] = None
    editors: Line
    """Who answers for the archive, as citations of it name them."""

    contact: Line | None = None
    """How to reach the editors."""

    license: License
    founding_documents: tuple[Id, ...] = ()
    """Keys of the sources through which the archive knows all others."""

    parts: tuple[Part, ...] = ()
    reading_order: tuple[Line, ...] = ()
    """Chapters (`history/operation`) in the order of the book, where that is not the order of the parts."""

    menu: tuple[PageRef, ...] = ()
    about: tuple[Id, ...] = ()
    """Pages of `content/about/` in the order of their index."""

    themes: tuple[Theme, ...] = ()
    timeline: Timeline | None = None
    """Without it the strips of the timeline are chosen from the dates of the events."""

    disagreements: tuple[DisagreementsGroup, ...] = ()
    """Groups of disagreements in the order in which they are shown."""

    key_numbers: tuple[StatisticRef, ...] = ()
    map: MapSettings | None = None
    """Without it there is no page of maps."""

    abbreviations: tuple[Line, ...] = ()
    """Abbreviations that end no sentence: `No.`, `St.`"""

    severities: Annotated[
        Mapping[str, Literal["error", "warning", "information"]],
        Field(json_schema_extra={"propertyNames": {"enum": [*_SETTABLE]}}),
    ] = {}
    intros: Mapping[Kind, Line] = {}
    """What stands above the list of a kind, where the interface's own words do not say what readers must know."""

    missing: Line | None = None
    """What readers look for in vain in this archive; shown where a search finds nothing, and for a wrong address."""

    changed: Day
    """Day of the last change to the archive; pages without a day of their own take it."""

    @property
    def chapter_order(self) -> tuple[str, ...]:
        """Ids of all chapters that the parts list, in reading order."""
        listed = dict.fromkeys(f"{part.folder}/{name}" for part in self.parts for name in part.chapters)
        ordered = dict.fromkeys(name for name in self.reading_order if name in listed)
        return tuple(ordered | listed)


class FrontMatter(Model):
    """What stands above the text of every Markdown file."""

    title: Line
    description: Line | None = None
    lang: Language | None = None
    changed: Day | None = None
    exempt_numbers: tuple[Line, ...] = ()
    """Numbers of this text that need neither a citation nor a link: `"500"`."""


class PageMatter(FrontMatter):
    """What stands above a page about the archive."""

    former_ids: tuple[PageId, ...] = ()
    """Ids that it had before: its old addresses lead to it."""

    draft: Truth = False
    """Keep it out of the site and of every export."""


class ChapterMatter(FrontMatter):
    """What stands above a chapter."""

    former_ids: tuple[ChapterId, ...] = ()
    """Ids that it had before: its old addresses lead to it."""

    draft: Truth = False
    """Keep it out of the site and of every export."""

    dates: Date | None = None
    """The time that the chapter tells of."""

    summary: Markdown | None = None
    """Three sentences, with their citations."""

    content_note: Line | None = None
    """One line of warning where deaths are told."""

    notice: Markdown | None = None
    """What a reader must know of the chapter's sources."""


class HomeMatter(FrontMatter):
    """What stands above the home page."""

    facts: Markdown | None = None
    """The facts of the whole in one cited block, as a definition list."""

    questions: Annotated[tuple[Markdown, ...], Field(max_length=5)] = ()
    """Links that lead on, each a question."""

    missing: Markdown | None = None
    """What is unknown."""


Matter_co = TypeVar("Matter_co", bound=FrontMatter, covariant=True)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Prose(Generic[Matter_co]):
    """A Markdown file: its front matter and its text."""

    target: Target
    """`chapter:history/beginnings`, `page:about/method` or `page:home`."""

    matter: Matter_co
    body: str
    """The Markdown below the front matter."""

    body_offset: int
    """Where `body` begins in the file's text, in characters."""

    file: ContentFile

    @property
    def label(self) -> str:
        """The title."""
        return self.matter.title


Chapter = Prose[ChapterMatter]
AboutPage = Prose[PageMatter]
HomePage = Prose[HomeMatter]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a record or the front matter of a text stands."""

    file: ContentFile
    node: YamlNode

    def origin(self, *path: str | int) -> Origin:
        """Place of the value at `path`, or of the deepest node on the way to it that exists."""
        node = find(self.node, path)
        return self.file.origin(node.line, node.column)


@dataclass(frozen=True)
class Archive:
    """Everything that `content/` holds."""

    settings: Settings
    home: HomePage
    chapters: Mapping[str, Chapter]
    """By id (`history/beginnings`), in reading order."""

    pages: Mapping[str, AboutPage]
    """By name (`about/method`), in the order of `archive.yml`."""

    records: Mapping[str, Mapping[str, Record]]
    """By kind, then by id, both in order of the kinds and of the ids."""

    sources: Mapping[str, Source]
    """By key, in order of the keys."""

    located: Mapping[Target, Located]
    """Where each record, source, picture and front matter stands; `page:archive` is `archive.yml` itself."""

    pictures: Mapping[str, Picture]
    """What `media.yml` says of each picture, by its path (`media/boats.jpg`), in the order of that list."""

    media: Mapping[str, Measure]
    """The files of `content/media/` by their path, in the order of the paths."""

    broken: frozenset[Target] = field(default=frozenset())
    """What content names but could not be read; references to it are not reported a second time."""

    def all_records(self) -> Iterator[Record]:
        """Every record but sources, by kind and id."""
        for by_id in self.records.values():
            yield from by_id.values()

    def find_record(self, target: Target) -> Record | None:
        """The record that `target` names; None for sources, chapters, pages and what does not exist."""
        return self.records.get(target.kind, {}).get(target.id)

    def records_of(self, model: type[R]) -> tuple[R, ...]:
        """All records of one kind, by id."""
        return tuple(record for record in self.records.get(model.kind, {}).values() if isinstance(record, model))

    def get(self, model: type[R], target: Target) -> R:
        """The record of type `model` that `target` names.

        Raises:
            KeyError: there is none; after a reading without errors every reference has one.
        """
        record = self.records[model.kind][target.id]
        if not isinstance(record, model):
            raise KeyError(target)
        return record

    @cached_property
    def drafts(self) -> frozenset[Target]:
        """What is kept out of the site."""
        prose = (text for text in (*self.chapters.values(), *self.pages.values()) if text.matter.draft)
        return frozenset(
            (
                *(text.target for text in prose),
                *(record.target for record in self.all_records() if record.draft),
                *(source.target for source in self.sources.values() if source.custom.draft),
            )
        )

    @cached_property
    def former(self) -> Mapping[Target, Target]:
        """What things are called now, by what they were called; where two were called so, the first of them."""
        found: dict[Target, Target] = {}
        for target, former_ids in self.claimed_ids():
            for former in former_ids:
                found.setdefault(Target(target.kind, former), target)
        return found

    def claimed_ids(self) -> Iterator[tuple[Target, tuple[str, ...]]]:
        """What has former ids, with these, in reading order."""
        for text in (*self.chapters.values(), *self.pages.values()):
            if text.matter.former_ids:
                yield text.target, text.matter.former_ids
        for record in self.all_records():
            if record.former_ids:
                yield record.target, record.former_ids
        for source in self.sources.values():
            if source.custom.former_ids:
                yield source.target, source.custom.former_ids

    @cached_property
    def reading_order(self) -> tuple[Chapter, ...]:
        """All chapters, as a reader of the whole would take them."""
        return tuple(self.chapters.values())
