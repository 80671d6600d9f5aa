"""The foot of an article: the day of its last change, which stands in content, where it is edited and reported."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.facts import date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill_words
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import TEXT_KINDS, Target
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.index import anchor_prefix
from kalmyk_site.references.pasting import pasteable
from kalmyk_site.references.repository import edit_address, report_address


@dataclass(frozen=True, slots=True)
class PageFoot:
    """What stands below a text, a record or a page made from records; each part may be empty."""

    changed: Markup
    """The day, in words."""

    edit: str
    """Address of its file where the archive is kept; empty where that is not known."""

    edit_label: str

    report: str
    """Address at which an error in it is reported; empty where there is none."""

    paste: str
    """What authors write to link to it, or to cite it; empty for a page made from records."""

    paste_id: str
    paste_label: str
    """What the button that copies it says."""

    statement: str
    """The address that the report carries, for the script to make it more exact."""


def page_foot(texts: Texts, target: Target, changed: EdtfDate | None) -> PageFoot:
    """The foot of a chapter, a page, a record or a source.

    Args:
        texts: Renders the page.
        target: What the foot is of.
        changed: Day of its last change; None leaves that out.
    """
    catalog = texts.frame.catalog
    located = texts.frame.archive.located[target]
    is_text = target.kind in TEXT_KINDS
    line = 0 if is_text else located.origin().line
    report, statement = _report(texts.frame, address_of(target), figure=target.kind == Statistic.kind)
    return PageFoot(
        changed=fill_words(catalog("foot.changed"), date=date_html(texts, changed)) if changed else Markup(""),
        edit=edit_address(texts.frame.archive.settings.repository, located.file.path, line),
        edit_label=catalog("foot.edit_text") if is_text else catalog("foot.edit_record"),
        report=report,
        statement=statement,
        paste=pasteable(target, texts.frame.title_of(target)),
        paste_id=site_anchor("paste", anchor_prefix(target)),
        paste_label=catalog("foot.paste_citation") if target.kind == Source.kind else catalog("foot.paste_link"),
    )


def computed_foot(frame: Frame, address: str) -> PageFoot:
    """The foot of a page that is made from many records, and so has neither a day nor a file of its own."""
    report, statement = _report(frame, address, figure=False)
    return PageFoot(
        changed=Markup(""),
        edit="",
        edit_label="",
        report=report,
        statement=statement,
        paste="",
        paste_id="",
        paste_label="",
    )


def _report(frame: Frame, address: str, *, figure: bool) -> tuple[str, str]:
    """Where an error at an address of the site is reported, and that address as the report carries it."""
    settings = frame.archive.settings
    statement = f"{(settings.address or '').rstrip('/')}/{address}"
    return report_address(settings.repository, statement, figure=figure), statement
