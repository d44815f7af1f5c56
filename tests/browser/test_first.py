"""The first view in a real browser: usable without a script, and gone without a jolt."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import hold, settle
from browser.walk import listed

DESK, TABLET, PHONE = (1440, 900), (700, 900), (390, 844)
PARTS = (
    *("h1", ".standfirst", ".st-key-view", ".st-key-pane-seoul", ".st-key-picture-seoul .links", ".st-key-pane-tokyo"),
    *(".panename", ".st-key-edge-seoul", ".credit", ".stepper", ".st-key-region svg", ".legend", ".charthead"),
    *(".st-key-chart", ".st-key-right", ".count", ".chips", ".month", ".rows li:nth-child(3)", ".older", "article"),
    *(".trip .row", ".back a"),
)
SHIFTS = """new Promise(tell => {
  let all = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => all += e.value)).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => tell(all), 300);
})"""


@pytest.fixture
def plain(browser: Browser) -> Page:
    """A page of a browser that runs no script."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_links_alone_lead_everywhere(plain: Page, address: str) -> None:
    plain.goto(address)
    expect(plain.locator("h1")).to_contain_text("meetings")
    assert len(listed_in_view(plain)) == 20
    plain.locator(".older a").click()
    assert len(listed_in_view(plain)) == 40
    plain.locator(".key.cancelled").click()
    expect(plain.locator(".st-key-right .chips a").first).to_contain_text("Cancelled")
    plain.locator(".st-key-right .chips a").first.click()
    expect(plain.locator(".st-key-right .chips a:not(.plus)")).to_have_count(0)
    plain.locator(".st-key-picture-tokyo a[transform]").first.click()
    assert plain.url != f"{address}/"
    plain.goto(f"{address}/?company=nvidia")
    row = plain.locator(".row").first
    identifier = row.get_attribute("id").removeprefix("row-")
    row.click()
    assert f"meeting={identifier}" in plain.url
    expect(plain.locator("article .sources a").first).to_have_attribute("href", re.compile("^https?://"))
    plain.locator(".neighbours a", has_text="whole trip").first.click()
    plain.locator(".back a").click()
    expect(plain.locator(".trip .row").first).to_be_visible()
    plain.locator(".stepper a").nth(1).click()
    expect(plain.locator("article")).to_be_visible()
    plain.locator(".back a").click()
    plain.locator(".back a").click()
    assert "trip=" not in plain.url
    plain.locator(".timeline .bars a").last.click()
    expect(plain.locator("article")).to_be_visible()


def listed_in_view(page: Page) -> list[str]:
    return page.locator("#first .row").evaluate_all("rows => rows.map(r => r.id.slice(4))")


def test_words_are_searched_for_without_a_script(plain: Page, address: str) -> None:
    plain.goto(f"{address}/?lang=ja")
    plain.locator("#first input[name=q]").fill("이재용")
    plain.keyboard.press("Enter")
    assert "lang=ja" in plain.url
    expect(plain.locator(".chips a").first).to_contain_text("이재용")


@pytest.mark.parametrize(("width", "height"), [TABLET, PHONE])
def test_filters_that_are_folded_away_open_and_close_by_links_alone(
    plain: Page, address: str, width: int, height: int
) -> None:
    plain.set_viewport_size({"width": width, "height": height})
    plain.goto(address)
    side = plain.locator("#filters")
    expect(side).to_be_hidden()
    plain.locator(".first-bar .filters").click()
    expect(side).to_be_visible()
    side.get_by_label("Close").click()
    expect(side).to_be_hidden()


