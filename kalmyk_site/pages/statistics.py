"""Pages of numbers: every estimate with who counted, sums and shares with their working; and their index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from kalmyk_site.checks.sums import SHARE_UNITS, Division, PartsSum, main_estimate, shares_worked, sums_of_parts
from kalmyk_site.pages.estimates import also, rivals_of, shown_estimate, shown_number, with_unit
from kalmyk_site.pages.facts import Facts, date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import RecordView, computed_page, description_of, record_view
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.kinds import Estimate, Statistic
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.order import in_display_order


@dataclass(frozen=True, slots=True)
class EstimateView:
    """One estimate of a number."""

    value: str
    as_written: str
    date: Markup
    counted_by: str
    cites: Markup
    remark: Markup
    rank: str


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of a sum done by hand."""

    label: Markup
    value: str


@dataclass(frozen=True, slots=True)
class SumView:
    """What the parts add up to, for one date."""

    when: str
    """The date in words, where there are sums for several."""

    parts: tuple[SumRow, ...]
    total: str
    differences: tuple[str, ...]
    """Differences to the whole, each as a sum of its own; none where the parts can come to the whole."""


@dataclass(frozen=True, slots=True)
class StatisticView:
    """A number with all its estimates."""

    record: RecordView
    scope: str
    estimates: tuple[EstimateView, ...]
    sums: tuple[SumView, ...]
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumbersEntry:
    """One number in the index of all of them."""

    link: Markup
    scope: str
    estimates: tuple[str, ...]
    counted_by: str


@dataclass(frozen=True, slots=True)
class NumbersView:
    """Every number."""

    intro: str
    entries: tuple[NumbersEntry, ...]


def statistic_pages(frame: Frame) -> Iterator[Page]:
    """One page for each statistic, and the page of all numbers."""
    for statistic in frame.archive.records_of(Statistic):
        yield _page(frame, statistic)
    yield _numbers(frame)


def scope_of(statistic: Statistic) -> str:
    """What a number counts, in one line."""
    return "; ".join(
        part for part in (statistic.measure, statistic.population, statistic.territory, statistic.period) if part
    )


def _page(frame: Frame, statistic: Statistic) -> Page:
    address = address_of(statistic.target)
    texts = Texts(frame, address)
    record = record_view(texts, statistic, lambda facts: _facts(facts, statistic))
    view = StatisticView(
        record=record,
        scope=scope_of(statistic),
        estimates=tuple(_estimate(texts, statistic, index) for index in range(len(statistic.estimates))),
        sums=tuple(_sums(texts, statistic)),
        shares=tuple(_shares(frame, statistic)),
    )
    return Page(
        address=address,
        template="statistic.html",
        title=statistic.title,
        description=description_of(frame, statistic.target, scope_of(statistic)),
        view=view,
        target=statistic.target,
        changed=statistic.changed,
    )


def _facts(facts: Facts, statistic: Statistic) -> None:
    for name in ("measure", "population", "territory", "period", "unit"):
        value = getattr(statistic, name)
        if value:
            facts.uncited(name, [value])
    if statistic.share_of:
        whole = facts.texts.echo(statistic.share_of.in_)
        facts.uncited("share_of", [fill("{} / {}", facts.texts.echo(statistic.share_of.of), whole)])


def _estimate(texts: Texts, statistic: Statistic, index: int) -> EstimateView:
    frame = texts.frame
    estimate = statistic.estimates[index]
    own = texts.field_note(statistic.target, "estimates", index, "cite")
    cites = texts.cites(own) if own else texts.cites(texts.field_note(statistic.target, "cite"), anchored=False)
    remark = texts.inline(statistic.target, "estimates", index, "note")
    if estimate.rounds is not None:
        remark = (
            escape(frame.catalog("estimate.rounds", value=shown_number(estimate.rounds)))
            + (Markup("; ") if remark else "")
            + remark
        )
    rank = frame.catalog(f"estimate.{estimate.rank}", reason=estimate.reason) if estimate.rank != "normal" else ""
    return EstimateView(
        value=with_unit(frame, statistic, estimate),
        as_written=estimate.as_written or "",
        date=date_html(texts, estimate.date) if estimate.date else Markup(""),
        counted_by=frame.catalog(f"counted_by.{estimate.counted_by}"),
        cites=cites,
        remark=remark,
        rank=rank,
    )


