"""Opens every meeting of an address from the map; by hand: `python -m browser.walk "company=openai"`, without words the whole record."""

import re
import sys
from urllib.parse import parse_qs

from conftest import DATA
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from browser.serving import browse, serve, settle
from techvisits.app import maps
from techvisits.curate.check import load_records
from techvisits.drawing import clusters as spots
from techvisits.drawing import overview
from techvisits.drawing import screen as geometry
from techvisits.drawing.colouring import by_host
from techvisits.drawing.deck import Pane, View
from techvisits.record.filters import apply, from_query
from techvisits.record.records import AREAS
from techvisits.text.language import load_language

RECORDS = load_records(DATA)
LANGUAGE = load_language("en")
MORE = ".st-key-older button"
ELSEWHERE = "query => location.search.slice(1) !== query"


def open_all(page: Page, query: str, *, each: bool) -> set[str]:
    """The ids of all meetings that could be opened by a click on the map or on the numbers at its edge, and from there on a row.

    `each`: every row is clicked too; else it is enough that it is listed.
    """
    opened: set[str] = set()
    for area in AREAS:
        for x, y, _ in markers_on_screen(page, query, area):
            if is_free(page, x, y, area):
                click_at(page, x, y, query)
                opened |= open_what_is_shown(page, query, each=each)
    for kind in ("beyond-", "elsewhere-"):
        for key in keys_of(page, kind):
            click_key(page, key)
            opened |= open_what_is_shown(page, query, each=each)
    return opened


def open_what_is_shown(page: Page, query: str, *, each: bool) -> set[str]:
    """After a click: the meeting that is open, or all that are listed, each opened by its row; then back to the address."""
    page.wait_for_function(ELSEWHERE, arg=query)
    settle(page)
    found = re.search(r"meeting=([^&]+)", page.url)
    ids = [found[1]] if found else listed_all(page)
    for meeting_id in ids if each and not found else ():
        page.locator(f".st-key-row-{meeting_id} button").click()
        page.wait_for_url(f"**meeting={meeting_id}**")
        page.locator(".st-key-details article").wait_for()
        page.locator(".st-key-back button").click()
        page.wait_for_function("!location.search.includes('meeting=')")
        settle(page)
    if found:
        page.locator(".st-key-details article").wait_for()
    page.goto(page.url.split("?")[0] + (f"?{query}" if query else ""))
    settle(page)
    return set(ids)


def listed(page: Page) -> list[str]:
    """The meeting ids of the rows on the right, in order."""
    names = page.locator('[class*="st-key-row-"]').evaluate_all("rows => rows.map(r => r.className)")
    return [re.search(r"st-key-row-(\S+)", name)[1] for name in names]


def listed_all(page: Page) -> list[str]:
    while page.locator(MORE).count():
        page.locator(MORE).click()
        settle(page)
        page.wait_for_timeout(300)
    return listed(page)


def keys_of(page: Page, start: str) -> list[str]:
    """The keys of the buttons at the maps' edge, those behind `more places` too."""
    for more in page.locator(f'[class*="st-key-{start}"][class*="-more"] button').all():
        more.click()
        page.wait_for_timeout(300)
    names = page.locator(f'[class*="st-key-{start}"]').evaluate_all("all => all.map(e => e.className)")
    page.keyboard.press("Escape")
    keys = [re.search(rf"st-key-({start}\S+)", name)[1] for name in names]
    return sorted({key for key in keys if re.search(r"-\d+$", key)})


def click_key(page: Page, key: str) -> None:
    button = page.locator(f".st-key-{key} button")
    if not button.count():
        page.locator(f".st-key-{re.sub(r'-[0-9]+$', '', key)}-more button").first.click()
    button.first.click()


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
            page.wait_for_function(ELSEWHERE, arg=query, timeout=4000)
            return
        except PlaywrightTimeoutError:
            continue


def is_free(page: Page, x: float, y: float, area: str) -> bool:
    """True where a click reaches the map and not what lies over it."""
    inside = "([x, y, key]) => !!document.elementFromPoint(x, y)?.closest('.st-key-map-' + key + ' .deck-root') "
    return page.evaluate(inside + "&& !document.elementFromPoint(x, y).closest('button')", [x, y, area])


def pane_of(area: str, size: tuple[int, int] = maps.PANE) -> Pane:
    return Pane(area, *size, "light", "", "", LANGUAGE, by_host(LANGUAGE))


def markers_on_screen(page: Page, query: str, area: str) -> list[tuple[float, float, float]]:
    """Where the markers of an area are drawn in the window, in pixels, with their radius; only those on the canvas."""
    rows = apply(from_query(parse_qs(query), RECORDS)[0], RECORDS).meetings
    view = overview.overview(pane_of(area), "both")
    here = rows[(rows["area"] == area) & spots.has_point(rows)]
    box = page.locator(f".st-key-map-{area} canvas").first.bounding_box()
    found = []
    for spot in spots.build_spots(here, view.zoom):
        x, y = on_screen(page, area, view, (spot.latitude, spot.longitude), spot.disc.offset)
        if box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]:
            found.append((x, y, spot.disc.radius))
    return found


def on_screen(page: Page, area: str, view: View, position, offset) -> tuple[float, float]:
    """A position in degrees, moved by an offset in pixels, in pixels of the window."""
    x, y = geometry.project(*position, view.zoom)
    middle = geometry.project(view.latitude, view.longitude, view.zoom)
    box = page.locator(f".st-key-map-{area} canvas").first.bounding_box()
    left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return left + x - middle[0] + offset[0], top + y - middle[1] + offset[1]


def main(query: str) -> int:
    asked = apply(from_query(parse_qs(query), RECORDS)[0], RECORDS).meetings
    with serve() as address, browse() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/?{query}")
        settle(page)
        page.wait_for_timeout(2000)
        opened = open_all(page, query, each=False)
    missing = set(asked.index) - opened
    print(f"{len(asked)} meetings, {len(opened)} opened from the map; not opened: {sorted(missing)}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:])))
