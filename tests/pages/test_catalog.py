"""The catalog: a text for everything that the program asks for, and none besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic.fields import FieldInfo

from kalmyk_site.pages.catalog import Catalog
from kalmyk_site.pages.sources import WORK_FORMS
from kalmyk_site.records.fields import NAME_TYPES, RECORD_KINDS, TARGET_KINDS
from kalmyk_site.records.kinds import KINDS, Claim, Discrepancy, Estimate, Place, Record
from kalmyk_site.records.sources import SourceCustom
from kalmyk_site.references.addresses import COMPUTED_PAGES
from tests.conftest import ROOT

TEXTS: Mapping[str, Mapping[str, str]] = yaml.safe_load(
    (ROOT / "kalmyk_site/templates/catalog/en.yml").read_text(encoding="utf-8")
)

IN_PARTS = ("cite", "field_evidence")
"""Fields whose label is asked for by another way than by being shown."""


def program() -> Iterator[str]:
    """Text of every module that builds pages and of every template."""
    for folder, ending in (("pages", "*.py"), ("templates", "*.html"), ("exports", "*.py")):
        for path in sorted(Path(ROOT / "kalmyk_site" / folder).rglob(ending)):
            yield path.read_text(encoding="utf-8")


def choices(model: type[Record] | type[Estimate] | type[SourceCustom], field: str) -> list[str]:
    """The words that a field of `model` allows."""
    annotation = model.model_fields[field].annotation
    found = [choice for choice in get_args(annotation) if isinstance(choice, str)]
    return found or [choice for inner in get_args(annotation) for choice in get_args(inner)]


def labels(kind: type[Record]) -> Iterator[str]:
    """Fields of a kind that pages name: those that can have evidence, refer to something, or have parts that cite."""
    yield from kind.evidence_fields()
    for name, field in kind.model_fields.items():
        if name not in IN_PARTS and re.search(r"\bTarget\b|\bcite\b", described(field.annotation)):
            yield name


def described(annotation: object) -> str:
    """Names of the types in an annotation, and of the fields of the models among them."""
    own = annotation.__name__ if isinstance(annotation, type) else ""
    fields: Mapping[str, FieldInfo] = getattr(annotation, "model_fields", {})
    parts = (*get_args(annotation), *(field.annotation for field in fields.values()))
    inner = " ".join(map(described, parts))
    return " ".join((own, *fields, inner))


def derived() -> Iterator[str]:
    """Keys that the program makes from what an archive holds."""
    families = {
        "kind": TARGET_KINDS,
        "kinds": RECORD_KINDS,
        "intro": RECORD_KINDS,
        "names": NAME_TYPES,
        "field": [name for kind in KINDS.values() for name in labels(kind)],
        "precision": choices(Place, "precision"),
        "counted_by": choices(Estimate, "counted_by"),
        "who": choices(Estimate, "counted_by"),
        "answer": ("two", "three", "four", "many"),
        "claim": choices(Claim, "category"),
        "disagreement": choices(Discrepancy, "status"),
        "estimate": set(choices(Estimate, "rank")) - {"normal"},
        "note": ("compared", "not_compared"),
        "bibliography": [*WORK_FORMS, "other"],
        "menu": [*(name.removeprefix("about/") for name in COMPUTED_PAGES), "about", "contribute", "home"],
    }
    for group, names in families.items():
        yield from (f"{group}.{name}" for name in names)
    yield from (f"source.nature_{nature}" for nature in choices(SourceCustom, "nature"))


def said_by_the_script() -> Iterator[str]:
    """Keys of the texts that the script says."""
    for path in sorted((ROOT / "kalmyk_site/templates/assets/script").glob("*.js")):
        calls = re.findall(r"\bsay\(([^,)]+)", path.read_text(encoding="utf-8"))
        found = (key for call in calls for key in re.findall(r"[\"'](\w+)[\"']", call))
        yield from (f"script.{key}" for key in found)


def written() -> Iterator[str]:
    """Keys that stand in the program as they are."""
    groups = "|".join(TEXTS)
    for text in program():
        yield from re.findall(rf"(?:\bt|catalog)\(\s*[\"']((?:{groups})\.[\w ]+)[\"']", text)
        yield from re.findall(rf"[\"']((?:{groups})\.[\w ]+)[\"'] if", text)
        yield from re.findall(rf"else [\"']((?:{groups})\.[\w ]+)[\"']", text)
        yield from (f"field.{name}" for name in re.findall(r"\bfacts\.\w+\(\s*[\"'](\w+)[\"']", text))


def test_every_text_of_the_catalog_is_used_and_every_text_that_is_used_exists():
    keys = {f"{group}.{key}" for group, texts in TEXTS.items() for key in texts}
    asked = {*written(), *derived(), *said_by_the_script()}
    assert (sorted(keys - asked), sorted(asked - keys)) == ([], [])


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_that_can_have_evidence_has_a_label(kind: type[Record]):
    assert [name for name in kind.evidence_fields() if name not in TEXTS["field"]] == []


def test_a_text_for_one_and_a_text_for_many_are_told_apart():
    catalog = Catalog({"page.uses": "{count} use | {count} uses"}, "en")
    assert [catalog("page.uses", count=count) for count in (0, 1, 10_000)] == ["0 uses", "1 use", "10,000 uses"]
