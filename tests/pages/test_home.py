"""The home page, the evidence account, and the page for addresses that lead nowhere."""

import json
import re
from pathlib import Path
from typing import Any

from tests.built_site import BuiltSite, build, by_class, cited_in, find, only, prose_of, text_of
from tests.conftest import MakeArchive


def test_the_home_page_says_what_happened_with_evidence(lighthouse: BuiltSite):
    [lede] = by_class(lighthouse.main(""), "lede")
    assert prose_of(only(lede, "./p")) == "On 1 October 1871 the lamp was lit on Skerrow."
    assert cited_in(only(lede, "./p")) == [("tulloch1899a", "3")]


def test_the_home_page_asks_questions_that_lead_on(lighthouse: BuiltSite):
    [questions] = by_class(lighthouse.main(""), "questions")
    assert [lighthouse.destination("", link)[0] for link in find(questions, ".//a")] == [
        "keepers/the-lamp-is-lit/",
        "about/evidence/",
    ]


def test_the_facts_in_short_are_cited_one_by_one(lighthouse: BuiltSite):
    [facts] = by_class(lighthouse.main(""), "in-short")
    assert [text_of(term) for term in find(facts, ".//dt")] == ["When", "Who"]
    assert [cited_in(value) for value in find(facts, ".//dd")] == [[("tulloch1899a", "3")], [("lights-board1872", "9")]]


def test_a_key_number_says_what_it_counts_who_counted_and_how_many_estimates_there_are(lighthouse: BuiltSite):
    row = only(lighthouse.main(""), ".//table[contains(@class, 'key-numbers')]/tbody/tr")
    assert prose_of(row) == "112 steps | How many steps has the tower? | a witness | 3"


def citations(site: BuiltSite) -> list[dict[str, Any]]:
    """Every citation of a site, from its data."""
    return json.loads(site.site.files["data/archive.json"])["citations"]


def compared(site: BuiltSite) -> int:
    """How many of them were compared with the original."""
    return sum(citation["compared"] for citation in citations(site))


def test_the_home_page_names_disagreements_and_what_is_missing(lighthouse: BuiltSite):
    text = text_of(lighthouse.main(""))
    assert "On which night was the Chaika wrecked?" in text
    assert "All 2 points of disagreement" in text
    assert "No logbook of the winter of 1880 is known." in text
    assert f"{compared(lighthouse)} of {len(citations(lighthouse))} citations have been compared" in text


def test_the_home_page_lists_the_chapters_in_reading_order(built_site: BuiltSite):
    [chapters] = by_class(built_site.main(""), "chapters")
    assert [item.get("value") for item in find(chapters, "./li")] == [str(number) for number in range(1, 10)]


def test_a_chapter_on_the_home_page_leads_to_itself(lighthouse: BuiltSite):
    [chapters] = by_class(lighthouse.main(""), "chapters")
    assert lighthouse.destination("", only(chapters, ".//a"))[0] == "keepers/the-lamp-is-lit/"


def test_an_archive_of_two_texts_has_no_empty_headings(make_archive: MakeArchive, tmp_path: Path):
    site = build(make_archive(tmp_path / "archive", {}), tmp_path / "site")
    for address, page in site.pages.items():
        for section in find(page, "//main//section[not(@hidden)]"):
            assert find(section, ".//p | .//li | .//dd | .//td"), f"{text_of(section)} on /{address}"


def test_the_evidence_account_counts_citations_and_works(lighthouse: BuiltSite):
    main = lighthouse.main("about/evidence/")
    all_of_them = len(citations(lighthouse))
    line = (
        rf"{all_of_them} citations in all: \d+ known only through a founding document, {compared(lighthouse)} compared"
    )
    assert re.search(line, text_of(main))
    uses = [int(text_of(find(row, "./td")[0])) for row in find(main, ".//table/tbody/tr")]
    assert uses == sorted(uses, reverse=True)
    assert sum(uses) == all_of_them
    assert all(text_of(find(row, "./td")[1]).endswith("%") for row in find(main, ".//table/tbody/tr"))


def test_the_evidence_account_names_testimonies_works_that_nothing_cites_and_what_the_checks_found(
    lighthouse: BuiltSite,
):
    main = lighthouse.main("about/evidence/")
    after = {
        text_of(heading): [text_of(item) for item in find(heading, "./following-sibling::ul[1]/li")]
        for heading in find(main, ".//h2")
    }
    assert after["Testimonies"] == ["Morozov 1910"]
    assert after["Works that nothing cites"] == ["Unread 1905"]
    assert after["Left without a source by the founding documents"] == ["Pyotr Morozov | 1874"]
    explained = "parts that do not add up to their total: 1 (explained under: The steps and their parts differ by one)"
    assert explained in after["What the checks list that is no error"]


