"""`kalmyk-site rename`: something gets another id, wherever it is named."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from kalmyk_site.amendments import AmendmentError, Contents, contents, try_out, write
from kalmyk_site.checks.changes import State
from kalmyk_site.checks.checked import Checked, check
from kalmyk_site.commands.calls import CallError, find_root, lines_of, output_style, stop
from kalmyk_site.progress import Progress
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import ID_FORM, ID_LENGTH, TARGET_KINDS, TEXT_KINDS, Target, with_article
from kalmyk_site.records.findings import FINDING_CODES, Family, Finding, Severity, nearest_match
from kalmyk_site.references.index import Index
from kalmyk_site.reports.excerpts import excerpt, visible
from kalmyk_site.reports.text import Style, counted, report
from kalmyk_site.writing.changed_lines import changed_lines
from kalmyk_site.writing.lists import ListFormError
from kalmyk_site.writing.renaming import FileEdits, Renaming, plan_renaming, said_anew
from kalmyk_site.writing.text_edits import as_read, edited_bytes

_UNSEEN: Final = (
    *(code for code in FINDING_CODES if code.startswith(("file-", "yaml-"))),
    *("line-too-long", "nesting-too-deep", "front-matter-missing", "id-invalid", "id-duplicate", "address-duplicate"),
    *("citation-malformed", "locator-invalid"),
)
"""Codes of findings behind which something is not read."""


@click.command("rename")
@click.argument("old", metavar="KIND:OLD")
@click.argument("new", metavar="NEW")
@click.option("--no-former-id", is_flag=True, help="Do not note the old id, so that the old address leads nowhere.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.pass_obj
def command(archive: Path | None, old: str, new: str, no_former_id: bool, dry_run: bool) -> None:
    """Give a record, source, chapter or page another id, wherever it is named.

    A chapter or page is named as in links (chapter:history/old); its file moves. The old id is noted in the record as a
    former one, so that its old address leads to the new one. Comments, layout and everything else stay as they are.
    Nothing is written where the change would bring in a finding.

    Exit codes: 0 written, 1 not written for what was found in the archive, 2 wrong call.
    """
    root = find_root(archive)
    target, new_id = _names(old, new)
    style = output_style()
    try:
        with Progress(sys.stderr) as tell:
            checked = check(root, tell)
            index = _whole_index(root, checked, style)
            _refuse_impossible(index.archive, target, new_id)
            tell("looking for every place")
            renaming = plan_renaming(index, target, new_id, keeps_address=not no_former_id)
            _refuse_unclear(renaming)
            before, after = _contents(root, renaming)
            tell("checking what would be")
            trial = try_out(State(root, checked), after, said_anew(target, new_id))
            if not (trial.brought_in or dry_run):
                write(root, before, after)
    except (AmendmentError, ListFormError) as error:
        raise CallError(str(error)) from error
    except KeyboardInterrupt:
        stop("Nothing was written.")
    for each in renaming.files:
        click.echo("\n".join(_shown(each, style)), color=style.color)
    if trial.brought_in:
        said = report(trial.checked, trial.brought_in, lambda path: trial.lines.get(path, ()), style)
        click.echo(f"\nThe change would bring in:\n\n{said}\n", color=style.color)
    click.echo(f"\n{_summary(target, new_id, renaming)} {_outcome(trial.brought_in, dry_run=dry_run)}")
    sys.exit(1 if trial.brought_in else 0)


def _names(old: str, new: str) -> tuple[Target, str]:
    """What is to be renamed, and its new id."""
    kind, _, id_ = old.partition(":")
    if kind not in TARGET_KINDS or not id_:
        near = nearest_match(kind, TARGET_KINDS)
        raise CallError(
            f"'{old}' names nothing. Write the kind, a colon and the id, as in person:ada-north; the kinds are "
            f"{', '.join(TARGET_KINDS)}.{f' Did you mean {near}?' if near else ''}"
        )
    new_id = new.removeprefix(f"{kind}:")
    if new_id == id_:
        raise CallError(f"'{old}' is called so already.")
    parts = new_id.split("/")
    is_text = kind in TEXT_KINDS
    if len(parts) != 1 + is_text or any(not ID_FORM.fullmatch(part) or len(part) > ID_LENGTH for part in parts):
        form = "folder/name, each of" if is_text else f"at most {ID_LENGTH} characters:"
        raise CallError(
            f"'{new_id}' can be no id of {with_article(kind)}: {form} lower-case letters a to z, digits, single "
            "hyphens."
        )
    if is_text and (parts[0] == "about") != (kind == "page"):
        raise CallError("pages are those in content/about/, chapters all others; the one cannot become the other.")
    return Target(kind, id_), new_id


def _whole_index(root: Path, checked: Checked, style: Style) -> Index:
    """The index of an archive in which no place is hidden."""
    index = checked.index
    broken = index is None or bool(index.archive.broken)
    hiding = [finding for finding in checked.of(Severity.ERROR) if _hides(finding, broken=broken)]
    if index is None or hiding:
        click.echo(f"{report(checked, hiding, lines_of(root), style)}\n", color=style.color)
        click.echo("Nothing was written: these errors may hide places at which the id stands. Mend them first.")
        sys.exit(1)
    return index


def _hides(finding: Finding, *, broken: bool) -> bool:
    return finding.code in _UNSEEN or (broken and FINDING_CODES[finding.code].family is Family.STRUCTURE)


def _refuse_impossible(archive: Archive, target: Target, new_id: str) -> None:
    if target not in archive.located or target.id in ("home", "archive", "about"):
        now = archive.former.get(target)
        ids = [known.id for known in archive.located if known.kind == target.kind]
        near = now.id if now else nearest_match(target.id, ids)
        if target.kind == "page" and not now:
            raise CallError(f"'{target}' cannot be renamed: only pages that are files in content/about/ can.")
        hint = f" It is called '{near}' now." if now else f" Did you mean '{near}'?" if near else ""
        raise CallError(f"there is no {target.kind} '{target.id}'.{hint}")
    there = archive.located.get(Target(target.kind, new_id))
    if there is not None:
        raise CallError(
            f"there is {with_article(target.kind)} '{new_id}' already, at {there.origin()}. Choose another id."
        )


def _refuse_unclear(renaming: Renaming) -> None:
    if renaming.unclear:
        places = "\n".join(f"    {place}" for place in renaming.unclear)
        raise CallError(
            f"the id stands here with escapes, or in a form that cannot be changed by place:\n{places}\n"
            "Write it there plainly, and try again. Nothing was written."
        )


def _contents(root: Path, renaming: Renaming) -> tuple[Contents, Contents]:
    """What the files hold now, and what they would."""
    paths = [path for each in renaming.files for path in (each.file.path, each.moved_to) if path]
    before = contents(root, paths)
    after: dict[str, bytes | None] = {}
    for each in renaming.files:
        path, data = each.file.path, before[each.file.path]
        if data is None or as_read(data) != each.file.text:
            raise AmendmentError(f"{path} was changed meanwhile. Nothing was written; try again.")
        if each.moved_to and before[each.moved_to] is not None:
            raise AmendmentError(f"there is a file {each.moved_to} already. Nothing was written.")
        after[path] = None if each.moved_to else edited_bytes(data, each.edits)
        if each.moved_to:
            after[each.moved_to] = edited_bytes(data, each.edits)
    return before, after


def _shown(each: FileEdits, style: Style) -> Iterator[str]:
    if each.moved_to:
        yield visible(f"{each.file.path} -> {each.moved_to}")
    for change in changed_lines(each.file.text, each.edits):
        yield style.paint(visible(f"{each.file.path}:{change.line}"), "place")
        column = _first_difference(change.before[0], change.after[0]) if change.after else 1
        yield from (f"    - {excerpt(line, column, width=style.width).text}" for line in change.before)
        yield from (f"    + {excerpt(line, column, width=style.width).text}" for line in change.after)


def _first_difference(one: str, other: str) -> int:
    """The first column, counted from 1, in which two lines differ; behind the shorter one where none does."""
    pairs = enumerate(zip(one, other, strict=False), 1)
    return next((column for column, (left, right) in pairs if left != right), min(len(one), len(other)) + 1)


def _summary(target: Target, new_id: str, renaming: Renaming) -> str:
    places = counted(renaming.places, "place", "places")
    return f"{target} -> {target.kind}:{new_id}: {places} in {counted(len(renaming.files), 'file', 'files')}."


def _outcome(brought_in: Sequence[Finding], *, dry_run: bool) -> str:
    if brought_in:
        return "Nothing was written."
    return "Nothing was written, as this was a dry run." if dry_run else "Written."
