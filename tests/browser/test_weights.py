"""What a first visit costs: the longest chapter, which is the heaviest page that a reader is led to."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.weights import Weight, weigh
from tests.browser.tallies import TALLIES
from tests.built_site import BuiltSite
from tools.serve_nginx import serve

WITH_FONTS, WITHOUT_FONTS, SCRIPTS = 120_000, 40_000, 15_000
"""Bytes, compressed, that the longest chapter may weigh."""


@pytest.fixture(scope="module")
def chapter(built_site: BuiltSite, browser: Browser, base: str) -> Weight:
    """The weight of the chapter that is longest as a file."""
    assert built_site.checked.index is not None
    files = [f"{chapter}/index.html" for chapter in built_site.checked.index.archive.chapters]
    longest = max(files, key=lambda file: len(built_site.site.pages[file]))
    weight = weigh(browser, base, built_site.folder, longest)
    TALLIES.append(
        f"first visit of {longest.removesuffix('index.html')}: {weight.total / 1000:.1f} kB, "
        f"{weight.without_fonts / 1000:.1f} kB without fonts, scripts {weight.parts['scripts'] / 1000:.1f} kB"
    )
    return weight


def test_every_part_of_the_longest_chapter_is_weighed(chapter: Weight):
    assert min(chapter.parts[part] for part in ("page", "styles", "scripts", "fonts")) > 0


def test_the_longest_chapter_is_light_with_its_fonts(chapter: Weight):
    assert chapter.total <= WITH_FONTS


def test_the_longest_chapter_is_light_without_its_fonts(chapter: Weight):
    assert chapter.without_fonts <= WITHOUT_FONTS


def test_the_scripts_of_a_page_are_light(chapter: Weight):
    assert chapter.parts["scripts"] <= SCRIPTS


@pytest.mark.usefixtures("nginx")
def test_a_file_counts_once_and_as_it_is_sent(browser: Browser, tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        f'<!doctype html><link rel="stylesheet" href="../s.css"><p>{"word " * 1000}</p><img src="../i.svg" alt="">'
        '<img src="../i.svg" alt="">'
    )
    (tmp_path / "s.css").write_text("p { color: green }")
    (tmp_path / "i.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    with serve(tmp_path) as base:
        weight = weigh(browser, base, tmp_path, "a/index.html")

    assert weight.parts["page"] < 1000
    assert 20 < weight.parts["styles"] < 60
    assert 20 < weight.parts["other"] < 80
    assert weight.without_fonts == weight.total == sum(weight.parts.values())
