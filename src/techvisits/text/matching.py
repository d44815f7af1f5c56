"""Why a meeting is found by words: they are marked in what is shown of it, and what is not shown is told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

from techvisits.record.finding import Term, find
from techvisits.record.lexicon import (
    ADDRESS,
    ID,
    OFFICE,
    ORGANIZATION,
    OUTCOME,
    PERSON,
    PLACE,
    ROLE,
    SUMMARY,
    TOPIC,
    Entry,
)
from techvisits.record.model import Meeting
from techvisits.record.search import WORD, is_spaceless, join_words, split_words
from techvisits.text.page import Page
from techvisits.text.typed import name_entry

TAGS: Final = re.compile(r"(<[^>]*>)")
AROUND: Final = 28
MOST: Final = 2
Span = tuple[int, int]


@dataclass
class Why:
    """What the words of a query are in one meeting; it learns what has been seen of them by what it marks."""

    page: Page
    terms: Sequence[tuple[Term, Sequence[Entry]]]
    seen: set[int] = field(default_factory=set)

    @property
    def things(self) -> frozenset[str]:
        """The ids of people, organizations and others that the words name."""
        return frozenset(entry.identifier for _, entries in self.terms for entry in entries if entry.is_thing)

    def mark(self, text: str | Markup) -> Markup:
        """The text as HTML with the words in it marked."""
        pieces = TAGS.split(str(escape(text)))
        return Markup("").join(Markup(p) if n % 2 else self._mark_piece(html.unescape(p)) for n, p in enumerate(pieces))

    def tell(self) -> str:
        """What of the query is in what is not shown: `role “Prime Minister”`; empty where everything is seen."""
        unseen = [entries for n, (_, entries) in enumerate(self.terms) if n not in self.seen]
        told = dict.fromkeys(self._tell(entries[0]) for entries in unseen if entries)
        what = self.page.language.cut([each for each in told if each], MOST + 1)
        return self.page.language.say("Found: {what}", what=what) if what else ""

    def _mark_piece(self, text: str) -> Markup:
        spans: list[Span] = []
        for n, (term, entries) in enumerate(self.terms):
            found = [*_find_words(text, term)] or [*self._find_names(text, entries)]
            spans += found
            if found:
                self.seen.add(n)
        return _mark_spans(text, spans)

    def _find_names(self, text: str, entries: Sequence[Entry]) -> Iterator[Span]:
        for entry in entries:
            name = name_entry(entry, self.page.record, self.page.language) if entry.is_thing else ""
            if name and (at := text.casefold().find(name.casefold())) >= 0:
                yield at, at + len(name)

    def _tell(self, entry: Entry) -> str:
        say, text = self.page.language.say, entry.identifier
        words = {word for term, entries in self.terms if entry in entries for word in term.words}
        if entry.is_thing:
            text = name_entry(entry, self.page.record, self.page.language)
            form = next((form for form in entry.forms if {*split_words(form), join_words(form)} & words), text)
            if text.casefold() != form.casefold():
                text = say("{name} ({organization})", name=text, organization=form)
        elif entry.field in (SUMMARY, OUTCOME):
            text = _cut_around(text, words)
        return {
            PERSON: say("person “{text}”", text=text),
            ORGANIZATION: say("organization “{text}”", text=text),
            PLACE: say("place “{text}”", text=text),
            TOPIC: say("topic “{text}”", text=text),
            OFFICE: say("office “{text}”", text=text),
            ROLE: say("role “{text}”", text=text),
            ADDRESS: say("address “{text}”", text=text),
            SUMMARY: say("summary “{text}”", text=text),
            OUTCOME: say("outcome “{text}”", text=text),
        }.get(entry.field, "")


def explain(meeting: Meeting, page: Page) -> Why:
    """Why the words that a page asks for find a meeting."""
    lexicon, found = page.record.lexicon, find(page.state.filters.q, page.record)
    codes = lexicon.entries_of(meeting.meeting_id)
    terms = [
        (term, [lexicon.entries[code] for code in codes if term.entries[code] and lexicon.entries[code].field != ID])
        for term in found.terms
    ]
    return Why(page, terms)


def note(page: Page) -> str:
    """What is to be said of the words that are asked for: that nothing is written so, and what is shown; or that they are none."""
    query, language = page.state.filters.q, page.language
    if not query:
        return ""
    found = find(query, page.record)
    if not found.has_words:
        return language.say("“{words}” has no letter or digit to look for.", words=query)
    return language.custom.space.join(_tell_instead(term, page) for term in found.terms if term.instead)


def _tell_instead(term: Term, page: Page) -> str:
    entries = [page.record.lexicon.entries[code] for code in term.entries.nonzero()[0]]
    names = dict.fromkeys(name_entry(entry, page.record, page.language) for entry in entries if entry.is_thing)
    return page.language.say(
        "Nothing is written “{words}”; shown instead: {names}.",
        words=term.written,
        names=page.language.cut([*names], MOST + 1),
    )


def _find_words(text: str, term: Term) -> Iterator[Span]:
    """Where in the text a word stands that has the term."""
    for found in WORD.finditer(text):
        word = "".join(split_words(found[0]))
        if word in term.words:
            at = word.find(term.written) if is_spaceless(word) and len(word) == len(found[0]) else -1
            yield (found.start() + at, found.start() + at + len(term.written)) if at >= 0 else found.span()


def _mark_spans(text: str, spans: Sequence[Span]) -> Markup:
    marked, at = Markup(""), 0
    for start, end in sorted(spans):
        if start >= at:
            marked += Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])
            at = end
    return marked + escape(text[at:])


def _cut_around(text: str, words: set[str]) -> str:
    """`… with a headset for …`: the first of the words with what stands around it."""
    found = next((m for m in WORD.finditer(text) if "".join(split_words(m[0])) in words), None)
    if not found:
        return text[: 2 * AROUND]
    start, end = max(found.start() - AROUND, 0), found.end() + AROUND
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0]
    return f"{'… ' * bool(start)}{cut}{' …' * (end < len(text))}"
