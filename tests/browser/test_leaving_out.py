"""What a reader leaves out of a list, by mouse and by keyboard, and how it is taken back."""

import re

from playwright.sync_api import Page, expect

from browser.serving import settle


def open_list(page: Page, key: str) -> None:
    page.locator(f"#root .st-key-{key} input").click()
    page.locator("[role=option]:visible").first.wait_for()


def test_the_mouse_and_the_keyboard_leave_out_and_a_chip_takes_back(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    open_list(page, "company")
    page.get_by_role("option", name="Leave out: NVIDIA").click()
    page.wait_for_url("**not_company=nvidia")
    settle(page)
    expect(page.locator("h1")).to_contain_text("without NVIDIA")
    open_list(page, "leader")
    page.keyboard.type("altman")
    page.keyboard.press("Alt+Enter")
    page.wait_for_url("**not_leader=sam-altman**")
    settle(page)
    open_list(page, "topic")
    page.keyboard.type("games")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**not_topic=**")
    settle(page)
    chips = page.locator(".st-key-right .st-key-chips a:not(.all)")
    expect(chips).to_have_text(
        [re.compile("^without Sam Altman"), re.compile("^without NVIDIA"), re.compile("^without ")]
    )
    chips.nth(0).click()
    page.wait_for_function("!location.search.includes('altman')")
    settle(page)
    open_list(page, "company")
    page.keyboard.type("nvidia")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('company=nvidia') && !location.search.includes('not_company')")


def test_reset_is_not_lost_after_a_list_was_open(page: Page, address: str) -> None:
    page.goto(f"{address}/?company=nvidia&not_leader=tim-cook")
    settle(page)
    open_list(page, "host")
    box = page.locator("#root .st-key-reset button").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("!location.search")


def test_the_rarer_filters_stay_open_once_opened(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    page.locator("#root .more summary").click()
    open_list(page, "ward")
    page.keyboard.type("千代田")
    page.keyboard.press("Enter")
    page.wait_for_url("**ward=chiyoda")
    settle(page)
    open_list(page, "year")
    page.keyboard.type("2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2024**")
