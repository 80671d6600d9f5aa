"""The index of an archive: who cites what and who mentions what, with the sentence and the exact place.

Every text is parsed once, here. Citation marks are joined with their sources, cross-links with their targets, and the
notes of each page are numbered in the order in which the page shows them. Nothing is rendered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from kalmyk_site.markup.anchors import APART, site_anchor
from kalmyk_site.markup.citations import CitationGroup, CitationMark, MarkupError, parse_cite
from kalmyk_site.markup.document import Block, CrossLink, Document, Image, Sentence, without_marks
from kalmyk_site.markup.kept import ParseDocument
from kalmyk_site.markup.markdown import parse_document
from kalmyk_site.records.archive import AboutPage, Archive, Chapter, HomePage
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, NearestMatches, Origin
from kalmyk_site.records.kinds import KINDS, Discrepancy, Record
from kalmyk_site.records.pictures import Picture
from kalmyk_site.records.sources import Source
from kalmyk_site.records.text_origins import TextOrigins
from kalmyk_site.records.yaml_tree import find
from kalmyk_site.references.addresses import SHARED_PAGES, address_of, page_of, targets, with_anchor
from kalmyk_site.references.chicago import Distinctions, tell_apart
from kalmyk_site.references.order import in_display_order
from kalmyk_site.references.unknown import is_broken, unknown_source, unknown_target
from kalmyk_site.references.walk import Path, cites, references, texts

BODY: Final[Path] = ("body",)
"""Path of the Markdown below the front matter."""

_PROSE_ORDER: Final = {"summary": 0, "notice": 1, "body": 2, "facts": 3, "questions": 4, "missing": 5}
# A page numbers its notes in the order in which its template shows the texts: facts, what a law or a term is, the
# record's own text, then estimates and responses.
_RECORD_ORDER: Final = {"field_evidence": 0, "effect": 1, "definition": 1, "readings": 1, "note": 1, "text": 2}


CitedPlace = tuple[str, str]
"""A source's key with the locator as programs read it; the locator is empty where a work is cited as a whole."""

NotesByPlace = Mapping[CitedPlace, "tuple[tuple[NoteOf, frozenset[CitedPlace]], ...]"]
"""Notes of founding documents by the places that they give, each with all its places."""


@dataclass(frozen=True, slots=True)
class TextKey:
    """Names one text of the archive."""

    owner: Target
    path: Path


@dataclass(frozen=True, slots=True)
class NoteOf:
    """A note of a founding document that gives the same source and locator."""

    document: str
    """Key of the founding document's source."""

    number: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark joined with its source."""

    mark: CitationMark
    source: str
    """Key of the source."""

    use: int
    """Number among the uses of its source, counted from 1 in reading order."""

    owner: Target
    path: Path
    """The text, or the `cite` field, in which it stands."""

    anchor: str
    """Anchor of its note on the owner's page."""

    sentence: str
    """The sentence that it supports; empty where it supports the value of a field."""

    notes: tuple[NoteOf, ...]
    compared: bool
    """Whether someone has compared this locator with the original."""

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return with_anchor(address_of(self.owner), self.anchor)


@dataclass(frozen=True, slots=True)
class Note:
    """One group of citations, as numbered on a page."""

    number: int
    """Counted from 1 on each page; 0 for the citations of a field, which show their short form instead."""

    anchor: str
    citations: tuple[Citation, ...]
    narrative: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A cross-link in a text, with its sentence."""

    target: Target
    key: TextKey
    offset: int
    """Where the link begins in the text, in characters."""

    text: str
    """What the link says."""

    sentence: str
    anchor: str
    """Anchor of the link's paragraph, or of the link itself where the paragraph has none."""

    own_anchor: bool
    """Whether the link must carry the anchor itself."""

    @property
    def owner(self) -> Target:
        """The record, chapter or page that mentions it."""
        return self.key.owner

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return with_anchor(address_of(self.owner), self.anchor)


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A reference from a field of one record to another."""

    target: Target
    owner: Target
    path: Path


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture on the page of a record that it shows, below the record's facts."""

    picture: Picture
    key: TextKey
    """Names its citations among the `field_notes`."""


