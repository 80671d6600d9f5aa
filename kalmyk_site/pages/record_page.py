"""What the pages of all records have in common: facts, text, disagreements, mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from kalmyk_site.pages.facts import EMPTY, Fact, Facts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.mentions import MentionsView, mentions_of
from kalmyk_site.pages.overlay import draft_words
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.page_foot import PageFoot, page_foot
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import NamedRecord, Record
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.index import TextKey

FactsOf = Callable[[Facts], None]
"""Adds the rows of one record."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, on its own page or on one that it shares."""

    id: str
    kind: str
    title: str
    kicker: str
    facts: tuple[Fact, ...]
    pictures: Markup
    """Pictures that show it, below the facts."""

    text: Markup
    mentions: MentionsView
    title_lang: Markup
    """Attribute that names the title's language; empty where that is the archive's."""

    foot: PageFoot
    """For a record that shares its page; a page of its own has one in its frame."""

    former_ids: tuple[str, ...] = ()
    """Anchors that it had before on the page that it shares."""

    draft: str = ""
    """What the preview says of a draft; empty for what is published."""

    drawing: Markup = EMPTY
    """A drawing of the record, shown below its facts."""


def record_view(texts: Texts, record: Record, add_facts: FactsOf) -> RecordView:
    """The view of one record."""
    facts = Facts(texts, record)
    if isinstance(record, NamedRecord):
        facts.names(record.names)
    add_facts(facts)
    return RecordView(
        id=record.id,
        kind=record.kind,
        title=record.label,
        kicker=texts.frame.catalog(f"kind.{record.kind}"),
        facts=facts.finish(),
        pictures=texts.pictures(record.target),
        text=record_text(texts, record),
        mentions=mentions_of(texts, record.target, record.see),
        title_lang=texts.lang_attribute(texts.frame.language_of_title(record.target)),
        foot=page_foot(texts, record.target, record.changed),
        former_ids=record.former_ids,
        draft=draft_words(texts.frame, record.target),
    )


def record_text(texts: Texts, record: Record) -> Markup:
    """The record's own text; a paragraph without a citation of its own shows the record's."""
    note = texts.field_note(record.target, "field_evidence", "text", "cite") or texts.field_note(record.target, "cite")
    return texts.text(record.target, "text", cover=(note,) if note else ())


def own_page(frame: Frame, record: Record, add_facts: FactsOf, drawing: Callable[[], Markup] = lambda: EMPTY) -> Page:
    """The page of a record that has one to itself."""
    address = address_of(record.target)

    def view() -> RecordView:
        return replace(record_view(Texts(frame, address), record, add_facts), drawing=drawing())

    return Page(
        address=address,
        template="record.html",
        title=record.label,
        description=description_of(frame, record.target, record.label),
        view=view,
        target=record.target,
        changed=record.changed,
    )


def computed_page(frame: Frame, kind: str, address: str, template: str, view: Callable[[], object]) -> Page:
    """A page that is made from all records of a kind."""
    return Page(
        address=address,
        template=template,
        title=frame.catalog(f"kinds.{kind}"),
        description=frame.intro(kind),
        view=view,
    )


def description_of(frame: Frame, target: Target, fallback: str) -> str:
    """The first sentences of a record's text, for search engines and previews: at most 200 characters."""
    document = frame.index.documents.get(TextKey(target, ("text",)))
    text = " ".join(document.plain_text.split()) if document else ""
    return shorten(text or fallback, 200)


def shorten(text: str, length: int) -> str:
    """`text` cut at a word, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    return f"{text[: length - 1].rsplit(' ', 1)[0]}…"


def joined(parts: Iterable[Markup | str]) -> Markup:
    """Parts of one line, with commas between them."""
    return Markup(", ").join(part for part in parts if part)
