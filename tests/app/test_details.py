"""An open meeting or trip in place of the list: what is told of it, the stops beside it, and the way back."""

from pathlib import Path

import pytest
from conftest import Edit, Rows
from small import KISHIDA, RECORD, YOON, ZUCKERBERG

from app.markup import parse
from app.reader import address_of, click, has_part, links, look, open_page, part, run
from app.seen import STOPS, count_text, texts, title
from techvisits.text import sections
from techvisits.text.address import State
from techvisits.text.page import Page
from techvisits.text.things import journeys


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_open_meeting_is_told_whole_with_the_stops_beside_it(language: str) -> None:
    page = look(meeting=KISHIDA, lang=language)
    meeting, known = RECORD.by_id[KISHIDA], Page(State(meeting=KISHIDA, language=language), RECORD)
    told = sections.render_meeting(meeting, known) + journeys.render_neighbours(meeting, known)
    assert part(page, "details").children == parse(told).children
    assert not has_part(page, "meetings")
    assert [key for key in ("count", "share", "download") if has_part(page, key)] == []


def test_the_stops_beside_a_meeting_open_and_its_trip_too() -> None:
    page = open_page(meeting=KISHIDA)
    assert texts(links(page, "back")) == ["← All meetings"]
    assert [each.split(":")[0] for each in texts(links(page, "details"))] == [
        "← 26 Feb",
        "→ 28 Feb",
        "Show the whole trip",
    ]
    click(page, "→ 28 Feb", "details")
    run(page)
    assert address_of(page) == {"meeting": [STOPS[3]]}
    click(page, "Show the whole trip", "details")
    run(page)
    assert address_of(page) == {"meeting": [STOPS[3]], "trip": [ZUCKERBERG]}
    assert part(page, "details").one("section", "neighbours").one("h3").text == "On this trip"
    assert texts(links(page, "details")) == [
        "← 27 Feb: Fumio Kishida, Prime Minister Tokyo",
        "→ 28 Feb: Upstage +4 Seoul",
    ]
    assert part(page, "back").text == "← The whole trip"
    click(page, "The whole trip", "back")
    run(page)
    assert (title(page), address_of(page)) == ("", {"trip": [ZUCKERBERG]})
    assert part(page, "back").text == "← All meetings"
    click(page, "All meetings", "back")
    run(page)
    assert (address_of(page), count_text(page)) == ({}, "17 meetings · 18 visits")


def test_a_stop_of_a_trip_that_is_not_listed_is_opened_all_the_same(
    fixture_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two trips are listed; a meeting of one of them is a stop of a third, whose next stop is in neither."""

    def go_on(rows: Rows) -> None:
        (haas,) = [row for row in rows if row["person_id"] == "rene-haas"]
        rows.append(haas | {"meeting_id": YOON, "sequence": "2"})

    edit("visits", go_on)
    monkeypatch.setenv("TECHVISITS_DATA", str(fixture_folder))
    page = open_page(trip=["son-2022-10", "cook-2019-12"], meeting="2022-10-04-son-haas-lee-jae-yong")
    click(page, "→ 29 Feb", "details")
    run(page)
    assert address_of(page) == {"meeting": [YOON]}
    assert "Yoon Suk Yeol" in title(page)
    assert len(page.info) == 0


def test_a_trip_is_told_stop_by_stop_with_the_sources() -> None:
    page = look(trip=ZUCKERBERG, leader="mark-zuckerberg")
    trip = part(page, "details").one("ol", "trip")
    assert [row.attributes["id"] for row in trip.all("a", "row")] == [f"row-{i}" for i in STOPS]
    assert [row.one("span", "day").text.split()[0] for row in trip.all("a", "row")] == [*"1234567"]
    assert [len(line.all("a")) for line in trip.all("p", "sourceline")] == [
        len(RECORD.by_id[meeting_id].sources) for meeting_id in STOPS
    ]
    assert not has_part(page, "meetings")
    assert not has_part(page, "chips")
