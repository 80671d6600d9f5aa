"""Works known again, and what a file adds to them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kalmyk_site.imports.merging import additions, merge
from kalmyk_site.imports.recognition import KnownWorks, folded_title
from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.sources import Source
from kalmyk_site.records.yaml_tree import read_yaml
from kalmyk_site.writing.text_edits import edited
from kalmyk_site.writing.yaml_form import Value
from tests.exports.works import work

NESS = {"author": [{"family": "Ness", "given": "Ann"}]}


def is_known(one: Source, other: Source) -> bool:
    known = KnownWorks()
    known.add(one)
    return known.find(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(DOI="10.1000/ABC"), work(DOI="10.1000/abc", title="Another title", issued="2001")),
        (work(ISBN="0-306-40615-2"), work(ISBN="978-0-306-40615-7", title="Another title")),
        (work(ISBN="9780306406157, 0306406152"), work(ISBN="0306406152", title="Another title")),
        (work(title="Lamps: A Study", issued="1996"), work(title="LAMPS — a “study”", issued="1996-05")),
        (work(title="Études", issued="1996", **NESS), work(title="*Etudes*", issued="1996", author="Ness")),
        (work(title="Lamps", **NESS), work(title="Lamps", **NESS)),
        (work(type="chapter", ISBN="0306406152"), work(type="chapter", ISBN="0306406152", issued="2001")),
    ],
)
def test_one_work_is_known_again(one: Source, other: Source):
    assert is_known(one, other)
    assert is_known(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(DOI="10.1000/a", issued="1996"), work(DOI="10.1000/b", issued="1996")),
        (work(issued="1996"), work(issued="1997")),
        (work(issued="1996", **NESS), work(issued="1996", author=[{"family": "Flett"}])),
        (work(type="chapter", ISBN="0306406152"), work(type="chapter", ISBN="0306406152", title="Another chapter")),
        (work(type="book", ISBN="0306406152"), work(type="chapter", ISBN="0306406152", title="Its chapter")),
        (work(ISBN="0306406152", volume="1"), work(ISBN="0306406152", volume="2")),
        (work(title="Introduction", container_title="Harbors"), work(title="Introduction", container_title="Coasts")),
    ],
)
def test_two_works_are_two(one: Source, other: Source):
    assert not is_known(one, other)
    assert not is_known(other, one)


def test_punctuation_between_title_and_subtitle_does_not_count():
    assert folded_title("A: B?") == folded_title("a. b") == "a b"


def test_what_the_archive_says_stays_and_the_difference_is_told():
    known = work(issued="1996", publisher="Pier", page="7-9", **NESS)
    read = work(issued="1997", publisher="Quay", page="7–9", volume="3", author=[{"family": "Ness", "given": "A."}])
    told = merge(known, read, {"issued": "1997", "publisher": "Quay", "page": "7–9", "volume": "3", "author": ["x"]})
    assert told.added == {"volume": "3"}
    assert [(one.field, one.kept, one.file) for one in told.differences] == [
        ("publisher", "Pier", "Quay"),
        ("issued", "1996", "1997"),
    ]


def test_a_work_of_another_title_with_the_same_number_is_not_filled_in():
    known = work(title="Lamps", ISBN="0306406152")
    told = merge(known, work(title="Ropes", ISBN="0306406152", volume="3"), {"title": "Ropes", "volume": "3"})
    assert told.added == {}
    assert [one.field for one in told.differences] == ["title"]
    assert merge(known, work(title="Lamps: A Study", volume="3"), {"volume": "3"}).added == {"volume": "3"}


@pytest.mark.parametrize(
    ("field", "kept", "file"),
    [
        ("title", "Lamps: “A” Study", 'lamps, "a" study'),
        ("DOI", "10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("ISBN", "0306406152", "978-0-306-40615-7"),
        ("URL", "http://www.example.org/a/", "https://example.org/a"),
        ("issued", "1996-05-02", "1996"),
        ("language", "ru,en", "ru, en"),
        ("type", "article-newspaper", "article-journal"),
    ],
)
def test_what_means_the_same_is_no_difference(field: str, kept: str, file: str):
    known, read = (work(**{field.replace("-", "_"): value}) for value in (kept, file))
    assert merge(known, read, {field: file}).differences == ()


ADDED: Mapping[str, Value] = {"volume": "3", "DOI": "10.1000/a", "custom": {"identifiers": {"OCLC": "5"}}}


def filled_in(text: str, added: Mapping[str, Value]) -> str:
    """A list after fields were added to its first entry."""
    node, findings = read_yaml(ContentFile("content/sources.yml", text))
    assert node is not None
    assert isinstance(node.value, tuple)
    assert findings == []
    return edited(text, additions(node.value[0], added))


OWN = 'volume: "3"\n  DOI: 10.1000/a\n'
OCLC = '    identifiers: {OCLC: "5"}\n'
NEW = f'  {OWN}  custom: {{identifiers: {{OCLC: "5"}}}}\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a # kept\n  title:  Lamps\n\n- id: b\n", f"- id: a # kept\n  title:  Lamps\n{NEW}\n- id: b\n"),
        (
            "- id: a\n  # mine\n  custom:\n    nature: press\n    text: |\n      A.\n\n- id: b\n",
            f"- id: a\n  {OWN}  # mine\n  custom:\n    nature: press\n    text: |\n      A.\n{OCLC}\n- id: b\n",
        ),
        (
            '- id: a\n  custom:\n    identifiers: {LCCN: "1"}\n',
            f'- id: a\n  {OWN}  custom:\n    identifiers: {{LCCN: "1", OCLC: "5"}}\n',
        ),
        (
            "- {id: a, title: Lamps, custom: {nature: press}}",
            '- {id: a, title: Lamps, volume: "3", DOI: 10.1000/a, custom: {nature: press, identifiers: {OCLC: "5"}}}',
        ),
        (
            "- id: a\n  volume:\n  title: >\n    A\n    b",
            '- id: a\n  volume: "3"\n  title: >\n    A\n    b\n  DOI: 10.1000/a\n  custom: {identifiers: {OCLC: "5"}}',
        ),
    ],
    ids=["no custom", "custom below", "identifiers below", "in braces", "a field without value"],
)
def test_fields_come_in_behind_those_of_the_entry_and_all_else_stays(before: str, after: str):
    assert filled_in(before, ADDED) == after
