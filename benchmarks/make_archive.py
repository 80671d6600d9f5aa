"""Archives of any size to measure with, about the harbors of an invented coast.

    python -m benchmarks.make_archive 1000 /tmp/archive-1000

Each record has a text of 60 to 120 words with two citations and three cross-links, drawn evenly over all sources and
all records. There is one source for twenty records and one chapter for a hundred. Equal numbers and seeds give equal
files, and `kalmyk-site check` finds no fault in them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import FOLDERS

SHARES: Final[Mapping[str, int]] = {
    "event": 30,
    "person": 22,
    "place": 14,
    "statistic": 8,
    "law": 6,
    "organization": 6,
    "claim": 4,
    "term": 4,
    "discrepancy": 3,
    "group": 3,
}
"""How many of a hundred records are of each kind."""

RECORDS_PER_SOURCE: Final = 20
RECORDS_PER_CHAPTER: Final = 100
RECORDS_PER_FILE: Final = 200
PARAGRAPHS_OF_A_CHAPTER: Final = 8


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# No two of these names are told apart by their vowels alone, so the check for authors spelled in two ways stays silent.
_BEGINNINGS: Final = _words("Hal Bren Tor Mark Sund Vest Gar Lind Rosk Fal Stav Nor Ulv Kirk Eng Tand Skar Rand")
_ENDS: Final = _words("dal vik berg gaard holt by fors lund nes havn stad mark")
_GIVEN: Final = _words("Anna Bertil Clara David Elsa Frans Greta Henrik Ida Johan Karin Lars Maria Nils Olga Per")
_NOUNS: Final = _words(
    "harbor pier lighthouse pilot crew ledger cargo timber storm anchor captain council map survey winter channel"
    " warehouse ferry fleet island custom market bridge chapel school lock engine signal register letter"
)
_VERBS: Final = _words("reached left joined served supplied described rebuilt inspected followed measured lost")
_ADJECTIVES: Final = _words("old northern new eastern small narrow public former distant stone early quiet wooden")
_CATEGORIES: Final = ("characterization", "legal finding", "assessment")


class _Coast:
    """Draws what stands in the records: one stream of random numbers, so that a seed fixes every file."""

    def __init__(self, records: int, seed: int) -> None:
        self.random = random.Random(f"{records} {seed}")
        self.targets = tuple(_targets(records))
        self.sources = tuple(f"work{number}" for number in range(1, max(records // RECORDS_PER_SOURCE, 2) + 1))
        self._of_kind = {kind: [one for one in self.targets if one.kind == kind] for kind in SHARES}
        self._names = {target: self._name(target) for target in self.targets}

    def of_kind(self, kind: str) -> Sequence[Target]:
        return self._of_kind[kind]

    def name(self, target: Target) -> str:
        return self._names[target]

    def one(self, kind: str) -> str:
        return self.random.choice(self._of_kind[kind]).id

    def above(self, field: str, target: Target) -> dict[str, object]:
        """A field that names an earlier record of the same kind, so that no record is part of itself."""
        earlier = self._of_kind[target.kind][: self._of_kind[target.kind].index(target)]
        return {field: self.random.choice(earlier).id} if earlier else {}

    def some(self, kind: str, most: int) -> list[str]:
        found = (self.one(kind) for _ in range(self.random.randint(0, most)))
        return list(dict.fromkeys(found))

    def proper_name(self) -> str:
        return self.random.choice(_BEGINNINGS) + self.random.choice(_ENDS)

    def full_name(self) -> str:
        return f"{self.random.choice(_GIVEN)} {self.proper_name()}"

    def thing(self) -> str:
        return f"{self.random.choice(_ADJECTIVES)} {self.random.choice(_NOUNS)}"

    def day(self, first: int = 1820, last: int = 1930) -> str:
        year, month, day = self.random.randint(first, last), self.random.randint(1, 12), self.random.randint(1, 28)
        return f"{year}-{month:02}-{day:02}"

    def cite(self) -> str:
        return f"@{self.random.choice(self.sources)}, p. {self.random.randint(1, 400)}"

    def prose(self, citations: int = 2, links: int = 3, words: int = 0) -> str:
        """Paragraphs of 60 to 120 words in all, or of about `words`, each ending in one of the citations."""
        drawn = self.random
        # The last sentence may run ten words over.
        words = words or drawn.randint(60, 110)
        linked = [drawn.choice(self.targets) for _ in range(links)]
        names = [f"[{self.name(target)}]({target})" for target in linked]
        length = sum(len(self.name(target).split()) for target in linked)
        sentences: list[str] = []
        while names or length < words:
            subject = names.pop() if names else f"the {self.thing()}"
            sentence = f"{subject} {drawn.choice(_VERBS)} the {self.thing()} of {self.proper_name()}"
            if length + 18 < words and drawn.random() < 0.5:
                sentence += f" in {drawn.randint(1820, 1930)}, where the {self.thing()} {drawn.choice(_VERBS)} it"
            sentence = sentence[0].upper() + sentence[1:]
            length += len(re.sub(r"\[[^]]*\]\([^)]*\)", "", sentence).split())
            sentences.append(sentence)
        drawn.shuffle(sentences)
        ends = [len(sentences) * number // citations for number in range(citations + 1)]
        paragraphs = [". ".join(sentences[first:last]) + f" [{self.cite()}]." for first, last in pairwise(ends)]
        # One paragraph or several: of real texts about half have more than one.
        return (" " if drawn.random() < 0.5 else "\n\n").join(paragraphs)

    def _name(self, target: Target) -> str:
        if target.kind == "person":
            return self.full_name()
        if target.kind == "place":
            return self.proper_name()
        if target.kind == "group":
            return f"People of {self.proper_name()}"
        return f"The {self.thing()} of {self.proper_name()}"


def make_archive(root: Path, records: int, seed: int = 1) -> None:
    """Write an archive of `records` records into the folder `root`.

    Args:
        root: A folder that does not exist or is empty.
        records: How many; at least 100, so that every kind has one.
        seed: Another seed gives another archive of the same size.
    """
    coast = _Coast(records, seed)
    content = root / "content"
    chapters = [f"chapter-{number}" for number in range(1, max(records // RECORDS_PER_CHAPTER, 2) + 1)]
    _write(root / "mkdocs.yml", "site_name: Archive\ndocs_dir: content\ntheme:\n  name: kalmyk_site\n")
    _write(content / "archive.yml", _fields(_settings(coast, chapters)))
    _write(content / "home.md", f"---\ntitle: Harbors\ndescription: The harbors of a coast.\n---\n\n{coast.prose()}\n")
    for chapter in chapters:
        _write(content / "history" / f"{chapter}.md", _chapter(coast, chapter))
    _write(content / "sources.yml", "references:\n" + _items([_source(coast, key) for key in coast.sources]))
    for kind in SHARES:
        written = [_record(coast, target) for target in coast.of_kind(kind)]
        for first in range(0, len(written), RECORDS_PER_FILE):
            name = f"from-{first + 1:05}.yml"
            _write(content / "records" / FOLDERS[kind] / name, _items(written[first : first + RECORDS_PER_FILE]))


def _targets(records: int) -> list[Target]:
    """What there is of each kind: its share, and the first kind takes what rounding leaves over."""
    counts = {kind: records * share // 100 for kind, share in SHARES.items()}
    counts[next(iter(counts))] += records - sum(counts.values())
    return [Target(kind, f"{kind}-{number}") for kind, most in counts.items() for number in range(1, most + 1)]


def _settings(coast: _Coast, chapters: Sequence[str]) -> dict[str, object]:
    return {
        "title": "Harbors",
        "description": "An archive of harbors, made to be measured.",
        "address": "https://harbors.example/",
        "editors": "Editors of the archive",
        "license": {"name": "CC BY-SA 4.0", "address": "https://creativecommons.org/licenses/by-sa/4.0/"},
        "founding_documents": [coast.sources[0]],
        "parts": [{"folder": "history", "title": "History", "chapters": chapters}],
        "menu": ["page:history", "page:timeline", "page:statistics", "page:sources"],
        "about": ["evidence"],
        "themes": [{"id": "trade", "title": "Trade"}, {"id": "building", "title": "Building"}],
        "disagreements": [{"id": "days", "title": "Days"}, {"id": "numbers", "title": "Numbers"}],
        "key_numbers": [str(target) for target in coast.of_kind("statistic")[:3]],
        "changed": "2026-01-31",
    }


def _chapter(coast: _Coast, name: str) -> str:
    matter = {"title": f"The {coast.thing()} ({name})", "dates": "1820/1930", "summary": coast.prose(1, 1, 30)}
    body: list[str] = []
    for place in range(PARAGRAPHS_OF_A_CHAPTER):
        if place % 4 == 0:
            body.append(f"## The {coast.thing()}, part {place // 4 + 1}")
        body.append(coast.prose())
    return f"---\n{_fields(matter)}---\n\n" + "\n\n".join(body) + "\n"


def _source(coast: _Coast, key: str) -> dict[str, object]:
    given, family = coast.full_name().split()
    work: dict[str, object] = {
        "id": key,
        "type": "book",
        "author": [{"family": family, "given": given}],
        "title": f"The {coast.thing()} of {coast.proper_name()} and its {coast.thing()}",
        "issued": {"date-parts": [[coast.random.randint(1950, 2020)]]},
        "language": "en",
        "custom": {"nature": "scholarship"},
    }
    if coast.random.random() < 0.5:
        return work | {"publisher": f"{coast.proper_name()} Press", "publisher-place": coast.proper_name()}
    volume, first = coast.random.randint(1, 60), coast.random.randint(1, 300)
    journal = {"container-title": f"{coast.proper_name()} Review", "volume": volume, "page": f"{first}-{first + 20}"}
    return work | journal | {"type": "article-journal", "DOI": f"10.5555/{key}"}


def _record(coast: _Coast, target: Target) -> dict[str, object]:
    """The fields of one record, as an editor would give them. Its text's first citation supports its fields as well."""
    text = coast.prose()
    cited = re.findall(r"\[(@[^\]]+)\]", text)[:1]
    fields = {key: value for key, value in _OF_KIND[target.kind](coast, target).items() if value}
    name = {"title": coast.name(target)} if target.kind in _TITLED else {"names": [coast.name(target)]}
    cite = [f"quoted in {mark}" for mark in cited] if target.kind == "claim" else cited
    return {"id": target.id, **name, **fields, "text": text, "cite": cite}


