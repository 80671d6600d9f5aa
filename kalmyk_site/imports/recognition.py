"""Works known again: by DOI, by ISBN, or by title, year and first author.

A DOI names one work: the same one is the same work, another one is another, whatever else agrees. An ISBN names a book
and its parts, so of a chapter the title has to agree too, and of volumes the number. A title is folded: capitals,
accents and punctuation do not count. Where both have an author, the family name of the first has to be the same, and
where both tell what holds the work, that too: many an introduction has the title of another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from kalmyk_site.imports.normal_forms import isbn13, pages, stripped_doi
from kalmyk_site.records.sources import Source
from kalmyk_site.references.values import write_value
from kalmyk_site.writing.source_keys import ascii_letters

_PARTS: Final = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia", "review"})
"""Types of what stands in a book together with others."""


@dataclass(slots=True)
class KnownWorks:
    """The works of an archive, found by what they are; grows with those that are taken."""

    _works: dict[str, Source] = field(default_factory=dict[str, Source])
    _by_doi: dict[str, str] = field(default_factory=dict[str, str])
    _by_isbn: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _by_title: dict[tuple[str, int | None], list[str]] = field(
        default_factory=dict[tuple[str, "int | None"], list[str]]
    )

    def add(self, work: Source) -> None:
        """Know a work from now on; one that is known already is known by what it says now as well."""
        self._works[work.id] = work
        if doi := _doi(work):
            self._by_doi.setdefault(doi, work.id)
        for number in _isbns(work):
            _note(self._by_isbn.setdefault(number, []), work.id)
        if title := folded_title(work.title):
            _note(self._by_title.setdefault((title, work.year), []), work.id)

    def find(self, work: Source) -> str | None:
        """The key of the known work that this one is; None where there is none."""
        doi = _doi(work)
        if doi and doi in self._by_doi:
            return self._by_doi[doi]
        by_isbn = (key for number in _isbns(work) for key in self._by_isbn.get(number, ()))
        found = next((key for key in by_isbn if _may_be_one_book(work, self._works[key])), None)
        if found is not None:
            return found
        by_title = self._by_title.get((folded_title(work.title), work.year), ()) if work.title else ()
        return next((key for key in by_title if _may_be_one(work, self._works[key])), None)


def folded_title(title: str) -> str:
    """Its words in small letters without accents; marks, punctuation and spaces do not count."""
    decomposed = unicodedata.normalize("NFKD", write_value(title).casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters))


def _note(keys: list[str], key: str) -> None:
    if key not in keys:
        keys.append(key)


def _doi(work: Source) -> str:
    return stripped_doi(work.DOI).casefold()


def _isbns(work: Source) -> list[str]:
    whole = isbn13(work.ISBN)
    return [whole] if whole else [number for part in re.split(r"[,;\s]+", work.ISBN) if (number := isbn13(part))]


def _may_be_one_book(one: Source, other: Source) -> bool:
    if _contradict(_doi(one), _doi(other)) or _contradict(one.volume, other.volume):
        return False
    if one.type in _PARTS or other.type in _PARTS:
        return folded_title(one.title) == folded_title(other.title)
    return True


def _may_be_one(one: Source, other: Source) -> bool:
    return not (
        _contradict(_doi(one), _doi(other))
        or _contradict(_first_author(one), _first_author(other))
        or _contradict(folded_title(one.container_title), folded_title(other.container_title))
        or _contradict(one.volume, other.volume)
        or _contradict(_first_page(one), _first_page(other))
    )


def _first_author(work: Source) -> str:
    """The name by which the first author is sorted, without spaces and accents; empty where there is none."""
    return re.sub(r"\W+", "", ascii_letters(work.author[0].key)) if work.author else ""


def _first_page(work: Source) -> str:
    return pages(work.page).partition("–")[0]


def _contradict(one: str, other: str) -> bool:
    return bool(one and other and one != other)
