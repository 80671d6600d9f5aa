"""Where sentences end."""

import pytest

from kalmyk_site.markup.sentences import split_sentences

M = "\ufffc"


@pytest.mark.parametrize(
    "sentences",
    [
        ["One.", "Two!", "Three?"],
        ["It was signed by V.V. Karpov.", "He left."],
        ["Decree No. 1432 followed.", "It was secret."],
        ["The answer was no.", "Nobody left."],
        ["See p. 3 and pp. 5-7, vol. II.", "More follows."],
        ["St. Tevriukov and Gen. Serov met.", "They talked."],
        ["J. Otto Pohl wrote it.", "It is short."],
        ["The damage was 5 Rbls. Then it grew.", "It did."],
        ["About 3.5 percent died.", "In 1943.", "In Elista."],
        ["He said “Go.”", "They went."],
        ["They went (on foot).", "It was cold."],
        ["They went ... and came.", "Then … they left."],
        ["They went . . . and came.", "Then."],
        ["On 28 Dec. 1943 they left.", "In May."],
        [f"It was so.{M}", "It is."],
        [f"It was so{M}.", "It is."],
        [f"It was so. {M}", "It is."],
        [f"It was so.{M} {M}", "It is."],
        [f"It was so.”{M}", "It is."],
        ["It was so.", f"{M} writes that it is."],
        [f"It was so.{M}", f"{M} writes that it is."],
        ["“Why?” he asked.", "Nobody knew."],
        ["Так было.", "Так есть."],
        ["1. The first article.", "The second."],
        ["No full stop"],
        [],
    ],
    ids=lambda sentences: " | ".join(sentences) or "empty",
)
def test_sentences(sentences: list[str]) -> None:
    """Joined with spaces and split again, sentences are what they were."""
    text = " ".join(sentences)

    assert [text[start:end] for start, end in split_sentences(text, {"Rbls."})] == sentences


def test_listed_abbreviations_may_hold_spaces_and_lack_the_full_stop() -> None:
    text = "The Kalm. Obl. Soviet met. It voted."

    assert [text[start:end] for start, end in split_sentences(text, ("Kalm. Obl", "Kalm"))] == [
        "The Kalm. Obl. Soviet met.",
        "It voted.",
    ]
