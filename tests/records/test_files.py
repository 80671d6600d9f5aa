"""Which files are read, and what is refused before anything is parsed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.records import files
from kalmyk_site.records.files import (
    MAX_FILE_BYTES,
    ContentFile,
    forbidden_characters,
    list_content_files,
    read_content_file,
    read_media,
)
from kalmyk_site.records.findings import FINDING_CODES, Finding

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of an archive whose root is `tmp_path`."""

    def write_file(path: str, data: bytes) -> Path:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target

    return write_file


def places(findings: list[Finding]) -> list[str]:
    """Each finding as `code path:line:column`."""
    return [f"{finding.code} {finding.origin}" for finding in findings]


class TestContentFile:
    def test_an_offset_leads_to_line_and_column(self):
        file = ContentFile("content/a.md", "one\n\nдва 🐎 x\n")

        found = [str(file.origin_at(file.text.index(part))) for part in ("one", "два", "x")]

        assert found == ["content/a.md:1:1", "content/a.md:3:1", "content/a.md:3:7"]

    def test_the_end_of_a_line_belongs_to_it(self):
        assert ContentFile("a", "one\ntwo\n").origin_at(3).column == 4

    @pytest.mark.parametrize(("offset", "place"), [(-5, "a:1:1"), (8, "a:3:1"), (999, "a:3:1")])
    def test_an_offset_outside_gives_the_nearest_place(self, offset: int, place: str):
        assert str(ContentFile("a", "one\ntwo\n").origin_at(offset)) == place

    @given(st.text(alphabet="ab\n\r\u2028я🐎"), st.data())
    def test_place_and_offset_say_the_same(self, text: str, data: st.DataObject):
        file = ContentFile("a", text)
        offset = data.draw(st.integers(0, len(text)))
        place = file.origin_at(offset)

        before = text[:offset].split("\n")

        assert (place.line, place.column) == (len(before), len(before[-1]) + 1)
        assert file.lines[place.line - 1].startswith(before[-1])


