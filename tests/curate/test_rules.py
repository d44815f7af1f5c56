"""Every rule of sense fires on a real file with the fault it is for, and on the shipped data no rule finds an error."""

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from conftest import FIXTURE, Edit, Rows

from techvisits.curate import rules
from techvisits.curate.rules import RULES, check_sense
from techvisits.package.errors import Finding
from techvisits.package.tables import DataPackage, load_package

CALL = "2024-02-27-zuckerberg-kishida"
BUILDING = {"coordinates_precision": "building", "kind": "venue"}
Step = tuple[str, Callable[[Rows], object]]


def change(table: str, cells: dict[str, str], **where: str) -> Step:
    """The first row that matches `where` gets these cells."""
    return table, lambda rows: find(rows, where).update(cells)


def change_all(table: str, cells: dict[str, str]) -> Step:
    """Every row gets these cells."""
    return table, lambda rows: [row.update(cells) for row in rows]


def add(table: str, cells: dict[str, str], **where: str) -> Step:
    """A copy of the first row that matches `where` is added, with these cells."""
    return table, lambda rows: rows.append({**find(rows, where), **cells})


def copy_meeting(table: str, as_id: str) -> Step:
    """The rows of the first day-precise meeting in the table are added once more, for the meeting `as_id`."""
    meeting = next(row for row in load_package(FIXTURE).rows["meetings"] if row["date_precision"] == "day")[
        "meeting_id"
    ]
    return table, lambda rows: rows.extend([{**r, "meeting_id": as_id} for r in rows if r["meeting_id"] == meeting])


def host_the_visitor(rows: Rows) -> None:
    """The first host is the meeting's own visitor."""
    visits = load_package(FIXTURE).rows["visits"]
    rows[0]["person_id"] = find(visits, {"meeting_id": rows[0]["meeting_id"]})["person_id"]


def date_before_the_first(rows: Rows) -> None:
    """The second meeting of some trip is dated long before the first."""
    second = find(load_package(FIXTURE).rows["visits"], {"sequence": "2"})["meeting_id"]
    find(rows, {"meeting_id": second}).update(date="1990-01-01", date_precision="day")


def find(rows: Rows, where: dict[str, str]) -> dict[str, str]:
    return next(row for row in rows if where.items() <= row.items())


def correct(cells: dict[str, str]) -> Step:
    """A correction of the record's first meeting is added, with these cells."""
    sound = {
        "meeting_id": load_package(FIXTURE).rows["meetings"][0]["meeting_id"], "date": "2026-11-24", "field": "place_id",
        "what": "seoul is now kantei", "why": "The page names it.", "url": "", "replaced_by": "",
    }  # fmt: skip
    return "corrections", lambda rows: rows.append({**sound, **cells})


def see(url: str, state: str) -> Step:
    """The state of a page is added."""
    cells = {"url": url, "checked_on": "2026-11-24", "state": state, "status": "", "final_url": "", "last_seen_on": ""}
    return "links", lambda rows: rows.append(cells)


def review(cells: dict[str, str]) -> Step:
    """The second reading of a meeting is added, with these cells."""
    sound = {"reviewed_on": "2026-11-24", "seen": "date;host", "not_seen": "place"}
    meeting = load_package(FIXTURE).rows["meetings"][0]["meeting_id"]
    return "reviews", lambda rows: rows.append({"meeting_id": meeting, **sound, **cells})


def step(cells: dict[str, str]) -> Step:
    """The last step of the promise that is done is added once more, with these cells."""
    return add("progress", cells, promise_id="lenovo-nec-venture-2011", step="done")


def former(cells: dict[str, str]) -> Step:
    """A former name is added, with these cells."""
    sound = {"organization_id": "gates-foundation", "name": "William H. Gates Foundation", "name_native": "", "from": "",
             "to": "1999-12-31", "url": "https://example.org"}  # fmt: skip
    return "names", lambda rows: rows.append({**sound, **cells})


