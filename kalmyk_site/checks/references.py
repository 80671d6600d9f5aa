"""References: whose words quotations and claims are, and whether what is named exists.

References from records and texts are looked up by the index; here are those of `archive.yml` and of the sources, and
anchors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from kalmyk_site.checks.cover import is_covered
from kalmyk_site.markup.anchors import APART
from kalmyk_site.markup.citations import CitationMark, MarkupError, parse_cite
from kalmyk_site.markup.document import Block
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, NearestMatches, Origin
from kalmyk_site.records.kinds import Claim, NamedRecord
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import OWN_PAGES, SHARED_PAGES, address_of, page_of
from kalmyk_site.references.guides import GUIDE_PAGES
from kalmyk_site.references.index import Index, TextKey, id_prefix
from kalmyk_site.references.order import filing_key
from kalmyk_site.references.unknown import is_broken, unknown_source, unknown_target
from kalmyk_site.references.walk import references

# Whose words ----------------------------------------------------------------------------------------------------


def quotations(index: Index) -> Iterator[Finding]:
    """Block quotations without a citation. Paragraphs that follow each other in quotation make one quotation."""
    for key, document in index.documents.items():
        if not any(block.quotation for block in document.blocks) or is_covered(index, key):
            continue
        run: list[Block] = []
        for block in (*document.blocks, None):
            if block is not None and block.quotation:
                run.append(block)
                continue
            if run and not any(each.groups or each.editorial for each in run):
                yield Finding(
                    "quotation-uncited",
                    index.origin(key, run[0].offset),
                    "the quotation names no source",
                    value=run[0].text[:80],
                    expected="a citation in the quotation, behind its last sentence",
                    remedy="Add the citation: > The words. [@key, p. 5]",
                )
            run = []


def claim_makers(index: Index) -> Iterator[Finding]:
    """Claims whose maker did not write the cited work, cited as if the maker had."""
    archive = index.archive
    for claim in archive.records_of(Claim):
        makers = [maker for maker in map(archive.find_record, claim.made_by) if isinstance(maker, NamedRecord)]
        if not makers or len(makers) < len(claim.made_by):
            continue
        names = frozenset(name for maker in makers for name in _names_of(maker))
        for origin, mark in _claim_marks(index, claim):
            source = archive.sources.get(mark.key)
            if source is not None and not _is_author(names, source):
                yield Finding(
                    "claim-maker",
                    origin,
                    f"{' and '.join(maker.label for maker in makers)} did not write '{source.id}', which is cited for"
                    f" the claim '{claim.id}'",
                    value=f"@{mark.key}",
                    expected=f"quoted in @{mark.key}, or a work by the maker of the claim",
                    nearest=f"quoted in @{mark.key}",
                    remedy="Put 'quoted in' before the citation, or correct 'made_by'.",
                )


def _claim_marks(index: Index, claim: Claim) -> Iterator[tuple[Origin, CitationMark]]:
    """The marks that a claim rests on and that do not say they quote: its `cite`, else its text's if none quotes."""
    if claim.cite:
        for place, written in enumerate(claim.cite):
            group = parse_cite(written)
            if not isinstance(group, MarkupError) and not _quotes(group.marks[0]):
                for mark in group.marks:
                    if not _quotes(mark):
                        yield index.origin(TextKey(claim.target, ("cite", place)), mark.offset), mark
        return
    key = TextKey(claim.target, ("text",))
    document = index.documents.get(key)
    groups = document.groups if document else ()
    if not any(_quotes(mark) for group in groups for mark in group.marks):
        for group in groups[:1]:
            yield index.origin(key, group.marks[0].offset), group.marks[0]


def _quotes(mark: CitationMark) -> bool:
    return "quoted in" in mark.prefix.casefold()


def _names_of(maker: NamedRecord) -> Iterator[str]:
    """Whole names of a maker, and what can be the family name among their words."""
    for name in maker.names:
        yield filing_key(name.text)
        if maker.kind == "person":
            words = (name.sort or "").partition(",")[0].strip() or name.text.split()[-1]
            yield filing_key(words)


def _is_author(names: frozenset[str], source: Source) -> bool:
    """Whether one of the names is that of an author; of an editor or publisher where the work names no author."""
    for person in source.author or source.editor:
        known = {filing_key(text) for text in (person.family, person.key, person.full, person.literal) if text}
        if known & names or any(name.endswith(f" {filing_key(person.key)}") for name in names):
            return True
    bodies = (source.publisher, source.authority) if not source.author else ()
    return any(filing_key(body) in names for body in bodies if body)


