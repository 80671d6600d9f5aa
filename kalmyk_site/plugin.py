"""Adapter to MkDocs (and to ProperDocs, its drop-in fork): the only module that imports it.

MkDocs empties the site folder before it asks for files, and its strict mode aborts only after everything is written.
So everything is read, checked and rendered in `on_config`, before anything is cleaned; `on_files` hands over finished
files and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from kalmyk_site.pages.overlay import with_overlay
from kalmyk_site.records.findings import Severity
from kalmyk_site.report import finding_text, report, summary
from kalmyk_site.site import Checked, Site, check, render

log = get_plugin_logger(__name__)


class ArchivePlugin(BasePlugin[Config]):
    """Builds the whole site of an archive."""

    def __init__(self) -> None:
        self._serving = False
        self._last_good: Site | None = None
        self._files: dict[str, str | bytes] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a server runs; a plugin with this hook lives on from build to build."""
        del dirty
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and render everything; abort before MkDocs cleans the folder of the last good site."""
        root = Path(config.config_file_path).parent
        checked = check(root)
        shown = checked.of(Severity.ERROR) + checked.of(Severity.WARNING)
        if shown:
            log.error("\n%s\n\n%s", report(checked, shown), summary(checked, shown))
        if checked.index is None or checked.failed or (config.strict and shown):
            return self._refuse(
                config, checked, [finding_text(finding, checked.severity(finding)) for finding in shown]
            )
        site = render(checked)
        if site.findings:
            faults = [finding_text(finding, Severity.ERROR) for finding in site.findings]
            log.error("\n%s", "\n".join(faults))
            return self._refuse(config, checked, faults)
        self._last_good = site
        self._files = {**site.pages, **site.files}
        return self._without_defaults(config, checked)

    def _refuse(self, config: MkDocsConfig, checked: Checked, faults: list[str]) -> MkDocsConfig:
        if not self._serving:
            raise Abort("The site was not written; the last good one is untouched.")
        good = self._last_good
        pages = with_overlay(good.pages if good else {}, faults, summary(checked, checked.of(Severity.ERROR)))
        self._files = {**pages, **(good.files if good else {})}
        return self._without_defaults(config, checked)

    def _without_defaults(self, config: MkDocsConfig, checked: Checked) -> MkDocsConfig:
        config.theme.static_templates.clear()
        if checked.index is not None:
            config.site_name = checked.index.archive.settings.title
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over the finished files, in place of all that MkDocs found."""
        del files
        return Files([File.generated(config, path, content=content) for path, content in self._files.items()])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Drop MkDocs' navigation: the pages bring their own."""
        del nav, config, files
        return Navigation([], [])

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Follow changes of templates and styles too."""
        del config, builder
        server.watch(str(Path(__file__).parent / "templates"))
        return server
