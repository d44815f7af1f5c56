"""The questions of `techvisits add`: a meeting asked for at the terminal, as the file that would say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import click

from techvisits.curate.add.names import Names
from techvisits.package.tables import DataPackage

Document = dict[str, Any]
FACTS: Final = "date, host, place, topic"


def ask_meeting(package: DataPackage, today: dt.date) -> Document:
    """The answers, under the words of the file; people, organizations and places not in the record are described."""
    return _Questions(package, today).ask()


class _Questions:
    def __init__(self, package: DataPackage, today: dt.date) -> None:
        self.package, self.today = package, today
        self.document: Document = {}
        self.names = {
            name: Names(package.tables[name], package.rows[name])
            for name in ("people", "organizations", "places", "topics")
        }

    def ask(self) -> Document:
        """All questions, in the order in which a page tells of a meeting."""
        click.echo("A meeting, question by question. Empty: unknown, or no more. Ctrl-C: stop; nothing is written.")
        meeting = self.document
        meeting["date"] = _text("Date (2024-02-27, or 2024-02 where only the month is known)", needed=True)
        meeting["visits"] = _repeat("Leader, by name or id", self.ask_visit)
        meeting["hosts"] = _repeat("Host: a person, or an organization alone, by name or id", self.ask_host)
        meeting["place"] = self.ask_place()
        if not self.is_area(meeting["place"]):
            meeting["place_certainty"] = self.choose("meetings", "place_certainty", "stated")
        meeting["kind"] = self.choose("meetings", "kind", "business-meeting")
        meeting["status"] = self.choose("meetings", "status", "held")
        click.echo(f"Topics: {', '.join(sorted(self.names['topics'].rows))}")
        meeting["topics"] = _list("Topics, with commas")
        meeting["summary"] = _text("Summary, one or two sentences of your own", needed=True)
        meeting["outcome"] = _text("Outcome: what was agreed or announced there")
        meeting["conflict"] = _text("Where sources disagree: what each says")
        meeting["sources"] = _repeat("Address of a source", self.ask_source)
        return {word: value for word, value in meeting.items() if value}

    def ask_visit(self, name: str) -> Document:
        """One leader, with organization and role then; those of the last visit are offered."""
        person = self.known("people", name)
        last = max(
            (row for row in self.package.rows["visits"] if row["person_id"] == person),
            key=lambda row: row["meeting_id"],
            default={"organization_id": "", "role": ""},
        )
        organization = _text("  Organization on that day", default=last["organization_id"], needed=True)
        role = _text("  Role on that day", default=last["role"], needed=True)
        return {"person": person, "organization": self.known("organizations", organization), "role": role}

    def ask_host(self, name: str) -> Document:
        """One host: a person with organization and role, or an organization alone."""
        if self.names["organizations"].ids(name) and not self.names["people"].ids(name):
            return {"organization": self.known("organizations", name)}
        if not self.names["people"].ids(name) and not click.confirm(f"  Is {name} a person?", default=True):
            return {"organization": self.known("organizations", name)}
        person = self.known("people", name)
        organization = self.known("organizations", _text("  Organization on that day", needed=True))
        return {"person": person, "organization": organization, "role": _text("  Role on that day", needed=True)}

    def ask_place(self) -> str:
        """The place, by id or name; a new one is described."""
        return self.known("places", _text("Place, by name or id (the city's, where only that is known)", needed=True))

    def ask_source(self, url: str) -> Document:
        """One page, with what it supports."""
        source = {
            "url": url,
            "publisher": _text("  Publisher", needed=True),
            "kind": self.choose("sources", "kind", "report"),
            "title": _text("  Headline as printed"),
            "published_on": _text("  Published on"),
            "accessed_on": self.today.isoformat(),
            "language": _text("  Language", default="en"),
            "supports": _list("  Supports, with commas", FACTS),
            "note": _text("  Note"),
        }
        return {word: value for word, value in source.items() if value}

    def known(self, table: str, name: str) -> str:
        """The id the name means, or the name itself after its row has been described."""
        names = self.names[table]
        while len(ids := names.ids(name)) != 1:
            if any(row["name"] == name for row in self.document.get(table, [])):
                return name
            what, remedy = names.explain(name)
            near = remedy.startswith("did you mean")
            click.echo(f"  {what}; {remedy.partition(' If not')[0]}" if near or ids else f"  {what}")
            if not ids and click.confirm(f"  Describe {name} as new?", default=not near):
                self.document.setdefault(table, []).append(self.describe(table, name))
                return name
            name = _text("  Which one, by id", needed=True)
        return ids[0]

    def describe(self, table: str, name: str) -> Document:
        """The row of a new person, organization or place."""
        row: Document = {"name": name, "name_native": _text("    Name in its own script")}
        if table != "organizations":
            row["also_known_as"] = _list("    Names in other scripts and other spellings, with commas")
        if table != "people":
            row["kind"] = self.choose(table, "kind", "company" if table == "organizations" else "venue", "    ")
            row["country_code"] = _text("    Country code, such as JP, KR or US")
        if table == "places":
            row["address"] = _text("    Address in English")
            row["city"] = _text("    City, by id", default="tokyo" if row["country_code"] == "JP" else "seoul")
        return {word: value for word, value in row.items() if value}

    def is_area(self, place: str) -> bool:
        """Whether the place is only a city or a country."""
        return self.names["places"].rows.get(place, {}).get("kind") in ("city", "country")

    def choose(self, table: str, field: str, default: str, indent: str = "") -> str:
        """One of the values the schema allows."""
        fields = {found["name"]: found for found in self.package.tables[table].fields}
        choice = click.Choice(fields[field]["constraints"]["enum"])
        label = f"{indent}{field.replace('_', ' ').capitalize()}"
        return str(click.prompt(label, type=choice, default=default))


def _repeat(question: str, ask: Callable[[str], Document]) -> list[Document]:
    answers: list[Document] = []
    while answer := _text(f"{question} ({len(answers) + 1})", needed=not answers):
        answers.append(ask(answer))
    return answers


def _text(question: str, *, default: str = "", needed: bool = False) -> str:
    while True:
        answer = str(click.prompt(question, default=default, show_default=bool(default))).strip()
        if answer or not needed:
            return answer
        click.echo("  This one is needed.")


def _list(question: str, default: str = "") -> list[str]:
    return [item.strip() for item in _text(question, default=default).replace(";", ",").split(",") if item.strip()]
