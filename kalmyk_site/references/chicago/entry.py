"""Entries of a bibliography. The order of the functions is the order of an entry."""

from __future__ import annotations

from typing import Final

from kalmyk_site.records.sources import Source
from kalmyk_site.references.chicago.dates import format_date, format_day_month, format_month, format_year
from kalmyk_site.references.chicago.letter_case import capitalize_first
from kalmyk_site.references.chicago.names import list_inverted, list_usual
from kalmyk_site.references.chicago.pages import format_numbers, format_pages, ordinal
from kalmyk_site.references.chicago.punctuation import joined, marks_inside_quotations, with_affixes
from kalmyk_site.references.chicago.rich_text import Linked, RichText, Run, to_runs
from kalmyk_site.references.chicago.variables import (
    BOUND,
    EDITOR_IN_PLACE,
    IN_BOOKS,
    Variables,
    format_container,
    format_title,
    title_in_place,
    variables_of,
)

_ROLES_SHORT: Final = {"editor": ("ed.", "eds."), "translator": ("trans.", "trans."), "director": ("dir.", "dirs.")}
"""One, several."""

_WITHOUT_ARCHIVE: Final = frozenset(
    {"article-journal", "bill", "book", "chapter", "legal_case", "legislation", "motion_picture", "paper-conference"}
)
_DATED_BY_DAY: Final = frozenset({"article-newspaper", "article-magazine", "personal_communication"})


def format_entry(source: Source, *, year_suffix: str = "") -> tuple[Run, ...]:
    """The full reference of a work.

    Args:
        source: The work.
        year_suffix: Letter that tells works of one author and year apart: `Distinctions.year_suffixes`.

    Returns:
        Runs of finished text; the entry ends with a full stop. Identifiers other than the DOI are not part of it.
    """
    work = variables_of(source)
    contributors, work = _contributors(work)
    head = joined([contributors, _date(work, year_suffix), format_title(work)], ". ")
    pieces = [
        head,
        _description(work),
        with_affixes(_secondary_contributors(work), ". "),
        with_affixes(format_container(work), ". "),
        _container_contributors(work),
        _edition(work),
        _pages_in_book(work),
        _journal_series(work),
        _volume_and_issue(work),
        with_affixes(_series(work), ". "),
        _imprint(work),
        _place_in_periodical(work),
        with_affixes(_access(work), ". "),
    ]
    entry = with_affixes(joined(pieces), suffix=".")
    return to_runs(marks_inside_quotations(entry))


def _contributors(work: Variables) -> tuple[RichText, Variables]:
    """Who stands first, and the variables that are then left."""
    if work.has("author"):
        return _with_recipient((list_inverted(work.people("author")),), work), work
    for role in EDITOR_IN_PLACE:
        people = work.people(role)
        if people:
            label = _ROLES_SHORT[role][len(people) > 1]
            left = work.without(role)
            return _with_recipient((f"{list_inverted(people)}, {label}",), left), left
    first, left = title_in_place(work)
    return _with_recipient(first, left), left


def _with_recipient(first: RichText, work: Variables) -> RichText:
    letter: RichText = ()
    if work.type == "personal_communication":
        letter = work.capitalized("genre") or ("Letter",)
    recipient = with_affixes(work.people_as("recipient", "to"), " ")
    return joined([first, joined([letter, recipient])], ". ")


def _date(work: Variables, year_suffix: str) -> RichText:
    if work.issued is None:
        return work.capitalized("status") or (f"n.d.{year_suffix}",)
    original = format_year(work.original_date, year_suffix) if work.original_date else ""
    year = format_year(work.issued, "" if original else year_suffix)
    return joined([(f"({original})",) if original else (), (year,)], " ")


def _description(work: Variables) -> RichText:
    if work.type == "interview":
        medium = joined(
            [with_affixes(work.people_as("interviewer", "Interview by"), " "), work.capitalized("medium")], ". "
        )
    elif work.type == "patent":
        medium = with_affixes(joined([work.text("authority"), work.text("number")], " "), ". ")
    else:
        medium = with_affixes(work.capitalized("medium"), ". ")
    if not work.has("title") or work.type in {"thesis", "personal_communication", "speech"}:
        return medium
    number = work.text("number") if work.type == "report" else ()
    return joined([medium, with_affixes(joined([work.capitalized("genre"), number], " "), ". ")])


def _secondary_contributors(work: Variables) -> RichText:
    if work.type in IN_BOOKS:
        return ()
    made = [capitalize_first(piece) for piece in _editors_and_translators(work)]
    return joined([*made, capitalize_first(work.people_as("director", "directed by"))], ". ")


def _container_contributors(work: Variables) -> RichText:
    if work.type not in IN_BOOKS:
        return ()
    by = work.people_as("container-author", "by")
    return with_affixes(joined([by, *_editors_and_translators(work)], ", "), ", ")


def _editors_and_translators(work: Variables) -> list[RichText]:
    editors, translators = work.people("editor"), work.people("translator")
    if editors and editors == translators:
        return [(f"edited and translated by {list_usual(editors)}",)]
    return [work.people_as("editor", "edited by"), work.people_as("translator", "translated by")]


