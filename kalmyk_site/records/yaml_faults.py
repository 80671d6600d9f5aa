"""YAML faults: what is wrong with a file's YAML, told for the person who repairs it.

The parser says where it stopped and which of its rules failed. From that and from the line itself the nearest cause is
guessed: a colon in a text, a quotation mark never closed, a citation without quotation marks. Where one character is
at fault the text can be mended, so that the parser gets past it and the file's further faults are found as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

import yaml

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import Finding

_VALUE_LENGTH = 60
_FIELD = re.compile(r"""[ ]*(?:-[ ]+)*(?:"[^"\n]*"|'[^'\n]*'|[^\s"'#\[\]{}:,][^\n:]*):(?=[ \n]|$)""")
_GLUED_FIELD = re.compile(r"[ ]*(?:-[ ]+)*([^\s:\"'\[\]{}]+):(?=[^\s/])")
_PROPERTY = re.compile(r"!<[^>\n]*>|[!&][^\s,\[\]{}]*")
_BETWEEN_PROPERTIES = re.compile(r"(?:\s+|(?<=\s)#[^\n]*)*+")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+%")
_DOUBLED_QUOTE = re.compile(r"""(?<=[^\s\[{,:'"])(?:""|'')(?=\s*(?:[,\]}]|\Z))""")
_BLANKS = re.compile("[ \xa0]*")
_LONGEST_SEARCHED = 400
"""Characters of a line in which a cause before the place of a fault is looked for."""
_COMMENT = re.compile(r" +#(?=[^\s#])[^\n]*")
_DOCUMENT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+(?:(?:---|\.\.\.)(?=\s|\Z)|%)")


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Where the parser stopped, and how to get past it."""

    finding: Finding

    mended: str
    """The text with the fault covered by harmless characters, as long as before; empty where that cannot be done."""


class YamlFaults:
    """Words the findings about one file's YAML, or about a region of it such as a chapter's front matter."""

    def __init__(self, file: ContentFile, start: int, end: int) -> None:
        """Take the file and the region of its text that is read, as offsets."""
        self._file = file
        self._start = start
        self._text = file.text[start:end]

    # Offsets below are offsets into the region, as the parser counts.

    def duplicate_key(self, offset: int, key: str, first: int) -> Finding:
        """A field that stands at `first` already."""
        line = self._line_number(first)
        new = f"If a new record begins here, write '- {_shortened(self._line_from(offset))}'; else keep one of the two."
        return self._finding(
            "yaml-duplicate-key",
            offset,
            f"the field '{_shortened(key)}' is given twice; it stands on line {line} already",
            key,
            "each field once",
            new if key == "id" else "Keep one of the two, or join their values.",
        )

    def comment(self, start: int, end: int) -> Finding | None:
        """A comment behind a text that looks like a part of it: `Decree #5`, of which `Decree` is left."""
        found = _COMMENT.match(self._text, end)
        if found is None:
            return None
        whole = f"{self._text[start:end]}{found[0]}".partition("\n")[2] or f"{self._text[start:end]}{found[0]}"
        return self._finding(
            "yaml-comment",
            self._text.index("#", end),
            f"'{_shortened(found[0].strip())}' is read as a comment, because a space stands before its #",
            found[0].strip(),
            "quotation marks around a text that holds ' #', and a space behind the # of a comment",
            f"Write {_quoted(whole)}; if it is a comment, write '# ' and the comment.",
        )

    def properties(self, offset: int, count: int) -> tuple[list[Finding], int]:
        """The tag, the anchor, or both, in front of a value; and the offset of the value behind them."""
        findings: list[Finding] = []
        while len(findings) < count and (found := _PROPERTY.match(self._text, offset)):
            findings.append(self._tag(offset, found[0]) if found[0][0] == "!" else self._anchor(offset, found[0]))
            between = _BETWEEN_PROPERTIES.match(self._text, found.end())
            offset = between.end() if between else found.end()
        return findings, offset

    def alias(self, offset: int, end: int) -> Finding:
        """A value, or the start of one, that YAML reads as a reference to another value."""
        value = self._text[offset:end]
        return self._finding(
            "yaml-alias",
            offset,
            f"'{_shortened(value)}' is read as an alias, a reference to a value elsewhere in the file",
            value,
            "values written out; a text that begins with '*' stands in quotation marks",
            "Write the value itself, or put the text in quotation marks.",
        )

    def merge_key(self, offset: int) -> Finding:
        """The field `<<`, which would copy the fields of another mapping."""
        return self._finding(
            "yaml-alias",
            offset,
            "'<<' would copy fields from elsewhere in the file",
            "<<",
            "fields written out",
            "Write the fields themselves.",
        )

    def key_form(self, offset: int) -> Finding:
        """A field whose name is empty, a list or a mapping."""
        value = self._line_from(offset)
        return self._finding(
            "yaml-syntax",
            offset,
            f"'{_shortened(value)}' cannot be the name of a field",
            value,
            "a field as 'name: value'",
            "Write a name before the colon; put a text that begins with a bracket or a brace in quotation marks.",
        )

    def nesting(self, offset: int, limit: int) -> Finding:
        """A list or mapping inside too many others."""
        return self._finding(
            "nesting-too-deep",
            offset,
            f"lists and fields are nested deeper than {limit} here",
            self._line_from(offset),
            f"at most {limit} levels",
            "Remove the surplus brackets, braces, dashes or indentation.",
        )

    def directive(self) -> Finding | None:
        """A directive (`%YAML`, `%TAG`) at the beginning of the text."""
        found = _DIRECTIVE.match(self._text)
        if found is None:
            return None
        offset = found.end() - 1
        return self._syntax(
            offset,
            f"'{_shortened(self._line_from(offset))}' is a YAML directive",
            self._line_from(offset),
            "fields or a list from the first line on",
            "Delete the line.",
        )

    def second_document(self, offset: int) -> Finding | None:
        """Another document, or a directive for one, behind the end of the first."""
        found = _DOCUMENT.match(self._text, offset)
        if found is None:
            return None
        offset = self._text.rfind("\n", 0, found.end()) + 1
        value = self._line_from(offset)
        return self._finding(
            "yaml-documents",
            offset,
            f"'{_shortened(value)}' begins a second document in this file",
            value,
            "one document in a file",
            "Delete the line, or move what follows into a file of its own.",
        )

    def syntax(
        self, error: yaml.YAMLError, text: str, last_quoted: tuple[int, int] | None, bracket: int | None
    ) -> SyntaxFault:
        """The nearest cause of an error of the parser.

        Args:
            error: What the parser raised.
            text: The region as the parser read it, with earlier faults mended.
            last_quoted: Start and end of the scalar read last, if it stood in quotation marks.
            bracket: The innermost bracket or brace that is still open.
        """
        if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
            return SyntaxFault(self._unreadable(error), "")
        offset = min(error.problem_mark.index, len(self._text))
        opening = min(error.context_mark.index, len(self._text)) if error.context_mark else offset
        context, problem = error.context or "", error.problem or ""
        blank = self._no_break_space(offset)
        if blank >= 0:
            return SyntaxFault(self._wrong_space(blank), f"{text[:blank]} {text[blank + 1 :]}")
        if "tab character" in problem or self._text[offset : offset + 1] == "\t":
            return SyntaxFault(self._tab(offset), "")
        stray = self._stray_quote(offset)
        if stray >= 0:
            return SyntaxFault(self._surplus_quote(stray), f"{text[:stray]} {text[stray + 1 :]}")
        if "cannot start any token" in problem:
            return SyntaxFault(self._first_character(offset), _covered(text, offset, offset + 1))
        if "alias" in context or "anchor" in context:
            finding = (
                self.alias(opening, self._line_end(opening)) if "alias" in context else self._loose_anchor(opening)
            )
            return SyntaxFault(finding, _covered(text, opening, opening + 1))
        if "tag" in context or "tag handle" in problem:
            return SyntaxFault(self._tag(opening, self._line_from(opening)), _covered(text, opening, offset + 1))
        if "mapping values" in problem:
            return self._colon(offset, text)
        if "could not find expected ':'" in problem:
            return self._no_colon(opening, offset, text)
        if "quoted scalar" in context:
            return self._in_quotes(problem, opening, offset, text)
        if "block scalar" in context:
            return SyntaxFault(self._block_header(opening, offset), "")
        if "sequence entries" in problem:
            return SyntaxFault(self._dash(offset), _covered(text, offset, offset + 1))
        if bracket is not None and ("',' or" in problem or not self._text[offset:].strip()):
            return SyntaxFault(self._bracket(bracket, offset), "")
        if last_quoted is not None and not self._text[last_quoted[1] : offset].strip(" "):
            return SyntaxFault(self._after_quotes(*last_quoted, offset), "")
        return SyntaxFault(self._misplaced(opening, offset, problem), "")

    # One cause each.

    def _unreadable(self, error: yaml.YAMLError) -> Finding:
        # Only text that did not come through `read_content_file` holds characters the parser refuses; it counts bytes.
        position = getattr(error, "position", 0)
        before = self._text.encode("utf-8", "replace")[: position if isinstance(position, int) else 0]
        offset = len(before.decode("utf-8", "ignore"))
        return self._syntax(offset, "a character here cannot stand in YAML", "", "printable characters", "Delete it.")

    def _tab(self, offset: int) -> Finding:
        line = self._line_start(offset)
        tabs = (found.start() for found in re.finditer(r"^ *\t", self._text, re.MULTILINE))
        others = [self._line_number(start) for start in islice((start for start in tabs if start != line), 6)]
        also = f" Do the same on {_listed_lines(others)}." if others else ""
        return self._finding(
            "yaml-tab",
            offset,
            "a tab stands where YAML wants spaces",
            "\\t",
            "spaces as indentation, two for each level",
            f"Replace the tab with spaces, and let the editor insert spaces for the tab key.{also}",
        )

    def _no_break_space(self, offset: int) -> int:
        """Offset of a no-break space in the indentation of the line of a fault or of one above it, or -1."""
        line = self._line_start(offset)
        for start in (line, self._previous_line(line)):
            found = _BLANKS.match(self._text, start) if start >= 0 else None
            if found is not None and found.end() > start and "\xa0" in found[0]:
                return start + found[0].index("\xa0")
        return -1

    def _wrong_space(self, offset: int) -> Finding:
        return self._syntax(
            offset,
            "a no-break space (U+00A0) stands in the indentation, where YAML wants ordinary spaces",
            "\\xa0",
            "ordinary spaces as indentation, two for each level",
            "Delete the spaces at the beginning of the line and type them anew; text copied from a word processor or a "
            "website often holds such spaces.",
        )

    def _stray_quote(self, offset: int) -> int:
        """Offset of a quotation mark right behind the closing one of a text in a list, or -1.

        The parser takes it for the beginning of a text that ends at the next mark, and stops behind that.
        """
        start = max(self._line_start(offset), offset - _LONGEST_SEARCHED)
        line = self._text[start : offset + 1]
        found = [*_DOUBLED_QUOTE.finditer(line)]
        if not found or line[found[-1].end() :].strip(" ,[]@\"'"):
            return -1
        return start + found[-1].end() - 1

    def _surplus_quote(self, offset: int) -> Finding:
        return self._syntax(
            offset,
            "a second quotation mark stands behind the closing one",
            self._text[offset],
            "one quotation mark at the end of a text that begins with one",
            "Delete it.",
        )

    def _first_character(self, offset: int) -> Finding:
        character = self._text[offset]
        value = self._value_at(offset)
        # The name of the field stands close by; a search through a long line would take quadratic time.
        before = self._text[max(self._line_start(offset), offset - 200) : offset]
        field = re.search(r"([\w-]+):[ ]*(\[?)[^\[]*$", before)
        written = _quoted(value)
        if field is not None and (field[1] == "cite" or field[2]):
            written = f"{field[1]}: [{written}]"
        elif field is not None:
            written = f"{field[1]}: {written}"
        elif before.strip() == "-":
            written = f"- {written}"
        if character == "@" and re.match(r"@[\w{]", self._text[offset : offset + 2]):
            return self._finding(
                "yaml-unquoted-citation",
                offset,
                f"the citation '{_shortened(value)}' stands without quotation marks",
                value,
                "citations in quotation marks",
                f"Write {written}." if len(value) <= _VALUE_LENGTH else "Put it in quotation marks.",
            )
        return self._syntax(
            offset,
            f"a value without quotation marks begins with '{character}'",
            value,
            "quotation marks around a value that begins with @, ` or %",
            f"Write {written}." if len(value) <= _VALUE_LENGTH else "Put the value in quotation marks.",
        )

    def _colon(self, offset: int, text: str) -> SyntaxFault:
        line, line_end = self._line_start(offset), self._line_end(offset)
        field = _FIELD.match(self._text, line, offset)
        if field is not None:
            value = self._text[field.end() : line_end].strip()
            finding = self._syntax(
                offset,
                f"a colon stands in the text '{_shortened(value)}', which has no quotation marks",
                value,
                "quotation marks around a text that holds ': '",
                f"Write {_quoted(value)}." if len(value) <= _VALUE_LENGTH else "Put the text in quotation marks.",
            )
            rest = text[offset:line_end].replace(":", "x")
            return SyntaxFault(finding, text[:offset] + rest + text[line_end:])
        previous = self._previous_line(line)
        glued = _GLUED_FIELD.match(self._text, previous, self._line_end(previous)) if previous >= 0 else None
        if glued is not None:
            return self._glued(glued, text)
        begin = line + len(self._text[line:offset]) - len(self._text[line:offset].lstrip(" "))
        above = f" as the value on line {self._line_number(previous)} is not finished" if previous >= 0 else ""
        finding = self._syntax(
            begin,
            f"no field can begin here{above}",
            self._line_from(begin),
            "fields that belong together, in one column",
            "Align the line with the field above it; if it goes on with the text above, put that text in quotation "
            "marks, or write '|' in place of its first line and the whole text below.",
        )
        return SyntaxFault(finding, "")

    def _no_colon(self, opening: int, offset: int, text: str) -> SyntaxFault:
        line = self._line_start(opening)
        glued = _GLUED_FIELD.match(self._text, line, self._line_end(opening))
        if glued is not None:
            return self._glued(glued, text)
        value = self._line_from(opening)
        if len(self._text[opening:offset]) > 1024 and "\n" not in self._text[opening:offset]:
            message = "the name of a field is longer than 1,024 characters"
        else:
            message = f"'{_shortened(value)}' is no field: it has no colon"
        finding = self._syntax(
            opening,
            message,
            value,
            "a field as 'name: value'",
            "Write a colon and a space behind the name; if the line goes on with the text above, indent it more deeply "
            "than the name of the field.",
        )
        return SyntaxFault(finding, "")

    def _glued(self, field: re.Match[str], text: str) -> SyntaxFault:
        colon = field.end() - 1
        line_end = self._line_end(colon)
        finding = self._syntax(
            colon,
            f"there is no space behind the colon of '{_shortened(field[1])}'",
            self._line_from(field.start(1)),
            "a colon and a space between name and value",
            f"Write '{_shortened(field[1])}: {_shortened(self._text[colon + 1 : line_end].strip())}'.",
        )
        return SyntaxFault(finding, text[: colon + 1] + " " + "x" * (line_end - colon - 2) + text[line_end:])

    def _in_quotes(self, problem: str, opening: int, offset: int, text: str) -> SyntaxFault:
        if "unexpected" in problem:
            finding = self._syntax(
                opening,
                "a quotation mark is opened here and never closed",
                self._line_from(opening),
                "a closing quotation mark",
                f"Write {self._text[opening]} at the end of the text.",
            )
            return SyntaxFault(finding, "")
        begin = max(self._text.rfind("\\", opening, offset + 1), opening)
        value = self._text[begin : max(begin + 2, offset)]
        finding = self._syntax(
            begin,
            f"'{_shortened(value)}' is no escape that YAML knows",
            value,
            "a backslash in double quotation marks written twice",
            "Write the backslash twice, or put the text in single quotation marks.",
        )
        return SyntaxFault(finding, _covered(text, begin, begin + 1))

    def _block_header(self, opening: int, offset: int) -> Finding:
        sign = self._text[opening]
        return self._syntax(
            offset,
            f"text stands on the same line as '{sign}'",
            self._line_from(opening),
            f"'{sign}' alone, and the text on the lines below it, indented",
            "Move the text to the next line, or put it in quotation marks on this one.",
        )

    def _dash(self, offset: int) -> Finding:
        return self._syntax(
            offset,
            "a list begins where it cannot",
            self._line_from(offset),
            "each entry of a list on a line of its own, or a list as [first, second]",
            "Move the dash to the next line; if it belongs to a text, put the text in quotation marks.",
        )

    def _bracket(self, opening: int, offset: int) -> Finding:
        sign = self._text[opening]
        closing = "]" if sign == "[" else "}"
        if self._line_number(opening) != self._line_number(offset) or offset >= len(self._text):
            return self._syntax(
                opening,
                f"'{sign}' is opened here and not closed",
                self._line_from(opening),
                f"'{closing}' at the end",
                f"Write '{closing}' behind the last entry; put a text that begins with '{sign}' in quotation marks.",
            )
        return self._syntax(
            offset,
            f"'{_shortened(self._line_from(offset))}' follows an entry without a comma",
            self._line_from(opening),
            "commas between entries",
            f"Write a comma between the entries, or '{closing}' behind the last one; put a text that holds commas, "
            "colons or brackets in quotation marks.",
        )

    def _after_quotes(self, opening: int, closing: int, offset: int) -> Finding:
        mark = self._text[opening]
        first, last = self._line_number(opening), self._line_number(closing)
        if first != last:
            return self._syntax(
                offset,
                f"text follows a closing quotation mark; the text in quotation marks began on line {first}",
                self._text[opening:closing],
                "a quotation mark at the end of each text that begins with one",
                f"Look at line {first}: its closing quotation mark is probably missing.",
            )
        inside = "Write an apostrophe in it twice ('')" if mark == "'" else 'Write a quotation mark in it as \\"'
        return self._syntax(
            offset,
            f"text follows the closing quotation mark of {_shortened(self._text[opening:closing])}",
            self._line_from(opening),
            "one pair of quotation marks around the whole value",
            f"{inside}, or use the other kind of quotation marks around the whole value.",
        )

    def _misplaced(self, opening: int, offset: int, problem: str) -> Finding:
        value = self._line_from(offset)
        expected = "fields, or entries of a list, in one column with those they belong to"
        remedy = (
            "Align the line with the lines it belongs to, begin each entry of a list with '- ' and each field with "
            "its name."
        )
        if not value:
            message = f"the text ends too early ({problem})"
        elif value[0] in "]},":
            message = f"'{value[0]}' stands where a value or a field is expected"
            expected = "brackets in pairs, and one comma between two entries"
            remedy = (
                "Delete it, or write what is missing before it; put a text that holds such signs in quotation marks."
            )
        elif value[0] == ":":
            message = "a colon stands without the name of a field"
            expected, remedy = "a field as 'name: value'", "Write the name before the colon, or delete the line."
        elif opening < offset:
            place = f"line {self._line_number(opening)}, column {self._column(opening)}"
            message = f"'{_shortened(value)}' does not go with what began on {place}"
        else:
            message = f"'{_shortened(value)}' does not go with the lines above it"
        return self._syntax(offset, message, value, expected, remedy)

    def _tag(self, offset: int, value: str) -> Finding:
        return self._finding(
            "yaml-tag",
            offset,
            f"'{_shortened(value)}' is read as a tag, which would make the value something else than text",
            value,
            "values without tags; a text that begins with '!' stands in quotation marks",
            "Delete the tag, or put the whole text in quotation marks.",
        )

    def _anchor(self, offset: int, value: str) -> Finding:
        return self._finding(
            "yaml-alias",
            offset,
            f"'{_shortened(value)}' is read as an anchor, a name for the value behind it",
            value,
            "values without anchors; a text that begins with '&' stands in quotation marks",
            "Delete the anchor, or put the whole text in quotation marks.",
        )

    def _loose_anchor(self, offset: int) -> Finding:
        return self._anchor(offset, self._line_from(offset))

    # Quoting the text.

    def _syntax(self, offset: int, message: str, value: str, expected: str, remedy: str) -> Finding:
        return self._finding("yaml-syntax", offset, message, value, expected, remedy)

    def _finding(self, code: str, offset: int, message: str, value: str, expected: str, remedy: str) -> Finding:
        origin = self._file.origin_at(self._start + offset)
        return Finding(code, origin, message, value=_shortened(value), expected=expected, remedy=remedy)

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return len(self._text) if end < 0 else end

    def _line_from(self, offset: int) -> str:
        return self._text[offset : self._line_end(offset)].rstrip()

    def _previous_line(self, line_start: int) -> int:
        """Start of the nearest line above that is not blank, or -1."""
        end = len(self._text[:line_start].rstrip())
        return self._line_start(end) if end else -1

    def _line_number(self, offset: int) -> int:
        return self._file.origin_at(self._start + offset).line

    def _column(self, offset: int) -> int:
        return self._file.origin_at(self._start + offset).column

    def _value_at(self, offset: int) -> str:
        """The value without quotation marks that begins here: to the end of its line, or of its entry in brackets."""
        value = re.sub(r"\s#.*", "", self._line_from(offset)).rstrip()
        before = self._text[self._line_start(offset) : offset].rstrip()
        return value.partition("]")[0].rstrip() if before.endswith(("[", ",")) else value


def _shortened(text: str) -> str:
    text = text.partition("\n")[0]
    return text if len(text) <= _VALUE_LENGTH else f"{text[: _VALUE_LENGTH - 1]}…"


def _quoted(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _covered(text: str, start: int, end: int) -> str:
    return text[:start] + re.sub(r"[^\n]", "x", text[start:end]) + text[end:]


def _listed_lines(numbers: list[int]) -> str:
    """`line 3`, `lines 3 and 5`, or the first five and a hint that there are more."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    first = ", ".join(str(number) for number in numbers[: min(5, len(numbers) - 1)])
    return f"lines {first} and {numbers[-1] if len(numbers) <= 5 else 'others'}"
