"""The script file that holds what readers copy from notes."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.built_site import BuiltSite, find, only


def citations_of(site: BuiltSite) -> dict[str, dict[str, Any]]:
    """What the file sets, by key of the source."""
    [file] = site.folder.glob("assets/citations.*.js")
    match = re.fullmatch(r"\(globalThis\.archiveData \?\?= \{\}\)\.citations = (\{.*\});\n", file.read_text("utf-8"))
    assert match
    return json.loads(match[1])


def test_every_use_has_its_citation_in_full(any_site: BuiltSite):
    sources = citations_of(any_site)
    for key, held in sources.items():
        uses = find(any_site.main(f"sources/{key}/"), ".//ol[@class='uses']/li")
        assert len(held["uses"]) == len(uses)
        cited = [held["cited"][number] for number in held["uses"]]
        assert sorted(set(cited)) == sorted(held["cited"])
        assert held["bibtex"] == (any_site.folder / f"data/sources/{key}.bib").read_text("utf-8")
        for use, citation in zip(uses, cited, strict=True):
            # The end of a range of pages is shortened.
            first = (only(use, "./span[@class='locator']").text or "").partition("–")[0]
            assert first in citation


def test_a_citation_says_where_through_what_and_whether_it_was_compared(lighthouse: BuiltSite):
    sources = citations_of(lighthouse)
    article = "Rendall, Magnus. 1902. “The Loss of the Chaika.” Journal of Invented Wrecks 7 (2): 61–70"
    address = "https://doi.org/10.5555/skerrow.1902."
    guide = "as cited in “Skerrow Light,” The Harbor Guide, 1930"
    assert (
        f"{article}, 65–66, {guide}, note 2 (not compared with the original). {address}"
        in sources["rendall1902"]["cited"]
    )
    nights = "Tulloch, Agnes. 1899a. Nights on Skerrow. Northport: Harbor Press"
    assert sources["tulloch1899a"]["cited"] == [f"{nights}, 3, {guide}, note 1 (compared with the original)."]
    assert sources["harbor-guide"]["cited"] == ["“Skerrow Light.” 1930. In The Harbor Guide."]


def test_a_document_whose_notes_give_another_place_did_not_cite_this_one(lighthouse: BuiltSite):
    [citation] = [cited for cited in citations_of(lighthouse)["rendall1902"]["cited"] if ", 70" in cited]
    assert citation.endswith(": 61–70, 70 (not compared with the original). https://doi.org/10.5555/skerrow.1902.")


def test_several_notes_of_a_document_are_named_together(built_site: BuiltSite):
    cited = "\n".join(citations_of(built_site)["hrw1991"]["cited"])
    assert "PDF, 9, as cited in “Deportation of the Kalmyks,” Wikipedia, notes 1, 54 (not compared" in cited


def test_a_page_of_a_book_is_cited_through_the_note_that_gives_it(built_site: BuiltSite):
    assert (
        "Bugay, Nikolay. 1996. The Deportation of Peoples in the Soviet Union. New York City: Nova Publishers, 58, as "
        "cited in “Deportation of the Kalmyks,” Wikipedia, note 23 (not compared with the original)."
    ) in citations_of(built_site)["bugay1996"]["cited"]


def test_the_page_hands_the_address_of_the_file_to_the_script(any_site: BuiltSite):
    for address in any_site.pages.keys() - any_site.old_addresses:
        script = only(any_site.page(address), "//script[@data-citations]")
        place = any_site.follow(address, script.get("data-citations", ""))
        assert place is not None
        assert re.fullmatch(r"assets/citations\.[0-9a-f]{10}\.js", place.address)
