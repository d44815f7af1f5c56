"""Whom to ask for the papers of a meeting, by which law, and what the letter says."""

import datetime as dt
import re
import unicodedata

import pytest
from conftest import DATA, FIXTURE
from pages import SMALL, Html, host, like

from techvisits.package.tables import load_package
from techvisits.record.desks import ACT, HOUSES, KOREA, LAWS, ORDINANCE
from techvisits.record.model import GOVERNMENT, Host, Meeting, Name, Organization, Person
from techvisits.record.shelf import load_record
from techvisits.text import laws
from techvisits.text.disclosure import list_requests
from techvisits.text.language import LANGUAGES, load_language
from techvisits.text.letters import write_letter
from techvisits.text.offices import name_head, name_office
from techvisits.text.plain import plain_page
from techvisits.text.requesting import render_request, render_request_link

RECORD = load_record(DATA)
KISHIDA, YOON, DIET = "2024-02-27-zuckerberg-kishida", "2024-02-29-zuckerberg-yoon", "2018-11-09-gates-diet"
STATE_DINNER = "2025-11-01-zeng-state-dinner"
HOSTED = [m for m in RECORD.meetings if any(h.organization.kind == GOVERNMENT for h in m.hosts)]


def official(name: str, organization: str, native: str, country: str, role: str = "Minister") -> Host:
    """A host who is an official of a government."""
    body = Organization(organization, Name(organization, native, (native,)), GOVERNMENT, country)
    return Host(Person(name.lower(), Name(name)), body, role)


def asked(meeting: Meeting) -> list[tuple[str, str]]:
    return [(request.law_id, request.addressee) for request in list_requests(meeting, SMALL)]


# --- whom to ask


@pytest.mark.parametrize(
    ("meeting_id", "wanted"),
    [
        (KISHIDA, [(ACT, "内閣総務官")]),
        (YOON, [(KOREA, "대통령기록관장")]),
        (STATE_DINNER, [(KOREA, "대통령비서실장")]),
        (DIET, [(HOUSES, "衆議院事務総長")]),
        ("2024-02-28-zuckerberg-lg", []),
        ("2026-06-15-altman-korea-cancelled", []),
    ],
)
def test_role_and_day_say_which_desk_has_the_papers(meeting_id: str, wanted: list[tuple[str, str]]) -> None:
    """Those of a president who left office lie in the archives; companies and other countries' governments are not asked."""
    assert asked(SMALL.by_id[meeting_id]) == wanted


def test_the_last_day_of_an_archive_is_its_own() -> None:
    until = next(desk.until for desk in SMALL.desks if desk.until)
    for day, addressee in ((until, "대통령기록관장"), (until + dt.timedelta(days=1), "대통령비서실장")):
        assert asked(like(YOON, date=day)) == [(KOREA, addressee)]


@pytest.mark.parametrize(
    ("hosts", "wanted"),
    [
        ((official("A", "chitose", "千歳市", "JP"),), [(ORDINANCE, "千歳市長")]),
        ((official("A", "aichi", "愛知県", "JP"),), [(ORDINANCE, "愛知県知事")]),
        ((official("A", "office", "復興庁", "JP"),), [(ACT, "復興庁の長")]),
        ((official("A", "asan", "아산시", "KR"),), [(KOREA, "아산시장")]),
        ((official("A", "busan", "부산광역시", "KR"),), [(KOREA, "부산광역시장")]),
        ((official("A", "labor", "고용노동부", "KR"),), [(KOREA, "고용노동부장관")]),
        ((official("A", "bank", "한국은행", "KR"),), [(KOREA, "한국은행의 장")]),
        ((official("A", "embassy", "", "US"),), []),
        (
            (official("A", "asan", "아산시", "KR"), host("B", "LG"), official("C", "asan", "아산시", "KR")),
            [(KOREA, "아산시장")],
        ),
        (
            (official("A", "asan", "아산시", "KR"), official("B", "chitose", "千歳市", "JP")),
            [(KOREA, "아산시장"), (ORDINANCE, "千歳市長")],
        ),
    ],
)
def test_a_host_whose_desk_nobody_looked_up_is_asked_at_its_head(
    hosts: tuple[Host, ...], wanted: list[tuple[str, str]]
) -> None:
    meeting = like(KISHIDA, hosts=hosts)
    assert asked(meeting) == wanted
    requests = list_requests(meeting, SMALL)
    assert all(request.desk is None for request in requests)
    assert sum(len(request.hosts) for request in requests) == sum(
        h.organization.country_code != "US" and h.kind == GOVERNMENT for h in hosts
    )
    html = Html(render_request(meeting, plain_page(SMALL, "en")))
    assert ("Nobody looked up the desk" in html.text) == bool(wanted)


# --- the letters


def test_the_japanese_letter_has_what_the_form_asks_for() -> None:
    (request,) = list_requests(SMALL.by_id[KISHIDA], SMALL)
    letter = write_letter(request)
    assert letter.startswith("行政文書開示請求書\n")
    for words in (
        "内閣総務官　殿",
        "氏名又は名称",
        "住所又は居所",
        "行政機関の保有する情報の公開に関する法律（平成11年法律第42号）第4条第1項の規定に基づき",
        "行政文書の開示を請求します",
        "１　請求する行政文書の名称等",
        "2024年（令和6年）2月27日",
        "岸田文雄（内閣総理大臣）",
        "マーク・ザッカーバーグ（Meta、CEO）",
        "面会記録、応接録",
        "出席者名簿",
        "２　求める開示の実施の方法等",
        "３　開示請求手数料（1件300円）",
        "収入印紙",
    ):
        assert words in letter, words
    assert SMALL.by_id[KISHIDA].sources[0].url in letter


