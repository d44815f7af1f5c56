"""The legend as HTML: what colour, shape and number mean; each colour and status is a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from techvisits.record.facets import build_facet
from techvisits.record.model import AREAS
from techvisits.text.address import BOTH, BY_COMPANY, BY_HOST, Change
from techvisits.text.choices import name_choice
from techvisits.text.page import Page
from techvisits.text.sections import render


@dataclass(frozen=True)
class Key:
    """One entry: how it looks, what it means and, where it is a filter, how many meetings it would show."""

    look: str
    words: str
    count: str = ""
    is_on: bool = False
    change: Change | None = None


@dataclass(frozen=True)
class Option:
    """One of a few things of which one is chosen."""

    words: str
    is_on: bool
    change: Change


def render_legend(page: Page) -> Markup:
    """The colours, with the choice of what they mean, and the shapes; with a trip open they are no filters."""
    say = page.language.say
    colouring = page.colouring
    looks = {kind: f"slot-{colouring.slot(kind)}" for kind in colouring.names}
    colours = _keys(page, colouring.filter, looks)
    statuses = _keys(page, "status", {status: f"state {status}" for status in page.record.choices["meetings.status"]})
    meanings = {BY_HOST: say("Host"), BY_COMPANY: say("Company")}
    choice = (
        Markup("") if page.stops else render_choice(page, "colour", page.state.colour, say("Colour shows"), meanings)
    )
    return render("legend.html", page, colours=colours, statuses=statuses, choice=choice, ways=_all_ways(page))


def _all_ways(page: Page) -> Key | None:
    """The switch that shows all ways; None where they are shown anyway."""
    if not page.is_crowded:
        return None
    is_on = page.state.arrivals
    return Key("way", page.language.say("All ways"), is_on=is_on, change=Change({"arrivals": () if is_on else ("1",)}))


def render_views(page: Page) -> Markup:
    """The choice of what the maps show: both cities, or one."""
    first, *others = ((area, page.city_name(area)) for area in AREAS)
    views = dict([first, (BOTH, page.language.say("Both")), *others])
    return render_choice(page, "view", page.state.view, page.language.say("View"), views)


def render_choice(page: Page, key: str, chosen: str, label: str, names: Mapping[str, str]) -> Markup:
    """A few values of one key of the address, of which one is chosen, by what they are called."""
    options = [Option(words, code == chosen, Change({key: (code,)})) for code, words in names.items()]
    return render("choice.html", page, options=options, label=label)


def render_pane_name(page: Page, area: str) -> Markup:
    """The name of a pane's city in both scripts and, but for a trip, how many meetings were there and around."""
    name = page.record.find_name(area)
    own = page.language.name(name)
    native = name.native if name.native != own else ""
    number = sum(meeting.place.area == area for meeting in page.shown.meetings)
    count = "" if page.stops else page.language.say("{n} in the area", n=page.language.number(number))
    return Markup("<p class='panename'>{} <b>{}</b> <i>{}</i></p>").format(own, native, count)


def render_credit(page: Page, credits: Sequence[str]) -> Markup:
    """What the numbers on the maps are, and whose data the base maps are made of."""
    spans = Markup("").join(Markup("<span>{}</span>").format(text) for text in (number_words(page), *credits))
    return Markup("<p class='credit'>{}</p>").format(spans)


def number_words(page: Page) -> str:
    """What the numbers on the maps are."""
    say = page.language.say
    if page.stops:
        return say("Number = stop of the trip")
    if page.is_crowded and not page.state.arrivals:
        return say("Number = meetings at a place; lines: the ways taken most, with their trips")
    return say("Number = meetings at a place; on a line, trips between two")


def _keys(page: Page, key: str, looks: Mapping[str, str]) -> list[Key]:
    """An entry for each id of a list filter, by how it looks."""
    labels = {i: name_choice(key, i, page.record, page.language) for i in looks}
    if page.stops:
        return [Key(look, labels[i]) for i, look in looks.items()]
    counts, chosen = build_facet(key, page.state.filters, page.record), page.state.filters.ids(key)
    return [
        Key(look, labels[i], page.language.number(counts.get(i, 0)), i in chosen, Change(toggle=((key, i),)))
        for i, look in looks.items()
    ]
