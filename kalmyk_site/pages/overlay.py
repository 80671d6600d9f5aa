"""While a contributor writes: faults shown over the last good pages, until the next good save; marks on drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.fields import Target

OVERLAY_LIMIT: Final = 50
"""How many findings the overlay lists; the terminal shows all."""

_BARE: Final = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{summary}</title>\n'
    # Whatever is broken may be the styles themselves, so this page brings its own.
    "<style>:root {{ color-scheme: light dark }} body {{ margin: 2rem }} pre {{ white-space: pre-wrap }}</style>\n"
    "</head>\n<body>\n<p>There is no good site to show yet: the next save without an error shows it.</p>\n</body>\n"
    "</html>\n"
)

_OVERLAY: Final = Markup(
    '<aside class="error-overlay" role="alert">\n<details open>\n<summary>{summary}</summary>\n'
    "<ol>\n{findings}</ol>\n{more}</details>\n</aside>\n"
)


def draft_words(frame: Frame, target: Target | None) -> str:
    """What the preview says of a draft; empty for what is published. Only a preview has drafts."""
    return "Draft: not published" if target in frame.archive.drafts else ""


def with_overlay(pages: Mapping[str, str], findings: Sequence[str], summary: str) -> dict[str, str]:
    """The pages with the report laid over each of them; a bare page where there is no good site yet.

    Args:
        pages: HTML by file of the last good site; may be empty.
        findings: What is wrong, each with its place and remedy.
        summary: How much is wrong, in one line; a click on it folds the report.
    """
    unlisted = len(findings) - OVERLAY_LIMIT
    overlay = _OVERLAY.format(
        summary=summary,
        findings=Markup("").join(Markup("<li><pre>{}</pre></li>\n").format(text) for text in findings[:OVERLAY_LIMIT]),
        more=Markup("<p>{} more stand in the terminal.</p>\n").format(unlisted) if unlisted > 0 else "",
    )
    # The server sends 404.html for every address that has no page, so every address shows the report.
    under = pages or dict.fromkeys(("index.html", "404.html"), str(_BARE.format(summary=summary)))
    return {file: html.replace("</body>", f"{overlay}</body>", 1) for file, html in under.items()}
