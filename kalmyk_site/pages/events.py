"""Pages of events, their index, and the timeline as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.facts import Facts, date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import index_page, joined, own_page
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Event, Record
from kalmyk_site.references.order import in_display_order


def event_pages(frame: Frame) -> Iterator[Page]:
    """One page for each event, their index and the timeline."""
    for event in frame.archive.records_of(Event):
        yield own_page(frame, event, lambda facts, event=event: _facts(facts, event))
    yield index_page(frame, Event.kind, _detail)
    yield _timeline(frame)


def _facts(facts: Facts, event: Event) -> None:
    facts.date("date", event.date)
    facts.line("date_as_written", event.date_as_written)
    facts.targets("places", event.places)
    facts.targets("people", event.people)
    facts.targets("organizations", event.organizations)
    facts.targets("groups", event.groups)
    facts.targets("laws", event.laws)
    facts.targets("part_of", [event.part_of] if event.part_of else [])
    parts = facts.texts.frame.index.references_to.get(event.target, ())
    whole = [part.owner for part in parts if part.path == ("part_of",)]
    if whole:
        facts.uncited("parts", [facts.texts.echo(owner) for owner in whole])


def _detail(texts: Texts, record: Record) -> Markup:
    return date_html(texts, record.date) if isinstance(record, Event) else Markup("")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of the timeline."""

    year: str
    """Shown where it differs from the year of the entry above."""

    date: Markup
    link: Markup
    places: Markup
    themes: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Every dated event."""

    intro: str
    entries: tuple[TimelineEntry, ...]


def _timeline(frame: Frame) -> Page:
    texts = Texts(frame, "timeline/")
    themes = {choice.id: choice.title for choice in frame.archive.settings.themes}
    entries: list[TimelineEntry] = []
    last = ""
    for event in in_display_order(frame.archive, Event.kind):
        if not isinstance(event, Event):
            continue
        begun = not (event.date.open_start or event.date.unknown_start)
        year = str(event.date.earliest.year) if begun else ""
        entries.append(
            TimelineEntry(
                year="" if year == last else year,
                date=date_html(texts, event.date),
                link=texts.echo(event.target),
                places=joined(texts.echo(place) for place in event.places),
                themes=", ".join(themes[theme] for theme in event.themes),
            )
        )
        last = year
    return Page(
        address="timeline/",
        template="timeline.html",
        title=frame.title_of(Target("page", "timeline")),
        description=frame.catalog("intro.timeline"),
        view=TimelineView(frame.catalog("intro.timeline"), tuple(entries)),
    )
