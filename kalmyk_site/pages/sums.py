"""Sums and shares as pages show them: done by hand, every part with who counted and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from kalmyk_site.checks.remainders import remainders_of
from kalmyk_site.checks.sums import Division, PartsSum, shares_worked, sums_of_parts
from kalmyk_site.pages.estimates import also, rivals_of, shown_estimate, shown_number, with_sign
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.statistic_drawings import citations_of
from kalmyk_site.pages.texts import Texts
from kalmyk_site.pages.workings import WorkingBlock, working_blocks
from kalmyk_site.records.kinds import Estimate, Statistic


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of a sum done by hand."""

    label: Markup
    value: str
    who: str
    """Who counted; empty where it is the same for all parts."""

    works: Markup
    """What the value rests on; empty where it is the same for all parts."""

    also: str
    """Other values of the same part for the same date; empty where there are none."""


@dataclass(frozen=True, slots=True)
class SumView:
    """What the parts add up to, for one date."""

    when: str
    """The date in words, where there are sums for several."""

    parts: tuple[SumRow, ...]
    total: str
    who: str
    """Who counted, where it is the same for all parts."""

    works: Markup
    """What the parts rest on, where it is the same for all of them."""

    differences: tuple[WorkingBlock, ...]
    """Differences to the whole and to what the sum is measured against; none where the parts can come to it."""


def sums_of(texts: Texts, statistic: Statistic) -> Iterator[SumView]:
    """The sums whose figures are all given, each once; of those that are only bounded there is nothing to show."""
    archive = texts.frame.archive
    groups: dict[tuple[Estimate, ...], list[PartsSum]] = {}
    for each in sums_of_parts(archive, statistic):
        if each.figure is not None:
            groups.setdefault(tuple(estimate for _, estimate in each.parts), []).append(each)
    measured = {each.parts.date: each for each in remainders_of(archive, statistic) if each.owner is not statistic}
    for members in groups.values():
        first = members[0]
        figure = first.figure or Decimal(0)
        differences = [line for each in members if (line := _difference(each))]
        for each in members:
            if each.date in measured:
                differences += _less(measured[each.date].whole, figure)
        counters = {estimate.counted_by for _, estimate in first.parts}
        who = texts.frame.catalog(f"who.{counters.pop()}") if len(counters) == 1 else ""
        works = [works_of(texts, part, part.estimates.index(estimate)) for part, estimate in first.parts]
        # Equal in words: each leads to a use of its own, and one of them will do for all.
        shared = works[0] if len({each.striptags() for each in works}) == 1 else Markup("")
        yield SumView(
            when=first.date.words() if first.date and len(groups) > 1 else "",
            parts=tuple(
                _row(texts, part, estimate, with_who=not who, with_works=not shared) for part, estimate in first.parts
            ),
            total=_total(texts.frame, first, figure),
            who=who,
            works=shared,
            differences=working_blocks(dict.fromkeys(differences)),
        )


def _row(texts: Texts, part: Statistic, estimate: Estimate, *, with_who: bool, with_works: bool) -> SumRow:
    return SumRow(
        label=texts.number(part.target, part.short or part.title),
        value=shown_estimate(texts.frame, estimate),
        who=texts.frame.catalog(f"who.{estimate.counted_by}") if with_who else "",
        works=works_of(texts, part, part.estimates.index(estimate)) if with_works else Markup(""),
        also=also(texts.frame, part, rivals_of(part, [estimate])),
    )


def works_of(texts: Texts, statistic: Statistic, number: int) -> Markup:
    """The works that an estimate rests on, each place in them once, with a link to its use here.

    Args:
        texts: The texts of the page.
        statistic: Whose estimate.
        number: Place of the estimate, counted from 0.
    """
    shown: dict[str, Markup] = {}
    for citation in citations_of(texts, statistic, number):
        shown.setdefault(texts.frame.short_citation(citation), texts.use(citation))
    return Markup("; ").join(shown.values())


def _total(frame: Frame, each: PartsSum, figure: Decimal) -> str:
    is_about = any(estimate.approximate for _, estimate in each.parts)
    return frame.catalog("estimate.about", value=shown_number(figure)) if is_about else shown_number(figure)


def _difference(each: PartsSum) -> str:
    """What is to be taken off one to come to the other; nothing where bounds leave that open."""
    if not each.difference or each.figure is None:
        return ""
    return "".join(_less(each.figure + each.difference, each.figure))


def _less(one: Decimal, other: Decimal) -> Sequence[str]:
    """The working of a difference between two numbers; none where there is none."""
    more, less = max(one, other), min(one, other)
    return [f"{shown_number(more)} - {shown_number(less)} = {shown_number(more - less)}"] if more != less else []


def shares_of(frame: Frame, statistic: Statistic) -> tuple[WorkingBlock, ...]:
    """Each division that the readings of a share can stand for, once."""
    found = (each for worked in shares_worked(frame.archive, statistic) for each in worked.divisions)
    lines = (_division(frame, each, statistic) for each in found if each.figure is not None)
    return working_blocks(dict.fromkeys(lines))


def _division(frame: Frame, each: Division, statistic: Statistic) -> str:
    count, whole = shown_estimate(frame, each.count), shown_estimate(frame, each.whole)
    return f"{count} / {whole} = {with_sign(frame, statistic, f'{each.figure:.2f}')}"
