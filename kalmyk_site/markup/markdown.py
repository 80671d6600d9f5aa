"""Markdown: one text in, one Document out.

Python-Markdown finds the blocks and the emphasis; `inline` reads marks, links and tags; `assembly` puts the result
together; nh3 lets through nothing but the tags and attributes listed here, before pages fill the gaps. There is one
Markdown instance, reset for each text.

Python-Markdown's own treatment of HTML blocks is not used: HTML is refused as it stands. Nesting deeper than
`MAX_NESTING` is refused before it is parsed.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Collection
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from kalmyk_site.markup.assembly import Assembly
from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.document import (
    AUTHOR_CLASSES,
    BACKLINK,
    CREDIT_OPEN,
    END_CLOSE,
    END_OPEN,
    GROUP_CLOSE,
    GROUP_OPEN,
    LINK_CLOSE,
    LINK_OPEN,
    LINK_TEXT,
    PICTURE_CLOSE,
    PICTURE_OPEN,
    Block,
    CrossLink,
    Document,
    Image,
)
from kalmyk_site.markup.inline import register_inline
from kalmyk_site.markup.positions import (
    FENCE_OPEN,
    FORBIDDEN,
    MAX_LENGTH,
    MAX_NESTING,
    PositionedText,
    decode,
    hide_positions,
)
from kalmyk_site.markup.reading import Reading
from kalmyk_site.records.findings import Origin

_CLASSED = {"p", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "em", "strong", "code", "a", "figure"}
_ALIGNED = {"align-left", "align-center", "align-right"}
_CLEANER = nh3.Cleaner(
    tags=_CLASSED
    | {"blockquote", "dl", "ol", "pre", "div", "table", "tbody", "td", "th", "thead", "tr", "ul"}
    | {"br", "figcaption", "hr", "sup"},
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"id", "lang"},
        "a": {"href", "title", "aria-label"},
        "ol": {"start"},
    },
    tag_attribute_values={
        "a": {"rel": {"external noopener"}, "role": {"doc-noteref", "doc-backlink"}},
        "ol": {"type": {"a"}},
        "div": {"role": {"doc-endnotes"}},
        "th": {"scope": {"col"}},
    },
    allowed_classes={
        **{tag: set(AUTHOR_CLASSES) for tag in _CLASSED},
        "td": AUTHOR_CLASSES | _ALIGNED,
        "th": AUTHOR_CLASSES | _ALIGNED,
        "figure": AUTHOR_CLASSES | {"figure", "picture"},
        "div": {"footnotes"},
        "sup": {"footnote"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_GAP = re.compile(
    f"[ \n]*+{GROUP_OPEN}([0-9]+){GROUP_CLOSE}([.,;:!?]*)"
    f"|{LINK_OPEN}([0-9]+){LINK_TEXT}([^{LINK_CLOSE}]*){LINK_CLOSE}"
    f"|{END_OPEN}([0-9]+){END_CLOSE}"
    f"|([{PICTURE_OPEN}{CREDIT_OPEN}])([0-9]+){PICTURE_CLOSE}"
    f"|{BACKLINK}"
)
_CARRIAGE_RETURN = re.compile(r"\r\n?")


def parse_document(
    text: str,
    *,
    origin_at: Callable[[int], Origin],
    abbreviations: Collection[str] = (),
    id_prefix: str = "",
) -> Document:
    """Read a text in Markdown.

    Args:
        text: The text. Characters that no text may hold are reported and shown as U+FFFD.
        origin_at: Place in the file of an offset in `text`; called only where there is something to report.
        abbreviations: Abbreviations that end no sentence, as in `split_sentences`.
        id_prefix: Scope put before every id, for pages that show more than one text: `council--`.

    Returns:
        The document. It never raises for what an author wrote; what is wrong is among its findings.
    """
    reading = Reading(_clean(text), origin_at)
    if reading.source != text:
        _report_characters(text, reading)
    positioned = hide_positions(reading.source)
    assembly = Assembly(reading, abbreviations, id_prefix)
    if positioned.too_deep >= 0:
        return _refuse(reading, positioned.too_deep)
    try:
        _READER.read(positioned, reading, assembly)
    except RecursionError:
        return _refuse(reading, 0)
    return Document(
        _CLEANER.clean(assembly.html),
        assembly.blocks,
        tuple(assembly.groups),
        tuple(assembly.links),
        tuple(assembly.headings),
        tuple(assembly.images),
        tuple(assembly.anchor_links),
        frozenset(assembly.anchors),
        reading.findings,
    )


def render_html(
    document: Document,
    *,
    group: Callable[[int, CitationGroup], str],
    link: Callable[[int, CrossLink, str], str],
    block_end: Callable[[Block], str] = lambda _: "",
    picture: Callable[[int, Image], str] = lambda _, image: image.path,
    credit: Callable[[int, Image], str] = lambda _, image: "",  # noqa: ARG005  the call names both
    backlink: str = "Back to the text",
) -> str:
    """Fill the gaps of a document's HTML.

    A group of citations follows the punctuation behind it, without a space, as a note does in print; a narrative one
    stays a word of its sentence.

    Args:
        document: What `parse_document` returned.
        group: HTML of a citation group, from its number and itself.
        link: HTML of a cross-link, from its number, itself and the HTML of its text.
        block_end: HTML put where a block's own text ends, from the block.
        picture: HTML of a picture in its figure, from its number and the image.
        credit: HTML put where the caption of a picture ends, from the same.
        backlink: Accessible name of the links from footnotes back to the text.
    """

    def fill(found: re.Match[str]) -> str:
        if found[1]:
            number = int(found[1])
            shown = group(number, document.groups[number])
            if document.groups[number].narrative:
                return found[0].partition(GROUP_OPEN)[0] + shown + found[2]
            return found[2] + shown
        if found[3]:
            number = int(found[3])
            return link(number, document.links[number], found[4])
        if found[5]:
            return block_end(document.blocks[int(found[5])])
        if found[6]:
            number = int(found[7])
            return (picture if found[6] == PICTURE_OPEN else credit)(number, document.images[number])
        return html.escape(backlink)

    return _GAP.sub(fill, document.html)


class _HeadingProcessor(HashHeaderProcessor):
    """Headings need a space after `#`, as everywhere else today: `#5` in a sentence is no heading."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \n]|$)(?P<header>[^\n]*+)(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the heading, without the `#` that may close its line."""
        super().run(parent, blocks)
        heading = parent[-1]
        text = heading.text or ""
        bare = text.rstrip("#")
        heading.text = bare.rstrip() if bare[-1:] in ("", " ") else text