@dataclass(frozen=True)
class Index:
    """Everything that is known about the texts of an archive."""

    archive: Archive
    documents: Mapping[TextKey, Document]
    notes: Mapping[TextKey, tuple[Note, ...]]
    """Notes of each text, by number of the citation group."""

    field_notes: Mapping[TextKey, Note]
    """Citations of each `cite` field, and those of a picture at each place where it is shown (`picture_key`)."""

    shown: Mapping[Target, tuple[ShownPicture, ...]]
    """Pictures of each record that its own text does not show, in the order of `media.yml`."""

    mentions: Mapping[TextKey, Mapping[int, Mention]]
    """Mentions of each text, by number of the cross-link; a link that leads nowhere has none."""

    uses: Mapping[str, tuple[Citation, ...]]
    """Citations of each source, in reading order."""

    mentions_of: Mapping[Target, tuple[Mention, ...]]
    references_to: Mapping[Target, tuple[FieldReference, ...]]
    distinctions: Distinctions
    """What tells the works apart in short references."""

    known: frozenset[Target]
    findings: tuple[Finding, ...]

    @cached_property
    def disagreements_about(self) -> Mapping[Target, tuple[Target, ...]]:
        """The discrepancies about each target, in the order of their page."""
        about: dict[Target, dict[Target, None]] = {}
        for target, found in self.references_to.items():
            for reference in found:
                if reference.owner.kind == Discrepancy.kind and reference.path[0] == "about":
                    about.setdefault(target, {})[reference.owner] = None
        return {target: tuple(owners) for target, owners in about.items()}

    def rests_on_picture(self, key: TextKey, block: Block) -> bool:
        """Whether a block is the caption of a picture that has citations of its own, which are shown behind it."""
        image = self.documents[key].image_of(block)
        picture = self.archive.pictures.get(image.path) if image else None
        return picture is not None and bool(picture.cite)

    def origin(self, key: TextKey, offset: int) -> Origin:
        """Place in the content file of a character of a text."""
        return origin_in(self.archive, key, offset)

    def title_of(self, target: Target) -> str:
        """Title or name of a record, source, chapter or authored page; empty for pages made from records."""
        if target == self.archive.home.target:
            return self.archive.settings.title
        if target.kind == "chapter":
            return self.archive.chapters[target.id].label if target.id in self.archive.chapters else ""
        if target.kind == "page":
            return self.archive.pages[target.id].label if target.id in self.archive.pages else ""
        if target.kind == "source":
            return self.archive.sources[target.id].title if target.id in self.archive.sources else ""
        record = self.archive.find_record(target)
        return record.label if record else ""


@dataclass
class _Draft:
    archive: Archive
    known: frozenset[Target]
    notes_of: NotesByPlace
    checked: frozenset[CitedPlace]
    distinctions: Distinctions
    parse: ParseDocument

    documents: dict[TextKey, Document] = field(default_factory=dict[TextKey, Document])
    notes: dict[TextKey, tuple[Note, ...]] = field(default_factory=dict[TextKey, tuple[Note, ...]])
    field_notes: dict[TextKey, Note] = field(default_factory=dict[TextKey, Note])
    picture_groups: dict[str, tuple[CitationGroup, ...]] = field(default_factory=dict[str, tuple[CitationGroup, ...]])
    shown: dict[Target, tuple[ShownPicture, ...]] = field(default_factory=dict[Target, tuple[ShownPicture, ...]])
    mentions: dict[TextKey, dict[int, Mention]] = field(default_factory=dict[TextKey, dict[int, Mention]])
    uses: dict[str, list[Citation]] = field(default_factory=dict[str, list[Citation]])
    mentions_of: dict[Target, list[Mention]] = field(default_factory=dict[Target, list[Mention]])
    references_to: dict[Target, list[FieldReference]] = field(default_factory=dict[Target, list[FieldReference]])
    findings: list[Finding] = field(default_factory=list[Finding])
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    nearest: dict[str, NearestMatches] = field(default_factory=dict[str, NearestMatches])


