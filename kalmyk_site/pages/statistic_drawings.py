"""The drawings of a statistic: what its estimates and parts allow to be drawn, and what each drawing says.

Two figures that stand for themselves make an axis, two dates make a series, parts with figures make a sum. One figure
makes none: a dot alone says nothing. Each drawing comes twice, its words broken for a phone and for the column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from markupsafe import Markup, escape

from kalmyk_site.checks.axes import unlike
from kalmyk_site.checks.remainders import Remainder, remainders_of
from kalmyk_site.checks.sums import bounds_of
from kalmyk_site.drawings.estimates import Entry, estimates_sheet
from kalmyk_site.drawings.label_lines import Piece
from kalmyk_site.drawings.parts import Step, parts_sheet
from kalmyk_site.drawings.scales import Scale
from kalmyk_site.drawings.series import Dated, series_sheet
from kalmyk_site.drawings.sheet import Meaning, Sheet
from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.answers import ARCHIVE, answer, scope_of
from kalmyk_site.pages.estimates import shown_estimate, shown_number, with_sign
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Estimate, Statistic
from kalmyk_site.references.index import Citation, TextKey

PHONE_EM: Final = 19.0
"""Width of the column of the smallest screen, 320 px less its edges, in em of the interface's words."""

COLUMN_EM: Final = 41.0
"""Width of the text's column on larger screens and on paper."""

WORKS_NAMED: Final = 3
"""How many works a label names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class DrawingView:
    """One drawing, broken for each range of widths."""

    id: str
    kind: str
    """What kind it is: `estimates`, `series` or `parts`."""

    title: str
    description: str
    sheets: tuple[tuple[str, Sheet], ...]
    """Each with the class of the widths for which it is."""

    source: Markup
    """Where the data come from."""

    when: str = ""
    """The date in words, where there are drawings for several."""


def drawings_of(texts: Texts, statistic: Statistic) -> tuple[DrawingView, ...]:
    """Everything that can be drawn of a statistic without saying what is not known."""
    return _numbered([*_estimates(texts, statistic), *_sums(texts, statistic)])


def sum_drawings_of(texts: Texts, statistic: Statistic) -> tuple[DrawingView, ...]:
    """The drawings of its sums alone."""
    return _numbered(_sums(texts, statistic))


def _numbered(drawings: Iterable[DrawingView]) -> tuple[DrawingView, ...]:
    return tuple(replace(each, id=f"{each.id}-{number}") for number, each in enumerate(drawings, 1))


def companions_of(texts: Texts, statistic: Statistic) -> tuple[Statistic, ...]:
    """The statistics that share its axis: those that its drawing names and that count the same thing."""
    named = statistic.drawing.beside if statistic.drawing else ()
    found = (texts.frame.archive.find_record(target) for target in named)
    return tuple(each for each in found if isinstance(each, Statistic) and not unlike(statistic, each))


# Estimates and series -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An estimate that is drawn."""

    owner: Statistic
    number: int
    """Place among the owner's estimates, counted from 0."""

    estimate: Estimate
    citations: tuple[Citation, ...]
    date: EdtfDate | None
    """Its date; what only rounds another and has none is of the other's."""

    rounds: int | None
    """Place among all that are drawn of the one that it rounds, counted from 0."""


