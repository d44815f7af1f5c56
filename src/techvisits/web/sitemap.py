"""What search engines ask for first: all plain pages in all languages, and what they may read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.language import LANGUAGES
from techvisits.text.paths import (
    ABOUT,
    COMPANIES,
    HOSTS,
    LEADERS,
    MEETINGS,
    ORGANIZATIONS,
    PEOPLE,
    PLACES,
    PROMISES,
    TRIPS,
    path_of,
)
from techvisits.web.answers import Answering, Terms, read_only, respond
from techvisits.web.plain import base_of

XML: Final = "application/xml; charset=utf-8"
NAMES: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
LINK: Final = Markup('<xhtml:link rel="alternate" hreflang="{}" href="{}"/>')
# Searches are without number, and lead to nothing that has no page of its own.
FORBIDDEN: Final = ("/api/choices/", "/*?q=", "/*&q=")


def build_sitemap_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes."""
    return [
        read_only("/sitemap.xml", _answer_sitemap(folder, base_url)),
        read_only("/robots.txt", _answer_robots(folder, base_url)),
    ]


def _answer_sitemap(folder: Path, base_url: str) -> Answering:
    def answer(request: Request) -> Response:
        record = load_record(folder)
        return respond(request, write_sitemap(record, base_of(request, base_url)), XML, Terms(record.released))

    return answer


def _answer_robots(folder: Path, base_url: str) -> Answering:
    def answer(request: Request) -> Response:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in FORBIDDEN)]
        text = "\n".join([*lines, "", f"Sitemap: {base_of(request, base_url)}/sitemap.xml", ""])
        return respond(request, text.encode(), "text/plain; charset=utf-8", Terms(load_record(folder).released))

    return answer


@lru_cache(maxsize=4)
def write_sitemap(record: Record, base: str) -> bytes:
    """Every page in every language, with its address in each language and when the data last changed."""
    things = {
        MEETINGS: ["", *record.by_id],
        TRIPS: ["", *record.trips],
        LEADERS: [""],
        HOSTS: [""],
        COMPANIES: [""],
        ABOUT: [""],
        PROMISES: ["", *record.promises],
        PEOPLE: record.people,
        ORGANIZATIONS: record.organizations,
        PLACES: ["", *record.places],
    }
    changed = record.released.date().isoformat()
    pages = [_write_page(kind, identifier, changed, base) for kind, ids in things.items() for identifier in ids]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {NAMES}>", *pages, "</urlset>", ""]
    return "\n".join(lines).encode()


def _write_page(kind: str, identifier: str, changed: str, base: str) -> str:
    """An entry for each language, which all name each other."""
    addresses = {code: escape(base + path_of(kind, identifier, code)) for code in LANGUAGES}
    named = {**addresses, "x-default": addresses["en"]}
    links = "".join(LINK.format(code, address) for code, address in named.items())
    return "\n".join(
        f"<url><loc>{address}</loc><lastmod>{changed}</lastmod>{links}</url>" for address in addresses.values()
    )
