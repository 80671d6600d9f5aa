"""The column of a text at a desk: it is as wide whether or not contents stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.served import served
from tests.built_site import build
from tests.conftest import MakeArchive

CITED = "She walked on to pier {} [@woolf1925, p. 4].\n"


@pytest.mark.parametrize("headings", [0, 1, 2])
def test_a_text_has_its_width_with_any_number_of_headings(
    browser: Browser, make_archive: MakeArchive, tmp_path: Path, headings: int
):
    body = "\n".join([CITED.format(0), *(f"## Part {n}\n\n{CITED.format(n + 1)}" for n in range(headings))])
    chapter = f"---\ntitle: The walk\n---\n\n{body}"
    site = build(make_archive(tmp_path / "archive", {"content/story/walk.md": chapter}), tmp_path / "site")
    with served(site.folder) as base:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{base}story/walk/")
        box = page.locator("article").bounding_box()
        page.close()
    assert box is not None
    assert box["width"] > 500
