"""The words for codes: every code of the record has its own, in every language, and an unknown one stays itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pages import KISHIDA, SMALL, day, like, record_of

from techvisits.record.model import HOST_KINDS, Meeting, Name
from techvisits.text import words
from techvisits.text.choices import name_choice
from techvisits.text.language import LANGUAGES, Language, load_language

ENGLISH = load_language("en")
FACTS = ("date", "host", "place", "topic", "outcome")
Say = Callable[[str, Language], str]


@pytest.mark.parametrize("language", [*map(load_language, LANGUAGES)], ids=list(LANGUAGES))
@pytest.mark.parametrize(
    ("say", "codes"),
    [
        (words.status, SMALL.choices["meetings.status"]),
        (words.kind, SMALL.choices["meetings.kind"]),
        (words.host_kind, HOST_KINDS),
        (words.searched, SMALL.choices["coverage.searched"]),
        (words.supports, FACTS),
    ],
    ids=["status", "kind", "host_kind", "searched", "supports"],
)
def test_every_code_has_words_of_its_own(say: Say, codes: tuple[str, ...], language: Language) -> None:
    said = [say(code, language) for code in codes]
    assert all(said)
    assert len(set(said)) == len(codes)
    if language.code != "en":
        assert not set(said) & {say(code, ENGLISH) for code in codes}, "translated"


@pytest.mark.parametrize("say", [words.status, words.kind, words.supports])
def test_a_code_that_is_new_stays_itself(say: Say) -> None:
    assert say("postponed", ENGLISH) == "postponed"


def test_the_words_in_english() -> None:
    assert {code: words.status(code, ENGLISH) for code in SMALL.choices["meetings.status"]} == {
        "held": "Held",
        "announced": "Announced",
        "unconfirmed": "Unconfirmed",
        "cancelled": "Cancelled",
    }
    assert {code: words.kind(code, ENGLISH) for code in SMALL.choices["meetings.kind"]} == {
        "courtesy-call": "courtesy call",
        "business-meeting": "business meeting",
        "dinner": "dinner or lunch",
        "keynote": "keynote",
        "panel": "panel",
        "site-visit": "site visit",
        "signing": "signing",
        "media-event": "media event",
        "other": "other event",
    }
    assert [words.host_kind(kind, ENGLISH) for kind in HOST_KINDS] == ["Government", "Company", "University, public"]
    assert words.host_kind("university", ENGLISH) == "University, public"
    assert {code: words.searched(code, ENGLISH) for code in SMALL.choices["coverage.searched"]} == {
        "found": "found",
        "none-found": "searched, none found",
        "not-searched": "not searched",
    }
    assert [words.supports(fact, ENGLISH) for fact in FACTS] == list(FACTS)


def test_a_newsrooms_own_report_needs_no_remark() -> None:
    kinds = ("primary", "report", "repost", "advance")
    assert [words.source_kind(kind, ENGLISH) for kind in kinds] == [
        "primary source",
        "",
        "repost",
        "written before the meeting",
    ]


@pytest.mark.parametrize(
    ("certainty", "precision", "kind", "said"),
    [
        ("stated", "building", "venue", "named by a source · building located"),
        ("stated", "block", "venue", "named by a source · block located"),
        ("inferred", "district", "venue", "inferred: the usual place, named by no source · district located"),
        ("stated", "", "venue", "named by a source · not located"),
        ("unknown", "city", "city", "place not known"),
        ("unknown", "", "country", "place not known"),
    ],
)
def test_how_sure_a_place_is(certainty: str, precision: str, kind: str, said: str) -> None:
    place = replace(SMALL.places["kantei"], precision=precision, kind=kind)
    assert words.certainty(like(KISHIDA, place=place, place_certainty=certainty), ENGLISH) == said


@pytest.mark.parametrize(
    ("grade", "publishers", "said"),
    [
        ("two", 2, "2 independent publishers"),
        ("two", 7, "7 independent publishers"),
        ("primary", 1, "Primary source"),
        ("one", 1, "One publisher"),
        ("unconfirmed", 3, "Unconfirmed"),
    ],
)
def test_the_evidence_in_words(grade: str, publishers: int, said: str) -> None:
    assert words.evidence(like(KISHIDA, evidence=grade, publishers=publishers), ENGLISH) == said


def test_a_place_stands_with_its_city_unless_it_names_it() -> None:
    def where(meeting: Meeting, code: str) -> str:
        return words.where(meeting, load_language(code))

    kishida, suwon = SMALL.by_id[KISHIDA], SMALL.by_id["2026-06-15-altman-korea-cancelled"]
    assert [where(kishida, code) for code in LANGUAGES] == [
        "Prime Minister's Office of Japan (Kantei), Tokyo",
        "総理大臣官邸（東京）",
        "일본 총리 관저(도쿄)",
    ]
    assert where(suwon, "en") == "Samsung Digital City, Suwon"
    assert where(suwon, "ja") == "サムスンデジタルシティ（水原）"
    for code in LANGUAGES:
        for unknown in ("2017-04-24-chey-toshiba", "2025-11-01-zeng-state-dinner"):
            meeting = SMALL.by_id[unknown]
            assert (
                where(meeting, code)
                == words.city(meeting, load_language(code))
                == words.place(meeting, load_language(code))
            )


def test_where_only_the_country_is_known_it_stands_for_the_city() -> None:
    vogels = SMALL.by_id["2020-02-vogels-pixie-dust"]
    assert vogels.place.city == Name("")
    assert [words.city(vogels, load_language(code)) for code in LANGUAGES] == ["Japan", "日本", "일본"]
    assert words.where(vogels, ENGLISH) == "Japan"


@pytest.mark.parametrize(
    ("key", "identifier", "en", "ja"),
    [
        ("status", "announced", "Announced", "発表のみ"),
        ("kind", "panel", "panel", "討論・対談"),
        ("host_kind", "public", "University, public", "大学・市民など"),
        ("topic", "ai-chips", "AI chips", "AI半導体"),
        ("trip", "zuckerberg-2024-02", "Mark Zuckerberg, Feb 2024", "マーク・ザッカーバーグ、2024年2月"),
        ("leader", "sam-altman", "Sam Altman", "サム・アルトマン"),
        ("host", "fumio-kishida", "Fumio Kishida", "岸田文雄"),
        ("company", "softbank-group", "SoftBank Group", "ソフトバンクグループ"),
        ("place", "seungjiwon", "Seungjiwon", "承志園"),
        ("city", "seoul", "Seoul", "ソウル"),
        ("host", "nobody", "nobody", "nobody"),
    ],
)
def test_what_a_choice_of_a_filter_is_called(key: str, identifier: str, en: str, ja: str) -> None:
    assert name_choice(key, identifier, SMALL, ENGLISH) == en
    assert name_choice(key, identifier, SMALL, load_language("ja")) == ja


def test_a_place_is_called_by_its_own_name_though_an_organization_has_the_same_id() -> None:
    record = replace(SMALL, places=SMALL.places | {"meta": replace(SMALL.places["kantei"], name=Name("Meta's house"))})
    called = [name_choice(key, "meta", record, ENGLISH) for key in ("place", "city", "company", "host")]
    assert called == ["Meta's house", "Meta's house", "Meta", "Meta"]


def test_a_trip_is_called_by_the_month_in_which_it_began() -> None:
    record = record_of(
        [like(KISHIDA, meeting_id=i, date=day(date)) for i, date in (("a", "2024-01-31"), ("b", "2024-02-01"))], "one"
    )
    assert name_choice("trip", "one", record, ENGLISH) == "Mark Zuckerberg, Jan 2024"
