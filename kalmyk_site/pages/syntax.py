"""The page of the syntax: each example as it is written and, beside it, as the site shows it or the check answers it.

What is shown is rendered by the code that renders every site, from the example archive with the examples in it. It is
an echo and no evidence of the archive around it: `data-cite` and `data-kind` are taken off, and the class of citations;
ids are given a scope of their own, and links lead to the records of the example archive at the foot of the page.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from markupsafe import Markup

from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.assets import EXAMPLE_PICTURE
from kalmyk_site.pages.chapters import chapter_pages
from kalmyk_site.pages.events import event_pages
from kalmyk_site.pages.examples import FENCE, Examined, Example, dates_of, examine
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.people import person_pages
from kalmyk_site.pages.places import place_pages
from kalmyk_site.pages.statistics import statistic_pages
from kalmyk_site.pages.time_drawing import Times
from kalmyk_site.records.example import PICTURE_FILE, example_content
from kalmyk_site.records.fields import Target
from kalmyk_site.records.files import SOURCES_FILE
from kalmyk_site.records.kinds import FOLDERS
from kalmyk_site.references.addresses import address_of

_PICTURE: Final = PICTURE_FILE.removeprefix("content")

FOOT: Final = "the-example-archive"
"""Anchor of the part of the page that shows the files of the example archive."""

_PLACE: Final = "place-of-example-{}"
_PLACES: Final = re.compile(r"<p\b[^<>]*>place-of-example-(\d+)</p>")
_TAG: Final = re.compile(r"<[a-z][a-z0-9]*\s[^<>]*>")
_ATTRIBUTE: Final = re.compile(r'\s([a-z-]+)="([^"]*)"')
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_OF_RECORDS: Final = re.compile(r"(?m)^(?:  )?- id: (\S+)")
_EXCERPT: Final = re.compile(r"(?:^ +\d* *\| .*\n)+", re.MULTILINE)
_SCOPED: Final = ("id", "popovertarget", "aria-labelledby", "aria-describedby")


def with_places(page: str) -> str:
    """The page with a paragraph in place of each example, and a heading for the files of the example archive."""
    numbers = iter(range(1, len(page)))
    text = FENCE.sub(lambda _: _PLACE.format(next(numbers)), page)
    return f"{text}\n## The example archive\n\n{_PLACE.format(0)}\n"


def with_examples(body: Markup, page: str, picture: str) -> Markup:
    """The HTML of the page with its examples.

    Args:
        body: The page as it was made of what `with_places` gives.
        page: The page as it is written.
        picture: Link to the picture of the example archive.

    Raises:
        ExampleError: an example is not what it says.
    """
    shown = _shown_examples(page)
    filled = _PLACES.sub(lambda found: shown[int(found[1])], str(body))
    return Markup(filled.replace(f'="{EXAMPLE_PICTURE}"', f'="{html.escape(picture)}"'))


@cache
def _shown_examples(page: str) -> Mapping[int, str]:
    """The HTML of each example by its number; under 0 the files of the example archive."""
    examined = examine(page)
    assert examined.checked.index is not None
    frame = Frame(examined.checked.index, {})
    pages = {each.target: each for each in _pages(frame) if each.target is not None}
    shown = {0: _files()}
    for example in examined.examples:
        shown[example.number] = _example(frame, pages, examined, example)
    return shown


def _pages(frame: Frame) -> Iterator[Page]:
    """The pages of what an example may be."""
    yield from chapter_pages(frame)
    yield from event_pages(frame, Times.of(frame))
    yield from person_pages(frame)
    yield from place_pages(frame)
    yield from statistic_pages(frame)


def _example(frame: Frame, pages: Mapping[Target, Page], examined: Examined, example: Example) -> str:
    if example.what == "dates":
        rows = "".join(
            f"<tr><td><code>{html.escape(text)}</code></td><td>{html.escape(date.words())}</td></tr>\n"
            for text, date in dates_of(example)
        )
        heads = '<thead><tr><th scope="col">As written</th><th scope="col">As shown</th></tr></thead>'
        return f'<div class="table-wrap">\n<table class="data">\n{heads}\n<tbody>\n{rows}</tbody>\n</table>\n</div>'
    written = _code(html.escape(example.text.rstrip("\n"), quote=False))
    if example.what == "mistake":
        report = html.escape(examined.report(example), quote=False)
        # The line of the file stays one line, or its carets would stand elsewhere.
        report = _EXCERPT.sub(lambda found: f'<span class="excerpt">{found[0]}</span>', report)
        answer = _code(report)
        return f'<div class="example mistake">\n{written}\n{answer}\n</div>'
    page = pages[example.target]
    template = frame.environment.get_template("partials/example.html")
    shown = template.render(kind=example.target.kind, page=page, view=page.view())
    echo = _echo(shown, page.address, example.number)
    return f'<div class="example">\n{written}\n<div class="shown">\n{echo}</div>\n</div>'


def _code(inner: str) -> str:
    return f'<pre tabindex="0"><code>{inner}\n</code></pre>'


def _echo(shown: str, address: str, number: int) -> str:
    """What was rendered for a page of the example archive, as part of this page."""

    def scoped(name: str) -> str:
        return site_anchor(f"example-{number}-{name.lstrip('-')}")

    def attribute(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        if name.startswith("data-") and name != "data-label":
            return ""
        if name == "class":
            # A citation of the archive names its source: `a.citation[data-cite]`.
            value = " ".join("cited" if each == "citation" else each for each in value.split())
        elif name in _SCOPED:
            value = " ".join(map(scoped, value.split()))
        elif name == "src" or (name == "href" and value.endswith(_PICTURE)):
            value = EXAMPLE_PICTURE
        elif name == "href" and value.startswith("#"):
            value = f"#{scoped(value[1:])}"
        elif name == "href" and not _ELSEWHERE.match(value):
            value = f"#{_anchor(posixpath.normpath(posixpath.join(address, value.partition('#')[0])), value)}"
        return f' {name}="{value}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), shown)


def _anchor(path: str, href: str) -> str:
    """The anchor of what an address of the example archive's site shows."""
    anchors = _anchors()
    whole = f"{path}/"
    fragment = href.partition("#")[2]
    return anchors.get(f"{whole}#{fragment}") or anchors.get(whole) or FOOT


