"""The page of an event, and the index of events."""

import pytest

from tests.built_site import BuiltSite, by_class, cited_in, facts_of, find, only, text_of


def test_an_event_shows_its_facts_in_words(lighthouse: BuiltSite):
    assert facts_of(lighthouse.main("events/lamp-lit/")) == {
        "When": ["1 October 1871 The day stands in the margin of the page."],
        "As the source prints it": ["the first of the tenth month"],
        "Where": ["Skerrow"],
        "Who": ["Agnes Tulloch"],
        "Organizations": ["Lights Board"],
        "Peoples": ["Islanders"],
        "Decrees and laws": ["Order on the keepers"],
        "Part of": ["The building of the light"],
    }


def test_a_field_with_evidence_of_its_own_cites_it_and_the_others_cite_the_records(lighthouse: BuiltSite):
    when, written, *others = find(lighthouse.main("events/lamp-lit/"), ".//dl[@class='facts']/dd")
    assert cited_in(when) == [("tulloch1899a", "3")]
    assert {tuple(cited_in(row)) for row in (written, *others)} == {(("lights-board1872", "9"),)}


def test_a_paragraph_without_a_citation_shows_the_records(lighthouse: BuiltSite):
    cited, bare = find(lighthouse.main("events/lamp-lit/"), ".//article/p[@id]")
    assert cited_in(cited) == [("tulloch1899a", "3")]
    assert cited_in(bare) == [("lights-board1872", "9")]


def test_a_day_is_machine_readable(lighthouse: BuiltSite):
    time = only(lighthouse.main("events/lamp-lit/"), ".//dl//time")
    assert (time.get("datetime"), text_of(time)) == ("1871-10-01", "1 October 1871")


def test_a_date_that_is_one_of_two_is_visibly_doubtful(lighthouse: BuiltSite):
    for address in ("events/wreck-of-the-chaika/", "events/", "timeline/"):
        main = lighthouse.main(address)
        doubtful = next(each for each in by_class(main, "uncertain") if text_of(each).startswith("11 February"))
        assert text_of(doubtful) == "11 February 1874 or 12 February 1874"
        assert only(doubtful, "./*[@data-date]").get("data-date") == "[1874-02-11,1874-02-12]"


def test_a_whole_names_its_parts(lighthouse: BuiltSite):
    assert facts_of(lighthouse.main("events/building-of-the-light/"))["Parts"] == ["The lamp is lit"]


def test_an_event_links_to_disagreements_about_it(lighthouse: BuiltSite):
    [touching] = by_class(lighthouse.main("events/wreck-of-the-chaika/"), "touching")
    assert [text_of(item) for item in find(touching, ".//li")] == ["On which night was the Chaika wrecked?"]


def test_the_index_of_events_goes_by_time_and_counts_mentions(lighthouse: BuiltSite):
    lines = [text_of(line) for line in find(lighthouse.main("events/"), ".//ul[@class='index dated']/li")]
    assert lines[:4] == [
        "1870 to 1871 The building of the light 1 mention",
        "1 October 1871 The lamp is lit 3 mentions",
        "from March 1872 The keepers begin to write to the mainland 1 mention",
        "1873 or 2 May 1875 A letter asks for oil 0 mentions",
    ]
    # What has no known beginning stands in the decade of its end.
    assert lines[-2:] == [
        "an unknown date to 1879 There is a hut for the stores 0 mentions",
        "about 1904 The light is given up 0 mentions",
    ]


def test_an_event_shows_its_place_in_time_and_the_whole_that_it_is_part_of(lighthouse: BuiltSite):
    figure = only(lighthouse.main("events/letter-about-oil/"), ".//figure")
    image = only(figure, "./svg")

    assert image.get("role") == "img"
    assert text_of(only(figure, "./figcaption")) == "Where it stands in time: 1871 to 1880"
    assert text_of(only(image, "./desc")) == "The event, 1873 or 2 May 1875, on a line of the years 1871 to 1880."
    assert len(by_class(image, "around")) == 1
    assert len([mark for mark in by_class(image, "doubtful") if mark.get("class") == "mark doubtful campaign"]) == 2


@pytest.mark.parametrize(
    ("event", "years"),
    [
        ("lamp-lit", "1871 to 1880"),
        ("search-for-the-boat", "8 to 14 February 1874"),
        ("light-given-up", "1870 to 1904"),
    ],
)
def test_the_place_in_time_is_shown_in_the_narrowest_strip_that_holds_the_date(
    lighthouse: BuiltSite, event: str, years: str
):
    assert text_of(only(lighthouse.main(f"events/{event}/"), ".//figure")).endswith(f"Where it stands in time: {years}")
