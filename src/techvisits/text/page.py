"""What one page shows: the state of an address, and all that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from techvisits.record.filters import Shown, apply
from techvisits.record.geo import Position
from techvisits.record.model import AREAS, Meeting
from techvisits.record.record import Record
from techvisits.record.trips import Stop, build_stops
from techvisits.text import headline
from techvisits.text.address import BY_COMPANY, Links, State, drop_hidden
from techvisits.text.colouring import Colouring, by_company, by_host
from techvisits.text.headline import Headline
from techvisits.text.language import Language, load_language
from techvisits.text.paths import MEETINGS, PlainLinks

MANY_TRIPS: Final = 60
LEAST_ROWS: Final = 3


@dataclass(frozen=True)
class Page:
    """The record as one address asks for it. Everything else is worked out when it is first needed.

    `is_plain` where it is a page of its own, whose links lead to others of that kind, and not the dashboard;
    a filter of it then leads to the page `at`.
    """

    state: State
    record: Record
    is_plain: bool = False
    at: str = MEETINGS

    @cached_property
    def language(self) -> Language:
        """The reader's language."""
        return load_language(self.state.language)

    @cached_property
    def shown(self) -> Shown:
        """What the filters let through."""
        return apply(self.state.filters, self.record)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The stops of the open trip, or none."""
        return build_stops(self.record.trips[self.state.trip]) if self.state.trip else ()

    @cached_property
    def seen(self) -> Shown:
        """What the pictures show: of an open trip all visits, the filters or not."""
        if not self.stops:
            return self.shown
        visits = tuple(stop.visit for stop in self.stops)
        return Shown(visits, tuple({visit.meeting.meeting_id: visit.meeting for visit in visits}.values()))

    @property
    def is_short(self) -> bool:
        """Whether it is a plain page that has room for the least alone: what else it may show stands on other pages."""
        return self.is_plain and self.state.rows <= LEAST_ROWS

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many trips that the maps show only the ways taken most, unless all are asked for."""
        return len(self.seen.trip_ids) > MANY_TRIPS

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of leaders, companies and hosts that are asked for: their names come first."""
        return frozenset(i for key in ("leader", "company", "host") for i in self.state.filters.ids(key))

    @cached_property
    def colouring(self) -> Colouring:
        """What colour means; within one trip always who received the leader."""
        if self.state.colour == BY_COMPANY and not self.stops:
            return by_company(self.record, self.state.filters.ids("company"), self.language)
        return by_host(self.language)

    @cached_property
    def headline(self) -> Headline:
        """What stands over the page."""
        if self.stops:
            return headline.build_trip_headline(self.stops, self.language)
        return headline.build_headline(self.shown, self.state.filters, self.record, self.language)

    @cached_property
    def alt(self) -> str:
        """What the maps show, for those who do not see them."""
        if self.stops:
            return f"{self.headline.title}. {self.headline.standfirst}"
        return headline.map_words(self.shown, self.language)

    def describe(self, area: str) -> str:
        """What the map of one area shows."""
        return f"{self.city_name(area)}: {self.alt}"

    @cached_property
    def home(self) -> str:
        """The ISO 3166-1 code of the country that the open trip's company is at home in; empty where the trip began there."""
        if not self.stops:
            return ""
        first = self.stops[0]
        code = first.visit.visitor.company.country_code
        return "" if code == first.place.country_code else code

    @cached_property
    def links(self) -> Links | PlainLinks:
        """Where the links of the page lead."""
        return PlainLinks(self.state, self.at) if self.is_plain else Links(self.state, self.shown.ids)

    def city_of(self, meeting: Meeting) -> str:
        """The area of a meeting, or its city elsewhere; empty where not even that is known."""
        return meeting.place.area if meeting.place.area in AREAS else meeting.place.city_id

    def centre_of(self, meeting: Meeting) -> Position | None:
        """Where the city of a meeting is; where nobody knows, where the meeting was."""
        city = self.record.places.get(self.city_of(meeting))
        return (city and city.position) or meeting.place.position

    def city_name(self, place_id: str) -> str:
        """The name of a city or an area."""
        return self.language.name(self.record.find_name(place_id))


def open_page(state: State, record: Record) -> tuple[Page, list[str]]:
    """The page of a state without what its own filters hide, and the id of each selection that was dropped for that."""
    page = Page(state, record)
    kept, hidden = drop_hidden(state, page.shown)
    return (Page(kept, record) if hidden else page), hidden
