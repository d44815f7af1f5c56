"""Who met whom: names with what they stand for, those that are asked for first, and what is cut is said."""

import pytest
from markupsafe import Markup
from pages import KISHIDA, SMALL, host, like, visitor

from techvisits.record.model import Name
from techvisits.text import parties
from techvisits.text.language import LANGUAGES, load_language
from techvisits.text.parties import Party

ENGLISH, JAPANESE, KOREAN = (load_language(code) for code in ("en", "ja", "ko"))
ARM = "2022-10-04-son-haas-lee-jae-yong"
LG = "2024-02-28-zuckerberg-lg"
STARTUPS = "2024-02-28-zuckerberg-startups"
ALONE = Party("Naver", "", "", is_person=False)


def names(listed: list[Party]) -> list[str]:
    return [party.name for party in listed]


def test_visitors_stand_with_their_company_those_asked_for_first() -> None:
    meeting = SMALL.by_id[ARM]
    assert parties.visitors(meeting, ENGLISH) == [
        Party("Masayoshi Son", "", "SoftBank Group", is_person=True),
        Party("Rene Haas", "", "Arm", is_person=True),
    ]
    assert names(parties.visitors(meeting, ENGLISH, ["rene-haas"])) == ["Rene Haas", "Masayoshi Son"]
    assert names(parties.visitors(meeting, ENGLISH, ["arm"])) == ["Rene Haas", "Masayoshi Son"]
    assert names(parties.visitors(meeting, ENGLISH, ["arm", "masayoshi-son"])) == ["Masayoshi Son", "Rene Haas"]
    assert names(parties.visitors(meeting, ENGLISH, ["lee-jae-yong"])) == ["Masayoshi Son", "Rene Haas"]


def test_hosts_stand_by_rank_those_asked_for_first() -> None:
    meeting = SMALL.by_id[LG]
    assert names(parties.hosts(meeting, ENGLISH)) == ["Kwon Bong-seok", "Cho Joo-wan", "Park Hyoung-sei"]
    asked = parties.hosts(meeting, ENGLISH, ["lg-electronics"])
    assert names(asked) == ["Cho Joo-wan", "Park Hyoung-sei", "Kwon Bong-seok"]
    assert names(parties.hosts(meeting, ENGLISH, ["park-hyoung-sei"]))[0] == "Park Hyoung-sei"
    assert [party.affiliation for party in asked] == ["LG Electronics", "LG Electronics", "LG Corp."]
    assert all(party.is_person for party in asked)


def test_an_organization_that_one_of_its_people_stands_for_is_not_told_twice() -> None:
    meeting = like(LG, hosts=(host("", "LG"), host("Koo Kwang-mo", "LG"), host("", "Naver")))
    told = parties.hosts(meeting, ENGLISH)
    assert told == [Party("Koo Kwang-mo", "", "LG", is_person=True), ALONE]
    assert parties.hosts(like(LG, hosts=()), ENGLISH) == []


@pytest.mark.parametrize(
    ("meeting_id", "en", "ja", "ko"),
    [
        (KISHIDA, "Prime Minister", "首相", "일본 총리"),
        ("2024-02-29-zuckerberg-yoon", "President", "韓国大統領", "대통령"),
        ("2024-02-25-zuckerberg-swordsmith", "Swordsmith", "刀匠", "도검 장인"),
        ("2019-12-09-cook-keio", "Keio University", "慶應義塾大学", "Keio University"),
        ("2018-11-09-gates-diet", "", "", ""),
    ],
)
def test_a_host_stands_for_an_office_or_an_organization(meeting_id: str, en: str, ja: str, ko: str) -> None:
    """An office of a state, and what somebody is who stands for nobody else; an organization alone stands for itself."""
    principal = SMALL.by_id[meeting_id].hosts[0]
    assert [parties.affiliation(principal, load_language(code)) for code in LANGUAGES] == [en, ja, ko]


def test_an_office_is_that_of_a_national_government_and_without_its_remark() -> None:
    minister = host("Satsuki Katayama", "Government of Japan", "Minister of Finance (acting)", "government")
    official = host("Ryu Je-myung", "Ministry of Science and ICT", "Vice Minister", "government")
    without_role = host("Somebody", "Government of Japan", "", "government")
    firm = host("Somebody", "Government of Toys", "CEO", "company")
    said = [parties.affiliation(each, ENGLISH) for each in (minister, official, without_role, firm)]
    assert said == ["Minister of Finance", "Ministry of Science and ICT", "Government of Japan", "Government of Toys"]


