"""Citations as written: Pandoc's syntax, read by one grammar for prose and for the `cite` fields of records.

Three entries lead into the same grammar: a group in brackets (`[see @smith1996, pp. 65-66; -@jones2004]`), a source
named in the sentence (`@smith1996 [p. 58]`) and a line of a `cite` field (`quoted in @report1991, p. 61`). All are pure
functions over a text and a place in it. They return what is wrong as a value, so that a whole archive can be read
before anything is reported. Each costs time in proportion to the mark, whatever stands around it.

Source: Pandoc User's Guide, "Citation syntax"; terms and short forms of locators from CSL's English locale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kalmyk_site.records.findings import Finding, Origin

FORMS = "[@key, p. 5], [see @key, pp. 5-7; -@other, chap. 2] or @key [p. 5]"
"""The accepted forms in prose, as findings show them."""

CITE_FORMS = '"@key, p. 5" or "quoted in @key, p. 5; @other"'
"""The accepted forms in a `cite` field, as findings show them."""

LOCATOR_FORMS = "a term and a number, such as p. 5, pp. 65-66, chap. 3 or note 12"
"""The accepted locators, as findings show them."""

MAX_DEPTH = 8
"""Brackets nested deeper than this are never paired; it bounds what a line of a million brackets can cost."""

SHORT_FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "appendix": ("app.", "apps."),
        "article": ("art.", "arts."),
        "book": ("bk.", "bks."),
        "chapter": ("chap.", "chaps."),
        "column": ("col.", "cols."),
        "figure": ("fig.", "figs."),
        "folio": ("fol.", "fols."),
        "line": ("l.", "ll."),
        "note": ("n.", "nn."),
        "number": ("no.", "nos."),
        "opus": ("op.", "opp."),
        "page": ("p.", "pp."),
        "paragraph": ("para.", "paras."),
        "part": ("pt.", "pts."),
        "section": ("sec.", "secs."),
        "sub-verbo": ("s.v.", "s.vv."),
        "table": ("tbl.", "tbls."),
        "verse": ("v.", "vv."),
        "volume": ("vol.", "vols."),
    }
)
"""CSL's short form of each locator term, singular and plural."""

_OTHER_TERMS: Mapping[str, tuple[str, ...]] = {
    "chapter": ("ch.",),
    "folio": ("ff.",),
    "line": ("line", "lines"),
    "opus": ("opus", "opera"),
    "page": ("p", "pp"),
    "paragraph": ("¶", "¶¶"),
    "section": ("§", "§§"),
    "sub-verbo": ("sub verbo",),
}


def _all_terms() -> dict[str, str]:
    terms: dict[str, str] = {}
    for label, short in SHORT_FORMS.items():
        plural = "appendices" if label == "appendix" else f"{label}s"
        for term in (*short, label, plural, *_OTHER_TERMS.get(label, ())):
            terms[term] = label
    return terms


LOCATOR_TERMS: Mapping[str, str] = MappingProxyType(_all_terms())
"""Each term that may open a locator, in lower case, with its CSL label: `pp.` is `page`, `§` is `section`."""


@dataclass(frozen=True, slots=True)
class Locator:
    """The place in a source that a citation names."""

    label: str
    """CSL's term: `page`, `chapter`, `note`, `section` and the like."""

    value: str
    """The numbers, ranges with an ASCII hyphen, lists joined with a comma and a space: `33-35, 38`."""

    @property
    def term(self) -> str:
        """CSL's short form of the term, plural for a range or a list: `p.`, `chaps.`."""
        singular, plural = SHORT_FORMS[self.label]
        return plural if self.label != "sub-verbo" and ("-" in self.value or "," in self.value) else singular

    @property
    def data(self) -> str:
        """The form that programs read: pages bare (`65-66`), other terms in CSL's short form (`chap. 3`)."""
        return self.value if self.label == "page" else f"{self.term} {self.value}"

    @property
    def shown(self) -> str:
        """The form that readers see: as `data`, with an en dash in ranges of numbers."""
        return self.data if self.label == "sub-verbo" else self.data.replace("-", "–")


