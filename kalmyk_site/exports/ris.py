"""Sources as RIS: `/data/sources.ris` and `/data/sources/<key>.ris`.

Standard: RIS Format Specifications as of 2011 (Thomson Reuters), whose tags EndNote and Zotero read; lines end in CR LF
as in the specification of 2001, and the text is UTF-8. What a tag means depends on the type: `A2` is the editor of the
book that holds a chapter and the editor of a book's series, whose own editor is `A3`; an edited book without an author
is `EDBOOK` and its editors stand as `AU`; `SP` of a book is the number of its pages.

`PY` is the year alone, `DA` the date as year, month and day, with EDTF behind the third slash where the date is a
range, a season or in doubt. Identifiers that RIS has no tag for stand as notes. Nothing is added to what the source
says, and what RIS has no tag for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kalmyk_site.checks.bibliography import is_isbn
from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.references.chicago.names import PersonName, read_names
from kalmyk_site.references.publication_dates import edtf_of, words_of
from kalmyk_site.references.values import write_value

_TYPES: Final[Mapping[str, str]] = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "BOOK",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""Types of RIS by the types of CSL; all others are `GEN`."""

_WHOLE: Final = frozenset({"BOOK", "EDBOOK", "CLSWK"})
"""Types that are books: their pages are counted, not placed."""

_PAGE_RANGE: Final = re.compile(r"\s*([^\s,;&–—-]+)\s*[-–—]\s*([^\s,;&–—-]+)\s*")


def ris(sources: Iterable[Source]) -> str:
    """The sources as one file."""
    return "".join(map(ris_record, sources))


def ris_record(source: Source) -> str:
    """One source; each line ends with CR LF."""
    kind = _type_of(source)
    lines = [("TY", kind), *((tag, value) for tag, value in _lines(source, kind) if value), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _type_of(source: Source) -> str:
    kind = _TYPES.get(source.type, "GEN")
    return "EDBOOK" if kind == "BOOK" and source.editor and not source.author else kind


def _lines(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    yield "ID", source.id
    yield from _people(source, kind)
    yield "TI", write_value(source.title)
    yield "ST", write_value(source.title_short)
    yield from _containers(source, kind)
    yield "J2", write_value(source.container_title_short)
    yield from _dates(source.issued)
    yield "VL", source.volume
    yield "IS", source.issue or source.number
    yield "NV", source.number_of_volumes
    yield from _pages(source, kind)
    yield "SE", write_value(source.section)
    yield "ET", write_value(source.edition)
    yield "PB", write_value(source.publisher)
    yield "CY", write_value(source.publisher_place)
    yield "M3", write_value(source.genre)
    yield "TT", write_value(source.original_title)
    yield "RI", write_value(source.reviewed_title)
    yield "DB", write_value(source.archive)
    yield "CN", write_value(source.call_number)
    yield "LA", source.language
    # An ISBN may be written with spaces.
    yield from (("SN", number) for number in _several(source.ISBN, r"(?!)" if is_isbn(source.ISBN) else r"[,;\s]+"))
    yield from (("SN", number) for number in _several(source.ISSN, r"[,;\s]+"))
    yield "DO", source.DOI
    yield "UR", source.URL or ""
    yield "Y2", _date(source.accessed) if source.accessed else ""
    yield from (("KW", write_value(word)) for word in _several(source.keyword, r"[,;]\s*"))
    yield "AB", write_value(source.abstract)
    yield "N1", write_value(source.note)
    yield from (("N1", f"{name} {value}") for name, value in source.custom.identifiers if value)


def _people(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    roles: list[tuple[str, Sequence[CslName]]] = [("AU", source.author)]
    if kind == "EDBOOK":
        roles += [("AU", source.editor), ("A2", source.collection_editor)]
    elif kind in _WHOLE:
        roles += [("A2", source.collection_editor), ("A3", source.editor)]
    else:
        roles += [("A2", source.editor), ("A3", source.collection_editor)]
    roles += [("A4", source.translator)]
    if kind == "CHAP":
        roles += [("C2", source.container_author)]
    for tag, names in roles:
        yield from ((tag, _name(name)) for name in read_names(names))


def _name(name: PersonName) -> str:
    """`Last, First, Suffix`; a name that has no such parts as it is printed."""
    if name.literal:
        return name.literal
    apart = "" if name.non_dropping.endswith(("’", "'", "-", "–")) else " "
    family = f"{name.non_dropping}{apart}{name.family}".strip()
    given = " ".join(part for part in (name.given, name.dropping) if part)
    parts = [family, given, name.suffix] if name.suffix else [family, given]
    return ", ".join(parts).rstrip(", ")


def _containers(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    container, series = write_value(source.container_title), write_value(source.collection_title)
    if kind == "CONF":
        yield "C3", container
        yield "T2", write_value(source.event)
    else:
        yield "T2", container or series
    yield "T3", series if container or kind == "CONF" else ""


def _pages(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    if kind in _WHOLE:
        yield "SP", source.number_of_pages
        return
    match = _PAGE_RANGE.fullmatch(source.page)
    if match is None or "\\-" in source.page:
        yield "SP", source.page.replace("\\-", "-")
    else:
        yield "SP", match[1]
        yield "EP", match[2]


def _dates(date: CslDate | None) -> Iterator[tuple[str, str]]:
    if date is None:
        return
    year = str(date.year) if date.year else ""
    yield "PY", year
    written = _date(date)
    yield "DA", written if written != f"{year}///" else ""


def _date(date: CslDate) -> str:
    """`2012/07/24/`; EDTF, or words where the source has no more, behind the third slash."""
    year, month, day = (*date.date_parts[0], 0, 0)[:3] if date.date_parts else (0, 0, 0)
    edtf = edtf_of(date)
    is_plain = re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", edtf, re.ASCII)
    figures = [str(year) if year else "", f"{month:02d}" if 1 <= month <= 12 else "", f"{day:02d}" if day else ""]
    return "/".join([*figures, "" if is_plain else edtf or write_value(words_of(date))])


def _several(text: str, separator: str) -> list[str]:
    return [part for part in re.split(separator, text.strip()) if part]
