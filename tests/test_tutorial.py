"""docs/tutorial.md: whoever does what it says has an archive on the way to the web."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest

from kalmyk_site.checks.checked import check
from tests import test_promises
from tests.builds.bridge import files_of
from tests.built_site import BuiltSite, find, text_of
from tests.repositories import git
from tests.test_second_archive import BYTES, text_in, words_in
from tests.tutorial import Reader, steps


def test_its_commands_end_in_a_site_that_is_committed(tutorial: Reader):
    archive = tutorial.folder

    assert (archive / "site" / "story" / "flood" / "index.html").is_file()
    assert git(archive, "status", "--porcelain") == ""
    assert git(archive, "log", "--format=%s") == "The flood at Lowbridge"
    assert check(archive).findings == ()


def test_only_what_needs_github_is_not_run():
    left = [step.text for step in steps() if step.what == "not-run"]

    assert len(left) == 1
    assert [line.split()[:2] for line in left[0].splitlines()] == [["git", "remote"], ["git", "push"]]


def test_the_program_is_the_one_of_the_wheel(tutorial: Reader):
    command = ["python", "-c", "import kalmyk_site; print(kalmyk_site.__file__)"]
    python = tutorial.folder / ".venv" / "bin" / command[0]
    result = subprocess.run(
        [python, *command[1:]], cwd=tutorial.desk, env=tutorial.environment, capture_output=True, text=True, check=True
    )

    assert Path(result.stdout.strip()).is_relative_to(tutorial.folder / ".venv")


def test_the_archive_keeps_the_wheel_for_whoever_builds_it(tutorial: Reader):
    [line] = (tutorial.folder / "requirements" / "program.txt").read_text(encoding="utf-8").splitlines()
    [wheel] = tutorial.desk.glob("*.whl")

    assert (tutorial.folder / line).read_bytes() == wheel.read_bytes()
    assert git(tutorial.folder, "ls-files", "requirements/*.whl") == f"requirements/{wheel.name}"


def test_the_site_has_one_chapter_and_three_sources(tutorial_site: BuiltSite):
    addresses = set(tutorial_site.pages)

    assert {address for address in addresses if address.startswith("story/")} == {"story/", "story/flood/"}
    assert len({address for address in addresses if address.startswith("sources/")} - {"sources/"}) == 3


def test_what_the_wheel_built_is_what_this_checkout_builds(tutorial: Reader, tutorial_site: BuiltSite):
    assert files_of(tutorial.folder / "site") == files_of(tutorial_site.folder)


def test_every_link_of_the_site_leads_somewhere(tutorial_site: BuiltSite):
    for address, page in tutorial_site.pages.items():
        for link in find(page, "//a[@href]"):
            tutorial_site.follow(address, link.get("href", ""))
        assert text_of(page)


NEED_RECORDS = {
    test_promises.test_each_records_page_or_section_says_what_it_is,
    test_promises.test_echoes_carry_no_evidence,
    test_promises.test_ids_within_drawings_are_names_of_xml_which_a_validator_asks_for,
}
"""What makes sure to have seen records of every kind, or a drawing, none of which the tutorial comes to."""

PROMISES = [
    test
    for name, test in vars(test_promises).items()
    if name.startswith("test_") and list(signature(test).parameters) == ["any_site"] and test not in NEED_RECORDS
]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda test: test.__name__)
def test_the_site_keeps_what_every_site_promises(tutorial_site: BuiltSite, promise: Callable[[BuiltSite], None]):
    promise(tutorial_site)


def test_neither_archive_nor_site_holds_a_word_of_the_first_archive(tutorial: Reader):
    names = (".venv", ".git")
    files = [
        path
        for path in tutorial.folder.rglob("*")
        if path.is_file() and path.suffix not in (*BYTES, ".whl") and not set(path.parts) & set(names)
    ]

    assert len(files) > 60
    assert {str(path): words for path in files if (words := words_in(text_in(path)))} == {}
