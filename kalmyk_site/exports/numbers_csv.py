"""Numbers as tables: `/data/statistics.csv` for all of them, `/data/statistics/<id>.csv` for each.

One line for each estimate, after a line with the names of the columns. Numbers are digits with a point, dates EDTF;
citations are `key, locator`, parted by semicolons; in the same order stand the notes of founding documents that give
them, and whether each was compared with the original. UTF-8 without a byte order mark.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and what content says must never be
computed on a reader's machine. So an apostrophe stands before such a cell, which spreadsheets hide.

Source: RFC 4180; the CSV injection guidance of OWASP.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.references.index import Citation, TextKey

COLUMNS: Final = (
    "statistic",
    "title",
    "measure",
    "population",
    "territory",
    "period",
    "unit",
    "value",
    "low",
    "high",
    "approximate",
    "rounds",
    "as_written",
    "date",
    "counted_by",
    "citations",
    "document_notes",
    "compared",
    "rank",
    "reason",
    "note",
)
"""Names of the columns: the fields of content, with `statistic` for the id and `citations` for `cite`; two say more of
these."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def numbers_csv(frame: Frame, statistic: Statistic) -> str:
    """The estimates of one statistic."""
    return _table(_rows(frame, statistic))


def all_numbers_csv(frame: Frame) -> str:
    """The estimates of every statistic, in the order of their ids."""
    return _table(row for statistic in frame.archive.records_of(Statistic) for row in _rows(frame, statistic))


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(map(_safe, row) for row in rows)
    return text.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(frame: Frame, statistic: Statistic) -> Iterator[tuple[str, ...]]:
    for number, estimate in enumerate(statistic.estimates):
        citations = _citations(frame, statistic, number)
        yield (
            statistic.id,
            statistic.title,
            statistic.measure,
            statistic.population,
            statistic.territory,
            statistic.period or "",
            statistic.unit,
            _digits(estimate.value),
            _digits(estimate.low),
            _digits(estimate.high),
            "true" if estimate.approximate else "false",
            _digits(estimate.rounds),
            estimate.as_written or "",
            str(estimate.date or ""),
            estimate.counted_by,
            _list(map(_reference, citations)),
            _list(map(_in_document, citations)),
            _list(_compared(frame, citation) for citation in citations),
            estimate.rank,
            estimate.reason or "",
            _note(frame, statistic, number),
        )


def _digits(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _citations(frame: Frame, statistic: Statistic, number: int) -> tuple[Citation, ...]:
    """What an estimate rests on: its own citations, else the record's."""
    notes = frame.index.field_notes
    own = notes.get(TextKey(statistic.target, ("estimates", number, "cite")))
    note = own or notes.get(TextKey(statistic.target, ("cite",)))
    return note.citations if note else ()


def _reference(citation: Citation) -> str:
    mark = citation.mark
    return f"{mark.prefix} {mark.key}".strip() + (f", {mark.locator.term} {mark.locator.value}" if mark.locator else "")


def _in_document(citation: Citation) -> str:
    return ", ".join(f"{note.document}, note {note.number}" for note in citation.notes)


def _compared(frame: Frame, citation: Citation) -> str:
    # The archive was made from the founding documents: there is no other original to compare.
    if citation.source in frame.archive.settings.founding_documents:
        return ""
    return "true" if citation.compared else "false"


def _list(values: Iterable[str]) -> str:
    """One value for each citation, in their order; nothing where none has any."""
    parts = tuple(values)
    return "; ".join(parts) if any(parts) else ""


def _note(frame: Frame, statistic: Statistic, number: int) -> str:
    document = frame.index.documents.get(TextKey(statistic.target, ("estimates", number, "note")))
    return " ".join(document.plain_text.split()) if document else ""
