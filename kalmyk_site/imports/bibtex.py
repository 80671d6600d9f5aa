"""Works from BibTeX and BibLaTeX files, as Zotero, Better BibTeX, JabRef and library catalogs write them.

What types and fields mean. Source: "BibTeXing" (O. Patashnik, 1988); BibLaTeX manual, chapters 2.1 and 2.2; variables
as in Pandoc's reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kalmyk_site.imports.bibtex_entries import MONTHS, BibtexEntry, read_entries, with_inherited
from kalmyk_site.imports.bibtex_names import read_names
from kalmyk_site.imports.dates import date_of
from kalmyk_site.imports.marked_text import as_markdown, escaped
from kalmyk_site.imports.normal_forms import web_address
from kalmyk_site.imports.tex import TexError, plain_tex, read_tex, without_outer_braces
from kalmyk_site.imports.works import IDENTIFIERS, Draft, Refused, Work, WorksRead
from kalmyk_site.references.chicago.rich_text import plain

_TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("article", "suppperiodical"), "article-journal"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "reference", "mvreference", "manual"), "book"),
    **dict.fromkeys(("proceedings", "mvproceedings"), "book"),
    **dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("booklet", "pamphlet"), "pamphlet"),
    **dict.fromkeys(("unpublished", "manuscript"), "manuscript"),
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("movie", "video"), "motion_picture"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("jurisdiction", "legal"), "legal_case"),
    "inreference": "entry-encyclopedia",
    "periodical": "periodical",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "letter": "personal_communication",
    "legislation": "legislation",
    "performance": "performance",
    "review": "review",
    "standard": "standard",
    "misc": "document",
}
"""Types of CSL by types of entries; all others are a document."""

_GENRES: Final = {
    "phdthesis": "PhD diss.",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate’s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""Words for the keys that BibLaTeX has for kinds of theses and reports."""

_GENRES_OF_TYPES: Final = {name: _GENRES[name] for name in ("phdthesis", "mastersthesis")}

_NAMES: Final = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}
_LINES: Final = {
    "journaltitle": "container-title",
    "journal": "container-title",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages",
    "chapter": "chapter-number",
    "edition": "edition",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "howpublished": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "version": "version",
    "pubstate": "status",
    "eventtitle": "event",
    "venue": "event-place",
    "origtitle": "original-title",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "library": "archive",
    "pages": "page",
    "language": "language",
    "langid": "language",
    "hyphenation": "language",
}
"""Variables of CSL by fields, in the order in which one gives way to another."""

