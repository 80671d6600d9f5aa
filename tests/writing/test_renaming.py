"""Renaming changes an id wherever it names the thing, and not a byte besides."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from kalmyk_site.checks.all_checks import check_archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.files import list_content_files
from kalmyk_site.records.reading import read_archive
from kalmyk_site.references.index import Index, build_index
from kalmyk_site.writing.renaming import plan_renaming
from kalmyk_site.writing.text_edits import TextEdit, edited_bytes
from tests.checks.examples import tiny_archive
from tests.conftest import ARCHIVES, ROOT


def index_of(root: Path) -> Index:
    """The index of an archive that can be read as a whole."""
    reading = read_archive(root)
    assert reading.archive is not None
    assert reading.archive.broken == frozenset()
    return build_index(reading.archive)


def rename(root: Path, names: Iterable[tuple[Target, str]], *, keeps_address: bool = False) -> None:
    """Rename things, all as the archive stands now, and write the files."""
    index = index_of(root)
    edits: dict[str, list[TextEdit]] = {}
    moved: dict[str, str] = {}
    for old, new_id in names:
        renaming = plan_renaming(index, old, new_id, keeps_address=keeps_address)
        assert renaming.unclear == ()
        for each in renaming.files:
            edits.setdefault(each.file.path, []).extend(each.edits)
            if each.moved_to:
                moved[each.file.path] = each.moved_to
    for path, found in edits.items():
        data = edited_bytes((root / path).read_bytes(), found)
        (root / path).unlink()
        place = root / moved.get(path, path)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)


def files_of(root: Path) -> dict[str, bytes]:
    """What each content file holds."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in list_content_files(root)[0]}


def all_things(index: Index) -> list[Target]:
    """Every record, source, chapter and page that can have another id."""
    texts = (*index.archive.chapters.values(), *index.archive.pages.values())
    return [
        *(record.target for record in index.archive.all_records()),
        *(source.target for source in index.archive.sources.values()),
        *(text.target for text in texts if "/" in text.target.id),
    ]


