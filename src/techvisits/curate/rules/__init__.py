"""The sense of the record: what must be true beyond the shape that the schema states, one function a rule."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from techvisits.curate.rules import (
    calendar,
    desks,
    evidence,
    history,
    logs,
    meetings,
    names,
    places,
    promises,
    roles,
    texts,
)
from techvisits.package.errors import Finding, UndeclaredError
from techvisits.package.tables import DataPackage

Rule = Callable[[DataPackage, dt.date], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    meetings.meeting_has_source,
    meetings.meeting_has_visit,
    meetings.meeting_has_host,
    meetings.date_supported,
    meetings.place_supported,
    meetings.host_supported,
    meetings.date_not_in_future,
    meetings.announced_in_past,
    meetings.month_begins,
    meetings.times_in_order,
    meetings.id_begins_with_date,
    meetings.place_certainty,
    meetings.events_unique,
    meetings.visitor_is_no_host,
    meetings.host_ranks,
    meetings.trip_of_visitor,
    meetings.sequence_unique,
    meetings.sequence_follows_dates,
    places.coordinates_whole,
    places.coordinates_in_country,
    places.coordinates_near_city,
    places.coordinates_have_origin,
    places.city_is_city,
    places.venue_once,
    places.coordinates_once,
    texts.lists_known,
    texts.text_trimmed,
    texts.text_visible,
    texts.text_no_formula,
    texts.text_short,
    texts.sentences_end,
    texts.summary_short,
    texts.url_secure,
    texts.url_without_tracking,
    texts.source_dates,
    texts.names_unique,
    texts.used_somewhere,
    evidence.report_after_meeting,
    evidence.held_is_told,
    evidence.page_itself,
    names.name_periods,
    names.name_is_former,
    names.name_was_used,
    roles.role_translated,
    roles.role_held,
    roles.role_place_known,
    promises.promise_has_step,
    promises.step_after_meeting,
    promises.step_in_past,
    promises.ladder_climbed,
    promises.promise_dated,
    promises.later_step_looked,
    promises.amount_has_unit,
    promises.step_by_people,
    logs.leader_covered,
    logs.coverage_agrees,
    logs.coverage_told,
    logs.correction_of_meeting,
    logs.correction_dated,
    logs.review_dated,
    logs.review_agrees,
    logs.link_of_source,
    logs.gone_page_archived,
    history.releases_in_order,
    history.history_fresh,
    desks.desk_dated,
    desks.desk_rules,
    desks.desk_reachable,
    desks.desk_once,
    calendar.period_ordered,
    calendar.term_alone,
    calendar.event_placed,
)


def check_sense(package: DataPackage, today: dt.date) -> list[Finding]:
    """What every rule finds in a package whose tables could all be read."""
    findings: list[Finding] = []
    for rule in RULES:
        try:
            findings += rule(package, today)
        except UndeclaredError as error:
            findings += [
                dataclasses.replace(found, message=f"{found.message}, which the rule {rule.__name__} reads")
                for found in error.findings
            ]
    return findings
