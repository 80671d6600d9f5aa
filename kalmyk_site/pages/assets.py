"""Assets: styles and script, each joined into one file, fonts and the icon; every name holds a hash of the content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from kalmyk_site.records.example import PICTURE_FILE, example_content

EXAMPLE_PICTURE: Final = "example-picture"
"""Name of the picture of the example archive, which the page of the syntax shows."""

_IMPORT: Final = re.compile(r'@import\s+url\("([^"]+)"\)\s*layer\(([\w.-]+)\)\s*;')
_FONT: Final = re.compile(r'url\("([^"]+\.woff2)"\)')
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(r"\s*\n\s*")
_MODULE: Final = re.compile(r'^import "\./([\w-]+\.js)";', re.MULTILINE)
_IMPORTED: Final = re.compile(r'^import \{[^}]*\} from "\./[\w-]+\.js";\n', re.MULTILINE)
_EXPORTED: Final = re.compile(r"^export (?=(?:async )?function |const |let |class )", re.MULTILINE)
_LINE_COMMENT: Final = re.compile(r"^\s*(?://.*|/\*\*.*\*/)$", re.MULTILINE)


@dataclass(frozen=True)
class Assets:
    """The files of the site that no page is."""

    files: Mapping[str, bytes]
    """Content by path: `assets/site.1f3c9a2b.css`."""

    names: Mapping[str, str]
    """Path by name: `styles`, `script`, `favicon`, `font-latin`."""


def load_assets(texts: Mapping[str, str]) -> Assets:
    """All assets that ship with the package.

    Args:
        texts: What the script says to readers, by key.
    """
    folder = resources.files("kalmyk_site") / "templates" / "assets"
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    fonts: dict[str, str] = {}
    for font in sorted((folder / "fonts").iterdir(), key=lambda entry: entry.name):
        if font.name.endswith(".woff2"):
            path = _add(files, "fonts/" + font.name, font.read_bytes())
            fonts[font.name] = path
            names[f"font-{font.name.removeprefix('literata-').removesuffix('.woff2')}"] = path
    styles = _join(folder / "styles", "index.css")
    styles = _FONT.sub(lambda match: f'url("{_beside(fonts, match[1])}")', styles)
    names["styles"] = _add(files, "site.css", styles.encode())
    names["script"] = _add(files, "site.js", _join_script(folder / "script", texts).encode())
    names["head-script"] = _add(files, "head.js", _bare((folder / "script" / "head.js").read_text("utf-8")).encode())
    names["favicon"] = _add(files, "favicon.svg", (folder / "favicon.svg").read_bytes())
    names[EXAMPLE_PICTURE] = _add(files, "example.png", example_content()[PICTURE_FILE])
    return Assets(files, names)


def add_asset(assets: Assets, name: str, file: str, content: bytes) -> Assets:
    """The assets with one more, under its `name`; the address of `file` holds a hash of the content."""
    files = dict(assets.files)
    return Assets(files, {**assets.names, name: _add(files, file, content)})


def _add(files: dict[str, bytes], name: str, content: bytes) -> str:
    stem, dot, extension = name.rpartition(".")
    path = f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{extension}"
    files[path] = content
    return path


def _beside(fonts: Mapping[str, str], url: str) -> str:
    return fonts[url.rpartition("/")[2]].removeprefix("assets/")


def _join(folder: Traversable, name: str) -> str:
    """The styles of the index, each in its layer, without comments and line breaks."""
    index = (folder / name).read_text(encoding="utf-8")

    def inline(match: re.Match[str]) -> str:
        return f"@layer {match[2]} {{\n{(folder / match[1]).read_text(encoding='utf-8')}\n}}"

    return _SPACE.sub("\n", _COMMENT.sub("", _IMPORT.sub(inline, _COMMENT.sub("", index)))).strip() + "\n"


def _join_script(folder: Traversable, texts: Mapping[str, str]) -> str:
    """The modules of the index as one classic script, in one scope of its own."""
    index = (folder / "index.js").read_text(encoding="utf-8")
    modules = [_bare((folder / name).read_text(encoding="utf-8")) for name in _MODULE.findall(index)]
    spoken = f"const TEXTS = {json.dumps(texts, ensure_ascii=False)};\n"
    return f'(() => {{\n"use strict";\n{spoken}{"".join(modules)}}})();\n'


def _bare(module: str) -> str:
    """A module without imports, exports, comments on lines of their own and indentation."""
    plain = _LINE_COMMENT.sub("", _EXPORTED.sub("", _IMPORTED.sub("", module)))
    return _SPACE.sub("\n", plain).strip() + "\n"
