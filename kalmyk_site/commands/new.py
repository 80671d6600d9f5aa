"""`kalmyk-site new`: a record, a source, a chapter or a page, written into its file as soon as it passes the checks."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from kalmyk_site.amendments import AmendmentError, Contents, Trial, contents, try_out, write
from kalmyk_site.checks.changes import State
from kalmyk_site.checks.checked import check
from kalmyk_site.commands.calls import CallError, find_root, output_style, stop
from kalmyk_site.commands.groups import HelpfulGroup
from kalmyk_site.commands.questions import Questions
from kalmyk_site.progress import Progress
from kalmyk_site.records.fields import TEXT_KINDS, with_article
from kalmyk_site.records.files import SOURCES_FILE, ContentFile, read_content_file
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import FOLDERS
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.references.index import Index
from kalmyk_site.references.pasting import pasteable
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.reports.text import faults_of, finding_text
from kalmyk_site.writing.forms import MODELS, FieldForm, fields_of
from kalmyk_site.writing.lists import ListFormError
from kalmyk_site.writing.new_entries import AnswerError, Home, alike, home_of, suggested_id, value_of
from kalmyk_site.writing.proposals import Proposal, fields_at, propose_record, propose_text
from kalmyk_site.writing.text_edits import as_read, edited_bytes
from kalmyk_site.writing.yaml_form import Value, flow

_CHOICES_AT_MOST: Final = 8


class KindsGroup(HelpfulGroup):
    """A command for each kind, made when it is called: its options are the fields of the kind."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, in the order of lists."""
        del ctx
        return list(MODELS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that kind."""
        del ctx
        return _command(cmd_name) if cmd_name in MODELS else None


@click.group("new", cls=KindsGroup)
def command() -> None:
    """Write a new record, source, chapter or page into its file.

    Its fields are options; what is needed and not given is asked on a terminal. Nothing is written that would not pass
    the checks, and what stands in the file already stays as it is.

    Exit codes: 0 written, 1 not written because of a fault, 2 wrong call.
    """


def _command(kind: str) -> click.Command:
    options = [_option(form) for form in fields_of(kind)]
    if kind in FOLDERS:
        told = f"A file of content/records/{FOLDERS[kind]}/, also a new one. Default: where most has to do with it."
        options.append(click.Option(["--file"], metavar="FILE", help=told))
    options.append(click.Option(["--dry-run"], is_flag=True, help="Show what would be written, and write nothing."))
    return click.Command(
        kind,
        params=[*options],
        callback=click.pass_obj(partial(_new, kind)),
        help=f"Write {with_article(kind)}. The option of a list may be given several times. Parts of a record are "
        "written as in a file: '{value: 12, counted_by: census}'.",
        short_help=f"{with_article(kind).capitalize()}.",
    )


def _option(form: FieldForm) -> click.Option:
    if form.choices and len(form.choices) <= _CHOICES_AT_MOST:
        shape = "|".join(form.choices)
    elif form.is_text:
        shape = "MARKDOWN|-"
    elif form.part:
        shape = "FIELDS"
    else:
        shape = "ID" if form.kinds or form.name == "id" else "TEXT"
    told = f"{form.meaning} (needed)" if form.required else form.meaning
    if form.name == "id" and "/" not in form.example:
        told = f"{form.meaning} Default: made of the title or the name."
    return click.Option([f"--{_dashed(form)}", _parameter(form)], metavar=shape, multiple=form.many, help=told)


def _dashed(form: FieldForm) -> str:
    return form.name.replace("_", "-")


def _parameter(form: FieldForm) -> str:
    """The name by which click hands over a field; some are called like words of Python."""
    return f"field_{form.name.replace('-', '_')}"


def _new(kind: str, archive: Path | None, /, *, dry_run: bool, file: str | None = None, **options: Any) -> None:
    root = find_root(archive)
    try:
        with Progress(sys.stderr) as tell:
            before = State(root, check(root, tell))
        if before.checked.index is None:
            raise CallError("the archive cannot be read as a whole: kalmyk-site check tells what to mend first.")
        given = {form: options[_parameter(form)] for form in fields_of(kind)}
        given |= {form: sys.stdin.read() for form, text in given.items() if form.is_text and text == "-"}
        fields = {form.name: value_of(form, text if form.many else [text]) for form, text in given.items() if text}
        author = _Author(before.checked.index, kind, fields)
        author.look_for_others()
        while True:
            proposal, others = _proposal(root, before.checked.index, kind, author.fields, file)
            held, after = _contents(root, before.checked.index, proposal)
            trial = try_out(before, after)
            faults = faults_of(trial.checked, trial.brought_in)
            if not faults or not author.say_again(_tell(trial, faults, proposal, after)):
                break
    except (AnswerError, ListFormError, AmendmentError) as error:
        raise CallError("\n".join(map(visible, str(error).split("\n")))) from error
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        stop("Nothing was written.")
    if others and not faults:
        click.echo(f"Nothing speaks for one file more than for others; --file names one of {', '.join(others)}.\n")
    _finish(root, proposal, held, after, trial, bool(faults), dry_run)
    sys.exit(1 if faults else 0)


def _finish(
    root: Path, proposal: Proposal, held: Contents, after: Contents, trial: Trial, failed: bool, dry_run: bool
) -> None:
    """Write it, or tell that it was not written; what was said is shown in either case, so that nothing is lost."""
    if failed:
        head = f"Nothing was written. For {proposal.path} this was said:"
    elif dry_run:
        head = f"{proposal.path} would get:"
    else:
        try:
            write(root, held, after)
        except AmendmentError as error:
            raise CallError(f"{error}\n\n{proposal.shown}") from error
        index = trial.checked.index
        assert index is not None
        origin = index.archive.located[proposal.target].origin()
        head = f"{proposal.path}:{origin.line}"
    click.echo(f"{head}\n")
    click.echo("\n".join(visible(line) for line in proposal.shown.splitlines()))
    for path in proposal.edits:
        if path != proposal.path and not failed:
            click.echo(f"\n{path} {'would list' if dry_run else 'lists'} it.")
    for finding in trial.brought_in if not failed else ():
        click.echo(f"\nTo know: {visible(finding.message)}.")
    if not (failed or dry_run) and trial.checked.index is not None:
        title = trial.checked.index.title_of(proposal.target)
        click.echo(f"\nTexts name it so: {visible(pasteable(proposal.target, title))}")


class _Author:
    """Whoever says what is to be written: in the call, and on a terminal where something is missing."""

    def __init__(self, index: Index, kind: str, fields: Mapping[str, Value]) -> None:
        self.fields = dict(fields)
        self._kind = kind
        self._forms = {form.name: form for form in fields_of(kind)}
        self._questions = Questions(index, kind) if sys.stdin.isatty() else None
        self._index = index
        self._id_is_given = "id" in fields
        missing = [form for form in self._forms.values() if form.required and form.name not in fields]
        if self._questions is None or [form.name for form in missing] == ["id"]:
            suggested = "" if "id" in fields else suggested_id(index.archive, kind, self.fields)
            self.fields |= {"id": suggested} if suggested else {}
            missing = [form for form in missing if form.name not in self.fields]
        if missing and self._questions is None:
            raise CallError(_too_little(kind, missing))
        if missing:
            self._say(missing)

    def look_for_others(self) -> None:
        """Ask, where something of this kind has the same name already, whether another is meant.

        Raises:
            CallError: there is nobody to ask.
        """
        found = [] if self._id_is_given else alike(self._index, self._kind, self.fields)
        if not found:
            return
        places = ", ".join(f"{target} ({self._index.archive.located[target].origin()})" for target in found)
        if self._questions is None:
            raise CallError(f"this name has {places} already. If another is meant, give --id.")
        click.echo(f"\nThis name has {visible(places)} already.")
        if not click.confirm("Is another meant?"):
            raise click.Abort

    def say_again(self, names: Sequence[str]) -> bool:
        """Ask anew for what has faults; False where there is nobody to ask, or nothing that could be asked for."""
        if self._questions is None or not names:
            return False
        for name in names:
            self._ask(self._forms[name])
        return True

    def _say(self, missing: Sequence[FieldForm]) -> None:
        click.echo(f"A new {self._kind}. Ctrl+C ends this, and nothing is written.")
        # The id is made of the title or the name, so it comes after them.
        asked = sorted(missing, key=lambda form: form.name == "id" and self._kind not in TEXT_KINDS)
        asked += [self._forms[name] for name in ("text", "cite") if name in self._forms and name not in self.fields]
        for form in asked:
            self._ask(form)
        assert self._questions is not None
        names = [form.name for form in asked]
        while (more := self._questions.further([*names, *self.fields])) is not None:
            self._ask(more)
            names.append(more.name)

    def _ask(self, form: FieldForm) -> None:
        assert self._questions is not None
        before = self.fields.get(form.name)
        suggested = before if isinstance(before, str) and "\n" not in before.strip() else ""
        if form.name == "id" and not suggested:
            suggested = suggested_id(self._index.archive, self._kind, self.fields)
        if isinstance(before, list):
            click.echo(f"\nSaid so far: {visible(flow(before))}")
        value = self._questions.ask(form, suggested.strip())
        self.fields.pop(form.name, None)
        if value:
            self.fields[form.name] = value


def _too_little(kind: str, missing: Sequence[FieldForm]) -> str:
    # An id is made of the title or the name as soon as there is one.
    said = [form for form in missing if form.name != "id" or len(missing) == 1 or kind in TEXT_KINDS]
    rows = [f"  --{_dashed(form)} {shlex.quote(form.example)}   {form.meaning}" for form in said]
    return "\n".join([f"a new {kind} needs more, for example:", *rows])


def _proposal(
    root: Path, index: Index, kind: str, fields: Mapping[str, Value], named: str | None
) -> tuple[Proposal, Sequence[str]]:
    """What is to be written, and where else it could stand as well."""
    if kind in TEXT_KINDS:
        return propose_text(index.archive, kind, fields), ()
    home = Home(SOURCES_FILE) if kind == "source" else home_of(index, kind, fields)
    path, others = home.path, home.others
    if named is not None:
        folder = f"content/records/{FOLDERS[kind]}/"
        path, others = f"{folder}{named.removeprefix(folder).removeprefix(f'{FOLDERS[kind]}/')}", ()
        if not re.fullmatch(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.yml", path) or path.count("content/") > 1:
            place = f"in a file of {folder} whose name ends in .yml"
            raise CallError(f"{with_article(kind)} stands {place}, not in '{named}'.")
    if not (root / path).exists():
        return propose_record(index.archive, kind, fields, path, None), others
    return propose_record(index.archive, kind, fields, path, _read(root, path)), others


def _read(root: Path, path: str) -> ContentFile:
    file, findings = read_content_file(root, root / path)
    if file is None:
        raise ListFormError(f"{findings[0].origin}: {findings[0].message}. Mend that first.")
    return file


def _contents(root: Path, index: Index, proposal: Proposal) -> tuple[Contents, Contents]:
    """What the files hold now, and what they would."""
    held = contents(root, [*proposal.edits, *proposal.new])
    # The places of edits are those of the files as they were read, which may be long ago when questions were asked.
    settings = index.archive.located[SETTINGS].file
    if settings.path in proposal.edits and as_read(held[settings.path] or b"") != settings.text:
        raise AmendmentError(f"{settings.path} was changed meanwhile. Nothing was written; try again.")
    edited = {path: edited_bytes(held[path] or b"", edits) for path, edits in proposal.edits.items()}
    return held, {**edited, **{path: text.encode() for path, text in proposal.new.items()}}


def _tell(trial: Trial, faults: Sequence[Finding], proposal: Proposal, after: Contents) -> list[str]:
    """Show what is wrong; the fields in which it stands, as far as they are known."""
    style = output_style()
    for finding in faults:
        text = finding_text(finding, trial.checked.severity(finding), trial.lines[finding.origin.path], style)
        click.echo(f"{text}\n", color=style.color)
    lines = [finding.origin.line for finding in faults if finding.origin.path == proposal.path]
    return fields_at(ContentFile(proposal.path, as_read(after[proposal.path] or b"")), proposal, lines)
