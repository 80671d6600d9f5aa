"""Pages of decrees and laws, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from kalmyk_site.pages.facts import Facts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.indexes import index_page
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import own_page
from kalmyk_site.records.kinds import Law


def law_pages(frame: Frame) -> Iterator[Page]:
    """One page for each law, and their index."""
    for law in frame.archive.records_of(Law):
        yield own_page(frame, law, lambda facts, law=law: _facts(facts, law))
    yield index_page(frame, Law.kind)


def _facts(facts: Facts, law: Law) -> None:
    facts.line("number", law.number)
    facts.date("issued", law.issued)
    facts.targets("by", law.by)
    facts.targets("signed_by", law.signed_by)
    facts.line("published", law.published)
    facts.markdown("effect")
    facts.targets("repeals", law.repeals)
    ended = [
        reference.owner
        for reference in facts.texts.frame.index.references_to.get(law.target, ())
        if reference.path[0] == "repeals"
    ]
    if ended:
        facts.uncited("repealed_by", [facts.texts.echo(owner) for owner in ended])
