"""A work cited at one place, in full: how a reference goes on, and how a sentence names a work."""

from __future__ import annotations

import pytest

from kalmyk_site.records.sources import Source
from kalmyk_site.references.chicago import continue_entry, format_name

SMITH = "Smith, Ann. 1996. Lamps. Northport: Harbor Press."


@pytest.mark.parametrize(
    ("entry", "pieces", "remark", "expected"),
    [
        (SMITH, ["58"], "", "Smith, Ann. 1996. Lamps. Northport: Harbor Press, 58."),
        (SMITH, ["58", "in B"], "seen", "Smith, Ann. 1996. Lamps. Northport: Harbor Press, 58, in B (seen)."),
        (SMITH, [], "seen", "Smith, Ann. 1996. Lamps. Northport: Harbor Press (seen)."),
        ("Ness. 1901. “Keepers.”", ["3"], "", "Ness. 1901. “Keepers,” 3."),
        ("Ness. 1901. “Keepers.”", [], "seen", "Ness. 1901. “Keepers” (seen)."),
        ("Ness. 1901. “Keepers?”", ["3"], "", "Ness. 1901. “Keepers?”, 3."),
        ("Ness. 1901. Keepers. Harbor Inc.", ["3"], "", "Ness. 1901. Keepers. Harbor Inc., 3."),
        ("Ness. 1901. Keepers. Armonk, N.Y.", ["3"], "seen", "Ness. 1901. Keepers. Armonk, N.Y., 3 (seen)."),
        ("Ness. 1901. In the USSR.", ["3"], "", "Ness. 1901. In the USSR, 3."),
        ("Ness. 1901. Keepers. https://a.example/x.", ["3"], "", "Ness. 1901. Keepers, 3. https://a.example/x."),
        ("Ness. 1901. “Keepers.” https://a.example/x.", ["3"], "seen",
         "Ness. 1901. “Keepers,” 3 (seen). https://a.example/x."),
    ],
)  # fmt: skip
def test_a_reference_goes_on_behind_its_last_word(entry: str, pieces: list[str], remark: str, expected: str):
    assert continue_entry(entry, pieces, remark) == expected


@pytest.mark.parametrize(
    ("fields", "places", "expected"),
    [
        ({"type": "entry-encyclopedia", "container-title": "The Harbor Guide"}, ["note 3"],
         "“Lamps of the North,” The Harbor Guide, note 3"),
        ({"type": "post-weblog", "author": [{"family": "Smith", "given": "Ann"}], "issued": "2005-08-23"}, [],
         "Ann Smith, “Lamps of the North,” 2005"),
        ({"type": "book", "author": [{"literal": "Lights Board"}]}, ["note 1"],
         "Lights Board, Lamps of the North, note 1"),
        ({"type": "webpage"}, [], "“Lamps of the North”"),
        ({"type": "webpage"}, ["note 1"], "“Lamps of the North,” note 1"),
    ],
)  # fmt: skip
def test_a_sentence_names_a_work_by_author_title_and_what_holds_it(
    fields: dict[str, object], places: list[str], expected: str
):
    source = Source.model_validate({"id": "x", "title": "Lamps of the north", **fields})
    assert format_name(source, *places) == expected
