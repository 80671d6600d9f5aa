"""Inline syntax: citations, links, images, footnote references, tags and entities, each known by its sentinel.

These processors take the place of Python-Markdown's own for brackets and angle brackets. One processor reads every
`[`: it finds the closing bracket once and decides between link, footnote, citation group and reference link, where
the library would walk the text once for each. None of them makes HTML. They leave elements with the number of a payload
(`cite`, `a`, `img`, `note`) or with text that is final (`text`); `assembly` turns these into the document.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.entities import html5
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTree
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from kalmyk_site.markup.addresses import IMAGE_FORMS, LINK_FORMS, Address, media_path, read_address
from kalmyk_site.markup.citations import (
    CitationGroup,
    CitationMark,
    Locator,
    MarkupError,
    find_closing_bracket,
    parse_citation_group,
    parse_narrative,
)
from kalmyk_site.markup.positions import FORBIDDEN, SENTINEL, SENTINEL_OPEN, decode, without_sentinels
from kalmyk_site.markup.reading import (
    ImageTarget,
    LinkTarget,
    NoteReference,
    PlacedText,
    Reading,
    read_positions,
    shorten,
)
from kalmyk_site.records.fields import TARGET_KINDS
from kalmyk_site.records.findings import Origin

Match = tuple[Element | None, int | None, int | None]
"""Element with start and end of what it replaces; all None where the processor declines."""

_DECLINED: Match = (None, None, None)
_AT = "\ue000[\ue100-\uf0ff]{2}@"
_CITES = re.compile(_AT)
_NESTED = re.compile(rf"{_AT}|[\[\]]")
_UNCLOSED = re.compile("[^\\[\\]@]*+(?<=\ue000[\ue100-\uf0ff]{2})@")
_REFERENCE = re.compile("[ \\n]?(?:\ue000[\ue100-\uf0ff]{2})?\\[([^\\[\\]]*+)\\]")
_DESTINATION = re.compile(
    r"""\(\s*+(?:(?:\ue000[\ue100-\uf0ff]{2})?<([^<>\n]*+)>|((?:[^\s()]++|\((?:[^\s()]++|\([^\s()]*+\))*+\))*+))"""
    r"""(?:\s++("[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
)
_ADDRESSES = f"(?:(?:{'|'.join(TARGET_KINDS)}):|https?://)"
_APART = re.compile(r"[ \t]*\n?[ \t]*(?<=\s)\((" + _ADDRESSES + r"[^\s()]++)\)")
_TERMS = "p|pp|chap|chaps|note|notes|no|nos|vol|sec"
_BARE_CITATION = re.compile(
    rf"(see |quoted in )?[a-z][a-z0-9-]*+(?:,\s(?:{_TERMS})\.?\s?[0-9][^;]*+"
    r"|(?<=[a-z][0-9]{4})|(?<=[a-z][0-9]{4}[a-z]))"
)
"""A key and a locator without `@`; a key alone where it ends in a year."""

_NARRATIVE = re.compile("@(?:\\w[\\w:.#$%&\\-+?<>~/]*+|\\{[^{}\\s]++\\})([ \\t]*+\\n?[ \\t-]*+\\[)?")
_NAMED_BEFORE = re.compile(_AT + r"(?:\w[\w:.#$%&\-+?<>~/]*+|\{[^{}\s]++\})[ \t]*+\n?[ \t]*+$")
_ESCAPED = re.compile("\x02(\\d+)\x03")
_COMMENT = re.compile(r"<!--(?:[^<-]++|-(?!->)|<(?!!--))*+-->")
_TAG = re.compile(r"""<[/!?]?+[A-Za-z][^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+>""")
_TAG_START = re.compile(r"<(?:!--|[/!?]?[A-Za-z]?[A-Za-z0-9-]*+)")
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^<>\s]*+)>")
_MAIL = re.compile(r"<([^<>@\s\"'/]++@[^<>@\s\"']++)>")
_LONGEST = 600
"""Characters within which the end of a narrative citation's brackets, or of a broken address, is looked for."""

