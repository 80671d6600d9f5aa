"""Another people's archive is another `content/`: a second one, about an invented lighthouse, has all of the pages too.

Nothing of what the first archive is about may stand in the program, in its templates or in the second archive's site,
apart from the names of the package and of the command.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from tests.built_site import BuiltSite, find
from tests.conftest import ROOT

OWN_NAMES = re.compile(r"kalmyk[_-]site", re.IGNORECASE)

WORDS = re.compile(
    r"kalmyk|калмы|хальмг|oirat|dzungar|torgut|mongol|elista|элист|элст|stepnoy|djab|dzhab|ulus|buddh"
    r"|beria|stalin\b|serov|molotov|chernyshov|tevriukov|karach[ay]|chechen|ingush|balkar|crime[an]|meskhet|volga"
    r"|nkvd|nkgb|gulag|soviet|ussr|politburo|red army|siberia|krasnoyarsk|omsk|novosibirsk|altai|oblast|\bkrai\b"
    r"|deport|exile|special settle|pohl|bugay|polian|gouchinova|guchinova|wikipedia|encyclopedia article, note",
    re.IGNORECASE,
)
"""What the first archive is about: its people, places, officials and authors."""


BYTES = (".woff2", ".png")
"""Ends of the names of files that hold no text."""


def words_in(text: str) -> list[str]:
    """Words of the first archive in a text."""
    return WORDS.findall(OWN_NAMES.sub("", text))


def text_in(file: Path) -> str:
    """What a file holds as text; the files of the search index are compressed and no text throughout."""
    content = file.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        return gzip.decompress(content).decode("utf-8", errors="ignore")
    return content.decode("utf-8")


def program_files() -> Iterator[Path]:
    """Every file of text of the program and of its templates."""
    kinds = {".py", ".html", ".yml", ".css", ".js", ".svg", ".txt"}
    return (path for path in sorted((ROOT / "kalmyk_site").rglob("*")) if path.suffix in kinds)


def test_the_second_archive_has_pages_of_every_kind(lighthouse: BuiltSite, built_site: BuiltSite):
    def templates(site: BuiltSite) -> set[str]:
        return {address.partition("/")[0] for address in site.pages} - {"history", "campaign", "keepers"}

    assert templates(lighthouse) == templates(built_site)


def test_the_second_archive_has_records_of_every_kind(lighthouse: BuiltSite):
    kinds = {
        element.get("data-kind")
        for page in lighthouse.pages.values()
        for element in find(page, "//main[@data-kind] | //section[@data-kind]")
    }
    assert kinds == {
        *("event", "person", "organization", "group", "place", "law", "statistic", "claim", "discrepancy", "term"),
        *("source", "chapter", "page"),
    }


def test_the_site_of_the_second_archive_holds_no_word_of_the_first(lighthouse: BuiltSite):
    texts = [path for path in sorted(lighthouse.folder.rglob("*")) if path.is_file() and path.suffix not in BYTES]
    assert {path.suffix for path in texts} >= {".html", ".css", ".svg", ".json", ".xml", ".txt"}
    found = {path.name: words_in(text_in(path)) for path in texts}
    assert {name: words for name, words in found.items() if words} == {}


def test_addresses_of_the_second_archive_hold_no_word_of_the_first(lighthouse: BuiltSite):
    assert words_in("\n".join(path.as_posix() for path in lighthouse.folder.rglob("*.*") if path.suffix)) == []


def test_the_program_and_its_templates_hold_no_word_of_the_first_archive():
    found = {
        f"{path.relative_to(ROOT)}:{number}": words
        for path in program_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (words := words_in(line))
    }
    assert found == {}


def test_what_a_wheel_tells_of_itself_holds_no_word_of_the_first_archive(wheel: Path):
    with ZipFile(wheel) as files:
        [name] = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = files.read(name).decode()

    assert "A generator of documentary archives." in metadata
    assert words_in(metadata) == []


def test_the_first_archive_would_be_found_out(built_site: BuiltSite):
    """The list of words is no empty promise: nearly every page of the first archive holds one."""
    texts = {path: path.read_text(encoding="utf-8") for path in built_site.folder.rglob("index.html")}
    assert [path for path, text in texts.items() if not words_in(text)] == []
