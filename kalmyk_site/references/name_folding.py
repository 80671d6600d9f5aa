"""Names folded: every usual spelling of a name becomes one key, so that readers find it as they write it.

A key is small Latin letters and digits, one word or several with single spaces. It stands for sounds, not for letters,
and is coarse on purpose: what transliterations write in several ways is one letter of the key (`g` for г, х, һ, kh, gh
and h; `j` for дж, дз, җ, dzh, dj and dz; `z` for з and ж). Two names with one key are the same name in all likelihood;
what a reader wrote is told from a namesake by the order of what is found.

The rules are a table, longest first: the script of the site gets the same table and folds what readers type by it.
Cyrillic letters have one reading. Latin ones depend on the language that transliterates: `ch` is ч in English, х in
German and ш in French. A recorded name says its language; of a reader nobody knows it, so all readings are tried.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_CYRILLIC: Final = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "e",
    "ж": "z",
    "з": "z",
    "и": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "g",
    "ц": "ts",
    "ч": "c",
    "ш": "w",
    "щ": "w",
    "ъ": "",
    "ы": "i",
    "ь": "",
    "э": "e",
    "ю": "u",
    "я": "a",
    # Letters beyond the Russian ones: Ә Җ Һ Ң Ө Ү, and those of neighbors.
    "ә": "a",
    "җ": "j",
    "һ": "g",
    "ң": "n",
    "ө": "o",
    "ү": "u",
    "і": "i",
    "ї": "i",
    "є": "e",
    "ґ": "g",
    "ў": "v",
    # Two letters for one sound, and the glides that some transliterations write and others leave out.
    "дж": "j",
    "дз": "j",
    "нг": "n",
    "ңг": "n",
    "нһ": "n",
    "ңһ": "n",
    "йо": "e",
    "ия": "a",
    "ие": "e",
    "ию": "u",
    "ий": "i",
    "ый": "i",
}

_LATIN: Final = {
    # Letters that English, German and French write alike.
    "c": "k",
    "ck": "k",
    "ce": "se",
    "ci": "si",
    "cy": "si",
    "gh": "g",
    "h": "g",
    "kh": "g",
    "j": "j",
    "dj": "j",
    "dz": "j",
    "dzh": "j",
    "dž": "j",
    "dsch": "j",
    "ng": "n",
    "ngh": "n",
    "ñ": "n",
    "ŋ": "n",
    "ŋg": "n",
    "ŋh": "n",
    "ou": "u",
    "ph": "f",
    "q": "k",
    "qu": "k",
    "sh": "w",
    "shch": "w",
    "š": "w",
    "šč": "w",
    "th": "t",
    "tz": "ts",
    "w": "v",
    "x": "ks",
    "y": "i",
    "zh": "z",
    "ž": "z",
    "ch": "c",
    "č": "c",
    "tch": "c",
    "tsch": "c",
    "sch": "w",
    "schtsch": "w",
    "chtch": "w",
    "ß": "s",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "ə": "a",
    "æ": "a",
    "œ": "o",
    # Glides: ya, ia and iya for я and ия.
    "ia": "a",
    "ya": "a",
    "iya": "a",
    "ie": "e",
    "ye": "e",
    "iye": "e",
    "yo": "e",
    "iu": "u",
    "yu": "u",
    "iyu": "u",
    "iy": "i",
    "yi": "i",
    "yy": "i",
}

_GLIDES_WITH_J: Final = {
    "j": "i",
    "ja": "a",
    "ija": "a",
    "je": "e",
    "ije": "e",
    "jo": "e",
    "ju": "u",
    "iju": "u",
    "ij": "i",
    "yj": "i",
}
"""Where `j` is the sound of English `y`: `ja` for я."""

_APOSTROPHES: Final = dict.fromkeys("'’‘ʹʼʻ′`´ʺ″", "")
"""Signs for soft and hard letters, and apostrophes: they are no sound of their own."""

_EVERYWHERE: Final = _CYRILLIC | _LATIN | _APOSTROPHES

READINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {},
    "de": {"ch": "g", "z": "ts"} | _GLIDES_WITH_J | {"ae": "a", "oe": "o", "ue": "u"},
    "fr": {"ch": "w", "gu": "g", "gua": "gua", "guo": "guo", "j": "z"},
    "Latn": {"c": "ts", "ce": "tse", "ci": "tsi", "cy": "tsi", "ch": "g", "x": "g"} | _GLIDES_WITH_J,
}
"""What a language reads otherwise than all of them, by its tag; `Latn` stands for transliterations of scholars, as in
the tag `ru-Latn`."""

DEFAULT: Final = "en"
"""The reading of names in every other language."""

_THOUSANDS: Final = re.compile(r"(?<![0-9])([0-9]{1,3})[,. '’](?=[0-9]{3}(?![0-9]))")
"""What parts the thousands of a number, in any country's way."""

_RULES: Final = {reading: _EVERYWHERE | own for reading, own in READINGS.items()}
_LONGEST: Final = max(len(written) for rules in _RULES.values() for written in rules)


def table() -> dict[str, Mapping[str, str]]:
    """The rules as the script gets them: those of every reading under `""`, beside what each reads otherwise."""
    return {"": _EVERYWHERE, **READINGS}


def fold(text: str, lang: str = DEFAULT) -> str:
    """The key of `text`, as names in `lang` are read; empty where it holds neither letter nor digit.

    Args:
        text: A name, a title or a number, as written.
        lang: BCP 47 tag of its language.
    """
    reading = next((part for part in reversed(lang.split("-")) if part in READINGS), DEFAULT)
    written = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    return _without_doubles(_read(_THOUSANDS.sub(r"\1", written), _RULES[reading]))


def fold_query(text: str) -> tuple[str, ...]:
    """The keys of what a reader wrote, in every reading; the default one first, each once."""
    return tuple(dict.fromkeys(key for reading in READINGS if (key := fold(text, reading))))


def _read(written: str, rules: Mapping[str, str]) -> str:
    """`written` by the rules, the longest that fits at each place; what is no letter or digit parts words."""
    key: list[str] = []
    place = 0
    while place < len(written):
        for length in range(min(_LONGEST, len(written) - place), 0, -1):
            sound = rules.get(written[place : place + length])
            if sound is not None:
                key.append(sound)
                place += length
                break
        else:
            key.append(_bare(written[place], rules))
            place += 1
    return "".join(key)


def _bare(character: str, rules: Mapping[str, str]) -> str:
    """A character without rule: a letter loses its marks and is looked up again, all but letters is a space."""
    sounds: list[str] = []
    for part in unicodedata.normalize("NFD", character):
        category = unicodedata.category(part)[0]
        if category in "LN":
            sounds.append(rules.get(part, part))
        elif category != "M":
            sounds.append(" ")
    return "".join(sounds)


def _without_doubles(key: str) -> str:
    """`key` with each run of one letter as a single letter, and single spaces."""
    single = "".join(
        character
        for place, character in enumerate(key)
        if not place or character != key[place - 1] or character.isdecimal()
    )
    return single.strip()
