"""Evidence: what is said without saying where it is known from.

A citation covers what stands between it and the citation before it. A paragraph has to have one; the `cite` of a record
covers its texts. What the editors say of their own work is marked `{.editorial}`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from kalmyk_site.checks.cover import is_covered
from kalmyk_site.markup.document import Block, CrossLink, Document, Sentence
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding
from kalmyk_site.references.index import Index, TextKey
from kalmyk_site.references.walk import cites

_BROKEN_CITATION: Final = frozenset({"citation-malformed", "locator-invalid"})
_NUMBER: Final = re.compile(r"\d(?:[\d.,\u00a0\u2009\u202f]*\d)?")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_OPENING: Final = "\"'“‘«„(["
_BEGINS_ANEW: Final = frozenset(f"{_OPENING}:")
_NOT_DIGIT: Final = re.compile(r"\D")


def paragraphs(index: Index) -> Iterator[Finding]:
    """Paragraphs, list items, definitions and table rows that state something and cite nothing."""
    for key, document in index.documents.items():
        if is_exempt(key) or is_covered(index, key):
            continue
        misread = _misread_blocks(index, key, document)
        for number, block in enumerate(document.blocks):
            if (
                needs_source(block)
                and not (block.groups or index.rests_on_picture(key, block))
                and number not in misread
            ):
                yield Finding(
                    "paragraph-uncited",
                    index.origin(key, block.offset),
                    f"the paragraph '{_beginning(block.text)}' names no source",
                    value=_beginning(block.text),
                    expected="a citation, such as [@key, p. 5], behind what it supports",
                    remedy="Add the citation; mark what the editors say of their own work with {.editorial}.",
                )


def citations_alone(index: Index) -> Iterator[Finding]:
    """Citations with no words beside them: they belong to the paragraph whose statement they support."""
    for key, document in index.documents.items():
        for block in document.blocks:
            if block.groups and not block.quotation and not any(map(str.isalnum, block.text)):
                yield Finding(
                    "citation-alone",
                    index.origin(key, block.groups[0].offset),
                    "the citation stands alone",
                    value=f"@{block.groups[0].marks[0].key}",
                    expected="a citation in the paragraph, list item or row whose statement it supports",
                    remedy="Join it to the end of that paragraph: take out the empty line before it.",
                )


def sentences(index: Index) -> Iterator[Finding]:
    """Sentences behind the last citation of their paragraph that hold a number, a date, a name or a cross-link."""
    for key, document in index.documents.items():
        if is_exempt(key) or is_covered(index, key):
            continue
        exempt = _exempt_numbers(index.archive, key.owner)
        for block in document.blocks:
            if not needs_source(block) or not block.groups or index.rests_on_picture(key, block):
                continue
            last = max(placed.position for placed in block.marks if not isinstance(placed.mark, CrossLink))
            links = [
                (placed.position, placed.mark.text) for placed in block.marks if isinstance(placed.mark, CrossLink)
            ]
            for sentence in block.sentences:
                told = _what_is_told(block, sentence, links, exempt) if sentence.start > last else ""
                if told:
                    yield Finding(
                        "sentence-uncited",
                        index.origin(key, block.offset_at(sentence.start)),
                        f"no citation covers the sentence '{_beginning(sentence.text)}', which tells of {told}",
                        value=_beginning(sentence.text),
                        expected="a citation behind it",
                        remedy="Add the citation, or move the one before it to the end of what it supports.",
                    )


def records(index: Index) -> Iterator[Finding]:
    """Records without `cite`, in themselves and in all their parts."""
    for record in index.archive.all_records():
        if not any(True for _ in cites(record)):
            yield Finding(
                "record-uncited",
                index.archive.located[record.target].origin("id"),
                f"the {record.kind} '{record.id}' has no citation",
                value=record.id,
                expected='cite: ["@key, p. 5"]',
                remedy="Add 'cite' with what its fields rest on.",
            )


def sources(index: Index) -> Iterator[Finding]:
    """Sources that nothing cites. They are kept, as further reading."""
    for key in index.archive.sources:
        if not index.uses.get(key) and key not in index.archive.settings.founding_documents:
            yield Finding(
                "source-uncited",
                index.archive.located[Target("source", key)].origin("id"),
                f"nothing cites the source '{key}'",
                value=key,
                expected="a citation somewhere in the archive",
                remedy="Cite it where it supports something, or leave it as further reading.",
            )


def is_exempt(key: TextKey) -> bool:
    """Whether a text states nothing: the questions of the home page are links."""
    return key.owner == Target("page", "home") and key.path[0] == "questions"


def needs_source(block: Block) -> bool:
    """Whether a block states something beyond links. Quotations are looked after by the references."""
    if not block.states_something or block.quotation:
        return False
    rest, end = "", 0
    for placed in block.marks:
        if isinstance(placed.mark, CrossLink):
            rest += block.text[end : placed.position]
            end = placed.end
    return any(character.isalnum() for character in rest + block.text[end:])


def _misread_blocks(index: Index, key: TextKey, document: Document) -> set[int]:
    """Numbers of the blocks with a citation that could not be read; it is reported as such, and once is enough."""
    broken = [finding.origin for finding in document.findings if finding.code in _BROKEN_CITATION]
    if not broken:
        return set()
    starts = sorted((index.origin(key, block.offset), number) for number, block in enumerate(document.blocks))
    places = [bisect_right(starts, place, key=lambda start: start[0]) - 1 for place in broken]
    return {starts[place][1] for place in places if place >= 0}


def _exempt_numbers(archive: Archive, owner: Target) -> frozenset[str]:
    if owner == archive.home.target:
        matter = archive.home.matter
    elif owner.kind == "chapter":
        matter = archive.chapters[owner.id].matter
    elif owner.kind == "page":
        matter = archive.pages[owner.id].matter
    else:
        return frozenset()
    return frozenset(_NOT_DIGIT.sub("", number) for number in matter.exempt_numbers)


def _what_is_told(block: Block, sentence: Sentence, links: list[tuple[int, str]], exempt: frozenset[str]) -> str:
    """What in a sentence needs evidence: its first number, cross-link or name; empty where nothing does."""
    text = block.text[sentence.start : sentence.end]
    for found in _NUMBER.finditer(text):
        if _NOT_DIGIT.sub("", found[0]) not in exempt:
            return f"'{found[0]}'"
    following = bisect_left(links, (sentence.start, ""))
    if following < len(links) and links[following][0] < sentence.end:
        return f"'{links[following][1]}'"
    words = _WORD.finditer(text)
    next(words, None)
    for word in words:
        before = text[: word.start()].rstrip(" ")[-1:]
        if word[0][0].isupper() and len(word[0]) > 1 and before not in _BEGINS_ANEW:
            return f"'{word[0]}'"
    return ""


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
