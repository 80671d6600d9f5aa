"""Pages that records share: organizations, peoples, the glossary, accusations and judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from kalmyk_site.markup.anchors import make_slug, site_anchor
from kalmyk_site.pages.facts import Facts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.indexes import IndexEntry, short_index
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import FactsOf, RecordView, computed_page, joined, record_view
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.kinds import Claim, Group, Organization, Record, Term
from kalmyk_site.references.addresses import SHARED_PAGES
from kalmyk_site.references.order import in_display_order


def shared_pages(frame: Frame) -> Iterator[Page]:
    """The pages of organizations, peoples, terms and claims."""
    yield _shared_page(frame, Organization.kind, _organization)
    yield _shared_page(frame, Group.kind, _group)
    yield _shared_page(frame, Term.kind, _term)
    yield _claims(frame)


@dataclass(frozen=True, slots=True)
class SharedView:
    """Records that share a page."""

    index: tuple[IndexEntry, ...]
    """Links to the records; none where they are few."""

    records: tuple[RecordView, ...]


def _shared_page(frame: Frame, kind: str, add_facts: Callable[[Facts, Record], None]) -> Page:
    address = f"{SHARED_PAGES[kind]}/"
    texts = Texts(frame, address, depth=2)

    def view() -> SharedView:
        records = in_display_order(frame.archive, kind)
        views = tuple(record_view(texts, record, _bound(add_facts, record)) for record in records)
        return SharedView(short_index(texts, kind), views)

    return computed_page(frame, kind, address, "shared.html", view)


def _bound(add_facts: Callable[[Facts, Record], None], record: Record) -> FactsOf:
    return lambda facts: add_facts(facts, record)


def _organization(facts: Facts, record: Record) -> None:
    if isinstance(record, Organization):
        facts.line("type", record.type)
        facts.date("founded", record.founded)
        facts.date("dissolved", record.dissolved)
        facts.targets("part_of", [record.part_of] if record.part_of else [])


def _group(facts: Facts, record: Record) -> None:
    if isinstance(record, Group):
        facts.targets("part_of", [record.part_of] if record.part_of else [])


def _term(facts: Facts, record: Record) -> None:
    if isinstance(record, Term):
        facts.markdown("definition")


@dataclass(frozen=True, slots=True)
class ResponseView:
    """What was said in answer."""

    by: Markup
    text: Markup
    """With the citations that it rests on."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with who made it, and the responses beneath it."""

    record: RecordView
    said_by: Markup
    responses: tuple[ResponseView, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims of one category."""

    title: str
    anchor: str
    claims: tuple[ClaimView, ...]


def _claims(frame: Frame) -> Page:
    address = f"{SHARED_PAGES[Claim.kind]}/"
    return computed_page(frame, Claim.kind, address, "claims.html", partial(_claim_groups, frame, address))


def _claim_groups(frame: Frame, address: str) -> tuple[ClaimGroup, ...]:
    texts = Texts(frame, address, depth=3)
    groups: dict[str, list[ClaimView]] = {}
    for record in in_display_order(frame.archive, Claim.kind):
        if isinstance(record, Claim):
            groups.setdefault(record.category, []).append(_claim(texts, record))
    return tuple(
        ClaimGroup(frame.catalog(f"claim.{category}"), site_anchor(f"category-{make_slug(category)}"), tuple(claims))
        for category, claims in groups.items()
    )


def _said_by(texts: Texts, claim: Claim) -> Markup:
    if not claim.made_by:
        return escape(texts.frame.catalog("claim.maker_unknown"))
    makers = joined(texts.target(target) for target in claim.made_by)
    return fill("{} {}", texts.frame.catalog("claim.said_by"), makers)


def _claim(texts: Texts, claim: Claim) -> ClaimView:
    def facts(facts: Facts) -> None:
        facts.date("date", claim.date)

    return ClaimView(
        record=record_view(texts, claim, facts),
        said_by=_said_by(texts, claim),
        responses=tuple(
            ResponseView(
                joined(texts.target(target) for target in response.by),
                texts.supported(
                    texts.field_note(claim.target, "responses", index, "cite"), claim.target, "responses", index, "text"
                ),
            )
            for index, response in enumerate(claim.responses)
        ),
    )
