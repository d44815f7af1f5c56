"""How each language writes dates, numbers, lists and names, mostly as Babel's CLDR has it."""

import datetime as dt
import io
from gettext import GNUTranslations

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from markupsafe import Markup

from techvisits.record.model import Host, Name, Organization, Person, Topic, Visitor
from techvisits.text.language import LANGUAGES, ORGANIZATIONS, PEOPLE, Custom, Language, load_language, script_of

DAY = dt.date(2024, 2, 7)


@pytest.mark.parametrize(
    ("code", "date", "month", "long", "short", "short_month", "month_year"),
    [
        ("en", "7 Feb 2024", "February 2024", "7 February 2024", "7 Feb", "Feb", "Feb 2024"),
        ("ja", "2024年2月7日", "2024年2月", "2024年2月7日", "2月7日", "2月", "2024年2月"),
        ("ko", "2024년 2월 7일", "2024년 2월", "2024년 2월 7일", "2월 7일", "2월", "2024년 2월"),
    ],
)
def test_dates(code: str, date: str, month: str, long: str, short: str, short_month: str, month_year: str) -> None:
    language = load_language(code)
    assert language.date(DAY) == date
    assert language.date(DAY, "month") == language.long_date(DAY, "month") == month
    assert language.long_date(DAY) == long
    assert language.short_date(DAY) == short
    assert language.short_date(DAY, "month") == short_month
    assert language.month(DAY) == month_year


@pytest.mark.parametrize(
    ("code", "one_day", "one_month", "two_months", "two_years"),
    [
        ("en", "7 February 2024", "7–29 February 2024", "7 Feb – 2 Mar 2024", "7 Feb 2024 – 7 Feb 2025"),
        ("ja", "2024年2月7日", "2024年2月7日～29日", "2024年2月7日～3月2日", "2024年2月7日～2025年2月7日"),
        (
            "ko",
            "2024년 2월 7일",
            "2024년 2월 7일~29일",
            "2024년 2월 7일 ~ 3월 2일",
            "2024년 2월 7일 ~ 2025년 2월 7일",
        ),
    ],
)
def test_intervals(code: str, one_day: str, one_month: str, two_months: str, two_years: str) -> None:
    language = load_language(code)
    ends = (DAY, dt.date(2024, 2, 29), dt.date(2024, 3, 2), dt.date(2025, 2, 7))
    written = [" ".join(language.interval(DAY, end).split()) for end in ends]
    assert written == [one_day, one_month, two_months, two_years]


@pytest.mark.parametrize(
    ("code", "three", "two"), [("en", "a, b and c", "a and b"), ("ja", "a、b、c", "a、b"), ("ko", "a·b·c", "a·b")]
)
def test_numbers_and_lists(code: str, three: str, two: str) -> None:
    language = load_language(code)
    assert language.number(1234567) == "1,234,567"
    assert language.join(iter("abc")) == three
    assert language.join(["a", "b"]) == two
    assert language.join(["a"]) == "a"
    assert language.join([]) == ""


@pytest.mark.parametrize(("code", "joined"), [("en", "a, b, c"), ("ja", "a、b、c"), ("ko", "a, b, c")])
def test_lists_without_a_last_word(code: str, joined: str) -> None:
    assert load_language(code).commas(iter("abc")) == joined


@pytest.mark.parametrize(
    ("code", "people", "organizations", "things", "whole"),
    [
        ("en", "a, b and 2 others", "a, b and 2 other organizations", "a, b and 2 more", "a, b and c"),
        ("ja", "a、bほか2人", "a、bほか2社・団体", "a、bほか2件", "a、b、c"),
        ("ko", "a, b 외 2명", "a, b 외 2곳", "a, b 외 2개", "a, b, c"),
    ],
)
def test_what_is_cut_is_said(code: str, people: str, organizations: str, things: str, whole: str) -> None:
    """As many as may be named are named; of one more, two are left to a number."""
    language = load_language(code)
    assert language.cut("abcd", 3, of=PEOPLE) == people
    assert language.cut("abcd", 3, of=ORGANIZATIONS) == organizations
    assert language.cut("abcd", 3) == things
    for of in (PEOPLE, ORGANIZATIONS, ""):
        assert language.cut("abc", 3, of=of) == whole
        assert language.cut("a", 3, of=of) == "a"
        assert language.cut("", 3, of=of) == ""


def test_a_thousand_others_are_counted_with_a_comma() -> None:
    assert load_language("en").cut("a" * 1002, 3, of=PEOPLE) == "a, a and 1,000 others"


