"""Records: every field and part that is not as it was, with what it rests on."""

from __future__ import annotations

import pytest

from kalmyk_site.differences.changes import Gravity
from kalmyk_site.records.findings import Origin
from tests.conftest import ROOT
from tests.differences.states import (
    DISCREPANCIES,
    EVENTS,
    PEOPLE,
    SOURCES,
    STATISTICS,
    WALK,
    TwoStates,
    chapter,
    cites,
    discrepancy,
    event,
    statistic,
)

SEVEN = '    - {value: 7, counted_by: witness, cite: ["@woolf1925, p. 6"]}\n'
NINE = '    - {value: 9, date: "1926", counted_by: census, cite: ["@woolf1925, p. 9"]}\n'
SOURCE = "references:\n  - id: woolf1925\n    type: book\n    title: Walks by the Sea\n    issued: 1925\n"


def test_a_date_is_a_fact_and_told_with_its_evidence(states: TwoStates):
    change = states.one(EVENTS, event(), event().replace('"1925"', "1925-05-01"))

    assert (change.gravity, change.field, change.before, change.after) == (Gravity.FACT, "date", "1925", "1925-05-01")
    assert (change.at, change.rests_on) == (Origin(EVENTS, 3, 9), ("@woolf1925, p. 7",))


def test_a_field_with_a_citation_of_its_own_rests_on_that(states: TwoStates):
    own = '{value: "1926", cite: ["@woolf1925, p. 9"]}'
    changes = states.changes(EVENTS, event(), event().replace('"1925"', own))

    assert [(change.field, change.gravity, change.rests_on) for change in changes] == [
        ("date", Gravity.FACT, ("@woolf1925, p. 9",)),
        ("date cite", Gravity.CITATION_ALTERED, ("@woolf1925, p. 9",)),
    ]


def test_of_a_list_only_what_joined_or_left_is_told(states: TwoStates):
    change = states.one(EVENTS, event("  people: [ada, bo]\n"), event("  people: [bo, cy]\n"))

    assert (change.field, change.before, change.after) == ("people", "person:ada", "person:cy")


def test_the_day_of_the_last_change_is_no_change(states: TwoStates):
    assert states.changes(EVENTS, event(), event("  changed: 2020-01-01\n")) == []


def test_a_citation_that_a_record_lost_comes_with_its_place(states: TwoStates):
    two = event().replace('p. 7"', 'p. 7", "@woolf1925, p. 8"')
    change = states.one(EVENTS, two, event())

    assert (change.gravity, change.field, change.at) == (Gravity.CITATION_LOST, "cite", Origin(EVENTS, 4, 9))
    assert cites(change) == [("lost", "@woolf1925, p. 8", "")]


@pytest.mark.parametrize(
    ("old", "new", "gravity", "field"),
    [
        ("value: 7", "value: 8", Gravity.NUMBER, "value"),
        ("value: 7", "value: 7, approximate: true", Gravity.NUMBER, "approximate"),
        ("witness", "scholar", Gravity.JUDGMENT, "counted_by"),
        ("witness", "witness, rank: preferred, reason: Best", Gravity.JUDGMENT, "rank"),
        ("witness", 'witness, date: "1925"', Gravity.FACT, "date"),
        ("p. 6", "p. 7", Gravity.CITATION_ALTERED, "cite"),
    ],
)
def test_each_field_of_an_estimate_weighs_what_it_is(
    states: TwoStates, old: str, new: str, gravity: Gravity, field: str
):
    changes = states.changes(STATISTICS, statistic(SEVEN + NINE), statistic(SEVEN.replace(old, new) + NINE))

    assert (changes[0].what, changes[0].gravity, changes[0].field) == ("estimate", gravity, f"estimates 1 {field}")
    assert changes[0].part.startswith("value ")


def test_estimates_in_another_order_are_no_change(states: TwoStates):
    assert states.changes(STATISTICS, statistic(SEVEN + NINE), statistic(NINE + SEVEN)) == []


def test_an_estimate_that_joins_is_a_number(states: TwoStates):
    change = states.one(STATISTICS, statistic(SEVEN), statistic(NINE + SEVEN))

    assert (change.how, change.gravity, change.field) == ("added", Gravity.NUMBER, "estimates 1")
    assert change.after == "value 9; date 1926; counted_by census"
    assert change.rests_on == ("@woolf1925, p. 9",)


def test_the_status_of_a_discrepancy_is_a_judgment(states: TwoStates):
    change = states.one(DISCREPANCIES, discrepancy("open", "In June"), discrepancy("explained", "In June"))

    assert (change.gravity, change.field, change.after) == (Gravity.JUDGMENT, "status", "explained")


def test_a_reading_that_says_it_otherwise_is_one_altered_sentence_and_a_judgment(states: TwoStates):
    change = states.one(DISCREPANCIES, discrepancy("open", "It was in June"), discrepancy("open", "It was in July"))

    assert (change.gravity, change.field) == (Gravity.JUDGMENT, "readings 1 says")
    assert (change.before, change.after) == ("It was in June", "It was in July")
    assert change.rests_on == ("@woolf1925, p. 8",)


def test_another_reading_in_place_of_one_is_two_judgments(states: TwoStates):
    changes = states.changes(
        DISCREPANCIES, discrepancy("open", "In June"), discrepancy("open", "Nobody knows that", "p. 9")
    )

    assert [(change.what, change.how, change.gravity) for change in changes] == [
        ("reading", "removed", Gravity.JUDGMENT),
        ("reading", "added", Gravity.JUDGMENT),
    ]


