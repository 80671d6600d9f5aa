"""Our references against Pandoc's: every work of the archive, and made-up works for the other branches of the style.

Pandoc's output is stored beside the script that made it (`tests/fixtures/chicago/`). Three transformations stand
between its output and ours. Each is a function here, applied to all entries alike; `kalmyk_site.references.chicago`
gives the reasons.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
import time
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.records.sources import Source
from kalmyk_site.references.chicago import (
    Run,
    bibliography_key,
    format_entry,
    format_pages,
    format_short,
    list_identifiers,
    tell_apart,
)

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "chicago"
LISTS = {"sources": ROOT / "content" / "sources.yml", "items": FIXTURES / "items.yml"}

Entries = dict[str, tuple[Run, ...]]
"""Entries by key, in the order of the bibliography."""


# Reading ----------------------------------------------------------------------------------------------------------


@functools.cache
def read_sources(name: str) -> Mapping[str, Source]:
    """All works of a list; every scalar is text, as our own reader gives it."""
    items: list[dict[str, Any]] = yaml.load(LISTS[name].read_text("utf-8"), Loader=yaml.BaseLoader)["references"]
    return {item["id"]: Source.model_validate(item) for item in items}


@functools.cache
def read_fixture(name: str) -> dict[str, Any]:
    fixture: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
    return fixture


class RunReader(HTMLParser):
    """Pandoc's HTML as runs. Emphasis within emphasis stands upright."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._emphasis = 0
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._emphasis += tag == "em"
        if tag == "a":
            self._href = dict(attrs)["href"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._emphasis -= tag == "em"
        if tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(data, self._emphasis % 2 == 1, self._href))


def read_runs(html: str) -> tuple[Run, ...]:
    reader = RunReader()
    reader.feed(html)
    reader.close()
    return join_runs(reader.runs)


def join_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].italic, joined[-1].href) == (run.italic, run.href):
            joined[-1] = Run(joined[-1].text + run.text, run.italic, run.href)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def text_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


# The three transformations ----------------------------------------------------------------------------------------


def repeat_names(entries: Entries) -> Entries:
    """Put back the names for which Pandoc prints a dash: those of the entry before, as far as the year or `ed.`."""
    result: Entries = {}
    before: tuple[Run, ...] = ()
    for key, runs in entries.items():
        full = runs
        if is_dash(runs):
            rest = runs[0].text.removeprefix("———")
            names = head_of(before)
            if text_of(names).endswith("."):
                rest = rest.removeprefix(".")
            full = join_runs((*names, Run(rest), *runs[1:]))
        result[key] = before = full
    return result


def is_dash(runs: tuple[Run, ...]) -> bool:
    return runs[0].text.startswith("———")


