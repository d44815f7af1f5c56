"""Trips looked back on: in their order, with the days between them, the city seen first, and both governments."""

from dataclasses import replace

from pages import KISHIDA, SMALL, day, like, record_of

from techvisits.record.courses import build_courses, days_between, find_closest, head_of, list_gaps

YOON = "2024-02-29-zuckerberg-yoon"
WHO = SMALL.by_id[KISHIDA].visitors


def at(text: str, like_id: str = KISHIDA, **changes: object):  # type: ignore[no-untyped-def]
    days = {"date": day(text), "date_end": day(text)}
    return like(like_id, meeting_id=f"{text}-{like_id}", visitors=WHO, **days | changes)


def test_trips_come_in_their_order_with_the_days_from_the_end_of_one_to_the_next() -> None:
    meetings = [at("2020-01-02"), at("2020-01-05"), at("2020-03-01"), at("2021-03-01", status="cancelled")]
    trips = {meetings[0].meeting_id: "a", meetings[1].meeting_id: "a", meetings[2].meeting_id: "b"}
    courses = build_courses(record_of(meetings, {**trips, meetings[3].meeting_id: "c"}).visits)
    assert [course.trip_id for course in courses] == ["a", "b", "c"]
    assert [course.status for course in courses] == ["held", "held", "cancelled"]
    assert list_gaps(courses) == [56], "a trip that was called off is no end of a gap"
    assert days_between(courses[0], courses[1]) == 56


def test_the_days_between_are_not_known_where_only_the_month_is() -> None:
    courses = build_courses(record_of([at("2020-01-02"), at("2020-03-01", date_precision="month")]).visits)
    assert days_between(*courses) is None
    assert list_gaps(courses) == []


def test_the_city_seen_first_is_that_of_the_first_meeting_that_was_held() -> None:
    meetings = [at("2020-01-02", status="cancelled"), at("2020-01-03", YOON), at("2020-01-04")]
    (course,) = build_courses(record_of(meetings, "one").visits)
    assert course.areas == ("seoul", "tokyo")


def test_both_governments_are_found_where_they_lie_closest() -> None:
    meetings = [at("2020-01-02"), at("2020-02-02", YOON), at("2020-02-20"), at("2020-02-03", status="announced")]
    found = find_closest(meetings)
    assert found is not None
    assert [str(meeting.date) for meeting in found[:2]] == ["2020-02-02", "2020-02-20"]
    assert found[2] == 18
    assert find_closest(meetings[:1]) is None


def test_a_head_of_government_is_one_in_office() -> None:
    kishida = SMALL.by_id[KISHIDA]
    head = head_of(kishida)
    assert head is not None
    assert head.name.english == "Fumio Kishida"
    former = replace(kishida, hosts=tuple(replace(host, role="Former Prime Minister") for host in kishida.hosts))
    assert head_of(former) is None
