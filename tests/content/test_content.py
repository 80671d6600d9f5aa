"""What this archive owes its founding documents: nothing of them is lost, nothing is copied, nothing is added.

The documents, their notes, names and coordinates lie in the folder `shared` beside the repository. Where it is not
there, the tests that compare with it are skipped.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.markup.document import Block, CrossLink
from kalmyk_site.records.findings import Severity
from kalmyk_site.records.kinds import Law, NamedRecord, Place, TitledRecord
from kalmyk_site.references.index import BODY, Citation, Index, TextKey

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
SHARED = ROOT.parent / "shared"

RECORDED_AS = {
    "Abolition of the Kalmyk ASSR (27 December 1943)": "law:abolition-of-the-republic",
    "Decree of the Presidium of the Supreme Soviet (announced 28 December 1943)": "law:decree-announced-1943",
    "Resolution No. 1432 425": "law:resolution-1432-425",
    "Decree of 26 November 1948": "law:decree-of-1948",
    "Decision of the Central Committee, August 1953": "law:central-committee-decision-1953",
    "Secret speech of 24 February 1956": "event:secret-speech",
    "secret speech": "event:secret-speech",
    "Release from special settlement supervision (17 March 1956)": "law:release-of-1956",
    "Decree of 9 January 1957": "law:decree-of-1957",
    "Transformation into the Kalmyk ASSR (29 July 1958)": "law:transformation-of-1958",
    "Declaration of 14 November 1989": "law:declaration-of-1989",
    "Law On the Rehabilitation of Repressed Peoples": "law:law-of-1991",
    "1939 Soviet census": "term:census",
    "1959 Soviet census": "term:census",
    '"Punished Peoples" of the Soviet Union (1991 report)': "source:hrw1991",
    "Exile and Return (monument)": "place:exile-and-return",
    "The Kalmyk Diaspora in the US (blog post)": "source:pohl2005",
    "The Struggle for Civil Rights of the Kalmyk People (1997 book)": "source:naminov-burkhinov1997",
    "In Search of a New Kalmykia (exhibition)": "event:exhibition-new-kalmykia",
    "Bandung conference": "event:bandung-conference",
    "Operation Ulusy / ulus": "term:ulus",
    "special settlements administration": "organization:special-settlements-administration",
    "ASSR (Autonomous Soviet Socialist Republic)": "term:assr",
    "Soviet (Council) of People's Commissars": "organization:council-of-peoples-commissars",
    "Supreme Council / Supreme Soviet": "organization:supreme-soviet-ussr",
    "General Secretary / First Secretary": "term:general-secretary-and-first-secretary",
    "Commissar of State Security of the 3rd degree": "term:commissar-of-state-security",
    "rouble (Rbls)": "term:rouble",
}
"""Names of the list that describe what they name; the archive has it under a title of its own."""

NOT_RECORDED = {
    "former First Secretary of the Kalmyk Communist Party (unnamed)": "an office; its holder has no name",
    "Prime Minister of Ceylon (unnamed)": "an office; its holder has no name",
    "Prime Minister of Pakistan (unnamed)": "an office; its holder has no name",
    "Peter Z Andreyev": "a reader of the post: no record",
    "Boris (commenter)": "a reader of the post: no record",
    "delia (commenter)": "a reader of the post: no record",
    "Asian governments": "not one body; the governments that are named stand with their countries",
}
"""Names of the list that have no record, each with the reason."""

RUN = 9
"""Words in a row that no text of the archive may share with a founding document."""

_CYRILLIC = re.compile(r"[\u0400-\u052f]+(?:[ .«»-]*[\u0400-\u052f]+)*")
_FIGURE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?!\d)")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_ITALIC = re.compile(r"\*[^*\n]+\*")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(ROOT)


@pytest.fixture(scope="module")
def index(checked: Checked) -> Index:
    assert checked.index is not None
    return checked.index


@pytest.fixture(scope="module")
def shared() -> Path:
    """The folder of the founding documents and the reference data."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with the founding documents is not here")
    return SHARED


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Names ----------------------------------------------------------------------------------------------------------


def test_every_name_of_the_documents_has_a_record_or_is_a_recorded_variant(index: Index, shared: Path):
    entities: dict[str, Any] = json.loads((shared / "facts/entities.json").read_text("utf-8"))
    kinds = ("people", "places", "organisations", "documents", "groups", "glossary")
    entries: list[dict[str, str]] = [entry for kind in kinds for entry in entities[kind]]
    listed = [entry.get("name") or entry.get("term") or entry["title"] for entry in entries]
    known = {name.casefold() for name in _names(index)}
    missing = [
        name
        for name in dict.fromkeys(listed)
        if name.casefold() not in known and name not in RECORDED_AS and name not in NOT_RECORDED
    ]
    assert missing == []


