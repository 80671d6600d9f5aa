"""Pages that records share: organizations, peoples, the glossary, accusations and judgements."""

from pathlib import Path

from tests.built_site import BuiltSite, build, by_class, cited_in, facts_of, find, only, prose_of, section_of, text_of
from tests.conftest import MakeArchive


def test_an_organization_shows_what_it_is(lighthouse: BuiltSite):
    section = section_of(lighthouse, "organizations/", "lights-board")
    assert text_of(only(section, "./h2")) == "Lights Board"
    assert facts_of(section) == {"What it is": ["board"], "Founded": ["1786"]}
    assert prose_of(only(section, "./p")) == "The board paid the keepers of Skerrow."


def test_a_people_has_its_text_with_evidence(lighthouse: BuiltSite):
    paragraph = only(section_of(lighthouse, "groups/", "islanders"), "./p")
    assert prose_of(paragraph) == "The islanders fished, and they knew the keeper."
    assert cited_in(paragraph) == [("ness1901", "119")]


def test_a_term_shows_its_meaning_and_its_other_names(lighthouse: BuiltSite):
    section = section_of(lighthouse, "glossary/", "feu-fixe")
    assert facts_of(section) == {"Also": ["fixed light"], "Meaning": ["A light that neither turns nor flashes."]}


def test_a_heading_in_another_language_says_which(lighthouse: BuiltSite):
    assert only(section_of(lighthouse, "glossary/", "feu-fixe"), "./h2").get("lang") == "fr"


def test_anchors_of_records_that_share_a_page_begin_with_the_records_id(lighthouse: BuiltSite):
    for address in ("organizations/", "groups/", "glossary/", "claims/", "disagreements/"):
        for section in find(lighthouse.main(address), ".//section[@data-id]"):
            # An anchor that the record had before is an empty element.
            anchors = [element.get("id", "") for element in find(section, ".//*[@id][not(self::span[not(node())])]")]
            key = section.get("data-id", "")
            assert [anchor for anchor in anchors if not anchor.startswith((f"{key}--", f"--{key}--", "--note-"))] == []


def test_a_claim_says_who_made_it_and_when(lighthouse: BuiltSite):
    section = section_of(lighthouse, "claims/", "keeper-asleep")
    assert text_of(by_class(section, "said-by")[0]) == "Said by Lights Board"
    assert facts_of(section) == {"When": ["March 1874"]}


def test_claims_stand_under_what_they_are(lighthouse: BuiltSite):
    group = section_of(lighthouse, "claims/", "keeper-asleep").getparent()
    assert group is not None
    assert text_of(only(group, "./h2")) == "Accusation by the state"


def test_responses_stand_below_their_claim_each_with_its_evidence(lighthouse: BuiltSite):
    first, second = by_class(section_of(lighthouse, "claims/", "keeper-asleep"), "response")
    assert [prose_of(paragraph) for paragraph in find(first, "./p")] == [
        "What was said in answer: Pyotr Morozov",
        "The lamp was burning when the ship struck.",
    ]
    assert [prose_of(paragraph) for paragraph in find(second, "./p")] == [
        "What was said in answer",
        "She was never charged.",
    ]
    assert cited_in(find(first, "./p")[1]) == [("morozov1910", "5")]
    assert cited_in(find(second, "./p")[1]) == [("rendall1902", "70")]


def test_a_shared_page_lists_mentions_of_each_record_below_it(lighthouse: BuiltSite):
    [mentions] = by_class(section_of(lighthouse, "claims/", "keeper-asleep"), "mentions")
    assert text_of(only(mentions, ".//li")) == "The lamp is lit: The inspector held that the keeper had slept."


def test_headings_in_a_text_stand_below_the_heading_of_its_record(make_archive: MakeArchive, tmp_path: Path):
    text = "  text: |\n    ## One\n\n    ##### Two\n"
    cite = '  cite: "@woolf1925"\n'
    files = {
        "organizations/o.yml": f"- id: o\n  names: [O]\n{text}{cite}",
        "claims/c.yml": f"- id: c\n  title: C\n  category: assessment\n{text}{cite}",
        "discrepancies/d.yml": "- id: d\n  title: D\n  about: [claim:c]\n  category: x\n  weight: low\n"
        '  readings: [{says: "Yes.", cite: "@woolf1925"}]\n  note: |\n    ## One\n\n    We know nothing.\n'
        f"  status: open\n{text}{cite}",
        "places/p.yml": f"- id: p\n  names: [P]\n{text}{cite}",
    }
    root = make_archive(tmp_path / "archive", {f"content/records/{path}": file for path, file in files.items()})
    settings = root / "content/archive.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "disagreements: [{id: x, title: X}]\n")
    site = build(root, tmp_path / "site")
    levels = {
        address: [heading.tag for heading in find(site.main(address), ".//*[.='One' or .='Two']")]
        for address in ("organizations/", "claims/", "disagreements/", "places/p/")
    }
    assert levels == {
        "organizations/": ["h3", "h6"],
        "claims/": ["h4", "h6"],
        "disagreements/": ["h5", "h4", "h6"],
        "places/p/": ["h2", "h5"],
    }
