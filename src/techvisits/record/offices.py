"""The public office that a host holds, worked out from the organization and the role, which the tables have in English."""

from __future__ import annotations

import re
from typing import Final

from techvisits.record.model import GOVERNMENT, Host

HEAD_OF_STATE, HEAD_OF_GOVERNMENT = "head-of-state", "head-of-government"
MINISTER, PARLIAMENT, AGENCY, LOCAL = "minister", "parliament", "agency", "local"
HEADS: Final = (HEAD_OF_GOVERNMENT, HEAD_OF_STATE)
OFFICES: Final = (HEAD_OF_GOVERNMENT, HEAD_OF_STATE, MINISTER, PARLIAMENT, AGENCY, LOCAL)

EMBASSIES: Final = re.compile(r"\b(embassy|consulate)\b")
LEGISLATURES: Final = re.compile(r"^(national assembly|national diet|house of|parliament|congress|senate)\b")
LOCALITIES: Final = re.compile(
    r"\b(city|town|county|ward|prefecture|prefectural|province|provincial|metropolitan|state of|free economic zone)\b"
    r"|^(seoul|tokyo|hokkaido)\b"
)
NATIONS: Final = re.compile(r"^(government of|cabinet|office of the (president|prime minister))\b")
MINISTRIES: Final = re.compile(r"\b(ministry|department) of\b|^digital agency\b")

FORMER: Final = re.compile(r"\b(former|ex)\b")
NOT_YET: Final = re.compile(r"\b(elect|designate|nominee|candidate)\b")
PRIVATE: Final = re.compile(r"\bfirst (lady|gentleman)\b|\b(ambassador|charg[eé]|consul|envoy)\b")
# Who is below a minister or works for one; a deputy prime minister is a minister.
BELOW: Final = re.compile(
    r"\b(deputy|vice|assistant|state)[- ](minister|president|chief cabinet secretary)\b"
    r"|\b(adviser|advisor|aide|assistant|secretary|spokes\w+) (to|of) the (prime minister|minister|president)\b"
)
PRESIDENT: Final = re.compile(r"^(president|emperor|king|queen)\b|\bacting president\b")
PRIME_MINISTER: Final = re.compile(r"(?<!deputy )\b(prime minister|chancellor)\b")
OF_CABINET: Final = re.compile(r"\bminister\b|^secretary of\b|^chief cabinet secretary\b")


def office_of(host: Host) -> str:
    """One of `OFFICES`; empty for who is no government, or is in no office that is known.

    Whoever acts for an office holds it; whoever held it once does not, nor who is to, nor an envoy. A minister's deputy, and all
    others who work for a government or for a body of it, are an agency's.
    """
    body, role = host.organization.name.english.casefold(), host.role.casefold()
    if host.organization.kind != GOVERNMENT or EMBASSIES.search(body) or FORMER.search(role):
        return ""
    if LEGISLATURES.search(body):
        return PARLIAMENT
    if NOT_YET.search(role):
        return ""
    if LOCALITIES.search(body):
        return LOCAL
    if NATIONS.search(body) and (not role or PRIVATE.search(role)):
        return ""
    return _name_national(body, BELOW.sub("", role))


def _name_national(body: str, role: str) -> str:
    is_nation = bool(NATIONS.search(body))
    if is_nation and PRESIDENT.search(role):
        return HEAD_OF_STATE
    if is_nation and PRIME_MINISTER.search(role):
        return HEAD_OF_GOVERNMENT
    is_minister = OF_CABINET.search(role) and (is_nation or MINISTRIES.search(body))
    return MINISTER if is_minister else AGENCY
