"""Guides: the program's documents for contributors as pages of every site."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from kalmyk_site.checks.checked import check
from kalmyk_site.exports.search_texts import search_texts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.guides import guide_document, guide_html, parse_guide
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.references.guides import GUIDES, guide_text, guide_title
from tests.built_site import BuiltSite, build, find, only, text_of
from tests.conftest import MakeArchive
from tools.fields_page import MODELS


def shown(site: BuiltSite, markdown: str) -> Markup:
    """A piece of a guide as it stands on the page of findings."""
    assert site.checked.index is not None
    texts = Texts(Frame(site.checked.index, {}), "about/contribute/findings/", lang="en")
    return guide_html(texts, parse_guide(markdown, "docs/findings.md"))


@pytest.mark.parametrize("name", GUIDES)
def test_every_site_has_every_guide_in_english_with_its_own_title(any_site: BuiltSite, name: str):
    main = any_site.main(f"about/contribute/{name}/")
    assert text_of(only(main, ".//h1")) == guide_title(name)
    assert find(main, ".//nav[@class='contents']//a")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_no_fault_but_paragraphs_that_begin_alike(name: str):
    assert {finding.code for finding in guide_document(name).findings} <= {"anchor-duplicate"}


def test_every_finding_has_its_anchor_and_an_example(any_site: BuiltSite):
    headings = find(any_site.main("about/contribute/findings/"), ".//h3")
    assert [heading.get("id") for heading in headings] == list(FINDING_CODES)
    for heading in headings:
        assert only(heading, "./following-sibling::pre[1]/code").text


def test_an_example_of_a_finding_tells_its_file_and_marks_its_place(built_site: BuiltSite):
    [heading] = find(built_site.main("about/contribute/findings/"), ".//h3[@id='heading-level']")
    head, code = find(heading, "./following-sibling::*[position() = 3 or position() = 4]")
    assert text_of(head) == "Example, added to content/story/flood.md:"
    assert "".join(map(str, code.itertext())) == "After the flood\n^\n===============\n"


def test_every_table_of_fields_has_a_heading_to_link_to(any_site: BuiltSite):
    ids = {heading.get("id") for heading in find(any_site.main("about/contribute/fields/"), ".//h2 | .//h3")}
    assert ids >= {name.lower().replace(" ", "-") for name in MODELS}


def test_the_cells_of_a_table_name_their_columns_for_screens_without_room(built_site: BuiltSite):
    [table] = find(built_site.main("about/contribute/fields/"), ".//h3[@id='share']/following-sibling::div[1]/table")
    assert [cell.get("data-label") for cell in find(table, "./tbody/tr[1]/td")] == [None, "form", "meaning", "example"]


def test_a_guide_goes_no_level_deeper_than_its_document_but_for_its_title(built_site: BuiltSite):
    assert shown(built_site, "# Part\n\n## Chapter\n\n```\n# code\n```\n") == (
        '<h2 id="part">Part</h2>\n<h3 id="chapter">Chapter</h3>\n<pre tabindex="0"><code># code\n</code></pre>\n'
    )
    assert shown(built_site, "## Part\n") == '<h2 id="part">Part</h2>\n'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("See [fields.md](fields.md#name).", 'See <a href="../fields/#name">Fields</a>.'),
        ("See [every name](fields.md).", 'See <a href="../fields/">every name</a>.'),
        ("See [here](#yaml).", 'See <a href="#yaml">here</a>.'),
        ("See [the house](../CONTRIBUTING.md#program).", "See the house."),
        ("See [README.md](../README.md) and [all](decisions/).", "See <code>README.md</code> and all."),
        ("Write `[a](fields.md)` so.", "Write <code>[a](fields.md)</code> so."),
    ],
)
def test_links_between_guides_lead_to_pages_and_those_to_other_documents_are_names(
    built_site: BuiltSite, written: str, expected: str
):
    assert expected in shown(built_site, written)


def test_a_guide_cites_nothing(built_site: BuiltSite):
    with pytest.raises(ValueError, match="stands outside of code"):
        shown(built_site, "So it was [@report1927, p. 3].")


def test_an_archive_in_another_language_says_that_the_guides_are_english(make_archive: MakeArchive, tmp_path: Path):
    root = make_archive(tmp_path / "archive", {})
    settings = root / "content/archive.yml"
    settings.write_text(settings.read_text().replace("language: en", "language: ru"))
    site = build(root, tmp_path / "site")
    page = site.page("about/contribute/findings/")
    assert "en" in (page.get("lang"), only(page, "//article").get("lang"))


def test_the_search_does_not_know_the_guides(built_site: BuiltSite):
    assert built_site.checked.index is not None
    targets = {text.target.id for text in search_texts(Frame(built_site.checked.index, {}))}
    assert not targets & {f"about/contribute/{name}" for name in GUIDES}


def test_an_archive_that_does_not_tell_how_to_contribute_has_a_page_that_leads_to_the_guides(lighthouse: BuiltSite):
    main = lighthouse.main("about/contribute/")
    led_to = {lighthouse.destination("about/contribute/", link)[0] for link in find(main, ".//dl//a")}
    assert led_to == {f"about/contribute/{name}/" for name in GUIDES}
    footer = only(lighthouse.page(""), "//footer[@class='site-footer']")
    assert find(footer, ".//a[@href='about/contribute/']")


def test_texts_link_to_a_guide_and_to_a_place_in_it(make_archive: MakeArchive, tmp_path: Path):
    chapter = (
        "---\ntitle: The walk\n---\n\nWhat [wrong dates](page:about/contribute/findings#date-invalid) are, and "
        "[what fields](page:about/contribute/fields) and [who mends them](page:about/contribute).\n{.editorial}\n"
    )
    site = build(make_archive(tmp_path / "archive", {"content/story/walk.md": chapter}), tmp_path / "site")
    links = find(site.main("story/walk/"), ".//p//a[@data-kind='page']")
    assert [site.destination("story/walk/", link)[0] for link in links] == [
        "about/contribute/findings/",
        "about/contribute/fields/",
        "about/contribute/",
    ]


def test_no_file_of_content_takes_the_address_of_a_guide(make_archive: MakeArchive, tmp_path: Path):
    page = "---\ntitle: Mine\n---\n\nMine.\n{.editorial}\n"
    root = make_archive(tmp_path, {"content/about/contribute/findings.md": page})
    assert check(root).failed


def test_a_guide_begins_with_its_title():
    assert [guide_text(name).startswith("# ") for name in GUIDES] == [True] * len(GUIDES)


def test_the_evidence_account_leads_from_what_the_checks_list_to_what_it_means(built_site: BuiltSite):
    address = "about/evidence/"
    [heading] = [each for each in find(built_site.main(address), ".//h2") if "no error" in text_of(each)]
    links = find(heading, "./following-sibling::ul[1]/li/a[1]")
    assert links
    for link in links:
        page, place = built_site.destination(address, link)
        assert page == "about/contribute/findings/"
        assert place.get("id") in FINDING_CODES
