"""HTML of a line or two, made in Python: a template whose gaps are filled with escaped values."""

from __future__ import annotations

from typing import LiteralString

from markupsafe import Markup, escape


def fill(template: LiteralString, /, *values: object, **named: object) -> Markup:
    """`template` with its `{}` and `{name}` filled; what is not `Markup` is escaped.

    It does what `Markup.format` does for gaps without a format of their own, in less than half of its time.
    """
    return Markup(template.format(*map(escape, values), **{name: escape(value) for name, value in named.items()}))


def fill_words(words: str, /, **named: object) -> Markup:
    """Plain `words` with their `{name}` filled; they are escaped, and so is every value that is not `Markup`."""
    return escape(words).format(**named)
