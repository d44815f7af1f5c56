"""The record as JSON: meetings nested with all that belongs to them, and as the features of a map."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import FIXTURE
from small import ALTMAN, DINNER, KISHIDA, RECORD, SON, STARTUPS, VOGELS

from techvisits.export.nested import build_geojson, build_json
from techvisits.package.tables import load_package
from techvisits.record.filters import Filters, Shown, apply
from techvisits.record.join import build_record
from techvisits.record.record import Record

EVERYTHING = Shown(RECORD.visits, RECORD.meetings)


def meeting_of(meeting_id: str, record: Record = RECORD) -> dict[str, object]:
    """The meeting as it stands in the JSON of itself alone."""
    shown = apply(Filters().asking("meeting", [meeting_id]), record)
    (meeting,) = json.loads(build_json(shown, record))["meetings"]
    assert isinstance(meeting, dict)
    return meeting


def feature_of(meeting_id: str) -> dict[str, object]:
    """The meeting as it stands in the GeoJSON of everything."""
    features = json.loads(build_geojson(EVERYTHING, RECORD))["features"]
    return next(feature for feature in features if feature["id"] == meeting_id)


# --- nested


def test_it_nests_the_record() -> None:
    document = json.loads(build_json(EVERYTHING, RECORD))
    assert [*document] == ["data_version", "licence", "total", "count", "meetings"]
    assert (document["data_version"], document["licence"]) == (RECORD.version, "CC BY 4.0")
    meetings = document["meetings"]
    assert document["count"] == len(meetings) == len(RECORD.meetings)
    assert [meeting["meeting_id"] for meeting in meetings] == [meeting.meeting_id for meeting in RECORD.meetings]
    assert sum(len(meeting["visits"]) for meeting in meetings) == len(RECORD.visits)
    for meeting in meetings:
        assert meeting["sources"]
        assert [host["rank"] for host in meeting["hosts"]] == list(range(1, len(meeting["hosts"]) + 1))
        assert (meeting["place"]["latitude"] is None) == (meeting["place"]["longitude"] is None)


def test_every_value_of_a_meeting() -> None:
    meeting = RECORD.by_id[KISHIDA]
    found = meeting_of(KISHIDA)
    sources = found.pop("sources")
    assert found == {
        "meeting_id": KISHIDA,
        "date": "2024-02-27",
        "date_precision": "day",
        "start_time": "",
        "end_time": "",
        "status": "held",
        "kind": "courtesy-call",
        "summary": meeting.summary,
        "outcome": "",
        "conflict": meeting.conflict,
        "evidence": "two",
        "publishers": 2,
        "place": {
            "place_id": "kantei",
            "place_certainty": "stated",
            "name": "Prime Minister's Office of Japan (Kantei)",
            "name_native": "総理大臣官邸",
            "address": "2-3-1 Nagatacho, Chiyoda-ku, Tokyo",
            "city_id": "tokyo",
            "city": "Tokyo",
            "country_code": "JP",
            "latitude": 35.67308,
            "longitude": 139.7426,
        },
        "topics": [{"topic_id": "ai-policy", "label": "AI policy and safety"}],
        "hosts": [
            {
                "rank": 1,
                "person_id": "fumio-kishida",
                "host": "Fumio Kishida",
                "host_native": "岸田文雄",
                "organization_id": "government-of-japan",
                "organization": "Government of Japan",
                "role": "Prime Minister",
            }
        ],
        "visits": [
            {
                "leader_id": "mark-zuckerberg",
                "leader": "Mark Zuckerberg",
                "leader_native": "",
                "company_id": "meta",
                "company": "Meta",
                "leader_role": "CEO",
                "trip_id": "zuckerberg-2024-02",
                "trip": "Saitama, Tokyo and Seoul, February 2024",
                "sequence": 3,
            }
        ],
    }
    assert isinstance(sources, list)
    assert sources[0] == {
        "url": "https://japannews.yomiuri.co.jp/news-services/reuters/20240228-171487/",
        "publisher": "Reuters",
        "agency": "",
        "kind": "report",
        "title": "",
        "published_on": "2024-02-28",
        "language": "en",
        "supports": "date; host; place; topic",
        "archived_url": "",
        "note": "On The Japan News site.",
    }
    assert [source["url"] for source in sources] == [source.url for source in meeting.sources]


def test_an_organization_alone_is_the_host() -> None:
    hosts = meeting_of(STARTUPS)["hosts"]
    assert isinstance(hosts, list)
    assert hosts[1] == {
        "rank": 2,
        "person_id": "",
        "host": "FriendliAI",
        "host_native": "프렌들리AI",
        "organization_id": "friendliai",
        "organization": "FriendliAI",
        "role": "",
    }


def test_a_place_nobody_can_locate_has_no_position() -> None:
    place = meeting_of(VOGELS)["place"]
    assert isinstance(place, dict)
    assert (place["latitude"], place["longitude"], place["city_id"], place["city"]) == (None, None, "", "")


def test_of_two_visits_only_those_that_are_shown_are_given() -> None:
    visits = meeting_of(SON)["visits"]
    assert isinstance(visits, list)
    assert [(visit["leader_id"], visit["leader_native"]) for visit in visits] == [
        ("masayoshi-son", "孫正義"), ("rene-haas", "")
    ]  # fmt: skip
    shown = apply(Filters().asking("leader", ["rene-haas"]), RECORD)
    (meeting,) = json.loads(build_json(shown, RECORD))["meetings"]
    assert [visit["leader_id"] for visit in meeting["visits"]] == ["rene-haas"]


def test_the_agency_that_wrote_a_text_is_told() -> None:
    package = load_package(FIXTURE)
    for row in package.rows["sources"]:
        row["agency"] = "AFP"
    sources = meeting_of(KISHIDA, build_record(package))["sources"]
    assert isinstance(sources, list)
    assert {source["agency"] for source in sources} == {"AFP"}


def test_a_meeting_without_a_visit_is_given_all_the_same() -> None:
    lone = replace(RECORD, visits=RECORD.visits[1:])
    document = json.loads(build_json(apply(Filters(), lone), lone))
    assert [meeting["visits"] for meeting in document["meetings"]][0] == []
    assert document["count"] == len(RECORD.meetings)


# --- features


def test_geojson_is_rfc_7946() -> None:
    document = json.loads(build_geojson(EVERYTHING, RECORD))
    assert [*document] == ["type", "data_version", "licence", "total", "features"]
    assert (document["type"], document["data_version"]) == ("FeatureCollection", RECORD.version)
    located = [meeting.meeting_id for meeting in RECORD.meetings if meeting.place.position]
    assert VOGELS not in located
    assert [feature["id"] for feature in document["features"]] == located
    for feature in document["features"]:
        assert [*feature] == ["type", "id", "geometry", "properties"]
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 20 < latitude < 46 < 122 < longitude < 155
        assert feature["properties"]["meeting_id"] == feature["id"]


def test_every_property_of_a_feature() -> None:
    assert feature_of(SON) == {
        "type": "Feature",
        "id": SON,
        "geometry": {"type": "Point", "coordinates": [127.02684, 37.49667]},
        "properties": {
            "meeting_id": SON,
            "date": "2022-10-04",
            "date_precision": "day",
            "status": "held",
            "kind": "business-meeting",
            "leader_ids": ["masayoshi-son", "rene-haas"],
            "leaders": ["Masayoshi Son", "Rene Haas"],
            "company_ids": ["softbank-group", "arm"],
            "host_ids": ["lee-jae-yong", "roh-tae-moon"],
            "hosts": ["Lee Jae-yong", "Roh Tae-moon"],
            "host_organization_ids": ["samsung-electronics", "samsung-electronics"],
            "host_organizations": ["Samsung Electronics", "Samsung Electronics"],
            "topic_ids": ["processors", "chip-manufacturing", "investment"],
            "place_id": "samsung-seocho",
            "place": "Samsung Electronics Seocho building",
            "place_native": "삼성전자 서초사옥",
            "place_certainty": "stated",
            "coordinates_precision": "building",
            "city_id": "seoul",
            "city": "Seoul",
            "country_code": "KR",
            "evidence": RECORD.by_id[SON].evidence,
            "publishers": RECORD.by_id[SON].publishers,
            "summary": RECORD.by_id[SON].summary,
        },
    }


def test_an_organization_alone_goes_by_its_own_id() -> None:
    properties = feature_of(ALTMAN)["properties"]
    assert isinstance(properties, dict)
    assert properties["host_ids"] == properties["host_organization_ids"] == ["samsung-electronics", "kakao", "naver"]
    assert properties["status"] == "cancelled"
    assert feature_of(DINNER)["id"] == DINNER


def test_a_position_is_longitude_before_latitude_in_five_decimals() -> None:
    meeting = RECORD.by_id[KISHIDA]
    moved = replace(meeting, place=replace(meeting.place, position=(35.123456, -122.987654)))
    (feature,) = json.loads(build_geojson(Shown((), (moved,)), RECORD))["features"]
    assert feature["geometry"]["coordinates"] == [-122.98765, 35.12346]


# --- both


@pytest.mark.parametrize("build", [build_json, build_geojson])
def test_it_is_compact_utf_8_as_it_is_written(build: Callable[[Shown, Record], bytes]) -> None:
    content = build(EVERYTHING, RECORD)
    assert "総理大臣官邸".encode() in content
    assert b"\\u" not in content
    assert content == json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("build", [build_json, build_geojson])
def test_what_json_cannot_say_is_not_written(build: Callable[[Shown, Record], bytes]) -> None:
    visit = RECORD.visits[0]
    meeting = replace(visit.meeting, place=replace(visit.meeting.place, position=(float("nan"), 0.0)))
    with pytest.raises(ValueError, match="not JSON compliant"):
        build(Shown((replace(visit, meeting=meeting),), (meeting,)), RECORD)


def test_nothing_shown_is_still_a_whole_file() -> None:
    nothing = Shown((), ())
    assert json.loads(build_json(nothing, RECORD)) == {
        "data_version": RECORD.version, "licence": "CC BY 4.0", "total": 0, "count": 0, "meetings": []
    }  # fmt: skip
    assert json.loads(build_geojson(nothing, RECORD))["features"] == []
