"""The page's style sheet, its typefaces, and the script of its links and pictures.

A browser fetches each once, by an address that changes with the content.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from rcssmin import cssmin

from techvisits.drawing.painters.ground.style import ground_colours
from techvisits.drawing.palette import DARK, LIGHT

SHEETS: Final = Path(__file__).parent / "sheets"
COPIES: Final = "copy.js"
SCRIPTS: Final = ("links.js", "lost.js", "side.js", "search.js", "sheet.js", "time.js", COPIES)
NAMES: Final = ("sections.css", "controls.css", "dashboard.css", "first.css")
LIVE: Final = "live.css"
PLAIN_NAMES: Final = ("sections.css", "plain.css", "things.css", "promises.css", "questions.css")
EMBED_NAMES: Final = ("embed.css",)
OFFLINE_NAMES: Final = ("sections.css", "offline.css")
# What is written beside letters and digits, and the long vowels of Japanese names; then rarer letters.
LATIN: Final = "U+0020-007E,U+00A0-00FF,U+0100-0101,U+0112-0113,U+012A-012B,U+014C-014D,U+0152-0153,U+016A-016B,U+2009-2015,U+2018-2026,U+202F-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212"
MORE: Final = "U+0102-0111,U+0114-0129,U+012C-014B,U+014E-0151,U+0154-0169,U+016C-024F,U+0300-030C,U+1E00-1EFF"
VARIABLE: Final = re.compile(r"var\((--[\w-]+)\)")
FONTS: Final = Path(__file__).parent / "fonts"
# Family, file, and the characters that it is fetched for.
FACES: Final = (
    ("Visits Sans", "sans", LATIN),
    ("Visits Sans", "sans-more", MORE),
    ("Visits Serif", "serif", LATIN),
    ("Visits Serif", "serif-more", MORE),
)
# What stands for a typeface until it has come, so that no line breaks elsewhere then: the weights, in per cent the size at
# which English text is as wide, and the names of a font that many machines have; the last that is there counts.
NEAR: Final = (
    ("Near Sans", "400", 79.6, ("DejaVu Sans",)),
    ("Near Sans", "600 700", 73.0, ("DejaVu Sans Bold",)),
    ("Near Sans", "400", 93.8, ("Roboto",)),
    ("Near Sans", "600 700", 95.2, ("Roboto Bold",)),
    ("Near Sans", "400", 93.6, ("Arial", "Liberation Sans", "Helvetica")),
    ("Near Sans", "600 700", 89.5, ("Arial Bold", "Liberation Sans Bold", "Helvetica Bold")),
    ("Near Serif", "400", 86.7, ("DejaVu Serif",)),
    ("Near Serif", "700", 80.9, ("DejaVu Serif Bold",)),
    ("Near Serif", "400", 93.2, ("Noto Serif",)),
    ("Near Serif", "700", 90.4, ("Noto Serif Bold",)),
    ("Near Serif", "400", 110.3, ("Times New Roman", "Liberation Serif", "Times")),
    ("Near Serif", "700", 106.7, ("Times New Roman Bold", "Liberation Serif Bold", "Times Bold")),
)
# How high ours reach above and below the line, in per cent of their size.
HEIGHTS: Final = {"Near Sans": (100.0, 32.6), "Near Serif": (103.6, 33.5)}
# Streamlit's, which it writes as words. It asks for them when it starts, by a space: of which there is none here, since with
# a typeface that comes a browser lays out and paints the whole page anew.
SIGNS: Final = ("Material Symbols Rounded", "symbols", "U+0030-0039,U+005F,U+0061-007A")
COLOURS: Final = ("paper", "ink", "muted", "rule", "on_marker", "selected", "route", "other")


@functools.cache
def build_first_sheet() -> str:
    """The CSS of all first views: the palette's colours as variables, the typefaces, then the rules."""
    return "".join([_write_start(), *_write_typefaces(), *_read_sheets(NAMES)])


@functools.cache
def build_sheet() -> str:
    """The CSS of the dashboard: that of its first views, and what only runs beneath them; the typefaces are theirs."""
    return "".join([_write_start(), *_read_sheets((*NAMES, LIVE))])


def _write_start() -> str:
    return f'.stApp, .first, [data-testid="stSidebar"] {{ {write_colours()} }}\n'


def _write_typefaces() -> Iterator[str]:
    yield "/* Typefaces, all of them: one that came later would have all text laid out anew. */\n"
    yield from (*write_faces(), *write_near(), *write_faces([SIGNS], display="block"))


