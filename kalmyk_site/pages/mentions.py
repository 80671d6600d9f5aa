"""Where a record or chapter is mentioned: sentences of texts, and fields of other records, apart."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Discrepancy
from kalmyk_site.references.index import Mention


@dataclass(frozen=True, slots=True)
class MentionView:
    """One sentence that mentions the record."""

    owner: Markup
    sentence: Markup
    """As a link to its place."""


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One record that refers to this one, with the fields that do."""

    kind: str
    owner: Markup
    fields: str


@dataclass(frozen=True, slots=True)
class MentionsView:
    """All that leads to one record."""

    sentences: tuple[MentionView, ...]
    references: tuple[ReferenceView, ...]
    disagreements: tuple[Markup, ...]
    """Points at which the sources disagree on it."""

    see: tuple[Markup, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.sentences or self.references or self.disagreements or self.see)


def mentions_of(texts: Texts, target: Target, see: tuple[Target, ...] = ()) -> MentionsView:
    """Everything that mentions or refers to `target`, in reading order."""
    index = texts.frame.index
    # A sentence that names it twice, or that a text and its summary share, is read once, where it first stands.
    first: dict[tuple[Target, str], Mention] = {}
    for mention in index.mentions_of.get(target, ()):
        if mention.owner != target:
            first.setdefault((mention.owner, mention.sentence), mention)
    sentences = tuple(
        MentionView(texts.echo(owner), texts.sentence(owner, sentence, mention.address))
        for (owner, sentence), mention in first.items()
    )
    fields: dict[Target, list[str]] = {}
    disagreements: list[Markup] = []
    for reference in index.references_to.get(target, ()):
        name = str(reference.path[0])
        if reference.owner.kind == Discrepancy.kind and name == "about":
            disagreements.append(texts.echo(reference.owner))
            continue
        title = texts.frame.catalog(f"field.{name}")
        shown = fields.setdefault(reference.owner, [])
        if title not in shown:
            shown.append(title)
    references = tuple(
        ReferenceView(texts.frame.catalog(f"kind.{owner.kind}"), texts.echo(owner), ", ".join(titles))
        for owner, titles in fields.items()
    )
    return MentionsView(sentences, references, tuple(disagreements), tuple(texts.echo(other) for other in see))


def count_of(texts: Texts, target: Target) -> int:
    """How many texts and records lead to `target`."""
    index = texts.frame.index
    return len(index.mentions_of.get(target, ())) + len(index.references_to.get(target, ()))
