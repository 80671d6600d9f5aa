"""Pairs: which text became which."""

from __future__ import annotations

import time

from kalmyk_site.differences.pairs import pair

WORDS = [f"{first}{second}" for first in "bcdfghklmn" for second in ("ado", "elm", "isk", "ont", "ulb")]


def test_the_likest_are_paired_and_each_once():
    before = ["the boat came home late", "a boat came home"]
    after = ["a boat came home late at night", "the boat came home late today"]

    assert pair(before, after) == [(0, 1), (1, 0)]


def test_what_shares_too_little_is_not_paired():
    assert pair(["the boat came home"], ["nobody knew why the fair had ended"]) == []


def test_single_words_are_compared_by_letters():
    assert pair(["Elista"], ["Elysta"]) == [(0, 0)]


def test_many_texts_cost_no_square():
    texts = [
        " ".join((f"n{number}", *(WORDS[(number * step) % len(WORDS)] for step in range(9)))) for number in range(5000)
    ]
    start = time.perf_counter()

    assert len(pair(texts, [f"{text} more" for text in texts])) == 5000
    assert time.perf_counter() - start < 10
