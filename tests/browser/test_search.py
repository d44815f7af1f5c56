"""The field for words in a real browser: suggestions by keyboard and mouse, on the first view and after, and composed words."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from browser.serving import settle

FIELD = ".st-key-q input[name=q]"
OPTION = "#suggested [role=option]"


def type_words(page: Page, words: str) -> None:
    page.locator(FIELD).last.click()
    page.keyboard.type(words)
    page.locator(OPTION).first.wait_for()


def compose(session: CDPSession, words: str) -> None:
    """Kana as an input method composes it: the text is in the field, and not yet done."""
    for end in range(1, len(words) + 1):
        session.send("Input.imeSetComposition", {"text": words[:end], "selectionStart": end, "selectionEnd": end})


def test_arrow_and_enter_lead_to_the_page_of_a_person(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    type_words(page, "lee jae")
    field, first = page.locator(FIELD).last, page.locator(OPTION).first
    expect(first).to_contain_text("Lee Jae-yong")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "suggested-0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/lee-jae-yong")
    expect(page.locator("h1")).to_contain_text("Lee Jae-yong")


def test_enter_on_the_words_searches_and_escape_closes(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    type_words(page, "prime min")
    page.keyboard.press("Escape")
    expect(page.locator("#suggested")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=prime+min")
    settle(page)
    expect(page.locator(".st-key-right .row mark").first).to_be_visible()
    expect(page.locator(FIELD).last).to_have_value("prime min")
    expect(page.locator("#suggested")).to_have_count(0)


def test_the_first_view_suggests_before_the_dashboard_is_there(page: Page, address: str) -> None:
    page.route("**/static/js/index.*.js", lambda route: None)  # Streamlit's own script never arrives
    page.goto(f"{address}?lang=ko", wait_until="commit")
    page.wait_for_function("document.querySelector('#first .first-side .links')?.isServed")
    type_words(page, "엔비")
    expect(page.locator(OPTION).first).to_contain_text("엔비디아")
    page.locator(OPTION).first.click()
    page.wait_for_url("**/organizations/nvidia?lang=ko")


def test_enter_that_ends_a_composition_searches_for_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}?lang=ja")
    settle(page)
    session = page.context.new_cdp_session(page)
    page.locator(FIELD).last.click()
    compose(session, "ざっかーばーぐ")
    expect(page.locator(OPTION).first).to_contain_text("ザッカーバーグ")
    field = page.locator(FIELD).last
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "bubbles": True})
    assert "q=" not in page.url
    session.send("Input.insertText", {"text": "ザッカーバーグ"})
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    settle(page)
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "ザッカーバーグ"


@pytest.mark.parametrize("words", ["🍣", "("])
def test_what_has_no_word_in_it_suggests_nothing(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}?q={words}")
    settle(page)
    expect(page.locator(".st-key-right .note")).to_contain_text("no letter or digit")
    page.locator(FIELD).last.click()
    page.keyboard.type(words)
    page.wait_for_timeout(400)
    expect(page.locator(OPTION)).to_have_count(0)