@dataclass(frozen=True, slots=True)
class CitationMark:
    """One source cited at one spot of a text, as written."""

    key: str
    """Key of the source, without `@` and braces."""

    prefix: str
    """What stands before the key, trimmed: `see`, `quoted in`."""

    locator: Locator | None
    """The place in the source, where one is given."""

    suffix: str
    """What follows, with its own punctuation (`, emphasis added`), so that printing it after the locator is right."""

    suppress_author: bool
    """Whether the author is left out (`-@key`)."""

    narrative: bool
    """Whether the source is part of the sentence (`@key`)."""

    offset: int
    """Where `@` stands in the text, or the hyphen of `-@`."""


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """Citations written together; on a page they become one note."""

    marks: tuple[CitationMark, ...]
    """The citations in the order of writing, at least one."""

    offset: int
    """Where the group begins in the text: `[`, or `@` of a narrative citation."""

    end: int
    """Just after the group's last character."""

    narrative: bool
    """Whether the first source is part of the sentence."""


@dataclass(frozen=True, slots=True)
class MarkupError:
    """What is wrong with a mark. Returned, never raised."""

    code: str
    """`citation-malformed` or `locator-invalid`."""

    offset: int
    """Where the mark, or the locator, begins in the text."""

    message: str
    """One sentence naming the value as written."""

    value: str
    """The value as written, shortened where it is long."""

    expected: str
    """What would have been right."""

    remedy: str
    """What to do, as an imperative."""

    def finding(self, origin: Origin) -> Finding:
        """The finding for a mark whose fault stands at `origin`."""
        return Finding(self.code, origin, self.message, value=self.value, expected=self.expected, remedy=self.remedy)


