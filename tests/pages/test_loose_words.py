"""Every word that readers see comes from the catalog or from content; none stands in templates, script or Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEMPLATES = ROOT / "kalmyk_site" / "templates"

WORD = re.compile(r"[^\W\d_]{2,}")
"""Two letters in a row: signs such as `·`, `%` and `○` are no words."""

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SAID_BY_ATTRIBUTES = re.compile(r'\s(?:aria-label|aria-description|title|placeholder|alt|summary)="([^"]*)"')
ENTITY = re.compile(r"&\w+;")

SHOWN_BY_SCRIPT = re.compile(
    r"\.(?:textContent|innerText|ariaLabel|placeholder|title|alt)\s*=\s*[\"'`]([^\"'`]*)"
    r"|setAttribute\(\s*[\"'](?:aria-label|title|placeholder)[\"']\s*,\s*[\"'`]([^\"'`]*)"
)
LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`")
SENTENCE = re.compile(r"[A-Z]?[a-z]+,?(?: [a-z]+,?)+[.?!]?|[A-Z][a-z]+[.?!]?")
"""What reads like words of English rather than like a selector, a type or an event."""

KEYS = ("Enter", "Escape")
"""Names of keys, as events have them."""

FOR_CONTRIBUTORS = ("overlay.py",)
"""What only those see who write content."""


def words_of_html(text: str) -> Iterator[str]:
    """Words in text and in attributes that are read out, of HTML with gaps."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    for value in SAID_BY_ATTRIBUTES.findall(bare):
        yield from WORD.findall(value)
    yield from WORD.findall(ENTITY.sub(" ", re.sub(r"<[^>]*>", " ", bare)))


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_template_holds_no_words_of_its_own(template: Path):
    text = JINJA.sub("", template.read_text(encoding="utf-8"))
    assert list(words_of_html(text)) == []


@pytest.mark.parametrize("module", sorted((TEMPLATES / "assets/script").glob("*.js")), ids=lambda path: path.name)
def test_the_script_says_nothing_of_its_own(module: Path):
    code = re.sub(r"^\s*(?://|/?\*).*$", "", module.read_text(encoding="utf-8"), flags=re.MULTILINE)
    shown = [text for found in SHOWN_BY_SCRIPT.findall(code) for text in found if WORD.search(text)]
    literals = ["".join(found) for found in LITERAL.findall(code)]
    assert (shown, [text for text in literals if SENTENCE.fullmatch(text) and text not in KEYS]) == ([], [])


def html_of(module: Path) -> Iterator[str]:
    """HTML that a module makes, with gaps: what it gives to `fill` and `Markup`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("fill", "Markup"):
            yield from (
                argument.value
                for argument in node.args[:1]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                # An attribute alone, such as ` lang="{}"`, is put into a tag.
                if not re.fullmatch(r' [\w-]+="[^"]*"', argument.value)
            )


@pytest.mark.parametrize("module", sorted((ROOT / "kalmyk_site/pages").glob("*.py")), ids=lambda path: path.name)
def test_html_made_in_python_holds_no_words_of_its_own(module: Path):
    if module.name not in FOR_CONTRIBUTORS:
        texts = (re.sub(r"\{\w*\}", "", text) for text in html_of(module))
        assert [word for text in texts for word in words_of_html(text)] == []


def test_the_three_rules_would_find_a_word():
    assert list(words_of_html('<p>All <a title="Read on">x</a></p>')) == ["Read", "on", "All"]
    assert SHOWN_BY_SCRIPT.search('field.placeholder = "Name";')
    assert all(SENTENCE.fullmatch(text) for text in ("nothing was found", "Search", "No result, sorry."))
    assert not any(SENTENCE.fullmatch(text) for text in (".site-menu a", "aria-pressed", "click", "(width >= 75em)"))
