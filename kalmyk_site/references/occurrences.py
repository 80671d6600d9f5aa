"""Occurrences: where in the files something is named by its id, to the character.

Links and citation marks in texts, `cite` lists, references from fields, lists of keys and of chapters in `archive.yml`,
and the id of the thing itself. Words that only look like an id are none, nor are ids of another kind that are spelt
alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from kalmyk_site.markup.anchors import APART
from kalmyk_site.markup.citations import CitationMark, MarkupError, find_closing_bracket, parse_cite
from kalmyk_site.markup.document import CrossLink
from kalmyk_site.records.archive import Archive, Located
from kalmyk_site.records.fields import TEXT_KINDS, Target
from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import Origin
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.sources import Source
from kalmyk_site.records.text_origins import TextOrigins
from kalmyk_site.records.yaml_tree import YamlNode, find
from kalmyk_site.references.addresses import OWN_PAGES, SHARED_PAGES
from kalmyk_site.references.index import BODY, Index, TextKey, prose_of
from kalmyk_site.references.walk import Path, cites, references


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place at which an id stands as it is written."""

    file: ContentFile
    start: int
    """Offset into the file's text of the first character of the id."""

    end: int
    """Offset behind its last character."""

    node: YamlNode | None = None
    """The scalar that is the id and nothing else; None where it is a part of something."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All places of one thing."""

    found: tuple[Occurrence, ...]
    unclear: tuple[Origin, ...]
    """Places that name it and where the id does not stand letter by letter, but with escapes."""


def occurrences(index: Index, target: Target) -> Occurrences:
    """Where a record, source, chapter or page is named.

    Lists of names of files (`chapters` of a part, `about`) are left out: there a chapter or page goes by a part of its
    id.
    """
    found: dict[tuple[str, int], Occurrence] = {}
    unclear: list[Origin] = []
    for each in _places(index, target):
        if isinstance(each, Occurrence):
            found.setdefault((each.file.path, each.start), each)
        else:
            unclear.append(each)
    return Occurrences(tuple(found[place] for place in sorted(found)), tuple(dict.fromkeys(unclear)))


def written_citations(index: Index, keys: Collection[str]) -> Iterator[tuple[TextKey, CitationMark]]:
    """Every citation mark of some sources: in texts, `cite` lists, the list of pictures and the notes of sources.

    The key names the text, or the entry of the list, in which the mark has its offset.
    """
    archive = index.archive
    places = dict.fromkeys(TextKey(use.owner, use.path) for key in sorted(keys) for use in index.uses.get(key, ()))
    for place in places:
        document = index.documents.get(place)
        record = archive.find_record(place.owner)
        if document is not None:
            marks = (mark for group in document.groups for mark in group.marks if mark.key in keys)
            yield from ((place, mark) for mark in marks)
        elif record is not None and place.path[-1] == "cite":
            yield from _marks(place, dict(cites(record))[place.path], keys)
    for picture in archive.pictures.values():
        yield from _marks(TextKey(picture.target, ("cite",)), picture.cite, keys)
    for source in archive.sources.values():
        for number, note in enumerate(source.custom.notes):
            yield from _marks(TextKey(source.target, ("custom", "notes", number, "cites")), note.cites, keys)


def bare_keys(archive: Archive) -> Iterator[tuple[Target, Path, str]]:
    """Every field that names a source by its key alone: whose field, its path, and the key."""
    for place, key in enumerate(archive.settings.founding_documents):
        yield SETTINGS, ("founding_documents", place), key
    for source in archive.sources.values():
        for place, key in enumerate(source.custom.cited_via):
            yield source.target, ("custom", "cited_via", place), key


def shared_place(link: CrossLink) -> Target | None:
    """The record, or the source in the bibliography, to whose place on a shared page a link leads; None for others."""
    page = link.target.id if link.kind == "page" else SHARED_PAGES.get(link.kind, "")
    kinds = {name: kind for kind, name in SHARED_PAGES.items()} | {OWN_PAGES[Source.kind]: Source.kind}
    if not link.anchor or page not in kinds:
        return None
    return Target(kinds[page], link.anchor.partition(APART)[0])


def _marks(key: TextKey, written: Iterable[str], keys: Collection[str]) -> Iterator[tuple[TextKey, CitationMark]]:
    for place, text in enumerate(written):
        group = parse_cite(text)
        for mark in () if isinstance(group, MarkupError) else group.marks:
            if mark.key in keys:
                yield TextKey(key.owner, (*key.path, place)), mark


