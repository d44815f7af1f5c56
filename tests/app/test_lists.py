"""What the lists of the filters offer: ids and numbers are those of the facets, names and other names in three scripts."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import KNOWN, RECORD, filters_of

from app.reader import Reader, chosen, links, look
from app.seen import offered, state_of
from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters
from techvisits.text.address import State
from techvisits.text.choices import name_boxes, name_choice, name_more
from techvisits.text.language import LANGUAGES, load_language
from techvisits.text.page import Page
from techvisits.text.side import list_choices

NOTHING = Filters()


def choices(key: str, filters: Filters = NOTHING, language: str = "en") -> dict[str, dict[str, Any]]:
    """What a list filter offers, by id."""
    found = list_choices(key, Page(State(filters, language=language), RECORD))
    by_id: dict[str, dict[str, Any]] = {str(each["id"]): each for each in found}
    assert len(by_id) == len(found)
    return by_id


@pytest.mark.parametrize("key", LISTS)
@settings(deadline=None, max_examples=12)
@given(filters=filters_of(), data=st.data())
def test_a_list_offers_what_the_facet_counts_then_what_would_show_nothing_and_marks_what_is_chosen(
    key: str, filters: Filters, data: st.DataObject
) -> None:
    filters = filters.asking(key, data.draw(st.lists(st.sampled_from(KNOWN[key]), max_size=2)))
    found = choices(key, filters)
    facet = {i: n for i, n in build_facet(key, filters, RECORD).items() if n}
    facet = dict(sorted(facet.items(), reverse=True)) if key == "year" else facet
    assert [(i, each["count"]) for i, each in found.items()][: len(facet)] == [*facet.items()]
    assert {i: each["count"] for i, each in found.items()} == dict.fromkeys(KNOWN[key], 0) | facet
    assert {i for i, each in found.items() if each["out"]} == {*filters.ids(f"not_{key}")}
    assert {i for i, each in found.items() if each["chosen"] is True} == {*filters.ids(key)}
    assert {i for i, each in found.items() if each["chosen"] is False} == found.keys() - {*filters.ids(key)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", LISTS)
def test_a_name_is_the_readers_and_all_languages_names_find_it(key: str, language: str) -> None:
    for identifier, each in choices(key, language=language).items():
        assert each["name"] == name_choice(key, identifier, RECORD, load_language(language)) != ""
        for other in LANGUAGES:
            assert name_choice(key, identifier, RECORD, load_language(other)) in each["also"]
        assert all(form in each["also"] for form in RECORD.find_name(identifier).forms)


@pytest.mark.parametrize(
    ("key", "identifier", "names"),
    [
        ("leader", "mark-zuckerberg", ["Mark Zuckerberg", "マーク・ザッカーバーグ", "마크 저커버그"]),
        ("host", "lee-jae-yong", ["Lee Jae-yong", "イ・ジェヨン", "이재용"]),
        ("city", "seoul", ["Seoul", "ソウル", "서울"]),
        ("status", "cancelled", ["Cancelled", "中止", "취소"]),
    ],
    ids=str,
)
def test_one_is_called_and_found_as_each_reader_writes(key: str, identifier: str, names: list[str]) -> None:
    for language, name in zip(LANGUAGES, names, strict=True):
        found = choices(key, language=language)[identifier]
        assert found["name"] == name
        assert all(other in found["also"] for other in names)


def test_a_name_is_found_by_every_form_that_the_record_knows() -> None:
    also = choices("host")["lee-jae-yong"]["also"]
    assert [name for name in ("이재용", "李在鎔", "イ・ジェヨン", "Jay Y. Lee") if name not in also] == []
    assert "Mark Zuckerberg" not in also


@pytest.mark.parametrize(
    "query",
    [
        {"leader": ["tim-cook", "mark-zuckerberg"]},
        {"company": ["meta", "apple"], "city": "gyeongju", "lang": "ja"},
        {"host": "lee-jae-yong", "status": "announced", "lang": "ko"},
        {"topic": "ai-models", "q": "nothing on record has these words"},
    ],
    ids=str,
)
def test_the_page_shows_of_what_is_chosen_the_name_and_number_of_its_list(query: dict[str, Any]) -> None:
    page = look(**query)
    filters = state_of(page).filters
    for key in (*name_boxes(load_language("en")), *name_more(load_language("en"))):
        assert chosen(page, key) == [*filters.ids(key)]
        marked = {i for i, each in choices(key, filters).items() if each["chosen"]}
        assert marked == {*chosen(page, key)}
        assert all(chip_of(page, key, i) == "{} {} ×".format(*offered(page, key)[i]) for i in marked)


def chip_of(page: Reader, key: str, identifier: str) -> str:
    """What the page says of a choice."""
    (found,) = [each for each in links(page, key) if each.go == f"~{key}={identifier}"]
    return found.text
