"""What a name finds, and in which order. That the site answers alike is tested in a browser."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kalmyk_site.references.name_folding import fold
from kalmyk_site.references.name_ranking import edit_distance, ranked


class Name(NamedTuple):
    """A name; a slip has no text."""

    text: str
    key: str


class Thing(NamedTuple):
    """Something with names."""

    kind: str
    names: tuple[Name, ...]


def thing(kind: str, *names: str) -> Thing:
    """Something of a kind, by its names."""
    return Thing(kind, tuple(Name(name, fold(name)) for name in names))


def found(query: str, *things: Thing) -> list[str]:
    """The first names of what is found, in order."""
    return [answer.entry.names[0].text for answer in ranked(query, things)]


def test_the_whole_name_comes_before_its_beginning_its_words_and_a_part_of_it():
    part, words, beginning, whole = (
        thing("place", name) for name in ("Notabridge", "New Bridge", "Bridgeton", "Bridge")
    )
    assert found("bridge", part, words, beginning, whole) == ["Bridge", "Bridgeton", "New Bridge", "Notabridge"]


def test_a_last_name_is_as_good_as_a_first():
    assert found("ada", thing("person", "John Adams"), thing("person", "Ada North")) == ["John Adams", "Ada North"]


def test_names_come_before_titles_sources_and_what_is_said_of_them():
    kinds = ("claim", "source", "event", "person")
    assert found("flood", *(thing(kind, f"Flood of the {kind}") for kind in kinds)) == [
        f"Flood of the {kind}" for kind in reversed(kinds)
    ]


def test_any_spelling_finds_a_name_and_the_one_in_the_readers_letters_is_the_reason():
    place = thing("place", "Elizaveta", "Елизавета")
    assert [answer.number for answer in ranked("Елизавета", [place])] == [1]
    assert [answer.number for answer in ranked("elizaveta", [place])] == [0]


def test_a_letter_or_two_off_is_similar():
    [answer] = ranked("Lowbrigde", [thing("place", "Lowbridge")])
    assert answer.is_similar
    assert not ranked("bridge", [thing("place", "Bridge")])[0].is_similar


def test_only_names_and_titles_are_found_by_what_is_similar():
    assert found("Lowbrigde", thing("event", "The flood", "Lowbridge")) == []


def test_a_slip_is_found():
    assert found("Lobridge", Thing("place", (Name("Lowbridge", "lovbrij"), Name("", fold("Lobridge"))))) == [
        "Lowbridge"
    ]


def test_equally_good_answers_stay_in_order():
    assert found("dam", thing("event", "Dam two"), thing("event", "Dam one")) == ["Dam two", "Dam one"]


def test_what_holds_no_letter_finds_nothing():
    assert found("?!", thing("place", "Bridge")) == []


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("dam", "dam", 0), ("dam", "dame", 1), ("dam", "dim", 1), ("dam", "am", 1), ("dam", "mill", 3), ("", "dams", 3)],
)
def test_letters_that_differ_are_counted_up_to_a_limit(one: str, other: str, distance: int):
    assert edit_distance(one, other, 2) == distance