_TITLED: Final = frozenset({"event", "law", "statistic", "claim", "discrepancy"})


def _event(coast: _Coast, _: Target) -> dict[str, object]:
    return {
        "date": coast.day(),
        "places": coast.some("place", 2),
        "people": coast.some("person", 3),
        "organizations": coast.some("organization", 1),
        "groups": coast.some("group", 1),
        "themes": [coast.random.choice(("trade", "building"))],
    }


def _person(coast: _Coast, _: Target) -> dict[str, object]:
    role = {"role": f"keeper of the {coast.thing()}", "organization": coast.one("organization"), "cite": [coast.cite()]}
    return {"born": coast.day(1790, 1810), "died": coast.day(1935, 1940), "roles": [role]}


def _place(coast: _Coast, target: Target) -> dict[str, object]:
    return {
        "type": "harbor",
        "lat": f"{coast.random.uniform(50, 60):.4f}",
        "lon": f"{coast.random.uniform(5, 25):.4f}",
        "precision": "point",
        "point_from": "drawn by lot",
        **coast.above("within", target),
    }


def _statistic(coast: _Coast, _: Target) -> dict[str, object]:
    value = coast.random.randint(100, 99_999)
    first = {"value": f"{value:,}", "date": coast.day()[:4], "counted_by": "not stated", "cite": [coast.cite()]}
    second = {"low": value - 50, "high": value + 50, "counted_by": "scholar", "cite": [coast.cite()]}
    return {
        "measure": f"{coast.random.choice(_NOUNS)}s",
        "population": "all harbors",
        "territory": coast.proper_name(),
        "unit": "ships",
        "estimates": [first, second],
    }


