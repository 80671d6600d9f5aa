"""While a contributor writes: faults shown over the last good pages, until the next good save; marks on drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.fields import Target
from kalmyk_site.reports.explanations import explanation
from kalmyk_site.reports.faults import Fault, Faults

OVERLAY_LIMIT: Final = 50
"""How many faults the overlay lists; the terminal shows all."""

BARE_PAGES: Final = ("index.html", "404.html")
"""Where faults are shown as long as there is no good site: a server sends 404.html for every address without a page."""

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
    "<ol>\n{faults}</ol>\n{more}</details>\n</aside>\n"
)

_EXPLANATION: Final = Markup("<details><summary>What {code} means</summary><pre>{text}</pre></details>")


def draft_words(frame: Frame, target: Target | None) -> str:
    """What the preview says of a draft; empty for what is published. Only a preview has drafts."""
    return "Draft: not published" if target in frame.archive.drafts else ""


def with_overlay(pages: Mapping[str, str], faults: Faults) -> dict[str, str]:
    """The pages with the report laid over each of them; a bare page where there is no good site yet.

    Args:
        pages: HTML by file of the last good site; may be empty.
        faults: What is to mend. A click on its summary folds the report.
    """
    overlay = overlay_html(faults)
    under = pages or dict.fromkeys(BARE_PAGES, bare_page(faults))
    return {file: lay_over(html, overlay) for file, html in under.items()}


def bare_page(faults: Faults) -> str:
    """The page that stands below the report where there is no other."""
    return str(_BARE.format(summary=faults.summary))


def overlay_html(faults: Faults) -> Markup:
    """The report, with what each code means folded into it."""
    unlisted = len(faults.all) - OVERLAY_LIMIT
    return _OVERLAY.format(
        summary=faults.summary,
        faults=Markup("").join(map(_fault_html, faults.all[:OVERLAY_LIMIT])),
        more=Markup("<p>{} more stand in the terminal.</p>\n").format(unlisted) if unlisted > 0 else "",
    )


def lay_over(html: str, overlay: Markup) -> str:
    """A page with something at the end of its body."""
    before, end, after = html.rpartition("</body>")
    return f"{before}{overlay}{end}{after}"


def _fault_html(fault: Fault) -> Markup:
    meaning = _EXPLANATION.format(code=fault.code, text=explanation(fault.code)) if fault.code else ""
    said = (("", fault.head), (' class="excerpt"', fault.excerpt), ("", fault.details))
    parts = Markup("").join(Markup("<pre{}>{}</pre>\n").format(Markup(kind), text) for kind, text in said if text)
    return Markup("<li>{}{}</li>\n").format(parts, meaning)