_SHOWN = 200
"""Characters from which the value of an unclosed citation is made."""


class Session:
    """What the processors share: the parse they serve and the stash of Python-Markdown."""

    def __init__(self, md: Markdown) -> None:
        """Bind to the one Markdown instance; `reading` is set anew for each text."""
        self.references = md.references
        inline = md.treeprocessors["inline"]
        assert isinstance(inline, InlineTree)
        self.inline = inline
        self.reading = Reading("", _no_origin)

    def resolve(self, text: str) -> str:
        """`text` as written, with what Python-Markdown had stashed away put back."""
        if "\x02" in text:
            # What was stashed may hold what was stashed before it, never itself.
            while INLINE_PLACEHOLDER_RE.search(text) is not None:
                text = INLINE_PLACEHOLDER_RE.sub(self._stashed, text)
            text = _ESCAPED.sub(_unescape, text)
        return without_sentinels(text)

    def locate(self, data: str, index: int) -> int:
        """Offset in the parsed text of `data[index]`, counted from the last sentinel before it."""
        last = data.rfind(SENTINEL_OPEN, 0, index)
        return 0 if last < 0 else decode(data[last + 1 : last + 3]) + max(index - last - 3, 0)

    def _stashed(self, found: re.Match[str]) -> str:
        node = self.inline.stashed_nodes.get(found[1], "")
        return node if isinstance(node, str) else "".join(node.itertext())


