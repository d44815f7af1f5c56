"""One visit of one reader with an empty browser cache: what is there when, what it cost, and how quickly it answers."""

import io
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.contenders import Contender
from benchmarks.line import Line
from browser.serving import IDLE
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

PATIENCE = 180_000  # milliseconds
REST = 3.0  # seconds without a long task
ELSEWHERE = "data:text/html,<p>A page of another site"
"""Where readers come from: an address entered in an empty window is loaded in a process that has the window still to put away."""

OPENING = 1500  # milliseconds that a window takes to be drawn, in software, before an address is entered in it
CLOSE = 24  # of 255, in each colour
WATCH = """
window.seen = {blocked: 0, last: 0, shift: 0, slowest: 0};
const watch = (type, each, more = {}) => new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true, ...more});
watch('longtask', e => { seen.blocked += e.duration - 50; seen.last = e.startTime + e.duration; });
watch('layout-shift', e => { if (!e.hadRecentInput) seen.shift += e.value; });
watch('event', e => { if (e.interactionId) seen.slowest = Math.max(seen.slowest, e.duration); }, {durationThreshold: 16});
const look = () => {
  for (const [name, stands] of Object.entries(waited)) {
    if (!stands()) continue;
    seen[name] = performance.now();
    delete waited[name];
    console.debug(`seen ${name}`);
  }
  if (Object.keys(waited).length) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
Figures = dict[str, float]


@dataclass(frozen=True)
class Reader:
    """Who visits: the processor is so many times slower than this machine's; `is_phone` has a small screen that is touched."""

    slower: float = 1
    is_phone: bool = False


def visit(browser: Browser, contender: Contender, line: Line, path: str, company: str, reader: Reader) -> Figures:
    """All figures of a visit that touches the maps and chooses a company, by name; seconds where the name does not say."""
    context = _new_context(browser, contender)
    page, _ = _arrive(context, line, path, reader, "live")
    _rest(page)
    seen = page.evaluate("seen")
    figures = {
        "first text of meetings": seen["text"] / 1000,
        "count and filters live": seen["live"] / 1000,
        "last long task ended": seen["last"] / 1000,
        "main thread blocked": seen["blocked"] / 1000,
        "layout shift": seen["shift"],
        "first visit, kB": line.carried / 1000,
    }
    figures |= _change(page, contender, company, line)
    page.close()
    page, _ = _arrive(context, line, path, reader, "live")
    _rest(page)
    figures["second visit, kB"] = line.carried / 1000
    context.close()
    return figures


def read_first(browser: Browser, contender: Contender, line: Line, path: str) -> float:
    """The seconds until the very first reader of a server reads something; they stay until the page is live."""
    context = _new_context(browser, contender)
    page, _ = _arrive(context, line, path, Reader(), "live")
    seconds = page.evaluate("seen.text") / 1000
    context.close()
    return float(seconds)


def see_maps(browser: Browser, contender: Contender, line: Line, path: str, reader: Reader) -> Figures:
    """When the map is seen, and where that is a picture first, how long after a touch each live pane has markers in its own pixels."""
    context = _new_context(browser, contender)
    page, started = _arrive(context, line, path, reader, "map" if contender.drawn else "text")
    if contender.drawn:
        figures = {"map seen": page.evaluate("seen.map") / 1000}
    else:
        page.wait_for_selector(
            f"{contender.maps[0]} :is(canvas, .leaflet-marker-icon)", state="attached", timeout=PATIENCE
        )
        _wait_for_markers(page, contender, 0)
        figures = {"map seen": time.perf_counter() - started}
    if contender.touch:
        page.wait_for_function(contender.live, timeout=PATIENCE)
        _rest(page)
        page.add_style_tag(content="[class*=st-key-picture-] svg { opacity: 0 }")
        started = time.perf_counter()
        for number in range(len(contender.maps)):
            contender.touch(page, number)
            _wait_for_markers(page, contender, number)
            figures["both panes live" if number else "touch to live pane"] = time.perf_counter() - started
    context.close()
    return figures


def press(
    browser: Browser, contender: Contender, line: Line, path: str, keys: Callable[[Page, float], None]
) -> Figures:
    """The slowest answer to a click or a key in the first twenty seconds (the browser's own measure, to the next paint)."""
    context = _new_context(browser, contender)
    page, started = _arrive(context, line, path, Reader(), "text")
    keys(page, started)
    page.wait_for_timeout(500)
    figures = {"slowest answer in 20 s": page.evaluate("seen.slowest") / 1000}
    context.close()
    return figures


