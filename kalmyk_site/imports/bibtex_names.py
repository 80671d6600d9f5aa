"""Names of BibTeX: `Last, First`, `First von Last`, `von Last, Jr, First`, bodies in braces, and BibLaTeX's parts.

Source: "Tame the BeaST" (N. Markey, 2009), chapter 11, as bibtexparser carries it out; BibLaTeX manual, "Name lists",
for `family=Gogh, given=Vincent, prefix=van, useprefix=true`.

A particle stays with the family name (`non-dropping-particle`), as in most languages and in references by family name;
where BibLaTeX says `useprefix=false`, it goes with the given name.
"""

from __future__ import annotations

import re
from typing import Final

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from kalmyk_site.imports.marked_text import escaped
from kalmyk_site.imports.tex import TexError, plain_tex, without_outer_braces

MAX_NAME: Final = 1_000
"""Longest name, in characters of TeX."""

_PART: Final = re.compile(r"\s*(family|given|prefix|suffix|useprefix|given-i|family-i|prefix-i|suffix-i)\s*=", re.ASCII)
_COMMA: Final = re.compile(r",(?![^{}]*\})")


def read_names(value: str) -> tuple[list[dict[str, str]], bool]:
    """Read a list of names.

    Args:
        value: The value of a field such as `author`, as TeX.

    Returns:
        The names as CSL has them, and whether the list goes on with `and others`.

    Raises:
        TexError: a name is too long or nested too deep.
    """
    written = split_multiple_persons_names(" ".join(value.split()))
    more = [name for name in written if name.strip().casefold() == "others"]
    names = [_name(name) for name in written if name not in more]
    return [name for name in names if name], bool(more)


def _name(written: str) -> dict[str, str]:
    if len(written) > MAX_NAME:
        raise TexError(f"a name has {len(written):,} characters, at most {MAX_NAME:,} are taken.")
    body = without_outer_braces(written)
    if body != written.strip():
        return _given(literal=plain_tex(body))
    if _PART.match(written):
        return _extended(written)
    parts = parse_single_name_into_parts(written, strict=False)
    first, particle, last, suffix = (
        plain_tex(" ".join(part)) for part in (parts.first, parts.von, parts.last, parts.jr)
    )
    # A particle alone is a family name in small letters.
    return _given(family=last or particle, given=first, suffix=suffix, particle=particle if last else "")


def _extended(written: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for part in _COMMA.split(written):
        name, sign, value = part.partition("=")
        if sign:
            told[name.strip()] = plain_tex(without_outer_braces(value.strip().strip('"')))
    particle = told.get("prefix", "")
    drops = told.get("useprefix") == "false"
    name = _given(
        family=told.get("family", ""),
        given=told.get("given", ""),
        suffix=told.get("suffix", ""),
        particle="" if drops else particle,
    )
    return name | {"dropping-particle": escaped(particle)} if drops and particle else name


def _given(
    *, family: str = "", given: str = "", suffix: str = "", particle: str = "", literal: str = ""
) -> dict[str, str]:
    parts = {
        "family": family,
        "given": given,
        "non-dropping-particle": particle,
        "suffix": suffix,
        "literal": literal,
    }
    return {name: escaped(value) for name, value in parts.items() if value}
