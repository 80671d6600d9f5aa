"""Links of finished pages, where the site is published under a path with letters outside ASCII."""

from __future__ import annotations

import pytest

from kalmyk_site.pages.output import check_output


@pytest.mark.parametrize("root", ["/%C3%BC/", "/ü/"])
@pytest.mark.parametrize("written", ["/%C3%BC/people/", "/ü/people/", "/%c3%bc/people/"])
def test_a_path_may_be_written_with_escapes_or_without(root: str, written: str):
    pages = {"404.html": f'<p><a href="{written}">X</a></p>', "people/index.html": "<p></p>"}

    assert list(check_output(pages, frozenset(), root)) == []
