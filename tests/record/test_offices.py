"""Which office a host holds: by the organization and the role; whoever held it once does not."""

from collections import defaultdict

import pytest

from techvisits.package.home import default_folder
from techvisits.record.model import GOVERNMENT, Host, Name, Organization
from techvisits.record.offices import OFFICES, office_of
from techvisits.record.shelf import load_record

JAPAN, KOREA, METI = "Government of Japan", "Government of South Korea", "Ministry of Economy, Trade and Industry"


def office(body: str, role: str, kind: str = GOVERNMENT) -> str:
    return office_of(Host(None, Organization("body", Name(body), kind, "JP"), role))


@pytest.mark.parametrize(
    ("body", "role", "expected"),
    [
        (JAPAN, "Prime Minister", "head-of-government"),
        (KOREA, "Prime Minister", "head-of-government"),
        (KOREA, "Acting Prime Minister", "head-of-government"),
        (KOREA, "President", "head-of-state"),
        (KOREA, "Prime Minister and Acting President", "head-of-state"),
        (JAPAN, "Former Prime Minister", ""),
        (KOREA, "President-elect", ""),
        (KOREA, "First Lady", ""),
        (KOREA, "", ""),
        (JAPAN, "Chief Cabinet Secretary", "minister"),
        (JAPAN, "Deputy Chief Cabinet Secretary", "agency"),
        (JAPAN, "Special Adviser to the Prime Minister", "agency"),
        (JAPAN, "Minister for National Strategy; Minister of State, Cabinet Office", "minister"),
        (JAPAN, "State Minister for Foreign Affairs", "agency"),
        ("Government of the United States", "Secretary of Commerce", "minister"),
        ("Government of the Netherlands", "Ambassador to South Korea", ""),
        (METI, "Minister of Economy, Trade and Industry (guest)", "minister"),
        (METI, "Vice-Minister for International Affairs", "agency"),
        (METI, "Parliamentary Vice-Minister", "agency"),
        (METI, "", "agency"),
        ("Ministry of Strategy and Finance", "Deputy Prime Minister", "minister"),
        ("Ministry of Science and ICT", "Second vice minister", "agency"),
        ("Ministry of Foreign Affairs of South Korea", "Deputy Minister", "agency"),
        ("Defense Acquisition Program Administration", "Minister", "agency"),
        ("Korea Trade-Investment Promotion Agency (KOTRA)", "President, co-organiser", "agency"),
        ("Presidential Council on National AI Strategy", "Vice chair", "agency"),
        ("National Assembly of South Korea", "Member, foreign minister nominee", "parliament"),
        ("National Assembly of South Korea", "Former Speaker", ""),
        ("National Diet of Japan", "", "parliament"),
        ("Gyeonggi Provincial Council", "Council member", "local"),
        ("Seoul Metropolitan Government", "Mayor", "local"),
        ("Hokkaido Government", "Acting Governor", "local"),
        ("US Embassy Seoul", "Ambassador", ""),
    ],
)
def test_the_office_follows_from_body_and_role(body: str, role: str, expected: str) -> None:
    assert office(body, role) == expected


def test_only_a_government_has_offices() -> None:
    assert office("Liberal Democratic Party", "Prime Minister", "association") == ""
    assert office("Bank", "President", "company") == ""


def test_of_the_record_hardly_any_government_host_is_in_no_office_that_is_known() -> None:
    seen: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for meeting in load_record(default_folder()).meetings:
        for host in meeting.hosts:
            if host.kind == GOVERNMENT:
                seen[office_of(host)].add((host.organization.organization_id, host.role))
    assert {*seen} - {""} == {*OFFICES}
    assert all("Prime Minister" in role for _, role in seen["head-of-government"])
    assert all(body.startswith("government-of") for body, _ in seen["head-of-state"])
    known = ("embassy", "consulate", "government-of")
    assert all(any(word in body for word in known) for body, _ in seen[""]), seen[""]
