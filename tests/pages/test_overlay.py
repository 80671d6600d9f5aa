"""The report that lies over a page while its archive has faults."""

from __future__ import annotations

from kalmyk_site.pages.overlay import with_overlay
from kalmyk_site.reports.faults import Fault, Faults


def test_the_overlay_escapes_what_it_shows_and_says_how_much_it_leaves_out():
    faults = [Fault(f"content/home.md:{n}:1: error: html-raw: <b>{n}</b>.") for n in range(60)]
    pages = with_overlay({"a/index.html": "<html><body><p>Good.</p></body></html>"}, Faults(faults, "60 errors."))

    assert pages["a/index.html"].startswith('<html><body><p>Good.</p><aside class="error-overlay" role="alert">')
    assert pages["a/index.html"].count("<li>") == 50
    assert "&lt;b&gt;49&lt;/b&gt;" in pages["a/index.html"]
    assert "<p>10 more stand in the terminal.</p>" in pages["a/index.html"]


def test_what_a_code_means_is_folded_into_the_overlay():
    faults = Faults([Fault("content/home.md:1:1: error: html-raw: <b>.", "html-raw")], "1 error.")
    [page] = with_overlay({"index.html": "<body></body>"}, faults).values()

    assert "<details><summary>What html-raw means</summary><pre>html-raw (error, structure)" in page


def test_the_line_of_a_fault_is_kept_whole_so_that_the_carets_stand_below_the_value():
    faults = Faults(
        [Fault("content/home.md:1:1: error: x: y.", "html-raw", "    1 | <b>\n      | ^^^", "Delete it.")], "1"
    )
    [page] = with_overlay({"index.html": "<body></body>"}, faults).values()

    assert '<pre class="excerpt">    1 | &lt;b&gt;\n      | ^^^</pre>\n<pre>Delete it.</pre>' in page


def test_a_failure_of_the_program_has_no_code_to_explain():
    [page] = with_overlay({"index.html": "<body></body>"}, Faults([Fault("Traceback")], "It failed.")).values()

    assert "<li><pre>Traceback</pre>\n</li>" in page


def test_without_a_good_site_the_overlay_lies_over_a_page_of_its_own():
    faults = Faults([Fault("content/home.md:1:1: error: html-raw: <b>.")], "1 error in <home>.")
    pages = with_overlay({}, faults)

    assert list(pages) == ["index.html", "404.html"]
    for page in pages.values():
        assert "<title>1 error in &lt;home&gt;.</title>" in page
        assert '<aside class="error-overlay" role="alert">\n<details open>' in page
        assert "<li><pre>content/home.md:1:1: error: html-raw: &lt;b&gt;.</pre>\n</li>" in page