class MarkProcessor(InlineProcessor):
    """A processor as Python-Markdown calls it; what it does is in `read`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # noqa: N802  the library's name
        """Hand the match on."""
        return self.read(m, data)

    def read(self, m: re.Match[str], data: str) -> Match:
        """Read what begins at the match, or decline."""
        raise LookupError(f"{type(self).__name__} reads nothing ({m[0]!r} in {data!r})")


class SentinelProcessor(MarkProcessor):
    """A processor whose construct is announced by a sentinel: group 1 of its pattern is the code of the offset."""

    def __init__(self, sign: str, session: Session) -> None:
        """Look for a sentinel before `sign`, a regular expression."""
        super().__init__(f"\ue000([\ue100-\uf0ff]{{2}}){sign}")
        self.session = session


class BracketProcessor(SentinelProcessor):
    """Reads `[`: inline link, footnote reference, citation group, reference link, or nothing at all."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, session: Session) -> None:
        """Serve one session."""
        super().__init__(r"\[", session)
        self._data = ""
        self._last_close = -1

    def read(self, m: re.Match[str], data: str) -> Match:
        """Read the construct that begins at the match."""
        if data is not self._data:
            self._data, self._last_close = data, data.rfind("]")
        if self.session.reading.full:
            return _DECLINED
        opened = m.end() - 1
        offset = decode(m[1])
        close = find_closing_bracket(data, opened) if opened < self._last_close else -1
        if close < 0:
            self._report_unclosed(data, opened, offset)
            return _DECLINED
        inner = data[opened + 1 : close]
        if data.startswith("(", close + 1):
            return self._read_link(m.start(), data, opened, close, offset)
        if inner.startswith("^"):
            return self._read_note(m.start(), inner, close, offset)
        if _is_citation(inner):
            if not inner.lstrip(" -").startswith(SENTINEL_OPEN) and _follows_narrative(data, m.start()):
                return _DECLINED
            return self._read_group(m.start(), data, opened, close, offset)
        read = self._read_reference(m.start(), data, inner, close, offset)
        if read is _DECLINED:
            self._report_near_miss(data, inner, close, offset)
        return read

    def _read_link(self, start: int, data: str, opened: int, close: int, offset: int) -> Match:
        text = data[opened + 1 : close]
        found = _DESTINATION.match(data, close + 1)
        if found is None:
            end = data.find(")", close, close + _LONGEST) + 1 or close + 2
            written = self.session.resolve(data[close + 2 : end - 1] if end > close + 2 else "").strip()
            _report_address(self.session.reading, written, offset, broken=True)
            return _plain(text), start, end
        written = self.session.resolve(found[2] if found[1] is None else found[1])
        title = self.session.resolve(found[3][1:-1]) if found[3] else ""
        raw = data[opened : found.end()]
        end = 0 if "\x02" in raw or "\n" in raw else offset + len(without_sentinels(raw))
        return self._make_link(text, written, title, offset, end), start, found.end()

    def _make_link(self, text: str, written: str, title: str, offset: int, end: int) -> Element:
        address = _report_address(self.session.reading, written, offset)
        if address is None:
            return _plain(text)
        element = Element("a")
        element.set("n", self.session.reading.keep(LinkTarget(address.kind, address.target, title, offset, end)))
        element.text = text
        if not without_sentinels(text).strip():
            self.session.reading.report(
                "link-form",
                offset,
                f"the link to '{shorten(written)}' has no text.",
                value=shorten(written),
                expected=LINK_FORMS,
                remedy="Write the text of the link between the square brackets.",
            )
        return element

    def _read_note(self, start: int, inner: str, close: int, offset: int) -> Match:
        label = self.session.resolve(inner[1:])
        reading = self.session.reading
        if reading.notes.get(label, "").strip():
            element = Element("note")
            element.set("n", reading.keep(NoteReference(label, offset)))
            return element, start, close + 1
        reading.report(
            "footnote-undefined",
            offset,
            f"the footnote '[^{shorten(label)}]' has no text.",
            value=f"[^{shorten(label)}]",
            expected=f"a paragraph that begins with [^{shorten(label)}]:",
            remedy="Write the text of the footnote, or take the reference out.",
        )
        return _final(f"[^{label}]"), start, close + 1

    def _read_group(self, start: int, data: str, opened: int, close: int, offset: int) -> Match:
        placed = read_positions(data[opened : close + 1])
        placed.anchors.insert(0, (0, offset))
        group = parse_citation_group(placed.text, 0)
        if isinstance(group, MarkupError):
            _report_mark(self.session.reading, group, placed)
            return _final(self.session.resolve(placed.text)), start, close + 1
        return _cite(self.session, group, placed), start, close + 1

    def _read_reference(self, start: int, data: str, inner: str, close: int, offset: int) -> Match:
        references = self.session.references
        if not references:
            return _DECLINED
        found = _REFERENCE.match(data, close + 1)
        label = inner if found is None or not found[1] else found[1]
        target = references.get(" ".join(self.session.resolve(label).lower().split()))
        if target is None:
            return _DECLINED
        address, title = target
        end = close + 1 if found is None else found.end()
        return self._make_link(inner, self.session.resolve(address), title or "", offset, 0), start, end

    def _report_near_miss(self, data: str, inner: str, close: int, offset: int) -> None:
        """Report words in brackets that were meant as a link or as a citation and are none."""
        reading, shown = self.session.reading, shorten(self.session.resolve(inner))
        apart = _APART.match(data, close + 1)
        if apart is not None:
            address = apart[1]
            reading.report(
                "link-form",
                offset,
                f"a space parts '[{shown}]' from its address, so that it is no link.",
                value=f"[{shown}] ({address})",
                expected=LINK_FORMS,
                remedy=f"Write [{shown}]({address}).",
            )
        elif (bare := _BARE_CITATION.fullmatch(shown)) is not None:
            written = f"{bare[1] or ''}@{shown[bare.end(1) if bare[1] else 0 :]}"
            reading.report(
                "citation-malformed",
                offset,
                f"'[{shown}]' looks like a citation and has no @ before its key.",
                value=f"[{shown}]",
                expected="[@key, p. 5]",
                remedy=f"Write [{written}]; put a backslash before '[' where it is meant as a sign.",
            )

    def _report_unclosed(self, data: str, opened: int, offset: int) -> None:
        if _UNCLOSED.match(data, opened + 1) is None:
            return
        error = parse_citation_group(self.session.resolve(data[opened : opened + _SHOWN]).replace("]", ""), 0)
        if isinstance(error, MarkupError):
            _report_mark(self.session.reading, error, PlacedText("", [(0, offset)]))


