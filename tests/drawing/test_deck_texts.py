"""Texts of the live map: readable on any ground, what a pointer shows, and what a click gives back."""

from dataclasses import replace

import pytest
from contrast import contrast, hex_of, over
from decks import DARK, FRAME, HERE, LIGHT, layers_of, marker, painted, pixel_of

from techvisits.drawing.model import Drawing, Label, Line, Share, Words
from techvisits.drawing.painters.deck import paint_deck, read_pick
from techvisits.drawing.palette import palette, rgba
from techvisits.text.address import to_open


def test_a_name_is_bold_and_the_words_at_the_edge_are_not_both_on_their_own_ground() -> None:
    labels = (
        Label(HERE, (120.0, 300.0), "LG", 13.5, "start"),
        Label(HERE, (395.0, 100.0), "to Tokyo", 12.5, "end", is_bold=False),
    )
    layers = layers_of(Drawing(FRAME, (), labels=labels))
    for name, label, weight in (("labels", labels[0], 600), ("ways", labels[1], 400)):
        layer = layers[name]
        (row,) = layer["data"]
        assert (row["number"], row["anchor"], row["text_size"]) == (label.text, label.anchor, label.size)
        assert row["color"] == rgba(palette("light").ink)
        assert pixel_of(row) == pytest.approx(label.at, abs=0.1)
        assert layer["fontWeight"] == weight
        assert layer["getBackgroundColor"] == rgba(palette("light").paper, 205)
        assert layer["background"] is True
        assert layer["characterSet"] == "auto"
    assert "background" not in layers["numbers"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_has_a_contrast_of_4_5(theme: str) -> None:
    """Numbers on each colour of their marker; texts on their own ground over all that the base map or a line of ours can be.

    The strongest line covers a part of the ground only, here all of it by half.
    """
    canvas, colours = (LIGHT, DARK)[theme == "dark"], palette(theme)
    slots = range(len(colours.kinds) + 1)
    shares = tuple(Share(slot, True, 1) for slot in slots) + (Share(1, True, 12 - len(slots)),)
    label = Label(HERE, (120.0, 300.0), "LG", 13.5)
    layers = layers_of(Drawing(FRAME, (marker(shares=shares), marker(shape="ring")), labels=(label,)), canvas)
    on_disc, on_paper = (hex_of(row["color"]) for row in layers["numbers"]["data"])
    fills = {hex_of(row["color"]) for row in layers["shares"]["data"]}
    assert fills == {*colours.kinds, colours.other}
    assert all(contrast(on_disc, fill) >= 4.5 for fill in fills)
    assert contrast(on_paper, colours.paper) >= 4.5
    for strongest in (colours.ink, "#000000" if theme == "light" else "#FFFFFF"):
        below = over([*bytes.fromhex(strongest[1:]), 128], colours.paper)
        ground = over(layers["labels"]["getBackgroundColor"], below)
        assert contrast(hex_of(layers["labels"]["data"][0]["color"]), ground) >= 4.5


# --- what a pointer shows, and a click


@pytest.mark.parametrize(
    ("at", "side"),
    [
        ((200, 256), "centre down"),
        ((200, 256.5), "centre up"),
        ((266, 100), "centre down"),
        ((267, 100), "left down"),
        ((133, 400), "right up"),
        ((134, 400), "centre up"),
    ],
)
def test_what_a_pointer_shows_stands_on_the_side_that_has_room(at: tuple[float, float], side: str) -> None:
    (row,) = painted(at=at)["markers:"]["data"]
    assert row["side"] == side
    line = Line((FRAME.position(at), HERE), 1.0, 1.0, change=to_open("m"))
    (touched,) = layers_of(Drawing(FRAME, (), (line,)))["touch:"]["data"]
    assert touched["side"] == side or at == (200, 256)
    assert touched["size"] == 12


def test_a_click_gives_back_what_it_asks_for() -> None:
    (row,) = painted()["markers:"]["data"]
    assert read_pick({"markers:": [row]}) == "place=a&place=b"
    assert read_pick({"ground": [{"size": 1}], "markers:": [row]}) == "place=a&place=b"
    assert read_pick({"markers:": []}) == read_pick({}) == ""


def test_what_a_pointer_shows_has_its_words_in_the_pages_fonts() -> None:
    tooltip = paint_deck(Drawing(FRAME, ()), LIGHT)._tooltip
    assert tooltip["html"] == '<div class="tip {side}" style="--away: {size}px"><b>{title}</b><br>{text}</div>'
    assert '"' not in tooltip["style"]["fontFamily"]
    assert "Noto Sans KR" in tooltip["style"]["fontFamily"]


def test_no_text_is_an_expression_that_deck_gl_runs() -> None:
    words = Words("@@=alert(1)", ("@@#GL.ONE",))
    labels = tuple(Label(HERE, (120.0, 300.0), "@@=alert(1)", 13.5, is_bold=is_bold) for is_bold in (True, False))
    line = Line((FRAME.position((10, 10)), HERE), 1.0, 1.0, (), words, to_open("m"))
    layers = layers_of(Drawing(FRAME, (replace(marker(), words=words),), (line,), labels=labels))
    rows = [row for name, layer in layers.items() if name != "area" for row in layer["data"]]
    texts = [value for row in rows for value in row.values() if isinstance(value, str)]
    assert sum("@@" in text for text in texts) == 6
    assert not [text for text in texts if text.startswith("@@")]