def test_every_name_that_stands_under_another_title_leads_to_a_record(index: Index):
    known = {str(target) for target in index.known}
    assert [name for name, target in RECORDED_AS.items() if target not in known] == []


def test_nothing_without_a_record_has_one_after_all(index: Index):
    known = {name.casefold() for name in _names(index)}
    assert [name for name in NOT_RECORDED if name.casefold() in known] == []


def _names(index: Index) -> Iterator[str]:
    """Every name and title under which something is recorded."""
    for record in index.archive.all_records():
        if isinstance(record, NamedRecord):
            yield from (name.text for name in record.names)
        elif isinstance(record, TitledRecord):
            yield record.title
    yield from (source.title for source in index.archive.sources.values())


# Points and letters ---------------------------------------------------------------------------------------------


def test_every_point_is_one_of_the_table_of_places(index: Index, shared: Path):
    points: dict[tuple[str, str], str] = {}
    for row in rows_of(shared / "reference/places.csv"):
        points[row["lat"], row["lon"]] = row["source_dataset_licence"]
        points[row["alt_lat"], row["alt_lon"]] = row["alt_source"]
    strange = [
        place.id
        for place in index.archive.records_of(Place)
        if place.lat is not None and "ODbL" in points.get((str(place.lat), str(place.lon)), "ODbL")
    ]
    assert strange == []


def test_every_point_names_the_dataset_that_it_is_from(index: Index, shared: Path):
    datasets: dict[tuple[str, str], str] = {}
    for row in rows_of(shared / "reference/places.csv"):
        datasets[row["alt_lat"], row["alt_lon"]] = row["alt_source"]
        datasets[row["lat"], row["lon"]] = row["source_dataset_licence"]
    wrong = [
        place.id
        for place in index.archive.records_of(Place)
        if place.point_from
        and not any(
            name in place.point_from and name in datasets.get((str(place.lat), str(place.lon)), "")
            for name in ("GeoNames", "Natural Earth")
        )
    ]
    assert wrong == []


def test_every_name_in_russian_or_kalmyk_is_one_of_the_tables(index: Index, shared: Path):
    forms = {form.strip() for text in _forms(shared) for form in (text, *re.split(r"[;,/()]", text))}
    strange = [
        f"{record.target}: {name.text}"
        for record in index.archive.all_records()
        if isinstance(record, NamedRecord)
        for name in record.names
        if name.lang in {"ru", "xal"} and _CYRILLIC.search(name.text) and name.text not in forms
    ]
    assert strange == []


def test_no_cyrillic_stands_in_an_english_text_that_is_not_in_the_tables_or_the_documents(shared: Path):
    known = " | ".join([*_forms(shared), *_documents(shared)]).casefold()
    strange = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in sorted(CONTENT.rglob("*.*"))
        if path != CONTENT / "about/russian.md" and path.suffix in {".md", ".yml"}
        for found in _CYRILLIC.finditer(path.read_text("utf-8"))
        if found[0].casefold() not in known
    ]
    assert strange == []


def _forms(shared: Path) -> Iterator[str]:
    """Every text of the two tables that has Cyrillic letters."""
    for table in ("names", "places"):
        for row in rows_of(shared / f"reference/{table}.csv"):
            yield from (text for text in row.values() if _CYRILLIC.search(text))


# Words ----------------------------------------------------------------------------------------------------------


def test_no_nine_words_in_a_row_are_those_of_a_founding_document(index: Index, shared: Path):
    runs = {run for text in _documents(shared) for run, _ in _runs(text)}
    titles = re.compile(
        "|".join(sorted((re.escape(title) for title in _titles(index)), key=len, reverse=True)), re.IGNORECASE
    )
    copied: dict[str, None] = {}
    for path, text in _written():
        for paragraph in re.split(r"\n\s*\n", text):
            if paragraph.lstrip().startswith(">"):
                continue
            own = _QUOTED.sub("\0", _ITALIC.sub("\0", _plain(paragraph)))
            for part in titles.sub("\0", " ".join(own.split())).split("\0"):
                copied |= {f"{path.relative_to(ROOT)}: {words}": None for run, words in _runs(part) if run in runs}
    assert list(copied) == []


