"""The plain pages: one for each meeting, trip, person, organization and place, and the list; they need no script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from techvisits.drawing import plates, portraits
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text import heads
from techvisits.text.citations import Reading
from techvisits.text.listing import read_listing, render_listing
from techvisits.text.missing import render_gone, render_unknown
from techvisits.text.page import Page
from techvisits.text.paths import MEETINGS, ORGANIZATIONS, PEOPLE, PLACES, TRIPS, path_of
from techvisits.text.plain import Head, plain_page
from techvisits.text.things import entries, organizations, people, places, trips
from techvisits.web.answers import Answering, Terms, read_only, respond
from techvisits.web.citations import today
from techvisits.web.extras import build_extras, build_foot
from techvisits.web.plain import answer_plain, base_of, language_of, refuse_plain, write_light, write_plain
from techvisits.web.problems import Refused

KEPT: Final = 256
KEPT_LISTS: Final = 64
DAY: Final = 86400
DRAWN: Final = (TRIPS, PLACES, PEOPLE, ORGANIZATIONS)
Content = tuple[Head, Markup]
Builder = Callable[[str, Page, Reading], Content]


def build_pages_routes(folder: Path, base_url: str = "") -> list[BaseRoute]:
    """The routes of the plain pages; `base_url` is the dashboard's own address, else the one that was asked."""
    refuse = refuse_plain(folder, base_url)
    return [
        read_only("/meetings", _answer_list(folder, base_url), refuse),
        *(read_only(f"/{kind}/{{id}}", _answer_one(folder, base_url, kind), refuse) for kind in BUILDERS),
        *(read_only(f"/{kind}/{{id}}/ground/{{area}}.svg", _answer_ground(folder, kind)) for kind in DRAWN),
    ]


def _answer_list(folder: Path, base_url: str) -> Answering:
    """A part of the list; 400 where something that was asked for is unknown or malformed, the rest shown all the same."""

    def answer(request: Request) -> Response:
        record = load_record(folder)
        page, status = _write_list(request.url.query, Reading(record, base_of(request, base_url), today()))
        return answer_plain(request, page, record, status)

    return answer


@lru_cache(maxsize=KEPT_LISTS)
def _write_list(query: str, reading: Reading) -> tuple[str, int]:
    """The page of a part of the list, and with what status it is answered."""
    listing = read_listing(parse_qs(query, keep_blank_values=True), reading.record)
    foot = build_foot(listing.page, reading)
    main = render_listing(listing) + foot
    page = write_plain(listing.page, heads.head_list(listing, reading.base), main, reading.base)
    return page, 400 if listing.problems else 200


def _answer_one(folder: Path, base_url: str, kind: str) -> Answering:
    """The page of one thing by its id, that of the meeting with which it was merged, or why there is none."""

    def answer(request: Request) -> Response:
        record, identifier = load_record(folder), request.path_params["id"]
        code, base = language_of(request), base_of(request, base_url)
        if identifier in _things(kind, record):
            page = _write_one(kind, identifier, code, Reading(record, base, today()))
            return answer_plain(request, page, record, 200)
        return _answer_missing(request, kind, plain_page(record, code), base)

    return answer


def _answer_ground(folder: Path, kind: str) -> Answering:
    """The base map under a trip's or a place's map of an area."""

    def answer(request: Request) -> Response:
        record, identifier = load_record(folder), request.path_params["id"]
        code = language_of(request)
        grounds = _paint_grounds(kind, identifier, code, record) if identifier in _things(kind, record) else {}
        area = request.path_params["area"]
        if area not in grounds:
            raise Refused(404, "There is no map of this area here")
        return respond(request, grounds[area].encode(), "image/svg+xml", Terms(record.released, max_age=DAY))

    return answer


@lru_cache(maxsize=KEPT)
def _paint_grounds(kind: str, identifier: str, code: str, record: Record) -> Mapping[str, str]:
    page = plain_page(record, code)
    if kind == TRIPS:
        return plates.paint_grounds(plates.draw_plates(trips.open_journey(page, identifier)), page)
    if kind in (PEOPLE, ORGANIZATIONS):
        return plates.paint_grounds(plates.draw_survey(_ask(kind, identifier, page)), page)
    place = record.places[identifier]
    return plates.paint_grounds(plates.draw_spot(places.open_place(place, page), place), page)


def _things(kind: str, record: Record) -> Mapping[str, object]:
    return {
        MEETINGS: record.by_id,
        TRIPS: record.trips,
        PEOPLE: record.people,
        ORGANIZATIONS: record.organizations,
        PLACES: record.places,
    }[kind]


@lru_cache(maxsize=KEPT)
def _write_one(kind: str, identifier: str, code: str, reading: Reading) -> str:
    def write(rows: int) -> str:
        page = plain_page(reading.record, code, rows)
        return write_plain(page, *BUILDERS[kind](identifier, page, reading), reading.base)

    return write_light(write)


def _answer_missing(request: Request, kind: str, page: Page, base: str) -> Response:
    """301 to the meeting that has its place, 410 where it was withdrawn, else 404."""
    identifier, gone = request.path_params["id"], page.record.gone
    if kind == MEETINGS and identifier in gone:
        if replaced_by := gone[identifier].replaced_by:
            return RedirectResponse(path_of(MEETINGS, replaced_by, page.language.code), 301)
        head, main = render_gone(gone[identifier], page)
        return answer_plain(request, write_plain(page, head, main, base), page.record, 410)
    head, main = render_unknown(path_of(kind, identifier), page)
    return answer_plain(request, write_plain(page, head, main, base), page.record, 404)


def _build_meeting(identifier: str, page: Page, reading: Reading) -> Content:
    meeting = page.record.by_id[identifier]
    picture = plates.plate_trip(entries.open_trip(page, meeting))
    main = entries.render_entry(meeting, page, picture, build_extras(meeting, page, reading))
    return heads.head_meeting(meeting, page, reading.base), main


def _build_trip(identifier: str, page: Page, reading: Reading) -> Content:
    opened = trips.open_journey(page, identifier)
    main = trips.render_journey(opened, plates.plate_trip(opened)) + build_foot(opened, reading)
    return heads.head_trip(opened, reading.base), main


def _ask(kind: str, identifier: str, page: Page) -> Page:
    """The page that asks for the meetings of a person or an organization."""
    if kind == PEOPLE:
        return people.open_person(page.record.people[identifier], page)
    return organizations.open_organization(page.record.organizations[identifier], page)


def _build_person(identifier: str, page: Page, reading: Reading) -> Content:
    person = page.record.people[identifier]
    main = people.render_person(person, page, portraits.portray_person(person, page))
    return heads.head_person(person, page, reading.base), main


def _build_organization(identifier: str, page: Page, reading: Reading) -> Content:
    organization = page.record.organizations[identifier]
    main = organizations.render_organization(organization, page, portraits.portray_organization(organization, page))
    return heads.head_organization(organization, page, reading.base), main


def _build_place(identifier: str, page: Page, reading: Reading) -> Content:
    place = page.record.places[identifier]
    asking = places.open_place(place, page)
    main = places.render_place(place, page, portraits.portray_place(place, asking))
    return heads.head_place(place, asking, reading.base), main


BUILDERS: Final[Mapping[str, Builder]] = {
    MEETINGS: _build_meeting,
    TRIPS: _build_trip,
    PEOPLE: _build_person,
    ORGANIZATIONS: _build_organization,
    PLACES: _build_place,
}
