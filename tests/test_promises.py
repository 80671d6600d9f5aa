"""What every site keeps, with scripts off; other programs rely on it.

Each test reads finished pages as a browser would and holds for both archives: the one in this checkout and one about
something else. What the pages must say is counted in the content itself, by expressions of this module's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml.html import HtmlElement

from tests.built_site import (
    BLOCKS,
    BuiltSite,
    block_of,
    build,
    by_class,
    find,
    only,
    owner_of,
    prose_of,
    text_of,
)
from tests.conftest import MakeArchive

CITATIONS = "//a[contains(concat(' ', @class, ' '), ' citation ')]"
CROSS_LINKS = "//main//a[@data-kind]"

FOLDERS = {
    "event": "events/{}/",
    "person": "people/{}/",
    "place": "places/{}/",
    "law": "laws/{}/",
    "statistic": "statistics/{}/",
    "source": "sources/{}/",
    "organization": "organizations/#{}",
    "group": "groups/#{}",
    "claim": "claims/#{}",
    "discrepancy": "disagreements/#{}",
    "term": "glossary/#{}",
    "chapter": "{}/",
    "page": "{}/",
}
"""The address of each kind."""

RECORD_FOLDERS = {
    "events": "event",
    "people": "person",
    "places": "place",
    "laws": "law",
    "statistics": "statistic",
    "organizations": "organization",
    "groups": "group",
    "claims": "claim",
    "discrepancies": "discrepancy",
    "terms": "term",
}
"""The kind that each folder of content/records holds."""

LOCATOR = re.compile(r"(?:[a-z]+\.? )?[\divxlcdm]+(?:-[\divxlcdm]+)?(?:, [\divxlcdm]+(?:-[\divxlcdm]+)?)*")


# The content, read without the generator -------------------------------------------------------------------------


def markdown_of(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a Markdown file."""
    _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(matter, yaml.CBaseLoader), body


