"""Texts on a page: a parsed document becomes HTML with its notes, cross-links and permalinks.

The elements written here are the promises that other programs rely on: `a.citation[data-cite][data-locator]` inside
the block whose statement it supports, and `a[data-kind][data-id]` for every cross-link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from markupsafe import Markup

from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.document import Block, CrossLink, Document, Image
from kalmyk_site.markup.markdown import render_html
from kalmyk_site.pages.estimates import NamedNumber, also, find_named_number, with_unit
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.pictures import credit_html, picture_html
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Estimate, Statistic
from kalmyk_site.references.addresses import address_of, with_anchor
from kalmyk_site.references.index import Citation, Mention, Note, NoteOf, TextKey, picture_key

_HEADING: Final = re.compile(r"(</?h)([2-6])\b")
_TESTIMONY: Final = re.compile(r'<p\b[^<>]*\bclass="testimony"[^<>]*>')


def use_anchor(use: int) -> str:
    """Anchor of a use on its source's page."""
    return site_anchor(f"use-{use}")


def document_note_anchor(number: int) -> str:
    """Anchor of a note of a founding document on the document's page."""
    return site_anchor(f"document-note-{number}")


@dataclass(frozen=True)
class Texts:
    """Renders the texts of one page."""

    frame: Frame
    page: str
    """Address of the page."""

    lang: str = ""
    """Language of the words around, if not the archive's."""

    depth: int = 1
    """Level of the heading under which the texts stand; headings in them begin one below it."""

    def link(self, destination: str) -> str:
        """The link from this page to an address."""
        return self.frame.link(self.page, destination)

    def text(self, owner: Target, *path: str | int, cover: tuple[Note, ...] = (), permalinks: bool = True) -> Markup:
        """The text at `path` of `owner` as HTML; empty where there is none.

        Args:
            owner: Whose text.
            path: Path of the text.
            cover: Notes that support every block which has no citation of its own.
            permalinks: Put a link to itself behind each paragraph.
        """
        key = TextKey(owner, path)
        document = self.frame.index.documents.get(key)
        if document is None:
            return Markup("")
        return _Rendering(self, key, document, cover, permalinks=permalinks).html()

    def supported(self, note: Note | None, owner: Target, *path: str | int) -> Markup:
        """The text at `path` of `owner`, each block with its own citations or else those of the field beside it.

        Args:
            note: The citations of the `cite` field that belongs to the text. Where every block has its own, they
                stand in the last one too, so that no use of a source is without its place.
            owner: Whose text.
            path: Path of the text.
        """
        key = TextKey(owner, path)
        document = self.frame.index.documents.get(key)
        if document is None or note is None:
            return self.text(owner, *path)
        stating = [block for block in document.blocks if block.states_something]
        place = next(filter(_needs_cover, stating), stating[-1] if stating else None)
        html = _Rendering(self, key, document, (note,), anchored_at=place).html()
        return html if place else fill('{}<p class="reading-source">{}</p>', html, self.cites(note))

    def inline(self, owner: Target, *path: str | int) -> Markup:
        """A text to stand in a cell or a line: a single paragraph becomes a `span` that keeps its anchor."""
        html = str(self.text(owner, *path, permalinks=False)).strip()
        if html.count("<p") == 1 and html.startswith("<p") and html.endswith("</p>"):
            html = f"<span{html.removeprefix('<p').removesuffix('</p>')}</span>"
        return Markup(html)

    def target(self, target: Target, label: str = "") -> Markup:
        """A cross-link to a record."""
        return fill(
            '<a data-kind="{}" data-id="{}" href="{}"{}>{}</a>',
            target.kind,
            target.id,
            self.link(address_of(target)),
            "" if label else self.lang_attribute(self.frame.language_of_title(target)),
            label or self.frame.title_of(target),
        )

    def echo(self, target: Target, label: str = "") -> Markup:
        """A link in a list of uses, mentions or works: an echo, not evidence, so without `data-kind`."""
        return fill(
            '<a href="{}"{}>{}</a>',
            self.link(address_of(target)),
            "" if label else self.lang_attribute(self.frame.language_of_title(target)),
            label or self.frame.title_of(target),
        )

    def number(self, statistic: Target, words: str) -> Markup:
        """A figure, or what it counts, that leads to all estimates of its number: an echo that shows as one does."""
        return fill('<a class="number-link" href="{}">{}</a>', self.link(address_of(statistic)), words)

    def use(self, citation: Citation) -> Markup:
        """A citation in its short form in a list of works: an echo that leads to the use on its source's page."""
        return fill('<a href="{}">{}</a>', self.link(_address_of_use(citation)), self._short(citation))

    def _short(self, citation: Citation) -> str:
        """The short form of a citation in a line; a page alone at its beginning would look like a note's number."""
        locator = citation.mark.locator
        shown = self.frame.short_citation(citation)
        return shown.replace(f", {locator.shown}", f",\u00a0{locator.shown}") if locator else shown

    def sentence(self, owner: Target, sentence: str | Markup, address: str) -> Markup:
        """A sentence of `owner` as a link to the place where it stands."""
        return fill(
            '<a class="sentence" href="{}"{}>{}</a>',
            self.link(address),
            self.lang_attribute(self.frame.language_of_text(owner)),
            sentence,
        )

    def lang_attribute(self, lang: str) -> Markup:
        """The attribute that names a language, unless the words around are in it."""
        around = self.lang or self.frame.archive.settings.language
        return fill(' lang="{}"', lang) if lang != around else Markup("")

    def cites(self, note: Note | None, *, anchored: bool = True) -> Markup:
        """The citations of a field in their short form; a founding document's note that gives several stands once."""
        if note is None or not note.citations:
            return Markup("")
        following = [*note.citations[1:], None]
        shown = Markup("; ").join(
            self.citation(citation, brief=after is not None and after.notes == citation.notes)
            for citation, after in zip(note.citations, following, strict=True)
        )
        anchor = fill(' id="{}"', note.anchor) if anchored else ""
        return fill('<span class="cites"{}>{}</span>', anchor, shown)

    def picture(self, path: str, alt: str = "") -> Markup:
        """A picture; `alt` is what it shows in the words of the text, where that has any."""
        return picture_html(self.frame, self.page, path, alt, self.lang_attribute(self.frame.archive.settings.language))

    def credit(self, path: str, note: Note | None, *, has_caption: bool = False) -> Markup:
        """What follows the caption of a picture, with the citations in `note`."""
        lang = self.lang_attribute(self.frame.archive.settings.language)
        return credit_html(self.frame, self.page, path, self.cites(note), lang, has_caption=has_caption)

    def pictures(self, record: Target) -> Markup:
        """The pictures that show a record and that its own text does not show."""
        return Markup("\n").join(
            fill(
                '<figure class="figure picture">\n{}\n<figcaption>{}</figcaption>\n</figure>',
                self.picture(shown.picture.path),
                self.credit(shown.picture.path, self.frame.index.field_notes.get(shown.key)),
            )
            for shown in self.frame.index.shown.get(record, ())
        )

    def field_note(self, owner: Target, *path: str | int) -> Note | None:
        """The citations of the `cite` field at `path`."""
        return self.frame.index.field_notes.get(TextKey(owner, path))

    def citation(self, citation: Citation, *, brief: bool = False) -> Markup:
        """One citation: the link to its source at this use, the founding document's note, whether it was compared.

        Args:
            citation: The citation.
            brief: Leave the note out, for a line in the margin that opens to all of it.
        """
        mark = citation.mark
        locator = fill(' data-locator="{}"', mark.locator.data) if mark.locator else ""
        link = fill(
            '<a class="citation" data-cite="{}"{} href="{}">{}</a>',
            citation.source,
            locator,
            self.link(_address_of_use(citation)),
            self._short(citation),
        )
        notes = self._document_notes(citation, short=True) if citation.notes and not brief else Markup("")
        notes = fill(' <span class="document-note">{}</span>', notes) if notes else notes
        if citation.source in self.frame.archive.settings.founding_documents:
            # The archive was made from these: there is no other original that someone could still compare.
            return link + notes
        return fill("{}\u00a0{}{}", link, self.frame.comparison_signs[citation.compared], notes)

    def _brief(self, citation: Citation, following: Citation | None) -> Markup:
        """A citation for a line in the margin; a founding document's note that gives several stands behind the last."""
        line = self.citation(citation, brief=True)
        if not citation.notes or (following is not None and following.notes == citation.notes):
            return line
        notes = Markup(", ").join(fill("<span>{}</span>", words) for _, words in self._note_words(citation, short=True))
        return fill('{}<span class="note-from"> {}</span>', line, notes)

    def _document_notes(self, citation: Citation, *, short: bool = False) -> Markup:
        """The founding documents' notes that give a citation, each a link to that note."""
        return Markup(", ").join(
            fill(
                '<a href="{}">{}</a>',
                self.link(f"{address_of(Target('source', note.document))}#{document_note_anchor(note.number)}"),
                words,
            )
            for note, words in self._note_words(citation, short=short)
        )

    def _note_words(self, citation: Citation, *, short: bool) -> Iterator[tuple[NoteOf, str]]:
        """Each note of a founding document with its name: of several in one document, the first names it for all."""
        for document, group in groupby(citation.notes, key=lambda note: note.document):
            first, *others = group
            yield (
                first,
                self.frame.catalog(
                    "note.short" if short else "note.article",
                    count=1 + len(others),
                    document=self.frame.document_name(document),
                    number=first.number,
                ),
            )
            for note in others:
                yield note, str(note.number)

    def note(self, note: Note, numbers: Sequence[NamedNumber] = ()) -> Markup:
        """A numbered note: one element, shown beside the line or as a popover.

        Args:
            note: The citations.
            numbers: Numbers in the words that the note supports: its line names rivals, the whole says who counted.
        """
        lines = Markup("; ").join(map(self._brief, note.citations, [*note.citations[1:], None]))
        lines += Markup("").join(
            fill('<span class="note-rivals">{}</span>', also(self.frame, number.statistic, number.rivals))
            for number in numbers
            if number.rivals
        )
        # Who counted stands first: the references are long, and the number is what was asked about.
        full = Markup("").join(map(self._all_estimates, numbers))
        full += Markup("").join(self._full(citation) for citation in note.citations)
        return fill(
            '<span class="note" id="{anchor}">\u2060<button type="button" class="note-mark" '
            'popovertarget="{anchor}-body" '
            'aria-label="{label}">{number}</button><span class="note-body" id="{anchor}-body" popover>'
            '<span class="note-line"><span class="note-number">{number}</span> {lines}</span>{full}</span></span>',
            anchor=note.anchor,
            number=note.number,
            label=self.frame.catalog("note.label", number=note.number),
            lines=lines,
            full=full,
        )

    def _all_estimates(self, number: NamedNumber) -> Markup:
        """Every estimate of a number with who counted: an echo of the statistic's page, to which it leads."""
        statistic = number.statistic
        return fill(
            '<span class="note-estimates">{}{}</span>',
            self.echo(statistic.target),
            Markup("").join(self._estimate(statistic, index) for index in range(len(statistic.estimates))),
        )

    def _estimate(self, statistic: Statistic, index: int) -> Markup:
        estimate: Estimate = statistic.estimates[index]
        note = self.field_note(statistic.target, "estimates", index, "cite") or self.field_note(
            statistic.target, "cite"
        )
        return fill(
            '<span class="note-estimate">{}{}. {}. {}</span>',
            with_unit(self.frame, statistic, estimate),
            f", {estimate.date.words()}" if estimate.date else "",
            self.frame.catalog("estimate.counted", counter=self.frame.catalog(f"counted_by.{estimate.counted_by}")),
            "; ".join(self.frame.short_citation(citation) for citation in note.citations) if note else "",
        )

    def _full(self, citation: Citation) -> Markup:
        catalog = self.frame.catalog
        via = self.frame.archive.sources[citation.source].custom.cited_via
        said = [catalog("note.via", documents=", ".join(self.frame.document_name(key) for key in via))] if via else []
        said.append(catalog("note.compared" if citation.compared else "note.not_compared"))
        return fill(
            '<span class="note-full">{} <span class="note-via">{}.{}</span></span>',
            self.frame.entry(citation.source),
            "; ".join(said),
            fill(' <span class="document-note">({})</span>', self._document_notes(citation)) if citation.notes else "",
        )


