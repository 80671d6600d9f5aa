"""Works as a file of another program tells them: variables of CSL, and what of the file has no place in the archive.

Whatever the format, a work ends here in one form: the fields of a source without its key, in the order in which the
archive writes them, with DOI, ISBN, language and the like in the archive's form. What is left out on purpose is the
same for all: abstracts and keywords are others' texts and fill the list, notes and paths of files were written for
oneself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kalmyk_site.imports.normal_forms import isbn, issn, language, pages, stripped_doi, web_address
from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.writing.yaml_form import Value

Format = Literal["csl", "bibtex", "ris"]
"""CSL-JSON, BibTeX with BibLaTeX, or RIS."""

FORMAT_NAMES: Final[Mapping[Format, str]] = {"csl": "CSL-JSON", "bibtex": "BibTeX", "ris": "RIS"}

LEFT_ON_PURPOSE: Final[Mapping[str, str]] = {"abstract": "abstract", "keyword": "keywords", "note": "note"}
"""What is never taken, by its variable of CSL."""

VARIABLES: Final = tuple(
    name
    for name in (described.alias or name for name, described in Source.model_fields.items())
    if name not in ("id", "custom", *LEFT_ON_PURPOSE)
)
"""The variables of a source that can be taken."""


def _of_type(model: type[CslName] | type[CslDate]) -> frozenset[str]:
    fields = Source.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if model.__name__ in str(field.annotation))


NAMES: Final = _of_type(CslName)
"""Variables that hold names."""

DATES: Final = _of_type(CslDate)
"""Variables that hold a date."""

IDENTIFIERS: Final = ("LCCN", "OCLC", "JSTOR", "S2CID")
"""Identifiers that CSL has no variable for, in the archive's order."""

_IN_NOTE: Final = re.compile(rf"({'|'.join(IDENTIFIERS)}) ?:? (\S+)")
"""A line of Zotero's field "Extra", which it exports as a note."""

_FIRST: Final = (
    *("type", "author", "editor", "translator", "title", "container-author", "container-title", "collection-editor"),
    *("collection-title", "collection-number", "genre", "edition", "volume", "issue", "number", "page"),
    *("publisher-place", "publisher", "issued", "accessed"),
)
_LAST: Final = ("medium", "language", "ISBN", "ISSN", "DOI", "URL")
ORDER: Final = (*_FIRST, *(name for name in VARIABLES if name not in {*_FIRST, *_LAST}), *_LAST, "custom")
"""Fields in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a file says of one work."""

    fields: Mapping[str, Value]
    """Fields of a source in the archive's order, without `id`."""

    line: int
    """Line of the file at which the work begins, counted from 1."""

    name: str
    """What the file calls it: its key or number there. Empty where it has none."""

    left: tuple[str, ...] = ()
    """What of the file was left out, in words: `abstract`, `field 'readership'`."""

    file: str = ""
    """Name of the file."""

    @property
    def place(self) -> str:
        """Where it stands: `zotero.json:33`."""
        return f"{self.file}:{self.line}"

    @property
    def title(self) -> str:
        """The title as the archive writes it; empty where there is none."""
        title = self.fields.get("title", "")
        return title if isinstance(title, str) else ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A work of a file that cannot be taken."""

    line: int
    name: str
    reason: str
    """One sentence that says why, and what would have been right."""

    file: str = ""
    """Name of the file."""

    @property
    def place(self) -> str:
        """Where it stands: `zotero.json:33`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class WorksRead:
    """What came of reading a file."""

    form: Format
    works: tuple[Work, ...]
    refused: tuple[Refused, ...]


@dataclass(slots=True)
class Draft:
    """A work while its entry is being read."""

    fields: dict[str, Value] = field(default_factory=dict[str, Value])
    identifiers: dict[str, str] = field(default_factory=dict[str, str])
    left: list[str] = field(default_factory=list[str])

    def put(self, variable: str, value: Value) -> None:
        """Set a variable, unless it has a value already or there is none."""
        if value and not self.fields.get(variable):
            self.fields[variable] = value

    def leave(self, what: str) -> None:
        """Note that something is left out."""
        if what not in self.left:
            self.left.append(what)

    def put_note(self, note: str) -> None:
        """Take the identifiers that stand in lines of their own; a note that says more is left out."""
        lines = [line.strip() for line in note.splitlines() if line.strip()]
        found = [_IN_NOTE.fullmatch(line) for line in lines]
        for identifier in found:
            if identifier is not None and not self.identifiers.get(identifier[1]):
                self.identifiers[identifier[1]] = identifier[2]
        if None in found:
            self.leave(LEFT_ON_PURPOSE["note"])

    def finished(self, line: int, name: str) -> Work:
        """The work, in the archive's forms and order."""
        self._bring_to_form("DOI", stripped_doi)
        self._bring_to_form("ISBN", isbn)
        self._bring_to_form("ISSN", issn)
        self._bring_to_form("page", pages)
        self._settle_language()
        self._settle_address()
        identifiers = {key: self.identifiers[key] for key in IDENTIFIERS if self.identifiers.get(key)}
        if identifiers:
            self.fields["custom"] = {"identifiers": identifiers}
        ordered = {key: self.fields[key] for key in ORDER if self.fields.get(key)}
        return Work(ordered, line, name, tuple(self.left))

    def _bring_to_form(self, variable: str, form: Callable[[str], str]) -> None:
        value = self.fields.get(variable)
        if isinstance(value, str):
            self.fields[variable] = form(value)

    def _settle_language(self) -> None:
        written = self.fields.pop("language", "")
        if not isinstance(written, str) or not written:
            return
        tags = language(written)
        if tags:
            self.fields["language"] = tags
        else:
            self.leave(f"language '{written[:40]}'")

    def _settle_address(self) -> None:
        """An address that only resolves the DOI is the DOI; one that is none for the web is left."""
        written = self.fields.pop("URL", "")
        if not isinstance(written, str) or not written:
            return
        as_doi = stripped_doi(written)
        if as_doi != written.strip():
            self.put("DOI", as_doi)
        address = web_address(written)
        if not address:
            self.leave("address that is none of the web")
        elif as_doi == written.strip() or as_doi.casefold() != str(self.fields.get("DOI", "")).casefold():
            self.fields["URL"] = address
