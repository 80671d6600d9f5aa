"""The site is the same, byte for byte, whoever builds it and wherever, and a broken archive touches nothing."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from tests.builds.bridge import ERROR, FILES, HOSTS, WARNING, Bridge, files_of, make_bridge, state_of
from tests.tiny_pictures import make_png

SECONDS = 20
"""How long a report over a folder full of faults may take on a busy machine; on an idle one it takes two."""


@pytest.mark.parametrize("host", ["mkdocs --strict", "properdocs --strict"])
def test_every_host_gives_the_same_bytes(real: Bridge, tmp_path: Path, host: str):
    result = real.build(host, "--site-dir", str(tmp_path / "site"))

    assert result.returncode == 0, result.stdout + result.stderr
    assert files_of(tmp_path / "site") == files_of(real.site)


SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "a folder of the west": {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
}
"""Time zone, locale and seed of the hashes, by the name of the folder to build in."""


@pytest.mark.parametrize("host", ["kalmyk-site", "mkdocs"])
def test_folder_time_zone_locale_and_hash_seed_change_no_byte(tmp_path: Path, host: str):
    sites: list[dict[str, str]] = []
    for name, environment in SURROUNDINGS.items():
        bridge = make_bridge(tmp_path / name)
        result = bridge.build(host, **environment)
        assert result.returncode == 0, result.stdout + result.stderr
        sites.append(files_of(bridge.site))

    assert sites[0] == sites[1]


def test_byte_order_marks_and_windows_line_ends_change_no_byte(bridge: Bridge, bridge_site: Path):
    for path, text in FILES.items():
        bridge.write(path, "\ufeff" + dedent(text).replace("\n", "\r\n"))
    result = bridge.build("kalmyk-site")

    assert result.returncode == 0, result.stdout
    assert files_of(bridge.site) == files_of(bridge_site)


def test_a_draft_changes_no_byte_whoever_builds(bridge: Bridge, bridge_site: Path):
    draft = "- {id: bo-hall, names: [Bo Hall], draft: true, cite: '@guide'}\n"
    bridge.edit("content/records/people/people.yml", "- id: anna", f"{draft}- id: anna")
    for host in ("kalmyk-site", "mkdocs"):
        result = bridge.build(host)
        assert result.returncode == 0, result.stdout + result.stderr
        assert files_of(bridge.site) == files_of(bridge_site)


def test_a_build_says_how_many_drafts_it_left_out(bridge: Bridge):
    bridge.edit("content/records/people/people.yml", "- id: anna-hall\n", "- id: anna-hall\n  draft: true\n")
    bridge.edit("content/records/events/events.yml", "  people: [anna-hall]\n", "")
    bridge.edit("content/history/building.md", "[Anna Hall](person:anna-hall)", "Anna Hall")
    result = bridge.build("kalmyk-site")

    assert result.stdout.startswith("No faults in 9 files. 1 draft is not published. ")


def test_pictures_are_published_and_one_that_is_missing_is_an_error(bridge: Bridge):
    bridge.edit(
        "content/history/building.md", "It was [opened]", "![A drawing](media/old/bridge.png)\n\nIt was [opened]"
    )
    entry = "- {file: old/bridge.png, alt: Seven arches., credit: Anna Hall, license: CC0 1.0}\n"
    bridge.write("content/media/media.yml", entry)
    missing = bridge.build("kalmyk-site")
    picture = bridge.root / "content/media/old/bridge.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(make_png(6, 4))
    bridge.write("content/media/.hidden", "mine")
    result = bridge.build("kalmyk-site")

    assert missing.returncode == 1
    assert (
        "content/media/media.yml:1:10: error: picture-missing: there is no picture 'old/bridge.png'" in missing.stdout
    )
    assert result.returncode == 0, result.stdout
    assert (bridge.site / "media" / "old" / "bridge.png").read_bytes() == picture.read_bytes()
    assert {path.name for path in (bridge.site / "media").rglob("*")} == {"old", "bridge.png"}


@pytest.mark.parametrize("host", ["mkdocs --strict", "properdocs --strict"])
def test_every_host_publishes_the_same_pictures(bridge: Bridge, host: str):
    picture = bridge.root / "content/media/bridge.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(make_png(6, 4))
    entry = "- {file: bridge.png, alt: Seven arches., credit: Anna Hall, license: CC0 1.0, shows: [place:bridge]}\n"
    bridge.write("content/media/media.yml", entry)
    sites: list[dict[str, str]] = []
    for name in ("kalmyk-site", host):
        result = bridge.build(name)
        assert result.returncode == 0, result.stdout + result.stderr
        sites.append(files_of(bridge.site))

    assert sites[0] == sites[1]
    assert "media/bridge.png" in sites[0]
    assert "media/media.yml" not in sites[0]


# Bad input ------------------------------------------------------------------------------------------------------


def event(key: str, *lines: str) -> str:
    """An event with some lines of its own."""
    return "\n  ".join((f"- id: {key}", "title: Something", *lines, 'cite: ["@guide"]')) + "\n"


def text(body: str) -> str:
    """A text about the archive."""
    return f"---\ntitle: A text\n---\n\n{body}\n"


FAULTS: Mapping[str, tuple[str, str | bytes]] = {
    "records/events/broken.yml": ("yaml-syntax", "- id: flood\n  title: 'The flood\n"),
    "records/events/tabs.yml": ("yaml-tab", "- id: flood\n\ttitle: The flood\n"),
    "records/events/twice.yml": ("yaml-duplicate-key", event("twice", "date: 1830", "date: 1831")),
    "records/events/unknown.yml": ("field-unknown", event("unknown", "date: 1830", "place: bridge")),
    "records/events/wrong.yml": ("value-type", event("wrong", "date: 1830", "places: {id: bridge}")),
    "records/events/missing.yml": ("field-missing", event("missing", "places: [bridge]")),
    "records/events/second.yml": ("id-duplicate", event("opening", "date: 1830")),
    "records/events/capitals.yml": ("id-invalid", event("The Flood", "date: 1830")),
    "records/events/month.yml": ("date-invalid", event("month", "date: 1943-13")),
    "records/events/set.yml": ("date-unquoted-set", event("set", "date: [1830,1832]")),
    "records/events/cite.yml": ("yaml-unquoted-citation", "- id: ice\n  title: Ice\n  date: 1830\n  cite: @guide\n"),
    "records/events/tag.yml": ("yaml-tag", event("tag", "date: !!str 1830")),
    "records/events/alias.yml": ("yaml-alias", event("alias", "date: &when 1830")),
    "records/events/brackets.yml": ("nesting-too-deep", "- " + ("[" * 80_000 + "\n") * 3),
    "records/events/line.yml": ("line-too-long", event("line", "date: 1830", "text: " + "a" * 200_000)),
    "records/events/large.yml": ("file-too-large", "a" * 10_000_000),
    "records/places/pole.yml": (
        "value-range",
        "- {id: pole, names: [Pole], lat: 200, lon: 0, precision: point, point_from: here}\n",
    ),
    "records/laws/folder.yaml": ("file-unknown", "- id: a\n"),
    "about/source.md": ("source-unknown", text("It fell [@hal1901, p. 3].")),
    "about/open.md": ("citation-malformed", text("It fell [@hall1901, p. 3.")),
    "about/link.md": ("record-unknown", text("[It](place:brige) fell [@guide].")),
    "about/number.md": ("link-number", text("It has [8](statistic:arches) arches [@guide].")),
    "about/day.md": ("link-date", text("It was opened on [2 May 1830](event:opening) [@guide].")),
    "about/uncited.md": ("paragraph-uncited", text("It fell in 1900.")),
    "about/html.md": ("html-raw", text('It <b onclick="fall()">fell</b> [@guide].')),
    "about/script.md": ("link-scheme", text("It [fell](javascript:alert) [@guide].")),
    "about/latin.md": ("file-encoding", text("Brücke [@guide].").encode("latin-1")),
    "about/nul.md": ("file-control-character", text("It \0 fell [@guide].")),
    "about/empty.md": ("file-empty", ""),
}
"""Code of the finding and text of the file, by its path in `content/`."""


@pytest.fixture(scope="module")
def ruin(tmp_path_factory: pytest.TempPathFactory, bridge_site: Path) -> Bridge:
    """An archive with a good site and, since then, a fault in each of many files."""
    bridge = make_bridge(tmp_path_factory.mktemp("ruin") / "bridge")
    shutil.copytree(bridge_site, bridge.site)
    for path, (_, content) in FAULTS.items():
        bridge.write(f"content/{path}", content)
    (bridge.root / "content" / "about" / "outside.md").symlink_to(bridge.root / "mkdocs.yml")
    return bridge


@pytest.mark.parametrize("host", ["kalmyk-site", "mkdocs", "mkdocs --strict"])
def test_many_broken_files_are_reported_in_one_go_and_the_last_site_stays(ruin: Bridge, host: str):
    before, start = state_of(ruin.site), time.monotonic()
    result = ruin.build(host)
    seconds = time.monotonic() - start

    said = result.stdout + result.stderr
    found = set(re.findall(r"^content/(\S+?):\d+:\d+: error: ([a-z-]+): .+\.$", said, re.MULTILINE))
    wanted = {(path, code) for path, (code, _) in FAULTS.items()} | {("about/outside.md", "file-outside")}
    assert sorted(wanted - found) == []
    assert result.returncode == 1
    assert "The site was not written; the last good one is untouched." in said
    assert "Traceback" not in said
    assert state_of(ruin.site) == before
    assert seconds < SECONDS


def test_no_part_of_a_finding_is_missing(ruin: Bridge):
    said = ruin.command("check", "content/about/link.md").stdout

    assert (
        "content/about/link.md:5:1: error: record-unknown: there is no place 'brige'.\n"
        "    5 | [It](place:brige) fell [@guide].\n"
        "      | ^\n"
        "    Found: place:brige\n"
        "    Expected: the id of a place of this archive\n"
        "    Did you mean 'place:bridge'?\n"
        "    Correct the id, or add the record.\n"
    ) in said


@pytest.mark.parametrize("host", HOSTS)
def test_one_error_leaves_the_last_site_untouched(built_bridge: Bridge, host: str):
    bridge = built_bridge
    bridge.edit(*ERROR)
    before = state_of(bridge.site)

    result = bridge.build(host)

    assert result.returncode == 1
    assert "content/history/building.md:5:1: error: record-unknown: " in result.stdout + result.stderr
    assert state_of(bridge.site) == before


@pytest.mark.parametrize(
    ("host", "code", "is_written"),
    [("kalmyk-site", 1, True), ("mkdocs", 0, True), ("mkdocs --strict", 1, False), ("properdocs --strict", 1, False)],
)
def test_a_warning_is_shown_and_stops_only_a_strict_build(built_bridge: Bridge, host: str, code: int, is_written: bool):
    bridge = built_bridge
    bridge.edit(*WARNING)
    before = state_of(bridge.site)

    result = bridge.build(host)

    assert result.returncode == code
    assert "content/records/people/people.yml:4:9: warning: life-order: " in result.stdout + result.stderr
    assert (state_of(bridge.site) != before) == is_written
