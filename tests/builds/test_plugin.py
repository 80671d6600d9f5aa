"""The adapter to MkDocs: a site holds what the core made, and nothing that MkDocs would have added."""

from __future__ import annotations

from pathlib import Path

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
