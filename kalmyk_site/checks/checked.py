"""An archive read and checked as a whole: its index, and everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kalmyk_site.checks.all_checks import check_archive
from kalmyk_site.markup.kept import KeptDocuments, ParseDocument
from kalmyk_site.markup.markdown import parse_document
from kalmyk_site.records.entries import KeptEntries
from kalmyk_site.records.findings import FINDING_CODES, Finding, Severity
from kalmyk_site.records.reading import Reading, read_archive
from kalmyk_site.references.index import Index, build_index
from kalmyk_site.references.published import published

Progress = Callable[[str], None]
"""Is told what is being done."""


@dataclass(frozen=True)
class Checked:
    """An archive that was read and checked."""

    index: Index | None
    """None where so much could not be read that nothing can be said of the rest."""

    findings: tuple[Finding, ...]
    """In order of place."""

    severities: Mapping[str, Severity]
    files: int
    media: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Pictures and other files that are shown as they are, by path: `media/map.png`."""

    without_drafts: Checked | None = None
    """The same without its drafts; None where there are none, or where an error forbids to publish anything."""

    @property
    def published(self) -> Checked:
        """What readers get."""
        return self.without_drafts or self

    @property
    def drafts(self) -> int:
        """How many records and texts are kept out of the site."""
        return len(self.index.archive.drafts) if self.index else 0

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Findings of one severity."""
        return tuple(finding for finding in self.findings if self.severity(finding) is severity)

    def severity(self, finding: Finding) -> Severity:
        """How much a finding weighs here: a difference that a discrepancy explains is information."""
        if finding.explained_by:
            return Severity.INFORMATION
        return self.severities.get(finding.code, FINDING_CODES[finding.code].severity)

    @property
    def address(self) -> str | None:
        """Where the site is published; None where that is not said, or could not be read."""
        return self.index.archive.settings.address if self.index else None

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return bool(self.of(Severity.ERROR))


@dataclass(frozen=True)
class Memory:
    """What is kept from one reading of an archive to the next: what files hold, and the documents of texts.

    A text or file that has not changed is then not read again. Only for whoever follows an archive while it is
    written; one at a time.
    """

    entries: KeptEntries = field(default_factory=KeptEntries)
    documents: KeptDocuments = field(default_factory=KeptDocuments)

    def turn(self) -> None:
        """An archive has been read: forget what it did not need."""
        self.entries.turn()
        self.documents.turn()


@contextmanager
def collector_off() -> Generator[None]:
    """Do something without the collector of reference cycles.

    What is made of an archive is kept, and holds hardly any cycles: the collector would walk all of it again and again
    and free nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@collector_off()
def check(root: Path, progress: Progress = lambda _: None, *, memory: Memory | None = None) -> Checked:
    """Read and check the archive in `root`.

    Args:
        root: The folder that holds `content/`.
        progress: Is told what is being done.
        memory: What earlier readings of it have left. The result is the same without.
    """
    memory = memory or Memory()
    progress("reading")
    checked = check_reading(read_archive(root, kept=memory.entries), progress, memory.documents)
    if checked.index is not None:
        memory.turn()
    return checked


def check_reading(
    reading: Reading, progress: Progress = lambda _: None, parse: ParseDocument = parse_document
) -> Checked:
    """Check what was read."""
    if reading.archive is None:
        return Checked(None, reading.findings, {}, reading.files)
    progress("checking")
    index = build_index(reading.archive, parse)
    findings = (*reading.findings, *index.findings, *check_archive(index))
    severities = {code: Severity(value) for code, value in reading.archive.settings.severities.items()}
    checked = Checked(index, _sorted(findings), severities, reading.files, reading.media)
    return _with_published(checked, parse) if index.archive.drafts and not checked.failed else checked


def _with_published(checked: Checked, parse: ParseDocument) -> Checked:
    """The archive together with what is left of it without its drafts, and with what is wrong with that alone."""
    assert checked.index is not None
    index = build_index(published(checked.index), parse)
    left = {path: content for path, content in checked.media.items() if path in index.archive.media}
    findings = _sorted((*index.findings, *check_archive(index)))
    without_drafts = replace(checked, index=index, findings=findings, media=left)
    # A draft can hold what something published rests on: its only citation, the explanation of a wrong sum.
    known = {finding.sort_key: finding for finding in checked.findings}
    known |= {finding.sort_key: finding for finding in findings}
    return replace(checked, findings=_sorted(known.values()), without_drafts=without_drafts)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