def test_the_page_for_wrong_addresses_says_so_and_offers_every_list(lighthouse: BuiltSite):
    main = lighthouse.main("404.html")
    assert text_of(only(main, ".//h1")) == "This page does not exist"
    offered = [lighthouse.destination("404.html", link)[0] for link in find(main, ".//ul[@class='index']//a")]
    assert offered == [
        *("events/", "people/", "places/", "laws/", "statistics/", "sources/"),
        *("organizations/", "groups/", "claims/", "disagreements/", "glossary/"),
        *("timeline/", "map/", "about/evidence/"),
    ]


def test_the_page_for_wrong_addresses_says_what_the_archive_does_not_hold(built_site: BuiltSite):
    assert "This archive holds no lists of the deported." in text_of(built_site.main("404.html"))


def test_an_archive_may_say_in_its_own_words_what_a_list_holds(make_archive: MakeArchive, tmp_path: Path):
    folder = make_archive(tmp_path / "archive", {})
    settings = folder / "content/archive.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "intros:\n  person: Nobody but walkers.\n", encoding="utf-8"
    )
    site = build(folder, tmp_path / "site")
    assert text_of(only(site.main("people/"), ".//p[@class='subtitle']")) == "Nobody but walkers."


def test_an_archive_that_holds_nothing_has_no_heading_over_nothing(make_archive: MakeArchive, tmp_path: Path):
    root = make_archive(tmp_path / "archive", {"content/home.md": "---\ntitle: Empty\n---\n\nNothing. {.editorial}\n"})
    (root / "content/story/walk.md").unlink()
    settings = root / "content/archive.yml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("parts:")[0] + "changed: 2020-01-01\n")
    site = build(root, tmp_path / "site")
    for address in ("", "disagreements/"):
        assert find(site.main(address), ".//h2 | .//h3 | .//nav | .//p[@class='counts']") == []


def test_the_evidence_account_counts_every_statement_once(make_archive: MakeArchive, tmp_path: Path):
    event = """\
- id: pier
  title: The pier opens
  date: {value: "1925", cite: "@woolf1925, p. 7", note: "It opened. [@woolf1925, p. 8]"}
  date_as_written: in the year
  themes: []
  text: |
    It opened.

    It rained [@woolf1925, p. 9].
  cite: "@woolf1925, p. 3"
"""
    root = make_archive(tmp_path / "archive", {"content/records/events/e.yml": event})
    walk = root / "content/story/walk.md"
    walk.write_text(
        walk.read_text(encoding="utf-8") + "\nWe wrote this. {.editorial}\n\n> She said so. [@woolf1925, p. 5]\n"
    )
    main = build(root, tmp_path / "site").main("about/evidence/")
    first, second, third = find(main, ".//h2[1]/following-sibling::ul[1]/li")[:3]
    # One paragraph at home, two of the chapter; the event's note, two paragraphs, its date and how that is written.
    assert text_of(first).startswith("8 statements:")
    assert text_of(second).startswith("8 of them cite a source")
    assert text_of(third).startswith("Besides, 1 paragraph")


def test_statements_left_without_a_source_stand_in_one_order(make_archive: MakeArchive, tmp_path: Path):
    founding = "".join(
        f"  - {{id: {key}, type: book, title: {key.upper()}, issued: 1900,"
        ' custom: {notes: [{number: 1, cites: "@woolf1925, p. 4"}]}}\n'
        for key in "abcdef"
    )
    root = make_archive(tmp_path / "archive", {})
    sources, settings, walk = (root / f"content/{name}" for name in ("sources.yml", "archive.yml", "story/walk.md"))
    sources.write_text(sources.read_text(encoding="utf-8") + founding, encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + "founding_documents: [f, d, b, a, c, e]\n")
    walk.write_text(walk.read_text(encoding="utf-8") + "".join(f"\nSaid by {key} [@{key}].\n" for key in "fdbace"))
    main = build(root, tmp_path / "site").main("about/evidence/")
    assert [text_of(line) for line in by_class(by_class(main, "uses")[0], "sentence")] == [
        f"Said by {key}." for key in "abcdef"
    ]
