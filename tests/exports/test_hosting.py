"""What hosts are told: the file `_headers`, the nginx snippet, the policy in every page, compressed copies."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from kalmyk_site.exports.hosting import COMPRESSED, FOREVER, HEADERS, compressed_files, headers_file
from kalmyk_site.pages.policy import DIRECTIVES, header_policy, page_policy
from kalmyk_site.publish import publish
from kalmyk_site.site import render, with_compressed
from tests.built_site import BuiltSite, find, only
from tests.conftest import ROOT

SNIPPET = (ROOT / "docs" / "nginx" / "kalmyk-site.conf").read_text(encoding="utf-8")

HASHED_PART = re.compile(r"/[a-z]+_[0-9a-f]{7,}\.pf_\w+$")

HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+$")


def rules(text: str) -> dict[str, dict[str, str]]:
    """Headers by pattern, as a host reads the file `_headers`."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if not line.startswith(("#", " ")):
            pattern = line
            found[pattern] = {}
        elif line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found[pattern].setdefault(name, value)  # pyright: ignore[reportPossiblyUnboundVariable] - a rule comes first
    return found


def headers_for(text: str, path: str) -> Iterator[tuple[str, str]]:
    """Name and value of every header that a host joins for a path."""
    for pattern, headers in rules(text).items():
        if fnmatchcase(path, pattern):
            yield from headers.items()


# The policy -----------------------------------------------------------------------------------------------------


def test_the_policy_allows_no_other_host_and_nothing_that_stands_in_a_page():
    words = {word for sources in DIRECTIVES.values() for word in sources.split()}
    assert words == {"'none'", "'self'", "'wasm-unsafe-eval'"}
    assert DIRECTIVES["default-src"] == "'none'"


def test_a_page_states_all_but_what_only_a_header_can():
    assert header_policy() == f"{page_policy()}; frame-ancestors 'none'"


