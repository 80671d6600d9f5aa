"""The entries of a BibTeX file, whole: words of `@string` put in, sums with `#` made, parents' fields inherited.

bibtexparser takes the file apart, names the line of what it cannot read, and goes on behind it. `@comment` and
`@preamble` are passed over. What a stranger's file could blow up (words that double each other, long chains) is
bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from kalmyk_site.imports.tex import MAX_LENGTH
from kalmyk_site.imports.works import Draft, Refused

_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS: Final = {month: str(number) for number, month in enumerate(_NAMES, 1)}
"""Numbers of the months by the words that every BibTeX file may use."""

_CHAIN_AT_MOST: Final = 20
"""So many words may be defined by each other in a row, and so many parents may an entry have."""

_INHERITED: Final = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
"""What the title and the maker of a book are to a part of it."""

_NOT_INHERITED: Final = frozenset({"doi", "pages", "pagetotal", "shorttitle", "abstract", "keywords", "note", "file"})
_OF_DATE: Final = frozenset({"date", "year", "month", "day"})
"""Fields that make one date: a part's own is not mixed with its book's."""


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry with its own fields."""

    type: str
    """In small letters, without `@`."""

    key: str
    line: int
    """Line at which it begins, counted from 1."""

    fields: Mapping[str, str]
    """Values as TeX, without the marks that enclose them, by name in small letters. A field given twice has its first
    value."""


def read_entries(text: str) -> tuple[list[BibtexEntry], list[Refused]]:
    """The entries of a file, and what is none or cannot be read."""
    library = parse_string(text, parse_stack=[])
    strings = _Strings({one.key.casefold(): one.value for one in library.strings})
    entries: list[BibtexEntry] = []
    refused: list[Refused] = []
    for block in library.blocks:
        entry = _entry_of(block)
        if entry is not None:
            entries.append(_read(entry, strings))
        elif isinstance(block, ParsingFailedBlock):
            refused.append(_refused(block))
    return entries, refused


def _entry_of(block: Block) -> Entry | None:
    """An entry, also one of a key that another has, or with a field that it has twice."""
    if isinstance(block, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock):
        inner = block.ignore_error_block
        return _entry_of(inner) if inner is not None else None
    return block if isinstance(block, Entry) else None


def _read(block: Entry, strings: _Strings) -> BibtexEntry:
    fields: dict[str, str] = {}
    for field in block.fields:
        value = strings.value(str(field.value)).strip()
        if value:
            fields.setdefault(field.key.casefold(), value)
    return BibtexEntry(block.entry_type.casefold(), block.key, (block.start_line or 0) + 1, fields)


def _refused(block: ParsingFailedBlock) -> Refused:
    said = block.error.abort_reason if isinstance(block.error, BlockAbortedException) else str(block.error)
    key = re.match(r"@\w+\s*[{(]\s*([^,\s{}()]*)", block.raw or "")
    line = (block.start_line or 0) + 1
    braces = re.findall(r"(?<!\\)[{}]", block.raw or "")
    if braces.count("{") > braces.count("}"):
        reason = f"the entry that begins in line {line} is not closed: it opens more braces than it closes"
    else:
        reason = f"the entry cannot be read: {' '.join(said.split()).strip()}".rstrip(".")
    return Refused(line, key[1] if key else "", f"{reason}.")


def with_inherited(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry], draft: Draft) -> dict[str, str]:
    """The fields of an entry and, where it lacks them, those of the entries that it names; of a chain only the first.

    Args:
        entry: The entry.
        by_key: All entries of the file.
        draft: Is told of parents that the file does not have.
    """
    fields = dict(entry.fields)
    for name in ("xdata", "crossref"):
        for key in re.split(r"\s*,\s*", entry.fields.get(name, ""))[:_CHAIN_AT_MOST]:
            parent = by_key.get(key)
            if not key:
                continue
            if parent is None or parent is entry:
                draft.leave(f"{name} '{key[:40]}', which the file does not have")
                continue
            for field, value in parent.fields.items():
                if field in _OF_DATE and _OF_DATE & entry.fields.keys():
                    continue
                if name == "xdata":
                    fields.setdefault(field, value)
                elif field not in _NOT_INHERITED:
                    fields.setdefault(_INHERITED.get(field, field), value)
    return fields


class _Strings:
    """The words that `@string` and BibTeX itself define, and what their sums with `#` are."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._written = written
        self._known = dict(MONTHS)
        self._open: set[str] = set()

    def value(self, written: str) -> str:
        """A value without the marks that enclose it; words that nothing defines stay."""
        # One character more than may be is enough to be refused.
        return "".join(self._part(part.strip()) for part in _summands(written))[: MAX_LENGTH + 1]

    def _part(self, part: str) -> str:
        if (part[:1], part[-1:]) in (("{", "}"), ('"', '"')) and len(part) > 1:
            return part[1:-1]
        word = part.casefold()
        is_new = word not in self._known and word in self._written and word not in self._open
        if is_new and len(self._open) < _CHAIN_AT_MOST:
            self._open.add(word)
            self._known[word] = self.value(self._written[word])
            self._open.discard(word)
        return self._known.get(word, part)


def _summands(written: str) -> list[str]:
    """The parts of `"a" # b # {c}`."""
    parts, depth, quoted, start = list[str](), 0, False, 0
    for match in re.finditer(r'(?<!\\)[{}"#]', written):
        sign = match[0]
        if sign == '"':
            quoted ^= not depth
        elif sign == "#" and not depth and not quoted:
            parts.append(written[start : match.start()])
            start = match.end()
        elif sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
    return [*parts, written[start:]]
