"""The page for addresses that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import MenuEntry, Page, menu_entry
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Target
from kalmyk_site.references.addresses import NOT_FOUND, filled_pages


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What the page offers."""

    lists: tuple[MenuEntry, ...]


def not_found_page(frame: Frame) -> Page:
    """The page `404.html`: it says so, and offers the indexes."""
    texts = Texts(frame, NOT_FOUND)
    return Page(
        address=NOT_FOUND,
        template="404.html",
        title=frame.catalog("notfound.title"),
        description=frame.catalog("notfound.text"),
        view=lambda: NotFoundView(
            tuple(menu_entry(texts, Target("page", name)) for name in (*filled_pages(frame.archive), "about/evidence"))
        ),
        listed=False,
    )
