"""The page of a source with every use, and the bibliography."""

from pathlib import Path

from tests.built_site import BuiltSite, build, by_class, facts_of, find, only, text_of
from tests.conftest import MakeArchive


def test_a_source_shows_its_reference_its_identifiers_and_how_it_is_known(lighthouse: BuiltSite):
    main = lighthouse.main("sources/tulloch1899a/")
    assert text_of(only(main, ".//p[@class='reference']")) == (
        "Tulloch, Agnes. 1899a. Nights on Skerrow. Northport: Harbor Press."
    )
    assert facts_of(main) == {
        "Known through": ["“Skerrow Light” 1930"],
        "Identifiers": ["ISBN 978-0-306-40615-7 · OCLC 1000001"],
    }


def test_works_of_one_author_and_year_are_told_apart_by_letters(lighthouse: BuiltSite):
    assert text_of(only(lighthouse.main("sources/tulloch1899b/"), ".//h1")) == "Tulloch 1899b"


def test_a_use_tells_where_it_stands_what_it_says_and_whether_it_was_compared(lighthouse: BuiltSite):
    uses = find(lighthouse.main("sources/tulloch1899a/"), ".//section[@class='source-uses']//li")
    assert [text_of(use) for use in uses] == [
        "Home: On 1 October 1871 the lamp was lit on Skerrow. 3 ●",
        "Home: 1 October 1871. 3 ●",
        "The lamp is lit: The lamp was lit in 1871. 3 ●",
        "The lamp is lit: Agnes Tulloch lit the lamp on the evening of 1 October 1871. 3 ●",
        "The lamp is lit: Event “The lamp is lit”: When: 1 October 1871 3 ●",
        "The lamp is lit: Agnes Tulloch lit the lamp. 3 ●",
        "Agnes Tulloch: She kept the light at Skerrow. 3 ●",
    ]


def test_a_sentence_that_names_its_source_is_shown_with_the_name(lighthouse: BuiltSite):
    [first, *_] = by_class(lighthouse.main("sources/tulloch1899b/"), "sentence")
    assert text_of(first) == "The tower has 112 steps, Tulloch writes, and she counted them each night."


def test_a_use_that_was_not_compared_says_so_in_words_for_screen_readers(lighthouse: BuiltSite):
    marks = by_class(lighthouse.main("sources/rendall1902/"), "not-compared")
    assert {mark.get("aria-label") for mark in marks} == {"not compared with the original"}
    assert {mark.get("role") for mark in marks} == {"img"}


def test_a_source_that_nothing_cites_is_further_reading(lighthouse: BuiltSite):
    [section] = by_class(lighthouse.main("sources/unread1905/"), "source-uses")
    assert "No statement of this archive rests on this work" in text_of(section)
    assert find(section, ".//li") == []


def test_a_founding_document_shows_its_notes_with_the_sentences_that_carry_them(lighthouse: BuiltSite):
    rows = find(lighthouse.main("sources/harbor-guide/"), ".//section[@class='document-notes']//tbody/tr")
    assert [row.get("id") for row in rows] == ["--document-note-1", "--document-note-2", "--document-note-3"]
    _, cites, carried = find(rows[1], "./*")
    assert text_of(cites) == "Rendall 1902, 65–66; Hume 1876"
    assert "Three years later the Chaika was wrecked below it." in text_of(carried)
    assert text_of(find(rows[2], "./td")[1]) == "not yet carried by any sentence"


def test_a_citation_names_the_founding_documents_note_that_gives_it(lighthouse: BuiltSite):
    note = by_class(lighthouse.main("keepers/the-lamp-is-lit/"), "note")[1]
    [via] = by_class(note, "document-note")
    assert text_of(via) == "(the guide, note 2)"
    assert lighthouse.destination("keepers/the-lamp-is-lit/", only(via, ".//a"))[1].get("id") == "--document-note-2"


def test_the_editors_words_on_a_source_stand_on_its_page(lighthouse: BuiltSite):
    paragraph = only(lighthouse.main("sources/tulloch1899a/"), ".//article/p[@id]")
    assert text_of(paragraph).startswith("Written at Skerrow in her last years.")


def test_the_bibliography_goes_by_author_and_says_how_often_each_work_is_cited(lighthouse: BuiltSite):
    entries = find(lighthouse.main("sources/"), ".//ol[@class='bibliography']/li")
    assert [entry.get("id") for entry in entries] == [
        "atlas-web",
        "hume1876",
        "lights-board1872",
        "morozov1910",
        "ness1901",
        "rendall1902",
        "harbor-guide",
        "tulloch1899a",
        "tulloch1899b",
        "unread1905",
    ]
    counts = {entry.get("id"): text_of(by_class(entry, "count")[0]) for entry in entries}
    assert (counts["tulloch1899a"], counts["harbor-guide"], counts["unread1905"]) == ("7 uses", "1 use", "0 uses")


def test_an_identifier_that_the_reference_prints_is_not_repeated(make_archive: MakeArchive, tmp_path: Path):
    root = make_archive(tmp_path / "archive", {})
    sources = root / "content/sources.yml"
    sources.write_text(sources.read_text(encoding="utf-8") + '    DOI: "10.1000/a&b"\n', encoding="utf-8")
    entry = only(build(root, tmp_path / "site").main("sources/"), ".//ol[@class='bibliography']/li")
    assert text_of(entry).count("10.1000/a&b") == 1
