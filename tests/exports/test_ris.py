"""Sources as RIS, read back by rispy and compared with the sources field by field."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
import rispy  # pyright: ignore[reportMissingTypeStubs] - it has none
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.exports.ris import ris
from kalmyk_site.records.sources import Source
from kalmyk_site.references.values import write_value
from tests.built_site import BuiltSite
from tests.exports.works import LISTS, work, works, written

LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*")
SAME = {
    "volume": "volume",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "edition": "edition",
    "DOI": "doi",
    "language": "language",
    "genre": "type_of_work",
    "number-of-volumes": "number_of_volumes",
}
"""What rispy calls the tags, by variables of CSL, where every type of work has the same one."""


def records_of(text: str) -> list[dict[str, Any]]:
    """A file, as rispy reads it."""
    return cast("list[dict[str, Any]]", rispy.loads(text))  # pyright: ignore[reportUnknownMemberType] - rispy types no record


def read(source: Source) -> dict[str, Any]:
    """One work, read back."""
    [record] = records_of(ris([source]))
    return record


def words(text: str) -> list[str]:
    """The words of a name, whatever their order."""
    return sorted(re.findall(r"\w+", text))


def test_lines_have_the_form_of_the_specification():
    for name in LISTS:
        text = ris(works(name))
        lines = text.split("\r\n")
        assert lines.pop() == ""
        assert [line for line in lines if not LINE.fullmatch(line)] == []
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "


@pytest.mark.parametrize("name", LISTS)
def test_every_work_is_read_back_under_its_key(name: str):
    records = records_of(ris(works(name)))
    assert [record["id"] for record in records] == list(written(name))
    assert all(record["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING for record in records)
    assert [record for record in records if "unknown_tag" in record] == []


@pytest.mark.parametrize("name", LISTS)
def test_tags_say_what_the_source_says(name: str):
    for source, record in zip(works(name), records_of(ris(works(name))), strict=True):
        item = written(name)[source.id]
        expected = {SAME[variable]: write_value(item[variable]) for variable in SAME if item.get(variable)}
        assert {tag: record[tag] for tag in expected} == expected, source.id
        assert record.get("title", "") == write_value(source.title)
        if source.year:
            assert record["year"] == str(source.year)
        first = source.author or (source.editor if record["type_of_reference"] == "EDBOOK" else ())
        assert [words(name) for name in record.get("authors", [])] == [words(name.full) for name in first], source.id
        if source.ISBN and not source.ISSN:
            assert record["issn"] == source.ISBN


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Smith", "given": "Ann"}, "Smith, Ann"),
        ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "van Gogh, Vincent"),
        ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "Humboldt, Alexander von"),
        ({"family": "d'Encausse", "given": "Hélène"}, "d’Encausse, Hélène"),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "King, Martin, Jr."),
        ({"family": "Plato"}, "Plato"),
        ({"literal": "Lights Board"}, "Lights Board"),
        ({"family": "Морозов", "given": "Пётр"}, "Морозов, Пётр"),
    ],
)
def test_a_name_begins_with_the_family(name: dict[str, str], expected: str):
    assert read(work(author=[name]))["authors"] == [expected]


def test_who_edited_what_depends_on_the_type():
    people = {"editor": [{"family": "Flett"}], "collection-editor": [{"family": "Ness"}]}
    chapter = read(work(type="chapter", author=[{"family": "Smith"}], **people))
    assert (chapter["authors"], chapter["secondary_authors"], chapter["tertiary_authors"]) == (
        *(["Smith"], ["Flett"], ["Ness"]),
    )
    book = read(work(author=[{"family": "Smith"}], **people))
    assert (book["authors"], book["secondary_authors"], book["tertiary_authors"]) == (["Smith"], ["Ness"], ["Flett"])
    edited = read(work(**people))
    assert (edited["type_of_reference"], edited["authors"], edited["secondary_authors"]) == (
        *("EDBOOK", ["Flett"], ["Ness"]),
    )


@pytest.mark.parametrize(
    ("issued", "year", "date"),
    [
        ("1996", "1996", None),
        ("1996-07", "1996", "1996/07//"),
        ("2012-07-24", "2012", "2012/07/24/"),
        ("1941/1945", "1941", "1941///1941/1945"),
        ("1996?", "1996", "1996///1996?"),
        ("1953-21", "1953", "1953///1953-21"),
        ({"literal": "in the first year"}, None, "///in the first year"),
    ],
)
def test_a_date_has_year_month_and_day_and_what_is_beyond_them(issued: object, year: str | None, date: str | None):
    record = read(work(issued=issued))
    assert (record.get("year"), record.get("date")) == (year, date)


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        ("149–151", "149", "151"),
        ("149-51", "149", "51"),
        ("511", "511", None),
        ("12-15, 20", "12-15, 20", None),
        ("A\\-1", "A-1", None),
    ],
)
def test_pages_have_a_first_and_a_last(page: str, first: str, last: str | None):
    record = read(work(type="article-journal", page=page))
    assert (record["start_page"], record.get("end_page")) == (first, last)


def test_pages_of_a_book_are_counted_and_not_placed():
    record = read(work(page="511", number_of_pages="180"))
    assert (record["start_page"], record.get("end_page")) == ("180", None)
    assert "start_page" not in read(work(page="511"))


def test_every_number_of_several_stands_in_a_line_of_its_own():
    text = ris([work(ISBN="978-0-306-40615-7 0-306-40615-2", ISSN="0317-8471", keyword="lamps, wrecks")])
    assert re.findall(r"^SN  - (.*)\r$", text, re.MULTILINE) == ["978-0-306-40615-7", "0-306-40615-2", "0317-8471"]
    assert re.findall(r"^KW  - (.*)\r$", text, re.MULTILINE) == ["lamps", "wrecks"]
    assert read(work(ISBN="978 0 306 40615 7"))["issn"] == "978 0 306 40615 7"


def test_addresses_days_and_identifiers_have_their_tags():
    record = read(
        work(URL="https://a.example/x_y", accessed="2018-10-13", custom={"identifiers": {"OCLC": "1", "LCCN": "2"}})
    )
    assert (record["urls"], record["access_date"], record["notes"]) == (
        *(["https://a.example/x_y"], "2018/10/13/", ["LCCN 2", "OCLC 1"]),
    )


def test_what_holds_a_work_and_its_series_are_kept_apart():
    held = read(work(type="chapter", container_title="Lights of the North", collection_title="Coasts"))
    assert (held["secondary_title"], held["tertiary_title"]) == ("Lights of the North", "Coasts")
    assert read(work(collection_title="Coasts"))["secondary_title"] == "Coasts"


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Co"]), min_size=1, max_size=60))
def test_whatever_stands_in_a_source_stays_in_its_line(text: str):
    source = work(abstract=f"A{text}", note=f"N{text}")
    record = read(source)
    assert record["abstract"] == write_value(source.abstract).strip()
    assert record["notes"] == [write_value(source.note).strip()]


def test_the_site_offers_all_sources_and_each(any_site: BuiltSite):
    data = any_site.folder / "data"
    whole = (data / "sources.ris").read_bytes()
    keys = [record["id"] for record in records_of(whole.decode())]
    files = {path.stem: path.read_bytes() for path in (data / "sources").glob("*.ris")}
    assert sorted(files) == sorted(keys)
    assert whole == b"".join(files[key] for key in keys)
