"""All routes that programs may rely on, in words: what each answers with, and what it may be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from techvisits.export.citations import FORMS
from techvisits.record import filters, following, portion, since
from techvisits.text import address

FILTERS: Final = (*filters.KEYS, *address.STYLE)
PORTIONS: Final = (*FILTERS, *since.KEYS, *portion.KEYS)
FOLLOWED: Final = (*FILTERS, *following.CHOICES)


@dataclass(frozen=True)
class Described:
    """One route: its path, what it gives, the media type of that and, for JSON, the schema by its name in `schemas`.

    `parameters` are those of its query; `refusals` the statuses of what it does not answer, besides 405.
    """

    path: str
    gives: str
    media_type: str
    schema: str = ""
    parameters: tuple[str, ...] = ()
    refusals: tuple[int, ...] = ()


CITED: Final = {
    "citation": "How to cite the open meeting or trip, else what the filters let through, with data version and day of reading",
    "sources": "The sources of the open meeting or trip, else of what the filters let through, ready for a footnote: each page once",
}


def _describe_citations() -> Iterator[Described]:
    for name, gives in CITED.items():
        for ending, form in FORMS.items():
            schema = "citations" if ending == "json" else ""
            media_type = form.media_type.partition(";")[0]
            yield Described(f"/api/{name}.{ending}", f"{gives}, as {form.name}", media_type, schema, FILTERS, (400,))


# Whoever adds a route adds its line; the description of the interface, its tests and the README's table follow.
ROUTES: Final = (
    Described(
        "/api/meetings.json",
        "The meetings nested: visits, hosts, place, topics, sources and promises of each, newest first",
        "application/json",
        "meetings",
        PORTIONS,
        (400,),
    ),
    Described(
        "/api/meetings.csv",
        "A table with one row a visit: UTF-8 with BOM; lists in a cell are joined with `; `, and a cell that a spreadsheet"
        " would run as a formula begins with an apostrophe",
        "text/csv",
        parameters=PORTIONS,
        refusals=(400,),
    ),
    Described(
        "/api/meetings.parquet",
        "The rows and columns of the CSV as Apache Parquet, each in its type: dates, numbers, lists of texts;"
        " what is unknown is null",
        "application/vnd.apache.parquet",
        parameters=PORTIONS,
        refusals=(400,),
    ),
    Described(
        "/api/meetings.geojson",
        "A feature for each meeting with a place on the map (RFC 7946)",
        "application/geo+json",
        "features",
        PORTIONS,
        (400,),
    ),
    Described(
        "/api/meetings.ics",
        "A calendar with an event for each meeting (RFC 5545); a month of which the day is unknown is filled",
        "text/calendar",
        parameters=PORTIONS,
        refusals=(400,),
    ),
    *_describe_citations(),
    Described(
        "/api/promises.json",
        "The promises made at the meetings that are asked for, each with its steps and the pages of these, those of the"
        " newest meeting first",
        "application/json",
        "promises",
        FOLLOWED,
        (400,),
    ),
    Described(
        "/api/promises.csv",
        "The same as a table with one row a promise, written as that of meetings is",
        "text/csv",
        parameters=FOLLOWED,
        refusals=(400,),
    ),
    Described(
        "/feed.atom",
        "A feed of what is new, newest first (Atom, RFC 4287): meetings added, changed, corrected with the reason and, without"
        " a filter, withdrawn; and steps of promises. 50 entries a page, or `limit`; `next` leads on (RFC 5005)",
        "application/atom+xml",
        parameters=(*FILTERS, *portion.KEYS),
        refusals=(400,),
    ),
    Described(
        "/api/choices/{key}.json",
        "What a list filter offers beside all that else is asked for, most meetings first; what is unknown in the query is"
        " ignored, as on the page",
        "application/json",
        "choices",
        refusals=(404,),
    ),
    Described(
        "/api/suggest.json",
        "What a reader who typed these words (`q`) may mean, the best match first: people, organizations, places, topics and"
        " offices, each with the address of its page, and last the words themselves; what else is in the query is ignored",
        "application/json",
        "suggestions",
        ("q", "lang"),
        refusals=(400,),
    ),
    Described("/api/health", "Whether the server answers, and with which data", "application/json", "health"),
    Described("/api/openapi.json", "This description", "application/json", "openapi"),
    Described(
        "/data/{name}",
        "A file of the data package: `datapackage.json`, its tables, dictionary, changelog, licence, citation, checksums",
        "*/*",
        refusals=(404,),
    ),
    Described(
        "/data.sqlite",
        "All tables in one SQLite file, with types, keys and descriptions (`_tables`, `_fields`); `visits_flat` has the rows of"
        " the CSV",
        "application/vnd.sqlite3",
    ),
    Described("/data.zip", "All files of the data package; the same bytes for the same version", "application/zip"),
)
