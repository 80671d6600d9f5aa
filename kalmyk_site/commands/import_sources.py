"""`kalmyk-site import`: works from files of reference managers become sources of the archive."""

from __future__ import annotations

import json
import logging
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from kalmyk_site.amendments import AmendmentError, write
from kalmyk_site.checks.changes import State
from kalmyk_site.checks.checked import check
from kalmyk_site.commands.calls import CallError, find_root, output_style, stop
from kalmyk_site.imports.reading import ImportFileError, read_works
from kalmyk_site.imports.works import FORMAT_NAMES, Format, Refused, WorksRead
from kalmyk_site.progress import Progress
from kalmyk_site.records.files import MAX_FILE_BYTES, SOURCES_FILE
from kalmyk_site.records.validation import shorten
from kalmyk_site.references.chicago import format_short
from kalmyk_site.references.values import write_value
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.reports.text import Style, counted
from kalmyk_site.source_import import ImportRefusedError, Known, Left, SourceImport, Taken, import_sources

FORM: Final = 1
"""Number of the form of JSON. docs/command-line.md describes it."""


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--from",
    "form",
    type=click.Choice(("csl", "bibtex", "ris")),
    help="Format of the files: csl for CSL-JSON. Default: found in their content.",
)
@click.option("--no-merge", "untouched", is_flag=True, help="Leave known works as they are; do not fill them in.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done and write nothing.")
@click.option(
    "--format",
    "report_form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
@click.pass_obj
def command(
    archive: Path | None, files: tuple[str, ...], form: Format | None, untouched: bool, dry_run: bool, report_form: str
) -> None:
    """Take sources from CSL-JSON, BibTeX or RIS, as Zotero exports them.

    New works come into content/sources.yml under keys of their own. Known ones are recognized by DOI, by ISBN, or by
    title, year and author; they keep their key and all that they say, and are filled in where they say nothing. FILE -
    is the standard input.

    Exit codes: 0 every work is taken or known, 1 something was left, 2 wrong call.
    """
    root = find_root(archive)
    # What these libraries have to say is said in the report.
    for name in ("bibtexparser", "pylatexenc"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    read = [_read(name, form) for name in files]
    works = [work for one in read for work in one.works]
    try:
        with Progress(sys.stderr) as tell:
            tell("reading")
            before = State(root, check(root, tell))
            result = import_sources(before, works, merging=not untouched, progress=tell)
            if result.after and not dry_run:
                write(root, result.before, result.after)
    except (ImportRefusedError, AmendmentError) as error:
        raise CallError(visible(f"nothing was imported: {error}")) from error
    except KeyboardInterrupt:
        stop("Nothing was imported.")
    report = _as_json if report_form == "json" else _as_text
    style = output_style()
    click.echo(report(read, result, dry_run, style), color=style.color)
    sys.exit(1 if result.left or any(one.refused for one in read) else 0)


def _read(name: str, form: Format | None) -> WorksRead:
    """The works of one file; one byte more than may be is read, so that a file without end is refused as well."""
    try:
        with click.open_file(name, "rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
        return read_works(data, "standard input" if name == "-" else name, form)
    except OSError as error:
        raise CallError(visible(f"{name}: {error.strerror}.")) from error
    except ImportFileError as error:
        raise CallError(visible(f"{name} {error}")) from error


# Text -----------------------------------------------------------------------------------------------------------


def _as_text(read: Sequence[WorksRead], result: SourceImport, dry_run: bool, style: Style) -> str:
    left = _all_left(read, result)
    filled = [one for one in result.known if one.added and not one.same_as]
    known = [one for one in result.known if one not in filled]
    blocks = [
        _block("Taken", [_taken_text(one) for one in result.taken], style),
        _block("Filled in", [_known_text(one) for one in filled], style),
        _block("Known already", [_known_text(one) for one in known], style),
        _block("Left", [_left_text(one) for one in left], style),
    ]
    omitted = Counter(what for one in read for work in one.works for what in work.left)
    if omitted:
        listed = ", ".join(f"{visible(what)} ({count})" for what, count in omitted.most_common())
        blocks.append(f"Not taken over from these works: {listed}.")
    counts = f"{len(result.taken)} taken, {len(filled)} filled in, {len(known)} known already, {len(left)} left"
    forms = ", ".join(dict.fromkeys(FORMAT_NAMES[one.form] for one in read))
    total = sum(len(one.works) + len(one.refused) for one in read)
    blocks.append(f"{counted(total, 'work', 'works')} in {forms}: {counts}.{' Nothing was written.' * dry_run}")
    if result.taken and not dry_run:
        key = result.taken[0].key
        blocks.append(f"Cite one, with its page: [@{key}, p. ]")
    return "\n\n".join(block for block in blocks if block)


def _block(title: str, rows: Sequence[str], style: Style) -> str:
    if not rows:
        return ""
    return "\n".join([style.paint(title, "place"), *(f"    {_visible(row)}" for row in rows)])


def _visible(text: str) -> str:
    """Text with what no one could see shown as escapes; its own line ends stay."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _taken_text(one: Taken) -> str:
    # Without an author the title is the short reference itself.
    title = f", '{shorten(write_value(one.source.title), 70)}'" if one.source.author or one.source.editor else ""
    return f"{one.key}: {format_short(one.source)}{title}\n        {SOURCES_FILE}:{one.line}"


def _known_text(one: Known) -> str:
    same = f", the same as {one.same_as}" if one.same_as else ""
    rows = [f"{one.key} ({one.work.place}{same})"]
    if one.added:
        rows.append(f"        added: {', '.join(one.added)}")
    rows += [f"        {told.field}: kept '{told.kept}', the file says '{told.file}'" for told in one.differences]
    return "\n".join(rows)


def _left_text(one: Left | Refused) -> str:
    told = one.work if isinstance(one, Left) else one
    return f"{told.place}{f' ({told.name})' if told.name else ''}: {one.reason}"


def _all_left(read: Sequence[WorksRead], result: SourceImport) -> list[Left | Refused]:
    """What could not be read and what is not taken, in the order of the files."""
    numbers = {file: number for number, one in enumerate(read) for file in _files(one)}

    def place(one: Left | Refused) -> tuple[int, int]:
        told = one.work if isinstance(one, Left) else one
        return numbers[told.file], told.line

    return sorted([*(refused for one in read for refused in one.refused), *result.left], key=place)


def _files(read: WorksRead) -> set[str]:
    return {one.file for one in (*read.works, *read.refused)}


# JSON -----------------------------------------------------------------------------------------------------------


def _as_json(read: Sequence[WorksRead], result: SourceImport, dry_run: bool, style: Style) -> str:
    """All but ASCII is escaped, so that it can be written and read in any encoding."""
    del style
    report = {
        "version": FORM,
        "dry_run": dry_run,
        "taken": [
            {
                "key": one.key,
                "reference": format_short(one.source),
                "title": write_value(one.source.title),
                "path": SOURCES_FILE,
                "line": one.line,
                "from": one.work.place,
                "not_taken_over": [*one.work.left],
            }
            for one in result.taken
        ],
        "known": [
            {
                "key": one.key,
                "path": SOURCES_FILE,
                "line": one.line,
                "from": one.work.place,
                "same_as": one.same_as,
                "added": [*one.added],
                "differences": [
                    {"field": told.field, "kept": told.kept, "file": told.file} for told in one.differences
                ],
            }
            for one in result.known
        ],
        "left": [_left_json(one) for one in _all_left(read, result)],
    }
    return json.dumps(report, indent=2)


def _left_json(one: Left | Refused) -> dict[str, str]:
    if isinstance(one, Refused):
        return {"from": one.place, "name": one.name, "title": "", "reason": one.reason, "code": ""}
    return {
        "from": one.work.place,
        "name": one.work.name,
        "title": write_value(one.work.title),
        "reason": one.reason,
        "code": one.finding.code if one.finding else "",
    }
