"""How many meetings each choice of a filter would show, given all the other filters."""

from __future__ import annotations

from collections import Counter

from techvisits.record.filters import Filters, masks, with_list
from techvisits.record.records import Records

FACETS = ("leader", "company", "topic", "city", "host", "host_kind", "status", "kind")


def build_facet(key: str, filters: Filters, records: Records) -> dict[str, int]:
    """Meetings per id for one list filter, most first, with that filter itself left open; chosen ids stay in, even at 0."""
    of_visits, of_meetings = masks(with_list(filters, key, ()), records)
    meetings = records.meetings
    if key in ("leader", "company"):
        visits = records.visits.loc[of_visits, ["meeting_id", f"{key}_id"]].drop_duplicates()
        counts = Counter(visits[f"{key}_id"].tolist())
    elif key == "host":
        both = meetings.loc[of_meetings, ["host_ids", "host_organization_ids"]].itertuples(index=False)
        counts = Counter(i for persons, organizations in both for i in {*persons, *organizations})
    elif key == "topic":
        counts = Counter(i for ids in meetings.loc[of_meetings, "topic_ids"] for i in ids)
    else:
        counts = Counter(meetings.loc[of_meetings, {"city": "city_id"}.get(key, key)].tolist())
        counts.pop("", None)
    for chosen in getattr(filters, key):
        counts.setdefault(chosen, 0)
    return {i: counts[i] for i in sorted(counts, key=lambda i: (-counts[i], records.name(i)))}
