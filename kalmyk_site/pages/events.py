"""Pages of events, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from kalmyk_site.pages.facts import EMPTY, Facts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.indexes import index_page
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import own_page
from kalmyk_site.pages.time_drawing import Times
from kalmyk_site.records.kinds import Event


def event_pages(frame: Frame, times: Times) -> Iterator[Page]:
    """One page for each event, with its place in time, and their index."""
    for event in frame.archive.records_of(Event):
        yield own_page(
            frame,
            event,
            lambda facts, event=event: _facts(facts, event),
            drawing=partial(_place_in_time, frame, times, event),
        )
    yield index_page(frame, Event.kind)


def _place_in_time(frame: Frame, times: Times, event: Event) -> Markup:
    place = times.place_of(event)
    return Markup(frame.environment.get_template("partials/place_in_time.html").render(place=place)) if place else EMPTY


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
