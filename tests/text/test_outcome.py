"""What came of a promise stands with its meeting, its trip and on pages of its own, in three languages."""

import re
from dataclasses import replace

import pytest
from pages import SMALL, ZUCKERBERG, Html, page_of

from techvisits.record.filters import Filters
from techvisits.record.following import Asked
from techvisits.record.model import Name
from techvisits.record.promises import LADDER
from techvisits.text import pledges, sections, words
from techvisits.text.language import LANGUAGES, load_language
from techvisits.text.outcome import build_rungs, follow, news_words
from techvisits.text.page import Page
from techvisits.text.plain import plain_page
from techvisits.text.side import list_choices
from techvisits.text.things import journeys
from techvisits.text.things.profiles import former_names

ENGLISH = load_language("en")
LATE, DROPPED = SMALL.promises["meta-ai-training-2024"], SMALL.promises["lg-meta-xr-device-2024"]
DONE, UNSEEN = SMALL.promises["lenovo-nec-venture-2011"], SMALL.promises["arm-samsung-fund-2022"]
FRESH = SMALL.promises["pixie-dust-cloud-2020"]
YOON, GATES = LATE.meeting.meeting_id, "2018-11-09-gates-diet"


def block(meeting_id: str, page: Page) -> Html:
    """The block of a meeting's page that says what came of it."""
    html = sections.render_meeting(page.record.by_id[meeting_id], page)
    found = re.search(r'<section class="promised">.*?</section>', html, re.DOTALL)
    return Html(found[0] if found else "")


# --- with a meeting and a trip


def test_a_meeting_says_what_came_of_it_with_every_step_and_its_page() -> None:
    html = block(YOON, page_of())
    assert html.text == (
        "What came of it Meta is to train 1000 people in Korea. under way late changed · due 31 Dec 2024 · "
        "no news since 2025 announced 29 Feb 2024 Exampleunder way 2025 Example Show all promises"
    )
    assert html.links == [
        "/promises/meta-ai-training-2024",
        "https://example.org/training",
        "https://example.org/course",
        "/promises",
    ]
    assert html.classed("silent")


def test_a_plain_page_tells_the_last_step_in_a_sentence() -> None:
    assert "A first course began, of a hundred people." in block(YOON, plain_page(SMALL, "en")).text
    assert "A first course began" not in block(YOON, page_of()).text, "the first view is to be light"


def test_a_meeting_without_a_promise_has_no_such_block() -> None:
    assert block("2024-02-27-zuckerberg-kishida", page_of()).text == ""


def test_silence_and_not_having_looked_are_never_said_alike() -> None:
    assert news_words(LATE, ENGLISH) == "no news since 2025"
    assert news_words(UNSEEN, ENGLISH) == "not looked yet"
    assert news_words(FRESH, ENGLISH) == "looked on 1 Mar 2020"
    assert news_words(DONE, ENGLISH) == news_words(DROPPED, ENGLISH) == ""
    for code in LANGUAGES:
        assert news_words(LATE, load_language(code)) != news_words(UNSEEN, load_language(code))


def test_a_trip_says_it_of_all_its_stops_in_short() -> None:
    html = Html(journeys.render_trip(page_of(f"trip={ZUCKERBERG}")))
    assert [link for link in html.links if link.startswith("/promises/")] == [
        "/promises/lg-meta-xr-device-2024",
        "/promises/meta-ai-training-2024",
    ], "in the order of the stops"
    assert "https://example.org/course" not in html.links
    assert "What came of it" not in Html(journeys.render_trip(page_of("trip=cook-2019-12"))).text


