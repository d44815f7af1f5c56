"""What colour means: who received the leader, or which company the leader is of."""

import pytest
from pages import KISHIDA, SMALL, host, like, page_of, record_of, visitor

from techvisits.record.model import HOST_KINDS
from techvisits.text.colouring import OTHER, SLOTS, by_company, by_host
from techvisits.text.language import LANGUAGES, load_language

ENGLISH = load_language("en")


def test_by_host_each_kind_has_a_colour_in_the_legends_order() -> None:
    colouring = by_host(ENGLISH)
    assert [*colouring.names] == [*HOST_KINDS]
    assert [colouring.slot(kind) for kind in (*HOST_KINDS, OTHER, "nobody")] == [1, 2, 3, 0, 0]
    assert [colouring.label(kind) for kind in (*HOST_KINDS, OTHER)] == [
        "Government",
        "Company",
        "University, public",
        "",
    ]
    assert (colouring.filter, colouring.other) == ("host_kind", "")


def test_by_host_a_meeting_has_the_colour_of_its_principal_host() -> None:
    colouring = by_host(ENGLISH)
    both = like(KISHIDA, hosts=(host("", "Naver"), host("", "Diet", kind="government")))
    assert colouring.kinds_of(both) == ("company",)
    assert colouring.slot_of(both) == 2
    assert [colouring.slot_of(like(KISHIDA, hosts=(host("", "x", kind=k),))) for k in ("government", "media")] == [1, 3]
    assert colouring.slot_of(like(KISHIDA, hosts=())) == 3


def test_by_company_those_with_most_meetings_have_colours_ties_by_id() -> None:
    colouring = by_company(SMALL, (), ENGLISH)
    assert [*colouring.names] == ["meta", "apple", "amazon", "arm", "catl", "gates-foundation"]
    assert colouring.names["gates-foundation"] == "Gates Foundation"
    assert (colouring.filter, colouring.other, len(colouring.names)) == ("company", "Other companies", SLOTS)
    assert colouring.label(OTHER) == colouring.label("openai") == "Other companies"
    assert colouring.slot("gates-foundation") == SLOTS


def test_by_company_those_that_are_chosen_come_first() -> None:
    colouring = by_company(SMALL, ("openai", "meta"), ENGLISH)
    assert [*colouring.names] == ["openai", "meta", "apple", "amazon", "arm", "catl"]
    many = tuple(sorted(SMALL.organizations))[:8]
    assert [*by_company(SMALL, many, ENGLISH).names] == [*many[:SLOTS]]


def test_by_company_a_meeting_has_a_kind_for_each_company_and_one_for_all_others() -> None:
    """A company is counted once a meeting, and what has no colour of its own once as `other`."""
    crowd = (visitor("A", "Meta"), visitor("B", "Meta"), visitor("C", "OpenAI"), visitor("D", "SK Group"))
    meeting = like(KISHIDA, visitors=crowd)
    colouring = by_company(SMALL, (), ENGLISH)
    assert colouring.kinds_of(meeting) == ("meta", OTHER)
    assert colouring.slot_of(meeting) == 1
    assert colouring.slot_of(like(KISHIDA, visitors=crowd[2:])) == 0
    assert colouring.kinds_of(like(KISHIDA, visitors=())) == ()
    assert colouring.slot_of(like(KISHIDA, visitors=())) == 0


def test_by_company_a_meeting_has_the_colour_of_the_company_that_is_asked_for() -> None:
    meeting = SMALL.by_id["2022-10-04-son-haas-lee-jae-yong"]
    colours = [
        by_company(SMALL, chosen, ENGLISH) for chosen in ((), ("arm",), ("softbank-group",), ("arm", "softbank-group"))
    ]
    assert [colouring.kind_of(meeting) for colouring in colours] == ["arm", "arm", "softbank-group", "arm"]
    assert [colouring.slot_of(meeting) for colouring in colours] == [4, 1, 1, 1]


def test_by_company_a_meeting_counts_once_for_a_company_with_two_visitors() -> None:
    crowd = (visitor("A", "SK Group"), visitor("B", "SK Group"))
    meetings = [like(KISHIDA, meeting_id="a", visitors=crowd)]
    meetings += [like(KISHIDA, meeting_id=i, visitors=(visitor("C", "OpenAI"),)) for i in "bc"]
    assert [*by_company(record_of(meetings), (), ENGLISH).names] == ["openai", "sk-group"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_are_in_the_readers_language(code: str) -> None:
    language = load_language(code)
    company = by_company(SMALL, ("softbank-group",), language)
    assert company.names["softbank-group"] == {"ja": "ソフトバンクグループ", "ko": "소프트뱅크그룹"}.get(
        code, "SoftBank Group"
    )
    if code != "en":
        assert company.other != by_company(SMALL, (), ENGLISH).other
        assert not {*by_host(language).names.values()} & {*by_host(ENGLISH).names.values()}


def test_the_page_chooses_the_colouring_within_a_trip_always_by_host() -> None:
    assert page_of().colouring.filter == "host_kind"
    assert page_of("colour=company").colouring.filter == "company"
    assert [*page_of("colour=company&company=openai").colouring.names][0] == "openai"
    assert page_of("colour=company&trip=cook-2019-12").colouring.filter == "host_kind"
