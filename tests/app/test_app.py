"""The dashboard as Streamlit runs it: what the address says is what is shown, and nothing a reader does breaks it."""

import datetime as dt
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA, Edit, Rows
from streamlit.testing.v1 import AppTest

import techvisits.app
from techvisits.app import address, maps, sections, sidebar
from techvisits.app import edges as beyond
from techvisits.curate.check import load_records
from techvisits.record.facets import build_facet
from techvisits.record.filters import HOST_KINDS, STATUSES, Filters, apply, from_query, ways_out
from techvisits.record.records import AREAS
from techvisits.text import details, headline
from techvisits.text.language import load_language

SCRIPT = Path(techvisits.app.__file__).with_name("script.py")
RECORDS = load_records(DATA)
ENGLISH = load_language("en")
ZUCKERBERG, KISHIDA = "zuckerberg-2024-02", "2024-02-27-zuckerberg-kishida"


@pytest.fixture(autouse=True)
def shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TECHVISITS_DATA", raising=False)
    monkeypatch.delenv("TECHVISITS_BASEMAP", raising=False)


def open_page(**query: str | list[str]) -> AppTest:
    """The dashboard at an address, run once."""
    page = AppTest.from_file(str(SCRIPT), default_timeout=120)
    for key, value in query.items():
        page.query_params[key] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert [e.value for e in page.exception] == []
    return page


def address_of(page: AppTest) -> dict[str, list[str]]:
    return {key: [value] if isinstance(value, str) else list(value) for key, value in page.query_params.items()}


def filters_of(page: AppTest) -> Filters:
    return from_query(address_of(page), RECORDS)[0]


def html(page: AppTest) -> list[str]:
    return [str(element.proto.body) for element in page.get("html")]


def count_text(page: AppTest) -> str:
    (text,) = (re.sub("<[^>]*>", "", body) for body in html(page) if "class='count'" in body)
    return text


def counted(page: AppTest) -> int:
    return int(re.sub(r"\D", "", count_text(page).split("·")[0]))


def articles(page: AppTest) -> list[str]:
    """The details of an open meeting, if one is open."""
    return [body for body in html(page) if '<article class="meeting"' in body]


def panes(page: AppTest) -> list[Any]:
    """The decks of the two cities as the browser gets them, without the small one of the region."""
    decks = [json.loads(element.proto.json) for element in page.get("deck_gl_json_chart")]
    return [deck for deck in decks if deck["initialViewState"]["zoom"] > 5]


def marker_ids(page: AppTest) -> list[str]:
    """The meetings that the markers of the panes stand for."""
    layers = [layer for deck in panes(page) for layer in deck["layers"]]
    rows = [row for layer in layers if layer["id"].split(":")[0] in ("places", "stops") for row in layer["data"]]
    shown = apply(filters_of(page), RECORDS).meetings
    found = []
    for row in rows:
        here = shown.index[shown["place_id"].isin(row.get("members", ())) & shown["latitude"].notna()]
        found += [row["meeting_id"]] if "meeting_id" in row else list(here)
    return found


def timeline_ids(page: AppTest) -> list[str]:
    (chart,) = page.get("plotly_chart")
    return [i for trace in json.loads(chart.proto.spec)["data"] for i in trace.get("customdata", ())]


def buttons(page: AppTest, start: str) -> list[Any]:
    return [b for b in page.button if b.key and b.key.startswith(start)]


# --- what the address says is shown


def test_the_plain_page_shows_the_whole_record() -> None:
    page = open_page()
    everything = apply(Filters(), RECORDS)
    assert count_text(page) == headline.count_line(everything, ENGLISH)
    assert sorted(timeline_ids(page)) == sorted(everything.meetings.index)
    assert [b.key for b in buttons(page, "row-")] == [
        f"row-{i}" for i in everything.meetings.index[: len(buttons(page, "row-"))]
    ]
    assert len(page.warning) == len(page.info) == len(page.error) == 0
    assert page.query_params == {}


