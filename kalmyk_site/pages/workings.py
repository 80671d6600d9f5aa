"""Workings as they are done by hand: additions and subtractions in a column, all else in lines that meet at the sign.

A column reads as its line does, `93,139 − 83,688 = 9,451`: only the styles put the figures below one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?"
_SUM: Final = re.compile(rf"{_NUMBER}(?: [+-] {_NUMBER})+ = {_NUMBER}")
_TERM: Final = re.compile(rf"(?:([+-]) )?({_NUMBER})")
_RELATION: Final = re.compile(r" ([=<>≈]) ")
_SIGNS: Final = {"-": "−", "*": "×", "/": "÷"}
_OPERATOR: Final = re.compile(r"(?<=\s)[-*/](?=\s)")


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a column."""

    sign: str
    """`+`, `−`, or nothing before the first."""

    figure: str


@dataclass(frozen=True, slots=True)
class Line:
    """A working in one line."""

    left: str
    relation: str
    """`=`, `<`, `>` or `≈`; empty where the line has several relations and all of it stands in `left`."""

    right: str


@dataclass(frozen=True, slots=True)
class WorkingBlock:
    """One column with its result, or lines that stand below one another."""

    terms: tuple[Term, ...] = ()
    result: str = ""
    lines: tuple[Line, ...] = ()


def working_blocks(written: Iterable[str]) -> tuple[WorkingBlock, ...]:
    """The blocks in which workings are shown.

    Args:
        written: Lines as editors write them: `93,139 - 83,688 = 9,451`.
    """
    blocks: list[WorkingBlock] = []
    for is_sum, lines in groupby(written, lambda line: _SUM.fullmatch(line) is not None):
        if is_sum:
            blocks += map(_column, lines)
        else:
            blocks.append(WorkingBlock(lines=tuple(map(_line, lines))))
    return tuple(blocks)


def _column(line: str) -> WorkingBlock:
    added, _, result = line.partition(" = ")
    terms = (Term(_SIGNS.get(term[1], term[1] or ""), term[2]) for term in _TERM.finditer(added))
    return WorkingBlock(tuple(terms), result)


def _line(line: str) -> Line:
    shown = _OPERATOR.sub(lambda found: _SIGNS[found[0]], line)
    pieces = _RELATION.split(shown)
    return Line(pieces[0], pieces[1], pieces[2]) if len(pieces) == 3 else Line(shown, "", "")
