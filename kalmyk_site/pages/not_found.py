"""The page for addresses that lead nowhere. A server sends it from any address, so its links begin at the site's root."""

from __future__ import annotations

from urllib.parse import urlsplit

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import MenuEntry, Page
from kalmyk_site.records.fields import Target
from kalmyk_site.references.addresses import COMPUTED_PAGES


def not_found_page(frame: Frame) -> Page:
    """The page `404.html`."""
    root = site_root(frame)
    entries = tuple(
        MenuEntry(frame.title_of(Target("page", name)), f"{root}{name}/", current=False)
        for name in COMPUTED_PAGES
        if not name.startswith("about/")
    )
    return Page(
        address="404.html",
        template="404.html",
        title=frame.catalog("notfound.title"),
        description=frame.catalog("notfound.text"),
        view=entries,
        listed=False,
    )


def site_root(frame: Frame) -> str:
    """The path under which the site is published: `/` or `/archive/`."""
    path = urlsplit(frame.archive.settings.address or "/").path
    return path if path.endswith("/") else f"{path}/"
