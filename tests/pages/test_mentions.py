"""Where a record is mentioned: sentence by sentence, each once."""

from __future__ import annotations

from pathlib import Path

from tests.built_site import build, by_class, find, only, text_of
from tests.conftest import MakeArchive


def test_a_sentence_with_two_links_is_one_line(make_archive: MakeArchive, tmp_path: Path):
    chapter = (
        "---\ntitle: The walk\n---\n\n"
        "She saw [the pier](place:pier) and [its lamp](place:pier) [@woolf1925].\n\n"
        "She left [the pier](place:pier) [@woolf1925].\n"
    )
    files = {
        "content/story/walk.md": chapter,
        "content/records/places/p.yml": '- {id: pier, names: [Pier], cite: "@woolf1925"}\n',
    }
    site = build(make_archive(tmp_path / "archive", files), tmp_path / "site")
    [mentions] = by_class(site.main("places/pier/"), "mentions")
    assert [text_of(only(line, "./a[@class='sentence']")) for line in find(mentions, ".//li")] == [
        "She saw the pier and its lamp.",
        "She left the pier.",
    ]