def _law(coast: _Coast, target: Target) -> dict[str, object]:
    return {
        "number": target.id.removeprefix("law-"),
        "issued": coast.day(),
        "by": [coast.one("organization")],
        "signed_by": coast.some("person", 1),
        "effect": f"Put the {coast.thing()} under the {coast.thing()} [{coast.cite()}].",
    }


def _organization(coast: _Coast, target: Target) -> dict[str, object]:
    return {"type": "guild", "founded": coast.day(1700, 1810)[:4], **coast.above("part_of", target)}


def _group(coast: _Coast, target: Target) -> dict[str, object]:
    return coast.above("part_of", target)


def _claim(coast: _Coast, _: Target) -> dict[str, object]:
    answer = {"by": [f"person:{coast.one('person')}"], "text": coast.prose(1, 0, 20), "cite": [coast.cite()]}
    return {
        "category": coast.random.choice(_CATEGORIES),
        "made_by": [f"person:{coast.one('person')}"],
        "date": coast.day()[:7],
        "responses": [answer],
    }


def _discrepancy(coast: _Coast, _: Target) -> dict[str, object]:
    readings = [{"says": f"The {coast.thing()} was the first.", "cite": [coast.cite()]} for _ in range(2)]
    return {
        "about": [str(coast.random.choice(coast.targets))],
        "category": coast.random.choice(("days", "numbers")),
        "weight": coast.random.choice(("high", "medium", "low")),
        "readings": readings,
        "working": "1,250 - 1,200 = 50",
        "note": f"The {coast.thing()} may have been meant. The register of {coast.proper_name()} would settle it.",
        "status": "open",
    }