def hurry(browser: Browser, contender: Contender, line: Line, path: str, company: str) -> Figures:
    """From the address to the count of a company, for a reader who asks for it as soon as there is text."""
    context = _new_context(browser, contender)
    page, started = _arrive(context, line, path, Reader(), "text")
    page.set_default_timeout(5000)
    before = page.evaluate(contender.count)
    changed = f"before => !['', before].includes({contender.count})"
    for _ in range(20):
        with suppress(BrowserError):
            contender.choose(page, company)()
            break
    page.wait_for_function(changed, arg=before, timeout=PATIENCE)
    figures = {"first filter: count": time.perf_counter() - started}
    context.close()
    return figures


def click_about(page: Page, started: float) -> None:
    """Click and type as a hurried reader does, twice a second: whatever can be clicked there, and what is under it later."""
    for number in range(30):
        if time.perf_counter() - started > 20:
            return
        with suppress(BrowserError):
            target = page.locator("#first .row a, .st-key-meetings .row a, .back a, [data-testid=stDataFrame], td").nth(
                number % 3
            )
            target.click(timeout=400, force=True)
        with suppress(BrowserError):
            page.locator(".st-key-company input").last.click(timeout=400)
            page.keyboard.type("a")
            page.keyboard.press("Escape")
        page.wait_for_timeout(200)


def _new_context(browser: Browser, contender: Contender) -> BrowserContext:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    waited = {
        "text": f"!!document.querySelector({json.dumps(contender.text)})?.getClientRects().length",
        "live": contender.live,
        "map": contender.drawn or "true",
    }
    functions = ", ".join(f"{name}: () => {expression}" for name, expression in waited.items())
    context.add_init_script(f"const waited = {{{functions}}};{WATCH}")
    return context


def _arrive(context: BrowserContext, line: Line, path: str, reader: Reader, what: str) -> tuple[Page, float]:
    """The page once that is seen on it, and when its address was entered.

    The page tells it by itself: what Playwright asks with is a large script, which the page would have to read first.
    """
    page = context.new_page()
    if reader.slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": reader.slower})
    if reader.is_phone:
        page.set_viewport_size({"width": 390, "height": 844})
    page.goto(ELSEWHERE)
    page.wait_for_timeout(OPENING)
    line.carried = 0
    with page.expect_console_message(lambda told: told.text == f"seen {what}", timeout=PATIENCE):
        started = time.perf_counter()
        page.goto(line.address + path, wait_until="commit", timeout=PATIENCE)
    return page, started


def _rest(page: Page) -> None:
    """Wait until no long task has run for `REST`, a minute at the most."""
    page.wait_for_timeout(500)
    page.wait_for_function(
        f"performance.now() - Math.max(seen.last, 0) > {REST * 1000} || performance.now() > 60000", timeout=PATIENCE
    )


def _change(page: Page, contender: Contender, company: str, line: Line) -> Figures:
    """Seconds from the click to the changed count and to the end of what follows, and what the line carried."""
    before = page.evaluate(contender.count)
    click = contender.choose(page, company)
    page.wait_for_timeout(300)
    line.carried = 0
    started = time.perf_counter()
    click()
    page.wait_for_function(f"before => ({contender.count}) !== before", arg=before, timeout=PATIENCE)
    counted = time.perf_counter() - started
    page.wait_for_function(IDLE, timeout=PATIENCE)
    settled = time.perf_counter() - started
    page.wait_for_timeout(1000)
    return {"filter: count": counted, "filter: whole page": settled, "filter, kB": line.carried / 1000}


def _wait_for_markers(page: Page, contender: Contender, number: int) -> None:
    """Wait until the map with that number shows markers: pixels of their colours, or where it has none of its own, its pins."""
    if not contender.colours:
        page.locator(
            f"{contender.maps[number]} .leaflet-marker-icon, {contender.maps[number]} .marker-cluster"
        ).first.wait_for()
        return
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        box = page.locator(contender.maps[number]).first.bounding_box()
        if box and _has_colour(page.screenshot(clip=box), contender.colours):
            return
        page.wait_for_timeout(30)
    raise TimeoutError(f"{contender.name}: no marker in {contender.maps[number]}")


def _has_colour(picture: bytes, colours: tuple[tuple[int, int, int], ...]) -> bool:
    """True where at least a hundred pixels are of one of the colours."""
    with Image.open(io.BytesIO(picture)) as image:
        found = image.convert("RGB").getcolors(1 << 24) or []
    near = (
        n for n, pixel in found if any(all(abs(a - b) < CLOSE for a, b in zip(pixel, c, strict=True)) for c in colours)
    )
    return sum(near) >= 100
