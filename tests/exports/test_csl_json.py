"""Sources as CSL-JSON, held against the schema of the Citation Style Language and read back by our own reader."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from kalmyk_site.exports.csl_json import csl_item, csl_json
from kalmyk_site.records.sources import Source
from kalmyk_site.references.chicago import format_entry
from tests.built_site import BuiltSite
from tests.conftest import ROOT
from tests.exports.works import LISTS, work, works, written

SCHEMA: dict[str, Any] = json.loads((ROOT / "tests/fixtures/csl/csl-data.json").read_text("utf-8"))


def faults_of(items: list[dict[str, Any]]) -> list[str]:
    """What the schema has against a list of items."""
    return [fault.message for fault in jsonschema.Draft7Validator(SCHEMA).iter_errors(items)]  # pyright: ignore[reportUnknownMemberType] - of its own arguments it types not all


@pytest.mark.parametrize("name", LISTS)
def test_every_work_is_valid_by_the_schema(name: str):
    items = json.loads(csl_json(works(name)))
    assert len(items) == len(written(name))
    assert faults_of(items) == []


def test_the_schema_would_find_out_a_variable_that_csl_does_not_know():
    [fault] = faults_of([{**csl_item(work()), "shelf": "3"}])
    assert "'shelf' was unexpected" in fault


@pytest.mark.parametrize("name", LISTS)
def test_an_item_has_the_variables_that_the_source_has_and_no_other(name: str):
    for source in works(name):
        variables = {variable for variable, value in written(name)[source.id].items() if value}
        assert csl_item(source).keys() - {"custom"} == variables - {"custom"}, source.id


@pytest.mark.parametrize("name", LISTS)
def test_our_own_reader_makes_the_same_reference_of_it(name: str):
    compared = 0
    for source in works(name):
        item = json.loads(csl_json([source]))[0]
        item.pop("custom", None)
        if "<" in json.dumps(item):
            continue  # marked up as processors of CSL-JSON want it, and no longer in Markdown
        assert format_entry(Source.model_validate(item)) == format_entry(source), source.id
        compared += 1
    assert compared > len(works(name)) * 3 / 4


def test_markup_is_that_of_csl_and_quotation_marks_are_typographic():
    source = work(title='"Punished Peoples" and *their* [iPhone]{.nocase}, 1941--45, at St. Abb\'s')
    assert csl_item(source)["title"] == (
        '“Punished Peoples” and <i>their</i> <span class="nocase">iPhone</span>, 1941–45, at St. Abb’s'
    )


def test_what_is_no_running_text_stays_as_it_is_written():
    item = csl_item(work(page="144-45", ISBN="978-0-306-40615-7", DOI="10.1000/a--b", URL="https://a.example/x--y"))
    assert [item[name] for name in ("page", "ISBN", "DOI", "URL")] == [
        *("144-45", "978-0-306-40615-7", "10.1000/a--b", "https://a.example/x--y"),
    ]


def test_names_keep_their_parts():
    author = [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": "true"},
        {"literal": "Lights Board"},
    ]
    assert csl_item(work(author=author))["author"] == [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": True},
        {"literal": "Lights Board"},
    ]


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("1996", {"date-parts": [[1996]]}),
        ("1996-05-23", {"date-parts": [[1996, 5, 23]]}),
        ("1941/1945", {"date-parts": [[1941], [1945]]}),
        ("1996?", {"date-parts": [[1996]], "circa": True}),
        ("1996-05~", {"date-parts": [[1996, 5]], "circa": True}),
        ({"date-parts": [["1953"]], "season": "1"}, {"date-parts": [[1953]], "season": 1}),
        ({"literal": "in the first year"}, {"literal": "in the first year"}),
        ("[1953,1955]", {"literal": "[1953,1955]"}),
    ],
)
def test_a_date_has_its_parts_and_its_doubt(issued: object, expected: dict[str, object]):
    assert csl_item(work(issued=issued))["issued"] == expected


def test_custom_keeps_what_says_something_of_the_work_and_leaves_out_the_archives_own():
    custom = {
        "identifiers": {"LCCN": "2003019544"},
        "cited_via": ["guide"],
        "nature": "press",
        "text": "A remark.",
        "checked": [{"locator": "3", "by": "Ann", "on": "2020-01-01", "result": "as cited"}],
    }
    item = csl_item(work(custom=custom))
    assert item["custom"] == {"identifiers": {"LCCN": "2003019544"}, "cited_via": ["guide"]}
    assert "custom" not in csl_item(work(custom={"nature": "press"}))


def test_the_site_offers_all_sources_and_each(any_site: BuiltSite):
    data = any_site.folder / "data"
    whole = json.loads((data / "sources.json").read_text("utf-8"))
    assert faults_of(whole) == []
    single = [json.loads((data / f"sources/{item['id']}.json").read_text("utf-8")) for item in whole]
    assert single == [[item] for item in whole]
    assert sorted(path.stem for path in (data / "sources").glob("*.json")) == sorted(item["id"] for item in whole)
