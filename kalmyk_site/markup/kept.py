"""Documents kept from one reading of an archive to the next, so that a text that has not changed is not parsed again.

A document without findings depends on nothing but its text, the abbreviations and the scope of its ids: its places are
offsets in the text. Findings name places in a file, which move when something above them changes, so a text that has
any is parsed each time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from kalmyk_site.markup.document import Document
from kalmyk_site.markup.markdown import parse_document
from kalmyk_site.records.findings import Origin
from kalmyk_site.records.kept import Kept


class ParseDocument(Protocol):
    """Reads a text in Markdown, as `parse_document` does."""

    def __call__(
        self,
        text: str,
        *,
        origin_at: Callable[[int], Origin],
        abbreviations: Collection[str] = (),
        id_prefix: str = "",
    ) -> Document:
        """The document of a text."""
        ...


class KeptDocuments:
    """Parses texts like `parse_document`, and keeps their documents."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept = Kept[tuple[str, tuple[str, ...], str], Document]()

    def __call__(
        self,
        text: str,
        *,
        origin_at: Callable[[int], Origin],
        abbreviations: Collection[str] = (),
        id_prefix: str = "",
    ) -> Document:
        """The document of a text."""
        return self._kept.get(
            (text, tuple(abbreviations), id_prefix),
            lambda: parse_document(text, origin_at=origin_at, abbreviations=abbreviations, id_prefix=id_prefix),
            is_lasting=lambda document: not document.findings,
        )

    def turn(self) -> None:
        """An archive has been read."""
        self._kept.turn()
