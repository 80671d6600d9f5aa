"""Old addresses in a real browser: they lead on without scripts and under the site's own policy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people/a-tulloch/", "people/agnes-tulloch/"),
        ("people/a-tulloch/#--use-3", "people/agnes-tulloch/"),
        ("keepers/the-first-light/", "keepers/the-lamp-is-lit/"),
        ("organizations/#board", "organizations/#board"),
    ],
)
@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_old_address_leads_to_the_new_one(
    browser: Browser, base_under_path: str, old: str, new: str, with_scripts: bool
):
    context = browser.new_context(java_script_enabled=with_scripts)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.goto(base_under_path + old)

    expect(page).to_have_url(re.compile(re.escape(base_under_path + new)))
    expect(page.locator("main h1")).not_to_have_text("This page has moved")
    if "#" in new:
        expect(page.locator("section[data-id=lights-board] #board")).to_have_count(1)
    assert problems == []
    context.close()
