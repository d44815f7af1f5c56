"""The filters of a phone: a sheet that a button opens, with the keyboard kept in it, and without any script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import settle

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def is_open(page: Page) -> bool:
    return page.locator(".sheet-foot:visible").count() > 0


def test_a_tap_opens_the_filters_and_the_count_follows_what_is_chosen(phone: Page, address: str) -> None:
    phone.goto(f"{address}/?host=government-of-japan&from=2025-01-01")
    settle(phone)
    expect(phone.locator("[data-testid=stExpandSidebarButton]")).to_be_hidden()
    button = phone.get_by_role("link", name="Filters (2)")
    button.tap()
    sheet = phone.get_by_role("dialog", name="Filters")
    expect(sheet).to_be_visible()
    before = sheet.locator(".sheet-foot").inner_text()
    sheet.locator(".st-key-leader input").tap()
    phone.locator("[role=option]:not(.out):visible").first.tap()
    phone.wait_for_url("**leader=**")
    expect(sheet.locator(".sheet-foot")).not_to_have_text(before)
    sheet.locator(".sheet-foot a").tap()
    expect(sheet).to_be_hidden()
    expect(phone.get_by_role("link", name="Filters (3)")).to_be_visible()
    expect(phone.locator(".st-key-phone-chips a:not(.all)")).to_have_count(3)


def test_escape_and_back_close_it_and_the_keyboard_stays_in_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}/?company=nvidia")
    settle(phone)
    button = phone.get_by_role("link", name="Filters (1)")
    button.focus()
    phone.keyboard.press("Enter")
    sheet = phone.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("link", name="Close")).to_be_focused()
    for _ in range(30):
        phone.keyboard.press("Tab")
        assert phone.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('[role=dialog]')"
        )
    phone.keyboard.press("Escape")
    if is_open(phone):  # the first one closed a list
        phone.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(button).to_be_focused()
    assert phone.url.endswith("?company=nvidia")
    button.tap()
    expect(sheet).to_be_visible()
    phone.go_back()
    expect(sheet).to_be_hidden()
    assert phone.url.endswith("?company=nvidia")


def test_without_a_script_the_link_shows_and_hides_the_filters(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?company=nvidia")
    assert not is_open(page)
    page.get_by_role("link", name="Filters (1)").click()
    assert is_open(page)
    page.locator(".sheet-foot a").click()
    assert not is_open(page)
    context.close()


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_nothing_is_cut_at_360_pixels_and_all_is_large_enough_to_tap(
    browser: Browser, address: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/?office=minister&evidence=primary&lang={language}#filters")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for each in page.locator(".side :is(a, button, input, summary):visible").all():
        box = each.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 24
    context.close()
