"""Pictures: what their files say, and what is wrong with their list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kalmyk_site.records.pictures import Measure, PictureLicense, measure
from tests.checks.examples import found_in, tiny_archive
from tests.tiny_pictures import SMALL, make_png, turned

ENTRY = """\
- file: dam.png
  alt: The broken dam.
  credit: Karin Lindqvist
  license: CC0 1.0
  shows: [place:lowbridge]
"""

Check = Callable[[Mapping[str, str | bytes]], list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Lay files over the small archive; returns code and place of each finding."""

    def run(files: Mapping[str, str | bytes]) -> list[str]:
        root = tiny_archive(tmp_path)
        for name, content in files.items():
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return [f"{finding.code} {finding.origin}" for finding in found_in(root)]

    return run


@pytest.mark.parametrize("kind", [*SMALL, "png"])
def test_every_kind_of_picture_is_measured(kind: str):
    data = SMALL.get(kind) or make_png(6, 4)
    assert measure(f"media/a.{kind}", data) == Measure(6, 4, len(data))


def test_a_photograph_that_browsers_turn_is_measured_as_they_show_it():
    found = measure("media/a.JPG", turned(SMALL["jpg"]))
    assert (found.width, found.height) == (4, 6)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", SMALL["jpg"]),
        ("a.jpg", make_png(6, 4)),
        ("a.webp", SMALL["webp"][:20]),
        ("a.avif", SMALL["avif"][:60]),
        ("a.gif", b"GIF89a"),
        ("a.png", b""),
    ],
)
def test_a_file_that_is_no_picture_of_its_kind_cannot_be_read(name: str, data: bytes):
    assert not measure(f"media/{name}", data).is_readable


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC BY-NC-ND 2.0", "https://creativecommons.org/licenses/by-nc-nd/2.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("by permission of the family", ""),
    ],
)
def test_the_address_of_a_creative_commons_license_follows_from_its_name(name: str, link: str):
    assert PictureLicense(name=name).link == link


def test_a_license_with_an_address_of_its_own_keeps_it():
    assert PictureLicense(name="CC0 1.0", address="https://example.org/terms").link == "https://example.org/terms"


def test_a_listed_picture_that_a_page_shows_has_no_finding(check: Check):
    assert check({"media/media.yml": ENTRY, "media/dam.png": make_png(6, 4)}) == []


@pytest.mark.parametrize("field", ["alt", "credit", "license"])
def test_a_picture_without_description_credit_or_license_is_found(check: Check, field: str):
    lines = [line for line in ENTRY.splitlines() if not line.startswith(f"  {field}:")]
    found = check({"media/media.yml": "\n".join(lines) + "\n", "media/dam.png": make_png(6, 4)})
    assert found == ["field-missing content/media/media.yml:1:3"]


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        ("The broken dam.", "dam.PNG", "value-choice content/media/media.yml:2:8"),
        ("dam.png", "../dam.png", "value-choice content/media/media.yml:1:9"),
        ("dam.png", "/etc/dam.png", "value-choice content/media/media.yml:1:9"),
        ("place:lowbridge", "place:lobridge", "record-unknown content/media/media.yml:5:11"),
        ("place:lowbridge", "source:report1927", "value-choice content/media/media.yml:5:11"),
        ("CC0 1.0", "{address: https://example.org/}", "field-missing content/media/media.yml:4:12"),
        ("Karin Lindqvist", "Karin Lindqvist\n  cite: '@raport1927'", "source-unknown content/media/media.yml:4:10"),
        (
            "Karin Lindqvist",
            "Karin Lindqvist\n  cite: '@report1927, p.'",
            "locator-invalid content/media/media.yml:4:23",
        ),
    ],
)
def test_a_wrong_value_in_the_list_is_found_once_at_its_place(check: Check, written: str, instead: str, expected: str):
    found = check({"media/media.yml": ENTRY.replace(written, instead), "media/dam.png": make_png(6, 4)})
    # What a broken entry names cannot be told from a picture without one, unless the name itself is good.
    assert [each for each in found if not each.startswith("picture-unlisted")] == [expected]


def test_a_picture_that_is_listed_twice_is_found(check: Check):
    found = check({"media/media.yml": ENTRY + ENTRY, "media/dam.png": make_png(6, 4)})
    assert found == ["id-duplicate content/media/media.yml:6:9"]


def test_a_list_that_is_none_is_found_and_its_pictures_are_not_called_unlisted(check: Check):
    found = check({"media/media.yml": "dam.png: The broken dam.\n", "media/dam.png": make_png(6, 4)})
    assert found == ["value-type content/media/media.yml:1:1"]


@pytest.mark.parametrize("name", ["media/media.yaml", "media/1926/media.yml", "media/list.yml"])
def test_a_list_of_another_name_is_found(check: Check, name: str):
    assert check({name: ENTRY}) == [f"file-unknown content/{name}:1:1"]


def test_a_picture_in_a_folder_of_its_own_is_named_with_it(check: Check):
    entry = ENTRY.replace("dam.png", "years/1926/dam.png")
    assert check({"media/media.yml": entry, "media/years/1926/dam.png": make_png(6, 4)}) == []


def test_a_picture_too_heavy_and_too_large_is_found_with_its_figures(tmp_path: Path):
    root = tiny_archive(tmp_path)
    (root / "content/media").mkdir()
    (root / "content/media/media.yml").write_text(ENTRY, encoding="utf-8")
    (root / "content/media/dam.png").write_bytes(make_png(2500, 3) + b"\0" * 400_000)

    [finding] = found_in(root)

    assert finding.code == "picture-heavy"
    assert "2,500 × 3 pixels" in finding.value
    assert "bytes" in finding.value


def test_a_misspelt_picture_is_found_with_the_nearest_name(tmp_path: Path):
    root = tiny_archive(tmp_path)
    (root / "content/media").mkdir()
    (root / "content/media/media.yml").write_text(ENTRY, encoding="utf-8")
    (root / "content/media/dam.png").write_bytes(make_png(6, 4))
    with (root / "content/story/flood.md").open("a", encoding="utf-8") as story:
        story.write("\n![The dam](media/Dam.png)\n")

    [finding] = found_in(root)

    assert (finding.code, finding.nearest) == ("picture-missing", "media/dam.png")
