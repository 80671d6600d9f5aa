"""The grammar of citations, as Pandoc's manual describes it, and where ours is stricter."""

import pytest

from kalmyk_site.markup.citations import (
    CitationGroup,
    Locator,
    MarkupError,
    parse_citation_group,
    parse_cite,
    parse_narrative,
)


def _group(text: str) -> CitationGroup:
    group = parse_citation_group(text, 0)
    assert isinstance(group, CitationGroup), group
    return group


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[@doe99]", ["doe99"]),
        ("[@smith2000; @doe99; @x]", ["smith2000", "doe99", "x"]),
        ("[@Foo_bar.baz.]", ["Foo_bar.baz"]),
        ("[@{Foo_bar.baz.}]", ["Foo_bar.baz."]),
        ("[@Foo_bar--baz]", ["Foo_bar"]),
        (
            "[@{https://example.com/bib?name=foobar&date=2000}, p. 33]",
            ["https://example.com/bib?name=foobar&date=2000"],
        ),
        ("[@buckley-ruble-hofmann2008, p. 204]", ["buckley-ruble-hofmann2008"]),
        ("[@_key:1/2]", ["_key:1/2"]),
        ("[@бугай1996]", ["бугай1996"]),
    ],
)
def test_keys(text: str, keys: list[str]) -> None:
    """A key ends before punctuation that is doubled or last; braces hold any other."""
    assert [mark.key for mark in _group(text).marks] == keys


@pytest.mark.parametrize(
    ("text", "prefix", "locator", "suffix"),
    [
        ("[see @doe99, pp. 33-35 and *passim*]", "see", ("page", "33-35"), " and *passim*"),
        ("[@doe99, pp. 33-35, 38-39 and passim]", "", ("page", "33-35, 38-39"), " and passim"),
        ("[@smith{ii, A, D-Z}, with a suffix]", "", ("page", "ii, A, D-Z"), ", with a suffix"),
        (
            "[@smith, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here]",
            "",
            ("page", "iv, vi-xi, (xv)-(xvii)"),
            " with suffix here",
        ),
        ("[@smith{}, 99 years later]", "", None, ", 99 years later"),
        ("[@smith, ch. 1]", "", ("chapter", "1"), ""),
        ("[@smith, chap. 3]", "", ("chapter", "3"), ""),
        ("[@smith 33]", "", ("page", "33"), ""),
        ("[@smith, p.5]", "", ("page", "5"), ""),
        ("[@smith, Pp. 5–7]", "", ("page", "5-7"), ""),
        ("[@smith, pp. 5--7]", "", ("page", "5-7"), ""),
        ("[@smith, p. xvii]", "", ("page", "xvii"), ""),
        ("[@smith, p. [17]]", "", ("page", "[17]"), ""),
        ("[@smith, 34A(ii)]", "", ("page", "34A(ii)"), ""),
        ("[@smith, 2:33-44]", "", ("page", "2:33-44"), ""),
        ("[@smith, pp. 145-6]", "", ("page", "145-6"), ""),
        ("[@smith, §§ 3-4]", "", ("section", "3-4"), ""),
        ("[@smith, ¶ 7]", "", ("paragraph", "7"), ""),
        ("[@smith, n. 12]", "", ("note", "12"), ""),
        ("[@smith, note 23]", "", ("note", "23"), ""),
        ("[@smith, l. 4]", "", ("line", "4"), ""),
        ("[@smith, fol. 12]", "", ("folio", "12"), ""),
        ("[@smith, fig. 2]", "", ("figure", "2"), ""),
        ("[@smith, no. 4]", "", ("number", "4"), ""),
        ("[@smith, art. 4]", "", ("article", "4"), ""),
        ("[@smith, s.v. Kara-Kum]", "", ("sub-verbo", "Kara-Kum"), ""),
        ("[@smith, vol. 2, p. 45]", "", ("volume", "2"), ", p. 45"),
        ("[@smith, emphasis added]", "", None, ", emphasis added"),
        ("[@smith, part of which was lost]", "", None, ", part of which was lost"),
        ("[@smith, partial]", "", None, ", partial"),
        ("[quoted in @hrw1991, p. 61]", "quoted in", ("page", "61"), ""),
    ],
)
def test_prefix_locator_and_suffix(text: str, prefix: str, locator: tuple[str, str] | None, suffix: str) -> None:
    """What follows the key is a locator as far as it can be one; the rest is suffix, with its punctuation."""
    [mark] = _group(text).marks

    assert (mark.prefix, mark.locator, mark.suffix) == (prefix, Locator(*locator) if locator else None, suffix)


@pytest.mark.parametrize(
    ("locator", "data", "shown"),
    [
        (Locator("page", "58"), "58", "58"),
        (Locator("page", "65-66"), "65-66", "65–66"),
        (Locator("page", "33-35, 38"), "33-35, 38", "33–35, 38"),
        (Locator("chapter", "3"), "chap. 3", "chap. 3"),
        (Locator("chapter", "3-4"), "chaps. 3-4", "chaps. 3–4"),
        (Locator("note", "23"), "n. 23", "n. 23"),
        (Locator("section", "3, 5"), "secs. 3, 5", "secs. 3, 5"),
        (Locator("sub-verbo", "Kara-Kum"), "s.v. Kara-Kum", "s.v. Kara-Kum"),
    ],
)
def test_forms_of_a_locator(locator: Locator, data: str, shown: str) -> None:
    """Programs read pages bare with ASCII hyphens; readers see en dashes."""
    assert (locator.data, locator.shown) == (data, shown)


