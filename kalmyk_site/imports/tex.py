"""Text of TeX: what it prints, with its emphasis, and with the words whose capitals braces protect.

Accents and symbols are those that pylatexenc knows. In a title of BibTeX braces keep a style from turning capitals into
small letters; the archive prints titles as they are and only ever makes capitals, so braces matter where they hold a
word in small letters (`{iPhone}`, `{von}`), and go elsewhere (`{NATO}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from pylatexenc.latex2text import LatexNodes2Text  # pyright: ignore[reportMissingTypeStubs] - it has none
from pylatexenc.latexwalker import (  # pyright: ignore[reportMissingTypeStubs] - it has none
    LatexCharsNode,
    LatexCommentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerError,
)

from kalmyk_site.references.chicago.letter_case import title_case
from kalmyk_site.references.chicago.rich_text import Emphasized, KeptCase, Part, RichText, merged, plain

_Node: TypeAlias = Any
"""A node of pylatexenc, which has no types."""

MAX_NESTING: Final = 30
"""So many braces may stand inside each other."""

MAX_LENGTH: Final = 20_000
"""Longest value that is read as TeX, in characters."""

_SPECIAL: Final = re.compile(r"[\\${}~]|--|``|''")
_UNESCAPED_PERCENT: Final = re.compile(r"(?<!\\)%")
_EMPHASIS: Final = frozenset({"emph", "textit", "textsl", "mkbibemph", "mkbibitalic"})
_QUOTATION: Final = frozenset({"enquote", "mkbibquote", "textquote"})
_TAKES_TEXT: Final = frozenset(
    {
        *(
            "textbf",
            "textsc",
            "textrm",
            "textsf",
            "texttt",
            "textup",
            "textmd",
            "textnormal",
            "text",
            "mbox",
            "uppercase",
        ),
        *("mkbibbold", "mkbibparens", "mkbibbrackets", "textcyrillic", "foreignlanguage", "ensuremath", "url", "href"),
        *("textsuperscript", "textsubscript", "nocase", "NoCaseChange", "MakeSentenceCase", "bibstring"),
    }
)
"""Commands whose last argument is printed; what they do with it has no place in a source."""

_PRINTED: Final = {
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "guillemotleft": "«",
    "guillemotright": "»",
    "newline": " ",
    "linebreak": " ",
    "-": "",
    "/": "",
    ",": " ",
    ";": " ",
    ":": " ",
    " ": " ",
    "\\": " ",
    "&": "&",
    "#": "#",
    "_": "_",
    "$": "$",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "relax": "",
    "protect": "",
}
_UNPRINTED: Final = frozenset({"noopsort", "SortNoop", "label", "index"})
_CONVERTER: Final = LatexNodes2Text(math_mode="text", strict_latex_spaces=True)


class TexError(ValueError):
    """The text is too long or nested too deep to be read as TeX; the message says which."""


def read_tex(text: str) -> RichText:
    """Read a value of BibTeX, without the marks that enclose the whole of it.

    Raises:
        TexError: the text is too long, or nested too deep.
    """
    if not _SPECIAL.search(text):
        return (text,) if text else ()
    if len(text) > MAX_LENGTH:
        raise TexError(f"a value of {len(text):,} characters is too long (at most {MAX_LENGTH:,}).")
    if _nesting(text) > MAX_NESTING:
        raise TexError(f"more than {MAX_NESTING} braces stand inside each other.")
    walker = LatexWalker(_UNESCAPED_PERCENT.sub(r"\\%", text), tolerant_parsing=True)
    try:
        nodes: _Node = walker.get_latex_nodes()[0]  # pyright: ignore[reportUnknownMemberType] - it has no types
        return merged(_read(nodes))
    except (LatexWalkerError, RecursionError, IndexError, TypeError, ValueError) as error:
        raise TexError("the TeX of a value cannot be read.") from error


def plain_tex(text: str) -> str:
    """What a value of BibTeX prints, without emphasis.

    Raises:
        TexError: the text is too long, or nested too deep.
    """
    return " ".join(plain(read_tex(text)).split())


def without_outer_braces(text: str) -> str:
    """The text without braces that enclose the whole of it."""
    text = text.strip()
    for _ in range(MAX_NESTING):
        if not (text.startswith("{") and text.endswith("}") and _closing(text) == len(text) - 1):
            break
        text = text[1:-1].strip()
    return text


def _closing(text: str) -> int:
    """Where the brace that begins a text is closed; -1 where it is not."""
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.start()
    return -1


def _nesting(text: str) -> int:
    depth = deepest = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest


# Nodes ----------------------------------------------------------------------------------------------------------


def _read(nodes: Sequence[_Node]) -> Iterator[Part]:
    waiting = [node for node in reversed(nodes) if node is not None]
    while waiting:
        node = waiting.pop()
        if node.isNodeType(LatexCharsNode):
            yield re.sub(r"\s+", " ", node.chars)
        elif node.isNodeType(LatexGroupNode):
            yield from _group(node)
        elif node.isNodeType(LatexMacroNode):
            arguments = _arguments(node)
            # Of a command that pylatexenc does not know, the groups behind it are its arguments.
            if not arguments and (node.macroname in _TAKES_TEXT or not _converted(node)):
                while waiting and waiting[-1].isNodeType(LatexGroupNode) and len(arguments) < 2:
                    arguments.append(waiting.pop())
            yield from _macro(node, arguments)
        elif node.isNodeType(LatexMathNode):
            yield from _read(node.nodelist)
        elif not node.isNodeType(LatexCommentNode):
            yield _converted(node)


def _group(node: _Node) -> Iterator[Part]:
    parts = merged(_read(node.nodelist))
    first = node.nodelist[0] if node.nodelist else None
    # A brace before a command, as in {\'e}, only holds the letter together.
    if (first is not None and first.isNodeType(LatexMacroNode)) or not _needs_kept_case(plain(parts)):
        yield from parts
    else:
        yield KeptCase(parts)


def _needs_kept_case(words: str) -> bool:
    """Whether headline capitals would change something of these words within a title."""
    return words[:1].islower() or plain(title_case((f"A {words} b",))) != f"A {words} b"


def _macro(node: _Node, arguments: Sequence[_Node]) -> Iterator[Part]:
    name: str = node.macroname
    if name in _UNPRINTED:
        return
    if name in ("^", "~") and not plain(merged(part for one in arguments for part in _contents(one))).strip():
        # An accent over nothing is how the sign itself is written.
        yield name
    elif name in _PRINTED:
        yield _PRINTED[name]
        for argument in arguments:
            yield from _contents(argument)
    elif arguments and name in _EMPHASIS:
        yield Emphasized(merged(_contents(arguments[-1])))
    elif arguments and name in _QUOTATION:
        yield from ("“", *_contents(arguments[-1]), "”")
    elif arguments and name in _TAKES_TEXT:
        yield from _contents(arguments[-1])
    else:
        printed = _converted(node)
        yield printed
        if not printed:
            for argument in arguments:
                yield from _contents(argument)


def _contents(node: _Node) -> Iterator[Part]:
    return _read(node.nodelist if node.isNodeType(LatexGroupNode) else [node])


def _arguments(node: _Node) -> list[_Node]:
    given = node.nodeargd.argnlist if node.nodeargd is not None else None
    return [argument for argument in given or () if argument is not None]


def _converted(node: _Node) -> str:
    printed = str(_CONVERTER.nodelist_to_text([node]))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - it has no types
    # A command that lacks its arguments prints the form into which they would go.
    return "" if "%s" in printed else printed
