"""The house: which room may import which, read from the syntax tree of every module.

docs/decisions tells why. A room stands above those that may import it.
"""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

PACKAGE: Final = "kalmyk_site"

ROOMS: Final = (
    *("records", "markup", "references", "writing", "checks", "differences", "reports", "drawings", "pages", "exports"),
    "imports",
)
"""The rooms of the core, from the top down."""

FRONT: Final = (
    "installed_from",
    "new_archive",
    "search_index",
    "site",
    "publish",
    "revisions",
    "amendments",
    "source_import",
    "plugin",
    "cli",
    "commands",
    "preview",
    "progress",
    "__main__",
)
"""Modules outside the rooms: they put the rooms together, and nothing in a room knows of them."""

ADAPTERS: Final = ("plugin", "cli", "commands", "preview", "progress", "__main__")
"""The modules that may know a host, a shell or a terminal."""

FORBIDDEN_NAMES: Final = {"utils", "util", "helpers", "helper", "common", "core", "misc", "tools", "base"}


@dataclass(frozen=True)
class Module:
    """One module of the package."""

    name: str
    """`kalmyk_site.records.dates`."""

    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        """Its room, or its own name where it stands in none."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""


@cache
def modules() -> Mapping[str, Module]:
    """Every module of the package by name."""
    found: dict[str, Module] = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def imported_names(node: ast.AST) -> Iterator[str]:
    """Names of the modules that an import statement may load."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_of(module: Module) -> set[str]:
    """Modules of the package that a module imports."""
    names = {name for node in ast.walk(module.tree) for name in imported_names(node)}
    return {name for name in names if name in modules() and name != module.name}


def test_every_module_stands_in_a_room_or_at_the_front():
    assert {module.place for module in modules().values()} <= {"", "theme", *ROOMS, *FRONT}


def test_only_the_plugin_imports_the_host():
    found = {
        module.name
        for module in modules().values()
        for node in ast.walk(module.tree)
        for imported in imported_names(node)
        if imported.partition(".")[0] in ("mkdocs", "properdocs")
    }
    assert found == {f"{PACKAGE}.plugin"}


def test_a_room_imports_only_rooms_above_it():
    downwards = [
        f"{module.name} imports {other}"
        for module in modules().values()
        if module.place in ROOMS
        for other in imports_of(module)
        if modules()[other].place not in ("", *ROOMS[: ROOMS.index(module.place) + 1])
    ]
    assert downwards == []


def test_what_puts_the_rooms_together_knows_no_adapter():
    found = [
        f"{module.name} imports {other}"
        for module in modules().values()
        if module.place not in ADAPTERS
        for other in imports_of(module)
        if modules()[other].place in ADAPTERS
    ]
    assert found == []


def test_no_modules_import_each_other_in_a_circle():
    order = graphlib.TopologicalSorter({name: imports_of(module) for name, module in modules().items()})
    assert set(order.static_order()) == set(modules())


def test_imports_stand_at_the_top_of_a_module():
    found = [
        f"{module.name}.{function.name}"
        for module in modules().values()
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_the_core_neither_prints_nor_logs_nor_exits_and_knows_no_chance():
    found = [
        f"{module.name}: {name}"
        for module in modules().values()
        if module.place not in ADAPTERS
        for node in ast.walk(module.tree)
        for name in (*imported_names(node), *called_names(node))
        if name in ("logging", "sys", "click", "random", "socket", "time", "print", "exit", "quit", "input")
    ]
    assert found == []


def called_names(node: ast.AST) -> Iterator[str]:
    """The name of the function that a call calls."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield node.func.id


def test_every_module_says_which_idea_it_is():
    docstrings = {module.name: ast.get_docstring(module.tree) or "" for module in modules().values()}
    assert [name for name, docstring in docstrings.items() if len(docstring.split()) < 4] == []


def test_every_public_name_is_documented():
    found = [f"{module.name}.{name}" for module in modules().values() for name in undocumented(module.tree.body)]
    assert found == []


def undocumented(body: list[ast.stmt], inside: str = "") -> Iterator[str]:
    """Public classes, functions and methods without a docstring."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node) and not is_overload(node):
                yield f"{inside}{node.name}"
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{inside}{node.name}.")


def is_overload(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function only states a type for another of its name."""
    return any(isinstance(decorator, ast.Name) and decorator.id == "overload" for decorator in node.decorator_list)


def test_no_module_is_called_after_a_heap_of_things():
    assert [name for name in modules() if not FORBIDDEN_NAMES.isdisjoint(name.split("."))] == []