@cache
def _anchors() -> Mapping[str, str]:
    """The anchor of each record, source and chapter of the example archive by its address."""
    return {address_of(target): _anchor_of(target) for path in example_content() for target in _targets(path)}


def _targets(path: str) -> Iterator[Target]:
    """What a file of the example archive holds."""
    if path.endswith(".md"):
        parts = path.removeprefix("content/").removesuffix(".md")
        yield Target("page" if parts.startswith(("about/", "home")) else "chapter", parts)
        return
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    folder = path.split("/")[2] if path.startswith("content/records/") else ""
    kind = "source" if path == SOURCES_FILE else kinds.get(folder)
    if kind is not None:
        yield from (Target(kind, id_) for id_ in _OF_RECORDS.findall(example_content()[path].decode()))


def _anchor_of(target: Target) -> str:
    return site_anchor(f"{target.kind}-{target.id.replace('/', '-')}")


def _files() -> str:
    """The files of the example archive, each record with its anchor."""
    return "\n".join(_file(path) for path in example_content() if path.endswith((".yml", ".md")))


def _file(path: str) -> str:
    text = html.escape(example_content()[path].decode().rstrip("\n"), quote=False)
    if path.endswith(".yml"):
        anchors = {target.id: _anchor_of(target) for target in _targets(path)}
        text = _OF_RECORDS.sub(
            lambda found: f'<span id="{anchors[found[1]]}">{found[0]}</span>' if found[1] in anchors else found[0], text
        )
        own = ""
    else:
        own = f' id="{_anchor_of(next(_targets(path)))}"'
    return f"<p{own}><code>{path}</code></p>\n{_code(text)}"
