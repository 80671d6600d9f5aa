"""Values as YAML: what is written is read again to the same text, and looks as an editor would type it."""

from __future__ import annotations

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kalmyk_site.records.files import ContentFile, forbidden_characters
from kalmyk_site.records.yaml_tree import plain, read_yaml
from kalmyk_site.writing.yaml_form import Truth, Value, entry, mapping, scalar

CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"))


def is_allowed(text: str) -> bool:
    """Whether a content file may hold the text at all."""
    file = ContentFile("content/x.yml", text)
    return not forbidden_characters(text, file.origin_at)


LINES = st.one_of(
    st.text(CHARACTERS, min_size=1).filter(is_allowed),
    st.text(st.sampled_from("- :#,[]{}'\"|>@&*!%?~=.a1\t"), min_size=1),
    st.sampled_from(["null", "No", "1943-10", "007", "0x1f", "1e3", ".5", "---", "...", "<<", "12:30", "yes ", " yes"]),
)
BLOCKS = (
    st.lists(LINES.map(str.rstrip) | st.just(""), min_size=2).map("\n".join).filter(lambda text: bool(text.strip()))
)
NAMES = st.from_regex(r"\A[a-z][a-z_-]{0,8}\Z").filter(lambda name: not scalar(name).startswith('"'))
VALUES = st.recursive(
    LINES | BLOCKS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(NAMES, inner, min_size=1, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


def read(text: str) -> object:
    """A text as the archive reads it."""
    node, findings = read_yaml(ContentFile("content/x.yml", text))
    assert findings == []
    assert node is not None
    return plain(node)


@settings(max_examples=60)
@example({"a": ["0:?"]})
@given(RECORDS)
def test_a_record_is_read_again_as_it_was(record: dict[str, Value]):
    assert read(entry(record)) == [record]


@settings(max_examples=60)
@given(RECORDS)
def test_an_entry_may_be_indented(record: dict[str, Value]):
    assert read(f"references:\n{entry(record, 4)}") == {"references": [record]}


@given(LINES)
def test_another_reader_takes_a_text_for_a_text_where_numbers_are_quoted(text: str):
    assert yaml.safe_load(scalar(text, numbers_quoted=True)) == text


def test_what_needs_no_quotation_marks_has_none():
    assert mapping({"title": "The dam breaks", "date": "1926-05-14", "value": "93139"}) == (
        "title: The dam breaks\ndate: 1926-05-14\nvalue: 93139\n"
    )


def test_what_yaml_would_cut_or_change_stands_in_quotation_marks():
    assert mapping({"a": "One: two", "b": "a #1", "c": "no", "d": "[x", "e": ""}) == (
        'a: "One: two"\nb: "a #1"\nc: "no"\nd: "[x"\ne: ""\n'
    )


def test_a_truth_value_is_no_text():
    assert (
        mapping({"table": Truth("true"), "names": [Truth("false"), "true"]}) == 'table: true\nnames: [false, "true"]\n'
    )


def test_a_short_list_stands_in_one_line_and_a_long_one_in_several():
    long = [f"place-number-{number}" for number in range(12)]
    assert mapping({"places": ["lowbridge", "dam"]}) == "places: [lowbridge, dam]\n"
    assert mapping({"places": long}) == "places:\n" + "".join(f"  - {place}\n" for place in long)


def test_a_list_of_sets_of_fields_has_one_in_each_line():
    names: Value = [{"text": "Anna Hall", "sort": "Hall, Anna"}, {"text": "Анна Холл", "lang": "ru"}]
    assert entry({"id": "anna-hall", "names": names}) == (
        '- id: anna-hall\n  names:\n    - {text: Anna Hall, sort: "Hall, Anna"}\n    - {text: Анна Холл, lang: ru}\n'
    )


def test_a_text_with_a_line_feed_is_a_block():
    assert entry({"id": "x", "text": "One.\n\nTwo.\n"}) == "- id: x\n  text: |\n    One.\n\n    Two.\n"


def test_citation_marks_always_stand_in_quotation_marks():
    assert mapping({"cite": ["@hall1901, p. 3", "@guide"]}) == 'cite: ["@hall1901, p. 3", "@guide"]\n'


def test_fields_without_a_value_are_left_out():
    assert entry({"id": "x", "places": [], "born": {}}) == "- id: x\n"