class _FenceProcessor(BlockProcessor):
    """The lines that stand for fenced code become code blocks."""

    RE = re.compile("(?:^|\n)[ ]*+\ue001([\ue100-\uf0ff]{2})[ ]*+(?:\n|$)")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  the library's signature
        """Whether such a line is in the block."""
        return FENCE_OPEN in block and self.RE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Part the block at its first such line."""
        block = blocks.pop(0)
        found = self.RE.search(block)
        if found is None:
            return
        if block[: found.start()].strip():
            self.parser.parseBlocks(parent, [block[: found.start()]])
        SubElement(parent, "fence", {"n": str(decode(found[1]))})
        if block[found.end() :].strip():
            blocks.insert(0, block[found.end() :])


class _NoteExtension(FootnoteExtension):
    """Collects the definitions of footnotes; what refers to them and how they are shown is ours."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        """Register the reading of definitions alone."""
        md.registerExtension(self)
        self.parser = md.parser
        self.md = md
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)


class _Reader:
    """The one Markdown instance and what belongs to it. One text at a time; others wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._notes = _NoteExtension()
        self._md = Markdown(
            output_format="html",
            extensions=[TableExtension(use_align_attribute=True), DefListExtension(), SaneListExtension(), self._notes],
        )
        self._md.ESCAPED_CHARS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        self._md.parser.blockprocessors.register(_HeadingProcessor(self._md.parser), "hashheader", 70)
        self._md.parser.blockprocessors.register(_FenceProcessor(self._md.parser), "fence", 78)
        self._session = register_inline(self._md)

    def read(self, positioned: PositionedText, reading: Reading, assembly: Assembly) -> None:
        """Parse one text and put it together."""
        reading.fences = positioned.fences
        with self._lock:
            try:
                self._read(positioned, reading, assembly)
            finally:
                self._md.reset()
                self._md.parser.state.clear()

    def _read(self, positioned: PositionedText, reading: Reading, assembly: Assembly) -> None:
        parser, inline = self._md.parser, self._session.inline
        self._session.reading = reading
        root = Element("div")
        parser.parseChunk(root, "\n".join((*positioned.lines, "", "")))
        notes: dict[str, Element] = {}
        section = Element("section")
        while waiting := [label for label in self._notes.footnotes if label not in notes]:
            for label in waiting:
                notes[label] = SubElement(section, "div")
                parser.parseChunk(notes[label], self._notes.footnotes[label])
        reading.notes = dict(self._notes.footnotes)
        inline.run(root)
        assembly.walk(root)
        if notes:
            inline.run(section)
            assembly.walk_notes(notes)


def _clean(text: str) -> str:
    """`text` without the characters that no text may hold, each replaced in its place."""
    if "\r" in text:
        text = _CARRIAGE_RETURN.sub(lambda found: "\n" if len(found[0]) == 1 else " \n", text)
    return FORBIDDEN.sub("\ufffd", text[:MAX_LENGTH])


def _report_characters(text: str, reading: Reading) -> None:
    """Report the first character of each kind that no text may hold; line ends of other systems are no error."""
    for found in FORBIDDEN.finditer(text.replace("\r", "\n"), 0, MAX_LENGTH):
        character = found[0]
        code = "file-control-character" if character < "\x80" else "file-private-use"
        reading.report(
            code,
            found.start(),
            f"the text holds U+{ord(character):04X}, a character that no text may hold.",
            value=f"U+{ord(character):04X}",
            expected="characters that can be seen, spaces and line breaks",
            remedy="Delete the character.",
        )
        break


def _refuse(reading: Reading, offset: int) -> Document:
    """The document of a text that nests too deeply: its words as they are, and the finding."""
    reading.report(
        "nesting-too-deep",
        offset,
        f"lists and quotations in this text nest deeper than {MAX_NESTING}.",
        expected=f"at most {MAX_NESTING} levels",
        remedy="Write it with fewer levels.",
    )
    shown = f"<p>{html.escape(reading.source, quote=False)}</p>\n"
    return Document(shown, (), (), (), (), (), (), frozenset(), reading.findings)


_READER = _Reader()