def head_of(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs up to the full stop before the year, without a role such as `ed.` behind them."""
    text = text_of(runs)
    match = re.search(r"(?:, (?:ed|eds|trans|dir|dirs))?\. (?:\(|Letter to|about|Forthcoming|n\.d\.|[12]\d{3})", text)
    assert match, text
    # The full stop of an initial belongs to the name.
    left = match.start() + bool(re.search(r"\b(?:[A-Z]|Jr)$", text[: match.start()]))
    head: list[Run] = []
    for run in runs:
        head.append(Run(run.text[:left], run.italic, run.href))
        left -= min(left, len(run.text))
    return join_runs(head)


def keep_capitals_of_several_languages(runs: tuple[Run, ...], source: Source) -> tuple[Run, ...]:
    """Give titles of works in several languages the capitals that they are written with."""
    if len(source.languages) < 2:
        return runs
    for title in (source.title, source.container_title, source.collection_title):
        runs = tuple(Run(with_capitals_of(title, run.text), run.italic, run.href) for run in runs)
    return runs


def with_capitals_of(title: str, text: str) -> str:
    """Text in which the title is written as the title is; quotation marks and apostrophes stay as they are there."""
    words = re.findall(r"\w+", title)
    found = re.search(r"\W+".join(map(re.escape, words)), text, re.IGNORECASE)
    if not words or not found:
        return text
    written = iter(words)
    return text[: found.start()] + re.sub(r"\w+", lambda _: next(written), found[0]) + text[found.end() :]


def name_archive_once(runs: tuple[Run, ...], source: Source) -> tuple[Run, ...]:
    """Print an archive that is also the publisher once."""
    if not source.archive or source.archive != source.publisher:
        return runs
    twice = f"{source.archive}. {source.publisher}"
    return tuple(Run(run.text.replace(twice, source.publisher), run.italic, run.href) for run in runs)


@functools.cache
def expected_entries(name: str) -> Mapping[str, tuple[Run, ...]]:
    """Pandoc's entries after the three transformations."""
    sources = read_sources(name)
    stored: dict[str, str] = read_fixture(name)["entries"]
    entries = repeat_names({key: read_runs(html) for key, html in stored.items()})
    return {
        key: name_archive_once(keep_capitals_of_several_languages(runs, sources[key]), sources[key])
        for key, runs in entries.items()
    }


# Against Pandoc ---------------------------------------------------------------------------------------------------

EVERY_WORK = [(name, key) for name in LISTS for key in read_sources(name)]


@pytest.mark.parametrize("name", LISTS)
def test_fixture_is_up_to_date(name: str) -> None:
    """Pandoc's output is stored of exactly the works in the list; run `make_fixtures.py` after changing it."""
    assert set(read_fixture(name)["entries"]) == set(read_sources(name))
    assert set(read_fixture(name)["short"]) == set(read_sources(name))


@pytest.mark.parametrize(("name", "key"), EVERY_WORK)
def test_entry_equals_pandocs(name: str, key: str) -> None:
    sources = read_sources(name)
    suffix = tell_apart(sources.values()).year_suffixes.get(key, "")

    assert format_entry(sources[key], year_suffix=suffix) == expected_entries(name)[key]


@pytest.mark.parametrize("name", LISTS)
def test_order_equals_pandocs(name: str) -> None:
    ordered = sorted(read_sources(name).values(), key=bibliography_key)

    assert [source.id for source in ordered] == list(read_fixture(name)["entries"])


SHORT_FORMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "page": {"locator": "9"},
    "pages": {"locator": "144–145"},
    "chapter": {"locator": "chap. 3", "locator_is_page": False},
    "suppressed": {"locator": "9", "suppress_author": True},
}


@pytest.mark.parametrize(("name", "key"), EVERY_WORK)
def test_short_forms_equal_pandocs(name: str, key: str) -> None:
    sources = read_sources(name)
    names = tell_apart(sources.values()).names[key]
    suffix = tell_apart(sources.values()).year_suffixes.get(key, "")
    stored: dict[str, str] = read_fixture(name)["short"][key]

    shown = {
        form: "(" + format_short(sources[key], names=names, year_suffix=suffix, **options) + ")"
        for form, options in SHORT_FORMS.items()
    }

    assert shown == {form: text_of(read_runs(html)) for form, html in stored.items()}


@pytest.mark.parametrize("name", LISTS)
def test_transformations_leave_most_entries_alone(name: str) -> None:
    """What the transformations change is told in numbers, so that none of them grows unnoticed."""
    sources = read_sources(name)
    stored: dict[str, str] = read_fixture(name)["entries"]
    entries = {key: read_runs(html) for key, html in stored.items()}
    counts = (
        sum(is_dash(runs) for runs in entries.values()),
        sum(keep_capitals_of_several_languages(runs, sources[key]) != runs for key, runs in entries.items()),
        sum(name_archive_once(runs, sources[key]) != runs for key, runs in entries.items()),
    )

    assert counts == {"sources": (2, 1, 1), "items": (27, 2, 1)}[name]


# By themselves ----------------------------------------------------------------------------------------------------


def make_source(**fields: object) -> Source:
    return Source.model_validate({"id": "work", "type": "book", **fields})


