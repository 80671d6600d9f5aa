"""Structure: what the parts of an archive must agree on, beyond the form of each file.

Listed chapters and pages have files and the other way round, vocabularies are kept, severities can be re-set, and no
two pages want one address. Faults within one file are found while it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kalmyk_site.records.archive import Archive, Choice
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import FINDING_CODES, SETTABLE_FAMILIES, Finding, NearestMatches, Origin
from kalmyk_site.records.kinds import Discrepancy, Event
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.yaml_tree import find
from kalmyk_site.references.addresses import COMPUTED_PAGES, OWN_PAGES, address_of
from kalmyk_site.references.index import Index
from kalmyk_site.references.repository import FORGES, forge_of

_CATALOGS: Final = Path(__file__).parent.parent / "templates" / "catalog"
"""One file for each language of the interface."""

RESERVED: Final = ("assets", "data", "media", "pagefind", "search")
"""Folders of the site that hold files, or pages of their own that no record makes."""


def interface_language(index: Index) -> Iterator[Finding]:
    """A language of the archive in which the site's own words are not to be had."""
    language = index.archive.settings.language
    spoken = sorted(path.stem for path in _CATALOGS.glob("*.yml"))
    if language.partition("-")[0] not in spoken:
        yield Finding(
            "language-interface",
            _setting(index.archive, "language"),
            f"the site's own words (menu, headings, dates) are not to be had in '{language}', and stand in English",
            value=language,
            expected=f"one of {', '.join(spoken)}",
            remedy="The texts are marked as of this language all the same. Whoever can program can add the words: "
            "kalmyk_site/templates/catalog/ in the program.",
        )


def chapters_listed(index: Index) -> Iterator[Finding]:
    """Chapters that `archive.yml` lists and that have no file, and files that it does not list."""
    archive = index.archive
    nearest = NearestMatches(archive.chapters)
    listed: set[str] = set()
    for number, part in enumerate(archive.settings.parts):
        for place, name in enumerate(part.chapters):
            chapter = f"{part.folder}/{name}"
            listed.add(chapter)
            if chapter not in archive.chapters and Target("chapter", chapter) not in archive.broken:
                near = _now_called(archive, "chapter", chapter) or nearest(chapter)
                yield _missing(_setting(archive, "parts", number, "chapters", place), chapter, near)
    for place, name in enumerate(archive.settings.reading_order):
        if name not in listed:
            yield Finding(
                "chapter-missing",
                _setting(archive, "reading_order", place),
                f"the reading order names '{name}', which no part lists",
                value=name,
                expected="a folder and a chapter that a part lists, such as history/beginnings",
                nearest=_now_called(archive, "chapter", name) or nearest(name),
                remedy="Correct the name, or list the chapter under its part.",
            )
    folders = [part.folder for part in archive.settings.parts]
    for name, chapter in archive.chapters.items():
        if name not in listed:
            folder, _, last = name.rpartition("/")
            where = f"under the part '{folder}'" if folder in folders else f"with a part whose folder is '{folder}'"
            yield _unlisted(chapter.file.origin(1, 1), name, f"'{last}' {where}, in content/archive.yml")


def pages_listed(index: Index) -> Iterator[Finding]:
    """The same for the pages about the archive; `evidence` is made from the records."""
    archive = index.archive
    nearest = NearestMatches(archive.pages)
    listed: set[str] = set()
    for place, short in enumerate(archive.settings.about):
        name = "about" if short == "about" else f"about/{short}"
        listed.add(name)
        if name not in archive.pages and name not in COMPUTED_PAGES and Target("page", name) not in archive.broken:
            near = _now_called(archive, "page", name) or nearest(name)
            yield _missing(_setting(archive, "about", place), name, near)
    for name, page in archive.pages.items():
        if name not in listed and name not in COMPUTED_PAGES:
            yield _unlisted(
                page.file.origin(1, 1), name, f"'{name.rpartition('/')[2]}' under 'about', in content/archive.yml"
            )