def _documents(shared: Path) -> list[str]:
    """The two founding documents, without notes and bibliography."""
    texts = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    return [re.sub(r"\[\d+\]", "", text.split("\nReferences\n")[0]) for text in texts]


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every run of words of the length that counts, as it is compared and as it is shown."""
    words = [found[0] for found in _WORD.finditer(re.sub(r"(?<=\d),(?=\d)", "", text))]
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        yield tuple(word.casefold().replace("’", "'") for word in run), " ".join(run)


def _titles(index: Index) -> Iterator[str]:
    """Titles of works and laws and long proper names, which every text has to give as they are."""
    for source in index.archive.sources.values():
        yield from (part.strip() for part in re.split(r"[:/]", source.title) if part.count(" ") > 1)
    for record in index.archive.all_records():
        if isinstance(record, NamedRecord):
            yield from (name.text for name in record.names if name.text.count(" ") > 2)
        elif isinstance(record, Law):
            yield record.title.removeprefix("Law ")


def _written() -> Iterator[tuple[Path, str]]:
    """Every text that the archive's editors wrote, with its file; no names and no data of the bibliography."""
    for path in sorted(CONTENT.rglob("*.md")):
        _, matter, body = path.read_text("utf-8").split("---\n", 2)
        yield from ((path, text) for text in _strings(yaml.load(matter, yaml.CBaseLoader)))
        yield path, body
    for path in sorted(CONTENT.rglob("records/**/*.yml")):
        for record in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader):
            fields = {name: value for name, value in record.items() if name not in {"names", "cite", "date_as_written"}}
            yield from ((path, text) for text in _strings(fields))
    sources = CONTENT / "sources.yml"
    for source in yaml.load(sources.read_text("utf-8"), yaml.CBaseLoader)["references"]:
        yield sources, source.get("custom", {}).get("text", "")


def _strings(value: Any) -> Iterator[str]:
    """Every text in a tree of YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType] - a tree of texts
            yield from _strings(item)
    elif isinstance(value, Sequence):
        for item in value:  # pyright: ignore[reportUnknownVariableType] - a tree of texts
            yield from _strings(item)


def _plain(markdown: str) -> str:
    """A text without citations and addresses."""
    without_citations = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", markdown)
    return re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", without_citations).replace("{.editorial}", "")


# Checks, numbers, notes -----------------------------------------------------------------------------------------


def test_the_checks_find_no_error_and_no_warning(checked: Checked):
    found = (*checked.of(Severity.ERROR), *checked.of(Severity.WARNING))
    assert [f"{finding.origin}: {finding.code}: {finding.message}" for finding in found] == []


def test_every_long_number_of_a_chapter_is_linked_at_its_first_mention_in_a_section(index: Index):
    unlinked = [
        f"{chapter.target}: {section or 'before the first heading'}: {number}"
        for chapter in index.archive.reading_order
        for section, blocks in _sections(index.documents[TextKey(chapter.target, BODY)].blocks)
        for number, linked in _first_mentions(blocks)
        if not linked and number not in chapter.matter.exempt_numbers
    ]
    assert unlinked == []


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The statements of a chapter under each of its headings."""
    heading, section = "", list[Block]()
    for block in blocks:
        if block.heading_level:
            yield heading, section
            heading, section = block.text, []
        elif not block.quotation:
            section.append(block)
    yield heading, section


def _first_mentions(blocks: Sequence[Block]) -> Iterator[tuple[str, bool]]:
    """Numbers of four digits or more, each once, and whether the first mention is a link; no years, no quotations."""
    seen: set[str] = set()
    for block in blocks:
        text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), block.text)
        for found in _FIGURE.finditer(text):
            number = found[0]
            if _YEAR.fullmatch(number) or number in seen:
                continue
            seen.add(number)
            yield (
                number,
                any(
                    isinstance(placed.mark, CrossLink)
                    and placed.mark.kind in {"statistic", "law", "event"}
                    and placed.position <= found.start() < placed.end
                    for placed in block.marks
                ),
            )


def test_every_note_of_the_article_is_carried_by_a_citation(index: Index, shared: Path):
    notes: list[dict[str, Any]] = json.loads((shared / "facts/references.json").read_text("utf-8"))
    carried = [{_place(citation) for citation in citations} for citations in _cited_together(index)]
    lost = [
        f"note {note['n']}: {note['raw']}"
        for note in notes
        if not any({(cite["key"], cite["locator"] or "") for cite in note["cites"]} <= places for places in carried)
    ]
    assert len(notes) == 72
    assert lost == []


def _cited_together(index: Index) -> Iterator[Sequence[Citation]]:
    """The citations of each group in a text and of each `cite` field."""
    for notes in index.notes.values():
        yield from (note.citations for note in notes)
    yield from (note.citations for note in index.field_notes.values())


def _place(citation: Citation) -> tuple[str, str]:
    return citation.source, citation.mark.locator.data if citation.mark.locator else ""