class ImageProcessor(SentinelProcessor):
    """Reads `![`: an image from the media folder."""

    def __init__(self, session: Session) -> None:
        """Serve one session."""
        super().__init__(r"!\[", session)

    def read(self, m: re.Match[str], data: str) -> Match:
        """Read the image that begins at the match."""
        opened = m.end() - 1
        offset = decode(m[1])
        close = find_closing_bracket(data, opened)
        if close < 0 or self.session.reading.full:
            return _DECLINED
        alt = " ".join(self.session.resolve(data[opened + 1 : close]).split())
        found = _DESTINATION.match(data, close + 1)
        if found is not None:
            path = self.session.resolve(found[2] if found[1] is None else found[1])
            title = self.session.resolve(found[3][1:-1]) if found[3] else ""
            end = found.end()
        else:
            reference = _REFERENCE.match(data, close + 1)
            label = alt if reference is None or not reference[1] else self.session.resolve(reference[1])
            target = self.session.references.get(" ".join(label.lower().split()))
            if target is None and not data.startswith("(", close + 1):
                return _DECLINED
            path, title = target or ("", "")
            path, title = self.session.resolve(path), title or ""
            end = close + 1 if reference is None else reference.end()
        return self._make_image(alt, path, title, offset), m.start(), end

    def _make_image(self, alt: str, path: str, title: str, offset: int) -> Element:
        reading = self.session.reading
        inside = media_path(path)
        written = shorten(path)
        if not inside:
            reading.report(
                "image-form",
                offset,
                f"the image '{written}' is not a file in content/media.",
                value=written,
                expected=IMAGE_FORMS,
                remedy="Put the file into content/media and name it by its place there: media/boats.jpg.",
            )
            # Its words are no words of the text, and must not be missed a source.
            return _final("")
        if title:
            reading.report(
                "image-form",
                offset,
                f"the image '{written}' has a title, which most readers never see.",
                value=shorten(title),
                expected=IMAGE_FORMS,
                remedy="Take the title out; a caption stands on the line below the image.",
            )
        element = Element("img")
        element.set("n", reading.keep(ImageTarget(inside, alt, offset)))
        return element


class AngleProcessor(SentinelProcessor):
    """Reads `<`: an address in angle brackets, or HTML, which is refused and shown as written."""

    def __init__(self, session: Session) -> None:
        """Serve one session."""
        super().__init__("<", session)

    def read(self, m: re.Match[str], data: str) -> Match:
        """Read what begins at the match."""
        if self.session.reading.full:
            return _DECLINED
        place = m.end() - 1
        offset = decode(m[1])
        found = _AUTOLINK.match(data, place) or _MAIL.match(data, place)
        if found is not None:
            written = self.session.resolve(found[1])
            address = _report_address(
                self.session.reading, written if found.re is _AUTOLINK else f"mailto:{written}", offset
            )
            if address is None or address.kind != "web" or "a" in self.session.inline.ancestors:
                if address is not None and address.kind != "web":
                    self._report_bare(written, offset)
                return _final(f"<{written}>"), m.start(), found.end()
            element = Element("a")
            end = offset + len(written) + 2
            element.set("n", self.session.reading.keep(LinkTarget("web", address.target, "", offset, end)))
            element.text = AtomicString(written)
            return element, m.start(), found.end()
        found = _COMMENT.match(data, place) or _TAG.match(data, place) or _TAG_START.match(data, place)
        end = place + 1 if found is None else found.end()
        written = self.session.resolve(data[place:end])
        self._report_html(written, offset)
        return _final(written), m.start(), end

    def _report_bare(self, written: str, offset: int) -> None:
        self.session.reading.report(
            "link-form",
            offset,
            f"the link to '{shorten(written)}' has no text.",
            value=shorten(written),
            expected=LINK_FORMS,
            remedy=f"Write [text]({shorten(written)}).",
        )

    def _report_html(self, written: str, offset: int) -> None:
        reading = self.session.reading
        name = _TAG_NAME.match(written)
        if name is not None:
            tag = name[2].lower()
            if name[1] and reading.open_tags.get(tag, 0):
                reading.open_tags[tag] -= 1
                return
            if not name[1]:
                reading.open_tags[tag] = reading.open_tags.get(tag, 0) + 1
        reading.report(
            "html-raw",
            offset,
            f"'{shorten(written)}' is HTML, which texts may not hold.",
            value=shorten(written),
            expected="Markdown",
            remedy="Write it in Markdown: *emphasis*, **strong**, [words](address), '- ' before each item of a list; "
            "or put a backslash before '<' where it is meant as a sign.",
        )


