"""The sitemap and the file for crawlers. Dates come from content, never from a clock.

Source: sitemaps.org protocol 0.9; RFC 9309 for robots.txt.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from kalmyk_site.records.archive import Settings
from kalmyk_site.records.dates import EdtfDate


def sitemap_xml(settings: Settings, changes: Mapping[str, EdtfDate]) -> str:
    """Every page that wants to be found, with the day of its last change.

    Args:
        settings: The archive's settings.
        changes: Days by the addresses of the pages, in reading order.
    """
    root = (settings.address or "").rstrip("/")
    entries = "\n".join(
        f"<url><loc>{escape(f'{root}/{address}')}</loc><lastmod>{day.text}</lastmod></url>"
        for address, day in changes.items()
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
