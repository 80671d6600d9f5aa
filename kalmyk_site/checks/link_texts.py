"""Link texts: whether the number or the date in a link agrees with the record that it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kalmyk_site.checks.figures import Figure, find_figures
from kalmyk_site.markup.document import CrossLink
from kalmyk_site.records.dates import EdtfDate, dates_in_text
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.records.kinds import Estimate, Event, Law, Statistic
from kalmyk_site.references.index import Index, TextKey

LONGEST_TEXT: Final = 300
"""Characters of a link's text that are read."""

_PERCENT: Final = frozenset({"percent", "per cent", "%"})
_YEAR: Final = re.compile(r"1\d{3}|20\d{2}", re.ASCII)
_BEFORE_YEAR: Final = re.compile(
    r"\b(?:in|of|from|since|by|until|till|before|after|during|between|and|to|year|summer|winter|spring|autumn)\s+$",
    re.IGNORECASE,
)
_YEARS_AT_MOST: Final = 100
"""Years of an event that are tried for a date written without one."""


def link_numbers(index: Index) -> Iterator[Finding]:
    """Figures in the text of a link to a statistic that none of its estimates bears out."""
    known: dict[Target, tuple[Estimate, ...]] = {}
    judged: dict[tuple[Target, str], Figure | None] = {}
    for key, link, text in _links(index, "statistic"):
        target = link.target
        statistic = index.archive.find_record(target)
        if not isinstance(statistic, Statistic):
            continue
        if target not in known:
            known[target] = _with_words(statistic)
        if (target, text) not in judged:
            judged[target, text] = _wrong_figure(text, statistic, known[target])
        wrong = judged[target, text]
        if wrong is not None:
            said = _said(wrong)
            place = text.find(said)
            yield Finding(
                "link-number",
                _origin(index, key, link, place if place >= 0 else wrong.start),
                f"the link '{text}' says {said}, which {target} does not hold",
                value=said,
                expected=" or ".join(_value_on_record(statistic, estimate) for estimate in statistic.estimates[:12]),
                nearest=_nearest_figure(wrong, statistic),
                remedy="Correct the number, or add the estimate with its source to the statistic "
                f"({_stands(index, target, 'estimates')}).",
            )


def _with_words(statistic: Statistic) -> tuple[Estimate, ...]:
    """The estimates, and one more for each figure of the words in which a source gives one."""
    spoken = [
        Estimate(value=reading, counted_by=estimate.counted_by)
        for estimate in statistic.estimates
        for figure in find_figures(estimate.as_written or "")
        for reading in figure.readings[:1]
    ]
    return (*statistic.estimates, *spoken)


def _wrong_figure(text: str, statistic: Statistic, estimates: tuple[Estimate, ...]) -> Figure | None:
    """The first figure of a link's text that nothing on record bears out."""
    figures = _without_dates(text, find_figures(text))
    wrong = [
        figure
        for figure in figures
        if not any(
            figure.is_true_of(estimate, rounded=figure.percent or statistic.unit in _PERCENT) for estimate in estimates
        )
    ]
    # A year beside another figure, behind "in" or among the dates of the estimates is a date; alone, it is a number.
    return next(
        (
            figure
            for figure in wrong
            if not _YEAR.fullmatch(figure.text)
            or not (
                len(figures) > 1
                or _BEFORE_YEAR.search(text, 0, figure.start)
                or any(figure.text in str(estimate.date or "") for estimate in statistic.estimates)
            )
        ),
        None,
    )


def _without_dates(text: str, figures: list[Figure]) -> list[Figure]:
    if not figures:
        return figures
    # Any year serves to find days that are written without one.
    dates = [date for date in dates_in_text(text, 2000) if not _YEAR.fullmatch(date.text)]
    return [figure for figure in figures if not any(date.start <= figure.start < date.end for date in dates)]


def _said(figure: Figure) -> str:
    return " ".join(part for part in (figure.words, figure.text, "percent" if figure.percent else "") if part)


def _value_on_record(statistic: Statistic, estimate: Estimate) -> str:
    unit = " percent" if statistic.unit in _PERCENT else ""
    if estimate.value is not None:
        return f"{'about ' if estimate.approximate else ''}{estimate.value:,f}{unit}"
    if estimate.low is None or estimate.high is None:
        return f"at least {estimate.low:,f}{unit}" if estimate.low is not None else f"at most {estimate.high:,f}{unit}"
    return f"{estimate.low:,f} to {estimate.high:,f}{unit}"


def _nearest_figure(figure: Figure, statistic: Statistic) -> str:
    numbers = [
        number
        for estimate in statistic.estimates
        for number in (estimate.value, estimate.low, estimate.high)
        if number is not None
    ]
    written = figure.readings[0]
    return f"{min(numbers, key=lambda number: (abs(number - written), number)):,f}" if numbers else ""


def link_dates(index: Index) -> Iterator[Finding]:
    """Dates in the text of a link to an event or a law on which it cannot have been."""
    judged: dict[tuple[Target, str], str] = {}
    for key, link, text in _links(index, "event", "law"):
        target = link.target
        record = index.archive.find_record(target)
        date = record.date if isinstance(record, Event) else record.issued if isinstance(record, Law) else None
        if date is None:
            continue
        if (target, text) not in judged:
            judged[target, text] = _wrong_date(text, date)
        wrong = judged[target, text]
        if wrong:
            field = "date" if isinstance(record, Event) else "issued"
            yield Finding(
                "link-date",
                _origin(index, key, link, text.find(wrong)),
                f"the link '{text}' says {wrong}, {target} has {date.words()}",
                value=wrong,
                expected=f"a date within {date.words()} ({date})",
                remedy=f"Correct the date in the text, or the date of the record ({_stands(index, target, field)}).",
            )


def _wrong_date(text: str, date: EdtfDate) -> str:
    """The first date of a text that does not overlap `date`, whichever of its years is taken; empty where none is."""
    if not any(char.isdigit() for char in text) and not dates_in_text(text, 2000):
        return ""
    written: dict[tuple[int, int], str] = {}
    right: set[tuple[int, int]] = set()
    for year in _years(date):
        for found in dates_in_text(text, year):
            span = (found.start, found.end)
            written[span] = found.text
            if found.date.overlaps(date):
                right.add(span)
        if len(right) == len(written):
            return ""
    return next((words for span, words in sorted(written.items()) if span not in right), "")


def _years(date: EdtfDate) -> range:
    first, last = date.earliest.year, date.latest.year
    if last - first < _YEARS_AT_MOST:
        return range(first, last + 1)
    # An end is open or unknown, or the date is a century: years near the end that is known.
    if date.open_start or date.unknown_start:
        return range(last - _YEARS_AT_MOST + 1, last + 1)
    return range(first, first + _YEARS_AT_MOST)


def _links(index: Index, *kinds: str) -> Iterator[tuple[TextKey, CrossLink, str]]:
    for key, document in index.documents.items():
        for link in document.links:
            if link.kind in kinds:
                yield key, link, link.text[:LONGEST_TEXT]


def _origin(index: Index, key: TextKey, link: CrossLink, place: int) -> Origin:
    """The place of what stands so far into the words of a link; marks within them are not counted."""
    return index.origin(key, link.offset + len("[") + place)


def _stands(index: Index, target: Target, field: str) -> str:
    """File and line of a field of a record."""
    origin = index.archive.located[target].origin(field)
    return f"{origin.path}:{origin.line}"