@pytest.mark.parametrize(
    "query",
    [
        {"leader": "mark-zuckerberg"},
        {"company": ["nvidia", "openai"], "city": "seoul"},
        {"from": "2024-02-01", "to": "2024-02-29", "sources": "2"},
        {"q": "ザッカーバーグ", "lang": "ja"},
        {"topic": "ai-chips", "view": "tokyo", "lang": "ko"},
        {"kind": "dinner", "place": "no-such-place"},
        {"status": "announced", "host": "lee-jae-yong"},
        {"q": "nothing on record has these words"},
    ],
    ids=str,
)
def test_the_address_filters_everything_on_the_page(query: dict[str, Any]) -> None:
    page = open_page(**query)
    filters, problems = from_query(address_of(page), RECORDS)
    shown = apply(filters, RECORDS)
    assert counted(page) == len(shown.meetings)
    assert count_text(page) == headline.count_line(shown, load_language(query.get("lang", "en")))
    assert sorted(timeline_ids(page)) == sorted(shown.meetings.index)
    assert {b.key.removeprefix("row-") for b in buttons(page, "row-")} <= set(shown.meetings.index)
    assert set(marker_ids(page)) <= set(shown.meetings.index)
    assert len(page.warning) == bool(problems)
    for key in ("leader", "company", "topic", "city", "host", "status"):
        assert page.multiselect(key=key).value == list(getattr(filters, key))
    assert page.text_input(key="q").value == filters.q
    assert page.checkbox(key="sources").value == (filters.sources >= 2)


def number_of(button: Any) -> int:
    return int(button.label.split("  ")[-1])


@pytest.mark.parametrize("query", [{}, {"company": "openai"}, {"leader": "jensen-huang"}, {"view": "seoul"}], ids=str)
def test_every_meeting_is_a_marker_in_its_pane_or_a_number_beside_it(query: dict[str, str]) -> None:
    """Markers, the numbers of unknown venues and the numbers elsewhere add up; what lies out of the pane has a number too."""
    page = open_page(**query)
    shown = apply(filters_of(page), RECORDS).meetings
    somewhere = [b for b in buttons(page, "beyond-") if "somewhere" in b.label]
    others = [b for b in buttons(page, "beyond-") if "somewhere" not in b.label]
    inside = shown[shown["area"].isin([query["view"]] if "view" in query else AREAS)]
    assert len(marker_ids(page)) + sum(map(number_of, somewhere)) == len(inside)
    assert sum(map(number_of, buttons(page, "elsewhere-"))) == (~shown["area"].isin(AREAS)).sum()
    assert all(b.label[0] in beyond.ARROWS for b in others)


@pytest.mark.parametrize(("kind", "company"), [("beyond-", "microsoft"), ("elsewhere-", "openai")])
def test_a_number_beside_the_panes_is_what_a_click_on_it_shows(kind: str, company: str) -> None:
    keys = [b.key for b in buttons(open_page(company=company), kind)]
    assert keys
    for key in keys:
        page = open_page(company=company)
        button = page.button(key=key)
        number = number_of(button)
        button.click()
        assert counted(run(page)) == number


def test_meetings_of_which_only_the_country_is_known_stand_under_their_own_country() -> None:
    hidden = RECORDS.meetings[RECORDS.meetings["city_id"] == ""]
    assert hidden["place"].nunique() > 1
    labels = [b.label for b in buttons(open_page(), "elsewhere-")]
    for country, rows in hidden.groupby("place"):
        assert f"{country}  {len(rows)}" in labels, labels


@pytest.mark.parametrize("view", AREAS)
def test_a_named_view_shows_one_pane(view: str) -> None:
    page = open_page(view=view)
    assert len(panes(page)) == 1
    areas = set(RECORDS.meetings.loc[marker_ids(page), "area"])
    assert areas == {view}


def test_a_meeting_is_open_and_its_trip_beside_it() -> None:
    page = open_page(meeting=KISHIDA, trip=ZUCKERBERG)
    assert articles(page) == [details.meeting_html(KISHIDA, RECORDS, ENGLISH)]
    assert f"step-{KISHIDA}" in [b.key for b in buttons(page, "step-")]
    page.button(key="go-right").click()
    run(page)
    assert address_of(page)["meeting"] == ["2024-02-28-zuckerberg-lg"]
    assert articles(page) == [details.meeting_html("2024-02-28-zuckerberg-lg", RECORDS, ENGLISH)]
    page.button(key="back").click()
    run(page)
    assert (articles(page), address_of(page)) == ([], {"trip": [ZUCKERBERG]})
    page.button(key="back").click()
    assert counted(run(page)) == len(RECORDS.meetings)