def build_index(archive: Archive, parse: ParseDocument = parse_document) -> Index:
    """Parse every text of `archive` and join its marks with their targets.

    Args:
        archive: The archive.
        parse: Reads one text; whoever reads the archive again and again keeps documents (`KeptDocuments`).
    """
    draft = _Draft(
        archive=archive,
        known=frozenset(targets(archive)),
        notes_of=_notes_of_founding_documents(archive),
        checked=frozenset(
            (key, place)
            for key, source in archive.sources.items()
            for check in source.custom.checked
            if not isinstance(place := read_locator(check.locator), MarkupError)
        ),
        distinctions=tell_apart(archive.sources.values()),
        parse=parse,
    )
    subjects = _read_pictures(draft)
    for prose in _all_prose(archive):
        for path, text in sorted(_prose_texts(prose), key=lambda item: _PROSE_ORDER.get(str(item[0][0]), 9)):
            _add_text(draft, TextKey(prose.target, path), text)
    for kind in KINDS:
        for record in in_display_order(archive, kind):
            _add_record(draft, record.target, record)
            _show_pictures(draft, record.target, subjects.get(record.target, ()))
    for source in archive.sources.values():
        _add_record(draft, Target("source", source.id), source)
    return Index(
        archive=archive,
        documents=draft.documents,
        notes=draft.notes,
        field_notes=draft.field_notes,
        shown=draft.shown,
        mentions=draft.mentions,
        uses={key: tuple(citations) for key, citations in draft.uses.items()},
        mentions_of={target: tuple(found) for target, found in draft.mentions_of.items()},
        references_to={target: tuple(found) for target, found in draft.references_to.items()},
        distinctions=draft.distinctions,
        known=draft.known,
        findings=tuple(draft.findings),
    )


def read_locator(written: str) -> str | MarkupError:
    """A locator that stands without a citation, in the form in which citations compare: `65-66` for `65–66`."""
    group = parse_cite(f"{_ANY}{written}")
    if isinstance(group, MarkupError):
        return replace(group, offset=max(0, group.offset - len(_ANY)), value=written)
    mark = group.marks[0]
    if mark.locator is None or mark.suffix or len(group.marks) > 1:
        return MarkupError(
            "locator-invalid",
            0,
            f"'{written[:60]}' is not one place in a work.",
            written,
            "a page or another place as citations write it, without the key: 65-66 or chap. 3",
            "Write the place alone.",
        )
    return mark.locator.data


_ANY: Final = "@x, "


def anchor_prefix(owner: Target) -> str:
    """Scope of a record's anchors where it shares its page with others: `council--`."""
    return f"{owner.id}{APART}" if owner.kind in SHARED_PAGES else ""


def id_prefix(key: TextKey) -> str:
    """Scope of the anchors of a text, so that all texts of a page have anchors of their own: `summary--`."""
    inner = "" if key.path in (BODY, ("text",)) else "-".join(str(step) for step in key.path) + APART
    return f"{anchor_prefix(key.owner)}{inner}"


def _all_prose(archive: Archive) -> Iterator[Chapter | AboutPage | HomePage]:
    yield archive.home
    yield from archive.chapters.values()
    yield from archive.pages.values()


def _prose_texts(prose: Chapter | AboutPage | HomePage) -> Iterator[tuple[Path, str]]:
    yield BODY, prose.body
    yield from texts(prose.matter)


