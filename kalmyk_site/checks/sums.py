"""Arithmetic on the archive's numbers: what parts add up to, what a share comes to, what a working gives.

All values are exact decimals. Pages show these results and the checks compare them with what the sources say; neither
ever changes a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.kinds import Estimate, Statistic


@dataclass(frozen=True, slots=True)
class PartsSum:
    """What the parts of a statistic add up to."""

    parts: tuple[tuple[Statistic, Decimal], ...]
    total: Decimal
    stated: Decimal
    """The whole, as its main estimate gives it."""

    @property
    def difference(self) -> Decimal:
        """Stated whole less the sum of its parts; negative where the parts are more."""
        return self.stated - self.total


@dataclass(frozen=True, slots=True)
class ShareWorked:
    """What a share comes to when the counts are divided."""

    part: Decimal
    whole: Decimal
    percent: Decimal
    """Exact to ten digits."""


def main_estimate(statistic: Statistic) -> Estimate:
    """The estimate that stands for a statistic in sums: the preferred one, else the first that is not set aside."""
    for rank in ("preferred", "normal"):
        for estimate in statistic.estimates:
            if estimate.rank == rank:
                return estimate
    return statistic.estimates[0]


def main_value(statistic: Statistic) -> Decimal | None:
    """The exact value of the main estimate; None where it is only bounded."""
    return main_estimate(statistic).value


def sum_of_parts(archive: Archive, statistic: Statistic) -> PartsSum | None:
    """The sum of the parts; None where there are none, or a value is only bounded."""
    stated = main_value(statistic)
    if not statistic.parts or stated is None:
        return None
    parts: list[tuple[Statistic, Decimal]] = []
    for target in statistic.parts:
        part = archive.find_record(target)
        value = main_value(part) if isinstance(part, Statistic) else None
        if not isinstance(part, Statistic) or value is None:
            return None
        parts.append((part, value))
    return PartsSum(tuple(parts), sum((value for _, value in parts), Decimal(0)), stated)


def work_out_share(archive: Archive, statistic: Statistic) -> tuple[ShareWorked, ...]:
    """The share that each value of the part gives, in percent of the whole's main value."""
    if statistic.share_of is None:
        return ()
    part = archive.find_record(statistic.share_of.of)
    whole = archive.find_record(statistic.share_of.in_)
    if not isinstance(part, Statistic) or not isinstance(whole, Statistic):
        return ()
    base = main_value(whole)
    if not base:
        return ()
    return tuple(
        ShareWorked(estimate.value, base, estimate.value / base * 100)
        for estimate in part.estimates
        if estimate.value is not None and estimate.rank != "deprecated"
    )


def digits_after_point(value: Decimal) -> int:
    """How many digits stand after the point: 0 for 17, 1 for 9.3."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounds_to(exact: Decimal, shown: Decimal) -> bool:
    """Whether `exact` rounds, half up or down, to the digits that `shown` has."""
    step = Decimal(1).scaleb(-digits_after_point(shown))
    return abs(exact - shown) <= step / 2


# Workings as an editor types them ------------------------------------------------------------------------------

_TOKEN: Final = re.compile(r"\s*(?:(\d[\d,\u00a0\u202f]*(?:\.\d+)?)|([-+*/()\u2212\u00d7\u00f7])|(%))", re.ASCII)
_OPERATORS: Final = {"\u2212": "-", "\u00d7": "*", "\u00f7": "/"}
_RELATION: Final = re.compile(r"\s(=|<|>|≈)\s")


@dataclass(frozen=True, slots=True)
class WorkingResult:
    """What a working gives when it is worked out again."""

    shown: str
    """The part of the line that was worked out: `93,139 - 83,688`."""

    exact: Decimal
    stated: Decimal
    right: bool


class WorkingError(ValueError):
    """A working that cannot be read."""


def work_out(line: str) -> tuple[WorkingResult, ...]:
    """Work a line of arithmetic out again.

    Args:
        line: Terms joined by `+ - * /` (or the typographic signs), parentheses and `%`, with `=`, `<`, `>` or `≈`
            between sides: `93,139 - 83,688 = 9,451`, `16,017 / 93,139 = 17.20%`. Words after a result, in brackets
            or behind a comma, and words before a colon are left out.

    Returns:
        One result for each relation; a percentage on the right makes the left side a percentage.

    Raises:
        WorkingError: a side is no arithmetic, or nothing is stated.
    """
    text = line.partition(":")[2] if ":" in line else line
    results: list[WorkingResult] = []
    for clause in text.split(";"):
        pieces = _RELATION.split(f" {clause.strip()} ")
        if len(pieces) < 3:
            raise WorkingError(f"'{clause.strip()}' states no result")
        for left, relation, right in zip(pieces[0::2], pieces[1::2], pieces[2::2], strict=False):
            results.append(_compare(left, relation, right))
    return tuple(results)


def _compare(left: str, relation: str, right: str) -> WorkingResult:
    stated_text = re.sub(r"\s*[\[(][^\])]*[\])]\s*$|\s+[A-Za-z].*$", "", right).strip() or right
    exact, percent_left = _evaluate(left)
    stated, percent_right = _evaluate(stated_text)
    if percent_right and not percent_left:
        exact *= 100
    right_one = {
        "=": rounds_to(exact, stated),
        "≈": rounds_to(exact, stated),
        "<": exact < stated,
        ">": exact > stated,
    }[relation]
    return WorkingResult(left.strip(), exact, stated, right_one)


def _evaluate(text: str) -> tuple[Decimal, bool]:
    tokens: list[str] = []
    percent = False
    position = 0
    text = text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise WorkingError(f"'{text}' is no arithmetic")
        position = match.end()
        if match[3]:
            percent = True
        elif match[1]:
            tokens.append(re.sub(r"[,\u00a0\u202f]", "", match[1]))
        else:
            tokens.append(_OPERATORS.get(match[2], match[2]))
    value, rest = _sum(tokens, 0)
    if rest != len(tokens):
        raise WorkingError(f"'{text}' is no arithmetic")
    return value, percent


def _sum(tokens: Sequence[str], position: int) -> tuple[Decimal, int]:
    value, position = _product(tokens, position)
    while position < len(tokens) and tokens[position] in "+-":
        operator = tokens[position]
        other, position = _product(tokens, position + 1)
        value = value + other if operator == "+" else value - other
    return value, position


def _product(tokens: Sequence[str], position: int) -> tuple[Decimal, int]:
    value, position = _factor(tokens, position)
    while position < len(tokens) and tokens[position] in "*/":
        operator = tokens[position]
        other, position = _factor(tokens, position + 1)
        if operator == "/" and other == 0:
            raise WorkingError("a division by zero")
        value = value * other if operator == "*" else value / other
    return value, position


def _factor(tokens: Sequence[str], position: int) -> tuple[Decimal, int]:
    if position >= len(tokens):
        raise WorkingError("a side of the working is incomplete")
    token = tokens[position]
    if token == "(":
        value, position = _sum(tokens, position + 1)
        if position >= len(tokens) or tokens[position] != ")":
            raise WorkingError("a bracket is not closed")
        return value, position + 1
    if not token[0].isdigit():
        raise WorkingError(f"'{token}' stands where a number should")
    return Decimal(token), position + 1
