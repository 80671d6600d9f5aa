"""Pictures in a real browser: their room is kept, they wait until they are needed, they fit, they print."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from kalmyk_site.publish import publish
from kalmyk_site.site import render
from tests.browser.served import served
from tests.browser.windows import SMALL, WIDE, box_of, window
from tests.built_site import BuiltSite, build
from tests.conftest import ARCHIVES
from tests.tiny_pictures import SMALL as TINY_PICTURES
from tests.tiny_pictures import make_png, turned

CHAPTER, PLACE = "keepers/the-lamp-is-lit/", "places/skerrow/"
FAR_DOWN = 150
"""Paragraphs before the pictures: more than a browser looks ahead."""

ALL_LOADED = "() => [...document.images].every(image => image.naturalWidth > 0)"

PICTURES = {**{f"shade.{kind}": data for kind, data in TINY_PICTURES.items()}, "shade.png": make_png(6, 4)}


@pytest.fixture(scope="module")
def island(lighthouse: BuiltSite) -> Generator[str]:
    """Address of the second archive's site."""
    with served(lighthouse.folder, lighthouse.site.root) as address:
        yield address


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Address of a site whose one chapter shows a picture of every kind, far below its beginning."""
    root = tmp_path_factory.mktemp("album") / "archive"
    for file in sorted((ARCHIVES / "tiny").rglob("*.*")):
        target = root / file.relative_to(ARCHIVES / "tiny")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    media = root / "content" / "media"
    media.mkdir()
    pictures = {**PICTURES, "turned.jpg": turned(TINY_PICTURES["jpg"])}
    for name, data in pictures.items():
        (media / name).write_bytes(data)
    entries = (f"- {{file: {name}, alt: A shade of gray., credit: Nobody, license: CC0 1.0}}\n" for name in pictures)
    (media / "media.yml").write_text("".join(entries), encoding="utf-8")
    steps = "\n\n".join(f"Step {number} led on [@woolf1925, p. {number}]." for number in range(1, FAR_DOWN))
    shown = "\n\n".join(f"![](../media/{name})\n{{#picture-{place}}}" for place, name in enumerate(pictures))
    chapter = f"---\ntitle: The walk\n---\n\n{steps}\n\n{shown}\n"
    (root / "content/story/walk.md").write_text(chapter, encoding="utf-8")
    site = build(root, root.parent / "site")
    with served(site.folder, site.site.root) as address:
        yield address


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
@pytest.mark.parametrize("address", [CHAPTER, PLACE])
def test_a_picture_moves_nothing_when_it_comes(island: str, browser: Browser, address: str, size: tuple[int, int]):
    with window(browser, island, size) as (page, trouble):
        held: list[Route] = []
        page.route("**/media/**", lambda route: held.append(route))  # noqa: PLW0108  it takes no built-in function
        page.goto(island + address, wait_until="domcontentloaded")
        image = page.query_selector("main figure img")
        assert image is not None
        image.scroll_into_view_if_needed()
        while not held:
            page.wait_for_timeout(20)
        assert image.evaluate("image => image.naturalWidth") == 0
        before = box_of(image)
        held[0].continue_()
        page.wait_for_function("() => document.querySelector('main figure img').naturalWidth > 0")
        after = box_of(image)
        width = page.evaluate("document.scrollingElement.scrollWidth")

    assert (before["width"], before["height"]) == (after["width"], after["height"])
    assert after["height"] / after["width"] == pytest.approx(640 / 900, abs=0.01)
    assert width <= size[0]
    assert trouble == []


def test_on_a_phone_a_picture_waits_until_a_reader_comes_near(album: str, browser: Browser):
    asked: list[str] = []
    with window(browser, album, SMALL) as (page, _):
        page.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
        page.goto(album + "story/walk/", wait_until="networkidle")
        at_first = list(asked)
        page.locator("main figure img").last.scroll_into_view_if_needed()
        page.wait_for_function(ALL_LOADED)

    assert at_first == []
    assert len(asked) == len(PICTURES) + 1


def test_every_kind_of_picture_is_shown_in_the_size_that_was_read_from_it(album: str, browser: Browser):
    with window(browser, album, WIDE) as (page, _):
        page.goto(album + "story/walk/")
        page.locator("main figure img").last.scroll_into_view_if_needed()
        page.wait_for_function(ALL_LOADED)
        sizes: list[list[int]] = page.evaluate(
            "() => [...document.images].map(image => [image.naturalWidth, image.naturalHeight,"
            " Number(image.getAttribute('width')), Number(image.getAttribute('height'))])"
        )

    assert sizes == [[6, 4, 6, 4]] * len(PICTURES) + [[4, 6, 4, 6]]


def test_paper_shows_a_picture_that_nobody_has_scrolled_to(album: str, island: str, browser: Browser):
    printed: list[bytes] = []
    for base, address in ((album, "story/walk/"), (island, CHAPTER)):
        with window(browser, base, WIDE) as (page, _):
            page.goto(base + address)
            for picture in page.locator("main img").all():
                expect(picture).to_have_js_property("complete", True)
            printed.append(page.pdf(format="A4"))

    assert [b"/Subtype /Image" in each for each in printed] == [True, True]


def test_a_figure_is_whole_on_paper_and_its_picture_as_it_is_in_the_dark(island: str, browser: Browser):
    with window(browser, island, WIDE, scheme="dark") as (page, _):
        page.goto(island + CHAPTER)
        filters: list[str] = page.evaluate(
            "() => [...document.querySelectorAll('main figure, main figure img')]"
            ".map(each => getComputedStyle(each)).map(style => style.filter + style.opacity + style.mixBlendMode)"
        )
        page.emulate_media(media="print")
        broken: str = page.evaluate("() => getComputedStyle(document.querySelector('main figure')).breakInside")

    assert filters == ["none1normal"] * 2
    assert broken == "avoid"


def test_the_note_of_a_caption_stands_beside_its_line(island: str, browser: Browser):
    with window(browser, island, WIDE) as (page, _):
        page.goto(island + CHAPTER)
        caption = page.query_selector("figcaption")
        note = page.query_selector("figcaption .note-body")
        assert caption is not None
        assert note is not None
        places = box_of(caption), box_of(note)

    assert abs(places[0]["y"] - places[1]["y"]) < 4
    assert places[1]["x"] > places[0]["x"] + places[0]["width"]


def test_pictures_are_shown_from_a_folder_on_disk(lighthouse: BuiltSite, browser: Browser, tmp_path: Path):
    publish(render(lighthouse.checked, for_disk=True), tmp_path / "site")
    base = (tmp_path / "site").as_uri()
    with window(browser, base, WIDE) as (page, trouble):
        page.goto(f"{base}/places/skerrow/index.html")
        page.wait_for_function("() => document.querySelector('main figure img').naturalWidth === 900")

    assert trouble == []