@pytest.mark.parametrize(
    ("english", "forms", "en", "ja", "ko"),
    [
        ("Fumio Kishida", ["岸田文雄"], "Fumio Kishida", "岸田文雄", "Fumio Kishida"),
        ("Lee Jae-yong", ["이재용"], "Lee Jae-yong", "Lee Jae-yong", "이재용"),
        ("Academyhills", ["アカデミーヒルズ"], "Academyhills", "アカデミーヒルズ", "Academyhills"),
        ("Adobe", [], "Adobe", "Adobe", "Adobe"),
        ("Jensen Huang", ["黃仁勳", "젠슨 황", "ジェンスン・フアン"], "Jensen Huang", "ジェンスン・フアン", "젠슨 황"),
        ("Lee Jae-yong", ["이재용", "Jay Y. Lee", "李在鎔"], "Lee Jae-yong", "李在鎔", "이재용"),
        ("Masayoshi Son", ["孫正義", "손정의", "孙正义"], "Masayoshi Son", "孫正義", "손정의"),
        (
            "Government of Japan",
            ["日本国政府", "日本政府", "일본 정부"],
            "Government of Japan",
            "日本政府",
            "일본 정부",
        ),
        ("NEC", ["日本電気", "NEC", "니혼덴키"], "NEC", "NEC", "NEC"),
        (
            "Galaxy Harajuku",
            ["Galaxy Harajuku", "갤럭시 하라주쿠"],
            "Galaxy Harajuku",
            "Galaxy Harajuku",
            "갤럭시 하라주쿠",
        ),
        ("LG Corp.", ["", "㈜LG"], "LG Corp.", "LG Corp.", "㈜LG"),
    ],
)
def test_names_in_the_readers_script(english: str, forms: list[str], en: str, ja: str, ko: str) -> None:
    name = Name(english, forms[0] if forms else "", tuple(forms))
    assert [load_language(code).name(name) for code in ("en", "ja", "ko")] == [en, ja, ko]


def test_the_own_script_stands_beside_a_name_only_where_a_reader_has_no_other_than_the_english() -> None:
    lee, cook, kishida = (
        Name("Lee Hae-jin", "이해진", ("이해진",)),
        Name("Tim Cook", "", ("ティム・クック",)),
        Name("Fumio Kishida", "岸田文雄", ("岸田文雄",)),
    )
    native = {code: [load_language(code).native(name) for name in (lee, cook, kishida)] for code in LANGUAGES}
    assert native == {"en": ["", "", ""], "ja": ["이해진", "", ""], "ko": ["", "", "岸田文雄"]}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("이재용 A", "hangul"),
        ("가", "hangul"),
        ("힣", "hangul"),
        ("㈜LG", "hangul"),
        ("アップル", "kana"),
        ("郭台銘とアップル", "kana"),
        ("\u3040", "kana"),
        ("\u30ff", "kana"),
        ("郭台銘", "han"),
        ("一", "han"),
        ("\u9fff", "han"),
        ("HP Inc.", "latin"),
        ("", "latin"),
        ("Κύρος", "latin"),
    ],
)
def test_scripts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_role_is_told_as_newspapers_write_it_or_in_english() -> None:
    somebody, meta = Person("x", Name("X")), Organization("meta", Name("Meta"), "company", "US")
    visitor = Visitor(somebody, meta, "President", {"ja": "社長"})
    assert [load_language(code).role(visitor) for code in LANGUAGES] == ["President", "社長", "President"]
    assert load_language("ja").role(Host(somebody, meta, "")) == ""


def test_a_name_is_told_apart_from_another_that_the_reader_would_read_alike() -> None:
    meta, facebook = Name("Meta", "", ("メタ",)), Name("Facebook", "", ("フェイスブック",))
    old, new = Name("Bill Foundation", "", ("財団",)), Name("Foundation", "", ("財団",))
    japanese = load_language("ja")
    assert japanese.apart(meta, facebook) == "メタ"
    assert japanese.apart(new, old) == "Foundation"
    assert (
        japanese.apart(Name("SoftBank", "ソフトバンク", ("ソフトバンク",)), Name("SoftBank", "", ("ソフトバンク",)))
        == "ソフトバンク"
    )


def test_topics_countries_and_languages_have_their_names() -> None:
    topic = Topic("xr", {"en": "XR", "ja": "メタバース", "ko": ""})
    assert [load_language(code).topic(topic) for code in LANGUAGES] == ["XR", "メタバース", "XR"]
    assert [load_language(code).country("US") for code in LANGUAGES] == ["United States", "米国", "미국"]
    assert [load_language(code).country("HK") for code in LANGUAGES] == ["Hong Kong", "香港", "홍콩"]
    assert load_language("en").country("XX") == "XX"
    assert [load_language(code).tongue("ja") for code in LANGUAGES] == ["Japanese", "日本語", "일본어"]
    assert load_language("en").tongue("en-GB") == "English"
    assert load_language("en").tongue("zh-Hant") == "Chinese"
    assert [load_language("en").tongue(tag) for tag in ("", "qqq", "xx-!")] == ["", "qqq", "xx-!"]


def test_a_message_as_html_escapes_what_is_no_markup() -> None:
    said = load_language("en").say_markup("{who} met {whom}", who="<i>", whom=Markup("<b>B</b>"))
    assert said == Markup("&lt;i&gt; met <b>B</b>")


def test_plurals_of_a_language_with_more_than_two_are_gettexts() -> None:
    """One entry in `LANGUAGES` and one catalogue are enough for a language like Polish."""
    catalogue, compiled = Catalog("pl"), io.BytesIO()
    catalogue.add(("{n} meeting", "{n} meetings"), ("{n} spotkanie", "{n} spotkania", "{n} spotkań"))
    write_mo(compiled, catalogue)
    compiled.seek(0)
    polish = Language("pl", Custom("polski", "pl"), GNUTranslations(compiled))
    said = [polish.count("{n} meeting", "{n} meetings", n) for n in (1, 2, 5, 22, 0)]
    assert said == ["1 spotkanie", "2 spotkania", "5 spotkań", "22 spotkania", "0 spotkań"]