def test_a_new_record_is_told_with_what_it_says_and_its_parts(states: TwoStates):
    changes = states({}, {STATISTICS: statistic(SEVEN)}).changes

    assert [(change.what, change.how, change.gravity) for change in changes] == [
        ("record", "added", Gravity.ADDED),
        ("estimate", "added", Gravity.NUMBER),
    ]
    assert changes[0].after.startswith("title How many boats?; measure boats;")


def test_a_record_that_went_is_told_with_its_place(states: TwoStates):
    (change,) = states({EVENTS: event()}, {EVENTS: "[]\n"}).changes

    assert (change.how, change.before, change.at) == ("removed", "title The storm; date 1925", None)
    assert change.was_at == Origin(EVENTS, 1, 3)


def test_a_record_with_another_id_is_renamed_and_what_points_to_it_is_no_change(states: TwoStates):
    people = '- {id: ada, names: [Ada Woolf], born: "1890", cite: ["@woolf1925"]}\n'
    walk = chapter("[She](person:ada) walked [@woolf1925].")
    before = {PEOPLE: people, WALK: walk, EVENTS: event("  people: [ada]\n")}
    after = {path: text.replace("id: ada", "id: woolf").replace(":ada", ":woolf") for path, text in before.items()}
    after[EVENTS] = event("  people: [woolf]\n")

    (change,) = states(before, after).changes
    assert (change.how, change.before, change.after) == ("renamed", "person:ada", "person:woolf")


def test_a_former_id_tells_a_rename_that_nothing_else_tells(states: TwoStates):
    other = event(id_="fair").replace("The storm", "A fair at Easter")
    renamed = other.replace("- id: fair\n", "- id: fair\n  former_ids: [storm]\n")

    changes = states({EVENTS: event()}, {EVENTS: renamed}).changes
    assert {change.how for change in changes} == {"renamed", "altered"}
    assert "former_ids" not in {change.field for change in changes}


def test_a_draft_that_is_published_is_told(states: TwoStates):
    change = states.one(EVENTS, event("  draft: true\n"), event())

    assert (change.field, change.before, change.after) == ("draft", "yes", "no")


def test_another_record_in_place_of_one_is_not_renamed(states: TwoStates):
    other = event(id_="fair").replace("The storm", "A fair at Easter")

    assert [change.how for change in states({EVENTS: event()}, {EVENTS: other}).changes] == ["added", "removed"]


def test_a_source_with_another_key_is_renamed_and_what_cites_it_is_no_change(states: TwoStates):
    files = {
        SOURCES: SOURCE,
        WALK: chapter("She walked [@woolf1925]."),
        "content/home.md": chapter("She [@woolf1925]."),
    }
    found = states(files, {path: text.replace("woolf1925", "woolf") for path, text in files.items()})

    assert [(change.how, change.after) for change in found.changes] == [("renamed", "source:woolf")]


def test_a_comparison_with_the_work_is_told_as_such(states: TwoStates):
    checked = "    custom: {checked: [{locator: '4', by: Bo, on: 2020-01-01, result: agrees}]}\n"
    joined, gone = states.one(SOURCES, SOURCE, SOURCE + checked), states.one(SOURCES, SOURCE + checked, SOURCE)

    assert (joined.what, joined.gravity, joined.after) == (
        "comparison",
        Gravity.ADDED,
        "locator 4; by Bo; on 2020-01-01; result agrees",
    )
    assert (gone.what, gone.gravity) == ("comparison", Gravity.REMOVED)


def test_a_field_of_a_source_goes_by_its_own_name(states: TwoStates):
    change = states.one(SOURCES, SOURCE, f"{SOURCE}    publisher-place: Northport\n")

    assert (change.field, change.how, change.after) == ("publisher-place", "added", "Northport")


def test_severities_of_an_archive_are_facts(states: TwoStates):
    found = states({}, {"content/archive.yml": _settings("severities: {life-order: information}\n")})

    assert [(change.field, change.after) for change in found.changes] == [("severities life-order", "information")]


def _settings(more: str) -> str:
    path = "tests/archives/tiny/content/archive.yml"
    return f"{(ROOT / path).read_text(encoding='utf-8')}{more}"


# What cannot be read ---------------------------------------------------------------------------------------------


def test_a_record_that_one_state_cannot_tell_is_neither_gone_nor_new(states: TwoStates):
    found = states({EVENTS: event()}, {EVENTS: event().replace("date:", "dat:")})

    assert found.changes == []
    assert [str(target) for target in found.uncompared] == ["event:storm"]
    assert {(each.state, each.finding.origin.path) for each in found.unread} == {("after", EVENTS)}


def test_a_file_that_cannot_be_read_leaves_the_rest_compared(states: TwoStates):
    walk = {WALK: chapter("She ran [@woolf1925, p. 4].")}
    found = states({EVENTS: event(), **walk}, {EVENTS: "- id: [\n", WALK: chapter("She ran [@woolf1925, p. 5].")})

    assert [str(change.owner) for change in found.changes] == ["chapter:story/walk"]
    assert [str(target) for target in found.uncompared] == ["event:storm"]


def test_a_citation_that_cannot_be_read_is_said(states: TwoStates):
    found = states({WALK: chapter("She ran [@woolf1925].")}, {WALK: chapter("She ran [@woolf1925, p. ].")})

    assert [each.finding.code for each in found.unread] == ["locator-invalid"]
