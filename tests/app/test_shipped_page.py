"""The page of the shipped record, where many meetings are the point: numbers add up, and no walk over it leads astray."""

import random
import re
from urllib.parse import urlencode

import pytest
from small import KISHIDA

from app.reader import (
    Reader,
    address_of,
    chosen,
    click_on,
    decks,
    is_strict,
    linked_parts,
    links,
    open_page,
    part,
    pick,
    pick_in_time,
    plain,
    press_reset,
    rows_of,
    run,
    send_go,
    traces,
)
from app.seen import (
    SHIPPED,
    count_text,
    ids,
    infos,
    marker_ids,
    number_of,
    offered,
    row_ids,
    shown_by,
    state_of,
    time_ids,
    title,
)
from techvisits.record.model import AREAS
from techvisits.text import parties
from techvisits.text.headline import count_line
from techvisits.text.language import load_language

pytestmark = pytest.mark.usefixtures("shipped")


@pytest.mark.parametrize("query", [{}, {"company": "openai"}, {"view": "seoul", "colour": "company"}], ids=str)
def test_every_meeting_is_a_marker_in_its_pane_or_a_number_beside_it(query: dict[str, str]) -> None:
    """Markers, the numbers of unknown venues and the numbers elsewhere add up."""
    page = open_page(**query)
    shown = shown_by(page, SHIPPED).meetings
    for area in [query["view"]] if "view" in query else AREAS:
        somewhere = [number_of(each) for each in links(page, f"edge-{area}") if "▢" in each.text]
        assert len(marker_ids(page, area, SHIPPED)) + sum(somewhere) == sum(m.place.area == area for m in shown)
    away = [meeting for meeting in shown if meeting.place.area not in AREAS]
    assert sum(map(number_of, links(page, "elsewhere"))) == len(away)
    assert time_ids(page, SHIPPED) == {*ids(shown_by(page, SHIPPED))}


def test_meetings_of_which_only_the_country_is_known_stand_under_their_own_country() -> None:
    page = open_page()
    hidden = [meeting.place.name.english for meeting in SHIPPED.meetings if not meeting.place.city_id]
    labels = [each.text for each in links(page, "elsewhere")]
    assert {f"{country} {hidden.count(country)}" for country in hidden} <= {*labels}


@pytest.mark.parametrize("company", ["microsoft", "openai"])
def test_a_number_beside_the_panes_is_what_its_link_lists(company: str) -> None:
    page = open_page(company=company)
    found = [each for key in ("edge-seoul", "edge-tokyo", "elsewhere") for each in links(page, key)]
    assert found
    for each in found:
        assert count_text(open_page(**each.query)).split()[0] == str(number_of(each)), each.text


def test_a_marker_of_the_region_lists_as_many_meetings_as_it_says_or_shows_its_citys_view() -> None:
    """Seoul's marker takes in places that are too near to stand apart: no filter by city names all of these."""
    page = open_page(company="nvidia")
    views = []
    for each in links(page, "region"):
        said = re.search(r"([\d,]+) meetings?\b", each.element.one("title").text)
        if said and "view" in each.query:
            views += each.query["view"]
        elif said and "meeting" not in each.query:
            assert count_text(open_page(**each.query)).split()[0] == said[1]
    assert sorted(views) == sorted(AREAS)


@pytest.mark.parametrize(
    ("key", "query", "most"),
    [("edge-seoul", {}, 2), ("edge-seoul", {"view": "seoul"}, 5), ("elsewhere", {}, 4)],
    ids=str,
)
def test_of_many_labels_a_few_are_seen_and_the_rest_is_behind_one_word(
    key: str, query: dict[str, str], most: int
) -> None:
    edges = part(open_page(**query), key)
    rest = edges.one("details")
    assert len(edges.all("a")) - len(rest.all("a")) == most
    assert rest.one("summary").text == f"{len(rest.all('a'))} more places"


# --- a walk


