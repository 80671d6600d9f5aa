"""CSL-JSON as reference managers export it becomes the fields of sources."""

from __future__ import annotations

import pytest

from kalmyk_site.imports.csl_json import read_csl_json
from kalmyk_site.imports.dates import date_of
from kalmyk_site.imports.reading import read_works
from kalmyk_site.imports.works import WorksRead
from kalmyk_site.writing.yaml_form import Value
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def export() -> WorksRead:
    return read_works((ROOT / "tests/fixtures/imports/zotero.json").read_bytes(), "zotero.json")


def test_a_book_has_its_fields_in_the_order_of_the_archive(export: WorksRead):
    book = export.works[0]
    assert list(book.fields.items()) == [
        ("type", "book"),
        (
            "author",
            [
                {"family": "Morozov", "given": "Pyotr"},
                {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
                {"literal": "Lights and Buoys Board"},
            ],
        ),
        ("title", "*Chaika* and the [iBuoy]{.nocase}: a “tale” of 3 lamps"),
        ("publisher-place", "Northport"),
        ("publisher", "Pier & Sons"),
        ("issued", "1910-05-02"),
        ("accessed", "2020-01-02"),
        ("number-of-pages", "240"),
        ("event-place", "Northport"),
        ("call-number", "VK1027 .M6"),
        ("language", "en"),
        ("ISBN", "9780306406157, 0306406152"),
        ("custom", {"identifiers": {"OCLC": "25705762"}}),
    ]


def test_what_is_left_out_is_told(export: WorksRead):
    assert export.works[0].left == ("abstract", "note", "field 'source'", "mark <sup>")
    assert export.works[2].left == ("keywords", "field 'annote'")


def test_numbers_and_addresses_get_the_form_of_the_archive(export: WorksRead):
    article = export.works[1].fields
    assert (article["DOI"], article["ISSN"], article["page"]) == ("10.1000/ABC.1", "0317-8471", "149–151")
    assert "URL" not in article  # it only leads to the DOI
    assert (article["title"], article["container-title-short"]) == ("Storms & Lamps", "J. Harb.")
    assert article["author"] == [{"family": "Ness", "given": "Ann", "suffix": "Jr."}]


def test_what_would_be_a_mark_in_markdown_is_none(export: WorksRead):
    page = export.works[2].fields
    assert page["title"] == r"\*Not\* bold\_ \@at \[x](y)"
    assert page["title-short"] == "Not bold"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [["1963"]], "season": "2"}, "1963-22"),
        ({"date-parts": [["1963"]], "season": "Autumn"}, "1963-23"),
        ({"date-parts": [[1941], [1945]]}, "1941/1945"),
        ({"date-parts": [[1941]], "circa": True}, "1941~"),
        ({"literal": "n.d."}, {"literal": "n.d."}),
        ({"raw": "1950-06"}, "1950-06"),
        ({"raw": "in June"}, {"literal": "in June"}),
        ({"date-parts": [["x"]]}, ""),
        ({}, ""),
    ],
)
def test_dates_become_edtf_or_words(date: object, expected: Value):
    assert date_of(date) == expected


def test_works_that_cannot_be_taken_are_listed_with_line_and_reason(export: WorksRead):
    assert [(one.line, one.name) for one in export.refused] == [(8, ""), (9, "x/7")]
    assert "a character that no text can have" in export.refused[1].reason
    # What a type of work is, and whether it is called anything, the archive's own reader decides.
    assert [work.name for work in export.works][-2:] == ["x/5", "x/6"]


def test_what_stands_before_a_fault_of_the_file_is_kept():
    read = read_csl_json('[\n{"type": "book", "title": "A"},\n{"type": "book" "title": "B"}\n]')
    assert [work.fields["title"] for work in read.works] == ["A"]
    assert [(one.line, one.reason[:21]) for one in read.refused] == [(3, "from here on the file")]


def test_one_item_is_a_file_too():
    assert read_csl_json('{"type": "book", "title": "A"}').works[0].fields == {"type": "book", "title": "A"}


def test_a_note_that_holds_only_identifiers_is_not_told_as_left():
    [work] = read_csl_json('[{"type": "book", "title": "A", "note": "OCLC: 5\\nLCCN: 47-31"}]').works

    assert work.fields["custom"] == {"identifiers": {"LCCN": "47-31", "OCLC": "5"}}
    assert work.left == ()