def _now_called(archive: Archive, kind: str, id_: str) -> str:
    """The id of what was called so before; empty where nothing was."""
    now = archive.former.get(Target(kind, id_))
    return now.id if now else ""


def _missing(origin: Origin, name: str, nearest: str) -> Finding:
    # The page `about` stands in its own folder: content/about/about.md.
    file = f"content/{name if '/' in name else f'{name}/{name}'}.md"
    return Finding(
        "chapter-missing",
        origin,
        f"there is no file {file}",
        value=name,
        expected="the name of a file, without .md",
        nearest=nearest.rpartition("/")[2],
        remedy="Correct the name, write the file, or take the name out of the list.",
    )


def _unlisted(origin: Origin, name: str, expected: str) -> Finding:
    return Finding(
        "chapter-unlisted",
        origin,
        f"nothing leads readers to '{name}'",
        value=name,
        expected=expected,
        remedy="List it at its place in the reading order, or move the file out of content/.",
    )


def vocabularies(index: Index) -> Iterator[Finding]:
    """Themes of events and groups of disagreements that `archive.yml` does not have, or has twice."""
    archive = index.archive
    themes, groups = archive.settings.themes, archive.settings.disagreements
    yield from _twice(archive, "themes", themes)
    yield from _twice(archive, "disagreements", groups)
    check_theme, check_group = _chooser("themes", themes), _chooser("disagreements", groups)
    for event in archive.records_of(Event):
        for place, theme in enumerate(event.themes):
            yield from check_theme(theme, archive.located[event.target].origin("themes", place))
    for discrepancy in archive.records_of(Discrepancy):
        yield from check_group(discrepancy.category, archive.located[discrepancy.target].origin("category"))


def timeline_strips(index: Index) -> Iterator[Finding]:
    """Strips of the timeline without a first and a last day, or that do not lie within the one above."""
    settings = index.archive.settings.timeline
    above: EdtfDate | None = None
    for place, strip in enumerate(settings.strips if settings else ()):
        origin = _setting(index.archive, "timeline", "strips", place)
        expected = "a year, or an interval with both ends, such as 1926-05-01/1926-05-31"
        if date.min in (strip.earliest, strip.latest) or date.max in (strip.earliest, strip.latest):
            fault = "has no first or no last day"
        elif strip.precision == "set":
            fault = "is a set of dates"
        elif above and not (above.earliest <= strip.earliest and strip.latest <= above.latest):
            fault, expected = f"does not lie within the strip above it, {above}", f"an interval within {above}"
        elif above and above.spans == strip.spans:
            fault, expected = "shows the same days as the strip above it", f"a shorter interval within {above}"
        else:
            above = strip
            continue
        yield Finding(
            "timeline-strip",
            origin,
            f"'{strip}' {fault}",
            value=str(strip),
            expected=expected,
            remedy="Correct the interval, or take the strip out.",
        )


def one_accent(index: Index) -> Iterator[Finding]:
    """More than one theme in the second color."""
    accents = [place for place, theme in enumerate(index.archive.settings.themes) if theme.accent]
    for place in accents[1:]:
        first = index.archive.settings.themes[accents[0]].id
        yield Finding(
            "value-choice",
            _setting(index.archive, "themes", place, "accent"),
            f"the theme '{first}' already has the second color",
            value="true",
            expected="one theme with 'accent: true', or none",
            remedy="Take 'accent' out of one of the two.",
        )


def _chooser(name: str, choices: Iterable[Choice]) -> Callable[[str, Origin], Iterator[Finding]]:
    ids = [choice.id for choice in choices]
    known, nearest = frozenset(ids), NearestMatches(ids)

    def check(value: str, origin: Origin) -> Iterator[Finding]:
        if value not in known:
            yield Finding(
                "value-choice",
                origin,
                f"'{value}' is not among the {name} of content/archive.yml",
                value=value,
                expected=", ".join(ids) or f"an id that stands under '{name}' in content/archive.yml",
                nearest=nearest(value),
                remedy=f"Correct the id, or add it to '{name}'.",
            )

    return check