def test_a_meeting_that_the_filters_hide_is_closed_and_said_to_be() -> None:
    page = open_page(meeting=KISHIDA, leader="jensen-huang")
    assert articles(page) == []
    assert any(KISHIDA in notice.value for notice in page.info)
    assert counted(page) == len(apply(Filters(leader=("jensen-huang",)), RECORDS).meetings)


def test_every_stop_a_trip_offers_can_be_opened_under_any_filter() -> None:
    """With a trip open all its stops can be clicked, so a click on one must open it and not say that it is hidden."""
    query = {"trip": ZUCKERBERG, "host": "fumio-kishida"}
    for key in [b.key for b in buttons(open_page(**query), "step-")]:
        page = open_page(**query)
        page.button(key=key).click()
        run(page)
        assert [i.value for i in page.info] == []
        assert articles(page) == [details.meeting_html(key.removeprefix("step-"), RECORDS, ENGLISH)]


# --- what a reader changes


def test_choosing_narrows_and_reset_clears() -> None:
    page = open_page(view="seoul")
    everything = counted(page)
    page.multiselect(key="company").set_value(["nvidia"])
    company = counted(run(page))
    assert (company, filters_of(page)) == (
        len(apply(Filters(company=("nvidia",)), RECORDS).meetings),
        Filters(company=("nvidia",)),
    )
    page.multiselect(key="city").set_value(["seoul"])
    both = counted(run(page))
    assert both == len(apply(Filters(company=("nvidia",), city=("seoul",)), RECORDS).meetings)
    assert 0 < both < company < everything
    page.button(key="reset").click()
    assert counted(run(page)) == everything
    assert address_of(page) == {"view": ["seoul"]}
    assert page.multiselect(key="company").value == []


def test_a_choice_tells_how_many_meetings_it_would_show() -> None:
    page = open_page(company="nvidia")
    for option in page.multiselect(key="city").options[:3]:
        name, number = option.rsplit("  ", 1)
        city = next(i for i in RECORDS.places.index if RECORDS.places.at[i, "name"] == name)
        assert int(number) == len(apply(Filters(company=("nvidia",), city=(city,)), RECORDS).meetings)


def test_words_and_the_number_of_sources_narrow_too() -> None:
    page = open_page()
    page.text_input(key="q").set_value("  이재용 ")
    run(page)
    assert filters_of(page).q == "이재용"
    page.checkbox(key="sources").check()
    assert counted(run(page)) == len(apply(Filters(q="이재용", sources=2), RECORDS).meetings)
    page.checkbox(key="sources").uncheck()
    run(page)
    page.text_input(key="q").set_value("")
    assert counted(run(page)) == len(RECORDS.meetings)
    assert page.query_params == {}


def test_two_changes_that_reach_the_server_together_both_count() -> None:
    """Streamlit joins changes that come in while it is busy: words typed and a box ticked at once are one run."""
    page = open_page()
    page.text_input(key="q").set_value("이재용")
    page.multiselect(key="company").set_value(["nvidia"])
    page.checkbox(key="sources").check()
    run(page)
    assert filters_of(page) == Filters(company=("nvidia",), sources=2, q="이재용")


def test_a_range_of_dates_narrows_and_half_a_range_changes_nothing() -> None:
    page = open_page()
    first, last = dt.date(2024, 2, 1), dt.date(2024, 2, 29)
    page.date_input(key="dates").set_value((first,))
    assert counted(run(page)) == len(RECORDS.meetings)
    page.date_input(key="dates").set_value((first, last))
    assert counted(run(page)) == len(apply(Filters(first=first, last=last), RECORDS).meetings)
    assert address_of(page) == {"from": ["2024-02-01"], "to": ["2024-02-29"]}
    page.date_input(key="dates").set_value(())
    run(page)
    page.date_input(key="dates").set_value(sidebar.span(RECORDS))
    assert counted(run(page)) == len(RECORDS.meetings)
    assert page.query_params == {}


