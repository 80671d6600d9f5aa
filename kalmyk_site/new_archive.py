"""A new archive: every file of it, from the example that the package holds.

`example/every/` is part of each new archive. `example/flood/` is joined to it for one with an example of every kind of
record, `example/bare/` for one that holds nothing yet. The forms for whoever has a correction and the locked versions
are those of the program's own repository: an installed package holds copies, a checkout has them where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kalmyk_site.installed_from import Program
from kalmyk_site.records.files import HOME_FILE, SETTINGS_FILE
from kalmyk_site.writing.yaml_form import scalar

EVERY, FLOOD, BARE = "every", "flood", "bare"

_PACKAGE: Final = Path(__file__).parent
_EXAMPLE: Final = _PACKAGE / "example"

BORROWED: Final[Mapping[str, str]] = {
    ".github/ISSUE_TEMPLATE/add-a-source.yml": ".github/ISSUE_TEMPLATE/add-a-source.yml",
    ".github/ISSUE_TEMPLATE/config.yml": ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/correct-a-fact.yml": ".github/ISSUE_TEMPLATE/correct-a-fact.yml",
    ".github/ISSUE_TEMPLATE/question-a-figure.yml": ".github/ISSUE_TEMPLATE/question-a-figure.yml",
    ".github/PULL_REQUEST_TEMPLATE.md": ".github/PULL_REQUEST_TEMPLATE.md",
    ".github/dependabot.yml": ".github/dependabot.yml",
    "requirements/dependencies.txt": "requirements/runtime.txt",
}
"""Files of a new archive that are files of the program's repository too: where they stand in each."""

PROGRAM_FILE: Final = "requirements/program.txt"
"""Names the program for those who install it."""

_UNNAMED: Final = """\
# Which program builds this archive. Name it in a line below, as pip reads it. Either a wheel that lies in this folder:
#     ./requirements/kalmyk_site-0.1.0-py3-none-any.whl
# or the program's repository, at one commit:
#     kalmyk-site @ git+https://host/name/repository@commit
"""


@dataclass(frozen=True)
class Choices:
    """What an editor chooses for a new archive; None leaves what the example says."""

    title: str | None = None
    editors: str | None = None
    address: str | None = None
    repository: str | None = None
    changed: date | None = None
    """The day that the archive gives as its last change."""

    bare: bool = False
    """Whether it holds nothing yet, in place of an example of every kind of record."""


def files_of_new_archive(choices: Choices, program: Program | None) -> dict[str, bytes]:
    """Every file by its path in the archive.

    Args:
        choices: What the editor has chosen.
        program: How others get the program; None where that is not known.
    """
    files = dict(_files_below(_EXAMPLE / EVERY))
    files |= _files_below(_EXAMPLE / (BARE if choices.bare else FLOOD))
    files |= {path: _borrowed(path) for path in BORROWED if path not in files}
    files |= files_of_the_program(program)
    if PROGRAM_FILE not in files:
        files[PROGRAM_FILE] = _UNNAMED.encode()
    settings = {
        "title": choices.title,
        "editors": choices.editors,
        "address": choices.address,
        "repository": choices.repository,
    }
    for key, value in settings.items():
        if value is not None:
            files[SETTINGS_FILE] = _with_value(files[SETTINGS_FILE], key, scalar(value, numbers_quoted=True))
    if choices.changed is not None:
        files[SETTINGS_FILE] = _with_value(files[SETTINGS_FILE], "changed", choices.changed.isoformat())
    if choices.title is not None:
        files[HOME_FILE] = _with_value(files[HOME_FILE], "title", scalar(choices.title, numbers_quoted=True))
        heading = re.sub(r"([\\`*_\[\]<>&#])", r"\\\1", choices.title)
        files["README.md"] = re.sub(rb"\A# .*", lambda _: f"# {heading}".encode(), files["README.md"])
    return dict(sorted(files.items()))


def files_of_the_program(program: Program | None) -> dict[str, bytes]:
    """What an archive holds of the program that builds it: schemas for editors, locked versions, where to get it."""
    files = {f"schemas/{path.name}": path.read_bytes() for path in (_PACKAGE / "schemas").glob("*.json")}
    files["requirements/dependencies.txt"] = _borrowed("requirements/dependencies.txt")
    if program is not None and program.wheel is not None:
        files[f"requirements/{program.wheel.name}"] = program.wheel.read_bytes()
        files[PROGRAM_FILE] = f"./requirements/{program.wheel.name}\n".encode()
    elif program is not None:
        files[PROGRAM_FILE] = f"{program.requirement}\n".encode()
    return files


def _with_value(content: bytes, key: str, value: str) -> bytes:
    """A file with the value of a field of the top level replaced, or given where the field is only a note."""
    replaced, count = re.subn(rf"^(?:# )?{key}: .*$", lambda _: f"{key}: {value}", content.decode(), flags=re.MULTILINE)
    if count != 1:
        raise ValueError(f"the example has {count} lines for '{key}'")
    return replaced.encode()


def _borrowed(path: str) -> bytes:
    copy = _EXAMPLE / EVERY / path
    return (copy if copy.is_file() else _PACKAGE.parent / BORROWED[path]).read_bytes()


def _files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
