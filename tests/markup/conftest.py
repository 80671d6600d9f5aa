"""What the tests of markup share: parsing with places, and fragments that can be read."""

from collections.abc import Callable

import pytest

from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.document import CrossLink, Document, Image
from kalmyk_site.markup.markdown import parse_document, render_html
from kalmyk_site.records.findings import Origin

Read = Callable[[str], Document]


@pytest.fixture
def read() -> Read:
    """Parse a text that is the whole of `text.md`."""

    def read_text(text: str) -> Document:
        def origin_at(offset: int) -> Origin:
            line = text.count("\n", 0, offset) + 1
            return Origin("text.md", line, offset - (text.rfind("\n", 0, offset) + 1) + 1)

        return parse_document(text, origin_at=origin_at, abbreviations=("Rbls.",))

    return read_text


@pytest.fixture
def show() -> Callable[[Document], str]:
    """Render a document.

    Citation groups become `{number: key locator}`, cross-links `<<kind:id|text>>`, pictures `{picture number: path |
    words}`.
    """

    def group(number: int, citations: CitationGroup) -> str:
        shown: list[str] = []
        for mark in citations.marks:
            locator = f" {mark.locator.data}" if mark.locator else ""
            author = "-" if mark.suppress_author else ""
            shown.append(f"{mark.prefix} {author}{mark.key}{locator}{mark.suffix}".strip())
        return f"{{{number}: {'; '.join(shown)}}}"

    def link(number: int, cross: CrossLink, text: str) -> str:
        assert number >= 0
        return f"<<{cross.kind}:{cross.id}|{text}>>"

    def picture(number: int, image: Image) -> str:
        return f"{{picture {number}: {image.path} | {image.alt}}}"

    def render(document: Document) -> str:
        return render_html(
            document, group=group, link=link, picture=picture, credit=lambda number, _: f"{{credit {number}}}"
        )

    return render
