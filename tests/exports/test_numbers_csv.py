"""Numbers as CSV: read back, each estimate is a line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kalmyk_site.exports.numbers_csv import COLUMNS
from kalmyk_site.records.kinds import Statistic
from tests.built_site import BuiltSite, build, find
from tests.conftest import MakeArchive


def rows_of(site: BuiltSite, path: str) -> list[dict[str, str]]:
    """The lines of a file by the names of its columns."""
    with (site.folder / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_estimate_is_a_line_of_both_files(any_site: BuiltSite):
    assert any_site.checked.index is not None
    statistics = any_site.checked.index.archive.records_of(Statistic)
    rows = rows_of(any_site, "data/statistics.csv")
    assert len(rows) == sum(len(each.estimates) for each in statistics)
    assert rows == [row for each in statistics for row in rows_of(any_site, f"data/statistics/{each.id}.csv")]


def test_a_line_says_what_the_record_says(lighthouse: BuiltSite):
    first, second, third = rows_of(lighthouse, "data/statistics/steps.csv")
    assert first == dict.fromkeys(COLUMNS, "") | {
        "statistic": "steps",
        "title": "How many steps has the tower?",
        "measure": "steps",
        "population": "all steps",
        "territory": "the tower",
        "period": "since 1871",
        "unit": "steps",
        "value": "112",
        "approximate": "false",
        "as_written": "a hundred and twelve",
        "date": "1872",
        "counted_by": "witness",
        "citations": "tulloch1899b, chap. 3",
        "compared": "false",
        "rank": "normal",
    }
    assert (second["approximate"], second["rounds"]) == ("true", "112")
    assert second["note"] == "A round figure, as the keeper said."
    assert (third["value"], third["low"], third["rank"], third["reason"]) == (
        "",
        "90",
        "deprecated",
        "counted from a boat",
    )
    # What has no citation of its own rests on what the record rests on.
    assert third["citations"] == "tulloch1899b, chap. 3"


def test_each_citation_says_its_note_in_the_founding_document_and_whether_it_was_compared(built_site: BuiltSite):
    first = rows_of(built_site, "data/statistics/deaths-in-exile.csv")[0]
    assert first["citations"] == "hrw1991, p. 9; tolz1993, p. 168"
    assert first["document_notes"] == "wikipedia-deportation, note 1; wikipedia-deportation, note 1"
    assert first["compared"] == "false; false"


def test_lines_end_as_the_standard_says(lighthouse: BuiltSite):
    data = (lighthouse.folder / "data/statistics.csv").read_bytes()
    assert data.startswith(b"statistic,title,")
    assert data.count(b"\r\n") == data.count(b"\n") == len(rows_of(lighthouse, "data/statistics.csv")) + 1


def test_no_cell_is_a_formula(make_archive: MakeArchive, tmp_path: Path):
    record = """\
- id: x
  title: '=HYPERLINK("https://example.org","x")'
  measure: "+1"
  population: "-1"
  territory: "@sum"
  unit: people
  estimates:
    - {value: 3, as_written: "three, or \\"3\\"", counted_by: census, cite: "@woolf1925, pp. 4-5"}
"""
    root = make_archive(tmp_path / "archive", {"content/records/statistics/x.yml": record})
    site = build(root, tmp_path / "site")
    [row] = rows_of(site, "data/statistics/x.csv")
    assert (row["measure"], row["population"], row["territory"]) == ("'+1", "'-1", "'@sum")
    assert row["title"] == '\'=HYPERLINK("https://example.org","x")'
    assert row["as_written"] == 'three, or "3"'
    assert row["citations"] == "woolf1925, pp. 4-5"
    cells = [cell for line in csv.reader(io.StringIO(site.site.files["data/statistics.csv"].decode())) for cell in line]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_pages_lead_to_the_files(lighthouse: BuiltSite):
    for address, path in (("statistics/", "data/statistics.csv"), ("statistics/steps/", "data/statistics/steps.csv")):
        links = find(lighthouse.main(address), ".//a[@download]")
        places = [lighthouse.follow(address, link.get("href", "")) for link in links]
        assert [place.address for place in places if place] == [path]
