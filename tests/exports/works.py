"""Works for the tests of exports: those of the archive, those made up for the Chicago tests, and single ones."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import yaml

from kalmyk_site.records.sources import Source
from tests.conftest import ARCHIVES, ROOT

LISTS = {
    "archive": ROOT / "content/sources.yml",
    "lighthouse": ARCHIVES / "lighthouse/content/sources.yml",
    "made up": ROOT / "tests/fixtures/chicago/items.yml",
}


@functools.cache
def written(name: str) -> Mapping[str, dict[str, Any]]:
    """The works of a list as they are written, by key; every scalar is text."""
    items: list[dict[str, Any]] = yaml.load(LISTS[name].read_text("utf-8"), Loader=yaml.BaseLoader)["references"]
    return {item["id"]: item for item in items}


@functools.cache
def works(name: str) -> tuple[Source, ...]:
    """The works of a list."""
    return tuple(Source.model_validate(item) for item in written(name).values())


def work(**fields: object) -> Source:
    """One work; names of fields have underscores for hyphens."""
    given = {name.replace("_", "-"): value for name, value in fields.items()}
    return Source.model_validate({"id": "smith1996", "type": "book", "title": "Lamps", **given})
