"""A tiny archive about an invented bridge, and the real programs that build it, each in a process of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parent.parent.parent
"""The checkout."""

HOSTS: Mapping[str, Sequence[str]] = {
    "kalmyk-site": ("kalmyk_site", "build"),
    "mkdocs": ("mkdocs", "build"),
    "mkdocs --strict": ("mkdocs", "build", "--strict"),
    "properdocs --strict": ("properdocs", "build", "--strict", "--config-file", "mkdocs.yml"),
}
"""The ways to build a site, as modules with their arguments."""

FILES: Mapping[str, str] = {
    "content/archive.yml": """\
        title: The Old Bridge
        description: An invented archive about an invented bridge.
        language: en
        address: https://bridge.example/
        editors: The editors of the Old Bridge
        license: {name: CC0 1.0, address: "https://creativecommons.org/publicdomain/zero/1.0/"}
        founding_documents: [guide]
        parts:
          - {folder: history, title: History, chapters: [building]}
        menu: [page:history, page:timeline, page:sources]
        about: [about, evidence]
        themes: [{id: work, title: Work}]
        disagreements: [{id: counts, title: Counts}]
        changed: 2020-01-01
        """,
    "content/home.md": """\
        ---
        title: The Old Bridge
        ---

        [The bridge](place:bridge) was opened on [1 May 1830](event:opening) [@hall1901, p. 3].
        """,
    "content/about/about.md": """\
        ---
        title: About
        ---

        All of this is invented.
        {.editorial}
        """,
    "content/history/building.md": """\
        ---
        title: The building
        ---

        [Anna Hall](person:anna-hall) drew it [@hall1901, pp. 3-4]. It has [7](statistic:arches) arches [@guide].

        It was [opened](event:opening) with a song [@hall1901, p. 9; see @guide].
        """,
    "content/records/events/events.yml": """\
        - id: opening
          title: The bridge is opened
          date: 1830-05-01
          places: [bridge]
          people: [anna-hall]
          themes: [work]
          cite: ["@hall1901, p. 3"]
        """,
    "content/records/people/people.yml": """\
        - id: anna-hall
          names: [Anna Hall]
          born: "1790"
          cite: ["@guide"]
        """,
    "content/records/places/places.yml": """\
        - id: bridge
          names: [Old Bridge]
          cite: ["@guide"]
        """,
    "content/records/statistics/statistics.yml": """\
        - id: arches
          title: How many arches has the bridge?
          measure: arches
          population: all
          territory: the bridge
          unit: arches
          estimates: [{value: 7, counted_by: witness, cite: ["@guide"]}]
        """,
    "content/sources.yml": """\
        references:
          - id: guide
            type: entry-encyclopedia
            title: Old Bridge
            container-title: The River Guide
            issued: 1930
            custom: {nature: encyclopedia, name_as: the guide}
          - id: hall1901
            type: book
            title: My Bridges
            author: [{family: Hall, given: Anna}]
            publisher: Quay Press
            publisher-place: Northport
            issued: 1901
            custom: {cited_via: [guide]}
        """,
}
"""The archive: text by path."""

ERROR = ("content/history/building.md", "person:anna-hall", "person:ana-hall")
"""An edit (path, old, new) after which the archive has one error, `record-unknown`."""

WARNING = ("content/records/people/people.yml", 'born: "1790"', 'born: "1790"\n  died: "1780"')
"""An edit after which the archive has one warning, `life-order`."""


@dataclass(frozen=True)
class Bridge:
    """The archive in a folder of its own."""

    root: Path

    @property
    def site(self) -> Path:
        """Where its site is built unless another folder is named."""
        return self.root / "site"

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the archive and return it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words that stand in a file once."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def build(self, host: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Build the site with one of `HOSTS`."""
        return run(*HOSTS[host], *arguments, cwd=self.root, **environment)

    def command(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `kalmyk-site` in the archive's folder."""
        return run("kalmyk_site", *arguments, cwd=self.root, **environment)


def make_bridge(root: Path) -> Bridge:
    """Write the archive into a folder."""
    bridge = Bridge(root)
    for path, text in FILES.items():
        bridge.write(path, dedent(text))
    bridge.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes())
    return bridge


def run(module: str, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment that the tests run in, and take both of its outputs."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def files_of(site: Path) -> dict[str, str]:
    """Digest of every file of a folder, by path."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def state_of(site: Path) -> dict[str, tuple[str, int]]:
    """Digest and time of last change of every file and folder: equal only if nothing was touched."""
    digests = files_of(site)
    return {
        path.relative_to(site).as_posix(): (digests.get(path.relative_to(site).as_posix(), ""), path.stat().st_mtime_ns)
        for path in (site, *sorted(site.rglob("*")))
    }