def _twice(archive: Archive, name: str, choices: Iterable[Choice]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, choice in enumerate(choices):
        if choice.id in seen:
            yield Finding(
                "id-duplicate",
                _setting(archive, name, place, "id"),
                f"'{choice.id}' stands twice among the {name}",
                value=choice.id,
                expected="an id that no other entry of the list has",
                remedy="Give one of the two another id, or take it out.",
            )
        seen.add(choice.id)


def severities(index: Index) -> Iterator[Finding]:
    """Severities of codes that do not exist, or that an archive cannot re-set."""
    nearest = NearestMatches(FINDING_CODES)
    settable = sorted(code for code, each in FINDING_CODES.items() if each.family in SETTABLE_FAMILIES)
    for code in index.archive.settings.severities:
        origin = find(index.archive.located[SETTINGS].node, ("severities", code)).key_origin
        if code not in FINDING_CODES:
            yield Finding(
                "value-choice",
                origin,
                f"there is no finding '{code}'",
                value=code,
                expected=", ".join(settable),
                nearest=nearest(code),
                remedy="Correct the code; docs/findings.md lists all of them.",
            )
        elif code not in settable:
            yield Finding(
                "severity-fixed",
                origin,
                f"the severity of '{code}' cannot be re-set",
                value=code,
                expected=", ".join(settable),
                remedy="Take the line out and repair what is found.",
            )


def repository(index: Index) -> Iterator[Finding]:
    """A repository on a host whose addresses nobody knows, so that no page can lead to its file."""
    given = index.archive.settings.repository
    if given is not None and not given.edit and forge_of(given.address) is None:
        yield Finding(
            "value-choice",
            _setting(index.archive, "repository", "address"),
            f"how '{urlsplit(given.address).hostname}' writes the addresses of its files is not known",
            value=given.address,
            expected="a host with one of these words in its name: " + ", ".join(FORGES) + "; or the field 'edit'",
            remedy="Add 'edit' with the address at which a file is edited, and {path} in place of its path.",
        )


def addresses(index: Index) -> Iterator[Finding]:
    """Two pages for one address. Compared without case, as some file systems do."""
    archive = index.archive
    taken = {f"{name}/": f"the folder '{name}' of the site" for name in RESERVED}
    taken[""] = "the home page"
    taken |= {f"{name}/": f"the page '{name}', which is made from the records" for name in COMPUTED_PAGES}
    records = [record.target for record in archive.all_records()]
    for target in (*records, *(Target("source", key) for key in archive.sources)):
        if target.kind in OWN_PAGES:
            taken[address_of(target).casefold()] = f"the page of {target}"
    for target, origin in _authored(archive):
        address = address_of(target).casefold()
        if address in taken:
            yield Finding(
                "address-duplicate",
                origin,
                f"the address /{address} belongs to {taken[address]}",
                value=f"/{address}",
                expected="an address that no other page has",
                remedy="Rename the folder or the file.",
            )
        else:
            taken[address] = f"{target}"


def _authored(archive: Archive) -> Iterator[tuple[Target, Origin]]:
    """What authors make pages of; a chapter that is listed again comes last, so that its second place is named."""
    for prose in (*archive.chapters.values(), *archive.pages.values()):
        yield prose.target, prose.file.origin(1, 1)
    listed: set[Target] = set()
    for number, part in enumerate(archive.settings.parts):
        yield Target("page", part.folder), _setting(archive, "parts", number, "folder")
        for place, name in enumerate(part.chapters):
            chapter = Target("chapter", f"{part.folder}/{name}")
            if chapter in listed:
                yield chapter, _setting(archive, "parts", number, "chapters", place)
            listed.add(chapter)


def _setting(archive: Archive, *path: str | int) -> Origin:
    return archive.located[SETTINGS].origin(*path)
