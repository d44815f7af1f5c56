"""What readers take away, in a real browser: a map for print, a frame in another page, a file that works offline."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

TRIP, MEETING = "trip=zuckerberg-2024-02", "meeting=2024-02-27-zuckerberg-kishida"
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def save(url: str, path: Path) -> Path:
    """What the server answers, as a file."""
    with urlopen(url) as answer:
        path.write_bytes(answer.read())
    return path


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Another site, with the files of a folder."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def offline(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page without network, and all that it asked for but files."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    yield page, asked
    context.close()


def test_the_file_works_offline_and_asks_nobody_for_anything(
    offline: tuple[Page, list[str]], address: str, tmp_path: Path
) -> None:
    page, asked = offline
    file = save(f"{address}/view.html", tmp_path / "view.html").as_uri()
    page.goto(file)
    expect(page.locator("#list details")).to_have_count(int(page.locator("#count").inner_text().replace(",", "")))
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Visits Sans\"'))")
    page.locator("#words").fill("zuckerberg kishida")
    expect(page.locator("#list details:visible")).to_have_count(1)
    page.locator("#list details:visible summary").click()
    expect(page.locator("#list details[open] .sources a").first).to_have_attribute(
        "href", "https://japannews.yomiuri.co.jp/news-services/reuters/20240228-171487/"
    )
    page.locator("#all").click()
    page.locator(".maps a[transform]", has_text="41").or_(page.locator(".maps a[transform]").first).first.click()
    shown = page.locator("#list details:visible").count()
    assert 0 < shown < page.locator("#list details").count()
    assert asked == [file]


def test_the_file_opens_at_the_meeting_of_a_mark_without_a_script(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(save(f"{address}/view.html?{TRIP}", tmp_path / "view.html").as_uri())
    expect(page.locator("#filter")).to_be_hidden()
    page.locator(".maps a[transform]").first.click()
    identifier = page.url.partition("#")[2]
    expect(page.locator(f"[id='{identifier}']")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("query", [TRIP, MEETING, "leader=jensen-huang", "q=nothing+like+this", ""])
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_frame_has_no_sideways_scroll_on_the_smallest_screen(
    page: Page, address: str, query: str, language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(f"{address}/embed?{query}&lang={language}")
    wide, seen = page.evaluate(WIDTHS)
    assert wide == seen == 320
    for stop in page.locator("svg a[transform]").all() if query == TRIP else []:
        box = stop.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= 320


def test_the_frame_is_light_or_dark_as_the_reader_or_the_site_wants(page: Page, address: str) -> None:
    def paper() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.goto(f"{address}/embed?{TRIP}")
    light = paper()
    page.emulate_media(color_scheme="dark")
    dark = paper()
    assert light != dark
    page.goto(f"{address}/embed?{TRIP}&theme=light")
    assert paper() == light


def test_another_site_frames_a_meeting_and_its_map_becomes_live_there(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(f'<iframe src="{address}/embed?{MEETING}" width="700" height="620"></iframe>')
    with serve_folder(tmp_path) as site:
        page = browser.new_page()
        page.goto(site)
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_contain_text("Fumio Kishida")
        frame.locator("a.live").click()
        expect(frame.locator(".stApp .st-key-map svg").first).to_be_attached(timeout=60_000)
        page.close()


@pytest.mark.parametrize("query", [TRIP, "", f"{MEETING}&theme=dark&lang=ko"])
def test_a_printed_map_opens_alone(offline: tuple[Page, list[str]], address: str, tmp_path: Path, query: str) -> None:
    page, asked = offline
    file = save(f"{address}/map.svg?{query}", tmp_path / "map.svg").as_uri()
    page.goto(file)
    assert page.evaluate("document.documentElement.tagName + document.querySelectorAll('parsererror').length") == "svg0"
    width, right = page.evaluate(
        "[document.documentElement.viewBox.baseVal.width, Math.max(...[...document.querySelectorAll('svg > g > g > text')].map(t => t.getBBox().x + t.getBBox().width))]"
    )
    assert right + 24 <= width
    assert asked == [file]
