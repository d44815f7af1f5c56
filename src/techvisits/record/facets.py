"""How many meetings each choice of a filter would show, given all the other filters."""

from __future__ import annotations

from techvisits.record.filters import Filters, masks
from techvisits.record.record import Record


def build_facet(key: str, filters: Filters, record: Record) -> dict[str, int]:
    """Meetings per id for one list filter, most first, with that filter itself left open; chosen ids stay in, even at 0."""
    of_visits, of_meetings = masks(filters.asking(key, ()), record)
    index = record.index
    if key in index.by_visit:
        counts = index.by_visit[key].count(of_visits, index.meeting_of)
    else:
        counts = index.by_meeting[key].count(of_meetings)
    for chosen in filters.ids(key):
        counts.setdefault(chosen, 0)
    return {i: counts[i] for i in sorted(counts, key=lambda i: (-counts[i], record.find_name(i).english))}
