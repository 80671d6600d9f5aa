"""Drafts: what is published must not lead to what is not."""

from __future__ import annotations

from collections.abc import Iterator

from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.records.pictures import PICTURE
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.sources import Source
from kalmyk_site.references.index import Index
from kalmyk_site.references.occurrences import bare_keys, shared_place, written_citations
from kalmyk_site.references.published import withheld_pictures
from kalmyk_site.references.walk import references


def drafts_named(index: Index) -> Iterator[Finding]:
    """Links, references and citations by which published content leads to a draft."""
    if index.archive.drafts:
        yield from _links(index)
        yield from _links_into_shared_pages(index)
        yield from _citations(index)
        yield from _settings(index)


def _links(index: Index) -> Iterator[Finding]:
    drafts = index.archive.drafts
    for target in sorted(drafts):
        for mention in index.mentions_of.get(target, ()):
            if mention.owner not in drafts:
                yield _finding(index.origin(mention.key, mention.offset), target)
        for reference in index.references_to.get(target, ()):
            if reference.owner not in drafts:
                yield _finding(index.archive.located[reference.owner].origin(*reference.path), target)


def _links_into_shared_pages(index: Index) -> Iterator[Finding]:
    """Links to the place of a draft on a page that others share: `page:glossary#sluice`."""
    drafts = index.archive.drafts
    for key, document in index.documents.items():
        for link in document.links if key.owner not in drafts else ():
            target = shared_place(link)
            if target in drafts and target != link.target:
                yield _finding(index.origin(key, link.offset), target)


def _citations(index: Index) -> Iterator[Finding]:
    archive = index.archive
    keys = {target.id for target in archive.drafts if target.kind == Source.kind}
    withheld = withheld_pictures(index)
    for key, mark in written_citations(index, keys):
        is_picture = key.owner.kind == PICTURE
        if not (key.owner.id in withheld if is_picture else key.owner in archive.drafts):
            yield _finding(index.origin(key, mark.offset), Target(Source.kind, mark.key), written=f"@{mark.key}")
    for owner, path, named in bare_keys(archive):
        if named in keys and owner not in archive.drafts:
            yield _finding(archive.located[owner].origin(*path), Target(Source.kind, named), written=named)


def _settings(index: Index) -> Iterator[Finding]:
    archive = index.archive
    for path, target in references(archive.settings):
        if target in archive.drafts:
            yield _finding(archive.located[SETTINGS].origin(*path), target)


def _finding(origin: Origin, target: Target, *, written: str = "") -> Finding:
    return Finding(
        "reference-draft",
        origin,
        f"'{target}' is a draft, and what leads to it here is published",
        value=written or str(target),
        expected="something that is published too",
        remedy="Publish it (take its 'draft: true' out), make what names it a draft too, or take this out.",
    )