class NarrativeProcessor(SentinelProcessor):
    """Reads `@key` in a sentence, with the brackets that may follow."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, session: Session) -> None:
        """Serve one session."""
        super().__init__("@", session)

    def read(self, m: re.Match[str], data: str) -> Match:
        """Read the citation that begins at the match."""
        place = m.end() - 1
        found = _NARRATIVE.match(data, place)
        if found is None or self.session.reading.full:
            return _DECLINED
        end = data.find("]", found.end(), place + _LONGEST) + 2 if found[1] else 0
        raw = data[place : end if end > 1 else found.end()]
        placed = read_positions(raw)
        placed.anchors.insert(0, (0, decode(m[1])))
        group = parse_narrative(placed.text, 0)
        if group is None:
            return _DECLINED
        if isinstance(group, MarkupError):
            _report_mark(self.session.reading, group, placed)
            return _DECLINED
        return _cite(self.session, group, placed), m.start(), place + _raw_length(raw, group.end)


class CodeProcessor(MarkProcessor):
    """Reads code between backticks; a run of backticks is closed by the next run of the same length, or is text."""

    def __init__(self) -> None:
        """Look for backticks; the start of a text is a match as well, so that each text begins afresh."""
        super().__init__(r"\A(?!`)|`++")
        self._unclosed: set[int] = set()

    def read(self, m: re.Match[str], data: str) -> Match:
        """Read the code that begins at the match."""
        place = m.start()
        if place == 0:
            self._unclosed.clear()
        length = m.end() - place
        if length == 0 or length in self._unclosed:
            return _DECLINED
        if (place - len(data[:place].rstrip("\\"))) % 2:
            return _DECLINED
        closing = re.compile(f"(?<!`)`{{{length}}}(?!`)").search(data, m.end())
        if closing is None:
            # No later run of this length can be closed either: what follows is the end of the same text.
            self._unclosed.add(length)
            return _DECLINED
        element = Element("code")
        element.text = AtomicString(without_sentinels(data[m.end() : closing.start()]).strip())
        return element, place, closing.end()


class EntityProcessor(MarkProcessor):
    """Reads `&amp;` and its like; the character it names is text and nothing but text."""

    def __init__(self, session: Session) -> None:
        """Serve one session."""
        super().__init__(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
        self.session = session

    def read(self, m: re.Match[str], data: str) -> Match:
        """Decode the entity at the match, or leave it as it is."""
        if m[1][0] != "#" and f"{m[1]};" not in html5:
            return _DECLINED
        character = html.unescape(m[0])
        if not character or FORBIDDEN.search(character) is not None:
            self.session.reading.report(
                "file-private-use",
                self.session.locate(data, m.start()),
                f"'{m[0]}' names a character that no text may hold.",
                value=m[0],
                expected="a character of the Unicode standard",
                remedy="Write another character, or take it out.",
            )
            character = "\ufffd"
        return _final(character), m.start(), m.end()


def register_inline(md: Markdown) -> Session:
    """Put these processors in the place of Python-Markdown's own; returns what they share."""
    session = Session(md)
    for name in [
        "backtick",
        "reference",
        "link",
        "image_link",
        "image_reference",
        "short_reference",
        "short_image_ref",
        "autolink",
        "automail",
        "html",
        "entity",
    ]:
        md.inlinePatterns.deregister(name, strict=False)
    md.inlinePatterns.register(CodeProcessor(), "code", 190)
    md.inlinePatterns.register(BracketProcessor(session), "bracket", 171)
    md.inlinePatterns.register(ImageProcessor(session), "image", 150)
    md.inlinePatterns.register(AngleProcessor(session), "angle", 120)
    md.inlinePatterns.register(NarrativeProcessor(session), "narrative", 119)
    md.inlinePatterns.register(EntityProcessor(session), "entity", 80)
    return session