def _estimates(texts: Texts, statistic: Statistic) -> Iterator[DrawingView]:
    drawn = _drawn(texts, (statistic, *companions_of(texts, statistic)))
    telling = [each.estimate for each in drawn if each.estimate.rounds is None and each.estimate.rank != "deprecated"]
    if len({(each.value, each.low, each.high, each.date) for each in telling}) < 2:
        return
    is_series = len({each.date for each in telling}) > 1
    entries = [_entry(texts, each) for each in drawn]
    values = "; ".join(_said(entry.label) for entry in entries) + "."
    show = _shower(texts, statistic)
    if is_series:
        dated = [
            Dated(entry, _time(each.date), each.date.words() if each.date else texts.frame.catalog("drawn.undated"))
            for each, entry in zip(drawn, entries, strict=True)
        ]
        values = "; ".join(f"{each.date}{_POINT}{_said(each.entry.label)}" for each in dated) + "."
        yield _view(
            texts,
            statistic,
            "series",
            texts.frame.catalog("drawn.series", values=values),
            lambda width: series_sheet(dated, width, show, _series_note(texts, statistic, show)),
            _source(texts, [citation for each in drawn for citation in each.citations]),
        )
        return
    scale_words = texts.frame.catalog("drawn.scale", unit=statistic.unit)
    yield _view(
        texts,
        statistic,
        "estimates",
        texts.frame.catalog("drawn.estimates", scale=scale_words, values=values),
        lambda width: estimates_sheet(entries, width, show, lambda scale: _scale_note(texts, statistic, scale, show)),
        _source(texts, [citation for each in drawn for citation in each.citations]),
    )


def _drawn(texts: Texts, owners: Iterable[Statistic]) -> list[_Drawn]:
    """The estimates of several statistics, each with what it rounds."""
    listed = [(owner, number, estimate) for owner in owners for number, estimate in enumerate(owner.estimates)]
    exact: dict[tuple[str, Decimal], int] = {}
    for place, (owner, _, estimate) in enumerate(listed):
        if estimate.value is not None and estimate.rounds is None:
            exact.setdefault((owner.id, estimate.value), place)
    drawn: list[_Drawn] = []
    for owner, number, estimate in listed:
        rounds = exact.get((owner.id, estimate.rounds)) if estimate.rounds is not None else None
        date = listed[rounds][2].date if rounds is not None and estimate.date is None else estimate.date
        drawn.append(_Drawn(owner, number, estimate, citations_of(texts, owner, number), date, rounds))
    return drawn


def citations_of(texts: Texts, owner: Statistic, number: int) -> tuple[Citation, ...]:
    """What an estimate rests on: its own citations, else the record's."""
    note = texts.field_note(owner.target, "estimates", number, "cite") or texts.field_note(owner.target, "cite")
    return note.citations if note else ()


def _entry(texts: Texts, each: _Drawn) -> Entry:
    estimate, bounds = each.estimate, bounds_of(each.estimate)
    label = [Piece(with_sign(texts.frame, each.owner, shown_estimate(texts.frame, estimate)), strong=True)]
    label.append(Piece(texts.frame.catalog(f"who.{estimate.counted_by}"), before=_POINT))
    label += _working(texts, each) or _works(texts, each.citations)
    if estimate.rank == "deprecated":
        label.append(Piece(texts.frame.catalog("estimate.deprecated", reason=estimate.reason), before=_POINT))
    return Entry(
        label=tuple(label),
        low=bounds.low,
        high=bounds.high,
        exact=estimate.value is not None and bounds.only is not None,
        meaning=_meaning(estimate),
        rounds=each.rounds,
    )


_POINT: Final = " · "

_LONGEST_NOTE: Final = 80
"""Characters of a note that a label has room for."""


def _working(texts: Texts, each: _Drawn) -> list[Piece]:
    """How this archive worked a figure out, where its note says so in a few words."""
    if each.estimate.counted_by != ARCHIVE:
        return []
    document = texts.frame.index.documents.get(TextKey(each.owner.target, ("estimates", each.number, "note")))
    note = " ".join(document.plain_text.split()).rstrip(".") if document else ""
    return [Piece(note, before=_POINT)] if 0 < len(note) <= _LONGEST_NOTE else []


def _meaning(estimate: Estimate) -> Meaning:
    if estimate.rank == "deprecated":
        return "doubtful"
    return "worked out" if estimate.counted_by == ARCHIVE else "given"


def _time(date: EdtfDate | None) -> float | None:
    """The first day of a date in years with fractions."""
    return None if date is None else round(date.earliest.year + (date.earliest.timetuple().tm_yday - 1) / 366, 3)


def _scale_note(texts: Texts, statistic: Statistic, scale: Scale, show: Callable[[Decimal], str]) -> Iterable[Piece]:
    catalog = texts.frame.catalog
    if scale.begins_at_zero:
        return (Piece(catalog("drawn.scale", unit=statistic.unit)),)
    return (Piece(catalog("drawn.scale_cut", unit=statistic.unit, low=show(scale.low))),)


