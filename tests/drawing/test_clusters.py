"""Clusters: places that would cover each other as one marker, with its shape, its pie, its words and what a click asks for."""

import random
from dataclasses import replace

import pytest
from pages import KISHIDA, SMALL, day, host, like, page_of, place_at, record_of, visitor

from techvisits.drawing import clusters
from techvisits.drawing.clusters import MANY, at_place, build_clusters, draw_marker, shape_of
from techvisits.drawing.model import Frame, Marker, Share, View
from techvisits.drawing.screen import radius_of
from techvisits.record.model import Meeting
from techvisits.text.address import Change, to_list

FRAME = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
HERE = (37.537, 126.992)
FAR = (37.6, 127.1)
LIST = Change({"q": ("what a click asks for",)})


def met(
    number: int = 1, place: str = "here", at: tuple[float, float] | None = HERE, **changes: object
) -> list[Meeting]:
    """So many meetings at one place, held by a company, a day each."""
    spot = place_at(place, at, kind=changes.pop("kind", "venue"))
    usual: dict[str, object] = {"place": spot, "hosts": (host("Lee Hae-jin", "Naver"),), **changes}
    return [like(KISHIDA, meeting_id=f"{place}-{n}", date=day(f"2024-02-{n + 1:02}"), **usual) for n in range(number)]


def marker_of(meetings: list[Meeting], query: str = "") -> Marker:
    """The one marker of meetings at one place."""
    (cluster,) = build_clusters(meetings, FRAME)
    return draw_marker(cluster, page_of(query), LIST)


# --- which places are one


def test_a_place_is_a_cluster_where_it_is_and_as_large_as_it_has_meetings() -> None:
    one, other = build_clusters([*met(4), *met(1, "there", FAR)], FRAME)
    assert one.disc.centre == pytest.approx(FRAME.pixel(HERE))
    assert (one.disc.radius, other.disc.radius) == (radius_of(4), radius_of(1))
    assert (one.position, other.position) == (HERE, FAR)
    assert (one.members, other.members) == (("here",), ("there",))
    assert [meeting.meeting_id for meeting in one.meetings] == ["here-0", "here-1", "here-2", "here-3"]


def test_places_that_would_cover_each_other_are_one_at_the_weightiest() -> None:
    near = (HERE[0] + 0.0005, HERE[1])
    (cluster,) = build_clusters([*met(1, "a"), *met(3, "b", near)], FRAME)
    assert cluster.members == ("b", "a")
    assert cluster.position == near
    assert cluster.disc.radius == radius_of(4)
    assert len(cluster.meetings) == 4


def test_the_radius_has_a_limit() -> None:
    (cluster,) = build_clusters(met(20), FRAME, largest=12.0)
    assert cluster.disc.radius == 12.0


def test_what_no_map_can_show_is_in_no_cluster() -> None:
    assert build_clusters([*met(1, "a", None), *met(1, "b", kind="city"), *met(1, "c", kind="country")], FRAME) == []
    assert [cluster.members for cluster in build_clusters(met(1, "d", kind="district"), FRAME)] == [("d",)]
    assert at_place(met()[0]) == ("here", HERE)
    assert at_place(SMALL.by_id["2011-01-27-yang-nec"]) is None
    assert build_clusters([], FRAME) == []


def test_where_a_meeting_is_can_be_told_otherwise() -> None:
    (cluster,) = build_clusters([*met(2), *met(1, "there", FAR)], FRAME, lambda meeting: ("city", FAR))
    assert (cluster.members, cluster.position, len(cluster.meetings)) == (("city",), FAR, 3)


def test_very_many_places_are_few_markers_and_every_meeting_is_in_one() -> None:
    chance = random.Random(7)
    meetings = [
        like(KISHIDA, place=place_at(f"place-{n}", (37.5 + chance.gauss(0, 0.1), 127 + chance.gauss(0, 0.1))))
        for n in range(1500)
    ]
    found = build_clusters(meetings, FRAME)
    assert len(found) < 750
    assert sorted(member for cluster in found for member in cluster.members) == sorted(
        meeting.place.place_id for meeting in meetings
    )


def test_where_there_are_very_many_markers_those_that_touch_are_one_as_well() -> None:
    """A chain of markers 12 pixels apart, each 18 wide: apart where there are few, in groups where there are many."""

    def chain(number: int) -> list[Meeting]:
        return [like(KISHIDA, place=place_at(f"{n:03}", FRAME.position((12.0 * n, 50.0)))) for n in range(number)]

    assert len(build_clusters(chain(MANY), FRAME)) == MANY
    assert len(build_clusters(chain(MANY + 1), FRAME)) <= MANY / 2 + 1


# --- shapes


