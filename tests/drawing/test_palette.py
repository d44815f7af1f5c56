"""Colours: each told apart, text readable on its ground in both themes, and one set of them for page and pictures."""

import re
from dataclasses import asdict

import pytest
from contrast import contrast, luminance

from techvisits.drawing import style
from techvisits.drawing.palette import DARK, LIGHT, palette, rgba


def test_the_contrast_formula_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(theme: str) -> None:
    colours = palette(theme)
    for name in ("ink", "muted", "selected", "route"):
        assert contrast(getattr(colours, name), colours.paper) >= 4.5, name
    for kind in (*colours.kinds, colours.other):
        assert contrast(kind, colours.paper) >= 4.5, kind
        assert contrast(colours.on_marker, kind) >= 4.5, kind


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_has_a_colour_of_its_own(theme: str) -> None:
    colours = palette(theme)
    assert len({*colours.kinds, colours.other, colours.selected}) == len(colours.kinds) + 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_is_six_digits(theme: str) -> None:
    colours = asdict(palette(theme))
    for colour in (*colours.pop("kinds"), *colours.values()):
        assert re.fullmatch("#[0-9A-F]{6}", colour)


def test_slots_are_counted_from_one_and_none_is_for_what_has_no_colour_of_its_own() -> None:
    assert [LIGHT.slot(n) for n in range(7)] == [LIGHT.other, *LIGHT.kinds]
    with pytest.raises(IndexError):
        LIGHT.slot(7)


def test_the_dark_theme_has_the_dark_colours_and_any_other_the_light_ones() -> None:
    assert palette("dark") is DARK
    assert palette("light") is palette("") is LIGHT
    assert luminance(DARK.paper) < luminance(DARK.ink)
    assert luminance(LIGHT.paper) > luminance(LIGHT.ink)


def test_a_colour_as_deck_gl_takes_it() -> None:
    assert rgba("#B3261E") == [179, 38, 30]
    assert rgba("#b3261e", 255) == [179, 38, 30]
    assert rgba("#B3261E", 254) == [179, 38, 30, 254]
    assert rgba("#B3261E", 0) == [179, 38, 30, 0]


# --- the style sheet


def test_the_style_sheet_knows_every_colour_it_uses() -> None:
    sheet = style.build_sheet()
    defined = {*re.findall(r"(--[a-z0-9-]+):", sheet), "--away", "--at"}  # which what a pointer makes brings along
    used = set(re.findall(r"var\((--[a-z0-9-]+)", sheet))
    assert {f"--kind-{n}" for n in range(1, 7)} <= used <= defined


def test_the_style_sheet_has_the_colours_of_the_map() -> None:
    sheet = style.build_sheet()
    for number, both in enumerate(zip(LIGHT.kinds, DARK.kinds, strict=True), 1):
        assert f"--kind-{number}: light-dark({both[0]}, {both[1]});" in sheet
    for name in ("paper", "ink", "muted", "rule", "on_marker", "selected", "route", "other"):
        pair = f"light-dark({getattr(LIGHT, name)}, {getattr(DARK, name)})"
        assert f"--{name.replace('_', '-')}: {pair};" in sheet


def test_the_colours_stand_first_one_beside_the_other() -> None:
    """In one rule for the page and its sidebar, which Streamlit draws apart."""
    first, rest = style.build_sheet().split("\n", 1)
    colours = first.removeprefix('.stApp, .first, [data-testid="stSidebar"] { ').removesuffix(" }")
    assert len(first) - len(colours) == len('.stApp, .first, [data-testid="stSidebar"] {  }')
    variable = r"--[a-z0-9-]+: light-dark\(#[0-9a-fA-F]{6}, #[0-9a-fA-F]{6}\);"
    assert re.fullmatch(f"{variable}( {variable})*", colours)
    assert rest.startswith("/*")


def test_every_slot_of_the_templates_has_its_colour() -> None:
    sheet = style.build_sheet()
    slots = dict(re.findall(r"\.slot-(\d) \{ --slot: var\(--([a-z0-9-]+)\)", sheet))
    assert slots == {"0": "other", **{str(n): f"kind-{n}" for n in range(1, len(LIGHT.kinds) + 1)}}


def test_all_sheets_are_in_it_in_their_order_and_whole() -> None:
    sheet = style.build_sheet()
    *texts, live = [(style.SHEETS / name).read_text(encoding="utf-8") for name in (*style.NAMES, style.LIVE)]
    others = {*style.PLAIN_NAMES, *style.EMBED_NAMES, *style.OFFLINE_NAMES}
    assert {path.name for path in style.SHEETS.iterdir()} == {*style.NAMES, style.LIVE, *others}
    assert "".join(texts) in sheet
    assert sheet.endswith(live)
    assert sheet.count("{") == sheet.count("}")
    assert "@import" not in sheet
    assert "://" not in sheet, "it asks for no other host"


def test_the_page_brings_it_without_what_only_its_writers_read() -> None:
    sheet, packed = style.build_sheet(), style.pack_sheet().decode()
    assert len(packed) < 0.85 * len(sheet)
    assert "/*" not in packed
    for mark in ("{", "var(", "@media", "light-dark(", "url(", ":is(", ":has("):
        assert packed.count(mark) == sheet.count(mark)
