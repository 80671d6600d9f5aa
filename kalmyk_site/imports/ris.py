"""Works from RIS files, as Zotero, EndNote, publishers and library catalogs write them.

Source: RIS Format Specifications (Thomson Reuters, 2011) and the older ones of Research Information Systems (2001),
whose tags (`T1`, `A1`, `Y1`, `JO`) many files still have. A line is a tag of two signs, two spaces, a hyphen and a
value; one without tag goes on with the value before. What stands before `TY` and behind `ER` is passed over.

What a tag means depends on the type: `A2` is the editor of the book that holds a chapter and the editor of a book's
series; `SP` of a book counts its pages. An edited book (`EDBOOK`) has its editors as `AU`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kalmyk_site.checks.bibliography import is_isbn, is_issn
from kalmyk_site.imports.dates import SEASONS, date_of
from kalmyk_site.imports.marked_text import as_markdown, escaped, read_html
from kalmyk_site.imports.normal_forms import web_address
from kalmyk_site.imports.works import IDENTIFIERS, Draft, Refused, Work, WorksRead
from kalmyk_site.writing.yaml_form import Value

TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("JOUR", "EJOUR", "ABST", "INPR"), "article-journal"),
    **dict.fromkeys(("BOOK", "EDBOOK", "EBOOK", "WHOLE"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    **dict.fromkeys(("ART", "SLIDE"), "graphic"),
    **dict.fromkeys(("ELEC", "WEB"), "webpage"),
    **dict.fromkeys(("VIDEO", "MPCT"), "motion_picture"),
    **dict.fromkeys(("LEGAL", "UNBILL"), "regulation"),
    "BILL": "bill",
    "BLOG": "post-weblog",
    "CASE": "legal_case",
    "CLSWK": "classic",
    "COMP": "software",
    "DATA": "dataset",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "HEAR": "hearing",
    "ICOMM": "post",
    "JFULL": "periodical",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "GEN": "document",
}
"""Types of CSL by those of RIS; all others are a document."""

_WHOLE: Final = frozenset({"BOOK", "EDBOOK", "EBOOK", "WHOLE", "CLSWK"})
"""Types that are books: their pages are counted."""

_OF_NO_BOOK: Final = _WHOLE | {"RPRT", "GOVDOC", "THES", "PAMP", "MAP", "MANSCPT", "STAND", "DATA", "COMP", "PAT"}
"""Types of what stands alone: `T2` is the series."""

_ISSUED_IN_PARTS: Final = frozenset({"JOUR", "EJOUR", "MGZN", "NEWS", "ABST", "INPR", "JFULL"})

_LINES: Final = (
    *(("title-short", "ST"), ("container-title-short", "J2"), ("container-title-short", "JA"), ("volume", "VL")),
    *(
        ("number-of-volumes", "NV"),
        ("section", "SE"),
        ("edition", "ET"),
        ("publisher", "PB"),
        ("publisher-place", "CY"),
    ),
    *(("publisher-place", "PP"), ("reviewed-title", "RI"), ("call-number", "CN"), ("language", "LA"), ("DOI", "DO")),
)
"""Variables of CSL by tags that mean the same for every type."""

_LEFT: Final = {
    **dict.fromkeys(("AB", "N2"), "abstract"),
    **dict.fromkeys(("N1", "RN"), "note"),
    **dict.fromkeys(("L1", "L2", "L3", "L4"), "path of a file"),
    "KW": "keywords",
}
_NOTHING: Final = frozenset({"ID", "AN", "DP"})
"""Tags that say nothing of the work: its number in some database, and the database."""

_LINE: Final = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]+(.*)|[ \t]*)")
_DATE: Final = re.compile(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?(?:[/-](.*))?)?)?")
_OWN_NOTE: Final = re.compile(rf"({'|'.join(IDENTIFIERS)}):? (\S+)")


@dataclass(slots=True)
class _Record:
    """The lines of one work."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    ended: bool = False
    _tag: str = ""
    _pieces: list[str] = field(default_factory=list[str])

    def add(self, tag: str, value: str) -> None:
        """Begin a value."""
        self.settle()
        self._tag, self._pieces = tag, [value]

    def go_on(self, text: str) -> None:
        """Go on with the value that was begun last."""
        self._pieces.append(text)

    def settle(self) -> None:
        """End the value that was begun last."""
        if self._tag:
            self.values.setdefault(self._tag, []).append(" ".join(piece for piece in self._pieces if piece))
        self._tag = ""

    def first(self, *tags: str) -> str:
        """The first value that one of the tags has."""
        return next((value for tag in tags for value in self.values.get(tag, ()) if value), "")


