"""The list, the meeting and what stands round them, as HTML with real links."""

import re
from dataclasses import replace
from itertools import chain
from urllib.parse import parse_qs

import pytest
from pages import KISHIDA, SMALL, Html, day, like, page_of, record_of

from techvisits.record.model import Source
from techvisits.text import sections
from techvisits.text.language import LANGUAGES
from techvisits.text.page import Page
from techvisits.text.papers import link_papers
from techvisits.text.paths import PROMISES, path_of

YANG = "2011-01-27-yang-nec"


def listed(page: Page) -> list[str]:
    """The meetings of the list's rows, in order."""
    return re.findall(r'id="row-([^"]*)"', sections.render_list(page))


# --- the meeting


@pytest.mark.parametrize(
    ("meeting_id", "code", "told"),
    [
        (KISHIDA, "en", ["Mark Zuckerberg, CEO, Meta", "Fumio Kishida 岸田文雄, Prime Minister, Government of Japan"]),
        (KISHIDA, "ja", ["マーク・ザッカーバーグ Mark Zuckerberg、メタ CEO", "岸田文雄、首相（日本国政府）"]),
        (KISHIDA, "ko", ["마크 저커버그 Mark Zuckerberg, 메타 CEO", "기시다 후미오 岸田文雄, 총리(일본 정부)"]),
        (YANG, "ja", ["レノボ CEO", "社長"]),
    ],
)
def test_a_meeting_names_people_roles_and_organizations_as_its_readers_know_them(
    meeting_id: str, code: str, told: list[str]
) -> None:
    text = Html(sections.render_meeting(SMALL.by_id[meeting_id], page_of(f"lang={code}"))).text
    assert [line for line in told if line not in text] == []


# --- the list


def test_the_list_has_every_meeting_by_month_newest_first_what_was_not_held_last() -> None:
    page = page_of()
    months = [
        re.sub(r"\D", "", meeting.date.isoformat()[:7]) for meeting in map(SMALL.by_id.get, listed(page)) if meeting
    ]
    assert months == sorted(months, reverse=True)
    assert sorted(listed(page)) == sorted(SMALL.by_id)
    assert [i for i in listed(page) if i.startswith("2024")] == [
        "2024-02-29-zuckerberg-yoon",
        "2024-02-28-zuckerberg-startups",
        "2024-02-28-zuckerberg-samsung",
        "2024-02-28-zuckerberg-lg",
        "2024-02-27-zuckerberg-kishida",
        "2024-02-25-zuckerberg-swordsmith",
        "2024-02-26-zuckerberg-developers",
    ]


def test_a_month_has_its_name_and_how_many_meetings_it_has_in_all() -> None:
    record = record_of([like(KISHIDA, meeting_id=f"m{n:02}", date=day("2024-02-01")) for n in range(21)])
    html = Html(sections.render_list(page_of("", record)))
    assert html.text.startswith("February 2024 21 ")
    assert len(html.classed("row")) == 20
    assert Html(sections.render_list(page_of("lang=ja"))).text.startswith("2026年6月 1")


@pytest.mark.parametrize(
    ("meetings", "rows", "shown", "older"),
    [
        (20, "", 20, ""),
        (21, "", 20, "rows=40"),
        (41, "rows=40", 40, "rows=60"),
        (40, "rows=40", 40, ""),
        (3, "", 3, ""),
    ],
)
def test_the_list_shows_some_and_leads_to_more(meetings: int, rows: str, shown: int, older: str) -> None:
    dates = [day(f"20{n // 12 + 10}-{n % 12 + 1:02}-01") for n in range(meetings)]
    page = page_of(rows, record_of([like(KISHIDA, meeting_id=f"m{n:02}", date=date) for n, date in enumerate(dates)]))
    html = Html(sections.render_list(page))
    assert len(html.classed("row")) == shown
    assert [change for change in html.changes if change.startswith("rows")] == ([older] if older else [])
    assert len(html.classed("month")) == shown


def test_rows_that_are_cut_within_a_month_go_on_with_those_after_them() -> None:
    dates = ["2024-03-02"] * 15 + ["2024-02-01"] * 15
    record = record_of([like(KISHIDA, meeting_id=f"m{n:02}", date=day(date)) for n, date in enumerate(dates)])
    assert listed(page_of("", record)) == [meeting.meeting_id for meeting in record.meetings[:20]]
    assert listed(page_of("rows=30", record)) == [meeting.meeting_id for meeting in record.meetings]


