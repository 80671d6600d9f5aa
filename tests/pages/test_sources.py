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
        "Take along": ["CSL-JSON · BibTeX · RIS · Copy citation"],
    }


def test_works_of_one_author_and_year_are_told_apart_by_letters(lighthouse: BuiltSite):
    assert text_of(only(lighthouse.main("sources/tulloch1899b/"), ".//h1")) == "Tulloch 1899b"


def test_uses_stand_by_chapter_and_kind_with_place_sentence_and_whether_it_was_compared(lighthouse: BuiltSite):
    [section] = by_class(lighthouse.main("sources/tulloch1899a/"), "source-uses")
    assert [text_of(part) for part in find(section, "./h3 | ./p[@class='use-owner'] | ./ol/li")] == [
        "Home 2",
        "3 On 1 October 1871 the lamp was lit on Skerrow. ●",
        "3 1 October 1871. ●",
        "The lamp is lit 2",
        "3 The lamp was lit in 1871. ●",
        "3 Agnes Tulloch lit the lamp on the evening of 1 October 1871. ●",
        "Events 2",
        "The lamp is lit",
        "3 Event “The lamp is lit”: When: 1 October 1871 ●",
        "3 Agnes Tulloch lit the lamp. ●",
        "People named 1",
        "Agnes Tulloch",
        "3 She kept the light at Skerrow. ●",
    ]


def test_what_names_the_record_of_a_field_is_heard_and_not_seen(lighthouse: BuiltSite):
    uses = by_class(lighthouse.main("sources/tulloch1899a/"), "sentence")
    assert [text_of(name) for use in uses for name in by_class(use, "aside")] == ["Event “The lamp is lit”:"]


def test_a_long_list_of_uses_begins_with_links_to_its_parts(lighthouse: BuiltSite):
    links = find(lighthouse.main("sources/tulloch1899a/"), ".//nav[@class='jump']//a")
    assert [text_of(link) for link in links] == ["Home", "The lamp is lit", "Events", "People named"]
    for link in links:
        heading = lighthouse.destination("sources/tulloch1899a/", link)[1]
        assert (heading.tag, text_of(heading).startswith(text_of(link))) == ("h3", True)


def test_a_founding_document_has_no_other_original_to_be_compared_with(lighthouse: BuiltSite):
    [section] = by_class(lighthouse.main("sources/harbor-guide/"), "source-uses")
    assert text_of(by_class(section, "counts")[0]) == "1 use"
    assert by_class(section, "compared") + by_class(section, "not-compared") == []


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


def test_downloads_lead_to_the_files(any_site: BuiltSite):
    for address, stem in (
        ("sources/", "sources"),
        *((f"sources/{key}/", f"sources/{key}") for key in keys_of(any_site)),
    ):
        links = find(any_site.main(address), ".//*[@class='take-along']//a[@download]")
        places = [any_site.follow(address, link.get("href", "")) for link in links]
        assert [place.address for place in places if place] == [f"data/{stem}.{end}" for end in ("json", "bib", "ris")]


def keys_of(site: BuiltSite) -> list[str]:
    """Keys of all sources."""
    return [entry.get("id", "") for entry in find(site.main("sources/"), ".//ol[@class='bibliography']/li")]


def test_the_bibliography_says_of_each_work_what_it_can_be_ordered_by(lighthouse: BuiltSite):
    entries = {entry.get("id"): entry for entry in find(lighthouse.main("sources/"), ".//ol/li")}
    told = {
        key: tuple(entry.get(f"data-{name}") for name in ("form", "year", "times")) for key, entry in entries.items()
    }
    assert told["tulloch1899a"] == ("books", "1899", "7")
    assert told["hume1876"][:2] == ("press", "1876")
    assert told["harbor-guide"] == ("chapters", "1930", "1")


def test_kinds_and_decades_are_offered_with_how_many_works_they_leave(lighthouse: BuiltSite):
    form = only(lighthouse.main("sources/"), ".//form")
    options = {
        select.get("name"): [text_of(option) for option in find(select, "./option")]
        for select in find(form, ".//select")
    }
    assert options["form"] == [
        *("all kinds", "books (4)", "chapters and entries (2)", "journal articles (1)", "press and broadcasts (1)"),
        *("reports and theses (1)", "pages on the web (1)"),
    ]
    assert options["years"] == [
        *("all years", "1870s (2)", "1890s (2)", "1900s (3)", "1910s (1)", "1930s (1)", "2010s (1)"),
    ]
    assert text_of(only(form, ".//output")) == "10 works"


def test_a_note_of_a_document_shows_a_few_sentences_and_folds_the_rest(built_site: BuiltSite, lighthouse: BuiltSite):
    [long] = [
        row
        for row in find(built_site.main("sources/wikipedia-deportation/"), ".//tr")
        if row.get("id", "")[-3:] == "-34"
    ]
    shown, folded = (find(long, path) for path in (".//td/ul/li", ".//details/ul/li"))
    assert len(shown) == 4
    assert text_of(only(long, ".//summary")) == f"{len(folded)} more sentences"
    short = only(lighthouse.main("sources/harbor-guide/"), ".//tr[@id='--document-note-3']")
    assert find(short, ".//details") == []
