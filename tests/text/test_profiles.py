"""Pages of people, organizations and places: what they sum up, in the small record and in ones made up of it."""

from dataclasses import replace

import pytest
from markupsafe import Markup
from pages import KISHIDA, SMALL, Html, day, host, like, record_of, visitor

from techvisits.record.model import Name
from techvisits.text import entries, profiles, venues
from techvisits.text.language import load_language
from techvisits.text.plain import plain_page

NONE = Markup("")
FIRST = like(KISHIDA, meeting_id="a", date=day("2020-01-02"), date_end=day("2020-01-02"))
LATER = like(KISHIDA, meeting_id="b", date=day("2021-03-04"), date_end=day("2021-03-04"))


def html_of(markup: Markup) -> Html:
    return Html(str(markup))


def test_posts_are_told_once_with_their_first_and_last_day_the_latest_first() -> None:
    ceo, chair = visitor("Ada Low"), replace(visitor("Ada Low"), role="Chair")
    written_otherwise = replace(ceo, role="ceo")
    last = like(KISHIDA, meeting_id="c", date=day("2022-05-06"), date_end=day("2022-05-06"), visitors=(chair,))
    record = record_of([replace(FIRST, visitors=(ceo,)), replace(LATER, visitors=(written_otherwise,)), last])
    page = plain_page(record, "en")
    posts = profiles.list_posts("ada-low", *_both("ada-low", page), page)
    assert [(post.holder.role, post.days.replace("\u2009", " ")) for post in posts] == [
        ("Chair", "6 May 2022"),
        ("ceo", "2 Jan 2020 – 4 Mar 2021"),
    ]


def test_a_person_who_visits_and_receives_has_both_parts() -> None:
    ada, bob = visitor("Ada Low"), host("Ada Low", "Meta", "CEO")
    record = record_of([replace(FIRST, visitors=(ada,)), replace(LATER, visitors=(visitor("Cy Fox"),), hosts=(bob,))])
    page = plain_page(replace(record, people={"ada-low": ada.leader}), "en")
    text = html_of(profiles.render_person(ada.leader, page, NONE)).text
    assert "As a visitor: 1 meeting, 2 January 2020. As a host: 1 meeting, 4 March 2021." in text
    assert "As a visitor, trip by trip" in text
    assert "Fumio Kishida, Prime Minister" in text
    assert "Ada Low, Meta, met" not in text, "on one's own page only the other is named"


def test_who_was_met_twice_is_named() -> None:
    record = record_of([FIRST, LATER])
    page = plain_page(record, "ko")
    html = html_of(profiles.render_person(record.people["mark-zuckerberg"], page, NONE))
    assert "/people/fumio-kishida?lang=ko" in html.links
    once = plain_page(record_of([FIRST]), "ko")
    assert (
        "/people/fumio-kishida?lang=ko"
        not in html_of(profiles.render_person(record.people["mark-zuckerberg"], once, NONE)).links
    )


def test_the_latest_trip_is_one_that_took_place() -> None:
    called_off = replace(LATER, status="cancelled")
    page = plain_page(record_of([FIRST, called_off]), "en")
    assert profiles.latest_trip(profiles.meetings_of("leader", "mark-zuckerberg", page)) == "a-0"
    alone = plain_page(record_of([called_off]), "en")
    assert profiles.latest_trip(profiles.meetings_of("leader", "mark-zuckerberg", alone)) == "b-0"
    assert profiles.latest_trip(profiles.meetings_of("leader", "nobody", page)) == ""


def test_long_lists_end_with_a_link_to_all() -> None:
    page = plain_page(SMALL, "en", rows=2)
    html = html_of(profiles.render_organization(SMALL.organizations["meta"], page))
    rows = [link for link in html.links if link.startswith("/meetings/")]
    number = len(profiles.meetings_of("company", "meta", page).meetings)
    assert len(rows) == 2 < number
    assert f"All {number} meetings" in html.text
    assert "/meetings?company=meta" in html.links


def test_a_place_says_where_it_is_and_how_that_is_known() -> None:
    page = plain_page(SMALL, "en")
    text = html_of(venues.render_place(SMALL.places["kantei"], page, NONE)).text
    assert "35.67308, 139.74260 (WGS 84)" in text
    assert "building located" in text
    assert "read off a page or map by a person" in text
    assert "OpenStreetMap extract of August 2021: 首相官邸" in text
    nowhere = replace(SMALL.places["kantei"], position=None, origin="", origin_note="")
    text = html_of(venues.render_place(nowhere, page, NONE)).text
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
