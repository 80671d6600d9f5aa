"""What links say of their targets, and whose words quotations and claims are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kalmyk_site.records.findings import Finding

Check = Callable[..., list[Finding]]
InStory = Callable[[str], list[Finding]]

COUNTED = """\
- id: lost
  title: How many people were lost?
  measure: people
  population: town
  territory: Lowbridge
  unit: people
  estimates:
    - {value: "93,139", counted_by: census, cite: "@census1926, p. 1"}
    - {low: "13,000", counted_by: witness, cite: "@report1927, p. 3"}
    - {high: 500, as_written: "up to 500 kilograms (1,100 lb)", counted_by: witness, cite: "@report1927, p. 3"}
- id: share
  title: Which share?
  measure: share
  population: town
  territory: Lowbridge
  unit: percent
  estimates:
    - {value: 17.2, counted_by: census, cite: "@census1926, p. 1"}
"""


def linked(check: Check, link: str) -> list[str]:
    """Values of the findings about one link."""
    text = f"+\nThey were {link} [@report1927, p. 3].\n"
    return [f.value for f in check({"records/statistics/lost.yml": COUNTED, "story/flood.md": text})]


@pytest.mark.parametrize(
    "text",
    [
        "93,139",
        "93139",
        "93.139",
        "93 139",
        "93\u00a0139",
        "93\u202f139",
        "all 93,139 people",
        "13,000",
        "more than 13,000",
        "at least 13,000",
        "More than 93,000",
        "over 90,000 people",
        "about 93,000",
        "approximately 93,100",
        "nearly 100,000",
        "up to 500",
        "no more than 500",
        "500 kilograms (1,100 lb)",
        "some 93 thousand",
        "many people",
        "ninety-three thousand",
        "the dead of 28 December 1943",
        "93,139 in the year 1943",
        "the 3rd count",
        "the count No. 5",
    ],
)
def test_a_link_may_say_what_its_statistic_holds(check: Check, text: str):
    assert linked(check, f"[{text}](statistic:lost)") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93,193", "93,193"),
        ("93.193", "93.193"),
        ("9,313", "9,313"),
        ("93,000", "93,000"),
        ("about 99,000", "about 99,000"),
        ("more than 93,139", "more than 93,139"),
        ("more than 95.000", "more than 95.000"),
        ("nearly 93,000", "nearly 93,000"),
        ("up to 300", "up to 300"),
        ("93,139 of 120,000", "120,000"),
        ("17 percent", "17 percent"),
    ],
)
def test_a_link_may_not_say_another_number(check: Check, text: str, value: str):
    assert linked(check, f"[{text}](statistic:lost)") == [value]


@pytest.mark.parametrize(
    ("text", "values"), [("17 percent", []), ("17.2%", []), ("17", []), ("18 percent", ["18 percent"])]
)
def test_percentages_round_to_the_digits_shown(check: Check, text: str, values: list[str]):
    assert linked(check, f"[{text}](statistic:share)") == values


def test_a_wrong_number_names_the_values_on_record(check: Check):
    [finding] = check(
        {
            "records/statistics/lost.yml": COUNTED,
            "story/flood.md": "+\nThey were [93,193](statistic:lost) [@report1927, p. 3].\n",
        }
    )

    assert finding.expected == "93,139 or at least 13,000 or at most 500"
    assert finding.nearest == "93,139"


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("[14 May 1926](event:dam-breaks)", []),
        ("[14 May](event:dam-breaks)", []),
        ("[May 1926](event:dam-breaks)", []),
        ("[The dam breaks](event:dam-breaks)", []),
        ("[spring 1926](event:dam-breaks)", []),
        ("[16 to 18 May](event:flood)", []),
        ("[1 June 1926](law:relief-act)", []),
        ("[13 May 1926](event:dam-breaks)", ["link-date"]),
        ("[14 May 1927](event:dam-breaks)", ["link-date"]),
        ("[1925](event:dam-breaks)", ["link-date"]),
        ("[June](event:dam-breaks)", ["link-date"]),
        ("[1 July 1926](law:relief-act)", ["link-date"]),
    ],
)
def test_a_date_in_a_link_is_within_the_record(in_story: InStory, link: str, codes: list[str]):
    assert [finding.code for finding in in_story(f"It was {link} [@report1927, p. 3].")] == codes


@pytest.mark.parametrize(
    ("link", "value", "column", "place"),
    [
        ("[on 15 May 1926](event:dam-breaks)", "15 May 1926", 12, "content/records/events/"),
        ("[1 July 1926](law:relief-act)", "1 July 1926", 9, "content/records/laws/"),
        ("[all 1,999](statistic:houses-lost)", "1,999", 13, "content/records/statistics/"),
    ],
)
def test_what_is_wrong_in_a_link_is_told_with_both_places(
    in_story: InStory, link: str, value: str, column: int, place: str
):
    [finding] = in_story(f"It was {link} [@report1927, p. 3].")

    assert (finding.value, finding.origin.column) == (value, column)
    assert re.search(rf" \({place}[a-z0-9-]+\.yml:\d+\)\.$", finding.remedy)


def test_a_missing_year_may_be_any_year_of_the_event(check: Check):
    event = "- {id: winter, title: Winter, date: 1926-12/1927-02, cite: '@report1927, p. 9'}\n"
    story = "+\nFrom [December](event:winter) to [5 January](event:winter) it froze [@report1927, p. 9].\n"

    assert check({"records/events/winter.yml": event, "story/flood.md": story}) == []


def test_one_citation_serves_all_paragraphs_of_a_quotation(in_story: InStory):
    assert in_story("> The water came.\n>\n> It stayed. [@report1927, p. 4]") == []


@pytest.mark.parametrize(
    ("maker", "cite", "codes"),
    [
        ("person:karin", "@report1927, p. 4", []),
        ("organization:council", "@census1926, p. 4", []),
        ("person:anna-holm", "quoted in @report1927, p. 4", []),
        ("person:anna-holm", "quoted in @report1927, p. 4; @census1926", []),
        ("person:anna-holm", "@report1927, p. 4", ["claim-maker"]),
        ("organization:council", "@report1927, p. 4", ["claim-maker"]),
    ],
)
def test_who_makes_a_claim_wrote_the_work_or_is_quoted(check: Check, maker: str, cite: str, codes: list[str]):
    claim = f"- {{id: x, title: X, category: assessment, made_by: ['{maker}'], cite: '{cite}'}}\n"
    people = "- {id: karin, names: [K. Lindqvist], cite: '@report1927, p. 1'}\n"
    council = "- {id: council, names: [The Council, Town of Lowbridge], cite: '@census1926, p. 1'}\n"

    findings = check(
        {
            "records/claims/x.yml": claim,
            "records/people/karin.yml": people,
            "records/organizations/council.yml": council,
        }
    )

    assert [finding.code for finding in findings] == codes


def test_a_claim_without_a_maker_is_nobodys(check: Check):
    assert check({"records/claims/x.yml": "- {id: x, title: X, category: assessment, cite: '@report1927'}\n"}) == []


def test_a_claim_without_cite_is_judged_by_its_text(check: Check):
    claim = "- id: x\n  title: X\n  category: assessment\n  made_by: [person:anna-holm]\n  text: {}\n"

    wrong = check({"records/claims/x.yml": claim.format("She said so [@report1927, p. 4].")})

    assert [f"{finding.code} {finding.origin}" for finding in wrong] == [
        "record-uncited content/records/claims/x.yml:1:7",
        "claim-maker content/records/claims/x.yml:5:22",
    ]


@pytest.mark.parametrize(
    ("files", "places"),
    [
        ({"archive.yml": "+key_numbers: [house]\n"}, ["record-unknown content/archive.yml:16:15"]),
        ({"archive.yml": "+menu: [chapter:story/fload]\n"}, ["record-unknown content/archive.yml:16:8"]),
        ({"sources.yml": "+    custom: {cited_via: [census]}\n"}, ["source-unknown content/sources.yml:12:26"]),
        (
            {"sources.yml": "+    custom:\n      notes: [{number: 1, cites: ['@census1926, p. 1', '@nobody']}]\n"},
            ["source-unknown content/sources.yml:13:57"],
        ),
    ],
)
def test_what_settings_and_sources_name_exists(check: Check, files: dict[str, str], places: list[str]):
    assert [f"{finding.code} {finding.origin}" for finding in check(files)] == places


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("It rose [@report1927, p. 3]. {#rose}\n\nIt [rose](#rose) again [@report1927, p. 4].", []),
        ("See [the chapter](chapter:story/flood#nowhere) [@report1927, p. 4].", ["anchor-unknown"]),
        ("See [the day](chapter:story/flood#on-14-may-1926-the-dam-broke-above) [@report1927].", []),
        ("See [the town](place:lowbridge#nowhere) [@report1927].", ["anchor-unknown"]),
        ("See [the works](page:sources#report1927) [@report1927].", []),
        ("See [the works](page:sources#report) [@report1927].", ["anchor-unknown"]),
        ("See [the work](source:report1927#--use-1) [@report1927].", ["anchor-unknown"]),
        ("See [the year](page:timeline#zzz) [@report1927].", ["anchor-unknown"]),
        ("See [the part](page:story#zzz) [@report1927].", ["anchor-unknown"]),
        ("See [it](chapter:story/flood#--note-1) [@report1927].", ["anchor-unknown"]),
        ("See [the town](place:lowbridge#) [@report1927].", ["anchor-unknown"]),
        ("See [the town](place:nowhere#nowhere) [@report1927].", ["record-unknown"]),
    ],
)
def test_an_anchor_exists(in_story: InStory, text: str, codes: list[str]):
    assert [finding.code for finding in in_story(text)] == codes


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("page:organizations#council", []),
        ("page:organizations#council--it-met-in-the-mill", []),
        ("organization:council#council--it-met-in-the-mill", []),
        ("organization:council#it-met-in-the-mill", ["anchor-unknown"]),
        ("page:organizations#mill", ["anchor-unknown"]),
    ],
)
def test_an_anchor_on_a_page_that_records_share_begins_with_the_record(check: Check, address: str, codes: list[str]):
    council = (
        "- {id: council, names: [The Council], cite: '@report1927', text: 'It met in the mill [@report1927, p. 2].'}\n"
    )
    story = f"+\nSee [the council]({address}) [@report1927, p. 4].\n"

    found = check({"records/organizations/x.yml": council, "story/flood.md": story})

    assert [finding.code for finding in found] == codes
