"""Reading an archive: every file once, every fault reported, whatever could be read typed.

Nothing here stops at the first fault. What cannot be read is remembered by name, so that references to it are not
reported a second time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from kalmyk_site.records.archive import (
    AboutPage,
    Archive,
    Chapter,
    ChapterMatter,
    FrontMatter,
    HomeMatter,
    HomePage,
    Located,
    PageMatter,
    Prose,
    Settings,
)
from kalmyk_site.records.entries import Entries, KeptEntries
from kalmyk_site.records.fields import ID_FORM, Name, Target, suggest_id
from kalmyk_site.records.files import (
    HOME_FILE,
    MEDIA_LIST,
    SETTINGS_FILE,
    SOURCES_FILE,
    ContentFile,
    list_content_files,
    read_content_file,
    read_media,
)
from kalmyk_site.records.findings import Finding, Origin, nearest_match
from kalmyk_site.records.kinds import FOLDERS, KINDS, NamedRecord, Record
from kalmyk_site.records.pictures import ALL_PICTURES, Measure, Picture, measure, read_pictures
from kalmyk_site.records.sources import Source
from kalmyk_site.records.validation import shorten, validate
from kalmyk_site.records.yaml_tree import read_yaml

SETTINGS: Final = Target("page", "archive")
"""Key of `archive.yml` in `Archive.located`."""

HOME: Final = Target("page", "home")

_KIND_OF_FOLDER: Final = {folder: kind for kind, folder in FOLDERS.items()}
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
P = TypeVar("P", bound=FrontMatter)
E = TypeVar("E", Record, Source)


_NO_SETTINGS: Final = Settings.model_validate(
    {
        "title": "-",
        "description": "-",
        "editors": "-",
        "changed": "0001-01-01",
        "license": {"name": "-", "address": "https://example.org/"},
    }
)
_NO_HOME: Final = Prose(HOME, HomeMatter(title="-"), "", 0, ContentFile(HOME_FILE, ""))


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder."""

    archive: Archive | None
    """None only where `archive.yml` or the home page could not be read, so that nothing could be built."""

    findings: tuple[Finding, ...]
    """In order of place."""

    files: int
    """How many files were looked at."""

    media: Mapping[str, bytes]
    """Pictures, which are shown as they are, by path relative to `content/`: `media/map.png`."""


@dataclass
class _Shelf:
    """What has been read so far."""

    settings: Settings | None = None
    home: HomePage | None = None
    chapters: dict[str, Chapter] = field(default_factory=dict[str, Chapter])
    pages: dict[str, AboutPage] = field(default_factory=dict[str, AboutPage])
    records: dict[str, dict[str, Record]] = field(default_factory=dict[str, dict[str, Record]])
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    pictures: dict[str, Picture] = field(default_factory=dict[str, Picture])
    media: dict[str, Measure] = field(default_factory=dict[str, Measure])
    located: dict[Target, Located] = field(default_factory=dict[Target, Located])
    broken: set[Target] = field(default_factory=set[Target])
    findings: list[Finding] = field(default_factory=list[Finding])
    kept: KeptEntries = field(default_factory=KeptEntries)


def read_archive(root: Path, *, whatever_can_be_read: bool = False, kept: KeptEntries | None = None) -> Reading:
    """Read the archive in `root`, the folder that holds `mkdocs.yml` and `content/`.

    Args:
        root: The folder.
        whatever_can_be_read: Give an archive even where `archive.yml` or the home page cannot be read; empty ones take
            their place. Nothing can be built of it, but much can be found in it.
        kept: What earlier readings found in files that have not changed since.
    """
    shelf = _Shelf(kept=kept or KeptEntries())
    paths, findings = list_content_files(root)
    shelf.findings += findings
    for path in paths:
        file, findings = read_content_file(root, path)
        shelf.findings += findings
        if file is None:
            _remember_broken(shelf, path.relative_to(root).as_posix())
        else:
            _read_file(shelf, file)
    for needed in (SETTINGS_FILE, HOME_FILE):
        if not (root / needed).exists():
            shelf.findings.append(
                Finding(
                    "file-missing",
                    Origin(needed, 1, 1),
                    f"there is no file {needed}",
                    value=needed,
                    expected="a file that says what this archive is called and what it holds",
                    remedy=f"Create {needed}; kalmyk-site init DIR makes an archive that has one.",
                )
            )
    media, findings = read_media(root)
    shelf.findings += findings
    shelf.media = {path: measure(path, data) for path, data in media.items()}
    found = tuple(sorted(shelf.findings, key=lambda finding: finding.sort_key))
    if whatever_can_be_read:
        shelf.settings = shelf.settings or _NO_SETTINGS
        shelf.home = shelf.home or _NO_HOME
    return Reading(_assemble(shelf), found, len(paths), media)


