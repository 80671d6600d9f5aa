"""Values as YAML in the form in which an editor would type them: short lists in one line, texts of several in a block.

What is written is read again to the same text, by this program and by any reader of YAML that takes a scalar for a
text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""A text, a list or a set of fields, as `yaml_tree.plain` gives them. A field whose text holds a line feed, if only at
its end, is written as a block."""


class Truth(str):
    """`true` or `false`, which stand without the quotation marks that make texts of these words."""


WIDTH: Final = 120
"""Characters of a line that a list or a set of fields may fill before it is broken up."""

_PLAIN: Final = re.compile(r"(?:[^\W_]|[(/$+]|-(?=\w)).*")
_CUT_SHORT: Final = re.compile(r":(?:\s|$)|\s#|\s$")
_OF_FLOW: Final = re.compile(r"[,\[\]{}]|:(?![\w/])")
_OTHER_TYPE: Final = re.compile(r"(?i:true|false|yes|no|on|off|y|n|null|~|)|[=<]|<<|---.*|\.\.\..*")
_NUMBER: Final = re.compile(r"(?i:[-+]?(?:\.inf|[0-9.][0-9_:.eExXoabcdf+-]*)|\.nan)")


def entry(fields: Mapping[str, Value], indent: int = 0, *, numbers_quoted: bool = False) -> str:
    """One entry of a list: `- id: ...` and the other fields below, each line ended by a line feed.

    Args:
        fields: The fields in the order in which they are written. Those without a value are left out.
        indent: Spaces before the hyphen.
        numbers_quoted: Put quotation marks around what another reader would take for a number or a date.
    """
    lines = _fields(fields, indent + 2, numbers_quoted).removeprefix(" " * (indent + 2))
    return f"{' ' * indent}- {lines}"


def mapping(fields: Mapping[str, Value]) -> str:
    """A set of fields, one a line, each line ended by a line feed; those without a value are left out."""
    return _fields(fields, 0, numbers_quoted=False)


def flow(value: Value, *, numbers_quoted: bool = False) -> str:
    """A value in one line, lists and sets of fields in brackets.

    Args:
        value: The value; fields without one are left out.
        numbers_quoted: Put quotation marks around what another reader would take for a number or a date.
    """
    return _flow(value, numbers_quoted)


def scalar(text: str, *, in_flow: bool = False, numbers_quoted: bool = False) -> str:
    """A text in one line, in quotation marks where it would be read otherwise.

    Args:
        text: The text.
        in_flow: Whether it stands between brackets, where commas and brackets end it.
        numbers_quoted: Put quotation marks around what another reader would take for a number or a date.
    """
    needs_quotes = (
        not _PLAIN.fullmatch(text)
        or _CUT_SHORT.search(text)
        or _OTHER_TYPE.fullmatch(text)
        or not text.isprintable()
        or (in_flow and _OF_FLOW.search(text))
        or (numbers_quoted and _NUMBER.fullmatch(text))
    )
    return _quoted(text) if needs_quotes else text


def _quoted(text: str) -> str:
    # JSON knows the escapes of YAML's quotation marks; of other characters both take all that a file may hold.
    return json.dumps(text, ensure_ascii=False)


def _fields(fields: Mapping[str, Value], indent: int, numbers_quoted: bool) -> str:
    rows = (f"{name}:{_value(value, indent, len(name), numbers_quoted)}" for name, value in _given(fields))
    return "".join(f"{' ' * indent}{row}" for row in rows)


def _given(fields: Mapping[str, Value]) -> list[tuple[str, Value]]:
    return [(name, value) for name, value in fields.items() if isinstance(value, str) or value]


def _value(value: Value, indent: int, before: int, numbers_quoted: bool) -> str:
    """What stands behind the colon of a field, up to the line feed."""
    # A tab where a block begins would be taken for its indentation.
    if isinstance(value, str) and "\n" in value and not value.lstrip("\n").startswith("\t"):
        return f" {_block(value, indent + 2)}"
    line = _flow(value, numbers_quoted)
    if isinstance(value, str) or _fits(value, line, indent + before + 2):
        return f" {line}\n"
    if isinstance(value, Mapping):
        return f"\n{_fields(value, indent + 2, numbers_quoted)}"
    return "\n" + "".join(_item(item, indent + 2, numbers_quoted) for item in value)


def _fits(value: Value, line: str, before: int) -> bool:
    """Whether a list or a set of fields can stand in one line."""
    if "\\n" in line or before + len(line) > WIDTH:
        return False
    # A list of sets of fields is read more easily with one a line.
    return isinstance(value, Mapping) or all(isinstance(item, str) for item in value)


def _item(value: Value, indent: int, numbers_quoted: bool) -> str:
    line = _flow(value, numbers_quoted)
    if isinstance(value, Mapping) and ("\\n" in line or indent + 2 + len(line) > WIDTH):
        return entry(value, indent, numbers_quoted=numbers_quoted)
    return f"{' ' * indent}- {line}\n"


def _flow(value: Value, numbers_quoted: bool, *, inside: bool = False) -> str:
    if isinstance(value, Truth):
        return value
    if isinstance(value, str):
        # A citation mark is always seen in quotation marks, because most of them need them.
        quoted = value.startswith("@")
        return _quoted(value) if quoted else scalar(value, in_flow=inside, numbers_quoted=numbers_quoted)
    if isinstance(value, Mapping):
        parts = [f"{name}: {_flow(item, numbers_quoted, inside=True)}" for name, item in _given(value)]
        return f"{{{', '.join(parts)}}}"
    return f"[{', '.join(_flow(item, numbers_quoted, inside=True) for item in value)}]"


def _block(text: str, indent: int) -> str:
    """A text behind `|`; without a line feed at its end it stays without one."""
    lines = text.removesuffix("\n").split("\n")
    # An indentation indicator is needed where the first line itself begins with a space or is empty.
    indicator = "2" if lines[0].startswith(" ") or not lines[0] else ""
    kept = "" if text.endswith("\n") else "-"
    kept = "+" if text.endswith("\n\n") or not text.strip("\n") else kept
    rows = [f"{' ' * indent}{line}" if line else "" for line in lines]
    return "\n".join([f"|{indicator}{kept}", *rows]) + "\n"
