"""The command `kalmyk-site rename`: what it shows and writes, and when it writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kalmyk_site.cli import main
from tests.builds.bridge import Bridge, files_of
from tests.conftest import ROOT

PEOPLE = "content/records/people/people.yml"


def rename(root: Path, *arguments: str) -> Result:
    """Call the command for an archive."""
    return CliRunner().invoke(main, ["--archive", str(root), "rename", *arguments])


def content(bridge: Bridge) -> dict[str, bytes]:
    """Every file of the content."""
    return {path.name: path.read_bytes() for path in sorted((bridge.root / "content").rglob("*")) if path.is_file()}


def test_a_record_gets_its_new_id_everywhere_and_keeps_its_old_address(bridge: Bridge):
    result = rename(bridge.root, "person:anna-hall", "ann-hall")
    built = bridge.command("build")

    assert (result.exit_code, built.returncode) == (0, 0), result.output + built.stdout
    assert result.stdout.endswith("\nperson:anna-hall -> person:ann-hall: 3 places in 3 files. Written.\n")
    assert (bridge.root / PEOPLE).read_text(encoding="utf-8").startswith("- id: ann-hall\n  former_ids: [anna-hall]\n")
    assert 'url=../ann-hall/"' in (bridge.site / "people/anna-hall/index.html").read_text(encoding="utf-8")


def test_each_changed_line_is_shown_as_documentation_has_it(bridge: Bridge):
    result = rename(bridge.root, "person:anna-hall", "ann-hall", "--dry-run")

    assert result.exit_code == 0
    assert f"```text\n{result.stdout}```\n" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(bridge: Bridge):
    before = files_of(bridge.root)
    result = rename(bridge.root, "source:hall1901", "hall", "--dry-run")

    assert "Nothing was written" in result.stdout
    assert files_of(bridge.root) == before


def test_without_a_former_id_only_the_id_changes(bridge: Bridge):
    before = content(bridge)
    rename(bridge.root, "source:hall1901", "quay1901", "--no-former-id")
    assert content(bridge) == {name: data.replace(b"hall1901", b"quay1901") for name, data in before.items()}


def test_a_chapter_moves(bridge: Bridge):
    result = rename(bridge.root, "chapter:history/building", "history/arches")

    assert "content/history/building.md -> content/history/arches.md\n" in result.stdout
    assert sorted(path.name for path in (bridge.root / "content/history").iterdir()) == ["arches.md"]
    assert bridge.command("check").returncode == 0


def test_line_ends_and_byte_order_marks_stay(bridge: Bridge):
    for name in (PEOPLE, "content/history/building.md"):
        data = (bridge.root / name).read_bytes()
        bridge.write(name, b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    rename(bridge.root, "person:anna-hall", "ann-hall")

    people = (bridge.root / PEOPLE).read_bytes()
    assert people.startswith(b"\xef\xbb\xbf- id: ann-hall\r\n  former_ids: [anna-hall]\r\n")
    assert b"\r\r" not in people
    assert people.count(b"\n") == people.count(b"\r\n")


def test_what_was_found_before_with_the_old_id_is_not_new(bridge: Bridge):
    bridge.edit(PEOPLE, '  cite: ["@guide"]\n', "")
    before = bridge.command("check").stdout
    result = rename(bridge.root, "person:anna-hall", "ann-hall")

    assert "'person:anna-hall'" in before or "anna-hall" in before
    assert result.stdout.endswith("Written.\n")


def test_nothing_is_written_where_something_new_would_be_found(bridge: Bridge):
    other = "- {id: bo-hall, names: [Bo Hall], former_ids: [hall], cite: '@guide'}\n"
    bridge.edit(PEOPLE, "- id: anna", f"{other}- id: anna")
    before = files_of(bridge.root)
    result = rename(bridge.root, "person:anna-hall", "hall")

    assert result.exit_code == 1
    assert f"The change would bring in:\n\n{PEOPLE}:1:" in result.stdout
    assert "former-id-taken" in result.stdout
    assert result.stdout.endswith("Nothing was written.\n")
    assert files_of(bridge.root) == before


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (PEOPLE, "- id: anna-hall\n", "- id: anna-hall\n   born: [\n", "yaml-syntax"),
        ("content/history/building.md", "[@guide].", "[@guide.", "citation-malformed"),
        ("content/records/statistics/statistics.yml", "  unit: arches\n", "", "field-missing"),
    ],
)
def test_nothing_is_written_where_an_error_may_hide_a_place(bridge: Bridge, path: str, old: str, new: str, code: str):
    bridge.edit(path, old, new)
    before = files_of(bridge.root)
    result = rename(bridge.root, "place:bridge", "old-bridge")

    assert result.exit_code == 1
    assert f"{path}:" in result.stdout
    assert code in result.stdout
    assert "Nothing was written: these errors may hide places" in result.stdout
    assert files_of(bridge.root) == before


def test_an_error_that_hides_nothing_is_no_hindrance(bridge: Bridge):
    bridge.edit("content/history/building.md", "person:anna-hall", "person:ana-hall")

    assert rename(bridge.root, "place:bridge", "old-bridge").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("person:ana-hall", "hall", "there is no person 'ana-hall'. Did you mean 'anna-hall'?"),
        ("persn:anna-hall", "hall", "Did you mean person?"),
        ("anna-hall", "hall", "names nothing"),
        ("person:anna-hall", "anna-hall", "is called so already"),
        ("person:anna-hall", "Anna", "'Anna' can be no id of a person"),
        ("person:anna-hall", "people/anna", "can be no id of a person"),
        ("chapter:history/building", "arches", "can be no id of a chapter"),
        ("chapter:history/building", "about/arches", "the one cannot become the other"),
        ("chapter:history/building", "nowhere/arches", "no part of content/archive.yml has the folder 'nowhere'"),
        ("source:hall1901", "guide", "there is a source 'guide' already, at content/sources.yml:2:5"),
        ("page:timeline", "about/timeline", "only pages that are files in content/about/"),
    ],
)
def test_a_call_that_cannot_be_followed_says_why(bridge: Bridge, old: str, new: str, said: str):
    before = files_of(bridge.root)
    result = rename(bridge.root, old, new)

    assert result.exit_code == 2
    assert said in result.stderr
    assert files_of(bridge.root) == before


def test_a_former_id_is_told_the_new_one(bridge: Bridge):
    rename(bridge.root, "person:anna-hall", "ann-hall")
    result = rename(bridge.root, "person:anna-hall", "hall")

    assert result.exit_code == 2
    assert "It is called 'ann-hall' now." in result.stderr


def test_a_place_that_cannot_be_changed_is_named(bridge: Bridge):
    bridge.edit("content/home.md", "place:bridge", "place:b&#114;idge")
    result = rename(bridge.root, "place:bridge", "old-bridge")

    assert result.exit_code == 2
    assert "content/home.md:5:1" in result.stderr


def test_a_file_that_stands_at_the_new_place_is_not_lost(bridge: Bridge):
    bridge.write("content/history/arches.md", "")
    result = rename(bridge.root, "chapter:history/building", "history/arches")

    assert result.exit_code != 0
    assert (bridge.root / "content/history/arches.md").read_bytes() == b""
