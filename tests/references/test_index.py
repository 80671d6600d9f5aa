"""The index: the sentence of each mark, the names of works, scopes of anchors."""

from __future__ import annotations

import time
from pathlib import Path

from kalmyk_site.records.fields import Target
from kalmyk_site.records.reading import read_archive
from kalmyk_site.references.index import BODY, Index, TextKey, build_index
from tests.conftest import MakeArchive

CHAPTER = TextKey(Target("chapter", "story/walk"), BODY)


def index_of(make_archive: MakeArchive, folder: Path, body: str) -> Index:
    """The index of the tiny archive with `body` as its chapter."""
    chapter = f"---\ntitle: The walk\n---\n\n{body}\n"
    archive = read_archive(make_archive(folder / "archive", {"content/story/walk.md": chapter})).archive
    assert archive is not None
    return build_index(archive)


def test_each_mark_has_its_own_sentence_in_which_a_narrative_source_is_a_name(
    make_archive: MakeArchive, tmp_path: Path
):
    body = "It rained [@woolf1925, p. 1]. As @woolf1925 [p. 2] has it, she ran [@woolf1925, p. 3]. Then home."

    notes = index_of(make_archive, tmp_path, body).notes[CHAPTER]

    assert [citation.sentence for note in notes for citation in note.citations] == [
        "It rained.",
        "As Woolf has it, she ran.",
        "As Woolf has it, she ran.",
    ]


def test_many_marks_in_one_paragraph_cost_little(make_archive: MakeArchive, tmp_path: Path):
    body = " ".join(f"Word {number} as @woolf1925 has it [@woolf1925, p. {number}]." for number in range(1, 1500))

    start = time.process_time()
    index = index_of(make_archive, tmp_path, body)

    assert len(index.notes[CHAPTER]) == 2998
    assert time.process_time() - start < 15


def test_the_index_names_each_work_once_for_all_pages(make_archive: MakeArchive, tmp_path: Path):
    assert index_of(make_archive, tmp_path, "It rained [@woolf1925].").distinctions.names["woolf1925"] == "Woolf"


def test_a_reference_from_a_field_has_the_path_that_yaml_has(make_archive: MakeArchive, tmp_path: Path):
    share = "share_of: {of: walkers, in: walks}"
    archive = read_archive(
        make_archive(
            tmp_path,
            {
                "content/records/statistics/s.yml": f"""\
- id: share
  title: How many walked?
  measure: walkers
  population: all
  territory: the pier
  unit: percent
  estimates: [{{value: 2, counted_by: witness, cite: "@woolf1925, p. 5"}}]
  {share}
"""
            },
        )
    ).archive
    assert archive is not None

    places = [finding.origin.column - 3 for finding in build_index(archive).findings]

    assert places == [share.index("walkers"), share.index("walks")]
