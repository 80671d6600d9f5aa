"""Short references as they stand in a text: `Smith 1996, 65–66`."""

from __future__ import annotations

from dataclasses import dataclass

from kalmyk_site.records.sources import Source
from kalmyk_site.references.chicago.disambiguation import leading_people, leading_text, short_date
from kalmyk_site.references.chicago.names import list_short
from kalmyk_site.references.chicago.pages import format_numbers, format_pages
from kalmyk_site.references.chicago.punctuation import joined, marks_inside_quotations
from kalmyk_site.references.chicago.rich_text import RichText, shown
from kalmyk_site.references.chicago.variables import BOUND, Variables, variables_of


@dataclass(frozen=True, slots=True)
class ShortReference:
    """The short reference of one work, made once for all places in the work that are cited."""

    work: Variables
    author: RichText
    date: str

    def text(self, locator: str = "", *, locator_is_page: bool = True, suppress_author: bool = False) -> str:
        """The reference with a place in the work, without the parentheses around it.

        Args:
            locator: Place in the work: pages bare (`65-66`), others with their label (`chap. 3`). Empty: none.
            locator_is_page: Whether the locator is a page; ranges of pages are then shortened (`144–45`).
            suppress_author: Leave out who made the work: `1996, 65–66`.

        Returns:
            Plain text. A title that stands in place of an author has its quotation marks but no italics.
        """
        author: RichText = () if suppress_author else self.author
        apart = " " if self.work.issued or self.work.accessed else ", "
        place = (self.place(locator, locator_is_page=locator_is_page),) if locator else ()
        return shown(marks_inside_quotations(joined([joined([author, (self.date,)], apart), place], ", ")))

    def place(self, locator: str, *, locator_is_page: bool = True) -> str:
        """A place in the work alone, as the reference shows it: `65–66`, `2:65`, `chap. 3`."""
        return _place(self.work, locator, is_page=locator_is_page)


def make_short(source: Source, *, names: str = "", year_suffix: str = "") -> ShortReference:
    """The short reference of a work.

    Args:
        source: The work.
        names: How the work's authors are named where others are called alike (`Distinctions.names`). Otherwise found
            here.
        year_suffix: Letter that tells works of one author and year apart: `Distinctions.year_suffixes`.
    """
    work = variables_of(source)
    return ShortReference(work, _author(work, names), _dated(short_date(work), work, year_suffix))


def format_short(
    source: Source,
    *,
    names: str = "",
    year_suffix: str = "",
    locator: str = "",
    locator_is_page: bool = True,
    suppress_author: bool = False,
) -> str:
    """The short reference of a work with a place in it; the arguments are those of the two steps it takes."""
    reference = make_short(source, names=names, year_suffix=year_suffix)
    return reference.text(locator, locator_is_page=locator_is_page, suppress_author=suppress_author)


def _author(work: Variables, names: str) -> RichText:
    people = leading_people(work)
    if not people:
        return leading_text(work)
    return (names or list_short(people),)


def _dated(date: str, work: Variables, year_suffix: str) -> str:
    """The letter stands behind the first year that is shown; a status or a date in words takes none."""
    if work.issued is None:
        return date if work.has("status") else date + year_suffix
    if work.original_date:
        year, bracket, rest = date.partition("]")
        return year + year_suffix + bracket + rest
    return date if work.issued.literal else date + year_suffix


def _place(work: Variables, locator: str, *, is_page: bool) -> str:
    place = format_pages(locator) if is_page else locator
    if work.type not in BOUND or not work.has("volume"):
        return place
    volume = format_numbers(work.texts["volume"])
    return f"{volume}:{place}" if is_page else f"vol. {volume}, {place}"
