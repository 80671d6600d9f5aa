"""What a file adds to a work that is known: fields that are empty there. What both say stays as the archive has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from kalmyk_site.imports.normal_forms import isbn13, language, pages, stripped_doi
from kalmyk_site.imports.recognition import folded_title
from kalmyk_site.imports.works import DATES, NAMES, ORDER
from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.records.yaml_tree import YamlNode
from kalmyk_site.references.publication_dates import DOUBT, edtf_of, words_of
from kalmyk_site.writing.lists import content_end
from kalmyk_site.writing.text_edits import TextEdit
from kalmyk_site.writing.yaml_form import Value, entry, flow

_ALIKE: Final = (
    frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"}),
    frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"}),
)
"""Types for which formats have one between them."""

_VAGUE: Final = frozenset({"document", "webpage"})
"""Types that formats give to what they have no type of their own for."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the archive and the file say different things."""

    field: str
    kept: str
    """What the archive says, as text."""

    file: str
    """What the file says."""


@dataclass(frozen=True, slots=True)
class Merger:
    """What a file says of a known work."""

    added: Mapping[str, Value]
    """Fields that are empty in the record. None where the titles have nothing in common: one number for two works is
    more likely a slip than one work of two titles."""

    differences: tuple[Difference, ...]


def merge(known: Source, read: Source, fields: Mapping[str, Value]) -> Merger:
    """Compare a known work with what a file says of it.

    Args:
        known: The work as the archive has it.
        read: The same work as the file has it.
        fields: The fields of the latter as they would be written.
    """
    added: dict[str, Value] = {}
    differences: list[Difference] = []
    names = {field.alias or name: name for name, field in Source.model_fields.items()}
    for variable in ORDER:
        if variable not in fields or variable == "custom":
            continue
        mine, others = (_text(getattr(work, names[variable])) for work in (known, read))
        if not mine:
            added[variable] = fields[variable]
        elif not _agree(variable, mine, others):
            differences.append(Difference(variable, mine, others))
    mine, others = known.custom.identifiers.model_dump(), read.custom.identifiers.model_dump()
    fresh = {name: str(value) for name, value in others.items() if value and not mine[name]}
    if fresh:
        added["custom"] = {"identifiers": fresh}
    differences += [
        Difference(name, str(mine[name]), str(value))
        for name, value in others.items()
        if value and mine[name] and value != mine[name]
    ]
    return Merger(added if _share_a_title(known, read) else {}, tuple(differences))


def _share_a_title(one: Source, other: Source) -> bool:
    """Whether the shorter title begins the longer one, as one without its subtitle does."""
    shorter, longer = sorted((folded_title(one.title), folded_title(other.title)), key=len)
    return f"{longer} ".startswith(f"{shorter} ") or not shorter


def additions(node: YamlNode, added: Mapping[str, Value]) -> list[TextEdit]:
    """Edits that write fields into an entry of `sources.yml`: behind its own fields, before `custom`.

    Args:
        node: The entry as it stands in its file.
        added: Fields that it does not have, or has without a value; of `custom` only `identifiers`.
    """
    custom = _children(node).get("custom")
    if custom is None or custom.is_null:
        return _with_fields(node, added)
    edits = _with_fields(node, {name: value for name, value in added.items() if name != "custom"})
    identifiers = cast("Mapping[str, Mapping[str, Value]]", added.get("custom", {})).get("identifiers", {})
    if not identifiers:
        return edits
    known = _children(custom).get("identifiers")
    if known is None or known.is_null:
        return [*edits, *_with_fields(custom, {"identifiers": identifiers})]
    return [*edits, *_with_fields(known, identifiers)]


def _children(node: YamlNode) -> Mapping[str, YamlNode]:
    return node.value if isinstance(node.value, dict) else {}


def _with_fields(node: YamlNode, fields: Mapping[str, Value]) -> list[TextEdit]:
    """Edits that put fields behind the last one of a set of fields, in its own form."""
    children = _children(node)
    edits: list[TextEdit] = []
    fresh = dict(fields)
    for name in fields:
        if name in children:
            # Its name stands there already, without a value.
            place = children[name]
            written = f" {flow(fresh.pop(name), numbers_quoted=True)}"
            edits.append(TextEdit(place.offset, place.end_offset, written))
    if not fresh:
        return edits
    own = [child for name, child in children.items() if name != "custom"]
    last = max(own or children.values(), key=lambda child: child.key_offset)
    text = node.file.text
    if text[node.offset : node.offset + 1] == "{":
        edits.append(TextEdit(last.end_offset, last.end_offset, f", {flow(fresh, numbers_quoted=True)[1:-1]}"))
        return edits
    end = text.find("\n", max(content_end(last), last.key_offset))
    indent = last.key_column - 1
    rows = f"{' ' * indent}{entry(fresh, indent - 2, numbers_quoted=True).lstrip(' ').removeprefix('- ')}"
    place = len(text) if end < 0 else end + 1
    edits.append(TextEdit(place, place, f"\n{rows.removesuffix(chr(10))}" if end < 0 else rows))
    return edits


# Agreement ------------------------------------------------------------------------------------------------------


def _text(value: object) -> str:
    """The value of a field as a report shows it."""
    if isinstance(value, CslDate):
        return edtf_of(value) or words_of(value)
    if isinstance(value, tuple):
        return "; ".join(_name(name) for name in value if isinstance(name, CslName))  # pyright: ignore[reportUnknownVariableType] - the type of each is looked at
    return value if isinstance(value, str) else ""


def _name(name: CslName) -> str:
    return name.literal or ", ".join(part for part in (name.key, name.given, name.suffix) if part)


def _agree(variable: str, mine: str, others: str) -> bool:
    """Whether two values say the same; of names the given ones may be shorter, of dates the day may be missing."""
    if variable == "type":
        return mine == others or others in _VAGUE or any({mine, others} <= alike for alike in _ALIKE)
    if variable == "DOI":
        return stripped_doi(mine).casefold() == stripped_doi(others).casefold()
    if variable == "ISBN":
        return not _isbns(mine) or not _isbns(others) or bool(_isbns(mine) & _isbns(others))
    if variable == "URL":
        return _bare(mine) == _bare(others)
    if variable == "language":
        return (language(mine) or mine) == others
    if variable in DATES:
        return mine.rstrip(DOUBT).startswith(others.rstrip(DOUBT))
    if variable in NAMES:
        return [*map(_folded_name, mine.split("; "))] == [*map(_folded_name, others.split("; "))]
    if variable == "page":
        mine, others = pages(mine), pages(others)
    return (folded_title(mine) or mine) == (folded_title(others) or others)


def _folded_name(name: str) -> tuple[str, str]:
    """The family name, and the initial of the given one."""
    family, _, given = name.partition(", ")
    return folded_title(family), folded_title(given)[:1]


def _isbns(text: str) -> frozenset[str]:
    whole = isbn13(text)
    return frozenset([whole] if whole else [number for part in re.split(r"[,;\s]+", text) if (number := isbn13(part))])


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE).rstrip("/")
