"""The page of all points at which the sources disagree."""

from tests.built_site import BuiltSite, by_class, cited_in, find, only, prose_of, section_of, text_of


def test_points_stand_in_groups_by_what_is_at_stake(lighthouse: BuiltSite):
    main = lighthouse.main("disagreements/")
    assert [text_of(heading) for heading in find(main, ".//h2[not(ancestor::section[@data-id])]")] == [
        "Nights",
        "Counts",
    ]
    [jump] = by_class(main, "jump")
    for link in find(jump, ".//a"):
        group = lighthouse.destination("disagreements/", link)[1]
        assert text_of(only(group, "./h2")) == text_of(link)


def test_the_page_counts_points_by_status(lighthouse: BuiltSite):
    [counts] = by_class(lighthouse.main("disagreements/"), "counts")
    assert text_of(counts) == "1 open, 1 likely explained, 0 explained"


def test_readings_stand_side_by_side_each_with_its_evidence(lighthouse: BuiltSite):
    first, second = by_class(section_of(lighthouse, "disagreements/", "steps-and-their-parts"), "reading")
    assert prose_of(only(first, "./p")) == "The tower has 112 steps."
    assert cited_in(only(first, "./p")) == [("tulloch1899b", "chap. 3")]
    assert cited_in(only(second, "./p")) == [("tulloch1899b", "40")]


def test_a_reading_from_outside_says_so_with_address_and_strength(lighthouse: BuiltSite):
    point = section_of(lighthouse, "disagreements/", "night-of-the-wreck")
    [outside] = [reading for reading in by_class(point, "reading") if by_class(reading, "outside-label")]
    assert text_of(by_class(outside, "outside-label")[0]) == "Outside the archive’s sources (medium)"
    link = only(outside, ".//a[@rel='external noopener']")
    assert (text_of(link), link.get("href")) == ("Almanac of storms", "https://storms.example/1874")
    assert cited_in(outside) == []


def test_the_working_is_shown_like_a_sum_done_by_hand(lighthouse: BuiltSite):
    point = section_of(lighthouse, "disagreements/", "steps-and-their-parts")
    assert [text_of(line) for line in by_class(point, "working")] == ["60 + 51 = 111", "112 − 111 = 1"]


def test_a_point_says_its_status_and_what_would_settle_it(lighthouse: BuiltSite):
    point = section_of(lighthouse, "disagreements/", "night-of-the-wreck")
    assert text_of(by_class(point, "status")[0]) == "Status: open"
    assert text_of(by_class(point, "settled-by")[0]) == "It would be settled by: the ship’s log."
    [note] = by_class(point, "editors-note")
    assert "Both nights were stormy at Skerrow." in text_of(note)


def test_a_point_links_to_all_that_it_touches(lighthouse: BuiltSite):
    about = only(section_of(lighthouse, "disagreements/", "night-of-the-wreck"), ".//p[@class='about']")
    assert [lighthouse.destination("disagreements/", link)[0] for link in find(about, ".//a")] == [
        "events/wreck-of-the-chaika/",
        "keepers/the-lamp-is-lit/",
    ]
