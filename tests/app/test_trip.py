"""An open trip: its stops as a strip, the steps from one to the next, and where it began."""

import pytest
from small import KISHIDA, ZUCKERBERG

from app.reader import Reader, address_of, click, decks, links, look, open_page, part, plain, rows_of, run
from app.seen import STOPS, headline, texts, title
from techvisits.drawing import legs


def steps(page: Reader) -> str:
    """`Stop 3 of 7 · day 3 of 5 · Tokyo`, under the strip."""
    return next(each.text for each in plain(page).all("span", "sure") if "top" in each.text)


def test_the_stops_are_a_strip_in_which_the_open_one_is_marked() -> None:
    page = look(trip=ZUCKERBERG, meeting=KISHIDA)
    assert [item.one("a").one("i").text for item in part(page, "stepper").all("li")] == [*"1234567"]
    assert [a.text for a in part(page, "stepper").all("a", "on")] == ["3Fumio KishidaPrime Minister27 Feb · Tokyo"]
    assert steps(page) == "Stop 3 of 7 · day 3 of 5 · Tokyo"
    assert steps(look(trip=ZUCKERBERG)) == "7 stops · 5 days"
    assert steps(look(trip="vogels-2020-02")) == "1 stop"


def test_one_steps_from_stop_to_stop_and_not_beyond() -> None:
    page = open_page(trip=ZUCKERBERG)
    assert (page.button(key="go-left").disabled, page.button(key="go-right").disabled) == (True, False)
    for key, numbers in (("go-right", range(1, 8)), ("go-left", range(6, 0, -1))):
        for number in numbers:
            page.button(key=key).click()
            run(page)
            assert address_of(page) == {"trip": [ZUCKERBERG], "meeting": [STOPS[number - 1]]}
            assert page.button(key="go-left").disabled == (number == 1)
            assert page.button(key="go-right").disabled == (number == 7)


def test_every_stop_a_trip_offers_can_be_opened_under_any_filter() -> None:
    """With a trip open all its stops can be clicked, so a click on one must open it and not say that it is hidden."""
    for number, words in enumerate(texts(links(open_page(trip=ZUCKERBERG, host="fumio-kishida"), "stepper"))):
        page = open_page(trip=ZUCKERBERG, host="fumio-kishida")
        click(page, words, "stepper")
        run(page)
        assert [info.value for info in page.info] == []
        kept = {"host": ["fumio-kishida"]} if STOPS[number] == KISHIDA else {}
        assert address_of(page) == {**kept, "trip": [ZUCKERBERG], "meeting": [STOPS[number]]}
        assert title(page)


def test_a_step_opens_a_stop_that_the_filters_hide() -> None:
    page = open_page(trip=ZUCKERBERG, meeting=KISHIDA, host="fumio-kishida")
    page.button(key="go-right").click()
    run(page)
    assert address_of(page) == {"trip": [ZUCKERBERG], "meeting": [STOPS[3]]}


@pytest.mark.parametrize(
    ("trip", "is_offered"),
    [("garlinghouse-2018-03", True), (ZUCKERBERG, False), ("chey-2017-04", True), ("vogels-2020-02", False)],
)
def test_an_arrival_is_offered_where_the_first_stop_is_in_sight(trip: str, is_offered: bool) -> None:
    """Zuckerberg's first stop was in Misato, beyond the pane; of Vogels's only the country is known."""
    assert ("arrivals" in [box.key for box in look(trip=trip).checkbox]) == is_offered


def test_an_arrival_is_drawn_when_asked_for() -> None:
    trip = "garlinghouse-2018-03"
    page = open_page(trip=trip)
    assert page.checkbox(key="arrivals").value is False
    lines = [rows_of(deck, "lines") for deck in decks(page).values()]
    page.checkbox(key="arrivals").check()
    run(page)
    assert address_of(page) == {"trip": [trip], "arrivals": ["1"]}
    assert page.checkbox(key="arrivals").value is True
    first, second = (rows_of(deck, "lines") for deck in decks(page).values())
    assert (first[: len(lines[0])], second) == (lines[0], lines[1])
    pieces = first[len(lines[0]) :]
    assert len(pieces) == legs.STEPS
    assert [piece["to"] for piece in pieces[:-1]] == [piece["from"] for piece in pieces[1:]]
    page.checkbox(key="arrivals").uncheck()
    run(page)
    assert address_of(page) == {"trip": [trip]}


def test_within_a_trip_the_legend_explains_and_filters_nothing() -> None:
    page = look(trip=ZUCKERBERG)
    assert links(page, "keys") == []
    assert len(part(page, "keys").all("span", "key")) == 9
    assert headline(page) == "Mark Zuckerberg (Meta), 25–29 February 2024"
