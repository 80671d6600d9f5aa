"""`kalmyk-site init`: a new archive in an empty folder, checked before it is written."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import click

from kalmyk_site.checks.checked import check
from kalmyk_site.commands.calls import CallError, find_root, shown, stop
from kalmyk_site.installed_from import Program, named, noted
from kalmyk_site.new_archive import PROGRAM_FILE, Choices, files_of_new_archive, files_of_the_program
from kalmyk_site.publish import LITTER
from kalmyk_site.records.files import HOME_FILE, SETTINGS_FILE
from kalmyk_site.reports.excerpts import visible

TOLD: Final[Mapping[str, str]] = {
    SETTINGS_FILE: "title, address, menu: begin here",
    "content/": "home page, chapters, records, sources",
    "schemas/": "what editors need to complete and mark YAML",
    "requirements/": "which program builds the archive",
    ".github/": "what GitHub runs at every change, and its forms",
    "README.md": "how to work on the archive, and how to publish it",
}
"""What a new archive holds, in the order in which a contributor meets it."""

TOLD_BARE: Final[Mapping[str, str]] = {**TOLD, "content/": "home page, page about the archive, empty list of sources"}
"""The same of one without the example."""

LICENSE: Final = (
    f"Before you publish, choose the license of your own texts in {SETTINGS_FILE}. CC BY 4.0 stands there until then: "
    "it\nasks for your name. CC0 gives up all rights."
)

MARKED: Final = (
    'Lines of content/archive.yml marked "EXAMPLE" are to be replaced; no check tells that they are left over.'
)

NAMED_AT_MOST: Final = 5
"""How many of the things that stand in the way are named."""

UNNAMED: Final = (
    f"{PROGRAM_FILE} does not name the program yet: it was installed here from a folder, which nobody else has.\n"
    "Before the archive is published, name it there, or begin again with --program."
)


@click.command("init")
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", metavar="TEXT", help="Name of the archive.")
@click.option("--editors", metavar="TEXT", help="Who answers for the archive.")
@click.option("--address", metavar="ADDRESS", help="Where readers will find the site: https://archive.example/")
@click.option("--repository", metavar="ADDRESS", help="Where the archive is kept; its pages then lead to their files.")
@click.option("--bare", is_flag=True, help="Leave out the example: no chapter, no record, no source.")
@click.option(
    "--program",
    "program_text",
    metavar="WHEEL|ADDRESS",
    help="The program for whoever builds the archive elsewhere. Default: from where it was installed here.",
)
@click.option("--renew", is_flag=True, help="In an archive: renew the schemas and versions that belong to the program.")
@click.pass_obj
def command(
    archive: Path | None,
    directory: Path | None,
    title: str | None,
    editors: str | None,
    address: str | None,
    repository: str | None,
    bare: bool,
    program_text: str | None,
    renew: bool,
) -> None:
    """Make a new archive with an example of every kind of record.

    DIR is a new or empty folder; without it, the folder that you are in. On a terminal it asks for title and editors.
    """
    program = _program(program_text)
    if renew:
        if bare or any((title, editors, address, repository)):
            raise CallError(f"--renew changes nothing of the content. Edit {SETTINGS_FILE}.")
        root = find_root(directory or archive)
        _renew(root, files_of_the_program(program))
        return
    root = (directory or archive or Path.cwd()).resolve()
    _refuse_filled(root)
    try:
        choices = Choices(
            title if title is not None else _asked("Title of the archive", bare),
            editors if editors is not None else _asked("Who answers for it", bare),
            address,
            repository,
            _today(),
            bare,
        )
        files = files_of_new_archive(choices, program)
        _refuse_faulty(files)
        _write(root, files)
    except click.Abort:
        # The question is still open in its line.
        click.echo(err=True)
        stop("Nothing was written.")
    except KeyboardInterrupt:
        stop("Nothing was written.")
    _tell(root, files, program, bare)


def _asked(question: str, bare: bool) -> str | None:
    """What the user says at a terminal; None where nobody can be asked or nothing was said."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    hint = "Enter: as in the example, to be changed later" if not bare else "Enter: to be written later"
    answer = click.prompt(f"{question} ({hint})", default="", show_default=False)
    return str(answer).strip() or None


