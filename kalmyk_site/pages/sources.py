"""Pages of sources: the full reference, every use with its sentence, and the bibliography."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.markup.citations import MarkupError, parse_cite
from kalmyk_site.pages.field_text import field_text
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.mentions import MentionsView, mentions_of
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import computed_page, shorten
from kalmyk_site.pages.texts import Texts, use_anchor
from kalmyk_site.records.fields import Target
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.chicago import Identifier, bibliography_key, list_identifiers
from kalmyk_site.references.index import Citation, Note


@dataclass(frozen=True, slots=True)
class UseView:
    """One place that rests on the source."""

    anchor: str
    owner: Markup
    sentence: Markup
    """As a link to its place."""

    locator: str
    compared: Markup
    """The sign that tells whether the place was compared with the source."""


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """A note of a founding document, with the places that carry it."""

    number: int
    cites: Markup
    carried: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source."""

    entry: Markup
    nature: str
    via: tuple[Markup, ...]
    identifiers: tuple[Identifier, ...]
    text: Markup
    uses: tuple[UseView, ...]
    count: str
    compared: str
    notes: tuple[DocumentNote, ...]
    notes_caption: str
    mentions: MentionsView


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One entry of the bibliography."""

    key: str
    entry: Markup
    identifiers: tuple[Identifier, ...]
    href: str
    uses: str


@dataclass(frozen=True, slots=True)
class BibliographyView:
    """The bibliography."""

    intro: str
    entries: tuple[BibliographyEntry, ...]


def source_pages(frame: Frame) -> Iterator[Page]:
    """One page for each source, and the bibliography."""
    carried = _carried(frame)
    for source in frame.archive.sources.values():
        yield _page(frame, source, carried)
    yield _bibliography(frame)


def _page(frame: Frame, source: Source, carried: dict[tuple[str, int], list[Citation]]) -> Page:
    target = Target("source", source.id)
    address = address_of(target)
    texts = Texts(frame, address)
    catalog = frame.catalog
    uses = frame.index.uses.get(source.id, ())
    notes = source.custom.notes
    view = SourceView(
        entry=frame.entry(source.id),
        nature=catalog(f"source.nature_{source.custom.nature}") if source.custom.nature else "",
        via=tuple(texts.echo(Target("source", key)) for key in source.custom.cited_via),
        identifiers=list_identifiers(source),
        text=texts.text(target, "custom", "text"),
        uses=tuple(_use(texts, use) for use in uses),
        count=catalog("page.uses", count=len(uses)) if uses else catalog("page.no_uses"),
        compared=catalog("page.compared_count", compared=sum(use.compared for use in uses), count=len(uses)),
        notes=tuple(
            DocumentNote(
                note.number,
                Markup("; ").join(_cited(texts, written) for written in note.cites),
                tuple(_place(texts, use) for use in carried.get((source.id, note.number), ())),
            )
            for note in notes
        ),
        notes_caption=catalog("source.note_caption", count=len(notes)),
        mentions=mentions_of(texts, target),
    )
    return Page(
        address=address,
        template="source.html",
        title=frame.short(source.id),
        description=shorten(str(frame.entry(source.id).striptags()), 200),
        view=view,
        target=target,
        changed=source.custom.changed,
    )


def _use(texts: Texts, use: Citation) -> UseView:
    return UseView(
        anchor=use_anchor(use.use),
        owner=texts.echo(use.owner),
        sentence=texts.sentence(use.owner, use.sentence or field_text(texts.frame, use.owner, use.path), use.address),
        locator=use.mark.locator.shown if use.mark.locator else "",
        compared=texts.frame.comparison_signs[use.compared],
    )


def _place(texts: Texts, use: Citation) -> Markup:
    return fill(
        '<a href="{}"{}>{}</a>',
        texts.link(use.address),
        texts.lang_attribute(texts.frame.language_of_text(use.owner)),
        shorten(use.sentence or field_text(texts.frame, use.owner, use.path), 120),
    )


def _cited(texts: Texts, written: str) -> Markup:
    group = parse_cite(written)
    if isinstance(group, MarkupError):
        return Markup("")
    return Markup("; ").join(
        texts.echo(Target("source", mark.key), texts.frame.short(mark.key, mark.locator))
        for mark in group.marks
        if mark.key in texts.frame.archive.sources
    )


def _carried(frame: Frame) -> dict[tuple[str, int], list[Citation]]:
    carried: dict[tuple[str, int], list[Citation]] = {}
    for uses in frame.index.uses.values():
        for use in uses:
            for note in use.notes:
                carried.setdefault((note.document, note.number), []).append(use)
    return carried


def bibliography_entry(texts: Texts, source: Source) -> BibliographyEntry:
    """One entry with the identifiers that the reference itself does not print, and the number of its uses."""
    return BibliographyEntry(
        key=source.id,
        entry=texts.frame.entry(source.id),
        identifiers=tuple(
            identifier
            for identifier in list_identifiers(source)
            if not identifier.href or identifier.href not in texts.frame.entry_links(source.id)
        ),
        href=texts.link(address_of(Target("source", source.id))),
        uses=texts.frame.catalog("page.uses", count=len(texts.frame.index.uses.get(source.id, ()))),
    )


def works_cited(texts: Texts, notes: tuple[Note, ...]) -> tuple[BibliographyEntry, ...]:
    """Entries of all works that `notes` cite, in the order of the bibliography."""
    keys = {citation.source for note in notes for citation in note.citations}
    sources = sorted((texts.frame.archive.sources[key] for key in keys), key=bibliography_key)
    return tuple(bibliography_entry(texts, source) for source in sources)


def _bibliography(frame: Frame) -> Page:
    address = "sources/"
    texts = Texts(frame, address)
    entries = tuple(
        bibliography_entry(texts, source) for source in sorted(frame.archive.sources.values(), key=bibliography_key)
    )
    return computed_page(frame, "source", address, "sources.html", BibliographyView(frame.intro("source"), entries))
