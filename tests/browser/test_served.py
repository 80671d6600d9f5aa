"""A site on a server of one's own, as docs/nginx/kalmyk-site.conf has it: headers, keeping, copies, wrong addresses."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from kalmyk_site.exports.hosting import FOREVER, HEADERS
from kalmyk_site.publish import publish
from kalmyk_site.site import with_compressed
from tests.browser.windows import SMALL, WIDE, window
from tests.built_site import BuiltSite
from tools.kinds_of_pages import pages_of_each_kind
from tools.serve_nginx import serve

TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
}
"""The type under which each kind of file is sent."""

BYTES = "application/octet-stream"
"""What our own script alone reads."""

pytestmark = pytest.mark.usefixtures("nginx")


def ask(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and content of an answer."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def asset(site: BuiltSite, suffix: str) -> str:
    """Path of an asset."""
    return next(path for path in site.site.files if path.startswith("assets/") and path.endswith(suffix))


@pytest.mark.parametrize("path", ["", "people/", "people", "nothing/here/", "data/archive.json", "robots.txt"])
def test_every_answer_has_every_header_once(base: str, path: str):
    _, headers, _ = ask(base + path)
    assert {name: headers.get_all(name) for name in HEADERS} == {name: [text] for name, text in HEADERS.items()}


def test_assets_and_parts_of_the_index_have_the_headers_too_and_are_kept_for_a_year(built_site: BuiltSite, base: str):
    parts = [
        next(path for path in built_site.site.files if path.endswith(end)) for end in (".pf_fragment", ".pf_index")
    ]
    for path in [*(asset(built_site, suffix) for suffix in (".css", ".js", ".woff2", ".svg")), *parts]:
        status, headers, _ = ask(base + path)
        assert (status, headers.get_all("Cache-Control")) == (200, [FOREVER])
        assert {name: headers[name] for name in HEADERS} == dict(HEADERS)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "people/ann/",
        "assets/a.0123456789.css",
        "search/index/pagefind-entry.json",
        "search/index/fragment/gone",
        "_headers",
    ],
)
def test_pages_and_failures_are_asked_for_each_time(base: str, path: str):
    assert ask(base + path)[1].get_all("Cache-Control") == ["no-cache"]


def test_a_page_that_has_not_changed_is_not_sent_again(base: str):
    _, headers, _ = ask(base)
    status, _, content = ask(base, If_None_Match=headers["ETag"])
    assert (status, content) == (304, b"")


def test_every_kind_of_file_is_sent_under_its_type(built_site: BuiltSite, base: str):
    by_suffix = {Path(path).suffix: path for path in [*built_site.site.pages, *built_site.site.files]}
    expected = {suffix: TYPES.get(suffix, BYTES) for suffix in by_suffix}

    assert {suffix: ask(base + path)[1]["Content-Type"] for suffix, path in by_suffix.items()} == expected
    # A new kind of file needs its line in the snippet, or is one that only our own script reads.
    assert {suffix for suffix, text in expected.items() if text == BYTES} <= {
        "",
        ".pagefind",
        ".pf_meta",
        ".pf_index",
        ".pf_fragment",
    }


def test_a_wrong_address_gets_the_page_that_says_so(built_site: BuiltSite, base: str):
    status, headers, content = ask(f"{base}people/nobody/at/all")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert content.decode() == built_site.site.pages["404.html"]


def test_a_forgotten_slash_is_added_on_whatever_host_was_asked(base: str):
    connection = HTTPConnection(urlsplit(base).netloc)
    connection.request("GET", "/people")
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["Location"]) == (301, "/people/")


def test_texts_are_compressed_on_the_way_and_fonts_are_not(built_site: BuiltSite, base: str):
    _, headers, content = ask(base, Accept_Encoding="gzip")
    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(content).decode() == built_site.site.pages["index.html"]
    assert ask(base + asset(built_site, ".woff2"), Accept_Encoding="gzip")[1]["Content-Encoding"] is None


def test_a_compressed_copy_is_sent_as_it_lies_there(lighthouse: BuiltSite, tmp_path: Path):
    publish(with_compressed(lighthouse.site), tmp_path / "site")
    with serve(tmp_path / "site") as address:
        _, headers, content = ask(address, Accept_Encoding="gzip")
        _, _, plain = ask(address)

    assert content == (tmp_path / "site" / "index.html.gz").read_bytes()
    assert (headers["Content-Encoding"], headers["Content-Type"]) == ("gzip", "text/html; charset=utf-8")
    assert plain.decode() == lighthouse.site.pages["index.html"]


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_a_site_under_a_path_is_quiet_and_fits(
    lighthouse: BuiltSite, browser: Browser, base_under_path: str, size: tuple[int, int]
):
    wide: list[str] = []
    with window(browser, base_under_path, size) as (page, trouble):
        for file in pages_of_each_kind(lighthouse.folder):
            page.goto(base_under_path + file)
            assert page.evaluate("document.styleSheets[0].cssRules.length") > 5
            if page.evaluate("document.scrollingElement.scrollWidth") > size[0]:
                wide.append(file)

    assert wide == []
    assert trouble == []


def test_under_a_path_a_wrong_address_has_its_styles_and_leads_home(browser: Browser, base_under_path: str):
    with window(browser, base_under_path, SMALL) as (page, trouble):
        answer = page.goto(f"{base_under_path}keepers/nobody/at/all/")
        assert answer is not None
        assert answer.status == 404
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 5
        page.locator("header a.site-title").click()
        assert page.url == base_under_path

    # The browser tells of the answer itself, and of nothing else.
    assert [line for line in trouble if "404 (Not Found)" not in line] == []
    assert len(trouble) == 1


def test_what_the_policy_forbids_is_not_done(browser: Browser, base: str):
    with window(browser, base, SMALL) as (page, trouble):
        page.goto(base)
        page.evaluate(
            "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
            " document.head.append(script); document.body.setAttribute('style', 'color: red'); }"
        )
        assert page.evaluate("'ran' in window") is False
        assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert len(trouble) >= 2
