"""The words for what the record keeps as codes."""

from __future__ import annotations

from techvisits.record.model import COMPANY, GOVERNMENT, HELD, Meeting, Organization, Place
from techvisits.record.offices import AGENCY, HEAD_OF_GOVERNMENT, HEAD_OF_STATE, LOCAL, MINISTER, PARLIAMENT
from techvisits.text.language import Language


def status(code: str, language: Language) -> str:
    """`held` -> `Held`."""
    say = language.say
    return {
        HELD: say("Held"),
        "announced": say("Announced"),
        "unconfirmed": say("Unconfirmed"),
        "cancelled": say("Cancelled"),
    }.get(code, code)


def kind(code: str, language: Language) -> str:
    """`courtesy-call` -> `courtesy call`."""
    say = language.say
    return {
        "courtesy-call": say("courtesy call"),
        "business-meeting": say("business meeting"),
        "dinner": say("dinner or lunch"),
        "keynote": say("keynote"),
        "panel": say("panel"),
        "site-visit": say("site visit"),
        "signing": say("signing"),
        "media-event": say("media event"),
        "other": say("other event"),
    }.get(code, code)


def host_kind(code: str, language: Language) -> str:
    """`public` -> `University, public`."""
    say = language.say
    return {GOVERNMENT: say("Government"), COMPANY: say("Company")}.get(code, say("University, public"))


def certainty(meeting: Meeting, language: Language) -> str:
    """How sure the place is, in a few words: `named by a source · building located`."""
    say = language.say
    named = {
        "stated": say("named by a source"),
        "inferred": say("inferred: the usual place, named by no source"),
    }.get(meeting.place_certainty, say("place not known"))
    return " · ".join(filter(None, [named, located(meeting.place, language)]))


def located(place: Place, language: Language) -> str:
    """How exactly a place is on the map: `building located`; empty for a whole city or country."""
    say = language.say
    return {
        "building": say("building located"),
        "block": say("block located"),
        "district": say("district located"),
    }.get(place.precision, "" if place.is_vague else say("not located"))


def organization_kind(code: str, language: Language) -> str:
    """`university` -> `University`."""
    say = language.say
    return {
        GOVERNMENT: say("Government"),
        COMPANY: say("Company"),
        "university": say("University"),
        "association": say("Association"),
        "media": say("Media"),
    }.get(code, say("Other organization"))


def evidence(meeting: Meeting, language: Language) -> str:
    """The evidence grade in words."""
    say, count = language.say, language.count
    if meeting.evidence == "unconfirmed":
        return say("Unconfirmed")
    if meeting.evidence == "two":
        return count("{n} independent publisher", "{n} independent publishers", meeting.publishers)
    return say("Primary source") if meeting.evidence == "primary" else say("One publisher")


def evidence_grade(code: str, language: Language) -> str:
    """A grade of evidence in words: `primary` -> `Only the host's or visitor's own page`."""
    say = language.say
    return {
        "two": say("Two independent publishers or more"),
        "primary": say("Only the host's or visitor's own page"),
        "one": say("One publisher"),
    }.get(code, say("Unconfirmed"))


def office(code: str, language: Language) -> str:
    """`head-of-government` -> `Prime minister`."""
    say = language.say
    return {
        HEAD_OF_GOVERNMENT: say("Prime minister"),
        HEAD_OF_STATE: say("President"),
        MINISTER: say("Minister"),
        PARLIAMENT: say("Parliament"),
        AGENCY: say("Ministry or agency"),
        LOCAL: say("City or province"),
    }.get(code, code)


def supports(code: str, language: Language) -> str:
    """What a source supports: `host` -> `host`."""
    say = language.say
    return {
        "date": say("date"),
        "host": say("host"),
        "place": say("place"),
        "topic": say("topic"),
        "outcome": say("outcome"),
    }.get(code, code)


def fact(code: str, language: Language) -> str:
    """A fact of a meeting that a release may change: `visitor` -> `visitor`."""
    say = language.say
    return {
        "kind": say("form"),
        "status": say("status"),
        "topics": say("topics"),
        "summary": say("summary"),
        "conflict": say("what sources disagree on"),
        "visitor": say("visitor"),
        "sources": say("sources"),
        "promises": say("promises"),
    }.get(code) or supports(code, language)


def source_kind(code: str, language: Language) -> str:
    """`repost` -> `repost`; empty for a newsroom's own report, which needs no remark."""
    say = language.say
    return {
        "primary": say("primary source"),
        "repost": say("repost"),
        "advance": say("written before the meeting"),
    }.get(code, "")


def searched(state: str, language: Language) -> str:
    """Whether a leader's meetings of a year were looked for and found."""
    say = language.say
    return {"found": say("found"), "none-found": say("searched, none found")}.get(state, say("not searched"))


def step(code: str, language: Language) -> str:
    """A rung of the ladder that promises climb: `under-way` -> `under way`."""
    say = language.say
    return {
        "voiced": say("voiced"),
        "announced": say("announced"),
        "signed": say("signed"),
        "under-way": say("under way"),
        "done": say("done"),
        "dropped": say("dropped"),
        "ended": say("ended"),
    }.get(code, code)


def flag(code: str, language: Language) -> str:
    """What stands beside the ladder: `late` -> `late`."""
    return {"late": language.say("late"), "changed": language.say("changed")}.get(code, code)


def promise_kind(code: str, language: Language) -> str:
    """What sort of thing is promised: `chips` -> `chips`."""
    say = language.say
    return {
        "investment": say("investment"),
        "plant": say("plant"),
        "office": say("office"),
        "chips": say("chips"),
        "venture": say("joint venture"),
        "model": say("AI model"),
        "product": say("product"),
        "jobs": say("jobs"),
        "training": say("training"),
        "law": say("law"),
        "other": say("another promise"),
    }.get(code, code)


def unit(code: str, language: Language) -> str:
    """What an amount counts: `people` -> `people`; a currency's code and other units as they are."""
    return language.say("people") if code == "people" else code


def novelty(code: str, language: Language) -> str:
    """Whether a promise was new: `restated` -> `said before, and said again there`; empty where no page tells."""
    say = language.say
    return {"new": say("first said there"), "restated": say("said before, and said again there")}.get(code, "")


def then_and_now(organization: Organization, language: Language) -> str:
    """`Facebook (now Meta)`: what it was called then and today, as the reader knows them; once where only another script's name is new."""
    then, now = organization.name, organization.now
    if not now or (then.english == now.english and language.name(then) == language.name(now)):
        return language.name(then)
    return language.say("{name} (now {now})", name=language.name(then), now=language.apart(now, then))


def place(meeting: Meeting, language: Language) -> str:
    """The place's name as this language's readers know it."""
    return language.name(meeting.place.name)


def city(meeting: Meeting, language: Language) -> str:
    """The city's name as this language's readers know it; the country's where only that is known."""
    return language.name(meeting.place.city) or place(meeting, language)


def where(meeting: Meeting, language: Language) -> str:
    """`Naver 1784, Seongnam`: the place and its city, or the city alone where no more is known."""
    where, town = place(meeting, language), city(meeting, language)
    return where if town in where else language.say("{place}, {city}", place=where, city=town)
