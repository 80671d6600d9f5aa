"""What a field of a record says, as one line of plain text: for lists of uses, where a sentence is lacking."""

from __future__ import annotations

from typing import cast

from pydantic import BaseModel

from kalmyk_site.pages.estimates import with_unit
from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Estimate, Record, Statistic
from kalmyk_site.references.walk import Path


def field_text(frame: Frame, owner: Target, path: Path) -> str:
    """The field whose citations stand at `path`: `Event “Operation begins”: When: 28 December 1943`.

    Args:
        frame: The common ground.
        owner: The record.
        path: Path of a `cite` field: `("cite",)`, `("field_evidence", "date", "cite")`, `("roles", 0, "cite")`.
    """
    record = frame.archive.find_record(owner)
    title = frame.title_of(owner)
    kind = frame.catalog(f"kind.{owner.kind}")
    if path == ("cite",):
        said = frame.catalog("page.whole_record")
    elif path[0] == "field_evidence" and record is not None:
        said = _labelled(frame, str(path[1]), getattr(record, str(path[1])))
    else:
        part = _walk(record, path[:-1])
        said = _part(frame, record, str(path[0]), part)
    return frame.catalog("page.in_record", kind=kind, title=title, field=said)


def record_named(frame: Frame, owner: Target) -> str:
    """What `field_text` says before the field: `Event “Operation begins”: `."""
    return frame.catalog(
        "page.in_record", kind=frame.catalog(f"kind.{owner.kind}"), title=frame.title_of(owner), field=""
    )


def value_text(frame: Frame, record: Record, field: str) -> str:
    """The value of a field of `record` in words; empty where it has none that words can say."""
    return _shown(frame, value) if (value := getattr(record, field)) else ""


def _walk(value: object, path: Path) -> object:
    for step in path:
        if isinstance(step, int) and isinstance(value, tuple):
            items = cast("tuple[object, ...]", value)
            value = items[step]
        else:
            value = getattr(value, str(step), None)
    return value


def _part(frame: Frame, record: Record | None, field: str, part: object) -> str:
    if isinstance(part, Estimate) and isinstance(record, Statistic):
        return _labelled(frame, field, with_unit(frame, record, part))
    for name in ("role", "says", "text"):
        value = getattr(part, name, None)
        if isinstance(value, str):
            return _labelled(frame, field, value)
    return frame.catalog(f"field.{field}")


def _labelled(frame: Frame, field: str, value: object) -> str:
    return f"{frame.catalog(f'field.{field}')}: {_shown(frame, value)}"


def _shown(frame: Frame, value: object) -> str:
    if isinstance(value, EdtfDate):
        return value.words()
    if isinstance(value, Target):
        return frame.title_of(value)
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return ", ".join(_shown(frame, item) for item in items)
    if isinstance(value, BaseModel):
        return getattr(value, "text", "") or ""
    return " ".join(str(value).split())
