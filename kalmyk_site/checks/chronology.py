"""Chronology: what cannot have come before what.

Dates are spans of possible days. Only what no choice of days could put right is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import Event, Law, Organization, Person
from kalmyk_site.references.index import Index


def events_outside(index: Index) -> Iterator[Finding]:
    """Events that cannot lie within the event that they are part of."""
    for event in index.archive.records_of(Event):
        whole = index.archive.find_record(event.part_of) if event.part_of else None
        if isinstance(whole, Event) and not all(date.overlaps(whole.date) for date in _moments(event.date)):
            yield Finding(
                "event-outside",
                index.archive.located[event.target].origin("date"),
                f"'{event.id}' ({event.date.words()}) lies outside '{whole.id}' ({whole.date.words()}),"
                " which it is part of",
                value=str(event.date),
                expected=f"a date within {whole.date}",
                remedy="Correct the date of the one or the other, or take 'part_of' out.",
                subjects=(str(event.target), str(whole.target)),
            )


def laws_out_of_order(index: Index) -> Iterator[Finding]:
    """Laws that repeal a law which was issued after them."""
    for law in index.archive.records_of(Law):
        for number, target in enumerate(law.repeals):
            repealed = index.archive.find_record(target)
            if isinstance(repealed, Law) and law.issued.latest < repealed.issued.earliest:
                yield Finding(
                    "law-order",
                    index.archive.located[law.target].origin("repeals", number),
                    f"'{law.id}' ({law.issued.words()}) repeals '{repealed.id}', which was issued later"
                    f" ({repealed.issued.words()})",
                    value=str(repealed.target),
                    expected=f"a law issued by {law.issued}",
                    remedy="Correct the date of the one or the other, or name another law.",
                    subjects=(str(law.target), str(repealed.target)),
                )


def lives_out_of_order(index: Index) -> Iterator[Finding]:
    """People who died before they were born, organizations dissolved before they were founded."""
    for person in index.archive.records_of(Person):
        yield from _life(index, person, ("born", person.born), ("died", person.died))
    for organization in index.archive.records_of(Organization):
        yield from _life(index, organization, ("founded", organization.founded), ("dissolved", organization.dissolved))


def _life(
    index: Index, record: Person | Organization, start: tuple[str, EdtfDate | None], end: tuple[str, EdtfDate | None]
) -> Iterator[Finding]:
    first, last = start[1], end[1]
    if first is not None and last is not None and last.latest < first.earliest:
        yield Finding(
            "life-order",
            index.archive.located[record.target].origin(end[0]),
            f"'{record.id}' was {end[0]} {last.words()}, before it was {start[0]} {first.words()}"
            if isinstance(record, Organization)
            else f"'{record.id}' {end[0]} {last.words()}, before being {start[0]} {first.words()}",
            value=str(last),
            expected=f"a date not before {first}",
            remedy="Correct the one date or the other.",
            subjects=(str(record.target),),
        )


def _moments(date: EdtfDate) -> tuple[EdtfDate, ...]:
    """The dates at each of which something was going on: both ends of an interval, all members of an all-of set."""
    if date.is_interval:
        return tuple(end for end in (date.start, date.end) if end is not None)
    return date.members or (date,)
