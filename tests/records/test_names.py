"""Names: in which language they are, where they do not say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kalmyk_site.records.kinds import Person
from kalmyk_site.records.reading import read_archive
from tests.conftest import ARCHIVES, MakeArchive

PEOPLE = "- id: anna\n  names:\n    - Анна\n    - {text: Anna, lang: en}\n"


@pytest.mark.parametrize(("setting", "expected"), [("en", ["en", "en"]), ("ru", ["ru", "en"])])
def test_a_name_without_a_language_is_in_that_of_the_archive(
    make_archive: MakeArchive, tmp_path: Path, setting: str, expected: list[str]
):
    settings = (ARCHIVES / "tiny" / "content" / "archive.yml").read_text(encoding="utf-8")
    files = {
        "content/archive.yml": settings.replace("language: en", f"language: {setting}"),
        "content/records/people/people.yml": PEOPLE,
    }
    archive = read_archive(make_archive(tmp_path / "archive", files)).archive
    assert archive is not None

    [person] = archive.records_of(Person)

    assert [name.lang for name in person.names] == expected
    assert person.label == "Анна"
