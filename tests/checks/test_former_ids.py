"""Former ids: each old address leads to one thing, and a link to it is told the new id."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]

MILL = '- id: upper-mill\n  names: [Upper Mill]\n  cite: "@report1927, p. 3"\n  former_ids: [old-mill]\n'
TRACT = "+  - id: tract\n    type: book\n    title: Tract\n    custom: {former_ids: [leaflet]}\n"
COUNCIL = '- id: council\n  names: [Council]\n  cite: "@report1927, p. 3"\n'


def test_a_former_id_that_nothing_has_is_no_fault(check: Check):
    assert check({"records/places/mill.yml": MILL}) == []


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"records/places/mill.yml": MILL.replace("old-mill", "lowbridge")}, "content/records/places/mill.yml:4:16"),
        ({"records/places/mill.yml": MILL.replace("old-mill", "upper-mill")}, "content/records/places/mill.yml:4:16"),
        (
            {"records/places/mill.yml": MILL + MILL.replace("id: upper", "id: lower")},
            "content/records/places/mill.yml:4:16",
        ),
        ({"records/places/mill.yml": MILL.replace("[old", "[old-mill, old")}, "content/records/places/mill.yml:4:26"),
        (
            {
                "records/organizations/o.yml": f"{COUNCIL}- id: town\n  names: [Town]\n  cite: '@report1927'\n"
                "  former_ids: [council]\n"
            },
            "content/records/organizations/o.yml:7:16",
        ),
        (
            {
                "sources.yml": "+  - id: tract\n    type: book\n    title: Tract\n"
                "    custom: {former_ids: [report1927]}\n",
                "story/flood.md": "+\nIt rained [@tract].\n",
            },
            "content/sources.yml",
        ),
        ({"about/about.md": "---\ntitle: About\nformer_ids: [about/evidence]\n---\n"}, "content/about/about.md:3:14"),
    ],
)
def test_an_old_address_that_something_has_is_an_error(check: Check, files: Mapping[str, str], place: str):
    [finding] = check(files)

    assert finding.code == "former-id-taken"
    assert str(finding.origin).startswith(place)


def test_an_id_of_two_kinds_is_two_ids(check: Check):
    files = {
        "records/places/mill.yml": MILL,
        "records/organizations/o.yml": f"{COUNCIL}  former_ids: [old-mill]\n",
    }
    assert check(files) == []


@pytest.mark.parametrize(
    ("files", "code", "nearest"),
    [
        ({"story/flood.md": "+\n[It](place:old-mill) stood [@report1927].\n"}, "record-unknown", "place:upper-mill"),
        (
            {"records/places/a.yml": "- {id: a, names: [A], within: old-mill, cite: '@report1927'}\n"},
            "record-unknown",
            "place:upper-mill",
        ),
        (
            {
                "sources.yml": TRACT,
                "story/flood.md": "+\nIt rained [@tract]. It went on [@leaflet].\n",
            },
            "source-unknown",
            "tract",
        ),
        (
            {
                "sources.yml": TRACT,
                "archive.yml": "+founding_documents: [leaflet]\n",
                "story/flood.md": "+\nIt rained [@tract].\n",
            },
            "source-unknown",
            "tract",
        ),
    ],
)
def test_an_old_id_is_no_target_and_the_new_one_is_named(
    check: Check, files: Mapping[str, str], code: str, nearest: str
):
    [finding] = check({"records/places/mill.yml": MILL, **files})

    assert (finding.code, finding.nearest) == (code, nearest)
    assert f"it is called '{nearest.rpartition(':')[2]}' now" in finding.message
    assert finding.remedy.startswith(f"Write '{nearest}'")


@pytest.mark.parametrize("written", ["high-water", "story/high/water", "Story/Water", "about/water"])
def test_a_chapters_former_id_is_written_as_in_links(check: Check, written: str):
    text = f"---\ntitle: The night\nformer_ids: [{written}]\n---\n\nIt rained [@report1927, p. 3].\n"
    assert "id-invalid" in {finding.code for finding in check({"story/night.md": text})}


def test_a_chapter_that_a_list_names_as_it_was_called_is_told_the_new_name(check: Check):
    text = "---\ntitle: Rain\nformer_ids: [story/showers]\n---\n\nIt rained [@report1927, p. 3].\n"
    found = check({"story/rain.md": text, "archive.yml": "+      - showers\nreading_order: [story/showers]\n"})

    assert {(one.code, one.nearest) for one in found} >= {("chapter-missing", "rain")}
