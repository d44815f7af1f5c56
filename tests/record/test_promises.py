"""A promise stands where its last step is; silence and not having looked are worked out, and are two things."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Edit
from small import RECORD, SON, VOGELS, build

from techvisits.record.promises import NOT_LOOKED, SILENT, Promise, list_news
from techvisits.record.when import days_of

DONE, DROPPED = RECORD.promises["lenovo-nec-venture-2011"], RECORD.promises["lg-meta-xr-device-2024"]
LATE, UNSEEN = RECORD.promises["meta-ai-training-2024"], RECORD.promises["arm-samsung-fund-2022"]
FRESH = RECORD.promises["pixie-dust-cloud-2020"]


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-27", "2024-02-27", "2024-02-27"),
        ("2024-02-31", "2024-02-29", "2024-02-29"),
    ],
)
def test_the_days_that_a_date_may_mean(when: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days_of(when)] == [first, last]


def test_the_record_has_them_by_id_and_by_meeting_the_newest_first() -> None:
    assert [*RECORD.promises] == [
        "meta-ai-training-2024",
        "lg-meta-xr-device-2024",
        "arm-samsung-fund-2022",
        "pixie-dust-cloud-2020",
        "lenovo-nec-venture-2011",
    ]
    assert RECORD.promises_of[SON] == (UNSEEN,)
    assert RECORD.promises_of[VOGELS] == (FRESH,)
    assert "2024-02-27-zuckerberg-kishida" not in RECORD.promises_of
    assert UNSEEN.meeting is RECORD.by_id[SON]


def test_every_value_of_a_promise() -> None:
    assert (LATE.kind, LATE.amount, LATE.unit, LATE.novelty) == ("training", "1000", "people", "new")
    assert (LATE.by.name.english, LATE.due, LATE.looked_on) == ("Meta", "2024-12-31", dt.date(2026, 11, 26))
    step = LATE.steps[0]
    assert (step.date, step.step, step.flags, step.kind) == ("2024-02-29", "announced", (), "primary")
    assert (step.publisher, step.title, step.language) == ("Example", "Meta to train", "en")
    assert step.url == "https://example.org/training"
    assert step.what.startswith("Meta said")


def test_it_stands_where_its_last_step_is() -> None:
    assert [promise.state for promise in RECORD.promises.values()] == [
        "under-way",
        "dropped",
        "voiced",
        "announced",
        "done",
    ]
    assert [promise.is_over for promise in (DONE, DROPPED, LATE, UNSEEN)] == [True, True, False, False]
    assert LATE.flags == ("late", "changed")
    assert DONE.flags == ()


def test_steps_climb_the_ladder_whatever_their_order_in_the_file(fixture_folder: Path, edit: Edit) -> None:
    edit("progress", lambda rows: rows.reverse())
    assert [step.step for step in build(fixture_folder).promises[LATE.promise_id].steps] == ["announced", "under-way"]
    assert [step.date for step in FRESH.steps] == ["2019", "2020-02"], "of one rung the earlier first"


def test_a_promise_without_a_step_is_left_out(fixture_folder: Path, edit: Edit) -> None:
    edit("progress", lambda rows: rows.pop(0))
    assert UNSEEN.promise_id not in build(fixture_folder).promises


def test_silence_needs_a_look_and_half_a_year_after_the_last_day_of_the_last_step() -> None:
    def looked(day: str | None) -> Promise:
        return replace(LATE, looked_on=dt.date.fromisoformat(day) if day else None)

    assert looked("2026-07-01").is_silent, "181 days after the end of 2025"
    assert not looked("2026-06-29").is_silent, "180 days after it"
    assert not looked(None).is_silent
    assert not replace(DONE, looked_on=dt.date(2026, 11, 26)).is_silent, "what is over is not waited for"


def test_what_is_worked_out_of_its_news_is_never_both() -> None:
    assert [promise.news for promise in RECORD.promises.values()] == [SILENT, "", NOT_LOOKED, "", ""]
    assert [promise.is_looked for promise in (LATE, UNSEEN)] == [True, False]
    assert replace(DONE, looked_on=None).news == "", "nobody needs to look for more of what is done"


def test_a_later_step_is_one_after_the_meeting() -> None:
    assert [promise.has_later_step for promise in RECORD.promises.values()] == [True, True, False, False, True]


def test_news_are_all_steps_the_newest_first() -> None:
    news = list_news(RECORD.promises.values())
    assert [(each.promise.promise_id.split("-")[0], each.step.date) for each in news] == [
        ("meta", "2025"),
        ("lg", "2024-06-12"),
        ("meta", "2024-02-29"),
        ("lg", "2024-02-28"),
        ("arm", "2022-10-04"),
        ("pixie", "2020-02"),
        ("pixie", "2019"),
        ("lenovo", "2011-07-01"),
        ("lenovo", "2011-01-27"),
    ]
