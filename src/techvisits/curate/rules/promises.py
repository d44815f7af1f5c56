"""Rules of promises: steps that climb one ladder in time, from the meeting on, each on a page that somebody wrote."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from techvisits.package.descriptor import Row
from techvisits.package.errors import Finding
from techvisits.package.forms import is_day
from techvisits.package.tables import DataPackage
from techvisits.record.promises import LADDER, OVER, place_of
from techvisits.record.when import days_of

MACHINES: Final = (
    "chatgpt.com",
    "copilot.microsoft.com",
    "felo.ai",
    "gemini.google.com",
    "genspark.ai",
    "grokipedia.com",
    "liner.com",
    "news.google.com",
    "perplexity.ai",
    "poe.com",
    "scribd.com",
    "you.com",
)
"""Hosts whose pages no newsroom and nobody concerned wrote: answers, summaries and gatherings made by machine, or copies."""

WRITTEN: Final = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def promise_has_step(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Every promise has a step at its meeting: what was said there."""
    days = _days_of_meetings(package)
    steps = _steps_of(package)
    for line, row in package.numbered("promises"):
        first, last = days.get(row["meeting_id"], (dt.date.min, dt.date.max))
        dated = [days_of(step["date"]) for _, step in steps[row["promise_id"]]]
        if not any(start <= last and end >= first for start, end in dated):
            what, remedy = "has no step at its meeting", "add what was said there to progress.csv"
            yield package.finding(("promises", line, "promise_id"), what, remedy, "promise-has-step")


def step_after_meeting(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No step is before the meeting, unless the promise is one said again there."""
    days = _days_of_meetings(package)
    promises = {row["promise_id"]: row for row in package.rows["promises"]}
    for line, row in _numbered_steps(package):
        promise = promises.get(row["promise_id"])
        if promise and promise["novelty"] != "restated":
            first = days.get(promise["meeting_id"], (dt.date.min, dt.date.max))[0]
            if days_of(row["date"])[1] < first:
                what, remedy = f"{row['date']} is before the meeting", "correct it, or make the promise `restated`"
                yield package.finding(("progress", line, "date"), what, remedy, "step-after-meeting")


def step_in_past(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A step has happened."""
    for line, row in _numbered_steps(package):
        if days_of(row["date"])[0] > today:
            what, remedy = f"{row['date']} is in the future", "correct it, or make it the due of the promise"
            yield package.finding(("progress", line, "date"), what, remedy, "step-in-past")


def ladder_climbed(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No step is earlier than one lower on the ladder, and after an end comes nothing but that what was done has ended."""
    for steps in _steps_of(package).values():
        for (_, before), (line, row) in zip(steps, steps[1:], strict=False):
            is_after_end = before["step"] in OVER and (before["step"], row["step"]) != ("done", "ended")
            if is_after_end or days_of(row["date"])[1] < days_of(before["date"])[0]:
                what = f"`{row['step']}` of {row['date']} does not follow `{before['step']}` of {before['date']}"
                remedy = "correct a step or its date, or make what is new a promise of its own"
                yield package.finding(("progress", line, "step"), what, remedy, "ladder-climbed")


def promise_dated(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """What was due is due on a day of the calendar that does not lie before the meeting; nobody looked before it or in the future."""
    days = _days_of_meetings(package)
    for line, row in package.numbered("promises"):
        first = days.get(row["meeting_id"], (dt.date.min, dt.date.max))[0]
        if WRITTEN.fullmatch(row["due"]) and (days_of(row["due"])[1] < first or not _is_real(row["due"])):
            what = f"{row['due']} is before the meeting" if _is_real(row["due"]) else f"{row['due']} is no day"
            yield package.finding(("promises", line, "due"), what, "correct it", "promise-dated")
        if row["looked_on"] and not first.isoformat() <= row["looked_on"] <= today.isoformat():
            what = f"{row['looked_on']} is before the meeting or in the future"
            yield package.finding(("promises", line, "looked_on"), what, "correct it", "promise-dated")
    for line, row in _numbered_steps(package):
        if not _is_real(row["date"]):
            what = f"{row['date']} is no day of the calendar"
            yield package.finding(("progress", line, "date"), what, "correct it", "promise-dated")


def later_step_looked(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """Whoever wrote down a step looked for news on that day or later."""
    steps = _steps_of(package)
    for line, row in package.numbered("promises"):
        last = max((days_of(step["date"])[0].isoformat() for _, step in steps[row["promise_id"]]), default="")
        is_later = len(steps[row["promise_id"]]) > 1
        if (is_later and not row["looked_on"]) or (row["looked_on"] and row["looked_on"] < last):
            what = f"{row['looked_on'] or 'nothing'} is before the last step, of {last}"
            remedy = "write the day on which somebody last looked"
            yield package.finding(("promises", line, "looked_on"), what, remedy, "later-step-looked")


def amount_has_unit(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """An amount has its unit, and a unit its amount."""
    for line, row in package.numbered("promises"):
        if bool(row["amount"]) != bool(row["unit"]):
            lacking = "unit" if row["amount"] else "amount"
            what, remedy = "is empty beside the other of the two", "give both or none"
            yield package.finding(("promises", line, lacking), what, remedy, "amount-has-unit")


def step_by_people(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No step stands on a page that a machine wrote or gathered."""
    for line, row in package.numbered("progress"):
        try:
            host = urlsplit(row["url"]).hostname or ""
        except ValueError:
            continue  # url-without-tracking says so
        if any(host == machine or host.endswith(f".{machine}") for machine in MACHINES):
            what, remedy = f"{host} is no newsroom's", "give the page of a newsroom or of one concerned"
            yield package.finding(("progress", line, "url"), what, remedy, "step-by-people")


def _steps_of(package: DataPackage) -> defaultdict[str, list[tuple[int, Row]]]:
    """The steps of each promise with their lines, in their order."""
    steps: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    for line, row in _numbered_steps(package):
        steps[row["promise_id"]].append((line, row))
    for each in steps.values():
        each.sort(key=lambda numbered: place_of(numbered[1]["step"], numbered[1]["date"]))
    return steps


def _numbered_steps(package: DataPackage) -> Iterator[tuple[int, Row]]:
    """The steps whose date and rung can be read; of the others the check of cells says so."""
    for line, row in package.numbered("progress"):
        if WRITTEN.fullmatch(row["date"]) and row["step"] in LADDER:
            yield line, row


def _days_of_meetings(package: DataPackage) -> dict[str, tuple[dt.date, dt.date]]:
    """The first and the last day that each meeting may have been on."""
    return {
        row["meeting_id"]: days_of(row["date"][:7] if row["date_precision"] == "month" else row["date"])
        for row in package.rows["meetings"]
        if is_day(row["date"])
    }


def _is_real(when: str) -> bool:
    return is_day(when + "-01-01"[len(when) - 4 :])
