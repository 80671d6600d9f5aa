"""Drawings of numbers: what of the archive they show, and what they never do."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from kalmyk_site.checks.remainders import remainders_of
from kalmyk_site.records.kinds import Statistic
from tests.built_site import BuiltSite, build, by_class, find, only, text_of
from tests.conftest import MakeArchive

Size = tuple[float, float]


def drawings(site: BuiltSite, id_: str, kind: str, widths: str = "for-columns") -> list[HtmlElement]:
    """The drawings of one kind on a statistic's page, one for each range of widths."""
    found = by_class(site.main(f"statistics/{id_}/"), "numbers-drawing")
    return [each for each in found if {kind, widths} <= set((each.get("class") or "").split())]


def lines(drawing: HtmlElement) -> list[str]:
    """Lines of words of a drawing."""
    return [text_of(text).replace("\u00a0", " ") for text in find(drawing, ".//text")]


def marks(drawing: HtmlElement) -> list[str]:
    """Classes of its dots and bars, in order."""
    return [mark.get("class") or "" for mark in find(drawing, ".//rect | .//circle")]


def bars(drawing: HtmlElement, kind: str) -> list[Size]:
    """Beginning and end of each bar of a kind, in percent."""
    found = [rect for rect in find(drawing, ".//rect") if rect.get("class") == kind]
    sizes = [(float((r.get("x") or "").rstrip("%")), float((r.get("width") or "").rstrip("%"))) for r in found]
    return [(start, round(start + width, 2)) for start, width in sizes]


# The five compositions of the archive in this checkout -----------------------------------------------------------


def test_how_many_died(built_site: BuiltSite):
    [drawing] = drawings(built_site, "deaths-in-exile", "estimates")
    assert marks(drawing) == ["band", "band", "mark", "mark", "mark hollow", "mark hollow"]
    said = lines(drawing)
    assert said[0].startswith("16,017 · who counted is not stated · Human Rights Watch 1991, 9")
    assert "more than 16,000 · who counted is not stated · the article" in said
    assert "15,834 · worked out here · 17 percent of 93,139" in said
    assert "17,696 · worked out here · 19 percent of 93,139" in said
    assert len(find(drawing, ".//line[@class='join']")) == 2
    assert len(by_class(drawing, "opening")) == 1
    assert said[-1].startswith("in people; the scale begins at ")
    main = built_site.main("statistics/deaths-in-exile/")
    [apart] = by_class(main, "apart")
    assert [text_of(link) for link in find(apart, "./ul/li/p/a")] == [
        "How many died on the way?",
        "How many had died or disappeared by early 1945, as the article concludes?",
        "How many Kalmyk children died in 1945?",
    ]
    assert text_of(find(apart, "./h2")[0]) == "Set apart, not to be added"
    assert by_class(apart, "numbers-drawing") == []


@pytest.mark.parametrize(
    ("id_", "parts", "label"),
    [
        ("deported", 2, "in none of these"),
        ("laborers", 4, "in sectors that are not named"),
        ("people-by-destination", 4, "without a place in the list"),
    ],
)
def test_what_the_parts_leave_is_hatched_and_is_what_the_arithmetic_says(
    built_site: BuiltSite, id_: str, parts: int, label: str
):
    drawing, *_ = drawings(built_site, id_, "parts")
    assert built_site.checked.index is not None
    archive = built_site.checked.index.archive
    statistic = next(each for each in archive.records_of(Statistic) if each.id == id_)
    [left] = remainders_of(archive, statistic)
    [(start, end)] = bars(drawing, "missing")
    (_, reached), whole = bars(drawing, "mark")[parts - 1], bars(drawing, "mark")[-1]
    assert (start, end) == (pytest.approx(reached, abs=0.02), pytest.approx(whole[1], abs=0.02))
    assert any(line.startswith(label) for line in lines(drawing))
    assert f"{left.left:,f}" in lines(drawing)
    # Patterns are found by id: that of the drawing for the other range of widths would not be shown.
    [pattern] = find(drawing, ".//pattern")
    [missing] = by_class(drawing, "missing")
    assert missing.get("fill") == f"url(#{pattern.get('id')})"


def test_people_and_families_stand_in_panels_of_their_own_and_the_families_pass_their_line(built_site: BuiltSite):
    people, families = drawings(built_site, "people-by-destination", "parts")
    assert len(bars(people, "mark")) == 4 + 1
    assert len(bars(families, "mark")) == 9 + 1
    assert "33,866" in lines(families)
    assert "33,866" not in lines(people)
    [limit] = find(families, ".//line[@class='limit']")
    at = float((limit.get("x1") or "").rstrip("%"))
    together, over = bars(families, "mark hollow")
    assert at == bars(families, "mark")[-1][1]
    assert together[1] > at
    assert over == (at, together[1])
    assert "7,507" in lines(families)


def test_the_population_is_unjoined_dots_by_date(built_site: BuiltSite):
    [drawing] = drawings(built_site, "kalmyk-population", "series")
    assert lines(drawing)[:5] == [
        "1939",
        "131,271 · by a census · Kreindler 1986, 387",
        "134,400 · who counted is not stated · Polian 2004, 194",
        "1959",
        "106,100 · by a census · Polian 2004, 194",
    ]
    assert "1939 · 134,400 · who counted is not stated" in text_of(only(drawing, "./desc")).replace("\u00a0", " ")
    assert marks(drawing) == ["mark"] * 3
    assert find(drawing, ".//path | .//polyline") == []


def test_what_has_no_year_stands_at_the_edge_and_says_so(built_site: BuiltSite):
    [drawing] = drawings(built_site, "share-of-russians", "series")
    assert [line.partition(" · who")[0] for line in lines(drawing)[:4]] == [
        *("1926", "10.7%"),
        *("year not stated", "55.9%"),
    ]


