"""YAML with positions: a file as a tree of texts, lists and mappings, each with its place.

Every scalar stays the text that was typed; the type of its field reads it later, so `1957` may be an id and
`1943-12` a date. What the archive's files do without is refused: tags, anchors, aliases and merge keys, a field given
twice, a second document, nesting deeper than 64. The tree is built from libyaml's events, never from composed
nodes: that is quicker, keeps every position, and stops at the first bracket too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import yaml

from kalmyk_site.records.files import ContentFile, forbidden_characters, without_forbidden_characters
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.records.text_origins import TextOrigins
from kalmyk_site.records.yaml_faults import YamlFaults

MAX_NESTING = 64
"""So many lists and mappings may stand inside each other."""

MAX_FINDINGS = 50
"""After so many findings a file is given up."""

_MAX_REREAD = 2_000_000
# Each mended fault costs another reading from the start, so long files get fewer of them.

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True, eq=False)
class YamlNode:
    """A value in a file: a text, a list or a mapping. Not changed once the tree is read."""

    value: str | tuple[YamlNode, ...] | dict[str, YamlNode]
    """The text as YAML reads it, the entries of a list, or the fields of a mapping in the order of the file."""

    file: ContentFile
    """The file in which it stands."""

    offset: int
    """Offset into the file's text of the first character of the source: of a quotation mark, `|`, `[` or the text."""

    end_offset: int
    """Offset behind the last character of the source."""

    quoted: bool = False
    """Whether it is a scalar in another style than plain: in quotation marks, or a block after `|` or `>`."""

    key_offset: int = -1
    """Offset of the name of the field that holds this value, or -1 where none does (an entry of a list, the root)."""

    @property
    def origin(self) -> Origin:
        """The place of the value."""
        return self.file.origin_at(self.offset)

    @property
    def key_origin(self) -> Origin:
        """The place of the field's name; of the value itself where there is none."""
        return self.file.origin_at(self.key_offset if self.key_offset >= 0 else self.offset)

    @property
    def line(self) -> int:
        """Line of the value, counted from 1."""
        return self.origin.line

    @property
    def column(self) -> int:
        """Column of the value in characters, counted from 1."""
        return self.origin.column

    @property
    def key_line(self) -> int:
        """Line of the field's name, counted from 1; 0 where there is none."""
        return self.key_origin.line if self.key_offset >= 0 else 0

    @property
    def key_column(self) -> int:
        """Column of the field's name, counted from 1; 0 where there is none."""
        return self.key_origin.column if self.key_offset >= 0 else 0

    @property
    def is_null(self) -> bool:
        """Whether nothing is given: no text at all, `~` or `null` without quotation marks."""
        return not self.quoted and isinstance(self.value, str) and self.value in _NULLS

    def replaced(self, value: str | tuple[YamlNode, ...] | dict[str, YamlNode]) -> YamlNode:
        """A node with another value at the same place."""
        return replace(self, value=value)


def read_yaml(file: ContentFile, start: int = 0, end: int | None = None) -> tuple[YamlNode | None, list[Finding]]:
    """Read a file, or a region of it, as one YAML document.

    Args:
        file: A file that was read by `read_content_file`.
        start: Offset into the file's text at which the region begins, the start of a line; for front matter the line
            after `---`.
        end: Offset at which the region ends; the end of the file if not given.

    Returns:
        The tree, and everything found wrong. Text without any value (only comments) is a null scalar. The tree is
        `None`, with at least one finding, when the text cannot be read to its end: broken syntax, nesting too deep,
        more than 50 findings. Otherwise there is a tree even with findings, so that its fields can be checked in the
        same run: of a field given twice it holds the first, tags and anchors are left out, an alias is null, a
        character that is refused has become U+FFFD, and only the first document counts.
    """
    end = len(file.text) if end is None else end
    text = file.text[start:end]
    faults = YamlFaults(file, start, end)
    directive = faults.directive()
    if directive is not None:
        return None, [directive]
    broken: list[Finding] = []
    reread = 0
    while True:
        reading = _Reading(file, start, text, faults)
        try:
            root = reading.read()
        except _GivenUpError:
            root = None
        except yaml.YAMLError as error:
            root = None
            fault = faults.syntax(error, text, reading.last_quoted, reading.open_bracket)
            is_new = fault.finding not in broken
            broken += [fault.finding] * is_new
            text = fault.mended
            reread += len(text)
            if text and is_new and reread < _MAX_REREAD and len(broken) + len(reading.findings) < MAX_FINDINGS:
                continue
        findings = sorted([*broken, *reading.findings], key=lambda finding: finding.sort_key)
        if len(findings) >= MAX_FINDINGS:
            remedy = f"{findings[-1].remedy} The file was not read further; there may be more to repair."
            findings[-1] = replace(findings[-1], remedy=remedy)
        return (None if broken else root), findings


def plain(node: YamlNode) -> object:
    """The tree as nested `str`, `list`, `dict` and `None`, the form that pydantic reads."""
    if isinstance(node.value, str):
        return None if node.is_null else node.value
    if isinstance(node.value, tuple):
        return [plain(entry) for entry in node.value]
    return {key: plain(value) for key, value in node.value.items()}


def find(node: YamlNode, path: Sequence[str | int]) -> YamlNode:
    """The deepest node on a path of field names and places in lists (counted from 0).

    Steps that lead nowhere are passed over: a missing field leaves its mapping, and the names of types that pydantic
    puts between the steps of its paths do no harm.
    """
    for step in path:
        if isinstance(node.value, dict) and isinstance(step, str):
            node = node.value.get(step, node)
        elif isinstance(node.value, tuple) and isinstance(step, int) and 0 <= step < len(node.value):
            node = node.value[step]
    return node


