"""What pages of people, organizations and places have in common: names, counts, meetings by month, and what they are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from techvisits.record.filters import Filters, Shown, apply
from techvisits.record.model import Name, Organization
from techvisits.text.address import Change
from techvisits.text.headline import not_held, period
from techvisits.text.language import LANGUAGES, Language, load_language
from techvisits.text.page import Page
from techvisits.text.sections import Month, build_months

NOTHING = Markup("")


@dataclass(frozen=True)
class Part:
    """Meetings in one part, as visitor or as host: by month, and what all of them are where not all are shown."""

    months: Sequence[Month]
    all: str
    change: Change


@dataclass(frozen=True)
class Pictures:
    """What is drawn of a thing, each empty where there is nothing: lines of time as visitor and as host, and the maps."""

    visited: Markup = NOTHING
    hosted: Markup = NOTHING
    maps: Markup = NOTHING


def other_names(name: Name, language: Language) -> list[tuple[str, str]]:
    """The names by which readers of the other languages know somebody, with the BCP 47 tag of each; the native one first."""
    written = [(language.tag(name), name.native), *((code, load_language(code).name(name)) for code in LANGUAGES)]
    found = {text: tag for tag, text in reversed(written) if text and text != language.name(name)}
    return [(tag, text) for text, tag in reversed(found.items())]


def former_names(organization: Organization, language: Language) -> list[tuple[str, str]]:
    """What an organization was called before, the latest first, in the form of `other_names`."""
    now, *earlier = organization.names[::-1] or (organization.name,)
    written = [language.apart(name, now) for name in earlier]
    return [("", language.say("formerly {name}", name=name)) for name in written]


def sum_up(visited: Shown, hosted: Shown, page: Page) -> str:
    """How many meetings were held in each part and when, what else there is, and what the record is not."""
    say = page.language.say
    lines = []
    for shown, sentence in ((visited, "visitor"), (hosted, "host")):
        held = [meeting for meeting in shown.meetings if meeting.is_held]
        if held:
            counts = page.language.count("{n} meeting", "{n} meetings", len(held))
            days = period(held[-1], held[0], page.language)
            message = say("As a visitor: {counts}, {days}.", counts=counts, days=days)
            lines.append(
                message if sentence == "visitor" else say("As a host: {counts}, {days}.", counts=counts, days=days)
            )
    rest = {meeting: None for shown in (visited, hosted) for meeting in shown.meetings if not meeting.is_held}
    if rest:
        lines.append(say("Besides: {counts}.", counts=not_held([*rest], page.language)))
    if not lines:
        lines.append(say("No meeting is on record."))
    return page.language.custom.space.join([*lines, say("No record is not no visit.")])


def meetings_of(key: str, identifier: str, page: Page) -> Shown:
    """What the list filter `key` lets through that asks for one id alone."""
    return apply(Filters().asking(key, (identifier,)), page.record)


def ask_for(key: str, identifier: str, page: Page) -> Page:
    """The page with a filter for one thing, and for no other."""
    return replace(page, state=replace(page.state, filters=Filters().asking(key, (identifier,))))


def build_part(key: str, identifier: str, shown: Shown, page: Page) -> Part:
    """The newest of the meetings that a list filter lets through, by month."""
    months = build_months(shown.meetings, page, most=page.state.rows)
    return Part(months, _all_of(len(shown.meetings), page), Change({key: (identifier,)}))


def _all_of(number: int, page: Page) -> str:
    is_more = number > page.state.rows
    return page.language.count("All {n} meeting", "All {n} meetings", number) if is_more else ""
