"""The facts of a record: its fields as labelled rows, each with the citations that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.date_words import unbroken
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.fields import NAME_TYPES, Name, Outside, Target
from kalmyk_site.records.kinds import KINDS, Record, TitledRecord
from kalmyk_site.references.index import TextKey, anchor_prefix

EMPTY: Final = Markup("")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: a label, its values, and what they rest on."""

    label: str
    values: tuple[Markup, ...]
    cites: Markup = EMPTY
    note: Markup = EMPTY
    anchor: str = ""
    lines: bool = False
    """Whether each value stands on a line of its own."""


@dataclass
class Facts:
    """Collects the rows of one record.

    The record's own citations carry their anchor where they first stand.
    """

    texts: Texts
    record: Record
    rows: list[Fact] = field(default_factory=list[Fact])
    _record_cite_shown: bool = False
    _evidence_shown: set[str] = field(default_factory=set[str])

    def add(self, name: str, values: Iterable[Markup | str], *, label: str = "") -> None:
        """Add the field `name`, unless it has no value."""
        self._add(name, values, label=label)

    def _add(self, name: str, values: Iterable[Markup | str], *, label: str = "", lines: bool = False) -> None:
        shown = tuple(escape(value) for value in values)
        if shown:
            title = label or self.texts.frame.catalog(f"field.{name}")
            self.rows.append(Fact(title, shown, *self._evidence(name), self._anchor(name), lines))

    def lines(self, name: str, values: Iterable[Markup], *, cited: bool) -> None:
        """Add values on a line each.

        Args:
            name: The field.
            values: The lines.
            cited: Whether every line brings its own citations, so that the record's are not needed.
        """
        shown = tuple(values)
        if shown:
            title = self.texts.frame.catalog(f"field.{name}")
            self.rows.append(Fact(title, shown, *self._evidence(name, cited=cited), self._anchor(name), lines=True))

    def uncited(self, name: str, values: Iterable[Markup | str]) -> None:
        """Add what does not rest on the record's sources, a line each: a dataset's point, or what other records say."""
        title = self.texts.frame.catalog(f"field.{name}")
        shown = tuple(escape(value) for value in values)
        self.rows.append(Fact(title, shown, *self._evidence(name, cited=True), self._anchor(name), lines=True))

    def date(self, name: str, date: EdtfDate | None) -> None:
        """Add a date, in words and machine-readable."""
        if date is not None:
            self.add(name, [date_html(self.texts, date)])

    def targets(self, name: str, targets: Iterable[Target]) -> None:
        """Add references to other records: names in one line, titles, which are sentences, on a line each."""
        shown = tuple(targets)
        titled = any(issubclass(KINDS[target.kind], TitledRecord) for target in shown if target.kind in KINDS)
        self._add(name, map(self.texts.target, shown), lines=titled)

    def line(self, name: str, text: str | None) -> None:
        """Add one line of text."""
        if text:
            self.add(name, [text])

    def markdown(self, name: str) -> None:
        """Add a field whose text is Markdown with citations of its own."""
        html = self.texts.inline(self.record.target, name)
        if html:
            title = self.texts.frame.catalog(f"field.{name}")
            marked = self.texts.frame.index.notes.get(TextKey(self.record.target, (name,)))
            self.rows.append(Fact(title, (html,), *self._evidence(name, cited=bool(marked)), self._anchor(name)))

    def names(self, names: tuple[Name, ...]) -> None:
        """Add the names by type; the preferred one, which is the title, only where it has evidence of its own."""
        order = {name_type: position for position, name_type in enumerate(NAME_TYPES)}
        for index, name in sorted(enumerate(names), key=lambda item: order[item[1].type]):
            note = self.texts.field_note(self.record.target, "names", index, "cite")
            if name.type == "preferred" and not (note or name.note or name.outside or name.date):
                continue
            values = [name_html(self.texts, name)]
            if name.date:
                values.append(fill("({})", date_html(self.texts, name.date)))
            label = self.texts.frame.catalog(f"names.{name.type}")
            remark = escape(name.note or "")
            if name.outside:
                remark += Markup(" ") + outside_html(name.outside) if remark else outside_html(name.outside)
            cites, shared = self.texts.cites(note), EMPTY
            if not name.outside and not note:
                cites, shared = self._evidence("names")
            remark = fill("<p>{}</p>{}", remark, shared) if remark and shared else remark + shared
            self.rows.append(Fact(label, (Markup(" ").join(values),), cites, remark))

    def finish(self) -> tuple[Fact, ...]:
        """All rows; citations that no row has shown come last, so that no use of a source is without its place."""
        for name in self.record.field_evidence:
            if name not in self._evidence_shown:
                title = self.texts.frame.catalog(f"field.{name}")
                self.rows.append(Fact(title, (), *self._evidence(name)))
        if self.record.cite and not self._record_cite_shown:
            self.rows.append(Fact(self.texts.frame.catalog("field.cite"), (), *self._evidence("cite")))
        return tuple(self.rows)

    def _evidence(self, name: str, *, cited: bool = False) -> tuple[Markup, Markup]:
        """What a field rests on and its note, which is shown once; from here on both count as shown.

        Args:
            name: The field.
            cited: Whether its values bring their own citations, so that the record's are not needed.
        """
        first = name not in self._evidence_shown
        self._evidence_shown.add(name)
        target = self.record.target
        note = self.texts.text(target, "field_evidence", name, "note") if first else EMPTY
        own = self.texts.field_note(target, "field_evidence", name, "cite")
        if own is not None:
            return self.texts.cites(own, anchored=first), note
        if cited:
            return EMPTY, note
        anchored = not self._record_cite_shown
        self._record_cite_shown = True
        return self.texts.cites(self.texts.field_note(target, "cite"), anchored=anchored), note

    def _anchor(self, name: str) -> str:
        return site_anchor(f"field-{name}", anchor_prefix(self.record.target))


def date_html(texts: Texts, date: EdtfDate) -> Markup:
    """A date in words, machine-readable, visibly doubtful where it is, no day parted from its month and year."""
    catalog = texts.frame.catalog
    element = '<time datetime="{}">{}</time>' if date.is_day else '<span data-date="{}">{}</span>'
    shown = fill(element, date.text, unbroken(date.words()))
    if date.is_one_of:
        return fill('<span class="uncertain" title="{}">{}</span>', catalog("date.one_of"), shown)
    if date.is_uncertain:
        return fill('<span class="uncertain" title="{}">{}</span>', catalog("date.uncertain"), shown)
    return shown


def name_html(texts: Texts, name: Name) -> Markup:
    """A name, with its language where that is not the page's."""
    lang = texts.lang_attribute(name.lang)
    return fill("<span{}>{}</span>", lang, name.text) if lang else escape(name.text)


def outside_html(outside: Outside) -> Markup:
    """Something outside the archive's sources, with its address where a browser can follow it."""
    address = outside.address or ""
    if address.startswith(("https://", "http://")) and "…" not in address and " " not in address:
        return fill('<a href="{}" rel="external noopener">{}</a>', address, outside.name)
    return fill("{} ({})", outside.name, address) if address else escape(outside.name)