def test_short_form_of_the_readers_example() -> None:
    bugay = read_sources("sources")["bugay1996"]

    assert format_short(bugay, locator="65-66") == "Bugay 1996, 65–66"
    assert format_short(bugay, locator="65–66", suppress_author=True) == "1996, 65–66"


def test_short_form_alone_does_not_need_the_other_works() -> None:
    ivanova = read_sources("sources")["ivanova2015"]

    assert format_short(ivanova, locator="56") == "Ivanova et al. 2015, 56"


def test_letters_follow_the_bibliography_not_the_file() -> None:
    late = make_source(id="late", author="Memorial", title="Z", issued="1999")
    early = make_source(id="early", author="Memorial", title="A", issued="1999")

    assert tell_apart([late, early]).year_suffixes == {"early": "a", "late": "b"}


def test_letters_go_on_after_z() -> None:
    many = [make_source(id=f"work-{n:02}", author="Memorial", title=f"{n:02}", issued="1999") for n in range(28)]

    suffixes = tell_apart(many).year_suffixes

    assert [suffixes[f"work-{n}"] for n in (25, 26, 27)] == ["z", "aa", "ab"]


def test_many_works_of_one_author_and_year_are_told_apart_in_little_time() -> None:
    many = [make_source(id=f"work-{n:04}", author="Memorial", title=f"{n:04}", issued="1999") for n in range(3000)]

    start = time.process_time()
    suffixes = tell_apart(many).year_suffixes

    assert [suffixes[f"work-{n:04}"] for n in (701, 702, 720)] == ["zz", "aaa", "aas"]
    assert len(set(suffixes.values())) == 3000
    assert time.process_time() - start < 10


def test_russian_title_in_cyrillic_keeps_its_letters() -> None:
    source = make_source(title="Операция «Улусы»", language="ru", issued="1991", author="Бугай")

    assert text_of(format_entry(source)) == "Бугай. 1991. Операция «Улусы»."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("9", "9"),
        ("3-10", "3–10"),
        ("71–72", "71–72"),
        ("100-104", "100–104"),
        ("101-108", "101–8"),
        ("321-328", "321–28"),
        ("498-532", "498–532"),
        ("1087-1089", "1087–89"),
        ("1496-1504", "1496–1504"),
        ("125–126, 144", "125–26, 144"),
        ("xii-xv", "xii–xv"),
        ("125-26", "125–26"),
    ],
)
def test_ranges_of_pages_are_shortened_as_chicago_has_it(written: str, shown: str) -> None:
    assert format_pages(written) == shown
    assert format_pages(shown) == shown


def test_identifiers_link_to_their_registers() -> None:
    ellman = read_sources("sources")["ellman2002"]

    assert [(identifier.label, identifier.value) for identifier in list_identifiers(ellman)] == [
        ("DOI", "10.1080/0966813022000017177"),
        ("JSTOR", "826310"),
        ("S2CID", "43510161"),
    ]
    assert all(identifier.href.startswith("https://") for identifier in list_identifiers(ellman))


def test_work_of_which_only_the_title_is_known_has_an_entry() -> None:
    assert text_of(format_entry(make_source(title="Waters"))) == "Waters. n.d."


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z", "S"]), min_size=1, max_size=40))
def test_any_title_can_be_formatted(title: str) -> None:
    """No title breaks the formatter, and neighboring runs differ in look."""
    if not title.strip() or len(title.splitlines()) > 1:
        return
    runs = format_entry(make_source(type="article-journal", title=title, **{"container-title": title}))

    assert text_of(runs)
    assert all((a.italic, a.href) != (b.italic, b.href) for a, b in itertools.pairwise(runs))


@pytest.mark.parametrize("mark", ["'", '"', "*a ", "_a ", "'a \"b *c _d ", "[", "“‘"])
def test_long_titles_of_unclosed_marks_are_read_at_once(mark: str) -> None:
    """Reading stays near linear, whatever a title holds."""
    assert text_of(format_entry(make_source(title=mark * 2000)))