# The second archive speaks the same grammar ----------------------------------------------------------------------


def test_each_kind_of_drawing_is_made_of_content_alone(lighthouse: BuiltSite):
    [estimates] = drawings(lighthouse, "lost-in-the-wreck", "estimates")
    assert marks(estimates) == ["band", "band", "mark", "mark", "mark hollow"]
    [series] = drawings(lighthouse, "oil-burnt", "series")
    assert marks(series) == ["mark"] * 4
    landed, carried = drawings(lighthouse, "barrels-landed", "parts")
    assert bars(landed, "missing") == [(70, 88)]
    assert bars(carried, "mark hollow")[-1][0] == float(
        (find(carried, ".//line[@class='limit']")[0].get("x1") or "").rstrip("%")
    )


@pytest.mark.parametrize("id_", ["share-below-the-door", "lost-ashore", "barrels-of-oil"])
def test_one_figure_makes_no_drawing(lighthouse: BuiltSite, id_: str):
    assert by_class(lighthouse.main(f"statistics/{id_}/"), "numbers-drawing") == []


# What holds for all of them --------------------------------------------------------------------------------------


def test_every_figure_of_a_drawing_says_who_counted(any_site: BuiltSite):
    by = "by an estimate of the state|by a (census|scholar|witness)"
    who = f"who counted is not stated|from a state record|{by}|worked out here"
    for address in [address for address in any_site.pages if re.fullmatch(r"statistics/[^/]+/", address)]:
        for figure in find(any_site.main(address), ".//figure"):
            for drawing in by_class(figure, "numbers-drawing"):
                rows = text_of(drawing) + text_of(find(figure, "./figcaption")[0])
                assert re.search(who, rows), address
                if "estimates" in (drawing.get("class") or ""):
                    dots = by_class(drawing, "mark") + by_class(drawing, "band")
                    assert len(re.findall(who, " ".join(lines(drawing)))) == len(dots), address


def test_a_drawing_has_title_description_source_and_data_and_no_evidence_of_its_own(any_site: BuiltSite):
    seen = 0
    for address, page in any_site.pages.items():
        for drawing in by_class(page, "numbers-drawing"):
            seen += 1
            assert drawing.get("role") == "img"
            names = (drawing.get("aria-labelledby") or "").split()
            assert [text_of(find(drawing, f".//*[@id='{name}']")[0]) != "" for name in names] == [True, True]
            figure = drawing.getparent()
            assert figure is not None
            assert text_of(find(figure, "./figcaption")[0])
            assert find(figure, ".//*[@data-cite or @data-kind]") == []
            assert find(drawing, ".//a") == []
            assert find(page, "//main//table"), address
    assert seen


def test_percent_and_counts_never_share_an_axis_and_unlike_numbers_neither(any_site: BuiltSite):
    assert any_site.checked.index is not None
    archive = any_site.checked.index.archive
    for statistic in archive.records_of(Statistic):
        for drawing in drawings(any_site, statistic.id, "estimates") + drawings(any_site, statistic.id, "series"):
            beside = (
                [archive.get(Statistic, target) for target in statistic.drawing.beside] if statistic.drawing else []
            )
            values = {
                f"{value:,f}"
                for each in (statistic, *beside)
                for estimate in each.estimates
                for value in (estimate.value, estimate.low, estimate.high)
                if value is not None
            }
            scope = {
                (each.measure, each.population, each.territory, each.period, each.unit) for each in (statistic, *beside)
            }
            assert len(scope) == 1
            # A figure, and behind a date the second one; the axis has labels and no strong words.
            figures = [text_of(label) for label in find(drawing, ".//tspan[@class='label']")]
            assert {re.findall(r"[\d,.]*\d", figure)[-1] for figure in figures} <= values


def test_a_difference_of_bounds_is_never_drawn(make_archive: MakeArchive, tmp_path: Path):
    def number(id_: str, value: str, more: str = "") -> str:
        return (
            f"- id: {id_}\n  title: X\n  measure: X\n  population: X\n  territory: X\n  unit: people\n"
            f"  estimates: [{{{value}, counted_by: census, cite: '@woolf1925, p. 4'}}]\n{more}"
        )

    records = number("whole", "low: 10", "  parts: [one, two]\n") + number("one", "value: 4") + number("two", "high: 7")
    root = make_archive(tmp_path / "archive", {"content/records/statistics/x.yml": records})
    assert by_class(build(root, tmp_path / "site").main("statistics/whole/"), "numbers-drawing") == []


def test_both_ranges_of_widths_show_the_same_marks_and_figures(any_site: BuiltSite):
    assert any_site.checked.index is not None
    for statistic in any_site.checked.index.archive.records_of(Statistic):
        for kind in ("estimates", "series", "parts"):
            pairs = zip(
                drawings(any_site, statistic.id, kind, "for-phones"),
                drawings(any_site, statistic.id, kind, "for-columns"),
                strict=True,
            )
            for phone, column in pairs:
                assert marks(phone) == marks(column)
                strong = [
                    [text_of(label) for label in find(each, ".//tspan[@class='label']")] for each in (phone, column)
                ]
                assert "".join(strong[0]).replace(" ", "") == "".join(strong[1]).replace(" ", "")


def test_the_scale_holds_what_it_shows(any_site: BuiltSite):
    for page in any_site.pages.values():
        for drawing in by_class(page, "numbers-drawing"):
            for mark in find(drawing, ".//rect | .//circle"):
                start = Decimal((mark.get("x") or mark.get("cx") or "").rstrip("%"))
                assert 0 <= start <= start + Decimal((mark.get("width") or "0").rstrip("%")) <= Decimal("100.01")
