"""The page of a number with all its readings, and the page of all numbers."""

from lxml.html import HtmlElement

from tests.built_site import BuiltSite, by_class, cited_in, find, only, prose_of, text_of


def readings(lighthouse: BuiltSite, address: str) -> list[HtmlElement]:
    """The row of each reading of a number."""
    return find(lighthouse.main(address), ".//table[caption='All readings of this number']/tbody/tr")


def rows(lighthouse: BuiltSite, address: str) -> list[str]:
    """The readings of a number, one line each."""
    return [prose_of(row) for row in readings(lighthouse, address)]


def test_every_reading_says_who_counted(lighthouse: BuiltSite):
    assert rows(lighthouse, "statistics/steps/") == [
        "112 steps | a hundred and twelve | 1872 | a witness",
        "about 100 steps | not stated | rounds 112; A round figure, as the keeper said.",
        "more than 90 steps | not stated | set aside: counted from a boat",
    ]


def test_a_reading_cites_its_own_source_or_the_records(lighthouse: BuiltSite):
    assert [cited_in(row) for row in readings(lighthouse, "statistics/steps/")] == [
        [("tulloch1899b", "chap. 3")],
        [("atlas-web", None), ("atlas-web", None)],
        [("tulloch1899b", "chap. 3")],
    ]


def test_a_sum_is_worked_out_and_its_difference_shown(lighthouse: BuiltSite):
    main = lighthouse.main("statistics/steps/")
    assert [text_of(row) for row in find(main, ".//table[@class='data sum']/tbody/tr")] == [
        "How many steps lie below the door?60",
        "How many steps lie above the door?51",
        "Together111",
    ]
    assert [text_of(line) for line in by_class(main, "working")] == ["112 − 111 = 1"]


def test_a_share_is_worked_out(lighthouse: BuiltSite):
    main = lighthouse.main("statistics/share-below-the-door/")
    assert [text_of(line) for line in by_class(main, "working")] == ["60 / 112 = 53.57 %"]
    assert rows(lighthouse, "statistics/share-below-the-door/") == ["53.6 % | 1872 | this archive, by arithmetic"]


def test_a_number_says_what_it_counts(lighthouse: BuiltSite):
    [scope] = by_class(lighthouse.main("statistics/steps/"), "scope")
    assert text_of(scope) == "steps; all steps; the tower; since 1871"


def test_a_number_links_to_the_disagreements_about_it(lighthouse: BuiltSite):
    [touching] = by_class(lighthouse.main("statistics/steps/"), "touching")
    assert text_of(only(touching, ".//li")) == "The steps and their parts differ by one"


def test_the_page_of_numbers_shows_every_reading_of_each(lighthouse: BuiltSite):
    terms = find(lighthouse.main("statistics/"), ".//dl[@class='numbers']/dt")
    values = find(lighthouse.main("statistics/"), ".//dl[@class='numbers']/dd")
    shown = {text_of(term): text_of(value) for term, value in zip(terms, values, strict=True)}
    assert len(shown) == 4
    assert shown["How many steps has the tower?"] == (
        "112 steps; about 100 steps; more than 90 steps"
        " steps; all steps; the tower; since 1871 Who counted: a witness; not stated"
    )
