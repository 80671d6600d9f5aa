"""Every mark, link and block knows where it stands, whatever it stands in."""

from collections.abc import Callable

import pytest

from kalmyk_site.markup.document import Document

Read = Callable[[str], Document]

NESTED = """\
First line.
Second *line* with [@a1] and
[a link](person:x), then @b2 [p. 3].

- item [@c3]
    1. nested **[@d4]**
    2. with [a link](place:y)

- loose

    second paragraph [-@e5]

> Quoted [see @f6, p. 1;
> also @g7]

| A [@h8] | B |
|---------|---|
| one | [@i9] [x](event:z) |

Term [@j10]
:   Definition [@k11].

Then code:

\tcode [@no]

Note.[^n] \\[ &amp; `[@no]` [@l12]

[^n]: The note [@m13]

    and _[more](law:w)_.
"""


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"


def test_marks_have_their_line_and_column(read: Read) -> None:
    """In paragraphs, nested and loose lists, quotations, tables, definitions and footnotes."""
    document = read(NESTED)

    marks = {mark.key: _place(NESTED, mark.offset) for group in document.groups for mark in group.marks}
    assert marks == {
        "a1": "2:21",
        "b2": "3:26",
        "c3": "5:9",
        "d4": "6:18",
        "e5": "11:23",
        "f6": "13:15",
        "g7": "14:8",
        "h8": "16:6",
        "i9": "18:10",
        "j10": "20:7",
        "k11": "21:17",
        "l12": "27:29",
        "m13": "29:17",
    }
    assert [_place(NESTED, link.offset) for link in document.links] == ["3:1", "7:13", "18:15", "31:10"]


def test_groups_span_what_was_written(read: Read) -> None:
    document = read(NESTED)

    assert [NESTED[group.offset : group.end].replace("\n> ", " ") for group in document.groups] == [
        "[@a1]",
        "@b2 [p. 3]",
        "[@c3]",
        "[@d4]",
        "[-@e5]",
        "[see @f6, p. 1; also @g7]",
        "[@h8]",
        "[@i9]",
        "[@j10]",
        "[@k11]",
        "[@l12]",
        "[@m13]",
    ]


def test_blocks_begin_at_their_text(read: Read) -> None:
    document = read(NESTED)

    assert [(block.tag, _place(NESTED, block.offset)) for block in document.blocks] == [
        ("p", "1:1"),
        ("p", "5:3"),
        ("li", "6:8"),
        ("li", "7:8"),
        ("p", "9:3"),
        ("p", "11:5"),
        ("p", "13:3"),
        ("th", "16:3"),
        ("tr", "18:3"),
        ("dt", "20:1"),
        ("dd", "21:5"),
        ("p", "23:1"),
        ("pre", "25:2"),
        ("p", "27:1"),
        ("p", "29:7"),
        ("p", "31:5"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "One two.\nThree *four* five **six** seven.",
        "- one `two` three [four](person:x) five [@six] seven\n- eight",
        "> one\n> *two*\nthree",
        "| one | *two* |\n|---|---|\n| [three](place:x) four | five |",
        "## One *two* three ##",
        "*One* two\n__three__ four",
        "One \\*two\\* three [@x] four, @y [p. 5] five.",
    ],
)
def test_every_letter_is_found_in_the_source(read: Read, text: str) -> None:
    """`offset_at` steps over bullets, emphasis, links and escapes."""
    for block in read(text).blocks:
        for position, character in enumerate(block.text):
            if character.isalnum():
                assert text[block.offset_at(position)] == character, block.text[position:]


def test_sentence_is_found_after_a_link(read: Read) -> None:
    text = "See [Beria](person:lavrentiy-beria). In 1943 he *ordered* it. Then nothing."
    [block] = read(text).blocks

    assert [text[block.offset_at(sentence.start) :][:7] for sentence in block.sentences] == [
        "See [Be",
        "In 1943",
        "Then no",
    ]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("One.\n\n- two\n    - three [@x, p. 5", "citation-malformed", "4:13"),
        ("> a\n> [@x, p.\n> xyz]", "locator-invalid", "2:8"),
        ("a\nb <i>c", "html-raw", "2:3"),
        ("| a | b |\n|---|---|\n| x | [y](javascript:z) |", "link-scheme", "3:7"),
        ("One.\n{.editorial onclick=x}", "attribute-forbidden", "2:1"),
        ("Text[^a].\n\n[^a]: one\n\n    two ![](media/x.jpg)", "image-place", "5:9"),
        ("A.\n\n![b](x.jpg)\nC.", "image-form", "3:1"),
        ("a\n\nText\n====", "heading-level", "3:1"),
        ("Term\n: text [^no]", "footnote-undefined", "2:8"),
        ("A.\n\n*A.*", "anchor-duplicate", "3:1"),
        ("a \ue000 b", "file-private-use", "1:3"),
        ("a\n\x02", "file-control-character", "2:1"),
    ],
)
def test_findings_have_their_place(read: Read, text: str, code: str, place: str) -> None:
    [finding] = read(text).findings

    assert (finding.code, f"{finding.origin.line}:{finding.origin.column}") == (code, place)
