"""Lists of a file: a new entry finds its place, and order, indentation and comments stay."""

from __future__ import annotations

import pytest

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.yaml_tree import YamlNode, find, read_yaml
from kalmyk_site.writing.lists import ListFormError, NewEntry, with_entries, with_word
from kalmyk_site.writing.text_edits import edited
from kalmyk_site.writing.yaml_form import entry


def tree(text: str) -> tuple[ContentFile, YamlNode]:
    file = ContentFile("content/a.yml", text)
    root, findings = read_yaml(file)
    assert findings == []
    assert root is not None
    return file, root


def added(text: str, *ids: str, field: str = "") -> str:
    """The file after entries with these ids have been put into its list, or into that of a field."""
    file, root = tree(text)
    entries = [NewEntry(key, lambda indent, key=key: entry({"id": key}, indent)) for key in ids]
    return edited(text, with_entries(file, find(root, [field]) if field else root, entries))


def test_an_entry_comes_last_in_a_list_without_order():
    assert added("- id: b\n- id: a\n", "aa") == "- id: b\n- id: a\n- id: aa\n"


def test_a_list_sorted_by_id_stays_sorted():
    assert added("- id: a\n- id: c\n", "b", "d", "aa") == "- id: a\n- id: aa\n- id: b\n- id: c\n- id: d\n"


def test_the_first_of_a_sorted_list_comes_below_the_comment_of_the_file():
    assert added("# All.\n\n- id: b\n\n- id: c\n", "a") == "# All.\n\n- id: a\n\n- id: b\n\n- id: c\n"


def test_empty_lines_between_entries_are_kept_up():
    assert added("- id: b\n\n- id: a\n", "c") == "- id: b\n\n- id: a\n\n- id: c\n"


def test_comments_stay_with_the_entry_below_them_and_at_the_end():
    text = "- id: a\n# Of c.\n- id: c # kept\n  text: |\n    One.\n\n# The end.\n"
    assert added(text, "b") == "- id: a\n- id: b\n# Of c.\n- id: c # kept\n  text: |\n    One.\n\n# The end.\n"
    assert added(text, "d") == "- id: a\n# Of c.\n- id: c # kept\n  text: |\n    One.\n- id: d\n\n# The end.\n"


def test_an_indented_list_stays_indented():
    assert added("references:\n  - id: b\n  - id: a\n", "c", field="references") == (
        "references:\n  - id: b\n  - id: a\n  - id: c\n"
    )


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_without_a_line_feed_at_its_end_gets_its_entry(end: str):
    assert added(f"- id: b\n- id: a{end}", "c") == f"- id: b\n- id: a\n- id: c{end}"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("references: []\n", "references:\n- id: a\n"),
        ("references:\n", "references:\n- id: a\n"),
        ("references:", "references:\n- id: a\n"),
        ("# Works\nreferences: # none yet\n", "# Works\nreferences: # none yet\n- id: a\n"),
    ],
)
def test_an_empty_list_of_a_field_gets_its_first_entry(text: str, after: str):
    assert added(text, "a", field="references") == after


@pytest.mark.parametrize(("text", "after"), [("# Events\n", "# Events\n- id: a\n"), ("[]\n", "- id: a\n")])
def test_a_file_without_entries_gets_its_first(text: str, after: str):
    assert added(text, "a") == after


def test_a_list_in_brackets_is_refused_with_its_place():
    with pytest.raises(ListFormError, match=r"content/a\.yml:1: the list is written in brackets"):
        added("[{id: a}, {id: b}]\n", "c")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("chapters: [one, three]\n", "chapters: [one, three, two]\n"),
        (
            "chapters:\n  - one\n  - three # last\n\nmenu: x\n",
            "chapters:\n  - one\n  - three # last\n  - two\n\nmenu: x\n",
        ),
        ("chapters:\n- one", "chapters:\n- one\n- two"),
        ("chapters: [\n  one,\n  three,\n]\n", "chapters: [\n  one,\n  three, two,\n]\n"),
    ],
)
def test_a_word_comes_last_in_a_list_of_words(text: str, after: str):
    _, root = tree(text)
    assert edited(text, [with_word(find(root, ["chapters"]), "two")]) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("chapters: [one, three]\n", "chapters: [one, two, three]\n"),
        ("chapters:\n  - one\n  - three\n", "chapters:\n  - one\n  - two\n  - three\n"),
    ],
)
def test_a_word_can_come_before_another(text: str, after: str):
    _, root = tree(text)
    assert edited(text, [with_word(find(root, ["chapters"]), "two", before="three")]) == after
