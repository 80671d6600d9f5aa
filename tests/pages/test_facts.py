"""The facts of a record: what a field rests on and its note stand beside it, once."""

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.built_site import build, cited_in, find, prose_of, text_of
from tests.conftest import MakeArchive

EVIDENCE = 'cite: "@woolf1925, p. 7", note: A note of its own.'


def rows_of(make_archive: MakeArchive, folder: Path, kind: str, record: str) -> list[HtmlElement]:
    """The facts of a record that is added to the tiny archive."""
    file = f"content/records/{kind}/x.yml"
    cite = '\n  cite: "@woolf1925, p. 3"\n'
    site = build(make_archive(folder / "archive", {file: f"- id: x\n  {record}{cite}"}), folder / "site")
    return find(site.main(f"{kind}/x/"), ".//dl[@class='facts']/dd")


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("people", f"names: {{value: [Ada, Countess], {EVIDENCE}}}"),
        ("people", f"names: {{value: [Ada, Countess, Lady], {EVIDENCE}}}"),
        ("people", f'names: [Ada]\n  roles: {{value: [{{role: walker, cite: "@woolf1925, p. 9"}}], {EVIDENCE}}}'),
        ("laws", f'title: X\n  issued: "1925"\n  effect: {{value: "Open [@woolf1925, p. 9].", {EVIDENCE}}}'),
        ("laws", f'title: X\n  issued: {{value: "1925", {EVIDENCE}}}'),
        ("events", f'title: X\n  date: "1925"\n  text: {{value: She walked., {EVIDENCE}}}'),
        (
            "statistics",
            f"""title: X
  measure: steps
  population: {{value: all, {EVIDENCE}}}
  territory: pier
  unit: steps
  estimates: [{{value: 3, counted_by: witness}}]""",
        ),
    ],
)
def test_a_fields_note_and_citation_are_shown_together_and_once(
    make_archive: MakeArchive, tmp_path: Path, kind: str, record: str
):
    rows = rows_of(make_archive, tmp_path, kind, record)
    [noted] = [row for row in rows if "A note of its own." in text_of(row)]
    assert text_of(noted).count("A note of its own.") == 1
    assert ("woolf1925", "7") in cited_in(noted)


def test_a_name_keeps_its_note_beside_that_of_all_names(make_archive: MakeArchive, tmp_path: Path):
    names = f"names: {{value: [Ada, {{text: Countess, note: As a joke.}}], {EVIDENCE}}}"
    [row, _] = rows_of(make_archive, tmp_path, "people", names)
    assert prose_of(row) == "Countess As a joke.A note of its own."
