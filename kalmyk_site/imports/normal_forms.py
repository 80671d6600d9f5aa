"""Numbers, pages, languages and addresses as the archive writes them, whichever way other programs do.

Nothing is mended that could be meant otherwise: what is no ISBN stays as it is written, and the check then says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kalmyk_site.checks.bibliography import is_isbn, is_issn

_RESOLVER: Final = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*|DOI\s+)+", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"[,;\s]+")
_NO_DIGITS: Final = re.compile(r"[-‐‑–\s]")
_RANGE: Final = re.compile(r"(?<=[^\W_])\s*(?:--+|[-‐‑–—])\s*(?=[^\W_])")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

_LANGUAGES: Final = {
    **dict.fromkeys(("arabic", "ara"), "ar"),
    **dict.fromkeys(("azerbaijani", "aze"), "az"),
    **dict.fromkeys(("belarusian", "bel"), "be"),
    **dict.fromkeys(("bulgarian", "bul"), "bg"),
    **dict.fromkeys(("chinese", "chi", "zho"), "zh"),
    **dict.fromkeys(("czech", "cze", "ces"), "cs"),
    **dict.fromkeys(("danish", "dan"), "da"),
    **dict.fromkeys(("dutch", "dut", "nld"), "nl"),
    **dict.fromkeys(
        ("english", "eng", "american", "usenglish", "british", "ukenglish", "canadian", "australian"), "en"
    ),
    **dict.fromkeys(("estonian", "est"), "et"),
    **dict.fromkeys(("finnish", "fin"), "fi"),
    **dict.fromkeys(("french", "fre", "fra", "francais", "français"), "fr"),
    **dict.fromkeys(("georgian", "geo", "kat"), "ka"),
    **dict.fromkeys(("german", "ger", "deu", "ngerman", "deutsch", "austrian", "naustrian", "nswissgerman"), "de"),
    **dict.fromkeys(("greek", "gre", "ell"), "el"),
    **dict.fromkeys(("hebrew", "heb"), "he"),
    **dict.fromkeys(("hungarian", "magyar", "hun"), "hu"),
    **dict.fromkeys(("italian", "ita", "italiano"), "it"),
    **dict.fromkeys(("japanese", "jpn"), "ja"),
    **dict.fromkeys(("kazakh", "kaz"), "kk"),
    **dict.fromkeys(("korean", "kor"), "ko"),
    **dict.fromkeys(("latin", "lat"), "la"),
    **dict.fromkeys(("latvian", "lav"), "lv"),
    **dict.fromkeys(("lithuanian", "lit"), "lt"),
    "mon": "mn",
    **dict.fromkeys(("norwegian", "nor", "norsk", "bokmal", "nynorsk"), "no"),
    **dict.fromkeys(("polish", "pol"), "pl"),
    **dict.fromkeys(("portuguese", "por", "portuges", "brazilian"), "pt"),
    **dict.fromkeys(("romanian", "rum", "ron"), "ro"),
    **dict.fromkeys(("russian", "rus", "русский"), "ru"),
    **dict.fromkeys(("serbian", "srp"), "sr"),
    **dict.fromkeys(("slovak", "slo", "slk"), "sk"),
    **dict.fromkeys(("spanish", "spa", "español"), "es"),
    **dict.fromkeys(("swedish", "swe"), "sv"),
    **dict.fromkeys(("turkish", "tur"), "tr"),
    **dict.fromkeys(("ukrainian", "ukr"), "uk"),
}
"""Tags of BCP 47 by the names that catalogs, `babel` and ISO 639-2 have for languages."""


def stripped_doi(text: str) -> str:
    """A DOI without resolver, label and spaces around it: `10.1080/713677598`."""
    return _RESOLVER.sub("", text.strip(), count=1).strip()


def isbn(text: str) -> str:
    """One or several ISBN in digits alone, with commas between them; what is none stays as it is written."""
    return _numbers(text, is_isbn, _NO_DIGITS)


def isbn13(text: str) -> str:
    """An ISBN in its form of 13 digits, so that both forms of one number are equal; empty where it is none.

    Source: ISO 2108. The 13 digits are 978, the first nine of the old form, and a new check digit.
    """
    digits = _NO_DIGITS.sub("", text).upper()
    if not is_isbn(digits):
        return ""
    if len(digits) == 13:
        return digits
    body = f"978{digits[:9]}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def issn(text: str) -> str:
    """One or several ISSN as `1435-9812`, with commas between them; what is none stays as it is written."""
    numbers = _numbers(text, is_issn, _NO_DIGITS)
    return re.sub(r"(?<![\dX])(\d{4})(\d{3}[\dX])(?![\dX])", r"\1-\2", numbers)


def pages(text: str) -> str:
    """Pages with a dash between first and last: `149–151`."""
    return _RANGE.sub("–", " ".join(text.split()))


def language(text: str) -> str:
    """Tags of BCP 47 with commas between them, for tags or names of languages; empty where one is not known."""
    tags: list[str] = []
    for part in re.split(r" ?[,;/&] ?| and ", " ".join(text.split())):
        tag = _LANGUAGES.get(part.casefold()) or (part.replace("_", "-") if _TAG.fullmatch(part) else "")
        if not tag:
            return ""
        if tag not in tags:
            tags.append(tag)
    return ", ".join(tags)


def web_address(text: str) -> str:
    """An address of the web; empty where it is none."""
    address = text.strip()
    return address if re.match(r"https?://[^\s/]", address, re.IGNORECASE) and not re.search(r"\s", address) else ""


def _numbers(text: str, is_valid: Callable[[str], bool], apart: re.Pattern[str]) -> str:
    # What stands in brackets says which binding or which edition.
    bare = re.sub(r"\([^()]*\)", " ", text).strip()
    if is_valid(bare):
        return apart.sub("", bare).upper()
    parts = [part for part in _SEVERAL.split(bare) if part]
    valid = [apart.sub("", part).upper() for part in parts if is_valid(part)]
    return ", ".join(dict.fromkeys(valid)) if parts and len(valid) == len(parts) else text.strip()
