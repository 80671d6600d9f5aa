"""The page of all numbers: every one with all its estimates, as the chapters tell them."""

from __future__ import annotations

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


def test_an_estimate_stands_with_date_who_counted_and_what_it_rounds(lighthouse: BuiltSite):
    figures = by_class(entry(lighthouse, "How many steps has the tower?"), "figures")[0]
    assert [text_of(line) for line in find(figures, "./li")] == [
        "112 steps 1872; by a witness",
        "about 100 steps who counted is not stated; rounds 112",
        "more than 90 steps who counted is not stated; set aside: counted from a boat",
    ]


def test_parts_stand_as_a_sum_done_by_hand_below_their_whole(lighthouse: BuiltSite):
    whole = entry(lighthouse, "How many barrels does the list of landings hold?")
    assert [text_of(row) for row in find(whole, ".//table/tbody/tr")] == ["oil 40", "water 30", "Together 70"]
    assert "of each part, from a state record" in text_of(only(whole, ".//caption"))
    assert [text_of(line) for line in by_class(whole, "working")] == ["88 − 70 = 18"]
    assert [rect.get("width") for rect in find(whole, ".//rect")] == ["57.14%", "42.86%"]


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
