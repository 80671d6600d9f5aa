"""What a document holds beside its HTML."""

from collections.abc import Callable

from kalmyk_site.markup.document import CrossLink, Document, Placed
from kalmyk_site.markup.markdown import parse_document, render_html
from kalmyk_site.records.findings import Origin

Read = Callable[[str], Document]


def _summary(document: Document) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in document.blocks]


def test_text_of_a_block_holds_marks_as_single_characters(read: Read) -> None:
    [block] = read("In  1943\n[@a1; @b2] *Beria*, [the *chief*](person:x) [@c3].").blocks

    assert block.text == "In 1943 \ufffc Beria, the chief \ufffc."
    assert [(placed.position, placed.end, placed.index) for placed in block.marks] == [
        (8, 9, 0),
        (17, 26, 0),
        (27, 28, 1),
    ]
    assert [link.text for link in block.links] == ["the chief"]
    assert [[mark.key for mark in group.marks] for group in block.groups] == [["a1", "b2"], ["c3"]]


def test_items_with_paragraphs_leave_their_text_to_these(read: Read) -> None:
    document = read("- one\n- two\n    - three\n\n1. four\n\n    five\n\n2. six\n\nTerm\n: seven\n\n    eight")

    assert _summary(document) == [
        ("li", "one"),
        ("li", "two"),
        ("li", "three"),
        ("p", "four"),
        ("p", "five"),
        ("p", "six"),
        ("dt", "Term"),
        ("p", "seven"),
        ("p", "eight"),
    ]


def test_row_of_a_table_is_one_block(read: Read) -> None:
    document = read("| Year | Count |\n|---|--:|\n| 1939 [@a1] | [131,271](statistic:x) |")

    assert _summary(document) == [("th", "Year | Count"), ("tr", "1939 \ufffc | 131,271")]
    [group, link] = document.blocks[1].marks
    assert isinstance(group, Placed)
    assert link.mark == CrossLink("statistic", "x", "131,271", document.links[0].offset)


def test_editorial_and_quotation_reach_what_stands_within(read: Read) -> None:
    document = read("Ours. {.editorial}\n\n- item\n    - nested\n\n    {.editorial}\n\n> Theirs.\n>\n> - words")

    quoted = [block.text for block in document.blocks if block.quotation]
    assert quoted == ["Theirs.", "words"]
    assert document.blocks[0].editorial
    assert not document.blocks[-1].editorial


def test_row_with_an_editorial_cell_is_editorial(read: Read) -> None:
    document = read("| A | B |\n|---|---|\n| x | y {.editorial} |")

    assert [block.editorial for block in document.blocks] == [False, True]


def test_headings_and_images(read: Read) -> None:
    document = read("## The *decision* [@x]\n\n![A station](media/a.jpg)\n\n#### Later {#late}")

    assert [(heading.level, heading.id, heading.text) for heading in document.headings] == [
        (2, "the-decision", "The decision"),
        (4, "late", "Later"),
    ]
    assert [block.heading_level for block in document.blocks] == [2, 4]
    assert [(image.path, image.alt) for image in document.images] == [("media/a.jpg", "A station")]


def test_id_of_a_paragraph_depends_on_its_own_words_alone(read: Read) -> None:
    before = read("One two.\n\nIn the winter of 1943 they had to leave home.")
    after = read("Something else [@x].\n\nNew.\n\nIn the winter of 1943 they had to leave home.")

    assert before.blocks[-1].id == after.blocks[-1].id == "in-the-winter-of-1943-they-had-to"


def test_a_mark_does_not_change_the_id(read: Read) -> None:
    assert read("One [@a1] two.").blocks[0].id == read("One two.").blocks[0].id == "one-two"


def test_footnotes_come_last_and_know_their_letter(read: Read) -> None:
    document = read("One[^x].\n\n[^x]: The note [@a1].\n\nTwo [@b2].")

    assert [(block.text, block.footnote) for block in document.blocks] == [
        ("One.", ""),
        ("Two \ufffc.", ""),
        ("The note \ufffc.", "a"),
    ]
    assert [group.marks[0].key for group in document.groups] == ["b2", "a1"]


def test_prefixes_keep_two_texts_on_one_page_apart() -> None:
    def origin_at(offset: int) -> Origin:
        return Origin("text.md", 1, offset + 1)

    text = "One[^x] [below](#two).\n\nTwo.\n\n[^x]: Note."
    document = parse_document(text, origin_at=origin_at, id_prefix="law--")

    assert document.anchors == {"law--one-below", "law--two", "law--note", "--law--fn-a", "--law--fnref-a"}
    assert 'href="#law--two"' in document.html
    assert [link.anchor for link in document.anchor_links] == ["two"]


def test_render_fills_each_gap_once(read: Read) -> None:
    """What a caller puts into a gap is not looked at again, even when it looks like one."""
    document = read("One [@a1] [x](person:y).")

    shown = render_html(document, group=lambda _, __: "\ue0100\ue011", link=lambda _, __, text: f"<i>{text}</i>")

    assert shown.count("\ue0100\ue011") == 1
    assert "<i>x</i>" in shown


def test_line_ends_of_other_systems_are_no_error(read: Read) -> None:
    document = read("One\r\ntwo.\r\n\r\nThree.")

    assert document.plain_text == "One two.\n\nThree."
    assert not document.findings


def test_nesting_too_deep_is_refused_and_shown_as_written(read: Read) -> None:
    document = read("> " * 100 + "deep <b>")

    assert [(finding.code, finding.origin.column) for finding in document.findings] == [("nesting-too-deep", 1)]
    assert "deep &lt;b&gt;" in document.html


def test_empty_text(read: Read) -> None:
    document = read(" \n\n")

    assert (document.html, document.blocks, document.findings) == ("", (), ())
