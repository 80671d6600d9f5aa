"""The page of an event, the index of events, and the timeline."""

from pathlib import Path

import pytest

from tests.built_site import BuiltSite, build, by_class, cited_in, facts_of, find, only, prose_of, text_of
from tests.conftest import MakeArchive


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
    time = only(lighthouse.main("events/lamp-lit/"), ".//time")
    assert (time.get("datetime"), text_of(time)) == ("1871-10-01", "1 October 1871")


def test_a_date_that_is_one_of_two_is_visibly_doubtful(lighthouse: BuiltSite):
    for address in ("events/wreck-of-the-chaika/", "events/", "timeline/"):
        [doubtful] = by_class(lighthouse.main(address), "uncertain")
        assert text_of(doubtful) == "11 February 1874 or 12 February 1874"
        assert only(doubtful, "./*[@data-date]").get("data-date") == "[1874-02-11,1874-02-12]"


def test_a_whole_names_its_parts(lighthouse: BuiltSite):
    assert facts_of(lighthouse.main("events/building-of-the-light/"))["Parts"] == ["The lamp is lit"]


def test_an_event_links_to_disagreements_about_it(lighthouse: BuiltSite):
    [touching] = by_class(lighthouse.main("events/wreck-of-the-chaika/"), "touching")
    assert [text_of(item) for item in find(touching, ".//li")] == ["On which night was the Chaika wrecked?"]


def test_the_index_of_events_goes_by_time_and_counts_mentions(lighthouse: BuiltSite):
    assert [text_of(line) for line in find(lighthouse.main("events/"), ".//ul[@class='index']/li")] == [
        "The building of the light 1870 to 1871 1 mention",
        "The lamp is lit 1 October 1871 3 mentions",
        "The wreck of the Chaika 11 February 1874 or 12 February 1874 3 mentions",
    ]


def test_the_timeline_lists_every_event_with_year_place_and_theme(lighthouse: BuiltSite):
    lines = find(lighthouse.main("timeline/"), ".//ol[@class='timeline']/li")
    assert [prose_of(line) for line in lines] == [
        "18701870 to 1871 The building of the light Skerrow Building",
        "18711 October 1871 The lamp is lit Skerrow Building",
        "187411 February 1874 or 12 February 1874 The wreck of the Chaika Skerrow Wrecks",
    ]
    assert [text_of(year) for year in by_class(lighthouse.main("timeline/"), "year")] == ["1870", "1871", "1874"]


@pytest.mark.parametrize(
    ("date", "year", "doubt"),
    [
        ("1944", "1944", []),
        ("/1944", "", []),
        ("../1944", "", []),
        ("1944?", "1944", ["this date is uncertain"]),
        ("[1944,1946,1948]", "1944", ["one of these dates"]),
    ],
)
def test_the_timeline_shows_a_year_only_where_one_is_known_and_names_the_doubt(
    make_archive: MakeArchive, tmp_path: Path, date: str, year: str, doubt: list[str]
):
    event = f'- {{id: x, title: X, date: "{date}", cite: "@woolf1925"}}\n'
    site = build(make_archive(tmp_path / "archive", {"content/records/events/x.yml": event}), tmp_path / "site")
    timeline = only(site.main("timeline/"), ".//ol")
    assert "".join(text_of(shown) for shown in by_class(timeline, "year")) == year
    assert [shown.get("title") for shown in by_class(timeline, "uncertain")] == doubt