@pytest.mark.parametrize(
    ("code", "text", "html"),
    [
        ("en", "Jensen Huang (NVIDIA)", "<b class=short>Jensen Huang</b>, NVIDIA"),
        ("ja", "Jensen Huang（NVIDIA）", "<b class=short>Jensen Huang</b>（NVIDIA）"),
        ("ko", "Jensen Huang(NVIDIA)", "<b class=short>Jensen Huang</b>(NVIDIA)"),
    ],
)
def test_a_party_in_text_and_in_html(code: str, text: str, html: str) -> None:
    party = Party("Jensen Huang", "", "NVIDIA", is_person=True)
    assert party.text(load_language(code)) == text
    assert party.markup(load_language(code)) == Markup(html)
    assert ALONE.text(load_language(code)) == "Naver"
    assert ALONE.markup(load_language(code)) == Markup("<b class=short>Naver</b>")


def test_only_a_short_name_is_kept_in_one_line_and_the_own_script_stands_beside_it() -> None:
    long, short = "x" * 23, "x" * 22
    assert Party(long, "", "", is_person=True).markup(ENGLISH) == Markup(f"<b>{long}</b>")
    assert Party(short, "", "", is_person=True).markup(ENGLISH) == Markup(f"<b class=short>{short}</b>")
    native = Party("Lee Hae-jin", "이해진", "Naver", is_person=True)
    assert native.markup(JAPANESE) == Markup(
        '<b class=short>Lee Hae-jin</b> <span class="native">이해진</span>（Naver）'
    )
    assert native.text(JAPANESE) == "Lee Hae-jin（Naver）"


def test_a_name_is_escaped() -> None:
    party = Party("<i>", "<u>", "<s>", is_person=True)
    assert party.markup(ENGLISH) == Markup(
        '<b class=short>&lt;i&gt;</b> <span class="native">&lt;u&gt;</span>, &lt;s&gt;'
    )


def test_of_many_the_first_are_named_and_the_others_counted_as_what_they_are() -> None:
    startups = parties.hosts(SMALL.by_id[STARTUPS], ENGLISH)
    assert parties.list_texts(startups, ENGLISH) == "Upstage, FriendliAI and 3 other organizations"
    assert parties.list_texts(startups, ENGLISH, most=5).endswith("Devs United and Stoic Entertainment")
    assert parties.list_texts(startups[:3], ENGLISH) == "Upstage, FriendliAI and Mathpresso"
    mixed = [Party("Lisa Su", "", "AMD", is_person=True), *startups]
    assert parties.list_texts(mixed, ENGLISH) == "Lisa Su (AMD), Upstage and 4 other organizations"
    assert parties.list_texts(mixed[::-1], ENGLISH, most=2) == "Stoic Entertainment and 5 more"
    assert parties.list_texts([], ENGLISH) == ""
    zeng = SMALL.by_id["2025-11-01-zeng-state-dinner"]
    assert parties.list_texts(parties.hosts(zeng, KOREAN), KOREAN) == ("이재명(대통령), 시진핑(중국 대통령) 외 3명")
    assert parties.list_texts(parties.hosts(SMALL.by_id[STARTUPS], KOREAN), KOREAN) == "업스테이지, 프렌들리AI 외 3곳"
    assert parties.list_texts(startups, JAPANESE) == "Upstage、FriendliAIほか3社・団体"


@pytest.mark.parametrize(
    ("number", "is_inner", "expected"),
    [
        (1, False, "A, X"),
        (1, True, "A, X,"),
        (2, False, "A, X, and B, X"),
        (2, True, "A, X, and B, X,"),
        (3, False, "A, X, B, X, and C, X"),
        (3, True, "A, X, B, X, and C, X,"),
        (4, False, "A, X, B, X, and 2 others"),
        (4, True, "A, X, B, X, and 2 others"),
    ],
)
def test_what_a_name_stands_for_is_closed_by_a_comma_where_the_sentence_goes_on(
    number: int, is_inner: bool, expected: str
) -> None:
    people = [Party(letter, "", "X", is_person=True) for letter in "ABCD"[:number]]
    assert parties.list_markup(people, ENGLISH, is_inner=is_inner).striptags() == expected


def test_a_name_that_stands_for_itself_needs_no_comma() -> None:
    alone = [Party(letter, "", "", is_person=False) for letter in "ABCD"]
    listed = [parties.list_markup(alone[:n], ENGLISH, is_inner=True).striptags() for n in range(5)]
    assert listed == ["", "A", "A and B", "A, B and C", "A, B and 2 other organizations"]
    assert parties.list_markup(alone[:2], KOREAN, is_inner=True).striptags() == "A, B"


