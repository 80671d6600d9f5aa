"""Ids of a page: whatever authors call their paragraphs and records, no id stands twice, every link finds its place."""

from __future__ import annotations

from pathlib import Path

from tests.built_site import build, find
from tests.conftest import MakeArchive

CHAPTER = """---
title: The walk
summary: Main [@woolf1925, p. 1].
---

## Main

Note 1 [@woolf1925, p. 2].

Summary main [@woolf1925, p. 3].

## Contents title

Note 1 body[^x] [@woolf1925, p. 4].

[^x]: Fn a [@woolf1925, p. 5].
"""

ORGANIZATIONS = """
- id: main
  names: [The main office]
  cite: "@woolf1925, p. 1"
  text: "Cite. {#cite}"
- {id: note, names: [The note], cite: "@woolf1925, p. 1", text: "1"}
- {id: note-1, names: [The first note], cite: "@woolf1925, p. 1", text: "Body [@woolf1925, p. 2]."}
- id: lights
  names: [The office]
  cite: "@woolf1925, p. 1"
  text: Tower department [@woolf1925, p. 2].
- {id: lights-tower, names: [The special], cite: "@woolf1925, p. 1", text: "Department [@woolf1925, p. 2]."}
- {id: lights-tower-department, names: [The department], type: agency, cite: "@woolf1925, p. 1"}
"""

CLAIMS = """
- {id: assessment, title: One, category: assessment, cite: "@woolf1925, p. 1"}
- {id: category, title: Two, category: assessment, cite: "@woolf1925, p. 1", text: Assessment.}
- {id: category-assessment, title: Three, category: assessment, cite: "@woolf1925, p. 1"}
"""


def test_no_choice_of_words_and_ids_takes_an_id_that_the_page_needs(make_archive: MakeArchive, tmp_path: Path):
    files = {
        "content/story/walk.md": CHAPTER,
        "content/records/organizations/all.yml": ORGANIZATIONS,
        "content/records/claims/all.yml": CLAIMS,
    }

    site = build(make_archive(tmp_path / "archive", files), tmp_path / "site")

    assert site.site.findings == ()
    for address in ("story/walk/", "organizations/", "claims/"):
        ids = [element.get("id") for element in find(site.page(address), "//*[@id]")]
        assert len(ids) == len(set(ids))


def test_the_skip_link_leads_to_the_main_part_below_a_heading_called_main(make_archive: MakeArchive, tmp_path: Path):
    site = build(make_archive(tmp_path / "archive", {"content/story/walk.md": CHAPTER}), tmp_path / "site")

    [skip] = find(site.page("story/walk/"), "//a[@class='skip-link']")
    assert site.destination("story/walk/", skip)[1].tag == "main"