def test_the_korean_letter_has_what_the_form_asks_for() -> None:
    (request,) = list_requests(SMALL.by_id[YOON], SMALL)
    letter = write_letter(request)
    assert letter.startswith("정보공개 청구서\n")
    for words in (
        "성명(법인·단체명 및 대표자 성명):\n",
        "주소(소재지):\n",
        "[청구 내용]",
        "2024년 2월 29일",
        "윤석열(대통령)",
        "마크 저커버그(Meta, CEO)",
        "면담 기록(면담록, 회의록",
        "참석자 명단",
        "[공개 방법]",
        "[수령 방법]",
        "[수수료]",
        "「공공기관의 정보공개에 관한 법률」",
        "대통령기록관장 귀하",
    ):
        assert words in letter, words


@pytest.mark.parametrize(
    ("changes", "words", "missing"),
    [
        ({"date": dt.date(2019, 4, 30)}, "2019年（平成31年）4月30日", ""),
        ({"date": dt.date(2019, 5, 1)}, "2019年（令和元年）5月1日", ""),
        ({"date": dt.date(2020, 2, 1), "date_precision": "month"}, "2020年（令和2年）2月\n", ""),
        ({"start_time": "18:17", "end_time": "18:50"}, "2月27日 18:17–18:50", ""),
        ({"place_certainty": "inferred"}, "", "場　所"),
        ({"status": "announced"}, "面会等（予定として発表されたもの）に", ""),
        ({"status": "cancelled"}, "面会等（予定され、中止されたもの）に", ""),
        ({"status": "unconfirmed"}, "面会等（行われたと報じられたもの）に", ""),
        ({"status": "held"}, "面会等に関して", ""),
        ({"topics": ()}, "", "話　題"),
    ],
)
def test_a_letter_says_as_much_as_is_known(changes: dict[str, object], words: str, missing: str) -> None:
    (request,) = list_requests(like(KISHIDA, **changes), SMALL)
    letter = write_letter(request)
    assert words in letter
    assert not missing or missing not in letter


def test_offices_are_named_in_the_language_of_the_letter_where_they_are_known() -> None:
    assert name_office("Minister for Internal Affairs and Communications (guest)", "ja") == "総務大臣"
    assert name_office("Mayor", "ko") == "시장"
    assert name_office("Head of the Office of Odds", "ko") == "Head of the Office of Odds"
    assert name_head("東京都", "ja") == "東京都知事"


# --- the page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_each_letter_its_desk_and_rules_with_their_pages(language: str) -> None:
    meeting, page = SMALL.by_id[KISHIDA], plain_page(SMALL, language)
    (request,) = list_requests(meeting, SMALL)
    html = Html(render_request(meeting, page))
    assert request.desk
    assert request.desk.address in html.text
    assert request.desk.url in html.links
    assert f"/meetings/{KISHIDA}/request/1.txt" in html.links
    assert {rule.url for rule in laws.LAWS[ACT].list_rules(page.language)} <= {*html.links}
    assert write_letter(request) in "".join(html.texts)


def test_a_letter_can_not_end_the_page() -> None:
    evil = official("<script>alert(1)</script>", "x", "</pre><script>", "JP")
    html = render_request(like(KISHIDA, hosts=(evil,), summary="x"), plain_page(SMALL, "en"))
    assert "<script>" not in html


def test_only_a_meeting_that_somebody_has_to_answer_for_links_to_its_letters() -> None:
    page = plain_page(SMALL, "ko")
    link = Html(render_request_link(SMALL.by_id[YOON], page))
    assert link.links == [f"/meetings/{YOON}/request?lang=ko"]
    assert render_request_link(SMALL.by_id["2024-02-28-zuckerberg-lg"], page) == ""


# --- what holds of the shipped record


def test_the_laws_are_those_of_the_descriptor_and_every_rule_has_its_page() -> None:
    assert load_package(FIXTURE).choices("desks", "law") == LAWS
    assert set(laws.LAWS) == {*LAWS}
    for law_id, law in laws.LAWS.items():
        for code in LANGUAGES:
            language = load_language(code)
            rules = law.list_rules(language)
            assert rules
            assert all(rule.url.startswith("http") for rule in rules)
            assert laws.name_law(law_id, language)


def test_four_in_five_meetings_that_a_government_hosted_have_a_desk_that_was_looked_up() -> None:
    known = [m for m in HOSTED if any(request.desk for request in list_requests(m, RECORD))]
    assert len(known) >= 0.8 * len(HOSTED)


def test_every_letter_of_the_shipped_record_is_whole_and_in_the_script_of_its_office() -> None:
    for meeting in HOSTED:
        for request in list_requests(meeting, RECORD):
            letter = write_letter(request)
            assert not re.search(r"None|\{|\}|&#|&amp;(?!\w)|Markup|\(\)|（）", letter), letter
            assert request.addressee in letter
            scripts = {unicodedata.name(c, "").partition(" ")[0] for c in request.addressee}
            assert scripts & ({"CJK", "KATAKANA", "HIRAGANA"} if request.law.language == "ja" else {"HANGUL"})
            assert bool(request.hosts)
