"""The repository: where on the web a file of the archive can be edited, at its very line, and an error reported.

A text is edited as a whole, so its address is that of the host's editor. A record is one of many in its file, so its
address is that of the file at the record's line, from where the host offers to edit it. A report begins with the
address of the statement that it is about, in the first field of a form where a link can fill in forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from kalmyk_site.records.archive import Repository


@dataclass(frozen=True, slots=True)
class Forge:
    """How a kind of host writes its addresses. `{root}` is the repository's."""

    editor: str
    """Edits a file: `{branch}`, `{path}`."""

    line: str
    """Shows a file at a line: `{branch}`, `{path}`, `{line}`."""

    report: str
    """Opens a new issue: `{form}`, `{address}`; empty where a link cannot fill one in."""


_FORGEJO: Final = Forge(
    "{root}/_edit/{branch}/{path}", "{root}/src/branch/{branch}/{path}#L{line}", "{root}/issues/new?body={address}"
)

FORGES: Final[Mapping[str, Forge]] = {
    "github": Forge(
        "{root}/edit/{branch}/{path}",
        "{root}/blob/{branch}/{path}#L{line}",
        "{root}/issues/new?template={form}&statement={address}",
    ),
    "gitlab": Forge(
        "{root}/-/edit/{branch}/{path}",
        "{root}/-/blob/{branch}/{path}#L{line}",
        "{root}/-/issues/new?issue%5Bdescription%5D={address}",
    ),
    "codeberg": _FORGEJO,
    "forgejo": _FORGEJO,
    "gitea": _FORGEJO,
    "bitbucket": Forge("{root}/src/{branch}/{path}?mode=edit", "{root}/src/{branch}/{path}#lines-{line}", ""),
}
"""By a word of the host's name: `gitlab.com`, `gitlab.example.org`, `git-forgejo.example.org`."""


FACT_FORM: Final = "correct-a-fact.yml"
FIGURE_FORM: Final = "question-a-figure.yml"
"""Forms for issues in the repository, whose field `statement` takes an address."""


def forge_of(address: str) -> Forge | None:
    """The kind of host on which a repository lies, by its name; None where that does not tell."""
    words = re.split(r"[.-]", (urlsplit(address).hostname or "").lower())
    return next((forge for word, forge in FORGES.items() if word in words), None)


def repository_root(repository: Repository | None) -> str:
    """Address of the repository's own page; empty where there is none."""
    return repository.address.rstrip("/").removesuffix(".git") if repository else ""


def edit_address(repository: Repository | None, path: str, line: int = 0) -> str:
    """Where a file can be edited.

    Args:
        repository: The settings; None gives no address.
        path: Path relative to the archive's root, `content/history/beginnings.md`.
        line: Line of a record in the file, counted from 1; 0 for the file as a whole.

    Returns:
        The address; empty where nobody knows it.
    """
    if repository is None:
        return ""
    forge = forge_of(repository.address)
    if repository.edit:
        form = repository.edit
    elif forge:
        form = forge.line if line else forge.editor
    else:
        return ""
    values = {
        "root": repository_root(repository),
        "branch": quote(repository.branch, safe="/"),
        "path": quote(f"{repository.folder}/{path}".lstrip("/"), safe="/"),
        "line": str(line or 1),
    }
    return _filled(form, values)


def report_address(repository: Repository | None, address: str, *, figure: bool = False) -> str:
    """Where readers report an error.

    Args:
        repository: The settings; None gives no address.
        address: Address of the statement, with its anchor; of a site whose own address is not known, the path.
        figure: Whether it is a number, for which there is a form of its own.

    Returns:
        The address, in which that of the statement stands percent-encoded; empty where nothing can be reported.
    """
    if repository is None:
        return ""
    forge = forge_of(repository.address)
    form = repository.report or (forge.report if forge and repository.issues else "")
    return _filled(
        form,
        {
            "root": repository_root(repository),
            "form": FIGURE_FORM if figure else FACT_FORM,
            "address": quote(address, safe=""),
        },
    )


def _filled(form: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], form)