def test_the_rungs_of_the_ladder() -> None:
    assert build_rungs(DONE) == ("", "was", "", "", "at")
    assert build_rungs(LATE) == ("", "was", "", "at", "")
    assert build_rungs(DROPPED) == ("was", "", "", "", "", "end")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_flag_and_kind_has_a_word(code: str) -> None:
    language = load_language(code)
    states = [words.step(step, language) for step in LADDER]
    assert len({*states}) == len(LADDER)
    assert words.flag("late", language) != words.flag("changed", language)
    for field, word in (("step", words.step), ("kind", words.promise_kind)):
        table = "progress" if field == "step" else "promises"
        for value in SMALL.choices[f"{table}.{field}"]:
            assert word(value, language)
            assert code == "en" or word(value, language).isascii() is False
    assert words.novelty("unknown", language) == ""
    assert words.step("other", language) == "other"
    assert words.unit("JPY", language) == "JPY"


# --- the name of the day


def test_a_meeting_names_a_company_as_it_was_and_as_it_is() -> None:
    meeting = SMALL.by_id[GATES]
    for code, told in (
        ("en", "Bill & Melinda Gates Foundation (now Gates Foundation)"),
        ("ja", "ゲイツ財団（現Gates Foundation）"),
        ("ko", "게이츠재단(현 Gates Foundation)"),
    ):
        assert told in Html(sections.render_meeting(meeting, page_of(f"lang={code}"))).text
    assert "Bill & Melinda Gates Foundation" in sections.build_row(meeting, page_of()).sentence.unescape()
    assert "now" not in sections.build_row(meeting, page_of()).sentence


def test_a_name_that_is_new_in_another_script_alone_is_told_to_who_reads_that() -> None:
    then = Name("Federation of Korean Industries", "전국경제인연합회", ("전국경제인연합회", "全国経済人連合会"))
    now = Name("Federation of Korean Industries", "한국경제인협회", ("한국경제인협회", "韓国経済人協会"))
    federation = replace(SMALL.organizations["gates-foundation"], name=then, names=(then, now))
    assert words.then_and_now(federation, page_of("lang=en").language) == "Federation of Korean Industries"
    assert words.then_and_now(federation, page_of("lang=ja").language) == "全国経済人連合会（現韓国経済人協会）"
    assert words.then_and_now(federation, page_of("lang=ko").language) == "전국경제인연합회(현 한국경제인협회)"


def test_a_list_of_companies_is_searched_by_both_names() -> None:
    choice = next(each for each in list_choices("company", page_of()) if each["id"] == "gates-foundation")
    assert choice["name"] == "Gates Foundation"
    assert "Melinda" in str(choice["also"])


def test_an_organizations_page_names_the_former_names() -> None:
    gates = SMALL.organizations["gates-foundation"]
    assert former_names(gates, ENGLISH) == [("", "formerly Bill & Melinda Gates Foundation")]
    assert former_names(SMALL.organizations["meta"], ENGLISH) == []


# --- all promises on one page


def test_the_page_counts_what_is_done_and_adds_nothing_up() -> None:
    page = plain_page(SMALL, "en")
    assert pledges.title_of(Asked(), page) == "What was promised, and what came of it: 1 of 5 done"
    assert pledges.lead_of(Asked(), page) == (
        "1 under way, 1 announced, 1 voiced, 1 dropped · 1 without news for half a year · 1 not looked at yet. "
        "Promises are never added up, and a step counts only with a page that tells of it."
    )
    assert pledges.lead_of(Asked(state=("done",)), page).startswith("Promises are never added up")
    nothing = Asked(Filters(q="no such word"))
    assert pledges.title_of(nothing, page) == "No promise on record matches"
    assert Html(pledges.render_pledges(nothing, page)).classed("pledge") == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_promise_stands_there_with_its_meeting_and_all_its_pages(code: str) -> None:
    html = Html(pledges.render_pledges(Asked(), plain_page(SMALL, code)))
    language = "" if code == "en" else f"?lang={code}"
    for promise in SMALL.promises.values():
        assert f"/promises/{promise.promise_id}{language}" in html.links
        assert f"/meetings/{promise.meeting.meeting_id}{language}" in html.links
        assert promise.what in html.text
        assert {step.url for step in promise.steps} <= {*html.links}
    assert len(html.classed("silent")) == 2, "its row and its words"
    assert not {"None", "{n}", "{when}"} & {*html.text.split()}


