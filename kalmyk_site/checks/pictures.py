"""Pictures: every one that is shown is there, described and credited, can be read and is light enough.

Whether its entry has a description, a credit and a license is found while `media.yml` is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.files import CONTENT_FOLDER, MEDIA_LIST
from kalmyk_site.records.findings import Finding, NearestMatches, Origin
from kalmyk_site.records.pictures import ALL_PICTURES, PICTURE
from kalmyk_site.references.index import Index

MAX_SIDE: Final = 2400
"""Longest side of a picture, in pixels: twice what the widest page shows, for screens with fine pixels."""

MAX_BYTES: Final = 400_000
"""Heaviest picture: some two seconds on a slow phone."""


def missing(index: Index) -> Iterator[Finding]:
    """Pictures that a text or the list names and that are not in the folder."""
    archive = index.archive
    nearest = NearestMatches(archive.media)
    for picture in archive.pictures.values():
        if picture.path not in archive.media:
            origin = archive.located[picture.target].origin("file")
            yield _missing(origin, picture.file, nearest(picture.path).partition("/")[2])
    for key, document in index.documents.items():
        for image in document.images:
            # What the list names is reported there.
            if image.path not in archive.media and image.path not in archive.pictures:
                yield _missing(index.origin(key, image.offset), image.path, nearest(image.path))


def _missing(origin: Origin, written: str, nearest: str) -> Finding:
    return Finding(
        "picture-missing",
        origin,
        f"there is no picture '{written}' in content/media",
        value=written,
        expected="the name of a file in content/media, with capitals as they are",
        nearest=nearest,
        remedy="Put the file there, or correct its name.",
    )


def unlisted(index: Index) -> Iterator[Finding]:
    """Pictures of the folder that the list does not name, so that nobody knows whose they are."""
    archive = index.archive
    for path in archive.media:
        if path not in archive.pictures and not _is_broken(archive, path):
            file = path.partition("/")[2]
            yield Finding(
                "picture-unlisted",
                Origin(f"{CONTENT_FOLDER}/{path}", 1, 1),
                f"the picture '{file}' has no description, credit and license",
                value=file,
                expected=f"an entry in {MEDIA_LIST} with file, alt, credit and license",
                remedy=f"Add the entry, which begins '- file: {file}', or take the picture out.",
            )


def unreadable(index: Index) -> Iterator[Finding]:
    """Files that are no pictures of the kind that their names say."""
    for path, measure in index.archive.media.items():
        if not measure.is_readable:
            yield Finding(
                "picture-unreadable",
                Origin(f"{CONTENT_FOLDER}/{path}", 1, 1),
                f"'{path.partition('/')[2]}' cannot be read as a picture of the kind that the end of its name says",
                value=path.partition("/")[2],
                expected="a whole picture whose name ends as its kind does: .jpg for JPEG, .png for PNG",
                remedy="Save the picture again from the program that made it.",
            )


def heavy(index: Index) -> Iterator[Finding]:
    """Pictures with more bytes or more pixels than a page can show."""
    for path, measure in index.archive.media.items():
        faults: list[str] = []
        if measure.size > MAX_BYTES:
            faults.append(f"{measure.size:,} bytes")
        if max(measure.width, measure.height) > MAX_SIDE:
            faults.append(f"{measure.width:,} × {measure.height:,} pixels")
        if faults:
            yield Finding(
                "picture-heavy",
                Origin(f"{CONTENT_FOLDER}/{path}", 1, 1),
                f"the picture '{path.partition('/')[2]}' has {' and '.join(faults)}",
                value=", ".join(faults),
                expected=f"at most {MAX_BYTES:,} bytes, and at most {MAX_SIDE:,} pixels at its longer side",
                remedy="Keep the original elsewhere; save a smaller one here, as JPEG with quality 80 or as WebP.",
            )


def unused(index: Index) -> Iterator[Finding]:
    """Listed pictures that no page shows. They are published all the same."""
    archive = index.archive
    shown = {image.path for document in index.documents.values() for image in document.images}
    for path, picture in archive.pictures.items():
        if path in archive.media and path not in shown and not picture.shows:
            yield Finding(
                "picture-unused",
                archive.located[picture.target].origin("file"),
                f"no page shows the picture '{picture.file}'",
                value=picture.file,
                expected=f"![...]({path}) in a text, or 'shows' with whom or what it shows",
                remedy="Show it where it belongs, or take the file and its entry out.",
            )


def _is_broken(archive: Archive, path: str) -> bool:
    return ALL_PICTURES in archive.broken or Target(PICTURE, path) in archive.broken