@pytest.mark.parametrize(
    ("status", "en", "ja", "ko"),
    [
        ("held", "A met B", "AがBと会合", "A – B 회동"),
        ("announced", "A was to meet B", "AがBとの会合を予定", "A – B 회동 예정"),
        ("unconfirmed", "A is said to have met B", "AがBと会合か", "A – B 회동설"),
        ("cancelled", "A did not meet B", "Aが予定したBとの会合は中止", "A – B 회동 취소"),
    ],
)
def test_the_sentence_is_as_the_status_has_it(status: str, en: str, ja: str, ko: str) -> None:
    said = [parties.met(status, Markup("A"), Markup("B"), load_language(code)) for code in LANGUAGES]
    assert said == [en, ja, ko]


def test_who_met_whom() -> None:
    meeting = SMALL.by_id[KISHIDA]
    said = [parties.sentence(meeting, language).striptags() for language in (ENGLISH, JAPANESE, KOREAN)]
    assert said == [
        "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister",
        "マーク・ザッカーバーグ（メタ）が岸田文雄（首相）と会合",
        "마크 저커버그(메타) – 기시다 후미오(일본 총리) 회동",
    ]
    assert parties.who_whom(meeting, ENGLISH) == "Mark Zuckerberg (Meta) – Fumio Kishida (Prime Minister)"


def test_who_was_asked_for_is_named_whatever_is_cut() -> None:
    """A filter for one of seven visitors lists rows that name neither him nor his company no more."""
    crowd = tuple(visitor(f"Person {n}", f"Firm {n}") for n in range(7))
    meeting = like(KISHIDA, visitors=crowd, hosts=tuple(host(f"Host {n}", f"Office {n}") for n in range(7)))
    asked = ("person-6", "office-5")
    for said in (parties.sentence(meeting, ENGLISH, asked).striptags(), parties.who_whom(meeting, ENGLISH, asked)):
        assert said.startswith("Person 6")
        assert "Host 5" in said
    assert parties.who_whom(meeting, ENGLISH, asked) == (
        "Person 6 (Firm 6) and 6 others – Host 5 (Office 5) and 6 others"
    )


@pytest.mark.parametrize(
    ("hosts", "brief", "stands_for"),
    [
        ([], "", ""),
        ([host("Lee Hae-jin", "Naver", "Founder")], "Lee Hae-jin", "Naver"),
        ([host("", "Naver")], "Naver", ""),
        ([host("A", "LG Corp."), host("B", "LG Electronics")], "LG", ""),
        ([host("A", "Samsung Electronics"), host("B", "Samsung Electronics")], "Samsung Electronics", ""),
        ([host("", "Samsung Electronics"), host("", "Samsung Display")], "Samsung", ""),
        ([host("A", "Naver"), host("B", "Kakao"), host("C", "NC")], "A +2", "Naver"),
        ([host("A", "Big Naver"), host("B", "Old Naver")], "A +1", "Big Naver"),
        ([host("A", "LG Corp. Seoul"), host("B", "LG Electronics Seoul")], "LG", ""),
        ([host("A", "Seoul Opera", kind="other"), host("B", "Seoul Zoo")], "A +1", "Seoul Opera"),
        ([host("A", "Keio", kind="university"), host("B", "Keio", kind="university")], "Keio", ""),
        ([host("A", "Independent", "Monk"), host("B", "Independent", "Nun")], "A +1", "Monk"),
        ([host("", "Naver"), host("B", "Kakao")], "Naver +1", ""),
    ],
)
def test_the_hosts_in_a_word_or_two(hosts: list[object], brief: str, stands_for: str) -> None:
    meeting = like(KISHIDA, hosts=tuple(hosts))
    assert parties.brief_host(meeting, ENGLISH) == brief
    assert parties.brief_affiliation(meeting, ENGLISH) == stands_for


def test_a_name_is_that_of_the_readers_script() -> None:
    name = Name("Lee Jae-yong", "이재용", ("이재용", "イ・ジェヨン"))
    meeting = SMALL.by_id["2024-02-28-zuckerberg-samsung"]
    assert meeting.hosts[0].name.english == name.english
    assert [parties.brief_host(meeting, load_language(code)) for code in LANGUAGES] == [
        "Lee Jae-yong",
        "イ・ジェヨン",
        "이재용",
    ]
    assert names(parties.hosts(meeting, JAPANESE)) == ["イ・ジェヨン"]


def test_of_a_status_that_is_new_a_row_says_who_and_whom_and_not_that_they_met() -> None:
    said = parties.sentence(like(KISHIDA, status="postponed"), ENGLISH).striptags()
    assert said == "Mark Zuckerberg, Meta – Fumio Kishida, Prime Minister"
