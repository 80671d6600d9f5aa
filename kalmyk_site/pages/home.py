"""The home page: what happened, to whom, by whom, and what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kalmyk_site.pages.chapters import ChapterLine, chapter_lines
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.map import DestinationsView, destinations
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.statistics import KeyNumber, key_numbers
from kalmyk_site.pages.texts import Texts
from kalmyk_site.pages.time_drawing import TimeDrawing, Times
from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.index import BODY
from kalmyk_site.references.order import in_display_order


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    subtitle: str
    lede: Markup
    strips: TimeDrawing | None
    map: DestinationsView | None
    facts: Markup
    questions: tuple[Markup, ...]
    numbers: tuple[KeyNumber, ...]
    disagreements: tuple[Markup, ...]
    all_disagreements: str
    disagreements_href: str
    missing: Markup
    compared: str
    chapters: tuple[ChapterLine, ...]


DISAGREEMENTS_SHOWN = 3
"""How many points of disagreement the home page names."""


def home_page(frame: Frame) -> Page:
    """The home page."""
    archive = frame.archive
    return Page(
        address="",
        template="home.html",
        title=archive.settings.title,
        description=archive.settings.description,
        view=partial(_view, frame),
        target=archive.home.target,
        changed=archive.home.matter.changed,
    )


def _view(frame: Frame) -> HomeView:
    archive = frame.archive
    target = archive.home.target
    texts = Texts(frame, "")
    below = Texts(frame, "", depth=2)
    points = in_display_order(archive, Discrepancy.kind)
    uses = [use for uses in frame.index.uses.values() for use in uses]
    return HomeView(
        subtitle=archive.settings.subtitle or "",
        strips=Times.of(frame).drawing(texts, compact=True),
        map=destinations(texts),
        lede=texts.text(target, *BODY),
        facts=below.text(target, "facts"),
        questions=tuple(texts.inline(target, "questions", i) for i in range(len(archive.home.matter.questions))),
        numbers=key_numbers(texts),
        disagreements=tuple(texts.echo(point.target) for point in points[:DISAGREEMENTS_SHOWN]),
        all_disagreements=frame.catalog("home.all_disagreements", count=len(points)),
        disagreements_href=texts.link("disagreements/"),
        missing=below.text(target, "missing"),
        compared=frame.catalog("home.compared", compared=sum(use.compared for use in uses), count=len(uses))
        if uses
        else "",
        chapters=chapter_lines(texts),
    )
