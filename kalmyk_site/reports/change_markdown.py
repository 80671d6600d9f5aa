"""Changes as Markdown, for whoever reviews them: the gravest first, each with its place and the words in question.

Whatever comes from content stands in code spans, the one place where a host of repositories makes neither markup nor
HTML, links or mentions of it; what a terminal could take for a command, and what no one could see, is escaped.

Source:
    CommonMark 0.31.2, 6.1 Code spans; GitHub Docs, "Basic writing and formatting syntax", Mentioning people and teams.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kalmyk_site.differences.changes import GRAVITIES, Change, Differences, Gravity, Unread
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Origin
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.reports.text import counted

SHOWN: Final = 1000
"""Changes that are shown, the gravest of all: GitHub takes summaries up to a size."""

_LISTED: Final = 10
"""Things that could not be read or compared, of which each is named."""

_LONGEST: Final = 240
"""Characters of a quotation."""

_PART: Final = 80
"""Characters of what an entry says."""

_CONTEXT: Final = 5
"""Words that stay on both sides of what changed in a sentence."""

_HEADS: Final = {
    Gravity.CITATION_LOST: ("Citation lost", "citation lost", "citations lost"),
    Gravity.NUMBER: ("Number", "number changed", "numbers changed"),
    Gravity.CITATION_ALTERED: ("Citation altered", "citation altered", "citations altered"),
    Gravity.REMOVED: ("Removed", "removal", "removals"),
    Gravity.JUDGMENT: ("Judgment", "judgment changed", "judgments changed"),
    Gravity.FACT: ("Fact", "fact changed", "facts changed"),
    Gravity.ADDED: ("Added", "addition", "additions"),
    Gravity.CITATION_ADDED: ("Citation added", "citation added", "citations added"),
    Gravity.WORDING: ("Wording", "wording changed", "wordings changed"),
    Gravity.MOVED: ("Moved", "moved or renamed", "moved or renamed"),
}

_UNCITED: Final = ("source", "picture", "chapter", "page")
"""Kinds whose fields need no citation; what they state does."""

_TICKS: Final = re.compile(r"`+")


def changes_as_markdown(found: Differences, before: str, after: str) -> str:
    """A summary, then what could not be read, then every record and text that changed, the gravest first.

    Args:
        found: What changed.
        before: The earlier revision as it was named.
        after: The later one; empty for the working tree.
    """
    shown = sorted(found.changes, key=lambda change: GRAVITIES[change.gravity])[:SHOWN]
    later = code(after) if after else "the working tree"
    blocks = [f"# Evidence: {code(before)} to {later}", _summary(found.changes), *_faults(found, before, after)]
    groups: dict[Target, list[Change]] = {}
    for change in shown:
        groups.setdefault(change.owner, []).append(change)
    for owner, changes in groups.items():
        label = found.labels.get(owner)
        title = f": {code(_cut(label))}" if label else ""
        blocks += [f"## {code(str(owner))}{title}", "\n".join(map(_item, changes))]
    if len(shown) < len(found.changes):
        left = counted(len(found.changes) - len(shown), "change", "changes")
        blocks.append(f"Not shown: {left}, none graver than these. `--format json` has all.")
    return "\n\n".join(blocks)


def code(text: str) -> str:
    """A text as a code span, whatever it holds."""
    shown = visible(" ".join(text.split())) or " "
    ticks = "`" * (max(map(len, _TICKS.findall(shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def _summary(changes: Sequence[Change]) -> str:
    counts = Counter(change.gravity for change in changes)
    parts = [counted(counts[gravity], one, many) for gravity, (_, one, many) in _HEADS.items() if counts[gravity]]
    return f"{', '.join(parts)}." if parts else "Nothing changed as evidence."


def _faults(found: Differences, before: str, after: str) -> Iterator[str]:
    if not found.unread and not found.uncompared:
        return
    yield "## Not compared"
    rows = [_fault(each, before, after) for each in found.unread]
    rows += [f"- {code(str(target))}: one state has it, the other could not be read." for target in found.uncompared]
    more = len(rows) - _LISTED
    yield "\n".join((*rows[:_LISTED], *([f"- and {more:,} more"] if more > 0 else [])))


def _fault(each: Unread, before: str, after: str) -> str:
    name = before if each.state == "before" else after
    state = code(name) if name else "the working tree"
    return f"- {_place(each.finding.origin)} in {state} could not be read: {code(each.finding.message)}"


def _item(change: Change) -> str:
    head = "**Renamed**" if change.how == "renamed" else f"**{_HEADS[change.gravity][0]}**"
    place = f"{_place(change.at)}" if change.at else f"was at {_place(change.was_at)}" if change.was_at else ""
    field = f", {code(change.field)}" if change.field else ""
    if change.part:
        field += f" (in {code(_cut(change.part, _PART))})"
    return f"- {head} {place}{field}: {' '.join(_said(change))}"


def _said(change: Change) -> Iterator[str]:
    before, after = _quoted(change)
    if change.how == "renamed":
        yield f"{before} is now {after}."
    elif change.how == "moved":
        yield f"{after} stood in {_place(change.was_at)}."
    elif change.before and change.after and change.before != change.after:
        yield f"{before} became {after}."
    elif change.what == "link":
        yield f"links no longer to {before}." if change.before else f"links to {after} too."
    elif change.how == "removed":
        yield f"{before} is gone."
    elif change.before or change.after:
        yield after if change.after else before
    if change.sentences > 1:
        yield f"The same is true of the {counted(change.sentences - 1, 'sentence', 'sentences')} before it."
    for each in change.citations:
        if each.how == "lost":
            yield f"No longer rests on {code(each.before)}."
        elif each.how == "added":
            yield f"Rests on {code(each.after)}, which is new here."
        else:
            yield f"Rested on {code(each.before)}, now on {code(each.after)}."
    yield from _evidence(change)


def _evidence(change: Change) -> Iterator[str]:
    needs_none = change.owner.kind in _UNCITED and change.what != "statement"
    if change.how in ("renamed", "moved") or change.what == "link" or needs_none:
        return
    cited = ", ".join(map(code, change.rests_on))
    if change.how == "removed":
        if cited:
            yield f"It rested on {cited}."
    elif any(each.how == "lost" for each in change.citations):
        yield f"Rests on {cited} now." if cited else "Nothing is cited for it now."
    elif not change.citations:
        if cited:
            yield f"Rests on {cited}."
        elif not change.own_words:
            yield "Nothing is cited for it."


def _quoted(change: Change) -> tuple[str, str]:
    """The words before and after, those that stayed left out but for a few."""
    before, after = change.before.split(), change.after.split()
    if change.what != "statement" or not before or not after or before == after:
        return code(_cut(change.before)), code(_cut(change.after))
    shortest = min(len(before), len(after))
    first = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    room = shortest - first
    last = next((n for n in range(room) if before[-1 - n] != after[-1 - n]), room)
    old, new = (_around(words, first, len(words) - last) for words in (before, after))
    return code(_cut(old)), code(_cut(new))


def _around(words: Sequence[str], first: int, last: int) -> str:
    start, end = max(first - _CONTEXT, 0), min(last + _CONTEXT, len(words))
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _place(origin: Origin | None) -> str:
    return code(f"{origin.path}:{origin.line}") if origin else ""
