"""Old addresses: a small page stands at each and leads on, by itself and by a link.

Hosts of plain files cannot be told of a redirect, so the page does it: browsers follow its `meta` element without any
script, and search engines its canonical address. They drop the anchor of the old address, which may have changed too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Target
from kalmyk_site.references.addresses import SHARED_PAGES, address_of


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page at an old address."""

    address: str
    target: Target
    """What had that address."""


def redirects(frame: Frame) -> Iterator[Redirect]:
    """The page at each old address. What shares its page has an anchor there instead."""
    for former, now in frame.archive.former.items():
        if former.kind not in SHARED_PAGES:
            yield Redirect(address_of(former), now)


def render_redirect(frame: Frame, redirect: Redirect) -> str:
    """The HTML of a page at an old address."""
    settings, now = frame.archive.settings, redirect.target
    texts = Texts(frame, redirect.address, lang=frame.catalog.language)
    return frame.environment.get_template("redirect.html").render(
        site=settings.title,
        language=frame.catalog.language,
        # Stands between double quotes, so its single ones may stay as they are.
        policy=Markup(frame.policy),
        title=frame.title_of(now),
        lang=texts.lang_attribute(frame.language_of_title(now)),
        href=texts.link(address_of(now)),
        canonical=f"{settings.address.rstrip('/')}/{address_of(now)}" if settings.address else "",
        styles=texts.link(frame.assets["styles"]),
        favicon=texts.link(frame.assets["favicon"]),
    )
