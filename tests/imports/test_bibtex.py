"""BibTeX and BibLaTeX as reference managers export them become the fields of sources."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kalmyk_site.imports.bibtex import read_bibtex
from kalmyk_site.imports.bibtex_names import read_names
from kalmyk_site.imports.marked_text import as_markdown
from kalmyk_site.imports.reading import read_works
from kalmyk_site.imports.tex import read_tex, without_outer_braces
from kalmyk_site.imports.works import Work, WorksRead
from kalmyk_site.writing.yaml_form import Value
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def export() -> WorksRead:
    return read_works((ROOT / "tests/fixtures/imports/better-bibtex.bib").read_bytes(), "better-bibtex.bib")


@pytest.fixture(scope="module")
def works(export: WorksRead) -> Mapping[str, Work]:
    return {work.name: work for work in export.works}


def one(entry: str) -> Mapping[str, Value]:
    [work] = read_bibtex(entry).works
    return work.fields


def test_an_article_of_biblatex_has_its_fields(works: Mapping[str, Work]):
    assert works["ness_storms_1963"].fields == {
        "type": "article-journal",
        "author": [
            {"family": "Ness", "given": "Ann", "suffix": "Jr."},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"literal": "Lights & Buoys Board"},
        ],
        "title": "Storms and *Lamps* on the [iBuoy]{.nocase} of Skarvåg",
        "container-title": "Journal of Harbors and Ports",
        "volume": "50",
        "issue": "2",
        "page": "149–151",
        "issued": "1963-05-02",
        "accessed": "2020-01-02",
        "title-short": "Storms",
        "language": "de",
        "ISSN": "0317-8471",
        "DOI": "10.1000/ABC_1",
    }
    assert works["ness_storms_1963"].left == ("author: and others", "abstract", "keywords", "path of a file", "note")
    assert works["ness_storms_1963"].line == 7


@pytest.mark.parametrize(
    ("note", "identifiers", "left"),
    [
        ("OCLC: 3273196", {"OCLC": "3273196"}, ()),
        ("LCCN: 47-31\nOCLC: 3273196", {"LCCN": "47-31", "OCLC": "3273196"}, ()),
        ("Read it again\nOCLC: 3273196", {"OCLC": "3273196"}, ("note",)),
    ],
)
def test_a_note_gives_identifiers_and_is_left_where_it_says_more(
    note: str, identifiers: Mapping[str, str], left: tuple[str, ...]
):
    [work] = read_bibtex(f"@book{{a, title = {{A}}, note = {{{note}}}}}").works

    assert work.fields["custom"] == {"identifiers": identifiers}
    assert work.left == left


@pytest.mark.parametrize("rest", ["", "\n@book{b, title = {B}}\n"])
def test_an_entry_that_is_not_closed_is_named_with_its_line(rest: str):
    [refused] = read_bibtex(f"\n@book{{a,\n  title = {{A,\n  year = {{1990}}\n}}\n{rest}").refused

    assert (refused.line, refused.name) == (2, "a")
    assert refused.reason.startswith("the entry that begins in line 2 is not closed")


def test_a_part_takes_from_its_book_what_it_lacks(works: Mapping[str, Work]):
    part = works["morozov1910"].fields
    assert part["title"] == "Лампы и Études — 100% “light”"
    assert part["container-title"] == "Harbors: A Study"
    assert part["author"] == [{"family": "Морозов", "given": "Пётр"}]
    assert (part["editor"], part["issued"], part["page"]) == ([{"family": "Flett", "given": "Cora"}], "1910-05", "7")


def test_a_book_keeps_its_publisher_and_lists_its_places(works: Mapping[str, Work]):
    book = works["flett1910"].fields
    assert (book["publisher"], book["publisher-place"]) == ("Simon and Schuster", "Northport; Southport")


def test_a_thesis_says_of_which_kind_it_is(works: Mapping[str, Work]):
    thesis = works["kirk2001"].fields
    assert (thesis["type"], thesis["genre"], thesis["publisher"]) == ("thesis", "PhD diss.", "Northport College")
    assert thesis["author"] == [{"family": "Kirk", "given": "Brigitte", "non-dropping-particle": "von"}]
    assert thesis["title"] == "Über das Meer"


def test_an_address_keeps_every_sign(works: Mapping[str, Work]):
    page = works["web"].fields
    assert (page["type"], page["URL"]) == ("webpage", "https://news.example/a_b%20c")
    assert (page["issued"], page["custom"]) == ("2019-21", {"identifiers": {"JSTOR": "826310"}})


def test_types_and_fields_that_nothing_is_known_of_are_told(works: Mapping[str, Work]):
    assert works["odd"].fields == {"type": "document", "title": "Odd", "issued": "1941/1945"}
    assert works["odd"].left == ("type 'unheardof'", "field 'readership'")


def test_entries_of_one_key_are_both_read_and_of_a_field_given_twice_the_first(export: WorksRead):
    titles = [work.fields["title"] for work in export.works if work.name == "twice"]
    assert titles == ["First", "Another of That Key"]


def test_an_entry_that_cannot_be_read_is_told_and_the_next_one_taken(export: WorksRead, works: Mapping[str, Work]):
    assert [(one.line, one.name) for one in export.refused] == [(48, "broken"), (51, "deep")]
    assert "braces stand inside each other" in export.refused[1].reason
    assert works["afterwards"].fields["issued"] == {"literal": "c. 1990"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann Ness", {"family": "Ness", "given": "Ann"}),
        ("Ness, Ann", {"family": "Ness", "given": "Ann"}),
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
        (
            "de la Vall{\\'e}e Poussin, Jean",
            {"family": "Vallée Poussin", "given": "Jean", "non-dropping-particle": "de la"},
        ),
        ("King, Jr., Martin Luther", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("{Simon and Schuster}", {"literal": "Simon and Schuster"}),
        ("{{BBC}}", {"literal": "BBC"}),
        ("Plato", {"family": "Plato"}),
        ("{d’Encausse}, Hélène", {"family": "d’Encausse", "given": "Hélène"}),
        ("{\\'A}lvarez, {\\v S}ime", {"family": "Álvarez", "given": "Šime"}),
        (
            "given=Vincent, family=Gogh, prefix=van, useprefix=false",
            {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
        ),
    ],
)
def test_names_are_read_in_all_their_forms(written: str, name: Mapping[str, str]):
    assert read_names(f"{written} and others") == ([name], True)


@pytest.mark.parametrize(
    ("tex", "markdown"),
    [
        ("The {Soviet} {Union}", "The Soviet Union"),
        ("The {iPhone}", "The [iPhone]{.nocase}"),
        ("{{The Whole of It}}", "The Whole of It"),
        (r"\textit{Chaika} and \enquote{lamps}", "*Chaika* and “lamps”"),
        (r"\'etude {\'E}tude \v{S}ka \ss{} {\ss} \o re {\L}{\'o}d{\'z}", "étude Étude Ška ß ß øre Łódź"),
        (r"R\&D 50\% \$3 \#1 a\_b", "R&D 50% $3 #1 a_b"),
        ("pages 1--2 --- ``so''~said", "pages 1–2 — “so” said"),
        (r"\unheardof{words} stay", "words stay"),
        (r"$\alpha$-rays", "α-rays"),
        (r"a * b \^{} [x](y)", r"a \* b \^ \[x](y)"),
        ("a { b", "a b"),
        ("\\", ""),
    ],
)
def test_tex_becomes_what_it_prints(tex: str, markdown: str):
    assert as_markdown(read_tex(without_outer_braces(tex))) == markdown


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 1996", "1996"),
        ("year = 1996, month = jul", "1996-07"),
        ('year = 1996, month = "July"', "1996-07"),
        ('year = 1996, month = 7 # "~14"', "1996"),
        ('year = 1996, month = "14~" # jul', "1996"),
        ("year = 1996, month = jul, day = 4", "1996-07-04"),
        ("year = {1941--1945}", "1941/1945"),
        ("year = {in press}", {"literal": "in press"}),
        ("date = {1996-07-04/1996-07-09}, year = 1997", "1996-07-04/1996-07-09"),
        ("date = {1996?}", "1996?"),
        ("date = {199X}, year = 1990", "1990"),
        ("date = {199X}", {"literal": "199X"}),
    ],
)
def test_dates_of_both_programs_are_read(fields: str, issued: Value):
    assert one(f"@book{{a, title = {{T}}, {fields}}}")["issued"] == issued


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@report{a, type = {techreport}, number = {7}}", {"genre": "Technical report", "number": "7"}),
        ("@book{a, series = {Coasts}, number = {7}}", {"collection-title": "Coasts", "collection-number": "7"}),
        ("@article{a, entrysubtype = {newspaper}, journal = {News}}", {"container-title": "News"}),
        ("@inproceedings{a, booktitle = {B}, eventtitle = {E}, venue = {V}}", {"event": "E", "event-place": "V"}),
        ("@misc{a, howpublished = {\\url{https://x.example/}}}", {"URL": "https://x.example/", "publisher": None}),
    ],
)
def test_what_a_field_means_depends_on_the_entry(entry: str, expected: Mapping[str, Value]):
    fields = one(entry)
    assert {name: fields.get(name) for name in expected} == expected


def test_a_parent_that_is_not_there_is_told():
    [work] = read_bibtex("@inbook{a, title = {T}, crossref = {b}}").works
    assert work.left == ("crossref 'b', which the file does not have",)


def test_a_part_keeps_its_own_date():
    part = one("@inbook{a, title = {T}, year = 1990, crossref = {b}} @xdata{b, title = {B}, date = {1991-05}}")
    assert (part["issued"], part["container-title"]) == ("1990", "B")


def test_words_that_define_each_other_end():
    assert one("@string{a = b # b} @string{b = a # a}\n@book{x, title = a}")["title"]
