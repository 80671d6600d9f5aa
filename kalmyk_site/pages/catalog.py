"""The catalog: every text of the interface, by key and language.

A text may hold `{names}` to fill in. A text with a form for one and a form for many separates them with ` | `:
`{count} mention | {count} mentions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml


class Catalog:
    """The texts of one language."""

    def __init__(self, texts: Mapping[str, str], language: str) -> None:
        self._texts = texts
        self.language = language
        """BCP 47 tag of the language that the texts are in."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The text `key` with `values` filled in.

        Raises:
            KeyError: the catalog has no such text.
        """
        text = self._texts[key]
        if " | " in text:
            one, many = text.split(" | ", 1)
            text = one if values.get("count") == 1 else many
        return text.format_map({name: _shown(value) for name, value in values.items()}) if values else text

    def group(self, name: str) -> Mapping[str, str]:
        """The texts of one group, by their keys within it."""
        return {key.removeprefix(f"{name}."): text for key, text in self._texts.items() if key.startswith(f"{name}.")}

    def __contains__(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self._texts


def _shown(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and value > 999 else value


@cache
def load_catalog(language: str) -> Catalog:
    """The catalog of `language`, or the English one where there is none."""
    folder = resources.files("kalmyk_site") / "templates" / "catalog"
    spoken = language.partition("-")[0]
    if not (folder / f"{spoken}.yml").is_file():
        spoken = "en"
    file = folder / f"{spoken}.yml"
    content: Mapping[str, Mapping[str, str]] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Catalog({f"{group}.{key}": text for group, texts in content.items() for key, text in texts.items()}, spoken)
