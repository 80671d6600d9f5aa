"""What a change brought in: the findings of an archive that an earlier state of it did not have.

A finding is known again by what it says, not by its line, so one that only moved with its text is not new. Files that
were renamed, and perhaps edited a little, are followed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Final

from kalmyk_site.checks.checked import Checked
from kalmyk_site.records.files import list_content_files, read_lines
from kalmyk_site.records.findings import Finding, Severity

_PLACE: Final = re.compile(r"(content/\S+?):\d+:\d+")
_GRAVITY: Final = {Severity.INFORMATION: 0, Severity.WARNING: 1, Severity.ERROR: 2}

_ALIKE: Final = 0.5
"""Share of lines that a renamed file must have in common with the old one, as in git."""

_RENAMES_AT_MOST: Final = 200
"""New files for which an old name is sought: each is compared with every file that is gone."""


@dataclass(frozen=True)
class State:
    """An archive at one time."""

    root: Path
    checked: Checked

    @cached_property
    def lines(self) -> Callable[[str], tuple[str, ...]]:
        """The lines of a file by its path."""
        return cache(partial(read_lines, self.root))

    def line(self, finding: Finding) -> str:
        """The line that a finding stands in, without indentation; empty where it cannot be shown."""
        lines = self.lines(finding.origin.path)
        return lines[finding.origin.line - 1].strip() if finding.origin.line <= len(lines) else ""

    @cached_property
    def names(self) -> frozenset[str]:
        """The paths of its files."""
        return frozenset(path.relative_to(self.root).as_posix() for path in list_content_files(self.root)[0])


@dataclass(frozen=True, slots=True)
class _Likeness:
    """By what a finding is known again."""

    code: str
    path: str
    value: str
    message: str


@dataclass(slots=True)
class _Old:
    """A finding of the earlier state, and whether one of the later state has been matched with it."""

    gravity: int
    line: str
    is_matched: bool = False


def brought_in(before: State, now: State, said: Callable[[str], str] = str) -> list[Finding]:
    """The findings of `now` that `before` did not have, or had with a lesser severity, in their order.

    Args:
        before: The earlier state.
        now: The later one.
        said: Says what an earlier finding says as a later one may say it: with the id that something has now.
    """
    renamed = _renames(before, now)
    unmatched: dict[_Likeness, list[_Old]] = {}
    for finding in before.checked.findings:
        old = _Old(_GRAVITY[before.checked.severity(finding)], before.line(finding))
        # A text may also hold the id as a word, which stays.
        for likeness in {_likeness(finding, renamed), _likeness(finding, renamed, said)}:
            unmatched.setdefault(likeness, []).append(old)
    # Of several alike in one file, those whose line stands as it did are the old ones.
    waiting = [finding for finding in now.checked.findings if not _match(unmatched, now, finding, same_line=True)]
    return [finding for finding in waiting if not _match(unmatched, now, finding, same_line=False)]


def _match(unmatched: dict[_Likeness, list[_Old]], now: State, finding: Finding, *, same_line: bool) -> bool:
    """Whether there is an old finding that this one is; it is taken away."""
    candidates = unmatched.get(_likeness(finding, {}), [])
    while candidates and candidates[0].is_matched:
        del candidates[0]
    if not candidates:
        return False
    gravity = _GRAVITY[now.checked.severity(finding)]
    line = now.line(finding) if same_line else ""
    for place, old in enumerate(candidates):
        if not old.is_matched and old.gravity >= gravity and (not same_line or old.line == line):
            old.is_matched = True
            del candidates[place]
            return True
    return False


def _likeness(finding: Finding, renamed: Mapping[str, str], said: Callable[[str], str] = str) -> _Likeness:
    path = finding.origin.path
    new = renamed.get(path, path)
    message = _PLACE.sub(lambda place: renamed.get(place[1], place[1]), finding.message)
    return _Likeness(finding.code, new, said(finding.value.replace(path, new)), said(message.replace(path, new)))


def _renames(before: State, now: State) -> dict[str, str]:
    """New path of each file that stood elsewhere, by its old one."""
    gone = {path: Counter(before.lines(path)) for path in sorted(before.names - now.names)}
    found: dict[str, str] = {}
    for path in sorted(now.names - before.names)[:_RENAMES_AT_MOST] if gone else ():
        lines = Counter(now.lines(path))
        best = max(gone, key=lambda one: _share(gone[one], lines), default="")
        if best and _share(gone[best], lines) >= _ALIKE:
            found[best] = path
            del gone[best]
    return found


def _share(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)
