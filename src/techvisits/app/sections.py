"""What every section knows, and the small ones: masthead, about, notices, headline, the phone's choice of parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import streamlit as st
from markupsafe import escape

from techvisits.app import address
from techvisits.app.address import State
from techvisits.app.markdown import plain
from techvisits.drawing.colouring import BY_COMPANY, Colouring, by_company, by_host
from techvisits.record import trips
from techvisits.record.filters import Filters, Shown
from techvisits.record.records import Records
from techvisits.record.trips import Stop
from techvisits.text import details, headline
from techvisits.text.language import LANGUAGES, Language

BUNDLED: Final = "bundled"


@dataclass(frozen=True)
class Page:
    """What every section needs to know."""

    state: State
    shown: Shown
    records: Records
    language: Language
    theme: str
    map_style: str

    def with_open(self, meeting_id: str) -> State:
        """The state with a meeting open; filters that hide it are left off, for a reader who asks for it shall see it."""
        hidden = meeting_id not in self.shown.meetings.index
        return replace(self.state, meeting=meeting_id, filters=Filters() if hidden else self.state.filters)

    def city_name(self, city_id: str) -> str:
        """The name of a city in the reader's language."""
        return self.records.name(city_id, self.language.name, [self.records.places])

    @cached_property
    def stops(self) -> list[Stop]:
        """The stops of the open trip, or none."""
        return trips.build_stops(self.state.trip, self.records) if self.state.trip else []

    @cached_property
    def colouring(self) -> Colouring:
        """What colour means on this page; within one trip always who received the leader."""
        if self.state.colour == BY_COMPANY and not self.stops:
            return by_company(self.records, self.state.filters.company, self.language)
        return by_host(self.language)

    @cached_property
    def picture_text(self) -> str:
        """What the maps show, for those who do not see them."""
        if not self.stops:
            return headline.picture_text(self.shown, self.language)
        title = headline.trip_title(self.stops, self.language)
        return f"{title}. {headline.route_sentence(self.stops, self.language)}"

    @property
    def home(self) -> str:
        """The ISO 3166-1 code of the country that the open trip's company is at home in, where the trip began elsewhere."""
        if not self.state.trip:
            return ""
        first = self.stops[0].meeting
        code = str(self.records.organizations["country_code"].get(first.company_id, ""))
        return code if code != first.country_code else ""


def show_masthead(page: Page) -> None:
    """The name of the publication, what it is, and the languages."""
    say = page.language.say
    with st.container(key="masthead"):
        strap = say("Who in technology met whom in Tokyo and Seoul")
        mark = f"<i class='lang-{page.language.code}'></i>"
        st.html(f"<p class='brand'>Tech Visits{mark}</p><p class='strap'>{strap}</p>")
    languages = {code: {"en": "EN"}.get(code, name) for code, name in LANGUAGES.items()}
    show_choice(page, "lang", "language", "Language · 言語 · 언어", languages)


def show_choice(page: Page, key: str, field: str, label: str, names: Mapping[str, str]) -> None:
    """A choice of one of `names`; it shows and sets a field of the address's state."""
    st.session_state[key] = getattr(page.state, field)
    st.segmented_control(
        label,
        list(names),
        key=key,
        format_func=lambda value: names[value],
        on_change=_choose,
        args=(page.records, key, field),
        label_visibility="collapsed",
    )


def _choose(records: Records, key: str, field: str) -> None:
    chosen: dict[str, Any] = {field: st.session_state[key]}
    if chosen[field]:
        address.change(records, lambda state: replace(state, **chosen))


def show_about(page: Page) -> None:
    """What the record is, what it is not, and how to use it."""

    @st.dialog(page.language.say("About the record"), width="medium")
    def about() -> None:
        st.html(details.about_html(page.records, page.language))

    st.button(page.language.say("About the record"), key="about", type="tertiary", on_click=about)


def show_notices(page: Page, problems: Sequence[str], dropped: Sequence[str]) -> None:
    """What of the address was not understood or is hidden by the filters."""
    say = page.language.say
    if problems:
        st.warning(
            say(
                "Part of this address was ignored: {what}.",
                what=plain("; ".join(p.partition(": ")[0] for p in problems[:5])),
            )
        )
    for identifier in dropped:
        st.info(say("{what} is closed, since the filters hide it.", what=identifier))


def show_headline(page: Page) -> None:
    """What is shown, in a sentence."""
    with st.container(key="headline"):
        if page.stops:
            title = headline.trip_title(page.stops, page.language)
            line = headline.route_sentence(page.stops, page.language)
        else:
            title = headline.headline(page.shown, page.state.filters, page.records, page.language)
            line = headline.subline(page.shown, page.language)
        st.html(
            f"<p class='brand small'>Tech Visits</p><h1>{escape(title)}</h1><p class='standfirst'>{escape(line)}</p>"
        )


def show_phone_choice(page: Page) -> None:
    """On a phone one part at a time: the list first, the map and the chart one tap away; hidden on wider screens."""
    say = page.language.say
    names = {"list": say("List"), "map": say("Map"), "chart": say("Chart")}
    st.session_state.setdefault("part", "list")
    with st.container(key="phone"):
        st.segmented_control(
            say("Part"),
            list(names),
            key="part",
            format_func=lambda k: names[k],
            label_visibility="collapsed",
            width="stretch",
        )
        st.html(f"<i class='part-{st.session_state['part'] or 'list'}'></i>")
