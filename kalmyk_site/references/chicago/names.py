"""Names of authors and editors: in order of sorting, in their usual order, and as short references show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kalmyk_site.records.sources import CslName
from kalmyk_site.references.chicago.value_markup import read_name

ENTRY_ET_AL_FROM: Final = 11
"""From so many names on, an entry names only the first ones."""

ENTRY_ET_AL_FIRST: Final = 7
SHORT_ET_AL_FROM: Final = 4
"""From so many names on, a short reference names only the first one."""

_NO_SPACE_AFTER: Final = ("’", "'", "-", "–", "\u00a0")
_SPACED_SCRIPTS: Final = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1f00-\u1fff"
    "\u0600-\u06ff\u200c-\u200e\u2018\u2019\u021a\u021b\u202a-\u202e]"
)
"""Letters of scripts that put a space between given and family name; other names are written in one."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart, with typographic apostrophes."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @property
    def inverted(self) -> str:
        """Family name first, particles behind the given name: `Gogh, Vincent van`."""
        if self.literal:
            return self.literal
        if self._is_unspaced:
            return self.family + self.given
        behind = _spaced(self.given, self.dropping, self.non_dropping)
        return ", ".join(part for part in (self.family, behind, self.suffix) if part)

    @property
    def usual(self) -> str:
        """Given name first: `Vincent van Gogh`."""
        if self.literal:
            return self.literal
        if self._is_unspaced:
            return self.family + self.given
        whole = _spaced(self.given, _spaced(self.dropping, self.non_dropping, self.family))
        separator = ", " if self.comma_suffix else " "
        return separator.join(part for part in (whole, self.suffix) if part)

    @property
    def short(self) -> str:
        """Family name with the particle that belongs to it: `van Gogh`."""
        return self.literal or (self.family if self._is_unspaced else _spaced(self.non_dropping, self.family))

    @property
    def with_initials(self) -> str:
        """Usual order with initials: `V. van Gogh`."""
        return replace(self, given=initials(self.given)).usual if self.family else self.usual

    @property
    def with_given(self) -> str:
        """Usual order with the given name; what was an initial already is set like one."""
        return replace(self, given=initials(self.given, keep_words=True)).usual if self.family else self.usual

    @property
    def _is_unspaced(self) -> bool:
        return bool(self.family) and not _SPACED_SCRIPTS.search(self.family)


def read_names(names: Sequence[CslName]) -> tuple[PersonName, ...]:
    """Names with their particles and suffixes set apart."""
    return tuple(_read(name) for name in names)


def list_inverted(names: Sequence[PersonName]) -> str:
    """Names at the head of an entry: the first one inverted, a comma before `and`."""
    shown = [names[0].inverted, *(name.usual for name in names[1:])] if names else []
    return _enumerated(shown, ENTRY_ET_AL_FROM, ENTRY_ET_AL_FIRST, comma_before_two=True)


def list_usual(names: Sequence[PersonName]) -> str:
    """Names within an entry, all in their usual order."""
    return _enumerated([name.usual for name in names], ENTRY_ET_AL_FROM, ENTRY_ET_AL_FIRST)


def list_short(names: Sequence[PersonName], first: str = "", at_least: int = 1) -> str:
    """Names of a short reference.

    Args:
        names: All names of the work.
        first: How the first name is shown, where its short form would not do.
        at_least: How many names are shown before `et al.`
    """
    shown = [name.short for name in names]
    if first and shown:
        shown[0] = first
    return _enumerated(shown, SHORT_ET_AL_FROM, max(1, at_least))


def initials(given: str, *, separator: str = ". ", hyphens: bool = True, keep_words: bool = False) -> str:
    """Given names as initials: `G. M.` for `Galina Mikhailovna`, `E.-B.` for `Elza-Bair`.

    Args:
        given: Given names as written.
        separator: What follows each initial.
        hyphens: Whether hyphens between given names stay.
        keep_words: Set only what is an initial already; leave words as they are.
    """
    text = ""
    for word, is_initial in _given_words(given):
        if is_initial:
            text += word + separator if word else ""
        elif all(char.islower() for char in word):
            text += f"{word} " if separator.endswith(" ") else f" {word} "
        elif keep_words:
            text += f"{word} "
        else:
            initial = _initial(word, hyphens=hyphens)
            text += initial + separator if initial else ""
    return text.replace(" -", "-").strip(" ")


