"""Since when it is artificial intelligence that leaders come to speak of."""

from __future__ import annotations

from techvisits.record.questions.topics import AI, Strip, Topics
from techvisits.text.page import Page
from techvisits.text.questions.answer import Cell, Told, node, number, only_held


def tell_topics(found: Topics, page: Page) -> Told:
    """What the picture of companies by topic shows."""
    say = page.language.say
    names = {subject: subject_name(subject, page) for subject in found.subjects}
    rows = [
        [node(strip.company_id, page), Cell(names[subject]), *_counts(strip, subject, found, page)]
        for strip in found.strips
        for subject in found.subjects
    ]
    columns = [say("Company"), say("Topic"), *map(str, found.years), say("Meetings")]
    return Told(_title(found, page), _standfirst(found, page), columns, rows, only_held(page.state.filters))


def _counts(strip: Strip, subject: str, found: Topics, page: Page) -> list[Cell]:
    """The meetings of each year, and all of them."""
    counts = [strip.counts.get((subject, year), 0) for year in found.years]
    years = [Cell(page.language.number(n) if n else "", is_number=True) for n in counts]
    return [*years, number(sum(counts), page.language)]


def subject_name(subject: str, page: Page) -> str:
    """What a subject is called: a topic's label, or AI as a whole."""
    if subject == AI:
        return page.language.say("AI: models, policy, chips")
    return page.language.topic(page.record.topics[subject])


def _title(found: Topics, page: Page) -> str:
    say, write = page.language.say, page.language.number
    since = {"n": write(found.since.part), "all": write(found.since.whole)}
    if not found.since.whole:
        return say("No meeting held is on record here, so no topic either")
    if not found.since.part and found.since.whole == 1:
        return say("The one meeting here was not about AI")
    if not found.since.part:
        return say("AI was a subject of none of the {all} meetings here", all=since["all"])
    if not found.led_since:
        return say("AI was a subject of {n} of {all} meetings, but not the commonest of late", **since)
    if not found.before.whole:
        return say("AI was the commonest subject from the first year on: of {n} of {all} meetings", **since)
    return say(
        "AI was a subject of {before} of {earlier} meetings before {year}, and of {n} of {all} since it came to lead",
        before=write(found.before.part),
        earlier=write(found.before.whole),
        year=found.led_since,
        **since,
    )


def _standfirst(found: Topics, page: Page) -> str:
    drawn = page.language.count(
        "Meetings held by the leaders of {n} company, by topic and year; the title counts all companies.",
        "Meetings held by the leaders of {n} companies, by topic and year; the title counts all companies.",
        len(found.strips),
    )
    return drawn if found.strips else page.language.say("Only meetings that were held count.")
