"""The page of all numbers: every one with all its estimates, as the chapters tell them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kalmyk_site.records.kinds import Statistic
from tests.built_site import BuiltSite, by_class, find, only, text_of


def entry(site: BuiltSite, title: str) -> HtmlElement:
    """The entry of a number."""
    return only(site.main("statistics/"), f'.//li[./div/p/a[normalize-space()="{title}"]]')


def test_every_number_is_there_with_all_its_estimates(any_site: BuiltSite):
    assert any_site.checked.index is not None
    main = any_site.main("statistics/")
    links = [any_site.destination("statistics/", link)[0] for link in find(main, ".//section[@class='numbers']/ul//a")]
    for statistic in any_site.checked.index.archive.records_of(Statistic):
        assert links.count(f"statistics/{statistic.id}/") in (1, 2), statistic.id
        values = {f"{v:,f}" for e in statistic.estimates for v in (e.value, e.low, e.high) if v is not None}
        holders = [link for link in find(main, ".//a") if (link.get("href") or "").startswith(f"{statistic.id}/")]
        shown = " ".join(text_of(only(link, "ancestor::*[self::li or self::tr][1]")) for link in holders)
        assert values <= set(shown.replace("%", " ").split()), statistic.id


def test_an_estimate_stands_with_date_who_counted_its_works_and_what_it_rounds(lighthouse: BuiltSite):
    figures = by_class(entry(lighthouse, "How many steps has the tower?"), "figures")[0]
    assert [text_of(line) for line in find(figures, "./li")] == [
        "112 steps 1872 Who counted: a witness Tulloch 1899b, chap. 3",
        "about 100 steps Who counted: not stated Atlas of Invented Lights 2015 rounds 112",
        "more than 90 steps Who counted: not stated Tulloch 1899b, chap. 3 set aside: counted from a boat",
    ]


def test_the_works_of_an_estimate_lead_to_their_use_there(lighthouse: BuiltSite):
    figures = by_class(entry(lighthouse, "How many steps has the tower?"), "figures")[0]
    for link in find(figures, ".//*[@class='rests-on']/a"):
        source, use = lighthouse.destination("statistics/", link)
        assert source.startswith("sources/")
        back = lighthouse.destination(source, only(use, ".//a[@class='sentence']"))
        assert back[0] == "statistics/steps/"


def test_every_figure_names_who_counted_or_says_that_it_is_not_stated_and_its_works(any_site: BuiltSite):
    main = any_site.main("statistics/")
    for figure in find(main, ".//ul[@class='figures']/li"):
        assert re.fullmatch("Who counted: [a-z ]+", text_of(only(figure, "./*[@class='who']")))
        assert find(figure, "./*[@class='rests-on']/a")
    for table in find(main, ".//table"):
        said = text_of(only(table, "./caption"))
        for row in find(table, ".//tr[not(contains(@class, 'total'))]/th"):
            assert re.search("who counted is not stated|from a state record|by a|worked out here", said + text_of(row))
            assert find(table, "./caption/a") or find(row, "./*[@class='detail']/a")


def test_two_estimates_of_one_value_are_told_apart_by_their_works(built_site: BuiltSite):
    figures = by_class(entry(built_site, "How many men were in the Kalmykian Cavalry Corps?"), "figures")[0]
    first, second = [text_of(line) for line in find(figures, "./li")]
    assert first.startswith("about 5,000 people")
    assert second.startswith("about 5,000 people")
    assert first != second


def test_what_is_not_stated_of_a_number_is_said_once_and_in_words(built_site: BuiltSite):
    scopes = [text_of(scope) for scope in find(built_site.main("statistics/"), ".//*[@class='number-title']/p[2]")]
    assert "men in the unit; men of the Kalmykian Cavalry Corps; where and when are not stated" in scopes
    assert [scope for scope in scopes if scope.count("not stated") > 1] == []


def test_parts_stand_as_a_sum_done_by_hand_below_their_whole(lighthouse: BuiltSite):
    whole = entry(lighthouse, "How many barrels does the list of landings hold?")
    assert [text_of(row) for row in find(whole, ".//table/tbody/tr")] == ["oil 40", "water 30", "Together 70"]
    assert text_of(only(whole, ".//caption")) == (
        "Worked out here: the parts add up to 70; of each part, from a state record; Lights Board 1872, 9"
    )
    assert [text_of(line) for line in by_class(whole, "working")] == ["88 − 70 = 18"]


def test_what_belongs_to_a_number_stands_below_it(lighthouse: BuiltSite):
    assert entry(lighthouse, "How many would half of the people aboard be?").get("class") == "below-1"
    assert entry(lighthouse, "How many died ashore in the same winter?").get("class") is None
    assert entry(lighthouse, "Which share of the steps lies below the door?").get("class") == "below-2"


def test_numbers_come_as_the_chapters_tell_them(built_site: BuiltSite):
    main = built_site.main("statistics/")
    headings = [text_of(heading) for heading in find(main, ".//section[@class='numbers']/h2")]
    assert built_site.checked.index is not None
    chapters = [chapter.label for chapter in built_site.checked.index.archive.reading_order]
    assert headings == [title for title in chapters if title in headings]
    titles = [text_of(title) for title in find(main, ".//div[@class='number-title']/p/a")]
    assert titles.index("How many people were deported in the operation?") < titles.index("How many died?")
