"""Opens every meeting of an address from the map; by hand: `python -m browser.walk "company=openai"`, without words the whole record."""

import re
import sys
from urllib.parse import parse_qs

from conftest import DATA
from playwright.sync_api import FloatRect, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from browser.serving import browse, serve, settle
from techvisits.drawing import desk
from techvisits.drawing.model import Drawing, Frame
from techvisits.drawing.overview import draw_overview, overview_frame
from techvisits.record.filters import apply, from_query
from techvisits.record.model import AREAS
from techvisits.record.shelf import load_record
from techvisits.text import address
from techvisits.text.page import Page as Contents

RECORD = load_record(DATA)
MORE = ".older a"
ELSEWHERE = "query => location.search.slice(1) !== query"
PAUSE = 150  # milliseconds from the changed address to the list, which comes before the rest
EDGES = ("edge-seoul", "edge-tokyo", "elsewhere")


def open_all(page: Page, query: str, *, each: bool) -> set[str]:
    """The ids of all meetings that could be opened by a click on the map or on the numbers at its edge, and from there on a row.

    `each`: every row is clicked too; else it is enough that it is listed. The maps may be pictures or live.
    """
    opened: set[str] = set()
    count = page.locator(".st-key-count").inner_text()
    for area in AREAS:
        for x, y, _ in markers_on_screen(page, query, area):
            if is_free(page, x, y, area):
                click_at(page, x, y, query)
                opened |= open_what_is_shown(page, query, count, each=each)
    for key in EDGES:
        for number in range(page.locator(f".st-key-{key} a").count()):
            click_edge(page, key, number)
            opened |= open_what_is_shown(page, query, count, each=each)
    return opened


def open_what_is_shown(page: Page, query: str, count: str, *, each: bool) -> set[str]:
    """After a click: the meeting that is open, or all that are listed, each opened by its row; then back to the address and its count."""
    page.wait_for_function(ELSEWHERE, arg=query)
    page.wait_for_timeout(PAUSE)
    settle(page)
    first = page.evaluate("navigation.currentEntry.index") - 1
    found = re.search(r"meeting=([^&]+)", page.url)
    ids = [found[1]] if found else listed_all(page)
    for meeting_id in ids if each and not found else ():
        page.locator(f'[id="row-{meeting_id}"]').click()
        page.wait_for_url(f"**meeting={meeting_id}**")
        page.locator(".st-key-details article").wait_for()
        page.locator(".st-key-back a").click()
        page.wait_for_function("!location.search.includes('meeting=')")
        settle(page)
    if found:
        page.locator(".st-key-details article").wait_for()
    page.evaluate("first => history.go(first - navigation.currentEntry.index)", first)
    page.wait_for_function(f"!({ELSEWHERE})({query!r})")
    expect(page.locator(".st-key-count")).to_have_text(count)
    settle(page)
    return set(ids)


def listed(page: Page) -> list[str]:
    """The meeting ids of the rows on the right, in order."""
    return page.locator(".st-key-meetings .row").evaluate_all("rows => rows.map(r => r.id.slice(4))")


def listed_all(page: Page) -> list[str]:
    while page.locator(MORE).count():
        page.locator(MORE).click()
        settle(page)
        page.wait_for_timeout(300)
    return listed(page)


def click_edge(page: Page, key: str, number: int) -> None:
    """Click the link of that number at a pane's edge, behind `more places` too."""
    link = page.locator(f".st-key-{key} a").nth(number)
    link.wait_for(state="attached")
    if not link.is_visible():
        page.locator(f".st-key-{key} summary").click()
    link.click()


def point_at(page: Page, x: float, y: float) -> None:
    """Moves the mouse until the map says what is there; software drawing takes its time."""
    for _ in range(60):
        page.mouse.move(x - 2, y)
        page.mouse.move(x, y)
        page.wait_for_timeout(120)
        if page.locator(".tip:visible").count():
            return
    raise AssertionError(f"no marker answers at {x:.0f}, {y:.0f}")


def click_at(page: Page, x: float, y: float, query: str) -> None:
    """Clicks a marker; once more where the click came while the map was being drawn anew."""
    for _ in range(3):
        point_at(page, x, y)
        page.mouse.click(x, y)
        try:
            page.wait_for_function(ELSEWHERE, arg=query, timeout=15_000)
            return
        except PlaywrightTimeoutError:
            continue


def is_free(page: Page, x: float, y: float, area: str) -> bool:
    """True where a click reaches the map and not what lies over it."""
    inside = "([x, y, key]) => !!document.elementFromPoint(x, y)?.closest(`.st-key-map-${key} .deck-root, .st-key-picture-${key} svg`)"
    return page.evaluate(inside + "&& !document.elementFromPoint(x, y).closest('button')", [x, y, area])


def drawing_of(query: str, area: str) -> Drawing:
    """What the map of an area shows at an address without a trip."""
    state, _ = address.read(parse_qs(query), RECORD)
    contents = Contents(state, RECORD)
    return draw_overview(contents, overview_frame(area, "both", desk.PANES[False]["pane"]))


def markers_on_screen(page: Page, query: str, area: str) -> list[tuple[float, float, float]]:
    """Where the markers of an area are drawn in the window, in pixels, with their radius; only those in the pane."""
    drawing = drawing_of(query, area)
    box = box_of(page, area)
    found = []
    for marker in drawing.markers:
        x, y = on_screen(page, drawing.frame, marker.at)
        if box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]:
            found.append((x, y, marker.radius))
    return found


def box_of(page: Page, area: str) -> FloatRect:
    """The pane of an area in the window."""
    return page.locator(f".st-key-picture-{area} .links").bounding_box()


def on_screen(page: Page, frame: Frame, at: tuple[float, float]) -> tuple[float, float]:
    """A pixel of a pane in pixels of the window: both have one middle."""
    box = box_of(page, frame.area)
    left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return left + at[0] - frame.width / 2, top + at[1] - frame.height / 2


def main(query: str) -> int:
    asked = apply(from_query(parse_qs(query), RECORD)[0], RECORD).meeting_ids
    with serve() as address, browse() as browser:
        page = browser.new_page(bypass_csp=True, viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/?{query}")
        settle(page)
        page.wait_for_timeout(2000)
        opened = open_all(page, query, each=False)
    missing = set(asked) - opened
    print(f"{len(asked)} meetings, {len(opened)} opened from the map; not opened: {sorted(missing)}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:])))
