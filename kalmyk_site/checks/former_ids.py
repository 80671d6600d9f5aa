"""Former ids: an old address leads to one thing, and nothing else has it."""

from __future__ import annotations

from collections.abc import Iterator

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.index import Index


def former_ids(index: Index) -> Iterator[Finding]:
    """Former ids whose address belongs to something that exists, or that stand twice."""
    archive = index.archive
    claims = list(archive.claimed_ids())
    if not claims:
        return
    taken = {address_of(target).casefold(): str(target) for target in index.known}
    for owner, claimed in claims:
        for place, former in enumerate(claimed):
            old = Target(owner.kind, former)
            address = address_of(old).casefold()
            if address in taken:
                yield _finding(origin_of(archive, owner, place), old, taken[address])
            taken.setdefault(address, f"{owner}, which was called so")


def origin_of(archive: Archive, owner: Target, place: int) -> Origin:
    """Where a former id stands, counted from 0."""
    path = ("custom", "former_ids", place) if owner.kind == "source" else ("former_ids", place)
    return archive.located[owner].origin(*path)


def _finding(origin: Origin, old: Target, holder: str) -> Finding:
    return Finding(
        "former-id-taken",
        origin,
        f"the old address of '{old}' belongs to {holder}",
        value=old.id,
        expected="an id that nothing has now, and that nothing else had",
        remedy="Take it out here; an address can lead to one thing only.",
    )