def test_half_a_range_of_dates_waits_for_its_other_half() -> None:
    """A click in the calendar sends one day; if the page answers it with the whole range, the second click begins anew."""
    page = open_page()
    page.date_input(key="dates").set_value((dt.date(2024, 2, 1),))
    run(page)
    assert page.date_input(key="dates").value == (dt.date(2024, 2, 1),)
    assert counted(page) == len(RECORDS.meetings)


@pytest.mark.parametrize(
    "query", [{"from": "2090-01-01"}, {"to": "1990-01-01"}, {"from": "0001-01-01", "to": "9999-12-31"}]
)
def test_dates_outside_the_record_do_not_break_the_page(query: dict[str, str]) -> None:
    page = open_page(**query)
    assert counted(page) == len(apply(filters_of(page), RECORDS).meetings)
    earliest, latest = sidebar.span(RECORDS)
    assert all(earliest <= day <= latest for day in page.date_input(key="dates").value)


def test_where_nothing_is_found_every_way_out_shows_what_it_says() -> None:
    query = {"leader": "mark-zuckerberg", "city": "gyeongju", "q": "nothing on record has these words"}
    first = open_page(**query)
    assert counted(first) == 0
    offered = {b.key: b.label for b in buttons(first, "without-")}
    useful = [without for _, without in ways_out(filters_of(first)) if len(apply(without, RECORDS).meetings)]
    assert len(offered) == len(useful)
    page = open_page(leader="mark-zuckerberg", city="gyeongju")
    for key, label in {b.key: b.label for b in buttons(page, "without-")}.items():
        again = open_page(leader="mark-zuckerberg", city="gyeongju")
        again.button(key=key).click()
        assert str(counted(run(again))) in label
    page.button(key="everything").click()
    assert counted(run(page)) == len(RECORDS.meetings)


# --- what nobody meant


@pytest.mark.parametrize(
    "query",
    [
        {"leader": "no-such-leader"},
        {"company": ["nvidia", "no-such-company"]},
        {"meeting": "no-such-meeting", "trip": "no-such-trip"},
        {"from": "2024-13-01", "to": "soon", "sources": "many"},
        {"view": "osaka", "lang": "xx", "colour": "blue", "arrivals": "yes"},
        {"q": "\x00", "leader": "\x00"},
        {"leader": "x" * 5000, "y" * 5000: "z"},
        {"from": "2024-03-01", "to": "2024-02-01"},
    ],
    ids=lambda q: str(q)[:40],
)
def test_what_is_unknown_in_the_address_is_a_warning_and_no_error(query: dict[str, Any]) -> None:
    page = open_page(**query)
    assert len(page.warning) == 1
    assert len(page.warning[0].value) < 1000
    assert counted(page) == len(apply(filters_of(page), RECORDS).meetings)


def test_an_unknown_value_is_shown_as_text_and_not_as_markdown() -> None:
    """A link somebody sends may not put a picture, a link or a heading of his into our page."""
    page = open_page(leader="![x](https://evil.example/x.png)", city="[click](https://evil.example)")
    for hostile in ("![x](", "[click]("):
        assert hostile not in page.warning[0].value


def break_a_status(rows: Rows) -> None:
    rows[3].update(status="perhaps")


