"""Filters: the query string is read and written without loss, they compose, and nothing a reader types breaks them."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest
from conftest import DATA
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from techvisits.curate.check import load_records
from techvisits.export import formats as export
from techvisits.record import trips
from techvisits.record.facets import FACETS, build_facet
from techvisits.record.filters import (
    KEYS,
    LISTS,
    LONGEST_WORDS,
    Filters,
    Shown,
    apply,
    from_query,
    known_ids,
    to_query,
    ways_out,
    with_list,
)
from techvisits.record.records import Records

RECORDS = load_records(DATA)
KNOWN = {key: sorted(ids) for key, ids in known_ids(RECORDS).items()}
VISITS = RECORDS.visits.to_dict("records")
WORDS = ("Meta", "AI", "반도체", "サムスン", "kantei", "dinner", "SoftBank", "総理")
law = settings(deadline=None, max_examples=25)

any_text = st.text(st.characters(), max_size=60)  # characters() brings lone surrogates and NUL with it
days = st.dates(dt.date(2005, 1, 1), dt.date(2030, 12, 31))


def some_ids(key: str, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(KNOWN[key]), max_size=most, unique=True).map(tuple)


@st.composite
def filters_of(draw: st.DrawFn, keys: Iterable[str] = KEYS) -> Filters:
    """Filters that ask for something in some of `keys`, mostly such as one visit of the record satisfies."""
    visit = draw(st.sampled_from(VISITS))
    fits = {
        "leader": [visit["leader_id"]],
        "company": [visit["company_id"]],
        "topic": list(visit["topic_ids"]),
        "city": [visit["city_id"]] if visit["city_id"] else [],
        "host": [*visit["host_ids"], *visit["host_organization_ids"]],
        "host_kind": [visit["host_kind"]],
        "place": [visit["place_id"]],
        "status": [visit["status"]],
        "kind": [visit["kind"]],
    }
    asked = draw(st.sets(st.sampled_from(sorted(keys)), max_size=4))
    values: dict[str, Any] = {}
    for key in asked & set(LISTS):
        fitting = draw(st.lists(st.sampled_from(fits[key]), max_size=1)) if fits[key] else []
        values[key] = tuple(dict.fromkeys([*draw(some_ids(key, 2)), *fitting]))
    day = visit["date"].date()
    if "from" in asked:
        values["first"] = draw(st.sampled_from([day, day - dt.timedelta(days=400)]) | days)
    if "to" in asked:
        values["last"] = draw(st.sampled_from([day, day + dt.timedelta(days=400)]) | days)
    if values.get("first") and values.get("last") and values["first"] > values["last"]:
        values["first"], values["last"] = values["last"], values["first"]
    if "sources" in asked:
        values["sources"] = draw(st.integers(0, 3))
    if "q" in asked:
        values["q"] = draw(st.sampled_from([*WORDS, visit["leader"], visit["hosts"][0]]))
    return Filters(**values)


def as_mapping(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    mapping: dict[str, list[str]] = {}
    for key, value in pairs:
        mapping.setdefault(key, []).append(value)
    return mapping


def visit_ids(shown: Shown) -> set[tuple[str, str]]:
    return set(zip(shown.visits["meeting_id"], shown.visits["leader_id"], strict=True))


def meeting_ids(filters: Filters) -> set[str]:
    return set(apply(filters, RECORDS).meetings.index)


def within(shown: Shown) -> Records:
    """The record that holds nothing but what is shown."""
    return replace(RECORDS, visits=shown.visits, meetings=shown.meetings)


# --- reading and writing the query string


@law
@given(filters_of())
def test_filters_survive_the_query_string(filters: Filters) -> None:
    assert from_query(as_mapping(to_query(filters)), RECORDS) == (filters, [])


@law
@given(filters_of())
def test_filters_survive_a_real_address(filters: Filters) -> None:
    pairs = parse_qs(urlencode(to_query(filters)), keep_blank_values=True)
    assert from_query(pairs, RECORDS) == (filters, [])


@law
@given(any_text)
@example("a  b\t c ")
@example("x" * (LONGEST_WORDS - 1) + " word after the cut")
def test_reading_twice_is_reading_once(words: str) -> None:
    once, _ = from_query({"q": [words]}, RECORDS)
    assert from_query(as_mapping(to_query(once)), RECORDS)[0] == once


def test_an_empty_query_asks_for_nothing_and_shows_everything() -> None:
    filters, problems = from_query({}, RECORDS)
    assert filters.is_empty
    assert problems == []
    assert to_query(filters) == []
    shown = apply(filters, RECORDS)
    assert list(shown.meetings.index) == list(RECORDS.meetings.index)
    assert len(shown.visits) == len(RECORDS.visits)


# --- values nobody meant


@law
@given(st.dictionaries(st.sampled_from(KEYS), st.lists(any_text, max_size=3)))
@example({"q": ["\ud800"]})
@example({"q": ["\x00"], "leader": ["\x00"], "from": ["\x00"]})
@example({key: ["x" * 20_000] for key in KEYS})
@example({"leader": ["' OR 1=1 --", "<script>", "../../etc/passwd"], "sources": ["-1"]})
def test_no_text_whatever_breaks_a_filter(pairs: dict[str, list[str]]) -> None:
    filters, problems = from_query(pairs, RECORDS)
    for key in LISTS:
        assert set(getattr(filters, key)) <= set(KNOWN[key])
        unknown = {value for value in pairs.get(key, ()) if value not in KNOWN[key]}
        assert sum(line.startswith(f"{key}=") for line in problems) == len(unknown), problems
    assert all(len(line) < 120 for line in problems)
    apply(filters, RECORDS)


def test_a_lone_surrogate_in_a_search_finds_nothing_and_does_not_raise() -> None:
    filters, _ = from_query({"q": ["\ud800"]}, RECORDS)
    assert apply(filters, RECORDS).meetings.empty


@pytest.mark.parametrize("character", list("().*+?[]{}^$|\\%_\"'"))
def test_a_search_takes_every_character_literally(character: str) -> None:
    found = meeting_ids(Filters(q=character))
    assert found == {i for i, text in RECORDS.meetings["search"].items() if character in text}


@law
@given(st.text("0123456789-W", min_size=8, max_size=10) | any_text)
@example("2024-W09-2")
@example("2024-02-30")
@example("20240227")
@example("２０２４-02-27")
@example("0000-01-01")
def test_only_a_written_out_day_is_a_date(text: str) -> None:
    assume(text.strip())
    filters, problems = from_query({"from": [text]}, RECORDS)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()) and problems == []:
        assert filters.first == dt.date(*map(int, text.strip().split("-")))
    else:
        assert (filters.first, len(problems)) == (None, 1), f"{text!r} was read as {filters.first}"
        assert problems[0].startswith("from=")


@law
@given(days)
def test_every_day_is_a_date(day: dt.date) -> None:
    assert from_query({"to": [day.isoformat()]}, RECORDS) == (Filters(last=day), [])


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_do_not_raise(edge: str) -> None:
    for key in ("from", "to"):
        filters, problems = from_query({key: [edge]}, RECORDS)
        assert problems == []
        assert meeting_ids(filters) in (set(), set(RECORDS.meetings.index))


def test_a_range_that_ends_before_it_begins_is_ignored_with_one_line() -> None:
    filters, problems = from_query({"from": ["2024-03-01"], "to": ["2024-02-01"]}, RECORDS)
    assert filters.is_empty
    assert len(problems) == 1
    assert "2024-03-01" in problems[0]
    assert "2024-02-01" in problems[0]


@pytest.mark.parametrize("text", ["-1", "1.5", "two", "١", "100", "1e3", "²"])
def test_a_number_of_sources_that_is_none_is_ignored_with_one_line(text: str) -> None:
    filters, problems = from_query({"sources": [text]}, RECORDS)
    assert filters.sources == 0
    assert len(problems) == 1


def test_known_values_stay_where_unknown_ones_are_ignored() -> None:
    known = KNOWN["company"][0]
    filters, problems = from_query({"company": ["no-such-company", known, known]}, RECORDS)
    assert filters == Filters(company=(known,))
    assert len(problems) == 1


# --- what filters mean


@law
@given(filters_of(), st.randoms(use_true_random=False))
def test_the_order_of_values_is_irrelevant(filters: Filters, random: Any) -> None:
    mixed = filters
    for key in LISTS:
        values = list(getattr(filters, key))
        random.shuffle(values)
        mixed = with_list(mixed, key, values)
    assert visit_ids(apply(mixed, RECORDS)) == visit_ids(apply(filters, RECORDS))


@law
@given(filters_of(), st.sets(st.sampled_from(KEYS)))
def test_filters_compose_and_commute(filters: Filters, keys: set[str]) -> None:
    """One part of the filters applied to what the other lets through is both applied at once, either way round."""
    blank = Filters()
    names = [{"from": "first", "to": "last"}.get(key, key) for key in keys]
    part = replace(blank, **{name: getattr(filters, name) for name in names})
    rest = replace(filters, **{name: getattr(blank, name) for name in names})
    both = apply(filters, RECORDS)
    for a, b in ((part, rest), (rest, part)):
        twice = apply(b, within(apply(a, RECORDS)))
        pd.testing.assert_frame_equal(twice.visits, both.visits)
        pd.testing.assert_frame_equal(twice.meetings, both.meetings)


@law
@given(filters_of(), st.sampled_from(LISTS), st.data())
def test_values_of_one_key_are_alternatives(filters: Filters, key: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(KNOWN[key]), min_size=2, max_size=4, unique=True))
    together = visit_ids(apply(with_list(filters, key, values), RECORDS))
    one_by_one = [visit_ids(apply(with_list(filters, key, (value,)), RECORDS)) for value in values]
    assert together == set().union(*one_by_one)


@settings(law, max_examples=15)
@given(filters_of())
def test_keys_narrow_each_other(filters: Filters) -> None:
    parts = [visit_ids(apply(Filters(**{key: getattr(filters, key)}), RECORDS)) for key in (*LISTS, "q", "sources")]
    parts.append(visit_ids(apply(Filters(first=filters.first, last=filters.last), RECORDS)))
    assert visit_ids(apply(filters, RECORDS)) == set.intersection(*parts)


@pytest.mark.parametrize("key", LISTS)
@law
@given(data=st.data())
def test_a_key_shows_just_the_visits_that_have_one_of_its_values(key: str, data: st.DataObject) -> None:
    """Told apart from the code under test: visit by visit, from the columns of the record."""
    values = data.draw(st.lists(st.sampled_from(KNOWN[key]), min_size=1, max_size=3, unique=True))

    def has(visit: dict[str, Any]) -> bool:
        own = {
            "leader": [visit["leader_id"]],
            "company": [visit["company_id"]],
            "topic": visit["topic_ids"],
            "city": [visit["city_id"]],
            "host": [*visit["host_ids"], *visit["host_organization_ids"]],
            "host_kind": [visit["host_kind"]],
            "place": [visit["place_id"]],
        }.get(key) or [visit.get(key)]
        return not set(values).isdisjoint(own)

    expected = {(visit["meeting_id"], visit["leader_id"]) for visit in VISITS if has(visit)}
    assert visit_ids(apply(with_list(Filters(), key, values), RECORDS)) == expected


@law
@given(filters_of())
def test_what_is_shown_is_in_the_order_of_the_record(filters: Filters) -> None:
    shown = apply(filters, RECORDS)
    kept = set(shown.meetings.index)
    assert list(shown.meetings.index) == [i for i in RECORDS.meetings.index if i in kept]
    assert list(dict.fromkeys(shown.visits["meeting_id"])) == list(shown.meetings.index)


@law
@given(st.sampled_from(list(RECORDS.meetings.index)), st.data())
def test_a_meeting_matches_any_day_it_may_have_been_on(meeting_id: str, data: st.DataObject) -> None:
    row = RECORDS.meetings.loc[meeting_id]
    date = row["date"].date()
    length = calendar.monthrange(date.year, date.month)[1]
    day = date.replace(day=data.draw(st.integers(1, length)))
    matches = meeting_id in meeting_ids(Filters(first=day, last=day))
    assert matches == (row["date_precision"] == "month" or day == date)
    before, after = date.replace(day=1) - dt.timedelta(days=1), date.replace(day=length) + dt.timedelta(days=1)
    assert meeting_id not in meeting_ids(Filters(last=before))
    assert meeting_id not in meeting_ids(Filters(first=after))


def test_the_record_has_meetings_of_which_only_the_month_is_known() -> None:
    assert set(RECORDS.meetings["date_precision"]) == {"day", "month"}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_sources_asks_for_that_many_publishers(number: int) -> None:
    frame = RECORDS.meetings
    assert meeting_ids(Filters(sources=number)) == set(frame.index[frame["publishers"] >= number])


def test_a_leader_who_changed_companies_is_shown_for_the_company_asked_for() -> None:
    visits = RECORDS.visits
    companies = visits.groupby("leader_id")["company_id"].nunique()
    for leader in companies[companies > 1].index:
        for company in visits.loc[visits["leader_id"] == leader, "company_id"].unique():
            shown = apply(Filters(leader=(leader,), company=(company,)), RECORDS).visits
            assert set(shown["leader_id"]) == {leader}
            assert set(shown["company_id"]) == {company}


def test_of_a_meeting_with_several_companies_only_the_visits_asked_for_are_shown() -> None:
    meetings = RECORDS.meetings
    several = meetings[[len(set(ids)) > 1 for ids in meetings["company_ids"]]]
    assert len(several)
    for meeting_id, companies in several["company_ids"].head(10).items():
        shown = apply(Filters(company=companies[:1]), RECORDS)
        assert meeting_id in shown.meetings.index
        assert set(shown.visits["company_id"]) == {companies[0]}


# --- search


def meetings_of(person_id: str) -> set[str]:
    """Every meeting in which the person is visitor or host."""
    frame = RECORDS.meetings
    both = zip(frame["leader_ids"], frame["host_ids"], strict=True)
    return {i for i, (leaders, hosts) in zip(frame.index, both, strict=True) if person_id in (*leaders, *hosts)}


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
    found = meeting_ids(from_query({"q": [words]}, RECORDS)[0])
    assert meetings_of(person_id) <= found
    assert 0 < len(meetings_of(person_id)) <= len(found) < len(RECORDS.meetings)


@law
@given(st.sampled_from(list(RECORDS.people.index)), st.sampled_from(["name", "name_native", "also_known_as"]))
def test_everybody_is_found_by_every_name(person_id: str, column: str) -> None:
    for name in RECORDS.people.at[person_id, column].split(";"):
        for written in (name, name.upper(), name.lower(), decomposed(name)):
            assert meetings_of(person_id) <= meeting_ids(from_query({"q": [written]}, RECORDS)[0]), written


@law
@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_words_of_a_search_are_all_asked_for(a: str, b: str) -> None:
    assert meeting_ids(Filters(q=f"{a} {b}")) == meeting_ids(Filters(q=a)) & meeting_ids(Filters(q=b))


# --- where nothing is found


@settings(law, max_examples=10)
@given(filters_of())
def test_each_way_out_leaves_off_one_thing_that_was_asked_for(filters: Filters) -> None:
    ways, shown = ways_out(filters), visit_ids(apply(filters, RECORDS))
    asked = [key for key in (*LISTS, "sources", "q") if getattr(filters, key)]
    assert len(ways) == len(asked) + bool(filters.first or filters.last)
    for alone, without in ways:
        assert not alone.is_empty
        assert sorted(to_query(alone) + to_query(without)) == sorted(to_query(filters))
        more = apply(without, RECORDS)
        assert shown <= visit_ids(more)
        assert shown == visit_ids(apply(alone, within(more)))


def test_nothing_asked_for_has_no_way_out() -> None:
    assert ways_out(Filters()) == []


def test_an_empty_result_is_empty_everywhere() -> None:
    filters = Filters(q="nothing on record has these words")
    shown = apply(filters, RECORDS)
    assert shown.meetings.empty
    assert shown.visits.empty
    assert list(shown.visits.columns) == list(RECORDS.visits.columns)
    assert all(build_facet(key, filters, RECORDS) == {} for key in FACETS)
    assert trips.build_bundles(shown.visits, []) == {}
    assert len(export.build_csv(shown).decode("utf-8-sig").splitlines()) == 1
    assert b'"count":0,"meetings":[]' in export.build_json(shown, RECORDS)
    assert b'"features":[]' in export.build_geojson(shown, RECORDS)