@pytest.mark.parametrize(("text", "offset"), [("[-@smith]", 1), ("[see -@smith, p. 3]", 5)])
def test_suppressed_author(text: str, offset: int) -> None:
    """A hyphen before `@` leaves the author out, and is part of the mark."""
    [mark] = _group(text).marks

    assert (mark.suppress_author, mark.offset) == (True, offset)


def test_hyphen_within_a_word_suppresses_nothing() -> None:
    [mark] = _group("[well-@smith]").marks

    assert (mark.prefix, mark.suppress_author) == ("well-", False)


@pytest.mark.parametrize(
    ("text", "code", "offset", "value"),
    [
        ("[@smith, p. 5", "citation-malformed", 0, "[@smith, p. 5"),
        ("[@]", "citation-malformed", 1, "@"),
        ("[@{}, p. 5]", "citation-malformed", 1, "@{}, p. 5"),
        ("[@smith;]", "citation-malformed", 8, ""),
        ("[@smith; p. 5]", "citation-malformed", 9, "p. 5"),
        ("[@smith, @doe]", "citation-malformed", 9, "@doe"),
        ("[@smith, {p. 5]", "citation-malformed", 9, "{p. 5"),
        ("[@smith, p.]", "locator-invalid", 9, "p."),
        ("[@smith, p]", "locator-invalid", 9, "p"),
        ("[@smith, p. and more]", "locator-invalid", 9, "p. and more"),
        ("[@smith, chapter]", "locator-invalid", 9, "chapter"),
        ("[@smith, op. cit.]", "locator-invalid", 9, "op. cit."),
        ("[@smith, {p. }]", "locator-invalid", 10, "p."),
        ("[@smith, pp. 66-65]", "locator-invalid", 9, "pp. 66-65"),
        ("[@smith, pp. xi-ix]", "locator-invalid", 9, "pp. xi-ix"),
        ("[@doe; @smith, 66-65]", "locator-invalid", 15, "66-65"),
    ],
)
def test_faults(text: str, code: str, offset: int, value: str) -> None:
    """Faults name the value and its place."""
    fault = parse_citation_group(text, 0)

    assert isinstance(fault, MarkupError)
    assert (fault.code, fault.offset, fault.value) == (code, offset, value)
    assert fault.expected
    assert fault.remedy


@pytest.mark.parametrize(
    ("text", "end", "locators"),
    [
        ("@smith says", 6, [None]),
        ("@smith.", 6, [None]),
        ("@smith [p. 33] says", 14, ["33"]),
        ("@smith\n[p. 33] says", 14, ["33"]),
        ("@smith [p. 33; also @doe, p. 4] say", 31, ["33", "4"]),
        ("@smith [@doe]", 6, [None]),
        ("@smith [text](person:x)", 6, [None]),
        ("@smith[^note]", 6, [None]),
        ("@smith [p. 33", 6, [None]),
    ],
)
def test_narrative(text: str, end: int, locators: list[str | None]) -> None:
    """A source in the sentence takes the brackets behind it, unless these are a link, a note or a group."""
    group = parse_narrative(text, 0)

    assert isinstance(group, CitationGroup)
    assert group.end == end
    assert [mark.locator.value if mark.locator else None for mark in group.marks] == locators
    assert [mark.narrative for mark in group.marks] == [True, *[False] * (len(group.marks) - 1)]


@pytest.mark.parametrize(("text", "start"), [("@ x", 0), ("@", 0), ("me@example.org", 2), ("@[x]", 0)])
def test_no_narrative(text: str, start: int) -> None:
    assert parse_narrative(text, start) is None


def test_cite_field_reads_what_stands_between_brackets() -> None:
    group = parse_cite("quoted in @hrw1991, p. 61; -@bugay1996")

    assert isinstance(group, CitationGroup)
    assert [(mark.key, mark.prefix, mark.suppress_author, mark.offset) for mark in group.marks] == [
        ("hrw1991", "quoted in", False, 10),
        ("bugay1996", "", True, 27),
    ]


@pytest.mark.parametrize("text", ["He gives the sign [@serov1990, p. 6].", "@a1990, p. 1; He says so [@b1990]"])
def test_a_cite_field_holds_no_sentence_with_a_citation_in_brackets(text: str) -> None:
    fault = parse_cite(text)

    assert isinstance(fault, MarkupError)
    assert (fault.code, fault.offset, fault.value) == ("citation-malformed", 0, text)
    assert fault.remedy.endswith("cite holds citations only, the sentence belongs into 'text'.")


@pytest.mark.parametrize(
    "text",
    ["see @a1990, p. [5]", "cf. @a1990; quoted in @b1990, p. 6", "@a1990, pp. [1]-[3]; @b1990", r"in \[5\] @a1990"],
)
def test_words_before_and_brackets_behind_a_key_are_right_in_a_cite_field(text: str) -> None:
    assert isinstance(parse_cite(text), CitationGroup)


@pytest.mark.parametrize("text", ["", "bugay1996, p. 58", "[@bugay1996]", "@bugay1996 [p. 58"])
def test_cite_field_without_a_citation(text: str) -> None:
    fault = parse_cite(text)

    if isinstance(fault, CitationGroup):
        assert fault.marks[0].suffix == " [p. 58"
    else:
        assert fault.code == "citation-malformed"
