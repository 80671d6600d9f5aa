"""Where the sources disagree: readings side by side, the working, and what would settle the matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.facts import Fact, Facts, outside_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.mentions import MentionsView, mentions_of
from kalmyk_site.pages.overlay import draft_words
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.page_foot import PageFoot, page_foot
from kalmyk_site.pages.record_page import computed_page, record_text
from kalmyk_site.pages.texts import Texts
from kalmyk_site.pages.workings import WorkingBlock, working_blocks
from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.order import in_display_order


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What one source says."""

    says: Markup
    """With the citations that it rests on."""

    outside: Markup
    strength: str


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """One point at which the sources disagree."""

    id: str
    title: str
    status: str
    readings: tuple[ReadingView, ...]
    working: tuple[WorkingBlock, ...]
    note: Markup
    settled_by: str
    text: Markup
    facts: tuple[Fact, ...]
    about: tuple[Markup, ...]
    mentions: MentionsView
    foot: PageFoot
    former_ids: tuple[str, ...]
    """Anchors that it had before."""

    draft: str
    """What the preview says of a draft; empty for what is published."""


@dataclass(frozen=True, slots=True)
class DisagreementGroup:
    """Points with the same thing at stake."""

    id: str
    title: str
    table: bool
    """Whether its points are rows of one table."""

    points: tuple[DisagreementView, ...]


@dataclass(frozen=True, slots=True)
class DisagreementsView:
    """All points."""

    intro: str
    counts: str
    groups: tuple[DisagreementGroup, ...]


def disagreements_page(frame: Frame) -> Page:
    """The one page of all disagreements."""
    address = "disagreements/"
    view = partial(_disagreements, Texts(frame, address, depth=3))
    return computed_page(frame, "discrepancy", address, "disagreements.html", view)


def _disagreements(texts: Texts) -> DisagreementsView:
    frame = texts.frame
    points = [record for record in in_display_order(frame.archive, "discrepancy") if isinstance(record, Discrepancy)]
    grouped: dict[str, list[DisagreementView]] = {choice.id: [] for choice in frame.archive.settings.disagreements}
    for point in points:
        grouped.setdefault(point.category, []).append(_view(texts, point))
    titles = {choice.id: choice.title for choice in frame.archive.settings.disagreements}
    tables = {choice.id for choice in frame.archive.settings.disagreements if choice.table}
    counts = {status: sum(point.status == status for point in points) for status in _STATUSES}
    return DisagreementsView(
        intro=frame.intro("discrepancy"),
        counts=frame.catalog(
            "disagreement.counts",
            open=counts["open"],
            likely=counts["likely explained"],
            explained=counts["explained"],
        ),
        groups=tuple(
            DisagreementGroup(site_anchor(f"stake-{group}"), titles.get(group, group), group in tables, tuple(views))
            for group, views in grouped.items()
            if views
        ),
    )


_STATUSES = ("open", "likely explained", "explained")


def _view(texts: Texts, point: Discrepancy) -> DisagreementView:
    catalog = texts.frame.catalog
    readings: list[ReadingView] = []
    for index, reading in enumerate(point.readings):
        outside = reading.outside
        label = ""
        if outside is not None:
            label = (
                catalog("disagreement.outside", strength=outside.strength)
                if outside.strength
                else catalog("disagreement.outside_plain")
            )
        readings.append(
            ReadingView(
                says=texts.supported(
                    texts.field_note(point.target, "readings", index, "cite"), point.target, "readings", index, "says"
                ),
                outside=outside_html(outside) if outside else Markup(""),
                strength=label,
            )
        )
    return DisagreementView(
        id=point.id,
        title=point.title,
        status=catalog(f"disagreement.{point.status}"),
        readings=tuple(readings),
        working=working_blocks(point.working),
        # It stands under a heading of its own.
        note=replace(texts, depth=4).text(point.target, "note"),
        settled_by=(point.settled_by or "").rstrip("."),
        text=record_text(texts, point),
        facts=Facts(texts, point).finish(),
        about=tuple(texts.echo(target) for target in point.about),
        mentions=mentions_of(texts, point.target, point.see),
        foot=page_foot(texts, point.target, point.changed),
        former_ids=point.former_ids,
        draft=draft_words(texts.frame, point.target),
    )