def _edition(work: Variables) -> RichText:
    if work.type in BOUND:
        if work.number_is("edition"):
            return (f". {_ordinal(work)} ed",)
        return with_affixes(work.capitalized("edition"), ". ")
    if work.type in IN_BOOKS:
        return (f", {_ordinal(work)} ed.",) if work.number_is("edition") else with_affixes(work.text("edition"), ", ")
    return ()


def _ordinal(work: Variables) -> str:
    return ordinal(work.texts["edition"])


def _pages_in_book(work: Variables) -> RichText:
    if work.type not in IN_BOOKS or not work.has("page"):
        return ()
    return joined([(", ",), with_affixes(work.text("volume"), suffix=":"), _pages(work)])


def _pages(work: Variables) -> RichText:
    return (format_pages(work.texts["page"]),) if work.has("page") else ()


def _journal_series(work: Variables) -> RichText:
    if work.type != "article-journal":
        return ()
    return with_affixes(joined([work.text("collection-title"), work.text("collection-number")], " "), ", ", ", ")


def _volume_and_issue(work: Variables) -> RichText:
    if work.type == "article-journal":
        return _journal_volume(work)
    if work.type == "legal_case":
        return joined(
            [
                with_affixes(work.text("volume"), ", "),
                with_affixes(work.text("container-title"), " "),
                with_affixes(_pages(work), " "),
            ]
        )
    volume = (f"Vol. {format_numbers(work.texts['volume'])}",) if work.has("volume") else ()
    if work.type in BOUND:
        volumes = (f"{format_numbers(work.texts['number-of-volumes'])} vols.",) if work.has("number-of-volumes") else ()
        return with_affixes(joined([volume, volumes], ". "), ". ")
    if work.type in IN_BOOKS and not work.has("page"):
        return with_affixes(volume, ". ")
    return ()


def _journal_volume(work: Variables) -> RichText:
    month = format_month(work.issued)
    if work.has("volume"):
        issue = work.text("issue") or ((month,) if month else ())
        return joined([with_affixes(work.text("volume"), " "), with_affixes(issue, " (", ")")])
    if work.has("issue"):
        return with_affixes(joined([("no.",), work.text("issue"), (f"({month})",) if month else ()], " "), ", ")
    return (f", {month}",) if month else ()


def _series(work: Variables) -> RichText:
    if work.type == "article-journal":
        return ()
    delimiter = " " if work.number_is("collection-number") else ", "
    return joined([work.title("collection-title"), work.text("collection-number")], delimiter)


def _imprint(work: Variables) -> RichText:
    if work.type == "legal_case":
        return with_affixes(work.text("authority"), ". ")
    if work.type == "speech":
        return with_affixes(_occasion(work), ". ")
    if work.type in _DATED_BY_DAY:
        return with_affixes((format_date(work.issued),), ", ")
    if work.type == "patent":
        issued = format_date(work.issued)
        return (f", issued {issued}",) if issued else ()
    if work.type == "article-journal":
        return ()
    genre = work.capitalized("genre") if work.type == "thesis" else ()
    publisher = joined([work.text("publisher-place"), work.text("publisher")], ": ")
    return with_affixes(joined([genre, publisher], ", "), ". ")


def _occasion(work: Variables) -> RichText:
    genre = work.capitalized("genre")
    event: RichText = ()
    if work.has("event"):
        event = joined([("presented at the" if genre else "Presented at the",), work.text("event")], " ")
    held = joined([genre, event], " ")
    return joined([held, work.text("event-place"), (format_day_month(work.issued),)], ", ")


def _place_in_periodical(work: Variables) -> RichText:
    if work.type == "article-newspaper":
        edition = with_affixes(work.text("edition"), suffix=" edition")
        return with_affixes(joined([edition, with_affixes(work.text("section"), "sec. ")], ", "), ", ")
    if work.type == "article-journal":
        return with_affixes(_pages(work), ": " if work.has("volume") or work.has("issue") else ", ")
    return ()


def _access(work: Variables) -> RichText:
    pieces: list[RichText] = []
    if work.type not in _WITHOUT_ARCHIVE:
        archive = [work.capitalized("archive_location"), work.text("archive"), work.text("archive-place")]
        pieces.append(joined(archive, ". "))
    if work.type in {"webpage", "post-weblog"}:
        pieces.append((format_date(work.issued),))
    if work.issued is None and work.accessed is not None:
        pieces.append((f"Accessed {format_date(work.accessed)}",))
    if work.type != "legal_case":
        pieces.append(_address(work))
    return joined(pieces, ". ")


def _address(work: Variables) -> RichText:
    if work.has("DOI"):
        address = "https://doi.org/" + work.texts["DOI"].removeprefix("10/")
        return (Linked((address,), address),)
    if work.has("URL"):
        return (Linked((work.texts["URL"],), work.texts["URL"]),)
    return ()
