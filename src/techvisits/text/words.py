"""The words for what the tables keep as codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from techvisits.text.language import Language


def status(code: str, language: Language) -> str:
    """`held` -> `Held`."""
    say = language.say
    return {
        "held": say("Held"),
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
    return {"government": say("Government"), "company": say("Company")}.get(code, say("University, public"))


def certainty(row: Any, language: Language) -> str:
    """How sure the place is, in a few words: `named by a source · building located`."""
    say = language.say
    named = {
        "stated": say("named by a source"),
        "inferred": say("inferred: the usual place, named by no source"),
    }.get(row.place_certainty, say("place not known"))
    located = {
        "building": say("building located"),
        "block": say("block located"),
        "district": say("district located"),
    }.get(row.coordinates_precision, "" if row.place_certainty == "unknown" else say("not located"))
    return " · ".join(filter(None, [named, located]))


def evidence(row: Any, language: Language) -> str:
    """The evidence grade in words, from `records`."""
    say, count = language.say, language.count
    if row.evidence == "unconfirmed":
        return say("Unconfirmed")
    if row.evidence == "two":
        return count("{n} independent publisher", "{n} independent publishers", row.publishers)
    return say("Primary source") if row.evidence == "primary" else say("One publisher")


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


def source_kind(code: str, language: Language) -> str:
    """`repost` -> `repost`; empty for a newsroom's own report, which needs no remark."""
    say = language.say
    return {
        "primary": say("primary source"),
        "repost": say("repost"),
        "advance": say("written before the meeting"),
    }.get(code, "")


def met(status: str, who: str, whom: str, language: Language) -> str:
    """`Mark Zuckerberg met Fumio Kishida`, or as the status has it; who and whom come as they shall be printed."""
    say = language.say
    if status == "announced":
        return say("{who} was to meet {whom}", who=who, whom=whom)
    if status == "cancelled":
        return say("{who} did not meet {whom}", who=who, whom=whom)
    if status == "unconfirmed":
        return say("{who} is said to have met {whom}", who=who, whom=whom)
    return say("{who} met {whom}", who=who, whom=whom)


def some(names: Sequence[str], language: Language, *, most: int = 3) -> str:
    """The names as a list in words, cut after `most`: `a, b and 3 others`."""
    if len(names) <= most:
        return language.join(names)
    return language.say("{names} and {n} others", names=language.commas(names[: most - 1]), n=len(names) - most + 1)


def leaders(row: Any, language: Language) -> list[str]:
    """The visitors' names as this language's readers know them."""
    return [language.name(*names) for names in zip(row.leaders, row.leader_forms, strict=True)]


def hosts(row: Any, language: Language) -> list[str]:
    """The hosts' names as this language's readers know them."""
    return [language.name(*names) for names in zip(row.hosts, row.host_forms, strict=True)]


def leader(row: Any, language: Language) -> str:
    """The name of a visit's one leader."""
    return language.name(row.leader, row.own_forms)


def place(row: Any, language: Language) -> str:
    """The place's name as this language's readers know it."""
    return language.name(row.place, row.place_forms)


def city(row: Any, language: Language) -> str:
    """The city's name as this language's readers know it; the country's where only that is known."""
    return language.name(row.city, row.city_forms) or place(row, language)


def brief_host(row: Any, language: Language) -> str:
    """The hosts in a word or two: one person's name, what their organizations' names share, or the first `+2`."""
    names = hosts(row, language)
    if len(names) < 2:
        return "".join(names)
    words = [name.split() for name in row.host_organizations]
    shared = [group[0] for group in zip(*words, strict=False) if len(set(group)) == 1]
    if shared and words[0][: len(shared)] == shared:
        return " ".join(shared)
    return f"{names[0]} +{len(names) - 1}"


def who_whom(row: Any, language: Language) -> str:
    """`Mark Zuckerberg – Fumio Kishida`, two names on each side at the most."""

    def brief(names: list[str]) -> str:
        return language.commas(names[:2]) + ("…" if len(names) > 2 else "")

    return f"{brief(leaders(row, language))} – {brief(hosts(row, language))}"
