"""The plain page of a place: where it is and how that is known, and the meetings there."""

from __future__ import annotations

from collections import Counter
from typing import Final

from markupsafe import Markup

from techvisits.record.filters import Shown
from techvisits.record.geo import Position, distance_km
from techvisits.record.model import Place
from techvisits.text.headline import not_held, period
from techvisits.text.page import Page
from techvisits.text.paths import ORGANIZATIONS, PEOPLE
from techvisits.text.sections import render
from techvisits.text.things import beside, facts
from techvisits.text.things.facts import Fact
from techvisits.text.things.posts import MOST_MET, Counted
from techvisits.text.things.profiles import Pictures, ask_for, build_part, other_names

MOST_NEAR: Final = 4
NEAR_KM: Final = 5
NEAR_DEGREES: Final = 0.06


def filter_of(place: Place) -> str:
    """The list filter that asks for the meetings at a place: those anywhere in it where it is a city."""
    return "city" if place.kind == "city" else "place"


def open_place(place: Place, page: Page) -> Page:
    """The page with a filter for the place."""
    return ask_for(filter_of(place), place.place_id, page)


def render_place(place: Place, page: Page, pictures: Pictures) -> Markup:
    """A place's address, coordinates with precision and origin, facts in short, and the meetings there."""
    key, asking = filter_of(place), open_place(place, page)
    shown = asking.shown
    return render(
        "plain_place.html",
        page,
        place=place,
        names=other_names(place.name, page.language),
        what=kind_words(place, page),
        lead=sum_up_place(shown, page),
        actions=[*beside.list_actions(asking)] if shown.meetings else [],
        pictures=pictures,
        facts=list_facts(shown, asking),
        origin=_origin_words(place, page),
        part=build_part(key, place.place_id, shown, page),
        most=2 * page.state.rows,
        venues=_list_venues(place, shown) if key == "city" else [],
        near=_list_near(place, page),
    )


def list_facts(shown: Shown, page: Page) -> list[Fact]:
    """What there is to tell of a place in short; `page` asks for it."""
    held = [meeting for meeting in shown.meetings if meeting.is_held]
    came = Counter(visitor.leader for meeting in held for visitor in meeting.visitors)
    received = Counter((h.person is not None, h.host_id, h.name) for meeting in held for h in meeting.hosts)
    hosts = [
        Counted(PEOPLE if is_person else ORGANIZATIONS, i, name, n)
        for (is_person, i, name), n in received.most_common(MOST_MET)
    ]
    return [
        *facts.first_and_latest(shown.meetings, page, as_host=True),
        *facts.of_came(
            [Counted(PEOPLE, who.person_id, who.name, n) for who, n in came.most_common(MOST_MET) if n > 1], page
        ),
        *facts.of_receiving([host for host in hosts if host.count > 1], page),
    ]


def kind_words(place: Place, page: Page) -> str:
    """`Venue`."""
    say = page.language.say
    kinds = {"venue": say("Venue"), "district": say("District"), "city": say("City")}
    return kinds.get(place.kind, say("Country"))


def sum_up_place(shown: Shown, page: Page) -> str:
    """How many meetings were held there and when, and how many were not."""
    held = [meeting for meeting in shown.meetings if meeting.is_held]
    language, lines = page.language, []
    if held:
        counts = language.count("{n} meeting", "{n} meetings", len(held))
        lines.append(language.say("{counts}, {days}.", counts=counts, days=period(held[-1], held[0], language)))
    if rest := not_held(shown.meetings, language):
        lines.append(language.say("Besides: {counts}.", counts=rest))
    if not lines:
        lines.append(language.say("No meeting is on record."))
    return language.custom.space.join([*lines, language.say("No record is not no visit.")])


def _origin_words(place: Place, page: Page) -> str:
    say = page.language.say
    origins = {
        "curated": say("read off a page or map by a person"),
        "geocoder": say("answered by a geocoding service"),
    }
    return origins.get(place.origin, "")


def _list_venues(city: Place, shown: Shown) -> list[tuple[Place, int]]:
    """The places in a city that have meetings, most first."""
    counts = Counter(meeting.place for meeting in shown.meetings if meeting.place != city)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0].name.english))


def _list_near(place: Place, page: Page) -> list[tuple[Place, str]]:
    """The nearest other places with meetings, and how far they are."""
    here = place.position
    if place.is_vague or here is None:
        return []
    others = {meeting.place for meeting in page.record.meetings if not meeting.place.is_vague} - {place}
    away = [
        (distance_km(here, other.position), other)
        for other in others
        if other.position and _is_about(here, other.position)
    ]
    nearest = sorted(away, key=lambda each: (each[0], each[1].place_id))[:MOST_NEAR]
    return [(other, _far(kilometres, page)) for kilometres, other in nearest if kilometres < NEAR_KM]


def _is_about(here: Position, there: Position) -> bool:
    """Whether two positions may be near enough, which is told at once, unlike how far they are."""
    return abs(here[0] - there[0]) < NEAR_DEGREES and abs(here[1] - there[1]) < NEAR_DEGREES


def _far(kilometres: float, page: Page) -> str:
    if kilometres < 1:
        return page.language.say("{n} m", n=page.language.number(round(kilometres * 100) * 10))
    return page.language.say("{n} km", n=page.language.number(round(kilometres, 1)))
