"""Broken YAML: the nearest cause, told for the person who repairs it."""

from __future__ import annotations

import pytest

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.yaml_tree import read_yaml


def fault(text: str) -> Finding:
    """The only finding of a text that cannot be read."""
    root, [finding] = read_yaml(ContentFile("content/a.yml", text))
    assert root is None
    return finding


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        # A colon too many, or one too few.
        ("title: Foo: bar\n", "1:11", "a colon stands in the text 'Foo: bar'", 'Write "Foo: bar".'),
        ('title: A "b": c\n', "1:13", "a colon stands in the text", "Write 'A \"b\": c'."),
        ("- title: Foo: bar: baz\n", "1:13", "a colon stands in the text 'Foo: bar: baz'", 'Write "Foo: bar: baz".'),
        ("a: 1\ntitle:foo\n", "2:6", "no space behind the colon of 'title'", "Write 'title: foo'."),
        ("title:foo\nb: 1\n", "1:6", "no space behind the colon of 'title'", "Write 'title: foo'."),
        ("a: 1\ntitle\nb: 2\n", "2:1", "'title' is no field: it has no colon", "Write a colon"),
        (": x\n", "1:1", "a colon stands without the name of a field", "Write the name"),
        ("k" * 2_000 + ": 1\n", "1:1", "no field can begin here", "Align the line"),
        # Indentation.
        ("a: 1\n  b: 2\n", "2:3", "no field can begin here as the value on line 1 is not finished", "Align the line"),
        ("a:\n  - b\n - c\n", "3:2", "'- c' does not go with what began on line 1, column 1", "Align the line"),
        ("- a: 1\nb: 2\n", "2:1", "'b: 2' does not go with what began on line 1, column 1", "Align the line"),
        ("  a: 1\nb: 2\n", "2:1", "'b: 2' does not go with the lines above it", "Align the line"),
        ("a: - b\n", "1:4", "a list begins where it cannot", "Move the dash"),
        # Quotation marks.
        ('a: "open\nb: 1\n', "1:4", "opened here and never closed", 'Write " at the end'),
        ("a: 1\nb: 'open\n", "2:4", "opened here and never closed", "Write ' at the end"),
        ('a: "open\nb: "c"\n', "2:5", "the text in quotation marks began on line 1", "Look at line 1"),
        ("a: 'it's'\n", "1:8", "text follows the closing quotation mark of 'it'", "an apostrophe in it twice"),
        ('a: "b" c\n', "1:8", 'text follows the closing quotation mark of "b"', '\\", or use the other kind'),
        ('a: "\\d"\n', "1:5", "'\\d' is no escape", "Write the backslash twice"),
        ('a: "b\\xZZ"\n', "1:6", "'\\x' is no escape", "Write the backslash twice"),
        # Brackets.
        ("a: [b, c\nd: 1\n", "1:4", "'[' is opened here and not closed", "Write ']'"),
        ("a: {b: c\nd: 1\n", "1:4", "'{' is opened here and not closed", "Write '}'"),
        ("a: [b, c", "1:4", "'[' is opened here and not closed", "Write ']'"),
        ('a: ["b" c]\n', "1:9", "'c]' follows an entry without a comma", "Write a comma"),
        ("a: [b]]\n", "1:7", "']' stands where a value or a field is expected", "Delete it"),
        ("a: [b, , c]\n", "1:8", "',' stands where", "Delete it"),
        ("a: [b,\n", "1:4", "'[' is opened here and not closed", "Write ']'"),
        ("a: [b, {c: [d], e: \n\n", "1:8", "'{' is opened here and not closed", "Write '}'"),
        # First characters of a value.
        ("a: `code`\n", "1:4", "begins with '`'", 'Write a: "`code`".'),
        ("- %b\n", "1:3", "begins with '%'", 'Write - "%b".'),
        ("[b, `c`]\n", "1:5", "begins with '`'", 'Write "`c`".'),
        ("a: @ home\n", "1:4", "begins with '@'", 'Write a: "@ home".'),
        ("a: | text\n", "1:6", "text stands on the same line as '|'", "Move the text"),
        ("a: > text\n", "1:6", "text stands on the same line as '>'", "Move the text"),
    ],
)
def test_the_nearest_cause_is_named_at_its_place(text: str, place: str, message: str, remedy: str):
    finding = fault(text)

    assert finding.code == "yaml-syntax"
    assert f"{finding.origin.line}:{finding.origin.column}" == place
    assert message in finding.message
    assert remedy in finding.remedy
    assert finding.expected


@pytest.mark.parametrize(
    ("text", "place", "value", "remedy"),
    [
        ("cite: @bugay1996, pp. 65-66\n", "1:7", "@bugay1996, pp. 65-66", 'Write cite: ["@bugay1996, pp. 65-66"].'),
        ("cite: [@bugay1996, p. 58]\n", "1:8", "@bugay1996, p. 58", 'Write cite: ["@bugay1996, p. 58"].'),
        ("cite:\n  - @bugay1996 [p. 58]\n", "2:5", "@bugay1996 [p. 58]", 'Write - "@bugay1996 [p. 58]".'),
        ("- id: a\n  cite: @x # why\n", "2:9", "@x", 'Write cite: ["@x"].'),
        ("text: @x says so\n", "1:7", "@x says so", 'Write text: "@x says so".'),
        ("cite: @{a b}\n", "1:7", "@{a b}", 'Write cite: ["@{a b}"].'),
    ],
)
def test_a_citation_without_quotation_marks(text: str, place: str, value: str, remedy: str):
    finding = fault(text)

    assert finding.code == "yaml-unquoted-citation"
    assert f"{finding.origin.line}:{finding.origin.column}" == place
    assert (finding.value, finding.remedy) == (value, remedy)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n\tb: 1\n", "2:1"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1"),
        ("- a\n\t- b\n", "2:1"),
        ("a: |\n \ttext\n", "2:2"),
        ("a: text\n\tgoes on\n", "2:1"),
        ("\ta: 1\n", "1:1"),
    ],
)
def test_a_tab_as_indentation(text: str, place: str):
    finding = fault(text)

    assert finding.code == "yaml-tab"
    assert f"{finding.origin.line}:{finding.origin.column}" == place
    assert finding.remedy.startswith("Replace the tab with spaces")


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        (1, "tab key."),
        (2, "Do the same on line 3."),
        (3, "Do the same on lines 3 and 4."),
        (6, "Do the same on lines 3, 4, 5, 6 and 7."),
        (9, "Do the same on lines 3, 4, 5, 6, 7 and others."),
    ],
)
def test_the_other_lines_with_tabs_are_named(lines: int, remedy: str):
    text = "a:\n" + "".join(f"\tb{number}: 1\n" for number in range(lines))

    assert fault(text).remedy.endswith(remedy)


def test_tabs_that_do_no_harm_are_left_alone():
    text = "a: b\tc\t# note\nd: [e,\t\n\tf]\ng: |\n  h\t\n  \tk\ni: 'j\n\tk'\n"

    assert read_yaml(ContentFile("content/a.yml", text))[1] == []


def test_a_long_value_is_shortened():
    finding = fault("a: @x, " + "p. 3, " * 50)

    assert len(finding.value) == 60
    assert finding.value.endswith("…")
    assert len(finding.message) < 150
    assert finding.remedy == "Put it in quotation marks."
