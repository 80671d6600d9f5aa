"""The command `kalmyk-site import`: what it reports and writes, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kalmyk_site.cli import main
from tests.builds.bridge import Bridge
from tests.conftest import ROOT

SOURCES = "content/sources.yml"
FIXTURES = ROOT / "tests" / "fixtures" / "imports"
RUSKIN = "@book{x, title = {Stones of the Bridge}, author = {Ruskin, John}, year = {1851}, publisher = {Pier}}"
NEWS = "@article{y, title = {The Bridge Falls}, journal = {Bridge News}, date = {1902-03-04}, doi = {10.1000/news}}"


def call(root: Path, *arguments: str, given: str | None = None) -> Result:
    """Call the command for an archive."""
    return CliRunner().invoke(main, ["--archive", str(root), "import", *arguments], input=given)


def report(result: Result) -> dict[str, Any]:
    """What `--format json` tells."""
    return json.loads(result.stdout)


@pytest.fixture
def export(tmp_path: Path) -> str:
    """A file of two works."""
    file = tmp_path / "export.bib"
    file.write_text(f"{RUSKIN}\n{NEWS}\n", encoding="utf-8")
    return str(file)


def test_new_works_come_in_where_their_keys_stand_in_order(bridge: Bridge, export: str):
    before = (bridge.root / SOURCES).read_text("utf-8")
    result = call(bridge.root, export)
    after = (bridge.root / SOURCES).read_text("utf-8")
    assert result.exit_code == 0
    written = (
        "- id: bridge-falls1902\n  type: article-journal\n  title: The Bridge Falls\n  container-title: Bridge News\n"
        '  issued: "1902-03-04"\n  DOI: 10.1000/news\n'
    )
    assert written in "".join(line.removeprefix("  ") for line in after.splitlines(keepends=True))
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "    ruskin1851: Ruskin 1851, 'Stones of the Bridge'\n        content/sources.yml:" in result.stdout
    assert "2 works in BibTeX: 2 taken, 0 filled in, 0 known already, 0 left." in result.stdout
    assert result.stdout.endswith("Cite one, with its page: [@ruskin1851, p. ]\n")


def test_the_same_import_changes_nothing_the_second_time(bridge: Bridge):
    files = [str(FIXTURES / name) for name in ("zotero.json", "better-bibtex.bib", "library.ris")]
    call(bridge.root, *files)
    once = (bridge.root / SOURCES).read_bytes()
    second = report(call(bridge.root, *files, "--format", "json"))
    assert (bridge.root / SOURCES).read_bytes() == once
    assert second["taken"] == []
    assert [one["added"] for one in second["known"]] == [[]] * len(second["known"])


def test_works_of_several_files_that_are_one_come_in_once(bridge: Bridge, export: str, tmp_path: Path):
    other = tmp_path / "other.ris"
    other.write_text("TY  - BOOK\nTI  - Stones of the bridge\nAU  - Ruskin, J.\nPY  - 1851\nCY  - London\nER  - \n")
    told = report(call(bridge.root, export, str(other), "--format", "json"))
    assert [one["key"] for one in told["taken"]] == ["ruskin1851", "bridge-falls1902"]
    [known] = told["known"]
    assert (known["key"], known["same_as"], known["added"]) == ("ruskin1851", f"{export}:1", ["publisher-place"])
    assert "publisher-place: London" in (bridge.root / SOURCES).read_text("utf-8")


@pytest.mark.parametrize("merging", [True, False])
def test_a_known_work_keeps_its_words_and_is_filled_in(bridge: Bridge, merging: bool):
    before = (bridge.root / SOURCES).read_text("utf-8")
    hall = "@book{h, title = {my bridges}, author = {Hall, A.}, year = {1901}, publisher = {Quay}, volume = {2}}"
    result = call(bridge.root, "-", *([] if merging else ["--no-merge"]), given=hall)
    after = (bridge.root / SOURCES).read_text("utf-8")
    assert result.exit_code == 0
    assert "hall1901 (standard input:1)" in result.stdout
    if merging:
        added = [line.strip() for line in after.splitlines() if line not in before.splitlines()]
        assert 'volume: "2"' in added
        assert "added: " in result.stdout
    else:
        assert after == before


def test_what_differs_is_told_and_kept(bridge: Bridge):
    call(bridge.root, "-", given=RUSKIN)
    before = (bridge.root / SOURCES).read_bytes()
    result = call(bridge.root, "-", given=RUSKIN.replace("Pier", "Quay"))
    assert "        publisher: kept 'Pier', the file says 'Quay'" in result.stdout
    assert (bridge.root / SOURCES).read_bytes() == before


def test_nothing_is_written_that_the_checks_would_fault(bridge: Bridge):
    bad = RUSKIN.replace("publisher", "isbn = {12345}, publisher")
    result = call(bridge.root, "-", given=f"{bad}\n{NEWS}")
    assert result.exit_code == 1
    assert "    standard input:1 (x): isbn-invalid: the ISBN '12345' of 'ruskin1851' is not valid" in result.stdout
    assert "ruskin1851" not in (bridge.root / SOURCES).read_text("utf-8")
    assert "bridge-falls1902" in (bridge.root / SOURCES).read_text("utf-8")


def test_what_cannot_be_read_is_told_and_the_rest_taken(bridge: Bridge):
    result = call(bridge.root, "-", given=f"@book{{a, title = {{No end, year = 1990\n\n{RUSKIN}")
    assert result.exit_code == 1
    assert "standard input:1 (a): the entry that begins in line 1 is not closed" in result.stdout
    assert "1 taken" in result.stdout
    assert result.stderr == ""


def test_a_dry_run_tells_all_and_writes_nothing(bridge: Bridge, export: str):
    before = (bridge.root / SOURCES).read_bytes()
    result = call(bridge.root, export, "--dry-run")
    assert result.exit_code == 0
    assert "ruskin1851" in result.stdout
    assert "Nothing was written." in result.stdout
    assert (bridge.root / SOURCES).read_bytes() == before


def test_what_is_left_out_of_works_is_told(bridge: Bridge):
    given = RUSKIN.replace("publisher", "abstract = {Words}, file = {Storage/x.pdf}, publisher")
    result = call(bridge.root, "-", given=given)
    assert "Not taken over from these works: abstract (1), path of a file (1)." in result.stdout
    assert "Storage" not in (bridge.root / SOURCES).read_text("utf-8")


def test_a_format_can_be_named(bridge: Bridge):
    result = call(bridge.root, "-", "--from", "ris", given=RUSKIN)
    assert "0 works in RIS" in result.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [("Title,Author", "is none of CSL-JSON, BibTeX, RIS"), ("", "is empty")],
)
def test_a_file_that_is_none_is_a_wrong_call(bridge: Bridge, given: str, said: str):
    result = call(bridge.root, "-", given=given)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_is_not_there_is_a_wrong_call(bridge: Bridge):
    result = call(bridge.root, "nowhere.bib")
    assert result.exit_code == 2
    assert "nowhere.bib: No such file or directory." in result.stderr


def test_a_list_that_cannot_be_read_is_not_written_into(bridge: Bridge):
    bridge.write(SOURCES, "references: [\n")
    result = call(bridge.root, "-", given=RUSKIN)
    assert result.exit_code == 2
    assert "nothing was imported: content/sources.yml cannot be read. kalmyk-site check tells what" in result.stderr


def test_a_list_without_works_takes_its_first_ones(bridge: Bridge):
    bridge.write(SOURCES, "# The works.\nreferences:\n")
    assert call(bridge.root, "-", given=RUSKIN).exit_code == 0
    assert (bridge.root / SOURCES).read_text("utf-8").startswith("# The works.\nreferences:\n- id: ruskin1851\n")


def test_documentation_shows_a_report_as_it_is(bridge: Bridge):
    (bridge.root / "export.bib").write_text(f"{RUSKIN}\n{NEWS}\n", encoding="utf-8")
    shown = bridge.command("import", "export.bib").stdout
    assert f"```text\n{shown}```\n" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
