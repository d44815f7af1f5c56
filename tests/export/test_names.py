"""The name of a file says which data it is of and what was asked for, and is one that every system takes."""

import datetime as dt

import pytest
from hypothesis import given, settings
from small import RECORD, any_text, filters_of

from techvisits.export.names import name_file
from techvisits.record.filters import Filters
from techvisits.record.portion import Portion

START = f"tech-visits-{RECORD.version}"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        (Filters(), ""),
        (Filters().asking("company", ["meta"]), "-meta"),
        (Filters(first=day("2024-01-01"), last=day("2024-12-31")), "-2024"),
        (Filters(first=day("2024-02-01"), last=day("2024-02-29")), "-2024-02"),
        (Filters(first=day("2023-02-01"), last=day("2023-02-28")), "-2023-02"),
        (Filters(first=day("2024-02-01"), last=day("2024-02-28")), "-from-2024-02-01-to-2024-02-28"),
        (Filters(first=day("2023-01-01"), last=day("2024-12-31")), "-from-2023-01-01-to-2024-12-31"),
        (Filters(first=day("2024-02-02")), "-from-2024-02-02"),
        (Filters(last=day("2024-02-02")), "-to-2024-02-02"),
        (Filters(sources=2), "-2-publishers"),
        (Filters(q="AI chips, 半導体!"), "-ai-chips-半導体"),
        (Filters(q="?!"), ""),
        (
            Filters().asking("leader", ["tim-cook", "satya-nadella"]).asking("city", ["seoul"]),
            "-tim-cook-satya-nadella-seoul",
        ),
    ],
)
def test_it_says_what_was_asked_for(filters: Filters, name: str) -> None:
    assert name_file("csv", RECORD, filters) == f"{START}{name}.csv"


@pytest.mark.parametrize(
    ("portion", "name"),
    [(Portion(20), "-meetings-1-to-20"), (Portion(20, 40), "-meetings-41-to-60"), (Portion(0, 5), "-meetings-6")],
)
def test_a_portion_says_which(portion: Portion, name: str) -> None:
    assert name_file("json", RECORD, Filters(), portion) == f"{START}{name}.json"


def test_a_long_one_is_cut_between_words() -> None:
    name = name_file("csv", RECORD, Filters().asking("leader", [f"leader-{n:03}" for n in range(40)]))
    assert name.endswith("-and-more.csv")
    assert len(name) < 140
    assert name_file("csv", RECORD, Filters(q="x" * 200)) == f"{START}-{'x' * 100}-and-more.csv"


@settings(max_examples=50)
@given(filters_of(), any_text)
def test_no_name_leads_out_of_a_folder(filters: Filters, words: str) -> None:
    name = name_file("csv", RECORD, Filters(filters.lists, filters.first, filters.last, filters.sources, words))
    assert not set(name) & set('/\\:*?"<>|\n\r\t\0')
    assert name.startswith(START)