def test_every_page_states_the_policy_before_it_loads_anything(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        head = only(page, "//head")
        first, second = find(head, "./*")[:2]
        assert first.get("charset") == "utf-8", address
        assert (second.get("http-equiv"), second.get("content")) == ("Content-Security-Policy", page_policy()), address


def test_pages_hold_no_script_style_or_handler_of_their_own(any_site: BuiltSite):
    inline = "//style | //script[not(@src)] | //*[@style] | //*[@*[starts-with(name(), 'on')]]"
    assert {address for address, page in any_site.pages.items() if find(page, inline)} == set()


@pytest.mark.parametrize("reader", ["disk", "preview"])
def test_pages_for_a_disk_and_for_the_preview_state_no_policy(lighthouse: BuiltSite, reader: str):
    site = render(lighthouse.checked, for_disk=reader == "disk", preview=reader == "preview")
    assert [file for file, html in site.pages.items() if "Content-Security-Policy" in html] == []


def test_the_preview_differs_from_the_site_in_the_policy_alone(lighthouse: BuiltSite):
    stated = f'<meta http-equiv="Content-Security-Policy" content="{page_policy()}">\n'
    without = {file: html.replace(stated, "") for file, html in lighthouse.site.pages.items()}
    assert render(lighthouse.checked, preview=True).pages == without


def test_no_link_tells_where_a_reader_comes_from(any_site: BuiltSite):
    assert {only(page, "//meta[@name='referrer']").get("content") for page in any_site.pages.values()} == {
        HEADERS["Referrer-Policy"]
    }


# The file _headers ----------------------------------------------------------------------------------------------


def test_every_build_holds_the_file_for_its_path(any_site: BuiltSite):
    written = (any_site.folder / "_headers").read_text(encoding="utf-8")
    assert written == headers_file(any_site.site.root)


@pytest.mark.parametrize("root", ["/", "/archive/"])
def test_every_file_has_every_header(root: str):
    text = headers_file(root)
    for path in ("", "people/ann/", "assets/site.0123456789.css", "data/archive.json", "404.html"):
        assert dict(headers_for(text, root + path)).items() >= HEADERS.items()


def test_no_header_is_given_twice_because_hosts_would_join_the_values(any_site: BuiltSite):
    text = headers_file(any_site.site.root)
    for path in [*any_site.site.pages, *any_site.site.files]:
        names = [name for name, _ in headers_for(text, any_site.site.root + path)]
        assert sorted(names) == sorted(set(names)), path


def test_only_files_whose_names_change_with_their_content_are_kept(any_site: BuiltSite):
    text = headers_file(any_site.site.root)
    kept = {
        path
        for path in [*any_site.site.pages, *any_site.site.files]
        if ("Cache-Control", FOREVER) in headers_for(text, any_site.site.root + path)
    }
    assets = {path for path in any_site.site.files if path.startswith("assets/")}
    parts = {path for path in any_site.site.files if path.endswith((".pf_fragment", ".pf_index"))}
    assert len(parts) > 10
    assert kept == assets | parts
    assert {path for path in assets if not HASHED.search(path)} == set()
    assert {path for path in parts if not HASHED_PART.search(path)} == set()


def test_a_path_outside_the_site_gets_no_header():
    assert list(headers_for(headers_file("/archive/"), "/other/")) == []


def test_hosts_read_every_line(any_site: BuiltSite):
    """Cloudflare Pages reads 2,000 characters of a line and 100 rules."""
    text = headers_file(any_site.site.root)
    assert max(map(len, text.splitlines())) < 2000
    assert len(rules(text)) < 100


# The nginx snippet ----------------------------------------------------------------------------------------------


def test_the_snippet_sends_the_same_headers():
    added = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', SNIPPET, re.MULTILINE))
    assert added == dict(HEADERS)


def test_the_snippet_keeps_files_as_long():
    assert set(re.findall(r'set \$kept "(.*)";', SNIPPET)) == {"no-cache", FOREVER}
    assert "add_header Cache-Control $kept always;" in SNIPPET


def test_the_snippet_adds_headers_at_one_level_only():
    """A header within a location would replace all that stand above it."""
    inside = re.findall(r"\{[^{}]*\}", SNIPPET)
    assert [block for block in inside if "add_header" in block] == []


# Compressed copies ----------------------------------------------------------------------------------------------


def test_every_text_has_a_copy_that_is_its_own(lighthouse: BuiltSite):
    site = with_compressed(lighthouse.site)
    whole: Mapping[str, bytes] = {**{path: html.encode() for path, html in site.pages.items()}, **site.files}
    copies = {path: content for path, content in whole.items() if path.endswith(".gz")}

    assert {path.removesuffix(".gz") for path in copies} >= set(lighthouse.site.pages)
    assert {Path(path).suffixes[-2] for path in copies} >= {".html", ".css", ".js", ".json", ".xml"}
    for path, content in copies.items():
        original = whole[path.removesuffix(".gz")]
        assert gzip.decompress(content) == original
        assert len(content) < len(original)


def test_copies_hold_no_name_and_no_time():
    text = b"word " * 100
    [copy] = compressed_files({"a.html": text}).values()
    assert [copy] == list(compressed_files({"other/b.css": text}).values())
    assert copy[3] == 0, "a flag says that a name follows"
    assert copy[4:8] == bytes(4), "a time is noted"


def test_what_is_compressed_already_or_grows_by_it_has_no_copy():
    content = b"word " * 100
    assert compressed_files({"a.woff2": content, "a.png": content, "b.pf_index": content, "tiny.txt": b"a"}) == {}
    assert "woff2" not in COMPRESSED


def test_a_site_with_copies_is_published_and_replaced_like_any_other(lighthouse: BuiltSite, tmp_path: Path):
    count = publish(with_compressed(lighthouse.site), tmp_path / "site")
    assert count == sum(1 for path in (tmp_path / "site").rglob("*") if path.is_file())
    assert (tmp_path / "site" / "index.html.gz").is_file()

    publish(lighthouse.site, tmp_path / "site")
    assert list((tmp_path / "site").rglob("*.gz")) == []
