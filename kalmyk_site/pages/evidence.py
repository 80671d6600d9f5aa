"""The evidence account: how much of the archive rests on what, counted each time the site is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from markupsafe import Markup

from kalmyk_site.checks.cover import is_editors_note, rests_on_cite, rests_outside
from kalmyk_site.checks.evidence import is_exempt, needs_source
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Name, Target
from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.records.kinds import Discrepancy, Record, Role, Statistic
from kalmyk_site.references.chicago import bibliography_key
from kalmyk_site.references.guides import GUIDE_LANGUAGE
from kalmyk_site.references.index import Index
from kalmyk_site.references.walk import texts as texts_of
from kalmyk_site.reports.explanations import place_on_site


@dataclass(frozen=True, slots=True)
class WorkRow:
    """How much rests on one work."""

    link: Markup
    uses: int
    share: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """How often the checks list something that is no error."""

    title: Markup
    """As a link to what the page of findings says of it."""

    count: int
    explained_by: tuple[Markup, ...]
    """Disagreements that explain them; empty where the lists above name the works."""


@dataclass(frozen=True, slots=True)
class UnsourcedRow:
    """A statement that a founding document makes without naming a source."""

    sentence: Markup
    """As a link to its place."""


@dataclass(frozen=True, slots=True)
class Statements:
    """How many statements there are, and on what they rest."""

    all: int
    cited: int
    outside: int
    """Those that rest on something outside the archive's sources."""

    editorial: int
    """Blocks in the editors' own words, which are no statements."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The account."""

    statements: Statements
    cited_share: str
    citations: int
    compared: int
    via: int
    works: tuple[WorkRow, ...]
    testimonies: tuple[Markup, ...]
    uncited: tuple[Markup, ...]
    unsourced: tuple[UnsourcedRow, ...]
    findings: tuple[FindingRow, ...]


def evidence_page(frame: Frame) -> Page:
    """The page `/about/evidence/`."""
    return Page(
        address="about/evidence/",
        template="evidence.html",
        title=frame.catalog("evidence.title"),
        description=frame.catalog("evidence.intro"),
        view=partial(_view, frame),
    )


def _view(frame: Frame) -> EvidenceView:
    texts = Texts(frame, "about/evidence/")
    index = frame.index
    archive = frame.archive
    statements = count_statements(index)
    uses = [use for found in index.uses.values() for use in found]
    works = sorted(
        (source for key, source in archive.sources.items() if index.uses.get(key)),
        key=lambda source: (-len(index.uses[source.id]), bibliography_key(source)),
    )
    unsourced = [use for key in archive.settings.founding_documents for use in index.uses.get(key, ()) if use.sentence]
    explaining: dict[str, dict[Target, None]] = {}
    for finding in frame.findings:
        if finding.explained_by:
            explaining.setdefault(finding.code, {})[Target(Discrepancy.kind, finding.explained_by)] = None
    counts = Counter(finding.code for finding in frame.findings)
    return EvidenceView(
        statements=statements,
        cited_share=_percent(statements.cited, statements.all),
        citations=len(uses),
        compared=sum(use.compared for use in uses),
        via=sum(bool(archive.sources[use.source].custom.cited_via) and not use.compared for use in uses),
        works=tuple(
            WorkRow(
                texts.echo(Target("source", source.id)),
                len(index.uses[source.id]),
                _percent(len(index.uses[source.id]), len(uses)),
            )
            for source in works
        ),
        testimonies=tuple(
            texts.echo(Target("source", key))
            for key, source in archive.sources.items()
            if source.custom.nature == "testimony"
        ),
        uncited=tuple(texts.echo(Target("source", key)) for key in archive.sources if not index.uses.get(key)),
        unsourced=tuple(
            UnsourcedRow(texts.sentence(use.owner, use.sentence, use.address))
            for use in sorted(unsourced, key=lambda use: (use.owner, use.use, use.source))
            if archive.sources[use.source].custom.notes
        ),
        findings=tuple(
            FindingRow(_explained(texts, code), count, tuple(map(texts.echo, explaining.get(code, ()))))
            for code, count in sorted(counts.items())
        ),
    )


def _explained(texts: Texts, code: str) -> Markup:
    lang = texts.lang_attribute(GUIDE_LANGUAGE)
    return fill('<a href="{}"{}>{}</a>', texts.link(place_on_site(code)), lang, FINDING_CODES[code].title)


def count_statements(index: Index) -> Statements:
    """Count by the rule of the checks.

    That is each block of a text that needs a source, quotations too, each estimate, and each other field with a value.
    """
    stated = cited = outside = editorial = 0
    for key, document in index.documents.items():
        if is_exempt(key):
            continue
        covered = rests_on_cite(index, key)
        for block in document.blocks:
            if block.editorial or (is_editors_note(index, key) and not block.groups):
                editorial += block.heading_level == 0
            elif needs_source(block) or (block.quotation and block.states_something):
                has_cite = bool(block.groups) or covered or index.rests_on_picture(key, block)
                stated += 1
                cited += has_cite
                outside += not has_cite and rests_outside(index, key)
    for record in index.archive.all_records():
        fields = list(_valued_fields(record))
        stated += len(fields)
        cited += sum(fields)
    return Statements(stated, cited, outside, editorial)


def _valued_fields(record: Record) -> Iterator[bool]:
    """Whether a source is cited, for each estimate and each field with a value; texts are counted by their blocks."""
    if isinstance(record, Statistic):
        yield from (bool(estimate.cite or record.cite) for estimate in record.estimates)
    written = {path[0] for path, _ in texts_of(record)}
    for name in record.evidence_fields():
        value: object = getattr(record, name)
        if name in written or value in (None, ()):
            continue
        parts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()
        own = [bool(part.cite) for part in parts if isinstance(part, Name | Role)]
        evidence = record.field_evidence.get(name)
        yield bool(record.cite or (evidence and evidence.cite)) or (bool(own) and all(own))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "0"
