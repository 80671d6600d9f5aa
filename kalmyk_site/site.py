"""The whole site as files: an archive goes in, finished pages, data and assets come out. Nothing is written here.

A site is planned, which costs little, and then made: whole, or page by page as somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ParamSpec

from kalmyk_site.checks.checked import Checked, Progress, collector_off
from kalmyk_site.exports.archive_json import archive_json
from kalmyk_site.exports.bibliography_files import bibliography_files
from kalmyk_site.exports.citations_js import citations_js
from kalmyk_site.exports.hosting import compressed_files, headers_file
from kalmyk_site.exports.jump_index import jump_script
from kalmyk_site.exports.numbers_csv import all_numbers_csv, numbers_csv
from kalmyk_site.exports.schemas import schema_files
from kalmyk_site.exports.search_texts import search_texts
from kalmyk_site.exports.sitemap import robots_txt, sitemap_xml
from kalmyk_site.pages.all_pages import all_pages
from kalmyk_site.pages.assets import add_asset, load_assets
from kalmyk_site.pages.catalog import load_catalog
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.output import check_output
from kalmyk_site.pages.page import Page, render_page
from kalmyk_site.pages.redirects import Redirect, redirects, render_redirect
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.references.addresses import ALL_NUMBERS_FILE, file_of, numbers_file
from kalmyk_site.search_index import make_search_index

P = ParamSpec("P")


@dataclass(frozen=True)
class Site:
    """A finished site."""

    pages: Mapping[str, str]
    """HTML by file, in reading order."""

    files: Mapping[str, bytes]
    """Every other file by path."""

    findings: tuple[Finding, ...]
    """What the output check found; a site with findings must not be published."""

    root: str = "/"
    """The path under which it is published: `/` or `/archive/`."""


@dataclass(frozen=True)
class Plan:
    """What a site will hold. Each page and file is made when it is asked for, and does not depend on any other."""

    frame: Frame
    pages: Mapping[str, Page | Redirect]
    """By file, in reading order; those at old addresses come last."""

    files: Mapping[str, Callable[[], bytes]]
    """Makes every other file but the index of the search, by path."""

    def html(self, file: str) -> str:
        """The finished page.

        Raises:
            KeyError: there is no such page.
        """
        page = self.pages[file]
        return render_redirect(self.frame, page) if isinstance(page, Redirect) else render_page(self.frame, page)

    def search_index(self) -> Mapping[str, bytes]:
        """The files of the full-text search by path.

        Raises:
            SearchIndexError: the program that makes them does not work here.
        """
        return make_search_index(search_texts(self.frame), self.frame.archive.settings.language)


@collector_off()
def plan_site(checked: Checked, *, for_disk: bool = False, preview: bool = False, drafts: bool = False) -> Plan:
    """Plan the site of an archive that was checked without an error.

    Args:
        checked: The archive.
        for_disk: Make it for a folder that is opened without a server.
        preview: Make it for a server that adds a script of its own to each page.
        drafts: Show drafts too, with a mark; the site itself does not have them.

    Raises:
        ValueError: the check found errors.
    """
    checked = checked if drafts else checked.published
    if checked.index is None or checked.failed:
        raise ValueError("an archive with errors cannot be rendered")
    archive = checked.index.archive
    settings = archive.settings
    assets = load_assets(load_catalog(settings.language).group("script"))
    information = tuple(finding for finding in checked.findings if checked.severity(finding) is not Severity.ERROR)
    frame = Frame(checked.index, assets.names, for_disk=for_disk, preview=preview, findings=information)
    # The names of these two hold a hash of what is in them, and every page gives their names.
    assets = add_asset(assets, "citations", "citations.js", citations_js(frame).encode())
    assets = add_asset(assets, "jump", "jump.js", jump_script(frame).encode())
    frame = replace(frame, assets=assets.names)
    pages = {file_of(page.address): page for page in all_pages(frame)}
    old = {file_of(redirect.address): redirect for redirect in redirects(frame)}
    ready = {**assets.files, **checked.media, **schema_files()}
    files = {path: _ready(content) for path, content in ready.items()}
    files["data/archive.json"] = _text(archive_json, frame)
    files[ALL_NUMBERS_FILE] = _text(all_numbers_csv, frame)
    for statistic in archive.records_of(Statistic):
        files[numbers_file(statistic.target)] = _text(numbers_csv, frame, statistic)
    files |= {path: _text(make) for path, make in bibliography_files(archive)}
    files["robots.txt"] = _text(robots_txt, settings)
    files["_headers"] = _text(headers_file, frame.root)
    if settings.address:
        changes = {page.address: page.changed or settings.changed for page in pages.values() if page.listed}
        files["sitemap.xml"] = _text(sitemap_xml, settings, changes)
    return Plan(frame, {**pages, **old}, files)


def _ready(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _text(make: Callable[P, str], *arguments: P.args, **named: P.kwargs) -> Callable[[], bytes]:
    return lambda: make(*arguments, **named).encode()


@collector_off()
def render(
    checked: Checked,
    *,
    for_disk: bool = False,
    preview: bool = False,
    with_search: bool = True,
    progress: Progress = lambda _: None,
) -> Site:
    """Render the site of an archive that was checked without an error.

    Args:
        checked: The archive.
        for_disk: Make it for a folder that is opened without a server; the full-text search needs one.
        preview: Make it for the preview's server, with its drafts, which the site itself does not have.
        with_search: Make the index of the full-text search.
        progress: Is told what is being done.

    Raises:
        ValueError: the check found errors.
        ExampleError: an example of the page of the syntax is not what it says: a fault of the program.
        SearchIndexError: the program that makes the index of the search does not work here.
    """
    progress("rendering")
    plan = plan_site(checked, for_disk=for_disk, preview=preview, drafts=preview)
    pages = {file: plan.html(file) for file in plan.pages}
    files = {path: make() for path, make in plan.files.items()}
    progress("checking the pages")
    findings = tuple(check_output(pages, frozenset(files), plan.frame.root))
    if with_search and not for_disk and not findings:
        progress("indexing")
        files |= plan.search_index()
    return Site(pages, files, findings, plan.frame.root)


def with_compressed(site: Site) -> Site:
    """The site with a compressed copy beside every file that becomes smaller by it."""
    files = {**{path: html.encode() for path, html in site.pages.items()}, **site.files}
    return replace(site, files={**site.files, **compressed_files(files)})