def _address_of_use(citation: Citation) -> str:
    return f"{address_of(Target('source', citation.source))}#{use_anchor(citation.use)}"


@dataclass(frozen=True)
class _Rendering:
    texts: Texts
    key: TextKey
    document: Document
    cover: tuple[Note, ...]
    permalinks: bool = True
    anchored_at: Block | None = None
    """The block whose cover carries the anchor that uses of a source lead to."""

    def html(self) -> Markup:
        html = render_html(
            self.document,
            group=self._group,
            link=self._link,
            block_end=self._block_end,
            picture=lambda _, image: self.texts.picture(image.path, image.alt),
            credit=self._credit,
            backlink=self.texts.frame.catalog("note.backlink"),
        )
        html = _lower_headings(html, self.texts.depth - 1)
        label = fill('<span class="testimony-label">{}</span> ', self.texts.frame.catalog("page.testimony"))
        return Markup(_TESTIMONY.sub(lambda found: f"{found[0]}{label}", html))

    @cached_property
    def _numbers(self) -> Mapping[int, tuple[NamedNumber, ...]]:
        """Numbers that a text names, by the citation group that supports them.

        A citation covers what stands between it and the one before; what stands behind the last of a block belongs to
        that. A number that a group names twice is told once.
        """
        found: dict[int, dict[Target, NamedNumber]] = {}
        for block in self.document.blocks:
            waiting: dict[Target, NamedNumber] = {}
            last = -1
            for placed in block.marks:
                if isinstance(placed.mark, CitationGroup):
                    last = placed.index
                    found.setdefault(last, {}).update(waiting)
                    waiting = {}
                elif (number := self._named_number(placed.mark)) is not None:
                    waiting.setdefault(placed.mark.target, number)
            if last >= 0:
                found[last] = waiting | found[last]
        return {index: tuple(numbers.values()) for index, numbers in found.items()}

    def _named_number(self, link: CrossLink) -> NamedNumber | None:
        statistic = self.texts.frame.archive.find_record(link.target)
        # On its own page a number stands among its estimates already.
        if not isinstance(statistic, Statistic) or statistic.target == self.key.owner:
            return None
        return find_named_number(statistic, link.text)

    def _group(self, number: int, group: CitationGroup) -> str:
        note = self.texts.frame.index.notes[self.key][number]
        if not note.citations:
            return ""
        shown = self.texts.note(note, self._numbers.get(number, ()))
        if group.narrative:
            author = self.texts.frame.index.distinctions.names[note.citations[0].source]
            return str(fill("{}{}", author, shown))
        return str(shown)

    def _link(self, number: int, link: CrossLink, inner: str) -> str:
        target = link.target
        mention = self._mention(number)
        anchor = fill(' id="{}"', mention.anchor) if mention and mention.own_anchor else ""
        shown = fill(
            '<a{} data-kind="{}" data-id="{}" href="{}">{}</a>',
            anchor,
            target.kind,
            target.id,
            self.texts.link(with_anchor(address_of(target), link.anchor) if link.anchor else address_of(target)),
            Markup(inner),
        )
        return str(shown)

    def _mention(self, number: int) -> Mention | None:
        return self.texts.frame.index.mentions[self.key].get(number)

    def _credit(self, number: int, image: Image) -> str:
        note = self.texts.frame.index.field_notes.get(picture_key(self.key, number))
        return str(self.texts.credit(image.path, note, has_caption=image.has_caption))

    def _block_end(self, block: Block) -> str:
        shown = Markup("")
        anchored = block is self.anchored_at
        is_supported = self.texts.frame.index.rests_on_picture(self.key, block)
        if self.cover and (anchored or (_needs_cover(block) and not is_supported)):
            shown += Markup(" ") + Markup(" ").join(self.texts.cites(note, anchored=anchored) for note in self.cover)
        if self.permalinks and block.id and block.tag == "p":
            shown += fill(
                ' <a class="permalink" href="#{}" aria-label="{}">¶</a>',
                block.id,
                self.texts.frame.catalog("note.permalink"),
            )
        return str(shown)


def _lower_headings(html: str, levels: int) -> str:
    """`html` with each heading moved down, at most to the sixth level."""
    if not levels:
        return html
    return _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + levels, 6)}", html)


def _needs_cover(block: Block) -> bool:
    return block.states_something and not block.groups
