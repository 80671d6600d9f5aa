"""The page of a decree or law, and the index of laws."""

from tests.built_site import BuiltSite, cited_in, facts_of, find, only, text_of


def test_a_law_shows_who_issued_it_when_and_what_it_did(lighthouse: BuiltSite):
    assert facts_of(lighthouse.main("laws/order-12/")) == {
        "Number": ["No. 12"],
        "Issued": ["January 1871"],
        "By": ["Lights Board"],
        "Signed by": ["Agnes Tulloch"],
        "Made public": ["read out in the harbor"],
        "Effect": ["A keeper may be a woman."],
        "Ended": ["Order on oil"],
    }


def test_what_a_law_did_cites_its_own_source_once(lighthouse: BuiltSite):
    effect = only(lighthouse.main("laws/order-12/"), ".//dd[@id='--field-effect']")
    assert cited_in(effect) == [("lights-board1872", "31")]


def test_a_law_that_was_ended_names_the_law_that_ended_it(lighthouse: BuiltSite):
    assert facts_of(lighthouse.main("laws/order-3/"))["Ended by"] == ["Order on the keepers"]


def test_the_index_of_laws_goes_by_the_day_of_issue(lighthouse: BuiltSite):
    lines = find(lighthouse.main("laws/"), ".//ul[@class='index dated']/li")
    assert [text_of(line) for line in lines] == [
        "1868 Order on oil 1 mention",
        "January 1871 Order on the keepers 3 mentions",
    ]
