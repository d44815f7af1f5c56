"""Pictures of the page in all sizes and themes, into pictures/; with `readme`, the one in the README."""

import sys
from pathlib import Path

from browser.serving import ROOT, browse, serve, settle

PAGES = {
    "front": "/",
    "trip": "/?trip=zuckerberg-2024-02",
    "meeting": "/?trip=zuckerberg-2024-02&meeting=2024-02-27-zuckerberg-kishida",
    "nothing": "/?company=nvidia&q=perpetuum",
}
SIZES = {"1440": (1440, 900), "1920": (1920, 1080), "390": (390, 844)}
README = ROOT / ".github" / "pictures" / "trip.png"


def main(arguments: list[str]) -> None:
    with serve() as address, browse() as browser:
        if "readme" in arguments:
            README.parent.mkdir(exist_ok=True)
            shoot(browser, address + PAGES["trip"], SIZES["1440"], "light", README)
            return
        folder = ROOT / "pictures"
        folder.mkdir(exist_ok=True)
        languages = [a for a in arguments if a in ("en", "ja", "ko")] or ["en"]
        for language in languages:
            for name, path in PAGES.items():
                for size, pixels in SIZES.items():
                    for scheme in ("light", "dark"):
                        joint = "&" if "?" in path else "?"
                        target = folder / f"{name}-{size}-{scheme}-{language}.png"
                        shoot(browser, f"{address}{path}{joint}lang={language}", pixels, scheme, target)


def shoot(browser, address, pixels, scheme, target: Path) -> None:
    """One picture of one address, once its maps have been drawn."""
    width, height = pixels
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.wait_for_timeout(3500)
    page.screenshot(path=target)
    context.close()
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])
