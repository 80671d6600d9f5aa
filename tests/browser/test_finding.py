"""Finding in a real browser: names folded as in Python, Jump to, fields, the page of the search, wrong addresses."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect

from kalmyk_site.exports.jump_index import jump_entries
from kalmyk_site.pages.frame import Frame
from kalmyk_site.publish import publish
from kalmyk_site.records.kinds import NamedRecord
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.name_folding import fold, fold_query, table
from kalmyk_site.references.name_ranking import ranked
from kalmyk_site.site import render
from tests.browser.windows import SMALL, WIDE, box_of, window
from tests.built_site import BuiltSite
from tests.conftest import ROOT

SCRIPTS = ROOT / "kalmyk_site/templates/assets/script"
NOBODY = "Xqzwortham"
"""A surname that no archive holds."""


@pytest.fixture(scope="module")
def served(base: str) -> str:
    """The real site at the root of a server."""
    return base


@pytest.fixture(scope="module")
def under_path(base_under_path: str) -> str:
    """The second archive's site under the path at which it is published."""
    return base_under_path


@pytest.fixture
def page(browser: Browser, served: str) -> Generator[Page]:
    """A wide window that complains of nothing."""
    with window(browser, served, WIDE) as (page, trouble):
        yield page
        assert trouble == []


# Names folded ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folding(browser: Browser) -> Generator[Page]:
    """A page that holds the folding of the script, with the table that the site ships."""
    page = browser.new_page()
    page.evaluate(
        """async ([source, rules]) => {
            const module = await import(`data:text/javascript,${encodeURIComponent(source)}`);
            globalThis.folding = module.makeFolding(rules);
        }""",
        [(SCRIPTS / "folding.js").read_text(encoding="utf-8"), table()],
    )
    yield page
    page.close()


