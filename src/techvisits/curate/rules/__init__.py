"""The sense of the record: what must be true beyond the shape that the schema states, one function a rule."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from techvisits.curate.rules import coverage as rules_coverage
from techvisits.curate.rules import meetings as rules_meetings
from techvisits.curate.rules import places as rules_places
from techvisits.curate.rules import texts as rules_text
from techvisits.package.errors import Finding, UndeclaredError
from techvisits.package.tables import DataPackage

Rule = Callable[[DataPackage, dt.date], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    rules_meetings.meeting_has_source,
    rules_meetings.meeting_has_visit,
    rules_meetings.meeting_has_host,
    rules_meetings.date_supported,
    rules_meetings.place_supported,
    rules_meetings.host_supported,
    rules_meetings.date_not_in_future,
    rules_meetings.announced_in_past,
    rules_meetings.month_begins,
    rules_meetings.times_in_order,
    rules_meetings.id_begins_with_date,
    rules_meetings.place_certainty,
    rules_meetings.events_unique,
    rules_meetings.visitor_is_no_host,
    rules_meetings.host_ranks,
    rules_meetings.trip_of_visitor,
    rules_meetings.sequence_unique,
    rules_meetings.sequence_follows_dates,
    rules_places.coordinates_whole,
    rules_places.coordinates_in_country,
    rules_places.coordinates_near_city,
    rules_places.coordinates_have_origin,
    rules_places.city_is_city,
    rules_places.venue_once,
    rules_places.coordinates_once,
    rules_text.lists_known,
    rules_text.text_trimmed,
    rules_text.sentences_end,
    rules_text.summary_short,
    rules_text.url_secure,
    rules_text.url_without_tracking,
    rules_text.source_dates,
    rules_text.names_unique,
    rules_text.used_somewhere,
    rules_coverage.leader_covered,
    rules_coverage.coverage_agrees,
    rules_coverage.coverage_told,
    rules_coverage.correction_of_meeting,
    rules_coverage.correction_dated,
    rules_coverage.review_dated,
    rules_coverage.review_agrees,
    rules_coverage.link_of_source,
    rules_coverage.gone_page_archived,
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