def _read_sheets(names: Sequence[str]) -> Iterator[str]:
    return ((SHEETS / name).read_text("utf-8") for name in names)


@functools.cache
def pack_sheet() -> bytes:
    """The same as served, without what only its writers read."""
    return str(cssmin(build_sheet())).encode()


@functools.cache
def sheet_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{digest(pack_sheet())}.css"


@functools.cache
def colour_pairs() -> dict[str, tuple[str, str]]:
    """Each CSS variable of the palette and of the base map, as `--paper`, with its light and its dark colour."""
    pairs = {name.replace("_", "-"): (getattr(LIGHT, name), getattr(DARK, name)) for name in COLOURS}
    pairs |= {f"kind-{n}": both for n, both in enumerate(zip(LIGHT.kinds, DARK.kinds, strict=True), 1)}
    return {f"--{name}": both for name, both in pairs.items()} | ground_colours()


def write_colours() -> str:
    """The colours as CSS variables, each light and dark."""
    return " ".join(f"{name}: light-dark({light}, {dark});" for name, (light, dark) in colour_pairs().items())


def fill_colours(picture: str, theme: str = "light") -> str:
    """The picture with the colours of a theme, `light` or `dark`, in place of CSS variables, which not all that draw know."""
    colours, number = colour_pairs(), int(theme == "dark")
    return VARIABLE.sub(lambda found: colours[found[1]][number], picture)


def write_in_colours(picture: str) -> str:
    """The picture with both colours in place of each CSS variable: a file that lies under pages of either theme needs none of theirs."""
    colours = colour_pairs()
    return VARIABLE.sub(lambda found: f"light-dark({colours[found[1]][0]},{colours[found[1]][1]})", picture)


@functools.cache
def font_path(name: str) -> str:
    """The root-relative address of a typeface's file; it may be kept for a year."""
    return f"/style/{digest(read_font(name))}.woff2"


@functools.cache
def font_data(name: str) -> str:
    """The file itself as an address, for what is read without a server."""
    return f"data:font/woff2;base64,{base64.b64encode(read_font(name)).decode()}"


def write_faces(
    faces: Sequence[tuple[str, str, str]] = FACES,
    address: Callable[[str], str] = font_path,
    display: str = "swap",
) -> Iterator[str]:
    """A rule for each typeface, its file at what `address` gives, of all characters where none are named: by default text never waits for it."""
    for family, name, characters in faces:
        yield (
            f"@font-face {{ font-family: '{family}'; font-weight: 400 700; font-display: {display}; "
            f"src: url('{address(name)}') format('woff2');{f' unicode-range: {characters};' * bool(characters)} }}\n"
        )


def write_near() -> Iterator[str]:
    """A rule for each font that stands for a typeface of ours until that has come."""
    for family, weights, size, names in NEAR:
        above, below = (height / size * 100 for height in HEIGHTS[family])
        sources = ", ".join(f"local('{name}')" for name in names)
        yield (
            f"@font-face {{ font-family: '{family}'; font-weight: {weights}; size-adjust: {size}%; "
            f"ascent-override: {above:.1f}%; descent-override: {below:.1f}%; line-gap-override: 0%; "
            f"unicode-range: U+0020-007E, U+00A0-00FF; src: {sources}; }}\n"
        )


@functools.cache
def read_font(name: str) -> bytes:
    """A file of a typeface as served."""
    return (FONTS / f"{name}.woff2").read_bytes()


@functools.cache
def read_filter_script() -> str:
    """The JavaScript in a file for readers who are offline: what is typed, and what is clicked on a map, filters its list."""
    return Path(__file__).with_name("offline.js").read_text(encoding="utf-8")


@functools.cache
def build_script() -> bytes:
    """The JavaScript module as served."""
    return b"\n".join(Path(__file__).with_name(name).read_bytes() for name in SCRIPTS)


@functools.cache
def script_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{digest(build_script())}.js"


@functools.cache
def build_copy_script() -> bytes:
    """The script of the buttons that copy, alone: all that a plain page has."""
    return Path(__file__).with_name(COPIES).read_bytes()


@functools.cache
def copy_script_path() -> str:
    """Its root-relative address; it may be kept for a year."""
    return f"/style/{digest(build_copy_script())}.js"


def digest(content: bytes) -> str:
    """What the address of a file changes with: ten hexadecimal digits of its content."""
    return hashlib.sha256(content).hexdigest()[:10]
