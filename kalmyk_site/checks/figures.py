"""Figures: numbers as prose writes them, with the words that say how they are meant.

Read are "93,139", "93 139", "93.139", "9.3", "17 percent", "3.3 million" and the words before them: "about", "nearly",
"more than", "at least", "up to", "fewer than". Numbers in words, ordinals ("3rd"), numbers tied to letters ("T-34") and
numbers behind a sign of their own ("No. 1432", "p. 65") are no figures.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kalmyk_site.checks.sums import digits_after_point, shown_unit
from kalmyk_site.records.kinds import Estimate

_NEAR: Final = Decimal("0.1")
"""Share of a figure by which "about" and "nearly" may differ from the value at most."""


class Meaning(enum.Enum):
    """What the words before a figure make of it."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more than"
    AT_LEAST = "at least"
    LESS = "fewer than"
    AT_MOST = "at most"


_WORDS: Final = {
    Meaning.ABOUT: r"about|around|approximately|approx\.|roughly|circa|ca\.|some|(?:an )?estimated",
    Meaning.NEARLY: r"nearly|almost|close to|just under|just short of|not quite",
    Meaning.AT_LEAST: r"at least|(?:no|not) (?:fewer|less) than|a minimum of",
    Meaning.MORE: r"more than|over|above|exceeding|in excess of|upwards? of|greater than",
    Meaning.AT_MOST: r"up to|at most|(?:no|not) more than|a maximum of|as many as",
    Meaning.LESS: r"fewer than|less than|under|below",
}
_BEFORE: Final = re.compile(
    "|".join(rf"(?P<{meaning.name}>(?<!\w)(?:{words}))" for meaning, words in _WORDS.items()).join(
        ("(?:", r")\s+(?:the\s+|an?\s+)?[$€£]?\s?$")
    ),
    re.IGNORECASE,
)
_LONGEST_WORDS: Final = 30
"""Characters before a figure in which its words are looked for."""

_LONGEST_NUMBER: Final = 30
"""Characters of a figure that count; a statistic has at most 24 digits."""

_SEPARATORS: Final = " \u00a0\u2009\u202f,.'’"
_FIGURE: Final = re.compile(
    rf"""(?<![\w])(?<![^\W\d_][-‐‑–])(?<!\d[.,])
    (?:(?P<grouped>\d{{1,3}}(?P<mark>[{_SEPARATORS}])\d{{3}}(?:(?P=mark)\d{{3}})*(?:[.,]\d+)?)|(?P<plain>\d+(?:[.,]\d+)?))
    (?![\w])(?![.,]\d)
    (?:\s?(?P<percent>%|per\s?cent\b))?
    (?:\s?(?P<times>thousand|million|billion)\b)?""",
    re.VERBOSE | re.ASCII,
)
_SIGN: Final = re.compile(r"(?:\b[Nn]os?\.?|№|#|\bpp?\.|\b[Nn]umbers?|\b[Nn]otes?)\s?$")
_TIMES: Final = {"thousand": 3, "million": 6, "billion": 9}
_RANGE: Final = re.compile(r"\s?[-–—]\s?|\s+(?:to|or|and)\s+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text."""

    text: str
    """As written, without the words around it."""

    start: int
    """Offset of its first digit in the text."""

    end: int
    """Offset behind its last character, sign of percent included."""

    readings: tuple[Decimal, ...]
    """What it can mean; two values where a separator may part thousands or decimals: `9.451`."""

    words: str
    """The words before it that say how it is meant, as written; empty where it stands alone."""

    meaning: Meaning
    """What these words say."""

    percent: bool
    """Whether a sign or word for percent follows."""

    rounded: bool
    """Whether it is written with a word such as "million", which leaves digits out."""

    def is_true_of(self, estimate: Estimate, *, rounded: bool = False) -> bool:
        """Whether the estimate bears the figure out.

        Args:
            estimate: What is on record.
            rounded: Whether the figure may round what is on record to the digits that it shows.
        """
        known = (estimate.value, estimate.low, estimate.high)
        readings = [reading for reading in self.readings if reading in known] or self.readings
        # "More than 95.000" must not pass because it could mean 95.
        holds = any if self.meaning in (Meaning.EXACT, Meaning.ABOUT, Meaning.NEARLY) else all
        return holds(self._holds(reading, estimate, rounded or self.rounded) for reading in readings)

    def _holds(self, figure: Decimal, estimate: Estimate, rounded: bool) -> bool:
        value, low, high = estimate.value, estimate.low, estimate.high
        known = [number for number in (value, low, high) if number is not None]
        if figure in known:
            # "More than 13,000" is false of an exact 13,000, and true of a lower bound of 13,000.
            return figure in (low, high) or self.meaning not in (Meaning.MORE, Meaning.LESS) or estimate.approximate
        match self.meaning:
            case Meaning.EXACT:
                return rounded and any(abs(number - figure) <= self._step(figure) / 2 for number in known)
            case Meaning.ABOUT:
                return any(
                    abs(number - figure) <= min(shown_unit(figure) / 2, max(figure * _NEAR, self._step(figure) / 2))
                    for number in known
                )
            case Meaning.NEARLY:
                return any(figure * (1 - _NEAR) <= number < figure for number in known)
            case Meaning.MORE | Meaning.AT_LEAST:
                least = value if value is not None else low
                return least is not None and least > figure
            case Meaning.LESS | Meaning.AT_MOST:
                most = value if value is not None else high
                return most is not None and most < figure

    def _step(self, figure: Decimal) -> Decimal:
        """Worth of the last digit shown: 0.1 for 9.3, 100,000 for 3.3 million, 1 for 16,000."""
        return shown_unit(figure) if self.rounded else Decimal(1).scaleb(-digits_after_point(figure))


def find_figures(text: str) -> list[Figure]:
    """The figures of a text, in order. The second of a range takes the words before the first."""
    figures: list[Figure] = []
    for figure in _figures(text):
        before = figures[-1] if figures else None
        if (
            before is not None
            and figure.meaning is Meaning.EXACT
            and before.meaning is not Meaning.EXACT
            and _RANGE.fullmatch(text, before.end, figure.start)
        ):
            figure = replace(figure, words=before.words, meaning=before.meaning)  # noqa: PLW2901 - the figure as its range means it
        figures.append(figure)
    return figures


def _figures(text: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text):
        if _SIGN.search(text, max(0, found.start() - 10), found.start()):
            continue
        written = found["grouped"] or found["plain"]
        words, meaning = _meaning(text, found.start())
        yield Figure(
            written,
            found.start(),
            found.end(),
            _readings(written, found["mark"], found["times"]),
            words,
            meaning,
            percent=bool(found["percent"]),
            rounded=bool(found["times"]),
        )


def _readings(written: str, mark: str | None, times: str | None) -> tuple[Decimal, ...]:
    power = _TIMES.get(times or "", 0)
    texts: list[str] = []
    if mark:
        texts.append(written.replace(mark, "").replace(",", "."))
    if not mark or (mark == "." and written.count(".") == 1 and "," not in written):
        texts.append(written.replace(",", "."))
    return tuple(Decimal(one[:_LONGEST_NUMBER]).scaleb(power) for one in texts)


def _meaning(text: str, start: int) -> tuple[str, Meaning]:
    found = _BEFORE.search(text, max(0, start - _LONGEST_WORDS), start)
    if found is None or found.lastgroup is None:
        return "", Meaning.EXACT
    return found[found.lastgroup], Meaning[found.lastgroup]
