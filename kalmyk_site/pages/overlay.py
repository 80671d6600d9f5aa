"""While a contributor writes: faults shown over the last good pages, until the next good save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

OVERLAY_LIMIT: Final = 50
"""How many findings the overlay lists; the terminal shows all."""

_BARE: Final = Markup(
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{}</title></head>\n'
    "<body>\n</body>\n</html>\n"
)


def with_overlay(pages: Mapping[str, str], findings: Sequence[str], summary: str) -> dict[str, str]:
    """The pages with the report laid over each of them; a bare page where there is no good site yet."""
    shown = Markup("").join(Markup("<li><pre>{}</pre></li>").format(text) for text in findings[:OVERLAY_LIMIT])
    overlay = Markup('<aside class="error-overlay" role="alert"><h2>{}</h2><ol>{}</ol></aside>\n').format(
        summary, shown
    )
    under = pages or {name: str(_BARE.format(escape(summary))) for name in ("index.html", "404.html")}
    return {file: html.replace("</body>", f"{overlay}</body>", 1) for file, html in under.items()}
