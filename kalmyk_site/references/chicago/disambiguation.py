"""What tells similar works apart: order in the bibliography, fuller names, letters after the year.

Two authors with one family name are given their initials, or their given names where the initials agree. Works whose
short references would still be the same show more names before `et al.`; works that agree even then get a letter
after the year, in the order of the bibliography.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kalmyk_site.markup.anchors import letters
from kalmyk_site.records.sources import CslDate, Source
from kalmyk_site.references.chicago.collation import WordKey, collation_words
from kalmyk_site.references.chicago.dates import format_year
from kalmyk_site.references.chicago.names import (
    ENTRY_ET_AL_FIRST,
    ENTRY_ET_AL_FROM,
    PersonName,
    initials,
    list_short,
)
from kalmyk_site.references.chicago.punctuation import joined
from kalmyk_site.references.chicago.rich_text import RichText, plain, shown
from kalmyk_site.references.chicago.value_markup import read_value
from kalmyk_site.references.chicago.variables import EDITOR_IN_PLACE, Variables, title_in_place, variables_of

SortKey = tuple[tuple[WordKey, ...], tuple[bool, str], tuple[bool, tuple[WordKey, ...]]]
"""Who stands first, date, title. What is missing comes last."""


def bibliography_key(source: Source) -> SortKey:
    """Place of a work in a bibliography: by who stands first, then by date, then by title."""
    work = variables_of(source)
    people = leading_people(work)
    first = (_sorted_names(people),) if people else title_in_place(work)[0]
    title = plain(read_value(source.title)) if source.title else ""
    return (
        collation_words(plain(joined([first], ". "))),
        (work.issued is None, _date_key(work.issued)),
        (not title, collation_words(title)),
    )


@dataclass(frozen=True, slots=True)
class Distinctions:
    """What tells the works of one bibliography apart."""

    names: Mapping[str, str]
    """How a short reference names who made each work, by key: `Smith`, `Jones et al.`, `A. B. North`."""

    year_suffixes: Mapping[str, str]
    """The letters after the year, by key, of works whose short references would be the same: `a`, `b`."""


def tell_apart(sources: Iterable[Source]) -> Distinctions:
    """Names and letters of all works that can stand in one bibliography: each depends on what the others are called."""
    cites = _told_apart(sources)
    suffixes: dict[str, str] = {}
    for group in _ambiguous(cites):
        ordered = sorted(group, key=lambda cite: bibliography_key(cite.source))
        suffixes |= {cite.source.id: letters(number) for number, cite in enumerate(ordered)}
    return Distinctions({cite.source.id: cite.names_shown for cite in cites}, suffixes)


def leading_people(work: Variables) -> tuple[PersonName, ...]:
    """Authors, or who takes their place; nobody where a title does."""
    for role in ("author", *EDITOR_IN_PLACE):
        if work.has(role):
            return work.people(role)
    return ()


def leading_text(work: Variables) -> RichText:
    """What stands first in a short reference of a work that names nobody."""
    return title_in_place(work)[0]


def short_date(work: Variables) -> str:
    """Year of a short reference, with the year of the first edition in brackets."""
    if work.issued is None:
        return shown(work.text("status")) or "n.d."
    years = [f"[{format_year(work.original_date)}]"] if work.original_date else []
    return " ".join([*years, format_year(work.issued)])


# Order ----------------------------------------------------------------------------------------------------------


def _sorted_names(people: Sequence[PersonName]) -> str:
    # Nothing between the names, as in Pandoc: "Shearer, David R.Khaustov, Vladimir".
    counted = people if len(people) < ENTRY_ET_AL_FROM else people[:ENTRY_ET_AL_FIRST]
    return "".join(name.inverted for name in counted)


def _date_key(date: CslDate | None) -> str:
    if date is None or date.literal:
        return ""
    return "".join(_point_key(parts) for parts in date.date_parts)


def _point_key(parts: Sequence[int]) -> str:
    year, month, day = (*parts, 0, 0)[:3]
    # Years BC first, and among them the earlier ones first.
    return (f"N{999_999_999 + year:09d}" if year < 0 else f"P{year:09d}") + f"{month:02d}{day:02d}"


# Telling works apart --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cite:
    """A short reference in the making."""

    source: Source = field(compare=False)
    people: tuple[PersonName, ...]
    text: str
    date: str
    first_shown: str = ""
    names_at_least: int = 1

    @property
    def names_shown(self) -> str:
        return list_short(self.people, self.first_shown, self.names_at_least) if self.people else self.text

    @property
    def shown(self) -> tuple[str, str]:
        return self.names_shown, self.date


def _told_apart(sources: Iterable[Source]) -> list[_Cite]:
    cites = [_cite(source) for source in sources]
    first_names = _first_names(cites)
    cites = [replace(cite, first_shown=first_names.get(cite.people[0], "") if cite.people else "") for cite in cites]
    fuller: dict[str, int] = {}
    for group in _ambiguous(cites):
        fuller |= _names_needed(group)
    return [replace(cite, names_at_least=fuller.get(cite.source.id, 1)) for cite in cites]


def _cite(source: Source) -> _Cite:
    work = variables_of(source)
    people = leading_people(work)
    return _Cite(source, people, "" if people else shown(leading_text(work)), short_date(work))


def _first_names(cites: Sequence[_Cite]) -> Mapping[PersonName, str]:
    """First authors who share a family name, as they are shown to tell them apart."""
    families: dict[str, dict[PersonName, None]] = {}
    for cite in cites:
        if cite.people and cite.people[0].family:
            families.setdefault(cite.people[0].family, {})[cite.people[0]] = None
    result: dict[PersonName, str] = {}
    for family in families.values():
        if len(family) < 2:
            continue
        by_initials = _counted(family, _bare_initials)
        for name in family:
            alone = not name.given or by_initials[_bare_initials(name)] == 1
            result[name] = name.with_initials if alone else name.with_given
    return result


def _bare_initials(name: PersonName) -> str:
    return initials(name.given, separator="", hyphens=False)


def _counted(names: Iterable[PersonName], key: Callable[[PersonName], str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        if name.given:
            counts[key(name)] = counts.get(key(name), 0) + 1
    return counts


def _ambiguous(cites: Iterable[_Cite]) -> list[list[_Cite]]:
    groups: dict[tuple[str, str], list[_Cite]] = {}
    for cite in cites:
        if any(cite.shown):
            groups.setdefault(cite.shown, []).append(cite)
    return [group for group in groups.values() if len(group) > 1]


def _names_needed(group: Sequence[_Cite]) -> Mapping[str, int]:
    """How many names each work of a group shows so that it differs from the others."""
    needed: dict[str, int] = {}
    left = list(group)
    for count in range(1, max(len(cite.people) for cite in group) + 1):
        heads = [_compared_names(cite, count) for cite in left]
        times = Counter(heads)
        alike = [cite for cite, head in zip(left, heads, strict=True) if times[head] > 1]
        if len(alike) < len(left):
            needed |= {cite.source.id: count for cite in left}
            left = alike
    return needed


def _compared_names(cite: _Cite, count: int) -> tuple[PersonName, ...]:
    names = cite.people[:count]
    return (*names[:1], *(replace(name, given="") for name in names[1:]))
