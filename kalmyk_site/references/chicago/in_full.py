"""A work cited at one place, in full: what readers copy.

The reference goes on behind its last word: `Smith, Ann. 1996. The Lamp. Northport: Harbor Press, 58, as cited in ...`.
An address stays last, as it does in a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kalmyk_site.records.sources import Source
from kalmyk_site.references.chicago.dates import format_year
from kalmyk_site.references.chicago.names import list_usual
from kalmyk_site.references.chicago.punctuation import joined, marks_inside_quotations
from kalmyk_site.references.chicago.rich_text import shown
from kalmyk_site.references.chicago.value_markup import ABBREVIATIONS
from kalmyk_site.references.chicago.variables import format_title, variables_of

_LAST_WORD: Final = re.compile(r"[^\s(“”]+\Z")
_ADDRESS: Final = re.compile(r" (https?://\S+)\.\Z")


def format_name(source: Source, *places: str) -> str:
    """What a sentence calls a work that it names in full: `Ann Smith, “The Lamp,” The Harbor Guide, 1930, note 3`.

    Args:
        source: The work.
        places: What follows, with commas between.
    """
    work = variables_of(source)
    pieces = [
        (list_usual(work.people("author")),),
        format_title(work),
        work.title("container-title"),
        (format_year(work.issued),),
        *((place,) for place in places),
    ]
    return shown(marks_inside_quotations(joined(pieces, ", ")))


def continue_entry(entry: str, pieces: Sequence[str], remark: str = "") -> str:
    """A full reference that goes on with where in the work, and through what it is known.

    Args:
        entry: A finished entry in plain words; it ends with a full stop, or one within a quotation.
        pieces: What follows behind commas.
        remark: What follows in parentheses.
    """
    address = _ADDRESS.search(entry)
    if address:
        return f"{continue_entry(entry[: address.start()], pieces, remark)} {address[1]}."
    head = _without_stop(entry)
    if pieces and entry.endswith(".”"):
        head = f"{head[:-1]},” {', '.join(pieces)}"
    elif pieces:
        head = f"{head}, {', '.join(pieces)}"
    return f"{head} ({remark})." if remark else f"{head.removesuffix('.')}."


def _without_stop(entry: str) -> str:
    if entry.endswith(".”"):
        return f"{entry[:-2]}”"
    word = _LAST_WORD.search(entry)
    # The full stop of an abbreviation belongs to it: `Inc.`, `N.Y.`
    abbreviated = word is not None and (word[0] in ABBREVIATIONS or re.fullmatch(r"(?:\w\.)+", word[0]))
    return entry if abbreviated else entry.removesuffix(".")
