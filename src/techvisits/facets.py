"""How many meetings each choice of a filter would show, given all the other filters."""

from __future__ import annotations

from collections import Counter

from techvisits.filters import Filters, apply, with_list
from techvisits.records import Records

FACETS = ("leader", "company", "topic", "city", "host", "status", "kind")


def build_facet(key: str, filters: Filters, records: Records) -> dict[str, int]:
    """Meetings per id for one list filter, most first, with that filter itself left open; chosen ids stay in, even at 0."""
    shown = apply(with_list(filters, key, ()), records)
    meetings = shown.meetings
    if key in ("leader", "company"):
        counts = Counter(shown.visits.drop_duplicates(["meeting_id", f"{key}_id"])[f"{key}_id"])
    elif key == "host":
        both = zip(meetings["host_ids"], meetings["host_organization_ids"], strict=True)
        counts = Counter(i for persons, organizations in both for i in {*persons, *organizations})
    elif key == "topic":
        counts = Counter(i for ids in meetings["topic_ids"] for i in ids)
    else:
        counts = Counter(meetings[{"city": "city_id"}.get(key, key)])
        counts.pop("", None)
    for chosen in getattr(filters, key):
        counts.setdefault(chosen, 0)
    return {i: counts[i] for i in sorted(counts, key=lambda i: (-counts[i], records.name(i)))}
