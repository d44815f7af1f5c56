"""What axe-core finds on every page, in each language, theme and width; by hand: `make access`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser.serving import browse, serve, settle
from techvisits.drawing.charts.questions import QUESTIONS

MEETING: Final = "2026-05-29-jason-kwon-katayama"
TRIP: Final = "altman-2025-02"
PLAIN: Final = (
    "/meetings",
    "/meetings?q=no-such-words",
    "/meetings?company=openai&topic=no-such-topic",
    f"/meetings/{MEETING}",
    f"/meetings/{MEETING}/request",
    f"/trips/{TRIP}",
    "/people/sam-altman",
    "/organizations/openai",
    "/organizations/samsung-electronics",
    "/places/tokyo",
    *("/leaders", "/hosts", "/companies", "/places", "/trips"),
    "/explore",
    *(f"/explore/{slug}" for slug in QUESTIONS),
    "/compare",
    "/compare?of=leader&a=sam-altman&b=jensen-huang",
    "/promises",
    "/promises/ai-fund-korea-2024",
    "/about",
    f"/embed?trip={TRIP}",
    "/view.html?company=openai",
    "/meetings/no-such-meeting",
)
DOWNLOAD: Final = "/view.html"
VIEWS: Final = ("/", "/?company=openai", "/?q=no-such-words", f"/?trip={TRIP}", f"/?meeting={MEETING}")
# Each page with whether it is the dashboard once it has taken the place of its first view.
PAGES: Final = (*((path, False) for path in (*PLAIN, *VIEWS)), *((path, True) for path in VIEWS))
LANGUAGES: Final = ("en", "ja", "ko")
THEMES: Final = ("light", "dark")
SIZES: Final = ((1440, 900), (390, 844))
OPTIONS: Final = {"resultTypes": ["violations"]}
# What is folded is read too.
UNFOLD: Final = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
DESK, PHONE = 24, 44
# What can be pressed or clicked, of less than so many pixels in height or 24 in width; markers lie where they lie, and a
# link within a sentence is as high as its line.
SMALL: Final = """least => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [role=button]')]
  .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !each.closest('svg, [inert]'))
  .filter(each => {
    const inSentence = [...each.parentElement.childNodes].some(near => near.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(near.data));
    const { width, height, right } = each.getBoundingClientRect(), style = getComputedStyle(each), reach = getComputedStyle(each, '::after');
    if (width < 2 || right < 0 || (style.display === 'inline' && inSentence)) return false;
    const more = reach.position === 'absolute' && reach.content !== 'none' ? [-2 * parseFloat(reach.left), -2 * parseFloat(reach.top)] : [0, 0];
    const line = style.display === 'inline' ? parseFloat(style.lineHeight) || 0 : 0;
    return Math.max(height + more[1], line) < least - 0.5 || width + more[0] < 23.5;
  })
  .map(each => `${each.parentElement.className || each.parentElement.tagName} ${each.tagName} ${each.textContent.trim().slice(0, 20)} ${each.offsetWidth}x${each.offsetHeight}`)"""
GRAVE: Final = ("serious", "critical")


@dataclass(frozen=True)
class Sight:
    """A page as one reader sees it; `is_live`: the dashboard, once it has taken the place of its first view."""

    path: str
    language: str
    theme: str
    size: tuple[int, int]
    is_live: bool = False

    @property
    def address(self) -> str:
        """Its path with the language."""
        return f"{self.path}{'&' if '?' in self.path else '?'}lang={self.language}"


@dataclass(frozen=True)
class Fault:
    """What axe-core says of some elements of a page."""

    sight: Sight
    rule: str
    impact: str
    targets: tuple[str, ...]

    def __str__(self) -> str:
        sight = self.sight
        where = f"{sight.address}{' live' * sight.is_live} {sight.theme} {sight.size[0]}"
        return f"{self.impact} {self.rule}: {where}: {' | '.join(self.targets[:3])} ({len(self.targets)})"


def whole() -> list[Sight]:
    """Every page in every language, theme and width."""
    return [Sight(path, *look, is_live) for (path, is_live), *look in product(PAGES, LANGUAGES, THEMES, SIZES)]


def sample() -> list[Sight]:
    """Every page once, but of the questions, which are made alike, two; of languages, themes and widths any two meet."""
    looks = [*product(THEMES, SIZES)]
    alike = {f"/explore/{slug}" for slug in [*QUESTIONS][2:]}
    pages = [(path, is_live) for path, is_live in PAGES if path not in alike]
    return [
        Sight(path, LANGUAGES[number % 3], *looks[(0, 3, 1, 2)[number % 4]], is_live)
        for number, (path, is_live) in enumerate(pages)
    ]


def look_at(browser: Browser, base: str, sights: Iterable[Sight]) -> Iterator[tuple[Sight, list[Fault]]]:
    """Each sight with what is wrong with it; those of one theme and width share a browser's context."""
    axe = Axe()
    ordered = sorted(sights, key=lambda sight: (sight.is_live, sight.theme, sight.size))
    for (theme, size, is_live), group in _grouped(ordered):
        context = browser.new_context(
            bypass_csp=True,
            color_scheme=theme,
            reduced_motion="reduce",
            viewport={"width": size[0], "height": size[1]},
            has_touch=size[0] < 640,
        )
        page = context.new_page()
        if not is_live:
            page.route("**/static/js/**", lambda route: route.abort())
        for sight in group:
            _open(page, base, sight)
            yield sight, _judge(axe, page, sight)
        context.close()


def _open(page: Page, base: str, sight: Sight) -> None:
    """Have the sight on the page; a file that is given as a download is shown as what it holds."""
    if sight.path.startswith(DOWNLOAD):
        page.set_content(page.request.get(base + sight.address).text())
        return
    page.goto(base + sight.address)
    if sight.is_live:
        settle(page)


def _grouped(ordered: list[Sight]) -> Iterator[tuple[tuple[str, tuple[int, int], bool], list[Sight]]]:
    keys = dict.fromkeys((sight.theme, sight.size, sight.is_live) for sight in ordered)
    for key in keys:
        yield key, [sight for sight in ordered if (sight.theme, sight.size, sight.is_live) == key]


def _judge(axe: Axe, page: Page, sight: Sight) -> list[Fault]:
    page.evaluate(UNFOLD)
    found = axe.run(page, options=OPTIONS).response["violations"]
    faults = [
        Fault(sight, each["id"], each["impact"], tuple(str(node["target"][0]) for node in each["nodes"]))
        for each in found
    ]
    least = PHONE if sight.size[0] < 640 else DESK
    small = page.evaluate(SMALL, least)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    faults += [Fault(sight, f"target below {least} px", "serious", tuple(small))] if small else []
    return [*faults, Fault(sight, "wider than the window", "serious", (f"{wide} px",))] if wide > 0 else faults


def main() -> int:
    number = grave = 0
    with serve() as address, browse() as browser:
        for _, faults in look_at(browser, address, whole()):
            number += 1
            grave += sum(fault.impact in GRAVE for fault in faults)
            for fault in faults:
                print(fault, flush=True)
    print(f"{number} sights, {grave} faults that are serious or critical")
    return 1 if grave else 0


if __name__ == "__main__":
    sys.exit(main())