def test_a_row_says_who_met_whom_where_and_about_what() -> None:
    row = sections.build_row(SMALL.by_id[KISHIDA], page_of())
    assert row.sentence.striptags() == "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"
    assert (row.day, row.slot, row.status, row.is_quiet) == ("27 Feb", 1, "", False)
    assert row.where == "Prime Minister's Office of Japan (Kantei), Tokyo"
    assert row.topic == "AI policy and safety"
    assert str(row.change) == f"meeting={KISHIDA}"
    assert sections.build_row(like(KISHIDA, topics=()), page_of()).topic == ""
    lg = sections.build_row(SMALL.by_id["2024-02-28-zuckerberg-lg"], page_of())
    assert lg.topic == "XR and the metaverse", "the first of three"
    assert sections.build_row(like(KISHIDA, date_precision="month"), page_of()).day == "Feb"


def test_what_was_called_off_or_only_announced_is_one_small_line() -> None:
    quiet = sections.build_row(SMALL.by_id["2026-06-15-altman-korea-cancelled"], page_of())
    assert (quiet.is_quiet, quiet.status, quiet.where) == (True, "Cancelled", "Suwon")
    assert quiet.sentence == "Sam Altman (OpenAI) – Samsung Electronics and 2 other organizations"
    assert sections.build_row(SMALL.by_id["2025-11-01-zeng-state-dinner"], page_of()).is_quiet
    hearsay = sections.build_row(SMALL.by_id["2017-04-24-chey-toshiba"], page_of())
    assert (hearsay.is_quiet, hearsay.status) == (False, "Unconfirmed")
    html = Html(sections.render_list(page_of("leader=sam-altman")))
    assert [tag["class"] for tag in html.classed("row")] == ["row quiet"]
    assert [tag["class"] for tag in html.classed("mark")] == ["mark cancelled slot-2"]
    assert "Cancelled Sam Altman (OpenAI) – Samsung Electronics and 2 other organizations, Suwon" in html.text


def test_who_is_asked_for_comes_first_in_a_row() -> None:
    rows = [
        sections.build_row(SMALL.by_id["2022-10-04-son-haas-lee-jae-yong"], page_of(q)) for q in ("", "company=arm")
    ]
    assert [row.sentence.striptags().split(",")[0] for row in rows] == ["Masayoshi Son", "Rene Haas"]


def test_a_row_is_a_real_link_that_keeps_what_is_asked_for() -> None:
    html = Html(sections.render_list(page_of("leader=tim-cook&lang=ja")))
    assert parse_qs(html.links[0].removeprefix("?")) == {
        "leader": ["tim-cook"],
        "meeting": ["2019-12-09-cook-keio"],
        "lang": ["ja"],
    }
    assert html.changes[0] == "meeting=2019-12-09-cook-keio"


def test_where_nothing_is_found_the_ways_out_are_shown() -> None:
    html = Html(sections.render_list(page_of("q=nothinghere&city=seoul&sources=2")))
    assert "No meeting on record matches all of these filters. That is not proof that there was none." in html.text
    assert html.changes == ["q=", "city=&sources=&q="]
    assert "Without “nothinghere”: 6 meetings" in html.text
    assert html.links[0] == "?city=seoul&sources=2"


# --- a meeting


def test_a_meeting_has_all_its_facts() -> None:
    html = Html(sections.render_meeting(SMALL.by_id[KISHIDA], page_of()))
    for fact in (
        "Held 27 February 2024 · Tokyo",
        "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister",
        "Visitor Mark Zuckerberg, CEO, Meta",
        "Host Fumio Kishida 岸田文雄, Prime Minister, Government of Japan",
        "Prime Minister's Office of Japan (Kantei) 総理大臣官邸2-3-1 Nagatacho, Chiyoda-ku, Tokyo · named by a source",
        "courtesy call",
        "AI policy and safety",
        "About thirty minutes with the prime minister",
        "Sources differ. Pinkvilla puts the call on 26 February",
        "2 independent publishers",
        "News On Japan 27 Feb 2024, English · repost date host topicAfter TBS.",
    ):
        assert fact in html.text, fact
    own = [source.url for source in SMALL.by_id[KISHIDA].sources]
    assert html.links[-len(own) :] == own
    assert {*html.links} == {*own}
    assert "Outcome" not in html.text
    assert [tag["lang"] for tag in html.classed("meeting")] == ["en"]


@pytest.mark.parametrize(
    ("meeting_id", "facts", "absent"),
    [
        (YANG, ["27 January 2011, 19:00 · Tokyo", "Outcome. Joint venture, 51 per cent"], ["–", "only the month"]),
        ("2020-02-vogels-pixie-dust", ["February 2020 · Japan", "Dateonly the month is known"], ["1 February"]),
        ("2022-10-04-son-haas-lee-jae-yong", ["Visitors Masayoshi Son 孫正義", "Hosts Lee Jae-yong"], ["Host Lee"]),
        ("2018-11-09-gates-diet", ["Host National Diet of Japan 国会 Place"], ["国会, "]),
    ],
)
def test_what_else_a_meeting_may_have(meeting_id: str, facts: list[str], absent: list[str]) -> None:
    text = Html(sections.render_meeting(SMALL.by_id[meeting_id], page_of())).text
    assert all(fact in text for fact in facts), text
    head = text.partition("Sources")[0]
    assert not any(fact in head for fact in absent), head


