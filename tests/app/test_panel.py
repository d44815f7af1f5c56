"""The list on the right-hand side: by month, older ones after a click, the ways out of nothing, the link and the file."""

import csv
import io
from typing import Any
from urllib.parse import parse_qs

import pytest
from small import KISHIDA, RECORD, as_query

from app.reader import address_of, change, click, has_part, link, links, look, open_page, part, run
from app.seen import SHIPPED, count_text, ids, row_ids, shown_by, state_of, texts
from techvisits.export.formats import FORMATS
from techvisits.record.facets import build_facet
from techvisits.record.filters import KEYS, Filters, apply, from_query

# --- the list


def test_the_list_has_the_months_newest_first_with_their_numbers() -> None:
    months = part(look(), "meetings").all("section", "month")
    assert [month.one("h3").text for month in months[:3]] == ["June 2026 1", "November 2025 1", "February 2024 7"]
    assert [len(month.all("a", "row")) for month in months[:3]] == [1, 1, 7]


def test_a_row_says_who_is_who_where_and_about_what_and_opens_the_meeting() -> None:
    page = open_page(lang="ko")
    row = link(page, "기시다 후미오", "meetings")
    where, topic = row.element.one("span", "what").one("small").text.split(" · ")
    assert ("일본 총리 관저" in where, "도쿄" in where, topic) == (True, True, "AI 정책·안전")
    assert row.query == {"meeting": [KISHIDA], "lang": ["ko"]}
    click(page, "기시다 후미오", "meetings")
    run(page)
    assert address_of(page) == {"meeting": [KISHIDA], "lang": ["ko"]}


@pytest.mark.usefixtures("shipped")
def test_older_meetings_come_twenty_at_a_time() -> None:
    page = open_page(view="seoul")
    for rows in ("40", "60"):
        assert len(row_ids(page)) == int(rows) - 20
        click(page, "Show older meetings", "meetings")
        run(page)
        assert address_of(page) == {"view": ["seoul"], "rows": [rows]}


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("more", [0, 1])
def test_where_all_meetings_are_listed_there_are_no_older_ones(more: int) -> None:
    counts = build_facet("leader", Filters(), SHIPPED)
    leader = min((i for i, number in counts.items() if number > 21), key=counts.__getitem__)
    page = open_page(leader=leader, rows=str(counts[leader] - more))
    assert len(row_ids(page)) == counts[leader] - more
    assert ("Show older meetings" in texts(links(page, "meetings"))) == bool(more)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("how", ["list", "words", "dates", "sources", "chip", "legend", "place"])
def test_what_is_asked_for_anew_begins_with_the_usual_number_of_rows(how: str) -> None:
    page = open_page(company=["meta", "google", "openai", "microsoft"], rows="60", q="seoul")
    assert len(row_ids(page)) == 60
    if how == "list":
        change(page, company="meta")
    elif how == "words":
        change(page, q="")
    elif how == "dates":
        change(page, from_="2015-01-01")
    elif how == "sources":
        change(page, sources="2")
    elif how == "chip":
        click(page, "Meta", "chips")
    elif how == "legend":
        click(page, "Held", "keys")
    else:
        click(page, "somewhere in Seoul", "edge-seoul")
    run(page)
    assert "rows" not in address_of(page)
    assert len(row_ids(page)) <= 20


@pytest.mark.usefixtures("shipped")
def test_the_rows_that_were_shown_are_there_again_behind_an_open_meeting() -> None:
    page = open_page(rows="60", view="seoul")
    fifty_fifth = row_ids(page)[54]
    (row,) = [each for each in links(page, "meetings") if each.query.get("meeting") == [fifty_fifth]]
    assert row.query == {"rows": ["60"], "view": ["seoul"], "meeting": [fifty_fifth]}
    page = open_page(**row.query)
    click(page, "All meetings", "back")
    run(page)
    assert address_of(page) == {"rows": ["60"], "view": ["seoul"]}
    assert fifty_fifth in row_ids(page)


# --- what was searched


