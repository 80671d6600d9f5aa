"""Indexes: filed as in a book, parted where they are long, with how often each record is mentioned."""

from __future__ import annotations

from pathlib import Path

from tests.built_site import BuiltSite, build, by_class, find, only, text_of
from tests.conftest import MakeArchive

CITE = 'cite: "@woolf1925"'


def people(names: list[str]) -> str:
    """Records of people of these names, written and filed alike."""
    return "".join(f'- {{id: p{place}, names: ["{name}"], {CITE}}}\n' for place, name in enumerate(names))


def test_a_short_index_is_one_list(lighthouse: BuiltSite):
    main = lighthouse.main("people/")
    assert find(main, ".//nav[@class='jump']") == []
    assert len(find(main, ".//ul[@class='index']")) == 1


def test_a_long_index_is_parted_by_letter_with_links_to_the_letters(make_archive: MakeArchive, tmp_path: Path):
    names = [*(f"Ada {number}" for number in range(40)), "Émile", "Eva", "Ёлка", "«Zoe»", "42nd"]
    root = make_archive(tmp_path / "archive", {"content/records/people/p.yml": people(names)})
    site = build(root, tmp_path / "site")
    main = site.main("people/")
    parts = by_class(main, "index-part")
    assert [text_of(only(part, "./h2")) for part in parts] == ["#", "A", "E", "Z", "Е"]
    assert [text_of(link) for link in find(parts[2], ".//a")] == ["Émile", "Eva"]
    links = find(main, ".//nav[@class='jump']//a")
    assert [text_of(link) for link in links] == ["#", "A", "E", "Z", "Е"]
    assert [text_of(site.destination("people/", link)[1]) for link in links] == ["#", "A", "E", "Z", "Е"]


def test_a_long_index_of_what_has_a_date_is_parted_by_decade(make_archive: MakeArchive, tmp_path: Path):
    dates = [*(f"19{year}" for year in range(10, 50)), "163X", "/1925", '"[1931,1942]"', "1905-05-01/"]
    events = "".join(
        f"- {{id: e{place}, title: E {place}, date: {date}, {CITE}}}\n" for place, date in enumerate(dates)
    )
    root = make_archive(tmp_path / "archive", {"content/records/events/e.yml": events})
    parts = by_class(build(root, tmp_path / "site").main("events/"), "index-part")
    titles = ["1630s", "1900s", "1910s", "1920s", "1930s", "1940s"]
    assert [text_of(only(part, "./h2")) for part in parts] == titles
    assert [len(find(part, ".//li")) for part in parts] == [1, 1, 10, 11, 11, 10]


def test_events_of_one_date_stand_as_their_file_has_them(make_archive: MakeArchive, tmp_path: Path):
    events = "".join(
        f'- {{id: {id_}, title: {title}, date: "1925", cite: "@woolf1925"}}\n'
        for id_, title in (("z-asked", "They ask"), ("a-refused", "They are refused"))
    )
    site = build(make_archive(tmp_path / "archive", {"content/records/events/x.yml": events}), tmp_path / "site")
    links = find(site.main("events/"), ".//ul[@class='index dated']//a")
    assert [text_of(link) for link in links][-2:] == ["They ask", "They are refused"]


def test_every_entry_says_how_often_it_is_mentioned(lighthouse: BuiltSite):
    counts = [text_of(count) for count in by_class(lighthouse.main("people/"), "count")]
    assert counts == ["4 mentions", "9 mentions"]


def test_a_shared_page_with_many_records_begins_with_links_to_them(make_archive: MakeArchive, tmp_path: Path):
    for count, shown in ((8, 0), (9, 9)):
        terms = "".join(
            f"- {{id: t{place}, names: [Term {place}], definition: Word., {CITE}}}\n" for place in range(count)
        )
        root = make_archive(tmp_path / str(count), {"content/records/terms/t.yml": terms})
        site = build(root, tmp_path / f"site{count}")
        links = find(site.main("glossary/"), ".//nav[@class='short-index']//a")
        assert len(links) == shown
        assert [site.destination("glossary/", link)[1].get("data-id") for link in links] == [
            f"t{place}" for place in range(shown)
        ]


def test_the_page_of_the_search_counts_what_each_list_holds(any_site: BuiltSite):
    assert any_site.checked.index is not None
    archive = any_site.checked.index.archive
    rows = {
        any_site.follow("search/", only(row, "./a").get("href", "")): text_of(only(row, "./*[@class='count']"))
        for row in find(any_site.main("search/"), ".//section[@aria-labelledby='--search-lists']//li")
    }
    counts = {place.address: int(count.replace(",", "")) for place, count in rows.items() if place}
    assert counts["people/"] == len(archive.records["person"])
    assert counts["sources/"] == len(archive.sources)
    assert len(counts) == 11