def names_of(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Every recorded name and title, with its language."""
    assert site.checked.index is not None
    for record in site.checked.index.archive.all_records():
        yield record.label, "en"
        if isinstance(record, NamedRecord):
            yield from ((name.text, name.lang) for name in record.names)
    for source in site.checked.index.archive.sources.values():
        yield from ((text, lang) for text in (source.title, source.id) for lang in (*source.languages, "en"))


def test_script_and_python_fold_every_recorded_name_alike(any_site: BuiltSite, folding: Page):
    names = list(names_of(any_site))
    folded = folding.evaluate("names => names.map(([text, lang]) => folding.fold(text, lang))", names)
    assert [(name, there) for name, there in zip(names, folded, strict=True) if fold(*name) != there] == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=40)
        | st.text(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәҗһңөүabcdefghijklmnopqrstuvwxyzäöüčšžéñßİ',- 0123456789", max_size=40
        ),
        min_size=10,
    )
)
def test_script_and_python_fold_any_text_alike(folding: Page, texts: list[str]):
    folded = folding.evaluate("texts => texts.map((text) => folding.foldQuery(text))", texts)
    assert [(text, there) for text, there in zip(texts, folded, strict=True) if [*fold_query(text)] != there] == []


# Jump to ---------------------------------------------------------------------------------------------------------


def options(page: Page) -> Locator:
    """What the dialog suggests."""
    return page.get_by_role("option")


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("элиста", "places/elista/"),
        ("elista", "places/elista/"),
        ("элст", "places/elista/"),
        ("дзаб", "people/djab-naminov-burkhinov/"),
        ("djab", "people/djab-naminov-burkhinov/"),
        ("dzhab", "people/djab-naminov-burkhinov/"),
        ("Хрущев", "people/nikita-khrushchev/"),
        ("Chruschtschow", "people/nikita-khrushchev/"),
        ("guchinova", "sources/guchinova2006/"),
        ("gouchinova", "sources/gouchinova2013/"),
        ("гучинова", "sources/gouchinova2013/"),
        ("1432", "laws/"),
        ("93139", "statistics/deported/"),
        ("Karaychs", "groups/#karachays"),
    ],
)
def test_a_name_leads_to_its_record_in_any_spelling(page: Page, served: str, wanted: str, address: str):
    page.goto(served + "history/")
    page.keyboard.press("/")
    page.keyboard.type(wanted)
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.startswith(served + address))


@pytest.mark.parametrize(
    "text",
    ["elista", "элст", "kalm", "Serov", "Stalin", "1943", "93 139", "Bugay", "exile", "Chernishav", "Karaychs", "de"],
)
def test_the_command_line_gives_the_same_answers(page: Page, served: str, built_site: BuiltSite, text: str):
    assert built_site.checked.index is not None
    answers = ranked(text, jump_entries(Frame(built_site.checked.index, {})))
    named = [answer for answer in answers if not answer.is_similar] or answers
    wanted = [served + address_of(answer.entry.target) for answer in named[:8]]

    page.goto(served)
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(options(page)).to_have_count(len(wanted) + 1)
    shown = options(page).evaluate_all("all => all.map((option) => new URL(option.dataset.href, location.href).href)")
    assert shown[:-1] == wanted


def test_a_slip_is_found_and_not_shown(page: Page, served: str):
    page.goto(served)
    page.keyboard.press("/")
    page.keyboard.type("Karaychs")
    expect(options(page).first).to_contain_text("Karachays")
    assert "Karaychs" not in options(page).first.inner_text()


def test_the_keyboard_opens_walks_and_closes_the_dialog_and_the_focus_returns(page: Page, served: str):
    page.goto(served + "people/")
    link = page.locator("main a").first
    link.focus()
    page.keyboard.press("/")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("kalm")
    expect(options(page)).to_have_count(9)
    expect(field).to_have_attribute("aria-expanded", "true")
    for key, place in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0), ("ArrowUp", 8)):
        page.keyboard.press(key)
        chosen = options(page).nth(place)
        expect(chosen).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    assert page.get_by_role("option", selected=True).count() == 1
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()


def test_the_link_in_the_header_opens_the_dialog_and_a_click_follows(page: Page, served: str):
    page.goto(served)
    page.locator("header").get_by_role("link", name="Search").click()
    page.get_by_role("dialog").get_by_role("combobox").fill("serov")
    page.get_by_role("option", name="Ivan Serov").first.click()
    page.wait_for_url(served + "people/ivan-serov/")


def test_a_slash_in_a_field_is_a_slash(page: Page, served: str):
    page.goto(served)
    page.keyboard.press("/")
    page.keyboard.type("1432/425")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_have_value("1432/425")


def test_a_name_that_is_not_on_record_is_answered_with_what_there_is(page: Page, served: str):
    page.goto(served)
    page.keyboard.press("/")
    page.keyboard.type(NOBODY)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text(f"No name on record is “{NOBODY}”.")
    expect(dialog.get_by_text("This archive holds no lists of the deported.")).to_be_visible()
    expect(dialog.get_by_role("option", name="People")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}search/?q={NOBODY}")


def test_the_field_on_the_home_page_says_what_is_not_held_beside_what_is(page: Page, served: str):
    page.goto(served)
    page.get_by_label("A name, a place, a number", exact=True).fill(NOBODY)
    form = page.locator(".search-field")
    expect(form.get_by_text(f"No name on record is “{NOBODY}”.")).to_be_in_viewport()
    missing = form.get_by_role("link", name="This archive holds no lists of the deported.")
    expect(missing).to_be_in_viewport()
    expect(form.get_by_role("option", name="People")).to_be_visible()
    # The suggestions lie over the page, and not over the answer.
    assert box_of(missing)["y"] + box_of(missing)["height"] <= box_of(form.get_by_role("listbox"))["y"]
    missing.click()
    page.wait_for_url(served + "about/unknown/")


def test_a_word_longer_than_the_window_is_wrapped(browser: Browser, served: str):
    with window(browser, served, SMALL) as (page, _):
        page.goto(served)
        page.get_by_label("A name, a place, a number", exact=True).fill("x" * 300)
        expect(page.get_by_role("option").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_name_with_a_wrong_letter_is_called_similar(page: Page, served: str):
    page.goto(served)
    page.keyboard.press("/")
    page.keyboard.type("Chernishav")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("These are similar.")
    expect(options(page).first).to_contain_text("Chernyshov")


def test_no_page_loads_the_index_before_someone_looks_for_something(browser: Browser, served: str):
    with window(browser, served, WIDE) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served + "people/", wait_until="networkidle")
        assert [url for url in asked if "/jump." in url] == []
        page.keyboard.press("/")
        page.keyboard.type("a")
        expect(options(page).first).to_be_visible()
        assert len([url for url in asked if "/jump." in url]) == 1


def test_the_dialog_fits_a_small_screen_and_its_targets_a_finger(browser: Browser, served: str):
    with window(browser, served, SMALL) as (page, _):
        page.goto(served)
        page.keyboard.press("/")
        page.keyboard.type("kalm")
        expect(options(page)).to_have_count(9)
        boxes = [
            box
            for target in [*options(page).all(), page.get_by_role("button", name="Close")]
            if (box := target.bounding_box())
        ]
        assert len(boxes) == 10
        assert all(box["height"] >= 24 and box["width"] >= 24 and box["x"] + box["width"] <= SMALL[0] for box in boxes)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= SMALL[0]


def test_jump_to_works_from_a_folder_on_disk(built_site: BuiltSite, browser: Browser, tmp_path: Path):
    publish(render(built_site.checked, for_disk=True), tmp_path / "on a disk")
    base = (tmp_path / "on a disk").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/people/index.html")
        page.keyboard.press("/")
        page.keyboard.type("элст")
        expect(options(page).first).to_contain_text("Elista")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/places/elista/index.html")

        page.goto(f"{base}/search/index.html?q=элст")
        expect(page.locator(".search-names a").first).to_have_text("Elista")
        expect(page.locator(".search-status")).to_contain_text("opened from a folder")
        assert list(trouble) == []


# Search fields on pages ------------------------------------------------------------------------------------------


def test_a_field_on_a_page_suggests_names_and_enter_searches(browser: Browser, under_path: str):
    with window(browser, under_path, WIDE) as (page, _):
        page.goto(under_path + "nowhere/")
        field = page.locator(".search-field input")
        field.fill("морозов")
        expect(options(page).first).to_contain_text("Pyotr Morozov")
        assert field.get_attribute("aria-activedescendant") is None
        page.keyboard.press("Escape")
        expect(options(page)).to_have_count(0)
        expect(field).to_have_value("морозов")
        field.press("Enter")
        page.wait_for_url(lambda url: "/search/?q=" in url)
        expect(page.locator(".search-names a").first).to_have_text("Pyotr Morozov")


def test_without_scripts_a_field_leads_to_the_page_of_the_search_and_its_lists(browser: Browser, under_path: str):
    with window(browser, under_path, WIDE, scripts=False) as (page, _):
        page.goto(under_path + "nowhere/")
        page.locator(".search-field input").fill("lamp")
        page.keyboard.press("Enter")
        page.wait_for_url(under_path + "search/?q=lamp")
        expect(page.get_by_text("Searching needs scripts")).to_be_visible()
        page.locator(".search-lists").get_by_role("link", name="People", exact=True).click()
        page.wait_for_url(under_path + "people/")


# The page of the search ------------------------------------------------------------------------------------------


def results(page: Page) -> Locator:
    """What was found in the texts."""
    return page.locator(".search-texts li")


def test_the_name_in_another_language_gives_its_place_first(page: Page, served: str):
    page.goto(f"{served}search/?q=элст")
    expect(page.locator(".search-page .found a").first).to_have_text("Elista")
    expect(page.locator(".search-names li").first).to_contain_text("Элст")


def test_a_surname_that_is_not_held_is_answered_honestly(page: Page, served: str):
    page.goto(f"{served}search/?q={NOBODY}")
    expect(page.get_by_role("status").first).to_have_text(f"Nothing in this archive holds “{NOBODY}”.")
    expect(page.locator("main").get_by_text("This archive holds no lists of the deported.")).to_be_visible()
    expect(page.locator(".search-lists").get_by_role("link", name="People", exact=True)).to_be_visible()
    assert page.locator(".found li").count() == 0


def test_a_surname_is_not_answered_with_the_first_name_that_it_begins_with(page: Page, served: str):
    page.goto(f"{served}search/?q=Ivanchukov")
    expect(page.get_by_role("status").first).to_have_text("Nothing in this archive holds “Ivanchukov”.")


def test_a_surname_that_only_begins_another_name_is_answered_honestly(page: Page, served: str):
    missing = page.locator("main").get_by_text("This archive holds no lists of the deported.")
    page.goto(f"{served}search/?q=Ivanov")
    expect(page.locator(".search-names li").first).to_contain_text("Ivanovo Oblast")
    expect(missing).to_be_visible()
    page.goto(f"{served}search/?q=Stalin")
    expect(page.locator(".search-names li").first).to_contain_text("Stalin")
    expect(missing).to_be_hidden()


def test_a_word_that_is_lacking_is_named(page: Page, served: str):
    page.goto(f"{served}search/?q=Elista {NOBODY}")
    expect(page.get_by_role("status").first).to_have_text(
        re.compile(rf"No text holds “{NOBODY}”. [0-9]+ texts hold “Elista”.")
    )
    expect(results(page).first).to_be_visible()


@pytest.mark.parametrize("number", ["93139", "93,139", "93 139", "93.139"])
def test_a_number_is_found_however_its_thousands_are_parted(page: Page, served: str, number: str):
    page.goto(f"{served}search/?q={number}")
    expect(page.locator(".excerpt mark").first).to_have_text("93,139")


def test_a_result_leads_to_the_paragraph_that_holds_it(page: Page, served: str):
    page.goto(f'{served}search/?q="hours to pack"&kind=chapter')
    result = results(page).first
    expect(result.locator("mark").first).to_be_visible()
    marked = result.locator(".excerpt").first.inner_text()
    result.get_by_role("link").first.click()
    page.wait_for_url(lambda url: "#" in url and "search" not in url)
    target = page.locator(":target")
    assert target.evaluate("element => element.localName") in ("p", "li", "h2", "h3")
    assert "hours to pack" in " ".join(target.inner_text().split())
    assert "hours to pack" in marked


def test_the_kind_is_chosen_with_counts_and_stands_in_the_address(page: Page, served: str):
    page.goto(f"{served}search/?q=exile")
    group = page.get_by_role("group", name="Kind")
    expect(group.get_by_role("radio").first).to_be_checked()
    places = group.locator("label", has_text="Places")
    count = int(places.locator(".count").inner_text())
    places.click()
    page.wait_for_url(f"{served}search/?q=exile&kind=place")
    expect(results(page)).to_have_count(min(count, 10))
    assert {kind.inner_text() for kind in page.locator(".search-texts .found-kind").all()} == {"Place"}


def test_the_address_brings_query_and_kind_back(page: Page, served: str):
    page.goto(f"{served}search/?q=exile&kind=person")
    field = page.get_by_role("searchbox")
    expect(field).to_have_value("exile")
    expect(page.get_by_role("radio", name=re.compile("^People \\d"))).to_be_checked()
    field.fill("serov")
    field.press("Enter")
    expect(page.locator(".search-names a").first).to_have_text("Ivan Serov")
    page.go_back()
    expect(field).to_have_value("exile")
    expect(page.get_by_role("radio", name=re.compile("^People \\d"))).to_be_checked()


def test_more_results_are_shown_on_demand_and_the_focus_goes_to_the_first_of_them(page: Page, served: str):
    page.goto(f"{served}search/?q=Kalmyks")
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="Show 10 more").click()
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10).get_by_role("link").first).to_be_focused()


def test_a_slash_goes_to_the_field_of_the_search(page: Page, served: str):
    page.goto(served + "search/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("elista")
    expect(page.locator(".search-names a").first).to_have_text("Elista")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".search-names a").first).to_be_focused()


def test_the_search_works_under_a_path_for_another_archive(browser: Browser, under_path: str):
    with window(browser, under_path, WIDE) as (page, trouble):
        page.goto(under_path + "search/?q=lamp")
        expect(results(page).locator("mark").first).to_be_visible()
        link = results(page).first.get_by_role("link").first
        link.click()
        page.wait_for_url(lambda url: url.startswith(under_path) and "search" not in url)
        assert list(trouble) == []


def test_a_search_without_results_keeps_within_a_small_screen(browser: Browser, served: str):
    with window(browser, served, SMALL) as (page, _):
        for query in (NOBODY * 4, "Kalmyks in exile"):
            page.goto(f"{served}search/?q={query}")
            expect(page.get_by_role("status").first).not_to_have_text("")
            assert page.evaluate("document.scrollingElement.scrollWidth") <= SMALL[0]


# Wrong addresses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("people/agnes-tuloch/", "people/agnes-tulloch/"),
        ("person/agnes-tulloch/", "people/agnes-tulloch/"),
        ("people/tulloch", "people/agnes-tulloch/"),
        ("glosary/", "glossary/"),
        ("organizations/lights-bord/", "organizations/#lights-board"),
        ("keepers/The-Lamp-Is-Lit.html", "keepers/the-lamp-is-lit/"),
    ],
)
def test_a_wrong_address_is_offered_the_nearest_right_one(browser: Browser, under_path: str, wrong: str, right: str):
    with window(browser, under_path, WIDE) as (page, _):
        page.goto(under_path + wrong)
        offered = page.locator(".nearest-pages a")
        expect(offered.first).to_be_visible()
        assert offered.first.evaluate("link => link.href") == under_path + right
        assert offered.count() <= 3


def test_an_address_like_no_other_is_offered_the_lists_alone(browser: Browser, under_path: str):
    with window(browser, under_path, WIDE) as (page, _):
        page.goto(under_path + NOBODY * 3, wait_until="networkidle")
        expect(page.locator(".nearest-pages")).to_be_hidden()
        expect(page.locator("main ul.index a").first).to_be_visible()


def test_without_scripts_a_wrong_address_is_offered_the_lists(browser: Browser, under_path: str):
    with window(browser, under_path, WIDE, scripts=False) as (page, _):
        page.goto(under_path + "people/agnes-tuloch/")
        expect(page.locator(".nearest-pages")).to_be_hidden()
        page.locator("main").get_by_role("link", name="People", exact=True).click()
        page.wait_for_url(under_path + "people/")
