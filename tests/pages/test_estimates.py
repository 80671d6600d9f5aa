"""Numbers with several values on record: which values are rivals, and where a page says so."""

from pathlib import Path

import pytest

from kalmyk_site.pages.estimates import find_named_number
from kalmyk_site.records.kinds import Estimate, Statistic
from tests.built_site import BuiltSite, build, by_class, find, only, text_of
from tests.conftest import MakeArchive

STATISTIC = """
- id: boats
  title: How many boats were there?
  measure: boats
  population: boats of the bay
  territory: the bay
  unit: boats
  estimates:
    - {value: "1,017", counted_by: census, cite: "@woolf1925, p. 5"}
    - {value: "1,594", counted_by: not stated, cite: "@woolf1925, p. 6"}
    - {value: "1,000", approximate: true, rounds: "1,017", counted_by: witness, cite: "@woolf1925, p. 7"}
  cite: "@woolf1925"
"""


def statistic(*estimates: Estimate, unit: str = "boats") -> Statistic:
    """A statistic with these estimates."""
    return Statistic.model_validate(
        {
            "id": "boats",
            "title": "Boats",
            "measure": "boats",
            "population": "boats",
            "territory": "the bay",
            "unit": unit,
            "estimates": estimates,
        }
    )


def counted(value: str, **more: object) -> Estimate:
    """An estimate of one exact value."""
    return Estimate.model_validate({"value": value, "counted_by": "not stated", **more})


@pytest.mark.parametrize(
    ("said", "rivals"),
    [
        pytest.param("1,017", ["1594"], id="a value has the other as its rival"),
        pytest.param("1,594", ["1017"], id="and the other way round"),
        pytest.param("about 1,000", ["1594"], id="a rounded value is no rival of what it rounds"),
        pytest.param("many", None, id="words name no number"),
    ],
)
def test_rivals_are_the_other_exact_values(said: str, rivals: list[str] | None):
    boats = statistic(counted("1,017"), counted("1,594"), counted("1,000", approximate="true", rounds="1,017"))
    number = find_named_number(boats, said)
    assert (number and [str(rival.value) for rival in number.rivals]) == rivals


def test_a_value_of_another_date_or_set_aside_is_no_rival():
    boats = statistic(
        counted("10", date="1939"),
        counted("12", date="1959"),
        counted("11", date="1939", rank="deprecated", reason="A slip."),
    )
    number = find_named_number(boats, "10")
    assert number is not None
    assert number.rivals == ()


def test_the_rival_of_a_share_has_its_sign(make_archive: MakeArchive, tmp_path: Path):
    share = STATISTIC.replace("unit: boats", "unit: percent").replace("1,017", "21").replace("1,594", "19.2")
    chapter = "---\ntitle: A walk\n---\n\nOf the boats [21 percent](statistic:boats) sailed [@woolf1925, p. 5].\n"
    files = {"content/story/walk.md": chapter, "content/records/statistics/boats.yml": share}
    site = build(make_archive(tmp_path / "archive", files), tmp_path / "site")
    [rival] = by_class(site.main("story/walk/"), "note-rivals")
    assert text_of(rival) == "also 19.2%"


@pytest.fixture
def site(make_archive: MakeArchive, tmp_path: Path) -> BuiltSite:
    """An archive in which a chapter names one of two counts."""
    chapter = "---\ntitle: A walk\n---\n\nThere were [1,017](statistic:boats) boats [@woolf1925, p. 5]. All sailed.\n"
    files = {"content/story/walk.md": chapter, "content/records/statistics/boats.yml": STATISTIC}
    return build(make_archive(tmp_path / "archive", files), tmp_path / "site")


def test_the_line_of_a_note_names_the_rival_and_the_note_opens_to_all_with_who_counted(site: BuiltSite):
    [note] = by_class(site.main("story/walk/"), "note")
    [rival] = by_class(note, "note-rivals")
    assert text_of(rival) == "also 1,594"
    assert [text_of(line) for line in by_class(note, "note-estimate")] == [
        "1,017 boats. Who counted: a census. Woolf 1925, 5",
        "1,594 boats. Who counted: not stated. Woolf 1925, 6",
        "about 1,000 boats. Who counted: a witness. Woolf 1925, 7",
    ]


def test_the_estimates_in_a_note_are_echoes_that_lead_to_the_number(site: BuiltSite):
    [estimates] = by_class(site.main("story/walk/"), "note-estimates")
    assert find(estimates, ".//*[@data-cite or @data-kind]") == []
    assert site.destination("story/walk/", only(estimates, ".//a"))[0] == "statistics/boats/"