def _places(index: Index, target: Target) -> Iterator[Occurrence | Origin]:
    archive = index.archive
    if target.kind not in TEXT_KINDS:
        yield _scalar(archive.located[target], ("id",), target)
    for mention in index.mentions_of.get(target, ()):
        yield _link(index, mention.key, mention.offset, f"{target.kind}:", target.id)
    yield from _anchors(index, target)
    for reference in index.references_to.get(target, ()):
        yield _scalar(archive.located[reference.owner], reference.path, target)
    for path, named in references(archive.settings):
        if named == target:
            yield _scalar(archive.located[SETTINGS], path, target)
    for picture in archive.pictures.values():
        for place, shown in enumerate(picture.shows):
            if shown == target:
                yield _scalar(archive.located[picture.target], ("shows", place), target)
    if target.kind == "chapter":
        for place, name in enumerate(archive.settings.reading_order):
            if name == target.id:
                yield _scalar(archive.located[SETTINGS], ("reading_order", place), target)
    if target.kind == Source.kind:
        for key, mark in written_citations(index, {target.id}):
            # Behind `@`, `-@` or `@{`.
            yield _in_text(index, key, mark.offset, re.compile(r"-?@\{?"), target.id)
        for owner, path, named in bare_keys(archive):
            if named == target.id:
                yield _scalar(archive.located[owner], path, target)


def _anchors(index: Index, target: Target) -> Iterator[Occurrence | Origin]:
    """Anchors that begin with the id, where what they lead to shares a page."""
    if target.kind not in SHARED_PAGES and target.kind != Source.kind:
        return
    for key, document in index.documents.items():
        for link in document.links:
            if link.anchor and shared_place(link) == target:
                yield _link(index, key, link.offset, f"{link.target}#", target.id)


def _scalar(located: Located, path: Path, target: Target) -> Occurrence | Origin:
    """The id in a field that holds it, alone or behind its kind."""
    node = find(located.node, path)
    value = node.value if isinstance(node.value, str) else ""
    before = len(value.removesuffix(target.id)) if value.endswith(target.id) else 0
    start = TextOrigins(located.file, node).offset_at(before) if value else node.offset
    found = _exact(located.file, start, target.id)
    if found is None or value[:before] not in ("", f"{target.kind}:"):
        return node.origin
    return Occurrence(located.file, start, found, None if before else node)


def _in_text(index: Index, key: TextKey, offset: int, lead: re.Pattern[str], id_: str) -> Occurrence | Origin:
    """The id behind what `lead` matches at an offset into a text."""
    text = _Text.of(index, key)
    match = lead.match(text.value, offset)
    if match is not None and text.value.startswith(id_, match.end()):
        start = text.place(match.end())
        end = _exact(text.file, start, id_)
        if end is not None:
            return Occurrence(text.file, start, end)
    return index.origin(key, offset)


def _link(index: Index, key: TextKey, offset: int, before: str, id_: str) -> Occurrence | Origin:
    """The id in the address of a link that begins at `offset`; `before` is what stands before it in the address."""
    text = _Text.of(index, key).value
    lead = re.compile(rf"<?{re.escape(before)}(?={re.escape(id_)})")
    for place in _addresses(text, offset):
        if lead.match(text, place):
            return _in_text(index, key, place, lead, id_)
    return index.origin(key, offset)


def _addresses(text: str, offset: int) -> Iterator[int]:
    """Where the address of a link may begin, the likeliest first: behind its text, or where its label is defined."""
    close = find_closing_bracket(text, offset)
    behind = _BEHIND.match(text, close) if close >= 0 else None
    if behind is not None:
        yield behind.end()
        return
    label = _LABEL.match(text, close + 1)
    sought = _folded(label[1] if label else text[offset + 1 : close])
    yield from (found.end() for found in _DEFINITION.finditer(text) if _folded(found[1]) == sought)
    # Brackets in code within the text of the link are no pair.
    yield from (found.end() for found in _BEHIND.finditer(text, offset))


_BEHIND = re.compile(r"\]\(\s*")
_LABEL = re.compile(r"[ \n]?\[([^\[\]]+)\]")
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]\n]+)\]:[ \t]*\n?[ \t]*", re.MULTILINE)


def _folded(label: str) -> str:
    return " ".join(label.lower().split())


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the archive and where it stands."""

    value: str
    file: ContentFile
    place: Callable[[int], int]
    """Offset into the text of the file of an offset into this text."""

    @staticmethod
    def of(index: Index, key: TextKey) -> _Text:
        if key.path == BODY:
            prose = prose_of(index.archive, key.owner)
            return _Text(prose.body, prose.file, lambda offset: prose.body_offset + offset)
        located = index.archive.located[key.owner]
        node = find(located.node, key.path)
        value = node.value if isinstance(node.value, str) else ""
        return _Text(value, located.file, TextOrigins(located.file, node).offset_at)


def _exact(file: ContentFile, start: int, id_: str) -> int | None:
    """Offset behind an id that stands at `start` letter by letter; None where it does not."""
    return start + len(id_) if file.text.startswith(id_, start) else None
