"""The filters beside the page in a real browser: by mouse and by keyboard, before and after the dashboard takes over."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.serving import hold, settle


def options(page: Page) -> list[str]:
    """What the open list offers."""
    return page.locator("[role=option]:not(.out):visible").all_inner_texts()


def open_list(page: Page, key: str) -> None:
    page.locator(f"#root .st-key-{key} input").click()
    page.locator("[role=option]:not(.out):visible").first.wait_for()


def test_the_keyboard_alone_finds_chooses_and_takes_off(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    field = page.locator(".st-key-company input")
    field.focus()
    page.locator("[role=option]:not(.out):visible").first.wait_for()
    page.keyboard.type("mic")
    assert options(page)[0].startswith("Micro")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    second = options(page)[1]
    expect(page.locator(f"#{field.get_attribute('aria-activedescendant')}")).to_have_text(second)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**company=microsoft")
    settle(page)
    expect(page.locator(".st-key-company .field a")).to_contain_text("Microsoft")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Company"
    page.keyboard.type("apple")
    page.keyboard.press("Enter")
    page.wait_for_url("**company=apple**")
    settle(page)
    expect(page.locator(".st-key-company .field a")).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    page.wait_for_function("!location.search.includes('apple')")
    settle(page)
    expect(page.locator(".st-key-company .field a")).to_have_text([re.compile("Microsoft")])


@pytest.mark.parametrize(
    ("key", "words", "found"),
    [
        ("leader", "이재용", "Lee Jae-yong"),
        ("host", "이재용", "Lee Jae-yong"),
        ("leader", "ザッカーバーグ", "Mark Zuckerberg"),
        ("leader", "huang jen", "Jensen Huang"),
        ("topic", "半導体", "chip"),
        ("leader", "ＭＵＳＫ", "Elon Musk"),
    ],
)
def test_a_list_is_searched_in_any_script(page: Page, address: str, key: str, words: str, found: str) -> None:
    page.goto(address)
    settle(page)
    open_list(page, key)
    page.locator(f".st-key-{key} input").fill(words)
    assert any(found.lower() in option.lower() for option in options(page)), options(page)
    page.locator(f".st-key-{key} input").fill(f"{words} no such words")
    expect(page.locator(f".st-key-{key} [role=listbox]")).to_have_text("Nothing of that name")


def test_letters_that_are_being_composed_choose_nothing(page: Page, address: str) -> None:
    """An Enter that ends a composition is the input method's."""
    page.goto(address)
    settle(page)
    open_list(page, "company")
    page.locator(".st-key-company input").evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    page.wait_for_timeout(500)
    assert page.url == f"{address}/"
    assert options(page)


def test_numbers_of_a_list_are_those_of_what_else_is_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}/?leader=sam-altman")
    settle(page)
    open_list(page, "company")
    assert [option.split()[0] for option in options(page) if not option.endswith("0")] == ["OpenAI"]
    count = page.locator(".st-key-count").inner_text().split()[0]
    assert options(page)[0].endswith(count)


def test_days_and_publishers_narrow_and_the_whole_range_asks_for_nothing(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    first, last = page.locator(".st-key-dates input[type=date]").all()
    whole = first.input_value()
    first.fill("2024-01-01")
    page.wait_for_url("**from=2024-01-01")
    settle(page)
    last.fill("2024-12-31")
    page.wait_for_url("**to=2024-12-31**")
    settle(page)
    months = page.locator(".month h3").all_inner_texts()
    assert months
    assert all(" 2024 " in month for month in months), months
    page.locator(".more summary").click()
    page.locator(".st-key-sources a").click()
    page.wait_for_url("**sources=2**")
    settle(page)
    expect(page.locator(".st-key-sources a")).to_have_attribute("aria-checked", "true")
    first.fill(whole)
    page.wait_for_function("!location.search.includes('from=')")


def test_a_filter_set_before_the_dashboard_is_there_is_honoured(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.locator("#first .row").first.wait_for()
    page.wait_for_function("document.querySelector('#first .side')?.parentElement.isServed")
    page.locator("#first .st-key-company input").click()
    page.get_by_role("option", name=re.compile("^OpenAI")).first.click()
    page.wait_for_url("**company=openai")
    settle(page)
    expect(page.locator("h1")).to_contain_text("OpenAI")


def test_what_is_being_typed_goes_on_when_the_dashboard_takes_over(page: Page, address: str) -> None:
    with hold(page, "**/static/js/index.*.js") as held:  # Streamlit's own script waits for what is typed
        page.goto(address, wait_until="commit")
        page.locator("#first .row").first.wait_for()
        page.locator("#first .st-key-q input").click()
        page.keyboard.type("Sam")
        while not held:  # it is asked for once the first view is painted
            page.wait_for_timeout(20)
    settle(page)
    page.keyboard.type("sung")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Samsung")