def read_ris(text: str) -> WorksRead:
    """Read a file; a work that the end of the file cuts off is refused with its line."""
    works: list[Work] = []
    refused: list[Refused] = []
    for record in _records(text):
        if record.ended:
            works.append(_work(record))
        else:
            reason = "the file ends before the work does: its last line, ER, is missing. Export it anew."
            refused.append(Refused(record.line, record.first("ID"), reason))
    return WorksRead("ris", tuple(works), tuple(refused))


def _records(text: str) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if tag == "TY":
            if record is not None:
                # The next work begins: this one is whole, whatever became of its last line.
                record.settle()
                record.ended = True
                yield record
            record = _Record(number)
        if record is None:
            continue
        if tag == "ER":
            record.settle()
            record.ended = True
            yield record
            record = None
        elif tag:
            record.add(tag, value)
        else:
            record.go_on(value)
    if record is not None:
        record.settle()
        yield record


def _work(record: _Record) -> Work:
    draft = Draft()
    kind = record.first("TY").upper()
    draft.put("type", TYPES.get(kind, "document"))
    if kind not in TYPES:
        draft.leave(f"type '{kind[:40]}'")
    used = {"TY", "ER", *(tag for _, tag in _LINES)}
    used |= _people(record, kind, draft) | _titles(record, kind, draft)
    used |= _dates(record, draft) | _numbers(record, kind, draft)
    for variable, tag in _LINES:
        draft.put(variable, escaped(record.first(tag)) if variable not in ("DOI", "language") else record.first(tag))
    for tag in record.values:
        if tag not in used and tag not in _NOTHING and record.first(tag):
            draft.leave(_LEFT.get(tag, f"field '{tag}'"))
    return draft.finished(record.line, record.first("ID"))


def _people(record: _Record, kind: str, draft: Draft) -> set[str]:
    first, second, third = ("author", "editor", "collection-editor")
    if kind == "EDBOOK":
        first, second = "editor", "collection-editor"
    elif kind in _WHOLE:
        second, third = third, second
    roles = [("editor", "ED"), (first, "AU"), (first, "A1"), (second, "A2"), (third, "A3"), ("translator", "A4")]
    if kind == "CHAP":
        roles.append(("container-author", "C2"))
    for variable, tag in roles:
        names = [_name(name) for name in record.values.get(tag, ()) if name.strip(", ")]
        draft.put(variable, names)
    return {tag for _, tag in roles}


def _name(written: str) -> Mapping[str, Value]:
    """`Last, First, Suffix`; without a comma one word is a family name, and several are a name as printed."""
    parts = [escaped(part.strip()) for part in written.split(",")]
    if len(parts) == 1:
        return {"literal" if " " in parts[0] else "family": parts[0]}
    told = {"family": parts[0], "given": parts[1], "suffix": ", ".join(part for part in parts[2:] if part)}
    return {name: part for name, part in told.items() if part}


