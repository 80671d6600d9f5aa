"""Lists of a YAML file: where a new entry goes, so that order, indentation and comments stay as the editor has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.yaml_tree import YamlNode
from kalmyk_site.writing.text_edits import TextEdit
from kalmyk_site.writing.yaml_form import scalar

_DASH: Final = re.compile(r"^( *)-( +)$")


class ListFormError(ValueError):
    """The list is written in a form into which nothing can be put without writing it anew; the message says how."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is to be written."""

    key: str
    """Its id."""

    written: Callable[[int], str]
    """The entry as YAML, given the spaces before its hyphen; see `yaml_form.entry`."""


def with_entries(file: ContentFile, listed: YamlNode, entries: Sequence[NewEntry]) -> list[TextEdit]:
    """Put entries into a list of records or sources.

    A list that is sorted by id stays sorted; into any other the entries come last. Comments above an entry stay with
    it, those below the last one at the end.

    Args:
        file: The file.
        listed: The list, or a null where it is empty.
        entries: What comes, each with an id that the list does not have.

    Raises:
        ListFormError: the list is written in brackets.
    """
    items = listed.value if isinstance(listed.value, tuple) else ()
    if not items:
        return [_first(file, listed, entries)]
    indent = _indent(file, items[0])
    ids = [_id(item) for item in items]
    sorted_by_id = len(ids) > 1 and ids == sorted(ids)
    edits: dict[int, list[str]] = {}
    for one in sorted(entries, key=lambda entry: entry.key) if sorted_by_id else entries:
        after = bisect_left(ids, one.key) if sorted_by_id else len(items)
        edits.setdefault(after, []).append(one.written(indent))
    apart = _is_apart(file, items)
    return [_inserted(file, items, after, texts, apart) for after, texts in edits.items()]


def with_word(listed: YamlNode, word: str, before: str = "") -> TextEdit:
    """Put one word into a list of words, in brackets or one a line.

    Args:
        listed: A list that has words already, or `[]`.
        word: What comes.
        before: The word before which it comes; at the end if there is none or it is empty.
    """
    items = listed.value if isinstance(listed.value, tuple) else ()
    file = listed.file
    if not items:
        return TextEdit(listed.offset, listed.end_offset, f"[{scalar(word, in_flow=True)}]")
    follower = next((item for item in items if before and item.value == before), None)
    in_brackets = file.text[listed.offset : listed.offset + 1] == "["
    if in_brackets:
        word = scalar(word, in_flow=True)
        if follower is not None:
            return TextEdit(follower.offset, follower.offset, f"{word}, ")
        return TextEdit(items[-1].end_offset, items[-1].end_offset, f", {word}")
    row = f"{' ' * _indent(file, items[0])}- {scalar(word)}\n"
    if follower is not None:
        place = file.text.rfind("\n", 0, follower.offset) + 1
        return TextEdit(place, place, row)
    place, lacks_end = _line_behind(file, content_end(items[-1]))
    return TextEdit(place, place, f"\n{row.removesuffix(chr(10))}" if lacks_end else row)


def content_end(node: YamlNode) -> int:
    """Offset behind the last character of a value, without the comments and empty lines that YAML counts to a list."""
    last = node
    while not isinstance(last.value, str):
        children = last.value if isinstance(last.value, tuple) else tuple(last.value.values())
        if not children or last.file.text[last.offset : last.offset + 1] in ("[", "{"):
            break
        last = children[-1]
    text = last.file.text
    return last.offset + len(text[last.offset : last.end_offset].rstrip())


def _first(file: ContentFile, listed: YamlNode, entries: Sequence[NewEntry]) -> TextEdit:
    """Entries for a list that has none, be it `[]`, nothing behind the name of a field, or a file of comments."""
    of_field = listed.key_offset >= 0
    block = "\n".join(one.written(0) for one in entries)
    if listed.end_offset > listed.offset:
        start = len(file.text[: listed.offset].rstrip(" ")) if of_field else listed.offset
        return TextEdit(start, listed.end_offset, f"\n{block.rstrip(chr(10))}" if of_field else block.rstrip("\n"))
    if of_field:
        colon = file.text.index(":", listed.key_offset) + 1
        place, lacks_end = _line_behind(file, colon)
        return TextEdit(place, place, f"\n{block}" if lacks_end else block)
    end = len(file.text)
    return TextEdit(end, end, block if file.text.endswith("\n") or not file.text else f"\n{block}")


def _inserted(file: ContentFile, items: Sequence[YamlNode], after: int, texts: Sequence[str], apart: bool) -> TextEdit:
    gap = "\n" if apart else ""
    if after:
        place, lacks_end = _line_behind(file, content_end(items[after - 1]))
        text = "".join(f"{gap}{text}" for text in texts)
        return TextEdit(place, place, f"\n{text.removesuffix(chr(10))}" if lacks_end else text)
    # Comments right above the first entry are more often of the file than of the entry.
    place = file.text.rfind("\n", 0, items[0].offset) + 1
    return TextEdit(place, place, "".join(f"{text}{gap}" for text in texts))


def _line_behind(file: ContentFile, offset: int) -> tuple[int, bool]:
    """Offset of the line after the one that holds `offset`, and whether the file ends before it begins."""
    end = file.text.find("\n", offset)
    return (len(file.text), True) if end < 0 else (end + 1, False)


def _is_apart(file: ContentFile, items: Sequence[YamlNode]) -> bool:
    """Whether empty lines stand between the entries."""
    if len(items) < 2:
        return True
    between = file.text[content_end(items[-2]) : items[-1].offset]
    return "\n\n" in between


def _indent(file: ContentFile, item: YamlNode) -> int:
    line_start = file.text.rfind("\n", 0, item.offset) + 1
    dash = _DASH.match(file.text[line_start : item.offset])
    if dash is None:
        place = item.origin
        raise ListFormError(
            f"{place.path}:{place.line}: the list is written in brackets. Write each entry on lines of its own, "
            "beginning with '- ', and try again."
        )
    return len(dash[1])


def _id(item: YamlNode) -> str:
    node = item.value.get("id") if isinstance(item.value, dict) else None
    return node.value if node is not None and isinstance(node.value, str) else ""
