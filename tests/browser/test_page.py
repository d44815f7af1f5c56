"""The page as a reader uses it: real browser, real mouse and keyboard."""

import csv
import io
import re
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import walk
from browser.serving import make_live, make_time_live, settle
from browser.walk import RECORD, listed
from techvisits.drawing import desk
from techvisits.drawing.trip import draw_trip, trip_frame
from techvisits.text.address import State
from techvisits.text.page import Page as Contents


def visit(page: Page, url: str) -> None:
    """Open an address and wait until it is shown whole."""
    page.goto(url)
    settle(page)


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a multiselect by typing its name."""
    page.locator(f".st-key-{key} input").click()
    page.locator(f".st-key-{key} input").fill(option)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}\b")).first.click()


def api_rows(address: str, query: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{address}/api/meetings.csv?{query}") as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))


def test_opens_on_maps_list_and_timeline(page: Page, address: str) -> None:
    visit(page, address)
    expect(page.locator(".st-key-count")).to_contain_text(re.compile(r"[\d,]+ meetings · [\d,]+ visits"))
    expect(page).to_have_title("Tech Visits")
    for key in ("picture-seoul", "picture-tokyo", "picture-time"):
        expect(page.locator(f".st-key-{key} svg").first).to_be_visible()
    assert len(listed(page)) >= 20
    expect(page.locator("body")).not_to_contain_text("Made with")


def test_the_list_scrolls_beside_the_maps(page: Page, address: str) -> None:
    visit(page, address)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 900
    assert page.evaluate("(e => e.scrollHeight > e.clientHeight)(document.querySelector('.st-key-right'))")


def test_the_map_is_drawn_without_any_network(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    page.goto(address)
    settle(page)
    make_live(page, "seoul", "tokyo")
    shot = page.locator(".st-key-map").screenshot()
    assert len(shot) > 40_000
    context.close()


def test_filters_by_company_with_the_mouse(page: Page, address: str) -> None:
    visit(page, address)
    choose(page, "company", "NVIDIA")
    page.wait_for_url("**company=nvidia**")
    settle(page)
    rows = api_rows(address, "company=nvidia")
    meetings = len({row["meeting_id"] for row in rows})
    expect(page.locator(".st-key-count")).to_have_text(f"{meetings:,} meetings · {len(rows):,} visits")
    assert listed(page) == list(dict.fromkeys(row["meeting_id"] for row in rows))[: len(listed(page))]


def test_filters_by_words_with_the_keyboard(page: Page, address: str) -> None:
    visit(page, address)
    field = page.locator(".st-key-q input")
    field.fill("이재용")
    field.press("Enter")
    page.wait_for_function("location.search.includes('q=')")
    settle(page)
    assert "Lee Jae-yong" in page.locator(".st-key-meetings").inner_text()


def test_a_row_opens_its_meeting_and_back_closes_it(page: Page, address: str) -> None:
    visit(page, address)
    first = listed(page)[0]
    page.locator(f'[id="row-{first}"]').click()
    page.wait_for_url(f"**meeting={first}")
    expect(page.locator(".st-key-details article")).to_be_visible()
    expect(page.locator(".st-key-details .sources a").first).to_have_attribute("href", re.compile("^https?://"))
    page.go_back()
    page.wait_for_function("!location.search.includes('meeting=')")
    expect(page.locator(".st-key-meetings")).to_be_visible()


def stop_on_screen(page: Page, trip_id: str, meeting_id: str, area: str) -> tuple[float, float]:
    """Where the marker of a trip's stop is drawn, in pixels of the window."""
    contents = Contents(State(trip=trip_id), RECORD)
    frame = trip_frame(area, desk.PANES[True]["pane"], contents.stops)
    marker = next(m for m in draw_trip(contents, frame).markers if meeting_id in m.meeting_ids)
    return walk.on_screen(page, frame, marker.at)


