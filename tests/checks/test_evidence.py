"""What needs a citation, and what a citation covers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]
InStory = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "The water rose.",
        "- The water rose.",
        "Water\n: It rose.",
        "| Day | Water |\n|---|---|\n| Monday | high |",
    ],
)
def test_what_states_something_cites_something(in_story: InStory, text: str):
    assert [finding.code for finding in in_story(text)] == ["paragraph-uncited"]


@pytest.mark.parametrize(
    "text",
    [
        "The water rose [@report1927, p. 3].",
        "@report1927 tells of water.",
        "Our own words.\n{.editorial}",
        "## A heading",
        "- [Lowbridge](place:lowbridge)\n- [Anna Holm](person:anna-holm), [the flood](event:flood)",
        "| Day | Water |\n|---|---|\n| Monday | high [@report1927, p. 3] |",
        "```\ncode 123\n```",
    ],
)
def test_other_text_needs_none(in_story: InStory, text: str):
    assert in_story(text) == []


def test_the_place_is_the_first_character_of_the_block(in_story: InStory):
    [finding] = in_story("- One [@report1927, p. 3].\n- Two\n  lines.")

    assert str(finding.origin) == "content/story/flood.md:8:3"


def test_a_paragraph_with_an_unreadable_citation_is_reported_once(in_story: InStory):
    assert [f.code for f in in_story("The water rose [@report1927, p. 3.")] == ["citation-malformed"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It took 3 bridges.", "'3'"),
        ("Then came Anna Holm.", "'Anna'"),
        ("The rest fled to [the town](place:lowbridge).", "'the town'"),
        ("In May it fell.", "'May'"),
        ("It stayed for days.", ""),
        ("It took 1,100 bricks.", ""),
        ("They said: “The end.”", ""),
    ],
)
def test_a_sentence_behind_the_last_citation_that_tells_something(check: Check, sentence: str, told: str):
    matter = "---\ntitle: The flood\nexempt_numbers: ['1100']\n---\n\n"

    findings = check({"story/flood.md": f"{matter}The water rose [@report1927, p. 3]. {sentence}\n"})

    assert [finding.code for finding in findings] == ["sentence-uncited"] * bool(told)
    assert all(finding.message.endswith(told) for finding in findings)


def test_a_citation_covers_the_sentences_before_it(in_story: InStory):
    assert in_story("It took 3 bridges. Anna Holm saw it [@report1927, p. 3].") == []


PLACE = "- id: x\n  names: [X]\n"


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ("  text: Water rose.\n  cite: '@report1927'\n", []),
        ("  text: Water rose [@report1927].\n  cite: '@report1927'\n", []),
        ("  text: {value: Water rose., cite: '@report1927'}\n", []),
        ("  text: Water rose [@report1927].\n", ["record-uncited"]),
        ("  text: Water rose.\n", ["record-uncited", "paragraph-uncited"]),
    ],
)
def test_the_cite_of_a_record_covers_its_texts(check: Check, record: str, codes: list[str]):
    assert [finding.code for finding in check({"records/places/x.yml": PLACE + record})] == codes


def test_a_response_is_covered_by_its_own_cite(check: Check):
    claim = (
        "- id: x\n  title: X\n  category: assessment\n  responses:\n"
        "    - {text: It was not., cite: '@report1927'}\n    - {text: It was.}\n"
    )

    findings = check({"records/claims/x.yml": claim})

    assert [str(f.origin) for f in findings] == ["content/records/claims/x.yml:6:14"]


def test_the_questions_of_the_home_page_are_links(check: Check):
    home = '---\ntitle: X\nquestions: ["Read [what happened](chapter:story/flood)?"]\n---\n\nWater [@report1927].\n'

    assert check({"home.md": home}) == []


def test_front_matter_texts_cite_too(check: Check):
    story = "---\ntitle: X\nsummary: |\n  The water rose.\n---\n\nWater [@report1927].\n"

    assert [str(f.origin) for f in check({"story/flood.md": story})] == ["content/story/flood.md:4:3"]


def test_a_founding_document_need_not_be_cited(check: Check):
    source = "+  - {id: letters, type: book, title: Letters, author: [{literal: Nobody}], issued: 1930}\n"

    assert check({"sources.yml": source, "archive.yml": "+founding_documents: [letters]\n"}) == []


def test_a_citation_under_a_quotation_may_stand_alone(in_story: InStory):
    assert [finding.code for finding in in_story("> The water came.\n>\n> [@report1927, p. 4]")] == []
