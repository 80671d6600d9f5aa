"""RIS as reference managers and library catalogs export it becomes the fields of sources."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
import rispy  # pyright: ignore[reportMissingTypeStubs] - it has none

from kalmyk_site.exports.ris import ris
from kalmyk_site.imports.reading import read_works
from kalmyk_site.imports.ris import read_ris
from kalmyk_site.imports.works import WorksRead
from kalmyk_site.writing.yaml_form import Value
from tests.conftest import ROOT
from tests.exports.works import works

FILE = ROOT / "tests/fixtures/imports/library.ris"


@pytest.fixture(scope="module")
def export() -> WorksRead:
    return read_works(FILE.read_bytes(), "library.ris")


def test_an_article_has_its_fields(export: WorksRead):
    assert export.works[0].fields == {
        "type": "article-journal",
        "author": [{"family": "Ness", "given": "Ann", "suffix": "Jr."}, {"literal": "Lights Board"}],
        "editor": [{"family": "Flett", "given": "Cora"}],
        "title": "Storms and *Lamps*",
        "container-title": "Journal of Harbors",
        "volume": "50",
        "issue": "2",
        "page": "149–151",
        "issued": "1963-05-02",
        "container-title-short": "J. Harb.",
        "language": "en",
        "ISSN": "0317-8471",
        "DOI": "10.1000/ABC.1",
        "URL": "https://example.org/a",
        "custom": {"identifiers": {"OCLC": "25705762"}},
    }
    assert export.works[0].left == ("path of a file", "keywords", "abstract", "field 'DB'")


def test_tags_of_an_edited_book_mean_something_else(export: WorksRead):
    assert export.works[1].fields == {
        "type": "book",
        "editor": [{"family": "Flett", "given": "Cora"}],
        "title": "Harbors: A Study",
        "collection-editor": [{"family": "Ropes", "given": "Old"}],
        "collection-title": "Coasts",
        "issued": "1910-21",
        "number-of-pages": "240",
        "ISBN": "0306406152",
    }


def test_a_work_whose_last_line_is_missing_ends_where_the_next_begins(export: WorksRead):
    paper = export.works[2]
    assert (paper.name, paper.line) == ("77", 40)
    assert paper.fields["event"] == "Congress of Ropes"
    assert paper.fields["container-title"] == "Proceedings of Ropes"
    assert paper.fields["author"] == [{"family": "Plato"}]
    assert paper.fields["issued"] == {"literal": "in the first year"}
    assert paper.fields["DOI"] == "10.1000/ropes"


def test_a_type_that_nothing_is_known_of_is_told(export: WorksRead):
    odd = export.works[3]
    assert odd.fields == {"type": "document", "title": "What is this", "reviewed-title": "Reviewed"}
    assert odd.left == ("type 'ODD'",)


def test_a_work_that_the_end_of_the_file_cuts_off_is_not_taken(export: WorksRead):
    [cut] = export.refused
    assert (cut.place, cut.name) == ("library.ris:52", "99")
    assert "ER, is missing" in cut.reason


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("1996", "1996"),
        ("1996///", "1996"),
        ("1996/05//", "1996-05"),
        ("1996-05-02", "1996-05-02"),
        ("1941///1941/1945", "1941/1945"),
        ("1996///Spring", "1996-21"),
        ("1996/5/2/morning", "1996-05-02"),
        ("///in the first year", {"literal": "in the first year"}),
    ],
)
def test_dates_are_read_in_all_their_forms(date: str, issued: Value):
    assert read_ris(f"TY  - BOOK\nPY  - {date}\nER  - ").works[0].fields["issued"] == issued


def test_lines_are_those_that_another_reader_sees():
    """rispy, which loses places and what is cut off, is the oracle for whole files."""
    text = ris(works("lighthouse"))
    records = cast("list[dict[str, Any]]", rispy.loads(text))  # pyright: ignore[reportUnknownMemberType] - it has no types
    read = read_ris(text.replace("\r\n", "\n"))
    assert [work.name for work in read.works] == [record["id"] for record in records]
    for work, record in zip(read.works, records, strict=True):
        words = re.findall(r"\w+", str(record.get("title", "")))
        assert re.findall(r"\w+", str(work.fields.get("title", ""))) == words