@pytest.mark.parametrize("is_live", [False, True], ids=["picture", "live"])
def test_a_marker_says_whom_and_opens_its_meeting(page: Page, address: str, is_live: bool) -> None:
    visit(page, f"{address}/?trip=zuckerberg-2024-02")
    if is_live:
        make_live(page, "tokyo")
    x, y = stop_on_screen(page, "zuckerberg-2024-02", "2024-02-27-zuckerberg-kishida", "tokyo")
    tip = page.locator(".tip:visible")
    for _ in range(40):
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        if tip.count() and "Kishida" in tip.first.inner_text():
            break
        page.wait_for_timeout(500)
    expect(tip.first).to_contain_text("Mark Zuckerberg (Meta) – Fumio Kishida (Prime Minister)")
    walk.click_at(page, x, y, "trip=zuckerberg-2024-02")
    page.wait_for_url("**meeting=2024-02-27-zuckerberg-kishida**")
    expect(page.locator(".st-key-details h2")).to_contain_text(
        "Mark Zuckerberg, Meta, met Fumio Kishida, Prime Minister"
    )


def test_the_trip_is_seen_without_scrolling(page: Page, address: str) -> None:
    visit(page, f"{address}/?trip=zuckerberg-2024-02")
    expect(page.locator(".st-key-headline h1")).to_have_text("Mark Zuckerberg (Meta), 25–29 February 2024")
    route = page.locator(".standfirst").inner_text()
    assert route.index("Tokyo") < route.index("Fumio Kishida") < route.index("Seoul") < route.index("Yoon Suk Yeol")
    stops = page.locator(".st-key-details").inner_text()
    order = [stops.index(name) for name in ("Fumio Kishida", "Cho Joo-wan", "Lee Jae-yong", "Yoon Suk Yeol")]
    assert order == sorted(order)
    for part in (".st-key-map", ".st-key-stepper", ".st-key-details .sourceline >> nth=-1"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 900, part


@pytest.mark.parametrize("is_live", [False, True], ids=["picture", "live"])
def test_the_timeline_selects_a_meeting(page: Page, address: str, is_live: bool) -> None:
    visit(page, f"{address}/?leader=mark-zuckerberg")
    if is_live:
        make_time_live(page)
    pieces = page.locator(".st-key-timeline .bars path" if is_live else ".st-key-picture-time .bars a rect")
    piece = pieces.first.bounding_box()
    page.mouse.click(piece["x"] + piece["width"] / 2, piece["y"] + piece["height"] / 2)
    page.wait_for_function("location.search.includes('meeting=')")
    expect(page.locator(".st-key-details article")).to_be_visible()


def test_steps_through_a_trip(page: Page, address: str) -> None:
    visit(page, f"{address}/?trip=zuckerberg-2024-02")
    page.locator(".st-key-go-right button").click()
    page.wait_for_function("location.search.includes('meeting=2024-02-25')")
    expect(page.locator(".st-key-steps")).to_contain_text("Stop 1 of 7 · day 1 of 5 · Misato")
    page.locator(".st-key-go-right button").click()
    expect(page.locator(".st-key-steps")).to_contain_text("Stop 2 of 7 · day 2 of 5 · Tokyo")


def test_the_arrow_keys_play_a_trip_with_map_details_and_timeline_together(page: Page, address: str) -> None:
    """No reload: the canvases stay the same elements; the timeline's red piece moves with the stop."""
    visit(page, f"{address}/?trip=zuckerberg-2024-02")
    make_live(page, "seoul", "tokyo")
    make_time_live(page)
    page.evaluate("document.querySelectorAll('.st-key-map canvas').forEach(c => c.dataset.kept = 1)")
    canvases = page.locator(".st-key-map canvas").count()
    red = "[...document.querySelectorAll('.st-key-timeline .bars path')].filter(p => p.style.fill === 'rgb(179, 38, 30)').length"
    for number, host in enumerate(["Akihira Kawasaki", "Developers in Japan", "Fumio Kishida"], 1):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".st-key-steps")).to_contain_text(f"Stop {number} of 7")
        expect(page.locator(".st-key-details h2")).to_contain_text(host)
        page.wait_for_function(f"{red} === 1")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".st-key-steps")).to_contain_text("Stop 2 of 7")
    assert page.locator(".st-key-map canvas[data-kept]").count() == canvases


