"""Pages of numbers: every reading with who counted, sums and shares with their working; and their index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from kalmyk_site.checks.sums import ShareWorked, main_estimate, sum_of_parts, work_out_share
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
    """One reading of a number."""

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
class StatisticView:
    """A number with all its readings."""

    record: RecordView
    scope: str
    estimates: tuple[EstimateView, ...]
    parts: tuple[SumRow, ...]
    total: str
    difference: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumbersEntry:
    """One number in the index of all of them."""

    link: Markup
    scope: str
    readings: tuple[str, ...]
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


def shown_number(value: Decimal) -> str:
    """A number with commas between thousands: `93,139`, `9.3`."""
    return f"{value:,f}"


def shown_estimate(frame: Frame, estimate: Estimate) -> str:
    """An estimate in figures, with the word that makes it true."""
    catalog = frame.catalog
    if estimate.value is not None:
        value = shown_number(estimate.value)
        return catalog("estimate.about", value=value) if estimate.approximate else value
    if estimate.low is not None and estimate.high is not None:
        return catalog("estimate.range", low=shown_number(estimate.low), high=shown_number(estimate.high))
    if estimate.low is not None:
        return catalog("estimate.more_than", value=shown_number(estimate.low))
    return catalog("estimate.at_most", value=shown_number(estimate.high or Decimal(0)))


def with_unit(frame: Frame, statistic: Statistic, estimate: Estimate) -> str:
    """An estimate with its unit: `93,139 people`, `17 %`."""
    shown = shown_estimate(frame, estimate)
    return f"{shown} %" if statistic.unit == "percent" else f"{shown} {statistic.unit}"


def scope_of(statistic: Statistic) -> str:
    """What a number counts, in one line."""
    return "; ".join(
        part for part in (statistic.measure, statistic.population, statistic.territory, statistic.period) if part
    )


def _page(frame: Frame, statistic: Statistic) -> Page:
    address = address_of(statistic.target)
    texts = Texts(frame, address)
    record = record_view(texts, statistic, lambda facts: _facts(facts, statistic))
    working = sum_of_parts(frame.archive, statistic)
    difference = ""
    if working is not None and working.difference:
        more, less = max(working.stated, working.total), min(working.stated, working.total)
        difference = f"{shown_number(more)} − {shown_number(less)} = {shown_number(more - less)}"
    view = StatisticView(
        record=record,
        scope=scope_of(statistic),
        estimates=tuple(_estimate(texts, statistic, index) for index in range(len(statistic.estimates))),
        parts=tuple(SumRow(texts.echo(part.target), shown_number(value)) for part, value in working.parts)
        if working
        else (),
        total=shown_number(working.total) if working else "",
        difference=difference,
        shares=tuple(_share(share) for share in work_out_share(frame.archive, statistic)),
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


def _share(share: ShareWorked) -> str:
    percent = share.percent.quantize(Decimal("0.01"))
    return f"{shown_number(share.part)} / {shown_number(share.whole)} = {percent} %"


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
                    readings=tuple(with_unit(frame, record, estimate) for estimate in record.estimates),
                    counted_by="; ".join(frame.catalog(f"counted_by.{counter}") for counter in counters),
                )
            )
    view = NumbersView(frame.intro("statistic"), tuple(entries))
    return computed_page(frame, Statistic.kind, address, "statistics.html", view)


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the archive's key numbers."""

    value: str
    link: Markup
    counted_by: str
    readings: str


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
                texts.echo(target),
                frame.catalog(f"counted_by.{estimate.counted_by}"),
                str(len(statistic.estimates)),
            )
        )
    return tuple(rows)