class TestReading:
    def test_a_good_file_has_its_path_and_text(self, tmp_path: Path, write: Write):
        path = write("content/history/a b.md", "# Текст\n\ttab\n".encode())

        assert read_content_file(tmp_path, path) == (ContentFile("content/history/a b.md", "# Текст\n\ttab\n"), [])

    def test_the_path_may_be_relative_to_the_root(self, tmp_path: Path, write: Write):
        write("content/a.md", b"text")

        assert read_content_file(tmp_path, Path("content/a.md"))[0] == ContentFile("content/a.md", "text")

    def test_the_root_may_be_a_link(self, tmp_path: Path, write: Write):
        write("archive/content/a.md", b"text")
        (tmp_path / "link").symlink_to(tmp_path / "archive")

        file, _ = read_content_file(tmp_path / "link", tmp_path / "link/content/a.md")

        assert file == ContentFile("content/a.md", "text")

    @pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\r\nb\n"])
    def test_byte_order_mark_and_line_ends_are_no_error(self, tmp_path: Path, write: Write, data: bytes):
        file, findings = read_content_file(tmp_path, write("content/a.md", data))

        assert file is not None
        assert (file.text, findings) == ("a\nb\n", [])

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (b"", "file-empty 1:1"),
            (b" \n\t\r\n", "file-empty 1:1"),
            (b"\xef\xbb\xbf\n", "file-empty 1:1"),
            (b"ab\n\xd0\xb4x\xff\n", "file-encoding 2:3"),
            (b"\xef\xbb\xbfa\r\nbc\xe9\r\n", "file-encoding 2:3"),
            ("текст".encode("cp1251"), "file-encoding 1:1"),
            ("text".encode("utf-16"), "file-encoding 1:1"),
            (b"ab\ncd\0e", "file-control-character 2:3"),
            (b"a\x02b", "file-control-character 1:2"),
            ("a\x85b".encode(), "file-control-character 1:2"),
            ("a\u2028b".encode(), "file-control-character 1:2"),
            ("a\n\ufeffb".encode(), "file-control-character 2:1"),
            ("a\ufffcb".encode(), "file-control-character 1:2"),
            ("a\U0001ffffb".encode(), "file-control-character 1:2"),
            ("ab\n\ue010".encode(), "file-private-use 2:1"),
            ("\uf8ff".encode(), "file-private-use 1:1"),
            (b"a\n" + b"x" * 100_001, "line-too-long 2:1"),
            (b"x" * 10_000_000, "file-too-large 1:1"),
            (b"x\n" * 2_500_001, "file-too-large 1:1"),
        ],
    )
    def test_is_refused(self, tmp_path: Path, write: Write, data: bytes, expected: str):
        code, place = expected.split()

        file, findings = read_content_file(tmp_path, write("content/a.yml", data))

        assert file is None
        assert places(findings) == [f"{code} content/a.yml:{place}"]
        assert code in FINDING_CODES
        assert findings[0].message
        assert findings[0].expected
        assert findings[0].remedy

    def test_limits_themselves_are_allowed(self, tmp_path: Path, write: Write):
        write("content/a.md", (b"x" * 99_999 + b"\n") * 50)
        write("content/b.md", "я".encode() * 100_000)

        assert list(read_content_file(tmp_path, Path("content/a.md"))[1]) == []
        assert list(read_content_file(tmp_path, Path("content/b.md"))[1]) == []

    def test_all_faults_are_reported_together_in_order(self, tmp_path: Path, write: Write):
        data = "a\0\n\ue000b\x01\n" + "x" * 100_001 + "\ue001"

        _, findings = read_content_file(tmp_path, write("content/a.md", data.encode()))

        assert [
            f"{finding.code} {finding.origin.line}:{finding.origin.column} {finding.value}" for finding in findings
        ] == [
            "file-control-character 1:2 U+0000",
            "file-private-use 2:1 U+E000",
            "file-control-character 2:3 U+0001",
            "line-too-long 3:1 xxxxxxxxxxxxxxxxxxxx…",
            "file-private-use 3:100002 U+E001",
        ]

    def test_of_many_places_ten_are_listed_and_the_others_counted(self, tmp_path: Path, write: Write):
        _, findings = read_content_file(tmp_path, write("content/a.md", b"\0\n" * 1_000))

        assert [finding.origin.line for finding in findings] == list(range(1, 11))
        assert findings[-1].message.endswith("; 990 more places in this file are not listed")

    def test_the_byte_that_is_not_utf8_is_named(self, tmp_path: Path, write: Write):
        _, [finding] = read_content_file(tmp_path, write("content/a.md", b"caf\xe9"))

        assert (finding.value, finding.message) == ("0xE9", "byte 0xE9 is not UTF-8")

    def test_a_missing_file(self, tmp_path: Path):
        assert places(read_content_file(tmp_path, Path("content/a.md"))[1]) == ["file-missing content/a.md:1:1"]

    def test_a_folder_is_no_file(self, tmp_path: Path, write: Write):
        write("content/a.md/b.md", b"text")

        assert places(read_content_file(tmp_path, Path("content/a.md"))[1]) == ["file-unknown content/a.md:1:1"]

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path):
        (tmp_path / "content").mkdir()
        os.mkfifo(tmp_path / "content/a.md")

        assert places(read_content_file(tmp_path, Path("content/a.md"))[1]) == ["file-unknown content/a.md:1:1"]

    def test_a_file_that_may_not_be_read(self, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch):
        path = write("content/a.md", b"text")

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
        _, [finding] = read_content_file(tmp_path, path)

        assert (finding.code, finding.message) == ("file-missing", "'content/a.md' cannot be opened")

    @pytest.mark.parametrize(
        "path", ["content/../secret.md", "../secret.md", "secret.md", "/etc/passwd", "content/../content/a.md"]
    )
    def test_a_path_out_of_the_content_folder(self, tmp_path: Path, write: Write, path: str):
        write("secret.md", b"text")

        file, [finding] = read_content_file(tmp_path, Path(path))

        assert file is None
        assert (finding.code, finding.origin.path, finding.value) == ("file-outside", path, path)

    @pytest.mark.parametrize("path", ["content/link.md", "content/folder/a.md"])
    def test_nothing_is_read_through_a_link(self, tmp_path: Path, write: Write, path: str):
        write("outside/a.md", b"text")
        (tmp_path / "content").mkdir()
        (tmp_path / "content/link.md").symlink_to("../outside/a.md")
        (tmp_path / "content/folder").symlink_to("../outside")

        file, findings = read_content_file(tmp_path, Path(path))

        assert file is None
        assert places(findings) == [f"file-outside {path}:1:1"]


