"""What holds for every text, whatever its author typed."""

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalmyk_site.markup.citations import CitationGroup, MarkupError, parse_citation_group, parse_cite, parse_narrative
from kalmyk_site.markup.document import Document, without_marks
from kalmyk_site.markup.markdown import parse_document, render_html
from kalmyk_site.markup.sentences import split_sentences
from kalmyk_site.records.findings import FINDING_CODES, Origin

PIECES = [
    *"[](){}<>@#*_`~|\\!&;:.,-+=^\"' \n\t",
    "\n\n", "    ", "- ", "1. ", "> ", "## ", ": ", "[^a]", "[^a]: ", "[r]: ", "](", "][", "![", "{#", "{.editorial}",
    "@bugay1996", "[@bugay1996, p. 5]", "-@x", "pp. 66-65", "[a](person:b)", "javascript:", "<b>", "<!--", "-->",
    "<script>", "onclick=x", "{onclick=x}", "&#58;", "&lt;", "&#xE010;", "\ue000", "\ue100", "\ue0100\ue011", "\x02",
    "\x03", "klzzwxh:0000", "\ud800", "| a | b |\n|---|---|\n", "```\n", "word", "Слово", "1943", "\r\n",
    "\u2028", "\x00",
    "https://example.org", "media/a.jpg", "![a](media/a.jpg)", "\n\n![a](../media/a.jpg)\n", "***", "  \n",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
TAGS = {
    "a", "blockquote", "br", "cite", "code", "dd", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "q", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
PRIVATE = re.compile("[\ue000-\uf8ff]")
FEW = settings(
    max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)


class _Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def _origin(offset: int) -> Origin:
    return Origin("text.md", 1, offset + 1)


def _read(text: str) -> Document:
    return parse_document(text, origin_at=_origin, id_prefix="i--")


def _show(document: Document) -> str:
    return render_html(document, group=lambda n, _: f"<cite>{n}</cite>", link=lambda _, __, text: f"<q>{text}</q>")


@FEW
@given(TEXTS)
def test_no_text_raises_or_leaks_a_private_character(text: str) -> None:
    """Sentinels and gaps are gone from everything that a reader or a check sees."""
    document = _read(text)

    seen = [_show(document), document.plain_text]
    seen += [block.text for block in document.blocks] + [block.id for block in document.blocks]
    seen += [sentence.text for block in document.blocks for sentence in block.sentences]
    seen += [part for link in document.links for part in (link.id, link.text)]
    seen += [heading.text for heading in document.headings] + [image.alt for image in document.images]
    seen += [part for found in document.findings for part in (found.message, found.value, found.nearest)]
    for group in document.groups:
        for mark in group.marks:
            seen += [mark.key, mark.prefix, mark.suffix, mark.locator.shown if mark.locator else ""]
    assert not [part for part in seen if PRIVATE.search(part) or "\x02" in part or "\x03" in part]


@FEW
@given(TEXTS)
def test_no_text_brings_in_elements_or_attributes_of_its_own(text: str) -> None:
    """Only what is on the list comes through."""
    document = _read(text)
    shown = _show(document)
    elements = _Elements()
    elements.feed(shown)
    elements.close()

    for tag, attributes in elements.found:
        assert tag in TAGS
        for name, value in attributes.items():
            assert name in {
                "id", "class", "href", "rel", "title", "role", "aria-label", "scope", "start", "type",
            }  # fmt: skip
            if name == "href":
                assert re.match(r"https?://|mailto:|#", value)
            if name == "class":
                assert re.fullmatch(
                    r"(editorial|testimony|footnotes?|figure|align-\w+)( (editorial|testimony|figure|picture))*", value
                )


@FEW
@given(TEXTS)
def test_findings_have_known_codes_and_marks_lie_in_the_text(text: str) -> None:
    """Every code is documented; every offset of a mark is one of the text's own characters."""
    document = _read(text)
    source = text.replace("\r\n", " \n")

    assert {found.code for found in document.findings} <= FINDING_CODES.keys()
    for group in document.groups:
        assert source[group.offset] in "[@"
        for mark in group.marks:
            assert source[mark.offset] in "@-"
    for link in document.links:
        assert source[link.offset] == "["


@FEW
@given(TEXTS)
def test_blocks_hold_their_marks_in_order(text: str) -> None:
    """Each group stands in exactly one block, at a U+FFFC, and groups are numbered in the order of reading."""
    document = _read(text)

    placed = [mark for block in document.blocks for mark in block.marks if isinstance(mark.mark, CitationGroup)]
    assert sorted(mark.index for mark in placed) == list(range(len(document.groups)))
    for block in document.blocks:
        assert [mark.position for mark in block.marks] == sorted(mark.position for mark in block.marks)
        for mark in block.marks:
            assert 0 <= mark.position <= mark.end <= len(block.text) + 1
        for position in range(len(block.text)):
            assert 0 <= block.offset_at(position) <= len(text)


@FEW
@given(TEXTS)
def test_ids_are_unique(text: str) -> None:
    """No id stands twice in one document."""
    ids = re.findall(r' id="([^"]*)"', _show(_read(text)))

    assert len(ids) == len(set(ids))


@FEW
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    """The reader keeps nothing from one text to the next."""
    first = _read(text)
    _read("Another [@x] [y](person:z)[^a].\n\n[^a]: Note.\n\n[r]: https://example.org")

    assert _read(text) == first


@FEW
@given(TEXTS)
def test_sentences_cover_every_character_once(text: str) -> None:
    """Between the sentences of a text stands only white space."""
    spans = split_sentences(text)

    rest = list(text)
    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""
        rest[start:end] = [" "] * (end - start)
    assert not "".join(rest).strip()
    assert spans == sorted(spans)


@FEW
@given(TEXTS)
def test_citation_grammar_never_raises(text: str) -> None:
    """Each entry gives a group, a fault or nothing."""
    assert isinstance(parse_cite(text), CitationGroup | MarkupError)
    assert isinstance(parse_citation_group(f"[{text}", 0), CitationGroup | MarkupError)
    assert isinstance(parse_narrative(f"@{text}", 0), CitationGroup | MarkupError | None)


@pytest.mark.parametrize("piece", ["[", "[@x", "[a](", "![", "<a", "<!--", "`", "``a`", "{", "*a ", "@x [", "> ", "- "])
def test_a_line_of_the_greatest_length_costs_little(piece: str, read: Callable[[str], Document]) -> None:
    """A hundred thousand characters of one sign are read, not walked once for each sign.

    Measured in processor time; the bound is ten times what a slow machine needs.
    """
    text = (piece * 100_000)[:100_000]
    begin = time.process_time()

    read(text)

    assert time.process_time() - begin < 5


def test_plain_text_has_no_marks(read: Callable[[str], Document]) -> None:
    document = read("## Title\n\nOne [@a1]. Two\n[x](person:y).")

    assert document.plain_text == "Title\n\nOne. Two x."
    assert without_marks("One \ufffc.") == "One."