@pytest.fixture(params=["lighthouse", "lighthouse as Windows writes it", "the archive of this checkout"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a whole archive."""
    given = ROOT if "checkout" in request.param else ARCHIVES / "lighthouse"
    shutil.copytree(given / "content", tmp_path / "content")
    if "Windows" in request.param:
        for path in list_content_files(tmp_path)[0]:
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    return tmp_path


def test_everything_can_be_renamed_and_renamed_back(archive: Path):
    index = index_of(archive)
    before, things = files_of(archive), all_things(index)
    found = Counter(finding.code for finding in (*index.findings, *check_archive(index)))

    rename(archive, [(old, f"{old.id}-anew") for old in things])

    renamed = index_of(archive)
    assert set(all_things(renamed)) == {Target(old.kind, f"{old.id}-anew") for old in things}
    assert Counter(finding.code for finding in (*renamed.findings, *check_archive(renamed))) == found

    rename(archive, [(Target(old.kind, f"{old.id}-anew"), old.id) for old in things])
    assert files_of(archive) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[The town](place:lowbridge) [@report1927].", "[The town](place:bridge) [@report1927]."),
        ("[lowbridge](place:lowbridge) [@report1927].", "[lowbridge](place:bridge) [@report1927]."),
        ("[It](<place:lowbridge>) [@report1927].", "[It](<place:bridge>) [@report1927]."),
        ('[It](place:lowbridge "lowbridge") [@report1927].', '[It](place:bridge "lowbridge") [@report1927].'),
        ("[It](place:lowbridge#here) {#here} [@report1927].", "[It](place:bridge#here) {#here} [@report1927]."),
        ("[It][t] [@report1927].\n\n[t]: place:lowbridge", "[It][t] [@report1927].\n\n[t]: place:bridge"),
        ("[Town], it says [@report1927].\n\n[town]: <place:lowbridge>", None),
        ("*[`]` it](place:lowbridge)* [@report1927].", "*[`]` it](place:bridge)* [@report1927]."),
        ("[It](place:lowbridge) and `[it](place:lowbridge)`.", "[It](place:bridge) and `[it](place:lowbridge)`."),
        ("```\n[It](place:lowbridge)\n```", "```\n[It](place:lowbridge)\n```"),
        ("\\[It](place:lowbridge) in lowbridge.", "\\[It](place:lowbridge) in lowbridge."),
        ("[It](person:lowbridge), [that](place:lowbridges).", "[It](person:lowbridge), [that](place:lowbridges)."),
        ("| a |\n|---|\n| [It](place:lowbridge) |", "| a |\n|---|\n| [It](place:bridge) |"),
        ("## [It](place:lowbridge)", "## [It](place:bridge)"),
        ("> - [It](place:lowbridge)[^1]\n\n[^1]: [It](place:lowbridge)", None),
        ("[It](place:lowbridge) [it](place:lowbridge)", None),
        ("> [It\n> there](place:lowbridge)", None),
    ],
)
def test_a_link_is_changed_where_it_is_one(tmp_path: Path, before: str, after: str | None):
    root = tiny_archive(tmp_path)
    chapter = root / "content/story/flood.md"
    head = chapter.read_bytes().decode()
    chapter.write_bytes(f"{head}\n{before}\n".encode())

    rename(root, [(Target("place", "lowbridge"), "bridge")])

    head = head.replace("(place:lowbridge)", "(place:bridge)")
    after = before.replace("place:lowbridge", "place:bridge") if after is None else after
    assert chapter.read_bytes().decode() == f"{head}\n{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It rained [@tract1926].", "It rained [@leaflet]."),
        ("It rained [see @tract1926, p. 4; -@tract1926, p. 5].", "It rained [see @leaflet, p. 4; -@leaflet, p. 5]."),
        ("@tract1926 [p. 4; @tract1926] says so.", "@leaflet [p. 4; @leaflet] says so."),
        (
            "@{tract1926} says so, -@{tract1926} too [-@{tract1926}].",
            "@{leaflet} says so, -@{leaflet} too [-@{leaflet}].",
        ),
        ("It is tract1926, a@tract1926.org [@tract1926].", "It is tract1926, a@tract1926.org [@leaflet]."),
        ("`[@tract1926]` and \\[@tract1927].", "`[@tract1926]` and \\[@tract1927]."),
        (
            "[It](source:tract1926), [there](page:sources#tract1926).",
            "[It](source:leaflet), [there](page:sources#leaflet).",
        ),
    ],
)
def test_a_citation_is_changed_where_it_is_one(tmp_path: Path, before: str, after: str):
    root = tiny_archive(tmp_path)
    with (root / "content/sources.yml").open("a", encoding="utf-8") as sources:
        sources.write("  - id: tract1926\n    type: book\n    title: tract1926\n")
    chapter = root / "content/story/flood.md"
    head = chapter.read_bytes().decode()
    chapter.write_bytes(f"{head}\n{before}\n".encode())

    rename(root, [(Target("source", "tract1926"), "leaflet")])

    assert chapter.read_bytes().decode() == f"{head}\n{after}\n"
    assert (
        (root / "content/sources.yml").read_bytes().endswith(b"- id: leaflet\n    type: book\n    title: tract1926\n")
    )


EVENTS = """\
# mill: comments stay, also place:mill
- id: mill   # the event is called so too
  title: "The mill burns"
  date: 1926
  places: [ 'mill', "place:mill", mill, other-mill ] # mill
  text: >
    [It](place:mill)
    was \
the mill. [@report1927]
  cite: "@report1927"
  see:
    - "place:mill"
    - event:mill
"""

PLACES = """\
- id: "mill"
  names: [mill]
  cite: "@report1927"
- {id: other-mill, names: [Other mill], within: mill, cite: "@report1927"}
"""


def test_fields_keep_their_quotation_marks_and_other_kinds_their_ids(tmp_path: Path):
    root = tiny_archive(tmp_path)
    events, places = root / "content/records/events/m.yml", root / "content/records/places/m.yml"
    events.write_text(EVENTS, encoding="utf-8")
    places.write_text(PLACES, encoding="utf-8")

    rename(root, [(Target("place", "mill"), "null")])

    assert events.read_text(encoding="utf-8") == (
        EVENTS.replace("'mill'", "'null'")
        .replace('"place:mill"', '"place:null"')
        .replace(" mill, other", ' "null", other')
        .replace("(place:mill)", "(place:null)")
    )
    assert places.read_text(encoding="utf-8") == PLACES.replace('"mill"', '"null"').replace("n: mill", 'n: "null"')


def test_an_anchor_on_a_shared_page_is_named_after_its_record(tmp_path: Path):
    root = tiny_archive(tmp_path)
    (root / "content/records/terms").mkdir()
    term = '- id: sluice\n  names: [sluice]\n  definition: A gate [@report1927].\n  cite: "@report1927"\n'
    (root / "content/records/terms/t.yml").write_text(term, encoding="utf-8")
    chapter = root / "content/story/flood.md"
    links = "[A](page:glossary#sluice) [b](term:sluice#sluice--definition--a-gate) [c](term:sluice) [@report1927]\n"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{links}", encoding="utf-8")

    rename(root, [(Target("term", "sluice"), "gate")])

    text = chapter.read_text(encoding="utf-8")
    assert text.endswith(
        "[A](page:glossary#gate) [b](term:gate#gate--definition--a-gate) [c](term:gate) [@report1927]\n"
    )


@pytest.mark.parametrize("written", ["[It](place:low&#98;ridge)", "[It](place:low\\-bridge)"])
def test_an_id_with_escapes_is_left_to_its_author(tmp_path: Path, written: str):
    root = tiny_archive(tmp_path)
    place = "- {id: low-bridge, names: [Low Bridge], cite: '@report1927'}\n"
    (root / "content/records/places/low.yml").write_text(place, encoding="utf-8")
    chapter = root / "content/story/flood.md"
    head = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{head}\n{written} [@report1927].\n", encoding="utf-8")
    index = index_of(root)
    old = Target("place", "low-bridge" if "-" in written else "lowbridge")
    known = [mention.target for mention in index.mentions_of.get(old, ())]

    unclear = plan_renaming(index, old, "bridge", keeps_address=True).unclear

    assert known
    assert [str(origin) for origin in unclear] == [f"content/story/flood.md:{head.count(chr(10)) + 2}:1"]


@pytest.mark.parametrize(
    ("target", "path", "before", "after"),
    [
        ("place:mill", "places/m.yml", "- id: mill\n  names: [M]\n", "- id: new\n  former_ids: [mill]\n  names: [M]\n"),
        ("place:mill", "places/m.yml", "- {id: mill, names: [M]}\n", "- {id: new, former_ids: [mill], names: [M]}\n"),
        (
            "place:mill",
            "places/m.yml",
            "- id: mill\n  names: [M]\n  former_ids: [a, b]\n",
            "- id: new\n  names: [M]\n  former_ids: [a, b, mill]\n",
        ),
        (
            "place:mill",
            "places/m.yml",
            "- id: mill\n  former_ids:\n    - a\n  names: [M]\n",
            "- id: new\n  former_ids:\n    - a\n    - mill\n  names: [M]\n",
        ),
        ("place:mill", "places/m.yml", "- id: mill\n  names: [M]\n  former_ids:\n", None),
        ("place:mill", "places/m.yml", "- id: mill\n  names: [M]\n  former_ids: []\n", None),
        (
            "place:mill",
            "places/m.yml",
            "- id: mill\n  names: [M]\n  former_ids: [a, new]\n",
            "- id: new\n  names: [M]\n  former_ids: [a, mill]\n",
        ),
        (
            "source:tract",
            "sources",
            "  - id: tract\n    type: book\n    title: T\n",
            "  - id: new\n    custom: {former_ids: [tract]}\n    type: book\n    title: T\n",
        ),
        (
            "source:tract",
            "sources",
            "  - id: tract\n    type: book\n    title: T\n    custom:\n      nature: report\n",
            "  - id: new\n    type: book\n    title: T\n    custom:\n      nature: report\n      former_ids: [tract]\n",
        ),
        (
            "source:tract",
            "sources",
            "  - {id: tract, type: book, title: T, custom: {nature: report}}\n",
            "  - {id: new, type: book, title: T, custom: {nature: report, former_ids: [tract]}}\n",
        ),
    ],
)
def test_the_old_id_is_noted_in_the_form_of_its_record(
    tmp_path: Path, target: str, path: str, before: str, after: str | None
):
    root = tiny_archive(tmp_path)
    file = root / "content" / ("sources.yml" if path == "sources" else f"records/{path}")
    head = file.read_text(encoding="utf-8") if path == "sources" else ""
    file.write_text(head + before, encoding="utf-8")
    kind, _, id_ = target.partition(":")

    rename(root, [(Target(kind, id_), "new")], keeps_address=True)

    after = "- id: new\n  names: [M]\n  former_ids: [mill]\n" if after is None else after
    assert file.read_text(encoding="utf-8") == head + after
    assert index_of(root).archive.former[Target(kind, id_)] == Target(kind, "new")


def test_a_former_id_that_comes_back_without_an_old_one_leaves_the_list(tmp_path: Path):
    root = tiny_archive(tmp_path)
    file = root / "content/records/places/m.yml"
    file.write_text("- id: mill\n  names: [M]\n  former_ids: [new, a]\n", encoding="utf-8")

    rename(root, [(Target("place", "mill"), "new")])

    assert file.read_text(encoding="utf-8") == "- id: new\n  names: [M]\n  former_ids: [a]\n"


CHAPTERS = """\
title: The flood
description: A flood.
editors: Two friends
license: {name: CC BY 4.0, address: "https://creativecommons.org/licenses/by/4.0/"}
about: [about, why] # why not
parts:
  - folder: story
    title: The story
    chapters:
      - flood # the first
      - after
  - {folder: sequel, title: Sequel}
reading_order: [story/after, story/flood]
menu: ["page:about/why", "chapter:story/flood"]
changed: 2026-11-22
"""


@pytest.fixture
def chapters(tmp_path: Path) -> Path:
    """An archive with two chapters, a page, and an empty part."""
    root = tiny_archive(tmp_path)
    (root / "content/archive.yml").write_text(CHAPTERS, encoding="utf-8")
    text = "---\ntitle: After\n---\n\nAfter [the flood](chapter:story/flood) [@report1927, p. 9].\n"
    (root / "content/story/after.md").write_text(text, encoding="utf-8")
    page = "---\ntitle: Why\n---\n\nFor [the flood](chapter:story/flood), see [why](page:about/why).\n{.editorial}\n"
    (root / "content/about/why.md").write_text(page, encoding="utf-8")
    return root


def test_a_chapter_moves_with_its_place_in_the_lists(chapters: Path):
    text = (chapters / "content/story/flood.md").read_text(encoding="utf-8")

    rename(chapters, [(Target("chapter", "story/flood"), "story/water")], keeps_address=True)

    assert not (chapters / "content/story/flood.md").exists()
    moved = (chapters / "content/story/water.md").read_text(encoding="utf-8")
    title = text.splitlines()[1]
    assert moved == text.replace(title, f"{title}\nformer_ids: [story/flood]", 1)
    assert (chapters / "content/archive.yml").read_text(encoding="utf-8") == (
        CHAPTERS.replace("- flood", "- water").replace("story/flood", "story/water")
    )
    assert "(chapter:story/water)" in (chapters / "content/story/after.md").read_text(encoding="utf-8")


def test_a_chapter_can_go_to_another_part(chapters: Path):
    rename(chapters, [(Target("chapter", "story/flood"), "sequel/water")])

    assert (chapters / "content/sequel/water.md").exists()
    assert (chapters / "content/archive.yml").read_text(encoding="utf-8") == (
        CHAPTERS.replace("      - flood # the first\n", "")
        .replace("title: Sequel}", "title: Sequel, chapters: [water]}")
        .replace("story/flood", "sequel/water")
    )


def test_a_page_moves_with_its_place_in_the_lists(chapters: Path):
    rename(chapters, [(Target("page", "about/why"), "about/reasons")])

    assert (chapters / "content/about/reasons.md").read_text(encoding="utf-8").count("page:about/reasons") == 1
    settings = (chapters / "content/archive.yml").read_text(encoding="utf-8")
    assert settings == CHAPTERS.replace("[about, why]", "[about, reasons]").replace("about/why", "about/reasons")
