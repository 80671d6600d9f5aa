"""What is published: the archive without its drafts, as if they had not been written yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from kalmyk_site.records.archive import Archive, Settings
from kalmyk_site.records.fields import Target
from kalmyk_site.records.pictures import Picture
from kalmyk_site.references.index import Index

V = TypeVar("V")


def published(index: Index) -> Archive:
    """The archive that readers get: itself where it has no drafts.

    Lists of chapters and pages pass over those that are drafts; pictures say nothing of drafts that they show, and a
    picture that drafts alone show is left out with them. All else that leads to a draft is an error,
    `reference-draft`, so nothing here leads nowhere.
    """
    archive = index.archive
    drafts = archive.drafts
    if not drafts:
        return archive
    withheld = withheld_pictures(index)
    pictures = {path: _of(picture, drafts) for path, picture in archive.pictures.items() if path not in withheld}
    return replace(
        archive,
        settings=_without(archive.settings, drafts),
        chapters=_left(archive.chapters, "chapter", drafts),
        pages=_left(archive.pages, "page", drafts),
        records={kind: _left(records, kind, drafts) for kind, records in archive.records.items()},
        sources=_left(archive.sources, "source", drafts),
        located={target: place for target, place in archive.located.items() if target not in drafts},
        pictures=pictures,
        media={path: measure for path, measure in archive.media.items() if path not in withheld},
    )


def withheld_pictures(index: Index) -> frozenset[str]:
    """Paths of the pictures that drafts show and nothing else does."""
    drafts = index.archive.drafts
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for key, document in index.documents.items() if drafts else ():
        shown[key.owner in drafts].update(image.path for image in document.images)
    for owner, pictures in index.shown.items() if drafts else ():
        shown[owner in drafts].update(each.picture.path for each in pictures)
    return frozenset(shown[True] - shown[False])


def page_named(short: str) -> Target:
    """The page that `about` in `archive.yml` names by its short name."""
    return Target("page", short if short == "about" else f"about/{short}")


def _left(things: Mapping[str, V], kind: str, drafts: Collection[Target]) -> dict[str, V]:
    return {id_: thing for id_, thing in things.items() if Target(kind, id_) not in drafts}


def _of(picture: Picture, drafts: Collection[Target]) -> Picture:
    left = tuple(target for target in picture.shows if target not in drafts)
    return picture if left == picture.shows else picture.model_copy(update={"shows": left})


def _without(settings: Settings, drafts: Collection[Target]) -> Settings:
    return settings.model_copy(
        update={
            "parts": tuple(
                part.model_copy(
                    update={
                        "chapters": tuple(
                            name for name in part.chapters if Target("chapter", f"{part.folder}/{name}") not in drafts
                        )
                    }
                )
                for part in settings.parts
            ),
            "reading_order": tuple(name for name in settings.reading_order if Target("chapter", name) not in drafts),
            "about": tuple(short for short in settings.about if page_named(short) not in drafts),
        }
    )