@pytest.mark.parametrize(
    ("changes", "kind", "shape"),
    [
        ({}, "venue", "disc"),
        ({"place_certainty": "inferred"}, "venue", "ring"),
        ({"place_certainty": "unknown"}, "venue", "ring"),
        ({}, "district", "square"),
        ({"place_certainty": "inferred"}, "district", "square"),
        ({}, "city", "square"),
        ({}, "country", "square"),
        ({"status": "announced"}, "venue", "dashed"),
        ({"status": "unconfirmed"}, "venue", "dotted"),
        ({"status": "cancelled"}, "district", "crossed"),
        ({"status": "postponed"}, "venue", "dashed"),
    ],
)
def test_the_shape_says_how_sure_a_meeting_and_its_place_are(changes: dict[str, str], kind: str, shape: str) -> None:
    assert shape_of(like(KISHIDA, place=place_at("here", HERE, kind=kind), **changes)) == shape


def test_statuses_are_told_apart_without_colour() -> None:
    statuses = SMALL.choices["meetings.status"]
    assert len({shape_of(met(status=status)[0]) for status in statuses}) == len(statuses)


@pytest.mark.parametrize(
    ("groups", "shape"),
    [
        ([{}, {"place_certainty": "inferred"}], "disc"),
        ([{"place_certainty": "inferred"}, {"status": "announced"}], "ring"),
        ([{"kind": "district"}, {"place_certainty": "inferred"}], "ring"),
        ([{"kind": "district"}, {"status": "cancelled"}], "square"),
        ([{"status": "announced"}, {"status": "announced"}], "dashed"),
        ([{"status": "cancelled"}, {"status": "cancelled"}], "crossed"),
        ([{"status": "unconfirmed"}], "dotted"),
        ([{"status": "cancelled"}, {"status": "unconfirmed"}], "dashed"),
    ],
)
def test_the_shape_of_many_is_that_of_the_surest_that_was_held(groups: list[dict[str, str]], shape: str) -> None:
    meetings = [meeting for n, changes in enumerate(groups) for meeting in met(1, f"place-{n}", **changes)]
    marker = marker_of(meetings)
    assert marker.shape == shape
    assert bool(marker.shares) == (shape == "disc")


# --- pies


def government(number: int, **changes: object) -> list[Meeting]:
    return met(number, "government", hosts=(host("", "Kantei", kind="government"),), **changes)


def public(number: int, **changes: object) -> list[Meeting]:
    return met(number, "public", hosts=(host("", "Keio", kind="university"),), **changes)


@pytest.mark.parametrize(
    ("meetings", "shares"),
    [
        (met(1), [(2, True, 12)]),
        (met(7), [(2, True, 12)]),
        ([*met(3), *government(1)], [(1, True, 3), (2, True, 9)]),
        ([*met(1), *government(3)], [(2, True, 3), (1, True, 9)]),
        ([*met(6), *government(4), *public(2)], [(3, True, 2), (1, True, 4), (2, True, 6)]),
        ([*met(2), *met(1, "b", status="announced")], [(2, False, 4), (2, True, 8)]),
        ([*met(20), *government(1)], [(1, True, 1), (2, True, 11)]),
        ([*met(5), *government(4)], [(1, True, 5), (2, True, 7)]),
        ([*met(1), *government(1)], [(2, True, 6), (1, True, 6)]),  # a tie: the first place by its id
    ],
)
def test_the_pie_has_each_kind_in_twelfths_the_largest_last(
    meetings: list[Meeting], shares: list[tuple[int, bool, int]]
) -> None:
    marker = marker_of(meetings)
    assert marker.shares == tuple(Share(*share) for share in shares)
    assert marker.slot == shares[-1][0]
    assert sum(share.twelfths for share in marker.shares) == 12


def by_companies(number: int, statuses: tuple[str, ...] = ("held",)) -> list[Meeting]:
    """A meeting of each status for so many companies, of which six have colours of their own."""
    companies = ("Meta", "Apple", "Amazon", "Arm", "CATL", "Gates Foundation", "OpenAI")[:number]
    return [
        meeting
        for company in companies
        for status in statuses
        for meeting in met(1, f"{company}-{status}", visitors=(visitor("A", company),), status=status)
    ]


def test_of_very_many_kinds_those_that_fit_have_a_twelfth_each() -> None:
    """Fourteen of them, each held and not: two find no room."""
    meetings = [*met(25, visitors=(visitor("A", "Meta"),)), *by_companies(7, ("held", "cancelled"))]
    shares = marker_of(meetings, "colour=company").shares
    assert [share.twelfths for share in shares] == [1] * 12
    assert shares[-1] == Share(1, True, 1)


def test_a_share_that_would_leave_nothing_to_the_last_is_smaller() -> None:
    """Of seven alike each would have two."""
    shares = marker_of(by_companies(7), "colour=company").shares
    assert [share.twelfths for share in shares] == [2, 2, 2, 2, 2, 1, 1]


