"""The typefaces of the page, cut from those that Streamlit brings: `make fonts` writes `drawing/fonts` anew.

Kept are the weights and the characters that the page uses, in two files a face: a browser fetches the second only where
a rarer letter stands, and in `print/` those that pictures are drawn with, one file for each weight. Source Sans and Source Serif are under the SIL Open Font License 1.1, which keeps their name for
the unchanged faces; so these have another.
Of Material Symbols (Apache License 2.0) the signs are kept that any script of Streamlit names.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase, digits

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from techvisits.drawing.style import FONTS, LATIN, MORE

ROOT = Path(__file__).parents[1]
FACES = {
    "sans": ("SourceSansVF-Upright", "Visits Sans", {"wght": (400, 700)}),
    "serif": ("SourceSerifVariable-Roman", "Visits Serif", {"wght": (400, 700), "opsz": 22}),
}
PRINTED = {
    "sans": ("sans", {"wght": 400}),
    "sans-bold": ("sans", {"wght": 600}),
    "serif": ("serif", {"wght": 700, "opsz": 22}),
}
FEATURES = ["kern", "rlig", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]


def narrow(path: Path, limits: dict[str, object]) -> TTFont:
    """The variable font with its axes cut down; read anew, since what was cut still stands in it until then."""
    narrowed = BytesIO()
    font = instancer.instantiateVariableFont(TTFont(path, recalcTimestamp=False), limits)
    font.flavor = None
    font.save(narrowed)
    narrowed.seek(0)
    return TTFont(narrowed, recalcTimestamp=False)


def rename(font: TTFont, family: str) -> None:
    """Give the font its name, for those who install it or ask for it by name."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = family.replace(" ", "") if record.nameID == 6 else family


def cut(font: TTFont, path: Path, *, closes: bool, **kept: object) -> None:
    """Write what is kept of the font; with `closes` also what the kept characters turn into beside each other."""
    options = subset.Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14], layout_closure=closes)
    cutter = subset.Subsetter(options)
    cutter.populate(**kept)
    cutter.subset(font)
    font.flavor = "woff2" if path.suffix == ".woff2" else None
    font.save(path, reorderTables=False)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes, {len(font.getGlyphOrder())} glyphs")


def main() -> None:
    """Write both files of both faces and the signs, and say how large they are."""
    static = next(ROOT.glob(".venv/lib/python*/site-packages/streamlit/static/static"))
    for name, (stem, family, limits) in FACES.items():
        for ending, characters in {"": LATIN, "-more": MORE}.items():
            font = narrow(next(static.glob(f"media/{stem}*.woff2")), limits)
            rename(font, family)
            cut(font, FONTS / f"{name}{ending}.woff2", closes=True, unicodes=subset.parse_unicodes(characters))
    for name, (face, limits) in PRINTED.items():
        stem, family, _ = FACES[face]
        font = narrow(next(static.glob(f"media/{stem}*.woff2")), limits)
        rename(font, family)
        font["OS/2"].usWeightClass = limits["wght"]
        characters = subset.parse_unicodes(f"{LATIN},{MORE}")
        cut(font, FONTS / f"print/{name}.ttf", closes=False, unicodes=characters)
    signs = TTFont(next(static.glob("media/MaterialSymbols*.woff2")), recalcTimestamp=False)
    scripts = "".join(path.read_text("utf-8") for path in sorted(static.glob("js/*.js")))
    named = set(re.findall(r":material/([a-z_0-9]+)", scripts)) & set(signs.getGlyphOrder())
    cut(signs, FONTS / "symbols.woff2", closes=False, glyphs=sorted(named), text=ascii_lowercase + digits + "_")


main()
