"""What every page needs to be rendered: the index, the interface's texts, formatted sources, links, one environment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType
from typing import Final, cast
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from kalmyk_site.markup.citations import Locator
from kalmyk_site.pages.catalog import Catalog, load_catalog
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.policy import page_policy
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import NamedRecord
from kalmyk_site.records.sources import Source
from kalmyk_site.references.addresses import COMPUTED_PAGES, NOT_FOUND, link
from kalmyk_site.references.chicago import Run, ShortReference, format_entry, make_short
from kalmyk_site.references.guides import CONTRIBUTE, GUIDE_LANGUAGE, GUIDE_PAGES, guide_title
from kalmyk_site.references.index import Citation, Index


class _Compiled(BytecodeCache):
    """Compiled templates, kept in memory by their name and what stands in them."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED: Final = _Compiled()
"""Templates are the same for each rendering of a site, and for all sites."""


@dataclass(frozen=True)
class Frame:
    """The common ground of one rendering of the site."""

    index: Index
    assets: Mapping[str, str]
    """Address of each asset by its name: `styles` to `assets/site.1f3c9a.css`."""

    for_disk: bool = False
    """Write links that work without a server."""

    preview: bool = False
    """Write pages for the preview's server, which adds a script of its own to each."""

    findings: tuple[Finding, ...] = ()
    """What the checks list, for the evidence account."""

    _entries: dict[str, Markup] = field(default_factory=dict[str, Markup])
    _entry_links: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    _shorts: dict[tuple[str, Locator | None, bool], str] = field(
        default_factory=dict["tuple[str, Locator | None, bool]", str]
    )

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.index.archive

    @cached_property
    def catalog(self) -> Catalog:
        """The texts of the interface."""
        return load_catalog(self.archive.settings.language)

    @cached_property
    def environment(self) -> Environment:
        """The one Jinja environment: escapes everything and refuses names that it does not know."""
        environment = Environment(
            loader=PackageLoader("kalmyk_site", "templates"),
            autoescape=True,
            bytecode_cache=_COMPILED,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        cast("dict[str, object]", environment.globals)["t"] = self.catalog
        return environment

    def link(self, origin: str, destination: str) -> str:
        """The link from one address of the site to another.

        A server sends the page for wrong addresses from any address, so its links begin at the site's root.
        """
        if origin == NOT_FOUND:
            return link("", destination, for_disk=True) if self.for_disk else f"{self.root}{destination}"
        return link(origin, destination, for_disk=self.for_disk)

    @property
    def policy(self) -> str:
        """What the pages say of what they may load; "" where that would forbid what they need.

        The preview's script stands in the page itself. On a disk browsers differ in what a page's own site is.
        """
        return "" if self.for_disk or self.preview else page_policy()

    @cached_property
    def root(self) -> str:
        """The path under which the site is published: `/` or `/archive/`."""
        return urlsplit(self.archive.settings.address or "/").path

    def entry(self, key: str) -> Markup:
        """The full reference of a source, as the bibliography prints it."""
        if key not in self._entries:
            source = self.archive.sources[key]
            runs = format_entry(source, year_suffix=self.index.distinctions.year_suffixes.get(key, ""))
            self._entries[key] = self.reference_html(source, runs)
            self._entry_links[key] = frozenset(run.href for run in runs)
        return self._entries[key]

    def reference_html(self, source: Source, runs: Iterable[Run]) -> Markup:
        """A formatted reference; words in another language than the archive's say which."""
        lang = next((tag for tag in source.languages if tag != self.archive.settings.language), "")
        title = source.title if len(source.languages) == 1 else ""
        return Markup("").join(
            _run(_marked(run.text, lang, title) if lang else escape(run.text), italic=run.italic, href=run.href)
            for run in runs
        )

    def entry_links(self, key: str) -> frozenset[str]:
        """The addresses to which the full reference of a source links."""
        self.entry(key)
        return self._entry_links[key]

    def short(self, key: str, locator: Locator | None = None, *, suppress_author: bool = False) -> str:
        """The short form of a citation: `Smith 1996, 65–66`."""
        place = (key, locator, suppress_author)
        if place not in self._shorts:
            self._shorts[place] = self._short_references[key].text(
                locator.data if locator else "",
                locator_is_page=locator is not None and locator.label == "page",
                suppress_author=suppress_author,
            )
        return self._shorts[place]

    def place(self, key: str, locator: Locator) -> str:
        """A place in a source alone, as its short form shows it: `65–66`."""
        return self._short_references[key].place(locator.data, locator_is_page=locator.label == "page")

    @cached_property
    def _short_references(self) -> Mapping[str, ShortReference]:
        told = self.index.distinctions
        return {
            key: make_short(source, names=told.names.get(key, ""), year_suffix=told.year_suffixes.get(key, ""))
            for key, source in self.archive.sources.items()
        }

    @cached_property
    def comparison_signs(self) -> Mapping[bool, Markup]:
        """What a citation shows where its place was compared with the source, and where it was not."""
        return {
            compared: fill(
                '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>',
                state.replace("_", "-"),
                self.catalog(f"note.{state}"),
                self.catalog(f"note.{state}"),
                sign,
            )
            for compared, state, sign in ((True, "compared", "●"), (False, "not_compared", "○"))
        }

    def short_citation(self, citation: Citation) -> str:
        """The short form of one citation, with its prefix and suffix."""
        mark = citation.mark
        if citation.source in self.archive.settings.founding_documents:
            # What every page cites is named as the texts name it, not by a title that a reader has to look up.
            place = mark.locator.shown if mark.locator else ""
            shown = ", ".join(part for part in (self.document_name(citation.source), place) if part)
        else:
            shown = self.short(citation.source, mark.locator, suppress_author=mark.suppress_author)
        apart = "" if mark.suffix[:1] in ("", *",.;:") else " "
        return f"{mark.prefix} {shown}{apart}{mark.suffix}".strip()

    def document_name(self, key: str) -> str:
        """How the texts call a founding document: `the article`; its short form where they have no name for it."""
        return self.archive.sources[key].custom.name_as or self.short(key)

    def intro(self, kind: str) -> str:
        """What stands above the list of a kind."""
        written = {str(name): text for name, text in self.archive.settings.intros.items()}
        return written.get(kind) or self.catalog(f"intro.{kind}")

    def title_of(self, target: Target) -> str:
        """What a link to `target` shows."""
        if target in GUIDE_PAGES:
            return guide_title(GUIDE_PAGES[target])
        if target.kind == "page" and f"menu.{target.id.removeprefix('about/')}" in self.catalog:
            authored = self.index.title_of(target) if target.id != "home" else ""
            return authored or self.catalog(f"menu.{target.id.removeprefix('about/')}")
        if target.kind == "page":
            for part in self.archive.settings.parts:
                if part.folder == target.id:
                    return part.title
        if target.kind == "source":
            return self.short(target.id)
        return self.index.title_of(target)

    def language_of_text(self, owner: Target) -> str:
        """The language in which a record, chapter or page is written."""
        prose = self.archive.chapters.get(owner.id) if owner.kind == "chapter" else None
        if owner.kind == "page":
            prose = self.archive.pages.get(owner.id)
        return (prose.matter.lang if prose else None) or self.archive.settings.language

    def is_typeset(self, owner: Target | None = None) -> bool:
        """Whether a text of `owner`, or of the archive, gets the quotation marks of English."""
        language = self.language_of_text(owner) if owner else self.archive.settings.language
        return language.partition("-")[0] == "en"

    def language_of_title(self, target: Target) -> str:
        """The language of what a link to `target` shows."""
        if target.kind == "page" and target.id in COMPUTED_PAGES:
            return self.catalog.language
        if target in GUIDE_PAGES:
            return GUIDE_LANGUAGE
        if target == CONTRIBUTE and target.id not in self.archive.pages:
            return self.catalog.language
        record = self.archive.find_record(target)
        return record.preferred_name.lang if isinstance(record, NamedRecord) else self.language_of_text(target)


_OTHER_LETTER: Final = "[^\\W\\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]"
"""Pattern of a letter that is not Latin."""

_OTHER_SCRIPT: Final = rf"{_OTHER_LETTER}+(?:[\s:,.–-]+{_OTHER_LETTER}+)*"
"""Pattern of words in another script than Latin."""


def _marked(text: str, lang: str, title: str) -> Markup:
    """`text` of a reference in which `title`, and whatever is not in Latin letters, says that it is in `lang`."""
    pieces = re.split(f"({re.escape(title)}|{_OTHER_SCRIPT})" if title else f"({_OTHER_SCRIPT})", text)
    return Markup("").join(
        fill('<span lang="{}">{}</span>', lang, piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def _run(shown: Markup, *, italic: bool, href: str) -> Markup:
    if italic:
        shown = fill("<i>{}</i>", shown)
    return fill('<a href="{}" rel="external noopener">{}</a>', href, shown) if href else shown
