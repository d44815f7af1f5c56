"""The timeline under real hands: a span by mouse, finger and keys, its link in another browser, and the years played."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import make_time_live, settle

MONTHS = 204
PART = 70
"""Pixels from the top of the timeline to the middle of its bars."""


def place(page: Page, month: int) -> tuple[float, float]:
    """Where a month of the timeline is, counted from January 2010."""
    box = page.locator(".timeline").last.bounding_box()
    return box["x"] + box["width"] * (month + 0.5) / MONTHS, box["y"] + PART


def drag(page: Page, first: int, last: int) -> None:
    page.mouse.move(*place(page, first))
    page.mouse.down()
    page.mouse.move(*place(page, (first + last) // 2), steps=4)
    page.mouse.move(*place(page, last), steps=4)
    page.mouse.up()


def expect_span(page: Page, first: str, last: str) -> None:
    expect(page).to_have_url(re.compile(f"from={first}&to={last}"))
    settle(page)


@pytest.mark.parametrize("is_live", [False, True], ids=["picture", "live"])
def test_a_drag_chooses_whole_months_and_its_address_shows_the_same_elsewhere(
    page: Page, browser: Browser, address: str, is_live: bool
) -> None:
    page.goto(address)
    settle(page)
    if is_live:
        make_time_live(page)
    drag(page, 120, 108)
    expect_span(page, "2019-01-01", "2020-01-31")
    expect(page.locator(".timehead nav b")).to_have_text("Jan 2019\u2009–\u2009Jan 2020")
    count = page.locator(".st-key-right .count").inner_text()
    other = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    other.goto(page.url)
    settle(other)
    expect(other.locator(".st-key-right .count")).to_have_text(count)
    assert other.locator(".timeline").get_attribute("data-span") == "108 120"
    other.context.close()
    page.locator(".timehead nav a", has_text="All years").click()
    expect(page).not_to_have_url(re.compile("from="))


def test_the_keys_move_and_extend_a_span_enter_shows_it_and_escape_gives_it_up(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    brush = page.locator(".brush")
    brush.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("status").filter(has_text="2010")).to_have_text("January – December 2010")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    expect(brush).to_have_attribute("aria-valuetext", "February – December 2011")
    page.keyboard.press("Escape")
    expect(page.locator(".brush i")).to_be_hidden()
    assert "from=" not in page.url
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect_span(page, "2025-12-01", "2026-11-30")
    expect(brush).to_be_focused()
    expect(brush).to_have_attribute("aria-valuetext", re.compile("December 2025 – November 2026"))
    page.reload()
    settle(page)
    expect(page.locator(".brush")).to_have_attribute("aria-valuetext", re.compile("December 2025 – November 2026"))


def test_a_bar_tells_its_month_and_a_click_on_it_asks_for_that(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    x, y = place(page, 189)
    page.mouse.move(x, y + 36)
    tip = page.locator(".st-key-chart .tip")
    expect(tip).to_contain_text("October 2025")
    told = sum(map(int, re.findall(r" (\d+)$", tip.inner_text(), re.MULTILINE)[1:]))
    page.mouse.click(x, y + 36)
    expect_span(page, "2025-10-01", "2025-10-31")
    expect(page.locator(".st-key-right .count")).to_contain_text(f"{told} meetings")


def test_a_finger_chooses_a_span_on_a_phone_and_the_chart_stays(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.get_by_text("Chart", exact=True).last.click()
    expect(page.locator(".timehead .keys")).to_be_visible()
    wire = context.new_cdp_session(page)
    for kind, month in (("touchStart", 60), ("touchMove", 66), ("touchMove", 71), ("touchEnd", None)):
        x, y = place(page, month or 71)
        points = [{"x": x, "y": y}] if month else []
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect_span(page, "2015-01-01", "2015-12-31")
    expect(page.locator(".timeline")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_the_years_play_until_they_are_paused_and_other_clicks_count(page: Page, address: str) -> None:
    page.goto(f"{address}/?company=google&from=2013-01-01&to=2013-12-31")
    settle(page)
    play = page.locator(".play")
    play.click()
    expect(play).to_have_text("Pause")
    expect_span(page, "2014-01-01", "2014-12-31")
    expect_span(page, "2015-01-01", "2015-12-31")
    page.locator(".row").first.click()
    expect(page.locator("article")).to_be_visible()
    expect(play).to_have_text("Play the years")
    before = page.url
    page.wait_for_timeout(2200)
    assert page.url == before
    assert "meeting=" in before


def test_the_last_year_ends_the_play_and_without_motion_each_press_is_a_step(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.goto(f"{address}/?from=2025-01-01&to=2025-12-31")
    settle(page)
    page.locator(".play").click()
    expect_span(page, "2026-01-01", "2026-12-31")
    expect(page.locator(".play")).to_have_text("Play the years")
    page.context.close()
    page = browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    ).new_page()
    page.goto(f"{address}/?from=2013-01-01&to=2013-12-31")
    settle(page)
    page.locator(".play").click()
    expect_span(page, "2014-01-01", "2014-12-31")
    page.wait_for_timeout(2200)
    assert "from=2014-01-01" in page.url
    page.context.close()


def test_years_and_steps_are_links_without_a_script(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False).new_page()
    page.goto(f"{address}/?lang=ko")
    page.locator(".years a").nth(9).click()
    assert "from=2019-01-01&to=2019-12-31" in page.url
    page.locator(".timehead nav a").first.click()
    assert "from=2018-01-01&to=2018-12-31" in page.url
    page.locator(".play").click()
    assert "from=2019-01-01&to=2019-12-31" in page.url
    page.context.close()