def test_from_picture_to_live_map_and_back_nothing_is_lost(page: Page, address: str) -> None:
    """A filter, a marker, its trip and two of its stops on live maps; then each view again by the browser's way back, and as pictures."""
    panel, steps = page.locator(".st-key-right"), []

    def note(words: str) -> None:
        page.wait_for_function(
            "([words, last]) => location.search.includes(words) && location.search !== last", arg=[words, steps[-1][0]]
        )
        settle(page)
        steps.append((f"?{urlsplit(page.url).query}", panel.inner_text()))

    visit(page, f"{address}/?company=openai")
    steps.append(("?company=openai", panel.inner_text()))
    make_live(page, "seoul", "tokyo")
    canvases = page.locator(".st-key-map canvas").count()
    page.evaluate("document.querySelectorAll('.st-key-map canvas').forEach(c => c.dataset.kept = 1)")
    choose(page, "city", "Seoul")
    note("city=seoul")
    x, y, _ = walk.markers_on_screen(page, "company=openai&city=seoul", "seoul")[0]
    walk.click_at(page, x, y, urlsplit(page.url).query)
    note("place=")
    page.locator(".st-key-meetings .row").first.click()
    note("meeting=")
    assert page.locator(".st-key-map canvas[data-kept]").count() == canvases
    panel.locator("a[data-go*='trip=']").first.click()
    note("trip=")
    page.locator(".st-key-go-left button").wait_for()
    page.keyboard.press("ArrowLeft")
    note("meeting=")
    for asked, words in steps[-2::-1]:
        page.go_back()
        page.wait_for_function("asked => location.search === asked", arg=asked)
        expect(panel).to_have_text(words, use_inner_text=True)
    expect(page.locator(".st-key-map canvas")).to_have_count(canvases)
    page.go_forward()
    page.wait_for_function("asked => location.search === asked", arg=steps[1][0])
    page.reload()
    settle(page)
    expect(panel).to_have_text(steps[1][1], use_inner_text=True)
    assert page.locator(".st-key-map canvas").count() == 0
    assert page.locator(".st-key-picture-seoul svg a[transform]").count() > 0


@pytest.mark.parametrize("is_live", [False, True], ids=["picture", "live"])
def test_every_meeting_of_an_address_can_be_opened_from_the_map(page: Page, address: str, is_live: bool) -> None:
    visit(page, f"{address}/?company=arm")
    if is_live:
        make_live(page, "seoul", "tokyo")
    opened = walk.open_all(page, "company=arm", each=not is_live)
    assert opened == {row["meeting_id"] for row in api_rows(address, "company=arm")}


@pytest.mark.parametrize("is_live", [False, True], ids=["picture", "live"])
def test_the_words_at_a_pointer_do_not_cover_the_marker(page: Page, address: str, is_live: bool) -> None:
    visit(page, f"{address}/?company=openai")
    if is_live:
        make_live(page, "seoul", "tokyo")
    tip = page.locator(".tip:visible")
    for area in ("seoul", "tokyo"):
        for x, y, radius in walk.markers_on_screen(page, "company=openai", area)[:6]:
            walk.point_at(page, x, y)
            box, pane = tip.first.bounding_box(), walk.box_of(page, area)
            assert box["y"] >= y + radius - 1 or box["y"] + box["height"] <= y - radius + 1
            assert box["x"] >= pane["x"] - 2
            assert box["x"] + box["width"] <= pane["x"] + pane["width"] + 2


@pytest.mark.parametrize(
    ("query", "scheme"),
    [
        ("view=seoul&lang=ko&colour=company", "light"),
        ("trip=zuckerberg-2024-02&arrivals=1&meeting=2024-02-27-zuckerberg-kishida&lang=ja", "dark"),
        ("company=nvidia&q=perpetuum", "light"),
    ],
)
def test_no_view_asks_anybody_else(browser: Browser, address: str, query: str, scheme: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/?{query}")
    settle(page)
    make_live(page, "tokyo" if "tokyo" in query else "seoul")
    assert page.locator(".waker").count() == ("perpetuum" not in query)
    if page.locator(".waker").count():
        make_time_live(page)
    page.wait_for_timeout(500)
    context.close()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert said == []


@pytest.mark.parametrize("is_live", [False, True], ids=["picture", "live"])
def test_a_finger_scrolls_the_page_and_not_the_map(browser: Browser, address: str, is_live: bool) -> None:
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{address}/?company=openai")
    page.wait_for_selector(".st-key-meetings")
    page.locator(".st-key-part").get_by_text("Map").click()
    page.locator(".st-key-picture-seoul svg").first.wait_for()
    if is_live:
        make_live(page, "seoul")
    box = walk.box_of(page, "seoul")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    assert page.evaluate(scrolled) == 0
    finger = context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 16):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 10 * step}]})
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    assert page.evaluate(scrolled) > 100
    context.close()


