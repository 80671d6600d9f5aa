"""Content files: which files an archive is read from, and what is refused before any of them is parsed.

Parsers further on may rely on this: text is valid UTF-8 without byte order mark, lines end in a single line feed,
no file is larger than 5 MB, no line longer than 100,000 characters, and no character is one that the archive keeps
for its own marks or that a web page may not hold. Nothing is read through a symbolic link.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath

from kalmyk_site.records.findings import Finding, Origin, nearest_match

MAX_FILE_BYTES = 5_000_000
"""Largest file that is read, in bytes."""

MAX_LINE_CHARACTERS = 100_000
"""Longest line that is read, in characters without its end. Some parsers take quadratic time in one line."""

MAX_FINDINGS_PER_CODE = 10
"""So many places of one fault are listed for a file; the last of them says how many more there are."""

CONTENT_FOLDER = "content"
"""Folder of the archive, relative to its root, that holds everything that is read."""

SETTINGS_FILE = f"{CONTENT_FOLDER}/archive.yml"
"""All that is particular to one archive."""

SOURCES_FILE = f"{CONTENT_FOLDER}/sources.yml"
"""Every work that is cited."""

HOME_FILE = f"{CONTENT_FOLDER}/home.md"
"""The home page."""

MEDIA_FOLDER = "media"
"""Folder in `content/` whose pictures are shown as they are."""

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
"""Ends of the names of what may stand in that folder. Nothing there can hold a script: SVG and HTML can, and a browser
would run it as the site's own."""

MEDIA_LIST = f"{CONTENT_FOLDER}/{MEDIA_FOLDER}/media.yml"
"""The list of these pictures, with description, credit and license of each."""

MEDIA_NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*")
"""Form of a picture's path relative to that folder: it can be typed, and needs no escapes in an address."""

_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
# Line and paragraph separator end a line for YAML but not for an editor, so line numbers would drift apart; U+FFFC is
# the sign that stands for a citation mark while sentences are found; a byte order mark inside a text is invisible.
_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffc{_NONCHARACTERS}]+")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]+")
_PRINTABLE_BUT_FORBIDDEN = "\ufffc"


