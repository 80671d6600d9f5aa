"""Documents: what a text in Markdown holds, once it has been read.

A `Document` is a value. It has its HTML, safe but for gaps where citations and cross-links will stand, and beside it
the same text as blocks of plain text, with each mark at its place: references, checks and search read the blocks, pages
fill the gaps. Offsets count characters of the text that was parsed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.sentences import MARK, split_sentences
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding

AUTHOR_CLASSES = frozenset({"editorial", "testimony"})
"""The classes that authors may give to a block."""

GROUP_OPEN, GROUP_CLOSE = "\ue010", "\ue011"
"""Around the number of a citation group in `Document.html`."""

LINK_OPEN, LINK_TEXT, LINK_CLOSE = "\ue012", "\ue013", "\ue014"
"""Before the number of a cross-link in `Document.html`, between number and text, and after the text."""

PICTURE_OPEN, CREDIT_OPEN, PICTURE_CLOSE = "\ue015", "\ue019", "\ue01a"
"""Around the number of an image in `Document.html`: where the picture stands, and where its caption ends."""

BACKLINK = "\ue016"
"""In `Document.html`, where the words for "back to the text" stand."""

END_OPEN, END_CLOSE = "\ue017", "\ue018"
"""Around the number of a block in `Document.html`, where the block's own text ends."""

_STATEMENTS = frozenset({"p", "li", "dd", "tr", "figcaption"})
_UNSEEN = frozenset("*_`\\[]()!{}#>|:<&")


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A link whose address is `kind:id`."""

    kind: str
    """One of `TARGET_KINDS`."""

    id: str
    """What follows the colon, as written; may hold slashes (`history/beginnings`) and an anchor (`#id`)."""

    text: str
    """What the link says, as plain text."""

    offset: int
    """Where the link's `[` stands in the parsed text."""

    @property
    def target(self) -> Target:
        """What it points to, without the anchor."""
        return Target(self.kind, self.id.partition("#")[0])

    @property
    def anchor(self) -> str:
        """The anchor without `#`; empty where the whole page is meant."""
        return self.id.partition("#")[2]


