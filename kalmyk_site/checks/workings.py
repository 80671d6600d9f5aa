"""Workings: sums that an editor has typed into a discrepancy, worked out again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kalmyk_site.checks.sums import last_digit, rounds_to, shown_unit

LONGEST_WORKING: Final = 1_000
"""Characters that a working may have."""

_DEEPEST: Final = 20
"""Brackets that may stand within each other."""

_TOKEN: Final = re.compile(r"\s*(?:(\d[\d,\u00a0\u2009\u202f]*(?:\.\d+)?)|([-+*/()%\u2212\u00d7\u00f7]))", re.ASCII)
_OPERATORS: Final = {"\u2212": "-", "\u00d7": "*", "\u00f7": "/"}
_RELATION: Final = re.compile(r"\s(=|<|>|≈)\s")
_REMARK: Final = re.compile(r"\s*[\[(][^\])]*[^\W\d_][^\])]*[\])]\s*$|\s+[^\W\d_].*$")
"""Words behind a number, in brackets or without."""


@dataclass(frozen=True, slots=True)
class WorkingResult:
    """What a working gives when it is worked out again."""

    shown: str
    """The part of the line that was worked out: `93,139 - 83,688`."""

    exact: Decimal
    """What it comes to; in percent where the stated result is in percent."""

    stated: Decimal
    right: bool


class WorkingError(ValueError):
    """A working that cannot be read."""


def work_out(line: str) -> tuple[WorkingResult, ...]:
    """Work a line of arithmetic out again.

    Args:
        line: Terms joined by `+ - * /` (or the typographic signs), parentheses and `%`, with `=`, `<`, `>` or `≈`
            between sides: `93,139 - 83,688 = 9,451`, `16,017 / 93,139 = 17.20%`. Words after a number, also in
            brackets or behind a comma, and words before a colon are left out. Several workings are parted by `;`.

    Returns:
        One result for each relation. What is stated behind `=` may round to the digits that it shows, behind `≈` also
        to the zeros at its end.

    Raises:
        WorkingError: a side is no arithmetic, or nothing is stated.
    """
    if len(line) > LONGEST_WORKING:
        raise WorkingError(f"the line has more than {LONGEST_WORKING:,} characters")
    text = line.partition(":")[2] if ":" in line else line
    results: list[WorkingResult] = []
    for clause in text.split(";"):
        pieces = _RELATION.split(f" {clause.strip()} ")
        if len(pieces) < 3:
            raise WorkingError(f"'{clause.strip()}' states no result")
        for left, relation, right in zip(pieces[0::2], pieces[1::2], pieces[2::2], strict=False):
            results.append(_compare(_bare(left), relation, _bare(right)))
    return tuple(results)


def _bare(side: str) -> str:
    side = side.strip()
    return _REMARK.sub("", side).strip() or side


def _compare(left: str, relation: str, right: str) -> WorkingResult:
    exact = _evaluate(left)
    if right.endswith("%"):
        exact, right = exact * 100, right.rstrip("% ")
    stated = _evaluate(right)
    right_one = {
        "=": rounds_to(exact, stated, last_digit(stated)),
        "≈": rounds_to(exact, stated, shown_unit(stated)),
        "<": exact < stated,
        ">": exact > stated,
    }[relation]
    return WorkingResult(left, exact, stated, right_one)


def _evaluate(text: str) -> Decimal:
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise WorkingError(f"'{text}' is no arithmetic")
        position = match.end()
        if match[1]:
            tokens.append(re.sub(r"[,\u00a0\u2009\u202f]", "", match[1]))
        else:
            tokens.append(_OPERATORS.get(match[2], match[2]))
    try:
        value, rest = _sum(tokens, 0, 0)
    except ArithmeticError as error:
        raise WorkingError(f"'{text}' cannot be worked out") from error
    if rest != len(tokens):
        raise WorkingError(f"'{text}' is no arithmetic")
    return value


def _sum(tokens: Sequence[str], position: int, depth: int) -> tuple[Decimal, int]:
    value, position = _product(tokens, position, depth)
    while position < len(tokens) and tokens[position] in "+-":
        operator = tokens[position]
        other, position = _product(tokens, position + 1, depth)
        value = value + other if operator == "+" else value - other
    return value, position


def _product(tokens: Sequence[str], position: int, depth: int) -> tuple[Decimal, int]:
    value, position = _factor(tokens, position, depth)
    while position < len(tokens) and tokens[position] in "*/":
        operator = tokens[position]
        other, position = _factor(tokens, position + 1, depth)
        if operator == "/" and other == 0:
            raise WorkingError("there is a division by zero")
        value = value * other if operator == "*" else value / other
    return value, position


def _factor(tokens: Sequence[str], position: int, depth: int) -> tuple[Decimal, int]:
    if position >= len(tokens):
        raise WorkingError("a side of the working is incomplete")
    token = tokens[position]
    if depth > _DEEPEST:
        raise WorkingError(f"brackets stand more than {_DEEPEST} deep")
    if token == "-":
        value, position = _factor(tokens, position + 1, depth + 1)
        return -value, position
    if token == "(":
        value, position = _sum(tokens, position + 1, depth + 1)
        if position >= len(tokens) or tokens[position] != ")":
            raise WorkingError("a bracket is not closed")
    elif token[0].isdigit():
        value = Decimal(token)
    else:
        raise WorkingError(f"'{token}' stands where a number should")
    position += 1
    while position < len(tokens) and tokens[position] == "%":
        value, position = value / 100, position + 1
    return value, position
