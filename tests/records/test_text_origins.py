"""Every character of a YAML value leads back to the place where it was typed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from kalmyk_site.records.files import ContentFile, without_forbidden_characters
from kalmyk_site.records.text_origins import TextOrigins
from kalmyk_site.records.yaml_tree import YamlNode, find, read_yaml

ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
"""What stands behind a backslash, and the character it makes; `x`, `u` and `U` are followed by its number."""


def read(text: str, *path: str | int) -> tuple[ContentFile, YamlNode]:
    """The file with this text, and its value at a path."""
    file = ContentFile("content/a.yml", text)
    root, _ = read_yaml(file)
    assert root is not None
    return file, find(root, path)


def scalars(node: YamlNode) -> Iterator[YamlNode]:
    if isinstance(node.value, str):
        yield node
    else:
        for child in node.value if isinstance(node.value, tuple) else node.value.values():
            yield from scalars(child)


def character_at(text: str, offset: int, quote: str) -> str:
    """The character that stands at an offset of the source, escapes read."""
    if quote == "'" and text.startswith("''", offset):
        return "'"
    if quote == '"' and text[offset] == "\\":
        escape = text[offset + 1]
        length = {"x": 2, "u": 4, "U": 8}.get(escape, 0)
        return chr(int(text[offset + 2 : offset + 2 + length], 16)) if length else ESCAPES[escape]
    return text[offset]


def assert_every_character_is_found(text: str, *path: str | int) -> None:
    file, node = read(text, *path)
    assert isinstance(node.value, str)
    origins = TextOrigins(file, node)
    quote = text[node.offset : node.offset + 1]
    offsets = [origins.offset_at(position) for position in range(len(node.value))]
    for character, offset in zip(node.value, offsets, strict=True):
        assert node.offset <= offset < len(text)
        found = without_forbidden_characters(character_at(text, offset, quote))
        if character == found:
            continue
        # Only line ends are made from something else.
        assert character in " \n"
        assert found == "\n"
    assert offsets == sorted(set(offsets))
    assert origins.offset_at(len(node.value)) >= (offsets[-1] + 1 if offsets else node.offset)


@pytest.mark.parametrize(
    ("source", "part", "place"),
    [
        ("a: plain text", "text", "1:10"),
        ("a: plain\n  on two\n\n  lines", "two", "2:6"),
        ("a: plain\n  on two\n\n  lines", "lines", "4:3"),
        ("a: plain\n  on two\n\n  lines", "\n", "3:1"),
        ("a: plain\n  on two\n\n  lines", " on", "1:9"),
        ("a: [one, two words]", "words", "1:14"),
        ("a: 'it''s here'", "'s", "1:7"),
        ("a: 'it''s here'", "here", "1:11"),
        ('a: "say \\"no\\" now"', '"no', "1:9"),
        ('a: "say \\"no\\" now"', "now", "1:16"),
        ('a: "\\u043a\\x41\\U0001F40Ez"', "A", "1:11"),
        ('a: "\\u043a\\x41\\U0001F40Ez"', "z", "1:25"),
        ('a: "one \\\n     two"', "two", "2:6"),
        ('a: "one\n\n\n  two"', "two", "4:3"),
        ('a: "one\\n\\\n  \\  two"', "two", "2:6"),
        ("a: |\n  one\n\n   two\n  three\n", "two", "4:4"),
        ("a: |\n  one\n\n   two\n  three\n", "three", "5:3"),
        ("a: |2-\n    one\n   two\n", "one", "2:5"),
        ("- |1 # why not\n  one\n two\n", "two", "3:2"),
        ("a: |\n\n\n  one\n", "one", "4:3"),
        ("a: >\n  one\n  two\n\n  three\n   more\n  four\n", "two", "3:3"),
        ("a: >\n  one\n  two\n\n  three\n   more\n  four\n", "three", "5:3"),
        ("a: >\n  one\n  two\n\n  three\n   more\n  four\n", "more", "6:4"),
        ("a: >\n  one\n  two\n\n  three\n   more\n  four\n", "four", "7:3"),
        ("a: >+\n\n one\n\n\nb: 2\n", "one", "3:2"),
        ("a: |\n  🐎🐎 конь\n", "конь", "2:6"),
    ],
)
def test_a_part_of_a_value_is_found(source: str, part: str, place: str):
    file, root = read(source)
    [node] = [node for node in scalars(root) if part in str(node.value)]

    origin = TextOrigins(file, node).origin_at(str(node.value).index(part))

    assert f"{origin.line}:{origin.column}" == place


def test_values_lie_where_the_file_says_in_front_matter():
    text = "---\ntitle: >\n  One\n  two\n---\nText\n"
    file = ContentFile("content/a.md", text)
    root, _ = read_yaml(file, start=4, end=text.index("---\nText"))
    assert root is not None
    title = find(root, ["title"])

    assert str(TextOrigins(file, title).origin_at(4)) == "content/a.md:4:3"


@pytest.mark.parametrize(
    ("source", "end"), [("a: abc", "1:7"), ("a: |\n  abc\n", "3:1"), ("a: ''", "1:5"), ("a:", "1:3")]
)
def test_offsets_outside_give_the_nearest_place(source: str, end: str):
    file, node = read(source, "a")
    origins = TextOrigins(file, node)

    behind = origins.origin_at(999)

    assert origins.origin_at(-1) == origins.origin_at(0)
    assert f"{behind.line}:{behind.column}" == end


def test_a_list_has_no_text():
    file, node = read("a: [b]", "a")

    with pytest.raises(TypeError):
        TextOrigins(file, node)


WORDS = st.text(alphabet=st.sampled_from("ab'\"\\:#-@[]{}>|%&*!?, \t\n\n  ягΩ🐎\xa0\x1b\x85\u2028\ue000"), max_size=60)
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@pytest.mark.parametrize("unicode", [True, False])
@given(value=st.one_of(WORDS, ANYTHING), width=st.integers(5, 40), indent=st.integers(2, 6))
def test_what_pyyaml_writes_is_found(style: str | None, unicode: bool, value: str, width: int, indent: int):
    written = yaml.dump(
        [{"deep": [{"text": value}, "next"]}],
        default_style=style,
        allow_unicode=unicode,
        width=width,
        indent=indent,
        Dumper=yaml.SafeDumper,
    )
    # Such text never comes through `read_content_file`.
    assume(written == without_forbidden_characters(written))

    assert_every_character_is_found(written, 0, "deep", 0, "text")


LINES = st.lists(st.text(alphabet="ab \t'\"\\#", max_size=8), max_size=8).map("\n".join)


@pytest.mark.parametrize("sign", ["|", ">"])
@given(
    header=st.sampled_from(["", "-", "+", "2", "2-", "+2", " # note"]),
    lines=LINES,
    after=st.sampled_from(["", "\n", "\n\n"]),
)
def test_block_scalars_as_anyone_may_write_them_are_found(sign: str, header: str, lines: str, after: str):
    text = f"- a: {sign}{header}\n{textwrap.indent(lines, '    ')}{after}"
    assume(readable(text))

    assert_every_character_is_found(text, 0, "a")


@pytest.mark.parametrize("quote", ["'", '"', ""])
@given(
    parts=st.lists(
        st.sampled_from(["a", "b", " ", "\t", "\n", "\n ", "\\\n", "\\n", "\\\\", '\\"', "''", "\\x41", "я"])
    )
)
def test_flow_scalars_as_anyone_may_write_them_are_found(quote: str, parts: list[str]):
    text = f"a: {quote}{''.join(parts)}{quote}\n"
    assume(readable(text))

    assert_every_character_is_found(text, "a")


def readable(text: str) -> bool:
    root, findings = read_yaml(ContentFile("content/a.yml", text))
    return not findings and root is not None and not isinstance(root.value, str)
