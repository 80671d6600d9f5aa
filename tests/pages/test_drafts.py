"""Drafts stay out of every page and file of the site; the preview shows them, marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kalmyk_site.checks.checked import check
from kalmyk_site.site import Site, render
from tests.conftest import MakeArchive
from tests.tiny_pictures import make_png

SECRET = "Quillon"
"""A word that stands in drafts alone."""

FILES = {
    "content/archive.yml": """\
title: Tiny archive
description: The smallest archive that is whole.
address: https://tiny.example/
editors: The editors
license: {name: CC0 1.0, address: "https://creativecommons.org/publicdomain/zero/1.0/"}
parts:
  - {folder: story, title: Story, chapters: [walk, quillon, home-again]}
  - {folder: sequel, title: Sequel, chapters: [quillon]}
reading_order: [story/walk, sequel/quillon, story/quillon, story/home-again]
about: [quillon]
disagreements: [{id: walks, title: Walks}]
changed: 2020-01-01
""",
    **{
        f"content/{name}.md": f"---\ntitle: {SECRET}\ndraft: true\n---\n\nShe met [{SECRET}](person:quillon)"
        " [@quillon1930, p. 4].\n"
        for name in ("story/quillon", "sequel/quillon", "about/quillon")
    },
    "content/story/home-again.md": "---\ntitle: Home again\n---\n\nShe went [home](place:house) [@woolf1925, p. 9].\n",
    "content/records/people/people.yml": f"""\
- id: quillon
  names: [{SECRET}]
  draft: true
  cite: "@woolf1925, p. 5"
  text: |
    A walker. [@woolf1925, p. 5]

    ![A hat](media/quillon.png)
    The hat. [@woolf1925, p. 5]
- {{id: ada, names: [Ada Woolf], cite: "@woolf1925, p. 3"}}
""",
    "content/records/places/places.yml": "- {id: house, names: [The House], cite: '@woolf1925, p. 9'}\n",
    "content/records/events/events.yml": f"""\
- {{id: quillon, title: {SECRET} walks, date: 1925-05-01, people: [ada], draft: true, cite: "@woolf1925, p. 5"}}
- {{id: walk, title: The walk, date: 1925-05-02, people: [ada], cite: "@woolf1925, p. 3"}}
""",
    "content/records/organizations/o.yml": (
        f'- {{id: quillon, names: [{SECRET} Club], draft: true, cite: "@woolf1925, p. 5"}}\n'
    ),
    "content/records/statistics/s.yml": f"""\
- id: quillon
  title: How many {SECRET}s?
  draft: true
  measure: walkers
  population: all
  territory: the pier
  unit: people
  estimates: [{{value: 2, counted_by: witness, cite: "@woolf1925, p. 5"}}]
""",
    "content/records/discrepancies/d.yml": f"""\
- id: quillon
  title: {SECRET} was there or not
  draft: true
  about: ["event:walk"]
  category: walks
  weight: low
  readings: [{{says: There., cite: "@woolf1925, p. 5"}}, {{says: Not there., cite: "@woolf1925, p. 6"}}]
  note: Nobody knows.
  status: open
""",
    "content/sources.yml": f"""\
references:
  - id: woolf1925
    type: book
    title: Walks by the Sea
    author: [{{family: Woolf, given: Ada}}]
    issued: 1925
  - id: quillon1930
    type: book
    title: {SECRET}'s Walks
    issued: 1930
    custom: {{draft: true}}
""",
    "content/media/media.yml": """\
- {file: quillon.png, alt: A hat., credit: Me, license: CC0 1.0, cite: "@quillon1930", shows: ["person:quillon"]}
- {file: pier.png, alt: A pier., credit: Ada Woolf, license: CC0 1.0, shows: ["person:quillon", "person:ada"]}
""",
}


@pytest.fixture
def root(tmp_path: Path, make_archive: MakeArchive) -> Path:
    """An archive with a draft of nearly everything."""
    folder = make_archive(tmp_path, FILES)
    for name in ("quillon", "pier"):
        (folder / f"content/media/{name}.png").write_bytes(make_png(8, 8))
    return folder


def site_of(root: Path, *, preview: bool = False) -> Site:
    """The site, which must have neither an error nor a broken link."""
    site = render(check(root), preview=preview, with_search=not preview)
    assert site.findings == ()
    return site


def test_no_page_and_no_file_knows_of_a_draft(root: Path):
    site = site_of(root)
    paths = {path for path in (*site.pages, *site.files) if SECRET.casefold() in path}
    pages = {path for path, html in site.pages.items() if SECRET.casefold() in html.casefold()}
    files = {path for path, data in site.files.items() if SECRET.casefold().encode() in data.lower()}

    assert (paths, pages, files) == (set(), set(), set())


def test_chapters_that_are_published_follow_each_other_over_a_draft(root: Path):
    html = site_of(root).pages["story/walk/index.html"]
    assert "1 of 2" in html
    assert 'href="../home-again/"' in html


def test_a_part_of_drafts_alone_is_an_empty_list(root: Path):
    assert "sequel/index.html" in site_of(root).pages


WITHOUT = {
    "archive.yml": [
        ("chapters: [walk, quillon, home-again]", "chapters: [walk, home-again]"),
        ("chapters: [quillon]", "chapters: []"),
        ("[story/walk, sequel/quillon, story/quillon, story/home-again]", "[story/walk, story/home-again]"),
        ("about: [quillon]", "about: []"),
    ],
    "records/people/people.yml": [(r"(?s)^.*(?=- \{id: ada)", "")],
    "records/events/events.yml": [(r"\A.*\n", "")],
    "sources.yml": [(r"(?s)  - id: quillon1930.*", "")],
    "media/media.yml": [(r"\A.*\n", ""), ('"person:quillon", ', "")],
}
"""Edits that leave an archive in which the drafts have never been written, as patterns or plain texts."""

NEVER_WRITTEN = (
    *("story/quillon.md", "sequel/quillon.md", "about/quillon.md", "media/quillon.png"),
    *("records/organizations/o.yml", "records/statistics/s.yml", "records/discrepancies/d.yml"),
)


def test_the_site_is_as_if_the_drafts_had_never_been_written(root: Path):
    with_drafts = site_of(root)
    for name in NEVER_WRITTEN:
        (root / "content" / name).unlink()
    for name, edits in WITHOUT.items():
        file = root / "content" / name
        text = file.read_text(encoding="utf-8")
        for old, new in edits:
            text = text.replace(old, new) if old in text else re.sub(old, new, text)
        file.write_text(text, encoding="utf-8")

    assert site_of(root) == with_drafts


def test_the_preview_shows_drafts_with_a_mark(root: Path):
    pages = site_of(root, preview=True).pages
    mark = '<p class="draft-mark">Draft: not published</p>'
    own = ("story/quillon", "about/quillon", "people/quillon", "events/quillon", "statistics/quillon")
    for path in (*own, "sources/quillon1930", "organizations", "disagreements"):
        assert pages[f"{path}/index.html"].count(mark) == 1, path
    assert mark not in pages["story/walk/index.html"]
    assert mark not in pages["people/ada/index.html"]