class TestListing:
    def test_lists_chapters_and_records_by_code_point(self, tmp_path: Path, write: Write):
        names = [
            "Zeta.md",
            "archive.yml",
            "history/a.md",
            "history/ä.md",
            "records/events/1943.yml",
            "sources.yml",
            "z y.md",
        ]
        for name in reversed(names):
            write(f"content/{name}", b"text")

        listed, findings = list_content_files(tmp_path)

        assert listed == [tmp_path / "content" / name for name in names]
        assert findings == []

    def test_hidden_files_backups_and_media_are_left_alone(self, tmp_path: Path, write: Write):
        for name in (".git/a.md", ".a.md.swp", "a.md~", "#a.md#", "media/a.jpg", "media/maps/b.PNG"):
            write(f"content/{name}", b"text")
        (tmp_path / "content/.#a.md").symlink_to("nowhere")

        assert list_content_files(tmp_path) == ([], [])

    @pytest.mark.parametrize("name", ["evil.html", "drawing.svg", "paper.pdf", "notes", "a.md", "png"])
    def test_among_the_media_only_pictures_are_shown(self, tmp_path: Path, write: Write, name: str):
        """SVG and HTML could hold scripts."""
        write(f"content/media/{name}", b"<script>")

        assert places(list_content_files(tmp_path)[1]) == [f"file-unknown content/media/{name}:1:1"]
        assert read_media(tmp_path) == ({}, [])

    @pytest.mark.parametrize(("size", "codes"), [(MAX_FILE_BYTES, []), (MAX_FILE_BYTES + 1, ["file-too-large"])])
    def test_a_picture_may_have_five_megabytes(self, tmp_path: Path, write: Write, size: int, codes: list[str]):
        write("content/media/a.webp", b" " * size)

        assert [finding.code for finding in list_content_files(tmp_path)[1]] == codes
        assert len(read_media(tmp_path)[0]) == (not codes)

    @pytest.mark.parametrize(
        ("path", "nearest"),
        [
            ("content/records/events/a.yaml", "a.yml"),
            ("content/records/events/a.YML", "a.yml"),
            ("content/records/events/notes.txt", ""),
            ("content/records/readme.md", ""),
            ("content/history/a.markdown", "a.md"),
            ("content/history/A.MD", "A.md"),
            ("content/history/map.png", ""),
            ("content/history/sources.yml", ""),
            ("content/source.yml", "sources.yml"),
            ("content/archiv.yml", "archive.yml"),
            ("content/events.yml", ""),
            ("content/noending", ""),
        ],
    )
    def test_a_file_where_none_is_read(self, tmp_path: Path, write: Write, path: str, nearest: str):
        write(path, b"text")

        listed, [finding] = list_content_files(tmp_path)

        assert listed == []
        assert (finding.code, finding.origin.path, finding.nearest) == ("file-unknown", path, nearest)
        assert finding.value == path.rpartition("/")[2]
        assert finding.expected
        assert not nearest or nearest in finding.remedy

    @pytest.mark.parametrize(
        ("link", "target"),
        [
            ("content/a.md", "../outside/a.md"),
            ("content/history", "../outside"),
            ("content/b.md", "inside.md"),
            ("content/up", "."),
            ("content/broken.md", "nowhere"),
            ("content/media/passwd.jpg", "/etc/passwd"),
            ("content", "outside"),
        ],
    )
    def test_links_are_refused_wherever_they_lead(self, tmp_path: Path, write: Write, link: str, target: str):
        write("outside/a.md", b"text")
        if link != "content":
            write("content/inside.md", b"text")
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(target)

        listed, findings = list_content_files(tmp_path)

        assert [path.name for path in listed] == ([] if link == "content" else ["inside.md"])
        assert places(findings) == [f"file-outside {link}:1:1"]
        assert findings[0].value == target

    def test_devices_are_refused(self, tmp_path: Path):
        (tmp_path / "content/media").mkdir(parents=True)
        os.mkfifo(tmp_path / "content/media/pipe")

        assert places(list_content_files(tmp_path)[1]) == ["file-unknown content/media/pipe:1:1"]

    def test_a_name_that_would_spoil_a_report_is_escaped(self, tmp_path: Path, write: Write):
        write("content/a\nb.md", b"text")
        (tmp_path / os.fsdecode(b"content/\xff.md")).write_bytes(b"text")

        listed, findings = list_content_files(tmp_path)

        assert listed == []
        assert sorted(finding.origin.path for finding in findings) == ["content/\\udcff.md", "content/a\\nb.md"]

    def test_without_content_there_is_nothing(self, tmp_path: Path):
        assert list_content_files(tmp_path) == ([], [])

    def test_a_folder_that_cannot_be_opened(self, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch):
        write("content/a/b.md", b"text")
        opened = os.scandir

        def refuse(path: Path) -> object:
            if path.name == "a":
                raise PermissionError(13, "Permission denied")
            return opened(path)

        monkeypatch.setattr(os, "scandir", refuse)

        assert places(list_content_files(tmp_path)[1]) == ["file-missing content/a:1:1"]


def test_forbidden_characters_are_replaced_one_for_one():
    text = "a\0\ue000\ue001b\u2028"

    assert files.without_forbidden_characters(text) == "a\ufffd\ufffd\ufffdb\ufffd"


@given(st.text())
def test_what_is_left_is_never_forbidden(text: str):
    cleaned = files.without_forbidden_characters(text)

    assert len(cleaned) == len(text)
    assert forbidden_characters(cleaned, ContentFile("a", cleaned).origin_at) == []
