"""Pages of people, organizations and places: what they sum up, in the small record and in ones made up of it."""

from dataclasses import replace

import pytest
from markupsafe import Markup
from pages import KISHIDA, SMALL, Html, day, host, like, record_of, visitor

from techvisits.record.model import Meeting, Name
from techvisits.text.language import load_language
from techvisits.text.plain import plain_page
from techvisits.text.things import entries, organizations, people, places, posts, profiles

NONE = Markup("")
NO_PICTURES = profiles.Pictures()
FIRST = like(KISHIDA, meeting_id="a", date=day("2020-01-02"), date_end=day("2020-01-02"))
LATER = like(KISHIDA, meeting_id="b", date=day("2021-03-04"), date_end=day("2021-03-04"))


def in_may_of(year: int) -> Meeting:
    """The meeting of the small package as if it had been in May of a year."""
    return like(KISHIDA, meeting_id=f"k{year}", date=day(f"{year}-05-03"), date_end=day(f"{year}-05-03"))


def html_of(markup: Markup) -> Html:
    return Html(str(markup))


def test_posts_are_told_once_with_their_first_and_last_day_the_latest_first() -> None:
    ceo, chair = visitor("Ada Low"), replace(visitor("Ada Low"), role="Chair")
    written_otherwise = replace(ceo, role="ceo")
    last = like(KISHIDA, meeting_id="c", date=day("2022-05-06"), date_end=day("2022-05-06"), visitors=(chair,))
    record = record_of([replace(FIRST, visitors=(ceo,)), replace(LATER, visitors=(written_otherwise,)), last])
    page = plain_page(record, "en")
    told = posts.list_posts("ada-low", *_both("ada-low", page), page)
    assert [(post.role, post.days.replace("\u2009", " ")) for post in told] == [
        ("Chair", "6 May 2022"),
        ("ceo", "2 Jan 2020 – 4 Mar 2021"),
    ]


def test_a_person_who_visits_and_receives_has_both_parts() -> None:
    ada, bob = visitor("Ada Low"), host("Ada Low", "Meta", "CEO")
    record = record_of([replace(FIRST, visitors=(ada,)), replace(LATER, visitors=(visitor("Cy Fox"),), hosts=(bob,))])
    page = plain_page(replace(record, people={"ada-low": ada.leader}), "en")
    text = html_of(people.render_person(ada.leader, page, NO_PICTURES)).text
    assert "1 meeting on 1 trip to Tokyo, 2 January 2020. As a host: 1 meeting, 4 March 2021." in text
    assert "Trips, newest first" in text
    assert "Tokyo Fumio Kishida (Prime Minister)" in text, "a trip is its cities, and in each who received"
    assert "Cy Fox, Meta, met Ada Low" in text


def test_who_was_met_twice_is_named() -> None:
    record = record_of([FIRST, LATER])
    page = plain_page(record, "ko")
    html = html_of(people.render_person(record.people["mark-zuckerberg"], page, NO_PICTURES))
    assert "/people/fumio-kishida?lang=ko" in html.links
    once = plain_page(record_of([FIRST]), "ko")
    assert (
        "/people/fumio-kishida?lang=ko"
        not in html_of(people.render_person(record.people["mark-zuckerberg"], once, NO_PICTURES)).links
    )


def test_long_lists_end_with_a_link_to_all() -> None:
    record = record_of([in_may_of(year) for year in (2019, 2020, 2021)])
    page = plain_page(record, "en", rows=1)
    html = html_of(organizations.render_organization(SMALL.organizations["meta"], page, NO_PICTURES))
    assert len([link for link in html.links if link.startswith("/trips/")]) == 2, "twice as many as rows of a list"
    assert "All 3 trips" in html.text
    assert "/meetings?company=meta" in html.links