@dataclass(frozen=True, slots=True)
class AnchorLink:
    """A link to an anchor of the same text."""

    anchor: str
    """The id, without `#` and before any prefix."""

    offset: int
    """Where the link's `[` stands in the parsed text."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image from the archive's media folder."""

    path: str
    """Path relative to the content folder, always below `media/`."""

    alt: str
    """What the image shows, in words; empty where the text leaves that to the picture's own description."""

    offset: int
    """Where the `!` stands in the parsed text."""

    id: str = ""
    """Anchor of the figure that it makes, with the document's prefix; empty where it makes none."""

    has_caption: bool = False
    """Whether the text has a caption for it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, as a table of contents shows it."""

    level: int
    """2 to 6."""

    id: str
    """The anchor, with the document's prefix."""

    text: str
    """Plain text without marks."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation group or a cross-link at its place in a block."""

    position: int
    """Where it begins in `Block.text`."""

    end: int
    """Just after it in `Block.text`; a citation group is one character long."""

    mark: CitationGroup | CrossLink
    """What stands there."""

    index: int
    """Its number in `Document.groups` or `Document.links`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block."""

    text: str
    """Plain text without marks."""

    start: int
    """Where it begins in `Block.text`."""

    end: int
    """Just after it in `Block.text`."""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item, definition, table row, caption or piece of code."""

    tag: str
    """`p`, `li`, `dd`, `dt`, `tr`, `th`, `figcaption`, `h2` to `h6` or `pre`.

    Items with paragraphs leave their text to these; a row of column heads is `th`.
    """

    id: str
    """Anchor with the document's prefix; empty where the block has none."""

    classes: frozenset[str]
    """The classes that its author gave it."""

    text: str
    """Plain text; spaces and line breaks as one space, citation groups as U+FFFC, cells of a row parted by ` | `."""

    marks: tuple[Placed, ...]
    """Citation groups and cross-links in the order of the text."""

    offset: int
    """Where its text begins in the parsed text."""

    editorial: bool
    """Whether it, or something around it, has the class `editorial`."""

    quotation: bool
    """Whether it stands in a block quotation."""

    heading_level: int
    """2 to 6 for a heading, else 0."""

    footnote: str
    """Letter of the author's footnote that it belongs to, or the empty string."""

    anchors: tuple[tuple[int, int], ...] = field(repr=False)
    """Places known in both texts: position in `text` with offset in the parsed text, ascending."""

    abbreviations: Collection[str] = field(repr=False, compare=False)
    """Abbreviations that end no sentence."""

    source: str = field(repr=False, compare=False)
    """The whole parsed text."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, each with the marks that follow its full stop."""
        return tuple(
            Sentence(without_marks(self.text[start:end]), start, end)
            for start, end in split_sentences(self.text, self.abbreviations)
        )

    @property
    def states_something(self) -> bool:
        """Whether it is a statement, which needs evidence: no heading, no code, none of the editors' own words."""
        return self.tag in _STATEMENTS and not self.editorial and any(map(str.isalnum, self.text))

    @property
    def groups(self) -> tuple[CitationGroup, ...]:
        """The citation groups, in order."""
        return tuple(placed.mark for placed in self.marks if isinstance(placed.mark, CitationGroup))

    @property
    def links(self) -> tuple[CrossLink, ...]:
        """The cross-links, in order."""
        return tuple(placed.mark for placed in self.marks if isinstance(placed.mark, CrossLink))

    def offset_at(self, position: int) -> int:
        """Offset in the parsed text of the character at `position` of `text`.

        Exact at every mark, link and start of a line; between them emphasis and other signs that plain text leaves out
        are stepped over, so only a character written as an entity can shift what follows it on its line.
        """
        index = bisect_right(self.anchors, position, key=lambda anchor: anchor[0]) - 1
        if index < 0:
            return self.offset
        plain, offset = self.anchors[index]
        source, text = self.source, self.text
        while plain < position:
            offset = _next_equal(source, offset, text[plain]) + 1
            plain += 1
        if position < len(text):
            offset = _next_equal(source, offset, text[position])
        return min(offset, len(source))


@dataclass(frozen=True)
class Document:
    """A text, parsed once."""

    html: str
    """Safe HTML with gaps for citation groups, cross-links and pictures; `render_html` fills them."""

    blocks: tuple[Block, ...]
    """The blocks in the order of reading; those of footnotes last."""

    groups: tuple[CitationGroup, ...]
    """The citation groups in the order of reading, with offsets in the parsed text."""

    links: tuple[CrossLink, ...]
    """The cross-links in the order of reading."""

    headings: tuple[Heading, ...]
    """The headings in order."""

    images: tuple[Image, ...]
    """The images in order."""

    anchor_links: tuple[AnchorLink, ...]
    """The links to anchors of the same text, in order."""

    anchors: frozenset[str]
    """Every id in `html`."""

    findings: tuple[Finding, ...]
    """What is wrong with the text, in the order of places."""

    def image_of(self, block: Block) -> Image | None:
        """The image whose caption a block is; None for any other block."""
        if block.tag != "figcaption" or not block.id:
            return None
        return next((image for image in self.images if image.id == block.id), None)

    @property
    def plain_text(self) -> str:
        """The words alone: blocks parted by empty lines, without marks."""
        return "\n\n".join(text for block in self.blocks if (text := without_marks(block.text)))


def without_marks(text: str) -> str:
    """`text` without citation marks, the spaces that stood only before them and cells that held nothing else."""
    return text.replace(f" {MARK}", "").replace(MARK, "").strip(" |") if MARK in text else text


def _next_equal(source: str, offset: int, character: str) -> int:
    """The place of `character` at `offset` or behind the signs that plain text leaves out, else `offset` itself."""
    place = offset
    while place < len(source) and source[place] != character and source[place] in _UNSEEN:
        place += 1
    return place if place < len(source) and source[place] == character else offset
