"""What is said of a name that nothing has: what is nearest to it, or how the thing that was called so is called now."""

from __future__ import annotations

from collections.abc import Callable

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target, with_article
from kalmyk_site.records.findings import Finding, Origin

Nearest = Callable[[str], str]
"""The id or key that looks most like a wrong one; empty where none is near."""


def is_broken(archive: Archive, target: Target) -> bool:
    """Whether `target` may well exist and could not be read, which is a finding of its own."""
    return target in archive.broken or Target(target.kind, "*") in archive.broken


def unknown_target(
    archive: Archive,
    target: Target,
    origin: Origin,
    nearest: Nearest,
    remedy: str = "Correct the id, or add the record.",
) -> Finding:
    """The finding for a link or a reference to what does not exist."""
    now = archive.former.get(target)
    near = nearest(target.id) if now is None else now.id
    if target == Target("page", "map"):
        remedy = "Give content/archive.yml the field 'map', without which there is no page of maps, or take this out."
    return Finding(
        "record-unknown",
        origin,
        f"there is no {target.kind} '{target.id}'{_renamed(now)}",
        value=str(target),
        expected=f"the id of {with_article(target.kind)} of this archive",
        nearest=f"{target.kind}:{near}" if near else "",
        remedy=remedy if now is None else f"Write '{now}'; only the old address of its page still leads there.",
    )


def unknown_source(archive: Archive, key: str, origin: Origin, nearest: Nearest, *, written: str = "") -> Finding:
    """The finding for the key of a source that does not exist.

    Args:
        archive: The archive.
        key: The key.
        origin: Its place.
        nearest: Finds the key that was meant.
        written: What stands there, if not the bare key: `@key`.
    """
    now = archive.former.get(Target("source", key))
    return Finding(
        "source-unknown",
        origin,
        f"no source has the key '{key}'{_renamed(now)}",
        value=written or key,
        expected="a key of content/sources.yml",
        nearest=nearest(key) if now is None else now.id,
        remedy="Correct the key, or add the work to content/sources.yml." if now is None else f"Write '{now.id}'.",
    )


def _renamed(now: Target | None) -> str:
    return f" any more: it is called '{now.id}' now" if now else ""
