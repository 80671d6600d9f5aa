"""The index for jumping to anything by its name: a script file, so that it also works from a folder on disk.

It sets `archiveData.jump` to an object of `rules`, `kinds` and `entries`. It is loaded when a reader first looks for
something, never with a page.

Every name on record leads to its record; the script folds them by the rules of `name_folding`, which stand in the file
too. Of a slip the file holds the folded key alone: it is found, and nothing can show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kalmyk_site.markup.typography import typeset_words
from kalmyk_site.pages.estimates import with_unit
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.page import about_targets
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Event, Law, NamedRecord, Record, Statistic
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import OWN_PAGES, SHARED_PAGES, address_of, filled_pages
from kalmyk_site.references.name_folding import fold, table
from kalmyk_site.references.order import in_display_order

FORM: Final = 1
"""Version of the form."""

KINDS: Final = (
    *("person", "place", "event", "law", "organization", "group", "statistic", "term"),
    *("chapter", "page", "claim", "discrepancy", "source"),
)
"""The kinds in the order in which equally good answers are shown."""

_BEGINNING: Final = "(globalThis.archiveData ??= {}).jump = "
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class JumpName(NamedTuple):
    """One of the names by which something is found."""

    written: str
    """As it stands on record."""

    lang: str
    is_slip: bool = False

    @property
    def text(self) -> str:
        """What may be shown of it: a slip is not."""
        return "" if self.is_slip else self.written

    @property
    def key(self) -> str:
        """Its key."""
        return fold(self.written, self.lang)


class JumpEntry(NamedTuple):
    """Something that can be jumped to."""

    target: Target
    title: str
    """As content has it."""

    names: tuple[JumpName, ...]
    """The title as pages show it, then all others."""

    detail: str
    """What tells it from one of nearly the same name; may be one of the names."""

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.target.kind


def jump_script(frame: Frame) -> str:
    """The script file, one entry a line.

    It holds: `rules`, the table by which names are folded; `kinds`, for each its id, its name for one, its name for
    many, its addresses with `*` for the id, and the address of its index; `entries`, a list for each kind in the same
    order. An entry is a list: id (`home` has the empty address); label; other names; language of the label, empty where
    it is the archive's; detail, a text or the place of the other name that says it. Another name is a text in the
    archive's language, or a list of text and language, or, for a slip, a list of its key alone. What is empty at the
    end of an entry is left out.
    """
    kinds = [[kind, *_names_of_kind(frame, kind), _pattern(kind), _index_of(kind)] for kind in KINDS]
    head = _ENCODER.encode({"form": FORM, "rules": table(), "kinds": kinds})
    of_kind: dict[str, list[JumpEntry]] = {kind: [] for kind in KINDS}
    for entry in jump_entries(frame):
        of_kind[entry.kind].append(entry)
    entries = ",\n".join(_lines(_entries(frame, found)) for found in of_kind.values())
    return f'{_BEGINNING}{head.removesuffix("}")},"entries":[{entries}]}};\n'


def _lines(entries: Iterator[list[object]]) -> str:
    lines = ",\n".join(map(_ENCODER.encode, entries))
    return f"[\n{lines}\n]"


def jump_targets(frame: Frame) -> Iterator[Target]:
    """Everything that can be jumped to, in the order of the entries."""
    for kind in KINDS:
        yield from _targets(frame, kind)


def jump_entries(frame: Frame) -> Iterator[JumpEntry]:
    """The same with names and details."""
    for target in jump_targets(frame):
        title = frame.title_of(target)
        shown = typeset_words(title) if frame.is_typeset(target) else title
        others = (name for name in dict.fromkeys(_other_names(frame, target)) if name.written != title)
        names = (JumpName(shown, frame.language_of_title(target)), *others)
        yield JumpEntry(target, title, names, _detail(frame, target))


def _names_of_kind(frame: Frame, kind: str) -> tuple[str, str]:
    one = frame.catalog(f"kind.{kind}")
    if kind == "chapter":
        return one, frame.catalog("search.chapters")
    if kind == "page":
        return one, frame.catalog("search.pages")
    return one, frame.title_of(Target("page", _index_of(kind).rstrip("/")))


def _index_of(kind: str) -> str:
    """Address of the page that lists all of a kind; empty where there is none."""
    name = OWN_PAGES.get(kind) or SHARED_PAGES.get(kind)
    return f"{name}/" if name else ""


def _targets(frame: Frame, kind: str) -> Iterator[Target]:
    if kind == "chapter":
        yield from (chapter.target for chapter in frame.archive.reading_order)
    elif kind == "page":
        yield frame.archive.home.target
        yield from (Target("page", part.folder) for part in frame.archive.settings.parts)
        yield from (Target("page", name) for name in filled_pages(frame.archive))
        yield from about_targets(frame)
    elif kind == Source.kind:
        yield from (Target(kind, key) for key in frame.archive.sources)
    else:
        yield from (record.target for record in in_display_order(frame.archive, kind))


def _pattern(kind: str) -> str:
    return address_of(Target(kind, "*"))


def _entries(frame: Frame, entries: Iterable[JumpEntry]) -> Iterator[list[object]]:
    language = frame.archive.settings.language
    for target, _, (label, *others), detail in entries:
        texts = [name.written for name in others]
        entry: list[object] = [
            target.id,
            label.text,
            [_shipped(name, language) for name in others],
            "" if label.lang == language else label.lang,
            texts.index(detail) if detail in texts else detail,
        ]
        while entry[-1] in ([], ""):
            entry.pop()
        yield entry


def _shipped(name: JumpName, language: str) -> object:
    if name.is_slip:
        return [name.key]
    return name.text if name.lang == language else [name.text, name.lang]


def _other_names(frame: Frame, target: Target) -> Iterator[JumpName]:
    """What else something is found by."""
    language = frame.archive.settings.language
    if target.kind == Source.kind:
        source = frame.archive.sources[target.id]
        lang = source.languages[0] if len(source.languages) == 1 else language
        yield from (JumpName(text, lang) for text in _names_of_source(source))
        return
    record = frame.archive.find_record(target)
    if isinstance(record, NamedRecord):
        yield from (JumpName(name.text, name.lang, name.type == "slip") for name in record.names)
    elif record is not None:
        yield from (JumpName(text, language) for text in _values_of(frame, record))


def _names_of_source(source: Source) -> Iterator[str]:
    if source.title:
        yield source.title
    yield from (name.full for name in (*source.author, *source.editor))
    if source.original_title:
        yield source.original_title


def _values_of(frame: Frame, record: Record) -> Iterator[str]:
    """What else tells a titled record: a law's number, what a statistic counts and its values, the day of an event."""
    if isinstance(record, Law) and record.number:
        yield record.number
    elif isinstance(record, Statistic):
        if record.short:
            yield record.short
        yield from (with_unit(frame, record, estimate) for estimate in record.estimates)
    elif isinstance(record, Event):
        yield record.date.words()


def _detail(frame: Frame, target: Target) -> str:
    """What tells an entry from one of nearly the same name."""
    record = frame.archive.find_record(target)
    if isinstance(record, Event):
        return record.date.words()
    if isinstance(record, Law):
        return record.issued.words()
    if target.kind == Source.kind:
        source = frame.archive.sources[target.id]
        return source.title if source.title not in frame.title_of(target) else ""
    return ""