_AT = re.compile(r"(?<![^\W_])@")
_KEY = re.compile(r"@(?:\{([^{}\s]+)\}|(\w+(?:[:.#$%&\-+?<>~/]\w+)*))")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_SEPARATOR = re.compile(r"\\.|[;{}\[\]]", re.DOTALL)
_TERM = re.compile(
    "|".join(
        re.escape(term) + (r"(?![^\W\d_])" if term[-1].isalpha() else "")
        for term in sorted(LOCATOR_TERMS, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_ROMAN_NUMBER = r"(?:[ivxlcdm]++|[IVXLCDM]++)(?!\w)"
_NUMBER = r"[^\W\d_]{0,3}\d++(?:[.:/]\d++)*+[^\W\d_]{0,2}(?:\([^\W_]{1,4}\))*+(?!\w)"
_DASH = r"\s*+(?:--?|–|—)\s*+"
_DIGITS = rf"(?:{_NUMBER}|\[{_NUMBER}\])"
_ANY = rf"(?:{_NUMBER}|\[{_NUMBER}\]|{_ROMAN_NUMBER})"
_DIGIT_LIST = re.compile(rf"{_DIGITS}(?:{_DASH}{_DIGITS})?(?:\s*,\s*{_DIGITS}(?:{_DASH}{_DIGITS})?)*")
_ROMAN_LIST = re.compile(rf"{_ROMAN_NUMBER}(?:{_DASH}{_ANY})?(?:\s*,\s*{_ANY}(?:{_DASH}{_ANY})?)*")
_ANY_DASH = re.compile(_DASH)
_COMMA = re.compile(r"\s*,\s*")
_FREE_VALUE = re.compile(r"[^,;]+")
_SPACE_BEFORE_BRACKET = re.compile(r"[ \t]*+\n?[ \t]*+\[(?!\^)")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def find_closing_bracket(text: str, start: int) -> int:
    """Place of the `]` that closes the `[` at `start`, or -1.

    Brackets after a backslash do not count. Gives up below `MAX_DEPTH` nested brackets.
    """
    depth = 0
    for found in _BRACKET.finditer(text, start):
        character = found[0]
        if character == "[":
            depth += 1
            if depth > MAX_DEPTH:
                return -1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return found.start()
    return -1


def parse_citation_group(text: str, start: int) -> CitationGroup | MarkupError:
    """Read a group of citations in brackets.

    Args:
        text: The text around the group.
        start: Place of the opening bracket.

    Returns:
        The group, or what is wrong: `citation-malformed` for an unclosed bracket, an empty key or text that belongs
        to no source, `locator-invalid` for a term without a number or a range that runs backwards.
    """
    close = find_closing_bracket(text, start)
    if close < 0:
        value = _shorten(text[start : start + 200].partition("\n")[0])
        return MarkupError(
            "citation-malformed",
            start,
            f"the citation '{value}' is not closed.",
            value,
            FORMS,
            "Close it with ']'.",
        )
    marks = _parse_marks(text, start + 1, close, FORMS)
    if isinstance(marks, MarkupError):
        return marks
    return CitationGroup(marks, start, close + 1, narrative=False)


def parse_narrative(text: str, start: int) -> CitationGroup | MarkupError | None:
    """Read a source named in the sentence, with the brackets that may follow it.

    Args:
        text: The text around the mark.
        start: Place of `@`.

    Returns:
        The group (`@smith1996 [p. 58; @jones2004]` holds two marks); None where no key follows `@` or where a
        letter or digit stands before it, as in an e-mail address; a `locator-invalid` for what stands in brackets.
    """
    found = _KEY.match(text, start)
    if found is None or (start and text[start - 1].isalnum()):
        return None
    key = found[1] or found[2]
    plain = CitationGroup((CitationMark(key, "", None, "", False, True, start),), start, found.end(), narrative=True)
    bracket = _SPACE_BEFORE_BRACKET.match(text, found.end())
    if bracket is None:
        return plain
    opening = bracket.end() - 1
    close = find_closing_bracket(text, opening)
    inner = opening + 1
    if close < 0 or text[close + 1 : close + 2] in ("(", "[") or text[inner:close].lstrip(" -").startswith("@"):
        return plain
    parts = _split(text, inner, close)
    place = _parse_locator(text, inner, parts[0][1])
    if isinstance(place, MarkupError):
        return place
    locator, suffix = place
    rest = _parse_parts(text, parts[1:], FORMS)
    if isinstance(rest, MarkupError):
        return rest
    if locator is None and suffix[:1].isalnum():
        suffix = f", {suffix}"
    first = CitationMark(key, "", locator, suffix, False, True, start)
    return CitationGroup((first, *rest), start, close + 1, narrative=True)


_CURLY = ("“", "”", "„", "«", "‘", "’")
"""What word processors make of straight quotation marks."""


def parse_cite(text: str) -> CitationGroup | MarkupError:
    """Read one line of a `cite` field: what stands between the brackets of a group.

    Args:
        text: `@smith1996, pp. 65-66`; a prefix and several sources, parted by semicolons, are allowed.

    Returns:
        The group, or what is wrong, as in `parse_citation_group`; `citation-malformed` also for a sentence that holds
        a citation in brackets.
    """
    written = text.strip()
    if written.startswith("["):
        return _malformed_cite(text, "the citation '{}' stands in brackets.", "Leave out the brackets.")
    if written[:1] in _CURLY:
        bare = _shorten(written.strip("".join(_CURLY)))
        fault = "typographic quotation marks are a part of the citation '{}'."
        return _malformed_cite(text, fault, f'Write straight ones: "{bare}".')
    marks = _parse_marks(text, 0, len(text), CITE_FORMS)
    if isinstance(marks, MarkupError):
        return marks
    # Before a key stand words such as "quoted in"; a bracket there is that of a citation in a sentence.
    if any("[" in mark.prefix.replace(r"\[", "") for mark in marks):
        return _malformed_cite(
            text,
            "the citation '{}' is a sentence with a citation in brackets.",
            "Write the citation alone, without brackets: cite holds citations only, the sentence belongs into 'text'.",
        )
    return CitationGroup(marks, 0, len(text), narrative=False)


def _malformed_cite(text: str, fault: str, remedy: str) -> MarkupError:
    """What is wrong with a line of a `cite` field as a whole; `{}` in `fault` stands for the line."""
    value = _shorten(text)
    place = len(text) - len(text.lstrip())
    return MarkupError("citation-malformed", place, fault.format(value), value, CITE_FORMS, remedy)


def _parse_marks(text: str, start: int, end: int, forms: str) -> tuple[CitationMark, ...] | MarkupError:
    return _parse_parts(text, _split(text, start, end), forms)


def _parse_parts(text: str, parts: list[tuple[int, int]], forms: str) -> tuple[CitationMark, ...] | MarkupError:
    marks: list[CitationMark] = []
    for start, end in parts:
        mark = _parse_mark(text, start, end, forms)
        if isinstance(mark, MarkupError):
            return mark
        marks.append(mark)
    return tuple(marks)


def _parse_mark(text: str, start: int, end: int, forms: str) -> CitationMark | MarkupError:
    at = _AT.search(text, start, end)
    if at is None:
        return _stray(text, start, end, forms)
    found = _KEY.match(text, at.start(), end)
    if found is None:
        value = _shorten(text[at.start() : end])
        return MarkupError(
            "citation-malformed",
            at.start(),
            f"no key follows '@' in '{value}'.",
            value,
            forms,
            "Write the key of a source after '@', or a backslash before '@' where it is not a citation.",
        )
    offset = at.start()
    suppress = text[offset - 1] == "-" and offset > start and not text[max(offset - 2, 0)].isalnum()
    offset -= suppress
    second = _AT.search(text, found.end(), end)
    if second is not None:
        value = _shorten(text[second.start() : end])
        return MarkupError(
            "citation-malformed",
            second.start(),
            f"'{value}' names a second source within one citation.",
            value,
            forms,
            "Part the sources with a semicolon.",
        )
    place = _parse_locator(text, found.end(), end)
    if isinstance(place, MarkupError):
        return place
    locator, suffix = place
    return CitationMark(found[1] or found[2], text[start:offset].strip(), locator, suffix, suppress, False, offset)


def _stray(text: str, start: int, end: int, forms: str) -> MarkupError:
    value = _shorten(text[start:end].strip())
    message = f"'{value}' in a citation names no source." if value else "a citation names no source."
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    return MarkupError(
        "citation-malformed",
        min(first, end),
        message,
        value,
        forms,
        "Write '@' before the key of a source, and join what belongs to the same source with a comma.",
    )


def _parse_locator(text: str, start: int, end: int) -> tuple[Locator | None, str] | MarkupError:
    """Locator and suffix of what follows a key, after Pandoc's rules."""
    place = _skip_spaces(text, start + text.startswith(",", start, end), end)
    if text.startswith("{", place, end):
        return _parse_braced_locator(text, place, end)
    term = _TERM.match(text, place, end)
    label, value_start = "page", place
    if term is not None:
        label, value_start = LOCATOR_TERMS[term[0].lower()], _skip_spaces(text, term.end(), end)
    found = (_FREE_VALUE if label == "sub-verbo" else _DIGIT_LIST).match(text, value_start, end)
    if found is None and term is not None:
        found = _ROMAN_LIST.match(text, value_start, end)
        abbreviated = len(term[0]) < 3 or not term[0][-1].isalpha()
        if found is None and (abbreviated or value_start == end):
            return _invalid_locator(text, place, end, "has no number")
    if found is None:
        return None, text[start:end].rstrip()
    value = _canonical(found[0])
    if _runs_backwards(value):
        return _invalid_locator(text, place, found.end(), "runs backwards")
    return Locator(label, value), text[found.end() : end].rstrip()


def _parse_braced_locator(text: str, start: int, end: int) -> tuple[Locator | None, str] | MarkupError:
    close = text.find("}", start, end)
    if close < 0:
        value = _shorten(text[start:end])
        return MarkupError(
            "citation-malformed",
            start,
            f"the locator '{value}' is not closed.",
            value,
            "[@key, {pp. iv, vi-xi}]",
            "Close it with '}'.",
        )
    inner = _skip_spaces(text, start + 1, close)
    term = _TERM.match(text, inner, close)
    label = "page" if term is None else LOCATOR_TERMS[term[0].lower()]
    value = _canonical(text[inner if term is None else term.end() : close].strip())
    suffix = text[close + 1 : end].rstrip()
    if value:
        return Locator(label, value), suffix
    return (None, suffix) if term is None else _invalid_locator(text, inner, close, "has no number")


def _invalid_locator(text: str, start: int, end: int, fault: str) -> MarkupError:
    value = _shorten(text[start:end].strip())
    return MarkupError(
        "locator-invalid",
        start,
        f"the locator '{value}' {fault}.",
        value,
        LOCATOR_FORMS,
        "Write the place as the source counts it, or leave it out.",
    )


def _canonical(value: str) -> str:
    return _COMMA.sub(", ", _ANY_DASH.sub("-", value))


def _runs_backwards(value: str) -> bool:
    """Whether a range in `value` ends before it begins; `145-6` does not, it is short for 145 to 146."""
    for part in value.split(", "):
        first, hyphen, last = part.partition("-")
        if not hyphen:
            continue
        if first.isdecimal() and last.isdecimal():
            if len(last) == len(first) and last < first:
                return True
        elif _roman(last) < _roman(first) and _roman(last):
            return True
    return False


def _roman(text: str) -> int:
    """Value of a roman number, 0 for anything else. Accepts odd spellings such as `iiii`."""
    digits = [_ROMAN_DIGITS.get(character, 0) for character in text.lower()]
    if not digits or 0 in digits:
        return 0
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between semicolons; those within braces or brackets do not part anything."""
    parts: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for found in _SEPARATOR.finditer(text, start, end):
        character = found[0]
        if character == ";" and depth <= 0:
            parts.append((begin, found.start()))
            begin = found.end()
        elif character in "{[":
            depth += 1
        elif character in "}]":
            depth -= 1
    parts.append((begin, end))
    return parts


def _skip_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
