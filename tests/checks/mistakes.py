"""Typical mistakes of those who write content: what they typed, in a small archive that is otherwise right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Mistake:
    """One slip in one file."""

    name: str
    path: str
    """The file, relative to `content/`."""

    right: str
    """What stands there."""

    wrong: str
    """What was typed in its place."""

    code: str
    says: str
    """Words of the report that lead to the remedy."""


FLOOD: Final = "story/flood.md"
EVENTS: Final = "records/events/flood.yml"
HOUSES: Final = "records/statistics/houses.yml"
DATES: Final = "records/discrepancies/dates.yml"
SENTENCE: Final = (
    "On [14 May 1926](event:dam-breaks) the dam broke above [Lowbridge](place:lowbridge) [@report1927, p. 3].\n"
)

MISTAKES: Final = (
    # Citations.
    Mistake("key misspelt", FLOOD, "@report1927", "@report1972", "source-unknown", "Did you mean 'report1927'?"),
    Mistake(
        "no @", FLOOD, "[@report1927, p. 3]", "[report1927, p. 3]", "citation-malformed", "Write [@report1927, p. 3]"
    ),
    Mistake("no bracket at the end", FLOOD, "p. 3].", "p. 3.", "citation-malformed", "]"),
    Mistake("comma between two works", FLOOD, "p. 3]", "p. 3, @census1926, p. 1]", "citation-malformed", "semicolon"),
    Mistake("page is a word", FLOOD, "p. 3]", "p. three]", "locator-invalid", "p."),
    Mistake("no citation", FLOOD, " [@report1927, p. 3]", "", "paragraph-uncited", "{.editorial}"),
    Mistake(
        "citation in a line of its own",
        FLOOD,
        " [@report1927, p. 3].",
        ".\n\n[@report1927, p. 3].",
        "citation-alone",
        "",
    ),
    Mistake(
        "cite without quotation marks",
        EVENTS,
        '"@report1927, pp. 3-9"',
        "@report1927, pp. 3-9",
        "yaml-unquoted-citation",
        'cite: ["@report1927, pp. 3-9"]',
    ),
    Mistake(
        "cite list with a stray quotation mark",
        EVENTS,
        '"@report1927, pp. 3-9"',
        '["@report1927, pp. 3-9"", "@census1926"]',
        "yaml-syntax",
        "",
    ),
    Mistake(
        "quotation marks of a word processor",
        EVENTS,
        '"@report1927, pp. 3-9"',
        "“@report1927, pp. 3-9”",
        "citation-malformed",
        'Write straight ones: "@report1927, pp. 3-9".',
    ),
    # Links.
    Mistake(
        "id misspelt", FLOOD, "place:lowbridge", "place:lowbrige", "record-unknown", "Did you mean 'place:lowbridge'?"
    ),
    Mistake("kind misspelt", FLOOD, "event:dam", "events:dam", "link-scheme", "event"),
    Mistake("space between the brackets", FLOOD, "](place:", "] (place:", "link-form", "[Lowbridge](place:lowbridge)"),
    Mistake(
        "space behind the colon",
        FLOOD,
        "(place:lowbridge)",
        "(place: lowbridge)",
        "link-form",
        "Write place:lowbridge.",
    ),
    Mistake("wrong number", "home.md", "[30]", "[300]", "link-number", "30"),
    Mistake("wrong date", FLOOD, "14 May 1926", "15 May 1926", "link-date", "14 May 1926"),
    Mistake("link to a file", FLOOD, "(place:lowbridge)", "(../places/lowbridge.html)", "link-form", "kind:id"),
    # Markdown.
    Mistake(
        "paragraph indented",
        FLOOD,
        SENTENCE,
        f"{SENTENCE}\n    The water rose [@report1927, p. 4].\n",
        "paragraph-indented",
        "spaces",
    ),
    Mistake("HTML", FLOOD, "the dam", "the <b>dam</b>", "html-raw", "**"),
    Mistake("heading of the first level", FLOOD, SENTENCE, f"# The flood\n\n{SENTENCE}", "heading-level", "##"),
    Mistake("heading without space", FLOOD, SENTENCE, f"##The flood\n\n{SENTENCE}", "heading-space", "## The flood"),
    Mistake("closing --- lost", FLOOD, "title: The flood\n---\n", "title: The flood\n", "front-matter-missing", "---"),
    Mistake(
        "picture that is not there",
        FLOOD,
        SENTENCE,
        f"{SENTENCE}\n![The dam](media/dam.jpg)\n",
        "picture-missing",
        "media",
    ),
    # YAML.
    Mistake("tab", EVENTS, "  title: The flood", "\ttitle: The flood", "yaml-tab", "spaces"),
    Mistake(
        "colon in a title", EVENTS, "title: The flood", "title: The flood: a day", "yaml-syntax", '"The flood: a day"'
    ),
    Mistake(
        "no space behind a colon", EVENTS, "title: The flood", "title:The flood", "yaml-syntax", "title: The flood"
    ),
    Mistake(
        "# in a title",
        EVENTS,
        "title: The flood",
        "title: The flood #1 of two",
        "yaml-comment",
        '"The flood #1 of two"',
    ),
    Mistake("indentation", EVENTS, "  date: 1926-05-14/", " date: 1926-05-14/", "yaml-syntax", ""),
    Mistake("no dash", EVENTS, "- id: dam-breaks", "  id: dam-breaks", "yaml-duplicate-key", ""),
    Mistake("bracket not closed", EVENTS, "[lowbridge]", "[lowbridge", "yaml-syntax", "]"),
    Mistake(
        "comma in a text in braces",
        HOUSES,
        "{value: 120,",
        "{value: 1,120, note: Many, or not,",
        "field-unknown",
        "quotation marks",
    ),
    Mistake(
        "no-break spaces as indentation",
        EVENTS,
        "  title: The flood",
        "\xa0\xa0title: The flood",
        "yaml-syntax",
        "no-break space",
    ),
    # Fields.
    Mistake("field misspelt", EVENTS, "places:", "place:", "field-unknown", "Did you mean 'places'?"),
    Mistake("field forgotten", EVENTS, "  date: 1926-05-14\n", "", "field-missing", "date"),
    Mistake(
        "date as people write it", EVENTS, "date: 1926-05-14\n", "date: 14 May 1926\n", "date-invalid", "1926-05-14"
    ),
    Mistake("day that does not exist", EVENTS, "date: 1926-05-14\n", "date: 1926-02-30\n", "date-invalid", "28"),
    Mistake(
        "set of dates without quotation marks",
        EVENTS,
        "date: 1926-05-14\n",
        "date: [1926-05-14,1926-05-15]\n",
        "date-unquoted-set",
        '"',
    ),
    Mistake("list where one belongs", EVENTS, "part_of: flood", "part_of: [flood]", "value-type", ""),
    Mistake("words in a number", HOUSES, "value: 120", "value: about 120", "number-invalid", "approximate"),
    Mistake("two records of one id", EVENTS, "id: dam-breaks", "id: flood", "id-duplicate", "flood.yml:1"),
    Mistake("capital letters in an id", EVENTS, "id: dam-breaks", "id: Dam-Breaks", "id-invalid", "dam-breaks"),
    Mistake("word of a vocabulary misspelt", DATES, "status: open", "status: opened", "value-choice", "open"),
    Mistake(
        "latitude without longitude", "records/places/places.yml", "  cite", "  lat: 50\n  cite", "field-missing", "lon"
    ),
    Mistake(
        "decimal comma",
        "records/places/places.yml",
        "  cite",
        "  lat: 50,5\n  lon: 9\n  precision: point\n  point_from: x\n  cite",
        "number-invalid",
        "Write a point",
    ),
    # Files.
    Mistake("chapter not listed", "archive.yml", "      - flood\n", "      - floods\n", "chapter-unlisted", ""),
    Mistake(
        "working with a wrong result", DATES, "  status", "  working: 120 - 30 = 80\n  status", "working-wrong", "90"
    ),
)
"""So many kinds of slips; what a report says of each is enough to mend it."""
