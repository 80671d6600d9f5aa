"""Languages on a page: the interface's, the archive's, and that of a single text or name."""

from pathlib import Path

from tests.built_site import BuiltSite, build, find, only, text_of
from tests.conftest import MakeArchive

RUSSIAN = "---\ntitle: Прогулка\nlang: ru\n---\n\nОна дошла до [моря](chapter:story/walk) [@woolf1925, p. 5].\n"


def with_russian_chapter(make_archive: MakeArchive, folder: Path) -> BuiltSite:
    """The tiny archive with a second chapter, which is in Russian."""
    root = make_archive(folder / "archive", {"content/story/sea.md": RUSSIAN})
    settings = root / "content/archive.yml"
    settings.write_text(settings.read_text().replace("[walk]", "[walk, sea]"))
    return build(root, folder / "site")


def test_a_link_to_a_text_in_another_language_says_which(
    make_archive: MakeArchive, tmp_path: Path, lighthouse: BuiltSite
):
    site = with_russian_chapter(make_archive, tmp_path)
    assert only(site.main(""), ".//ol[@class='chapters']//a[@lang]").get("lang") == "ru"
    assert only(site.main("story/walk/"), ".//p[@class='next']/a").get("lang") == "ru"
    footer = only(lighthouse.page(""), "//footer[@class='site-footer']")
    assert [text_of(link) for link in find(footer, ".//a[@lang='ru']")] == ["Русским морякам"]


def test_a_sentence_in_another_language_says_which_where_it_is_listed(make_archive: MakeArchive, tmp_path: Path):
    site = with_russian_chapter(make_archive, tmp_path)
    for address in ("sources/woolf1925/", "story/walk/"):
        [sentence] = find(site.main(address), ".//a[@class='sentence'][@lang='ru']")
        assert text_of(sentence) == "Она дошла до моря."


def test_the_words_of_the_interface_in_such_a_text_say_their_own_language(make_archive: MakeArchive, tmp_path: Path):
    main = with_russian_chapter(make_archive, tmp_path).main("story/sea/")
    assert only(main, ".//article").get("lang") == "ru"
    for path in (".//p[@class='kicker']", ".//section[@class='works']", ".//nav[@class='previous-next']"):
        assert only(main, path).get("lang") == "en"


def test_an_archive_in_a_language_without_a_catalog_says_so(make_archive: MakeArchive, tmp_path: Path):
    events = '- {id: pier, title: La jetée, date: "1925", text: Ouverte., cite: "@woolf1925"}\n'
    people = '- id: ada\n  names: [{text: Ada, lang: fr}, {text: Countess, lang: en}]\n  cite: "@woolf1925"\n'
    root = make_archive(
        tmp_path / "archive", {"content/records/events/e.yml": events, "content/records/people/p.yml": people}
    )
    settings = root / "content/archive.yml"
    settings.write_text(settings.read_text().replace("language: en", "language: fr"))
    site = build(root, tmp_path / "site")
    page = site.page("events/pier/")
    assert (page.get("lang"), only(page, "//article").get("lang")) == ("en", "fr")
    assert only(page, "//h1").get("lang") is None
    assert [text_of(name) for name in find(site.main("people/ada/"), ".//*[@lang='en']")] == ["Countess"]
