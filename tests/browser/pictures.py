"""Pictures of the page into pictures/, in all languages, themes and sizes or only those that are named (`ja trip`); with `readme`, the one in the README."""

import sys
from itertools import product
from pathlib import Path

from browser.serving import ROOT, browse, serve, settle

PAGES = {
    "both": "/?leader=jensen-huang&leader=sam-altman&leader=mark-zuckerberg",
    "seoul": "/?view=seoul",
    "tokyo": "/?view=tokyo",
    "everything": "/",
    "company": "/?colour=company",
    "trip": "/?trip=zuckerberg-2024-02",
    "meeting": "/?trip=zuckerberg-2024-02&meeting=2024-02-27-zuckerberg-kishida",
    "nothing": "/?company=nvidia&q=perpetuum",
}
SIZES = {"1440": (1440, 900), "1920": (1920, 1080), "390": (390, 844)}
IN_ALL_SIZES = ("everything", "trip", "meeting", "nothing")
README = ROOT / ".github" / "pictures" / "trip.png"


def main(arguments: list[str]) -> None:
    languages = [a for a in arguments if a in ("en", "ja", "ko")] or ["en", "ja", "ko"]
    names = [a for a in arguments if a in PAGES] or list(PAGES)
    with serve() as address, browse() as browser:
        if "readme" in arguments:
            README.parent.mkdir(exist_ok=True)
            shoot(browser, address + PAGES["trip"], SIZES["1440"], "light", README)
            return
        folder = ROOT / "pictures"
        folder.mkdir(exist_ok=True)
        for language, name, size, scheme in product(languages, names, SIZES, ("light", "dark")):
            if size == "1440" or name in IN_ALL_SIZES:
                joint = "&" if "?" in PAGES[name] else "?"
                target = folder / f"{name}-{size}-{scheme}-{language}.png"
                shoot(browser, f"{address}{PAGES[name]}{joint}lang={language}", SIZES[size], scheme, target)


def shoot(browser, address, pixels, scheme, target: Path) -> None:
    """One picture of one address, once its maps have been drawn."""
    width, height = pixels
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.wait_for_timeout(800)
    page.screenshot(path=target)
    context.close()
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])
