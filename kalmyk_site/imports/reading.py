"""Reading a file of another program: what it is, found in its content, and the works that it holds.

The file is data from a stranger. It has limits of size, and whatever it holds, what comes of it is works, and a list of
what could not be taken with its line and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kalmyk_site.imports.bibtex import read_bibtex
from kalmyk_site.imports.csl_json import read_csl_json
from kalmyk_site.imports.ris import read_ris
from kalmyk_site.imports.works import FORMAT_NAMES, Format, Refused, Work, WorksRead
from kalmyk_site.records.files import MAX_FILE_BYTES, ContentFile, forbidden_characters
from kalmyk_site.writing.yaml_form import Value

MAX_VALUE_CHARACTERS: Final = 5_000
"""Longest value of a field that is taken."""

MAX_NAMES: Final = 500
"""Most names that a field may have."""

_READERS: Final[Mapping[Format, Callable[[str], WorksRead]]] = {
    "csl": read_csl_json,
    "bibtex": read_bibtex,
    "ris": read_ris,
}
_MARK: Final = b"\xef\xbb\xbf"
_FIRST_OF_RIS: Final = re.compile(r"^TY[ \t]{1,2}-", re.MULTILINE)
_FIRST_OF_BIBTEX: Final = re.compile(r"^[ \t]*@[A-Za-z]\w*[ \t]*[{(]", re.MULTILINE)
_OTHERS: Final = (
    (re.compile(r"\s*<(?:\?xml|!doctype|html|rdf|xml)", re.IGNORECASE), "It looks like XML or a web page."),
    (re.compile(r"%PDF-"), "It is a PDF."),
    (re.compile(r"PK\x03\x04"), "It is packed, as office documents are."),
    (re.compile(r'"?Key"?[,;\t]"?Item Type'), "It is a table of Zotero (CSV)."),
)


class ImportFileError(ValueError):
    """The file as a whole cannot be read; the message says what is wrong and what to do."""


def read_works(data: bytes, name: str, form: Format | None = None) -> WorksRead:
    """Read the works of a file.

    Args:
        data: The file, at most 5 MB of UTF-8.
        name: What the file is called.
        form: Its format; found in its content where none is given.

    Raises:
        ImportFileError: the file is too large, empty, in another encoding, or in none of the formats.
    """
    text = _decoded(data)
    form = form or _form_of(text)
    read = _READERS[form](text)
    works: list[Work] = []
    refused = [replace(one, file=name) for one in read.refused]
    for work in read.works:
        fault = next(_faults(work), "")
        if fault:
            refused.append(Refused(work.line, work.name, fault, name))
        else:
            works.append(replace(work, file=name))
    return WorksRead(form, tuple(works), tuple(sorted(refused, key=lambda one: one.line)))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_FILE_BYTES:
        size, most = len(data) / 1_000_000, MAX_FILE_BYTES / 1_000_000
        raise ImportFileError(f"is too large: {size:.1f} MB, at most {most:.0f} MB are read. Export it in parts.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportFileError("is in UTF-16. Choose UTF-8 (in Zotero 'Unicode (UTF-8)') and export it anew.")
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFileError(
            f"is not UTF-8: line {line} holds the byte 0x{data[error.start]:02x}. Choose UTF-8 when you export it, or "
            "convert it, from Windows' encodings for example: iconv -f windows-1251 -t utf-8 for Russian and other "
            "Cyrillic text, windows-1252 for Western."
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ImportFileError("is empty.")
    return text


def _form_of(text: str) -> Format:
    """The format: JSON by its first sign, the others by which of their first lines comes first."""
    if text.lstrip()[:1] in ("[", "{"):
        return "csl"
    found: dict[Format, re.Match[str] | None] = {
        "ris": _FIRST_OF_RIS.search(text),
        "bibtex": _FIRST_OF_BIBTEX.search(text),
    }
    places: dict[Format, int] = {form: match.start() for form, match in found.items() if match is not None}
    if not places:
        looks = next((said for form, said in _OTHERS if form.match(text)), "")
        names = ", ".join(FORMAT_NAMES.values())
        raise ImportFileError(
            f"is none of {names}.{' ' * bool(looks)}{looks} Export it as one of these (in Zotero: Export Library, "
            "CSL JSON), or name its format with --from."
        )
    return min(places, key=lambda form: places[form])


def _faults(work: Work) -> Iterator[str]:
    """What forbids a work, whatever its fields mean."""
    for name, value in work.fields.items():
        if not isinstance(value, str | Mapping) and len(value) > MAX_NAMES:
            yield f"{name} has {len(value)} entries, at most {MAX_NAMES} are taken."
        for text in _texts(value):
            if len(text) > MAX_VALUE_CHARACTERS:
                yield f"{name} has {len(text):,} characters, at most {MAX_VALUE_CHARACTERS:,} are taken."
            file = ContentFile("", text)
            if any("\ud800" <= char <= "\udfff" for char in text) or forbidden_characters(text, file.origin_at):
                yield f"{name} holds a character that no text can have. Delete it there, and export it anew."


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)