def _series_note(
    texts: Texts, statistic: Statistic, show: Callable[[Decimal], str]
) -> Callable[[Scale, bool], Iterable[Piece]]:
    def note(scale: Scale, true_to_time: bool) -> Iterable[Piece]:
        yield from _scale_note(texts, statistic, scale, show)
        if not true_to_time:
            yield Piece(texts.frame.catalog("drawn.not_to_scale"), before="; ")

    return note


def _shower(texts: Texts, statistic: Statistic) -> Callable[[Decimal], str]:
    """How the scale writes numbers."""
    return lambda value: with_sign(texts.frame, statistic, shown_number(value))


# Sums -----------------------------------------------------------------------------------------------------------


def _sums(texts: Texts, statistic: Statistic) -> Iterator[DrawingView]:
    for each in remainders_of(texts.frame.archive, statistic):
        parts = [(part, estimate, _citations_for(texts, part, estimate)) for part, estimate in each.parts.parts]
        shared = {(estimate.counted_by, _locations(citations)) for _, estimate, citations in parts}
        steps = list(_steps(texts, statistic, each, parts, detailed=len(shared) > 1))
        said = "; ".join(f"{_said(step.label)}: {step.figure}" for step in steps) + "."
        cited = [citation for _, _, citations in parts for citation in citations]
        cited += _citations_for(texts, each.owner, each.against)
        source = _source(texts, cited)
        if len(shared) == 1:
            _, estimate, citations = parts[0]
            source = fill("{}. {}", _once(texts, estimate, citations), source)
        if each.owner is not statistic:
            source = fill(
                "{} {} {} ({}).",
                source,
                texts.frame.catalog("drawn.against"),
                texts.echo(each.owner.target, each.owner.short or each.owner.title),
                scope_of(texts.frame, each.owner),
            )
        yield _view(
            texts,
            statistic,
            "parts",
            texts.frame.catalog("drawn.parts", values=said),
            _parts_sheet(texts, statistic, each, steps),
            source,
            each.parts.date.words() if each.parts.date and len(statistic.estimates) > 1 else "",
        )


def _parts_sheet(
    texts: Texts, statistic: Statistic, each: Remainder, steps: Sequence[Step]
) -> Callable[[float], Sheet]:
    show = _shower(texts, statistic)
    note = (Piece(texts.frame.catalog("drawn.scale", unit=statistic.unit)),)
    limit = each.whole if each.left < 0 else None
    return lambda width: parts_sheet(steps, width, show, note, limit)


def _steps(
    texts: Texts,
    statistic: Statistic,
    each: Remainder,
    parts: Iterable[tuple[Statistic, Estimate, tuple[Citation, ...]]],
    *,
    detailed: bool,
) -> Iterator[Step]:
    """The lines of a sum: the parts, what they come to, what is missing or too much, and the whole."""
    catalog = texts.frame.catalog
    worked_out = Piece(catalog(f"who.{ARCHIVE}"), before=_POINT)
    about = any(estimate.approximate for _, estimate, _ in parts)
    for part, estimate, citations in parts:
        details = _details(texts, estimate, citations) if detailed else ()
        yield Step(
            (_name(part), *details),
            shown_estimate(texts.frame, estimate),
            estimate.value or Decimal(0),
            _kind(estimate),
        )
    whole = each.parts.whole
    if each.owner is not statistic and whole.value == each.sum:
        yield _total(texts, statistic, whole)
    elif each.owner is not statistic or each.left < 0:
        label = (Piece(catalog("estimate.total"), strong=True), worked_out)
        yield Step(label, _figure(texts, each.sum, about=about), each.sum, "worked out", total=True)
    difference = _figure(texts, abs(each.left), about=about or each.against.approximate)
    if each.left > 0:
        rest = (
            texts.frame.archive.find_record(statistic.drawing.rest)
            if statistic.drawing and statistic.drawing.rest
            else None
        )
        name = _name(rest) if isinstance(rest, Statistic) else Piece(catalog("drawn.rest"), strong=True)
        yield Step((name, worked_out), difference, each.left, "missing")
    yield _total(texts, each.owner, each.against)
    if each.left < 0:
        yield Step((Piece(catalog("drawn.more"), strong=True), worked_out), difference, -each.left, "worked out")


