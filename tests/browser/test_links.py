"""Links and clicks in a real browser: nothing that a reader chooses is lost, and a link is a link."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.serving import make_live, settle
from browser.test_page import choose, visit
from browser.walk import RECORD, box_of, listed
from techvisits.drawing import desk, style
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.drawing.painters.svg import paint_svg
from techvisits.text.address import read
from techvisits.text.page import Page as Contents


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_row_and_a_legend_entry_clicked_at_once_both_count(page: Page, address: str) -> None:
    visit(page, f"{address}/?company=openai&host_kind=company&host_kind=government")
    row = page.locator(".st-key-meetings .row:has(.slot-1)").first
    meeting_id = row.get_attribute("id").removeprefix("row-")
    row.click()
    page.wait_for_timeout(100)
    page.locator(".st-key-keys a.key.slot-2").click()
    page.wait_for_function("location.search.includes('meeting=') && !location.search.includes('host_kind=company')")
    assert asked(page) == {"company": ["openai"], "host_kind": ["government"], "meeting": [meeting_id]}


def test_the_keyboard_comes_back_to_the_row_that_was_opened(page: Page, address: str) -> None:
    visit(page, f"{address}/?company=openai")
    row = page.locator(".st-key-meetings .row").nth(2)
    row.focus()
    page.keyboard.press("Enter")
    back = page.locator(".st-key-back a").first
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(row).to_be_focused()


def test_the_first_click_on_reset_counts_beside_an_open_list(page: Page, address: str) -> None:
    visit(page, address)
    choose(page, "company", "NVIDIA")
    page.wait_for_url("**company=nvidia**")
    settle(page)
    page.locator("#root .st-key-company input").click()
    expect(page.get_by_role("listbox")).to_be_visible()
    box = page.locator(".st-key-reset button").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(80)
    page.mouse.up()
    page.wait_for_function("!location.search.includes('company')")


def test_a_line_of_several_trips_lists_the_meetings_of_these_trips_alone(page: Page, address: str) -> None:
    visit(page, address)
    line = page.locator(".st-key-region a[data-go*='trip=']").first
    trips = parse_qs(line.get_attribute("data-go"))["trip"]
    assert len(trips) > 3
    line.dispatch_event("click")
    page.wait_for_function("location.search.includes('trip=')")
    settle(page)
    visits = [visit for trip_id in trips for visit in RECORD.trips[trip_id].visits]
    meetings = {visit.meeting.meeting_id for visit in visits}
    expect(page.locator(".st-key-count")).to_have_text(f"{len(meetings):,} meetings · {len(visits):,} visits")
    assert set(listed(page)) <= meetings


def test_a_filter_that_hides_the_open_meeting_takes_it_out_of_the_address(page: Page, address: str) -> None:
    meeting = next(m for m in RECORD.meetings if m.place.city_id == "tokyo" and m.is_held)
    visit(page, f"{address}/?meeting={meeting.meeting_id}")
    choose(page, "city", "Seoul")
    page.wait_for_function("location.search.includes('city=seoul')")
    settle(page)
    assert asked(page) == {"city": ["seoul"]}
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("is closed, since the filters hide it")
    page.reload()
    settle(page)
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_a_link_opens_in_a_new_tab_and_by_keyboard(page: Page, address: str) -> None:
    visit(page, f"{address}/?company=nvidia")
    first = listed(page)[0]
    row = page.locator(f'[id="row-{first}"]')
    assert asked_of(row.get_attribute("href")) == {"company": ["nvidia"], "meeting": [first]}
    with page.context.expect_page() as opened:
        row.click(modifiers=["Control"])
    expect(opened.value.locator(".st-key-details article").last).to_be_visible(timeout=60_000)
    assert asked(page) == {"company": ["nvidia"]}
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**meeting={first}**")


def asked_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_older_meetings_follow_and_another_filter_begins_anew(page: Page, address: str) -> None:
    visit(page, address)
    assert len(listed(page)) == 20
    page.locator(".older a").click()
    page.wait_for_url("**rows=40**")
    settle(page)
    assert len(listed(page)) == 40
    choose(page, "status", "Held")
    page.wait_for_url("**status=held**")
    settle(page)
    assert len(listed(page)) == 20


def test_the_region_is_a_picture_whose_markers_choose_a_view(page: Page, address: str) -> None:
    visit(page, address)
    assert page.locator(".st-key-region canvas").count() == 0
    page.locator(".st-key-region a[data-go='view=tokyo']").click()
    page.wait_for_url("**view=tokyo**")
    settle(page)
    expect(page.locator(".st-key-map-seoul")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_lies_on_the_live_map(browser: Browser, address: str, scheme: str) -> None:
    """At each marker's middle and rim both painters have one colour, and so has the ground between them nearly everywhere."""
    state, _ = read({"company": ["nvidia"]}, RECORD)
    contents = Contents(state, RECORD)
    drawing = draw_overview(contents, overview_frame("seoul", "both", desk.PANES[False]["pane"]))
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    visit(page, f"{address}/?company=nvidia")
    make_live(page, "seoul")
    box = box_of(page, "seoul")
    live = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture = paint_svg(drawing, names="en", href=contents.links.href, identifier="p")
    sheet = style.build_sheet().replace(".stApp", ":root", 1)
    page.set_content(
        f"<style>:root {{ color-scheme: {scheme} }} {sheet} body {{ margin: 0 }} svg {{ width: 400px; height: 512px }}</style>"
        f"<div class=stApp>{picture}</div>"
    )
    painted = Image.open(io.BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": 400, "height": 512}))).convert("RGB")
    context.close()
    left, top = box["x"] + box["width"] / 2 - 200, box["y"] + box["height"] / 2 - 256
    seen = 0
    for marker in drawing.markers:
        for share in (0.0, 0.7):
            x, y = marker.at[0] - share * marker.radius, marker.at[1]
            inside = 30 < x < box["width"] - 90 and 60 < y < box["height"] - 60
            if marker.shape != "disc" or not inside or (share == 0 and marker.number):
                continue
            seen += 1
            one = live.getpixel((round(left + x), round(top + y)))
            other = painted.getpixel((round(x), round(y)))
            assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 24, (marker.words.title, one, other)
    assert seen >= 3


def test_what_is_chosen_is_told_above_the_list_and_taken_off_there(page: Page, address: str) -> None:
    visit(page, f"{address}/?kind=dinner&sources=2&host_kind=company&colour=company")
    chips = page.locator(".chips a:visible")
    expect(chips).to_contain_text(["Company", "dinner or lunch", "2 publishers or more", "Take all off"])
    chips.filter(has_text=re.compile("^dinner")).click()
    page.wait_for_function("!location.search.includes('kind=dinner')")
    settle(page)
    assert asked(page) == {"sources": ["2"], "host_kind": ["company"], "colour": ["company"]}


@pytest.mark.parametrize("touch", ["rest", "press", "wheel", "key"])
def test_a_touch_on_its_ground_makes_a_pane_live_and_a_click_on_a_marker_does_not(
    page: Page, address: str, touch: str
) -> None:
    visit(page, f"{address}/?company=nvidia")
    assert page.locator(".st-key-map canvas").count() == 0
    pane = box_of(page, "seoul")
    x, y = pane["x"] + 30, pane["y"] + 120
    if touch == "key":
        page.locator(".st-key-picture-seoul .mover").focus()
        page.keyboard.press("Enter")
    else:
        page.mouse.move(x, y)
    if touch == "press":
        page.mouse.down()
        page.mouse.up()
    if touch == "wheel":
        page.keyboard.down("Control")
        page.mouse.wheel(0, -100)
        page.keyboard.up("Control")
    page.wait_for_selector(".st-key-map-seoul canvas", timeout=60_000)
    assert page.locator(".st-key-map-tokyo canvas").count() == 0
    page.locator(".st-key-picture-tokyo a[transform]").first.click()
    page.wait_for_function("location.search !== '?company=nvidia'")
    settle(page)
    assert page.locator(".st-key-map-tokyo canvas").count() == 0


def test_the_base_map_stays_while_what_lies_over_it_changes_and_another_one_comes(page: Page, address: str) -> None:
    visit(page, address)
    grounds = page.locator("#root .ground:has(path)")
    expect(grounds).to_have_count(3)
    before = page.locator("#root .st-key-picture-seoul .ground").element_handle()
    choose(page, "company", "NVIDIA")
    page.wait_for_url("**company=nvidia**")
    settle(page)
    expect(grounds).to_have_count(3)
    assert before.evaluate("ground => ground.isConnected")
    assert page.locator("#root .st-key-picture-seoul .links > svg").count() == 2
    page.locator("#root .st-key-view a").last.click()
    page.wait_for_function("location.search.includes('view=')")
    settle(page)
    expect(grounds).to_have_count(1)
    assert page.locator("#root [class*=st-key-picture-] .ground").get_attribute("data-href").startswith("ground/")


def test_the_arrows_go_from_marker_to_marker_and_tell_of_each(page: Page, address: str) -> None:
    visit(page, address)
    markers = page.locator(".st-key-picture-tokyo a[transform]")
    expect(page.locator(".st-key-picture-tokyo a[transform][tabindex='0']")).to_have_count(1)
    page.locator(".st-key-picture-tokyo a[transform][tabindex='0']").focus()
    at, seen = "document.activeElement.getBoundingClientRect()", []
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowDown"):
        before = page.evaluate(f"(({{x, y}}) => [x, y])({at})")
        page.keyboard.press(key)
        after = page.evaluate(f"(({{x, y}}) => [x, y])({at})")
        if after == before:
            continue
        ahead = (after[0] - before[0], after[1] - before[1])["Left" not in key and "Right" not in key]
        assert (ahead > 0) == (key in ("ArrowRight", "ArrowDown")), key
        seen.append(after)
        expect(page.locator(".st-key-picture-tokyo .tip")).to_be_visible()
    assert len(seen) > 2
    assert markers.locator("xpath=self::*[@tabindex='0']").count() == 1
    href = page.evaluate("document.activeElement.dataset.go")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.length > 1")
    assert href


def test_the_keyboard_reaches_the_list_soon_and_moves_no_map(page: Page, address: str) -> None:
    """The markers of a map are one stop, lines and the pieces of the timeline are none; what opens has the keyboard."""
    visit(page, address)
    stops = "[...document.querySelectorAll('#root :is(a[href], button, input, summary)')].filter(e => e.tabIndex >= 0)"
    before = page.evaluate(f"{stops}.findIndex(e => e.classList.contains('row'))")
    assert 10 < before < 170
    for marker in page.locator(".st-key-picture-seoul a[transform]").all():
        marker.focus()
    assert page.evaluate("document.querySelector('.st-key-picture-seoul .links').scrollTop") == 0
    page.locator(".row").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('meeting=')")
    page.wait_for_function("document.activeElement.closest('.back')")