def test_the_silent_ones_come_first_in_their_country() -> None:
    silent = replace(DONE, promise_id="older", looked_on=UNSEEN.meeting.date, steps=DONE.steps[:1])
    record = replace(SMALL, promises={**SMALL.promises, "older": silent})
    html = pledges.render_pledges(Asked(), plain_page(record, "en"))
    order = [link for link in Html(html).links if link.startswith("/promises/")]
    in_japan = [
        link for link in order if link.split("/")[-1] in ("older", "lenovo-nec-venture-2011", "pixie-dust-cloud-2020")
    ]
    assert in_japan == ["/promises/older", "/promises/pixie-dust-cloud-2020", "/promises/lenovo-nec-venture-2011"]


def test_each_choice_keeps_what_else_is_asked_for() -> None:
    asked = Asked(Filters().asking("company", ["meta"]), state=("dropped",))
    html = Html(pledges.render_pledges(asked, plain_page(SMALL, "ja")))
    assert "/promises?company=meta&lang=ja" in html.links, "the chosen one is taken off"
    assert "/promises?company=meta&state=dropped&state=done&lang=ja" in html.links
    assert "/promises?company=meta&state=dropped&news=silent&lang=ja" in html.links
    hidden = [(tag["name"], tag["value"]) for name, tag in html.tags if name == "input"]
    assert hidden == [("state", "dropped"), ("lang", "ja")]
    chosen = [tag["value"] for name, tag in html.tags if name == "option" and "selected" in tag]
    assert chosen == ["meta"]


def test_the_line_runs_from_the_first_step_to_the_last() -> None:
    (followed,) = follow([DONE], ENGLISH)
    html = pledges.render_pledge(DONE, plain_page(SMALL, "en"))
    assert [line.is_last for line in followed.steps] == [False, True]
    rows = Html(pledges.render_pledges(Asked(state=("done",)), plain_page(SMALL, "en")))
    assert [str(tag["class"]).split() for tag in rows.classed("rung")] == [
        ["rung"],
        ["rung", "was", "after"],
        ["rung", "before", "after"],
        ["rung", "before", "after"],
        ["rung", "at", "before"],
        ["rung"],
    ]
    assert "The two firms made the plan known." in html


# --- one promise


def test_a_promise_has_a_page_with_all_that_is_known_of_it() -> None:
    html = Html(pledges.render_pledge(LATE, plain_page(SMALL, "ko")))
    for told in (
        "Meta is to train 1000 people in Korea.",
        "1,000 명",
        "2024년 12월 31일",
        "인재 양성",
        "진행 중",
        "지연",
    ):
        assert told in html.text
    assert html.links[-1] == f"/meetings/{YOON}?lang=ko"
    assert "Meta to train" in html.text
    unseen = Html(pledges.render_pledge(UNSEEN, plain_page(SMALL, "en")))
    assert "Last looknot looked yet" in unseen.text
    assert "How much" not in unseen.text


def test_what_a_page_says_of_itself() -> None:
    page = plain_page(SMALL, "en")
    head = pledges.head_of_one(LATE, page)
    assert (head.title, head.path) == (LATE.what, "/promises/meta-ai-training-2024")
    assert head.description == "under way · late · changed · due 31 Dec 2024 · no news since 2025"
    whole, part = pledges.head_of(Asked(), page), pledges.head_of(Asked(state=("done",)), page)
    assert [file.href for file in whole.files] == ["/api/promises.csv", "/api/promises.json"]
    assert [file.href for file in part.files] == ["/api/promises.csv?state=done", "/api/promises.json?state=done"]
    assert (whole.robots, part.robots) == ("", "noindex")
