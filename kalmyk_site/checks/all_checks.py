"""All checks: every family run over one archive; a difference that a discrepancy explains names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from kalmyk_site.checks import (
    arithmetic,
    author_spellings,
    axes,
    bibliography,
    chronology,
    cycles,
    drafts,
    evidence,
    former_ids,
    link_texts,
    maps,
    pictures,
    references,
    structure,
)
from kalmyk_site.records.findings import FINDING_CODES, Family, Finding
from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.index import Index

Check = Callable[[Index], Iterator[Finding]]
"""One check over the whole archive."""

CHECKS: Final[tuple[Check, ...]] = (
    structure.chapters_listed,
    structure.pages_listed,
    structure.vocabularies,
    structure.one_accent,
    structure.timeline_strips,
    structure.severities,
    structure.interface_language,
    structure.repository,
    structure.addresses,
    former_ids.former_ids,
    pictures.missing,
    pictures.unlisted,
    pictures.unreadable,
    pictures.heavy,
    pictures.unused,
    references.settings_references,
    references.source_references,
    drafts.drafts_named,
    cycles.cycles,
    maps.drawable,
    link_texts.link_numbers,
    link_texts.link_dates,
    references.anchors,
    references.quotations,
    references.claim_makers,
    axes.unlike_numbers,
    evidence.paragraphs,
    evidence.citations_alone,
    evidence.sentences,
    evidence.records,
    evidence.sources,
    arithmetic.parts_against_totals,
    arithmetic.shares_against_counts,
    arithmetic.roundings,
    axes.rests,
    arithmetic.workings,
    chronology.events_outside,
    chronology.laws_out_of_order,
    chronology.lives_out_of_order,
    bibliography.numbers_of_books,
    bibliography.identifiers,
    bibliography.years,
    bibliography.note_numbers,
    bibliography.compared_places,
    author_spellings.author_spellings,
)
"""Every check, in the order of the families."""

EXPLAINABLE: Final = frozenset(
    {code for code, each in FINDING_CODES.items() if each.family in (Family.ARITHMETIC, Family.CHRONOLOGY)}
    | {"author-spellings"}
)
"""Codes of warnings that a discrepancy can explain."""


def check_archive(index: Index) -> list[Finding]:
    """What all checks have to say, in order of place.

    A warning about a record that a discrepancy is `about` names that discrepancy in `explained_by`. Where several are
    about it, the one that is about most of what the warning compares explains it.
    """
    explaining = _explaining(index)
    findings = [_explained(finding, explaining) for check in CHECKS for finding in check(index)]
    return sorted(findings, key=lambda finding: finding.sort_key)


def _explaining(index: Index) -> dict[str, list[str]]:
    """Ids of the discrepancies about each target."""
    about: dict[str, list[str]] = {}
    for discrepancy in index.archive.records_of(Discrepancy):
        for target in dict.fromkeys(discrepancy.about):
            about.setdefault(str(target), []).append(discrepancy.id)
    return about


def _explained(finding: Finding, explaining: dict[str, list[str]]) -> Finding:
    if finding.code not in EXPLAINABLE or not finding.subjects:
        return finding
    # A discrepancy about one part of a sum explains the part, not the sum: it must be about the record that the
    # warning stands at. Of two spellings none comes first.
    leading = finding.subjects if finding.code == "author-spellings" else finding.subjects[:1]
    candidates = {id_ for target in leading for id_ in explaining.get(target, ())}
    if not candidates:
        return finding
    matches = dict.fromkeys(candidates, 0)
    for target in finding.subjects:
        for id_ in explaining.get(target, ()):
            if id_ in matches:
                matches[id_] += 1
    best = min(matches, key=lambda id_: (-matches[id_], id_))
    return replace(finding, explained_by=best)