def test_a_click_that_comes_too_early_is_honoured(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    row = page.locator("#first .row").first
    row.wait_for()
    identifier = row.get_attribute("id").removeprefix("row-")
    box = row.bounding_box()
    page.wait_for_timeout(100)
    page.mouse.click(box["x"] + 30, box["y"] + 10)
    page.wait_for_url(f"**meeting={identifier}")
    settle(page)
    expect(page.locator(".st-key-details article")).to_be_visible()


def boxes(page: Page, of: str) -> dict[str, list[int]]:
    """Where the parts stand, in whole pixels."""
    found = {}
    for part in PARTS:
        element = page.locator(f"{of} {part}").first
        box = element.bounding_box() if element.count() else None
        if box:
            found[part] = [round(box[side]) for side in ("x", "y", "width", "height")]
    return found


@pytest.mark.parametrize(
    ("query", "size", "scheme"),
    [
        ("", DESK, "light"),
        ("lang=ja", DESK, "dark"),
        ("trip=zuckerberg-2024-02&lang=ko", DESK, "light"),
        ("trip=zuckerberg-2024-02&meeting=2024-02-27-zuckerberg-kishida", DESK, "dark"),
        ("company=nvidia&view=seoul&lang=ko", (1920, 1080), "dark"),
        ("company=nvidia&q=perpetuum", DESK, "light"),
        ("", PHONE, "dark"),
        ("company=nvidia&lang=ko", PHONE, "light"),
        ("company=nvidia", TABLET, "light"),
        ("meeting=2024-02-27-zuckerberg-kishida&lang=ja", PHONE, "light"),
    ],
)
def test_nothing_moves_when_the_dashboard_takes_over(
    browser: Browser, address: str, query: str, size: tuple[int, int], scheme: str
) -> None:
    look = {"viewport": {"width": size[0], "height": size[1]}, "color_scheme": scheme}
    context = browser.new_context(**look, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?{query}")
    page.evaluate("document.fonts.ready")
    before = boxes(page, "#first")
    context.close()
    context = browser.new_context(bypass_csp=True, **look)
    page = context.new_page()
    page.goto(f"{address}/?{query}")
    settle(page)
    after = boxes(page, "#root")
    shift = page.evaluate(SHIFTS)
    context.close()
    assert before.keys() == after.keys()
    assert len(before) >= 5
    moved = {
        p: (before[p], after[p]) for p in after if any(abs(a - b) > 2 for a, b in zip(before[p], after[p], strict=True))
    }
    assert moved == {}
    assert shift <= 0.05


@pytest.mark.parametrize(
    ("query", "size"),
    [("", DESK), ("lang=ja", DESK), ("lang=ko", DESK), ("trip=zuckerberg-2024-02", DESK), ("", PHONE)],
)
def test_fonts_that_come_late_move_nothing(browser: Browser, address: str, query: str, size: tuple[int, int]) -> None:
    """On a slow line they come long after the view is painted."""
    context = browser.new_context(bypass_csp=True, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    late = []
    page.route("**/*.woff2", lambda route: late.append(route))
    page.goto(f"{address}/?{query}", wait_until="commit")
    page.locator("#first .row").first.wait_for()
    page.wait_for_timeout(1000)
    assert len(late) >= 2
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
    for route in late:
        route.continue_()
    page.unroute("**/*.woff2")
    settle(page)
    page.evaluate("document.fonts.ready")
    shift = page.evaluate(SHIFTS)
    context.close()
    assert shift <= 0.05


ANEW = """() => addEventListener('DOMContentLoaded', () => {
  // None that follows from the width of words: typefaces may come after this.
  const told = ['scrollbar-color', 'scrollbar-width', 'text-size-adjust', '-webkit-tap-highlight-color', 'vertical-align', 'font-family',
    'font-size', 'font-weight', 'line-height', 'box-sizing', 'appearance', 'color', 'overflow-x', 'margin-top', 'margin-bottom', 'padding-left'];
  const first = document.getElementById('first'), all = [first, ...first.querySelectorAll('*')];
  const style = (element, part) => {
    const found = getComputedStyle(element, part);
    if (part && found.content === 'none') return [];
    return told.map(name => `${name}: ${found.getPropertyValue(name)}`);
  };
  const styles = () => all.flatMap(element => [style(element), style(element, '::before'), style(element, '::after')]);
  const before = styles();
  first.remove = () => {
    window.changed = [...new Set(styles().flatMap((now, i) => now.filter((value, k) => value !== before[i][k])))];
  };
})"""


@pytest.mark.parametrize(
    ("query", "scheme"), [("", "light"), ("leader=tim-cook", "light"), ("trip=zuckerberg-2024-02&lang=ko", "dark")]
)
def test_what_starts_beneath_neither_changes_the_style_of_the_view_nor_asks_for_typefaces(
    browser: Browser, address: str, query: str, scheme: str
) -> None:
    """Either would have a browser lay out and paint the whole view anew, just when the dashboard starts."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    context.add_init_script(f"({ANEW})()")
    page = context.new_page()
    page.goto(f"{address}/?{query}")
    page.wait_for_function("window.changed")
    assert page.evaluate("window.changed") == []
    asked = "[...document.fonts].filter(face => face.status !== 'unloaded').map(face => face.family)"
    assert not [family for family in page.evaluate(asked) if "Material" in family]
    context.close()


def test_the_view_stays_until_what_comes_last_of_a_trip_is_there(browser: Browser, address: str) -> None:
    """The buttons that lead from stop to stop, whose script is held back: what is below them would move."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with hold(page, "**/static/js/Button.*.js"):
        page.goto(f"{address}/?trip=zuckerberg-2024-02")
        page.wait_for_function("document.querySelector('#root .st-key-picture-time svg')")
        page.wait_for_timeout(700)
        expect(page.locator("#first")).to_have_count(1)
    expect(page.locator("#first")).to_have_count(0)
    expect(page.locator(".st-key-steps button").first).to_be_visible()
    context.close()


def test_what_opens_the_filters_is_a_sign_and_a_word(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": TABLET[0], "height": TABLET[1]})
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.evaluate("document.fonts.ready")
    opener = page.locator("[data-testid=stExpandSidebarButton]")
    expect(opener).to_have_attribute("data-words", "Filters")
    assert opener.locator("[data-testid=stIconMaterial]").bounding_box()["width"] < 30
    context.close()


def test_what_was_scrolled_stays_where_it_was(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.locator("#first .row").first.wait_for()
    page.evaluate("document.querySelector('#first .st-key-right').scrollTop = 200")
    settle(page)
    assert page.evaluate("document.querySelector('#root .st-key-right').scrollTop") == 200
    assert len(listed(page)) == 20


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_sources_of_a_stop_begin_where_its_words_do(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/?trip=zuckerberg-2024-02&lang={language}")
    settle(page)
    words = page.locator(".trip .what").first.bounding_box()["x"]
    link = page.locator(".trip .sourceline a").first
    padding = link.evaluate("a => parseFloat(getComputedStyle(a).paddingLeft)")
    assert link.bounding_box()["x"] + padding == pytest.approx(words, abs=1)


def test_the_page_keeps_to_its_own_policy(browser: Browser, address: str) -> None:
    """First view, dashboard, live maps and live timeline, with the policy that readers' browsers enforce."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.goto(f"{address}/?trip=zuckerberg-2024-02&lang=ja")
    page.wait_for_selector("#first", state="detached", timeout=60_000)
    for area in ("seoul", "tokyo"):
        page.locator(f".st-key-picture-{area} .mover").click()
        page.wait_for_selector(f".st-key-map-{area} .mapboxgl-ctrl-group", timeout=60_000)
    page.locator(".waker").click()
    page.wait_for_selector(".js-plotly-plot", timeout=60_000)
    page.context.close()
    assert refused == []
