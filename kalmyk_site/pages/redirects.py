"""Old addresses: a small page stands at each and leads on, by itself and by a link.

Hosts of plain files cannot be told of a redirect, so the page does it: browsers follow its `meta` element without any
script, and search engines its canonical address. They drop the anchor of the old address, which may have changed too.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.texts import Texts
from kalmyk_site.references.addresses import SHARED_PAGES, address_of


def redirect_pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Address and HTML of the page at each old address. What shares its page has an anchor there instead."""
    template = frame.environment.get_template("redirect.html")
    settings = frame.archive.settings
    for former, now in frame.archive.former.items():
        if former.kind in SHARED_PAGES:
            continue
        address = address_of(former)
        texts = Texts(frame, address, lang=frame.catalog.language)
        html = template.render(
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
        yield address, html