def records_of(site: BuiltSite) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record with its kind."""
    for folder, kind in RECORD_FOLDERS.items():
        for path in sorted((site.root / "content/records" / folder).glob("**/*.yml")):
            for record in yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader):
                yield kind, record


def sources_of(site: BuiltSite) -> list[dict[str, Any]]:
    """Every source."""
    path = site.root / "content/sources.yml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)["references"]


def chapters_of(site: BuiltSite) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every chapter: its id, front matter and body."""
    settings = yaml.load((site.root / "content/archive.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    for part in settings["parts"]:
        for name in part["chapters"]:
            yield f"{part['folder']}/{name}", *markdown_of(site.root / "content" / part["folder"] / f"{name}.md")


def strings(value: object) -> Iterator[str]:
    """Every text in a tree of YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType] - a tree of texts
            yield from strings(item)  # pyright: ignore[reportUnknownArgumentType] - a tree of texts
    elif isinstance(value, Sequence):
        for item in value:  # pyright: ignore[reportUnknownVariableType] - a tree of texts
            yield from strings(item)  # pyright: ignore[reportUnknownArgumentType] - a tree of texts


def written_texts(site: BuiltSite) -> Iterator[str]:
    """Every text of the archive in which a citation can stand."""
    for path in sorted((site.root / "content").rglob("*.md")):
        matter, body = markdown_of(path)
        yield from strings(matter)
        yield re.sub(r"```.*?```|`[^`]*`", "", body, flags=re.DOTALL)
    for _, record in records_of(site):
        yield from strings(record)
    for source in sources_of(site):
        yield source.get("custom", {}).get("text", "")
    for picture in pictures_of(site):
        for _ in range(places_of(site, picture)):
            yield from strings(picture.get("cite", []))


def pictures_of(site: BuiltSite) -> list[dict[str, Any]]:
    """Every entry of the list of pictures."""
    path = site.root / "content/media/media.yml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader) if path.exists() else []


def places_of(site: BuiltSite, picture: dict[str, Any]) -> int:
    """At how many places a picture is shown: in texts, and on the pages of what it shows."""
    texts = [path.read_text(encoding="utf-8") for path in (site.root / "content").rglob("*.md")]
    return sum(text.count(f"media/{picture['file']})") for text in texts) + len(picture.get("shows", []))


def written_keys(text: str) -> list[str]:
    """Keys of the citation marks in a text, in order."""
    return re.findall(r"(?<![\w.])@([a-z0-9]+(?:-[a-z0-9]+)*)", text)


def written_groups(text: str) -> list[list[str]]:
    """Keys of each group of citations in a text, in order; a narrative citation is a group of its own."""
    return [
        written_keys(found[0])
        for found in re.finditer(r"\[[^\[\]]*@[^\[\]]*\]|(?<![\w\[])@[a-z0-9-]+(?: \[[^\[\]@]*\])?", text)
    ]


def written_links(text: str) -> list[tuple[str, str]]:
    """Kind and id of each cross-link in a text, in order."""
    return re.findall(rf"\]\(({'|'.join(FOLDERS)}):([^)#\s]+)[^)]*\)", text)


def chapter_text(matter: dict[str, Any], body: str) -> str:
    """The texts of a chapter in the order in which its page shows them."""
    return "\n\n".join([matter.get("summary", ""), matter.get("notice", ""), body])


# Citations -------------------------------------------------------------------------------------------------------


def test_a_citation_names_its_source_and_leads_to_the_source_at_this_use(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        for citation in find(page, CITATIONS):
            target, use = any_site.destination(address, citation)
            assert target == f"sources/{citation.get('data-cite')}/"
            assert re.fullmatch(r"--use-[1-9]\d*", use.get("id", ""))


def test_the_use_to_which_a_citation_leads_leads_back_to_it(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        for citation in find(page, CITATIONS):
            source, use = any_site.destination(address, citation)
            origin, place = any_site.destination(source, only(use, ".//a[@class='sentence']"))
            holder = only(citation, "ancestor::*[@class='note' or @class='cites']")
            assert origin == address
            # A record's citations stand at each of its fields, and their uses lead to the first of these.
            assert place is holder or (holder.get("id") is None and owner_of(place) == owner_of(holder))


def test_every_use_leads_back_to_a_citation_of_this_source_with_this_locator(any_site: BuiltSite):
    for source in sources_of(any_site):
        address = f"sources/{source['id']}/"
        for use in uses_on(any_site, address):
            _, place = any_site.destination(address, only(use, ".//a[@class='sentence']"))
            block = block_of(place)
            assert block is not None
            shown = "".join(text_of(locator) for locator in by_class(use, "locator"))
            assert (source["id"], shown) in [
                (citation.get("data-cite"), citation.get("data-locator", "").replace("-", "–"))
                for citation in find(block, ".//a[@class='citation']")
            ]


def test_a_locator_has_bare_pages_ascii_hyphens_and_short_labels(any_site: BuiltSite):
    written = {
        citation.get("data-locator", "")
        for page in any_site.pages.values()
        for citation in find(page, f"{CITATIONS}[@data-locator]")
    }
    assert written
    assert [locator for locator in written if not LOCATOR.fullmatch(locator)] == []
    assert [locator for locator in written if re.match(r"pp?\.|n[o]?\. ?$", locator)] == []


@pytest.mark.parametrize(
    ("mark", "locator", "shown"),
    [
        ("[@woolf1925, p. 58]", "58", "Woolf 1925, 58"),
        ("[@woolf1925, pp. 65-66]", "65-66", "Woolf 1925, 65–66"),
        ("[@woolf1925, pp. 65–66]", "65-66", "Woolf 1925, 65–66"),
        ("[@woolf1925, pp. 9-10, 14]", "9-10, 14", "Woolf 1925, 9–10, 14"),
        ("[@woolf1925, 12]", "12", "Woolf 1925, 12"),
        ("[@woolf1925, chap. 3]", "chap. 3", "Woolf 1925, chap. 3"),
        ("[@woolf1925]", None, "Woolf 1925"),
        ("[see @woolf1925, p. 5]", "5", "see Woolf 1925, 5"),
        ("[quoted in @woolf1925, p. 61]", "61", "quoted in Woolf 1925, 61"),
        ("[-@woolf1925, p. 5]", "5", "1925, 5"),
        ("[@woolf1925, p. 5, with a map]", "5", "Woolf 1925, 5, with a map"),
    ],
)
def test_a_mark_as_written_becomes_one_element(
    make_archive: MakeArchive, tmp_path: Path, mark: str, locator: str | None, shown: str
):
    chapter = f"---\ntitle: The walk\n---\n\nShe walked to the pier {mark}.\n"
    site = build(make_archive(tmp_path / "archive", {"content/story/walk.md": chapter}), tmp_path / "site")
    [citation] = find(site.page("story/walk/"), CITATIONS)
    assert (citation.get("data-cite"), citation.get("data-locator")) == ("woolf1925", locator)
    assert text_of(citation) == shown


def test_a_citation_stands_in_the_block_whose_statement_it_supports(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        for citation in find(page, CITATIONS):
            block = block_of(citation)
            assert block is not None, f"{citation.get('data-cite')} on /{address} stands in no {BLOCKS}"
            assert prose_of(block) or block.tag == "dd", f"{text_of(block)} on /{address} states nothing"


# Notes -----------------------------------------------------------------------------------------------------------


def test_each_group_in_a_chapter_is_one_note_with_one_element_for_each_source(any_site: BuiltSite):
    for chapter, matter, body in chapters_of(any_site):
        notes = by_class(any_site.main(f"{chapter}/"), "note")
        shown = [[link.get("data-cite") for link in find(note, f".{CITATIONS}")] for note in notes]
        assert shown == written_groups(chapter_text(matter, body))


def test_notes_are_numbered_in_the_order_of_the_page(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        # An example of the syntax is a piece of another page.
        marks = [text_of(mark) for mark in by_class(page, "note-mark") if not mark.xpath("ancestor::*[@class='shown']")]
        assert marks == [str(number) for number in range(1, len(marks) + 1)], f"/{address}"


def test_a_note_opens_in_its_own_block(any_site: BuiltSite):
    for page in any_site.pages.values():
        for note in by_class(page, "note"):
            mark = only(note, ".//button[@class='note-mark']")
            body = only(note, ".//*[@popover]")
            assert mark.get("popovertarget") == body.get("id")
            assert block_of(mark) is block_of(body)


def test_an_authors_footnote_is_lettered_and_stands_apart(lighthouse: BuiltSite):
    main = lighthouse.main("keepers/the-lamp-is-lit/")
    reference = only(main, ".//*[@role='doc-noteref']")
    [section] = find(main, ".//div[@role='doc-endnotes']")
    _, footnote = lighthouse.destination("keepers/the-lamp-is-lit/", reference)
    assert text_of(reference) == "a"
    assert only(section, "./ol").get("type") == "a"
    assert footnote.getparent() is only(section, "./ol")
    assert prose_of(footnote) == "A landsman’s word for it, which the keepers did not use."
    back = only(footnote, ".//a[@role='doc-backlink']")
    assert lighthouse.destination("keepers/the-lamp-is-lit/", back)[1] is reference


# Cross-links -----------------------------------------------------------------------------------------------------


def test_a_cross_link_leads_to_what_it_names(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        for link in find(page, CROSS_LINKS):
            kind, key = link.get("data-kind", ""), link.get("data-id", "")
            target, element = any_site.destination(address, link)
            wanted = "" if (kind, key) == ("page", "home") else FOLDERS[kind].format(key).partition("#")[0]
            assert target == wanted
            if kind != "page":
                assert owner_of(element if element.tag != "html" else only(element, "//main")) == (kind, key)


def test_every_cross_link_of_a_chapter_names_its_target(any_site: BuiltSite):
    for chapter, matter, body in chapters_of(any_site):
        links = find(any_site.page(f"{chapter}/"), CROSS_LINKS)
        shown = [(link.get("data-kind"), link.get("data-id")) for link in links]
        assert shown == written_links(chapter_text(matter, body))


def test_echoes_carry_no_evidence(any_site: BuiltSite):
    echoes = (
        "uses",
        "index",
        "bibliography",
        "timeline",
        "chapters",
        "touching",
        "see-also",
        "document-notes",
        "works",
    )
    frame = ("header", "footer", "nav")
    marks = "descendant-or-self::*[@data-cite or @data-kind]"
    found = Counter[str]()
    for address, page in any_site.pages.items():
        parts = [(name, part) for name in echoes for part in by_class(page, name)]
        parts += [(tag, part) for tag in frame for part in find(page, f"//{tag}")]
        for name, part in parts:
            found[name] += 1
            assert find(part, marks) == [], f"{name} on /{address}"
    has_notes = any(source.get("custom", {}).get("notes") for source in sources_of(any_site))
    assert set(found) >= {*echoes, *frame} - ({"document-notes"} if not has_notes else set())


@pytest.mark.parametrize("address", ["timeline/", "statistics/", "sources/", "about/evidence/", "404.html"])
def test_a_page_that_only_lists_carries_no_evidence(any_site: BuiltSite, address: str):
    assert find(any_site.page(address), "//*[@data-cite] | //a[@data-kind]") == []


# Records and addresses -------------------------------------------------------------------------------------------


def test_each_records_page_or_section_says_what_it_is(any_site: BuiltSite):
    records = [(kind, record["id"]) for kind, record in records_of(any_site)]
    records += [("source", source["id"]) for source in sources_of(any_site)]
    records += [("chapter", chapter) for chapter, _, _ in chapters_of(any_site)]
    assert {kind for kind, _ in records} == FOLDERS.keys() - {"page"}
    for kind, key in records:
        page, _, anchor = FOLDERS[kind].format(key).partition("#")
        element = any_site.follow(page, f"#{anchor}") if anchor else None
        holder = element.element if element else any_site.main(page)
        assert holder is not None
        assert holder.tag == ("section" if anchor else "main")
        assert (holder.get("data-kind"), holder.get("data-id")) == (kind, key)


@pytest.mark.parametrize(
    "address",
    [
        *("", "timeline/", "about/", "about/evidence/", "404.html"),
        *("events/", "people/", "places/", "laws/", "statistics/", "sources/"),
        *("organizations/", "groups/", "claims/", "disagreements/", "glossary/"),
    ],
)
def test_a_reader_finds_every_kind_of_page(any_site: BuiltSite, address: str):
    main = any_site.main(address)
    assert text_of(only(main, ".//h1"))


def test_each_part_of_the_book_has_a_page_that_leads_to_its_chapters(any_site: BuiltSite):
    for chapter, matter, _ in chapters_of(any_site):
        part = f"{chapter.partition('/')[0]}/"
        [link] = [link for link in find(any_site.main(part), ".//a") if text_of(link) == matter["title"]]
        assert any_site.destination(part, link)[0] == f"{chapter}/"


def test_an_index_holds_every_record_of_its_kind(any_site: BuiltSite):
    for folder, kind in RECORD_FOLDERS.items():
        records = [record["id"] for found, record in records_of(any_site) if found == kind]
        address, _, anchor = FOLDERS[kind].partition("{}")[0].partition("#")
        links = {any_site.follow(address, link.get("href", "")) for link in find(any_site.main(address), ".//a[@href]")}
        listed = {place.address for place in links if place}
        sections = {section.get("data-id") for section in find(any_site.main(address), ".//section[@data-kind]")}
        for record in records:
            assert f"{address}{record}/" in listed or record in sections, f"{record} of {folder} at /{address}{anchor}"


# Uses and mentions -----------------------------------------------------------------------------------------------


def uses_on(site: BuiltSite, address: str) -> list[HtmlElement]:
    """The uses that a source's page lists."""
    return find(site.main(address), ".//section[@class='source-uses']//ol[@class='uses']/li")


def test_a_sources_page_lists_as_many_uses_as_marks_were_written(any_site: BuiltSite):
    written = Counter(key for text in written_texts(any_site) for key in written_keys(text))
    for source in sources_of(any_site):
        uses = uses_on(any_site, f"sources/{source['id']}/")
        assert len(uses) == written[source["id"]], source["id"]
        assert [use.get("id") for use in uses] == [f"--use-{number + 1}" for number in range(len(uses))]


def test_a_use_leads_to_its_sentence_or_to_the_field_that_it_names(any_site: BuiltSite):
    for source in sources_of(any_site):
        address = f"sources/{source['id']}/"
        for use in uses_on(any_site, address):
            link = only(use, ".//a[@class='sentence']")
            page, place = any_site.destination(address, link)
            block = block_of(place)
            assert block is not None
            said = text_of(link)
            assert said
            assert said in prose_of(block) or title_of(any_site, page, place) in said, said


def title_of(site: BuiltSite, address: str, element: HtmlElement) -> str:
    """Heading of the record in which an element stands."""
    for outer in element.iterancestors():
        if outer.get("data-id") and outer.tag in ("section", "main"):
            return text_of(find(outer, ".//h1 | ./h2 | ./h3")[0])
    raise LookupError(f"an element of /{address} on {site.base} stands in no record")


def test_a_use_names_the_record_or_chapter_that_it_stands_in(any_site: BuiltSite):
    for source in sources_of(any_site):
        address = f"sources/{source['id']}/"
        for use in uses_on(any_site, address):
            *_, above = find(use, "../preceding-sibling::*[self::h3 or @class='use-owner']")
            assert (
                any_site.destination(address, only(above, "./a"))[0]
                == any_site.destination(address, only(use, "./a[@class='sentence']"))[0]
            )


def mentions_on(site: BuiltSite, kind: str, key: str) -> tuple[str, list[HtmlElement]]:
    """Address of a record or chapter, and every line under the headings that tell where it is mentioned."""
    page, _, anchor = FOLDERS[kind].format(key).partition("#")
    holder = site.destination(page, only(site.page(page), f"//*[@data-id='{key}' and not(self::a)]"))[1]
    if not anchor:
        holder = site.main(page)
    else:
        holder = only(site.page(page), f"//section[@data-kind='{kind}' and @data-id='{key}']")
    return page, find(holder, ".//section[@class='mentions']//li")


def test_every_record_and_chapter_lists_the_sentences_that_mention_it(any_site: BuiltSite):
    written: dict[tuple[str, str], Counter[str]] = {}
    for path in (any_site.root / "content").rglob("*.md"):
        matter, body = markdown_of(path)
        owner = path.relative_to(any_site.root / "content").with_suffix("").as_posix()
        page = {"home": "", "about/about": "about/"}.get(owner, f"{owner}/")
        for link in (link for text in [*strings(matter), body] for link in written_links(text)):
            if link[1] != owner:
                written.setdefault(link, Counter())[page] += 1
    of_records = [(kind, record["id"], strings(record)) for kind, record in records_of(any_site)]
    of_sources = [
        ("source", each["id"], iter([each.get("custom", {}).get("text", "")])) for each in sources_of(any_site)
    ]
    for kind, key, texts in [*of_records, *of_sources]:
        for link in (link for text in texts for link in written_links(text)):
            if link != (kind, key):
                written.setdefault(link, Counter())[FOLDERS[kind].format(key).partition("#")[0]] += 1
    assert written
    for (kind, key), links in written.items():
        if kind != "page":
            address, lines = mentions_on(any_site, kind, key)
            sentences = [line for line in lines if by_class(line, "sentence")]
            listed = Counter(any_site.destination(address, find(line, "./a")[0])[0] for line in sentences)
            # A sentence with two links is one line: no page has more lines than links, and none has no line.
            assert listed.keys() == links.keys(), f"{kind}:{key}"
            assert listed <= links, f"{kind}:{key}"


def test_no_sentence_is_listed_twice_where_a_record_is_mentioned(any_site: BuiltSite):
    for kind, record in records_of(any_site):
        _, lines = mentions_on(any_site, kind, record["id"])
        assert [line for line, count in Counter(map(text_of, lines)).items() if count > 1] == []


def test_a_mention_leads_to_the_block_that_holds_its_sentence_and_its_link(any_site: BuiltSite):
    for kind, key in [*((kind, record["id"]) for kind, record in records_of(any_site))]:
        page, lines = mentions_on(any_site, kind, key)
        for line in lines:
            for link in by_class(line, "sentence"):
                _, place = any_site.destination(page, link)
                block = block_of(place)
                holder = place if block is None else block
                assert text_of(link) in prose_of(holder)
                assert find(holder, f".//a[@data-kind='{kind}' and @data-id='{key}']")


def test_a_field_that_refers_to_a_record_is_listed_apart_with_label_and_title(lighthouse: BuiltSite):
    _, lines = mentions_on(lighthouse, "person", "agnes-tulloch")
    assert [text_of(line) for line in lines if not by_class(line, "sentence")] == [
        "Event: The lamp is lit (Who)",
        "Decree or law: Order on the keepers (Signed by)",
    ]


# Permalinks ------------------------------------------------------------------------------------------------------


def test_editing_a_paragraph_leaves_the_anchors_of_the_others(make_archive: MakeArchive, tmp_path: Path):
    before, after = (
        paragraph_ids(make_archive, tmp_path / name, second)
        for name, second in (("before", "She looked at the sea"), ("after", "He slept, and then he slept again"))
    )
    assert before == [
        "she-walked-to-the-end-of-the-pier",
        "she-looked-at-the-sea",
        "then-she-went-home",
        "the-last",
    ]
    assert after == [before[0], "he-slept-and-then-he-slept-again", *before[2:]]


def paragraph_ids(make_archive: MakeArchive, folder: Path, second: str) -> list[str]:
    """Ids of the paragraphs of a chapter whose second paragraph is given."""
    paragraphs = [
        "She walked to the end of the pier [@woolf1925, p. 4].",
        f"{second} [@woolf1925, p. 5].",
        "Then she went home [@woolf1925, p. 6].",
        "It was late [@woolf1925, p. 6]. {#the-last}",
    ]
    chapter = "---\ntitle: The walk\n---\n\n" + "\n\n".join(paragraphs) + "\n"
    site = build(make_archive(folder / "archive", {"content/story/walk.md": chapter}), folder / "site")
    return [paragraph.get("id", "") for paragraph in find(site.main("story/walk/"), ".//p[@id]")]


def test_every_paragraph_of_prose_has_a_link_to_itself(any_site: BuiltSite):
    for chapter, _, _ in chapters_of(any_site):
        address = f"{chapter}/"
        paragraphs = find(any_site.main(address), ".//p[@id]")
        assert paragraphs
        for paragraph in paragraphs:
            [permalink] = by_class(paragraph, "permalink")
            assert any_site.destination(address, permalink)[1] is paragraph
            assert permalink.get("aria-label")


def test_headings_are_slugged_in_unicode(lighthouse: BuiltSite):
    headings = find(lighthouse.main("keepers/the-lamp-is-lit/"), ".//h2[@id]")
    assert [(text_of(heading), heading.get("id")) for heading in headings][-2:] == [
        ("October 1871, Skerrow", "october-1871-skerrow"),
        ("Ночь крушения", "ночь-крушения"),
    ]


# Bibliography ----------------------------------------------------------------------------------------------------


def test_the_bibliography_has_one_entry_for_each_source_with_its_identifiers(any_site: BuiltSite):
    entries = find(any_site.main("sources/"), ".//ol[@class='bibliography']/li")
    sources = {source["id"]: source for source in sources_of(any_site)}
    assert sorted(entry.get("id", "") for entry in entries) == sorted(sources)
    for entry in entries:
        source = sources[entry.get("id", "")]
        written = [source.get(name, "") for name in ("ISBN", "ISSN", "DOI", "URL")]
        written += source.get("custom", {}).get("identifiers", {}).values()
        shown = text_of(entry).replace("\N{NO-BREAK SPACE}", " ")
        assert [identifier for identifier in written if identifier not in shown] == []


def test_a_chapter_ends_with_the_full_reference_of_each_work_that_it_cites(any_site: BuiltSite):
    for chapter, matter, body in chapters_of(any_site):
        address = f"{chapter}/"
        links = by_class(by_class(any_site.main(address), "works")[0], "count")
        cited = [any_site.destination(address, link)[0] for link in links]
        assert sorted(cited) == sorted({f"sources/{key}/" for key in written_keys(chapter_text(matter, body))})


# Frame of every page ---------------------------------------------------------------------------------------------


def test_every_link_leads_somewhere(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        for href in {link.get("href", "") for link in find(page, "//*[@href]")}:
            any_site.follow(address, href)


def test_links_within_the_site_are_relative(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        links = find(page, "//a[@href] | //link[@href][not(@rel='canonical')] | //script[@src] | //img[@src]")
        within = [link.get("href") or link.get("src") or "" for link in links]
        absolute = [href for href in within if href.startswith(("/", any_site.base))]
        assert absolute == [] or address == "404.html", f"/{address}"


def test_ids_within_drawings_are_names_of_xml_which_a_validator_asks_for(any_site: BuiltSite):
    ids = {element.get("id", "") for page in any_site.pages.values() for element in find(page, "//svg//*[@id]")}
    assert ids
    assert {name for name in ids if not re.fullmatch(r"[^\W\d][\w.-]*", name)} == set()


def test_the_page_for_wrong_addresses_works_from_any_address(any_site: BuiltSite):
    page = any_site.page("404.html")
    for link in find(page, "//*[@href]"):
        href = link.get("href", "")
        if not href.startswith("#"):
            assert any_site.follow("no/such/page/", href) == any_site.follow("", href)


def test_no_page_asks_another_host_for_anything(any_site: BuiltSite):
    for address, page in any_site.pages.items():
        wanted = find(page, "//link[@href][not(@rel='canonical')] | //*[@src]")
        for element in wanted:
            assert any_site.follow(address, element.get("href") or element.get("src") or "") is not None
    for style in any_site.folder.glob("assets/*.css"):
        assert re.findall(r"url\(\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")) == []


def test_every_page_says_what_it_is_to_browsers_and_search_engines(any_site: BuiltSite):
    for address in any_site.pages.keys() - any_site.old_addresses:
        page = any_site.page(address)
        head = only(page, "//head")
        title = text_of(only(head, "./title"))
        description = only(head, "./meta[@name='description']").get("content", "")
        assert 0 < len(description) <= 320, f"/{address}"
        assert only(head, "./meta[@property='og:title']").get("content", "") in title
        assert only(head, "./meta[@property='og:description']").get("content") == description
        assert only(head, "./meta[@property='og:site_name']").get("content")
        assert only(head, "./meta[@property='og:type']").get("content") in ("website", "article")
        icon = any_site.follow(address, only(head, "./link[@rel='icon']").get("href", ""))
        assert icon is not None
        assert icon.address.startswith("assets/favicon")
        assert len(find(page, "//h1")) == 1
        assert len(find(page, "//main")) == 1
        if address == "404.html":
            assert only(head, "./meta[@name='robots']").get("content") == "noindex"
        else:
            assert only(head, "./link[@rel='canonical']").get("href") == any_site.base + address
            assert only(head, "./meta[@property='og:url']").get("content") == any_site.base + address


def test_each_page_names_its_language(any_site: BuiltSite):
    for path in sorted((any_site.root / "content").rglob("*.md")):
        matter, _ = markdown_of(path)
        name = path.relative_to(any_site.root / "content").with_suffix("").as_posix()
        address = {"home": "", "about/about": "about/"}.get(name, f"{name}/")
        page = any_site.page(address)
        assert page.get("lang") == "en", "the interface is in the language of its catalog"
        lang = matter.get("lang")
        assert {only(page, path).get("lang") for path in ("//head/title", "//article")} == {lang}


def test_a_name_in_another_language_says_which(any_site: BuiltSite):
    for kind, record in records_of(any_site):
        page, _, anchor = FOLDERS[kind].format(record["id"]).partition("#")
        holder = any_site.main(page)
        if anchor:
            holder = only(holder, f".//section[@data-id='{anchor}']")
        for name in record.get("names", []):
            if isinstance(name, dict) and name.get("lang", "en") != "en":  # pyright: ignore[reportUnknownMemberType] - read from YAML
                marked = [text_of(element) for element in find(holder, f".//*[@lang='{name['lang']}']")]
                assert name["text"] in marked


def test_letters_of_another_script_in_a_reference_say_their_language(lighthouse: BuiltSite):
    entry = only(lighthouse.main("sources/"), ".//li[@id='morozov1910']")
    assert [text_of(part) for part in find(entry, ".//*[@lang='ru']")] == ["Огни севера", "Архангельск: Маяк"]
