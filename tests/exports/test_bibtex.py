"""Sources as BibTeX, read back by bibtexparser and compared with the sources field by field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.exports.bibtex import bibtex
from kalmyk_site.records.sources import Source
from kalmyk_site.references.values import write_value
from tests.built_site import BuiltSite
from tests.exports.works import LISTS, work, works, written

PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{char}": char for char in "#$%&_"},
}
SPECIAL = re.compile("|".join(map(re.escape, PRINTED)))
SAME = {
    "volume": "volume",
    "publisher": "publisher",
    "publisher-place": "address",
    "edition": "edition",
    "ISBN": "isbn",
    "ISSN": "issn",
    "DOI": "doi",
    "language": "language",
    "collection-title": "series",
    "number-of-pages": "pagetotal",
    "genre": "type",
}
"""Fields of BibTeX by variables of CSL, where every type of work has the same one."""


def parse(text: str, *, names: bool = False) -> Library:
    """A file, as bibtexparser reads it; nothing of it may be lost."""
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()] if names else [])
    assert library.failed_blocks == []
    return library


def entry_of(source: Source) -> Entry:
    """One work, read back."""
    [entry] = parse(bibtex([source])).entries
    return entry


def fields_of(source: Source) -> dict[str, Any]:
    """The fields of one work, read back."""
    return {field.key: field.value for field in entry_of(source).fields}


def printed(tex: str) -> str:
    """What TeX prints for the commands that we use; braces that only group are dropped."""
    pieces = re.split(f"({SPECIAL.pattern})", re.sub(r"\\emph(?={)", "", tex))
    return "".join(PRINTED.get(piece, re.sub("[{}]", "", piece)) for piece in pieces)


@pytest.mark.parametrize("name", LISTS)
def test_every_work_is_read_back_under_its_key(name: str):
    assert [entry.key for entry in parse(bibtex(works(name))).entries] == list(written(name))


@pytest.mark.parametrize("name", LISTS)
def test_fields_say_what_the_source_says(name: str):
    for source in works(name):
        fields = fields_of(source)
        item = written(name)[source.id]
        expected = {SAME[variable]: write_value(item[variable]) for variable in SAME if item.get(variable)}
        if fields.get("institution") or fields.get("school"):
            expected[next(role for role in ("institution", "school") if role in fields)] = expected.pop("publisher")
        assert {field: printed(fields[field]) for field in expected} == expected, source.id
        assert printed(fields.get("title", "")) == write_value(source.title)
        containers = [fields[field] for field in ("journal", "booktitle", "howpublished") if field in fields]
        assert [printed(container) for container in containers] == [write_value(source.container_title)] * bool(
            source.container_title
        )
        if source.year and source.year > 0:
            assert fields["year"].startswith(f"{source.year:04d}")


def words(text: str) -> list[str]:
    """The words of a name, whatever their order."""
    return sorted(re.findall(r"\w+", text))


@pytest.mark.parametrize("name", LISTS)
def test_names_are_read_back_in_their_parts(name: str):
    entries = parse(bibtex(works(name)), names=True).entries
    for source, entry in zip(works(name), entries, strict=True):
        for role, people in (("author", source.author), ("editor", source.editor), ("translator", source.translator)):
            read: list[NameParts] = entry[role] if people else []
            for person, parts in zip(people, read, strict=True):
                said = [*parts.first, *parts.von, *parts.last, *parts.jr]
                assert words(printed(" ".join(said))) == words(person.full), source.id
                if person.literal:
                    assert said == parts.last


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Smith", "given": "Ann"}, "Smith, Ann"),
        ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "van Gogh, Vincent"),
        ({"family": "van Gogh", "given": "Vincent"}, "van Gogh, Vincent"),
        ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "von Humboldt, Alexander"),
        ({"family": "d'Encausse", "given": "Hélène"}, "{d’Encausse}, Hélène"),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "King, Jr., Martin"),
        ({"literal": "Lights and Buoys Board"}, "{Lights and Buoys Board}"),
        ({"literal": "R&D"}, r"{R\&D}"),
        ({"family": "Rope and Sons"}, "{Rope and Sons}"),
        ({"family": "Морозов", "given": "Пётр"}, "Морозов, Пётр"),
    ],
)
def test_a_name_is_written_so_that_nothing_is_left_to_guess(name: dict[str, str], expected: str):
    assert fields_of(work(author=[name, {"family": "Ness"}]))["author"] == f"{expected} and Ness"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Loss of the Chaika", "{The Loss of the Chaika}"),
        ("Огни севера", "{Огни севера}"),
        ("50% of $3 & #1_a", r"{50\% of \$3 \& \#1\_a}"),
        (r"{a} \\ ~b^", r"{\textbraceleft{}a\textbraceright{} \textbackslash{} \textasciitilde{}b\textasciicircum{}}"),
        ('"Kept" and *bent* [iPhone]{.nocase}', r"{“Kept” and \emph{bent} {iPhone}}"),
    ],
)
def test_a_title_keeps_its_capitals_and_its_characters(title: str, expected: str):
    assert fields_of(work(title=title))["title"] == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("1996", {"year": "1996"}),
        ("1996-07", {"year": "1996", "month": "jul"}),
        ("2012-07-24", {"year": "2012", "month": "jul", "date": "2012-07-24"}),
        ("1941/1945", {"year": "1941--1945", "date": "1941/1945"}),
        ("1941/..", {"year": "1941--", "date": "1941/.."}),
        ("1996?", {"year": "1996", "date": "1996?"}),
        ({"date-parts": [["1996"]], "circa": "true"}, {"year": "1996", "date": "1996~"}),
        ({"date-parts": [["1953"]], "season": "1"}, {"year": "1953", "date": "1953-21"}),
        ({"literal": "in the first year"}, {"year": "in the first year"}),
    ],
)
def test_a_date_is_said_to_both_programs(issued: object, expected: dict[str, str]):
    fields = fields_of(work(issued=issued))
    assert {field: fields[field] for field in ("year", "month", "date") if field in fields} == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        *(("149–151", "149--151"), ("149-151", "149--151"), ("149 - 151", "149--151"), ("12-15, 20", "12--15, 20")),
        *(("xii", "xii"), ("A\\-1", "A{-}1"), ("511", "511")),
    ],
)
def test_ranges_of_pages_have_two_hyphens(page: str, expected: str):
    assert fields_of(work(page=page))["pages"] == expected


def test_an_address_is_no_text():
    fields = fields_of(work(URL="https://a.example/x_y%20z?q=1&r=~s#t", DOI="10.1000/a_b{c}", accessed="2018-10-13"))
    assert [fields[name] for name in ("url", "doi", "urldate")] == [
        *("https://a.example/x_y%20z?q=1&r=~s#t", "10.1000/a_b%7Bc%7D", "2018-10-13"),
    ]


def test_identifiers_and_languages_go_where_programs_look_for_them():
    fields = fields_of(work(language="ru", custom={"identifiers": {"JSTOR": "826310", "OCLC": "1"}}))
    assert [fields[name] for name in ("eprinttype", "eprint", "oclc", "langid")] == ["jstor", "826310", "1", "russian"]


@pytest.mark.parametrize(
    ("type_", "kind", "place"),
    [
        ("article-journal", "article", "journal"),
        ("chapter", "incollection", "booktitle"),
        ("entry-encyclopedia", "incollection", "booktitle"),
        ("paper-conference", "inproceedings", "booktitle"),
        ("webpage", "misc", "howpublished"),
        ("post-weblog", "misc", "howpublished"),
    ],
)
def test_types_are_those_of_classic_bibtex(type_: str, kind: str, place: str):
    entry = entry_of(work(type=type_, container_title="The Harbor"))
    assert entry.entry_type == kind
    assert printed(entry[place]) == "The Harbor"


def test_a_thesis_names_its_school_and_its_degree():
    entry = entry_of(work(type="thesis", genre="Master's thesis", publisher="Northport College"))
    assert (entry.entry_type, entry["school"]) == ("mastersthesis", "Northport College")
    assert entry_of(work(type="thesis", genre="PhD diss.")).entry_type == "phdthesis"


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co"]), min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_stands_in_a_source_is_read_back_as_it_was(title: str, publisher: str, name: str):
    source = work(title=f"T{title}", publisher=f"P{publisher}", author=[{"literal": f"N{name}"}])
    fields = fields_of(source)
    expected = (source.title, source.publisher, source.author[0].literal)
    for field, value in zip(("title", "publisher", "author"), expected, strict=True):
        assert printed(fields[field]) == write_value(value).strip()


def test_the_site_offers_all_sources_and_each(any_site: BuiltSite):
    data = any_site.folder / "data"
    whole = (data / "sources.bib").read_text("utf-8")
    entries = parse(whole).entries
    files = {path.stem: path.read_text("utf-8") for path in (data / "sources").glob("*.bib")}
    assert sorted(files) == sorted(entry.key for entry in entries)
    assert whole == "\n".join(files[entry.key] for entry in entries)
