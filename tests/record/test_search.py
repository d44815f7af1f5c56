"""Search: text is compared without case, width and accents; Latin words are found by their start, kana, Han and Hangul anywhere."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small import KISHIDA, LG, RECORD, SAMSUNG, SON, any_text

from techvisits.record.filters import apply, from_query
from techvisits.record.finding import find
from techvisits.record.lexicon import build_lexicon
from techvisits.record.model import Host, Meeting, Name, Organization, Person, Topic, Visitor
from techvisits.record.search import fold, shorten_vowels, singular_of, split_words, words_asked

law = settings(deadline=None, max_examples=100)
NOBODY = Name("Nobody")
HALL = replace(RECORD.places["kantei"], name=NOBODY, city=NOBODY, address="")
BARE = replace(
    RECORD.by_id[KISHIDA], meeting_id="x", place=HALL, topics=(), summary="", outcome="", conflict="", visitors=(),
    hosts=(), sources=(),
)  # fmt: skip


def finds(query: str, meeting: Meeting) -> bool:
    """Whether a search finds a meeting where there is no other."""
    return bool(find(query, replace(RECORD, version=repr(meeting), meetings=(meeting,), visits=())).mask.any())


def found(query: str) -> set[str]:
    """The ids of the meetings of the small record that a search finds."""
    return set(apply(from_query({"q": [query]}, RECORD)[0], RECORD).meeting_ids)


# --- how text is compared


@law
@given(st.text(st.characters(), max_size=12))
@example("℃")
@example("№ 5")
@example("Galaxy™")
@example("か゛")
def test_folding_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_name_folds_alike_in_every_unicode_form(form: str) -> None:
    for value in (*RECORD.people.values(), *RECORD.organizations.values(), *RECORD.places.values()):
        for name in (value.name.english, *value.name.forms):
            assert fold(unicodedata.normalize(form, name)) == fold(name)  # type: ignore[arg-type]
            assert fold(name.upper()) == fold(name.lower()) == fold(name)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ｍｅｔａ", "meta"),
        ("META", "meta"),
        ("José", "jose"),
        ("ﾒﾀ", "メタ"),
        ("ｿﾌﾄﾊﾞﾝｸ", "ソフトバンク"),
        ("삼성", "삼성"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("㈱ソニー", "(株)ソニー"),
    ],
)
def test_width_case_and_accents_do_not_count(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("a", "b"), [("が", "か"), ("パ", "ハ"), ("パ", "バ"), ("삼", "사")])
def test_letters_that_differ_stay_different(a: str, b: str) -> None:
    assert fold(a) != fold(b)


# --- words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("AI", ["ai"]),
        ("lee jae-yong", ["lee", "jae", "yong"]),
        ("AT&T's", ["at", "t", "s"]),
        ("7nm a_b", ["7nm", "a", "b"]),
        ("半導体", ["半導体"]),
        ("AI半導体", ["ai", "半導体"]),
        ("삼성 반도체", ["삼성", "반도체"]),
        ("삼성SDI", ["삼성", "sdi"]),
        ("マーク・ザッカーバーグ", ["マーク", "ザッカーバーグ"]),
        ("ざっかーばーぐ", ["ザッカーバーグ"]),
        ("佐々木 代々木", ["佐々木", "代々木"]),
        ("𠮷野家", ["𠮷野家"]),
        ("ㄱ", ["ᄀ"]),
        ("?!", []),
        ("(", []),
        ("🍣 sushi", ["sushi"]),
        ("Zuckerberg,Kishida", ["zuckerberg", "kishida"]),
        ("Zuckerberg and Kishida", ["zuckerberg", "kishida"]),
        ("the", ["the"]),
        ("Meta Meta", ["meta"]),
    ],
)
def test_a_query_is_parted_into_words(query: str, words: list[str]) -> None:
    assert words_asked(query) == words


def test_a_text_is_parted_into_words() -> None:
    assert split_words("Ｍｅｔａ's AI半導体, and No. 5.") == ["meta", "s", "ai", "半導体", "and", "no", "5"]


@pytest.mark.parametrize(
    ("written", "short"),
    [("oota", "ota"), ("ohta", "ota"), ("ota", "ota"), ("ōta", "ota"), ("Kohno", "kono"), ("Kouno", "kono"), ("Yuuki", "yuki"), ("Ohara", "ohara")],
)  # fmt: skip
def test_a_long_vowel_is_one_however_it_is_written(written: str, short: str) -> None:
    assert shorten_vowels(fold(written)) == short


@pytest.mark.parametrize(
    ("word", "singular"),
    [("chips", "chip"), ("headsets", "headset"), ("batteries", "battery"), ("press", ""), ("gas", ""), ("半導体", ""), ("chip", "")],
)  # fmt: skip
def test_the_singular_of_a_plural(word: str, singular: str) -> None:
    assert singular_of(word) == singular


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("chip", True),
        ("CHIPS", True),
        ("chips chain", True),
        ("chips, maintained", True),
        ("hips", False),
        ("ai", False),
        ("main", True),
        ("tained", False),
        ("chips wire", False),
        ("導体", True),
        ("체体", False),
        ("성전", True),
        ("삼전", False),
        ("5", True),
        ("25", False),
    ],
)
def test_latin_words_are_found_by_their_start_and_others_anywhere(query: str, is_found: bool) -> None:
    meeting = replace(BARE, summary="Maintained a chain of 5 chips: 半導体 and 삼성전자.")
    assert finds(query, meeting) is is_found


WHO = Person("p", NOBODY)
WHERE = Organization("o", NOBODY, "company", "")


@pytest.mark.parametrize(
    "meeting",
    [
        replace(BARE, visitors=(Visitor(replace(WHO, name=Name("Treasure")), WHERE, ""),)),
        replace(BARE, visitors=(Visitor(replace(WHO, name=Name("N", "宝", ("宝", "Treasure"))), WHERE, ""),)),
        replace(BARE, visitors=(Visitor(WHO, replace(WHERE, name=Name("Treasure")), ""),)),
        replace(BARE, visitors=(Visitor(WHO, replace(WHERE, name=Name("N", "Treasure", ("Treasure",))), ""),)),
        replace(BARE, visitors=(Visitor(WHO, WHERE, ""), Visitor(replace(WHO, name=Name("Treasure")), WHERE, ""))),
        replace(BARE, hosts=(Host(replace(WHO, name=Name("Treasure")), WHERE, ""),)),
        replace(BARE, hosts=(Host(WHO, replace(WHERE, name=Name("Treasure")), ""),)),
        replace(BARE, hosts=(Host(None, replace(WHERE, name=Name("N", "", ("Treasure",))), ""),)),
        replace(BARE, hosts=(Host(WHO, WHERE, "Master of Treasure"),)),
        replace(BARE, topics=(Topic("t", {"en": "Treasure", "ja": "宝"}),)),
        replace(BARE, topics=(Topic("t", {"en": "Gold", "ko": "Treasure"}),)),
        replace(BARE, place=replace(HALL, name=Name("Treasure"))),
        replace(BARE, place=replace(HALL, name=Name("N", "", ("Treasure",)))),
        replace(BARE, place=replace(HALL, city=Name("N", "", ("Treasure",)))),
        replace(BARE, place=replace(HALL, address="1 Treasure Street")),
        replace(BARE, summary="A treasure."),
        replace(BARE, outcome="A treasure."),
        replace(BARE, meeting_id="2024-02-27-treasure"),
    ],
)  # fmt: skip
def test_search_reads_all_that_is_written_of_a_meeting(meeting: Meeting) -> None:
    assert finds("treasure", meeting)
    assert not finds("treasure", BARE)


# --- in the record


def meetings_of(person_id: str) -> set[str]:
    """Every meeting in which the person is visitor or host."""
    return {
        meeting.meeting_id
        for meeting in RECORD.meetings
        if person_id in {*(v.leader.person_id for v in meeting.visitors), *(h.host_id for h in meeting.hosts)}
    }


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("words", "person_id"),
    [
        ("マーク・ザッカーバーグ", "mark-zuckerberg"),
        ("ザッカーバーグ マーク", "mark-zuckerberg"),
        ("ﾏｰｸ･ｻﾞｯｶｰﾊﾞｰｸﾞ", "mark-zuckerberg"),
        (decomposed("マーク・ザッカーバーグ"), "mark-zuckerberg"),
        ("zuckerberg", "mark-zuckerberg"),
        ("ZUCKERBERG mark", "mark-zuckerberg"),
        ("Ｚｕｃｋｅｒｂｅｒｇ", "mark-zuckerberg"),
        ("마크 저커버그", "mark-zuckerberg"),
        ("이재용", "lee-jae-yong"),
        (decomposed("이재용"), "lee-jae-yong"),
        ("イ・ジェヨン", "lee-jae-yong"),
        ("李在鎔", "lee-jae-yong"),
        ("岸田文雄", "fumio-kishida"),
        ("岸田　文雄", "fumio-kishida"),
        ("kishida", "fumio-kishida"),
        ("기시다", "fumio-kishida"),
    ],
)
def test_a_name_in_any_script_finds_its_meetings(words: str, person_id: str) -> None:
    assert found(words) == meetings_of(person_id) != set()


def test_everybody_is_found_by_every_name() -> None:
    for person_id, person in RECORD.people.items():
        for name in (person.name.english, *person.name.forms):
            for written in (name, name.upper(), name.lower(), decomposed(name)):
                assert meetings_of(person_id) <= found(written), written


@pytest.mark.parametrize(
    ("word", "city_id"),
    [("ソウル", "seoul"), ("서울", "seoul"), ("도쿄", "tokyo"), ("東京", "tokyo"), ("水原", "suwon")],
)
def test_a_city_in_any_script_finds_all_its_meetings(word: str, city_id: str) -> None:
    meetings = {m.meeting_id for m in RECORD.meetings if m.place.city_id == city_id}
    assert meetings
    assert meetings <= found(word)


def test_a_venue_is_found_by_its_name_in_the_other_language() -> None:
    assert found("LGツインタワー") == {LG}
    assert found("承志園") == {SAMSUNG}
    assert found("サムスン電子瑞草社屋") == {SON}


@pytest.mark.parametrize(
    ("a", "b"), [("Meta", "AI"), ("반도체", "dinner"), ("サムスン", "electronics"), ("日本", "nothing has this")]
)
def test_words_of_a_search_are_all_asked_for(a: str, b: str) -> None:
    assert found(f"{a} {b}") == found(f"{b} {a}") == found(a) & found(b)


@pytest.mark.parametrize("words", ["?", "-", "(", ".*", "[^]", "🍣", "\ud800", "…", "%", "\u0301", "_", "'"])
def test_a_search_without_a_word_finds_nothing_and_does_not_raise(words: str) -> None:
    assert found(words) == set()


@settings(deadline=None, max_examples=40)
@given(any_text)
def test_no_search_whatever_raises(words: str) -> None:
    asked, _ = from_query({"q": [words]}, RECORD)
    assert asked.q or apply(asked, RECORD).meeting_ids == {*RECORD.by_id}
    assert find(words, RECORD).mask.shape == (len(RECORD.meetings),)


def test_a_word_of_two_letters_is_a_whole_one() -> None:
    assert finds("sk", replace(BARE, summary="Met SK hynix."))
    two = [replace(BARE, meeting_id="x", summary="Met SK."), replace(BARE, meeting_id="y", summary="Skin and AIDS.")]
    record = replace(RECORD, version="two", meetings=tuple(two), visits=())
    assert find("sk", record).mask.tolist() == [True, False]
    assert find("ai", record).mask.tolist() == [False, True], "where nothing is called so its beginning will do"


@pytest.mark.parametrize("words", ["meta", "Meta", "메타", "メタ"])
def test_who_looks_for_meta_means_no_metaverse(words: str) -> None:
    metaverse = replace(
        BARE, meeting_id="y", topics=(Topic("xr", {"en": "The metaverse", "ja": "メタバース", "ko": "메타버스"}),)
    )
    record = replace(RECORD, version=words, meetings=(*RECORD.meetings, metaverse))
    found = {m.meeting_id for m, is_found in zip(record.meetings, find(words, record).mask, strict=True) if is_found}
    assert "y" not in found
    assert found >= {m.meeting_id for m in RECORD.meetings if "meta" in m.company_ids}
    assert find("metav", record).mask[-1]


def test_all_in_it_are_entries_of_the_lexicon() -> None:
    lexicon = build_lexicon(RECORD.meetings)
    assert {entry.field for entry in lexicon.entries} == {
        "person", "organization", "place", "topic", "office", "role", "address", "summary", "outcome", "id",
    }  # fmt: skip
    assert build_lexicon(()).meetings(build_lexicon(()).spelled_by([])).tolist() == []
