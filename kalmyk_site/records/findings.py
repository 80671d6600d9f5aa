"""Findings: what the archive's checks have to say about one spot of its content.

A finding names its place, a stable code, the value as written, what was expected, the nearest match and the remedy.
Every code is listed in `FINDING_CODES` and documented with a bad example in `docs/findings.md`.
"""

from __future__ import annotations

import difflib
import enum
import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


class Severity(enum.Enum):
    """How much a finding weighs. Errors stop the build; errors and warnings make the command fail."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Family(enum.Enum):
    """The families of checks. Only the last three severities named here may be re-set in `archive.yml`."""

    STRUCTURE = "structure"
    REFERENCES = "references"
    BIBLIOGRAPHY = "bibliography"
    OUTPUT = "output"
    EVIDENCE = "evidence"
    ARITHMETIC = "arithmetic"
    CHRONOLOGY = "chronology"


SETTABLE_FAMILIES = frozenset({Family.EVIDENCE, Family.ARITHMETIC, Family.CHRONOLOGY})
"""The families whose severities an archive may re-set."""


@dataclass(frozen=True, order=True, slots=True)
class Origin:
    """The place in a content file from which a value comes."""

    path: str
    """Path relative to the archive's folder, with forward slashes: `content/records/events/1943-winter.yml`."""

    line: int
    """Line, counted from 1."""

    column: int
    """Column in characters, counted from 1."""

    def __str__(self) -> str:
        """The form that editors and terminals turn into a link: `file:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class FindingCode:
    """A stable code with its family and its severity before `archive.yml` re-sets any."""

    code: str
    family: Family
    severity: Severity
    title: str
    """What is wrong, in a few words, for the list of findings."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about one spot."""

    code: str
    """Key of `FINDING_CODES`."""

    origin: Origin
    """Place of the value, or of the first character of the mark."""

    message: str
    """One sentence: what is wrong. Names the value as written."""

    value: str = field(default="", kw_only=True)
    """The value as written, shortened where it is long."""

    expected: str = field(default="", kw_only=True)
    """What would have been right."""

    nearest: str = field(default="", kw_only=True)
    """The closest existing value, where there is one."""

    remedy: str = field(default="", kw_only=True)
    """What to do, as an imperative."""

    explained_by: str = field(default="", kw_only=True)
    """Id of the discrepancy that explains a difference which the archive keeps on purpose."""

    subjects: tuple[str, ...] = field(default=(), kw_only=True)
    """Targets (`statistic:families`) that the finding is about, that of its place first."""

    @property
    def sort_key(self) -> tuple[Origin, str, str]:
        """Order of reports: by place, then code."""
        return (self.origin, self.code, self.message)


NEAREST_AT_MOST = 50
"""Nearest matches looked for: beyond that many distinct wrong names the list of what exists is of no more help."""

_SHORTLIST = 20
"""Candidates that are compared letter by letter: those that share most pairs of letters with the value."""


