"""Pages of the guides: the program's own documents for contributors, on every site in the site's own frame.

A guide is written for the program's repository and goes the way of all texts from there. Before it is read, its title
is taken off, its headings begin at the second level, and links to other documents become cross-links where that is a
guide too; any other document stands nowhere on the site, so its link becomes its name. Guides are no content of the
archive: the search does not know them, and no menu names them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from markupsafe import Markup

from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.document import CrossLink, Document, Heading
from kalmyk_site.markup.markdown import parse_document, render_html
from kalmyk_site.pages.assets import EXAMPLE_PICTURE
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill, fill_words
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import shorten
from kalmyk_site.pages.syntax import with_examples, with_places
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.findings import Origin
from kalmyk_site.references.addresses import address_of, with_anchor
from kalmyk_site.references.guides import CONTRIBUTE, GUIDE_LANGUAGE, GUIDES, guide_target, guide_text, guide_title
from kalmyk_site.references.repository import repository_root
from kalmyk_site.reports.explanations import with_examples_told

_PREPARED: Final[Mapping[str, Callable[[str], str]]] = {"findings": with_examples_told, "syntax": with_places}
"""What is done to the Markdown of a guide first, by its name."""

_PART: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)$"
    r"|(?P<code>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=code)(?!`)"
    r"|^(?P<heading>#{1,6}) "
    r"|\[(?P<words>[^\]]+)\]\((?P<path>[^():#\s]+)(?P<anchor>#[^()\s]+)?\)",
    re.MULTILINE | re.DOTALL,
)
"""Code, which stays as it is, and of all else what has another form on the site."""

_TABLE: Final = re.compile(r"<table>.*?</table>\n", re.DOTALL)
_ROW: Final = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_HEAD: Final = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide."""

    up: Markup
    """Link to the page that leads to the guides."""

    headings: tuple[Heading, ...]
    body: Markup


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A guide in the list of all."""

    link: Markup
    description: str


@dataclass(frozen=True, slots=True)
class ContributeView:
    """How to contribute, where an archive has not said so itself."""

    repository: Markup
    """Where the repository is; empty where there is none."""

    contact: str
    guides: tuple[GuideEntry, ...]
    lang: Markup
    """Attribute that names the language of what is said of the guides; empty where that is the interface's."""


def guide_pages(frame: Frame) -> Iterator[Page]:
    """One page for each guide, and the page that leads to them, unless the archive has written that."""
    if CONTRIBUTE.id not in frame.archive.pages:
        yield _contribute_page(frame)
    for name in GUIDES:
        yield _guide_page(frame, name)


def _guide_page(frame: Frame, name: str) -> Page:
    return Page(
        address=address_of(guide_target(name)),
        template="guide.html",
        title=guide_title(name),
        description=_description(guide_document(name)),
        view=partial(_guide_view, frame, name),
        lang=GUIDE_LANGUAGE,
    )


def _guide_view(frame: Frame, name: str) -> GuideView:
    address = address_of(guide_target(name))
    document = guide_document(name)
    body = guide_html(Texts(frame, address, lang=GUIDE_LANGUAGE), document)
    if name == "syntax":
        body = with_examples(body, guide_text(name), frame.link(address, frame.assets[EXAMPLE_PICTURE]))
    headings = tuple(heading for heading in document.headings if heading.level == 2)
    return GuideView(Texts(frame, address, lang=frame.catalog.language).echo(CONTRIBUTE), headings, body)


@cache
def guide_document(name: str) -> Document:
    """A guide, parsed. What is wrong with it is among its findings, and a test looks at these."""
    text = _PREPARED.get(name, str)(guide_text(name))
    return parse_guide(text.partition("\n")[2], GUIDES[name])


def parse_guide(text: str, path: str) -> Document:
    """Read Markdown of the program's repository.

    Args:
        text: The text, without its title.
        path: Where it stands in the repository, which is where its links begin.
    """
    levels = [len(found["heading"]) for found in _PART.finditer(text) if found["heading"]]
    deeper = 2 - min(levels, default=2)

    def on_the_site(found: re.Match[str]) -> str:
        if found["heading"]:
            return f"{'#' * min(len(found['heading']) + deeper, 6)} "
        return _link(found, path) if found["path"] else found[0]

    return parse_document(_PART.sub(on_the_site, text), origin_at=lambda offset: Origin(path, 1, offset + 1))


def guide_html(texts: Texts, document: Document) -> Markup:
    """The HTML of a guide, or of a piece of one; `texts` is that of the page.

    Raises:
        ValueError: a citation stands in it, which no guide can have: it belongs to no archive.
    """

    def group(number: int, group: CitationGroup) -> str:
        raise ValueError(f"citation {number} of a guide stands outside of code ({group.marks})")

    def link(number: int, link: CrossLink, inner: str) -> str:
        del number
        # An echo, without `data-kind`: what mentions what is a matter of the archive.
        href = texts.link(with_anchor(address_of(link.target), link.anchor))
        return str(fill('<a href="{}">{}</a>', href, Markup(inner)))

    html = _TABLE.sub(_narrow, render_html(document, group=group, link=link))
    # Code is as wide as it is: whoever has no mouse scrolls it once it is chosen.
    return Markup(html.replace("<pre>", '<pre tabindex="0">'))


def _link(found: re.Match[str], path: str) -> str:
    """A link to another document, as the site has it."""
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["path"]))
    words = found["words"]
    is_named = words == posixpath.basename(place)
    for name, guide in GUIDES.items():
        if guide == place:
            return f"[{guide_title(name) if is_named else words}]({guide_target(name)}{found['anchor'] or ''})"
    return f"`{place}`" if is_named else words


def _narrow(table: re.Match[str]) -> str:
    """A table whose rows name their columns themselves where there is no room for columns."""
    heads = [Markup(head).striptags() for head in _HEAD.findall(table[0])]

    def row(found: re.Match[str]) -> str:
        first, *cells = found[0].split("<td")
        # The first cell is what the row is about.
        labels = ["", *(fill(' data-label="{}"', head) for head in heads[1:])]
        return first + "".join(f"<td{label}{cell}" for label, cell in zip(labels, cells, strict=True))

    opened = table[0].replace("<table>", '<table class="data stacked">', 1)
    rows = _ROW.sub(lambda found: row(found) if "<td" in found[0] else found[0], opened)
    return f'<div class="table-wrap">\n{rows}</div>\n'


def _description(document: Document) -> str:
    return shorten(document.blocks[0].sentences[0].text, 200)


def _contribute_page(frame: Frame) -> Page:
    return Page(
        address=address_of(CONTRIBUTE),
        template="contribute.html",
        title=frame.title_of(CONTRIBUTE),
        description=frame.catalog("contribute.text"),
        view=partial(_contribute_view, frame),
        lang=frame.catalog.language,
    )


def _contribute_view(frame: Frame) -> ContributeView:
    texts = Texts(frame, address_of(CONTRIBUTE), lang=frame.catalog.language)
    return ContributeView(
        _repository(frame),
        frame.archive.settings.contact or "",
        tuple(GuideEntry(texts.echo(guide_target(name)), _description(guide_document(name))) for name in GUIDES),
        texts.lang_attribute(GUIDE_LANGUAGE),
    )


def _repository(frame: Frame) -> Markup:
    root = repository_root(frame.archive.settings.repository)
    shown = fill('<a href="{}" rel="external noopener">{}</a>', root, root)
    return fill_words(frame.catalog("contribute.repository"), address=shown) if root else Markup("")
