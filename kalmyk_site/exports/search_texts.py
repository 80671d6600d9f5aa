"""What the full-text search knows of each record, chapter, page and source: its words, without what surrounds them.

The index is not made from the finished pages. Those repeat, in notes, lists of uses and mentions, what other pages say,
and a record that shares its page would be found as that page. Here each thing is one text of its own, in the order of
its page, and each block brings the anchor that a result leads to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from kalmyk_site.exports.jump_index import jump_targets
from kalmyk_site.markup.document import Document, without_marks
from kalmyk_site.markup.typography import typeset_words
from kalmyk_site.pages.estimates import with_unit
from kalmyk_site.pages.field_text import value_text
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Discrepancy, NamedRecord, Person, Record, Statistic
from kalmyk_site.records.sources import Source
from kalmyk_site.references.index import TextKey

_NOT_SEARCHED: Final = frozenset({"th", "pre"})
"""Blocks that say nothing by themselves."""

_TOLD_BY_PARTS: Final = frozenset({"names", "roles"})
"""Fields of which single parts are told, each in its own way."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text, or the facts of a record in one line."""

    anchor: str
    """Anchor on the page; empty where the record itself is meant."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class SearchText:
    """All words of one thing."""

    target: Target
    """What it is: the jump index knows its address and how it is called."""

    title: str
    passages: tuple[Passage, ...]

    def typeset(self) -> SearchText:
        """The text as pages show it."""
        passages = (replace(passage, text=typeset_words(passage.text)) for passage in self.passages)
        return SearchText(self.target, typeset_words(self.title), tuple(passages))

    @property
    def html(self) -> str:
        """The text as HTML, each block with its anchor as id."""
        body = Markup("\n").join(map(_block, self.passages))
        return str(fill("<!doctype html><html><body><h1>{}</h1>\n{}</body></html>", self.title, body))


def search_texts(frame: Frame) -> Iterator[SearchText]:
    """A text for everything that has words of its own, in the order of the jump index."""
    documents: dict[Target, dict[TextKey, Document]] = defaultdict(dict)
    for key, document in frame.index.documents.items():
        documents[key.owner][key] = document
    for target in jump_targets(frame):
        passages = (*_facts(frame, target, documents[target]), *_blocks(documents[target]))
        if passages:
            text = SearchText(target, frame.title_of(target), passages)
            yield text.typeset() if frame.is_typeset(target) else text


def _block(passage: Passage) -> Markup:
    tag = "h2" if passage.heading else "p"
    anchor = fill(' id="{}"', passage.anchor) if passage.anchor else Markup("")
    return fill("<{0}{1}>{2}</{0}>", Markup(tag), anchor, passage.text)


def _blocks(documents: Mapping[TextKey, Document]) -> Iterator[Passage]:
    """The blocks of all texts; one without an anchor has that of the block before it."""
    for document in documents.values():
        anchor = ""
        for block in document.blocks:
            anchor = block.id or anchor
            text = without_marks(block.text)
            if text and block.tag not in _NOT_SEARCHED:
                yield Passage(anchor, text, heading=bool(block.heading_level))


def _facts(frame: Frame, target: Target, documents: Mapping[TextKey, Document]) -> Iterator[Passage]:
    """What fields say that are no texts."""
    if target.kind == Source.kind:
        yield Passage("", frame.entry(target.id).striptags())
        return
    record = frame.archive.find_record(target)
    if record is None:
        return
    written = {str(key.path[0]) for key in documents}
    fields = (field for field in record.evidence_fields() if field not in written | _TOLD_BY_PARTS)
    facts = [text for field in fields if (text := value_text(frame, record, field))]
    facts += _parts(frame, record)
    if facts:
        yield Passage("", f"{'; '.join(fact.removesuffix('.') for fact in facts)}.")


def _parts(frame: Frame, record: Record) -> Iterator[str]:
    """What the parts of a record say. Slips are found among the names and stand in no text."""
    if isinstance(record, NamedRecord):
        yield from (name.text for name in record.names if name.type not in ("preferred", "slip"))
    if isinstance(record, Person):
        yield from (role.role for role in record.roles)
    elif isinstance(record, Statistic):
        for estimate in record.estimates:
            counted = frame.catalog(f"counted_by.{estimate.counted_by}")
            yield f"{with_unit(frame, record, estimate)} ({counted})"
            if estimate.as_written:
                yield estimate.as_written
    elif isinstance(record, Discrepancy) and record.settled_by:
        yield record.settled_by