def _program(text: str | None) -> Program | None:
    if text is None:
        return noted()
    program = named(text)
    if program is None:
        raise CallError(
            f"--program {text}: neither a wheel that is there nor an address. Name the file kalmyk_site-...-any.whl, "
            "or the program's repository at one commit: git+https://host/name/repository@commit"
        )
    return program


def _today() -> date:
    """The day on which the archive is made, or the one that the environment names where the same has to come out."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)).date()


def _refuse_filled(root: Path) -> None:
    """Refuse a folder that holds what is not ours; a repository that is empty and an environment may stand there."""
    if root.exists() and not root.is_dir():
        raise CallError(f"{shown(root)} is a file. Name a folder.")
    entries = sorted(root.iterdir()) if root.exists() else []
    foreign = [
        entry.name
        for entry in entries
        if entry.name not in LITTER and entry.name != ".git" and not (entry / "pyvenv.cfg").is_file()
    ]
    if (root / "mkdocs.yml").is_file() and (root / "content").is_dir():
        raise CallError(
            f"an archive is in {_place(root)} already; kalmyk-site init --renew renews what belongs to the program."
        )
    if foreign:
        names = ", ".join(visible(name) for name in foreign[:NAMED_AT_MOST])
        more = f" and {len(foreign) - NAMED_AT_MOST} more" if len(foreign) > NAMED_AT_MOST else ""
        raise CallError(
            f"{_place(root)} is not empty: it holds {names}{more}. Name a new folder (kalmyk-site init NAME), "
            "or move away what is there."
        )


def _refuse_faulty(files: Mapping[str, bytes]) -> None:
    """Refuse what the checks would refuse; only what was chosen can be wrong."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _write(folder, {path: content for path, content in files.items() if path.startswith("content/")})
        findings = check(folder).findings
    if not findings:
        return
    first = findings[0]
    line = files[first.origin.path].decode().split("\n")[first.origin.line - 1]
    option = f"--{line.partition(':')[0]}: " if first.origin.path in (SETTINGS_FILE, HOME_FILE) else ""
    later = (
        f"A field of several lines is written into {SETTINGS_FILE} afterwards." if option == "--repository: " else ""
    )
    raise CallError(" ".join(filter(None, [f"{option}{first.message}.", first.remedy, later, "Nothing was written."])))


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write all files; what stops it takes away again those that were new."""
    new: list[Path] = []
    try:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                new.append(target)
            target.write_bytes(content)
    except (OSError, KeyboardInterrupt) as error:
        for target in new:
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, root)
        if isinstance(error, OSError):
            raise CallError(f"{error.filename or root}: {error.strerror}. Nothing new was left there.") from error
        raise


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _renew(root: Path, files: Mapping[str, bytes]) -> None:
    """Renew what belongs to the program, and tell what that was."""
    changed = {path: content for path, content in files.items() if not _holds(root / path, content)}
    _write(root, changed)
    count = f"{len(changed)} file{'' if len(changed) == 1 else 's'}"
    click.echo(f"{count} renewed in {_place(root)}; {len(files) - len(changed)} stayed as before.")
    if PROGRAM_FILE not in files:
        click.echo(f"{PROGRAM_FILE} stays as it is: the program was installed here from a folder. --program names it.")
        return
    for wheel in sorted((root / PROGRAM_FILE).parent.glob("kalmyk_site-*.whl")):
        if wheel.name.encode() not in files[PROGRAM_FILE]:
            click.echo(f"Delete requirements/{visible(wheel.name)}: {PROGRAM_FILE} no longer names it.")


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _place(root: Path) -> str:
    place = shown(root)
    return "this folder" if place == "." else place


def _tell(root: Path, files: Mapping[str, bytes], program: Program | None, bare: bool) -> None:
    place = shown(root)
    click.echo(f"A new archive of {len(files)} files is in {_place(root)}:\n")
    for path, meaning in (TOLD_BARE if bare else TOLD).items():
        click.echo(f"    {path:<22}{meaning}")
    if program is None:
        click.echo(f"\n{UNNAMED}")
    steps = [] if place == "." else [f"cd {shlex.quote(place)}"]
    steps += ["kalmyk-site check", "kalmyk-site serve", "kalmyk-site build"]
    click.echo("\nNext:\n")
    for step in steps:
        click.echo(f"    {step}")
    click.echo(f"\n{MARKED}\n{LICENSE}")
