"""Pictures on a page: the image with the room that it needs, and below its caption who made it and on what terms.

The room is given as width and height, read from the file, so that nothing moves when the picture comes. A picture
that is taller than a screen is given less of both; the whole of it is one link away.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.records.pictures import Measure, Picture

COLUMN: Final = 630
"""Width of the text's column, in pixels: `--column` of the styles."""

TALLEST: Final = 720
"""Greatest height of a picture on a page, in pixels: with its caption it fits a screen, and a sheet of paper."""


def room_of(measure: Measure) -> tuple[int, int]:
    """Width and height that a picture is given, in pixels: its own, or in the same proportion less."""
    if measure.height <= TALLEST:
        return measure.width, measure.height
    return max(1, round(measure.width * TALLEST / measure.height)), TALLEST


def picture_html(frame: Frame, page: str, path: str, alt: str, lang: Markup) -> Markup:
    """A picture.

    Args:
        frame: The common ground.
        page: Address of the page.
        path: The picture's path.
        alt: What it shows, in the words of the text; empty to take those of `media.yml`.
        lang: Attribute that names the archive's language, for words that are not those of the text.
    """
    width, height = room_of(frame.archive.media[path])
    return fill(
        '<img src="{}" alt="{}"{} width="{}" height="{}" loading="lazy" decoding="async"'
        ' data-pagefind-index-attrs="alt">',
        frame.link(page, path),
        alt or frame.archive.pictures[path].alt,
        "" if alt else lang,
        width,
        height,
    )


def credit_html(frame: Frame, page: str, path: str, cites: Markup, lang: Markup, *, has_caption: bool) -> Markup:
    """What follows the caption of a picture: who made it, when, where it is printed, on what terms, and its full size.

    Args:
        frame: The common ground.
        page: Address of the page.
        path: The picture's path.
        cites: The picture's own citations.
        lang: Attribute that names the archive's language, where the text around is in another.
        has_caption: Whether the text says something of its own; else the picture's caption of `media.yml` stands here.
    """
    picture = frame.archive.pictures[path]
    caption = fill("<span{}>{}</span>", lang, picture.caption) if picture.caption and not has_caption else ""
    line = Markup(" · ").join(part for part in (_credit(picture), cites, _license(picture)) if part)
    return fill('{} <span class="source-line"{}>{}{}</span>', caption, lang, line, _whole(frame, page, path))


def _credit(picture: Picture) -> Markup:
    credit = picture.credit.rstrip(".")
    return escape(f"{credit}, {picture.date.words()}" if picture.date else credit)


def _license(picture: Picture) -> Markup:
    name, address = picture.license.name, picture.license.link
    return fill('<a href="{}" rel="license external noopener">{}</a>', address, name) if address else escape(name)


def _whole(frame: Frame, page: str, path: str) -> Markup:
    measure = frame.archive.media[path]
    if measure.width <= min(COLUMN, room_of(measure)[0]):
        return Markup("")
    words = frame.catalog("picture.whole", width=measure.width, height=measure.height)
    # The dot goes with the link, which has no use on paper.
    return fill('<span class="whole-picture"> · <a href="{}">{}</a></span>', frame.link(page, path), words)
