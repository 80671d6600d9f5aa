"""A work as an entry of BibTeX, for classic BibTeX and BibLaTeX alike.

Entry types are those of classic BibTeX (BibTeX 0.99, "BibTeXing", Patashnik 1988), which BibLaTeX takes as well; fields
that only BibLaTeX knows (BibLaTeX manual, chapter 2.2: `translator`, `urldate`, `langid`, `eprint`, `origdate` and
others) are passed over by the older program. `year` and `month` are what that one can read of a date; where the source
knows more (a day, a range, a season, a doubt), `date` stands beside them in EDTF.

Text is UTF-8, and only characters that mean something to TeX are escaped. Titles stand in braces of their own: they are
printed as the source has them, and no style may turn their capitals into small letters. Nothing is added to what the
source says, and what BibTeX has no field for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.references.chicago.names import PersonName, read_names
from kalmyk_site.references.publication_dates import DOUBT, edtf_of, words_of
from kalmyk_site.references.values import Notation, write_value

_TYPES: Final[Mapping[str, str]] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "collection": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "speech": "unpublished",
    "thesis": "phdthesis",
}
"""Entry types by the types of CSL; all others are `misc`."""

_PUBLISHERS: Final[Mapping[str, str]] = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
_CONTAINERS: Final[Mapping[str, str]] = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES: Final[Mapping[str, str]] = {
    "cs": "czech",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}
"""What `babel` calls languages, by their tags: for hyphenation."""

_ESCAPES: Final = {ord(char): f"\\{char}" for char in "#$%&_"} | {
    # Escaped braces would count as braces, and BibTeX wants them in pairs.
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    ord("\u00a0"): " ",
}
_IN_ADDRESSES: Final = {ord(char): f"%{ord(char):02X}" for char in "{}\\ "}
_TEX: Final = Notation(lambda text: text.translate(_ESCAPES), (r"\emph{", "}"), ("{", "}"))


def bibtex_entry(source: Source) -> str:
    """The entry of one work, under the key that the archive cites it by; ends with a line break."""
    kind = _type_of(source)
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(source, kind) if value)
    return f"@{kind}{{{source.id},\n{fields}\n}}\n"


def escape_tex(text: str) -> str:
    """Plain text for TeX: what would be read as an instruction is printed as it is."""
    return text.translate(_ESCAPES)


def _type_of(source: Source) -> str:
    kind = _TYPES.get(source.type, "misc")
    return "mastersthesis" if kind == "phdthesis" and "master" in source.genre.casefold() else kind


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    """Names and values as they stand behind the sign of equality; empty ones are not known."""
    yield "author", _names(source.author)
    yield "editor", _names(source.editor)
    yield "translator", _names(source.translator)
    yield "title", _title(source.title)
    yield "shorttitle", _title(source.title_short)
    yield _CONTAINERS.get(kind, "howpublished"), _container(source, kind)
    yield "shortjournal", _text(source.container_title_short) if kind == "article" else ""
    yield "bookauthor", _names(source.container_author)
    yield "series", _text(source.collection_title)
    yield "edition", _text(source.edition)
    yield "volume", _number(source.volume)
    yield "number", _number(source.issue or source.number or source.collection_number)
    yield "volumes", _number(source.number_of_volumes)
    yield "chapter", _number(source.chapter_number)
    yield "pages", _pages(source.page)
    yield "pagetotal", _number(source.number_of_pages)
    yield "type", _text(source.genre)
    yield _PUBLISHERS.get(kind, "publisher"), _text(source.publisher)
    yield "address", _text(source.publisher_place)
    yield from _dates(source.issued)
    yield "origdate", _date(source.original_date)
    yield "origtitle", _title(source.original_title)
    yield "origpublisher", _text(source.original_publisher)
    yield "origlocation", _text(source.original_publisher_place)
    yield "eventtitle", _text(source.event)
    yield "eventdate", _date(source.event_date)
    yield "venue", _text(source.event_place)
    yield "pubstate", _text(source.status)
    yield "version", _text(source.version)
    yield "language", _text(source.language)
    yield "langid", _braced(_language(source.languages))
    yield "isbn", _number(source.ISBN)
    yield "issn", _number(source.ISSN)
    yield "doi", _braced(source.DOI.translate(_IN_ADDRESSES))
    yield "url", _braced((source.URL or "").translate(_IN_ADDRESSES))
    yield "urldate", _date(source.accessed)
    yield from _own_identifiers(source)
    yield "abstract", _text(source.abstract)
    yield "keywords", _text(source.keyword)
    yield "note", _text(source.note)


def _own_identifiers(source: Source) -> Iterator[tuple[str, str]]:
    own = source.custom.identifiers
    yield "lccn", _number(own.LCCN)
    yield "oclc", _number(own.OCLC)
    yield "eprinttype", "{jstor}" if own.JSTOR else ""
    yield "eprint", _number(own.JSTOR)
    yield "s2cid", _number(own.S2CID)


# Values ---------------------------------------------------------------------------------------------------------


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _text(value: str) -> str:
    return _braced(write_value(value, _TEX))


def _title(value: str) -> str:
    return _braced(_text(value))


def _container(source: Source, kind: str) -> str:
    return _title(source.container_title) if kind.startswith("in") else _text(source.container_title)


def _number(value: str) -> str:
    return _braced(escape_tex(value))


def _pages(value: str) -> str:
    """Ranges with two hyphens, as TeX sets a dash between figures; an escaped hyphen is no range."""
    kept = re.sub(r"(?<!\\)\s*[-–—]+\s*", "\n", value)
    return _braced(escape_tex(kept.replace("\\-", "\r")).replace("\n", "--").replace("\r", "{-}"))


def _language(tags: Sequence[str]) -> str:
    return _LANGUAGES.get(re.split("[-_]", tags[0].casefold())[0], "") if len(tags) == 1 else ""


# Dates ----------------------------------------------------------------------------------------------------------


def _dates(date: CslDate | None) -> Iterator[tuple[str, str]]:
    if date is None:
        return
    edtf = edtf_of(date)
    if not edtf:
        yield "year", _text(words_of(date))
        return
    ends = [end.rstrip(DOUBT) for end in edtf.split("/")]
    month = ends[0][5:7] if len(ends) == 1 and not ends[0].startswith("-") else ""
    yield "year", _braced("--".join(_year(end) for end in ends))
    yield "month", _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else ""
    yield "date", _braced(edtf) if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", edtf, re.ASCII) else ""


def _year(end: str) -> str:
    """The year of one end of a range; nothing where it is open."""
    return (re.match(r"-?\d{4}", end) or [""])[0]


def _date(date: CslDate | None) -> str:
    return _braced(edtf_of(date)) or _text(words_of(date)) if date else ""


# Names ----------------------------------------------------------------------------------------------------------


def _names(names: Sequence[CslName]) -> str:
    return _braced(" and ".join(map(_name, read_names(names))))


def _name(name: PersonName) -> str:
    """`von Last, Jr, First`: the form that leaves nothing to BibTeX's guesses."""
    if name.literal:
        return _braced(escape_tex(name.literal))
    # A particle that is written close to the name, as d’ is, is part of it.
    close = name.non_dropping.endswith(("’", "'", "-", "–"))
    particles = " ".join(part for part in (name.dropping, "" if close else name.non_dropping) if part)
    family = _guarded(f"{name.non_dropping}{name.family}" if close else name.family, whole=close)
    last = f"{escape_tex(particles)} {family}".strip()
    return ", ".join(part for part in (last, _guarded(name.suffix), _guarded(name.given)) if part)


def _guarded(text: str, *, whole: bool = False) -> str:
    """A part of a name; in braces where BibTeX would take it apart."""
    apart = whole or "," in text or re.search(r"\band\b", text, re.IGNORECASE)
    return _braced(escape_tex(text)) if apart and text else escape_tex(text)
