"""The timeline: the drawing with its marks and words, the list, and what the filter finds by."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from kalmyk_site.pages.timeline import fold
from tests.built_site import BuiltSite, build, by_class, find, only, prose_of, text_of
from tests.conftest import MakeArchive

DRAWINGS = ("strips-medium", "strips-wide")


def line_of(site: BuiltSite, title: str) -> HtmlElement:
    """The line of the list that begins with a title."""
    lines = find(site.main("timeline/"), ".//ol[@class='timeline']/li")
    [line] = [line for line in lines if text_of(by_class(line, "title")[0]) == title]
    return line


def marks_of(site: BuiltSite, drawing: str, title: str) -> set[str]:
    """Element and classes of everything that a drawing shows for an event, from its title."""
    key = line_of(site, title).get("data-event", "")
    [shown] = by_class(site.main("timeline/"), drawing)
    links = find(shown, f".//a[@data-event='{key}']")
    shapes = [shape for link in links for shape in find(link, ".//rect | .//line | .//text | .//path")]
    return {f"{shape.tag} {shape.get('class')}" for shape in shapes if shape.get("class", "").split()[0] != "label"}


# The list --------------------------------------------------------------------------------------------------------


def test_the_list_has_year_date_title_sentence_place_theme_and_source(lighthouse: BuiltSite):
    lines = find(lighthouse.main("timeline/"), ".//ol[@class='timeline']/li")

    assert [prose_of(line) for line in (lines[0], lines[2], lines[3])] == [
        "an unknown date to 1879 There is a hut for the stores Building Lights Board 1872, 9",
        "18711 October 1871 The lamp is lit Agnes Tulloch lit the lamp. Skerrow Building Lights Board 1872, 9",
        "1872from March 1872 The keepers begin to write to the mainland Letters to the mainland Lights Board 1872, 15",
    ]
    assert len(lines) == 12


def test_a_year_is_shown_once(lighthouse: BuiltSite):
    years = by_class(lighthouse.main("timeline/"), "year")

    assert [text_of(year) for year in years if "repeated" not in (year.get("class") or "").split()] == (
        ["1870", "1871", "1872", "1873", "1874", "1876", "1877", "1878", "1904"]
    )
    assert len(years) == 11


def test_a_line_says_on_what_it_rests_without_being_evidence(lighthouse: BuiltSite):
    main = lighthouse.main("timeline/")
    [rests] = by_class(line_of(lighthouse, "The lamp is lit"), "rests-on")
    link = only(rests, "./a")

    assert lighthouse.destination("timeline/", link)[0] == "sources/lights-board1872/"
    assert (link.get("href") or "").rpartition("#--use-")[2].isdecimal()
    assert only(rests, "./span").get("aria-label") == "not compared with the original"
    assert find(main, ".//*[@data-cite] | .//a[@data-kind] | .//a[@data-id]") == []


@pytest.mark.parametrize(
    ("date", "year", "doubt"),
    [
        ("1944", "1944", []),
        ("/1944", "", []),
        ("../1944", "", []),
        ("1944?", "1944", ["this date is uncertain"]),
        ("163X", "1630s", []),
        ("163X/1640", "1630s", []),
        ("[1944,1946,1948]", "1944", ["one of these dates"]),
    ],
)
def test_the_list_shows_a_year_only_where_one_is_known_and_names_the_doubt(
    make_archive: MakeArchive, tmp_path: Path, date: str, year: str, doubt: list[str]
):
    event = f'- {{id: x, title: X, date: "{date}", cite: "@woolf1925"}}\n'
    site = build(make_archive(tmp_path / "archive", {"content/records/events/x.yml": event}), tmp_path / "site")
    timeline = only(site.main("timeline/"), ".//ol[@class='timeline']")
    assert "".join(text_of(shown) for shown in by_class(timeline, "year")) == year
    assert [shown.get("title") for shown in by_class(timeline, "uncertain")] == doubt


def test_the_filter_finds_an_event_by_every_recorded_name_of_what_it_names(lighthouse: BuiltSite):
    names = line_of(lighthouse, "The wreck of the Chaika").get("data-names", "")

    assert names.split("; ") == ["pyotr morozov", "петр морозов", "sgeir ruadh"]
    assert line_of(lighthouse, "The wreck of the Chaika").get("data-themes") == "wrecks"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Hammarskjöld", "hammarskjold"), ("Пётр  МОРОЗОВ", "петр морозов"), ("Элст", "элст"), ("Ӏɑ́", "ӏɑ")],
)
def test_names_are_folded_without_case_and_accents(text: str, folded: str):
    assert fold(text) == folded


# The drawing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("drawing", DRAWINGS)
@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("The lamp is lit", {"rect mark"}),
        ("The lamp is repaired", {"rect mark"}),
        ("The fog bell is hung", {"rect mark doubtful"}),
        ("The light is given up", {"rect mark doubtful"}),
        ("The keepers begin to write to the mainland", {"line mark campaign goes-on"}),
        ("A second keeper comes and does not stay", {"line mark breaks-off", "line mark campaign breaks-off"}),
        ("There is a hut for the stores", {"line mark breaks-off"}),
        ("A letter asks for oil", {"rect mark doubtful campaign", "line join", "text rimmed"}),
        ("The wreck of the Chaika", {"rect mark doubtful", "line join", "text rimmed"}),
        ("The Lights Board inspects the light", {"rect mark", "line join"}),
    ],
)
def test_each_kind_of_date_has_its_mark(lighthouse: BuiltSite, drawing: str, title: str, marks: set[str]):
    assert marks_of(lighthouse, drawing, title) == marks


def test_each_kind_of_date_has_its_mark_in_the_column(lighthouse: BuiltSite):
    column = {
        "The lamp is lit": {"rect mark"},
        "The fog bell is hung": {"rect mark doubtful"},
        "The keepers begin to write to the mainland": {"line mark campaign goes-on"},
        "There is a hut for the stores": {"line mark breaks-off"},
        "A letter asks for oil": {"rect mark doubtful campaign", "line join"},
    }
    assert {title: marks_of(lighthouse, "time-column", title) for title in column} == column


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_marks_lead_to_their_events_and_say_the_date_in_words(any_site: BuiltSite, drawing: str):
    main = any_site.main("timeline/")
    [shown] = by_class(main, drawing)
    titles = {
        line.get("data-event"): (link.get("href"), f"{text_of(by_class(line, 'when')[0])}: {text_of(link)}")
        for line in find(main, ".//ol[@class='timeline']/li")
        for link in find(line, ".//span[@class='title']/a")
    }
    links = find(shown, ".//a")
    marks = [link for link in links if find(link, "./title")]

    assert {link.get("data-event") for link in marks} == set(titles)
    assert all(link.get("href") == titles[link.get("data-event")][0] for link in links)
    assert all(text_of(only(link, "./title")) == titles[link.get("data-event")][1] for link in marks)
    assert {link.get("tabindex") for link in links} == {"-1"}


def test_drawings_with_links_are_groups_with_a_name_and_hide_what_the_list_says(any_site: BuiltSite):
    main = any_site.main("timeline/")
    for drawing in find(main, ".//figure//svg[@role]"):
        assert drawing.get("role") == "group"
        named = [only(main, f".//*[@id='{name}']") for name in (drawing.get("aria-labelledby") or "").split()]
        assert [element.tag for element in named] == ["title", "desc"]
        assert all(text_of(element) for element in named)
        assert find(drawing, ".//a[not(ancestor::g[@aria-hidden='true'])]") == []


def test_the_strips_are_titled_and_days_and_lanes_without_an_event_say_so(lighthouse: BuiltSite):
    [shown] = by_class(lighthouse.main("timeline/"), "strips-wide")
    words = [text_of(text) for text in find(shown, ".//text")]

    assert {"1870 to 1904", "1871 to 1880", "8 to 14 February 1874"} <= set(words)
    assert "Gales: no dated event in these years" in words
    assert [text_of(text) for text in by_class(shown, "empty")] == ["no dated event"] * 4


@pytest.mark.parametrize(("events", "said"), [(3, False), (60, True)])
def test_the_caption_says_what_grey_is_where_something_is_drawn_in_it(
    make_archive: MakeArchive, tmp_path: Path, events: int, said: bool
):
    listed = "".join(
        f"- {{id: e{key}, title: E{key}, date: 1944-05-05, cite: '@woolf1925'}}\n" for key in range(events)
    )
    site = build(make_archive(tmp_path / "archive", {"content/records/events/e.yml": listed}), tmp_path / "site")
    main = site.main("timeline/")

    assert bool(by_class(main, "crowd")) is said
    assert ("A grey block stands for more events" in text_of(only(main, ".//figcaption"))) is said


def test_the_caption_is_true_of_dates_with_and_without_a_word_between_them(lighthouse: BuiltSite):
    said = text_of(only(lighthouse.main("timeline/"), ".//figcaption"))

    assert (
        "Hollow and dashed is what is uncertain: a date in doubt, or one of several of which only one is right." in said
    )
    assert "A dotted line joins the dates of one event." in said


def test_the_second_color_is_explained_where_no_lane_has_its_name(lighthouse: BuiltSite):
    [strips] = by_class(lighthouse.main(""), "time-strips")

    assert [text_of(said) for said in find(strips, "./figcaption/span")] == ["In this color: Letters to the mainland."]
    assert find(lighthouse.main("timeline/"), ".//figcaption/span") == []


def test_small_screens_get_the_outer_strips_as_lists(lighthouse: BuiltSite):
    before, after = by_class(lighthouse.main("timeline/"), "strip-list")

    assert [text_of(line) for line in find(before, ".//li")] == ["about 1904 Light given up"]
    assert [text_of(line) for line in find(after, ".//li")] == [
        "8 February 1874 no dated event",
        "9 February 1874 no dated event",
        "10 February 1874 no dated event",
        "11 February 1874 or 12 February 1874 Wreck of the Chaika",
        "12 to 13 February 1874 Search for the boat",
        "14 February 1874 no dated event",
    ]


def test_at_most_25_names_stand_in_a_strip(built_site: BuiltSite):
    for drawing in DRAWINGS:
        [shown] = by_class(built_site.main("timeline/"), drawing)
        names = [text for text in find(shown, ".//a/text") if "label" in (text.get("class") or "").split()]
        assert 20 < len(names) <= 3 * 25


def test_an_archive_without_events_has_a_timeline_without_a_drawing(make_archive: MakeArchive, tmp_path: Path):
    main = build(make_archive(tmp_path / "archive", {}), tmp_path / "site").main("timeline/")

    assert find(main, ".//figure | .//form") == []


def test_an_archive_without_themes_has_one_lane(make_archive: MakeArchive, tmp_path: Path):
    event = "- {id: x, title: X, short: An event, date: 1944, cite: '@woolf1925'}\n"
    main = build(make_archive(tmp_path / "archive", {"content/records/events/x.yml": event}), tmp_path / "site").main(
        "timeline/"
    )

    assert by_class(main, "lane-title") == []
    assert {text_of(name) for name in by_class(main, "label")} == {"1944", "An event"}
    assert find(main, ".//fieldset") == []
