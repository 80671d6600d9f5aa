"""Showing: what the preview has to show after the last save, and the page at each address.

A save is read and checked as a whole; texts that have not changed are not parsed again. Pages are made when somebody
asks for them. An archive with errors is not shown: its faults lie over the pages of the last one without.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from threading import Condition, Lock, RLock
from typing import Final
from urllib.parse import quote, unquote

from kalmyk_site.checks.checked import Memory, check
from kalmyk_site.pages.catalog import load_catalog
from kalmyk_site.pages.output import check_output
from kalmyk_site.pages.overlay import bare_page, lay_over, overlay_html
from kalmyk_site.preview.media_types import HTML, TEXT, media_type
from kalmyk_site.references.addresses import NOT_FOUND
from kalmyk_site.reports.faults import Faults, archive_faults, failure, output_faults
from kalmyk_site.reports.text import PLAIN, Lines, Style
from kalmyk_site.search_index import FOLDER, SearchIndexError
from kalmyk_site.site import Plan, plan_site

Tell = Callable[[str], None]
"""Says something to whoever writes."""

INDEX: Final = "index.html"


@dataclass(frozen=True)
class Answer:
    """What a browser is sent."""

    status: HTTPStatus
    type: str
    content: bytes
    state: str = ""
    """Of a page: tells it from the same page after a save that changes it."""

    location: str = ""
    """Where to go instead."""


@dataclass(frozen=True, eq=False)
class View:
    """What there is to show after one save."""

    plan: Plan | None
    """The last good site; None where there has been none yet."""

    faults: Faults | None
    """Why what was saved last is not shown; None where it is."""

    media: int = 0
    """Grows when a picture changes, which the pages that show it cannot tell."""

    made: dict[str, str] = field(default_factory=dict[str, str])
    """Pages that somebody has looked at, by file."""

    failed: set[str] = field(default_factory=set[str])
    """Those of them that could not be made."""

    lock: RLock = field(default_factory=RLock)
    """Held while a page or a file is made: they share what they have worked out."""


class Showing:
    """The present view of an archive. One thread calls `follow`, any number ask for pages."""

    def __init__(self, root: Path, tell: Tell, lines: Callable[[Path], Lines], style: Style = PLAIN) -> None:
        """Show nothing yet.

        Args:
            root: The archive's folder.
            tell: Is told what each save brought.
            lines: Gives the lines of the files of an archive as they are now.
            style: How faults look where they are told.
        """
        self._root = root
        self._tell = tell
        self._lines = lines
        self._style = style
        self._memory = Memory()
        self._media: Mapping[str, bytes] = {}
        self._view: View | None = None
        self._turned = Condition()
        self._closed = False
        self._last_good: dict[str, str] = {}
        self._search: Mapping[str, bytes] = {}
        self._search_lock = Lock()

    # What a save does -------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Read and check the archive as it is now, and show what came of it."""
        good = self._view.plan if self._view else None
        media = self._view.media if self._view else 0
        # Texts of the interface may have been edited too.
        load_catalog.cache_clear()
        lines = self._lines(self._root)
        try:
            checked = check(self._root, memory=self._memory)
            if checked.media != self._media:
                self._media, media = checked.media, media + 1
            self._tell(archive_faults(checked, lines, self._style).text)
            if checked.index is None or checked.failed:
                self.show(View(good, archive_faults(checked, lines), media))
            else:
                self.show(View(plan_site(checked, drafts=True), None, media))
        # A fault of a template or of the program. The next save has a new chance.
        except Exception:  # noqa: BLE001
            faults = failure(traceback.format_exc())
            self._tell(faults.text)
            self.show(View(good, faults, media))

    def check_rest(self) -> Iterator[None]:
        """Make the pages that nobody has looked at, one in each step, and at the end check the links between all.

        A build would refuse a broken one, so it is shown like other faults.
        """
        view = self._view
        if view is None or view.plan is None or view.faults:
            return
        pages: dict[str, str] = {}
        for file in view.plan.pages:
            pages[file] = self._html(view, view.plan, file)
            yield
        findings = () if view.failed else tuple(check_output(pages, frozenset(view.plan.files), view.plan.frame.root))
        if findings:
            faults = output_faults(findings, len(pages))
            self._tell(faults.text)
            self.show(replace(view, faults=faults, made={}))

    def show(self, view: View) -> None:
        """Show another view, and wake whoever waits for one."""
        with self._turned:
            self._view = view
            self._turned.notify_all()

    def close(self) -> None:
        """Show nothing any more: whoever waits goes home."""
        with self._turned:
            self._closed = True
            self._turned.notify_all()

    # What browsers ask ------------------------------------------------------------------------------------------

    @property
    def root(self) -> str:
        """The path under which the site is shown, which is that at which it will be published."""
        plan = self._view.plan if self._view else None
        return unquote(plan.frame.root) if plan else "/"

    def next_view(self, known: View | None, patience: float) -> View | None:
        """The present view as soon as it is another than the one that is known; after so many seconds in any case.

        None where none is to come.
        """
        with self._turned:
            self._turned.wait_for(lambda: self._closed or self._view not in (None, known), patience)
            return None if self._closed else self._view

    def answer(self, path: str, view: View) -> Answer:
        """What stands at a path, decoded, with a slash at its beginning."""
        plan = view.plan
        if plan is None:
            html = self._bare(view)
            return _page(HTTPStatus.SERVICE_UNAVAILABLE, html, view)
        root = unquote(plan.frame.root)
        if path.startswith(root):
            file = path.removeprefix(root)
            file += INDEX if not file or file.endswith("/") else ""
            if file in plan.pages:
                return _page(HTTPStatus.OK, self._html(view, plan, file), view)
            content = self._file(view, plan, file)
            if content is not None:
                return Answer(HTTPStatus.OK, media_type(file), content)
            if f"{file}/{INDEX}" in plan.pages:
                return _moved(f"{path}/")
        elif path == "/" or f"{path}/" == root:
            return _moved(root)
        return _page(HTTPStatus.NOT_FOUND, self._html(view, plan, NOT_FOUND), view)

    def _file(self, view: View, plan: Plan, file: str) -> bytes | None:
        if file.startswith(FOLDER):
            return self._search_files(plan).get(file)
        make = plan.files.get(file)
        if make is None:
            return None
        with view.lock:
            return make()

    def _search_files(self, plan: Plan) -> Mapping[str, bytes]:
        """The index of the search, which is made once and kept: it costs more than all pages."""
        with self._search_lock:
            if not self._search:
                try:
                    self._search = plan.search_index()
                except SearchIndexError as error:
                    self._tell(str(error))
            return self._search

    def _html(self, view: View, plan: Plan, file: str) -> str:
        with view.lock:
            if file not in view.made:
                view.made[file] = self._make(view, plan, file)
            return view.made[file]

    def _make(self, view: View, plan: Plan, file: str) -> str:
        faults = view.faults
        try:
            html = self._last_good[file] = plan.html(file)
        except Exception:  # noqa: BLE001  a fault of a template, as in `follow`
            faults = failure(traceback.format_exc())
            if not view.failed:
                self._tell(faults.text)
            view.failed.add(file)
            html = self._last_good.get(file) or bare_page(faults)
        return lay_over(html, overlay_html(faults)) if faults else html

    def _bare(self, view: View) -> str:
        faults = view.faults or Faults((), "")
        return lay_over(bare_page(faults), overlay_html(faults))


def _page(status: HTTPStatus, html: str, view: View) -> Answer:
    state = f"{hashlib.sha256(html.encode()).hexdigest()[:16]}-{view.media}"
    return Answer(status, HTML, html.encode(), state)


def _moved(path: str) -> Answer:
    return Answer(HTTPStatus.FOUND, TEXT, b"", location=quote(path))