def _add_record(draft: _Draft, owner: Target, record: Record | Source) -> None:
    for path, written in cites(record):
        _add_field_note(draft, TextKey(owner, path), written)
    for path, text in sorted(texts(record), key=lambda item: _RECORD_ORDER.get(str(item[0][0]), 3)):
        _add_text(draft, TextKey(owner, path), text)
    for path, target in references(record):
        if target not in draft.known:
            _report_unknown(draft, target, draft.archive.located[owner].origin(*path))
        else:
            draft.references_to.setdefault(target, []).append(FieldReference(target, owner, path))


def _add_text(draft: _Draft, key: TextKey, text: str) -> None:
    prefix = id_prefix(key)
    document = draft.parse(
        text,
        origin_at=_OriginsOf(draft.archive, key),
        abbreviations=draft.archive.settings.abbreviations,
        id_prefix=prefix,
    )
    draft.documents[key] = document
    draft.findings += document.findings
    page = page_of(address_of(key.owner))
    notes: dict[int, Note] = {}
    mentions: dict[int, Mention] = {}
    before = ""
    for block in document.blocks:
        sentences = _sentences_of_marks(draft.distinctions.names, block)
        for placed, own in zip(block.marks, sentences, strict=True):
            # A citation that stands alone, as under a quotation, supports what stands before it.
            sentence = own or before
            if isinstance(placed.mark, CitationGroup):
                number = draft.numbers[page] = draft.numbers.get(page, 0) + 1
                anchor = site_anchor(f"note-{number}")
                citations = _join(draft, key, placed.mark, anchor, sentence)
                notes[placed.index] = Note(number, anchor, citations, placed.mark.narrative)
            else:
                own_anchor = site_anchor(f"link-{placed.index + 1}", prefix)
                mention = _mention(draft, key, block, placed.mark, sentence, own_anchor)
                if mention is not None:
                    mentions[placed.index] = mention
        before = block.sentences[-1].text if block.sentences else before
    draft.notes[key] = tuple(notes.get(index, _NO_NOTE) for index in range(len(document.groups)))
    draft.mentions[key] = mentions
    if document.images:
        captions = {block.id: without_marks(block.text) for block in document.blocks if block.tag == "figcaption"}
        for number, image in enumerate(document.images):
            anchor = site_anchor(f"picture-{number + 1}", prefix)
            _add_picture_note(draft, picture_key(key, number), image, anchor, captions.get(image.id, ""))


# Pictures ---------------------------------------------------------------------------------------------------------


def picture_key(key: TextKey, number: int) -> TextKey:
    """Names the citations of a picture where the text `key` shows it as its image `number`, counted from 0."""
    return TextKey(key.owner, (*key.path, "pictures", number))


def _read_pictures(draft: _Draft) -> Mapping[Target, tuple[Picture, ...]]:
    """Read what the pictures cite and show, once for all places; returns the pictures of each record."""
    subjects: dict[Target, list[Picture]] = {}
    for path, picture in draft.archive.pictures.items():
        groups: list[CitationGroup] = []
        for place, written in enumerate(picture.cite):
            group = parse_cite(written)
            entry = TextKey(picture.target, ("cite", place))
            if isinstance(group, MarkupError):
                draft.findings.append(group.finding(origin_in(draft.archive, entry, group.offset)))
                continue
            known = tuple(mark for mark in group.marks if Target("source", mark.key) in draft.known)
            for mark in group.marks:
                if mark not in known:
                    origin = origin_in(draft.archive, entry, mark.offset)
                    _report_unknown(draft, Target("source", mark.key), origin, cited=True)
            if known:
                groups.append(replace(group, marks=known))
        draft.picture_groups[path] = tuple(groups)
        for place, target in enumerate(picture.shows):
            if target in draft.known:
                subjects.setdefault(target, []).append(picture)
            else:
                _report_unknown(draft, target, draft.archive.located[picture.target].origin("shows", place))
    return {target: tuple(pictures) for target, pictures in subjects.items()}


