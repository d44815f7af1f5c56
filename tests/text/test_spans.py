"""Spans: what they are called in each language, and the ones before and after."""

import datetime as dt

import pytest
from pages import day

from techvisits.record.filters import Filters
from techvisits.text.language import load_language
from techvisits.text.years.spans import Span, asked_span, span_of_year


def span(first: str, last: str) -> Span:
    return Span(day(first), day(last))


@pytest.mark.parametrize(
    ("first", "last", "en", "ja", "ko"),
    [
        ("2019-01-01", "2019-12-31", "2019", "2019年", "2019년"),
        ("2019-01-01", "2021-12-31", "2019–2021", "2019年～2021年", "2019년 ~ 2021년"),
        ("2024-02-01", "2024-02-29", "Feb 2024", "2024年2月", "2024년 2월"),
        ("2024-02-01", "2024-04-30", "Feb – Apr 2024", "2024年2月～4月", "2024년 2월~4월"),
        ("2024-02-25", "2024-02-29", "25–29 February 2024", "2024年2月25日～29日", "2024년 2월 25일~29일"),
    ],
)
def test_a_span_is_called_by_its_years_months_or_days(first: str, last: str, en: str, ja: str, ko: str) -> None:
    written = [" ".join(span(first, last).words(load_language(code)).split()) for code in ("en", "ja", "ko")]
    assert written == [en, ja, ko]


@pytest.mark.parametrize(
    ("first", "last", "by", "after"),
    [
        ("2024-01-01", "2024-12-31", 1, ("2025-01-01", "2025-12-31")),
        ("2024-02-01", "2024-02-29", -1, ("2024-01-01", "2024-01-31")),
        ("2023-11-01", "2024-01-31", 1, ("2024-02-01", "2024-04-30")),
        ("2024-02-25", "2024-02-29", 1, ("2024-03-01", "2024-03-05")),
    ],
)
def test_a_step_goes_as_far_as_the_span_is_long_and_back(
    first: str, last: str, by: int, after: tuple[str, str]
) -> None:
    made = span(first, last)
    shifted = made.shifted(by)
    assert shifted == span(*after)
    assert shifted.shifted(-by) == made


def test_beyond_the_calendar_there_is_no_step() -> None:
    assert Span(dt.date.min, dt.date(9999, 12, 31)).shifted(1) is None
    assert Span(dt.date(1, 1, 1), dt.date(1, 12, 31)).shifted(-1) is None
    assert Span(dt.date(9999, 12, 30), dt.date.max).shifted(1) is None


def test_an_open_side_of_what_is_asked_for_ends_with_the_record() -> None:
    days = (day("2011-01-27"), day("2026-06-15"))
    assert asked_span(Filters(), days) is None
    assert asked_span(Filters(first=day("2024-02-01")), days) == Span(day("2024-02-01"), days[1])
    assert asked_span(Filters(last=day("2012-01-01")), days) == Span(days[0], day("2012-01-01"))
    assert asked_span(Filters(last=day("1999-01-01")), days) == Span(day("1999-01-01"), day("1999-01-01"))
    assert asked_span(Filters(first=day("2030-01-01")), days) == Span(day("2030-01-01"), day("2030-01-01"))
    assert span_of_year(2024).change.put == {"from": ("2024-01-01",), "to": ("2024-12-31",)}
