"""Drafts: what is published must not lead to what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kalmyk_site.markup.anchors import APART
from kalmyk_site.markup.citations import MarkupError, parse_cite
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import OWN_PAGES, SHARED_PAGES
from kalmyk_site.references.index import Index, TextKey
from kalmyk_site.references.published import withheld_pictures
from kalmyk_site.references.walk import cites, references


def drafts_named(index: Index) -> Iterator[Finding]:
    """Links, references and citations by which published content leads to a draft."""
    if not index.archive.drafts:
        return
    yield from _links(index)
    yield from _links_into_shared_pages(index)
    yield from _citations(index)
    yield from _fields(index)
    yield from _settings(index.archive)


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
    """Links to the place of a draft on a page that the records of its kind share: `page:glossary#sluice`."""
    drafts = index.archive.drafts
    kinds = {name: kind for kind, name in SHARED_PAGES.items()} | {OWN_PAGES[Source.kind]: Source.kind}
    for key, document in index.documents.items():
        for link in document.links if key.owner not in drafts else ():
            if link.anchor and link.kind == "page" and link.target.id in kinds:
                target = Target(kinds[link.target.id], link.anchor.partition(APART)[0])
                if target in drafts:
                    yield _finding(index.origin(key, link.offset), target)


def _citations(index: Index) -> Iterator[Finding]:
    archive = index.archive
    drafts = archive.drafts
    places = {
        (use.owner, use.path): None
        for target in sorted(drafts)
        for use in index.uses.get(target.id if target.kind == Source.kind else "", ())
        if use.owner not in drafts
    }
    for owner, path in places:
        key = TextKey(owner, path)
        if key in index.documents:
            for group in index.documents[key].groups:
                for mark in group.marks:
                    if Target(Source.kind, mark.key) in drafts:
                        yield _finding(index.origin(key, mark.offset), Target(Source.kind, mark.key), cited=True)
        elif path[-1] == "cite":
            record = archive.find_record(owner)
            written = dict(cites(record))[path] if record else ()
            yield from _marks(index, owner, path, written)
    withheld = withheld_pictures(index)
    for picture in archive.pictures.values():
        if picture.path not in withheld:
            yield from _marks(index, picture.target, ("cite",), picture.cite)


def _fields(index: Index) -> Iterator[Finding]:
    """What sources say of sources: through which a work is known, and what its notes cite."""
    archive = index.archive
    for source in archive.sources.values():
        if source.target in archive.drafts:
            continue
        for place, key in enumerate(source.custom.cited_via):
            if Target(Source.kind, key) in archive.drafts:
                origin = archive.located[source.target].origin("custom", "cited_via", place)
                yield _finding(origin, Target(Source.kind, key), cited=True)
        for number, note in enumerate(source.custom.notes):
            yield from _marks(index, source.target, ("custom", "notes", number, "cites"), note.cites)


def _settings(archive: Archive) -> Iterator[Finding]:
    located = archive.located[SETTINGS]
    for path, target in references(archive.settings):
        if target in archive.drafts:
            yield _finding(located.origin(*path), target)
    for place, key in enumerate(archive.settings.founding_documents):
        if Target(Source.kind, key) in archive.drafts:
            yield _finding(located.origin("founding_documents", place), Target(Source.kind, key), cited=True)


def _marks(index: Index, owner: Target, path: tuple[str | int, ...], written: Sequence[str]) -> Iterator[Finding]:
    for place, text in enumerate(written):
        group = parse_cite(text)
        for mark in () if isinstance(group, MarkupError) else group.marks:
            if Target(Source.kind, mark.key) in index.archive.drafts:
                origin = index.origin(TextKey(owner, (*path, place)), mark.offset)
                yield _finding(origin, Target(Source.kind, mark.key), cited=True)


def _finding(origin: Origin, target: Target, *, cited: bool = False) -> Finding:
    return Finding(
        "reference-draft",
        origin,
        f"'{target}' is a draft, and what leads to it here is published",
        value=f"@{target.id}" if cited else str(target),
        expected="something that is published too",
        remedy="Publish it (take its 'draft: true' out), make what names it a draft too, or take this out.",
    )
