"""What those need who see little, use no mouse or listen: the keyboard, what is told aloud; `outside/test_axe.py` has axe-core look."""

from itertools import combinations, product

from playwright.sync_api import Page, expect

from browser import access
from browser.serving import make_live, settle
from techvisits.drawing.charts.questions import QUESTIONS


def test_the_sample_has_every_page_and_each_two_looks_together() -> None:
    sights = access.sample()
    left_out = {sight.path for sight in access.whole()} - {sight.path for sight in sights}
    assert left_out == {f"/explore/{slug}" for slug in [*QUESTIONS][2:]}
    assert {sight.path for sight in sights if sight.is_live} == {*access.VIEWS}
    looks = (access.LANGUAGES, access.THEMES, access.SIZES)
    names = ("language", "theme", "size")
    for (one, first), (other, second) in combinations(zip(names, looks, strict=True), 2):
        met = {(getattr(sight, one), getattr(sight, other)) for sight in sights}
        assert met == set(product(first, second))


def test_the_first_keys_lead_past_filters_and_map(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the list")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_id("list")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Copy link")
    assert page.url == f"{address}/"


def test_the_number_found_is_told_where_it_changes(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    told = page.locator("body > .unseen[role=status]")
    expect(told).to_have_text("")
    page.locator(".st-key-suggested a").first.press("Enter")
    page.wait_for_url("**?*")
    settle(page)
    expect(told).to_have_text(page.locator(".st-key-count").inner_text())


def test_what_a_live_map_shows_is_a_list_for_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/?company=openai")
    settle(page)
    links = page.locator(".st-key-picture-seoul svg a[transform]").count()
    make_live(page, "seoul")
    expect(page.locator(".st-key-map-seoul .deck-events-root")).to_have_attribute("aria-label", "Move the map")
    expect(page.locator(".st-key-map-seoul [role=region]")).to_have_count(0)
    page.locator(".onmap summary").press("Enter")
    listed = page.locator(".onmap a")
    expect(listed).to_have_count(links)
    listed.last.press("Enter")
    page.wait_for_function("/place=|meeting=/.test(location.search)")