def _titles(record: _Record, kind: str, draft: Draft) -> set[str]:
    used = {"TI", "T1", "CT", "BT", "T2", "T3", "C3", "JO", "JF", "J1"}
    title, container, series = record.first("TI", "T1", "CT"), record.first("BT"), record.first("T3")
    if kind in _OF_NO_BOOK:
        title, container, series = title or container, "", series or record.first("T2")
    elif kind in ("CONF", "CPAPER") and record.first("C3"):
        container = record.first("C3")
        draft.put("event", escaped(record.first("T2")))
    else:
        container = container or record.first("T2", "JF", "JO", "J1")
    for variable, value in (("title", title), ("container-title", container), ("collection-title", series)):
        text, passed = read_html(value)
        draft.put(variable, as_markdown(text))
        for tag in passed:
            draft.leave(f"mark {tag}")
    return used


def _dates(record: _Record, draft: Draft) -> set[str]:
    """The fuller of the dates; `DA` has the day where `PY` is the year alone."""
    written = [_date(value) for tag in ("DA", "PY", "Y1") for value in record.values.get(tag, ()) if value]
    exact = [date for date in written if isinstance(date, str) and date]
    draft.put("issued", max(exact, key=len) if exact else next((date for date in written if date), ""))
    draft.put("accessed", _date(record.first("Y2")))
    return {"DA", "PY", "Y1", "Y2"}


def _date(written: str) -> Value:
    """EDTF of `2012/07/24/` with anything behind the third slash; words where there is no year."""
    match = _DATE.fullmatch(written)
    if match is None:
        return date_of(written.strip("/ "))
    year, month, day, rest = match.groups()
    told = date_of(rest) if rest else ""
    if isinstance(told, str) and told:
        return told
    if rest and rest.casefold() in SEASONS:
        return f"{year}-{20 + SEASONS[rest.casefold()]}"
    parts = [year, *([f"{int(month):02}"] if month else []), *([f"{int(day):02}"] if month and day else [])]
    return "-".join(parts)


def _numbers(record: _Record, kind: str, draft: Draft) -> set[str]:
    draft.put("issue" if kind in _ISSUED_IN_PARTS else "number", record.first("IS", "CP", "M1"))
    start, end = record.first("SP"), record.first("EP")
    if kind in _WHOLE and not end:
        draft.put("number-of-pages", re.sub(r"(?<=\d) ?(?:pages|pp?\.?)$", "", " ".join(start.split())))
    else:
        draft.put("page", f"{start}–{end}" if start and end and start != end else start or end)
    genre = record.first("M3")
    draft.put("DOI" if re.match(r"(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4}", genre) else "genre", escaped(genre))
    _serial_numbers(record.values.get("SN", ()), kind, draft)
    draft.put("URL", next((url for tag in ("UR", "LK") for url in _addresses(record.values.get(tag, ()))), ""))
    for note in record.values.get("N1", ()):
        if (own := _OWN_NOTE.fullmatch(note)) is not None:
            draft.identifiers.setdefault(own[1], own[2])
    told = [note for note in record.values.get("N1", ()) if note and not _OWN_NOTE.fullmatch(note)]
    return {"IS", "CP", "M1", "SP", "EP", "M3", "SN", "UR", "LK", *([] if told else ["N1"])}


def _serial_numbers(written: Sequence[str], kind: str, draft: Draft) -> None:
    """ISBN and ISSN share a tag; what is neither is what the type has."""
    numbers: dict[str, list[str]] = {"ISBN": [], "ISSN": []}
    for value in written:
        bare = re.sub(r"\([^()]*\)", " ", value).strip()
        for part in [bare] if is_isbn(bare) else re.split(r"[,;\s]+", bare):
            serial = is_issn(part) or (not is_isbn(part) and kind in _ISSUED_IN_PARTS)
            numbers["ISSN" if serial else "ISBN"].append(part)
    for variable, found in numbers.items():
        draft.put(variable, ", ".join(part for part in found if part))


def _addresses(written: Sequence[str]) -> list[str]:
    """Addresses of the web; some files have several in one line."""
    return [address for value in written for part in value.split(";") if (address := web_address(part))]
