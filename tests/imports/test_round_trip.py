"""What the archive exports comes in again: as the same works into an empty archive, as known ones into its own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from kalmyk_site.checks.changes import State
from kalmyk_site.checks.checked import check
from kalmyk_site.exports.bibliography_files import bibliography_files
from kalmyk_site.imports.normal_forms import isbn, pages
from kalmyk_site.imports.reading import read_works
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.reading import read_archive
from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.references.publication_dates import edtf_of, words_of
from kalmyk_site.references.values import write_value
from kalmyk_site.source_import import SourceImport, import_sources
from tests.conftest import ARCHIVES, ROOT, MakeArchive

PATH = "content/sources.yml"

LOST: Final[Mapping[str, Mapping[str, set[str]]]] = {
    "json": {},
    "bib": {
        # One type for articles, one for parts of books; what is on the web without an address is miscellaneous.
        "type": {"article-newspaper", "entry-encyclopedia", "post-weblog", "webpage"},
        # BibTeX has no field for them.
        "medium": {"article-journal", "report"},
        "archive": {"document"},
    },
    "ris": {
        # Pages of a book are their number.
        "page": {"book"},
        # RIS has no tag for a medium; its tag for a database is that of whoever exported the file.
        "medium": {"article-journal", "report"},
        "archive": {"document"},
    },
}
"""By format, the variables that are lost, with the types of the works of this archive in which they are."""


def exports(archive: Archive) -> Mapping[str, bytes]:
    """The whole bibliography in each format, by the ending of its file."""
    files = bibliography_files(archive)
    return {path.rpartition(".")[2]: make().encode() for path, make in files if path.count("/") == 1}


def archive_of(root: Path) -> Archive:
    archive = read_archive(root).archive
    assert archive is not None
    return archive


def imported(root: Path, data: bytes) -> SourceImport:
    read = read_works(data, "file")
    assert read.refused == ()
    return import_sources(State(root, check(root)), read.works)


def told(source: Source) -> dict[str, object]:
    """What a source says, in one form."""
    said: dict[str, object] = {"identifiers": source.custom.identifiers.model_dump()}
    for name, field in Source.model_fields.items():
        value, variable = getattr(source, name), field.alias or name
        if not value or variable in ("id", "custom", "keyword", "abstract", "note"):
            continue
        if isinstance(value, CslDate):
            said[variable] = edtf_of(value) or words_of(value)
        elif isinstance(value, tuple):
            said[variable] = [_name(name) for name in value if isinstance(name, CslName)]  # pyright: ignore[reportUnknownVariableType] - the type of each is looked at
        elif variable == "ISBN":
            said[variable] = isbn(value)
        else:
            said[variable] = write_value(pages(value) if variable == "page" else value)
    return said


def _name(name: CslName) -> str:
    return write_value(f"{name.full}, {name.suffix}")


@pytest.mark.parametrize("ending", LOST)
@pytest.mark.parametrize("root", [ROOT, ARCHIVES / "lighthouse"], ids=["this archive", "lighthouse"])
def test_exports_come_in_as_the_same_works(root: Path, ending: str, tmp_path: Path, make_archive: MakeArchive):
    empty = make_archive(tmp_path / "empty", {})
    archive = archive_of(root)

    result = imported(empty, exports(archive)[ending])
    (empty / PATH).write_bytes(result.after[PATH] or b"")

    # An author spelled in two ways is a warning where no discrepancy explains it.
    assert {one.finding.code for one in result.left if one.finding} <= {"author-spellings"}
    assert result.known == ()
    works = archive_of(empty).sources
    by_name = {one.work.name: works[one.key] for one in result.taken}
    assert by_name.keys() | {one.work.name for one in result.left} == archive.sources.keys()
    lost: dict[str, set[str]] = {}
    for key, read in by_name.items():
        mine, others = told(archive.sources[key]), told(read)
        for name in mine.keys() | others.keys():
            if mine.get(name) != others.get(name):
                assert name == "type" or name not in others, f"{name} of {key} became another"
                lost.setdefault(name, set()).add(archive.sources[key].type)
    if root == ROOT:
        assert lost == LOST[ending]
    else:
        assert all(types <= LOST[ending].get(name, set()) for name, types in lost.items())


@pytest.mark.parametrize("ending", LOST)
@pytest.mark.parametrize("name", ["content", "tests/archives/lighthouse/content"])
def test_an_archive_knows_its_own_exports_and_nothing_changes(name: str, ending: str, tmp_path: Path):
    root = tmp_path / "archive"
    shutil.copytree(ROOT / name, root / "content")
    archive = archive_of(root)

    result = imported(root, exports(archive)[ending])

    assert result.after == {}
    assert result.taken == ()
    assert result.left == ()
    assert [one.key for one in result.known] == [one.work.name for one in result.known]
    assert len(result.known) == len(archive.sources)
    assert [one for one in result.known if one.differences] == []


def test_a_new_work_with_findings_is_left_and_the_others_are_taken(tmp_path: Path, make_archive: MakeArchive):
    root = make_archive(tmp_path / "tiny", {})
    read = read_works(
        b'[{"type": "book", "title": "A", "ISBN": "12345"}, {"type": "book", "title": "B"},'
        b' {"type": "book", "title": "C", "issued": {"date-parts": [[3000]]}}, {"type": "novel", "title": "D"}]',
        "file",
    )
    result = import_sources(State(root, check(root)), read.works)
    assert [one.key for one in result.taken] == ["b"]
    assert [(one.work.title, one.finding.code if one.finding else "") for one in result.left] == [
        ("D", ""),
        ("A", "isbn-invalid"),
        ("C", "year-invalid"),
    ]
    assert result.left[0].reason.startswith("value-choice: type is 'novel'. Expected: article, ")


def test_an_author_spelled_otherwise_than_in_the_archive_is_left(tmp_path: Path, make_archive: MakeArchive):
    sources = (
        "references:\n- id: guchinova2006\n  type: book\n  title: Lamps\n  author: [{family: Guchinova, given: Elza}]\n"
    )
    woolf = "- {id: woolf1925, type: book, title: Walks by the Sea, author: [{family: Woolf, given: Ada}]}\n"
    root = make_archive(tmp_path / "tiny", {PATH: sources + woolf})
    read = read_works(b'[{"type":"book","title":"B","author":[{"family":"Gouchinova","given":"Elza"}]}]', "file")
    result = import_sources(State(root, check(root)), read.works)
    assert [one.finding.code for one in result.left if one.finding] == ["author-spellings"]
    assert result.after == {}