def test_a_broken_package_shows_its_findings_and_no_traceback(
    package_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("meetings", break_a_status)
    monkeypatch.setenv("TECHVISITS_DATA", str(package_folder))
    page = open_page()
    (error,) = page.error
    assert "meetings.csv:5" in error.value
    assert "status" in error.value
    assert "Traceback" not in error.value
    assert len(page.button) == len(page.multiselect) == 0


def test_a_missing_package_shows_its_findings_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHVISITS_DATA", str(tmp_path / "nowhere"))
    (error,) = open_page().error
    assert "datapackage.json" in error.value


class Tags(HTMLParser):
    """The names of the tags in a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)


HOSTILE = "<b id=evil>A</b> <img src=x> **b** [c](https://evil.example)"


@pytest.mark.parametrize(
    "query", [{}, {"trip": ZUCKERBERG}, {"meeting": KISHIDA}, {"meeting": KISHIDA, "trip": ZUCKERBERG}], ids=str
)
def test_hostile_names_stay_text_on_the_page(
    query: dict[str, str], package_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every name and every text of the record holds markup; the page shows it letter for letter, as HTML and as Markdown."""

    def spoil(*columns: str) -> Any:
        def change(rows: Rows) -> None:
            for number, row in enumerate(rows):
                row.update(dict.fromkeys(columns, f"{HOSTILE} {number}."))

        return change

    edit("people", spoil("name"))
    edit("organizations", spoil("name"))
    edit("places", spoil("name"))
    edit("topics", spoil("label"))
    edit("meetings", spoil("summary"))
    edit("sources", spoil("publisher"))
    monkeypatch.setenv("TECHVISITS_DATA", str(package_folder))
    page = open_page(**query, place="kantei") if query == {} else open_page(**query)
    assert [e.value for e in page.error] == []
    assert [body[:200] for body in html(page) if "img" in Tags(body).names] == []
    assert [b.label[:200] for b in page.button if re.search(r"(?<!\\)\[c\]\(", b.label)] == []


# --- a walk


@pytest.mark.parametrize("seed", range(4))
def test_no_walk_over_the_filters_shows_another_record_than_the_one_in_the_address(seed: int) -> None:
    """50 steps by widgets, legend, rows and stops with a meeting open: what is open is what the address names, or nothing is."""
    chance = random.Random(20240227 + seed)
    page = open_page(meeting=KISHIDA, leader="mark-zuckerberg")
    opened = 0
    for step in range(50):
        change_something(page, chance)
        run(page)
        named = address_of(page).get("meeting", [""])[-1]
        shown = apply(filters_of(page), RECORDS)
        if named in shown.meetings.index:
            assert articles(page) == [details.meeting_html(named, RECORDS, ENGLISH)], f"step {step}: {named}"
            assert lit_on_the_map(page) <= {named}, f"step {step}: {named}"
            opened += 1
        else:
            assert articles(page) == [], f"step {step}: {address_of(page)}"
            assert lit_on_the_map(page) == set()
            if "trip" not in address_of(page):
                assert count_text(page) == headline.count_line(shown, ENGLISH)
        assert sorted(timeline_ids(page)) == sorted(shown.meetings.index)
    assert opened > 8, "the walk is over open meetings"


def lit_on_the_map(page: AppTest) -> set[str]:
    """The meeting that the layers say is selected, with a halo where its marker is."""
    layers = [layer for deck in panes(page) for layer in deck["layers"]]
    return {layer["id"].split(":")[1] for layer in layers if layer["id"].startswith(("places:", "stops:"))} - {""}


def change_something(page: AppTest, chance: random.Random) -> None:
    """One step of the walk: open a row or stop where none is open, else change a filter under the open one."""
    rows = buttons(page, "row-") + buttons(page, "step-") + buttons(page, "near-")
    if rows and (not articles(page) or chance.random() < 0.3):
        chance.choice(rows).click()
        return
    keys = ["leader", "company", "topic", "city", "host", "status", "sources", "reset", "back", "legend"]
    key = chance.choice(keys)
    legend = [b for b in page.button_group if b.key and b.key.startswith("key-")]
    if key == "sources":
        box = page.checkbox(key=key)
        box.set_value(not box.value)
    elif key == "legend" and legend:
        keys_of = chance.choice(legend)
        keys_of.set_value(
            chance.sample(STATUSES if keys_of.key == "key-status" else HOST_KINDS, chance.choice([0, 1, 2]))
        )
    elif key in ("reset", "back", "legend"):
        chosen = buttons(page, key)
        (chosen or buttons(page, "reset"))[0].click()
    else:
        box = page.multiselect(key=key)
        ids = list(build_facet(key, filters_of(page), RECORDS))[:12]
        box.set_value(chance.sample(ids, min(len(ids), chance.choice([0, 1, 1, 2]))))


def test_the_legend_filters_and_its_numbers_are_what_a_click_shows() -> None:
    for key, value in (("key-host_kind", "government"), ("key-status", "announced")):
        page = open_page()
        group = page.button_group(key=key)
        option = next(o for o in group.options if value[:8] in o.lower())
        group.set_value([value])
        run(page)
        assert str(counted(page)) in option
        assert address_of(page) == {key.removeprefix("key-"): [value]}
        page.button_group(key=key).set_value([])
        assert counted(run(page)) == len(RECORDS.meetings)


def test_the_reader_chooses_what_colour_means() -> None:
    page = open_page()
    page.button_group(key="colour").set_value("company")
    run(page)
    assert address_of(page) == {"colour": ["company"]}
    chosen = page.button_group(key="key-company")
    assert len(chosen.options) == 6
    chosen.set_value(["openai"])
    assert counted(run(page)) == len(apply(Filters(company=("openai",)), RECORDS).meetings)
    assert address_of(page) == {"colour": ["company"], "company": ["openai"]}


def test_the_legend_keeps_what_it_does_not_offer() -> None:
    page = open_page(colour="company", company=["amd", "no-such"])
    assert filters_of(page).company == ("amd",)
    page.button_group(key="key-company").set_value(["openai", "amd"])
    run(page)
    assert set(filters_of(page).company) == {"amd", "openai"}


def test_the_view_is_chosen_and_kept_through_filters() -> None:
    page = open_page()
    page.button_group(key="view").set_value("tokyo")
    run(page)
    assert address_of(page) == {"view": ["tokyo"]}
    page.multiselect(key="company").set_value(["openai"])
    run(page)
    assert address_of(page) == {"view": ["tokyo"], "company": ["openai"]}
    assert len(panes(page)) == 1


def test_stepping_and_filtering_leave_the_maps_view_as_it_was() -> None:
    """Streamlit keeps a reader's pan and zoom as long as the view that is sent stays the same."""
    page = open_page(trip=ZUCKERBERG)
    before = [deck["initialViewState"] for deck in panes(page)]
    for _ in range(3):
        page.button(key="go-right").click()
        run(page)
        assert [deck["initialViewState"] for deck in panes(page)] == before
    page = open_page()
    before = [deck["initialViewState"] for deck in panes(page)]
    page.multiselect(key="company").set_value(["openai"])
    run(page)
    assert [deck["initialViewState"] for deck in panes(page)] == before


def test_days_are_counted_only_where_the_day_of_every_stop_is_known() -> None:
    """The last stop of this trip has only a month, which begins before the other stops: 9 stops in -19 days."""
    words = [body for body in html(open_page(trip="tarbert-2025-08")) if " stops" in body]
    assert words == ["<span class='sure'>9 stops</span>"]
    assert any("7 stops · 5 days" in body for body in html(open_page(trip=ZUCKERBERG)))


def test_an_area_without_a_meeting_in_its_city_has_its_name_still() -> None:
    """Suwon is in Seoul's area: the region's marker is Seoul's though no meeting was in Seoul itself."""
    assert set(apply(Filters(city=("suwon",)), RECORDS).meetings["area"]) == {"seoul"}
    assert counted(open_page(city="suwon")) == len(apply(Filters(city=("suwon",)), RECORDS).meetings)


def test_a_marker_of_the_region_opens_as_many_meetings_as_it_says_or_its_citys_view() -> None:
    """Seoul's marker takes in Suwon, and Asan where that is too near to stand apart: no filter by city names all of these."""
    page = open_page()
    (region,) = (d for e in page.get("deck_gl_json_chart") if (d := json.loads(e.proto.json)) not in panes(page))
    (places,) = (layer["data"] for layer in region["layers"] if layer["id"].startswith("places:"))
    known = sections.Page(address.State(), apply(Filters(), RECORDS), RECORDS, ENGLISH, "light", sections.BUNDLED)
    views = []
    for marker in places:
        asked = maps._picked_state(known, maps.REGION, marker)
        if asked.view != "both":
            views.append(asked.view)
            assert asked.filters == Filters()
        elif asked.meeting:
            assert marker["number"] == ""
        else:
            assert len(apply(asked.filters, RECORDS).meetings) == int(marker["number"])
    assert sorted(views) == sorted(AREAS)


def test_arrivals_are_drawn_when_asked_for() -> None:
    """Only where the first stop is in sight; Zuckerberg's began in Misato, beyond the pane."""
    assert [box.key for box in open_page(trip=ZUCKERBERG).checkbox] == ["sources"]
    page = open_page(trip="huang-2026-06")
    page.checkbox(key="arrivals").check()
    run(page)
    assert address_of(page) == {"trip": ["huang-2026-06"], "arrivals": ["1"]}
    lines = [layer["data"] for deck in panes(page) for layer in deck["layers"] if layer["id"] == "arrival"]
    assert sum(map(len, lines)) == 1