def _span(event: yaml.Event) -> tuple[int, int]:
    """Start and end of an event as offsets into the text that is read. The parser marks every event."""
    if event.start_mark is None or event.end_mark is None:
        return 0, 0
    return event.start_mark.index, event.end_mark.index


class _GivenUpError(Exception):
    """The findings say why the file is not read further."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been reached."""

    node: YamlNode
    entries: list[YamlNode] = field(default_factory=list[YamlNode])
    fields: dict[str, YamlNode] | None = None
    key: YamlNode | None = None
    """The name of the field whose value comes next."""
    is_dropped: bool = False
    """Whether that value goes nowhere, its name being refused."""


class _Reading:
    """One pass over the events of a text."""

    def __init__(self, file: ContentFile, start: int, text: str, faults: YamlFaults) -> None:
        self.findings: list[Finding] = []
        self.last_quoted: tuple[int, int] | None = None
        """Start and end in the text of the scalar read last, if it stood in quotation marks."""
        self._file = file
        self._start = start
        self._text = text
        self._faults = faults
        self._open: list[_Open] = []
        self._root = YamlNode("", file, start, start)

    def read(self) -> YamlNode:
        loader = yaml.CSafeLoader(self._text)
        while (event := loader.get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentEndEvent):
                # Asking for the next event would read a second document's directives, at quadratic cost.
                second = self._faults.second_document(_span(event)[1])
                if second is not None:
                    self._report(second)
                    break
        return self._root

    @property
    def open_bracket(self) -> int | None:
        """Offset into the text of the innermost list or mapping that is open, if it is written in brackets."""
        start = self._open[-1].node.offset - self._start if self._open else len(self._text)
        return start if self._text[start : start + 1] in ("[", "{") else None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: str = event.value
        start, end = _span(event)
        style: str | None = event.style
        if event.tag is not None or event.anchor is not None:
            start = min(self._behind_properties(event, start), end)
        quoted = bool(style)
        node = YamlNode(value, self._file, self._start + start, self._start + end, quoted)
        if style == '"' and self._text.find("\\", start, end) >= 0:
            # An escape must not bring in what a file may not hold: "\\0", or the archive's own marks.
            for finding in forbidden_characters(value, TextOrigins(self._file, node).origin_at):
                self._report(finding)
                node.value = without_forbidden_characters(value)
        elif not style and self._text.startswith(" ", end):
            comment = self._faults.comment(start, end)
            if comment is not None:
                self._report(comment)
        self.last_quoted = (start, end) if style in ("'", '"') else None
        self._place(node)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        start, _ = _span(event)
        if event.tag is not None or event.anchor is not None:
            start = self._behind_properties(event, start)
        if len(self._open) >= MAX_NESTING:
            self._report(self._faults.nesting(start, MAX_NESTING))
            raise _GivenUpError
        node = YamlNode((), self._file, self._start + start, self._start + start)
        self._open.append(_Open(node, fields={} if isinstance(event, yaml.MappingStartEvent) else None))
        self.last_quoted = None

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        ended = self._open.pop()
        ended.node.value = tuple(ended.entries) if ended.fields is None else ended.fields
        ended.node.end_offset = self._start + _span(event)[1]
        self.last_quoted = None
        self._place(ended.node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = _span(event)
        # Behind `<<` the alias has been reported already, as one fault with it.
        key = self._open[-1].key if self._open else None
        if key is None or key.quoted or key.value != "<<":
            self._report(self._faults.alias(start, end))
        self._place(YamlNode("", self._file, self._start + start, self._start + end))

    def _behind_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, start: int) -> int:
        count = (event.tag is not None) + (event.anchor is not None)
        findings, start = self._faults.properties(start, count)
        for finding in findings:
            self._report(finding)
        return start

    def _place(self, node: YamlNode) -> None:
        """Put a finished value where it belongs: into the innermost open list or mapping, or at the root."""
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if parent.fields is None:
            parent.entries.append(node)
        elif parent.key is None:
            parent.key = node
            is_refused = self._is_refused(node, parent.fields)
            # A second id has begun another entry.
            self._open[-1].is_dropped = is_refused
        else:
            if not parent.is_dropped:
                node.key_offset = parent.key.offset
                parent.fields[str(parent.key.value)] = node
            parent.key = None

    def _is_refused(self, key: YamlNode, fields: dict[str, YamlNode]) -> bool:
        offset = key.offset - self._start
        if not isinstance(key.value, str) or not key.value:
            self._report(self._faults.key_form(offset))
        elif key.value == "<<" and not key.quoted:
            self._report(self._faults.merge_key(offset))
        elif key.value in fields:
            first = fields[key.value].key_offset - self._start
            self._report(self._faults.duplicate_key(offset, key.value, first))
            if key.value == "id" and self._part_entries(key):
                return False
        else:
            return False
        return True

    def _part_entries(self, key: YamlNode) -> bool:
        """Begin a new entry of the list at a second id, before which a hyphen is missing."""
        ended = self._open[-1]
        if len(self._open) < 2 or self._open[-2].fields is not None or ended.fields is None:
            return False
        ended.node.value, ended.node.end_offset = ended.fields, key.offset
        self._open.pop()
        self._open[-1].entries.append(ended.node)
        self._open.append(_Open(YamlNode((), self._file, key.offset, key.offset), fields={}, key=key))
        return True

    def _report(self, finding: Finding) -> None:
        self.findings.append(finding)
        if len(self.findings) >= MAX_FINDINGS:
            raise _GivenUpError
