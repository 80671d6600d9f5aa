"""Keys of sources: who wrote it and when, in letters that can be typed anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.records.fields import ID_FORM, ID_LENGTH, Target
from kalmyk_site.records.reading import read_archive
from kalmyk_site.records.yaml_tree import plain
from kalmyk_site.writing.source_keys import ascii_letters, source_key
from kalmyk_site.writing.yaml_form import Value
from tests.conftest import ROOT


def person(family: str, **parts: str) -> dict[str, str]:
    return {"family": family, "given": "Ann", **parts}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"author": [person("Bugay")], "issued": "1996"}, "bugay1996"),
        ({"author": [person("Bugay")], "issued": {"date-parts": [["1996", "5"]]}}, "bugay1996"),
        ({"author": [person("Ruble"), person("Hofmann")], "issued": "2008-05"}, "ruble-hofmann2008"),
        ({"author": [person(name) for name in ("A", "B", "C", "D")], "issued": "2008"}, "a2008"),
        ({"author": [person("Gogh", **{"non-dropping-particle": "van"})], "issued": "1890"}, "vangogh1890"),
        ({"author": [person("Naminov-Burkhinov")], "issued": "1997"}, "naminov-burkhinov1997"),
        ({"author": [{"literal": "Mongolia Society"}], "issued": "1962"}, "mongoliasociety1962"),
        ({"author": "Mongolia Society", "issued": "1962"}, "mongoliasociety1962"),
        ({"editor": [person("Uyama")], "issued": "2007"}, "uyama2007"),
        ({"author": [{"literal": "BBC"}], "title": "The Policy of the North"}, "bbc-policy-north"),
        ({"title": "A *Walk* to the [iSle]{.nocase} of Rust", "issued": "1901"}, "walk-isle-rust1901"),
        ({"title": "The", "issued": "1901"}, "the1901"),
        ({"title": "1984", "issued": "1949"}, "1984-1949"),
        ({"author": [person("Терентьев")], "issued": "1996"}, "terentyev1996"),
        ({"author": [person("Щёлоков"), person("Юрьевич")], "issued": "1996"}, "shchelokov-yuryevich1996"),
        ({"author": [person("O’Brien-Müller")], "issued": "1996"}, "obrien-muller1996"),
        ({"author": [person("Łęcki")], "issued": "1996"}, "lecki1996"),
        (
            {"author": [person("王")], "title": "史记", "type": "article-journal", "issued": "1996"},
            "article-journal1996",
        ),
        ({}, "source"),
    ],
)
def test_a_key_is_made_of_who_and_when(fields: Mapping[str, Value], key: str):
    assert source_key(fields, ()) == key


def test_keys_that_are_taken_get_a_letter():
    fields: Mapping[str, Value] = {"author": [person("Bugay")], "issued": "1996"}
    assert source_key(fields, {"bugay1996"}) == "bugay1996a"
    assert source_key(fields, {"bugay1996", "bugay1996a"}) == "bugay1996b"
    assert source_key({"author": "BBC"}, {"bbc"}) == "bbc-a"


def test_most_keys_of_this_archive_are_those_that_would_be_made():
    archive = read_archive(ROOT).archive
    assert archive is not None
    fields = {key: plain(archive.located[Target("source", key)].node) for key in archive.sources}
    others = {key for key in fields if source_key(cast("Mapping[str, Value]", fields[key]), ()) != key}
    # Abbreviated by an editor: a body, a newspaper and an encyclopedia.
    assert others == {"hrw1991", "moscowtimes2012", "wikipedia-deportation"}


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=200), st.text(max_size=200), st.sets(st.just("source")))
def test_whatever_a_work_is_called_its_key_is_an_id(name: str, title: str, taken: set[str]):
    key = source_key({"author": [{"family": name}], "title": title, "type": "book"}, taken)
    assert ID_FORM.fullmatch(key)
    assert len(key) <= ID_LENGTH


def test_letters_of_other_scripts_stay():
    assert ascii_letters("Ωmega Жуков") == "ωmega zhukov"
