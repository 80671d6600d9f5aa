"""References: whether what a text says of its targets and its sources agrees with them.

A number in a link has to stand in the statistic, a date in the event; a quotation and a claim name whose words they
are. References to what does not exist are found by the index, but for those of `archive.yml` and of the sources, which
are no records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kalmyk_site.checks.cover import is_covered
from kalmyk_site.checks.figures import Figure, find_figures
from kalmyk_site.markup.citations import CitationMark, MarkupError, parse_cite
from kalmyk_site.markup.document import Block, CrossLink
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.dates import EdtfDate, dates_in_text
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, NearestMatches, Origin
from kalmyk_site.records.kinds import Claim, Estimate, Event, Law, NamedRecord, Statistic
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.sources import Source
from kalmyk_site.references.index import Index, TextKey, id_prefix
from kalmyk_site.references.order import filing_key

# What a link says -----------------------------------------------------------------------------------------------

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
    known: dict[str, tuple[Statistic, tuple[Estimate, ...]] | None] = {}
    for key, link in _links(index, "statistic"):
        id_ = link.id.partition("#")[0]
        if id_ not in known:
            record = index.archive.find_record(Target("statistic", id_))
            known[id_] = (record, _with_words(record)) if isinstance(record, Statistic) else None
        found = known[id_]
        if found is None:
            continue
        statistic, estimates = found
        wrong = _wrong_figure(link.text, statistic, estimates)
        if wrong is not None:
            yield Finding(
                "link-number",
                index.origin(key, link.offset),
                f"the link '{link.text}' says {_said(wrong)}, which statistic:{id_} does not hold",
                value=_said(wrong),
                expected=" or ".join(_value_on_record(statistic, estimate) for estimate in statistic.estimates[:12]),
                nearest=_nearest_figure(wrong, statistic),
                remedy="Correct the number, or add the estimate with its source to the statistic.",
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
    for kind in ("event", "law"):
        for key, link in _links(index, kind):
            record = index.archive.find_record(Target(kind, link.id.partition("#")[0]))
            date = record.date if isinstance(record, Event) else record.issued if isinstance(record, Law) else None
            wrong = _wrong_date(link.text, date) if date is not None else ""
            if wrong and date is not None:
                yield Finding(
                    "link-date",
                    index.origin(key, link.offset),
                    f"the link '{link.text}' says {wrong}, {link.kind}:{link.id} has {date.words()}",
                    value=wrong,
                    expected=f"a date within {date.words()} ({date})",
                    remedy="Correct the date in the text, or the date of the record.",
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
    if last - first >= _YEARS_AT_MOST:
        # An end is open or unknown, or the date is a century: years near the end that is known.
        first, last = (
            (last - _YEARS_AT_MOST + 1, last)
            if date.open_start or date.unknown_start
            else (
                first,
                first + _YEARS_AT_MOST - 1,
            )
        )
    return range(first, last + 1)


def _links(index: Index, kind: str) -> Iterator[tuple[TextKey, CrossLink]]:
    for key, document in index.documents.items():
        for link in document.links:
            if link.kind == kind:
                yield key, link


def anchors(index: Index) -> Iterator[Finding]:
    """Links to an anchor of the same text, or of a chapter or page, that does not exist."""
    archive = index.archive
    of_page: dict[Target, frozenset[str]] = {}
    for key, document in index.documents.items():
        if key.owner.kind in ("chapter", "page"):
            of_page[key.owner] = of_page.get(key.owner, frozenset()) | document.anchors
    for key, document in index.documents.items():
        prefix = id_prefix(key)
        for link in document.anchor_links:
            if prefix + link.anchor not in document.anchors:
                yield _unknown_anchor(
                    index.origin(key, link.offset),
                    link.anchor,
                    {name.removeprefix(prefix) for name in document.anchors},
                )
        for link in document.links:
            id_, mark, anchor = link.id.partition("#")
            target = Target(link.kind, id_)
            if mark and target in of_page and anchor not in of_page[target] and target not in archive.broken:
                yield _unknown_anchor(index.origin(key, link.offset), anchor, of_page[target])


def _unknown_anchor(origin: Origin, anchor: str, known: frozenset[str] | set[str]) -> Finding:
    return Finding(
        "anchor-unknown",
        origin,
        f"there is no anchor '#{anchor}'",
        value=f"#{anchor}",
        expected="the anchor of a heading or a paragraph",
        nearest=NearestMatches(sorted(known))(anchor),
        remedy="Correct the anchor, or give its paragraph {#" + anchor + "}.",
    )


# Whose words ----------------------------------------------------------------------------------------------------


def quotations(index: Index) -> Iterator[Finding]:
    """Block quotations without a citation. Paragraphs that follow each other in quotation make one quotation."""
    for key, document in index.documents.items():
        if not any(block.quotation for block in document.blocks) or is_covered(index, key):
            continue
        run: list[Block] = []
        for block in (*document.blocks, None):
            if block is not None and block.quotation:
                run.append(block)
                continue
            if run and not any(each.groups or each.editorial for each in run):
                yield Finding(
                    "quotation-uncited",
                    index.origin(key, run[0].offset),
                    "the quotation names no source",
                    value=run[0].text[:80],
                    expected="a citation in the quotation, behind its last sentence",
                    remedy="Add the citation: > The words. [@key, p. 5]",
                )
            run = []


def claim_makers(index: Index) -> Iterator[Finding]:
    """Claims whose maker did not write the cited work, cited as if the maker had."""
    archive = index.archive
    for claim in archive.records_of(Claim):
        makers = [maker for maker in map(archive.find_record, claim.made_by) if isinstance(maker, NamedRecord)]
        if not makers or len(makers) < len(claim.made_by):
            continue
        names = frozenset(name for maker in makers for name in _names_of(maker))
        for origin, mark in _claim_marks(index, claim):
            source = archive.sources.get(mark.key)
            if source is not None and not _is_author(names, source):
                yield Finding(
                    "claim-maker",
                    origin,
                    f"{' and '.join(maker.label for maker in makers)} did not write '{source.id}', which is cited for"
                    f" the claim '{claim.id}'",
                    value=f"@{mark.key}",
                    expected=f"quoted in @{mark.key}, or a work by the maker of the claim",
                    nearest=f"quoted in @{mark.key}",
                    remedy="Put 'quoted in' before the citation, or correct 'made_by'.",
                )


def _claim_marks(index: Index, claim: Claim) -> Iterator[tuple[Origin, CitationMark]]:
    """The marks that a claim rests on and that do not say they quote: its `cite`, else its text's if none quotes."""
    if claim.cite:
        for place, written in enumerate(claim.cite):
            group = parse_cite(written)
            if not isinstance(group, MarkupError) and not _quotes(group.marks[0]):
                for mark in group.marks:
                    if not _quotes(mark):
                        yield index.origin(TextKey(claim.target, ("cite", place)), mark.offset), mark
        return
    key = TextKey(claim.target, ("text",))
    document = index.documents.get(key)
    groups = document.groups if document else ()
    if not any(_quotes(mark) for group in groups for mark in group.marks):
        for group in groups[:1]:
            yield index.origin(key, group.marks[0].offset), group.marks[0]


