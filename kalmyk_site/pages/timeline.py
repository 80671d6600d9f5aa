"""The timeline: the drawing, and below it every dated event as a list that can be filtered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.facts import date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import joined
from kalmyk_site.pages.texts import Texts, use_anchor
from kalmyk_site.pages.time_drawing import TimeDrawing, Times
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Event, NamedRecord
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.index import TextKey


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of the list."""

    key: int
    """Number of the event, from 0, by which its marks are found."""

    year: str
    """Empty where it is not known."""

    repeats: bool
    """Whether the entry above has the same year."""

    date: Markup
    link: Markup
    sentence: Markup
    """The first sentence of its own text."""

    places: Markup
    themes: str
    theme_ids: str
    """Apart by spaces."""

    rests_on: Markup
    """Its sources, as an echo."""

    names: str
    """By what else it can be found: names that are not shown, folded."""


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme by which the list can be filtered."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Every dated event."""

    intro: str
    drawing: TimeDrawing | None
    themes: tuple[ThemeChoice, ...]
    count: str
    entries: tuple[TimelineEntry, ...]


def timeline_page(frame: Frame, times: Times) -> Page:
    """The timeline."""
    texts = Texts(frame, "timeline/")
    intro = frame.catalog("intro.timeline")
    return Page(
        address="timeline/",
        template="timeline.html",
        title=frame.title_of(Target("page", "timeline")),
        description=intro,
        view=lambda: TimelineView(
            intro=intro,
            drawing=times.drawing(texts),
            themes=tuple(ThemeChoice(theme.id, theme.title) for theme in frame.archive.settings.themes),
            count=frame.catalog("timeline.count", count=len(times.events)),
            entries=tuple(_entries(texts, times)),
        ),
    )


def fold(text: str) -> str:
    """`text` as the filter compares it: without case and accents. The script folds what readers type likewise."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each)[0] != "M")
    return " ".join(bare.lower().split())


def _entries(texts: Texts, times: Times) -> Iterator[TimelineEntry]:
    themes = {choice.id: choice.title for choice in texts.frame.archive.settings.themes}
    last = ""
    for key, event in enumerate(times.events):
        year = _first_year(texts.frame, event.date)
        sentence = _first_sentence(texts, event)
        places = joined(texts.echo(place) for place in event.places)
        yield TimelineEntry(
            key=key,
            year=year,
            repeats=year == last,
            date=date_html(texts, event.date),
            link=texts.echo(event.target),
            sentence=sentence,
            places=places,
            themes=", ".join(themes[theme] for theme in event.themes),
            theme_ids=" ".join(event.themes),
            rests_on=_rests_on(texts, event),
            names=_hidden_names(texts.frame, event, f"{event.title} {sentence.striptags()} {places.striptags()}"),
        )
        last = year


def _first_year(frame: Frame, date: EdtfDate) -> str:
    """The year in which something began, or the decade where no more is known; "" for an open or unknown start."""
    if date.open_start or date.unknown_start:
        return ""
    start = date.start or date
    year = str(start.earliest.year)
    return frame.catalog("lists.decade", year=year) if start.precision in ("decade", "century") else year


def _first_sentence(texts: Texts, event: Event) -> Markup:
    document = texts.frame.index.documents.get(TextKey(event.target, ("text",)))
    for block in document.blocks if document else ():
        if block.states_something and not block.quotation and not block.footnote and block.sentences:
            lang = texts.lang_attribute(texts.frame.language_of_text(event.target))
            return fill('<span class="first-sentence"{}>{}</span>', lang, block.sentences[0].text)
    return Markup("")


def _rests_on(texts: Texts, event: Event) -> Markup:
    """The sources of an event in their short form, each leading to the source's page at this use."""
    note = texts.field_note(event.target, "cite")
    founding = texts.frame.archive.settings.founding_documents
    return Markup("; ").join(
        fill(
            '<a href="{}">{}</a>{}',
            texts.link(f"{address_of(Target('source', citation.source))}#{use_anchor(citation.use)}"),
            texts.frame.short_citation(citation),
            # A founding document has no other original with which it could be compared.
            "" if citation.source in founding else fill("\u00a0{}", texts.frame.comparison_signs[citation.compared]),
        )
        for citation in (note.citations if note else ())
    )


def _hidden_names(frame: Frame, event: Event, shown: str) -> str:
    """Recorded names of everyone and everything in the event's fields, as far as what is shown does not hold them."""
    visible = fold(shown)
    found: dict[str, None] = {}
    for target in (*event.people, *event.places, *event.organizations, *event.groups):
        record = frame.archive.find_record(target)
        names = [name.text for name in record.names] if isinstance(record, NamedRecord) else []
        found.update((name, None) for name in map(fold, names) if name not in visible)
    for target in event.laws:
        law = frame.archive.find_record(target)
        if law is not None and fold(law.label) not in visible:
            found[fold(law.label)] = None
    return "; ".join(found)
