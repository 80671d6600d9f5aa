"""Pages of chapters, of the parts that they form, and of the texts about the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup, escape

from kalmyk_site.markup.document import Document, Heading, without_marks
from kalmyk_site.pages.facts import date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.mentions import MentionsView, mentions_of
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import shorten
from kalmyk_site.pages.sources import BibliographyEntry, works_cited
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.archive import AboutPage, Chapter, Part
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.index import BODY, Note, TextKey


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter."""

    kicker: Markup
    summary: Markup
    content_note: str
    notice: Markup
    headings: tuple[Heading, ...]
    body: Markup
    works: tuple[BibliographyEntry, ...]
    disagreements: tuple[Markup, ...]
    mentions: MentionsView
    previous: Markup
    next: Markup


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter in a list of chapters."""

    number: int
    """Place among all chapters in reading order, counted from 1."""

    link: Markup
    dates: Markup
    summary: str
    lang: Markup
    """Attribute that names the summary's language; empty where that is the archive's."""


@dataclass(frozen=True, slots=True)
class PartView:
    """The chapters of a part."""

    title: str
    chapters: tuple[ChapterLine, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """A text about the archive."""

    headings: tuple[Heading, ...]
    body: Markup
    works: tuple[BibliographyEntry, ...]


def chapter_pages(frame: Frame) -> Iterator[Page]:
    """One page for each chapter, and one for each part."""
    order = frame.archive.reading_order
    for position, chapter in enumerate(order):
        yield _chapter(frame, chapter, position)
    for part in frame.archive.settings.parts:
        yield _part(frame, part)


def about_pages(frame: Frame) -> Iterator[Page]:
    """One page for each text about the archive."""
    for page in frame.archive.pages.values():
        yield _about(frame, page)


def chapter_lines(texts: Texts, part: Part | None = None) -> tuple[ChapterLine, ...]:
    """The chapters of a part, or all in reading order, with their time and the first sentence of their summary."""
    listed = {f"{part.folder}/{name}" for name in part.chapters} if part else None
    lines: list[ChapterLine] = []
    for number, chapter in enumerate(texts.frame.archive.reading_order, 1):
        if listed is None or chapter.target.id in listed:
            dates = date_html(texts, chapter.matter.dates) if chapter.matter.dates else Markup("")
            lang = texts.lang_attribute(texts.frame.language_of_text(chapter.target))
            line = ChapterLine(number, texts.echo(chapter.target), dates, _first_sentence(texts, chapter), lang)
            lines.append(line)
    return tuple(lines)


def _first_sentence(texts: Texts, chapter: Chapter) -> str:
    document = texts.frame.index.documents.get(TextKey(chapter.target, ("summary",)))
    if document is None or not document.blocks or not document.blocks[0].sentences:
        return chapter.matter.description or ""
    return document.blocks[0].sentences[0].text


def _first_words(texts: Texts, chapter: Chapter) -> str:
    """The first sentence of the summary, else the first block of the text that is no heading."""
    blocks = texts.frame.index.documents[TextKey(chapter.target, BODY)].blocks
    first = (words for block in blocks if not block.heading_level and (words := without_marks(block.text)))
    return _first_sentence(texts, chapter) or next(first, "")


def notes_of_page(frame: Frame, owner: Target) -> tuple[Note, ...]:
    """Every note of a chapter or text, in order."""
    notes = (
        note
        for field in ("summary", "notice", "body", "facts", "missing")
        for note in frame.index.notes.get(TextKey(owner, (field,)), ())
    )
    return tuple(notes)


def _chapter(frame: Frame, chapter: Chapter, position: int) -> Page:
    address = address_of(chapter.target)
    matter = chapter.matter
    texts = Texts(frame, address, lang=matter.lang or "")
    return Page(
        address=address,
        template="chapter.html",
        title=matter.title,
        description=matter.description or shorten(_first_words(texts, chapter), 200),
        view=partial(_chapter_view, texts, chapter, position),
        target=chapter.target,
        changed=matter.changed,
        genre="article",
        lang=matter.lang or "",
    )


def _chapter_view(texts: Texts, chapter: Chapter, position: int) -> ChapterView:
    frame = texts.frame
    order = frame.archive.reading_order
    matter = chapter.matter
    beside = Texts(frame, address_of(chapter.target), lang=frame.catalog.language)
    number = frame.catalog("page.chapter_of", number=position + 1, total=len(order))
    kicker = fill("{} · {}", number, date_html(beside, matter.dates)) if matter.dates else escape(number)
    return ChapterView(
        kicker=kicker,
        summary=texts.text(chapter.target, "summary"),
        content_note=matter.content_note or "",
        notice=texts.text(chapter.target, "notice"),
        headings=_parts_of(frame.index.documents[TextKey(chapter.target, BODY)]),
        body=texts.text(chapter.target, *BODY),
        works=works_cited(beside, notes_of_page(frame, chapter.target)),
        disagreements=_touching(beside, chapter),
        # Disagreements about the chapter stand among those that touch it.
        mentions=replace(mentions_of(beside, chapter.target), disagreements=()),
        previous=beside.echo(order[position - 1].target) if position else Markup(""),
        next=beside.echo(order[position + 1].target) if position + 1 < len(order) else Markup(""),
    )


def _touching(texts: Texts, chapter: Chapter) -> tuple[Markup, ...]:
    """Disagreements about the chapter, or about a record that it links to."""
    index = texts.frame.index
    touched = [chapter.target] + [
        mention.target
        for field in ("summary", "notice", "body")
        for mention in index.mentions.get(TextKey(chapter.target, (field,)), {}).values()
    ]
    found: dict[Target, None] = {}
    for target in dict.fromkeys(touched):
        if target.kind == Discrepancy.kind:
            found[target] = None
        found |= dict.fromkeys(index.disagreements_about.get(target, ()))
    return tuple(texts.echo(target) for target in found)


def _parts_of(document: Document) -> tuple[Heading, ...]:
    """The headings that contents list: those of the highest level."""
    return tuple(heading for heading in document.headings if heading.level == 2)


def _part(frame: Frame, part: Part) -> Page:
    texts = Texts(frame, f"{part.folder}/")
    return Page(
        address=f"{part.folder}/",
        template="part.html",
        title=part.title,
        description=frame.catalog("page.part", part=part.title),
        view=lambda: PartView(part.title, chapter_lines(texts, part)),
    )


def _about(frame: Frame, page: AboutPage) -> Page:
    address = address_of(page.target)
    texts = Texts(frame, address, lang=page.matter.lang or "")
    document = frame.index.documents[TextKey(page.target, BODY)]
    return Page(
        address=address,
        template="about.html",
        title=page.matter.title,
        description=page.matter.description or shorten(" ".join(document.plain_text.split()), 200),
        view=lambda: AboutView(
            _parts_of(document),
            texts.text(page.target, *BODY),
            works_cited(Texts(frame, address, lang=frame.catalog.language), notes_of_page(frame, page.target)),
        ),
        target=page.target,
        changed=page.matter.changed,
        lang=page.matter.lang or "",
    )
