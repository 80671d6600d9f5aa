"""The page of the syntax: examples that are read, checked and shown by the program itself, and are no evidence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from kalmyk_site.pages.examples import ExampleError, examine, examples_on
from kalmyk_site.records.example import example_content
from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.records.kinds import FOLDERS
from kalmyk_site.references.guides import guide_text
from tests.built_site import BuiltSite, by_class, find, only, text_of
from tests.conftest import ARCHIVES

ADDRESS = "about/contribute/syntax/"
EXAMPLES = tuple(examples_on(guide_text("syntax")))


def shown(site: BuiltSite, words: str) -> HtmlElement:
    """The one example in whose written text some words stand."""
    [example] = [each for each in by_class(site.main(ADDRESS), "example") if words in text_of(only(each, "./pre[1]"))]
    return example


def page_of(text: str, what: str) -> str:
    """A page with one example."""
    return f"# Syntax\n\nAn example.\n\n```{what}\n{text}\n```\n"


def test_every_site_shows_every_example_as_it_is_written(any_site: BuiltSite):
    written = [text_of(only(each, "./pre[1]/code")) for each in by_class(any_site.main(ADDRESS), "example")]
    assert written == [" ".join(each.text.split()) for each in EXAMPLES if each.what != "dates"]


def test_prose_is_shown_as_the_site_shows_it(lighthouse: BuiltSite):
    [result] = by_class(shown(lighthouse, "*evening*"), "shown")
    assert text_of(only(result, ".//em")) == "evening"
    assert [text_of(note) for note in by_class(result, "note-mark")] == ["1", "2"]
    assert "Lindqvist 1927, 3" in text_of(by_class(result, "note-line")[0])


def test_a_record_is_shown_with_its_facts(lighthouse: BuiltSite):
    [result] = by_class(shown(lighthouse, "id: karl-berg"), "shown")
    facts = only(result, ".//dl[@class='facts']")
    assert "Karl Berg" in text_of(result)
    assert "14 May 1926 (uncertain)" in text_of(facts).replace("\u00a0", " ")
    assert "She gives no day." in text_of(facts)


def test_a_statistic_is_shown_with_its_estimates(lighthouse: BuiltSite):
    [result] = by_class(shown(lighthouse, "id: cattle-lost"), "shown")
    assert [text_of(cell) for cell in find(result, ".//tbody//td[contains(@class, 'number')]")] == [
        "412",
        "about 400",
        "more than 300",
    ]


def test_dates_are_shown_in_words(lighthouse: BuiltSite):
    [table] = [table for table in find(lighthouse.main(ADDRESS), ".//table") if "As written" in text_of(table)]
    rows = dict([text_of(cell) for cell in find(row, "./td")] for row in find(table, "./tbody/tr"))
    assert rows["1926-05-14/1926-05-20"].replace("\u00a0", " ") == "14 to 20 May 1926"
    assert len(rows) == sum(len(each.text.splitlines()) for each in EXAMPLES if each.what == "dates")


def test_a_mistake_is_shown_with_what_the_check_says(lighthouse: BuiltSite):
    answer = "".join(map(str, only(shown(lighthouse, "@report1972"), "./pre[2]/code").itertext()))
    assert answer.startswith(
        "content/story/flood.md:1:31: error: source-unknown: no source has the key 'report1972'.\n"
        "    1 | The dam broke in the evening [@report1972, p. 3].\n"
    )
    assert "Did you mean 'report1927'?" in answer


def test_the_files_of_the_example_archive_stand_below_with_their_notes(any_site: BuiltSite):
    code = ["".join(map(str, each.itertext())) for each in find(any_site.main(ADDRESS), ".//pre/code")]
    for path, content in example_content().items():
        if path.endswith((".yml", ".md")):
            assert content.decode() in code, path


def test_links_of_an_example_lead_to_the_record_below(lighthouse: BuiltSite):
    [result] = by_class(shown(lighthouse, "lived above"), "shown")
    links = {text_of(link): link for link in find(result, ".//a") if not by_class(link, "note")}
    _, place = lighthouse.destination(ADDRESS, links["Relief Act"])
    assert text_of(place) == "- id: relief-act"
    whole = next(each for each in place.iterancestors() if each.tag == "pre")
    assert "title: Relief Act" in text_of(whole)


def test_every_link_within_an_example_leads_somewhere_on_the_page(any_site: BuiltSite):
    for result in by_class(any_site.main(ADDRESS), "shown"):
        for link in find(result, ".//a[@href]"):
            place = any_site.follow(ADDRESS, link.get("href", ""))
            assert place is None or place.address == ADDRESS or place.element is None


def test_examples_are_echoes_and_no_evidence(any_site: BuiltSite):
    main = any_site.main(ADDRESS)
    assert find(main, ".//*[@data-cite or @data-kind or @data-id or @data-locator]") == []
    assert by_class(main, "citation") == []


def test_examples_enter_neither_data_nor_search(built_site: BuiltSite):
    archive = (built_site.folder / "data" / "archive.json").read_text(encoding="utf-8")
    assert json.loads(archive)["records"]
    assert "report1927" not in archive
    assert "lowbridge" not in (built_site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_examples_show_a_link_to_every_kind_and_mistakes_of_known_codes():
    right = "\n".join(each.text for each in EXAMPLES if each.what == "example")
    assert [kind for kind in (*FOLDERS, "source", "chapter") if f"]({kind}:" not in right] == []
    mistakes = [each.value for each in EXAMPLES if each.what == "mistake"]
    assert len(mistakes) > 8
    assert set(mistakes) <= set(FINDING_CODES)


# An example that is not what it says --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what", "said"),
    [
        ("The dam broke [@nobody, p. 3].", "markdown example", "should give no finding; the check says:"),
        (
            "The dam broke [@report1927, p. 3].",
            "markdown mistake=source-unknown",
            "the finding source-unknown; the check",
        ),
        ("The dam broke.", "markdown mistake=source-unknown", "paragraph-uncited"),
        ("- id: x\n  names: [X]", "yaml example=people", "record-uncited"),
        ("1926-13", "text dates", "'1926-13' is no date"),
    ],
)
def test_an_example_that_is_not_what_it_says_is_refused_with_its_place(text: str, what: str, said: str):
    with pytest.raises(ExampleError) as raised:
        examine(page_of(text, what))
    assert str(raised.value).startswith("docs/syntax.md:6: ")
    assert said in str(raised.value)


def test_no_site_is_built_while_an_example_is_not_what_it_says(wheel: Path, tmp_path: Path):
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path)
    guide = tmp_path / "kalmyk_site" / "guides" / "syntax.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("*evening* [@report1927, p. 3]", "*evening* [@nobody, p. 3]"), encoding="utf-8")
    command = [sys.executable, "-m", "kalmyk_site", "--archive", str(ARCHIVES / "tiny"), "build", "--out", "site"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert result.returncode == 2
    assert "Error: docs/syntax.md:" in result.stderr
    assert "no source has the key 'nobody'" in result.stderr
    assert not (tmp_path / "site").exists()
