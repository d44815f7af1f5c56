"""The plain page of a place: where it is and how that is known, and the meetings there."""

from __future__ import annotations

from markupsafe import Markup

from techvisits.record.filters import Shown, apply
from techvisits.record.model import Place
from techvisits.text.address import State
from techvisits.text.headline import not_held, period
from techvisits.text.page import Page
from techvisits.text.things.profiles import build_part, meetings_of, other_names
from techvisits.text.sections import render


def filter_of(place: Place) -> str:
    """The list filter that asks for the meetings at a place: those anywhere in it where it is a city."""
    return "city" if place.kind == "city" else "place"


def ask_for(place: Place, page: Page) -> Page:
    """The page with a filter for the place."""
    filters = page.state.filters.asking(filter_of(place), (place.place_id,))
    return Page(State(filters, language=page.state.language), page.record, is_plain=True)


def render_place(place: Place, page: Page, picture: Markup) -> Markup:
    """A place's address, coordinates with precision and origin, and the meetings there; `picture` shows where it is."""
    key = filter_of(place)
    shown = meetings_of(key, place.place_id, page)
    return render(
        "plain_place.html",
        page,
        place=place,
        names=other_names(place.name, page.language),
        kind=kind_words(place, page),
        lead=sum_up_place(shown, page),
        picture=picture,
        origin=_origin_words(place, page),
        part=build_part(key, place.place_id, shown, page),
        most=2 * page.state.rows,
        venues=_list_venues(place, page) if key == "city" else [],
    )


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


def _list_venues(city: Place, page: Page) -> list[tuple[Place, int]]:
    """The places in a city that have meetings, most first."""
    shown = apply(page.state.filters.asking("city", (city.place_id,)), page.record)
    counts: dict[Place, int] = {}
    for meeting in shown.meetings:
        if meeting.place != city:
            counts[meeting.place] = counts.get(meeting.place, 0) + 1
    return sorted(counts.items(), key=lambda each: (-each[1], each[0].name.english))