def read_texts(texts: Mapping[str, str], media: Mapping[str, bytes]) -> Reading:
    """Read an archive that is in no folder.

    Args:
        texts: Text by path, `content/story/flood.md`, in the form that `ContentFile` has.
        media: Pictures by path relative to `content/`: `media/map.png`.
    """
    shelf = _Shelf(media={path: measure(path, data) for path, data in media.items()})
    for path, text in sorted(texts.items()):
        _read_file(shelf, ContentFile(path, text))
    found = tuple(sorted(shelf.findings, key=lambda finding: finding.sort_key))
    return Reading(_assemble(shelf), found, len(texts), media)


def _read_file(shelf: _Shelf, file: ContentFile) -> None:
    if file.path == SETTINGS_FILE:
        _read_settings(shelf, file)
    elif file.path == SOURCES_FILE:
        _read_sources(shelf, file)
    elif file.path == MEDIA_LIST:
        _read_list_of_pictures(shelf, file)
    elif file.path.endswith(".yml"):
        _read_records(shelf, file)
    else:
        _read_prose(shelf, file)


def _remember_broken(shelf: _Shelf, path: str) -> None:
    target = _prose_target(path)
    if target is not None:
        shelf.broken.add(target)
    elif path == SETTINGS_FILE:
        shelf.broken.add(SETTINGS)
    elif path == SOURCES_FILE:
        shelf.broken.add(Target("source", "*"))
    elif path == MEDIA_LIST:
        shelf.broken.add(ALL_PICTURES)
    else:
        # The ids in an unreadable file are unknown, so no reference to this kind can be called wrong.
        folder = Path(path).parts[2] if path.count("/") > 2 else ""
        shelf.broken.add(Target(_KIND_OF_FOLDER.get(folder, ""), "*"))


def _read_settings(shelf: _Shelf, file: ContentFile) -> None:
    node, findings = read_yaml(file)
    shelf.findings += findings
    if node is not None:
        shelf.settings, faults = validate(Settings, node, file, "archive.yml")
        shelf.findings += faults
        shelf.located[SETTINGS] = Located(file, node)
    if shelf.settings is None:
        shelf.broken.add(SETTINGS)


def _read_sources(shelf: _Shelf, file: ContentFile) -> None:
    _put(shelf, file, shelf.kept.sources(file), shelf.sources)


def _read_list_of_pictures(shelf: _Shelf, file: ContentFile) -> None:
    found = read_pictures(file)
    shelf.pictures = found.pictures
    shelf.located |= {target: Located(file, node) for target, node in found.nodes.items()}
    shelf.broken |= found.broken
    shelf.findings += found.findings


def _read_records(shelf: _Shelf, file: ContentFile) -> None:
    folders = Path(file.path).parts[2:-1]
    kind = _KIND_OF_FOLDER.get(folders[0]) if folders else None
    if kind is not None:
        _put(shelf, file, shelf.kept.records(file, kind), shelf.records.setdefault(kind, {}))
        return
    name = folders[0] if folders else ""
    shelf.findings.append(
        Finding(
            "file-unknown",
            file.origin(1, 1),
            f"the file '{file.path}' is in no folder that is read",
            value=file.path,
            expected="content/records/ with one of the folders " + ", ".join(sorted(_KIND_OF_FOLDER)),
            nearest=nearest_match(name, _KIND_OF_FOLDER) if name else "",
            remedy="Move the file into the folder of its kind.",
        )
    )


def _put(shelf: _Shelf, file: ContentFile, entries: Entries[E], into: dict[str, E]) -> None:
    """Put what a file holds on the shelf; of two entries with one id the first counts."""
    shelf.findings += entries.findings
    shelf.broken |= entries.broken
    for entry in entries.all:
        first = shelf.located.get(entry.target)
        if first is not None:
            shelf.findings.append(_taken_id(Located(file, entry.node).origin("id"), entry.target, first.origin("id")))
            continue
        shelf.located[entry.target] = Located(file, entry.node)
        if entry.value is None:
            shelf.broken.add(entry.target)
        else:
            into[entry.target.id] = entry.value


def _taken_id(origin: Origin, target: Target, first: Origin) -> Finding:
    return Finding(
        "id-duplicate",
        origin,
        f"the {target.kind} '{target.id}' stands already at {first}",
        value=target.id,
        expected=f"an id that no other {target.kind} has",
        remedy="Give one of the two another id, or make one record of them.",
    )


