"""Pages of the people whom the documents name, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from kalmyk_site.pages.facts import Facts, date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill
from kalmyk_site.pages.indexes import index_page
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import joined, own_page
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.kinds import Person, Record, Role


def person_pages(frame: Frame) -> Iterator[Page]:
    """One page for each person, and their index."""
    for person in frame.archive.records_of(Person):
        yield own_page(frame, person, lambda facts, person=person: _facts(facts, person))
    yield index_page(frame, Person.kind, _detail)


def _facts(facts: Facts, person: Person) -> None:
    facts.date("born", person.born)
    facts.date("died", person.died)
    roles = [_role(facts.texts, person, index, role) for index, role in enumerate(person.roles)]
    facts.lines("roles", roles, cited=all(role.cite for role in person.roles))


def _role(texts: Texts, person: Person, index: int, role: Role) -> Markup:
    shown = escape(role.role)
    if role.organization:
        shown += Markup(", ") + texts.target(role.organization)
    if role.date:
        shown += fill(" ({})", date_html(texts, role.date))
    cites = texts.cites(texts.field_note(person.target, "roles", index, "cite"))
    return fill("{} {}", shown, cites) if cites else shown


def _detail(_: Texts, record: Record) -> Markup:
    return joined(escape(role.role) for role in record.roles[:2]) if isinstance(record, Person) else Markup("")
