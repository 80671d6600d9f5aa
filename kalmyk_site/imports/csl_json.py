"""Works from CSL-JSON, as Zotero, Crossref and citation processors write it.

Standard: the schema `csl-data.json` of the Citation Style Language, version 1.0.2. The file is a list of items, or one
item. Items are read one by one, each at its line, so that those before a fault in the file are kept. Text may hold
`<i>` and `<span class="nocase">`; dates come as parts, as words or as raw text.

Newer and older names of variables are known, and identifiers that Zotero keeps in its field "Extra" (`OCLC: 25705762`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast, get_args

from kalmyk_site.imports.dates import date_of
from kalmyk_site.imports.marked_text import as_markdown, escaped, read_html
from kalmyk_site.imports.works import (
    DATES,
    IDENTIFIERS,
    LEFT_ON_PURPOSE,
    NAMES,
    VARIABLES,
    Draft,
    Refused,
    Work,
    WorksRead,
)
from kalmyk_site.records.sources import CslName, CslType
from kalmyk_site.writing.yaml_form import Value

TYPES: Final[frozenset[str]] = frozenset(get_args(CslType))
"""The types of CSL."""

AS_WRITTEN: Final = frozenset(
    {
        *("DOI", "ISBN", "ISSN", "URL", "call-number", "chapter-number", "collection-number", "edition", "issue"),
        *("language", "number", "number-of-pages", "number-of-volumes", "page", "type", "version", "volume"),
    }
)
"""Variables that are no running text."""

_OTHER_NAMES: Final = {
    "event-title": "event",
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "printing-number": "edition",
    "part-number": "issue",
}
_OF_THE_FILE: Final = frozenset({"id", "custom", "citation-key", "citation-label", "system_id", "categories"})
"""What says nothing of the work."""

_NAME_PARTS: Final = tuple(described.alias or name for name, described in CslName.model_fields.items())


def read_csl_json(text: str) -> WorksRead:
    """Read a file. What is no item of the list is refused with its line; what is no JSON ends the reading."""
    works: list[Work] = []
    refused: list[Refused] = []
    for line, item in _items(text):
        if isinstance(item, Refused):
            refused.append(item)
        elif isinstance(item, Mapping):
            works.append(_work(cast("Mapping[str, object]", item), line))
        else:
            refused.append(Refused(line, "", "this is no item: an item is written {...}, with its variables."))
    return WorksRead("csl", tuple(works), tuple(refused))


def _items(text: str) -> Iterator[tuple[int, object]]:
    decoder = json.JSONDecoder()
    position = _space_end(text, 0)
    is_list = text[position : position + 1] == "["
    position = _space_end(text, position + 1) if is_list else position
    line, counted = 1, 0
    while position < len(text) and text[position] != "]":
        line, counted = line + text.count("\n", counted, position), position
        try:
            item, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            yield line, Refused(error.lineno, "", f"from here on the file is no JSON ({error.msg}). Export it anew.")
            return
        except (RecursionError, ValueError):
            yield (
                line,
                Refused(line, "", "what begins here is nested too deep, or holds too long a number."),
            )
            return
        yield line, item
        position = _space_end(text, position)
        if text[position : position + 1] == ",":
            position = _space_end(text, position + 1)
        elif is_list and text[position : position + 1] != "]":
            line = text.count("\n", 0, position) + 1
            yield line, Refused(line, "", "from here on the file is no JSON (a comma or ] is missing). Export it anew.")
            return
        elif not is_list:
            return


def _space_end(text: str, position: int) -> int:
    while text[position : position + 1] in tuple(" \t\r\n"):
        position += 1
    return position


def _work(item: Mapping[str, object], line: int) -> Work:
    draft = Draft()
    draft.put("type", str(item.get("type", "")))
    for written, value in item.items():
        variable = _OTHER_NAMES.get(written, written)
        if variable == "note":
            draft.put_note(str(value or ""))
        elif variable in LEFT_ON_PURPOSE:
            if value:
                draft.leave(LEFT_ON_PURPOSE[variable])
        elif variable in NAMES and isinstance(value, list):
            draft.put(variable, [*_names(cast("Sequence[object]", value), draft)])
        elif variable in DATES and isinstance(value, dict | str):
            draft.put(variable, date_of(cast("object", value)))
        elif variable in VARIABLES and isinstance(value, str | int | float):
            draft.put(variable, _text(variable, str(value), draft))
        elif variable not in _OF_THE_FILE and value not in (None, "", [], {}):
            draft.leave(f"field '{written[:40]}'")
    _identifiers(item, draft)
    return draft.finished(line, str(item.get("citation-key") or item.get("id") or ""))


def _text(variable: str, value: str, draft: Draft) -> str:
    if variable in AS_WRITTEN:
        return " ".join(value.split())
    text, passed = read_html(value)
    for tag in passed:
        draft.leave(f"mark {tag}")
    return as_markdown(text)


def _names(names: Sequence[object], draft: Draft) -> Iterator[Value]:
    for name in names:
        if not isinstance(name, dict):
            draft.leave("name that is none")
            continue
        parts = cast("Mapping[str, object]", name)
        told = {part: escaped(str(parts[part])) for part in _NAME_PARTS if parts.get(part) and part != "comma-suffix"}
        if told.get("literal"):
            told = {"literal": told["literal"]}
        elif parts.get("comma-suffix") and told.get("suffix"):
            told["comma-suffix"] = "true"
        if told:
            yield told


def _identifiers(item: Mapping[str, object], draft: Draft) -> None:
    own: Mapping[str, object] = {}
    if isinstance(item.get("custom"), dict):
        own = cast("Mapping[str, object]", item["custom"])
    told = own.get("identifiers")
    for name in own:
        # What an archive says of a work, as through which other it knows it, is no other archive's statement.
        if name != "identifiers":
            draft.leave(f"custom '{name[:40]}'")
    if isinstance(told, dict):
        draft.identifiers |= {
            str(name): str(value) for name, value in cast("Mapping[str, object]", told).items() if name in IDENTIFIERS
        }