_VERBATIM: Final = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL"}
_DATES: Final = {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
_MARKED: Final = frozenset({"title", "subtitle", "shorttitle", "journal", "journaltitle", "booktitle", "booksubtitle"})
"""Fields whose braces protect capitals."""

_LEFT: Final = {
    "abstract": "abstract",
    "keywords": "keywords",
    "keyword": "keywords",
    "annote": "note",
    "annotation": "note",
    "addendum": "note",
    "file": "path of a file",
    "pdf": "path of a file",
    "local-url": "path of a file",
}
_NOTHING: Final = frozenset(
    {
        *("crossref", "xref", "xdata", "key", "sortkey", "sorttitle", "sortname", "sortyear", "presort", "label"),
        *("options", "timestamp", "date-added", "date-modified", "date-added", "owner", "groups", "langidopts", "ids"),
        *("entrysubtype", "eprintclass", "primaryclass", "nameaddon", "biburl", "bibsource", "shorthand"),
    }
)
"""Fields that say nothing of the work, or are looked at elsewhere."""

_YEARS: Final = re.compile(r"(\d{4})\s*(?:--?|[–—/])\s*(\d{4}|)")
_DAY: Final = re.compile(r"(\d{1,2})")


def read_bibtex(text: str) -> WorksRead:
    """Read a file; what is no entry, and an entry that cannot be read, is refused with its line."""
    entries, refused = read_entries(text)
    by_key: dict[str, BibtexEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    works: list[Work] = []
    for entry in entries:
        if entry.type == "xdata":
            continue
        try:
            works.append(_work(entry, by_key))
        except TexError as error:
            refused.append(Refused(entry.line, entry.key, str(error)))
    return WorksRead("bibtex", tuple(works), tuple(refused))


def _work(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry]) -> Work:
    draft = Draft()
    fields = with_inherited(entry, by_key, draft)
    draft.put("type", _type(entry.type, fields))
    if entry.type not in _TYPES:
        draft.leave(f"type '{entry.type[:40]}'")
    for name, variable in _NAMES.items():
        names, is_longer = read_names(fields.pop(name, ""))
        draft.put(variable, names)
        if is_longer:
            draft.leave(f"{name}: and others")
    draft.put("title", _titles(fields, "title", "subtitle"))
    _containers(fields, draft)
    _numbers(fields, draft)
    _dates(fields, draft)
    _address_in_words(fields, draft)
    for name, variable in _LINES.items():
        value = _line(fields.pop(name, ""), is_title=name in _MARKED)
        # Places of BibLaTeX are a list, as are its languages.
        draft.put(variable, value.replace(" and ", "; " if name == "location" else ", ") if name in _LISTS else value)
    _genre(entry.type, fields, draft)
    for name, variable in _VERBATIM.items():
        draft.put(variable, _verbatim(fields.pop(name, "")))
    _identifiers(fields, draft)
    for name in fields:
        if name == "note":
            draft.put_note("\n".join(plain_tex(line) for line in fields[name].splitlines()))
        elif name not in _NOTHING:
            draft.leave(_LEFT.get(name, f"field '{name[:40]}'"))
    return draft.finished(entry.line, entry.key)


_LISTS: Final = frozenset({"location", "language", "origlocation"})


def _type(kind: str, fields: Mapping[str, str]) -> str:
    """The type of CSL, where fields say more than the type of the entry does."""
    subtype = fields.get("entrysubtype", "").casefold()
    if kind in ("article", "suppperiodical") and subtype in ("newspaper", "magazine"):
        return f"article-{subtype}"
    if kind == "misc" and "url" in fields and not {"publisher", "howpublished", "institution"} & fields.keys():
        return "webpage"
    return _TYPES.get(kind, "document")


# Fields ---------------------------------------------------------------------------------------------------------


def _line(value: str, *, is_title: bool) -> str:
    text = read_tex(without_outer_braces(value))
    return as_markdown(text) if is_title else escaped(plain(text))


def _titles(fields: dict[str, str], title: str, subtitle: str) -> str:
    main, sub = (_line(fields.pop(name, ""), is_title=True) for name in (title, subtitle))
    if not main or not sub:
        return main or sub
    return f"{main} {sub}" if main[-1] in "?!.:" else f"{main}: {sub}"


def _containers(fields: dict[str, str], draft: Draft) -> None:
    if "booktitle" in fields:
        draft.put("container-title", _titles(fields, "booktitle", "booksubtitle"))
    elif "journalsubtitle" in fields:
        journal = "journaltitle" if "journaltitle" in fields else "journal"
        draft.put("container-title", _titles(fields, journal, "journalsubtitle"))


def _numbers(fields: dict[str, str], draft: Draft) -> None:
    """`number` is the issue of a journal, the number in a series, or that of a report or patent."""
    number = _line(fields.pop("number", ""), is_title=False)
    if str(draft.fields["type"]).startswith(("article", "review", "periodical")):
        draft.put("issue", number)
    else:
        draft.put("collection-number" if fields.get("series") else "number", number)


def _address_in_words(fields: dict[str, str], draft: Draft) -> None:
    """Older files have the address of a page where others say how a work was published."""
    address = web_address(_verbatim(fields.get("howpublished", "")))
    if address:
        del fields["howpublished"]
        if "url" not in fields:
            draft.put("URL", address)


def _genre(kind: str, fields: dict[str, str], draft: Draft) -> None:
    written = plain_tex(fields.pop("type", ""))
    draft.put("genre", escaped(_GENRES.get(written.casefold(), written) or _GENRES_OF_TYPES.get(kind, "")))


def _verbatim(value: str) -> str:
    """An address or a number, in which only escapes are TeX."""
    inner = re.sub(r"^\\url\s*", "", without_outer_braces(value))
    return re.sub(r"\\([#$%&_{}~^])", r"\1", without_outer_braces(inner)).replace(r"\textunderscore", "_").strip()


def _identifiers(fields: dict[str, str], draft: Draft) -> None:
    for name in IDENTIFIERS:
        draft.identifiers[name] = plain_tex(fields.pop(name.casefold(), ""))
    if fields.get("eprinttype", fields.get("archiveprefix", "")).casefold() == "jstor":
        draft.identifiers["JSTOR"] = plain_tex(fields.pop("eprint", ""))
        fields.pop("eprinttype", "")
        fields.pop("archiveprefix", "")


# Dates ----------------------------------------------------------------------------------------------------------


def _dates(fields: dict[str, str], draft: Draft) -> None:
    written = plain_tex(fields.pop("date", ""))
    year, month, day = (plain_tex(fields.pop(name, "")) for name in ("year", "month", "day"))
    issued = date_of(written) if written else ""
    # Where the date is none that can be counted with, the year may be one.
    if isinstance(issued, str) and issued:
        draft.put("issued", issued)
    elif year or written:
        draft.put("issued", date_of(_year_and_month(year, month, day)) if year else issued)
    for name, variable in _DATES.items():
        draft.put(variable, date_of(plain_tex(fields.pop(name, ""))))


def _year_and_month(year: str, month: str, day: str) -> str:
    """EDTF for a year and what stands beside it."""
    if (years := _YEARS.fullmatch(year)) is not None:
        return f"{years[1]}/{years[2]}"
    if re.fullmatch(r"\d{4}", year) is None:
        return year
    name = re.match(r"[A-Za-z]{3}", month)
    number = MONTHS.get(name[0].casefold(), "") if name else month
    if not re.fullmatch(r"0?[1-9]|1[0-2]", number):
        return year
    in_month = re.fullmatch(r"\d{1,2}", day) or (_DAY.search(month) if name else None)
    return f"{year}-{int(number):02}" + (f"-{int(in_month[0]):02}" if in_month else "")
