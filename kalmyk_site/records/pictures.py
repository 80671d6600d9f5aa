"""Pictures: what the archive says of each file of `content/media/`, and what the file itself says.

Description, credit and license of a picture stand in one place, the list `content/media/media.yml`, wherever it is
shown. Width and height are read from the file, turned as browsers turn it, so that a page keeps its room free.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Annotated, Final

import imagesize  # pyright: ignore[reportMissingTypeStubs] - the library has none; `measure` alone calls it
from pydantic import AfterValidator, BeforeValidator

from kalmyk_site.records.fields import (
    Cite,
    Date,
    Line,
    Model,
    SubjectRef,
    Target,
    WebAddress,
    refuse,
)
from kalmyk_site.records.files import MEDIA_FOLDER, MEDIA_NAME, PICTURES, ContentFile
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.validation import shorten, validate
from kalmyk_site.records.yaml_tree import YamlNode, plain, read_yaml

_CREATIVE_COMMONS: Final = re.compile(r"CC (BY(?:-NC)?(?:-SA|-ND)?) (\d\.\d)")


def _check_file(value: str) -> str:
    file = value.removeprefix(f"{MEDIA_FOLDER}/")
    if not MEDIA_NAME.fullmatch(file):
        refuse(
            "value-choice",
            f"'{value[:80]}' is not the name of a file in content/media",
            expected="a file name of letters, digits, hyphens and underscores, such as boats.jpg or maps/coast.png",
            remedy="Rename the file so, and write its name here as it stands in content/media.",
        )
    return file


def _check_description(value: str) -> str:
    if PurePosixPath(value).suffix.lower() in PICTURES:
        refuse(
            "value-choice",
            f"'{value[:80]}' names a file and describes nothing",
            expected="what the picture shows, in words, for those who cannot see it",
            remedy="Say what can be seen: Four women haul a boat up the beach.",
        )
    return value


MediaFile = Annotated[Line, AfterValidator(_check_file)]
"""Path of a picture relative to `content/media/`."""

Description = Annotated[Line, AfterValidator(_check_description)]
"""What a picture shows, in words."""


class PictureLicense(Model):
    """Under which terms a picture may be shown."""

    name: Line
    """As readers see it: `CC BY-SA 4.0`, `public domain`, `by permission of the family`."""

    address: WebAddress | None = None
    """Where its text stands. That of a Creative Commons license follows from its name."""

    @property
    def link(self) -> str:
        """Where its text stands; empty where that is not known."""
        if self.address:
            return self.address
        if self.name == "CC0 1.0":
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        found = _CREATIVE_COMMONS.fullmatch(self.name)
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""


def _license_from_text(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class Picture(Model):
    """What is said of one file, wherever it is shown."""

    file: MediaFile
    alt: Description
    """What it shows, for those who cannot see it. A text may say it in words of its own."""

    credit: Line
    """Who made it and who gave it."""

    license: Annotated[
        PictureLicense, BeforeValidator(_license_from_text, json_schema_input_type=PictureLicense | Line)
    ]
    caption: Line | None = None
    """What stands below it where a text says nothing of its own."""

    date: Date | None = None
    """When it was made."""

    cite: Cite = ()
    """Where it is printed, and what its caption rests on."""

    shows: tuple[SubjectRef, ...] = ()
    """Who and what can be seen: the pages of these show the picture."""

    @property
    def path(self) -> str:
        """Its path relative to the content folder, as texts write it."""
        return f"{MEDIA_FOLDER}/{self.file}"

    @property
    def target(self) -> Target:
        """The key under which its place in `media.yml` is kept; nothing links to it."""
        return Target(PICTURE, self.path)


PICTURE: Final = "picture"
"""Kind of the keys of pictures in `Archive.located`. It is no kind of record."""

ALL_PICTURES: Final = Target(PICTURE, "*")
"""Stands among the broken targets where the list cannot be read."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a picture's file says of itself."""

    width: int
    """In pixels, as browsers turn it; 0 where the file cannot be read as a picture of the kind that its name says."""

    height: int
    """In pixels likewise."""

    size: int
    """In bytes."""

    @property
    def is_readable(self) -> bool:
        """Whether it is a picture."""
        return self.width > 0 and self.height > 0


_SIGNATURES: Final[Mapping[str, re.Pattern[bytes]]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    ".avif": re.compile(rb".{4}ftyp.{0,64}?avi[fs]", re.DOTALL),
    ".gif": re.compile(rb"GIF8[79]a"),
}


def measure(path: str, data: bytes) -> Measure:
    """Width, height and weight of a picture.

    Args:
        path: Its name. A server tells browsers the kind of a file by the end of its name, so that has to be true.
        data: The file.
    """
    signature = _SIGNATURES.get(PurePosixPath(path).suffix.lower())
    if signature is None or signature.match(data) is None:
        return Measure(0, 0, len(data))
    width, height = imagesize.get(io.BytesIO(data))  # pyright: ignore[reportUnknownMemberType] - as above
    return Measure(max(width, 0), max(height, 0), len(data))


# The list -------------------------------------------------------------------------------------------------------


@dataclass
class PictureList:
    """What came of reading `content/media/media.yml`."""

    pictures: dict[str, Picture] = field(default_factory=dict[str, Picture])
    """By path, in the order of the list."""

    nodes: dict[Target, YamlNode] = field(default_factory=dict[Target, YamlNode])
    """Where each stands, those that could not be read too."""

    broken: set[Target] = field(default_factory=set[Target])
    findings: list[Finding] = field(default_factory=list[Finding])


def read_pictures(file: ContentFile) -> PictureList:
    """Read the list of pictures; every fault is among its findings."""
    found = PictureList()
    node, found.findings = read_yaml(file)
    if node is None or not isinstance(node.value, tuple):
        found.broken.add(ALL_PICTURES)
        if node is not None:
            found.findings.append(
                Finding(
                    "value-type",
                    file.origin(node.line, node.column),
                    "the file is not a list of pictures",
                    value=shorten(plain(node)),
                    expected="pictures that each begin with '- file: ...'",
                    remedy="Put '- ' before the first field of each picture and indent the others by two spaces.",
                )
            )
        return found
    for item in node.value:
        _read_picture(found, item, file)
    return found


def _read_picture(found: PictureList, item: YamlNode, file: ContentFile) -> None:
    name = item.value.get("file") if isinstance(item.value, dict) else None
    written = name.value if name is not None and isinstance(name.value, str) else ""
    picture, faults = validate(Picture, item, file, f"picture '{shorten(written)}'" if written else "a picture")
    found.findings += faults
    target = Target(PICTURE, f"{MEDIA_FOLDER}/{written.removeprefix(f'{MEDIA_FOLDER}/')}")
    first = found.nodes.get(target)
    if first is not None and name is not None:
        found.findings.append(
            Finding(
                "id-duplicate",
                name.origin,
                f"the picture '{written}' stands already at {first.origin}",
                value=written,
                expected="one entry for each picture",
                remedy="Make one entry of the two.",
            )
        )
        return
    found.nodes[target] = item
    if picture is None:
        # Without a name that can be read it may be any of them.
        found.broken.add(target if written else ALL_PICTURES)
    else:
        found.pictures[picture.path] = picture