def nearest_match(value: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like `value`, or the empty string when none is near.

    Compares without case; at least six tenths of the characters must agree (difflib's ratio). For several values among
    the same candidates take `NearestMatches`.
    """
    return NearestMatches(candidates)(value)


class NearestMatches:
    """Nearest matches among the same candidates: each value is looked up once, and at most `NEAREST_AT_MOST` are."""

    def __init__(self, candidates: Iterable[str]) -> None:
        """Take the candidates, which are read only when the first value is looked up."""
        self._candidates = candidates
        self._pairs: dict[str, tuple[frozenset[str], str]] | None = None
        self._found: dict[str, str] = {}

    def __call__(self, value: str) -> str:
        """The candidate nearest to `value`, or the empty string."""
        if value not in self._found and len(self._found) < NEAREST_AT_MOST:
            self._found[value] = self._look_up(value.casefold()[:_LONGEST_COMPARED])
        return self._found.get(value, "")

    def _look_up(self, value: str) -> str:
        if self._pairs is None:
            # Sorted, so that the order of a set decides nothing.
            folded = ((candidate.casefold(), candidate) for candidate in sorted(self._candidates))
            self._pairs = {fold: (_pairs_of(fold), candidate) for fold, candidate in folded}
        pairs = self._pairs
        wanted = _pairs_of(value)
        shortlist = heapq.nlargest(
            _SHORTLIST,
            pairs,
            key=lambda fold: (len(wanted & pairs[fold][0]) / (len(wanted) + len(pairs[fold][0])), fold),
        )
        close = difflib.get_close_matches(value, shortlist, n=1, cutoff=0.6)
        return pairs[close[0]][1] if close else ""


_LONGEST_COMPARED = 200


def _pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighboring letters, with the ends marked so that even one letter has some."""
    marked = f"^{text[:_LONGEST_COMPARED]}$"
    return frozenset(marked[place : place + 2] for place in range(len(marked) - 1))


def _codes(*rows: tuple[str, Family, Severity, str]) -> Mapping[str, FindingCode]:
    return MappingProxyType(
        {code: FindingCode(code, family, severity, title) for code, family, severity, title in rows}
    )


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFORMATION

FINDING_CODES: Mapping[str, FindingCode] = _codes(
    # Files, before anything is parsed.
    ("file-too-large", Family.STRUCTURE, _E, "a file is larger than 5 MB"),
    ("line-too-long", Family.STRUCTURE, _E, "a line is longer than 100,000 characters"),
    ("file-encoding", Family.STRUCTURE, _E, "a file is not UTF-8"),
    ("file-control-character", Family.STRUCTURE, _E, "a file holds a NUL byte or another control character"),
    ("file-private-use", Family.STRUCTURE, _E, "a file holds a private-use character"),
    ("file-empty", Family.STRUCTURE, _E, "a file is empty"),
    ("file-outside", Family.STRUCTURE, _E, "a path leaves the content folder"),
    ("file-unknown", Family.STRUCTURE, _E, "a file stands where none is read"),
    ("file-missing", Family.STRUCTURE, _E, "a file that every archive needs is missing"),
    # YAML syntax.
    ("yaml-syntax", Family.STRUCTURE, _E, "YAML that cannot be read"),
    ("yaml-tab", Family.STRUCTURE, _E, "a tab as indentation"),
    ("yaml-duplicate-key", Family.STRUCTURE, _E, "a field given twice"),
    ("yaml-tag", Family.STRUCTURE, _E, "a YAML tag"),
    ("yaml-alias", Family.STRUCTURE, _E, "a YAML anchor or alias"),
    ("nesting-too-deep", Family.STRUCTURE, _E, "nesting deeper than 64"),
    ("yaml-comment", Family.STRUCTURE, _E, "a comment that was meant as a part of a text"),
    ("yaml-documents", Family.STRUCTURE, _E, "more than one YAML document in a file"),
    ("yaml-unquoted-citation", Family.STRUCTURE, _E, "a citation without quotation marks in YAML"),
    ("front-matter-missing", Family.STRUCTURE, _E, "a chapter or page without front matter"),
    # Fields and values.
    ("field-unknown", Family.STRUCTURE, _E, "a field that this kind does not have"),
    ("field-missing", Family.STRUCTURE, _E, "a required field is missing"),
    ("value-type", Family.STRUCTURE, _E, "a value of the wrong type"),
    ("value-choice", Family.STRUCTURE, _E, "a value that is none of the allowed ones"),
    ("value-range", Family.STRUCTURE, _E, "a number out of bounds"),
    ("number-invalid", Family.STRUCTURE, _E, "a number that is not a whole number or an exact decimal"),
    ("id-invalid", Family.STRUCTURE, _E, "an id with characters that no address can hold"),
    ("id-duplicate", Family.STRUCTURE, _E, "two records of one kind with the same id"),
    ("address-duplicate", Family.STRUCTURE, _E, "two pages for one address"),
    ("former-id-taken", Family.STRUCTURE, _E, "a former id whose address something else has"),
    ("date-invalid", Family.STRUCTURE, _E, "a date that is no EDTF date"),
    ("date-unquoted-set", Family.STRUCTURE, _E, "a set of dates without quotation marks"),
    ("language-invalid", Family.STRUCTURE, _E, "a language that is no BCP 47 tag"),
    ("url-invalid", Family.STRUCTURE, _E, "an address that is not http or https"),
    ("chapter-unlisted", Family.STRUCTURE, _E, "a chapter that no part of archive.yml lists"),
    ("chapter-missing", Family.STRUCTURE, _E, "a listed chapter without a file"),
    ("severity-fixed", Family.STRUCTURE, _E, "a severity that an archive cannot re-set"),
    ("language-interface", Family.STRUCTURE, _I, "a language in which the site's own words are not to be had"),
    ("timeline-strip", Family.STRUCTURE, _E, "a strip of the timeline that cannot be drawn"),
    # Markdown.
    ("html-raw", Family.STRUCTURE, _E, "HTML in a text"),
    ("attribute-forbidden", Family.STRUCTURE, _E, "an attribute that authors may not set"),
    ("link-scheme", Family.STRUCTURE, _E, "a link with a scheme that is not allowed"),
    ("link-form", Family.STRUCTURE, _E, "a link that is neither kind:id, an anchor nor a web address"),
    ("heading-level", Family.STRUCTURE, _E, "a heading of the first level in a text"),
    ("heading-space", Family.STRUCTURE, _E, "a heading without a space behind its #"),
    ("paragraph-indented", Family.STRUCTURE, _E, "a paragraph that four spaces turn into code"),
    ("anchor-duplicate", Family.STRUCTURE, _E, "two paragraphs or headings with the same anchor"),
    ("image-form", Family.STRUCTURE, _E, "an image that is not in content/media"),
    ("image-place", Family.STRUCTURE, _E, "an image that is in no paragraph of its own"),
    ("picture-missing", Family.STRUCTURE, _E, "a picture that is not in content/media"),
    ("picture-unlisted", Family.STRUCTURE, _E, "a picture without description, credit and license"),
    ("picture-unreadable", Family.STRUCTURE, _E, "a file that is no picture of the kind that its name says"),
    ("picture-heavy", Family.STRUCTURE, _W, "a picture too heavy or too large for a page"),
    ("picture-unused", Family.STRUCTURE, _W, "a picture that no page shows"),
    ("footnote-undefined", Family.STRUCTURE, _E, "a footnote without text"),
    # References.
    ("citation-malformed", Family.REFERENCES, _E, "a citation that cannot be read"),
    ("locator-invalid", Family.REFERENCES, _E, "a locator that is no locator"),
    ("source-unknown", Family.REFERENCES, _E, "a citation of an unknown source"),
    ("record-unknown", Family.REFERENCES, _E, "a reference to an unknown record"),
    ("reference-draft", Family.REFERENCES, _E, "something published that leads to a draft"),
    ("anchor-unknown", Family.REFERENCES, _E, "a link to an unknown anchor"),
    ("reference-cycle", Family.REFERENCES, _E, "a reference that leads back to where it began"),
    ("link-number", Family.REFERENCES, _E, "a number in a link that its statistic does not hold"),
    ("link-date", Family.REFERENCES, _E, "a date in a link that its event does not allow"),
    ("citation-alone", Family.REFERENCES, _E, "a citation in a paragraph of its own"),
    ("quotation-uncited", Family.REFERENCES, _E, "a block quotation without a citation"),
    ("claim-maker", Family.REFERENCES, _E, "a claim whose maker did not write the cited work"),
    ("axis-unlike", Family.REFERENCES, _E, "a drawing that would put unlike numbers on one axis"),
    # Evidence.
    ("paragraph-uncited", Family.REFERENCES, _E, "a paragraph without a citation"),
    ("sentence-uncited", Family.EVIDENCE, _I, "a sentence with a number, date or name that no citation covers"),
    ("record-uncited", Family.EVIDENCE, _I, "a record without a citation"),
    ("source-uncited", Family.EVIDENCE, _I, "a source that nothing cites"),
    # Arithmetic.
    ("parts-total", Family.ARITHMETIC, _W, "parts that do not add up to their total"),
    ("share-count", Family.ARITHMETIC, _W, "a share that the counts do not give"),
    ("rounding", Family.ARITHMETIC, _W, "an estimate that does not round the one it names"),
    ("rest-unequal", Family.ARITHMETIC, _W, "a rest that is not what the parts leave"),
    ("working-wrong", Family.ARITHMETIC, _W, "a working whose result is wrong"),
    # Chronology.
    ("event-outside", Family.CHRONOLOGY, _W, "an event outside the event that it is part of"),
    ("law-order", Family.CHRONOLOGY, _W, "a law repealed before it was issued"),
    ("life-order", Family.CHRONOLOGY, _W, "an end before its beginning"),
    # Bibliography.
    ("isbn-invalid", Family.BIBLIOGRAPHY, _E, "an ISBN with a wrong check digit or length"),
    ("issn-invalid", Family.BIBLIOGRAPHY, _E, "an ISSN with a wrong check digit or length"),
    ("doi-invalid", Family.BIBLIOGRAPHY, _E, "a DOI of another form"),
    ("year-invalid", Family.BIBLIOGRAPHY, _E, "a year of publication that cannot be"),
    ("author-spellings", Family.BIBLIOGRAPHY, _W, "two spellings of what looks like one author"),
    # The finished pages.
    ("output-link", Family.OUTPUT, _E, "a finished page links to nothing"),
    ("output-id", Family.OUTPUT, _E, "a finished page holds the same id twice"),
)
"""Every code, in the order of `docs/findings.md`."""
