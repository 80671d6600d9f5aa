"""Wholes: an event with everything that is part of it."""

from __future__ import annotations

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Event
from kalmyk_site.references.order import in_display_order


def parts_of_event(archive: Archive, whole: Target) -> tuple[Event, ...]:
    """The events that are part of one, and their own parts, in order of time; the whole itself is none of them."""
    events = [event for event in in_display_order(archive, Event.kind) if isinstance(event, Event)]
    parts: dict[Target, list[Event]] = {}
    for event in events:
        if event.part_of:
            parts.setdefault(event.part_of, []).append(event)
    found, waiting = {whole}, [whole]
    while waiting:
        for part in parts.get(waiting.pop(), ()):
            # A circle of parts is a finding of its own and must not keep anyone going round.
            if part.target not in found:
                found.add(part.target)
                waiting.append(part.target)
    return tuple(event for event in events if event.target in found and event.target != whole)
