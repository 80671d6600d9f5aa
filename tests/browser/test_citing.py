"""Copying citations: from a note, a page and a work, on a server and from a disk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tests.browser.windows import WIDE, is_inside, window
from tests.built_site import BuiltSite

PHONE = (360, 740)
CHAPTER = "history/decision-and-deportation/"


def copied(page: Page) -> str:
    """What the clipboard holds."""
    return page.evaluate("navigator.clipboard.readText()")


def open_note(page: Page, number: int) -> Locator:
    """The body of a note of the page, opened."""
    mark = page.locator("button.note-mark").nth(number - 1)
    mark.click()
    return page.locator(f"[id='{mark.get_attribute('popovertarget')}']")


def held(site: BuiltSite) -> dict[str, dict[str, Any]]:
    """What the build made ready to copy, by key of the source."""
    [file] = site.folder.glob("assets/citations.*.js")
    return json.loads(file.read_text("utf-8").partition(".citations = ")[2].rstrip().rstrip(";"))


def citations_of(site: BuiltSite, body: Locator) -> list[tuple[str, str]]:
    """Key and full citation of each work that a note cites, by what the note's links say."""
    links: list[list[str]] = body.locator("a.citation").evaluate_all(
        "links => links.map(a => [a.dataset.cite, a.hash])"
    )
    sources = held(site)
    found: list[tuple[str, str]] = []
    for key, anchor in links:
        use = int(re.sub(r"\D", "", anchor))
        found.append((key, sources[key]["cited"][sources[key]["uses"][use - 1]]))
    return found


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_note_copies_its_works_with_the_document_through_which_they_are_known(
    built_site: BuiltSite, base: str, browser: Browser, size: tuple[int, int]
):
    with window(browser, base, size) as (page, trouble):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(base + CHAPTER)
        for number in (1, 2):
            body = open_note(page, number)
            button = body.get_by_role("button", name="Copy citation")
            assert is_inside(button.bounding_box(), size)
            button.click()
            expect(page.get_by_role("status")).to_have_text("Copied")
            expected = citations_of(built_site, body)
            assert copied(page).split("\n") == [citation for _, citation in expected]
            assert all("as cited in “Deportation of the Kalmyks,” Wikipedia, note" in text for _, text in expected)
            page.keyboard.press("Escape")
            expect(page.get_by_role("status")).to_have_text("")
    assert trouble == []


def test_a_note_copies_the_entries_of_its_works_behind_what_was_cited(
    built_site: BuiltSite, base: str, browser: Browser
):
    with window(browser, base, WIDE) as (page, trouble):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(base + CHAPTER)
        body = open_note(page, 2)
        body.get_by_role("button", name="Copy BibTeX").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        sources = held(built_site)
        expected = [f"% {citation}\n{sources[key]['bibtex']}" for key, citation in citations_of(built_site, body)]
        assert len(expected) > 1
        assert copied(page) == "\n".join(expected)
    assert trouble == []


def test_the_file_of_citations_is_asked_for_only_when_it_is_used(base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(base + CHAPTER)
        body = open_note(page, 1)
        assert [url for url in asked if "citations" in url] == []
        body.get_by_role("button", name="Copy citation").focus()
        page.wait_for_function("globalThis.archiveData?.citations")
        assert len([url for url in asked if "citations" in url]) == 1


def test_a_note_copies_what_it_shows_where_the_file_cannot_be_had(base: str, browser: Browser):
    with window(browser, base, WIDE) as (page, _):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.route("**/assets/citations.*", lambda route: route.abort())
        page.goto(base + CHAPTER)
        body = open_note(page, 1)
        body.get_by_role("button", name="Copy citation").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert copied(page) == " ".join(body.locator(".note-full").inner_text().split())


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("address", [CHAPTER, "people/lavrentiy-beria/", "about/method/"])
def test_a_page_copies_its_own_citation(base: str, browser: Browser, address: str, size: tuple[int, int]):
    with window(browser, base, size) as (page, trouble):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(base + address)
        section = page.locator(".cite-page")
        section.get_by_role("button", name="Copy citation").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert copied(page) == " ".join(page.locator("[id='--cite-reference']").inner_text().split())
        assert copied(page).endswith(f"https://kalmyk-archive.example/{address}.")
        section.locator("summary").click()
        section.get_by_role("button", name="Copy BibTeX").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert copied(page) == page.locator("[id='--cite-bibtex']").text_content()
        assert copied(page).startswith("@misc{")
    assert trouble == []


def test_a_work_copies_its_reference(base: str, browser: Browser):
    with window(browser, base, PHONE) as (page, _):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{base}sources/bugay1996/")
        page.locator(".take-along").get_by_role("button").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert copied(page) == (
            "Bugay, Nikolay. 1996. The Deportation of Peoples in the Soviet Union. New York City: Nova Publishers."
        )


def test_a_record_that_shares_its_page_copies_its_address(base: str, browser: Browser):
    for size in (WIDE, PHONE):
        with window(browser, base, size) as (page, trouble):
            page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            page.goto(f"{base}claims/")
            heading = page.locator("section[data-id] > h3").nth(1)
            heading.hover()
            heading.get_by_role("link", name="Link to this entry").click()
            expect(page.get_by_role("status")).to_have_text("Copied")
            key = heading.locator("..").get_attribute("data-id")
            assert copied(page) == f"{base}claims/#{key}"
        assert trouble == []


def test_a_note_on_a_disk_copies_too(built_site: BuiltSite, browser: Browser, tmp_path: Path):
    publish(render(built_site.checked, for_disk=True), tmp_path / "disk")
    base = (tmp_path / "disk").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/{CHAPTER}index.html")
        body = open_note(page, 1)
        body.get_by_role("button", name="Copy citation").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        [(_, expected)] = citations_of(built_site, body)
        page.keyboard.press("Escape")
        page.evaluate("document.querySelector('h1').replaceChildren(document.createElement('textarea'))")
        page.locator("h1 textarea").press("Control+v")
        assert page.locator("h1 textarea").input_value() == expected
    assert trouble == []


def test_without_scripts_the_citation_stands_there_and_no_button(base: str, browser: Browser):
    with window(browser, base, WIDE, scripts=False) as (page, _):
        page.goto(base + CHAPTER)
        expect(page.locator("[id='--cite-reference']")).to_be_visible()
        assert page.get_by_role("button", name="Copy").count() == 0
        page.locator(".cite-page summary").click()
        expect(page.locator("[id='--cite-bibtex']")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "button", "pasted"),
    [
        ("places/elista/", "Copy link for authors", "[Elista](place:elista)"),
        ("sources/bugay1996/", "Copy citation for authors", "[@bugay1996, p. ]"),
    ],
)
def test_authors_copy_what_names_a_thing_in_a_text(base: str, browser: Browser, address: str, button: str, pasted: str):
    with window(browser, base, PHONE) as (page, trouble):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(base + address)
        page.get_by_role("button", name=button).click()
        expect(page.locator("[data-answer]")).to_have_count(1)
        assert copied(page) == pasted
        assert trouble == []


def test_without_scripts_authors_see_what_names_a_thing(base: str, browser: Browser):
    with window(browser, base, PHONE, scripts=False) as (page, _):
        page.goto(f"{base}places/elista/")
        expect(page.get_by_text("[Elista](place:elista)", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Copy link for authors", include_hidden=True)).to_be_hidden()
