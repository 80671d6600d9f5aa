"""Revisions: the content of an archive as it was at a commit, laid out in a temporary folder.

Git reads objects and nothing else: neither the working tree nor the index is looked at or changed, no hook, filter or
pager of the repository runs, and nothing is fetched. What a commit holds may have been written by anyone, so no name
leads out of the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SETTINGS: Final = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
"""Set over those of the repository, which are those of whoever made it."""

_ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

_OF_A_HOOK: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""Variables that git sets for a hook, in which this may run; the repository is that of the archive's folder."""

_LINK: Final = "120000"
_FILES: Final = ("100644", "100755")


class RevisionError(Exception):
    """The state of a revision cannot be had; the message says why and what to do."""


class UnreadableRevisionError(RevisionError):
    """The revision is there, and git cannot read all of it, or what it holds can be no archive."""


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    object: str
    path: Path
    """Relative to the archive's folder."""


@contextmanager
def content_at(root: Path, revision: str) -> Generator[Path]:
    """A folder that holds `content/` as a revision has it, while it is needed; empty where that had none.

    Args:
        root: The archive's folder, which is a git repository or lies in one.
        revision: Whatever names a commit: `main`, `HEAD~2`, `v1.0`, a hash.

    Raises:
        RevisionError: there is no git, no repository or no such revision.
        UnreadableRevisionError: git cannot read it, or it holds what no folder can.
    """
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise RevisionError(f"{revision!r} is no name of a revision: write a branch, a tag or a commit, such as main.")
    git = shutil.which("git")
    if git is None:
        raise RevisionError("there is no git here, which reads earlier states: install it.")
    repository = _Repository(git, root)
    with tempfile.TemporaryDirectory(prefix="kalmyk-site-") as name:
        folder = Path(name).resolve()
        try:
            _lay_out(repository, repository.entries(revision), folder)
        except OSError as error:
            raise UnreadableRevisionError(f"the state of {revision} cannot be laid out: {error.strerror}") from error
        yield folder


def only_uncommitted(root: Path, revision: str) -> str:
    """What to say of a comparison with a revision that is the very commit of the working tree: that it saw no commit.

    Args:
        root: The archive's folder, in a git repository.
        revision: A revision that `content_at` can lay out.

    Returns:
        Two sentences, or one where git knows no state of a branch of that name elsewhere; empty where the revision is
        another commit, and for `HEAD`, which says so itself.
    """
    git = shutil.which("git")
    if git is None or revision == "HEAD":
        return ""
    repository = _Repository(git, root)
    if not repository.commit(revision) or repository.commit(revision) != repository.commit("HEAD"):
        return ""
    said = f"{revision} is the commit you are on; only what is not committed was compared."
    sent = f"origin/{revision}"
    return f"{said} What you have not sent: {sent} in place of {revision}." if repository.commit(sent) else said


@dataclass(frozen=True, slots=True)
class _Repository:
    git: str
    root: Path

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
        return subprocess.run(
            [self.git, "--no-pager", "--literal-pathspecs", *settings, *arguments],
            cwd=self.root,
            env=environment | _ENVIRONMENT,
            input=given,
            capture_output=True,
            check=False,
        )

    def commit(self, revision: str) -> str:
        """The hash of a revision's commit; empty where there is none."""
        found = self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return "" if found.returncode else found.stdout.decode().strip()

    def entries(self, revision: str) -> list[_Entry]:
        """The files and links of the archive at a revision."""
        prefix = self.run("rev-parse", "--show-prefix")
        if prefix.returncode:
            raise RevisionError(f"{self.root} is in no git repository that can be read: {_why(prefix)}")
        commit = self.commit(revision)
        if not commit:
            raise RevisionError(
                f"this repository has no revision '{revision}'. A copy of the newest state alone has no earlier one: "
                "get it with git fetch, on GitHub with fetch-depth: 0 for actions/checkout."
            )
        place = os.fsdecode(prefix.stdout.removesuffix(b"\n"))
        listing = self.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{place}content/")
        if listing.returncode:
            raise UnreadableRevisionError(f"git cannot read revision '{revision}': {_why(listing)}")
        rows = [row.partition(b"\t") for row in listing.stdout.split(b"\0") if row]
        return [_entry(head.decode(), os.fsdecode(path), place) for head, _, path in rows]

    def contents(self, entries: Sequence[_Entry]) -> Generator[tuple[_Entry, bytes]]:
        """What each file holds, as it was committed."""
        wanted = "".join(f"{entry.object}\n" for entry in entries)
        read = self.run("cat-file", "--batch", given=wanted.encode())
        data, start = read.stdout, 0
        for entry in entries:
            end = data.find(b"\n", start)
            head = data[start:end].split()
            if read.returncode or end < 0 or len(head) != 3:
                raise UnreadableRevisionError(f"git cannot read {entry.path} of that revision: {_why(read)}")
            size = int(head[2])
            yield entry, data[end + 1 : end + 1 + size]
            start = end + 1 + size + 1


def _entry(head: str, path: str, prefix: str) -> _Entry:
    mode, _, name = head.split()
    relative = Path(path.removeprefix(prefix))
    # Git refuses such names, but not every program that writes its objects is git.
    if relative.is_absolute() or ".." in relative.parts or relative.parts[:1] != ("content",):
        raise UnreadableRevisionError(f"a file of that revision has a name that no file can have: {path!r}")
    return _Entry(mode, name, relative)


def _lay_out(repository: _Repository, entries: Sequence[_Entry], folder: Path) -> None:
    # Links come last, so that nothing is written through one. The checks report them and follow none.
    ordered = [
        *(entry for entry in entries if entry.mode in _FILES),
        *(entry for entry in entries if entry.mode == _LINK),
    ]
    for entry, data in repository.contents(ordered):
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _LINK:
            path.symlink_to(os.fsdecode(data))
        else:
            with path.open("xb") as stream:
                stream.write(data)


def _why(process: subprocess.CompletedProcess[bytes]) -> str:
    said = process.stderr.decode(errors="replace").strip().splitlines()
    # An object that cannot be had is named by the answer, not by a complaint.
    return said[0] if said else "it does not have all objects of that revision; get them with git fetch."