LONE = add("meetings", {"meeting_id": "2020-01-01-lone"})
FAULTS: list[tuple[str, str, list[Step]]] = [
    ("releases-in-order", "releases.csv", [change("releases", {"released_on": "2026-11-25"}, version="0.1.0")]),
    ("releases-in-order", "releases.csv", [change("releases", {"released_on": "2999-01-01"}, version="0.3.0")]),
    ("releases-in-order", "releases.csv", [change("releases", {"released_on": ""}, version="0.2.0")]),
    ("history-fresh", "history.csv", [change("meetings", {"outcome": "None."}, meeting_id=CALL)]),
    ("history-fresh", "history.csv", [change("organizations", {"name": "Meta Platforms"}, organization_id="meta")]),
    ("meeting-has-source", "meetings.csv", [LONE]),
    ("meeting-has-visit", "meetings.csv", [LONE]),
    ("meeting-has-host", "meetings.csv", [LONE]),
    ("date-supported", "meetings.csv", [change_all("sources", {"supports": "topic"})]),
    ("place-supported", "meetings.csv", [change_all("sources", {"supports": "topic;host"})]),
    ("host-supported", "meetings.csv", [change_all("sources", {"supports": ""})]),
    ("date-not-in-future", "meetings.csv", [change("meetings", {"date": "2999-01-01"}, status="held")]),
    ("announced-in-past", "meetings.csv", [change("meetings", {"status": "announced"}, status="held")]),
    ("month-begins", "meetings.csv", [change("meetings", {"date": "2024-02-15"}, date_precision="month")]),
    ("times-in-order", "meetings.csv", [change("meetings", {"start_time": "10:00", "end_time": "09:00"})]),
    ("id-begins-with-date", "meetings.csv", [change("meetings", {"meeting_id": "1999-01-01-gates"})]),
    ("place-certainty", "meetings.csv", [change("meetings", {"place_certainty": "unknown"}, place_certainty="stated")]),
    ("place-certainty", "meetings.csv", [change("meetings", {"place_certainty": "stated"}, place_certainty="unknown")]),
    ("events-unique", "meetings.csv", [copy_meeting(t, "twin") for t in ("meetings", "visits", "hosts")]),
    ("visitor-is-no-host", "hosts.csv", [("hosts", host_the_visitor)]),
    ("host-ranks", "hosts.csv", [change("hosts", {"rank": "7"})]),
    ("trip-of-visitor", "visits.csv", [change("visits", {"person_id": "nobody"})]),
    ("sequence-unique", "visits.csv", [add("visits", {"meeting_id": "another"})]),
    ("sequence-follows-dates", "visits.csv", [("meetings", date_before_the_first)]),
    ("name-periods", "names.csv", [former({"from": "2000-01-01"})]),
    ("name-periods", "names.csv", [former({"to": "2027-01-01", "from": "2026-01-01"})]),
    ("name-periods", "names.csv", [former({}), change("names", {"from": "1999-12-31"})]),
    ("name-is-former", "names.csv", [change("names", {"name": "Gates Foundation"})]),
    ("name-was-used", "names.csv", [former({})]),
    ("promise-has-step", "promises.csv", [("progress", list.clear)]),
    ("promise-has-step", "promises.csv", [change("progress", {"date": "2011-02"}, date="2011-01-27")]),
    ("step-after-meeting", "progress.csv", [step({"date": "2010", "step": "voiced"})]),
    ("step-after-meeting", "progress.csv", [change("promises", {"novelty": "new"}, novelty="restated")]),
    ("step-in-past", "progress.csv", [step({"date": "2027-02", "step": "ended"})]),
    ("ladder-climbed", "progress.csv", [step({"date": "2011-08-01"})]),
    ("ladder-climbed", "progress.csv", [step({"date": "2011-08-01", "step": "dropped"})]),
    ("ladder-climbed", "progress.csv", [step({"date": "2011-08-01", "step": "signed"})]),
    ("ladder-climbed", "progress.csv", [step({"date": "2011-02", "step": "ended"})]),
    ("promise-dated", "promises.csv", [change("promises", {"due": "2010-12-31"}, due="2011-06")]),
    ("promise-dated", "promises.csv", [change("promises", {"due": "2011-06-31"}, due="2011-06")]),
    ("promise-dated", "promises.csv", [change("promises", {"looked_on": "2027-01-02"}, due="2011-06")]),
    ("promise-dated", "promises.csv", [change("promises", {"looked_on": "2011-01-26"}, due="2011-06")]),
    ("promise-dated", "progress.csv", [change("progress", {"date": "2011-06-31"}, date="2011-07-01")]),
    ("later-step-looked", "promises.csv", [change("promises", {"looked_on": ""}, due="2011-06")]),
    ("later-step-looked", "promises.csv", [change("promises", {"looked_on": "2011-06-30"}, due="2011-06")]),
    ("amount-has-unit", "promises.csv", [change("promises", {"unit": ""}, unit="people")]),
    ("amount-has-unit", "promises.csv", [change("promises", {"amount": ""}, unit="people")]),
    ("step-by-people", "progress.csv", [change("progress", {"url": "https://www.perplexity.ai/page/x"})]),
    ("sentences-end", "promises.csv", [change("promises", {"what": "A plant"})]),
    ("sentences-end", "progress.csv", [change("progress", {"what": "A plant"})]),
    ("coordinates-whole", "places.csv", [change("places", {"longitude": ""}, **BUILDING)]),
    ("coordinates-in-country", "places.csv", [change("places", {"latitude": "0.00000"}, **BUILDING)]),
    ("coordinates-in-country", "places.csv", [change("places", {"country_code": "JP"}, country_code="KR", **BUILDING)]),
    ("coordinates-near-city", "places.csv", [change("places", {"latitude": "35.50000"}, city="seoul", **BUILDING)]),
    ("coordinates-have-origin", "places.csv", [change_all("places", {"coordinates_url": "", "coordinates_note": ""})]),
    ("coordinates-have-origin", "places.csv", [change_all("places", {"coordinates_origin": "geocoder", "osm_id": ""})]),
    ("city-is-city", "places.csv", [change("places", {"city": "japan"}, kind="venue")]),
    ("city-is-city", "places.csv", [change("places", {"city": ""}, kind="city")]),
    ("city-is-city", "places.csv", [change("places", {"city": "tokyo"}, kind="country")]),
    ("venue-once", "places.csv", [add("places", {"place_id": "twin"}, **BUILDING)]),
    ("coordinates-once", "places.csv", [add("places", {"place_id": "twin", "name": "Twin"}, **BUILDING)]),
    ("lists-known", "meetings.csv", [change("meetings", {"topic_ids": "astrology"})]),
    ("lists-known", "sources.csv", [change("sources", {"supports": "date;date"})]),
    ("lists-known", "places.csv", [change("places", {"also_known_as": "ソウル; ソウル"})]),
    ("text-visible", "people.csv", [change("people", {"name": "a\u200bb"})]),
    ("text-no-formula", "meetings.csv", [change("meetings", {"outcome": "＝1+1."})]),
    ("text-short", "people.csv", [change("people", {"name": "x" * 1_000_000})]),
    ("text-trimmed", "meetings.csv", [change("meetings", {"summary": "Two  spaces."})]),
    ("text-trimmed", "people.csv", [change("people", {"name": "Line\nbreak"})]),
    ("sentences-end", "meetings.csv", [change("meetings", {"outcome": "No stop"})]),
    ("summary-short", "meetings.csv", [change("meetings", {"summary": "x" * 400 + "."})]),
    ("url-secure", "sources.csv", [change("sources", {"url": "http://example.org/"})]),
    ("url-without-tracking", "sources.csv", [change("sources", {"url": "https://example.org/?id=1&utm_source=x"})]),
    ("url-without-tracking", "sources.csv", [change("sources", {"url": "https://[broken"})]),
    ("source-dates", "sources.csv", [change("sources", {"accessed_on": "2999-01-01"})]),
    ("source-dates", "sources.csv", [change("sources", {"published_on": "2024-02-31"})]),
    ("source-dates", "sources.csv", [change("sources", {"published_on": "2024-02", "accessed_on": "2024-01-31"})]),
    (
        "report-after-meeting",
        "sources.csv",
        [change("sources", {"published_on": "2024-02-25"}, meeting_id=CALL, kind="report")],
    ),
    (
        "held-is-told",
        "meetings.csv",
        [("sources", lambda rows: [r.update(kind="repost") for r in rows if r["meeting_id"] == CALL])],
    ),
    ("page-itself", "sources.csv", [change("sources", {"url": "https://dev.example.org/1"})]),
    ("page-itself", "sources.csv", [change("sources", {"url": "https://example.org/tag/visit"})]),
    ("names-unique", "people.csv", [add("people", {"person_id": "twin"})]),
    ("names-unique", "organizations.csv", [add("organizations", {"organization_id": "twin"})]),
    *(
        ("used-somewhere", f"{table}.csv", [add(table, {key: "unused"})])
        for table, key in (
            ("people", "person_id"),
            ("places", "place_id"),
            ("topics", "topic_id"),
            ("trips", "trip_id"),
        )
    ),
    ("used-somewhere", "organizations.csv", [add("organizations", {"organization_id": "unused"})]),
    ("leader-covered", "people.csv", [("coverage", lambda rows: rows.clear())]),
    ("leader-covered", "people.csv", [("coverage", lambda rows: rows.remove(find(rows, {"searched": "found"})))]),
    ("coverage-agrees", "coverage.csv", [change("coverage", {"searched": "not-searched"}, searched="found")]),
    ("coverage-agrees", "coverage.csv", [change("coverage", {"searched": "found"}, searched="none-found")]),
    ("coverage-told", "coverage.csv", [change("coverage", {"languages": ""}, searched="none-found")]),
    ("coverage-told", "coverage.csv", [change("coverage", {"searched": "not-searched"}, searched="none-found")]),
    ("coverage-told", "coverage.csv", [change("coverage", {"searched_on": "2999-01-01"})]),
    ("correction-of-meeting", "corrections.csv", [correct({"field": "colour"})]),
    ("correction-of-meeting", "corrections.csv", [correct({"meeting_id": "2024-01-01-never"})]),
    ("correction-of-meeting", "corrections.csv", [correct({"replaced_by": "anything"})]),
    ("correction-dated", "corrections.csv", [correct({"date": "2999-01-01"})]),
    ("review-dated", "reviews.csv", [review({"reviewed_on": "2999-01-01"})]),
    ("review-agrees", "reviews.csv", [review({"not_seen": "host"})]),
    ("review-agrees", "reviews.csv", [review({"seen": "", "not_seen": ""})]),
    ("lists-known", "reviews.csv", [review({"seen": "date;weather"})]),
    ("lists-known", "reviews.csv", [review({"not_seen": "place;place"})]),
    ("link-of-source", "links.csv", [see("https://example.org/nowhere", "ok")]),
    ("role-translated", "visits.csv", [change("visits", {"role": "Rainmaker"})]),
    ("role-held", "roles.csv", [add("roles", {"role": "Rainmaker"})]),
    ("role-held", "roles.csv", [add("roles", {"held_in": "keio-university"}, role="CEO")]),
    ("role-place-known", "roles.csv", [change("roles", {"held_in": "nowhere"})]),
    ("desk-dated", "desks.csv", [change("desks", {"accessed_on": "2999-01-01"})]),
    ("desk-rules", "desks.csv", [change("desks", {"rules": ""}, law="japan-houses")]),
    ("desk-rules", "desks.csv", [change("desks", {"rules": "条例"}, law="japan-act")]),
    ("desk-reachable", "desks.csv", [change("desks", {"address": "", "web": ""})]),
    ("desk-once", "desks.csv", [add("desks", {"desk_id": "twin"})]),
    ("period-ordered", "terms.csv", [change("terms", {"to": "2011-01-01"}, term_id="kishida-2021")]),
    ("period-ordered", "events.csv", [change("events", {"from": "2999-01-01", "to": "2999-01-02"})]),
    ("term-alone", "terms.csv", [change("terms", {"from": "2024-09-30"}, term_id="ishiba-2024")]),
    ("term-alone", "terms.csv", [change("terms", {"to": ""}, term_id="kishida-2021")]),
    ("event-placed", "events.csv", [change("events", {"place": "atlantis"})]),
    ("gone-page-archived", "sources.csv", [see(load_package(FIXTURE).rows["sources"][0]["url"], "gone")]),
]


