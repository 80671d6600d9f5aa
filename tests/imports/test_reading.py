"""Files of other programs: known by their content, and never trusted."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kalmyk_site.imports.marked_text import as_markdown, escaped, read_html
from kalmyk_site.imports.normal_forms import isbn, isbn13, issn, language, pages, stripped_doi, web_address
from kalmyk_site.imports.reading import ImportFileError, read_works
from kalmyk_site.imports.works import Format
from kalmyk_site.references.chicago.rich_text import plain
from kalmyk_site.references.chicago.value_markup import read_value

BIBTEX = "@book{a, title = {T}}"
RIS = "TY  - BOOK\nTI  - T\nER  - "


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('[{"type": "book", "title": "T"}]', "csl"),
        (' \n{"type": "book", "title": "T"}', "csl"),
        (BIBTEX, "bibtex"),
        ("\ufeffSome words\n\n  @Book (a, title = {TY  - T})", "bibtex"),
        (RIS, "ris"),
        (f"Provider: x\n{RIS}\nN1  - {BIBTEX}\n", "ris"),
    ],
)
def test_the_format_is_found_in_the_content(text: str, form: Format):
    read = read_works(text.encode(), "file")
    assert read.form == form
    assert len(read.works) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        ("Über".encode("latin-1"), "line 1 holds the byte 0xdc"),
        ("Элиста".encode("cp1251"), "iconv -f windows-1251 -t utf-8 for Russian .* windows-1252 for Western"),
        (RIS.encode("utf-16"), "is in UTF-16"),
        (b"x" * 5_000_001, "is too large: 5.0 MB"),
        (b"Title,Author\nA,B\n", "is none of CSL-JSON, BibTeX, RIS. Export it"),
        (b"<?xml version='1.0'?><xml/>", "It looks like XML"),
        (b"%PDF-1.7\n", "It is a PDF"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(data: bytes, said: str):
    with pytest.raises(ImportFileError, match=said):
        read_works(data, "file")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" + '{"title":' * 50_000,
        '[{"type": "book", "title": "\\ud800"}]',
        '[{"type": "book", "title": {"a": []}, "issued": {"date-parts": [[{}]]}, "author": [[], 1, {"family": 5}]}]',
        f'[{{"volume": {"9" * 5000}}}]',
        "@book{a, title = {" + "{" * 5_000 + "}" * 5_000 + "}}",
        "@book{" * 5_000,
        "@string{a = a}@book{a, title = a # a # b}",
        "@book{a, author = {" + "A and " * 20_000 + "B}}",
        "@book{a, title = {\\" + "'" * 10_000 + "}}",
        "".join(f"@string{{s{n} = s{n + 1} # s{n + 1}}}" for n in range(60)) + '@string{s60 = "x"}@book{a, title = s0}',
        "".join(f"@string{{s{n} = s{n + 1}}}" for n in range(5_000)) + "@book{a, title = s0}",
        "@book{a, title = {" + "$" * 200_000 + "}}",
        "@book{a, author = {given=" + "," * 200_000 + "}}",
        '[{"type": "book", "title": "' + "<i>" * 5_000 + "</i>" * 5_000 + '"}]',
        '[{"type": "book", "title": "' + "<i>" * 200_000 + '", "language": "a' + " " * 200_000 + 'b"}]',
        '[{"type": "book", "title": "A", "note": "' + "\\n" * 200_000 + '"}]',
        "TY  - BOOK\n" + "x\n" * 500_000 + "ER  - \n",
        "TY  - BOOK\nSP  - 1" + " " * 200_000 + "x\nLA  - a" + " " * 200_000 + "b\nER  - \n",
        "TY  - \n" * 5_000,
        "TY  - BOOK\n" + "A1  - ,,,\n" * 5_000 + "ER  - \n",
    ],
)
def test_rubbish_does_no_harm(text: str):
    read = read_works(text.encode(), "file")
    assert all(one.reason.endswith(".") and one.line for one in read.refused)
    assert all(json.dumps(work.fields) for work in read.works)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(["csl", "bibtex", "ris"]), st.text(max_size=200))
@example("bibtex", "@a{b,c={\\frac{}}}")
@example("bibtex", "@a{b,title={$}}")
@example("bibtex", "@a{b,title={\\begin{x}}}")
def test_whatever_a_file_holds_it_is_read(form: Format, text: str):
    for whole in (
        text,
        f"@book{{a, title = {{{text}}}}}",
        f"TY  - {text}\nTI  - {text}\nER  - ",
        f'[{{"title": "{text}"}}]',
    ):
        if whole.strip():
            read_works(whole.encode(), "file", form)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), max_size=60)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXTS.filter(lambda text: not set("\"'“”‘’").intersection(text) and "--" not in text and "..." not in text))
@example("1. _a_ *b* [c]{.nocase} \\* <i> $a$ @b ^c^ ~d~ `e`")
def test_escaped_text_is_read_as_it_was(text: str):
    assert plain(read_value(escaped(text))).replace("\u00a0", " ") == " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("html", "markdown", "passed"),
    [
        ("<i>Chaika</i> lost", "*Chaika* lost", ()),
        ('<span class="nocase">iPhone</span>', "[iPhone]{.nocase}", ()),
        ('<span style="font-variant:small-caps;">bc</span> <b>x</b>', "bc x", ("<span>", "<b>")),
        ("<i>a <i>b</i> c</i>", "*a b c*", ()),
        ("a <i>b", r"a \<i>b", ()),
        ("a</i> <u>b</u> 3 < 4", r"a\</i> \<u>b\</u> 3 < 4", ()),
        ("<i> a </i>b", "*a* b", ()),
        ("R&amp;D &#167;", "R&D §", ()),
    ],
)
def test_html_of_titles_becomes_markdown(html: str, markdown: str, passed: tuple[str, ...]):
    text, told = read_html(html)
    assert (as_markdown(text), told) == (markdown, passed)


def test_numbers_have_one_form():
    assert isbn("978-0-306-40615-7 (hbk); 0 306 40615 2") == "978-0-306-40615-7 (hbk); 0 306 40615 2"
    assert isbn("0 306 40615 2") == "0306406152"
    assert isbn("978-0-306-40615-7 (hbk)") == "9780306406157"
    assert isbn("12345") == "12345"
    assert isbn13("0-306-40615-2") == isbn13("978-0-306-40615-7") == "9780306406157"
    assert isbn13("080442957X") == "9780804429573"
    assert isbn13("12345") == ""
    assert issn("03178471, 2049-3630") == "0317-8471, 2049-3630"
    assert [stripped_doi(text) for text in ("https://doi.org/10.1/x", "doi: 10.1/x", " 10.1/x")] == ["10.1/x"] * 3
    assert pages("149 -- 151, A-3") == "149–151, A–3"
    assert web_address("ftp://a.example/") == web_address("a.example") == web_address("https://a b") == ""


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("en-US", "en-US"),
        ("de_AT", "de-AT"),
        ("English", "en"),
        ("rus; eng", "ru, en"),
        ("russian and english", "ru, en"),
        ("zh-Hans", "zh-Hans"),
        ("klingonish", ""),
    ],
)
def test_languages_become_tags(written: str, tags: str):
    assert language(written) == tags
