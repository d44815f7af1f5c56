"""The page as a reader uses it: real browser, real mouse and keyboard."""

import csv
import io
import re
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect
from serving import settle


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a multiselect by typing its name."""
    page.locator(f".st-key-{key} input").click()
    page.locator(f".st-key-{key} input").fill(option)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}\b")).first.click()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def api_rows(address: str, query: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{address}/api/meetings.csv?{query}") as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))


def listed(page: Page) -> list[str]:
    """The meeting ids of the rows on the right, in order."""
    names = page.locator('[class*="st-key-row-"]').evaluate_all("rows => rows.map(r => r.className)")
    return [re.search(r"st-key-row-(\S+)", name)[1] for name in names]


def colours(page: Page, key: str) -> int:
    """How many different colours the canvases of one pane show: 1 where nothing was drawn."""
    return page.evaluate(
        """key => {
          const seen = new Set();
          for (const canvas of document.querySelectorAll(`.st-key-${key} canvas`)) {
            const copy = new OffscreenCanvas(80, 80), pen = copy.getContext('2d');
            pen.drawImage(canvas, 0, 0, 80, 80);
            const pixels = pen.getImageData(0, 0, 80, 80).data;
            for (let i = 0; i < pixels.length; i += 4) seen.add(pixels.slice(i, i + 4).join());
          }
          return seen.size;
        }""",
        key,
    )


def test_opens_on_maps_list_and_timeline(page: Page) -> None:
    settle(page)
    expect(page.locator(".st-key-count")).to_contain_text(re.compile(r"\d+ meetings · \d+ visits"))
    expect(page).to_have_title("Tech Visits")
    expect(page.locator(".st-key-map canvas").first).to_be_visible()
    expect(page.locator(".st-key-timeline .js-plotly-plot")).to_be_visible()
    assert len(listed(page)) >= 20
    expect(page.locator("body")).not_to_contain_text("Made with")


def test_the_map_is_drawn_without_any_network(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    page.goto(address)
    settle(page)
    page.wait_for_timeout(2500)
    shot = page.locator(".st-key-map").screenshot()
    assert len(shot) > 40_000
    context.close()


def test_filters_by_company_with_the_mouse(page: Page, address: str) -> None:
    settle(page)
    choose(page, "company", "NVIDIA")
    page.wait_for_url("**company=nvidia**")
    settle(page)
    rows = api_rows(address, "company=nvidia")
    meetings = len({row["meeting_id"] for row in rows})
    expect(page.locator(".st-key-count")).to_have_text(f"{meetings} meetings · {len(rows)} visits")
    assert listed(page) == list(dict.fromkeys(row["meeting_id"] for row in rows))[: len(listed(page))]


def test_filters_by_words_with_the_keyboard(page: Page) -> None:
    settle(page)
    field = page.locator(".st-key-q input")
    field.fill("이재용")
    field.press("Enter")
    page.wait_for_function("location.search.includes('q=')")
    settle(page)
    assert "Lee Jae-yong" in page.locator(".st-key-meetings").inner_text()


def test_a_row_opens_its_meeting_and_back_closes_it(page: Page) -> None:
    settle(page)
    first = listed(page)[0]
    page.locator(f".st-key-row-{first} button").click()
    page.wait_for_url(f"**meeting={first}")
    expect(page.locator(".st-key-details article")).to_be_visible()
    expect(page.locator(".st-key-details .sources a").first).to_have_attribute("href", re.compile("^https?://"))
    page.go_back()
    page.wait_for_function("!location.search.includes('meeting=')")
    expect(page.locator(".st-key-meetings")).to_be_visible()


def test_a_marker_opens_what_it_stands_for(page: Page, address: str) -> None:
    page.goto(f"{address}/?trip=zuckerberg-2024-02")
    settle(page)
    page.wait_for_timeout(2500)
    box = page.locator(".st-key-map-tokyo canvas").first.bounding_box()
    found = None
    for step in range(1, 60):
        x, y = box["x"] + box["width"] * (step % 12 + 0.5) / 12, box["y"] + box["height"] * (step // 12 + 0.5) / 5
        page.mouse.move(x, y)
        page.wait_for_timeout(60)
        tip = page.locator(".deck-tooltip:visible")
        if tip.count() and tip.first.inner_text().strip():
            found = (x, y, tip.first.inner_text())
            break
    assert found, "no marker answered the mouse"
    page.mouse.click(found[0], found[1])
    page.wait_for_function("location.search.includes('meeting=')")
    settle(page)
    host = found[2].splitlines()[0].split(" – ")[1]
    expect(page.locator(".st-key-details h2")).to_contain_text(host)


def test_the_trip_is_seen_without_scrolling(page: Page, address: str) -> None:
    page.goto(f"{address}/?trip=zuckerberg-2024-02")
    settle(page)
    expect(page.locator(".st-key-headline h1")).to_have_text("Mark Zuckerberg, 25–29 February 2024")
    route = page.locator(".standfirst").inner_text()
    assert route.index("Tokyo") < route.index("Fumio Kishida") < route.index("Seoul") < route.index("Yoon Suk Yeol")
    stops = page.locator(".st-key-details").inner_text()
    order = [stops.index(name) for name in ("Fumio Kishida", "Cho Joo-wan", "Lee Jae-yong", "Yoon Suk Yeol")]
    assert order == sorted(order)
    for part in (".st-key-map", ".st-key-stepper", ".st-key-details .sourceline >> nth=-1"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 900, part


def test_the_timeline_selects_a_meeting(page: Page, address: str) -> None:
    page.goto(f"{address}/?leader=mark-zuckerberg")
    settle(page)
    page.locator(".st-key-timeline .bars path").first.wait_for()
    piece = page.locator(".st-key-timeline .bars path").first.bounding_box()
    page.mouse.click(piece["x"] + piece["width"] / 2, piece["y"] + piece["height"] / 2)
    page.wait_for_function("location.search.includes('meeting=')")
    expect(page.locator(".st-key-details article")).to_be_visible()


def test_steps_through_a_trip(page: Page, address: str) -> None:
    page.goto(f"{address}/?trip=zuckerberg-2024-02")
    settle(page)
    page.get_by_role("button", name="→", exact=True).click()
    page.wait_for_function("location.search.includes('meeting=2024-02-25')")
    expect(page.locator(".st-key-steps")).to_contain_text("Stop 1 of 7")
    page.get_by_role("button", name="→", exact=True).click()
    expect(page.locator(".st-key-steps")).to_contain_text("Stop 2 of 7")


def test_downloads_exactly_what_is_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}/?company=nvidia&city=seoul")
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-download button").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["meeting_id"] for row in rows} == set(listed(page))
    assert {row["city"] for row in rows} == {"Seoul"}
    assert {row["company_id"] for row in rows} == {"nvidia"}


def test_a_share_link_restores_the_view_in_a_new_browser(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/?leader=sam-altman&city=tokyo&status=held")
    settle(page)
    count = page.locator(".st-key-count").inner_text()
    page.locator(".st-key-share button").first.click()
    link = page.locator("[data-testid=stCode]").inner_text().strip()
    assert {"leader", "city", "status", "from", "to"} <= set(parse_qs(urlsplit(link).query))
    other = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    other.goto(link)
    settle(other)
    expect(other.locator(".st-key-count")).to_have_text(count)
    other.context.close()


def test_reload_shows_the_same(page: Page) -> None:
    settle(page)
    choose(page, "leader", "Jensen Huang")
    page.wait_for_url("**leader=jensen-huang**")
    settle(page)
    before = (page.locator(".st-key-count").inner_text(), listed(page))
    page.reload()
    settle(page)
    expect(page.locator(".st-key-count")).to_have_text(before[0])
    assert listed(page) == before[1]


def test_nothing_found_offers_a_way_out(page: Page, address: str) -> None:
    page.goto(f"{address}/?company=nvidia&q=perpetuum")
    settle(page)
    expect(page.locator(".st-key-right")).to_contain_text("No meeting on record matches")
    page.get_by_role("button", name=re.compile("Without perpetuum")).click()
    page.wait_for_function("!location.search.includes('q=')")
    settle(page)
    assert listed(page)


def test_reset_shows_everything(page: Page, address: str) -> None:
    page.goto(f"{address}/?company=nvidia")
    settle(page)
    page.locator(".st-key-reset button").click()
    page.wait_for_function("!location.search.includes('company')")
    settle(page)
    everything = len({row["meeting_id"] for row in api_rows(address, "")})
    expect(page.locator(".st-key-count")).to_contain_text(f"{everything} meetings")


def test_unknown_ids_are_told_and_not_fatal(page: Page, address: str) -> None:
    page.goto(f"{address}/?leader=nobody-at-all&meeting=none")
    settle(page)
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text("leader=nobody-at-all")
    expect(page.locator(".st-key-count")).to_contain_text("meetings")


def test_japanese_and_korean(page: Page, address: str) -> None:
    for language, word in (("ja", "東京"), ("ko", "서울")):
        page.goto(f"{address}/?trip=zuckerberg-2024-02&lang={language}")
        settle(page)
        assert word in page.locator(".standfirst").inner_text()


def test_a_phone_shows_the_list_first(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
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