def _enumerated(names: Sequence[str], et_al_from: int, first: int, *, comma_before_two: bool = False) -> str:
    if not names:
        return ""
    if len(names) >= et_al_from and first < len(names):
        head = ", ".join(names[:first])
        return f"{head}, et al." if first > 1 else f"{head} et al."
    if len(names) == 1:
        return names[0]
    comma = "," if comma_before_two or len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def _spaced(*parts: str) -> str:
    text = ""
    for part in parts:
        if text and part and not text.endswith(_NO_SPACE_AFTER):
            text += " "
        text += part
    return text


def _given_words(given: str) -> list[tuple[str, bool]]:
    """Words of a given name, each with whether it stands as an initial already."""
    words: list[tuple[str, bool]] = []
    current = ""
    for char in given:
        if char == ".":
            if current:
                words.append((current, True))
            current = ""
        elif char == "-":
            if current:
                words.append((current, False))
            current = "-"
        elif char == " ":
            if current:
                words.append((current, len(current) == 1))
            current = ""
        else:
            current += char
    if current:
        words.append((current, len(current) == 1))
    return words


def _initial(word: str, *, hyphens: bool) -> str:
    if word.startswith("-"):
        if not word[1:2].isupper():
            return ""
        return ("-" if hyphens else "") + word[1]
    if not word[:1].isupper():
        return word
    # A letter that takes two in Latin script: Yurii as `Iu`, written `IUrii`.
    if word[1:2].isupper() and word[2:] and all(char.islower() for char in word[2:]):
        return word[0] + word[1].lower()
    return word[0]


# Particles and suffixes -----------------------------------------------------------------------------------------

_PARTICLE_MARKS: Final = "'’-–."


def _is_particle(text: str) -> bool:
    return all(char.islower() or char in _PARTICLE_MARKS for char in text)


def _read(name: CslName) -> PersonName:
    read = PersonName(
        family=read_name(name.family),
        given=read_name(name.given),
        dropping=read_name(name.dropping_particle),
        non_dropping=read_name(name.non_dropping_particle),
        suffix=read_name(name.suffix),
        comma_suffix=name.comma_suffix,
        literal=read_name(name.literal),
    )
    return _with_family_particle(_with_given_particle(_with_suffix(read)))


def _with_suffix(name: PersonName) -> PersonName:
    """`Martin Luther, Jr.` as given name holds a suffix; `, !` asks for the comma to be shown."""
    given, comma, suffix = name.given.partition(",")
    if name.suffix or not given or not comma:
        return name
    forced = suffix.startswith("!")
    suffix = suffix.removeprefix("!").strip()
    return replace(name, given=given, suffix=suffix, comma_suffix=forced or name.comma_suffix)


def _with_given_particle(name: PersonName) -> PersonName:
    """Small words behind the given name: `Alexander von`."""
    words = name.given.split()
    count = next((number for number, word in enumerate(words) if _is_particle(word)), len(words))
    if name.dropping or count in {0, len(words)} or not all(_is_particle(word) for word in words[count:]):
        return name
    return replace(name, given=" ".join(words[:count]), dropping=" ".join(words[count:]))


def _with_family_particle(name: PersonName) -> PersonName:
    """Small words before the family name: `van Gogh`, `d’Encausse`."""
    if name.non_dropping:
        return name
    words = name.family.split()
    count = next((number for number, word in enumerate(words) if not _is_particle(word)), len(words))
    if count == len(words):
        return name
    if count:
        return replace(name, family=" ".join(words[count:]), non_dropping=" ".join(words[:count]))
    pieces = re.split(f"([{re.escape(_PARTICLE_MARKS)}])", name.family)
    if len(pieces) == 3 and _is_particle(pieces[0]):
        return replace(name, family=pieces[2], non_dropping=pieces[0] + pieces[1])
    return name
