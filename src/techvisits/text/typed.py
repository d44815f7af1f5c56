"""What the field for words suggests to a reader who types: things with pages of their own, then the words themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypedDict

from techvisits.record.filters import Filters, apply
from techvisits.record.finding import find
from techvisits.record.lexicon import OFFICE, ORGANIZATION, PERSON, PLACE, TOPIC, Entry
from techvisits.record.record import Record
from techvisits.record.suggesting import Suggestion, suggest
from techvisits.text import words
from techvisits.text.language import Language
from techvisits.text.paths import ORGANIZATIONS, PEOPLE, PLACES, path_of, with_query

MOST: Final = 8
WORDS: Final = "words"
KINDS: Final = (PERSON, ORGANIZATION, PLACE, TOPIC, OFFICE, WORDS)
PAGES: Final = {PERSON: PEOPLE, ORGANIZATION: ORGANIZATIONS, PLACE: PLACES}


class Suggested(TypedDict):
    """One suggestion as it is given away; `why` is empty where the name itself says it."""

    kind: str
    id: str
    name: str
    beside: str
    why: str
    count: int
    href: str


def list_suggestions(query: str, record: Record, language: Language) -> list[Suggested]:
    """So many things at the most, the best match first, and last the words themselves with the meetings that they find."""
    things = [_build(each, record, language) for each in suggest(query, record, MOST)]
    return [*things, *_build_words(query, record, language)]


def _build(suggestion: Suggestion, record: Record, language: Language) -> Suggested:
    entry = suggestion.entry
    name = name_entry(entry, record, language)
    return {
        "kind": entry.field,
        "id": entry.identifier,
        "name": name,
        "beside": " · ".join(filter(None, _tell(entry, record, language))),
        "why": _explain(suggestion, name, language),
        "count": suggestion.count,
        "href": _href(entry, language),
    }


def _build_words(query: str, record: Record, language: Language) -> Iterator[Suggested]:
    filters = Filters(q=query)
    if query and find(query, record).has_words:
        yield {
            "kind": WORDS,
            "id": "",
            "name": language.say("“{words}”", words=query),
            "beside": language.say("Meetings"),
            "why": "",
            "count": len(apply(filters, record).meetings),
            "href": with_query("/", language.code, [("q", query)]),
        }


def name_entry(entry: Entry, record: Record, language: Language) -> str:
    """What a thing is called in the reader's language."""
    if entry.field == TOPIC:
        return language.topic(record.topics[entry.identifier])
    if entry.field == OFFICE:
        return words.office(entry.identifier, language)
    return language.name(record.find_name(entry.identifier))


def _href(entry: Entry, language: Language) -> str:
    """Its own page; of a topic or an office the list of its meetings."""
    if entry.field in PAGES:
        return path_of(PAGES[entry.field], entry.identifier, language.code)
    return with_query("/", language.code, [(entry.field, entry.identifier)])


def _tell(entry: Entry, record: Record, language: Language) -> Iterator[str]:
    """What it is, and of a person or a venue where."""
    say = language.say
    is_visitor = entry.identifier in {*record.index.facet("leader").ids, *record.index.facet("company").ids}
    yield {
        PERSON: say("Leader") if is_visitor else say("Host"),
        ORGANIZATION: say("Company") if is_visitor else say("Organization"),
        PLACE: say("Place"),
        TOPIC: say("Topic"),
        OFFICE: say("Office"),
    }[entry.field]
    if entry.field == PERSON:
        yield _stands_for(entry.identifier, record, language)
    if entry.field == PLACE and not record.places[entry.identifier].is_vague:
        yield language.name(record.places[entry.identifier].city)


def _stands_for(person_id: str, record: Record, language: Language) -> str:
    """What a person stood for at the newest meeting."""
    for meeting in record.meetings:
        for visitor in meeting.visitors:
            if visitor.leader.person_id == person_id:
                return language.name(visitor.company.name)
        for host in meeting.hosts:
            if host.host_id == person_id:
                return language.name(host.organization.name)
    return ""


def _explain(suggestion: Suggestion, name: str, language: Language) -> str:
    """The form that was found, where it is not the name that is shown; that of a name that is only like it, too."""
    if suggestion.is_near:
        return language.say("Did you mean {name}?", name=suggestion.form)
    return "" if suggestion.form == name else suggestion.form
