"""Assets: modules become one script, every name holds a hash of the content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kalmyk_site.pages.assets import load_assets
from tests.conftest import ROOT

SCRIPTS = ROOT / "kalmyk_site/templates/assets/script"

STYLES = ROOT / "kalmyk_site/templates/assets/styles"

APART = ("index.js", "head.js")
"""The order of the modules, and what runs before anything is shown: neither is part of the joined script."""


def modules() -> Iterator[str]:
    """Names of the modules, in the order of the index."""
    yield from re.findall(r'^import "\./([\w-]+\.js)"; // \S', (SCRIPTS / "index.js").read_text(), re.MULTILINE)


def test_the_index_names_every_module_and_says_what_it_does():
    assert sorted(modules()) == sorted(path.name for path in SCRIPTS.glob("*.js") if path.name not in APART)


def test_the_index_of_styles_names_every_file_once_and_says_what_it_does():
    named = re.findall(
        r'^@import url\("([^"]+)"\) layer\(\w+\); +/\* \S', (STYLES / "index.css").read_text(), re.MULTILINE
    )
    files = [path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css") if path.name != "index.css"]
    assert sorted(named) == sorted(files)


def test_a_module_stands_below_those_that_it_imports():
    order = list(modules())
    for name in order:
        imported = re.findall(r'^import \{[^}]*\} from "\./([\w-]+\.js)";$', (SCRIPTS / name).read_text(), re.MULTILINE)
        assert all(order.index(other) < order.index(name) for other in imported), name


def test_names_of_the_modules_do_not_collide_in_their_one_scope():
    declared = Counter(
        found
        for name in modules()
        for found in re.findall(
            r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", (SCRIPTS / name).read_text(), re.MULTILINE
        )
    )
    assert [name for name, count in declared.items() if count > 1] == []


def test_the_joined_script_holds_neither_imports_nor_comments_and_speaks_the_archives_language():
    assets = load_assets({"copied": "Скопировано"})
    script = assets.files[assets.names["script"]].decode()
    assert not re.search(r"^\s*(?:import|export|//)", script, re.MULTILINE)
    assert '{"copied": "Скопировано"}' in script


def test_another_content_gives_another_name():
    one, other = load_assets({"copied": "a"}), load_assets({"copied": "b"})
    assert one.names["script"] != other.names["script"]
    assert one.names["styles"] == other.names["styles"]
