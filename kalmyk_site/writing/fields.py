"""Fields and items of a YAML file: where a new field goes, and how an item leaves its list, without moving the rest."""

from __future__ import annotations

from kalmyk_site.records.yaml_tree import YamlNode
from kalmyk_site.writing.lists import content_end
from kalmyk_site.writing.text_edits import TextEdit


def field_below(fields: YamlNode, above: str, field: str) -> TextEdit:
    """Put a field below another one of its set.

    Args:
        fields: The set of fields, in braces or one a line.
        above: Name of a field that the set has, with a value.
        field: The new one in one line of YAML: `former_ids: [old]`.
    """
    file = fields.file
    children = fields.value if isinstance(fields.value, dict) else {}
    child = children[above]
    if file.text.startswith("{", fields.offset):
        return TextEdit(child.end_offset, child.end_offset, f", {field}")
    first = next(iter(children.values())).key_offset
    indent = first - (file.text.rfind("\n", 0, first) + 1)
    end = file.text.find("\n", content_end(child))
    end = len(file.text) if end < 0 else end
    return TextEdit(end, end, f"\n{' ' * indent}{field}")


def without_item(listed: YamlNode, place: int) -> TextEdit:
    """Take an item out of a list.

    Args:
        listed: The list, in brackets or one item a line.
        place: Which item, counted from 0; each is one word.
    """
    items = listed.value if isinstance(listed.value, tuple) else ()
    item = items[place]
    text = listed.file.text
    if not text.startswith("[", listed.offset):
        start = text.rfind("\n", 0, item.offset) + 1
        end = text.find("\n", item.end_offset) + 1
        return TextEdit(start, end or len(text), "")
    if place + 1 < len(items):
        return TextEdit(item.offset, items[place + 1].offset, "")
    return TextEdit(items[place - 1].end_offset if place else item.offset, item.end_offset, "")
