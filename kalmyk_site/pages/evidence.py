"""The evidence account: how much of the archive rests on what, counted each time the site is built."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.references.chicago import bibliography_key
from kalmyk_site.references.index import TextKey


@dataclass(frozen=True, slots=True)
class WorkRow:
    """How much rests on one work."""

    link: Markup
    uses: int
    share: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """How often the checks list something that is no error."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class UnsourcedRow:
    """A statement that a founding document makes without naming a source."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The account."""

    statements: int
    cited: int
    cited_share: str
    editorial: int
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
    address = "about/evidence/"
    texts = Texts(frame, address)
    index = frame.index
    archive = frame.archive
    statements = cited = editorial = 0
    for key, document in index.documents.items():
        covered = bool(index.field_notes.get(TextKey(key.owner, ("cite",))))
        for block in document.blocks:
            if not block.states_something:
                editorial += block.editorial
                continue
            statements += 1
            cited += bool(block.groups) or covered
    for key in index.field_notes:
        statements += 1
        cited += bool(index.field_notes[key].citations)
    uses = [use for found in index.uses.values() for use in found]
    founding = set(archive.settings.founding_documents)
    works = sorted(
        (source for key, source in archive.sources.items() if index.uses.get(key)),
        key=lambda source: (-len(index.uses[source.id]), bibliography_key(source)),
    )
    unsourced = [use for key in founding for use in index.uses.get(key, ()) if use.sentence]
    counts = Counter(finding.code for finding in frame.findings)
    view = EvidenceView(
        statements=statements,
        cited=cited,
        cited_share=_percent(cited, statements),
        editorial=editorial,
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
            UnsourcedRow(use.sentence, texts.link(use.address))
            for use in sorted(unsourced, key=lambda use: (use.owner, use.use))
            if archive.sources[use.source].custom.notes
        ),
        findings=tuple(FindingRow(FINDING_CODES[code].title, count) for code, count in sorted(counts.items())),
    )
    return Page(
        address=address,
        template="evidence.html",
        title=frame.catalog("evidence.title"),
        description=frame.catalog("evidence.intro"),
        view=view,
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "0"
