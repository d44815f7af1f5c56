"""Questions in a real browser: asked by clicking and typing, read on a phone, walked from ring to ring."""

import re

import pytest
from playwright.sync_api import Page, expect

WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
PICTURES = """[...document.querySelectorAll('.picture')].map(p => {
    const svg = [...p.querySelectorAll('svg')].filter(s => s.checkVisibility());
    return [svg.length, svg[0].getBoundingClientRect().width <= p.clientWidth + 1];
})"""


@pytest.mark.parametrize("code", ["en", "ja", "ko"])
def test_pictures_fit_a_phone(page: Page, address: str, code: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    for path in ("/explore", "/explore/network?node=jensen-huang", "/compare?a=company:openai&b=company:google"):
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={code}")
        scrolled, seen = page.evaluate(WIDTHS)
        assert scrolled <= seen, path
        pictures = page.evaluate(PICTURES)
        assert pictures
        assert all(each == [1, True] for each in pictures), path


def test_one_is_held_against_another_by_their_names(page: Page, address: str) -> None:
    page.goto(f"{address}/explore")
    page.get_by_role("link", name="One leader, company or host against another").click()
    page.get_by_label("One", exact=True).fill("젠슨 황")
    page.get_by_label("The other").fill("Sam Altman")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Jensen Huang with .*Sam Altman with"))
    expect(page.get_by_role("row", name=re.compile("^Meetings held"))).to_be_visible()


def test_who_met_whom_is_walked_from_a_picture(page: Page, address: str) -> None:
    page.goto(f"{address}/explore/network")
    page.locator(".picture .wide svg a").first.click()
    expect(page).to_have_url(re.compile("node="))
    first = page.get_by_role("heading", level=1).inner_text()
    page.locator(".behind tbody tr").first.get_by_role("link", name="Whom they met").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)


def test_days_are_chosen_in_a_form(page: Page, address: str) -> None:
    page.goto(f"{address}/explore/in-town")
    page.get_by_label("First day").fill("2025-10-20")
    page.get_by_label("Last day").fill("2025-11-06")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("20 Oct")
    expect(page).to_have_url(re.compile("from=2025-10-20&to=2025-11-06"))
