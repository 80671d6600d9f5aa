"""The whole site as files: an archive goes in, finished pages, data and assets come out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

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
from kalmyk_site.pages.page import render_page
from kalmyk_site.pages.redirects import redirect_pages
from kalmyk_site.records.dates import EdtfDate
from kalmyk_site.records.findings import Finding, Severity
from kalmyk_site.records.kinds import Statistic
from kalmyk_site.references.addresses import ALL_NUMBERS_FILE, file_of, numbers_file
from kalmyk_site.search_index import make_search_index


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
    checked = checked if preview else checked.published
    if checked.index is None or checked.failed:
        raise ValueError("an archive with errors cannot be rendered")
    progress("rendering")
    assets = load_assets(load_catalog(checked.index.archive.settings.language).group("script"))
    information = tuple(finding for finding in checked.findings if checked.severity(finding) is not Severity.ERROR)
    frame = Frame(checked.index, assets.names, for_disk=for_disk, preview=preview, findings=information)
    assets = add_asset(assets, "citations", "citations.js", citations_js(frame).encode())
    assets = add_asset(assets, "jump", "jump.js", jump_script(frame).encode())
    frame = replace(frame, assets=assets.names)
    settings = checked.index.archive.settings
    pages: dict[str, str] = {}
    changes: dict[str, EdtfDate] = {}
    for page in all_pages(frame):
        pages[file_of(page.address)] = render_page(frame, page)
        if page.listed:
            changes[page.address] = page.changed or settings.changed
    for address, html in redirect_pages(frame):
        pages[file_of(address)] = html
    files = {**assets.files, **checked.media}
    files["data/archive.json"] = archive_json(frame).encode()
    files[ALL_NUMBERS_FILE] = all_numbers_csv(frame).encode()
    for statistic in frame.archive.records_of(Statistic):
        files[numbers_file(statistic.target)] = numbers_csv(frame, statistic).encode()
    files.update(bibliography_files(frame.archive))
    files.update(schema_files())
    files["robots.txt"] = robots_txt(settings).encode()
    files["_headers"] = headers_file(frame.root).encode()
    if settings.address:
        files["sitemap.xml"] = sitemap_xml(settings, changes).encode()
    progress("checking the pages")
    findings = tuple(check_output(pages, frozenset(files), frame.root))
    if with_search and not for_disk and not findings:
        progress("indexing")
        files |= make_search_index(search_texts(frame), settings.language)
    return Site(pages, files, findings, frame.root)


def with_compressed(site: Site) -> Site:
    """The site with a compressed copy beside every file that becomes smaller by it."""
    files = {**{path: html.encode() for path, html in site.pages.items()}, **site.files}
    return replace(site, files={**site.files, **compressed_files(files)})