@dataclass(frozen=True)
class ContentFile:
    """The text of one file of the archive, from which offsets lead back to line and column."""

    path: str
    """Path relative to the archive's root, with forward slashes: `content/history/beginnings.md`."""

    text: str
    """The decoded text without byte order mark; every line ends in a line feed, whatever it ended in on disk."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends. A text that ends in a line feed has an empty last line."""
        return tuple(self.text.split("\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line, ascending; as many as `lines`."""
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return tuple(starts)

    def origin(self, line: int = 1, column: int = 1) -> Origin:
        """The place at a line and column, both counted from 1."""
        return Origin(self.path, line, column)

    def origin_at(self, offset: int) -> Origin:
        """The place of the character at an offset into `text`.

        An offset outside the text gives the nearest place: the first character, or the place behind the last one.
        """
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return Origin(self.path, line, offset - self.line_starts[line - 1] + 1)


def read_content_file(root: Path, path: Path) -> tuple[ContentFile | None, list[Finding]]:
    """Read one file of the archive, or say everything that forbids it.

    Args:
        root: The archive's folder. It may itself be reached through a symbolic link.
        path: The file, given as `root / ...` or relative to `root`.

    Returns:
        The file and no findings, or `None` and at least one finding. A path that leaves the content folder, a missing
        file, one that is too large, not UTF-8 or empty give one finding; all other faults are reported together.
    """
    relative = _relative_path(root, path)
    if relative is None:
        return None, [_outside(Origin(_printable(path.as_posix()), 1, 1), path.as_posix())]
    name = _printable(relative.as_posix())
    origin = Origin(name, 1, 1)
    data = _read_bytes(root, relative, origin)
    if isinstance(data, Finding):
        return None, [data]
    text = _decode(data, name)
    if isinstance(text, Finding):
        return None, [text]
    if not text.strip():
        remedy = "Write its content, or delete the file."
        return None, [Finding("file-empty", origin, "the file is empty", expected="a file with content", remedy=remedy)]
    file = ContentFile(name, text)
    findings = sorted([*_long_lines(file), *forbidden_characters(text, file.origin_at)], key=lambda one: one.sort_key)
    return (None, findings) if findings else (file, [])


def read_lines(root: Path, path: str) -> tuple[str, ...]:
    """The lines of a text file as findings count them, also of one that is refused; none where it cannot be shown.

    Args:
        root: The archive's folder.
        path: Path relative to it, with forward slashes, as an origin gives it.
    """
    relative = _relative_path(root, Path(path))
    if relative is None or relative.suffix not in (".yml", ".md"):
        return ()
    data = _read_bytes(root, relative, Origin(path, 1, 1))
    if isinstance(data, Finding):
        return ()
    return tuple(_with_line_feeds(data.decode("utf-8", errors="replace")).split("\n"))


def forbidden_characters(text: str, origin_at: Callable[[int], Origin]) -> list[Finding]:
    """Characters that no text of the archive may hold.

    They are: control characters but tab and line feed, line and paragraph separators, byte order marks, Unicode's
    noncharacters (all `file-control-character`), and the private-use characters U+E000 to U+F8FF (`file-private-use`),
    which the archive keeps for its own marks. For each code the first ten places are listed.

    Args:
        text: A whole file, or a value whose escapes have been read.
        origin_at: The place of the character at an offset into `text`.
    """
    # Nearly every text is free of them, and that is seen many times faster than where one stands.
    if _PRINTABLE_BUT_FORBIDDEN not in text and text.replace("\n", "").replace("\t", "").isprintable():
        return []
    return [
        *_forbidden(text, origin_at, _CONTROL, "file-control-character"),
        *_forbidden(text, origin_at, _PRIVATE_USE, "file-private-use"),
    ]


def without_forbidden_characters(text: str) -> str:
    """The text with U+FFFD in place of each of the `forbidden_characters`, as long as before."""
    return _PRIVATE_USE.sub(_replaced, _CONTROL.sub(_replaced, text))


def list_content_files(root: Path) -> tuple[list[Path], list[Finding]]:
    """Find the files that make up an archive.

    These are `content/archive.yml`, `content/sources.yml`, `content/media/media.yml`, `.yml` files anywhere in
    `content/records/` and `.md` files anywhere else in `content/`. Pictures in `content/media/` are not listed; they
    are copied into the site, so whatever else stands there is refused, and so are symbolic links. Hidden files and an
    editor's backups (`.x`, `x~`, `#x#`) are ignored.

    Returns:
        The files as `root / ...`, sorted by the code points of their relative paths, and what is wrong: a symbolic
        link, a file where none is read, a folder that cannot be opened.
    """
    files: list[str] = []
    findings: list[Finding] = []
    pending = [CONTENT_FOLDER]
    while pending:
        folder = pending.pop()
        for entry in _folder_entries(root, folder, findings):
            name = f"{folder}/{entry.name}"
            fault = _entry_fault(entry, name)
            if fault is not None:
                findings.append(fault)
            elif entry.is_dir(follow_symlinks=False):
                pending.append(name)
            elif name == MEDIA_LIST or not _is_media(name):
                files.append(name)
    findings.sort(key=lambda one: one.sort_key)
    return [root / name for name in sorted(files)], findings


def read_media(root: Path) -> tuple[dict[str, bytes], list[Finding]]:
    """Read what is shown and not parsed: the pictures in `content/media/`, hidden ones left out.

    What may not stand there is found by `list_content_files`; here it is passed over.

    Returns:
        Content by path relative to `content/` (`media/map.png`), in the order of the paths, and the files that cannot
        be opened.
    """
    media: dict[str, bytes] = {}
    findings: list[Finding] = []
    pending = [MEDIA_FOLDER]
    while pending:
        folder = pending.pop()
        # Why a folder has no entries is a finding of `list_content_files`.
        for entry in _folder_entries(root, f"{CONTENT_FOLDER}/{folder}", []):
            name = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(name)
            elif _is_picture(entry, f"{CONTENT_FOLDER}/{name}"):
                try:
                    media[name] = Path(entry.path).read_bytes()
                except OSError:
                    findings.append(_unreadable(Origin(_printable(f"{CONTENT_FOLDER}/{name}"), 1, 1)))
    return dict(sorted(media.items())), findings


# The way to one file.


def _relative_path(root: Path, path: Path) -> PurePosixPath | None:
    """The path beneath the root, or `None` when it goes upwards or does not lie in the content folder."""
    if path.is_relative_to(root):
        path = path.relative_to(root)
    parts = path.parts
    if path.is_absolute() or ".." in parts or parts[:1] != (CONTENT_FOLDER,):
        return None
    return PurePosixPath(*parts)


def _read_bytes(root: Path, relative: PurePosixPath, origin: Origin) -> bytes | Finding:
    target = root
    try:
        mode = 0
        for part in relative.parts:
            target = target / part
            mode = target.lstat().st_mode
            if stat.S_ISLNK(mode):
                return _linked(origin, str(target.readlink()))
        # Opening a pipe would wait for its writer for ever.
        if not stat.S_ISREG(mode):
            return _unknown(origin, "a folder or a device stands where a file is expected", "a file", "Move it away.")
        with target.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            return _too_large(origin, max(target.stat().st_size, len(data)))
    except (FileNotFoundError, NotADirectoryError):
        return _missing(origin)
    except (OSError, ValueError):
        return _unreadable(origin)
    return data


def _decode(data: bytes, name: str) -> str | Finding:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = ContentFile(name, _with_line_feeds(data[: error.start].decode("utf-8")))
        byte = f"0x{data[error.start]:02X}"
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return Finding(
            "file-encoding",
            before.origin_at(len(before.text)),
            f"the file is UTF-16, not UTF-8: it begins with byte {byte}" if utf16 else f"byte {byte} is not UTF-8",
            value=byte,
            expected="text in UTF-8",
            remedy="Save the file again and choose UTF-8 as its encoding.",
        )
    return _with_line_feeds(text)


def _with_line_feeds(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


# What stands in the text.


def _long_lines(file: ContentFile) -> list[Finding]:
    long = [(number, line) for number, line in enumerate(file.lines, 1) if len(line) > MAX_LINE_CHARACTERS]
    more = len(long) - MAX_FINDINGS_PER_CODE
    return [
        Finding(
            "line-too-long",
            file.origin(number),
            f"the line has {len(line):,} characters{_unlisted(more, index)}",
            value=f"{line[:20]}…",
            expected=f"at most {MAX_LINE_CHARACTERS:,} characters in a line",
            remedy="Break the line.",
        )
        for index, (number, line) in enumerate(long[:MAX_FINDINGS_PER_CODE], 1)
    ]


def _forbidden(text: str, origin_at: Callable[[int], Origin], pattern: re.Pattern[str], code: str) -> Iterator[Finding]:
    """One finding for each run of such characters, naming the first character of the run."""
    runs = pattern.finditer(text)
    listed = list(islice(runs, MAX_FINDINGS_PER_CODE))
    more = sum(1 for _ in runs)
    for index, run in enumerate(listed, 1):
        sign = f"U+{ord(run[0][0]):04X}"
        yield Finding(
            code,
            origin_at(run.start()),
            f"the text holds {_character_name(run[0][0])} ({sign}){_unlisted(more, index)}",
            value=sign,
            expected="printable characters, spaces, tabs and line ends",
            remedy="Delete the character; if it stands for a letter, type the letter again.",
        )


def _replaced(run: re.Match[str]) -> str:
    return "\ufffd" * len(run[0])


def _character_name(character: str) -> str:
    if character == "\0":
        return "a NUL byte"
    category = {"Co": "a private-use character", "Cn": "a noncharacter"}.get(unicodedata.category(character))
    return category or unicodedata.name(character, "a control character").lower()


def _unlisted(more: int, index: int) -> str:
    """What the last listed finding of a code says about those that are not listed."""
    return f"; {more:,} more places in this file are not listed" if more > 0 and index == MAX_FINDINGS_PER_CODE else ""


# What stands in the folder.


def _folder_entries(root: Path, folder: str, findings: list[Finding]) -> list[os.DirEntry[str]]:
    """The visible entries of a folder; why there are none goes to the findings."""
    path = root / folder
    try:
        if folder == CONTENT_FOLDER and path.is_symlink():
            findings.append(_linked(Origin(folder, 1, 1), str(path.readlink())))
            return []
        with os.scandir(path) as entries:
            return [entry for entry in entries if not is_ignored(entry.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        findings.append(_unreadable(Origin(_printable(folder), 1, 1)))
        return []


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is no part of the archive: hidden, or an editor's backup."""
    return name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def _is_media(name: str) -> bool:
    return name.startswith(f"{CONTENT_FOLDER}/{MEDIA_FOLDER}/")


def _entry_fault(entry: os.DirEntry[str], name: str) -> Finding | None:
    origin = Origin(_printable(name), 1, 1)
    if not name.isprintable():
        fault = f"the name '{_printable(name)}' holds characters that cannot be printed"
        return _unknown(origin, fault, "a name of printable characters in UTF-8", "Rename it.")
    if entry.is_symlink():
        return _linked(origin, str(Path(entry.path).readlink()))
    if entry.is_dir(follow_symlinks=False):
        return None
    if not entry.is_file(follow_symlinks=False):
        return _unknown(origin, f"'{entry.name}' is neither a file nor a folder", "a file", "Move it away.")
    return _media_fault(entry, name) if _is_media(name) else _misplaced(origin, PurePosixPath(name))


def _is_picture(entry: os.DirEntry[str], name: str) -> bool:
    return name != MEDIA_LIST and entry.is_file(follow_symlinks=False) and _media_fault(entry, name) is None


def _media_fault(entry: os.DirEntry[str], name: str) -> Finding | None:
    """What forbids an ordinary file to be copied into the site."""
    origin = Origin(_printable(name), 1, 1)
    suffix = PurePosixPath(name).suffix.lower()
    if name == MEDIA_LIST:
        return None
    if suffix in (".yml", ".yaml"):
        expected = f"the list of pictures, {MEDIA_LIST}"
        remedy = f"Put what it says into {MEDIA_LIST}."
        return _unknown(origin, f"'{entry.name}' stands where no such file is read", expected, remedy, "media.yml")
    if suffix not in PICTURES:
        why = ", which can hold scripts" if suffix in _WITH_SCRIPTS else ""
        remedy = "Save it as PNG or WebP." if suffix == ".svg" else "Move it out of content/."
        expected = "a picture whose name ends in " + ", ".join(PICTURES)
        return _unknown(origin, f"'{entry.name}' is no picture of a kind that is shown{why}", expected, remedy)
    if not MEDIA_NAME.fullmatch(name.removeprefix(f"{CONTENT_FOLDER}/{MEDIA_FOLDER}/")):
        fault = f"the name '{entry.name}' cannot be written in a text without escapes"
        expected = "a name of the letters a to z, digits, hyphens and underscores, in folders of such names"
        return _unknown(origin, fault, expected, "Rename the file or its folder: old-boats.jpg.")
    try:
        size = entry.stat(follow_symlinks=False).st_size
    except OSError:
        return _unreadable(origin)
    if size > MAX_FILE_BYTES:
        return _too_large(origin, size, "Save the picture smaller: with fewer pixels, or as WebP.")
    return None


_WITH_SCRIPTS = frozenset({".svg", ".svgz", ".html", ".htm", ".xhtml", ".xml", ".js", ".mjs", ".pdf"})


def _misplaced(origin: Origin, path: PurePosixPath) -> Finding | None:
    """What is wrong with an ordinary file at this path, by its folder and the end of its name alone."""
    in_records = path.parts[1] == "records" and len(path.parts) > 2
    ending = ".yml" if in_records else ".md"
    top_level = ("archive.yml", "sources.yml") if len(path.parts) == 2 else ()
    if path.suffix == ending or path.name in top_level:
        return None
    alike = {".yaml": ".yml", ".markdown": ".md"}.get(path.suffix.lower(), path.suffix.lower())
    if alike == ending:
        nearest = path.with_suffix(ending).name
    else:
        nearest = nearest_match(path.name, top_level) if alike == ".yml" else ""
    if nearest:
        remedy = f"Rename the file to '{nearest}'."
    elif in_records:
        remedy = "Move it out of content/records/; pictures belong in content/media/."
    else:
        remedy = "Move it out of content/, records into content/records/, pictures into content/media/."
    expected = "files whose names end in .yml" if in_records else "files whose names end in .md"
    return _unknown(origin, f"'{path.name}' stands where no such file is read", expected, remedy, nearest)


# The findings about whole files.


def _outside(origin: Origin, value: str) -> Finding:
    return Finding(
        "file-outside",
        origin,
        f"'{_printable(value)}' lies outside the folder {CONTENT_FOLDER}/",
        value=_printable(value),
        expected=f"a path in {CONTENT_FOLDER}/ without '..'",
        remedy=f"Move the file into {CONTENT_FOLDER}/ and name it by its place there.",
    )


def _linked(origin: Origin, target: str) -> Finding:
    # Links inside the folder are refused as well: one rule to explain, and no loop and no file that is read twice.
    return Finding(
        "file-outside",
        origin,
        f"'{PurePosixPath(origin.path).name}' is a symbolic link to '{_printable(target)}'",
        value=_printable(target),
        expected="a file or folder of its own; no link is followed, wherever it leads",
        remedy="Replace the link by the file or folder itself.",
    )


def _unknown(origin: Origin, fault: str, expected: str, remedy: str, nearest: str = "") -> Finding:
    value = PurePosixPath(origin.path).name
    return Finding("file-unknown", origin, fault, value=value, expected=expected, nearest=nearest, remedy=remedy)


def _missing(origin: Origin) -> Finding:
    remedy = "Create the file, or correct the path."
    return Finding("file-missing", origin, f"there is no file '{origin.path}'", expected="a file", remedy=remedy)


def _unreadable(origin: Origin) -> Finding:
    return Finding(
        "file-missing",
        origin,
        f"'{origin.path}' cannot be opened",
        expected="a file or folder that may be read",
        remedy="Give the user who builds the site the right to read it.",
    )


_SPLIT = "Split the file; records of one kind may stand in any number of files."


def _too_large(origin: Origin, size: int, remedy: str = _SPLIT) -> Finding:
    return Finding(
        "file-too-large",
        origin,
        f"the file has {size:,} bytes",
        value=f"{size:,} bytes",
        expected=f"at most {MAX_FILE_BYTES:,} bytes",
        remedy=remedy,
    )


def _printable(text: str) -> str:
    """The text with everything that would spoil a report escaped: line ends, control characters, undecoded bytes."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
