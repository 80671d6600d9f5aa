"""Old addresses lead to what has moved: by a page of their own, or by an anchor on the page that records share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kalmyk_site.checks.checked import check
from kalmyk_site.site import Site, render
from tests.conftest import MakeArchive

FILES = {
    "content/story/walk.md": "---\ntitle: The walk\nformer_ids: [story/stroll, tale/walk]\n---\n\nShe walked"
    " [@woolf1925, p. 4].\n",
    "content/records/people/people.yml": (
        '- {id: ada-woolf, names: [Ada Woolf], cite: "@woolf1925", former_ids: [a-woolf, woolf]}\n'
    ),
    "content/records/organizations/o.yml": (
        '- {id: pier-club, names: [Pier Club], cite: "@woolf1925", former_ids: [club]}\n'
    ),
    "content/sources.yml": """\
references:
  - id: woolf1925
    type: book
    title: Walks by the Sea
    author: [{family: Woolf, given: Ada}]
    issued: 1925
    custom: {former_ids: [walks]}
""",
}

OLD = {
    "story/stroll/index.html": "../walk/",
    "tale/walk/index.html": "../../story/walk/",
    "people/a-woolf/index.html": "../ada-woolf/",
    "people/woolf/index.html": "../ada-woolf/",
    "sources/walks/index.html": "../woolf1925/",
}
"""Where the page at each old address leads."""


@pytest.fixture
def root(tmp_path: Path, make_archive: MakeArchive) -> Path:
    """An archive in which all has been renamed."""
    return make_archive(tmp_path, FILES)


def site_of(root: Path, *, for_disk: bool = False) -> Site:
    """The site, which must have neither an error nor a broken link."""
    site = render(check(root), for_disk=for_disk, with_search=False)
    assert site.findings == ()
    return site


@pytest.mark.parametrize(("file", "href"), OLD.items())
def test_the_page_at_an_old_address_leads_to_the_new_one(root: Path, file: str, href: str):
    html = site_of(root).pages[file]
    assert f'<meta http-equiv="refresh" content="0; url={href}">' in html
    assert re.search(f'<a href="{re.escape(href)}"[^>]*>', html)


def test_it_works_without_script_and_says_to_search_engines_what_stands_there(root: Path):
    html = site_of(root).pages["people/woolf/index.html"]
    assert "<script" not in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://tiny.example/people/ada-woolf/">' in html
    assert "Content-Security-Policy" in html


def test_it_names_what_has_moved(root: Path):
    assert re.search(r"<a [^>]+>Ada Woolf</a>", site_of(root).pages["people/a-woolf/index.html"])


def test_on_a_disk_it_leads_to_the_file(root: Path):
    html = site_of(root, for_disk=True).pages["people/woolf/index.html"]
    assert 'content="0; url=../ada-woolf/index.html"' in html
    assert "Content-Security-Policy" not in html


def test_links_and_address_are_right_under_a_path(root: Path):
    settings = root / "content/archive.yml"
    text = settings.read_text(encoding="utf-8").replace("tiny.example/", "tiny.example/archive/")
    settings.write_text(text, encoding="utf-8")
    html = site_of(root).pages["people/woolf/index.html"]
    assert 'content="0; url=../ada-woolf/"' in html
    assert 'href="https://tiny.example/archive/people/ada-woolf/"' in html


def test_a_site_without_an_address_has_no_canonical_one(root: Path):
    settings = root / "content/archive.yml"
    text = settings.read_text(encoding="utf-8").replace("address: https://tiny.example/\n", "")
    settings.write_text(text, encoding="utf-8")
    assert "canonical" not in site_of(root).pages["people/woolf/index.html"]


def test_what_shares_its_page_has_its_old_anchor_in_its_section(root: Path):
    site = site_of(root)
    section = site.pages["organizations/index.html"].partition('<section class="record" id="pier-club"')[2]
    assert section.partition("</section>")[0].count('<span id="club"></span>') == 1
    assert "organizations/club/index.html" not in site.pages


def test_old_addresses_are_not_in_the_sitemap(root: Path):
    sitemap = site_of(root).files["sitemap.xml"].decode()
    assert "people/ada-woolf/" in sitemap
    assert not any(file.removesuffix("index.html") in sitemap for file in OLD)


def test_the_archive_as_data_tells_former_ids(root: Path):
    assert '"former_ids": ["a-woolf", "woolf"]' in site_of(root).files["data/archive.json"].decode()
