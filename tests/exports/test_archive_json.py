"""The whole archive as data: `/data/archive.json`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from tests.built_site import BuiltSite, block_of, by_class, find, prose_of


def data_of(site: BuiltSite) -> dict[str, Any]:
    """The data that a site offers."""
    return json.loads((site.folder / "data/archive.json").read_text(encoding="utf-8"))


def test_the_data_has_its_form_and_says_which(any_site: BuiltSite):
    data = data_of(any_site)
    assert list(data) == ["model", "records", "citations", "mentions", "pictures"]
    assert data["model"] == 1


def test_every_record_has_kind_id_and_address(any_site: BuiltSite):
    records = data_of(any_site)["records"]
    assert all(list(record)[:3] == ["kind", "id", "address"] for record in records)
    shown = {
        (element.get("data-kind"), element.get("data-id"))
        for page in any_site.pages.values()
        for element in find(page, "//main[@data-kind] | //section[@data-kind]")
    }
    named = [(record["kind"], record["id"]) for record in records]
    assert Counter(named) == Counter(place for place in shown if place[0] != "page")


@pytest.mark.parametrize("part", ["records", "citations", "mentions"])
def test_every_address_leads_somewhere(any_site: BuiltSite, part: str):
    addresses = {item["address"] for item in data_of(any_site)[part]}
    assert addresses
    for address in addresses:
        assert any_site.follow("", address or "./") is not None


def test_citations_are_the_uses_that_the_pages_of_sources_list(any_site: BuiltSite):
    citations = data_of(any_site)["citations"]
    written = Counter((each["source"], each["sentence"]) for each in citations)
    shown = Counter(
        (address.split("/")[1], "".join(link.itertext()))
        for address, page in any_site.pages.items()
        for section in by_class(page, "source-uses")
        for link in by_class(section, "sentence")
    )
    assert written == shown


def test_a_citation_has_source_locator_address_and_sentence(lighthouse: BuiltSite):
    first = data_of(lighthouse)["citations"][0]
    assert set(first) >= {"source", "locator", "address", "sentence"}
    use = next(each for each in data_of(lighthouse)["citations"] if each["locator"] == "9-10, 14")
    assert use["source"] == "lights-board1872"
    assert use["address"] == "keepers/the-lamp-is-lit/#--note-4"
    assert use["sentence"] == "Under Order No. 12 the Lights Board paid her by the quarter."


def test_a_citation_without_a_place_has_no_locator(lighthouse: BuiltSite):
    assert {each["locator"] for each in data_of(lighthouse)["citations"] if each["source"] == "atlas-web"} == {None}


def test_a_mention_leads_to_the_block_of_its_sentence_and_says_where_it_is_from(any_site: BuiltSite):
    for mention in data_of(any_site)["mentions"]:
        place = any_site.follow("", mention["address"] or "./")
        assert place is not None
        assert place.element is not None
        block = block_of(place.element)
        assert mention["sentence"] in prose_of(place.element if block is None else block)
        assert set(mention) >= {"kind", "id", "from"}


def test_dates_are_edtf_and_numbers_are_exact(lighthouse: BuiltSite):
    records = {(record["kind"], record["id"]): record for record in data_of(lighthouse)["records"]}
    assert records["event", "wreck-of-the-chaika"]["date"] == "[1874-02-11,1874-02-12]"
    assert records["place", "skerrow"]["lon"] == "-3.25"
    assert records["statistic", "steps"]["estimates"][0]["value"] == "112"


def test_references_and_the_names_of_csl_stay_as_written(lighthouse: BuiltSite):
    records = {(record["kind"], record["id"]): record for record in data_of(lighthouse)["records"]}
    assert records["event", "lamp-lit"]["people"] == ["person:agnes-tulloch"]
    assert records["source", "rendall1902"]["container-title"] == "Journal of Invented Wrecks"
    assert records["person", "pyotr-morozov"]["names"][1]["text"] == "Пётр Морозов"


def test_a_line_holds_one_record_so_that_changes_can_be_compared(lighthouse: BuiltSite):
    lines = (lighthouse.folder / "data/archive.json").read_text(encoding="utf-8").splitlines()
    starts = [line for line in lines if line.startswith(('{"kind"', '{"source"'))]
    data = data_of(lighthouse)
    assert len(starts) == len(data["records"]) + len(data["citations"]) + len(data["mentions"])