def _add_picture_note(draft: _Draft, key: TextKey, image: Image, anchor: str, caption: str) -> None:
    """Join the citations of a picture at one place where it is shown."""
    picture = draft.archive.pictures.get(image.path)
    groups = draft.picture_groups.get(image.path, ())
    if picture is None or not groups:
        return
    said = caption or picture.caption or image.alt or picture.alt
    cited = frozenset(_place(mark) for group in groups for mark in group.marks)
    citations = (each for group in groups for each in _join(draft, key, group, anchor, said, cited=cited))
    draft.field_notes[key] = Note(0, anchor, tuple(citations), narrative=False)


def _show_pictures(draft: _Draft, record: Target, pictures: tuple[Picture, ...]) -> None:
    """Show the pictures of a record on its page, those left out that its own text shows already."""
    document = draft.documents.get(TextKey(record, ("text",)))
    there = {image.path for image in document.images} if document else set[str]()
    shown: list[ShownPicture] = []
    for number, picture in enumerate(picture for picture in pictures if picture.path not in there):
        key = TextKey(record, ("pictures", number))
        anchor = site_anchor(f"shown-{number + 1}", anchor_prefix(record))
        _add_picture_note(draft, key, Image(picture.path, picture.alt, 0), anchor, "")
        shown.append(ShownPicture(picture, key))
    if shown:
        draft.shown[record] = tuple(shown)


# Citations --------------------------------------------------------------------------------------------------------


def _sentences_of_marks(names: Mapping[str, str], block: Block) -> list[str]:
    """The sentence of each mark, as it is read: a source that is a word of it stands there by its short name."""
    if not block.marks:
        return []
    sentences = block.sentences
    ends = [sentence.end for sentence in sentences]
    # A mark behind the last sentence belongs to it.
    numbers = [min(bisect_right(ends, placed.position), len(ends) - 1) for placed in block.marks]
    named: dict[int, list[tuple[int, str]]] = {}
    for placed, number in zip(block.marks, numbers, strict=True):
        if isinstance(placed.mark, CitationGroup) and placed.mark.narrative:
            named.setdefault(number, []).append((placed.position, names.get(placed.mark.marks[0].key, "")))
    shown = {number: _with_names(block.text, sentences[number], found) for number, found in named.items()}
    return [shown.get(number, sentences[number].text if sentences else "") for number in numbers]


def _with_names(text: str, sentence: Sentence, named: list[tuple[int, str]]) -> str:
    """A sentence of `text` with names at these places."""
    pieces: list[str] = []
    start = sentence.start
    for place, name in named:
        pieces += (text[start:place], name)
        start = place + 1
    return without_marks("".join((*pieces, text[start : sentence.end])))


_NO_NOTE: Final = Note(0, "", (), narrative=False)


@dataclass(frozen=True, slots=True)
class _OriginsOf:
    archive: Archive
    key: TextKey

    def __call__(self, offset: int) -> Origin:
        return origin_in(self.archive, self.key, offset)


def _mention(
    draft: _Draft, key: TextKey, block: Block, link: CrossLink, sentence: str, own_anchor: str
) -> Mention | None:
    target = link.target
    if target not in draft.known:
        _report_unknown(draft, target, origin_in(draft.archive, key, link.offset))
        return None
    mention = Mention(target, key, link.offset, link.text, sentence, block.id or own_anchor, own_anchor=not block.id)
    draft.mentions_of.setdefault(target, []).append(mention)
    return mention


def _add_field_note(draft: _Draft, key: TextKey, written: tuple[str, ...]) -> None:
    steps = (str(step + 1) if isinstance(step, int) else step for step in key.path)
    anchor = site_anchor("-".join(steps), anchor_prefix(key.owner))
    citations: list[Citation] = []
    groups = [parse_cite(text) for text in written]
    cited = frozenset(_place(mark) for group in groups if isinstance(group, CitationGroup) for mark in group.marks)
    for index, group in enumerate(groups):
        entry = TextKey(key.owner, (*key.path, index))
        if isinstance(group, MarkupError):
            draft.findings.append(group.finding(origin_in(draft.archive, entry, group.offset)))
            continue
        citations += _join(draft, key, group, anchor, "", entry, cited)
    draft.field_notes[key] = Note(0, anchor, tuple(citations), narrative=False)


