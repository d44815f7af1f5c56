"""Requests for the papers of a meeting: which of its hosts have to answer, by which law, at which desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from techvisits.record.desks import ACT, KOREA, ORDINANCE, Desk
from techvisits.record.model import GOVERNMENT, Host, Meeting
from techvisits.record.record import Record
from techvisits.text.laws import LAWS, Law
from techvisits.text.offices import is_local, name_head

PORTALS: Final = {ACT: "https://shinsei.e-gov.go.jp/", KOREA: "https://www.open.go.kr/"}


@dataclass(frozen=True, slots=True)
class Request:
    """Whom to ask for the papers of a meeting, and by which law.

    `desk` is None where nobody looked it up; the addressee is then the head of the organization. `hosts` are those whose
    papers it has.
    """

    meeting: Meeting
    hosts: tuple[Host, ...]
    law_id: str
    addressee: str
    desk: Desk | None

    @property
    def law(self) -> Law:
        """The law."""
        return LAWS[self.law_id]

    @property
    def rules(self) -> str:
        """The name of the law, of the ordinance or of the house's rules."""
        if self.law.name:
            return self.law.name
        return self.desk.rules if self.desk else f"{self.hosts[0].organization.name.native}の情報公開に関する条例"


def list_requests(meeting: Meeting, record: Record) -> list[Request]:
    """A request to each government of Japan or Korea, or office of it, that was host; the principal host's first."""
    found: dict[tuple[str, str], Request] = {}
    for request in _find_requests(meeting, record):
        key = (request.law_id, request.addressee)
        hosts = (*(found[key].hosts if key in found else ()), *request.hosts)
        found[key] = Request(meeting, hosts, *key, request.desk)
    return [*found.values()]


def find_desk(host: Host, meeting: Meeting, record: Record) -> Desk | None:
    """The desk that has a host's papers: one for the role before one for any, one for that time before one that is open."""
    fitting = [desk for desk in record.desks if _does_fit(desk, host, meeting)]
    return min(fitting, key=lambda desk: (not desk.roles, desk.until is None), default=None)


def _does_fit(desk: Desk, host: Host, meeting: Meeting) -> bool:
    if desk.organization_id != host.organization.organization_id:
        return False
    is_theirs = not desk.roles or any(role in host.role for role in desk.roles)
    return is_theirs and (desk.until is None or meeting.date <= desk.until)


def _find_requests(meeting: Meeting, record: Record) -> Iterator[Request]:
    for host in meeting.hosts:
        desk, organization = find_desk(host, meeting, record), host.organization
        if desk:
            yield Request(meeting, (host,), desk.law, desk.addressee, desk)
        elif organization.kind == GOVERNMENT and organization.country_code in ("JP", "KR"):
            native = organization.name.native or organization.name.english
            japanese = ORDINANCE if is_local(native) else ACT
            law_id = KOREA if organization.country_code == "KR" else japanese
            yield Request(meeting, (host,), law_id, name_head(native, LAWS[law_id].language), None)