@pytest.mark.parametrize(
    ("leaders", "is_there"),
    [("robin-zeng", True), ([], False), (["robin-zeng", "tim-cook"], False), ("bill-gates", True)],
    ids=str,
)
def test_of_one_leader_alone_the_list_says_what_was_searched(leaders: str | list[str], is_there: bool) -> None:
    page = look(leader=leaders)
    strips = part(page, "coverage").all("div", "coverage")
    assert has_part(page, "coverage") == is_there
    assert len(strips) == is_there
    assert [item.attributes["class"] for strip in strips for item in strip.all("li")][1:] in ([], ["found"])


# --- nothing found


def test_where_nothing_is_found_every_way_out_shows_what_it_says() -> None:
    query = {"leader": "mark-zuckerberg", "city": "gyeongju", "from": "2024-01-01"}
    ways = texts(links(open_page(**query), "meetings"))
    assert ways == ["Without Mark Zuckerberg: 1 meeting", "Without Gyeongju: 7 meetings", "Show everything"]
    for words, number, left in ((ways[0], 1, "leader"), (ways[1], 7, "city")):
        page = open_page(**query)
        assert count_text(page) == "0 meetings · 0 visits"
        click(page, words, "meetings")
        run(page)
        assert set(address_of(page)) == {*query} - {left}
        assert len(row_ids(page)) == number


def test_the_last_way_out_takes_all_filters_off_and_leaves_the_view() -> None:
    page = open_page(leader="mark-zuckerberg", q="nothing on record has these words", view="seoul", lang="ja")
    (everything,) = [each for each in links(page, "meetings") if not each.query.keys() & {"leader", "q"}]
    click(page, everything.text, "meetings")
    run(page)
    assert address_of(page) == {"view": ["seoul"], "lang": ["ja"]}
    assert "disabled" not in part(page, "download").one("button").attributes


# --- link and file


@pytest.mark.parametrize(
    "query", [{}, {"leader": "tim-cook", "view": "seoul"}, {"city": ["seoul", "tokyo"], "from": "2018-01-01"}], ids=str
)
def test_the_link_to_copy_names_what_is_asked_for_and_both_dates(query: dict[str, Any]) -> None:
    """A link that is sent shall show the same a year later, when the record reaches further."""
    page = open_page(**query)
    share, asked = (
        part(page, "share").one("a", "share"),
        {k: [v] if isinstance(v, str) else v for k, v in query.items()},
    )
    assert (share.text, share.attributes["data-copied"]) == ("Copy link", "Copied")
    address = share.attributes["href"]
    assert address.startswith("?")
    first, last = (day.isoformat() for day in RECORD.span)
    assert parse_qs(address[1:]) == {"from": [first], "to": [last]} | asked
    assert ids(shown_by(open_page(**parse_qs(address[1:])))) == ids(shown_by(page))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"host": "lee-jae-yong"}, 4),
        ({"trip": ["son-2022-10", "cook-2019-12"], "view": "seoul", "lang": "ja"}, 3),
        (
            {
                "company": ["meta", "apple"],
                "from": "2024-02-27",
                "sources": "2",
                "q": "zuckerberg",
                "colour": "company",
            },
            5,
        ),
        ({"leader": "mark-zuckerberg", "to": "2024-02-27", "rows": "40"}, 3),
    ],
    ids=str,
)
def test_the_file_holds_the_meetings_of_the_list(query: dict[str, Any], number: int) -> None:
    page = open_page(**query)
    form = part(page, "download")
    assert (form.tag, form.attributes["action"], form.attributes.get("method", "get")) == (
        "form",
        "api/meetings.csv",
        "get",
    )
    inputs = [each.attributes for each in form.all("input")]
    assert {each["type"] for each in inputs} == {"hidden"}
    asked, problems = from_query(as_query((each["name"], each["value"]) for each in inputs), RECORD)
    assert (asked, problems) == (state_of(page).filters, [])
    assert {each["name"] for each in inputs} <= {*KEYS}
    text = FORMATS["csv"].build(apply(asked, RECORD), RECORD, "").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["meeting_id"] for row in rows] == [visit.meeting.meeting_id for visit in shown_by(page).visits]
    assert {row["meeting_id"] for row in rows} == {*row_ids(page)}
    assert len(rows) == number


def test_there_is_no_file_of_nothing() -> None:
    page = look(q="nothing on record has these words")
    assert "disabled" in part(page, "download").one("button").attributes
    assert "disabled" not in part(look(), "download").one("button").attributes