def _join(
    draft: _Draft,
    key: TextKey,
    group: CitationGroup,
    anchor: str,
    sentence: str,
    entry: TextKey | None = None,
    cited: frozenset[CitedPlace] | None = None,
) -> tuple[Citation, ...]:
    citations: list[Citation] = []
    cited = cited or frozenset(_place(mark) for mark in group.marks)
    for mark in group.marks:
        if Target("source", mark.key) not in draft.known:
            _report_unknown(
                draft, Target("source", mark.key), origin_in(draft.archive, entry or key, mark.offset), cited=True
            )
            continue
        uses = draft.uses.setdefault(mark.key, [])
        citation = Citation(
            mark=mark,
            source=mark.key,
            use=len(uses) + 1,
            owner=key.owner,
            path=key.path,
            anchor=anchor,
            sentence=sentence,
            notes=_notes_of(draft, _place(mark), cited),
            compared=_place(mark) in draft.checked,
        )
        uses.append(citation)
        citations.append(citation)
    return tuple(citations)


def _report_unknown(draft: _Draft, target: Target, origin: Origin, *, cited: bool = False) -> None:
    if is_broken(draft.archive, target):
        return
    if target.kind not in draft.nearest:
        draft.nearest[target.kind] = NearestMatches(known.id for known in draft.known if known.kind == target.kind)
    nearest = draft.nearest[target.kind]
    if cited:
        finding = unknown_source(draft.archive, target.id, origin, nearest, written=f"@{target.id}")
    else:
        finding = unknown_target(draft.archive, target, origin, nearest)
    draft.findings.append(finding)


def origin_in(archive: Archive, key: TextKey, offset: int) -> Origin:
    """Place in the content file of a character of a text."""
    if key.path == BODY:
        prose = prose_of(archive, key.owner)
        return prose.file.origin_at(prose.body_offset + offset)
    located = archive.located[key.owner]
    return TextOrigins(located.file, find(located.node, key.path)).origin_at(offset)


def prose_of(archive: Archive, owner: Target) -> Chapter | AboutPage | HomePage:
    """The chapter or authored page `owner`."""
    if owner == archive.home.target:
        return archive.home
    return archive.chapters[owner.id] if owner.kind == "chapter" else archive.pages[owner.id]


def _place(mark: CitationMark) -> CitedPlace:
    return (mark.key, mark.locator.data if mark.locator else "")


def _notes_of(draft: _Draft, place: CitedPlace, cited: frozenset[CitedPlace]) -> tuple[NoteOf, ...]:
    """The notes of founding documents that give this place: of those that the group repeats whole, the longest."""
    candidates = draft.notes_of.get(place, ())
    most = max((len(places) for _, places in candidates if places <= cited), default=0)
    whole = tuple(note for note, places in candidates if places <= cited and len(places) == most)
    return whole or tuple(note for note, _ in candidates)


def _notes_of_founding_documents(
    archive: Archive,
) -> NotesByPlace:
    found: dict[CitedPlace, list[tuple[NoteOf, frozenset[CitedPlace]]]] = {}
    for key in archive.settings.founding_documents:
        source = archive.sources.get(key)
        for note in source.custom.notes if source else ():
            groups = (parse_cite(written) for written in note.cites)
            places = frozenset(
                _place(mark) for group in groups if isinstance(group, CitationGroup) for mark in group.marks
            )
            for place in places:
                found.setdefault(place, []).append((NoteOf(key, note.number), places))
    return {place: tuple(notes) for place, notes in found.items()}
