"""Statements: the sentences of a text, each with the citations that cover it, and which of them are in another state.

A citation covers what stands between it and the citation before it in its block. One that stands alone, as under a
quotation, covers what stands before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kalmyk_site.differences.citations import Cited, Renamed, cited_in
from kalmyk_site.differences.pairs import pair
from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.document import Block, CrossLink, Document, Placed, Sentence, without_marks
from kalmyk_site.references.index import TextKey


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and what it rests on."""

    words: str
    """Plain text; a source that is a word of it stands there by its key."""

    cites: tuple[Cited, ...]
    links: tuple[str, ...]
    """What its cross-links point to, as authors write it, each once and in order of the alphabet."""

    key: TextKey = field(compare=False)
    block: Block = field(compare=False, repr=False)
    start: int = field(compare=False)
    """Where it begins in the text of its block."""

    @property
    def own_words(self) -> bool:
        """Whether it is the editors' own, or a heading, and needs no citation."""
        return not self.block.states_something

    @property
    def offset(self) -> int:
        """Where it begins in the text as typed."""
        return self.block.offset_at(self.start)


@dataclass(frozen=True, slots=True)
class TextDifferences:
    """What became of the statements of a text; those that are as they were, wherever they stand, are left out."""

    altered: Sequence[tuple[Statement, Statement]]
    """In the order of the later state."""

    removed: Sequence[Statement]
    added: Sequence[Statement]


def statements_of(key: TextKey, document: Document, renamed: Renamed) -> Iterator[Statement]:
    """The statements of a text in the order of reading."""
    waiting: list[Statement] = []
    for block in document.blocks:
        if any(map(str.isalnum, without_marks(block.text))):
            yield from waiting
            waiting = list(_of_block(key, block, renamed))
        else:
            alone = cited_in(block.groups, renamed)
            waiting = [replace(each, cites=each.cites or alone) for each in waiting]
    yield from waiting


def compare_statements(before: Sequence[Statement], after: Sequence[Statement]) -> TextDifferences:
    """Find each statement again: as it was, with the same words, or by likeness."""
    old, new = dict(enumerate(before)), dict(enumerate(after))
    altered: list[tuple[int, int]] = []
    _match(old, new, lambda each: each)
    for likeness in _LIKENESSES:
        altered += _match(old, new, likeness)
    left, right = list(old), list(new)
    for first, second in pair([old[number].words for number in left], [new[number].words for number in right]):
        altered.append((left[first], right[second]))
        del old[left[first]], new[right[second]]
    ordered = sorted(altered, key=lambda numbers: numbers[1])
    return TextDifferences(
        [(before[first], after[second]) for first, second in ordered], list(old.values()), list(new.values())
    )


_LIKENESSES: Final[Sequence[Callable[[Statement], Hashable]]] = (
    lambda each: (each.words, each.cites),
    lambda each: each.words,
)


def _match(
    old: dict[int, Statement], new: dict[int, Statement], likeness: Callable[[Statement], Hashable]
) -> list[tuple[int, int]]:
    """Take those that are alike away from both, in order; returns their numbers."""
    places: dict[Hashable, list[int]] = {}
    for number in reversed(new):
        places.setdefault(likeness(new[number]), []).append(number)
    found = [(number, there.pop()) for number, each in old.items() if (there := places.get(likeness(each)))]
    for first, second in found:
        del old[first], new[second]
    return found


def _of_block(key: TextKey, block: Block, renamed: Renamed) -> Iterator[Statement]:
    groups = [(placed, placed.mark) for placed in block.marks if isinstance(placed.mark, CitationGroup)]
    links = [(placed.position, placed.mark) for placed in block.marks if isinstance(placed.mark, CrossLink)]
    positions = [placed.position for placed, _ in groups]
    starts = [position for position, _ in links]
    for sentence in block.sentences:
        first, last = bisect_left(positions, sentence.start), bisect_left(positions, sentence.end)
        mine = groups[first:last]
        if last < len(groups) and _goes_on(block.text, sentence, mine):
            last += 1
        inner = links[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        words = _words(block.text, sentence, mine, renamed)
        if any(map(str.isalnum, words)):
            cites = cited_in((group for _, group in groups[first:last]), renamed)
            pointed = tuple(sorted({_pointed(link, renamed) for _, link in inner}))
            yield Statement(words, cites, pointed, key, block, sentence.start)


def _goes_on(text: str, sentence: Sentence, mine: Sequence[tuple[Placed, CitationGroup]]) -> bool:
    """Whether there are words in a sentence that the next citation covers, which stands behind it."""
    if not mine:
        return True
    placed, group = mine[-1]
    return not group.narrative and any(map(str.isalnum, text[placed.end : sentence.end]))


def _words(text: str, sentence: Sentence, mine: Sequence[tuple[Placed, CitationGroup]], renamed: Renamed) -> str:
    pieces: list[str] = []
    start = sentence.start
    for placed, group in mine:
        if group.narrative:
            source = cited_in((group,), renamed)[0].source
            pieces += (text[start : placed.position], f"@{source}")
            start = placed.end
    return without_marks("".join((*pieces, text[start : sentence.end])))


def _pointed(link: CrossLink, renamed: Renamed) -> str:
    target = renamed.get(link.target, link.target)
    return f"{target}#{link.anchor}" if link.anchor else str(target)
