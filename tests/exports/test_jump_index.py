"""The index for jumping: everything that has a name, by every name, in one script file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.built_site import BuiltSite

BEGINNING, END = "(globalThis.archiveData ??= {}).jump = ", ";\n"


def script_of(site: BuiltSite) -> str:
    """The script file of a site."""
    [path] = [path for path in site.site.files if path.startswith("assets/jump.")]
    return site.site.files[path].decode("utf-8")


def index_of(site: BuiltSite) -> dict[str, Any]:
    """What the script file hands over."""
    return json.loads(script_of(site).removeprefix(BEGINNING).removesuffix(END))


def entries_of(site: BuiltSite) -> dict[str, list[Any]]:
    """Every entry by its target, `kind:id`."""
    index = index_of(site)
    return {
        f"{kind}:{entry[0]}": entry
        for (kind, *_), entries in zip(index["kinds"], index["entries"], strict=True)
        for entry in entries
    }


def test_it_sets_one_value(any_site: BuiltSite):
    script = script_of(any_site)
    assert script.startswith(BEGINNING)
    assert script.endswith(END)
    assert index_of(any_site)["form"] == 1


def test_every_entry_leads_to_a_page_or_a_section_of_one(any_site: BuiltSite):
    index = index_of(any_site)
    for (kind, _, _, pattern, _), entries in zip(index["kinds"], index["entries"], strict=True):
        for key, *_ in entries:
            address = "" if (kind, key) == ("page", "home") else pattern.replace("*", key)
            assert any_site.follow("", address or "./") is not None


def test_every_record_chapter_and_source_has_an_entry(any_site: BuiltSite):
    assert any_site.checked.index is not None
    archive = any_site.checked.index.archive
    wanted = {
        *(str(record.target) for record in archive.all_records()),
        *(str(chapter.target) for chapter in archive.chapters.values()),
        *(str(page.target) for page in archive.pages.values()),
        *(f"source:{key}" for key in archive.sources),
    }
    assert wanted - set(entries_of(any_site)) == set()


def test_each_kind_says_what_one_and_many_are_called_and_where_its_index_is(lighthouse: BuiltSite):
    kinds = {kind: rest for kind, *rest in index_of(lighthouse)["kinds"]}
    assert kinds["person"] == ["Person", "People", "people/*/", "people/"]
    assert kinds["organization"] == ["Organization", "Organizations", "organizations/#*", "organizations/"]
    assert kinds["chapter"] == ["Chapter", "Chapters", "*/", ""]


def test_names_in_other_languages_say_which(lighthouse: BuiltSite):
    assert entries_of(lighthouse)["person:pyotr-morozov"] == [
        "pyotr-morozov",
        "Pyotr Morozov",
        [["Пётр Морозов", "ru"]],
    ]


def test_a_slip_is_a_key_without_text(lighthouse: BuiltSite):
    assert entries_of(lighthouse)["person:agnes-tulloch"] == ["agnes-tulloch", "Agnes Tulloch", [["a tulok"]]]
    assert "Tullock" not in script_of(lighthouse)


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("law:order-12", ["No. 12"]),
        ("source:morozov1910", ["Огни севера", "P. I. Morozov"]),
    ],
)
def test_numbers_titles_and_authors_are_names_too(lighthouse: BuiltSite, target: str, names: list[str]):
    found = json.dumps(entries_of(lighthouse)[target], ensure_ascii=False)
    assert [name for name in names if name not in found] == []


def test_values_of_a_number_and_days_of_an_event_are_names_too(any_site: BuiltSite):
    assert any_site.checked.index is not None
    entries = entries_of(any_site)
    statistics = [entry for target, entry in entries.items() if target.startswith("statistic:")]
    events = [entry for target, entry in entries.items() if target.startswith("event:")]
    assert statistics
    assert events
    assert all(any(character.isdigit() for name in entry[2] for character in name) for entry in statistics)
    assert all(len(entry) == 5 and entry[2][entry[4]] for entry in events)