def unescape(text: str) -> str:
    """Put escaped characters back that Python-Markdown had replaced by their numbers."""
    return _ESCAPED.sub(_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1]))


def _no_origin(offset: int) -> Origin:
    raise LookupError(f"no text is being read (offset {offset})")


def _final(text: str) -> Element:
    """Text that no other processor may touch."""
    element = Element("text")
    element.text = AtomicString(text)
    return element


def _plain(text: str) -> Element:
    """Text of a link whose address was refused."""
    element = Element("text")
    element.text = text
    return element


def _is_citation(inner: str) -> bool:
    """Whether a citation stands between these brackets and not only within further ones."""
    if _CITES.search(inner) is None:
        return False
    if "[" not in inner:
        return True
    depth = 0
    for found in _NESTED.finditer(inner):
        if found[0] == "[":
            depth += 1
        elif found[0] == "]":
            depth -= 1
        elif depth == 0:
            return True
    return False


def _follows_narrative(data: str, start: int) -> bool:
    """Whether brackets at `start` belong to a source named just before them: `@smith1996 [p. 58; @jones2004]`."""
    return _NAMED_BEFORE.search(data[max(start - _SHOWN, 0) : start]) is not None


def _cite(session: Session, group: CitationGroup, placed: PlacedText) -> Element:
    """Element of a group, whose offsets become those of the parsed text."""
    marks = tuple(_place_mark(mark, placed, session.resolve) for mark in group.marks)
    end = placed.offset(group.end - 1) + 1
    element = Element("cite")
    element.set("n", session.reading.keep(CitationGroup(marks, placed.offset(group.offset), end, group.narrative)))
    return element


def _place_mark(mark: CitationMark, placed: PlacedText, resolve: Callable[[str], str]) -> CitationMark:
    locator = mark.locator
    if locator is not None and "\x02" in locator.value:
        locator = Locator(locator.label, resolve(locator.value))
    return CitationMark(
        mark.key,
        resolve(mark.prefix),
        locator,
        resolve(mark.suffix),
        mark.suppress_author,
        mark.narrative,
        placed.offset(mark.offset + mark.suppress_author) - mark.suppress_author,
    )


def _report_mark(reading: Reading, error: MarkupError, placed: PlacedText) -> None:
    reading.report(
        error.code,
        placed.offset(error.offset),
        error.message,
        value=error.value,
        expected=error.expected,
        remedy=error.remedy,
    )


def _report_address(reading: Reading, written: str, offset: int, *, broken: bool = False) -> Address | None:
    """The address, or None and a finding where it is not allowed or where the link around it does not end."""
    address = read_address(written)
    if isinstance(address, Address):
        if not broken:
            return address
        reading.report(
            "link-form",
            offset,
            f"the link to '{shorten(written)}' cannot be read.",
            value=shorten(written),
            expected="[text](address), the address without spaces",
            remedy="Write spaces in the address as %20; where no link is meant, part ']' from '(' with a space.",
        )
        return None
    reading.report(
        address.code,
        offset,
        address.message,
        value=shorten(written),
        expected=address.expected,
        nearest=address.nearest,
        remedy=address.remedy,
    )
    return None


def _raw_length(raw: str, length: int) -> int:
    """How much of `raw`, which has sentinels, makes `length` characters without them."""
    extra = 0
    for found in SENTINEL.finditer(raw):
        if found.start() - extra >= length:
            break
        extra += found.end() - found.start()
    return length + extra
