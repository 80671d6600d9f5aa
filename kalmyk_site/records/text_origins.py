"""Text origins: from a character of a YAML value back to the place in the file where it was typed.

A value differs from its source: block scalars lose their indentation, folded and quoted ones their line breaks, and
escapes become the character they stand for. Within one line of the source, though, both run side by side. So a value
is cut into runs, each a stretch of the value that stands in the source as it is, and every character is found by
its run. The runs follow YAML 1.1 as libyaml reads it; text refused by `files` (other line separators) cannot occur.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import Origin

_Run = tuple[int, int]
"""Offset into the source, and length in characters of both source and value."""

_FOLD = r"(?P<fold>[ \t]*\n[ \t\n]*)|(?P<blank>[ \t]+)"
_ESCAPE = r"(?P<joined>\\\n[ \t\n]*)|(?P<escape>\\(?:x.{2}|u.{4}|U.{8}|.))"
_TOKENS = {
    "'": re.compile(rf"{_FOLD}|(?P<escape>'')|(?P<text>[^ \t\n']+)"),
    '"': re.compile(rf'{_FOLD}|{_ESCAPE}|(?P<text>[^ \t\n\\"]+)'),
    "": re.compile(rf"{_FOLD}|(?P<text>[^ \t\n]+)"),
}


class PlacedScalar(Protocol):
    """What must be known of a scalar: a `YamlNode` has all of it."""

    @property
    def value(self) -> object:
        """The text that YAML reads from the source."""
        ...

    @property
    def offset(self) -> int:
        """Offset of the first character of the source: a quotation mark, `|`, `>` or the text itself."""
        ...

    @property
    def end_offset(self) -> int:
        """Offset behind the last character of the source."""
        ...


class TextOrigins:
    """Maps an offset into a scalar's value to its place in the file.

    The source is walked when the first offset is asked for; each further question costs a binary search.
    """

    def __init__(self, file: ContentFile, node: PlacedScalar) -> None:
        """Prepare the map of one value.

        Args:
            file: The file that `node` was read from.
            node: A scalar.

        Raises:
            TypeError: `node` is a list or a mapping, which has no text of its own.
        """
        if not isinstance(node.value, str):
            raise TypeError("only a scalar has text with origins")
        self._file = file
        self._node = node
        self._value = node.value

    def origin_at(self, value_offset: int) -> Origin:
        """The place of the character at an offset into the value.

        A character written as an escape lies where its escape begins; a space or line feed made from line breaks,
        at such a break. An offset outside the value gives the nearest place: the first character, or the place
        behind the last one.
        """
        return self._file.origin_at(self.offset_at(value_offset))

    def offset_at(self, value_offset: int) -> int:
        """Like `origin_at`, as an offset into the text of the file."""
        value_offset = max(0, min(value_offset, len(self._value)))
        in_value, in_source = self._starts
        run = bisect_right(in_value, value_offset) - 1
        return in_source[run] + value_offset - in_value[run]

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each run begins in the value, and where in the source; at the end the place behind the last one."""
        in_value: list[int] = []
        in_source: list[int] = []
        position, end = 0, self._node.offset + len(self._quote)
        for source, length in self._runs():
            in_value.append(position)
            in_source.append(source)
            position += length
            end = source + length
        if not in_value or position < len(self._value):
            in_value.append(position)
            in_source.append(end)
        return in_value, in_source

    def _runs(self) -> Iterator[_Run]:
        text, start, end = self._file.text, self._node.offset, self._node.end_offset
        if start < end and text[start] in "|>":
            return _block_runs(text, start, self._value, folded=text[start] == ">")
        return _flow_runs(text, start + len(self._quote), end - len(self._quote), self._quote)

    @property
    def _quote(self) -> str:
        """The quotation mark around the source, if there is one."""
        first = self._file.text[self._node.offset : self._node.end_offset][:1]
        return first if first in ("'", '"') else ""


def _flow_runs(text: str, start: int, end: int, style: str) -> Iterator[_Run]:
    """Runs of a plain or quoted scalar, whose text lies between `start` and `end` without its quotation marks."""
    for token in _TOKENS[style].finditer(text, start, end):
        offset = token.start()
        if token.lastgroup == "escape":
            yield offset, 1
        elif token.lastgroup == "fold":
            breaks = _breaks(text, token)
            # One break is a space; of several the first only ends its line.
            for position in breaks[1:] or breaks:
                yield position, 1
        elif token.lastgroup == "joined":
            for position in _breaks(text, token)[1:]:
                yield position, 1
        else:
            yield offset, token.end() - offset


def _breaks(text: str, token: re.Match[str]) -> list[int]:
    return [offset for offset in range(token.start(), token.end()) if text[offset] == "\n"]


def _block_runs(text: str, start: int, value: str, *, folded: bool) -> Iterator[_Run]:
    """Runs of a literal or folded scalar, whose header begins at `start`."""
    offset = text.find("\n", start) + 1
    indent = _block_indent(text, offset, value)
    breaks: list[int] = []
    length = 0
    after_indented = True
    while 0 < offset < len(text) and length < len(value):
        line_end = text.find("\n", offset)
        line_end = len(text) if line_end < 0 else line_end
        content = offset
        while content < min(offset + indent, line_end) and text[content] == " ":
            content += 1
        if content < line_end:
            if content < offset + indent:
                break
            # Lines that are indented more than the text keep the breaks before and after them.
            indented = text[content] in " \t"
            kept = breaks if not folded or after_indented or indented else breaks[1:] or breaks
            for position in kept:
                yield position, 1
            yield content, line_end - content
            length += len(kept) + line_end - content
            breaks = []
            after_indented = indented
        breaks.append(line_end)
        offset = line_end + 1
    for position in breaks[: len(value) - length]:
        yield position, 1


def _block_indent(text: str, offset: int, value: str) -> int:
    """By how many spaces the lines of a block scalar are indented, told from its first line that is not empty.

    That line stands in the source with all its spaces and in the value with those beyond the indentation, so
    the indicator in the header (`|2`) and the indentation around the scalar need not be known.
    """
    shown = value.lstrip("\n")
    if not shown:
        return len(text)
    for _ in range(len(value) - len(shown)):
        offset = text.find("\n", offset) + 1
    return _count_spaces(text, offset) - _count_spaces(shown, 0)


def _count_spaces(text: str, offset: int) -> int:
    end = offset
    while end < len(text) and text[end] == " ":
        end += 1
    return end - offset