@pytest.mark.parametrize(("rule", "file", "steps"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_rule_fires(rule: str, file: str, steps: list[Step], fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    before = check_sense(load_package(fixture_folder), today)
    for table, step in steps:
        edit(table, step)
    new = set(check_sense(load_package(fixture_folder), today)) - set(before)
    fired = [finding for finding in new if (finding.rule, finding.file) == (rule, file)]
    assert fired
    for finding in fired:
        assert finding.line > 1
        assert finding.message
        assert finding.remedy
        assert str(finding).startswith(f"{file}:{finding.line}: ")


def test_the_small_package_breaks_no_rule_but_has_four_kinds_of_warning(today: dt.date) -> None:
    assert {f.rule for f in check_sense(load_package(FIXTURE), today)} == {
        "announced-in-past",
        "held-is-told",
        "page-itself",
        "url-secure",
    }


def test_every_rule_is_listed_and_tested() -> None:
    modules = [import_module(f"{rules.__name__}.{each.name}") for each in iter_modules(rules.__path__)]
    written = {
        f for m in modules for name, f in inspect.getmembers(m, inspect.isfunction)
        if f.__module__ == m.__name__ and not name.startswith("_")
    }  # fmt: skip
    assert written == set(RULES)
    assert {f.__name__.replace("_", "-") for f in written} == {rule for rule, _, _ in FAULTS}
    assert all(f.__doc__ for f in written)


def test_future_is_for_announced_and_cancelled_meetings(fixture_folder: Path, edit: Edit) -> None:
    def announce(rows: Rows) -> None:
        for row, status in zip(rows, ("announced", "cancelled", "held"), strict=False):
            row.update(date="2027-05-05", date_precision="day", status=status)

    edit("meetings", announce)
    early, late = (check_sense(load_package(fixture_folder), dt.date(2027, 5, day)) for day in (4, 6))
    assert [f.line for f in early if f.rule == "date-not-in-future"] == [4]
    assert 2 not in [f.line for f in early if f.rule == "announced-in-past"]
    assert 2 in [f.line for f in late if f.rule == "announced-in-past"]
    assert not [f for f in late if f.rule == "date-not-in-future"]


def test_this_month_is_not_past_for_a_month_precise_announcement(fixture_folder: Path, edit: Edit) -> None:
    cells = {"date": "2027-05-01", "date_precision": "month", "status": "announced"}
    edit("meetings", lambda rows: rows[0].update(cells))
    package = load_package(fixture_folder)
    for day, expected in ((dt.date(2027, 5, 31), False), (dt.date(2027, 6, 1), True)):
        found = [f for f in check_sense(package, day) if f.rule == "announced-in-past" and f.line == 2]
        assert bool(found) is expected


SAID: list[tuple[str, list[Step], str]] = [
    ("place-certainty", [change("meetings", {"place_certainty": "unknown"}, meeting_id=CALL)],
     "place_certainty: is `unknown` for kantei, which is a venue; write `stated` or `inferred`, or name the city's own row"),
    ("place-certainty", [change("meetings", {"place_certainty": "stated"}, place_id="tokyo")],
     "place_certainty: is `stated` for tokyo, which is a city; write `unknown`"),
    ("coverage-agrees", [change("coverage", {"searched": "not-searched"}, person_id="tim-cook", year="2019")],
     "searched: is `not-searched`, while the record has a meeting of tim-cook in 2019; write `found`"),
    ("coverage-agrees", [change("coverage", {"searched": "found"}, person_id="tim-cook", year="2010")],
     "searched: is `found`, while the record has no meeting of tim-cook in 2010; "
     "write `none-found` or `not-searched`, or add the meeting"),
    ("leader-covered", [("coverage", lambda rows: rows.remove(find(rows, {"person_id": "tim-cook", "year": "2019"})))],
     "person_id: tim-cook has meetings, but no row of coverage for 2019; say in coverage.csv what was searched"),
    ("leader-covered", [("coverage", list.clear)],
     "person_id: bill-gates has meetings, but no row of coverage for any year; say in coverage.csv what was searched"),
    ("review-agrees", [review({"not_seen": "host;place"})],
     "not_seen: host is both seen and not seen; delete one of the two"),
    ("review-agrees", [review({"seen": "", "not_seen": ""})],
     "not_seen: tells of no fact; name the facts looked for, or delete the row"),
    ("url-without-tracking", [change("sources", {"url": "https://example.org/?id=1&UTM_source=x"})],
     "url: carries the tracking parameter UTM_source; delete the parameter"),
    ("url-without-tracking", [change("sources", {"url": "https://[broken"})],
     "url: https://[broken is no address; copy it again from the page"),
    ("city-is-city", [change("places", {"city": "tokyo"}, place_id="seoul")],
     "city: tokyo is no city for the city seoul; write seoul, for a city names itself"),
    ("city-is-city", [change("places", {"city": "tokyo"}, place_id="japan")],
     "city: tokyo is no city for the country japan; leave the city of a country empty"),
    ("city-is-city", [change("places", {"city": ""}, place_id="kantei")],
     "city: nothing is no city for the venue kantei; name the row of its city"),
    ("coordinates-near-city", [change("places", {"latitude": "36.50000"}, place_id="kantei")],
     "latitude: lies 90 km from tokyo; correct the coordinates or the city"),
    ("coordinates-whole", [change("places", {"longitude": "", "coordinates_precision": ""}, place_id="kantei")],
     "longitude: is empty, while latitude, coordinates_origin is given; give all four or none"),
    ("host-ranks", [change("hosts", {"rank": "7"}, person_id="park-hyoung-sei")],
     "rank: the hosts of 2024-02-28-zuckerberg-lg have the ranks 1, 2, 7; number them from 1 to 3"),
    ("sequence-unique", [change("visits", {"sequence": "2"}, meeting_id=CALL)],
     "sequence: 2 is also the sequence of line 12 in zuckerberg-2024-02; number the trip's visits in their order"),
    ("source-dates", [change("sources", {"published_on": "2024-02-31"})],
     "published_on: 2024-02-31 is no day of the calendar; correct it"),
    ("summary-short", [change("meetings", {"summary": "x" * 400 + "."})], "summary: has 401 characters; shorten it to 400"),
    ("text-visible", [change("people", {"name": "\u202egnp.exe\u2066"})],
     "name: holds U+202E, U+2066, which is not seen; delete it"),
    ("text-no-formula", [change("sources", {"note": "=HYPERLINK(1)"})],
     "note: begins with = as a formula does; begin it with a word"),
    ("text-no-formula", [change("sources", {"note": "@SUM(1)"})],
     "note: begins with @ as a formula does; begin it with a word"),
    ("text-no-formula", [change("sources", {"note": "-1+1"})],
     "note: begins with - as a formula does; begin it with a word"),
    ("text-short", [change("sources", {"note": "x" * 2001})], "note: has 2001 characters; shorten it to 2000"),
    ("coordinates-have-origin", [change("places", {"coordinates_origin": "geocoder", "osm_id": "way/1"}, place_id="kantei")],
     "geocoder: is empty for geocoded coordinates; give geocoder, geocoded_on or geocode again"),
    ("correction-of-meeting", [correct({"field": "meeting_id", "replaced_by": CALL})],
     "replaced_by: 2011-01-27-yang-nec is not gone, yet replaced by 2024-02-27-zuckerberg-kishida; leave it empty"),
    ("correction-of-meeting", [correct({"meeting_id": "gone", "field": "date", "replaced_by": CALL})],
     "replaced_by: gone is not gone, yet replaced by 2024-02-27-zuckerberg-kishida; leave it empty"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "steps", "said"), SAID)
def test_a_rule_says_what_is_wrong_and_what_to_do(
    rule: str, steps: list[Step], said: str, fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    for table, step in steps:
        edit(table, step)
    found = [f for f in check_sense(load_package(fixture_folder), today) if f.rule == rule]
    assert f"{said} [{rule}]" in [str(finding).partition(": ")[2] for finding in found]


SOUND: list[tuple[str, list[Step]]] = [
    ("summary-short", [change("meetings", {"summary": "x" * 399 + "."})]),
    ("source-dates", [change("sources", {"accessed_on": "2027-01-01"})]),
    ("source-dates", [change("sources", {"published_on": "2027"})]),
    ("correction-dated", [correct({"date": "2027-01-01"})]),
    ("review-dated", [review({"reviewed_on": "2027-01-01"})]),
    ("coverage-told", [change("coverage", {"searched_on": "2027-01-01"}, searched="none-found")]),
    ("times-in-order", [change("meetings", {"start_time": "10:00", "end_time": "10:00"})]),
    ("date-not-in-future", [change("meetings", {"date": "2027-01-01"}, status="held")]),
    ("venue-once", [add("places", {"place_id": "twin", "latitude": "35.67370"}, place_id="kantei")]),
    ("venue-once", [add("places", {"place_id": "twin", "latitude": "", "longitude": "", "city": "seoul"}, place_id="kantei")]),
    ("text-trimmed", [change("meetings", {"summary": "A soft\u00adhyphen is no control character."})]),
    ("text-visible", [change("meetings", {"summary": "A soft\u00adhyphen is seen where a line ends."})]),
    ("text-no-formula", [change("sources", {"note": "@IT"})]),
    ("text-no-formula", [change("places", {"longitude": "-122.41000"}, place_id="kantei")]),
    ("text-short", [change("sources", {"note": "x" * 2000})]),
    ("visitor-is-no-host", [change("hosts", {"person_id": ""}, person_id="fumio-kishida")]),
    ("events-unique", [change("meetings", {"date": "2024-02-27"}, meeting_id="2024-02-29-zuckerberg-yoon")]),
    ("lists-known", [change("people", {"also_known_as": "マーク; 마크"})]),
    ("correction-of-meeting", [correct({"meeting_id": "gone", "field": "meeting_id", "replaced_by": CALL})]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "steps"), SOUND)
def test_a_rule_is_silent_where_all_is_well(
    rule: str, steps: list[Step], fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    for table, step in steps:
        edit(table, step)
    assert [str(f) for f in check_sense(load_package(fixture_folder), today) if f.rule == rule] == []


@pytest.mark.parametrize("cell", ["a\x7fb", "a\x1fb", "a\x85b", "a\u2028b", "a\tb", " a", "a ", "a  b"])
def test_every_control_character_is_one_too_many(cell: str, fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    edit(*change("meetings", {"conflict": cell}))
    found = [f for f in check_sense(load_package(fixture_folder), today) if f.rule == "text-trimmed"]
    assert [f.field for f in found] == ["conflict"]


def test_an_organization_alone_is_a_common_host(fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    for table in ("meetings", "visits", "hosts"):
        mine = [r for r in load_package(FIXTURE).rows[table] if r["meeting_id"] == "2024-02-28-zuckerberg-startups"]
        edit(table, lambda rows, mine=mine: rows.extend({**row, "meeting_id": "2024-02-28-twin"} for row in mine))
    found = [f for f in check_sense(load_package(fixture_folder), today) if f.rule == "events-unique"]
    assert [f.message for f in found] == [
        "has visitor mark-zuckerberg and host devs-united in common with 2024-02-28-zuckerberg-startups on that day"
    ]


@pytest.mark.parametrize("city", ["tokyo", "seoul"])
def test_a_twin_without_coordinates_is_one_of_its_city(
    city: str, fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    nowhere = {"place_id": "twin", "latitude": "", "longitude": "", "city": city}
    edit(*add("places", nowhere, place_id="kantei"))
    found = [f for f in check_sense(load_package(fixture_folder), today) if f.rule == "venue-once"]
    assert len(found) == (city == "tokyo")


@pytest.mark.parametrize(
    ("meeting_id", "told", "sound"),
    [
        ("2024-02-27-x", "", True),
        ("2024-02-x", "", True),
        ("2024-02-26-x", "", False),
        ("2024-02-26-x", "2024-02-26 is now 2024-02-27.", True),
        ("2024-03-x", "2024-03-01 is now 2024-02-27.", True),
        ("2024-03-x", "2024-03 is now 2024-02-27.", True),
        ("zuckerberg-2024-02-27", "", False),
    ],
)
def test_an_id_keeps_the_date_it_once_had(
    meeting_id: str, told: str, sound: bool, fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    edit(*change("meetings", {"meeting_id": meeting_id}, date="2024-02-27"))
    edit("corrections", list.clear)
    if told:
        edit(*correct({"meeting_id": meeting_id, "field": "date", "what": told}))
        edit(*correct({"meeting_id": "another", "field": "date", "what": "2024-02-26"}))
    found = [f for f in check_sense(load_package(fixture_folder), today) if f.rule == "id-begins-with-date"]
    assert [f.message for f in found] == ([] if sound else [f"{meeting_id} does not begin with 2024-02-27-"])


@pytest.mark.parametrize("how", ["times", "venues"])
def test_start_times_or_venues_tell_two_events_apart(
    how: str, fixture_folder: Path, edit: Edit, today: dt.date
) -> None:
    for table in ("meetings", "visits", "hosts"):
        edit(*copy_meeting(table, "twin"))
    original = next(row for row in load_package(FIXTURE).rows["meetings"] if row["date_precision"] == "day")[
        "meeting_id"
    ]

    def give_times(rows: Rows) -> None:
        find(rows, {"meeting_id": original})["start_time"] = "09:00"
        find(rows, {"meeting_id": "twin"})["start_time"] = "15:00"

    def give_venues(rows: Rows) -> None:
        find(rows, {"meeting_id": original})["place_id"] = "kantei"
        find(rows, {"meeting_id": "twin"})["place_id"] = "samsung-seocho"

    edit("meetings", give_times if how == "times" else give_venues)
    assert "events-unique" not in {f.rule for f in check_sense(load_package(fixture_folder), today)}


def test_month_precise_stop_fits_anywhere_in_its_month(fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    second = find(load_package(FIXTURE).rows["visits"], {"sequence": "2"})
    trip = {row["meeting_id"] for row in load_package(FIXTURE).rows["visits"] if row["trip_id"] == second["trip_id"]}

    def same_month(rows: Rows) -> None:
        for row in rows:
            if row["meeting_id"] in trip:
                row.update(date="2024-02-28", date_precision="day")
            if row["meeting_id"] == second["meeting_id"]:
                row.update(date="2024-02-01", date_precision="month")

    edit("meetings", same_month)
    found = [f for f in check_sense(load_package(fixture_folder), today) if f.rule == "sequence-follows-dates"]
    assert not [f for f in found if second["trip_id"] in f.message]


def test_rules_name_what_the_descriptor_lacks(fixture_folder: Path, today: dt.date) -> None:
    package = load_package(fixture_folder)
    del package.rows["topics"]
    assert (
        "datapackage.json: declares no 'topics', which the rule lists_known reads; "
        "restore it from version control [descriptor]"
    ) in map(str, check_sense(package, today))
    del package.rows["meetings"][0]["summary"]
    messages = {f.message for f in check_sense(package, today)}
    assert "declares no 'summary', which the rule sentences_end reads" in messages


def test_any_other_key_that_a_rule_misses_is_a_fault_of_the_rule(
    fixture_folder: Path, today: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(package: DataPackage, today: dt.date) -> Iterator[Finding]:
        yield {}["colour"]

    monkeypatch.setattr(rules, "RULES", (faulty,))
    with pytest.raises(KeyError, match="colour"):
        check_sense(load_package(fixture_folder), today)
