"""The titles of answers for none, one and many, as a reader of each language would write them."""

import datetime as dt

import pytest
from pages import SMALL, page_of

from techvisits.record.questions.crossings import Crossing
from techvisits.record.questions.governments import Governments, Pair, Received
from techvisits.record.questions.network import Network, Tie
from techvisits.record.questions.pledged import Pledged
from techvisits.record.questions.topics import Share, Topics
from techvisits.record.questions.town import Lane, Town, Window
from techvisits.text.questions.crossings import tell_crossings
from techvisits.text.questions.governments import tell_governments
from techvisits.text.questions.network import tell_network
from techvisits.text.questions.pledged import tell_pledged
from techvisits.text.questions.topics import tell_topics
from techvisits.text.questions.town import tell_town

KISHIDA, YOON = SMALL.by_id["2024-02-27-zuckerberg-kishida"], SMALL.by_id["2024-02-29-zuckerberg-yoon"]
ZUCKERBERG = KISHIDA.visitors[0].leader
TO_KOREA = Crossing("zuckerberg-2024-02", ZUCKERBERG, "JP", KISHIDA, YOON, 6)
TO_JAPAN = Crossing("zuckerberg-2024-02", ZUCKERBERG, "KR", YOON, KISHIDA, 6)


@pytest.mark.parametrize(
    ("found", "code", "title"),
    [
        ((), "en", "No trip on record here took in both countries"),
        ((), "ja", "日韓両国を回った旅程の記録はない"),
        ((TO_KOREA,), "en", "The one trip that took in both countries began in Japan"),
        ((TO_KOREA,), "ko", "한일 양국을 찾은 출장은 1건, 일본부터"),
        ((TO_JAPAN, TO_JAPAN), "en", "All 2 trips that took in both countries began in Korea"),
        ((TO_KOREA, TO_JAPAN), "en", "Of 2 trips that took in both countries, 1 began in Japan and 1 in Korea"),
        ((TO_KOREA, TO_JAPAN), "ja", "日韓両国を回った旅程2件、日本から1件・韓国から1件"),
    ],
)
def test_where_trips_began(found: tuple[Crossing, ...], code: str, title: str) -> None:
    assert tell_crossings(found, page_of(f"lang={code}")).title == title


def received(days: int) -> Received:
    """Whom both governments received, so many days apart, on one trip."""
    visits = [v for meeting in (KISHIDA, YOON) for v in SMALL.visits if v.meeting == meeting]
    return Received("mark-zuckerberg", 2, {}, {}, Pair(visits[0], visits[1], days))


@pytest.mark.parametrize(
    ("both", "within", "code", "title"),
    [
        ((), 0, "en", "No leader on record here was received by both governments"),
        ((), 30, "en", "No leader on record here was received by both governments within 30 days"),
        ((), 30, "ja", "30日以内に両政府と会った経営者の記録はない"),
        ((2,), 0, "en", "1 leader was received by both governments, on one trip"),
        ((2,), 1, "en", "1 leader was received by both governments within 1 day, on one trip"),
        ((2, 3), 0, "en", "2 leaders were received by both governments, 2 of them on one trip"),
        ((2, 3), 7, "ko", "7일 이내 양국 정부를 모두 만난 경영자 2명, 이 중 같은 출장에서 2명"),
    ],
)
def test_whom_both_governments_received(both: tuple[int, ...], within: int, code: str, title: str) -> None:
    found = Governments(within, tuple(map(received, both)), ())
    assert tell_governments(found, page_of(f"lang={code}")).title == title


@pytest.mark.parametrize(
    ("states", "silent", "title"),
    [
        ({}, 0, "No promise is on record here"),
        ({"signed": 1}, 0, "The one promise on record here: signed"),
        ({"signed": 3}, 1, "None of 3 promises is done, 1 has had no news for half a year"),
        ({"signed": 2, "done": 1}, 0, "1 of 3 promises is done"),
        ({"signed": 2, "done": 2}, 2, "2 of 4 promises are done, 2 have had no news for half a year"),
    ],
)
def test_what_came_of_promises(states: dict[str, int], silent: int, title: str) -> None:
    found = [Pledged("meta", states, silent)] if states else []
    assert tell_pledged(found, page_of()).title == title


@pytest.mark.parametrize(
    ("led", "before", "since", "title"),
    [
        (0, (0, 0), (0, 0), "No meeting held is on record here, so no topic either"),
        (0, (0, 0), (0, 1), "The one meeting here was not about AI"),
        (0, (0, 0), (0, 9), "AI was a subject of none of the 9 meetings here"),
        (0, (0, 0), (2, 9), "AI was a subject of 2 of 9 meetings, but not the commonest of late"),
        (2023, (0, 0), (5, 9), "AI was the commonest subject from the first year on: of 5 of 9 meetings"),
        (
            2023,
            (1, 20),
            (5, 9),
            "AI was a subject of 1 of 20 meetings before 2023, and of 5 of 9 since it came to lead",
        ),
    ],
)
def test_when_ai_took_over(led: int, before: tuple[int, int], since: tuple[int, int], title: str) -> None:
    found = Topics((), (), (), led, Share(*before), Share(*since))
    assert tell_topics(found, page_of()).title == title


def test_who_was_in_town() -> None:
    window = Window(dt.date(2024, 2, 25), dt.date(2024, 3, 9), 1)
    lane = Lane("JP", "mark-zuckerberg", "meta", (KISHIDA,))
    found = Town(window, window, (lane,), True)
    title = tell_town(found, page_of()).title.replace("\u2060", "").replace("\u2009", " ")
    assert title == "1 leader came within a fortnight, 25 Feb – 9 Mar 2024: 1 to Japan, 0 to Korea"
    assert tell_town(Town(None, None, (), True), page_of("lang=ko")).title == "날짜가 확인된 방문은 기록에 없다"


@pytest.mark.parametrize(
    ("node", "times", "title"),
    [
        ("", [], "No two people are on record here as having met"),
        ("", [1], "No two people on record here met twice"),
        ("", [2, 1], "Mark Zuckerberg and Fumio Kishida met more often than any other two: 2 times"),
        ("", [2, 2], "2 pairs met 2 times each, more often than any others"),
        ("mark-zuckerberg", [], "Mark Zuckerberg: nobody met on record here"),
        ("mark-zuckerberg", [1], "Mark Zuckerberg met Fumio Kishida here and nobody else: 1 time"),
        ("mark-zuckerberg", [1, 1], "Mark Zuckerberg met 2 people or organizations here, each once"),
    ],
)
def test_who_met_whom(node: str, times: list[int], title: str) -> None:
    hosts = ("fumio-kishida", "yoon-suk-yeol")
    ties = tuple(Tie("mark-zuckerberg", host, (KISHIDA,) * n) for host, n in zip(hosts, times, strict=False))
    assert tell_network(Network(node, ties, len(ties)), page_of()).title == title
