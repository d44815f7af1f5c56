"""What search looks words up in: each word of the record once, of what it is a word, and which meetings that stands in."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import numpy as np
import numpy.typing as npt

from techvisits.record.model import Meeting, Name, Organization, Topic
from techvisits.record.offices import office_of
from techvisits.record.search import fold, join_words, shorten_vowels, split_words, words_asked
from techvisits.record.synonyms import OFFICES, TOPICS

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PERSON, ORGANIZATION, PLACE, TOPIC, OFFICE = "person", "organization", "place", "topic", "office"
ROLE, ADDRESS, SUMMARY, OUTCOME, ID = "role", "address", "summary", "outcome", "id"
NAMED: Final = (PERSON, ORGANIZATION, PLACE)
THINGS: Final = (*NAMED, TOPIC, OFFICE)
HYPHENED: Final = re.compile(r"\w+(?:[-'’]\w+)+")
LONGEST_NAME: Final = 40

Forms = Callable[[], Iterable[str]]
Part = tuple[str, str, Forms]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that meetings have, one of `THINGS` or a text, with all forms of it as they are written."""

    field: str
    identifier: str
    forms: tuple[str, ...]

    @property
    def is_named(self) -> bool:
        """Whether its forms are names."""
        return self.field in NAMED

    @property
    def is_thing(self) -> bool:
        """Whether it is no mere text."""
        return self.field in THINGS


@dataclass(frozen=True)
class Lexicon:
    """All entries, and pairs of positions: a meeting and an entry that it has, a word and an entry that it is a word of."""

    entries: tuple[Entry, ...]
    words: tuple[str, ...]
    rows: Numbers
    held: Numbers
    spelled: Numbers
    spelling: Numbers
    size: int

    @cached_property
    def text(self) -> str:
        """All words, each after a space."""
        return "".join(f" {word}" for word in self.words) + " "

    @cached_property
    def starts(self) -> Numbers:
        """Where in `text` the space before each word stands."""
        return np.cumsum([0, *(len(word) + 1 for word in self.words)], dtype=np.int64)

    @cached_property
    def is_named(self) -> Mask:
        """Which entries are people, organizations or places."""
        return np.array([entry.is_named for entry in self.entries], dtype=bool)

    @cached_property
    def is_thing(self) -> Mask:
        """Which entries are no mere texts."""
        return np.array([entry.is_thing for entry in self.entries], dtype=bool)

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each meeting, by id."""
        pairs = zip(self.rows.tolist(), self.held.tolist(), strict=True)
        return {self.entries[code].identifier: row for row, code in pairs if self.entries[code].field == ID}

    def entries_of(self, meeting_id: str) -> list[int]:
        """The positions of the entries that a meeting has."""
        row = self.row_of[meeting_id]
        start, end = np.searchsorted(self.rows, [row, row + 1])
        return [int(code) for code in self.held[start:end]]

    @cached_property
    def forms(self) -> Mapping[str, tuple[int, ...]]:
        """The positions of the things that each form names, by the form's joined words; names also with the first word last."""
        forms: dict[str, dict[int, None]] = {}
        for code, entry in enumerate(self.entries):
            if entry.is_thing:
                for joined in {way for form in entry.forms for way in _ways(form, is_person=entry.field == PERSON)}:
                    forms.setdefault(joined, {})[code] = None
        return {joined: tuple(codes) for joined, codes in forms.items() if joined}

    @cached_property
    def names(self) -> Mapping[str, tuple[int, ...]]:
        """The positions of the things that each single word names, in part or in whole, by word."""
        kept = self.is_named[self.spelling]
        names: dict[str, list[int]] = {}
        for word, code in zip(self.spelled[kept].tolist(), self.spelling[kept].tolist(), strict=True):
            names.setdefault(self.words[word], []).append(code)
        return {word: tuple(codes) for word, codes in names.items()}

    @cached_property
    def shortened(self) -> list[tuple[str, int]]:
        """The words without what may be written or not in long vowels, each with its position, sorted."""
        return sorted((shorten_vowels(word), n) for n, word in enumerate(self.words))

    def alike(self, way: str) -> Numbers:
        """The positions of the words whose shortened ones begin so."""
        ends = (bisect_left(self.shortened, (each, 0)) for each in (way, way + chr(sys.maxunicode)))
        return np.array([n for _, n in self.shortened[slice(*ends)]], dtype=np.int64)

    @cached_property
    def counts(self) -> Numbers:
        """How many meetings have each entry."""
        return np.bincount(self.held, minlength=len(self.entries)).astype(np.int64)

    def holding(self, pattern: str) -> Numbers:
        """The positions of the words that have the pattern, in which a space is the start or the end of a word."""
        found, at = list[int](), self.text.find(pattern)
        while at >= 0:
            found.append(at)
            at = self.text.find(pattern, at + 1)
        return np.unique(np.searchsorted(self.starts, found, side="right") - 1) if found else NONE

    def words_in(self, query: str) -> list[str]:
        """The words that a query asks for, the small ones too where they are part of a name."""
        words = split_words(query)
        return words if "".join(words) in self.forms else words_asked(query)

    def spelled_by(self, words: Sequence[int] | Numbers) -> Mask:
        """Which entries have one of the words, given by position."""
        wanted = _mark(words, len(self.words))
        return _mark(self.spelling[wanted[self.spelled]], len(self.entries))

    def among(self, codes: Iterable[int]) -> Mask:
        """The entries at these positions, as a mask over all."""
        return _mark([*codes], len(self.entries))

    def meetings(self, entries: Mask) -> Mask:
        """Which meetings have one of the entries."""
        return _mark(self.rows[entries[self.held]], self.size)


