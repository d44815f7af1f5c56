"""The record that is shipped, and filters that ask for something in it."""

import datetime as dt

from conftest import DATA
from hypothesis import strategies as st
from small import OWN

from techvisits.record.filters import LISTS, NOT, Filters, known_ids
from techvisits.record.shelf import load_record

RECORD = load_record(DATA)
KNOWN = {key: sorted(known_ids(key, RECORD)) for key in LISTS}
# Made once: to make a strategy of many values takes longer than to draw from it.
VISITS = st.integers(0, len(RECORD.visits) - 1)
KEYS_ASKED = st.lists(st.sampled_from(LISTS), max_size=3, unique=True)
CHOICES = {key: st.lists(st.sampled_from(KNOWN[key]), max_size=3) for key in LISTS}
DAYS = st.none() | st.integers(0, 2000).map(dt.timedelta)
BOTH = st.sampled_from((None, None, None, None, 7, 365))
SOURCES = st.sampled_from((0, 0, 0, 1, 2, 5))
WORDS = st.sampled_from(
    ("", "", "", "", "AI", "semiconductor", "총리", "首相", "Samsung", "ソフトバンク", "no such words")
)


@st.composite
def filters_asked(draw: st.DrawFn) -> Filters:
    """Up to three lists of ids, as many that leave some out, a period, a number of publishers, words; most of them let some visit through."""
    visit, filters = RECORD.visits[draw(VISITS)], Filters()
    for key in draw(KEYS_ASKED):
        filters = filters.asking(key, [*sorted(OWN[key](visit, RECORD) - {""})[:1], *draw(CHOICES[key])])
    for key in draw(KEYS_ASKED):
        filters = filters.asking(f"{NOT}{key}", draw(CHOICES[key]))
    before, after = draw(DAYS), draw(DAYS)
    first = None if before is None else visit.meeting.date - before
    last = None if after is None else visit.meeting.date + after
    return Filters(filters.lists, first, last, draw(SOURCES), draw(WORDS), draw(BOTH))
