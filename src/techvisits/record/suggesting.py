"""What a reader who types may mean: people, organizations, places, topics and offices, the best match first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import numpy as np

from techvisits.record.days import take_days
from techvisits.record.finding import look_up_all
from techvisits.record.lexicon import Entry, Lexicon, Mask
from techvisits.record.near import find_near
from techvisits.record.record import Record
from techvisits.record.search import is_spaceless, join_words, split_words

EXACT, WHOLE_WORDS, BEGINS, WORDS, NEAR, PART = 0, 1, 2, 3, 4, 9
MOST_RANKED: Final = 400
LABELS: Final = 3
Ranked = dict[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that a reader may mean, in how many meetings it is, by which of its forms it was found, and how well."""

    entry: Entry
    count: int
    form: str
    rank: int

    @property
    def is_near(self) -> bool:
        """Whether it is only written almost so."""
        return NEAR <= self.rank < PART


def suggest(query: str, record: Record, most: int) -> list[Suggestion]:
    """So many things at the most: those with all words of the query, then what is written almost so; else those with some."""
    lexicon = record.lexicon
    rest = take_days(query)[1]
    words = lexicon.words_in(rest)
    if not words:
        return []
    terms = look_up_all(words, lexicon)
    each = [term.entries | _beginning(term.written, lexicon) for term in terms]
    found = _rank_all(np.logical_and.reduce(each) | _beginning("".join(words), lexicon), words, lexicon)
    if all(rank > EXACT for rank, _ in found.values()):
        written = dict.fromkeys(map(join_words, (rest, query)))  # a year may belong to a name
        found = _rank_near([*written], lexicon.forms, lexicon) | found
    if not found:
        unknown = [term.written for term in terms if not term.entries.any()]
        found = _rank_near(unknown, lexicon.names, lexicon) | _rank_all(np.logical_or.reduce(each), words, lexicon)
    ordered = sorted(found, key=lambda code: (found[code][0], -lexicon.counts[code]))
    return [Suggestion(lexicon.entries[code], int(lexicon.counts[code]), *found[code][::-1]) for code in ordered[:most]]


def _rank_all(entries: Mask, words: Sequence[str], lexicon: Lexicon) -> Ranked:
    """The things among the entries, how well each fits and by which form; those of most meetings where they are too many."""
    things = np.flatnonzero(entries & lexicon.is_thing)
    order = np.argsort(-lexicon.counts[things], kind="stable")
    return {int(code): _rank(lexicon.entries[code], words) for code in things[order][:MOST_RANKED]}


def _rank_near(words: Sequence[str], choices: Mapping[str, tuple[int, ...]], lexicon: Lexicon) -> Ranked:
    """The things of which a choice is almost one of the words."""
    near: dict[int, tuple[int, str]] = {}
    for word in words:
        far = {choice: 2 * errors - _is_turned(word, choice) for choice, errors in find_near(word, choices).items()}
        for choice, steps in sorted(far.items(), key=itemgetter(1)):
            for code in choices[choice]:
                near.setdefault(code, (NEAR + steps, _form_of(choice, lexicon.entries[code])))
    return near


def _is_turned(word: str, choice: str) -> bool:
    """Whether they have the same letters, in another order."""
    return sorted(word) == sorted(choice)


def _form_of(joined: str, entry: Entry) -> str:
    """The form of a thing that was found by its joined words, in whatever order, or by one of them."""
    likest = [form for form in entry.forms if joined in split_words(form) or _is_turned(joined, join_words(form))]
    return (likest or entry.forms)[0]


def _beginning(word: str, lexicon: Lexicon) -> Mask:
    """The entries with a word that begins so, even with two letters: who types has not yet written the rest."""
    return lexicon.spelled_by(lexicon.holding(word if is_spaceless(word) else f" {word}"))


def _rank(entry: Entry, words: Sequence[str]) -> tuple[int, str]:
    """How well a thing that has the words fits, and its form that does best; what else a topic is called does less well."""
    ranks = [_rank_form(form, words) for form in entry.forms]
    if not entry.is_named:
        ranks = [max(rank, WORDS) if rank and n >= LABELS else rank for n, rank in enumerate(ranks)]
    best = min(ranks)
    return best, entry.forms[ranks.index(best)]


def _rank_form(form: str, words: Sequence[str]) -> int:
    own, asked = split_words(form), "".join(words)
    joined = "".join(own)
    if joined == asked:
        return EXACT
    if all(word in own for word in words) or (is_spaceless(asked) and joined.startswith(asked)):
        return WHOLE_WORDS
    if joined.startswith(asked):
        return BEGINS
    return WORDS if all(_stands_in(word, own) for word in words) else PART


def _stands_in(word: str, own: Sequence[str]) -> bool:
    return any(word in each if is_spaceless(word) else each.startswith(word) for each in own)