def _mark(positions: Sequence[int] | Numbers, size: int) -> Mask:
    mask = np.zeros(size, dtype=bool)
    mask[np.asarray(positions, dtype=np.int64)] = True
    return mask


NONE: Final = np.zeros(0, dtype=np.int64)


def build_lexicon(meetings: Sequence[Meeting]) -> Lexicon:
    """The lexicon of the meetings, in their order."""
    codes: dict[tuple[str, str], int] = {}
    entries, pairs = list[Entry](), list[tuple[int, int]]()
    for row, meeting in enumerate(meetings):
        parts = {(field, identifier): forms for field, identifier, forms in _parts(meeting)}
        for key, forms in parts.items():
            if key not in codes:
                codes[key] = len(entries)
                entries.append(Entry(*key, tuple(dict.fromkeys(filter(None, forms())))))
            pairs.append((row, codes[key]))
    spellings = [(word, code) for code, entry in enumerate(entries) for word in _words_of(entry)]
    words = tuple(sorted({word for word, _ in spellings}))
    position = {word: n for n, word in enumerate(words)}
    rows, held = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    spelled = np.array([position[word] for word, _ in spellings], dtype=np.int64)
    spelling = np.array([code for _, code in spellings], dtype=np.int64)
    return Lexicon(tuple(entries), words, rows, held, spelled, spelling, len(meetings))


def _parts(meeting: Meeting) -> Iterator[Part]:
    """What a meeting has: the field, what it is known by there, and its forms, which are made only once."""
    for visitor in meeting.visitors:
        yield PERSON, visitor.leader.person_id, partial(_forms, visitor.leader.name)
        yield _organization(visitor.company)
        yield from (_text(ROLE, title) for title in (visitor.role, *visitor.titles.values()))
    for host in meeting.hosts:
        if host.person:
            yield PERSON, host.person.person_id, partial(_forms, host.person.name)
        yield _organization(host.organization)
        yield from (_text(ROLE, title) for title in (host.role, *host.titles.values()))
        if office := office_of(host):
            yield OFFICE, office, partial(OFFICES.__getitem__, office)
    for topic in meeting.topics:
        yield TOPIC, topic.topic_id, partial(_topic_forms, topic)
    place = meeting.place
    yield PLACE, place.place_id, partial(_forms, place.name)
    yield PLACE, place.city_id, partial(_forms, place.city)
    yield _text(ADDRESS, place.address)
    yield from (_text(SUMMARY, meeting.summary), _text(OUTCOME, meeting.outcome), _text(ID, meeting.meeting_id))


def _text(field: str, text: str) -> Part:
    return field, text, lambda: (text,)


def _organization(organization: Organization) -> Part:
    return ORGANIZATION, organization.organization_id, partial(_all_forms, organization)


def _forms(name: Name) -> tuple[str, ...]:
    return (name.english, *name.forms)


def _all_forms(organization: Organization) -> Iterator[str]:
    """What it was called then, and at any other time."""
    for name in dict.fromkeys((organization.name, *organization.names)):
        yield from _forms(name)


def _topic_forms(topic: Topic) -> Iterator[str]:
    yield from topic.labels.values()
    yield from TOPICS.get(topic.topic_id, ())


def _words_of(entry: Entry) -> Iterator[str]:
    """Each word of an entry once; of names also what a reader may write in one."""
    written = dict.fromkeys(word for form in entry.forms for word in split_words(form))
    if entry.is_thing:
        written |= dict.fromkeys(join_words(form) for form in entry.forms if len(form) <= LONGEST_NAME)
        written |= dict.fromkeys(join_words(part) for form in entry.forms for part in HYPHENED.findall(fold(form)))
    written.pop("", None)
    return iter(written)


def _ways(form: str, *, is_person: bool) -> Iterator[str]:
    words = split_words(form)
    yield "".join(words)
    if is_person and len(words) > 1:
        yield "".join((*words[1:], words[0]))
        yield "".join((words[-1], *words[:-1]))
