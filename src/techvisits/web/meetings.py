"""The meetings over HTTP, in every format: what the query asks for, whole or in portions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.export.formats import FORMATS
from techvisits.export.names import name_file
from techvisits.record import filters, portion, since
from techvisits.record.filters import Filters, Shown
from techvisits.record.portion import Portion
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.record.since import Since
from techvisits.text import address
from techvisits.web.answers import Answering, Made, Terms, query_of, read_only, respond, respond_in_parts
from techvisits.web.problems import refuse_query

KEPT: Final = 16
# So many visits are kept ready; what is more is sent as it is made.
HELD: Final = 5000
LICENCE: Final = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'


@dataclass(frozen=True)
class Asked:
    """What a query asks for."""

    filters: Filters
    portion: Portion
    since: Since = Since()

    def to_query(self) -> list[tuple[str, str]]:
        """The query pairs that are read back to the same."""
        return [*filters.to_query(self.filters), *self.since.to_query(), *self.portion.to_query()]


def build_meetings_routes(folder: Path, base_url: str) -> list[BaseRoute]:
    """A route for each format."""
    return [read_only(f"/api/meetings.{ending}", _answer_meetings(folder, ending, base_url)) for ending in FORMATS]


def read_query(request: Request, record: Record) -> Asked:
    """What the query asks for; raises Refused with all that is unknown or malformed in it."""
    query = query_of(request)
    asked, problems = filters.from_query(query, record)
    wanted, found = portion.read_portion(query)
    last, faults = since.read_since(query, record)
    if problems := [*problems, *faults, *found, *address.check_style(query, (*since.KEYS, *portion.KEYS))]:
        raise refuse_query(problems)
    return Asked(asked, wanted, last)


@lru_cache(maxsize=KEPT)
def list_shown(asked: Asked, record: Record) -> Shown:
    """The portion of what the filters let through, and is new since."""
    return portion.cut(since.narrow(filters.apply(asked.filters, record), asked.since, record), asked.portion)


def _answer_meetings(folder: Path, ending: str, base_url: str) -> Answering:
    form = FORMATS[ending]
    build = lru_cache(KEPT)(lambda asked, record, base: form.build(list_shown(asked, record), record, base))

    def answer(request: Request) -> Response:
        record, base = load_record(folder), base_url or str(request.base_url)
        asked = read_query(request, record)
        shown, linked = list_shown(asked, record), base if form.is_linked else ""
        name = name_file(ending, record, asked.filters, asked.portion, asked.since)
        headers = _describe(f"{base.rstrip('/')}/api/meetings.{ending}", asked, record)
        terms = Terms(record.released, name, form.is_download, headers=headers)
        if len(shown.visits) <= HELD:
            return respond(request, build(asked, record, linked), form.media_type, terms)
        made = Made(lambda: form.write(shown, record, linked), repr((record.version, ending, asked, linked)))
        return respond_in_parts(request, made, form.media_type, terms)

    return answer


def _describe(path: str, asked: Asked, record: Record) -> dict[str, str]:
    """The headers that say of which data an answer is, how much there is, and where the rest is to be had (RFC 8288)."""
    total = list_shown(asked, record).total
    others = {name: replace(asked, portion=other) for name, other in asked.portion.list_others(total).items()}
    links = [f'<{path}?{urlencode(other.to_query())}>; rel="{name}"' for name, other in others.items()]
    return {"Link": ", ".join([*links, LICENCE]), "X-Total-Count": str(total), "Data-Version": record.version}
