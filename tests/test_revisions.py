"""Revisions: an earlier state is read from git alone, and nothing that a repository brings is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kalmyk_site.revisions import RevisionError, content_at
from tests.repositories import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit of an archive's folder, whose file was changed afterwards."""
    root = tmp_path / "repository"
    (root / "content" / "story").mkdir(parents=True)
    (root / "content" / "story" / "дождь.md").write_bytes(b"Rain\r\n")
    (root / "content" / "linked.md").symlink_to("../mkdocs.yml")
    (root / "mkdocs.yml").write_text("site_name: x\n")
    commit(root)
    (root / "content" / "story" / "дождь.md").write_text("Sun\n")
    return root


def test_the_content_of_a_revision_is_laid_out_as_it_was_and_cleared_away(repository: Path):
    with content_at(repository, "HEAD") as folder:
        files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if not path.is_dir()]
        assert files == ["content/linked.md", "content/story/дождь.md"]
        assert (folder / "content" / "story" / "дождь.md").read_bytes() == b"Rain\r\n"
        assert str((folder / "content" / "linked.md").readlink()) == "../mkdocs.yml"
    assert not folder.exists()


def test_an_archive_may_lie_in_a_folder_of_the_repository(repository: Path):
    with content_at(repository / "content", "main") as folder:
        assert list(folder.iterdir()) == []
    (repository / "bridge" / "content").mkdir(parents=True)
    (repository / "bridge" / "content" / "home.md").write_text("Home\n")
    commit(repository)
    with content_at(repository / "bridge", "main") as folder:
        assert (folder / "content" / "home.md").read_text() == "Home\n"


def test_neither_working_tree_nor_index_is_touched(repository: Path):
    before = {path: path.lstat().st_mtime_ns for path in sorted(repository.rglob("*"))}
    with content_at(repository, "HEAD"):
        pass

    assert {path: path.lstat().st_mtime_ns for path in sorted(repository.rglob("*"))} == before


def test_no_program_that_a_repository_names_is_run(repository: Path, tmp_path: Path):
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\ncat\n")
    trap.chmod(0o755)
    (repository / ".gitattributes").write_text("*.md filter=trap diff=trap export-ignore\n")
    (repository / "content" / "story" / "дождь.md").write_bytes(b"Rain\r\n")
    commit(repository)
    settings = ("core.fsmonitor", "core.pager", "core.sshCommand", "filter.trap.smudge", "diff.trap.textconv")
    for setting in (*settings, "filter.trap.clean", "filter.trap.process", "core.editor", "core.askPass"):
        git(repository, "config", setting, str(trap))
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        (repository / ".git" / "hooks" / hook).symlink_to(trap)
    sprung.unlink(missing_ok=True)

    with content_at(repository, "HEAD") as folder:
        assert (folder / "content" / "story" / "дождь.md").read_bytes() == b"Rain\r\n"
    assert not sprung.exists()


def test_the_repository_of_a_hook_that_runs_this_is_not_asked(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere"))

    with content_at(repository, "HEAD") as folder:
        assert (folder / "content").is_dir()


@pytest.mark.parametrize("revision", ["--output=x", "-", "", "main\n", "\x1b[2J"])
def test_what_could_be_an_option_or_a_command_is_no_revision(repository: Path, revision: str):
    with (
        pytest.raises(RevisionError, match="is no name of a revision: write a branch"),
        content_at(repository, revision),
    ):
        pass


def test_an_unknown_revision_is_named_with_what_to_do(repository: Path):
    with pytest.raises(RevisionError, match=r"no revision 'v9'.*git fetch"), content_at(repository, "v9"):
        pass


def test_a_folder_outside_any_repository_is_said(tmp_path: Path):
    with pytest.raises(RevisionError, match="is in no git repository"), content_at(tmp_path, "main"):
        pass


def test_a_machine_without_git_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with (
        pytest.raises(RevisionError, match=r"there is no git here, which reads earlier states"),
        content_at(repository, "HEAD"),
    ):
        pass


def test_an_object_that_is_missing_is_said_and_not_fetched(repository: Path):
    name = git(repository, "rev-parse", "HEAD:content/story/дождь.md")
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()

    with pytest.raises(RevisionError, match=r"git cannot read content/story/дождь\.md"), content_at(repository, "HEAD"):
        pass


def test_no_name_of_a_commit_leads_out_of_the_folder(repository: Path, tmp_path: Path):
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"mine")
    above = _tree(repository, "100644 ../../escaped\0", blob)
    content = _tree(repository, "40000 content\0", above)
    commit = git(repository, "commit-tree", content, "-m", "Hostile")

    with pytest.raises(RevisionError, match="a name that no file can have"), content_at(repository, commit):
        pass
    assert not list(tmp_path.rglob("escaped"))


def test_nothing_is_written_through_a_link_of_a_commit(repository: Path, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"mine")
    target = git(repository, "hash-object", "-w", "--stdin", given=str(outside).encode())
    inner = _tree(repository, "100644 file.md\0", blob)
    twice = _tree(repository, "120000 a\0", target, "40000 a\0", inner)
    commit = git(repository, "commit-tree", _tree(repository, "40000 content\0", twice), "-m", "Hostile")

    with pytest.raises(RevisionError, match="cannot be laid out"), content_at(repository, commit):
        pass
    assert list(outside.iterdir()) == []


def _tree(repository: Path, *parts: str) -> str:
    """Write a tree as no git would: pairs of mode with name, and object."""
    pairs = zip(parts[::2], parts[1::2], strict=True)
    data = b"".join(head.encode() + bytes.fromhex(name) for head, name in pairs)
    return git(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=data)