def _term(coast: _Coast, _: Target) -> dict[str, object]:
    return {"definition": f"A kind of {coast.thing()} [{coast.cite()}]."}


_OF_KIND: Final[Mapping[str, Callable[[_Coast, Target], dict[str, object]]]] = {
    "event": _event,
    "person": _person,
    "place": _place,
    "statistic": _statistic,
    "law": _law,
    "organization": _organization,
    "claim": _claim,
    "term": _term,
    "discrepancy": _discrepancy,
    "group": _group,
}


# Writing --------------------------------------------------------------------------------------------------------


def _items(records: Sequence[Mapping[str, object]]) -> str:
    return "\n".join(f"- {_fields(record, '  ').removeprefix('  ')}" for record in records)


def _fields(fields: Mapping[str, object], indent: str = "") -> str:
    """Fields as YAML: texts as blocks, everything else in the forms that YAML has in common with JSON."""
    return "".join(f"{indent}{name}:{_value(value, indent)}\n" for name, value in fields.items())


def _value(value: object, indent: str) -> str:
    if isinstance(value, str) and len(value) > 100:
        lines = (f"{indent}  {line}" if line else "" for line in value.splitlines())
        return " |\n" + "\n".join(lines)
    return f" {json.dumps(value, ensure_ascii=False)}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write one archive, as the command line says."""
    parser = argparse.ArgumentParser(description="Write an archive to measure with.")
    parser.add_argument("records", type=int, help="how many records, at least 100")
    parser.add_argument("folder", type=Path, help="where to; a folder that does not exist or is empty")
    parser.add_argument("--seed", type=int, default=1, help="another archive of the same size (default: 1)")
    given = parser.parse_args()
    if given.records < 100:
        parser.error("fewer than 100 records would leave kinds without one")
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} holds files already")
    make_archive(given.folder, given.records, given.seed)
    print(f"{given.records:,} records in {given.folder}")


if __name__ == "__main__":
    main()
