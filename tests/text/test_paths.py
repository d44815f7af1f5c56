"""Where plain pages stand, and where their links lead."""

import pytest
from pages import KISHIDA, SMALL, ZUCKERBERG

from techvisits.record.filters import Filters
from techvisits.record.model import Name
from techvisits.text.address import Change, State, to_list, to_open
from techvisits.text.language import load_language
from techvisits.text.paths import PlainLinks, path_of, with_query
from techvisits.text.plain import plain_page
from techvisits.web.plain import LIGHT, ROOM, write_light

FILTERED = State(Filters().asking("company", ["meta"]), view="tokyo", language="ko", rows=40)


def test_an_address_says_its_language_last_and_only_where_it_is_not_english() -> None:
    assert path_of("meetings") == "/meetings"
    assert path_of("people", "tim-cook") == "/people/tim-cook"
    assert path_of("people", "tim-cook", "ja") == "/people/tim-cook?lang=ja"
    assert path_of("people", "a/b?c") == "/people/a/b%3Fc"
    assert with_query("/", "ko", [("trip", ZUCKERBERG)]) == f"/?trip={ZUCKERBERG}&lang=ko"


@pytest.mark.parametrize(
    ("change", "href"),
    [
        (to_open(KISHIDA), f"/meetings/{KISHIDA}?lang=ko"),
        (Change({"trip": (ZUCKERBERG,)}), f"/trips/{ZUCKERBERG}?lang=ko"),
        (to_list("place", ("kantei",)), "/places/kantei?lang=ko"),
        (to_list("place", ("kantei", "tokyo")), "/meetings?company=meta&lang=ko&place=kantei&place=tokyo"),
        (Change({"meeting": ()}), "/meetings?company=meta&lang=ko"),
        (Change(toggle=(("company", "meta"),)), "/meetings?lang=ko"),
        (Change({"rows": ("60",)}), "/meetings?company=meta&lang=ko"),
    ],
)
def test_a_link_leads_to_the_page_of_one_thing_else_to_the_list(change: Change, href: str) -> None:
    assert PlainLinks(FILTERED).href(change) == href
    assert PlainLinks(FILTERED).to(change) == f'href="{href.replace("&", "&amp;")}"'


def test_plain_pages_lead_to_plain_pages_and_others_to_the_dashboard() -> None:
    assert isinstance(plain_page(SMALL, "en").links, PlainLinks)


@pytest.mark.parametrize(
    ("name", "code", "beside"),
    [
        (Name("Tim Cook", "", ("ティム・クック", "팀 쿡")), "en", []),
        (Name("Tim Cook", "", ("ティム・クック", "팀 쿡")), "ja", [("en", "Tim Cook")]),
        (Name("Fumio Kishida", "岸田文雄", ("岸田文雄", "기시다 후미오")), "en", [("ja", "岸田文雄")]),
        (
            Name("Fumio Kishida", "岸田文雄", ("岸田文雄", "기시다 후미오")),
            "ko",
            [("ja", "岸田文雄")],
        ),
        (Name("Fumio Kishida", "岸田文雄", ("岸田文雄",)), "ja", []),
        (Name("Jack Ma", "马云", ("马云", "ジャック・マー")), "en", [("zh", "马云")]),
        (Name("Kakao", "카카오", ("카카오",)), "ja", [("ko", "카카오")]),
        (Name("Eugene Kaspersky", "Евгений", ("Евгений",)), "en", [("", "Евгений")]),
    ],
)
def test_beside_a_name_stands_the_native_or_the_english_one_with_its_language(
    name: Name, code: str, beside: list[tuple[str, str]]
) -> None:
    assert load_language(code).beside(name) == beside


def test_a_heavy_page_has_fewer_rows() -> None:
    assert write_light(lambda rows: "x" * rows) == "x" * ROOM[0]
    assert write_light(lambda rows: "x" * (LIGHT if rows > ROOM[1] else rows)) == "x" * ROOM[1]
    assert write_light(lambda rows: "서" * LIGHT + str(rows)).endswith(f"서{ROOM[-1]}")
