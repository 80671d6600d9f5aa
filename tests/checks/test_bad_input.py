"""Bad input: each fault is found once, at its line and column, with value, expectation, nearest match and remedy."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kalmyk_site.records.findings import Finding
from tests.checks.examples import TINY, found_in, tiny_archive

Check = Callable[..., list[Finding]]

PLACE = "records/places/x.yml"
EVENT = "records/events/x.yml"
NUMBER = "records/statistics/x.yml"
STORY = "story/flood.md"
CITED = "cite: '@report1927'"


@dataclass(frozen=True)
class Bad:
    """One file with one fault."""

    name: str
    path: str
    content: str | bytes
    """A text that begins with `+` is added to the file, behind its last line."""

    code: str
    line: int
    column: int
    value: str
    nearest: str = ""

    @property
    def place(self) -> str:
        """Path, line and column, for text that is added counted from its first line."""
        added = isinstance(self.content, str) and self.content.startswith("+")
        before = (TINY / "content" / self.path).read_text(encoding="utf-8").count("\n") if added else 0
        return f"content/{self.path}:{self.line + before}:{self.column}"


def event(date: str) -> str:
    return f"- id: x\n  title: X\n  date: {date}\n  {CITED}\n"


def place(fields: str) -> str:
    return f"- id: x\n  names: [X]\n  {CITED}\n{fields}"


def count(estimate: str) -> str:
    return (
        "- id: x\n  title: How many?\n  measure: people\n  population: town\n  territory: town\n  unit: people\n"
        f"  estimates:\n    - {{value: {estimate}, counted_by: census, {CITED}}}\n"
    )


def story(text: str) -> str:
    return f"+\n{text}\n"


def text(words: str) -> str:
    return place(f"  text: |\n    It rose.\n    {words}\n")


def point(lat: str) -> str:
    return place(f"  lat: {lat}\n  lon: 15\n  precision: point\n  point_from: a map\n")


BAD = [
    # YAML.
    Bad("broken YAML", PLACE, "- id: x\n  names: [X\n", "yaml-syntax", 2, 10, "[X"),
    Bad("text with a colon", EVENT, "- id: x\n  title: The end: a story\n", "yaml-syntax", 2, 17, "The end: a story"),
    Bad("tab indentation", EVENT, "- id: x\n\ttitle: X\n", "yaml-tab", 2, 1, "\\t"),
    Bad("duplicate key", PLACE, place("  names: [Y]\n"), "yaml-duplicate-key", 4, 3, "names"),
    Bad("tag", PLACE, place("  type: !!python/object:os.system x\n"), "yaml-tag", 4, 9, "!!python/object:os.system"),
    Bad("anchor", PLACE, place("  type: &a x\n"), "yaml-alias", 4, 9, "&a"),
    Bad("200,000 open brackets", PLACE, "- id: x\n  names: " + "[\n" * 200_000, "nesting-too-deep", 64, 1, "["),
    # Fields.
    Bad("unknown field", PLACE, place("  typ: town\n"), "field-unknown", 4, 3, "typ", "type"),
    Bad("wrong type", EVENT, event("1926") + "  places: lowbridge\n", "value-type", 5, 11, "lowbridge"),
    Bad(
        "missing field",
        EVENT,
        f"- id: x\n  title: X\n  {CITED}\n",
        "field-missing",
        1,
        3,
        "{'id': 'x', 'title': 'X', 'cite': '@report1927'}",
    ),
    Bad("empty field", EVENT, f"- id: x\n  title: X\n  date:\n  {CITED}\n", "field-missing", 3, 3, "date"),
    Bad(
        "duplicate id in another file",
        PLACE,
        f"- id: lowbridge\n  names: [X]\n  {CITED}\n",
        "id-duplicate",
        1,
        7,
        "lowbridge",
    ),
    Bad("id with a slash", PLACE, f"- id: a/b\n  names: [X]\n  {CITED}\n", "id-invalid", 1, 7, "a/b", "a-b"),
    Bad("id with a space", PLACE, f"- id: a b\n  names: [X]\n  {CITED}\n", "id-invalid", 1, 7, "a b", "a-b"),
    Bad("id with dots", PLACE, f"- id: ../a\n  names: [X]\n  {CITED}\n", "id-invalid", 1, 7, "../a", "a"),
    Bad("id with a capital", PLACE, f"- id: Ab\n  names: [X]\n  {CITED}\n", "id-invalid", 1, 7, "Ab", "ab"),
    Bad(
        "key of a source with a capital", "sources.yml", "+  - {id: Ab, type: book}\n", "id-invalid", 1, 10, "Ab", "ab"
    ),
    Bad(
        "two pages for one address",
        "archive.yml",
        "+  - {folder: events, title: X}\n",
        "address-duplicate",
        1,
        14,
        "/events/",
    ),
    # Dates.
    Bad("month 13", EVENT, event("1943-13"), "date-invalid", 3, 9, "1943-13"),
    Bad("30 February", EVENT, event("1943-02-30"), "date-invalid", 3, 9, "1943-02-30"),
    Bad("backwards", EVENT, event("1944/1943"), "date-invalid", 3, 9, "1944/1943", "1943/1944"),
    Bad("old style", EVENT, event("194u"), "date-invalid", 3, 9, "194u", "194X"),
    Bad("unquoted set", EVENT, event("[1943,1944]"), "date-unquoted-set", 3, 9, "['1943', '1944']"),
    # Citations and links.
    Bad(
        "unquoted citation",
        PLACE,
        "- id: x\n  names: [X]\n  cite: @report1927\n",
        "yaml-unquoted-citation",
        3,
        9,
        "@report1927",
    ),
    Bad("unknown key", STORY, story("It rose [@raport1927]."), "source-unknown", 2, 10, "@raport1927", "report1927"),
    Bad(
        "unknown key in YAML",
        PLACE,
        "- id: x\n  names: [X]\n  cite: ['@raport1927, p. 3']\n",
        "source-unknown",
        3,
        11,
        "@raport1927",
        "report1927",
    ),
    Bad(
        "unclosed citation",
        STORY,
        story("It rose [@report1927, p. 3."),
        "citation-malformed",
        2,
        9,
        "[@report1927, p. 3.",
    ),
    Bad(
        "unknown record",
        STORY,
        story("[It](event:flod) rose [@report1927]."),
        "record-unknown",
        2,
        1,
        "event:flod",
        "event:flood",
    ),
    Bad(
        "unknown record in a field",
        EVENT,
        event("1926") + "  places: [lobridge]\n",
        "record-unknown",
        5,
        12,
        "place:lobridge",
        "place:lowbridge",
    ),
    Bad(
        "wrong number",
        STORY,
        story("It took [31](statistic:houses-lost) [@report1927]."),
        "link-number",
        2,
        10,
        "31",
        "30",
    ),
    Bad(
        "wrong date", STORY, story("On [15 May](event:dam-breaks) it broke [@report1927]."), "link-date", 2, 5, "15 May"
    ),
    Bad("paragraph without a citation", STORY, story("It rose."), "paragraph-uncited", 2, 1, "It rose."),
    # Numbers.
    Bad("latitude of 200", PLACE, point("200"), "value-range", 4, 8, "200"),
    Bad("NaN", NUMBER, count(".nan"), "number-invalid", 8, 15, ".nan"),
    Bad("infinity", NUMBER, count(".inf"), "number-invalid", 8, 15, ".inf"),
    Bad("NaN as latitude", PLACE, point("nan"), "number-invalid", 4, 8, "nan"),
    Bad("negative count", NUMBER, count("-3"), "value-range", 8, 15, "-3"),
    Bad("ISBN", "sources.yml", "+    ISBN: 978-0-306-40615-8\n", "isbn-invalid", 1, 11, "978-0-306-40615-8"),
    # HTML and schemes.
    Bad("raw HTML", STORY, story("It <b>rose</b> [@report1927]."), "html-raw", 2, 4, "<b>"),
    Bad("raw HTML block", STORY, story("<script>alert(1)</script> [@report1927]"), "html-raw", 2, 1, "<script>"),
    Bad("raw HTML in YAML", PLACE, text("<script>alert(1)</script>"), "html-raw", 6, 5, "<script>"),
    Bad(
        "onclick",
        STORY,
        story("It rose [@report1927].\n{onclick=alert(1)}"),
        "attribute-forbidden",
        3,
        1,
        "onclick=alert(1)",
    ),
    Bad("onclick in YAML", PLACE, text("{onclick=alert(1)}"), "attribute-forbidden", 6, 5, "onclick=alert(1)"),
    Bad(
        "javascript:",
        STORY,
        story("[It](javascript:alert) rose [@report1927]."),
        "link-scheme",
        2,
        1,
        "javascript:alert",
    ),
    Bad("javascript: in YAML", PLACE, text("[It](JaVaScript:alert)"), "link-scheme", 6, 5, "JaVaScript:alert"),
    Bad(
        "javascript: as URL",
        "sources.yml",
        "+    URL: javascript:alert(1)\n",
        "url-invalid",
        1,
        10,
        "javascript:alert(1)",
    ),
    Bad("data:", STORY, story("[It](data:text/html,x) rose [@report1927]."), "link-scheme", 2, 1, "data:text/html,x"),
    Bad("data: in YAML", PLACE, text("[It](data:text/html,x)"), "link-scheme", 6, 5, "data:text/html,x"),
    Bad("data: as URL", "sources.yml", "+    URL: data:text/html,x\n", "url-invalid", 1, 10, "data:text/html,x"),
    Bad(
        "data: as image",
        STORY,
        story("![It](data:image/png,x) rose [@report1927]."),
        "image-form",
        2,
        1,
        "data:image/png,x",
    ),
    Bad(
        "forged data-cite",
        STORY,
        story('It rose [@report1927].\n{data-cite="x"}'),
        "attribute-forbidden",
        3,
        1,
        'data-cite="x"',
    ),
    Bad(
        "forged data-cite in HTML",
        STORY,
        story('<a data-cite="x">It</a> rose [@report1927].'),
        "html-raw",
        2,
        1,
        '<a data-cite="x">',
    ),
    # Files.
    Bad("image above content", STORY, story("![It](../x.jpg) rose [@report1927]."), "image-form", 2, 1, "../x.jpg"),
    Bad("link above content", STORY, story("[It](../../x.md) rose [@report1927]."), "link-form", 2, 1, "../../x.md"),
    Bad("chapter above content", "archive.yml", "+      - ../../x\n", "id-invalid", 1, 9, "../../x", "x"),
    Bad("not UTF-8", PLACE, b"- id: x\n  names: [Malm\xf6]\n", "file-encoding", 2, 15, "0xF6"),
    Bad("NUL byte", PLACE, b"- id: x\n  names: [X\x00]\n", "file-control-character", 2, 12, "U+0000"),
    Bad("empty file", PLACE, b"", "file-empty", 1, 1, ""),
    Bad("file of white space", PLACE, b"\n  \n", "file-empty", 1, 1, ""),
    Bad("10 MB line", PLACE, b"#" * 10_000_000, "file-too-large", 1, 1, "10,000,000 bytes"),
    Bad("line over the limit", PLACE, b"#" * 100_001, "line-too-long", 1, 1, "#" * 20 + "…"),
]


@pytest.mark.parametrize("bad", BAD, ids=[bad.name for bad in BAD])
def test_a_fault_is_found_at_its_place_with_all_that_helps(check: Check, bad: Bad):
    start = time.process_time()
    findings = check({bad.path: bad.content})

    assert [f"{finding.code} {finding.origin}" for finding in findings] == [f"{bad.code} {bad.place}"]
    [finding] = findings
    assert (finding.value, finding.nearest) == (bad.value, bad.nearest)
    assert finding.message
    assert finding.expected
    assert finding.remedy
    assert time.process_time() - start < 5


def test_a_symbolic_link_is_not_followed(tmp_path: Path):
    root = tiny_archive(tmp_path)
    (tmp_path / "secret.yml").write_text("- id: secret\n", encoding="utf-8")
    (root / "content" / "records" / "events" / "link.yml").symlink_to(tmp_path / "secret.yml")
    (root / "content" / "records" / "more").symlink_to(tmp_path)

    found = [f"{finding.code} {finding.origin}" for finding in found_in(root)]

    assert found == ["file-outside content/records/events/link.yml:1:1", "file-outside content/records/more:1:1"]


def test_byte_order_mark_and_carriage_returns_are_no_error(tmp_path: Path):
    root = tiny_archive(tmp_path)
    for path in (root / "content").rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert found_in(root) == []


def test_places_are_right_behind_carriage_returns(check: Check):
    content = (TINY / "content" / "story" / "flood.md").read_bytes() + b"\nIt rose [@raport1927].\n"

    [finding] = check({"story/flood.md": b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")})

    assert str(finding.origin) == "content/story/flood.md:7:10"


def test_a_folder_with_many_bad_files_is_reported_in_one_go(tmp_path: Path):
    root = tiny_archive(tmp_path)
    bad = [one for one in BAD if one.path in (PLACE, EVENT, NUMBER)]
    expected: set[str] = set()
    for number, one in enumerate(bad):
        # Ids of their own, so that no fault hides another.
        path = one.path.replace("x.yml", f"x{number:02}.yml")
        content = (
            one.content
            if isinstance(one.content, bytes)
            else one.content.replace("id: x\n", f"id: x{number}\n").encode()
        )
        (root / "content" / path).write_bytes(content)
        expected.add(f"{one.code} content/{path}:{one.line}:{one.column}")
    start = time.process_time()

    found = found_in(root)

    assert len(bad) > 20
    # While a file of places cannot be read, a place that nobody knows may stand in it.
    unknowable = {each for each in expected if each.startswith("record-unknown")}
    assert {f"{finding.code} {finding.origin}" for finding in found} == expected - unknowable
    assert time.process_time() - start < 5
