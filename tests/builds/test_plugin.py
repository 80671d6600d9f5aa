"""The adapter to MkDocs: a site holds what the core made, and nothing that MkDocs would have added."""

from __future__ import annotations

from pathlib import Path

from kalmyk_site.pages.overlay import with_overlay
from tests.builds.bridge import ERROR, WARNING, Bridge, files_of


def test_mkdocs_adds_nothing_of_its_own(bridge: Bridge, bridge_site: Path):
    result = bridge.build("mkdocs")

    assert result.returncode == 0
    assert files_of(bridge.site) == files_of(bridge_site)
    assert {Path(path).suffix for path in files_of(bridge.site)} == {
        "",
        ".bib",
        ".css",
        ".csv",
        ".html",
        ".js",
        ".json",
        ".pagefind",
        ".pf_fragment",
        ".pf_index",
        ".pf_meta",
        ".png",
        ".ris",
        ".svg",
        ".txt",
        ".woff2",
        ".xml",
    }


def test_a_dirty_build_is_whole(bridge: Bridge, bridge_site: Path):
    assert bridge.build("mkdocs", "--dirty").returncode == 0
    assert files_of(bridge.site) == files_of(bridge_site)


def test_an_archive_with_a_folder_that_mkdocs_would_leave_out_is_whole(bridge: Bridge):
    bridge.edit("content/archive.yml", "folder: history", "folder: templates")
    bridge.edit("content/archive.yml", "page:history", "page:templates")
    (bridge.root / "content" / "history").rename(bridge.root / "content" / "templates")

    result = bridge.build("mkdocs --strict")

    assert result.returncode == 0, result.stderr
    assert "templates/building/index.html" in files_of(bridge.site)


def test_an_error_is_logged_once_with_all_that_is_known(bridge: Bridge):
    bridge.edit(*ERROR)
    result = bridge.build("mkdocs")

    assert result.stderr.count("ERROR") == 1
    assert result.stderr.endswith("    Correct the id, or add the record.\n\n1 error in 1 of 9 files.\n")
    assert result.stdout == "\nThe site was not written; the last good one is untouched.\n"


def test_a_warning_is_logged_as_one(bridge: Bridge):
    bridge.edit(*WARNING)
    result = bridge.build("mkdocs")

    assert (result.stderr.count("ERROR"), result.stderr.count("WARNING")) == (0, 1)


def test_the_overlay_escapes_what_it_shows_and_says_how_much_it_leaves_out():
    findings = [f"content/home.md:{n}:1: error: html-raw: <b>{n}</b>." for n in range(60)]
    pages = with_overlay({"a/index.html": "<html><body><p>Good.</p></body></html>"}, findings, "60 errors.")

    assert pages["a/index.html"].startswith('<html><body><p>Good.</p><aside class="error-overlay" role="alert">')
    assert pages["a/index.html"].count("<li>") == 50
    assert "&lt;b&gt;49&lt;/b&gt;" in pages["a/index.html"]
    assert "<p>10 more stand in the terminal.</p>" in pages["a/index.html"]


def test_without_a_good_site_the_overlay_lies_over_a_page_of_its_own():
    pages = with_overlay({}, ["content/home.md:1:1: error: html-raw: <b>."], "1 error in <home>.")

    assert list(pages) == ["index.html", "404.html"]
    for page in pages.values():
        assert "<title>1 error in &lt;home&gt;.</title>" in page
        assert '<aside class="error-overlay" role="alert">\n<details open>' in page
        assert "<li><pre>content/home.md:1:1: error: html-raw: &lt;b&gt;.</pre></li>" in page