def _quotes(mark: CitationMark) -> bool:
    return "quoted in" in mark.prefix.casefold()


def _names_of(maker: NamedRecord) -> Iterator[str]:
    """Whole names of a maker, and what can be the family name among their words."""
    for name in maker.names:
        yield filing_key(name.text)
        if maker.kind == "person":
            words = (name.sort or "").partition(",")[0].strip() or name.text.split()[-1]
            yield filing_key(words)


def _is_author(names: frozenset[str], source: Source) -> bool:
    """Whether one of the names is that of an author; of an editor or publisher where the work names no author."""
    for person in source.author or source.editor:
        known = {filing_key(text) for text in (person.family, person.key, person.full, person.literal) if text}
        if known & names or any(name.endswith(f" {filing_key(person.key)}") for name in names):
            return True
    bodies = (source.publisher, source.authority) if not source.author else ()
    return any(filing_key(body) in names for body in bodies if body)


# References that no record makes --------------------------------------------------------------------------------


def settings_references(index: Index) -> Iterator[Finding]:
    """Records, pages and sources that `archive.yml` names and that do not exist."""
    archive = index.archive
    settings = archive.settings
    located = archive.located[SETTINGS]
    named = [
        *((("menu", place), target) for place, target in enumerate(settings.menu)),
        *((("key_numbers", place), target) for place, target in enumerate(settings.key_numbers)),
    ]
    nearest = {kind: NearestMatches(_ids(index, kind)) for kind in ("page", "chapter", "statistic")}
    for path, target in named:
        if target not in index.known and not _is_broken(archive, target):
            found = nearest[target.kind](target.id)
            yield Finding(
                "record-unknown",
                located.origin(*path),
                f"there is no {target.kind} '{target.id}'",
                value=str(target),
                expected=f"the id of a {target.kind} of this archive",
                nearest=f"{target.kind}:{found}" if found else "",
                remedy="Correct the id, or take it out of the list.",
            )
    for place, key in enumerate(settings.founding_documents):
        yield from _unknown_source(archive, key, located.origin("founding_documents", place))


def source_references(index: Index) -> Iterator[Finding]:
    """Sources that other sources name as the way to them, or in their notes, and that do not exist."""
    archive = index.archive
    nearest = NearestMatches(archive.sources)
    for source in archive.sources.values():
        target = Target("source", source.id)
        for place, key in enumerate(source.custom.cited_via):
            yield from _unknown_source(
                archive, key, archive.located[target].origin("custom", "cited_via", place), nearest
            )
        for number, note in enumerate(source.custom.notes):
            for place, written in enumerate(note.cites):
                key = TextKey(target, ("custom", "notes", number, "cites", place))
                group = parse_cite(written)
                if isinstance(group, MarkupError):
                    yield Finding(
                        group.code,
                        index.origin(key, group.offset),
                        group.message,
                        value=group.value,
                        expected=group.expected,
                        remedy=group.remedy,
                    )
                    continue
                for mark in group.marks:
                    if mark.key not in archive.sources:
                        yield from _unknown_source(archive, mark.key, index.origin(key, mark.offset), nearest)


def _unknown_source(
    archive: Archive, key: str, origin: Origin, nearest: NearestMatches | None = None
) -> Iterator[Finding]:
    if key in archive.sources or _is_broken(archive, Target("source", key)):
        return
    yield Finding(
        "source-unknown",
        origin,
        f"no source has the key '{key}'",
        value=key,
        expected="a key of content/sources.yml",
        nearest=(nearest or NearestMatches(archive.sources))(key),
        remedy="Correct the key, or add the work to content/sources.yml.",
    )


def _ids(index: Index, kind: str) -> Iterator[str]:
    return (target.id for target in sorted(index.known) if target.kind == kind)


def _is_broken(archive: Archive, target: Target) -> bool:
    return target in archive.broken or Target(target.kind, "*") in archive.broken
