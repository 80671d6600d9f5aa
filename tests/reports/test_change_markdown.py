"""Changes as Markdown: the gravest first, and nothing that content holds becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

import markdown
import pytest
from lxml import html

from kalmyk_site.differences.changes import Gravity
from kalmyk_site.differences.citations import CitationChange
from kalmyk_site.records.fields import Target
from kalmyk_site.reports.change_markdown import SHOWN, changes_as_markdown, code
from tests.reports.changes import DATE, FILE, LOST, STORM, UNREAD, differences


def test_a_report_counts_then_tells_each_record_the_gravest_first():
    assert changes_as_markdown(differences(DATE, LOST), "main", "").split("\n") == [
        "# Evidence: `main` to the working tree",
        "",
        "1 citation lost, 1 fact changed.",
        "",
        "## `chapter:story/walk`: `The walk`",
        "",
        (
            "- **Citation lost** `content/story/walk.md:9`: `She walked.` No longer rests on `@woolf1925, p. 4`. "
            "Nothing is cited for it now."
        ),
        "",
        "## `event:storm`: `The storm`",
        "",
        "- **Fact** `content/records/events/e.yml:3`, `date`: `1925` became `1926`. Rests on `@woolf1925, p. 7`.",
    ]


def test_nothing_is_said_to_have_changed_where_nothing_did():
    assert changes_as_markdown(differences(), "v1", "v2") == "# Evidence: `v1` to `v2`\n\nNothing changed as evidence."


def test_of_a_long_sentence_only_what_changed_is_quoted():
    words = " ".join(map(str, range(50)))
    change = replace(LOST, before=f"{words} old {words}", after=f"{words} new {words}", citations=())

    assert "`… 45 46 47 48 49 old 0 1 2 3 4 …` became `… 45 46 47 48 49 new 0 1 2 3 4 …`." in changes_as_markdown(
        differences(change), "main", ""
    )


def test_what_is_gone_has_the_place_where_it_was():
    change = replace(LOST, gravity=Gravity.REMOVED, how="removed", at=None, after="", citations=())

    assert f"- **Removed** was at `{FILE}:7`: `She walked.` is gone." in changes_as_markdown(
        differences(change), "main", ""
    )


def test_what_could_not_be_read_or_compared_is_said():
    report = changes_as_markdown(differences(unread=(UNREAD,), uncompared=(STORM,)), "main", "")

    assert "- `content/sources.yml:2` in `main` could not be read: `a bracket is open`" in report
    assert "- `event:storm`: one state has it, the other could not be read." in report


def test_of_very_many_the_gravest_are_shown_and_the_others_counted():
    report = changes_as_markdown(differences(*[DATE] * SHOWN, LOST), "main", "")

    assert report.count("**Fact**") == SHOWN - 1
    assert "**Citation lost**" in report
    assert "Not shown: 1 change, none graver than these." in report


def test_that_nothing_is_cited_is_said_only_of_what_needs_a_citation():
    sentence = replace(LOST, gravity=Gravity.ADDED, how="added", before="", citations=())
    title = replace(DATE, owner=Target("chapter", "story/walk"), field="title", rests_on=())
    own = replace(sentence, own_words=True)

    reports = [changes_as_markdown(differences(change), "main", "") for change in (sentence, own, title)]
    assert ["Nothing is cited for it" in report for report in reports] == [True, False, False]


HOSTILE = [
    "<script>alert(1)</script>",
    "`</code><img src=x>`",
    "``` @octocat",
    "[here](https://evil.example) https://evil.example #12",
    "x\n# Heading\n\n<details>",
    "**bold** _it_ \\",
    "`",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_content_becomes_neither_markup_nor_html_links_or_mentions(text: str):
    owner = Target("event", "storm")
    cited = (CitationChange("altered", "x", text, f"{text}2"),)
    change = replace(DATE, owner=owner, field=text, before=text, after=f"{text} b", part=text, citations=cited)
    report = changes_as_markdown(replace(differences(change), labels={owner: text}), text, text)

    page = html.fragment_fromstring(markdown.markdown(report), create_parent="div")
    assert {str(element.tag) for element in page.iter()} <= {"div", "h1", "h2", "p", "ul", "li", "strong", "code"}
    outside = "".join(t for t in page.xpath("//text()[not(ancestor::code)]") if isinstance(t, str))
    assert not re.search(r"[<>@#`\\\[]|evil|alert|bold", outside)


def test_a_code_span_has_more_backticks_than_what_it_holds():
    assert [code("a"), code("a`b"), code("`a``")] == ["`a`", "``a`b``", "``` `a`` ```"]


def test_what_could_command_a_terminal_or_hide_is_escaped():
    assert code("a\x1b[2J\u202eb\u200bc") == r"`a\x1b[2J\u202eb\u200bc`"
