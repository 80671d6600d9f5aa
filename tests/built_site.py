"""A finished site as browsers see it: parsed pages, and links that are followed as browsers follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html
from lxml.html import HtmlElement

from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.publish import publish
from kalmyk_site.reports.text import report
from kalmyk_site.site import Site, render

BLOCKS = ("p", "li", "dd", "tr", "caption", "figcaption")
"""Elements that hold one statement."""

_NOT_PROSE = (
    "@class='note' or @class='cites' or @class='permalink' or @class='footnote' or @class='compared'"
    " or @class='not-compared' or @class='document-note' or @role='doc-backlink'"
)


@dataclass(frozen=True)
class Place:
    """Where a link leads."""

    address: str
    """Address of the page or file, relative to the site's root."""

    element: HtmlElement | None
    """What the anchor names, or the whole page; None for a file."""


@dataclass(frozen=True)
class BuiltSite:
    """A site that was made from the archive in `root` and written to `folder`."""

    root: Path
    folder: Path
    checked: Checked
    site: Site

    @cached_property
    def base(self) -> str:
        """Where the site is published, with a slash at the end."""
        assert self.checked.index is not None
        address = self.checked.index.archive.settings.address
        assert address is not None
        return address.rstrip("/") + "/"

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        """Every page by its address."""
        return {file.removesuffix("index.html"): html.document_fromstring(text) for file, text in self._texts()}

    @cached_property
    def old_addresses(self) -> frozenset[str]:
        """Addresses at which a page says where something has moved, and nothing else."""
        found = (address for address, page in self.pages.items() if find(page, "//meta[@http-equiv='refresh']"))
        return frozenset(found)

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(self.folder.rglob("*.html")):
            yield path.relative_to(self.folder).as_posix(), path.read_bytes()

    @cached_property
    def _anchors(self) -> dict[str, dict[str, HtmlElement]]:
        return {
            address: {element.get("id", ""): element for element in find(page, "//*[@id]")}
            for address, page in self.pages.items()
        }

    def page(self, address: str) -> HtmlElement:
        """The page at an address: `people/agnes-tulloch/`."""
        return self.pages[address]

    def main(self, address: str) -> HtmlElement:
        """What stands between the header and the footer of a page."""
        return only(self.page(address), "//main")

    def follow(self, address: str, href: str) -> Place | None:
        """Where a link on the page `address` leads; None for other sites.

        Raises:
            LookupError: it leads to nothing.
        """
        whole, anchor = urldefrag(urljoin(self.base + address, href))
        if not whole.startswith(self.base):
            return None
        path = unquote(whole.removeprefix(self.base))
        if path not in self.pages:
            if not (self.folder / path).is_file() or anchor:
                raise LookupError(f"{href} on /{address} leads to nothing")
            return Place(path, None)
        if not anchor:
            return Place(path, self.pages[path])
        element = self._anchors[path].get(unquote(anchor))
        if element is None:
            raise LookupError(f"{href} on /{address} leads to no anchor of /{path}")
        return Place(path, element)

    def destination(self, address: str, link: HtmlElement) -> tuple[str, HtmlElement]:
        """The page and the element to which a link leads, which must be a page of this site."""
        place = self.follow(address, link.get("href", ""))
        assert place is not None, f"{link.get('href')} on /{address} leaves the site"
        assert place.element is not None, f"{link.get('href')} on /{address} leads to a file"
        return place.address, place.element


def build(root: Path, folder: Path) -> BuiltSite:
    """Check, render and write the archive in `root`; it must have no error and no broken link."""
    checked = check(root)
    assert not checked.failed, report(checked, checked.findings)
    site = render(checked)
    assert not site.findings, report(checked, site.findings)
    publish(site, folder)
    return BuiltSite(root, folder, checked, site)


def find(element: HtmlElement, path: str) -> list[HtmlElement]:
    """Elements that an XPath expression finds."""
    found = cast("list[HtmlElement]", element.xpath(path))
    return [item for item in found if isinstance(item, HtmlElement)]  # pyright: ignore[reportUnnecessaryIsInstance] - an expression may find texts


def only(element: HtmlElement, path: str) -> HtmlElement:
    """The one element that an XPath expression finds."""
    [found] = find(element, path)
    return found


def by_class(element: HtmlElement, name: str) -> list[HtmlElement]:
    """Elements below `element` that have a class."""
    return find(element, f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def text_of(element: HtmlElement) -> str:
    """All text of an element with single spaces."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def block_of(element: HtmlElement) -> HtmlElement | None:
    """The block (paragraph, list item, table row, definition, caption) in which an element stands."""
    blocks = [element, *element.iterancestors()]
    return next((block for block in blocks if block.tag in BLOCKS), None)


def owner_of(element: HtmlElement) -> tuple[str, str]:
    """Kind and id of the record, chapter or page in which an element stands; empty on pages that are none."""
    for outer in [element, *element.iterancestors()]:
        if outer.tag in ("section", "main"):
            kind = outer.get("data-kind")
            if kind is not None or outer.tag == "main":
                return kind or "", outer.get("data-id") or ""
    return "", ""


def prose_of(block: HtmlElement) -> str:
    """The words of a block without marks of citations, footnotes and permalinks; cells are parted by ` | `."""
    copy = deepcopy(block)
    for element in find(copy, f".//*[{_NOT_PROSE}]"):
        element.drop_tree()
    cells = find(copy, ".//td | .//th")
    if block.tag == "tr":
        return " | ".join(filter(None, map(text_of, cells)))
    return re.sub(r"\s+([.,;:!?])", r"\1", text_of(copy))


def facts_of(holder: HtmlElement) -> dict[str, list[str]]:
    """The facts of a record: the values of each row by its label, without citations."""
    facts: dict[str, list[str]] = {}
    for label in find(holder, ".//dl[@class='facts']/dt"):
        value = label.getnext()
        assert isinstance(value, HtmlElement)
        assert value.tag == "dd"
        facts.setdefault(text_of(label), []).append(prose_of(value))
    return facts


def cited_in(block: HtmlElement) -> list[tuple[str | None, str | None]]:
    """Source and locator of each citation in a block."""
    return [(link.get("data-cite"), link.get("data-locator")) for link in find(block, ".//a[@class='citation']")]


def section_of(site: BuiltSite, address: str, key: str) -> HtmlElement:
    """The section of a record on a page that it shares."""
    return only(site.main(address), f".//section[@data-id='{key}']")
