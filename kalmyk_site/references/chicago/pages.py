"""Ranges of pages and numbers: `144-145` is shown as `144–45`."""

from __future__ import annotations

import re

EN_DASH = "–"


def format_pages(pages: str) -> str:
    r"""Ranges shortened as Chicago has it (Manual of Style, 17th edition, 9.61), with en dashes.

    Args:
        pages: Pages as written: `144-145`, `144–145`, `12-15, 20`, `xii`. An escaped hyphen (`A\-1`) is no range.
    """
    pieces = [piece.strip() for piece in re.findall(r"[,&]+|[^,&]+", pages)]
    text = ""
    for piece in pieces:
        if not piece:
            continue
        if text and piece[0] not in ",;.":
            text += " "
        text += piece if piece[0] in ",&" else _range(piece)
    return text


def format_numbers(numbers: str) -> str:
    """A number or several, hyphens between them as en dashes: `1-2` is shown as `1–2`."""
    return re.sub(r"(?<![,;\s–-])-(?![,;\s–-])", EN_DASH, numbers)


def is_numeric(text: str) -> bool:
    """Whether `text` is made of numbers, alone or in lists and ranges; `2nd` counts, `second` does not."""
    chunks = re.split(r"[,\-&]", text.replace(", ", ",").replace("& ", "&"))
    return all(re.search(r"\d", chunk) and not re.search(r"\s", chunk) for chunk in chunks)


def ordinal(number: str) -> str:
    """`2` as `2nd`; what is no bare number stays as it is."""
    if not re.fullmatch(r"\d+", number, re.ASCII):
        return number
    ending = "th" if number[-2:] in {"11", "12", "13"} else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return str(int(number)) + ending


def _range(text: str) -> str:
    if "\\-" in text:
        return text.replace("\\-", "-")
    ends = [end.strip() for end in re.split("[-–]", text)]
    if len(ends) != 2:
        return text
    first, last = ends
    prefix, first_digits = _split_digits(first)
    last_prefix, last_digits = _split_digits(last)
    if prefix != last_prefix:
        return first + EN_DASH + last
    return first + EN_DASH + _short_end(first_digits, last_digits)


def _split_digits(text: str) -> tuple[str, str]:
    prefix = re.sub(r"\d+$", "", text)
    return prefix, text[len(prefix) :]


def _short_end(first: str, last: str) -> str:
    """The last page as far as it differs, by the length and the zeros of the first one."""
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if len(first) < 3 or first.endswith("00"):
        return full
    if first[-2] == "0":
        return _changed(first, full, at_least=1)
    if len(first) == 4 and sum(a != b for a, b in zip(first, full, strict=False)) >= 3:
        return full
    return _changed(first, full, at_least=2)


def _changed(first: str, last: str, *, at_least: int) -> str:
    common = 0
    while common < min(len(first), len(last)) and first[common] == last[common]:
        common += 1
    if not common:
        return last
    rest = last[common:]
    return last[-at_least:] if len(rest) < at_least <= len(last) else rest