@pytest.mark.parametrize("seed", range(2))
def test_no_walk_over_the_page_shows_another_record_than_the_one_in_the_address(seed: int) -> None:
    """Forty steps by controls, links, markers and bars: what is open is what the address names, or nothing is."""
    chance = random.Random(20240227 + seed)
    page = open_page(meeting=KISHIDA, leader="mark-zuckerberg")
    opened = 0
    for step in range(40):
        change_something(page, chance)
        run(page)
        language = load_language(state_of(page, SHIPPED).language)
        closed = language.say("{what} is closed, since the filters hide it.", what="|").partition("|")
        state, shown = state_of(page, SHIPPED), shown_by(page, SHIPPED)
        assert len(page.warning) == 0
        if state.meeting:
            opened += 1
            sentence = parties.sentence(SHIPPED.by_id[state.meeting], language, asked(page)).striptags()
            assert title(page) == sentence, f"step {step}: {address_of(page)}"
            assert halos(page) == is_drawn(page), f"step {step}: {address_of(page)}"
        else:
            assert (title(page), halos(page)) == ("", 0), f"step {step}: {address_of(page)}"
            if not state.trip:
                assert count_text(page) == count_line(shown, language)
                assert {*row_ids(page)} <= shown.meeting_ids
        assert all(words.startswith(closed[0]) and words.endswith(closed[2]) for words in infos(page))
        assert time_ids(page, SHIPPED) == shown.meeting_ids
        for key in ("leader", "company", "topic", "city", "host", "status"):
            assert chosen(page, key) == list(state.filters.ids(key))
        assert is_strict(page) == (state.filters.sources >= 2)
    assert opened > 4, "the walk is over open meetings"
    assert plain(page).all("h1")


def halos(page: Reader) -> int:
    """How many markers have a halo."""
    return sum(len(rows_of(deck, "lit")) for deck in decks(page).values())


def is_drawn(page: Reader) -> bool:
    """Whether the open meeting has a marker in a pane: of a trip each of its stops has one, else what is no mere city."""
    state = state_of(page, SHIPPED)
    place = SHIPPED.by_id[state.meeting].place
    stops = [visit.meeting.meeting_id for visit in SHIPPED.trips[state.trip].visits] if state.trip else []
    is_point = state.meeting in stops if state.trip else not place.is_vague
    return is_point and place.position is not None and place.area in decks(page)


def asked(page: Reader) -> set[str]:
    """Whose names come first."""
    filters = state_of(page, SHIPPED).filters
    return {i for key in ("leader", "company", "host") for i in filters.ids(key)}


def change_something(page: Reader, chance: random.Random) -> None:
    """One step: mostly a link of some part of the page, else a marker, a bar, a list, a box, Reset, or two at once."""
    parts = linked_parts(page)
    for _ in range(chance.choice([1, 1, 2])):
        how = chance.choice(["link", "link", "link", "list", "list", "box", "marker", "bar", "reset"])
        if how == "link":
            click_on(page, chance.choice(links(page, chance.choice(parts))))
        elif how == "list":
            key = chance.choice(["leader", "company", "topic", "city", "host", "status"])
            choices = [*offered(page, key, SHIPPED)][:12]
            wanted = chance.sample(choices, min(len(choices), chance.choice([0, 1, 1, 2])))
            send_go(page, "side", urlencode([(f"~{key}", i) for i in sorted({*wanted} ^ {*chosen(page, key)})]))
        elif how == "box":
            click_on(page, *links(page, "sources"))
        elif how == "marker":
            area, deck = chance.choice([*decks(page).items()])
            if markers := rows_of(deck, "markers"):
                pick(page, area, "markers:", chance.choice(markers))
        elif how == "bar" and (pieces := [change for trace in traces(page) for change in trace["customdata"]]):
            pick_in_time(page, chance.choice(pieces))
        elif how == "reset" and chance.random() < 0.5:
            press_reset(page)
