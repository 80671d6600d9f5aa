"""Assembly: from the tree that Python-Markdown leaves to HTML and blocks, in one walk.

The walk goes in the order of reading, so it is here that citation groups, cross-links and footnotes get their numbers,
blocks their ids, and sentinels their end: of every piece of text one copy goes to the HTML, freed of sentinels and
escaped, and one to the plain text of its block, where sentinels become anchors. Only tags and attributes that this
module writes itself can come into being.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from kalmyk_site.markup.anchors import letters, make_slug, site_anchor
from kalmyk_site.markup.attributes import (
    ATTRIBUTE_FORMS,
    NO_ATTRIBUTES,
    Attributes,
    looks_like_attributes,
    read_attributes,
)
from kalmyk_site.markup.citations import CitationGroup
from kalmyk_site.markup.document import (
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
    AnchorLink,
    Block,
    CrossLink,
    Heading,
    Image,
    Placed,
    without_marks,
)
from kalmyk_site.markup.inline import unescape
from kalmyk_site.markup.positions import FENCE_OPEN, SENTINEL, SENTINEL_OPEN, decode, without_sentinels
from kalmyk_site.markup.reading import ImageTarget, LinkTarget, NoteReference, Reading, shorten
from kalmyk_site.markup.sentences import MARK

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STATEMENTS = _HEADINGS | {"p", "li", "dd", "dt"}
_CONTAINERS = frozenset({"div", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody"})
_NEARLY_HEADING = re.compile(r"#{2,6}(?=[^\s#])|#(?=[^\W\d])")
_BLOCKS = _STATEMENTS | _CONTAINERS | {"pre", "hr", "tr"}
_FIGURE = frozenset({"figure", "picture"})
_LIST_AT_END = _HEADINGS | {"dt", "td", "th"}
_SPACES = re.compile(r"[ \t\n]+")
_FENCE = re.compile("\ue001([\ue100-\uf0ff]{2})")
_END = re.compile(f"{END_OPEN}([0-9]+){END_CLOSE}")
_WORDS_OF_AN_ID = 8


@dataclass(slots=True)
class _Statement:
    """The plain text of one block while it grows."""

    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    spaced: bool = True
    anchors: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    marks: list[Placed] = field(default_factory=list[Placed])

    def add(self, text: str) -> None:
        """Append text, with white space as single spaces."""
        text = _SPACES.sub(" ", text)
        if self.spaced and text[:1] == " ":
            text = text[1:]
        if text:
            self.pieces.append(text)
            self.length += len(text)
            self.spaced = text[-1] == " "

    def anchor(self, offset: int) -> None:
        """Note that the next character comes from `offset`."""
        self.anchors.append((self.length, offset))


class Assembly:
    """One walk over one tree."""

    def __init__(self, reading: Reading, abbreviations: Collection[str], id_prefix: str) -> None:
        """Prepare a walk; `walk` and `finish` do it."""
        self.reading = reading
        self.groups: list[CitationGroup] = []
        self.links: list[CrossLink] = []
        self.headings: list[Heading] = []
        self.images: list[Image] = []
        self.anchor_links: list[AnchorLink] = []
        self.anchors: set[str] = set()
        self._abbreviations = abbreviations
        self._id_prefix = id_prefix
        self._blocks: list[Block | None] = []
        self._out: list[str] = []
        self._editorial: bool = False
        self._quotation = False
        self._footnote = ""
        self._is_outermost = False
        self._queue: list[str] = []
        self._letters: dict[str, str] = {}
        self._references: dict[str, int] = {}
        self._statement = _Statement()

    @property
    def html(self) -> str:
        """What has been written so far."""
        numbers: dict[int, int] = {}
        for slot, block in enumerate(self._blocks):
            if block is not None:
                numbers[slot] = len(numbers)

        def number(found: re.Match[str]) -> str:
            slot = int(found[1])
            return f"{END_OPEN}{numbers[slot]}{END_CLOSE}" if slot in numbers else ""

        return _END.sub(number, "".join(self._out))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks found so far."""
        return tuple(block for block in self._blocks if block is not None)

    def walk(self, root: Element) -> None:
        """Write the text itself."""
        for child in root:
            self._is_outermost = True
            self._block(child)

    def walk_notes(self, notes: dict[str, Element]) -> None:
        """Write the authors' footnotes: those referred to in order of reference, then the others."""
        if not notes:
            return
        self._out.append('<div class="footnotes" role="doc-endnotes">\n<ol type="a">\n')
        slots: list[int] = []
        for label, body in notes.items():
            # What is referred to comes first; a note that is written may refer to others.
            while len(slots) < len(self._queue):
                queued = self._queue[len(slots)]
                slots.append(self._note(notes[queued], self._letters[queued]))
            if label not in self._letters:
                slots.append(self._note(body, self._letter(label)))
        for label, slot in zip(self._queue, slots, strict=True):
            self._out[slot] = self._backlinks(self._letters[label], self._references.get(label, 0))
        self._out.append("</ol>\n</div>\n")
        self._footnote = ""

    def _letter(self, label: str) -> str:
        """The letter of a footnote; the first time, it is queued to be written."""
        if label not in self._letters:
            self._letters[label] = letters(len(self._queue))
            self._queue.append(label)
        return self._letters[label]

    def _note(self, body: Element, letter: str) -> int:
        """Write one footnote; returns the place in the output that its links back will take."""
        self._footnote = letter
        anchor = site_anchor(f"fn-{letter}", self._id_prefix)
        self.anchors.add(anchor)
        self._out.append(f'<li id="{html.escape(anchor)}">\n')
        for child in body:
            self._block(child)
        slot = len(self._out)
        if self._out[-1] == "</p>\n":
            slot -= 1
            self._out[slot:] = ["", "</p>\n"]
        else:
            self._out.append("")
        self._out.append("</li>\n")
        return slot

    def _backlinks(self, letter: str, count: int) -> str:
        return "".join(
            f' <a href="#{html.escape(self._reference_id(letter, number))}" role="doc-backlink"'
            f' aria-label="{BACKLINK}">↩</a>'
            for number in range(1, count + 1)
        )

    def _reference_id(self, letter: str, number: int) -> str:
        return site_anchor(f"fnref-{letter}" + (f"-{number}" if number > 1 else ""), self._id_prefix)

    # Blocks.

    def _block(self, element: Element) -> None:
        tag = element.tag
        outermost, self._is_outermost = self._is_outermost, False
        if tag in _STATEMENTS:
            self._write_statement(element, outermost=outermost)
        elif tag == "tr":
            self._write_row(element)
        elif tag == "pre":
            self._write_code(element)
        elif tag == "hr":
            self._out.append("<hr>\n")
        elif tag == "fence":
            fence = self.reading.fences[int(element.get("n", "0"))]
            self._write_pre(fence.text, fence.offset)
        else:
            self._write_container(element, tag)

    def _write_container(self, element: Element, tag: str) -> None:
        quotation = self._quotation
        self._quotation = quotation or tag == "blockquote"
        start = element.get("start", "") if tag == "ol" else ""
        self._out.append(f'<{tag} start="{start}">\n' if start.isdecimal() else f"<{tag}>\n")
        for child in element:
            self._block(child)
        self._out.append(f"</{tag}>\n")
        self._quotation = quotation

    def _write_statement(self, element: Element, *, outermost: bool) -> None:
        tag = element.tag
        attributes, alone = self._take_attributes(element)
        if alone:
            return
        image = self._image_of(element) if tag == "p" and outermost else None
        if image is not None:
            self._write_figure(element, image, attributes)
            return
        editorial, outer = self._editorial, self._statement
        self._editorial = editorial or "editorial" in attributes.classes
        self._statement = _Statement()
        place, slot = len(self._out), len(self._blocks)
        self._out.append("")
        self._blocks.append(None)
        if tag == "h1":
            tag = "h2"
            self._report_level(element)
        self._write_content(element, top=True, slot=slot)
        level = int(tag[1]) if tag in _HEADINGS else 0
        text = self._text()
        anchor = self._anchor(attributes, tag, text)
        self._out[place] = f"<{tag}{_shown(anchor, attributes.classes, attributes.lang)}>"
        self._out.append(f"</{tag}>\n")
        if level:
            self.headings.append(Heading(level, anchor, without_marks(text)))
        if text or anchor:
            block = self._blocks[slot] = self._make_block(tag, anchor, attributes.classes, text, level)
            if tag == "p" and (near_miss := _NEARLY_HEADING.match(text)):
                self._report_heading(text, near_miss[0], block.offset)
        self._editorial, self._statement = editorial, outer

    def _image_of(self, element: Element) -> ImageTarget | None:
        """The image of a paragraph that holds an image and, below it, perhaps a caption; None for any other.

        What remains in the paragraph is the caption.
        """
        first = element[0] if len(element) else None
        if first is None or first.tag != "img" or without_sentinels(element.text or "").strip():
            return None
        image = self.reading.payloads[int(first.get("n", ""))]
        tail = first.tail or ""
        behind = tail[tail.find("}") + 1 :] if _open_list(tail, 0) else tail
        if not isinstance(image, ImageTarget):
            return None
        if len(element) == 1 and not behind.strip():
            return image
        is_broken = len(element) > 1 and element[1].tag == "br" and not behind.strip()
        return image if is_broken or behind[:1] == "\n" else None

    def _write_figure(self, element: Element, image: ImageTarget, attributes: Attributes) -> None:
        """Write an image that stands in a paragraph of its own, with its caption."""
        first = element[0]
        own = self._list_behind(first) or NO_ATTRIBUTES
        attributes = Attributes(attributes.id or own.id, attributes.classes | own.classes, attributes.lang or own.lang)
        caption = first.tail
        element.remove(first)
        if len(element) and element[0].tag == "br":
            caption = element[0].tail
            element.remove(element[0])
        element.text = (caption or "").lstrip(" \n")
        editorial, outer = self._editorial, self._statement
        self._editorial = editorial or "editorial" in attributes.classes
        self._statement = _Statement()
        place, slot, number = len(self._out), len(self._blocks), len(self.images)
        self._out.append("")
        self._blocks.append(None)
        # Images among the words of the caption come after this one.
        self.images.append(Image(image.path, image.alt, image.offset))
        self._write_content(element, slot=slot)
        text = self._text()
        words = without_marks(text) or image.alt or PurePosixPath(image.path).stem
        anchor = self._anchor(attributes, "p", words, image.offset)
        self.images[number] = Image(image.path, image.alt, image.offset, anchor, any(map(str.isalnum, text)))
        self._out[place] = (
            f"<figure{_shown(anchor, attributes.classes | _FIGURE, attributes.lang)}>\n"
            f"{PICTURE_OPEN}{number}{PICTURE_CLOSE}\n<figcaption>"
        )
        self._out.append(f"{CREDIT_OPEN}{number}{PICTURE_CLOSE}</figcaption>\n</figure>\n")
        if text:
            self._blocks[slot] = self._make_block("figcaption", anchor, attributes.classes, text, 0)
        self._editorial, self._statement = editorial, outer

    def _write_row(self, row: Element) -> None:
        outer = self._statement
        statement = self._statement = _Statement()
        slot = len(self._blocks)
        self._blocks.append(None)
        self._out.append("<tr>\n")
        classes: frozenset[str] = frozenset()
        anchor = ""
        for number, cell in enumerate(row):
            attributes, _ = self._take_attributes(cell)
            classes |= attributes.classes
            own = self._anchor(attributes, cell.tag, "")
            anchor = anchor or own
            align = cell.get("align", "")
            names = attributes.classes | (frozenset({f"align-{align}"}) if align else NO_ATTRIBUTES.classes)
            scope = ' scope="col"' if cell.tag == "th" else ""
            if number and statement.length:
                statement.add(" | ")
            self._out.append(f"<{cell.tag}{_shown(own, names, attributes.lang)}{scope}>")
            self._write_content(cell, top=True, slot=slot if number == len(row) - 1 else None)
            self._out.append(f"</{cell.tag}>\n")
        self._out.append("</tr>\n")
        text = self._text()
        tag = "th" if all(cell.tag == "th" for cell in row) else "tr"
        if text:
            editorial = self._editorial
            self._editorial = editorial or "editorial" in classes
            self._blocks[slot] = self._make_block(tag, anchor, classes, text, 0)
            self._editorial = editorial
        self._statement = outer

    def _write_code(self, element: Element) -> None:
        code = element[0].text or "" if len(element) else ""
        text = _unescape_code(_restore_fences(code, self.reading))
        first = SENTINEL.search(text)
        source, known = self.reading.source, decode(first[1]) if first else 0
        written = without_sentinels(text).strip("\n")
        line = written.partition("\n")[0].strip()
        # Only what may be a mark has a known place, and that stands somewhere in the code.
        found = re.search(rf"^[ \t>]*(?={re.escape(line)})", source, re.MULTILINE)
        offset = found.end() if found else known
        self.reading.report(
            "paragraph-indented",
            offset,
            "the lines are indented by four spaces, which makes them code: no citation and no link in them is read.",
            value=shorten(line),
            expected="paragraphs that begin at the edge, and code between two lines of ```",
            remedy="Take the spaces out; if it is code, put a line of ``` above and below it.",
        )
        self._write_pre(written, offset)

    def _write_pre(self, text: str, offset: int) -> None:
        self._out.append(f"<pre><code>{html.escape(text, quote=False)}\n</code></pre>\n")
        anchors = ((0, offset),)
        self._blocks.append(
            Block(
                "pre", "", frozenset(), text, (), offset, self._editorial, self._quotation, 0, self._footnote,
                anchors, self._abbreviations, self.reading.source,
            )
        )  # fmt: skip

    def _make_block(self, tag: str, anchor: str, classes: frozenset[str], text: str, level: int) -> Block:
        anchors = tuple(self._statement.anchors)
        offset = max(anchors[0][1] - anchors[0][0], 0) if anchors else 0
        return Block(
            tag, anchor, classes, text, tuple(self._statement.marks), offset, self._editorial, self._quotation, level,
            self._footnote, anchors, self._abbreviations, self.reading.source,
        )  # fmt: skip

    def _text(self) -> str:
        return "".join(self._statement.pieces).rstrip(" ")

    def _anchor(self, attributes: Attributes, tag: str, text: str, offset: int | None = None) -> str:
        """The id of a block: its author's, or made from its own words; registered, and empty when it is taken."""
        name = attributes.id
        if not name and (tag == "p" or tag in _HEADINGS):
            words = without_marks(text)
            name = make_slug(words if tag != "p" else " ".join(words.split()[:_WORDS_OF_AN_ID]))
        if not name:
            return ""
        anchor = self._id_prefix + name
        if anchor not in self.anchors:
            self.anchors.add(anchor)
            return anchor
        statement = self._statement
        self.reading.report(
            "anchor-duplicate",
            (max(statement.anchors[0][1] - statement.anchors[0][0], 0) if statement.anchors else 0)
            if offset is None
            else offset,
            f"the anchor '{name}' stands before this in the same text.",
            value=name,
            expected="an anchor for each paragraph and heading that nothing else in the text has",
            remedy="Add {#name} with another name at its end.",
        )
        return ""

    def _report_level(self, element: Element) -> None:
        text = without_sentinels(unescape(element.text or ""))
        self.reading.report(
            "heading-level",
            self._first_offset(element),
            f"'{shorten(text)}' is a heading of the first level, which is the title's.",
            value=f"# {shorten(text)}",
            expected="headings of levels 2 to 6",
            remedy="Begin with '##'.",
        )

    def _report_heading(self, text: str, signs: str, offset: int) -> None:
        level = max(len(signs), 2) * "#"
        words = shorten(without_marks(text)[len(signs) :])
        self.reading.report(
            "heading-space",
            offset,
            f"'{shorten(without_marks(text))}' is no heading, because no space stands behind its #.",
            value=f"{signs}{words}",
            expected="## and a space before the words of a heading",
            remedy=f"Write '{level} {words}'; put a backslash before '#' where it is meant as a sign.",
        )

    def _first_offset(self, element: Element) -> int:
        for part in element.iter():
            number = part.get("n")
            found = SENTINEL.search(part.text or "")
            if number is not None and part.tag != "fence":
                payload = self.reading.payloads[int(number)]
                return payload.offset
            if found is not None:
                return decode(found[1])
            found = SENTINEL.search(part.tail or "") if part is not element else None
            if found is not None:
                return decode(found[1])
        return 0

    # Content of blocks.

    def _write_content(self, element: Element, *, top: bool = False, slot: int | None = None) -> None:
        """Write what an element holds; `top` allows blocks in it, `slot` is the block whose own text ends with it."""
        self._write_text(element.text)
        for child in element:
            tag = child.tag
            if top and (tag in _BLOCKS or tag == "fence"):
                slot = self._end(slot)
                if self._out[-1][-1:] != "\n":
                    self._out.append("\n")
                self._block(child)
                if not self._statement.spaced:
                    self._statement.add(" ")
            else:
                self._write_inline(child, tag)
            self._write_text(child.tail)
        self._end(slot)

    def _end(self, slot: int | None) -> None:
        if slot is not None:
            self._out.append(f"{END_OPEN}{slot}{END_CLOSE}")

    def _write_inline(self, element: Element, tag: str) -> None:
        if tag == "text":
            self._write_content(element)
        elif tag == "br":
            self._out.append("<br>")
            self._statement.add(" ")
        elif tag == "cite":
            self._refuse_attributes(element)
            self._write_group(element)
        elif tag == "note":
            self._refuse_attributes(element)
            self._write_reference(element)
        elif tag == "a":
            self._write_link(element)
        else:
            shown = self._inline_attributes(element)
            if tag == "img":
                self._refuse_image(element)
            elif tag == "code":
                self._out.append(f"<code{shown}>")
                self._write_final(_restore_fences(element.text or "", self.reading))
                self._out.append("</code>")
            else:
                self._out.append(f"<{tag}{shown}>")
                self._write_content(element)
                self._out.append(f"</{tag}>")

    def _write_text(self, text: str | None) -> None:
        if text:
            if "\x02" in text:
                text = unescape(text)
            if FENCE_OPEN in text:
                text = _restore_fences(text, self.reading)
            self._write_final(text)

    def _write_final(self, text: str) -> None:
        statement = self._statement
        if SENTINEL_OPEN in text:
            pieces = SENTINEL.split(text)
            for index, piece in enumerate(pieces):
                if index % 2:
                    statement.anchor(decode(piece))
                elif piece:
                    statement.add(piece)
            text = "".join(pieces[::2])
        else:
            statement.add(text)
        self._out.append(html.escape(text, quote=False))

    def _write_group(self, element: Element) -> None:
        group = self.reading.payloads[int(element.get("n", ""))]
        if not isinstance(group, CitationGroup):
            return
        index = len(self.groups)
        self.groups.append(group)
        statement = self._statement
        statement.anchor(group.offset)
        statement.marks.append(Placed(statement.length, statement.length + 1, group, index))
        statement.add(MARK)
        statement.anchor(group.end)
        self._out.append(f"{GROUP_OPEN}{index}{GROUP_CLOSE}")

    def _write_link(self, element: Element) -> None:
        target = self.reading.payloads[int(element.get("n", ""))]
        if not isinstance(target, LinkTarget):
            return
        statement = self._statement
        if statement.anchors[-1:] != [(statement.length, target.offset)]:
            statement.anchor(target.offset)
        if target.kind == "web" or target.kind == "anchor":
            shown = self._inline_attributes(element)
            address, rel = target.address, ' rel="external noopener"'
            if target.kind == "anchor":
                self.anchor_links.append(AnchorLink(address, target.offset))
                address, rel = f"#{self._id_prefix}{address}", ""
            elif address.startswith("mailto:"):
                rel = ""
            title = f' title="{html.escape(target.title)}"' if target.title else ""
            self._out.append(f'<a href="{html.escape(address)}"{rel}{title}{shown}>')
            self._write_content(element)
            self._out.append("</a>")
        else:
            self._refuse_attributes(element)
            index, start, first = len(self.links), statement.length, len(statement.pieces)
            self._out.append(f"{LINK_OPEN}{index}{LINK_TEXT}")
            self._write_content(element)
            self._out.append(LINK_CLOSE)
            link = CrossLink(target.kind, target.address, "".join(statement.pieces[first:]).strip(), target.offset)
            self.links.append(link)
            statement.marks.append(Placed(start, statement.length, link, index))
        if target.end:
            statement.anchor(target.end)

    def _refuse_image(self, element: Element) -> None:
        """Report an image that stands among words, in a list, a table or a quotation, and write its description."""
        image = self.reading.payloads[int(element.get("n", ""))]
        if not isinstance(image, ImageTarget):
            return
        self.images.append(Image(image.path, image.alt, image.offset))
        self._statement.anchor(image.offset)
        self._write_final(image.alt)
        self.reading.report(
            "image-place",
            image.offset,
            f"the image '{shorten(image.path)}' stands among words, or in a list, quotation, table or footnote.",
            value=shorten(image.path),
            expected="an image in a paragraph of its own, with its caption on the line below it",
            remedy="Put an empty line before the image and after its caption, and begin both at the left edge.",
        )

    def _write_reference(self, element: Element) -> None:
        reference = self.reading.payloads[int(element.get("n", ""))]
        if not isinstance(reference, NoteReference):
            return
        number = self._references.get(reference.label, 0) + 1
        self._references[reference.label] = number
        letter = self._letter(reference.label)
        anchor = self._reference_id(letter, number)
        self.anchors.add(anchor)
        target = site_anchor(f"fn-{letter}", self._id_prefix)
        self._out.append(
            f'<sup class="footnote"><a id="{html.escape(anchor)}" href="#{html.escape(target)}"'
            f' role="doc-noteref">{letter}</a></sup>'
        )

    # Attribute lists.

    def _take_attributes(self, element: Element) -> tuple[Attributes, bool]:
        """Take the attribute list off the end of a block's own text.

        Returns:
            The attributes, and whether the block held nothing else.
        """
        holder: Element | None = None
        for child in element:
            if child.tag in _BLOCKS or child.tag == "fence":
                break
            holder = child
        text = (element.text if holder is None else holder.tail) or ""
        body = text.rstrip(" \n")
        if body[-1:] != "}":
            return NO_ATTRIBUTES, False
        opening = body.rfind("{")
        found = _open_list(body, opening)
        if found is None or "\n" in body[opening:]:
            return NO_ATTRIBUTES, False
        inner, offset = body[found.end() : -1], decode(found[1])
        before = body[:opening].rstrip(" ")
        bare = without_sentinels(before)
        alone = holder is None and not bare.strip()
        if holder is not None and not before and opening == 0:
            return NO_ATTRIBUTES, False
        if not (alone or bare[-1:] == "\n" or element.tag in _LIST_AT_END or looks_like_attributes(inner)):
            return NO_ATTRIBUTES, False
        if holder is None:
            element.text = before.rstrip()
        else:
            holder.tail = before.rstrip()
        attributes = self._read_list(inner, offset)
        if alone and element.tag in _LIST_AT_END | {"p"}:
            self._report_attribute(f"{{{inner}}}", offset, "stands alone", "Put it directly under the block it is for.")
            return NO_ATTRIBUTES, element.tag == "p" and len(element) == 0
        return attributes, False

    def _inline_attributes(self, element: Element) -> str:
        """Take the attribute list off the text behind an inline element; returns it as HTML."""
        attributes = self._list_behind(element)
        if attributes is None:
            return ""
        return _shown(self._anchor(attributes, element.tag, ""), attributes.classes, attributes.lang)

    def _refuse_attributes(self, element: Element) -> None:
        """Take the attribute list off the text behind a citation, cross-link or footnote reference, which has none."""
        tail = element.tail or ""
        found = _open_list(tail, 0) if tail[:1] == "{" else None
        close = tail.find("}")
        if found is not None and close > 0:
            inner = tail[found.end() : close]
            element.tail = tail[close + 1 :]
            self._report_attribute(
                f"{{{inner}}}",
                decode(found[1]),
                "belongs to no block",
                "Put a space before it, or put it on a line of its own below the block.",
            )

    def _list_behind(self, element: Element) -> Attributes | None:
        tail = element.tail or ""
        found = _open_list(tail, 0) if tail[:1] == "{" else None
        close = tail.find("}")
        if found is None or close < 0 or "\n" in tail[:close]:
            return None
        element.tail = tail[close + 1 :]
        return self._read_list(tail[found.end() : close], decode(found[1]))

    def _read_list(self, inner: str, offset: int) -> Attributes:
        attributes = read_attributes(unescape(without_sentinels(inner)))
        for refused in attributes.refused[:1]:
            self._report_attribute(refused, offset, "may not be set", "Take it out.")
        return attributes

    def _report_attribute(self, value: str, offset: int, fault: str, remedy: str) -> None:
        self.reading.report(
            "attribute-forbidden",
            offset,
            f"the attribute '{shorten(without_sentinels(value))}' {fault}.",
            value=shorten(without_sentinels(value)),
            expected=ATTRIBUTE_FORMS,
            remedy=remedy,
        )


_OPEN_LIST = re.compile("\\{:?\ue000([\ue100-\uf0ff]{2})")


def _open_list(text: str, place: int) -> re.Match[str] | None:
    """The opening brace of an attribute list that the author wrote at `place`, with its sentinel."""
    return _OPEN_LIST.match(text, place) if place >= 0 else None


def _shown(anchor: str, classes: frozenset[str], lang: str) -> str:
    id_ = f' id="{html.escape(anchor)}"' if anchor else ""
    spoken = f' lang="{lang}"' if lang else ""
    return f'{id_}{spoken} class="{" ".join(sorted(classes))}"' if classes else f"{id_}{spoken}"


def _unescape_code(text: str) -> str:
    """Undo the escaping that Python-Markdown does in code."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _restore_fences(text: str, reading: Reading) -> str:
    """Put fenced code back where what stands for it came into a place that has no blocks."""
    if FENCE_OPEN not in text:
        return text
    return _FENCE.sub(lambda found: reading.fences[decode(found[1])].text, text)
