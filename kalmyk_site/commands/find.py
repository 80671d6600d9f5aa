"""`kalmyk-site find`: how links and citations call a record, a source, a chapter or a page, and where it stands."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from kalmyk_site.commands.calls import find_root, output_style, stop
from kalmyk_site.exports.jump_index import JumpEntry, jump_entries
from kalmyk_site.pages.frame import Frame
from kalmyk_site.progress import Progress
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import TEXT_KINDS, Target
from kalmyk_site.records.findings import NearestMatches, Origin
from kalmyk_site.records.reading import SETTINGS, read_archive
from kalmyk_site.references.index import build_index
from kalmyk_site.references.name_folding import fold
from kalmyk_site.references.name_ranking import Answer, ranked
from kalmyk_site.references.pasting import pasteable
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.reports.text import Style

FORM: Final = 1
"""Number of the form of JSON. docs/command-line.md describes it."""

SHOWN: Final = 10
"""So many are listed unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, as an author needs it."""

    target: Target
    title: str
    name: str
    """The other name, or the former id, by which it was found, where the title does not tell."""

    detail: str
    """What tells it from one of nearly the same name."""

    is_draft: bool
    """Whether it is kept out of the site."""

    paste: str
    """The cross-link to it; of a source, the citation, whose page is to be added."""

    origin: Origin | None
    """Where it stands; nothing for pages that are made from the records."""


@click.command("find")
@click.argument("text", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help=f"List all that is found, not the best {SHOWN} alone.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
@click.pass_obj
def command(archive: Path | None, text: tuple[str, ...], everything: bool, form: str) -> None:
    """Find records, sources, chapters and pages by a name in any spelling.

    A number or an id will do as well. Each is listed with the link or citation to paste, and with its place. An archive
    with errors is searched as far as it can be read.

    Exit codes: 0 found, 1 nothing of that name (what is nearest is listed), 2 wrong call.
    """
    query = " ".join(text)
    root = find_root(archive)
    try:
        with Progress(sys.stderr) as tell:
            tell("reading")
            reading = read_archive(root, whatever_can_be_read=True)
            # There is an archive whatever could not be read.
            assert reading.archive is not None
            entries = list(jump_entries(Frame(build_index(reading.archive), {})))
            former = _by_former_id(query, reading.archive, entries)
            answers, is_found = _look_up(query, entries, former)
    except KeyboardInterrupt:
        stop("Nothing was listed.")
    hits = [_hit(reading.archive, answer, former) for answer in (answers if everything else answers[:SHOWN])]
    if form == "json":
        click.echo(_as_json(query, is_found, len(answers), hits))
    else:
        _print_text(query, is_found, len(answers), hits, output_style())
    if reading.archive.broken:
        click.echo("Some of the archive cannot be read and is not found: kalmyk-site check tells what.", err=True)
    sys.exit(0 if is_found else 1)


def _by_former_id(query: str, archive: Archive, entries: Sequence[JumpEntry]) -> dict[Target, str]:
    """The former id of each thing that was called as the query says."""
    key = query.strip().removeprefix("@")
    found = {now: old.id for old, now in archive.former.items() if key in (old.id, str(old))}
    return {entry.target: found[entry.target] for entry in entries if entry.target in found}


def _look_up(
    query: str, entries: Sequence[JumpEntry], former: Mapping[Target, str]
) -> tuple[list[Answer[JumpEntry]], bool]:
    """What is found, best first, and whether it is what was asked for or only near to it."""
    key = query.strip().removeprefix("@")
    by_id = [
        Answer(entry, 0, False)
        for entry in entries
        if key in (entry.target.id, str(entry.target)) or entry.target in former
    ]
    by_name = ranked(query, entries)
    named = [answer for answer in by_name if not answer.is_similar]
    found = [*by_id, *(answer for answer in named if all(answer.entry is not other.entry for other in by_id))]
    if found:
        return found, True
    return by_name or _nearest(query, entries), False


def _nearest(query: str, entries: Sequence[JumpEntry]) -> list[Answer[JumpEntry]]:
    """What looks most like a text that is no name, by name or by id."""
    known = {
        **{entry.target.id: Answer(entry, 0, True) for entry in entries},
        **{name.key: Answer(entry, number, True) for entry in entries for number, name in enumerate(entry.names)},
    }
    nearest = NearestMatches(known)
    found = (known[near] for text in (query, fold(query)) if (near := nearest(text)))
    return [*{answer.entry.target: answer for answer in found}.values()]


def _hit(archive: Archive, answer: Answer[JumpEntry], former: Mapping[Target, str]) -> Hit:
    target, title, names, detail = answer.entry
    name = names[answer.number].text
    shown = "" if name in names[0].text or name == detail else name
    shown = shown or former.get(target, "")
    return Hit(
        target, title, shown, detail, target in archive.drafts, pasteable(target, title), _origin(archive, target)
    )


def _origin(archive: Archive, target: Target) -> Origin | None:
    located = archive.located.get(target)
    if located is not None:
        field = "title" if target.kind in TEXT_KINDS else "id"
        return located.origin(field)
    parts = [part.folder for part in archive.settings.parts]
    if target.kind == "page" and target.id in parts and SETTINGS in archive.located:
        return archive.located[SETTINGS].origin("parts", parts.index(target.id), "folder")
    return None


def _print_text(query: str, is_found: bool, count: int, hits: Sequence[Hit], style: Style) -> None:
    if not is_found:
        more = "What is nearest:" if hits else "Nor is anything near it."
        click.echo(visible(f"Nothing here is called '{query}'. {more}"))
        if hits:
            click.echo()
    blocks = [_as_text(hit, style) for hit in hits]
    if blocks:
        click.echo("\n\n".join(blocks), color=style.color)
    if len(hits) < count:
        click.echo(f"\n{count - len(hits)} more: --all lists them.")


def _as_text(hit: Hit, style: Style) -> str:
    beside = [f"found by '{hit.name}'"] * bool(hit.name) + [hit.detail] * bool(hit.detail)
    beside += ["draft: not published"] * hit.is_draft
    head = style.paint(visible(hit.title), "place")
    rows = [
        f"{head} ({visible(hit.target.kind)})",
        *(f"    {visible(row)}" for row in beside),
        f"    {visible(hit.paste)}",
    ]
    if hit.origin is not None:
        rows.append(f"    {visible(f'{hit.origin.path}:{hit.origin.line}')}")
    return "\n".join(rows)


def _as_json(query: str, is_found: bool, count: int, hits: Sequence[Hit]) -> str:
    """All but ASCII is escaped, so that it can be written and read in any encoding."""
    report = {
        "version": FORM,
        "query": query,
        "found": is_found,
        "count": count,
        "hits": [
            {
                "kind": hit.target.kind,
                "id": hit.target.id,
                "title": hit.title,
                "name": hit.name,
                "detail": hit.detail,
                "draft": hit.is_draft,
                "paste": hit.paste,
                "path": hit.origin.path if hit.origin else None,
                "line": hit.origin.line if hit.origin else None,
            }
            for hit in hits
        ],
    }
    return json.dumps(report, indent=2)
