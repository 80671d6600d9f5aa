"""New chapters and pages: a Markdown file with its front matter, and its place in `archive.yml`."""

from __future__ import annotations

from collections.abc import Mapping

from kalmyk_site.records.archive import Archive
from kalmyk_site.records.fields import Target
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.records.yaml_tree import YamlNode, find
from kalmyk_site.writing.lists import ListFormError, with_word
from kalmyk_site.writing.text_edits import TextEdit
from kalmyk_site.writing.yaml_form import Value, mapping

TO_BE_WRITTEN = "What is to be told here.\n{.editorial}"
"""Text of a chapter of which nothing is written; in the editors' own voice, so that it needs no citation."""


def written(matter: Mapping[str, Value], body: str) -> str:
    """The file of a text.

    Args:
        matter: The front matter.
        body: The Markdown below it.
    """
    return f"---\n{mapping(matter)}---\n\n{body.strip()}\n"


def path_of(target: Target) -> str:
    """The file of a chapter or page; the page `about` is the one that stands for all others."""
    return f"content/about/{target.id}.md" if target == Target("page", "about") else f"content/{target.id}.md"


def listed(archive: Archive, target: Target) -> list[TextEdit]:
    """What lists a new chapter in its part, or a new page among those of `about`, as the last one, in `archive.yml`.

    Raises:
        ListFormError: there is no such part, or its list is written in a form that cannot be added to.
    """
    folder, _, name = target.id.rpartition("/")
    if target.kind == "page":
        about = _field(_settings(archive), "about")
        # Pages that are not listed come after those that are.
        return [with_word(about, name)] if about is not None and about.value else []
    folders = [part.folder for part in archive.settings.parts]
    if folder not in folders:
        where, head = ("at the end of 'parts:'", "") if folders else ("there", "parts:\n")
        raise ListFormError(
            f"no part of content/archive.yml has the folder '{folder}'. "
            f"Its parts are {', '.join(folders) or 'none yet'}. Choose one of them, or add these lines "
            f"{where}, with a title of your own:\n\n"
            f"{head}  - folder: {folder}\n    title: {folder.replace('-', ' ').capitalize()}\n    chapters: []"
        )
    part = find(_settings(archive), ["parts", folders.index(folder)])
    chapters = _field(part, "chapters")
    if chapters is None or not isinstance(chapters.value, tuple):
        raise ListFormError(
            f"{part.origin.path}:{part.origin.line}: the part '{folder}' has no list of chapters. "
            f"Write it there: 'chapters: [{name}]'."
        )
    names = archive.settings.parts[folders.index(folder)].chapters
    last = f"{folder}/{names[-1]}" if names else ""
    return [with_word(chapters, name), *_ordered(archive, target, last)]


def _ordered(archive: Archive, target: Target, last: str) -> list[TextEdit]:
    """The new chapter behind the last one of its part in `reading_order`, without which it would come last of all."""
    order = _field(_settings(archive), "reading_order")
    if order is None or not order.value:
        return []
    ids = archive.settings.reading_order
    follower = ids.index(last) + 1 if last in ids else len(ids)
    return [with_word(order, target.id, before=ids[follower] if follower < len(ids) else "")]


def _settings(archive: Archive) -> YamlNode:
    return archive.located[SETTINGS].node


def _field(node: YamlNode, name: str) -> YamlNode | None:
    return node.value.get(name) if isinstance(node.value, dict) else None
