"""Statements: a sentence is known again by its words, and what it rests on is compared apart from them."""

from __future__ import annotations

from kalmyk_site.differences.changes import Gravity
from kalmyk_site.records.findings import Origin
from tests.differences.states import EVENTS, WALK, TwoStates, chapter, cites, event

PIER = "She walked to the end of the pier [@woolf1925, p. 4]."
RAIN = "It rained the whole day [@woolf1925, p. 5]."


def test_a_sentence_that_moved_in_its_text_is_no_change(states: TwoStates):
    assert states.walk(f"{PIER}\n\n{RAIN}", f"{RAIN}\n\n{PIER}") == []


def test_a_text_that_is_only_broken_into_other_lines_is_no_change(states: TwoStates):
    assert states.walk(PIER, PIER.replace("the end", "the\nend")) == []


def test_a_sentence_with_other_words_is_one_altered_sentence(states: TwoStates):
    (change,) = states.walk(f"{RAIN}\n\n{PIER}", f"{RAIN}\n\n{PIER.replace('end', 'head')}")

    assert (change.what, change.how, change.gravity) == ("statement", "altered", Gravity.WORDING)
    assert (change.before, change.after) == (
        "She walked to the end of the pier.",
        "She walked to the head of the pier.",
    )
    assert (change.was_at, change.at) == (Origin(WALK, 7, 1), Origin(WALK, 7, 1))
    assert change.rests_on == ("@woolf1925, p. 4",)


def test_sentences_that_have_little_in_common_are_one_removed_and_one_added(states: TwoStates):
    changes = states.walk(f"{RAIN}\n\n{PIER}", f"{RAIN}\n\nNobody knows who built that house [@woolf1925, p. 9].")

    assert [(change.how, change.gravity) for change in changes] == [
        ("removed", Gravity.REMOVED),
        ("added", Gravity.ADDED),
    ]


def test_a_sentence_with_another_figure_is_a_number(states: TwoStates):
    (change,) = states.walk("There were 12 boats [@woolf1925].", "There were 21 boats [@woolf1925].")

    assert change.gravity is Gravity.NUMBER


def test_a_citation_that_went_is_lost_whatever_else_changed(states: TwoStates):
    (change,) = states.walk(PIER, "She walked to the end of the old pier.")

    assert change.gravity is Gravity.CITATION_LOST
    assert cites(change) == [("lost", "@woolf1925, p. 4", "")]
    assert change.rests_on == ()


def test_another_locator_is_an_altered_citation(states: TwoStates):
    (change,) = states.walk(PIER, PIER.replace("p. 4", "pp. 4-5"))

    assert change.gravity is Gravity.CITATION_ALTERED
    assert cites(change) == [("altered", "@woolf1925, p. 4", "@woolf1925, pp. 4-5")]


def test_a_citation_typed_in_another_way_is_no_change(states: TwoStates):
    assert states.walk(PIER, PIER.replace("p. 4", "page 4")) == []


def test_a_citation_that_joins_is_added(states: TwoStates):
    (change,) = states.walk("She walked home.", "She walked home [@woolf1925, p. 4].")

    assert (change.gravity, cites(change)) == (Gravity.CITATION_ADDED, [("added", "", "@woolf1925, p. 4")])


def test_a_citation_covers_what_stands_between_it_and_the_one_before(states: TwoStates):
    (change,) = states.walk(f"{RAIN} She sang. {PIER}", f"{RAIN} She sang [@woolf1925, p. 6]. {PIER}")

    assert change.before == "She sang."
    assert cites(change) == [("altered", "@woolf1925, p. 4", "@woolf1925, p. 6")]


def test_sentences_that_share_a_citation_are_told_once(states: TwoStates):
    (change,) = states.walk(f"She sang. She slept. {PIER}", f"She sang. She slept. {PIER.replace('p. 4', 'p. 6')}")

    assert (change.sentences, change.after) == (3, "She walked to the end of the pier.")


def test_a_citation_below_a_quotation_covers_it(states: TwoStates):
    (change,) = states.walk("> I walked.\n\n[@woolf1925, p. 4]", "> I walked.\n\n[@woolf1925, p. 6]")

    assert (change.after, cites(change)) == ("I walked.", [("altered", "@woolf1925, p. 4", "@woolf1925, p. 6")])


def test_a_link_with_the_same_words_to_another_record_is_told(states: TwoStates):
    (change,) = states.walk("[The storm](event:storm) came [@woolf1925].", "[The storm](event:gale) came [@woolf1925].")

    assert (change.what, change.gravity) == ("link", Gravity.FACT)
    assert (change.before, change.after) == ("event:storm", "event:gale")


def test_a_sentence_that_went_to_another_text_is_neither_lost_nor_new(states: TwoStates):
    found = states(
        {WALK: chapter(f"{RAIN}\n\n{PIER}"), EVENTS: event()},
        {WALK: chapter(RAIN), EVENTS: event(f'  text: "{PIER}"\n')},
    )

    (change,) = found.changes
    assert (change.how, change.gravity, str(change.owner)) == ("moved", Gravity.MOVED, "event:storm")
    assert (change.was_at, change.at) == (Origin(WALK, 7, 1), Origin(EVENTS, 4, 10))


def test_what_the_editors_say_of_their_work_needs_no_citation(states: TwoStates):
    changes = states.walk(
        PIER, f"{PIER}\n\nWe compared nothing with the book itself.\n{{.editorial}}\n\nHer hat was lost."
    )

    assert [(change.after, change.own_words) for change in changes] == [
        ("We compared nothing with the book itself.", True),
        ("Her hat was lost.", False),
    ]
