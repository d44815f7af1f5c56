"""One meeting or one trip as a piece of HTML; every value is escaped by the template."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, PackageLoader, StrictUndefined

from techvisits.package.tables import split_list
from techvisits.record.records import Records, each
from techvisits.text import words as labels
from techvisits.text.language import Language

_TEMPLATES: Final = Environment(
    loader=PackageLoader("techvisits.text"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def meeting_html(meeting_id: str, records: Records, language: Language) -> str:
    """The meeting's facts, how sure they are, and its sources with what each supports."""
    row: Any = next(records.meetings.loc[[meeting_id]].itertuples())
    hosts = _of(records.hosts, meeting_id)
    return _TEMPLATES.get_template("meeting.html").render(
        language=language,
        say=language.say,
        row=row,
        title=meeting_title(row, language),
        native=hosts[0].host_native if len(hosts) == 1 else "",
        status=labels.status(row.status, language),
        kind=labels.kind(row.kind, language),
        date=language.long_date(row.date, row.date_precision),
        date_note=language.say("only the month is known") if row.date_precision == "month" else "",
        city=labels.city(row, language),
        certainty=labels.certainty(row, language),
        topics=[topic_label(i, records, language) for i in row.topic_ids],
        visits=list(_of(records.visits, meeting_id)),
        hosts=hosts,
        evidence=labels.evidence(row, language),
        sources=[_source(s, language) for s in _of(records.sources, meeting_id)],
    )


def sources_line(meeting_id: str, records: Records, language: Language) -> str:
    """The publishers of a meeting's sources as links in one line."""
    sources = [_source(x, language) for x in _of(records.sources, meeting_id)]
    return _TEMPLATES.get_template("sources_line.html").render(sources=sources)


def coverage_html(leader_id: str, records: Records, language: Language) -> str:
    """For each year whether a leader's meetings were looked for and found; empty where nobody looked at all."""
    rows = records.coverage[records.coverage["person_id"] == leader_id].sort_values("year")
    if rows.empty:
        return ""
    words = {
        "found": language.say("found"),
        "none-found": language.say("searched, none found"),
        "not-searched": language.say("not searched"),
    }
    years = [{"year": row.year, "state": row.searched, "words": words[row.searched]} for row in each(rows)]
    tongues = dict.fromkeys(tag for text in rows["languages"] for tag in split_list(text))
    return _TEMPLATES.get_template("coverage.html").render(
        say=language.say, years=years, words=words, languages=language.commas(_tongue(t, language) for t in tongues)
    )


def about_html(records: Records, language: Language) -> str:
    """What the record is, what counts as what, its licence and how to cite it."""
    return _TEMPLATES.get_template("about.html").render(say=language.say, version=records.version)


def meeting_title(row: Any, language: Language) -> str:
    """`Mark Zuckerberg met Fumio Kishida`, or as its status has it."""
    return labels.met(
        row.status,
        labels.some(labels.leaders(row, language), language),
        labels.some(labels.hosts(row, language), language),
        language,
    )


def topic_label(topic_id: str, records: Records, language: Language) -> str:
    """The topic's label in the reader's language."""
    column = "label" if language.code == "en" else f"label_{language.code}"
    return str(records.topics.at[topic_id, column] or records.topics.at[topic_id, "label"])


def _of(frame: Any, meeting_id: str) -> list[Any]:
    return list(frame[frame["meeting_id"] == meeting_id].itertuples())


def _source(source: Any, language: Language) -> dict[str, Any]:
    return {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "note": source.note,
        "archived_url": source.archived_url,
        "when": _published(source.published_on, language),
        "tongue": _tongue(source.language, language),
        "remark": labels.source_kind(source.kind, language),
        "facts": [labels.supports(f, language) for f in split_list(source.supports)],
    }


def _published(text: str, language: Language) -> str:
    if len(text) == 10:
        return language.date(dt.date.fromisoformat(text))
    return language.date(dt.date.fromisoformat(text + "-01"), "month") if len(text) == 7 else text


def _tongue(tag: str, language: Language) -> str:
    try:
        return Locale.parse(tag, sep="-").get_language_name(language.code) or tag
    except (UnknownLocaleError, ValueError):
        return tag
