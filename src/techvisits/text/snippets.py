"""Lines of code that read the meetings of a view, each ready to be copied into its language."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from techvisits.record.filters import to_query
from techvisits.text.page import Page
from techvisits.text.sections import render

Pairs = list[tuple[str, str]]
SAFE: Final = ":/?#[]@!$&'()*+,;=%~"
"""What an address may hold besides letters and digits (RFC 3986); all else is written in per cent."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines of code, and the name of the language or tool that they are for."""

    name: str
    code: str


def build_snippets(query: Pairs, base: str) -> list[Snippet]:
    """The code that reads what a query asks for; `base` is the address that links to this server begin with, without a slash."""
    csv, json_address, parquet = (address_of(ending, query, base) for ending in ("csv", "json", "parquet"))
    return [
        Snippet(
            "Python (pandas)",
            f"import pandas as pd\n\nvisits = pd.read_csv({in_code(csv)}, parse_dates=['date'])",
        ),
        Snippet("R", f'visits <- read.csv({in_code(csv)}, fileEncoding = "UTF-8-BOM")'),
        Snippet(
            "JavaScript (Observable)",
            f"const {{meetings}} = await fetch({in_code(json_address)}).then((answer) => answer.json());",
        ),
        Snippet(
            "DuckDB",
            f"curl -fsSo tech-visits.parquet {shlex.quote(parquet)}\n"
            "duckdb -c \"SELECT leader, count(*) AS visits FROM 'tech-visits.parquet' GROUP BY ALL ORDER BY visits DESC\"",
        ),
        Snippet("curl", f"curl -fsSo tech-visits.csv {shlex.quote(csv)}"),
    ]


def address_of(ending: str, query: Pairs, base: str) -> str:
    """The address of the meetings that a query asks for, in a format; ASCII, whatever words are asked for."""
    return quote(f"{base}/api/meetings.{ending}{'?' * bool(query)}{urlencode(query, errors='replace')}", safe=SAFE)


def in_code(text: str) -> str:
    """Text as a literal that Python, R and JavaScript read alike; it must be ASCII."""
    return json.dumps(text)


def query_of(page: Page) -> Pairs:
    """The query for what is open, or for what the filters let through."""
    return [*_opened(page)] or to_query(page.state.filters)


def _opened(page: Page) -> Iterator[tuple[str, str]]:
    if page.state.meeting:
        yield "meeting", page.state.meeting
    elif page.state.trip:
        yield "trip", page.state.trip


def render_code(page: Page, base: str) -> Markup:
    """The code as HTML, each piece with a button that copies it."""
    return render("code.html", page, snippets=build_snippets(query_of(page), base))
