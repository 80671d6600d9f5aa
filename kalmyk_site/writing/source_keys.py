"""Keys of sources: what citations write after `@`, made of who wrote the work and when.

`hall1901`, `ness-flett-kirk2008`, and without a year `bbc-bridge-falls`: the family names of up to three
authors, else of the first alone; without authors those of editors, and without these the first words of the title that
say something. Letters are ASCII, so that a key can be typed anywhere and be part of an address. Cyrillic is
transliterated as by BGN/PCGN, without signs for ь and ъ; other scripts that cannot be brought to Latin letters by
taking off their marks are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_lowercase
from typing import Final

from kalmyk_site.records.fields import ID_LENGTH, suggest_id
from kalmyk_site.writing.yaml_form import Value

_NAMES_AT_MOST: Final = 3
_ROOM_FOR_MARKS: Final = 6
"""Characters of the longest key that are kept for what tells two works apart."""

_LETTERS: Final = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **dict(zip("ёжхцчшщюяъь", ("e", "zh", "kh", "ts", "ch", "sh", "shch", "yu", "ya", "", ""), strict=True)),
    **dict(zip("іїєґўәҗһңөүқғұҡ", ("i", "i", "ye", *"gu", "a", "zh", "h", "ng", *"ouk", "gh", *"uk"), strict=True)),
    **dict(zip("ßøæœđðłıþəŋ", ("ss", "o", "ae", "oe", "d", "d", "l", "i", "th", "a", "ng"), strict=True)),
}
"""Letters that are no Latin letter with a mark. Cyrillic: BGN/PCGN 1947, in its form without marks; `ye` for е after ь
and ъ."""

_APOSTROPHES: Final = re.compile("['’‘ʹʼʻ′`´ʺ″]")
_MARKUP: Final = re.compile(r"\{\.nocase\}|[*_\\]")
_LITTLE_WORDS: Final = """
    a an and at by das de del della der des die du ein eine el et for from i il in iz k la las le les los na o ob of on
    or po s the to und un une v with y
"""
_SAY_LITTLE: Final = frozenset(_LITTLE_WORDS.split())
"""Words that begin many titles, in several languages and transliterated."""


def source_key(fields: Mapping[str, Value], taken: Collection[str]) -> str:
    """A key for a work.

    Args:
        fields: Its fields in the form of CSL-YAML; looked at are `author`, `editor`, `title`, `container-title`, `type`
            and `issued`.
        taken: Keys that other works have.

    Returns:
        An id that is not taken; where the first choice is, with `a`, `b`, `c` ... behind it.
    """
    wished = _wished(fields)
    if wished not in taken:
        return wished
    marks = ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))
    apart = "" if wished[-1].isdigit() else "-"
    return next(key for mark in marks if (key := f"{wished}{apart}{mark}") not in taken)


def ascii_letters(text: str) -> str:
    """Text in Latin letters without marks: Cyrillic transliterated, other scripts as they are."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFC", _APOSTROPHES.sub("", text.casefold())):
        if char == "е" and letters[-1:] == [""]:
            letters.append("ye")
        elif char in _LETTERS:
            letters.append(_LETTERS[char])
        else:
            letters += (part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return "".join(letters)


def _wished(fields: Mapping[str, Value]) -> str:
    names = _family_names(fields.get("author")) or _family_names(fields.get("editor"))
    who = "-".join(names if len(names) <= _NAMES_AT_MOST else names[:1])
    year = _year(fields.get("issued"))
    words = [] if who and year else _title_words(fields)[: 2 if who else 3]
    parts = [part for part in (who, *words) if part] or [suggest_id(_text(fields.get("type"))) or "source"]
    key = _shortened(parts, ID_LENGTH - _ROOM_FOR_MARKS - len(year))
    return f"{key}-{year}" if year and key[-1].isdigit() else f"{key}{year}"


def _shortened(parts: Sequence[str], length: int) -> str:
    """As many parts as there is room for; of a single one its beginning."""
    key = parts[0][:length].strip("-")
    for part in parts[1:]:
        if len(key) + 1 + len(part) > length:
            break
        key = f"{key}-{part}"
    return key


def _family_names(names: Value | None) -> list[str]:
    listed = [names] if isinstance(names, str | Mapping) else names or ()
    return [key for name in listed if (key := _family_name(name))]


def _family_name(name: Value) -> str:
    """`vangogh` for Vincent van Gogh; of a body its name in one word."""
    if isinstance(name, str):
        written = name
    elif isinstance(name, Mapping):
        literal = _text(name.get("literal"))
        written = literal or f"{_text(name.get('non-dropping-particle'))} {_text(name.get('family'))}"
    else:
        return ""
    return suggest_id(re.sub(r"[^\w-]+", "", ascii_letters(written)).replace("_", ""))


def _title_words(fields: Mapping[str, Value]) -> list[str]:
    title = _text(fields.get("title")) or _text(fields.get("container-title"))
    words = [suggest_id(word) for word in re.findall(r"\w+", ascii_letters(_MARKUP.sub("", title)))]
    said = [word for word in words if word]
    return [word for word in said if word not in _SAY_LITTLE] or said


def _year(date: Value | None) -> str:
    """The first year that a date names, as `1996`."""
    match = re.search(r"(?<!\d)\d{4}(?!\d)", " ".join(_texts(date)))
    return match[0] if match else ""


def _texts(value: Value | None) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name in ("date-parts", "year", "literal"):
            yield from _texts(value.get(name))
    else:
        for item in value or ():
            yield from _texts(item)


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""
