"""Anchors: words, authors' ids, scopes and the site's own ids never meet; letters go on without end."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.markup.anchors import APART, letters, make_slug, site_anchor
from kalmyk_site.markup.document import Document

Read = Callable[[str], Document]


@given(st.text())
def test_no_words_make_two_hyphens_in_a_row(text: str) -> None:
    slug = make_slug(text)

    assert APART not in slug
    assert slug == slug.strip("-")


@pytest.mark.parametrize(("name", "scope", "anchor"), [("note-1", "", "--note-1"), ("fn-a", "law--", "--law--fn-a")])
def test_the_sites_own_anchors_begin_with_two_hyphens(name: str, scope: str, anchor: str) -> None:
    assert site_anchor(name, scope) == anchor


@pytest.mark.parametrize("written", ["#a--b", "#--a", "#a--"])
def test_an_author_gives_no_id_with_two_hyphens_in_a_row(read: Read, written: str) -> None:
    [finding] = read(f"The water rose. {{{written}}}").findings

    assert (finding.code, finding.value) == ("attribute-forbidden", written)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (701, "zz"), (702, "aaa"), (720, "aas"), (18277, "zzz")],
)
def test_letters_go_on_without_end(number: int, shown: str) -> None:
    assert letters(number) == shown


def test_a_footnote_has_the_letter_of_its_place_in_the_list(read: Read) -> None:
    """Of three notes one is referred to; the second, which nobody refers to, refers to the third."""
    document = read("One[^x].\n\n[^x]: First.\n\n[^y]: Second[^z].\n\n[^z]: Third.")

    assert [(block.text, block.footnote) for block in document.blocks[1:]] == [
        ("First.", "a"),
        ("Second.", "b"),
        ("Third.", "c"),
    ]
    assert 'href="#--fn-c"' in document.html


def test_many_footnotes_cost_what_as_many_few_do(read: Read) -> None:
    count = 3000
    text = "\n\n".join(f"Word{number}[^{number}].\n\n[^{number}]: Note {number}." for number in range(count))

    start = time.process_time()
    document = read(text)

    assert document.blocks[-1].footnote == letters(count - 1)
    assert time.process_time() - start < 10
