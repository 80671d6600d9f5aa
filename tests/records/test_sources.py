"""Sources: the CSL items of `content/sources.yml` and what the archive adds to them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from kalmyk_site.records.sources import CslDate, CslName, Source

LIST = Path(__file__).parents[2] / "content" / "sources.yml"


def make_source(**fields: object) -> Source:
    return Source.model_validate({"id": "work", "type": "book", "title": "Work", **fields})


def date_of(issued: object) -> CslDate:
    date = make_source(issued=issued).issued
    assert date is not None
    return date


def fault_of(**fields: object) -> tuple[str, tuple[int | str, ...]]:
    """Code and place of the one fault that the fields have."""
    with pytest.raises(ValidationError) as caught:
        make_source(**fields)
    [fault] = caught.value.errors()
    return fault["type"], fault["loc"]


@functools.cache
def read_list() -> Mapping[str, Source]:
    items: list[dict[str, Any]] = yaml.load(LIST.read_text("utf-8"), Loader=yaml.BaseLoader)["references"]
    return {item["id"]: Source.model_validate(item) for item in items}


# Reading ----------------------------------------------------------------------------------------------------------


def test_numbers_are_read_from_text() -> None:
    """Our YAML reader keeps every scalar as text."""
    assert date_of({"date-parts": [["1996", "5", "23"]]}).date_parts == ((1996, 5, 23),)
    assert [
        note.number for note in make_source(custom={"notes": [{"number": "7", "cites": "@x, p. 1"}]}).custom.notes
    ] == [7]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("1996", ((1996,),)),
        ("1996-05", ((1996, 5),)),
        ("1996-05-23", ((1996, 5, 23),)),
        ("1996~", ((1996,),)),
        ("1941/1945", ((1941,), (1945,))),
        ("1950/", ((1950,), (0,))),
        ("1950/..", ((1950,), (0,))),
        ("-0043", ((-44,),)),
        ({"year": "1996", "month": "5"}, ((1996, 5),)),
        ({"date-parts": [["1941"], ["1945"]]}, ((1941,), (1945,))),
    ],
)
def test_dates_are_read_in_the_forms_that_pandoc_reads(written: object, parts: object) -> None:
    assert date_of(written).date_parts == parts


@pytest.mark.parametrize("written", ["about 1950", "195X", "12345", "1941/1942/1943"])
def test_text_that_pandoc_reads_as_no_date_is_kept_as_text(written: str) -> None:
    """The bibliography check can then name it."""
    date = date_of(written)

    assert date.edtf == written
    assert not date.is_known
    assert make_source(issued=written).year is None


def test_date_in_words_is_known() -> None:
    date = date_of({"literal": "about 1950"})

    assert date.is_known
    assert date.year is None


def test_parts_of_a_date() -> None:
    date = date_of("2012-07-24")

    assert (date.year, date.month, date.day) == (2012, 7, 24)
    assert (date_of("2012").month, date_of("2012").day) == (None, None)


def test_a_name_may_be_one_text() -> None:
    assert make_source(author="BBC").author == (CslName(literal="BBC"),)
    assert make_source(author=["BBC", {"family": "Pohl"}]).author[1].key == "Pohl"
    assert make_source(author={"family": "Pohl", "given": "J. Otto"}).author[0].full == "J. Otto Pohl"


def test_several_languages() -> None:
    assert make_source(language="ru, en").languages == ("ru", "en")
    assert make_source().languages == ()


def test_check_digits_and_years_are_no_matter_of_type() -> None:
    source = make_source(ISBN="123", ISSN="0000-0001", DOI="https://doi.org/10.1/x", issued={"date-parts": [["3096"]]})

    assert (source.ISBN, source.year) == ("123", 3096)


def test_sources_cannot_be_changed() -> None:
    source = make_source(title="A")

    with pytest.raises(ValidationError):
        source.title = "B"


# Refusing ---------------------------------------------------------------------------------------------------------


FAULTS: list[tuple[dict[str, object], object]] = [
    ({"titel": "A"}, ("extra_forbidden", ("titel",))),
    ({"container_title": "A"}, ("extra_forbidden", ("container_title",))),
    ({"custom": {"LCCN": "1"}}, ("extra_forbidden", ("custom", "LCCN"))),
    ({"custom": {"identifiers": {"isbn": "1"}}}, ("extra_forbidden", ("custom", "identifiers", "isbn"))),
    ({"custom": {"nature": "opinion"}}, ("literal_error", ("custom", "nature"))),
    ({"author": [{"name": "Pohl"}]}, ("extra_forbidden", ("author", 0, "name"))),
    ({"type": "leaflet"}, ("literal_error", ("type",))),
    ({"id": "Pohl_1999"}, ("id-invalid", ("id",))),
    ({"URL": "javascript:alert(1)"}, ("url-invalid", ("URL",))),
    ({"issued": {"date-parts": [["nineteen"]]}}, ("int_parsing", ("issued", "date-parts", 0, 0))),
    ({"issued": {"edtf": "1996"}}, ("field-unknown", ("issued",))),
    (
        {"custom": {"notes": [{"number": "0", "cites": "@x"}]}},
        ("greater_than_equal", ("custom", "notes", 0, "number")),
    ),
    ({"custom": {"notes": [{"number": "1", "cites": []}]}}, ("too_short", ("custom", "notes", 0, "cites"))),
]


@pytest.mark.parametrize(("fields", "fault"), FAULTS)
def test_fault_is_named_with_its_place(fields: dict[str, object], fault: object) -> None:
    assert fault_of(**fields) == fault


# The archive's own list -------------------------------------------------------------------------------------------


def test_list_is_sorted_by_key() -> None:
    assert list(read_list()) == sorted(read_list())


def test_every_work_says_through_which_document_it_is_known() -> None:
    """All but the two documents themselves."""
    assert [key for key, source in read_list().items() if not source.custom.cited_via] == [
        "pohl2005",
        "wikipedia-deportation",
    ]


def test_documents_and_notes_name_works_of_the_list() -> None:
    for source in read_list().values():
        assert set(source.custom.cited_via) <= read_list().keys()
        for note in source.custom.notes:
            for cite in note.cites:
                match = re.fullmatch(r"@([a-z0-9-]+)(?:, pp?\. \d+(?:-\d+)?)?", cite)
                assert match
                assert match[1] in read_list()


def test_article_has_its_72_notes() -> None:
    article = read_list()["wikipedia-deportation"]

    assert [note.number for note in article.custom.notes] == list(range(1, 73))
    notes = {note.number: note.cites for note in article.custom.notes}
    assert notes[24] == ("@bugay1996, pp. 65-66",)
    assert notes[37] == ("@gedeeva-babaev2016",)


def test_article_has_no_invented_date() -> None:
    article = read_list()["wikipedia-deportation"]

    assert article.issued is None
    assert article.accessed is None


def test_no_page_has_been_compared_so_far() -> None:
    assert not any(source.custom.checked for source in read_list().values())


def test_editors_text_cites_its_document() -> None:
    """Every paragraph about a work rests on the document that names it."""
    for source in read_list().values():
        for paragraph in (source.custom.text or "").strip().split("\n\n"):
            assert not paragraph or paragraph.endswith(("[@wikipedia-deportation].", "[@pohl2005]."))
