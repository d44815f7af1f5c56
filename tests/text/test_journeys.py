"""A trip as HTML: its stops as a strip and as a list, and the stops beside an open meeting."""

from dataclasses import replace

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG, Html, day, like, page_of, record_of

from techvisits.record.record import Record
from techvisits.text.things import journeys

TRIP = f"trip={ZUCKERBERG}"
ORDER = [
    "2024-02-25-zuckerberg-swordsmith",
    "2024-02-26-zuckerberg-developers",
    "2024-02-27-zuckerberg-kishida",
    "2024-02-28-zuckerberg-lg",
    "2024-02-28-zuckerberg-startups",
    "2024-02-28-zuckerberg-samsung",
    "2024-02-29-zuckerberg-yoon",
]


def test_the_strip_has_the_stops_in_order_with_the_colours_of_the_map() -> None:
    html = Html(journeys.render_stepper(page_of(TRIP)))
    assert html.changes == [f"meeting={meeting_id}" for meeting_id in ORDER]
    looks = [tag["class"] for tag in html.classed("disc")]
    assert looks == [f"disc slot-{slot} full" for slot in "3"] + ["disc slot-3 open"] + [
        f"disc slot-{slot} full" for slot in "12221"
    ]
    assert "3Fumio KishidaPrime Minister27 Feb · Tokyo" in html.text
    assert "4LG28 Feb · Seoul" in html.text
    assert [tag["id"] for tag in html.classed("stop")] == [f"stop-{n}" for n in range(1, 8)]


def test_the_open_stop_is_marked_in_the_strip() -> None:
    html = Html(journeys.render_stepper(page_of(f"{TRIP}&meeting={KISHIDA}")))
    assert [tag["id"] for tag in html.classed("on")] == ["stop-3"]
    assert [tag["id"] for _, tag in html.tags if tag.get("aria-current")] == ["stop-3"]
    assert not Html(journeys.render_stepper(page_of(TRIP))).classed("on")


def test_each_stop_is_a_row_that_names_its_hosts_and_sources() -> None:
    """The leader's name is in the headline; what was announced is a row like the others here."""
    html = Html(journeys.render_trip(page_of(TRIP)))
    assert [tag["id"] for tag in html.classed("row")] == [f"row-{meeting_id}" for meeting_id in ORDER]
    assert not html.classed("quiet")
    assert "3 27 Feb Fumio Kishida, Prime MinisterPrime Minister's Office of Japan (Kantei), Tokyo" in html.text
    assert "2 26 Feb Developers in JapanAnnounced · Tokyo" in html.text
    assert "Zuckerberg, Meta" not in html.text
    assert "Reuters · News On Japan · Republic World" in html.text
    urls = [source.url for meeting_id in ORDER for source in SMALL.by_id[meeting_id].sources]
    assert [link for link in html.links if link.startswith("http")] == urls


def test_hosts_that_are_asked_for_come_first_in_a_stop() -> None:
    html = Html(journeys.render_trip(page_of(f"{TRIP}&host=mathpresso")))
    assert "Mathpresso, Upstage and 3 other organizations" in html.text


def test_beside_a_meeting_stand_the_stops_before_and_after_it() -> None:
    html = Html(journeys.render_neighbours(SMALL.by_id[KISHIDA], page_of()))
    assert html.changes == [f"meeting={ORDER[1]}", f"meeting={ORDER[3]}", f"trip={ZUCKERBERG}"]
    assert html.text == (
        "On this trip of Mark Zuckerberg (Meta)← 26 Feb: Developers in Japan Tokyo→ 28 Feb: LG SeoulShow the whole trip Who else was in town that week"
    )


@pytest.mark.parametrize(
    ("meeting_id", "near"),
    [
        (ORDER[0], [f"meeting={ORDER[1]}"]),
        (ORDER[1], [f"meeting={ORDER[0]}", f"meeting={ORDER[2]}"]),
        (ORDER[6], [f"meeting={ORDER[5]}"]),
    ],
)
def test_the_first_and_the_last_stop_have_one_beside_them(meeting_id: str, near: list[str]) -> None:
    html = Html(journeys.render_neighbours(SMALL.by_id[meeting_id], page_of(TRIP)))
    assert html.changes == near, "the trip is open already"
    assert html.text.startswith("On this trip←" if len(near) > 1 or meeting_id == ORDER[6] else "On this trip→")


def test_a_host_beside_a_meeting_has_what_it_stands_for() -> None:
    html = Html(journeys.render_neighbours(SMALL.by_id[ORDER[1]], page_of(TRIP)))
    assert "→ 27 Feb: Fumio Kishida, Prime Minister Tokyo" in html.text


def test_a_trip_of_one_stop_has_no_neighbours() -> None:
    html = Html(journeys.render_neighbours(SMALL.by_id["2018-11-09-gates-diet"], page_of()))
    assert html.text == "Who else was in town that week"


def test_a_meeting_on_two_trips_has_neighbours_on_each() -> None:
    page = page_of("", trips_of_two())
    html = Html(journeys.render_neighbours(page.record.by_id["b"], page))
    assert html.text.count("On this trip of") == 2
    assert html.changes == ["meeting=a", "trip=one", "meeting=c", "trip=two"]


def trips_of_two() -> Record:
    """Three meetings a, b, c; one leader's trip has the first two, another's the last two."""
    record = record_of([like(KISHIDA, meeting_id=i, date=day(f"2024-02-0{n}")) for n, i in enumerate("abc", 1)])
    one = tuple(replace(v, trip_id="one") for v in record.visits[::-1] if v.meeting.meeting_id in "ab")
    two = tuple(replace(v, trip_id="two") for v in record.visits[::-1] if v.meeting.meeting_id in "bc")
    trips = {n: replace(SMALL.trips[ZUCKERBERG], trip_id=n, visits=v) for n, v in (("one", one), ("two", two))}
    return replace(record, visits=(*one, *two), trips=trips)


# --- the words between the steps


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (0, "7 stops · 5 days"),
        (1, "Stop 1 of 7 · day 1 of 5 · Misato"),
        (3, "Stop 3 of 7 · day 3 of 5 · Tokyo"),
        (7, "Stop 7 of 7 · day 5 of 5 · Seoul"),
    ],
)
def test_the_step_says_where_and_when_the_trip_is(chosen: int, words: str) -> None:
    assert journeys.step_words(page_of(TRIP), chosen) == words


def test_a_trip_of_one_stop_takes_a_day() -> None:
    assert journeys.step_words(page_of("trip=haas-2022-10"), 0) == "1 stop · 1 day"


def test_days_are_not_counted_where_one_is_unknown() -> None:
    assert journeys.step_words(page_of("trip=vogels-2020-02"), 0) == "1 stop"
    assert journeys.step_words(page_of("trip=vogels-2020-02"), 1) == "Stop 1 of 1 · Japan"
    stops = [like(KISHIDA, meeting_id=i, date=day(date)) for i, date in (("a", "2024-02-01"), ("b", "2024-02-03"))]
    known = page_of("trip=one", record_of(stops, "one"))
    assert journeys.step_words(known, 2) == "Stop 2 of 2 · day 3 of 3 · Tokyo"
    half = page_of("trip=one", record_of([replace(stops[0], date_precision="month"), stops[1]], "one"))
    assert journeys.step_words(half, 0) == "2 stops"
    assert journeys.step_words(half, 2) == "Stop 2 of 2 · Tokyo"
