"""The foot of an article: the day of its last change, which stands in content, and where it can be edited."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.facts import date_html
from kalmyk_site.pages.html import fill_words
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.references.repository import edit_address


@dataclass(frozen=True, slots=True)
class PageFoot:
    """What stands below a text or a record; either part may be empty."""

    changed: Markup
    """The day, in words."""

    edit: str
    """Address of its file where the archive is kept; empty where that is not known."""

    edit_label: str


def page_foot(texts: Texts, target: Target, changed: EdtfDate | None) -> PageFoot:
    """The foot of a chapter, a page, a record or a source.

    Args:
        texts: Renders the page.
        target: What the foot is of.
        changed: Day of its last change; None leaves that out.
    """
    catalog = texts.frame.catalog
    located = texts.frame.archive.located[target]
    is_text = target.kind in ("chapter", "page")
    line = 0 if is_text else located.origin().line
    return PageFoot(
        changed=fill_words(catalog("foot.changed"), date=date_html(texts, changed)) if changed else Markup(""),
        edit=edit_address(texts.frame.archive.settings.repository, located.file.path, line),
        edit_label=catalog("foot.edit_text") if is_text else catalog("foot.edit_record"),
    )
