"""Check digits, forms and years of sources, and spellings of their authors."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kalmyk_site.checks.bibliography import is_isbn, is_issn
from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]


@pytest.mark.parametrize("text", ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "0 8044 2957 X", "080442957x"])
def test_a_good_isbn(text: str):
    assert is_isbn(text)


@pytest.mark.parametrize("text", ["", "978-0-306-40615-8", "0-306-40615-3", "12345", "977-0-306-40615-7", "X306406152"])
def test_a_bad_isbn(text: str):
    assert not is_isbn(text)


@pytest.mark.parametrize(
    ("text", "good"), [("0317-8471", True), ("03178471", True), ("2434-561X", True), ("0317-8472", False)]
)
def test_issn(text: str, good: bool):
    assert is_issn(text) is good


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("ISBN: 978-0-306-40615-7 0-306-40615-2", ""),
        ("ISBN: 978-0-306-40615-7, 0-306-40615-3", "isbn-invalid"),
        ("DOI: 10.1080/713677598", ""),
        ("DOI: 10.1000.10/a(b)<c>", ""),
        ("DOI: 10.1080", "doi-invalid"),
        ("DOI: doi:10.1080/713677598", "doi-invalid"),
        ("accessed: 2020-05-01", ""),
        ("accessed: 1926-05-01", "year-invalid"),
        ("accessed: 1927-05-01", ""),
        ("accessed: 3020", "year-invalid"),
        ("original-date: 1930", "year-invalid"),
        ("original-date: 1900", ""),
        ("accessed: 1.5.2020", "date-invalid"),
        ("accessed: {literal: one fine day}", ""),
        ("accessed: 2020-02-31", "date-invalid"),
        ("accessed: 2020-02-29", ""),
        ("accessed: 2019-02-29", "date-invalid"),
        ("accessed: 2020-13-01", "date-invalid"),
        ("accessed: 2020-21", ""),
        ("accessed: 1930/1996-99", "date-invalid"),
        ("accessed: {date-parts: [[1996, 99, 77]]}", "date-invalid"),
        ("accessed: {date-parts: [[1996, 0]]}", "date-invalid"),
        ("accessed: {date-parts: [[1930], [0]]}", ""),
        ("accessed: {year: 1996, day: 5}", "date-invalid"),
        ("accessed: {year: 1996, month: 5, day: 5}", ""),
        ("event-date: 1996-02-31", "date-invalid"),
    ],
)
def test_a_source(check: Check, field: str, code: str):
    assert [f.code for f in check({"sources.yml": f"+    {field}\n"})] == ([code] if code else [])


def test_a_number_has_one_note(check: Check):
    notes = "".join(f"        - {{number: {number}, cites: '@census1926, p. 1'}}\n" for number in (1, 2, 1))

    [finding] = check({"sources.yml": f"+    custom:\n      notes:\n{notes}"})

    assert (finding.code, str(finding.origin)) == ("id-duplicate", "content/sources.yml:16:20")


def cited(*names: str) -> dict[str, str | bytes]:
    """Sources by these authors, each cited."""
    books = "".join(
        f"  - {{id: x{number:05}, type: book, title: X, author: [{{family: '{name.partition(', ')[0]}', "
        f"given: '{name.partition(', ')[2]}'}}], issued: 1930}}\n"
        for number, name in enumerate(names)
    )
    cites = ", ".join(f"'@x{number:05}'" for number in range(len(names)))
    return {"sources.yml": f"+{books}", "records/places/x.yml": f"- {{id: x, names: [X], cite: [{cites}]}}\n"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bugay, Nikolay", "Bugai, Nikolai"),
        ("Gouchinova, Elza-Bair Mataskovna", "Guchinova, Elza-Bair"),
        ("Polian, Pavel", "Polyan, P."),
        ("Bugay, Nikolay", "Бугай, Николай"),
        ("Bugay, Nikolay", "Bugay, Nikolai"),
        ("Hoffmann, Ernst", "Hofmann, Ernst"),
        ("Dzhambinov, A.", "Djambinov, A."),
        ("Lindquist, Anna", "Lindqvist, Anna"),
        ("Shafarevich, Igor", "Shaferevich, Igor"),
    ],
)
def test_two_spellings_of_one_author(check: Check, one: str, other: str):
    assert [f"{f.code} {f.value} {f.nearest}" for f in check(cited(one, other))] == [f"author-spellings {other} {one}"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bugay, Nikolay", "Bugay, Nikolay"),
        ("Bugay, Nikolay", "Bugay, N."),
        ("Petrov, I.", "Petrova, I."),
        ("Ivanov, Ivan", "Ivanov, Igor"),
        ("Smith, John", "Smith, John A."),
        ("Martin, Terry", "Marten, Lutz"),
        ("Pohl, Otto", "Polian, Oleg"),
        ("Halmark, Per", "Holmmark, Per"),
        ("Shafarevich, I.", "Shaferevich, I."),
    ],
)
def test_two_authors_or_one_spelling(check: Check, one: str, other: str):
    assert check(cited(one, other)) == []


def test_authors_of_one_work_are_two(check: Check):
    source = "+    editor: [{family: Perepelkin, given: Lev}, {family: Perepelkina, given: Lev}]\n"

    assert check({"sources.yml": source}) == []


def test_many_authors_who_sound_alike_cost_little(check: Check):
    names = [f"Bugay, N{'abcdefghij'[number % 10]}{number}" for number in range(2000)]
    files = cited(*names)

    start = time.process_time()
    check(files)

    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("about", "explained_by"), [("source:x00000", "x"), ("source:x00001", "x"), ("source:census1926", "")]
)
def test_a_discrepancy_about_one_of_the_sources_explains_two_spellings(check: Check, about: str, explained_by: str):
    point = (
        f"- id: x\n  title: X\n  about: ['{about}']\n  category: dates\n  weight: low\n  readings:\n"
        "    - {says: Two., cite: '@report1927'}\n  note: Ours.\n  status: open\n  cite: '@report1927'\n"
    )

    found = check({**cited("Bugay, Nikolay", "Bugai, Nikolai"), "records/discrepancies/x.yml": point})

    assert [(f.code, f.explained_by) for f in found] == [("author-spellings", explained_by)]


@pytest.mark.parametrize(
    ("locator", "codes"),
    [
        ("65-66", []),
        ("65–66", []),
        ("pp. 65-66", []),
        ("chap. 3", []),
        ("65-67", ["source-uncited"]),
        ("66-65", ["locator-invalid"]),
        ("65; @report1927", ["locator-invalid"]),
        ("the end", ["locator-invalid"]),
    ],
)
def test_a_compared_place_is_read_as_citations_are(check: Check, locator: str, codes: list[str]):
    checked = f"+    custom: {{checked: [{{locator: '{locator}', by: X, on: 2020-01-01, result: as cited}}]}}\n"
    text = "+\nThe water rose [@report1927, pp. 65-66]. The town was dry [@report1927, chap. 3].\n"

    found = check({"sources.yml": checked, "story/flood.md": text})

    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("name", "code"),
    [("publisher: X", "field-missing"), ("title: X", "source-uncited"), ("editor: X", "source-uncited")],
)
def test_a_source_is_called_something(check: Check, name: str, code: str):
    source = f"+  - {{id: x, type: book, issued: 1930, {name}}}\n"

    assert [finding.code for finding in check({"sources.yml": source})] == [code]
