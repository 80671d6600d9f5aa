"""The full-text index: the files that the search loads, the same at every build, or a reason why there are none."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from kalmyk_site.exports.search_texts import Passage, SearchText, search_texts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.fields import Target
from kalmyk_site.search_index import FOLDER, TEXTS_FILE, SearchIndexError, make_search_index
from kalmyk_site.site import render
from tests.built_site import BuiltSite

TEXTS = [
    SearchText(Target("term", "lamp"), "Lamp", (Passage("oil", "A lamp burns oil."),)),
    SearchText(Target("place", "skerrow"), "Skerrow", (Passage("rock", "A rock in the sea."),)),
]

ERROR = base64.b64encode(b'{"message_id": 0, "payload": {"type": "Error", "message": "no room"}}').decode()
"""How the service reports an error."""


def test_the_index_holds_the_engine_the_words_and_each_text_and_nothing_else():
    files = make_search_index(TEXTS, "en")
    names = [path.removeprefix(FOLDER) for path in files]
    assert all(path.startswith(FOLDER) for path in files)
    assert [name for name in names if "/" not in name and not name.endswith(".pf_meta")] == [
        "pagefind-entry.json",
        "pagefind.js",
        "wasm.en.pagefind",
        "texts.json",
    ]
    assert sum(name.startswith("fragment/") for name in names) == len(TEXTS)


def test_each_text_says_what_it_is():
    files = make_search_index(TEXTS, "en")
    targets: dict[str, str] = json.loads(files[TEXTS_FILE])
    assert sorted(targets.values()) == ["place:skerrow", "term:lamp"]
    assert all(f"{FOLDER}fragment/{name}.pf_fragment" in files for name in targets)


def test_the_same_texts_give_the_same_bytes_in_the_same_order(built_site: BuiltSite):
    assert built_site.checked.index is not None
    texts = list(search_texts(Frame(built_site.checked.index, {})))
    first, *others = (list(make_search_index(texts, "en").items()) for _ in range(3))
    assert [other == first for other in others] == [True, True]


def test_a_language_whose_endings_nobody_knows_has_an_index_all_the_same():
    names = make_search_index(TEXTS, "xal")
    assert f"{FOLDER}wasm.unknown.pagefind" in names
    assert f"{FOLDER}wasm.en.pagefind" not in names


def test_an_archive_without_words_has_no_index():
    assert make_search_index([], "en") == {}


def test_a_site_for_a_disk_has_no_index(lighthouse: BuiltSite):
    files = render(lighthouse.checked, for_disk=True).files
    assert [path for path in files if path.startswith(FOLDER)] == []


def test_a_preview_may_leave_the_index_out(lighthouse: BuiltSite):
    files = render(lighthouse.checked, with_search=False).files
    assert {path for path in lighthouse.site.files if not path.startswith(FOLDER)} == set(files)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "does not run"),
        ("exit 0", "it ended before it had answered"),
        (f"printf %s {ERROR},", "Pagefind failed: no room"),
    ],
    ids=["missing", "ends early", "reports an error"],
)
def test_a_pagefind_that_does_not_work_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, said: str
):
    program = tmp_path / "pagefind"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(SearchIndexError) as caught:
        make_search_index(TEXTS, "en")
    assert said in str(caught.value)
