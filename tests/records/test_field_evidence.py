"""Citations and notes of single fields: only where a field can have them, and only as `{value, cite, note}`."""

from pathlib import Path

import pytest

from kalmyk_site.records.kinds import KINDS, Record
from kalmyk_site.records.reading import read_archive
from tests.conftest import MakeArchive

CITE = 'cite: "@woolf1925, p. 3"'


def found(make_archive: MakeArchive, folder: Path, kind: str, record: str) -> list[tuple[str, str, str]]:
    """Code, value and place of what is wrong with a record that is added to the tiny archive."""
    reading = read_archive(make_archive(folder, {f"content/records/{kind}/x.yml": f"- id: x\n{record}  {CITE}\n"}))
    return [(each.code, each.value, f"{each.origin.line}:{each.origin.column}") for each in reading.findings]


@pytest.mark.parametrize(
    ("kind", "record", "field", "place"),
    [
        ("events", f'  title: {{value: X, {CITE}}}\n  date: "1925"\n', "title.cite", "2:21"),
        ("events", '  title: X\n  date: "1925"\n  changed: {value: 1925-01-01, note: Y}\n', "changed.note", "4:32"),
        ("events", f'  title: X\n  date: "1925"\n  field_evidence: {{date: {{{CITE}}}}}\n', "field_evidence", "4:3"),
        (
            "places",
            f"  names: [X]\n  lat: 1\n  lon: 2\n  precision: point\n  point_from: {{value: Y, {CITE}}}\n",
            "point_from.cite",
            "6:26",
        ),
    ],
)
def test_evidence_where_a_field_can_have_none_is_refused(
    make_archive: MakeArchive, tmp_path: Path, kind: str, record: str, field: str, place: str
):
    assert found(make_archive, tmp_path, kind, record) == [("field-unknown", field, place)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_bare_field_is_a_field(kind: type[Record]):
    assert kind.bare <= kind.model_fields.keys()