def test_a_meeting_of_known_hours_has_both() -> None:
    html = Html(sections.render_meeting(like(YANG, end_time="20:30"), page_of()))
    assert "27 January 2011, 19:00–20:30 · Tokyo" in html.text
    assert "Topics" not in Html(sections.render_meeting(like(YANG, topics=()), page_of())).text


def source(**values: object) -> Source:
    return replace(SMALL.by_id[KISHIDA].sources[0], note="", title="", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "details"),
    [
        ({"published_on": "2024-02-28"}, "Reuters 28 Feb 2024, English date"),
        ({"published_on": "2024-02"}, "Reuters February 2024, English date"),
        ({"published_on": "2024"}, "Reuters 2024, English date"),
        ({"published_on": ""}, "Reuters English date"),
        ({"published_on": "", "language": ""}, "Reuters date"),
        ({"published_on": "", "language": "ja", "kind": "repost"}, "Reuters Japanese · repost date"),
        ({"published_on": "2024", "language": "", "agency": "Yonhap"}, "Reuters 2024 · written by Yonhap date"),
    ],
)
def test_a_source_says_when_in_which_language_and_what_it_is(values: dict[str, str], details: str) -> None:
    meeting = like(KISHIDA, sources=(source(**values),))
    assert details in Html(sections.render_meeting(meeting, page_of())).text


def test_where_a_copy_stands_is_told_unless_its_publisher_says_so() -> None:
    copies = [
        replace(source(publisher=publisher, url="https://news.zum.com/a"), note="Copy on Zum.")
        for publisher in ("Dong-A Ilbo", "zum.com")
    ]
    told = str(sections.TEMPLATES.get_template("macros.html").module.pages(copies))
    assert [Html(line).text.strip() for line in told.split(" · ")] == ["Dong-A Ilbo (news.zum.com)", "zum.com"]


def test_a_kept_copy_of_a_source_is_linked_beside_it() -> None:
    meeting = like(KISHIDA, sources=(source(archived_url="https://example.org/kept"),))
    html = Html(sections.render_meeting(meeting, page_of()))
    assert html.links[-2:] == [meeting.sources[0].url, "https://example.org/kept"]
    assert html.text.endswith("archived copy")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meeting_can_be_read_in_every_language(language: str) -> None:
    page = page_of(f"lang={language}")
    for meeting in SMALL.meetings:
        html = Html(sections.render_meeting(meeting, page))
        promises = SMALL.promises_of.get(meeting.meeting_id, ())
        followed = [[path_of(PROMISES, p.promise_id, language), *(step.url for step in p.steps)] for p in promises]
        followed += [[path_of(PROMISES, "", language)]] if promises else []
        named = Html(link_papers(meeting.conflict, meeting.sources)).links
        assert html.links == [*named, *chain.from_iterable(followed), *(source.url for source in meeting.sources)]
        for fact in (meeting.summary, meeting.outcome, meeting.conflict, meeting.place.address):
            assert " ".join(fact.split()) in html.text
        assert not {"nan", "None", "{n}"} & {*html.text.split()}


# --- round the list


def test_each_thing_that_is_asked_for_is_taken_off_by_a_click() -> None:
    html = Html(sections.render_chips(page_of("city=seoul&from=2020-01-01")))
    assert html.changes == ["~city=seoul", "from=", "city=&from="]
    assert html.text == "Seoul ×since 1 Jan 2020 ×Take all off"
    assert html.links == ["?from=2020-01-01", "?city=seoul", "?"]
    one = Html(sections.render_chips(page_of("city=seoul")))
    assert one.changes == ["~city=seoul"], "what takes all off is there for more than one"
    assert sections.render_chips(page_of()) == ""


def test_what_was_searched_for_a_leader_is_told_year_by_year() -> None:
    html = Html(sections.render_coverage("sam-altman", page_of()))
    assert [tag["class"] for tag in html.classed("none-found")] == ["none-found", "year none-found"]
    assert "found 2026" in html.text
    assert "searched, none found 2010" in html.text
    assert "in Korean, Japanese, English · last on " in html.text
    assert "in Chinese" not in html.text
    nobody_looked = Html(sections.render_coverage("bill-gates", page_of()))
    assert "not searched 20" in nobody_looked.text
    assert "last on" not in nobody_looked.text
    assert sections.render_coverage("lee-jae-yong", page_of()) == ""


def test_the_headline_stands_in_the_page() -> None:
    page = page_of("leader=tim-cook")
    html = Html(sections.render_headline(page))
    assert html.text.startswith("Tech VisitsSearchMenu")
    assert html.text.endswith(f"{page.headline.title}{page.headline.standfirst}")
    assert [tag for tag, _ in html.tags if tag in ("h1", "p", "nav")] == ["p", "nav", "h1", "p"]