def test_a_leader_is_told_in_sentences_and_in_short() -> None:
    seoul = like("2024-02-29-zuckerberg-yoon", date=day("2024-02-29"))
    record = record_of([in_may_of(2019), in_may_of(2020), in_may_of(2022), replace(seoul, visitors=FIRST.visitors)])
    page = plain_page(record, "en")
    person = record.people["mark-zuckerberg"]
    text = html_of(people.render_person(person, page, NO_PICTURES)).text
    assert "4 meetings on 4 trips to Tokyo and Seoul since May 2019." in text
    assert "Received by both governments, but never on the same trip." in text
    assert "Between tripsmedian 667 days, from 366 to 730" in text.replace("\n", "")
    assert "Met mostFumio Kishida 3" in text
    assert "closest within 667 days: Fumio Kishida (Prime Minister) 3 May 2022" in text
    together = plain_page(record_of(record.meetings, "one"), "en")
    assert "and on 1 trip by both." in html_of(people.render_person(person, together, NO_PICTURES)).text
    assert "City firstTokyo 1, of 1 trip to both" in html_of(people.render_person(person, together, NO_PICTURES)).text


def test_a_trip_that_was_called_off_is_told_apart() -> None:
    page = plain_page(record_of([FIRST, replace(LATER, status="cancelled")]), "en")
    html = html_of(people.render_person(page.record.people["mark-zuckerberg"], page, NO_PICTURES))
    assert "1 meeting on 1 trip to Tokyo, 2 January 2020. 1 more trip was called off." in html.text
    assert [tag for tag, _ in html.tags].count("s") == 1
    assert "Cancelled" in html.text


def test_a_place_names_what_is_near_it() -> None:
    near = replace(SMALL.places["kantei"], place_id="next", name=Name("Next Door"), position=(35.674, 139.7426))
    far = replace(near, place_id="far", name=Name("Far Off"), position=(35.9, 139.9))
    record = record_of([FIRST, replace(LATER, place=near), like(KISHIDA, meeting_id="c", place=far)])
    text = html_of(places.render_place(SMALL.places["kantei"], plain_page(record, "en"), NO_PICTURES)).text
    assert "Near it" in text
    assert "Next Door 100 m" in text
    assert "Far Off" not in text


def test_a_place_says_where_it_is_and_how_that_is_known() -> None:
    page = plain_page(SMALL, "en")
    text = html_of(places.render_place(SMALL.places["kantei"], page, NO_PICTURES)).text
    assert "35.67308, 139.74260 (WGS 84)" in text
    assert "building located" in text
    assert "read off a page or map by a person" in text
    assert "OpenStreetMap extract of August 2021: 首相官邸" in text
    nowhere = replace(SMALL.places["kantei"], position=None, origin="", origin_note="")
    text = html_of(places.render_place(nowhere, page, NO_PICTURES)).text
    assert "Coordinatesnot known" in text
    assert "located" not in text


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", [("ja", "岸田文雄"), ("ko", "기시다 후미오")]),
        ("ko", [("ja", "岸田文雄"), ("en", "Fumio Kishida")]),
    ],
)
def test_other_names_are_those_of_other_readers(code: str, names: list[tuple[str, str]]) -> None:
    name = Name("Fumio Kishida", "岸田文雄", ("岸田文雄", "기시다 후미오"))
    assert sorted(profiles.other_names(name, load_language(code))) == sorted(names)


def test_beside_a_meeting_stand_the_nearest_in_time_each_once() -> None:
    far = like(KISHIDA, meeting_id="far", date=day("2001-01-01"), date_end=day("2001-01-01"))
    near = [
        like(KISHIDA, meeting_id=f"n{n}", date=day(f"2020-01-0{n}"), date_end=day(f"2020-01-0{n}")) for n in range(3, 7)
    ]
    record = record_of([FIRST, far, *near])
    html = html_of(entries.render_entry(FIRST, plain_page(record, "en"), NONE, [Markup("<h2>Foot</h2>")]))
    beside = [link.rpartition("/")[2] for link in html.links if link.startswith("/meetings/")]
    assert beside == ["n5", "n4", "n3", "n6", "far"]
    assert "All 6 meetings" in html.text
    assert html.text.endswith("Foot")


def _both(person_id: str, page: object) -> tuple[object, object]:
    return profiles.meetings_of("leader", person_id, page), profiles.meetings_of("host", person_id, page)  # type: ignore[arg-type]
