"""The page of a chapter, of a part of the book, and of a text about the archive."""

from pathlib import Path

from tests.built_site import BuiltSite, build, by_class, find, only, prose_of, text_of
from tests.conftest import MakeArchive

CHAPTER = "keepers/the-lamp-is-lit/"


def test_a_chapter_says_its_place_in_the_book_and_its_time(lighthouse: BuiltSite):
    [kicker] = by_class(lighthouse.main(CHAPTER), "kicker")
    assert text_of(kicker) == "1 of 1 · 1 October 1871 to February 1874"


def test_a_chapter_begins_with_summary_content_note_and_notice(lighthouse: BuiltSite):
    main = lighthouse.main(CHAPTER)
    [summary], [warning], [notice] = (by_class(main, name) for name in ("summary", "content-note", "notice"))
    assert prose_of(only(summary, "./p")).startswith("The lamp was lit in 1871. Three years later")
    assert text_of(warning) == "This chapter tells of men who drowned."
    assert prose_of(only(notice, "./p")) == "It rests for the most part on one book."


def test_the_contents_of_a_chapter_lead_to_its_headings(lighthouse: BuiltSite):
    [contents] = by_class(lighthouse.main(CHAPTER), "contents")
    for link in find(contents, ".//a"):
        heading = lighthouse.destination(CHAPTER, link)[1]
        assert (heading.tag, text_of(heading)) == ("h2", text_of(link))


def test_prose_becomes_lists_tables_quotations_and_definitions(lighthouse: BuiltSite):
    article = only(lighthouse.main(CHAPTER), ".//article")
    assert len(find(article, "./ul/li")) == 2
    assert [prose_of(row) for row in find(article, "./table/tbody/tr")] == [
        "Agnes Tulloch | 1871",
        "Pyotr Morozov | 1874",
    ]
    assert prose_of(only(article, "./blockquote/p")) == "I saw her lamp and steered by it, and then I saw it no more."
    assert prose_of(only(article, "./dl/dd")) == "A fixed light of the third order."
    assert len(find(article, "./p[@class='testimony']")) == 1


def test_a_narrative_citation_is_a_word_of_its_sentence(lighthouse: BuiltSite):
    [paragraph] = [each for each in find(lighthouse.main(CHAPTER), ".//p[@id]") if "112" in text_of(each)]
    assert prose_of(paragraph) == "The tower has 112 steps, Tulloch writes, and she counted them each night."


def test_a_chapter_names_each_disagreement_that_touches_it_once(lighthouse: BuiltSite):
    [touching] = by_class(lighthouse.main(CHAPTER), "touching")
    assert [text_of(item) for item in find(touching, ".//li")] == [
        "On which night was the Chaika wrecked?",
        "The steps and their parts differ by one",
    ]


def test_chapters_lead_to_the_one_before_and_the_one_after(built_site: BuiltSite):
    assert built_site.checked.index is not None
    order = [f"{chapter}/" for chapter in built_site.checked.index.archive.settings.chapter_order]
    for before, address, after in zip([None, *order], order, [*order[1:], None], strict=False):
        links = find(built_site.main(address), ".//nav[@class='previous-next']//a")
        assert [built_site.destination(address, link)[0] for link in links] == [
            neighbor for neighbor in (before, after) if neighbor
        ]


def test_a_part_lists_its_chapters_with_time_and_first_sentence(lighthouse: BuiltSite):
    [line] = find(lighthouse.main("keepers/"), ".//ol[@class='chapters']/li")
    assert text_of(line) == "1 October 1871 to February 1874 The lamp is lit The lamp was lit in 1871."


def test_the_menu_marks_the_part_in_which_a_page_stands(lighthouse: BuiltSite):
    for address, current in ((CHAPTER, ["Keepers"]), ("sources/ness1901/", ["Sources"]), ("", []), ("about/", [])):
        marked = find(lighthouse.page(address), "//nav[@class='site-menu']//a[@aria-current='page']")
        assert [text_of(link) for link in marked] == current


def test_a_text_about_the_archive_names_its_title_and_its_language(lighthouse: BuiltSite):
    page = lighthouse.page("about/sailors/")
    assert page.get("lang") == "en"
    assert [only(page, path).get("lang") for path in ("//title", "//article")] == ["ru", "ru"]
    assert text_of(only(page, "//h1")) == "Русским морякам"


def test_the_footer_lists_indexes_the_texts_about_the_archive_and_the_founding_documents(lighthouse: BuiltSite):
    footer = only(lighthouse.page(""), "//footer[@class='site-footer']")
    indexes, about = find(footer, ".//nav")
    assert {"People", "Events", "Glossary", "Timeline"} <= {text_of(link) for link in find(indexes, ".//a")}
    assert [text_of(link) for link in find(about, ".//a")] == [
        "About this archive",
        "The evidence account",
        "Русским морякам",
    ]
    assert "“Skerrow Light” 1930" in text_of(footer)
    assert "CC0 1.0" in text_of(footer)


def test_contents_list_the_headings_of_the_highest_level_and_only_these(make_archive: MakeArchive, tmp_path: Path):
    def contents(name: str, body: str) -> list[str]:
        chapter = f"---\ntitle: The walk\n---\n\n{body}\n"
        site = build(make_archive(tmp_path / name / "in", {"content/story/walk.md": chapter}), tmp_path / name / "out")
        return [text_of(nav) for nav in by_class(site.main("story/walk/"), "contents")]

    assert contents("deep", "## A\n\n### B\n\n### C") == []
    assert contents("flat", "## A\n\n### B\n\n## C") == ["Contents A C"]


def test_a_chapter_without_summary_is_described_by_its_first_words(make_archive: MakeArchive, tmp_path: Path):
    body = "## Morning\n\nThey *walked* for two hours [@woolf1925, p. 3].\n\nThen it rained.\n{.editorial}\n"
    text = f"---\ntitle: The walk\n---\n\n{body}"
    site = build(make_archive(tmp_path / "tiny", {"content/story/walk.md": text}), tmp_path / "site")

    assert only(site.page("story/walk/"), "//meta[@name='description']").get("content") == "They walked for two hours."