def _prose_target(path: str) -> Target | None:
    parts = Path(path).with_suffix("").parts[1:]
    if not path.endswith(".md"):
        return None
    if parts == ("home",):
        return HOME
    if parts == ("about", "about"):
        return Target("page", "about")
    return Target("page" if parts[0] == "about" else "chapter", "/".join(parts))


def _read_prose(shelf: _Shelf, file: ContentFile) -> None:
    target = _prose_target(file.path)
    if target is None:
        return
    if not all(ID_FORM.fullmatch(part) for part in target.id.split("/")) or target.id.count("/") > 1:
        shelf.broken.add(target)
        shelf.findings.append(
            Finding(
                "id-invalid",
                file.origin(1, 1),
                f"the file name '{file.path}' cannot be part of an address",
                value=file.path,
                expected="content/<part>/<chapter>.md in lower-case letters, digits and single hyphens",
                nearest="/".join(suggest_id(part) for part in target.id.split("/")[:2]) + ".md",
                remedy="Rename the file.",
            )
        )
        return
    first = shelf.located.get(target)
    if first is not None:
        shelf.findings.append(
            Finding(
                "address-duplicate",
                file.origin(1, 1),
                f"the page '{target.id}' stands already in {first.file.path}",
                value=file.path,
                expected="one file for each page",
                remedy="Delete or rename one of the two files.",
            )
        )
        return
    if target == HOME:
        shelf.home = _prose(shelf, file, target, HomeMatter)
    elif target.kind == "page":
        page = _prose(shelf, file, target, PageMatter)
        if page is not None:
            shelf.pages[target.id] = page
    else:
        chapter = _prose(shelf, file, target, ChapterMatter)
        if chapter is not None:
            shelf.chapters[target.id] = chapter


def _no_front_matter(file: ContentFile) -> Finding:
    opened = re.match(r"---[ \t]*\n(?:[ \t]*\S[^\n]*(?:\n|\Z))*", file.text)
    if opened is None:
        return Finding(
            "front-matter-missing",
            file.origin(1, 1),
            "the file does not begin with front matter",
            value=shorten(file.text[:60]),
            expected="a line '---', then 'title: ...', then a line '---'",
            remedy="Put these three lines at the top of the file.",
        )
    return Finding(
        "front-matter-missing",
        file.origin_at(opened.end()),
        "the front matter is not closed",
        expected="a line '---' below its last field",
        remedy="Write '---' on a line of its own where the front matter ends and the text begins.",
    )


def _prose(shelf: _Shelf, file: ContentFile, target: Target, model: type[P]) -> Prose[P] | None:
    match = _FRONT_MATTER.match(file.text)
    if match is None:
        shelf.broken.add(target)
        shelf.findings.append(_no_front_matter(file))
        return None
    node, findings = read_yaml(file, start=match.start(1), end=match.end(1))
    shelf.findings += findings
    matter, faults = validate(model, node, file, f"the front matter of '{target.id}'") if node else (None, [])
    shelf.findings += faults
    if node is None or matter is None:
        shelf.broken.add(target)
        return None
    shelf.located[target] = Located(file, node)
    return Prose(target, matter, file.text[match.end() :], match.end(), file)


def _assemble(shelf: _Shelf) -> Archive | None:
    if shelf.settings is None or shelf.home is None:
        return None
    order = {name: index for index, name in enumerate(shelf.settings.chapter_order)}
    about = {f"about/{name}": index for index, name in enumerate(shelf.settings.about)}
    return Archive(
        settings=shelf.settings,
        home=shelf.home,
        chapters=dict(sorted(shelf.chapters.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))),
        pages=dict(sorted(shelf.pages.items(), key=lambda item: (about.get(item[0], -1), item[0]))),
        records={kind: _records(shelf.records.get(kind, {}), shelf.settings.language) for kind in KINDS},
        sources=dict(sorted(shelf.sources.items())),
        located=shelf.located,
        pictures=shelf.pictures,
        media=shelf.media,
        broken=frozenset(shelf.broken),
    )


def _records(by_id: Mapping[str, Record], language: str) -> dict[str, Record]:
    """The records by id; names that do not say their language are in that of the archive."""
    found = dict(sorted(by_id.items()))
    if language == Name.model_fields["lang"].default:
        return found
    return {key: _named_in(record, language) for key, record in found.items()}


def _named_in(record: Record, language: str) -> Record:
    if not isinstance(record, NamedRecord):
        return record
    names = (
        name if "lang" in name.model_fields_set else name.model_copy(update={"lang": language}) for name in record.names
    )
    return record.model_copy(update={"names": tuple(names)})