def _total(texts: Texts, owner: Statistic, estimate: Estimate) -> Step:
    details = _details(texts, estimate, _citations_for(texts, owner, estimate))
    return Step(
        (_name(owner), *details),
        shown_estimate(texts.frame, estimate),
        estimate.value or Decimal(0),
        _kind(estimate),
        total=True,
    )


def _name(statistic: Statistic) -> Piece:
    return Piece(statistic.short or statistic.title, strong=True)


def _kind(estimate: Estimate) -> Meaning:
    return "doubtful" if estimate.approximate else _meaning(estimate)


def _details(texts: Texts, estimate: Estimate, citations: Sequence[Citation]) -> tuple[Piece, ...]:
    return (Piece(texts.frame.catalog(f"who.{estimate.counted_by}"), before=_POINT), *_works(texts, citations))


def _figure(texts: Texts, value: Decimal, *, about: bool) -> str:
    return texts.frame.catalog("estimate.about", value=shown_number(value)) if about else shown_number(value)


def _citations_for(texts: Texts, owner: Statistic, estimate: Estimate) -> tuple[Citation, ...]:
    return citations_of(texts, owner, owner.estimates.index(estimate))


def _locations(citations: Iterable[Citation]) -> tuple[tuple[str, str], ...]:
    return tuple((each.source, each.mark.locator.data if each.mark.locator else "") for each in citations)


def _once(texts: Texts, estimate: Estimate, citations: Sequence[Citation]) -> Markup:
    """What holds for every part, said once."""
    catalog = texts.frame.catalog
    works = "; ".join(texts.frame.short_citation(citation) for citation in citations)
    return escape(
        catalog(
            "drawn.all_parts",
            parts=catalog("drawn.every_part"),
            who=catalog(f"who.{estimate.counted_by}"),
            works=works,
        )
    )


# What all drawings have in common -------------------------------------------------------------------------------


def _view(
    texts: Texts,
    statistic: Statistic,
    kind: str,
    description: str,
    draw: Callable[[float], Sheet],
    source: Markup,
    when: str = "",
) -> DrawingView:
    return DrawingView(
        id=site_anchor(f"drawn-{statistic.id}"),
        kind=kind,
        title=f"{statistic.title} {when}".strip(),
        when=when,
        description=f"{answer(texts.frame, statistic)} {description}",
        sheets=(("for-phones", draw(PHONE_EM)), ("for-columns", draw(COLUMN_EM))),
        source=source,
    )


def _works(texts: Texts, citations: Sequence[Citation]) -> Iterator[Piece]:
    """The works that a value rests on, in their short form; of many the first ones and how many more."""
    shown = list(dict.fromkeys(texts.frame.short_citation(citation) for citation in citations))
    named = shown if len(shown) <= WORKS_NAMED else shown[: WORKS_NAMED - 1]
    for number, work in enumerate(named):
        yield Piece(work, before="; " if number else _POINT)
    if len(named) < len(shown):
        yield Piece(texts.frame.catalog("drawn.and_more", count=len(shown) - len(named)))


def _source(texts: Texts, citations: Iterable[Citation]) -> Markup:
    """The source line: every work that the drawing rests on, once, as a link to its page."""
    works = dict.fromkeys(citation.source for citation in citations)
    founding = texts.frame.archive.settings.founding_documents
    shown = (
        texts.echo(Target("source", key), texts.frame.document_name(key) if key in founding else "") for key in works
    )
    return fill("{} {}.", texts.frame.catalog("drawn.source"), Markup("; ").join(shown))


def _said(label: Iterable[Piece]) -> str:
    """A label as one line of text."""
    return "".join(piece.before + piece.text for piece in label).strip()
