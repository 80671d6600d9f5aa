"""What the search knows: the words of each thing once, each block with an anchor that its page has."""

from __future__ import annotations

from kalmyk_site.exports.search_texts import SearchText, search_texts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.records.fields import Target
from kalmyk_site.references.addresses import address_of, with_anchor
from tests.built_site import BuiltSite


def texts_of(site: BuiltSite) -> dict[Target, SearchText]:
    """The texts of a site by what they are."""
    assert site.checked.index is not None
    return {text.target: text for text in search_texts(Frame(site.checked.index, {}))}


def words_of(text: SearchText) -> str:
    """All words of a text."""
    return "\n".join(passage.text for passage in text.passages)


def test_every_passage_leads_to_an_anchor_of_its_page(any_site: BuiltSite):
    for target, text in texts_of(any_site).items():
        for passage in text.passages:
            assert any_site.follow("", with_anchor(address_of(target) or "./", passage.anchor)) is not None


def test_chapters_pages_records_and_sources_have_texts(lighthouse: BuiltSite):
    kinds = {target.kind for target in texts_of(lighthouse)}
    assert kinds >= {"chapter", "page", "person", "organization", "statistic", "law", "term", "claim", "source"}


def test_a_paragraph_stands_without_its_notes(lighthouse: BuiltSite):
    text = texts_of(lighthouse)[Target("person", "agnes-tulloch")]
    assert "She kept the light at Skerrow." in [passage.text for passage in text.passages]


def test_a_sentence_that_mentions_something_is_not_found_there_too(lighthouse: BuiltSite):
    assert lighthouse.checked.index is not None
    texts = texts_of(lighthouse)
    elsewhere = [
        (target, mention.sentence)
        for target, mentions in lighthouse.checked.index.mentions_of.items()
        for mention in mentions
        if mention.owner != target and target in texts
    ]
    assert len(elsewhere) > 10
    assert [sentence for target, sentence in elsewhere if sentence in words_of(texts[target])] == []


def test_facts_are_found_with_their_values(lighthouse: BuiltSite):
    texts = texts_of(lighthouse)
    assert "board" in words_of(texts[Target("organization", "lights-board")])
    assert "keeper of the light" in words_of(texts[Target("person", "agnes-tulloch")])
    assert "No. 12" in words_of(texts[Target("law", "order-12")])
    assert "Rendall" in words_of(texts[Target("source", "rendall1902")])


def test_a_text_has_the_quotation_marks_of_its_page(built_site: BuiltSite):
    assert "“unreliable”" in words_of(texts_of(built_site)[Target("claim", "beria-on-the-kalmyks")])


def test_a_slip_stands_in_no_text(any_site: BuiltSite):
    assert any_site.checked.index is not None
    texts = texts_of(any_site)
    for record in any_site.checked.index.archive.all_records():
        for name in getattr(record, "names", ()):
            facts = texts[record.target].passages[0] if record.target in texts else None
            if name.type == "slip" and facts is not None and not facts.anchor:
                assert name.text not in facts.text.split("; ")


def test_the_html_of_a_text_escapes_what_it_holds():
    text = SearchText(Target("term", "x"), "<X> & Y", ())
    assert text.html == "<!doctype html><html><body><h1>&lt;X&gt; &amp; Y</h1>\n</body></html>"
