"""Author spellings: names in the bibliography that look like one author written in two ways.

Names are brought to their sounds, so that the usual transcriptions of Russian, and Cyrillic itself, come out alike.
Only names that begin alike and have the same consonants are compared, so the cost grows with the number of names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, Origin
from kalmyk_site.references.index import Index

_BUCKET_AT_MOST: Final = 40
"""So many names that begin and sound alike are compared with each other; it bounds the cost."""

_CYRILLIC: Final = str.maketrans(
    dict(zip("абвгдеёзиійклмнопрстуфыэ", "abvgdeeziiiklmnoprstufie", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)
_SOUNDS: Final = tuple(
    (re.compile(written), sound)
    for written, sound in (
        ("shch|schtsch|szcz", "s"),
        ("tsch|tch|ch|cz|č", "c"),
        ("sch|sh|sz|š", "s"),
        ("dzh|dj|zh|ž", "ʒ"),
        ("kh", "h"),
        ("ts|tz", "c"),
        ("ph", "f"),
        ("ou|oo", "u"),
        ("ks", "x"),
        ("w", "v"),
        ("qu|qv", "kv"),
        ("q|ck", "k"),
        ("ee|ie(?=[^a-z]|$)", "i"),
        ("[yj]", "i"),
    )
)
_VOWELS: Final = re.compile("[aeiou]")
_REPEATED: Final = re.compile(r"(.)\1+")


@dataclass(slots=True, eq=False)
class _Author:
    """A name as one or more sources spell it."""

    family: str
    given: str
    origin: Origin
    """Where it first stands."""

    sources: list[str] = field(default_factory=list[str])
    """Keys of the sources that have this spelling."""

    @property
    def full(self) -> str:
        return f"{self.family}, {self.given}"


def author_spellings(index: Index) -> Iterator[Finding]:
    """Names of authors and editors that sound alike and are spelled differently.

    Family names have to sound the same in the usual transcriptions of Russian (Petrov, Petroff); given names too, as
    far as both give them: an initial agrees with any name that begins with it, and a further name may be missing.
    """
    buckets: dict[tuple[str, str], dict[tuple[str, str], _Author]] = {}
    for source in index.archive.sources.values():
        located = index.archive.located[Target("source", source.id)]
        for role in ("author", "editor", "translator"):
            for number, name in enumerate(getattr(source, role)):
                if name.family and name.given:
                    bucket = buckets.setdefault((_consonants(name.family), _sound(name.given)[:1]), {})
                    author = bucket.get((name.family, name.given))
                    if author is None:
                        author = _Author(name.family, name.given, located.origin(role, number, "family"))
                        bucket[name.family, name.given] = author
                    author.sources.append(source.id)
    for bucket in buckets.values():
        reported: set[_Author] = set()
        for first, second in combinations(list(bucket.values())[:_BUCKET_AT_MOST], 2):
            if second not in reported and _look_like_one(first, second):
                reported.add(second)
                yield Finding(
                    "author-spellings",
                    second.origin,
                    f"'{second.full}' looks like '{first.full}' of source '{first.sources[0]}', spelled differently",
                    value=second.full,
                    expected="one spelling for one author",
                    nearest=first.full,
                    remedy="Write the name in one way; where the works print it in two, say so in a discrepancy about"
                    f" source:{second.sources[0]}.",
                    subjects=tuple(f"source:{key}" for key in (*second.sources, *first.sources)),
                )


def _look_like_one(one: _Author, other: _Author) -> bool:
    given, others = _given_names(one.given), _given_names(other.given)
    if not set(one.sources).isdisjoint(other.sources) or not given or not others:
        return False
    family, another_family = _sound(one.family), _sound(other.family)
    if family != another_family:
        # With an initial only, "Petrov, I." and "Petrova, I." are as likely two people.
        has_full_names = min(len(given[0]), len(others[0])) > 1
        if not has_full_names or not _is_near(family, another_family):
            return False
    differs = one.family != other.family
    for name, another in zip(given, others, strict=False):
        if len(name) == 1 or len(another) == 1:
            if _sound(name)[:1] != _sound(another)[:1]:
                return False
        elif _sound(name) != _sound(another):
            return False
        elif name != another:
            differs = True
    return differs


def _given_names(text: str) -> list[str]:
    return [name for name in re.split(r"[\s.\-‐‑]+", text) if name]


def _sound(text: str) -> str:
    """`text` with one sign for each sound that transcriptions write in several ways."""
    text = unicodedata.normalize("NFC", text.casefold()).translate(_CYRILLIC)
    text = "".join(char for char in text if char.isalpha())
    for written, sound in _SOUNDS:
        text = written.sub(sound, text)
    text = unicodedata.normalize("NFKD", text)
    return _REPEATED.sub(r"\1", "".join(char for char in text if char.isalpha() and not unicodedata.combining(char)))


def _consonants(text: str) -> str:
    return _REPEATED.sub(r"\1", _VOWELS.sub("", _sound(text)))


def _is_near(one: str, other: str) -> bool:
    """Whether two words of eight letters or more differ by one letter."""
    if min(len(one), len(other)) < 8 or abs(len(one) - len(other)) > 1:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (char, another) in pairs if char != another), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
