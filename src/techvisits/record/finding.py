"""What a query finds, and what each of its words was taken to mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np

from techvisits.record.days import Span, take_days
from techvisits.record.lexicon import NONE, Lexicon, Mask, Numbers
from techvisits.record.near import find_near
from techvisits.record.record import Record
from techvisits.record.search import is_spaceless, join_words, shorten_vowels, singular_of
from techvisits.record.synonyms import HONORIFICS

KEPT: Final = 64
SHORT: Final = 2
LONGEST_RUN: Final = 24


@dataclass(frozen=True)
class Term:
    """A word of a query: the entries it means, as a mask, the record's words that have it, and what was read in its place."""

    written: str
    entries: Mask
    words: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a query finds among all meetings; without `has_words` there is nothing in it to look for."""

    mask: Mask
    terms: tuple[Term, ...] = ()
    spans: tuple[Span, ...] = ()
    has_words: bool = True

    @property
    def instead(self) -> dict[str, tuple[str, ...]]:
        """What of it was read as something else, for want of anything that is written so."""
        return {term.written: term.instead for term in self.terms if term.instead}


@lru_cache(maxsize=KEPT)
def find(query: str, record: Record) -> Found:
    """The meetings in which all words and one of the days of a query stand, or else what is written almost so."""
    lexicon, index = record.lexicon, record.index
    spans, rest = take_days(query)
    words = lexicon.words_in(rest)
    if not words and not spans:
        return Found(np.zeros(lexicon.size, dtype=bool), has_words=False)
    dated = np.ones(lexicon.size, dtype=bool)
    if spans:
        dated = np.logical_or.reduce([span.holds(index.first, index.last) for span in spans])
        years = [str(span.year) for span in spans if span.year and not span.month]
        dated |= lexicon.meetings(lexicon.spelled_by([*chain(*(lexicon.holding(f" {year} ") for year in years))]))
    for terms in _readings(words, rest, lexicon):
        mask = dated & np.logical_and.reduce([lexicon.meetings(term.entries) for term in terms] or [dated])
        if mask.any():
            return Found(mask, tuple(terms), tuple(spans))
    if spans and (whole := _near(query.strip(), lexicon.forms, lexicon)).entries.any():  # a name with a year in it
        return Found(lexicon.meetings(whole.entries), (whole,))
    return Found(np.zeros(lexicon.size, dtype=bool), tuple(look_up_all(words, lexicon)), tuple(spans))


def _readings(words: Sequence[str], written: str, lexicon: Lexicon) -> Iterator[list[Term]]:
    """What a query may mean, the plainest first: its words, all of them in one, a name that is almost so, each word almost so."""
    terms, joined = look_up_all(words, lexicon), "".join(words)
    named = [code for code in lexicon.forms.get(joined, ()) if lexicon.entries[code].is_named] if len(words) > 1 else []
    if named:
        texts = np.logical_and.reduce([term.entries for term in terms])
        yield [Term(" ".join(words), lexicon.among(named) | texts, tuple(chain(*(term.words for term in terms))))]
    yield terms
    if len(words) > 1:
        yield [look_up(joined, lexicon)]
    if words:
        yield [_near(written.strip(), lexicon.forms, lexicon)]
        yield [term if term.entries.any() else _near(term.written, lexicon.names, lexicon) for term in terms]


def look_up_all(words: Sequence[str], lexicon: Lexicon) -> list[Term]:
    """Each word looked up; what is written without spaces is parted where nothing is called so as a whole."""
    return [term for word in words for term in (_part(word, lexicon) or [Term(word, lexicon.among(()))])]


def look_up(word: str, lexicon: Lexicon) -> Term:
    """What a word means: what begins so or, of kana, Han and Hangul, holds it.

    A word of two letters is a whole one. What somebody is called is looked for in names, and as a whole word elsewhere: who
    looks for Meta means no metaverse.
    """
    whole = lexicon.holding(f" {word} ")
    words = lexicon.holding(word if is_spaceless(word) else f" {word}")
    if not is_spaceless(word) and len(word) <= SHORT and whole.size:
        words = whole
    if singular := singular_of(word):
        words = np.union1d(words, lexicon.holding(f" {singular} "))
    if not words.size:
        words = _alike(word, lexicon)
    entries = lexicon.spelled_by(words)
    if any(lexicon.entries[code].is_named for code in lexicon.forms.get(word, ())):
        entries &= lexicon.is_named | lexicon.spelled_by(whole)
    return Term(word, entries, tuple(lexicon.words[n] for n in words))


def _alike(word: str, lexicon: Lexicon) -> Numbers:
    """The words that begin like a romanized one, however their long vowels are written."""
    way = "" if is_spaceless(word) else shorten_vowels(word)
    return lexicon.alike(way) if len(way) > SHORT else NONE


def _part(word: str, lexicon: Lexicon, *, is_rest: bool = False) -> list[Term]:
    """The word, or the words that it is written together of, the first as long as can be; none where a part of it is no word.

    A particle of one letter stands after a word only, in what `is_rest`.
    """
    term = look_up(word, lexicon)
    if term.entries.any():
        return [term]
    for end in range(min(len(word), LONGEST_RUN) - 1, 0, -1) if is_spaceless(word) else ():
        head, tail = word[:end], word[end:]
        first = [] if head in HONORIFICS and (is_rest or len(head) >= SHORT) else [look_up(head, lexicon)]
        if first and (len(head) < SHORT or not first[0].entries.any()):
            continue
        rest = [] if tail in HONORIFICS or len(tail) < SHORT else _part(tail, lexicon, is_rest=True)
        if (rest or tail in HONORIFICS) and (first or rest):
            return [*first, *rest]
    return []


def _near(written: str, choices: Mapping[str, tuple[int, ...]], lexicon: Lexicon) -> Term:
    """The entries of the choices that are nearest to what is written."""
    errors = find_near(join_words(written), choices)
    nearest = tuple(choice for choice, number in errors.items() if number == min(errors.values()))
    return Term(written, lexicon.among(chain(*(choices[choice] for choice in nearest))), nearest, nearest)
