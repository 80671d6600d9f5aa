"""Adapter to MkDocs (and to ProperDocs, its drop-in fork): the only module that imports it.

MkDocs empties the site folder before it asks for files, and its strict mode aborts only after everything is written.
So everything is read, checked and rendered in `on_config`, before anything is cleaned; `on_files` hands over finished
files and nothing else.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from kalmyk_site.checks.checked import check
from kalmyk_site.pages.catalog import load_catalog
from kalmyk_site.pages.examples import ExampleError
from kalmyk_site.pages.overlay import with_overlay
from kalmyk_site.reports.faults import Fault, Faults, archive_faults, failure, output_faults
from kalmyk_site.reports.text import NOT_WRITTEN
from kalmyk_site.search_index import FOLDER, SearchIndexError
from kalmyk_site.site import Site, render

log = get_plugin_logger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
"""Templates and styles, which the server watches besides the content."""


class NoOptions(Config):
    """The options in `mkdocs.yml`: none. All settings stand in `content/archive.yml`."""


@dataclass(frozen=True)
class Outcome:
    """What came of reading, checking and rendering the archive."""

    site: Site | None
    """None where the findings forbid it to be shown."""

    faults: Faults
    """Errors and warnings."""


class ArchivePlugin(BasePlugin[NoOptions]):
    """Builds the whole site of an archive."""

    def __init__(self) -> None:
        self._serving = False
        self._server: LiveReloadServer | None = None
        self._last_good: Site | None = None
        self._files: Mapping[str, str | bytes] = {}
        self._search: Mapping[str, bytes] = {}
        """The index of the full-text search, which a preview makes once and keeps: it costs more than all pages."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a server runs; a plugin with this hook lives on from build to build."""
        del dirty
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and render everything; abort before MkDocs cleans the folder of the last good site."""
        # Pages that MkDocs would make from its theme, such as a sitemap with today's date.
        config.theme.static_templates.clear()
        root = Path(config.config_file_path).parent
        read = _try_outcome if self._serving else _outcome
        outcome = read(root, strict=config.strict, with_search=not self._search)
        if outcome.faults.all:
            tell = log.error if outcome.site is None else log.warning
            tell("\n%s\n\n%s", "\n".join(fault.text for fault in outcome.faults.all), outcome.faults.summary)
        if outcome.site is None and not self._serving:
            raise Abort(NOT_WRITTEN)
        self._take(outcome)
        return config

    def _take(self, outcome: Outcome) -> None:
        if outcome.site is not None:
            self._last_good = outcome.site
            if self._serving and not self._search:
                files = outcome.site.files.items()
                self._search = {path: content for path, content in files if path.startswith(FOLDER)}
            self._files = {**outcome.site.pages, **outcome.site.files, **self._search}
        else:
            good = self._last_good
            pages = with_overlay(good.pages if good else {}, outcome.faults)
            self._files = {**pages, **(good.files if good else {}), **self._search}
        self._mount()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over the finished files, in place of all that MkDocs found."""
        del files
        return Files(
            [
                File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
                for path, content in self._files.items()
            ]
        )

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Drop MkDocs' navigation: the pages bring their own."""
        del nav, config, files
        return Navigation([], [])

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[MkDocsConfig], None]
    ) -> LiveReloadServer:
        """Follow changes of templates and styles too."""
        if not self._serving:
            # `mkdocs serve --clean` called itself a build when it started, and its pages are not for a preview.
            self._serving = True
            builder(config)
        server.watch(str(TEMPLATES))
        self._server = server
        self._mount()
        return server

    def _mount(self) -> None:
        """Serve under the path at which the site will be published, since the page for wrong addresses links by it."""
        if self._server is not None and self._last_good is not None:
            # The server compares with paths that are already decoded.
            self._server.mount_path = unquote(self._last_good.root)
            self._server.url = urljoin(self._server.url, self._last_good.root)


def _outcome(root: Path, *, strict: bool, with_search: bool, preview: bool = False) -> Outcome:
    checked = check(root)
    faults = archive_faults(checked)
    if checked.index is None or checked.failed or (strict and faults.all):
        return Outcome(None, faults)
    try:
        site = render(checked, preview=preview, with_search=with_search)
    except (SearchIndexError, ExampleError) as error:
        return Outcome(None, Faults((Fault(str(error)),), faults.summary))
    if site.findings:
        return Outcome(None, output_faults(site.findings, len(site.pages)))
    return Outcome(site, faults)


def _try_outcome(root: Path, *, strict: bool, with_search: bool) -> Outcome:
    # Texts of the interface are kept from build to build, and may have been edited.
    load_catalog.cache_clear()
    try:
        return _outcome(root, strict=strict, with_search=with_search, preview=True)
    # A fault of a template or of the program itself. MkDocs would let every page wait until the next good build, so it
    # is shown like a fault of the content, and the next save has a new chance.
    except Exception:  # noqa: BLE001
        return Outcome(None, failure(traceback.format_exc()))