# What is named ------------------------------------------------------------------------------------------------


def anchors(index: Index) -> Iterator[Finding]:
    """Links to an anchor that the same text, or the page that is linked to, does not have."""
    of_page = _anchors_of_pages(index)
    nearest = {address: NearestMatches(names) for address, names in of_page.items()}
    for key, document in index.documents.items():
        prefix = id_prefix(key)
        own = NearestMatches(name.removeprefix(prefix) for name in document.anchors)
        for link in document.anchor_links:
            if prefix + link.anchor not in document.anchors:
                yield _unknown_anchor(index.origin(key, link.offset), link.anchor, own)
        for link in document.links:
            # Of a guide the output check knows the anchors: to read one takes longer than all else here.
            if "#" in link.id and link.target in index.known and link.target not in GUIDE_PAGES:
                page = page_of(address_of(link.target))
                if link.anchor not in of_page[page]:
                    yield _unknown_anchor(index.origin(key, link.offset), link.anchor, nearest[page])


def _anchors_of_pages(index: Index) -> Mapping[str, Set[str]]:
    """What links to the page of each address can name: paragraphs, headings, and records that share the page.

    The site's own anchors are left out, as the next citation may shift their numbers.
    """
    found: dict[str, set[str]] = {page_of(address_of(target)): set() for target in index.known}
    for target in index.known:
        if target.kind in SHARED_PAGES:
            found[page_of(address_of(target))].add(target.id)
        elif target.kind == Source.kind:
            found[f"{OWN_PAGES[Source.kind]}/"].add(target.id)
    for key, document in index.documents.items():
        found[page_of(address_of(key.owner))].update(
            anchor for anchor in document.anchors if not anchor.startswith(APART)
        )
    return found


def _unknown_anchor(origin: Origin, anchor: str, nearest: NearestMatches) -> Finding:
    found = nearest(anchor)
    return Finding(
        "anchor-unknown",
        origin,
        f"there is no anchor '#{anchor}'",
        value=f"#{anchor}",
        expected="the anchor of a heading or a paragraph",
        nearest=f"#{found}" if found else "",
        remedy="Correct the anchor, or give its paragraph {#" + anchor + "}.",
    )


def settings_references(index: Index) -> Iterator[Finding]:
    """Records, pages and sources that `archive.yml` names and that do not exist."""
    archive = index.archive
    settings = archive.settings
    located = archive.located[SETTINGS]
    nearest: dict[str, NearestMatches] = {}
    for path, target in references(settings):
        if target not in index.known and not is_broken(archive, target):
            known = nearest.setdefault(target.kind, NearestMatches(_ids(index, target.kind)))
            remedy = "Correct the id, or take it out of the list."
            yield unknown_target(archive, target, located.origin(*path), known, remedy)
    sources = NearestMatches(archive.sources)
    for place, key in enumerate(settings.founding_documents):
        yield from _unknown_source(archive, key, located.origin("founding_documents", place), sources)


def source_references(index: Index) -> Iterator[Finding]:
    """Sources that other sources name as the way to them, or in their notes, and that do not exist."""
    archive = index.archive
    nearest = NearestMatches(archive.sources)
    for source in archive.sources.values():
        target = Target("source", source.id)
        for place, key in enumerate(source.custom.cited_via):
            yield from _unknown_source(
                archive, key, archive.located[target].origin("custom", "cited_via", place), nearest
            )
        for number, note in enumerate(source.custom.notes):
            for place, written in enumerate(note.cites):
                key = TextKey(target, ("custom", "notes", number, "cites", place))
                group = parse_cite(written)
                if isinstance(group, MarkupError):
                    yield group.finding(index.origin(key, group.offset))
                    continue
                for mark in group.marks:
                    if mark.key not in archive.sources:
                        yield from _unknown_source(archive, mark.key, index.origin(key, mark.offset), nearest)


def _unknown_source(archive: Archive, key: str, origin: Origin, nearest: NearestMatches) -> Iterator[Finding]:
    if key not in archive.sources and not is_broken(archive, Target("source", key)):
        yield unknown_source(archive, key, origin, nearest)


def _ids(index: Index, kind: str) -> Iterator[str]:
    return (target.id for target in sorted(index.known) if target.kind == kind)
