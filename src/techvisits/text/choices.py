"""What each list filter is called, and each thing that it can ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from techvisits.record.record import Record
from techvisits.record.wards import ward_name
from techvisits.text import parties, words
from techvisits.text.language import Language

CODES: Final[Mapping[str, Callable[[str, Language], str]]] = {
    "status": words.status,
    "kind": words.kind,
    "host_kind": words.host_kind,
    "office": words.office,
    "evidence": words.evidence_grade,
    "promise": words.step,
}


def name_boxes(language: Language) -> dict[str, str]:
    """The list filters that always stand beside the page, in order."""
    say = language.say
    return {
        "leader": say("Leader"),
        "company": say("Company"),
        "host": say("Host"),
        "office": say("Office"),
        "topic": say("Topic"),
        "city": say("City"),
        "status": say("Status"),
    }


def name_more(language: Language) -> dict[str, str]:
    """Those that are asked for less, in order."""
    say = language.say
    return {
        "kind": say("Kind of meeting"),
        "host_kind": say("Kind of host"),
        "ward": say("Ward or gu"),
        "year": say("Year"),
        "evidence": say("Evidence"),
        "promise": say("Promise"),
    }


def name_choice(key: str, identifier: str, record: Record, language: Language) -> str:
    """What an id of a list filter is called in its list."""
    if key in CODES:
        return CODES[key](identifier, language)
    if key == "topic":
        return language.topic(record.topics[identifier])
    if key == "year":
        return language.when(identifier)
    if key == "ward":
        return language.name(ward_name(identifier))
    if key == "trip":
        visit = record.trips[identifier].visits[0]
        return language.commas([language.name(visit.visitor.leader.name), language.month(visit.meeting.date)])
    if key in ("place", "city"):  # a place may have the id of the organization in it
        return language.name(record.places[identifier].name)
    return language.name(record.find_name(identifier))


def name_alone(key: str, identifier: str, record: Record, language: Language) -> str:
    """What it is called where nothing else says what list it is of."""
    if key == "meeting":
        meeting = record.by_id[identifier]
        day = language.date(meeting.date, meeting.date_precision)
        return language.commas([parties.who_whom(meeting, language), day])
    name = name_choice(key, identifier, record, language)
    return language.say("promise {state}", state=name) if key == "promise" else name