def _sums(texts: Texts, statistic: Statistic) -> Iterator[SumView]:
    """The sums whose figures are all given, each once; of those that are only bounded there is nothing to show."""
    groups: dict[tuple[Estimate, ...], list[PartsSum]] = {}
    for each in sums_of_parts(texts.frame.archive, statistic):
        if each.figure is not None:
            groups.setdefault(tuple(estimate for _, estimate in each.parts), []).append(each)
    for first, *others in groups.values():
        rows = (
            SumRow(texts.echo(part.target), shown_estimate(texts.frame, estimate)) for part, estimate in first.parts
        )
        yield SumView(
            when=first.date.words() if first.date and len(groups) > 1 else "",
            parts=tuple(rows),
            total=_total(texts.frame, first),
            differences=tuple(line for each in (first, *others) if (line := _difference(each))),
        )


def _total(frame: Frame, each: PartsSum) -> str:
    figure = shown_number(each.figure or Decimal(0))
    is_about = any(estimate.approximate for _, estimate in each.parts)
    return frame.catalog("estimate.about", value=figure) if is_about else figure


def _difference(each: PartsSum) -> str:
    if not each.difference or each.figure is None:
        return ""
    stated = each.figure + each.difference
    more, less = max(stated, each.figure), min(stated, each.figure)
    return f"{shown_number(more)} − {shown_number(less)} = {shown_number(more - less)}"


def _shares(frame: Frame, statistic: Statistic) -> Iterator[str]:
    """Each division that the readings of a share can stand for, once."""
    found = (each for worked in shares_worked(frame.archive, statistic) for each in worked.divisions)
    lines = (_division(frame, each, statistic) for each in found if each.figure is not None)
    return iter(dict.fromkeys(lines))


def _division(frame: Frame, each: Division, statistic: Statistic) -> str:
    sign = "‰" if SHARE_UNITS.get(statistic.unit) == 1000 else "%"
    count, whole = shown_estimate(frame, each.count), shown_estimate(frame, each.whole)
    return f"{count} / {whole} = {each.figure:.2f} {sign}"


def _numbers(frame: Frame) -> Page:
    address = "statistics/"
    texts = Texts(frame, address)
    entries: list[NumbersEntry] = []
    for record in in_display_order(frame.archive, Statistic.kind):
        if isinstance(record, Statistic):
            counters = dict.fromkeys(estimate.counted_by for estimate in record.estimates)
            entries.append(
                NumbersEntry(
                    link=texts.echo(record.target),
                    scope=scope_of(record),
                    estimates=tuple(with_unit(frame, record, estimate) for estimate in record.estimates),
                    counted_by="; ".join(frame.catalog(f"counted_by.{counter}") for counter in counters),
                )
            )
    view = NumbersView(frame.intro("statistic"), tuple(entries))
    return computed_page(frame, Statistic.kind, address, "statistics.html", view)


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the archive's key numbers."""

    value: str
    rivals: str
    """Other exact values of the same date; empty where there are none."""

    link: Markup
    counted_by: str
    estimates: str
    """How many there are."""


def key_numbers(texts: Texts) -> tuple[KeyNumber, ...]:
    """The numbers that the home page names, in the order of `archive.yml`."""
    frame = texts.frame
    rows: list[KeyNumber] = []
    for target in frame.archive.settings.key_numbers:
        statistic = frame.archive.get(Statistic, target)
        estimate = main_estimate(statistic)
        rows.append(
            KeyNumber(
                with_unit(frame, statistic, estimate),
                also(frame, rivals_of(statistic, [estimate])),
                texts.echo(target),
                frame.catalog(f"counted_by.{estimate.counted_by}"),
                str(len(statistic.estimates)),
            )
        )
    return tuple(rows)
