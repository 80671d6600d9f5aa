"""The variables of a work that the style prints, and which of them are used up already.

Where a work has no author, something else takes its place (an editor, the newspaper, the title) and is then not
printed a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kalmyk_site.records.sources import CslDate, CslName, Source
from kalmyk_site.references.chicago.letter_case import capitalize_first, is_english, title_case
from kalmyk_site.references.chicago.names import PersonName, list_usual, read_names
from kalmyk_site.references.chicago.pages import is_numeric
from kalmyk_site.references.chicago.punctuation import joined, with_affixes
from kalmyk_site.references.chicago.rich_text import Emphasized, Quoted, RichText, merged
from kalmyk_site.references.chicago.value_markup import read_value

BOOKISH: Final = frozenset({"bill", "book", "graphic", "legislation", "motion_picture", "song"})
"""Types whose titles stand in italics."""

BOUND: Final = BOOKISH | {"legal_case", "report"}
"""Types whose volumes and editions are told after the title."""

IN_BOOKS: Final = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"})
"""Types that are parts of a book."""

IN_NEWSPAPERS: Final = frozenset({"article-magazine", "article-newspaper", "review", "review-book"})
"""Types that go under the name of the newspaper where no author is known."""

EDITOR_IN_PLACE: Final = ("editor", "translator", "director")
"""Who takes the author's place, in this order."""


@dataclass(frozen=True, slots=True)
class Variables:
    """What there is to print of one work."""

    type: str
    english: bool
    texts: Mapping[str, str]
    names: Mapping[str, tuple[CslName, ...]]
    issued: CslDate | None
    accessed: CslDate | None
    original_date: CslDate | None

    def has(self, name: str) -> bool:
        """Whether the variable is known and not used up."""
        return bool(self.texts.get(name) or self.names.get(name))

    def text(self, name: str) -> RichText:
        """A variable as it is."""
        value = self.texts.get(name, "")
        return read_value(value) if value else ()

    def capitalized(self, name: str) -> RichText:
        """A variable with a capital at its beginning."""
        return capitalize_first(self.text(name))

    def title(self, name: str) -> RichText:
        """A title, with headline capitals if the work is in English."""
        return title_case(self.text(name)) if self.english else self.text(name)

    def italic_title(self, name: str) -> RichText:
        """A title in italics."""
        return (Emphasized(self.title(name)),) if self.has(name) else ()

    def quoted_title(self, name: str) -> RichText:
        """A title between quotation marks."""
        return (Quoted(self.title(name)),) if self.has(name) else ()

    def people(self, name: str) -> tuple[PersonName, ...]:
        """Names of one role."""
        return read_names(self.names.get(name, ()))

    def people_as(self, name: str, verb: str) -> RichText:
        """Names of one role in their usual order behind what they did: `edited by Hanna Havnevik`."""
        people = self.people(name)
        return (f"{verb} {list_usual(people)}",) if people else ()

    def number_is(self, name: str) -> bool:
        """Whether the variable is known and made of numbers."""
        return self.has(name) and is_numeric(self.texts[name])

    def without(self, *names: str) -> Variables:
        """The same with some variables used up."""
        return replace(
            self,
            texts={name: value for name, value in self.texts.items() if name not in names},
            names={name: value for name, value in self.names.items() if name not in names},
        )


def variables_of(source: Source) -> Variables:
    """The variables of `source`. An archive that is also the publisher counts as publisher alone."""
    texts = {
        "archive": "" if source.archive == source.publisher else source.archive,
        "archive_location": source.archive_location,
        "archive-place": source.archive_place,
        "authority": source.authority,
        "collection-number": source.collection_number,
        "collection-title": source.collection_title,
        "container-title": source.container_title,
        "DOI": source.DOI,
        "edition": source.edition,
        "event": source.event,
        "event-place": source.event_place,
        "genre": source.genre,
        "issue": source.issue,
        "medium": source.medium,
        "number": source.number,
        "number-of-volumes": source.number_of_volumes,
        "page": source.page,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "reviewed-title": source.reviewed_title,
        "section": source.section,
        "status": source.status,
        "title": source.title,
        "URL": source.URL or "",
        "version": source.version,
        "volume": source.volume,
    }
    names = {
        "author": source.author,
        "container-author": source.container_author,
        "director": source.director,
        "editor": source.editor,
        "interviewer": source.interviewer,
        "recipient": source.recipient,
        "reviewed-author": source.reviewed_author,
        "translator": source.translator,
    }
    return Variables(
        type=source.type,
        english=is_english(source.language),
        texts={name: value for name, value in texts.items() if value},
        names={name: value for name, value in names.items() if value},
        issued=_known(source.issued),
        accessed=_known(source.accessed),
        original_date=_known(source.original_date),
    )


def _known(date: CslDate | None) -> CslDate | None:
    return date if date is not None and date.is_known else None


# What can take the author's place -------------------------------------------------------------------------------


def format_title(work: Variables) -> RichText:
    """Title in italics or quotation marks by the type of the work; its genre where it has no title."""
    if not work.has("title"):
        return () if work.type == "personal_communication" else work.capitalized("genre")
    if work.type in BOOKISH:
        version = with_affixes(work.text("version"), " (version ", ")")
        return joined([work.italic_title("title"), version])
    if work.has("reviewed-author"):
        by = work.people_as("reviewed-author", "by")
        if work.has("reviewed-title"):
            reviewed = with_affixes(work.italic_title("reviewed-title"), "Review of ")
            return joined([work.quoted_title("title"), joined([reviewed, by], ", ")], ". ")
        return joined([with_affixes(work.italic_title("title"), "Review of "), by], ", ")
    if work.type in {"legal_case", "interview", "patent"}:
        return work.text("title")
    return work.quoted_title("title")


def format_container(work: Variables) -> RichText:
    """Journal, newspaper, site or book that holds the work."""
    if not work.has("container-title") or work.type == "legal_case":
        return ()
    if work.type == "webpage":
        return work.title("container-title")
    title = work.italic_title("container-title")
    if work.type == "post-weblog":
        return merged((*title, " (blog)"))
    return joined([("In ",), title]) if work.type in IN_BOOKS else title


def title_in_place(work: Variables) -> tuple[RichText, Variables]:
    """What stands first where nobody is named, and the variables without it."""
    if work.type in IN_NEWSPAPERS and work.has("container-title"):
        return format_container(work), work.without("container-title")
    used = ("title", "version", "reviewed-title", "reviewed-author") if work.has("title") else ("genre",)
    return format_title(work), work.without(*used)
