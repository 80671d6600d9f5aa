"""A file as a tree of values with their places, and what of YAML the archive's files do without."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.findings import FINDING_CODES, Finding
from kalmyk_site.records.yaml_tree import MAX_FINDINGS, YamlNode, find, plain, read_yaml

RECORD = """\
# The first list of the file
- id: operation-begins
  title: 'Operation "Ulusy"'
  date: "1943-12-28"
  people: [lavrentiy-beria, ivan-serov]
  text: |
    One.
    Two.
  names:
    - {text: Элиста, lang: ru}
    - text: Stepnoy 🐎
      lang:   en
"""


def read(text: str) -> YamlNode:
    """The tree of a text without faults."""
    root, findings = read_yaml(ContentFile("content/a.yml", text))
    assert findings == []
    assert root is not None
    return root


def findings_of(text: str) -> list[Finding]:
    return read_yaml(ContentFile("content/a.yml", text))[1]


def places(findings: list[Finding]) -> list[str]:
    """Each finding as `code line:column`."""
    return [f"{finding.code} {finding.origin.line}:{finding.origin.column}" for finding in findings]


class TestTree:
    def test_every_scalar_stays_text(self):
        text = "[1957, 1943-12, 0x1F, yes, 1.50, .inf, 12:30, 2001-01-01, '1', 1_000, =]"

        assert plain(read(text)) == [
            *("1957", "1943-12", "0x1F", "yes", "1.50", ".inf", "12:30", "2001-01-01", "1", "1_000", "="),
        ]

    @pytest.mark.parametrize("source", ["", "~", "null", "Null", "NULL", " # nothing"])
    def test_null_is_nothing(self, source: str):
        assert plain(read(f"a: {source}\n")) == {"a": None}

    @pytest.mark.parametrize("source", ["''", '""', "'~'", '"null"'])
    def test_null_in_quotation_marks_is_text(self, source: str):
        assert plain(read(f"a: {source}\n")) == {"a": source[1:-1]}

    def test_fields_keep_their_order(self):
        assert str(plain(read("{b: 1, a: 2, c: 3}"))) == "{'b': '1', 'a': '2', 'c': '3'}"

    @pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "---\n...\n", ""])
    def test_text_without_a_value_is_null(self, text: str):
        assert read(text).is_null

    @pytest.mark.parametrize("text", ["---\na: 1\n", "a: 1\n...\n# the end\n", "--- # begin\na: 1\n"])
    def test_one_document_may_be_marked_as_such(self, text: str):
        assert plain(read(text)) == {"a": "1"}

    def test_another_value_at_the_same_place(self):
        node = find(read(RECORD), [0, "date"])

        other = node.replaced("1944")

        assert (other.value, other.origin, node.value) == ("1944", node.origin, "1943-12-28")


class TestPlaces:
    @pytest.mark.parametrize(
        ("path", "place", "key"),
        [
            ([], "2:1", "0:0"),
            ([0], "2:3", "0:0"),
            ([0, "id"], "2:7", "2:3"),
            ([0, "title"], "3:10", "3:3"),
            ([0, "people"], "5:11", "5:3"),
            ([0, "people", 1], "5:29", "0:0"),
            ([0, "text"], "6:9", "6:3"),
            ([0, "names"], "10:5", "9:3"),
            ([0, "names", 0], "10:7", "0:0"),
            ([0, "names", 0, "lang"], "10:28", "10:22"),
            ([0, "names", 1, "text"], "11:13", "11:7"),
            ([0, "names", 1, "lang"], "12:15", "12:7"),
        ],
    )
    @pytest.mark.parametrize("line_end", ["\n", "\r\n"])
    def test_each_value_and_its_field_name_have_a_place(
        self, path: list[str | int], place: str, key: str, line_end: str
    ):
        # As `read_content_file` does: neither line ends nor a byte order mark move anything.
        text = RECORD.replace("\n", line_end).replace("\r\n", "\n")

        node = find(read(text), path)

        assert f"{node.line}:{node.column}" == place
        assert f"{node.key_line}:{node.key_column}" == key

    @pytest.mark.parametrize(
        ("path", "source"),
        [
            ([0, "title"], "'Operation \"Ulusy\"'"),
            ([0, "date"], '"1943-12-28"'),
            ([0, "id"], "operation-begins"),
            ([0, "people"], "[lavrentiy-beria, ivan-serov]"),
            ([0, "names", 1, "text"], "Stepnoy 🐎"),
            ([0, "text"], "|\n    One.\n    Two.\n"),
        ],
    )
    def test_offsets_enclose_the_source(self, path: list[str | int], source: str):
        node = find(read(RECORD), path)

        assert RECORD[node.offset : node.end_offset] == source
        assert node.quoted == (source[0] in "'\"|")

    def test_an_empty_value_lies_behind_its_colon(self):
        node = find(read("a: 1\nb:\nc: 2\n"), ["b"])

        assert (node.line, node.column, node.key_line, node.key_column) == (2, 3, 2, 1)

    def test_a_region_keeps_the_places_of_its_file(self):
        text = "---\ntitle: One\ntitle: Two\nx: [\n---\ntext: [\n"
        file = ContentFile("content/a.md", text)

        root, findings = read_yaml(file, start=4, end=text.index("x: ["))

        assert root is not None
        assert str(find(root, ["title"]).origin) == "content/a.md:2:8"
        assert places(findings) == ["yaml-duplicate-key 3:1"]
        assert "line 2" in findings[0].message
        assert places(read_yaml(file, start=4, end=text.index("---\ntext"))[1]) == [
            "yaml-duplicate-key 3:1",
            "yaml-syntax 4:4",
        ]


class TestFind:
    def test_the_path_ends_at_the_deepest_node(self):
        root = read(RECORD)

        assert find(root, [0, "names", 7, "sort"]).key_line == 9
        assert find(root, [0, "born"]) is find(root, [0])

    def test_steps_that_lead_nowhere_are_passed_over(self):
        root = read(RECORD)

        assert find(root, [0, "function-after[check()]", "names", "list", 1, "text"]).value == "Stepnoy 🐎"


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "expected", "value"),
        [
            ("id: a\ntitle: b\nid: c\n", "yaml-duplicate-key 3:1", "id"),
            ("{a: 1, 'a': 2}\n", "yaml-duplicate-key 1:8", "a"),
            ("- x:\n    y: 1\n    y: 2\n", "yaml-duplicate-key 3:5", "y"),
            ("a: !!int 5\n", "yaml-tag 1:4", "!!int"),
            ("a: !!python/object/apply:os.system ['x']\n", "yaml-tag 1:4", "!!python/object/apply:os.system"),
            ("a: ! b\n", "yaml-tag 1:4", "!"),
            ("a: !<tag:x,2000:y> b\n", "yaml-tag 1:4", "!<tag:x,2000:y>"),
            ("a: !e!x b\n", "yaml-tag 1:4", "!e!x b"),
            ("a: &b c\n", "yaml-alias 1:4", "&b"),
            ("a: *b\n", "yaml-alias 1:4", "*b"),
            ("a: *Italic* text\n", "yaml-alias 1:4", "*Italic* text"),
            ("a: **bold** text\n", "yaml-alias 1:4", "**bold** text"),
            ("a: & Co.\n", "yaml-alias 1:4", "& Co."),
            ("<<: *b\n", "yaml-alias 1:1", "<<"),
            ("a: 1\n---\nb: 2\n", "yaml-documents 2:1", "---"),
            ("a: 1\n...\nb: 2\n", "yaml-syntax 3:1", "b: 2"),
            ("a: 1\n...\n\n# x\n%YAML 1.1\n---\nb: 2\n", "yaml-documents 5:1", "%YAML 1.1"),
            ("a: 1\n---", "yaml-documents 2:1", "---"),
            ("%YAML 1.2\n---\na: 1\n", "yaml-syntax 1:1", "%YAML 1.2"),
            ("? [a, b]\n: c\n", "yaml-syntax 1:3", "[a, b]"),
            ("a: {{ title }}\n", "yaml-syntax 1:5", "{ title }}"),
            ("'': x\n", "yaml-syntax 1:1", "'': x"),
            ('a: "x\\0y"\n', "file-control-character 1:6", "U+0000"),
            ('a: "x\\uE010y"\n', "file-private-use 1:6", "U+E010"),
            ("a: " + "[" * 200_000, "nesting-too-deep 1:67", "[" * 59 + "…"),
        ],
    )
    def test_gives_one_finding_at_its_place(self, text: str, expected: str, value: str):
        findings = findings_of(text)

        assert places(findings) == [expected]
        assert findings[0].code in FINDING_CODES
        assert findings[0].value == value
        assert findings[0].expected
        assert findings[0].remedy

    def test_a_field_given_twice_names_the_line_of_the_first(self):
        [finding] = findings_of("id: a\ntitle: b\nid: c\n")

        assert finding.message == "the field 'id' is given twice; it stands on line 1 already"

    def test_all_faults_come_in_one_go(self):
        text = 'id: a\nid: b\ncite: @x\ntag: !t &n c\nid: d\nbad: Foo: bar\nmore: "\\d"\nlast: *n\n'

        assert places(findings_of(text)) == [
            "yaml-duplicate-key 2:1",
            "yaml-unquoted-citation 3:7",
            "yaml-tag 4:6",
            "yaml-alias 4:9",
            "yaml-duplicate-key 5:1",
            "yaml-syntax 6:9",
            "yaml-syntax 7:8",
            "yaml-alias 8:7",
        ]

    def test_what_can_be_read_is_there_for_further_checks(self):
        text = 'id: a\nid: b\nn: !!int 5\nx: &y [1]\nz: *y\n<<: *y\nc: "\\uE010"\n'

        root, findings = read_yaml(ContentFile("content/a.yml", text))

        assert len(findings) == 6
        assert root is not None
        assert plain(root) == {"id": "a", "n": "5", "x": ["1"], "z": None, "c": "\ufffd"}
        assert (find(root, ["n"]).column, find(root, ["x"]).column) == (10, 7)

    def test_nesting_of_64_is_allowed(self):
        assert findings_of("[" * 64 + "]" * 64) == []
        assert places(findings_of("[" * 65 + "]" * 65)) == ["nesting-too-deep 1:65"]
        assert places(findings_of("".join(f"{'  ' * depth}a:\n" for depth in range(66)))) == ["nesting-too-deep 65:129"]

    def test_after_fifty_findings_a_file_is_given_up(self):
        root, findings = read_yaml(ContentFile("content/a.yml", "a: 1\n" * 1_000))

        assert root is None
        assert len(findings) == MAX_FINDINGS
        assert findings[-1].remedy.endswith("there may be more to repair.")


HOSTILE = {
    "brackets": "[" * 90_000,
    "brackets on lines": "[\n" * 100_000,
    "braces": "{" * 90_000,
    "braces on lines": "{a: \n" * 100_000,
    "dashes": "- " * 45_000,
    "questions": "? " * 45_000,
    "aliases": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(100_000)),
    "tags": "- !t x\n" * 700_000,
    "tag directives": "".join(f"%TAG !a{n}! x\n" for n in range(300_000)) + "---\na\n",
    "tag directives of a second document": "a: 1\n" + "".join(f"%TAG !a{n}! x\n" for n in range(300_000)) + "---\na\n",
    "fields": "a: 1\n" * 900_000,
    "citations": "- @x, p. 3\n" * 400_000,
    "few citations": "- @x, p. 3\n" * 4_000,
    "colons": "a: b: c\n" * 600_000,
    "colons on a line": "a: " + "b: " * 33_000,
    "missing spaces": "b: 1\n" + "a:b\n" * 200_000,
    "tabs": "a:\n" + "\tb: 1\n" * 700_000,
    "open quotation mark": '"' + "a\n" * 2_400_000,
    "long entry": "[" + "a" * 99_000 + ", @x]",
    "long name": "b: 1\n" + "k" * 99_000,
    "long anchor": "- &" + "a" * 99_000 + " x",
    "blank lines": "\n" * 4_900_000 + "a: @x",
    "documents": "--- a\n" * 800_000,
    "ends of documents": "...\n" * 1_000_000,
    "escapes": '- "\\0"\n' * 600_000,
    "junk": "".join(chr(33 + n * 7919 % 90) + ("\n" if n % 50 == 0 else "") for n in range(300_000)) * 10,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_at_once(text: str):
    file = ContentFile("content/a.yml", text)
    started = time.process_time()

    _, findings = read_yaml(file)

    assert 1 <= len(findings) <= MAX_FINDINGS
    # Far above what any of them takes, far below what quadratic time would take.
    assert time.process_time() - started < 5


SCRAPS = [*"ab:-?#%|>[]{},'\"@`!&*~\\ \n\n\t", "я", "🐎", "\u2028", "\x85", "\x7f"]
PHRASES = ["a: ", "- ", "? ", "\n  ", "\n\t", "|\n", "@x", "!t ", "&n ", "*n", "<<: ", "---\n", "...\n", "\\x4", "''"]


@example(text="[a''", before="")
@given(
    text=st.lists(st.sampled_from(SCRAPS + PHRASES), max_size=25).map("".join),
    before=st.sampled_from(["", "---\n", "я: 1\n\n"]),
)
def test_any_text_gives_a_tree_or_findings_within_it(text: str, before: str):
    file = ContentFile("content/a.yml", before + text + "\n---\n")
    end = len(before) + len(text)

    root, findings = read_yaml(file, start=len(before), end=end)

    assert findings or root is not None
    for finding in findings:
        assert finding.code in FINDING_CODES
        assert finding.message
        assert finding.expected
        assert finding.remedy
        assert file.origin_at(len(before)) <= finding.origin <= file.origin_at(end)
    assert findings == sorted(findings, key=lambda finding: finding.sort_key)
    assert len({(finding.origin, finding.message) for finding in findings}) == len(findings)
    if root is not None:
        for node in nodes(root):
            assert len(before) <= node.offset <= node.end_offset <= end
            assert node.key_offset < node.offset


def nodes(node: YamlNode) -> list[YamlNode]:
    if isinstance(node.value, str):
        return [node]
    children = node.value if isinstance(node.value, tuple) else node.value.values()
    return [node, *(inner for child in children for inner in nodes(child))]
