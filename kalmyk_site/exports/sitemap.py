"""The sitemap and the file for crawlers. Dates come from content, never from a clock.

Source: sitemaps.org protocol 0.9; RFC 9309 for robots.txt.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from kalmyk_site.pages.page import Page
from kalmyk_site.records.archive import Settings


def sitemap_xml(settings: Settings, pages: Iterable[Page]) -> str:
    """Every page that wants to be found, with the day of its last change."""
    root = (settings.address or "").rstrip("/")
    entries = "\n".join(
        f"<url><loc>{escape(f'{root}/{page.address}')}</loc>"
        f"<lastmod>{(page.changed or settings.changed).text}</lastmod></url>"
        for page in pages
        if page.listed
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</urlset>\n'
    )


def robots_txt(settings: Settings) -> str:
    """All of the site may be read; the sitemap says what there is."""
    lines = ["User-agent: *", "Allow: /"]
    if settings.address:
        lines.append(f"Sitemap: {settings.address.rstrip('/')}/sitemap.xml")
    return "\n".join(lines) + "\n"
