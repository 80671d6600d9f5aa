"""A page: what its template shows, and the frame around it that all pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from kalmyk_site.markup.typography import typeset, typeset_words
from kalmyk_site.pages.citing import PageCitation, cite_page, page_as_source
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill, fill_words
from kalmyk_site.pages.overlay import draft_words
from kalmyk_site.pages.page_foot import PageFoot, computed_foot, page_foot
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.references.addresses import SEARCH, address_of, filled_pages, page_of
from kalmyk_site.references.guides import CONTRIBUTE


@dataclass(frozen=True)
class Page:
    """One page before it is rendered."""

    address: str
    """Relative to the site's root: `people/ada-north/`."""

    template: str
    title: str
    """Heading of the page and first part of the window's title."""

    description: str
    view: Callable[[], object]
    """Gathers what the template shows. That is most of the work, so it is called only when the page is rendered."""

    target: Target | None = None
    """The record or chapter that the page is, for `data-kind` and `data-id`."""

    changed: EdtfDate | None = None
    """Day of the last change, if not the archive's."""

    lang: str = ""
    """Language of the page's text, if not the archive's."""

    genre: str = "website"
    """Type of the page in the Open Graph protocol: `website` or `article`."""

    listed: bool = True
    """Whether the sitemap names it."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the main menu."""

    label: str
    href: str
    current: bool
    lang: Markup
    """Attribute that names the label's language; empty where that is the interface's."""


@dataclass(frozen=True)
class SiteView:
    """What the base template shows around every page."""

    title: str
    home: str
    language: str
    """Language of the interface."""

    text_lang: Markup
    """Attribute that names the language of the page's text; empty where that is the interface's."""

    own_lang: Markup
    """Attribute that names the language of the interface within such a text; empty likewise."""

    menu: tuple[MenuEntry, ...]
    about: tuple[MenuEntry, ...]
    indexes: tuple[MenuEntry, ...]
    """Every page that is made from all records of a kind."""

    editors: str
    """Who answers for the archive, with how to reach them."""

    search: str
    """Where the full-text search is."""

    missing: Markup
    """What readers look for in vain in this archive."""

    root: str
    """The way to the site's root, for addresses that the script makes."""

    index_file: str
    """What the script adds to the address of a folder: `index.html` for a site on a disk, else nothing."""

    jump: str
    """The index for jumping to things by name, which the script loads when it is needed."""

    policy: Markup
    """What the page may load; empty where it must not say so."""

    styles: str
    script: str
    citations: str
    """The script file that holds the texts readers copy from notes; it is asked for at first use."""

    head_script: str
    favicon: str
    preload: tuple[str, ...]
    canonical: str
    founding: Markup
    license: Markup
    changed: str
    """Day of the last change to the archive, in words."""

    correct: str
    cite: PageCitation | None
    """How a chapter, a text or a record with a page of its own is cited; a source is cited as itself."""
    draft: str
    """What the preview says of a draft; empty for what is published."""

    foot: PageFoot


def render_page(frame: Frame, page: Page) -> str:
    """The finished page as HTML."""
    template = frame.environment.get_template(page.template)
    texts = Texts(frame, page.address, lang=frame.catalog.language)
    is_typeset = frame.is_typeset(page.target)
    if is_typeset:
        page = replace(page, title=typeset_words(page.title), description=typeset_words(page.description))
    html = template.render(page=page, view=page.view(), site=_site_view(frame, page, texts), link=texts.link)
    return typeset(html) if is_typeset else html


def _site_view(frame: Frame, page: Page, texts: Texts) -> SiteView:
    settings = frame.archive.settings
    text_lang = texts.lang_attribute(page.lang or settings.language)
    founding = Markup(", ").join(texts.echo(Target("source", key)) for key in settings.founding_documents)
    return SiteView(
        title=settings.title,
        home=texts.link(""),
        language=frame.catalog.language,
        text_lang=text_lang,
        own_lang=fill(' lang="{}"', frame.catalog.language) if text_lang else text_lang,
        menu=tuple(_menu(frame, page, texts)),
        about=tuple(menu_entry(texts, target) for target in about_targets(frame)),
        indexes=tuple(menu_entry(texts, Target("page", name)) for name in filled_pages(frame.archive)),
        editors=" · ".join(part for part in (settings.editors, settings.contact) if part),
        search=texts.link(SEARCH),
        missing=_missing(frame, texts),
        root=texts.link("").removesuffix("index.html") or "./",
        index_file="index.html" if frame.for_disk else "",
        jump=texts.link(frame.assets["jump"]),
        # Stands between double quotes, so its single ones may stay as they are.
        policy=Markup(frame.policy),
        styles=texts.link(frame.assets["styles"]),
        script=texts.link(frame.assets["script"]),
        citations=texts.link(frame.assets["citations"]),
        head_script=texts.link(frame.assets["head-script"]),
        favicon=texts.link(frame.assets["favicon"]),
        # Browsers refuse to load a font in advance from a disk, and say so.
        preload=tuple(
            texts.link(frame.assets[name]) for name in ("font-latin",) if name in frame.assets and not frame.for_disk
        ),
        canonical=f"{settings.address.rstrip('/')}/{page.address}" if settings.address else "",
        founding=fill_words(frame.catalog("site.founding"), documents=founding) if founding else founding,
        license=fill_words(
            frame.catalog("site.license"),
            license=fill(
                '<a href="{}" rel="license external noopener">{}</a>', settings.license.address, settings.license.name
            ),
        ),
        changed=settings.changed.words(),
        correct=texts.link(address_of(CONTRIBUTE)),
        cite=_citation(frame, page, texts),
        draft=draft_words(frame, page.target),
        foot=page_foot(texts, page.target, page.changed or settings.changed)
        if page.target
        else computed_foot(frame, page.address),
    )


def _missing(frame: Frame, texts: Texts) -> Markup:
    """What readers look for in vain here, as a link to the page that tells what is not known, where there is one."""
    missing = frame.archive.settings.missing or ""
    unknown = Target("page", "about/unknown")
    return texts.echo(unknown, missing) if missing and unknown.id in frame.archive.pages else escape(missing)


def _citation(frame: Frame, page: Page, texts: Texts) -> PageCitation | None:
    if page.target is None or page.target.kind == "source" or not page.address:
        return None
    settings = frame.archive.settings
    source = page_as_source(
        frame, page.address, page.title, page.changed or settings.changed, page.lang or settings.language
    )
    explained = "about/cite" in frame.archive.pages and page.address != "about/cite/"
    return cite_page(frame, source, texts.link("about/cite/") if explained else "")


def menu_entry(texts: Texts, target: Target) -> MenuEntry:
    """An entry that leads to `target`, for a page that does not stand below it."""
    frame = texts.frame
    lang = texts.lang_attribute(frame.language_of_title(target))
    return MenuEntry(frame.title_of(target), texts.link(address_of(target)), current=False, lang=lang)


def about_targets(frame: Frame) -> Iterator[Target]:
    """The pages about the archive, in the order of `archive.yml`."""
    for name in frame.archive.settings.about:
        yield Target("page", "about" if name == "about" else f"about/{name}")


def _menu(frame: Frame, page: Page, texts: Texts) -> Iterator[MenuEntry]:
    for target in frame.archive.settings.menu:
        address = page_of(address_of(target))
        current = bool(address) and page.address.startswith(address)
        yield replace(menu_entry(texts, target), href=texts.link(address), current=current)
