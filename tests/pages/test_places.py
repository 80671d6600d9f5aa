"""The page of a place, and the index of places."""

from tests.built_site import BuiltSite, by_class, cited_in, facts_of, find, only, text_of


def test_a_place_shows_former_names_kind_and_what_it_lies_in(lighthouse: BuiltSite):
    facts = facts_of(lighthouse.main("places/skerrow/"))
    assert facts["At other times"] == ["Sgeir Ruadh (1700 to 1786)"]
    assert facts["What it is"] == ["rock"]
    assert facts["Within"] == ["Northern Sea"]


def test_a_former_name_says_its_language(lighthouse: BuiltSite):
    assert text_of(only(lighthouse.main("places/skerrow/"), ".//*[@lang='gd']")) == "Sgeir Ruadh"


def test_a_point_says_what_it_stands_for_and_where_it_is_from_but_cites_no_source(lighthouse: BuiltSite):
    main = lighthouse.main("places/skerrow/")
    assert facts_of(main)["Point on the map"] == ["60.5, -3.25 (the place itself; drawn by hand)"]
    assert cited_in(only(main, ".//dd[@id='--field-point']")) == []


def test_a_place_without_a_point_shows_none(lighthouse: BuiltSite):
    assert "Point on the map" not in facts_of(lighthouse.main("places/northern-sea/"))


def test_a_place_lists_the_sentences_that_mention_it(lighthouse: BuiltSite):
    [sentences, _] = by_class(lighthouse.main("places/skerrow/"), "mentions")
    assert [text_of(line) for line in find(sentences, ".//li")] == [
        "Home: On 1 October 1871 the lamp was lit on Skerrow.",
        "Agnes Tulloch: She kept the light at Skerrow.",
        "Lights Board: The board paid the keepers of Skerrow.",
        "On which night was the Chaika wrecked?: Both nights were stormy at Skerrow.",
        "Tulloch 1899a: Written at Skerrow in her last years.",
    ]


def test_the_index_of_places_says_what_each_is(lighthouse: BuiltSite):
    lines = find(lighthouse.main("places/"), ".//ul[@class='index']/li")
    assert [text_of(line) for line in lines] == ["Northern Sea sea 1 mention", "Skerrow rock 8 mentions"]