def test_downloads_exactly_what_is_filtered(page: Page, address: str) -> None:
    visit(page, f"{address}/?company=nvidia&city=seoul")
    with page.expect_download() as download:
        page.locator(".st-key-download button").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["meeting_id"] for row in rows} == set(listed(page))
    assert {row["city"] for row in rows} == {"Seoul"}
    assert {row["company_id"] for row in rows} == {"nvidia"}


def test_a_share_link_restores_the_view_in_a_new_browser(page: Page, browser: Browser, address: str) -> None:
    visit(page, f"{address}/?leader=sam-altman&city=tokyo&status=held")
    count = page.locator(".st-key-count").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-share a").click()
    expect(page.locator(".st-key-share")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert page.url == f"{address}/?leader=sam-altman&city=tokyo&status=held"
    assert {"leader", "city", "status", "from", "to"} <= set(parse_qs(urlsplit(link).query))
    other = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}).new_page()
    other.goto(link)
    settle(other)
    expect(other.locator(".st-key-count")).to_have_text(count)
    other.context.close()


def test_reload_shows_the_same(page: Page, address: str) -> None:
    visit(page, address)
    choose(page, "leader", "Jensen Huang")
    page.wait_for_url("**leader=jensen-huang**")
    settle(page)
    before = (page.locator(".st-key-count").inner_text(), listed(page))
    page.reload()
    settle(page)
    expect(page.locator(".st-key-count")).to_have_text(before[0])
    assert listed(page) == before[1]


def test_nothing_found_offers_a_way_out(page: Page, address: str) -> None:
    visit(page, f"{address}/?company=nvidia&q=perpetuum")
    expect(page.locator(".st-key-right")).to_contain_text("No meeting on record matches")
    page.get_by_role("link", name=re.compile("Without “perpetuum”")).click()
    page.wait_for_function("!location.search.includes('q=')")
    settle(page)
    assert listed(page)


def test_reset_shows_everything(page: Page, address: str) -> None:
    visit(page, f"{address}/?company=nvidia")
    page.locator(".st-key-reset button").click()
    page.wait_for_function("!location.search.includes('company')")
    settle(page)
    everything = len({row["meeting_id"] for row in api_rows(address, "")})
    expect(page.locator(".st-key-count")).to_contain_text(f"{everything:,} meetings")


def test_unknown_ids_are_told_and_not_fatal(page: Page, address: str) -> None:
    visit(page, f"{address}/?leader=nobody-at-all&meeting=none")
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text("leader=nobody-at-all")
    expect(page.locator(".st-key-count")).to_contain_text("meetings")


def test_japanese_and_korean(page: Page, address: str) -> None:
    for language, word in (("ja", "東京"), ("ko", "서울")):
        visit(page, f"{address}/?trip=zuckerberg-2024-02&lang={language}")
        assert word in page.locator(".standfirst").inner_text()


def test_a_phone_shows_the_list_first(browser: Browser, address: str) -> None:
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".st-key-meetings")
    settle(page)
    expect(page.locator(".st-key-map")).to_be_hidden()
    page.locator(".st-key-part").get_by_text("Map").click()
    expect(page.locator(".st-key-map")).to_be_visible()
    expect(page.locator(".st-key-meetings")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_no_fact_of_an_open_meeting_is_cut(page: Page, address: str, language: str) -> None:
    """The one with the longest native name of a place, which once made its column wider than the page."""
    meeting = max(RECORD.meetings, key=lambda meeting: len(meeting.place.name.native))
    page.goto(f"{address}/?meeting={meeting.meeting_id}&lang={language}")
    settle(page)
    cut = "[...document.querySelectorAll('.st-key-details dd')].filter(e => e.scrollWidth > e.clientWidth).length"
    assert page.locator(".st-key-details dd").count() > 3
    assert page.evaluate(cut) == 0
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.st-key-right'))")
