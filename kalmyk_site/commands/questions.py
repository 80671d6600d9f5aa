"""Questions: what a new record needs, asked on a terminal one by one, each answer looked at before the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import click
from pydantic import BaseModel

from kalmyk_site.markup.citations import MarkupError, parse_cite
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import NearestMatches
from kalmyk_site.records.kinds import Estimate, Reading, Response, Role, Share
from kalmyk_site.records.sources import CslName
from kalmyk_site.references.index import Index
from kalmyk_site.references.name_folding import fold
from kalmyk_site.references.walk import cites, references
from kalmyk_site.reports.excerpts import visible
from kalmyk_site.writing.forms import MODELS, FieldForm, fields_of, fields_of_part
from kalmyk_site.writing.new_entries import AnswerError, check_answer, value_of
from kalmyk_site.writing.yaml_form import Value

_PARTS: Final[dict[type[BaseModel] | None, tuple[str, ...]]] = {
    Role: ("role", "organization", "date", "cite"),
    Response: ("text", "by", "cite"),
    Share: ("of", "in"),
    Estimate: ("value", "counted_by", "date", "cite"),
    Reading: ("says", "cite"),
    CslName: ("family", "given"),
}
"""What is asked of each part of a record; all else can be given as an option or written into the file."""


@dataclass(frozen=True)
class Questions:
    """Asks for the fields of one kind of record."""

    index: Index
    kind: str

    def ask(self, form: FieldForm, default: str = "") -> Value:
        """The value of a field, asked until it can stand there; empty where it may be left out and was."""
        click.echo()
        click.echo(f"{click.style(form.name, bold=True)}: {visible(form.meaning)}")
        choices = self._words(form.name) or (form.choices if len(form.choices) <= _FEW else ())
        if form.part in _PARTS:
            click.echo(f"    one after the other, field by field or whole: {visible(form.example)}")
        elif choices:
            click.echo(f"    one of {', '.join(choices)}")
        elif form.example:
            click.echo(f"    for example   {visible(form.example)}{' (one paragraph)' if form.is_text else ''}")
        if form.part is not None and form.part in _PARTS:
            return self._parts(form, form.part)
        return self._texts(form, default)

    def refuse(self, model: type[BaseModel], name: str, value: Value) -> None:
        """Look at the value of a field as far as it can be looked at by itself.

        Raises:
            AnswerError: it cannot stand there, or names what does not exist.
        """
        if name == "id" and Target(self.kind, str(value)) in self.index.known:
            raise AnswerError(f"the {self.kind} '{value}' stands already; take another id.")
        words = self._words(name)
        for word in value if isinstance(value, list) else [value]:
            if words and word not in words:
                near = NearestMatches(words)(str(word))
                hint = f" Did you mean '{near}'?" if near else ""
                raise AnswerError(f"'{word}' is none of {', '.join(words)}.{hint}")
        alone = check_answer(model, name, value)
        for _, target in references(alone):
            self._refuse_unknown(target)
        for _, written in cites(alone):
            for text in written:
                group = parse_cite(text)
                if isinstance(group, MarkupError):
                    raise AnswerError(f"{group.message.removesuffix('.')}. Expected: {group.expected}.")
                for mark in group.marks:
                    self._refuse_unknown(Target("source", mark.key))

    def _words(self, name: str) -> tuple[str, ...]:
        """The words of a vocabulary of `archive.yml`, where a field takes one of these."""
        settings = self.index.archive.settings
        if (self.kind, name) == ("event", "themes"):
            return tuple(theme.id for theme in settings.themes)
        if (self.kind, name) == ("discrepancy", "category"):
            return tuple(group.id for group in settings.disagreements)
        return ()

    def _refuse_unknown(self, target: Target) -> None:
        if target in self.index.known:
            return
        ids = [known.id for known in self.index.known if known.kind == target.kind]
        by_name = {fold(self.index.title_of(Target(target.kind, key))): key for key in sorted(ids)}
        near = by_name.get(fold(target.id)) or NearestMatches(sorted(ids))(target.id)
        hint = f" Did you mean '{near}'?" if near else " kalmyk-site find TEXT tells the ids."
        raise AnswerError(f"there is no {target.kind} '{target.id}'.{hint}")

    def _texts(self, form: FieldForm, default: str) -> Value:
        """One text, or one after the other until one is left empty."""
        model = MODELS[self.kind][0]
        answers: list[str] = []
        while True:
            shown = f"  {form.name}{', another' if answers else ''}"
            may_be_empty = bool(answers) or not form.required

            def looked_at(text: str) -> str:
                if text.strip():
                    self.refuse(model, form.name, value_of(form, [text]))
                return text.strip()

            text = _prompt(shown, looked_at, default if not answers else "", may_be_empty=may_be_empty)
            if not text:
                break
            answers.append(text)
            if not form.many:
                break
        return value_of(form, answers) if answers else []

    def _parts(self, form: FieldForm, part: type[BaseModel]) -> Value:
        """Sets of fields, one after the other until the first field of one is left empty."""
        names = _PARTS[part]
        inner = {each.name: each for each in fields_of_part(self.kind, part)}
        made: list[Value] = []
        while True:
            fields: dict[str, Value] = {}
            whole: Value = []
            for position, name in enumerate(names):
                each = inner[name]
                # Whoever leaves the first field empty has no more parts to tell.
                needed = each.required if position else form.required and not made

                def looked_at(text: str, each: FieldForm = each, is_first: bool = position == 0) -> str:
                    if is_first and text.strip().startswith("{"):
                        self.refuse(MODELS[self.kind][0], form.name, value_of(form, [text]))
                    elif text.strip():
                        self.refuse(part, each.name, value_of(each, [text]))
                    return text.strip()

                choices = f" ({', '.join(each.choices)})" if each.choices else ""
                shown = f"  {each.name}{', another' if made and not position else ''}{choices}"
                text = _prompt(shown, looked_at, "", may_be_empty=not needed)
                if not text and not position:
                    return made
                if not position and text.startswith("{"):
                    whole = value_of(form, [text])
                    break
                if text:
                    fields[name] = value_of(each, [text])
            made += whole if isinstance(whole, list) and whole else [fields]
            if not form.many:
                return made[0]

    def further(self, known: Sequence[str]) -> FieldForm | None:
        """Which field beyond the known ones is to be said too; None where the author is done."""
        rest = {form.name: form for form in fields_of(self.kind) if form.name not in known}
        click.echo()
        click.echo(f"Other fields: {', '.join(rest)}.")

        def looked_at(text: str) -> str:
            name = text.strip()
            if name and name not in rest:
                near = NearestMatches(rest)(name)
                hint = f" Did you mean '{near}'?" if near else ""
                raise AnswerError(f"there is no field '{name}' to add.{hint}")
            return name

        return rest.get(_prompt("  which", looked_at, "", may_be_empty=True))


_FEW: Final = 8


def _prompt(shown: str, looked_at: Callable[[str], str], default: str, *, may_be_empty: bool) -> str:
    def read(text: str) -> str:
        if not text.strip() and not may_be_empty:
            raise click.UsageError("this is needed.")
        try:
            return looked_at(text)
        except AnswerError as error:
            raise click.UsageError(visible(str(error))) from error

    end = " (Enter: none): " if may_be_empty and not default else ": "
    return str(click.prompt(shown, default, value_proc=read, show_default=bool(default), prompt_suffix=end))
