"""The page of a number with all its estimates, and the page of all numbers."""

from pathlib import Path

from lxml.html import HtmlElement

from tests.built_site import BuiltSite, build, by_class, cited_in, facts_of, find, only, prose_of, text_of
from tests.conftest import MakeArchive


def estimates(lighthouse: BuiltSite, address: str) -> list[HtmlElement]:
    """The row of each estimate of a number."""
    return find(lighthouse.main(address), ".//table[starts-with(caption, 'All estimates of this number')]/tbody/tr[td]")


def rows(lighthouse: BuiltSite, address: str) -> list[str]:
    """The estimates of a number, one line each."""
    return [prose_of(row) for row in estimates(lighthouse, address)]


def test_every_estimate_says_who_counted(lighthouse: BuiltSite):
    assert rows(lighthouse, "statistics/steps/") == [
        "112 | 1872 | a witness | as written: “a hundred and twelve”",
        "about 100 | not stated | rounds 112; A round figure, as the keeper said.",
        "more than 90 | not stated | set aside: counted from a boat",
    ]


def test_an_estimate_cites_its_own_source_or_the_records(lighthouse: BuiltSite):
    assert [cited_in(row) for row in estimates(lighthouse, "statistics/steps/")] == [
        [("tulloch1899b", "chap. 3")],
        [("atlas-web", None), ("atlas-web", None)],
        [("tulloch1899b", "chap. 3")],
    ]


def test_a_sum_is_worked_out_and_its_difference_shown(lighthouse: BuiltSite):
    main = lighthouse.main("statistics/steps/")
    assert [text_of(row) for row in find(main, ".//table[@class='data sum']/tbody/tr")] == [
        "How many steps lie below the door? 60",
        "How many steps lie above the door? 51",
        "Together 111",
    ]
    assert [text_of(line) for line in by_class(main, "working")] == ["112 − 111 = 1"]


def test_a_share_is_worked_out(lighthouse: BuiltSite):
    main = lighthouse.main("statistics/share-below-the-door/")
    assert [text_of(line) for line in by_class(main, "working")] == ["60 ÷ 112 = 53.57%"]
    assert rows(lighthouse, "statistics/share-below-the-door/") == ["53.6 | 1872 | worked out here"]


def test_a_number_says_what_it_counts(lighthouse: BuiltSite):
    [scope] = by_class(lighthouse.main("statistics/steps/"), "scope")
    assert text_of(scope) == "steps; all steps; the tower; since 1871"


def test_a_number_names_the_places_at_which_it_counts(lighthouse: BuiltSite):
    main = lighthouse.main("statistics/keepers-on-linga/")
    assert facts_of(main)["Where"] == ["The Islands of Linga"]
    [link] = find(main, ".//dl[@class='facts']//a[@data-kind='place']")
    assert link.get("data-id") == "linga"


def test_a_number_links_to_the_disagreements_about_it(lighthouse: BuiltSite):
    [touching] = by_class(lighthouse.main("statistics/steps/"), "touching")
    assert text_of(only(touching, ".//li")) == "The steps and their parts differ by one"


def test_a_sum_is_shown_for_each_date(tmp_path: Path, make_archive: MakeArchive):
    def number(id_: str, first: int, second: int, more: str = "") -> str:
        return (
            f"- id: {id_}\n  title: X\n  measure: X\n  population: X\n  territory: X\n  unit: people\n  estimates:\n"
            f"    - {{value: {first}, date: 1920, counted_by: census, cite: '@woolf1925, p. 4'}}\n"
            f"    - {{value: {second}, date: 1930, counted_by: census, cite: '@woolf1925, p. 4'}}\n{more}"
        )

    records = number("whole", 10, 20, "  parts: [one, two]\n") + number("one", 4, 9) + number("two", 6, 12)
    root = make_archive(tmp_path / "archive", {"content/records/statistics/x.yml": records})
    main = build(root, tmp_path / "site").main("statistics/whole/")

    assert [text_of(caption) for caption in find(main, ".//table[@class='data sum']/caption")] == [
        "Worked out here: the parts add up to 10 (1920); of each part, by a census; Woolf 1925, 4",
        "Worked out here: the parts add up to 21 (1930); of each part, by a census; Woolf 1925, 4",
    ]
    assert [text_of(line) for line in by_class(main, "working")] == ["21 − 20 = 1"]


def test_a_share_of_a_huge_number_is_worked_out(tmp_path: Path, make_archive: MakeArchive):
    def number(id_: str, value: str, unit: str, more: str = "") -> str:
        return (
            f"- id: {id_}\n  title: X\n  measure: X\n  population: X\n  territory: X\n  unit: {unit}\n"
            f"  estimates: [{{value: {value}, counted_by: census, cite: '@woolf1925, p. 4'}}]\n{more}"
        )

    huge = "9" * 24
    records = number("share", "5", "per mille", "  share_of: {of: huge, in: small}\n")
    records += number("huge", huge, "people") + number("small", "0.00000000000000000007", "people")
    root = make_archive(tmp_path / "archive", {"content/records/statistics/x.yml": records})
    main = build(root, tmp_path / "site").main("statistics/share/")

    [line] = by_class(main, "working")
    assert text_of(line).endswith("00‰")


def test_a_note_of_two_paragraphs_stands_in_no_line(make_archive: MakeArchive, tmp_path: Path):
    number = """\
- id: steps
  title: Steps
  measure: steps
  population: all
  territory: pier
  unit: steps
  estimates:
    - value: 3
      counted_by: witness
      note: |
        One.

        Two.
  cite: "@woolf1925"
"""
    root = make_archive(tmp_path / "archive", {"content/records/statistics/s.yml": number})
    main = build(root, tmp_path / "site").main("statistics/steps/")
    assert [prose_of(paragraph) for paragraph in find(main, ".//td/div[@class='remark']/p")] == ["One.", "Two."]
    assert find(main, ".//span//p") == []
