"""Pages of sources: the full reference, every use with its sentence, and the bibliography."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.markup.citations import MarkupError, parse_cite
from kalmyk_site.pages.field_text import field_text, record_named
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.mentions import MentionsView, mentions_of
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import computed_page, shorten
from kalmyk_site.pages.texts import Texts, use_anchor
from kalmyk_site.records.fields import TEXT_KINDS, Target
from kalmyk_site.records.sources import Source, SourceNote
from kalmyk_site.references.addresses import address_of, bibliography_file
from kalmyk_site.references.chicago import Identifier, bibliography_key, list_identifiers
from kalmyk_site.references.index import Citation, Note


@dataclass(frozen=True, slots=True)
class UseView:
    """One place that rests on the source."""

    anchor: str
    sentence: Markup
    """As a link to its place."""

    locator: str
    compared: Markup
    """The sign that tells whether the place was compared with the source; empty for a founding document."""


@dataclass(frozen=True, slots=True)
class OwnerUses:
    """The uses in one text or record."""

    owner: Markup
    """Link to it; empty where the heading of the group is that already."""

    uses: tuple[UseView, ...]


@dataclass(frozen=True, slots=True)
class UseGroup:
    """The uses in one chapter or page, or in all records of a kind."""

    anchor: str
    title: str
    heading: Markup
    """The title, as a link where it names a page."""

    count: int
    owners: tuple[OwnerUses, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that reference managers read."""

    label: str
    """Name of the format."""

    href: str


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """A note of a founding document, with the places that carry it."""

    number: int
    cites: Markup
    carried: tuple[Markup, ...]
    """The first sentences that carry it."""

    further: tuple[Markup, ...]
    more: str
    """How many further ones there are; empty where there are none."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source."""

    entry: Markup
    nature: str
    via: tuple[Markup, ...]
    identifiers: tuple[Identifier, ...]
    downloads: tuple[Download, ...]
    text: Markup
    uses: tuple[UseGroup, ...]
    count: str
    compared: str
    """How many uses were compared with the original; empty where there is no other original."""

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
    form: str
    """What the work is to a reader: `books`, `press`; one of the groups of types below."""

    year: int | None
    """Year of publication, by which the list can be ordered."""

    times: int
    """How often it is cited."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the bibliography, with how many works it leaves."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class BibliographyView:
    """The bibliography."""

    intro: str
    entries: tuple[BibliographyEntry, ...]
    forms: tuple[Choice, ...]
    decades: tuple[Choice, ...]
    count: str
    downloads: tuple[Download, ...]


_FORMATS: Final[Mapping[str, str]] = {"json": "CSL-JSON", "bib": "BibTeX", "ris": "RIS"}

WORK_FORMS: Final[Mapping[str, frozenset[str]]] = {
    "books": frozenset({"book", "classic", "collection", "pamphlet"}),
    "chapters": frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}),
    "articles": frozenset({"article-journal", "review", "review-book"}),
    "press": frozenset({"article-magazine", "article-newspaper", "broadcast", "interview"}),
    "reports": frozenset({"hearing", "report", "standard", "thesis"}),
    "laws": frozenset({"bill", "legal_case", "legislation", "regulation", "treaty"}),
    "web": frozenset({"post", "post-weblog", "webpage"}),
}
"""Types of CSL as readers look for them; all others are `other`."""

UNDATED: Final = "none"
"""Value of the choice of works without a year."""


Carried = Mapping[tuple[str, int], Sequence[Citation]]
"""The uses that a note of a founding document gives, by the document's key and the note's number."""


def source_pages(frame: Frame) -> Iterator[Page]:
    """One page for each source, and the bibliography."""
    carried = cache(partial(_carried, frame))
    for source in frame.archive.sources.values():
        yield _page(frame, source, carried)
    yield _bibliography(frame)


def _page(frame: Frame, source: Source, carried: Callable[[], Carried]) -> Page:
    target = Target("source", source.id)
    address = address_of(target)
    return Page(
        address=address,
        template="source.html",
        title=frame.short(source.id),
        description=shorten(str(frame.entry(source.id).striptags()), 200),
        view=lambda: _source_view(Texts(frame, address), source, carried()),
        target=target,
        changed=source.custom.changed,
    )


def _source_view(texts: Texts, source: Source, carried: Carried) -> SourceView:
    frame = texts.frame
    target = Target("source", source.id)
    catalog = frame.catalog
    uses = frame.index.uses.get(source.id, ())
    notes = source.custom.notes
    founding = source.id in frame.archive.settings.founding_documents
    return SourceView(
        entry=frame.entry(source.id),
        nature=catalog(f"source.nature_{source.custom.nature}") if source.custom.nature else "",
        via=tuple(texts.echo(Target("source", key)) for key in source.custom.cited_via),
        identifiers=list_identifiers(source),
        downloads=_downloads(texts, source.id),
        text=texts.text(target, "custom", "text"),
        uses=tuple(_use_groups(texts, uses, founding=founding)),
        count=catalog("page.uses", count=len(uses)) if uses else catalog("page.no_uses"),
        compared=""
        if founding or not uses
        else catalog("page.compared_count", compared=sum(use.compared for use in uses), count=len(uses)),
        notes=tuple(_document_note(texts, note, carried.get((source.id, note.number), ())) for note in notes),
        notes_caption=catalog("source.note_caption", count=len(notes)),
        mentions=mentions_of(texts, target),
    )


def _downloads(texts: Texts, key: str = "") -> tuple[Download, ...]:
    return tuple(Download(label, texts.link(bibliography_file(ending, key))) for ending, label in _FORMATS.items())


def _use_groups(texts: Texts, uses: Iterable[Citation], *, founding: bool) -> Iterator[UseGroup]:
    """Uses in reading order: those of a chapter or page together, and those of all records of a kind."""
    for number, (key, group) in enumerate(groupby(uses, _group_of), 1):
        found = list(group)
        is_page = isinstance(key, Target)
        title = texts.frame.title_of(key) if isinstance(key, Target) else texts.frame.catalog(f"kinds.{key}")
        yield UseGroup(
            anchor=site_anchor(f"uses-{number}"),
            title=title,
            heading=texts.echo(key) if isinstance(key, Target) else escape(title),
            count=len(found),
            owners=tuple(
                OwnerUses(
                    Markup("") if is_page else texts.echo(owner),
                    tuple(_use(texts, use, founding=founding) for use in own),
                )
                for owner, own in groupby(found, _owner_of)
            ),
        )


def _group_of(use: Citation) -> Target | str:
    return use.owner if use.owner.kind in TEXT_KINDS else use.owner.kind


def _owner_of(use: Citation) -> Target:
    return use.owner


def _use(texts: Texts, use: Citation, *, founding: bool) -> UseView:
    frame = texts.frame
    said = use.sentence or field_text(frame, use.owner, use.path)
    # What names the record is heard but not seen: the record's name stands above all of its uses.
    record = "" if use.sentence else record_named(frame, use.owner)
    shown: Markup | str = said
    if record and said.startswith(record):
        shown = fill('<span class="aside">{}</span>{}', record, said.removeprefix(record))
    return UseView(
        anchor=use_anchor(use.use),
        sentence=texts.sentence(use.owner, shown, use.address),
        locator=use.mark.locator.shown if use.mark.locator else "",
        compared=Markup("") if founding else frame.comparison_signs[use.compared],
    )


_FEW: Final = 4
"""So many sentences of a note are shown; of more than these the rest is folded."""


def _document_note(texts: Texts, note: SourceNote, uses: Iterable[Citation]) -> DocumentNote:
    # A sentence that cites several works of a note carries it once.
    first: dict[object, Citation] = {}
    for use in uses:
        first.setdefault((use.owner, use.sentence or use.path), use)
    places = tuple(_place(texts, use) for use in first.values())
    shown = _FEW if len(places) > _FEW + 1 else len(places)
    return DocumentNote(
        number=note.number,
        cites=Markup("; ").join(_cited(texts, written) for written in note.cites),
        carried=places[:shown],
        further=places[shown:],
        more=texts.frame.catalog("source.more", count=len(places) - shown) if places[shown:] else "",
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


def _carried(frame: Frame) -> Carried:
    carried: dict[tuple[str, int], list[Citation]] = {}
    for uses in frame.index.uses.values():
        for use in uses:
            for note in use.notes:
                carried.setdefault((note.document, note.number), []).append(use)
    return carried


def bibliography_entry(texts: Texts, source: Source) -> BibliographyEntry:
    """One entry with the identifiers that the reference itself does not print, and the number of its uses."""
    times = len(texts.frame.index.uses.get(source.id, ()))
    return BibliographyEntry(
        key=source.id,
        entry=texts.frame.entry(source.id),
        identifiers=tuple(
            identifier
            for identifier in list_identifiers(source)
            if not identifier.href or identifier.href not in texts.frame.entry_links(source.id)
        ),
        href=texts.link(address_of(Target("source", source.id))),
        uses=texts.frame.catalog("page.uses", count=times),
        form=next((form for form, types in WORK_FORMS.items() if source.type in types), "other"),
        year=source.year,
        times=times,
    )


def works_cited(texts: Texts, notes: tuple[Note, ...]) -> tuple[BibliographyEntry, ...]:
    """Entries of all works that `notes` cite, in the order of the bibliography."""
    keys = {citation.source for note in notes for citation in note.citations}
    sources = sorted((texts.frame.archive.sources[key] for key in keys), key=bibliography_key)
    return tuple(bibliography_entry(texts, source) for source in sources)


def _bibliography(frame: Frame) -> Page:
    address = "sources/"
    return computed_page(frame, "source", address, "sources.html", partial(_bibliography_view, Texts(frame, address)))


def _bibliography_view(texts: Texts) -> BibliographyView:
    frame = texts.frame
    entries = tuple(
        bibliography_entry(texts, source) for source in sorted(frame.archive.sources.values(), key=bibliography_key)
    )
    return BibliographyView(
        intro=frame.intro("source"),
        entries=entries,
        forms=_forms(frame, entries),
        decades=_decades(frame, entries),
        count=frame.catalog("script.works", count=len(entries)),
        downloads=_downloads(texts),
    )


def _forms(frame: Frame, entries: Iterable[BibliographyEntry]) -> tuple[Choice, ...]:
    counts = Counter(entry.form for entry in entries)
    return tuple(
        Choice(form, _counted(frame, frame.catalog(f"bibliography.{form}"), counts[form]))
        for form in (*WORK_FORMS, "other")
        if counts[form]
    )


def _decades(frame: Frame, entries: Iterable[BibliographyEntry]) -> tuple[Choice, ...]:
    """The decades from which there are works, in order; works without a year come last."""
    counts = Counter(None if entry.year is None else entry.year // 10 * 10 for entry in entries)
    choices = [
        Choice(str(decade), _counted(frame, frame.catalog("bibliography.decade", year=str(decade)), counts[decade]))
        for decade in sorted(decade for decade in counts if decade is not None)
    ]
    if counts[None]:
        choices.append(Choice(UNDATED, _counted(frame, frame.catalog("bibliography.undated"), counts[None])))
    return tuple(choices)


def _counted(frame: Frame, label: str, count: int) -> str:
    return frame.catalog("bibliography.choice", label=label, count=count)