def test_by_company_a_meeting_of_two_companies_is_in_both_shares_and_all_others_are_grey() -> None:
    both = (visitor("A", "Meta"), visitor("B", "Somebody Else"))
    marker = marker_of(met(2, visitors=both), "colour=company")
    assert marker.shares == (Share(0, True, 6), Share(1, True, 6))
    assert (marker.number, len(marker.meeting_ids)) == ("2", 2)


def test_the_rim_of_a_hollow_marker_is_shared_by_its_kinds_and_of_one_kind_whole() -> None:
    hollow = {"place_certainty": "inferred"}
    marker = marker_of([*met(1, **hollow), *government(2, **hollow)])
    (other,) = {share.slot for share in marker.shares} - {1}
    assert (marker.shape, marker.slot) == ("ring", 1)
    assert marker.shares == (Share(other, True, 4), Share(1, True, 8))
    assert marker_of([*government(2, **hollow)]).shares == ()


# --- what it says and asks for


def test_a_marker_stands_where_its_disc_is_with_the_number_of_its_meetings() -> None:
    marker = marker_of(met(5))
    assert marker.at == pytest.approx(FRAME.pixel(HERE))
    assert marker.radius == round(radius_of(5), 2)
    assert marker.number == "5"
    assert marker.meeting_ids == tuple(f"here-{n}" for n in range(5))
    assert marker_of(met(1)).number == ""
    thousand = [meeting for n in range(50) for meeting in met(25, f"p{n:02}")]
    assert marker_of(thousand).number == "1,250"


def test_a_click_opens_the_one_meeting_or_asks_for_all() -> None:
    assert str(marker_of(met(1)).change) == "meeting=here-0"
    assert marker_of(met(2)).change == LIST


def test_a_marker_is_lit_where_the_open_meeting_is_one_of_its_own() -> None:
    meetings = [like(KISHIDA, place=place_at("here", HERE)), *met(1)]
    assert not marker_of(meetings).is_lit
    assert marker_of(meetings, f"meeting={KISHIDA}").is_lit
    assert not marker_of(met(2), f"meeting={KISHIDA}").is_lit


@pytest.mark.parametrize(
    ("places", "title"), [(1, "p0"), (2, "p0 and 1 place near it"), (3, "p0 and 2 places near it")]
)
def test_the_title_names_the_weightiest_place(places: int, title: str) -> None:
    assert marker_of([m for n in range(places) for m in met(4 - n, f"p{n}")]).words.title == title
    (cluster,) = build_clusters(met(1), FRAME)
    assert draw_marker(cluster, page_of(), LIST, "Seoul").words.title == "Seoul"


def test_a_pointer_reads_the_kinds_and_the_three_newest_meetings() -> None:
    marker = marker_of([*met(4), *government(1)])
    assert marker.words.lines == (
        "5 meetings · Company 4, Government 1",
        "4 Feb 2024  Mark Zuckerberg (Meta) – Lee Hae-jin (Naver)",
        "3 Feb 2024  Mark Zuckerberg (Meta) – Lee Hae-jin (Naver)",
        "2 Feb 2024  Mark Zuckerberg (Meta) – Lee Hae-jin (Naver)",
        "and 2 more",
    )
    assert len(marker_of(met(3)).words.lines) == 4, "of three none is left to a number"
    assert marker_of(met(4)).words.lines[-1] == "and 1 more"
    one = marker_of(met(1, date_precision="month"))
    assert one.words.lines == (
        "1 meeting · Company 1",
        "February 2024  Mark Zuckerberg (Meta) – Lee Hae-jin (Naver)",
    )


def test_who_is_asked_for_is_named_first_in_what_a_pointer_reads() -> None:
    crowd = tuple(visitor(f"Person {n}") for n in range(4)) + SMALL.by_id[KISHIDA].visitors
    line = marker_of(met(1, visitors=crowd), "leader=mark-zuckerberg").words.lines[1]
    assert "Mark Zuckerberg (Meta) and 4 others" in line


def test_the_words_are_in_the_readers_language() -> None:
    words = marker_of([*met(4), *met(1, "b")], "lang=ja").words
    assert words.title == "hereと周辺1カ所"
    assert words.lines[0] == "会合5件 · 企業 5"
    assert words.lines[-1] == "ほか2件"


def test_places_of_a_list_are_those_of_the_marker() -> None:
    (cluster,) = build_clusters([*met(2, "a"), *met(1, "b")], FRAME)
    page = page_of("", record_of([*met(2, "a"), *met(1, "b")]))
    marker = draw_marker(cluster, page, to_list("place", cluster.members))
    assert str(marker.change) == "meeting=&trip=&place=a&place=b"
    assert replace(marker, change=LIST) == draw_marker(cluster, page, LIST)
    assert clusters.LARGEST == 30.0
