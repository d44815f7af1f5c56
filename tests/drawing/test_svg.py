"""A drawing as a picture: every mark at its pixel and in its shape, with links and words, whatever the words are."""

import itertools
import math
import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point
from svg_reader import look_of, parse, runs, shape_of

from techvisits.drawing.clusters import STATUS_SHAPES
from techvisits.drawing.model import TWELFTHS, Arrow, Drawing, Frame, Label, Line, Marker, Share, View, Words
from techvisits.drawing.painters import atlas, shapes
from techvisits.drawing.painters.ground import ground_colours
from techvisits.drawing.painters.ground.paths import MARGIN
from techvisits.drawing.painters.labels import label_box
from techvisits.drawing.painters.svg import paint_svg
from techvisits.text.address import Change, parse_change, to_list, to_open

FRAME = Frame("seoul", 400, 512, View(37.537, 126.992, 10.62))
PLACE = (37.5796, 126.977)
VARIABLES = {
    "--paper",
    "--ink",
    "--selected",
    "--on-marker",
    "--route",
    "--other",
    *(f"--kind-{n}" for n in range(1, 7)),
}
HOSTILE = """</title></a><script>alert("1")</script>' onload='x' &amp; <![CDATA[ \x00\x0b\ud800 ]]> {0} %s é 한"""

words = st.text(st.characters(codec=None), max_size=40)


def marker(**changes: object) -> Marker:
    usual = Marker(
        position=PLACE,
        at=(150.04, 200.96),
        radius=12.0,
        shape="disc",
        slot=2,
        shares=(Share(2, True, TWELFTHS),),
        number="3",
        meeting_ids=("a", "b", "c"),
        words=Words("Samsung Electronics", ("3 meetings", "2 Feb 2024  Mark Zuckerberg")),
        change=to_list("place", ("samsung-seocho", "samsung-hq")),
    )
    return replace(usual, **changes)


def line(**changes: object) -> Line:
    usual = Line(
        ((37.55, 126.95), (37.52, 127.03)),
        1.9,
        0.5,
        ("t",),
        Words("2 legs", ("Tim Cook",)),
        to_list("trip", ("t", "u")),
    )
    return replace(usual, **changes)


def painted(*, href: bool = True, names: str = "plain", **parts: object) -> Element:
    drawing = Drawing(**{"frame": FRAME, "markers": (), "alt": "Map of 3 meetings in Seoul", **parts})
    return parse(
        paint_svg(drawing, names=names, href=(lambda c: f"?x=1&{c}") if href else None, identifier="map-seoul")
    )


def links(root: Element) -> list[Element]:
    return list(root.iter("a"))


def place_of(element: Element) -> tuple[float, float]:
    found = re.match(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
    assert found
    return float(found[1]), float(found[2])


def attribute(element: Element, name: str) -> float:
    return float(element.get(name, "nan"))


# The picture as a whole


def test_the_root_says_what_is_seen() -> None:
    root = painted(markers=(marker(),))
    assert root.tag == "svg"
    assert root.get("viewBox") == "0 0 400 512"
    assert root.get("id") == "map-seoul"
    assert root.get("role") == "group"
    assert root.get("aria-label") == "Map of 3 meetings in Seoul"


def test_without_links_it_is_one_image() -> None:
    root = painted(markers=(marker(),), lines=(line(),), href=False)
    assert root.get("role") == "img"
    assert not links(root)
    assert not list(root.iter("script"))
    assert [title.text for title in root.iter("title")] == [
        "2 legs\nTim Cook",
        "Samsung Electronics\n3 meetings\n2 Feb 2024  Mark Zuckerberg",
    ]


def test_it_asks_for_no_colour_but_the_variables_it_names() -> None:
    kinds = [
        marker(at=(40.0 + 30 * n, 50.0), slot=n, shape=s)
        for n, s in enumerate(("ring", "disc", "square", "dashed", "dotted", "crossed", "ring"))
    ]
    root = paint_svg(
        Drawing(
            FRAME, (*kinds, marker(is_lit=True)), (line(), line(is_lit=True)), (Arrow(PLACE, (9, 9), 0),), outline="lit"
        ),
        names="en",
        href=str,
        identifier="m",
    )
    assert set(re.findall(r"var\((--[\w-]+)\)", root)) - set(ground_colours()) <= VARIABLES
    assert "#" not in root
    assert "<style" not in root


def test_from_the_back_to_the_front() -> None:
    root = paint_svg(
        Drawing(
            FRAME,
            (marker(is_lit=True),),
            (line(),),
            (Arrow(PLACE, (90, 90), 0),),
            (Label(PLACE, (200, 300), "Seoul", 12),),
            "faint",
        ),
        names="en",
        href=str,
        identifier="m",
    )
    marks = [
        "var(--map-land)",
        "font-size-adjust",
        'stroke="var(--muted)"',
        "2 legs",
        'd="M95.5 90 ',
        "Samsung",
        'stroke="var(--selected)"',
        ">Seoul<",
    ]
    places = [root.index(mark) for mark in marks]
    assert places == sorted(places)


# Markers


@pytest.mark.parametrize("shape", ["disc", "ring", "square", *shapes.STEPS, "crossed"])
def test_every_mark_is_at_its_pixel(shape: str) -> None:
    root = painted(markers=(marker(shape=shape), marker(shape=shape, at=(20.0, 30.0))))
    assert [place_of(link) for link in links(root)] == [(150, 201), (20, 30)]
    (grounds,) = [g for g in root if (g.get("stroke"), g.get("stroke-linecap")) == ("var(--paper)", "round")]
    assert [path.get("d") for path in grounds] == ["M150 201h0M20 30h0"]
    assert attribute(grounds[0], "stroke-width") == round(2 * (12 + 2) * 11 / 12, 1)


def test_links_and_words() -> None:
    (link,) = links(painted(markers=(marker(),)))
    asked = to_list("place", ("samsung-seocho", "samsung-hq"))
    assert link.get("href") == f"?x=1&{asked}"
    assert parse_change(link.get("data-go", "")) == asked
    assert link[0].tag == "title"
    assert link[0].text == "Samsung Electronics\n3 meetings\n2 Feb 2024  Mark Zuckerberg"


def test_what_lies_outside_of_the_pane_is_left_out() -> None:
    outside = [marker(at=at) for at in ((-12.5, 100.0), (412.5, 100.0), (100.0, -12.5), (100.0, 525.0))]
    inside = [marker(at=at) for at in ((-11.0, 100.0), (411.0, 100.0), (100.0, -11.0), (100.0, 523.0))]
    assert not links(painted(markers=tuple(outside)))
    assert len(links(painted(markers=tuple(inside)))) == 4
    labels = tuple(Label(PLACE, at, "Seoul", 12) for at in ((-100.0, 90.0), (600.0, 90.0), (90.0, -20.0)))
    root = painted(labels=labels, arrows=(Arrow(PLACE, (-20.0, 5.0), 0),))
    assert not list(root.iter("text"))
    assert not [path for path in root.iter("path") if path.get("fill") == "var(--route)"]


@pytest.mark.parametrize(
    ("shape", "outside", "width"),
    [("ring", 11 / 12, 2 / 9), ("dashed", 11 / 12, 2 / 10), ("dotted", 11 / 12, 2 / 10), ("crossed", 11 / 12, 2 / 10)],
)
def test_rims_are_drawn_inwards(shape: str, outside: float, width: float) -> None:
    (link,) = links(painted(markers=(marker(shape=shape, radius=24.0),)))
    (rim,) = link.iter("circle")
    assert attribute(rim, "r") + attribute(rim, "stroke-width") / 2 == pytest.approx(outside * 24, abs=0.11)
    assert attribute(rim, "stroke-width") == pytest.approx(width * 24, abs=0.06)
    assert rim.get("stroke") == rim.get("fill") == "var(--kind-2)"
    assert attribute(rim, "fill-opacity") == pytest.approx(20 / 255, abs=0.002)


def degrees(lengths: str, radius: float) -> list[float]:
    """Lengths along a circle as the degrees that they turn by."""
    return [math.degrees(float(length) / radius) for length in lengths.split()]


def test_open_rims_are_broken_in_the_atlas_steps() -> None:
    for shape, (step, drawn) in {"dashed": (36, 21), "dotted": (24, 9)}.items():
        (link,) = links(painted(markers=(marker(shape=shape),)))
        (rim,) = link.iter("circle")
        turn = degrees(rim.get("stroke-dasharray", ""), attribute(rim, "r"))
        assert turn == pytest.approx([drawn, step - drawn], abs=0.2)
    (link,) = links(painted(markers=(marker(shape="ring"),)))
    assert "stroke-dasharray" not in next(iter(link.iter("circle"))).attrib


def test_a_cancelled_meeting_is_struck_through_its_rim() -> None:
    (link,) = links(painted(markers=(marker(shape="crossed", radius=24.0),)))
    (strokes,) = link.iter("path")
    low, high = (run.points for run in runs(strokes.get("d", "")))
    assert low == [(-22, 22), (-10, 10)]
    assert high == [(10, -10), (22, -22)]


def test_a_square_is_square() -> None:
    (link,) = links(painted(markers=(marker(shape="square", radius=20.0),)))
    (rect,) = link.iter("rect")
    half = 20 * 0.8 - 20 / 11
    assert [attribute(rect, key) for key in ("x", "y", "width", "height")] == pytest.approx(
        [-half, -half, 2 * half, 2 * half], abs=0.06
    )
    assert attribute(rect, "rx") == pytest.approx(20 / 4 - 20 / 11, abs=0.06)


@pytest.mark.parametrize("shape", ["ring", "square"])
def test_the_rim_of_several_colours_has_each_for_its_share(shape: str) -> None:
    shares = (Share(3, True, 2), Share(1, True, 4), Share(2, True, 6))
    (link,) = links(painted(markers=(marker(shape=shape, shares=shares, radius=24.0),)))
    assert [path.get("stroke") for path in link.iter("path")] == ["var(--kind-3)", "var(--kind-1)"]
    turns = []
    for path in link.iter("path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
        turns += [math.degrees(math.atan2(x, -y)) % 360 for x, y in (numbers[:2], numbers[-2:])]
    assert turns == pytest.approx([0, 60, 60, 180], abs=1)
    whole = next(iter(link.iter("rect" if shape == "square" else "circle")))
    width = attribute(whole, "stroke-width")
    assert {attribute(path, "stroke-width") for path in link.iter("path")} == {width}
    assert not list(links(painted(markers=(marker(shape=shape, shares=()),)))[0].iter("path"))


def test_the_atlas_is_drawn_with_the_same_numbers() -> None:
    assert pytest.approx(11 / 12) == shapes.DISC
    assert {"disc", "ring", "square", "halo", "arrow", *shapes.STEPS, *STATUS_SHAPES.values()} <= set(atlas.SHAPES)


@pytest.mark.parametrize(
    ("shape", "colour"), [("disc", "var(--on-marker)"), ("ring", "var(--ink)"), ("crossed", "var(--ink)")]
)
def test_numbers_stand_on_colour_or_on_paper(shape: str, colour: str) -> None:
    root = painted(markers=(marker(shape=shape), marker(radius=9.0, number="4")))
    number, small = root.iter("text")
    assert (number.text, small.text) == ("3", "4")
    assert look_of(root, number, "fill") == colour
    assert [look_of(root, each, "font-size") for each in (number, small)] == ["12", "11"]
    assert look_of(root, number, "text-anchor") == "middle"
    assert not list(links(painted(markers=(marker(number=""),)))[0].iter("text"))


def test_a_halo_is_around_what_is_lit_and_lets_the_pointer_through() -> None:
    root = painted(markers=(marker(is_lit=True, radius=12.0), marker(at=(20.0, 30.0))))
    (group,) = [g for g in root.iter("g") if g.get("stroke") == "var(--selected)"]
    (halo,) = group
    assert (attribute(halo, "cx"), attribute(halo, "cy")) == (150, 201)
    size = 2 * 12 + 13
    assert attribute(halo, "r") + attribute(halo, "stroke-width") / 2 == pytest.approx(size / 2 * 11 / 12, abs=0.11)
    assert attribute(halo, "stroke-width") == pytest.approx(size / 14, abs=0.06)
    assert group.get("pointer-events") == "none"


# Pies


@st.composite
def pies(draw: st.DrawFn) -> tuple[Share, ...]:
    """Shares that fill a disc."""
    cuts = sorted(draw(st.sets(st.integers(1, TWELFTHS - 1), max_size=5)))
    ends = zip([0, *cuts], [*cuts, TWELFTHS], strict=True)
    return tuple(Share(draw(st.integers(0, 6)), draw(st.booleans()), end - start) for start, end in ends)


def sweep(path: Element, radius: float) -> tuple[int, int]:
    """The twelfths at which a sector begins and how many it fills."""
    data = path.get("d", "")
    points = [(float(x), float(y)) for x, y in re.findall(r"(?:M|0 [01] 1 )(-?[\d.]+) (-?[\d.]+)", data)]
    turns = [math.degrees(math.atan2(x, -y)) / 30 % TWELFTHS for x, y in points]
    assert all(math.hypot(*point) == pytest.approx(radius, abs=0.1) for point in points)
    start = round(turns[0])
    filled = TWELFTHS if len(points) == 3 else (round(turns[-1]) - start) % TWELFTHS
    if len(points) == 2:
        assert f" 0 {int(filled > 6)} 1 " in data
    return start, filled


@settings(deadline=None, max_examples=60)
@given(pies())
def test_a_pie_fills_twelve_twelfths(shares: tuple[Share, ...]) -> None:
    slot = shares[0].slot
    (link,) = links(painted(markers=(marker(radius=24.0, slot=slot, shares=shares),)))
    (disc,) = link.iter("circle")
    seen = [disc.get("fill")] * TWELFTHS
    gaps = [False] * TWELFTHS
    for path in link.iter("path"):
        if path.get("fill") == "none":
            start, filled = sweep(path, 22 - 24 / 9)
            gaps[start : start + filled] = [True] * filled
        else:
            start, filled = sweep(path, 22)
            assert path.get("d", "").endswith("z" if filled == TWELFTHS else "L0 0z")
            seen[start : start + filled] = [path.get("fill")] * filled
    expected = [share for share in shares for _ in range(share.twelfths)]
    assert len(seen) == len(expected) == TWELFTHS
    assert seen == [f"var(--kind-{s.slot})" if s.slot else "var(--other)" for s in expected]
    assert gaps == [not s.is_held for s in expected]
    assert attribute(disc, "r") == 22


def test_teeth_are_gaps_of_paper_in_the_rim() -> None:
    shares = (Share(2, True, 9), Share(2, False, 3))
    (link,) = links(painted(markers=(marker(shares=shares),)))
    (teeth,) = link.iter("path")
    assert teeth.get("stroke") == "var(--paper)"
    radius = float(teeth.get("d", "").partition("A")[2].split()[0])
    assert degrees(teeth.get("stroke-dasharray", ""), radius) == pytest.approx([8, 12], abs=0.2)
    assert degrees(teeth.get("stroke-dashoffset", ""), radius) == pytest.approx([-6], abs=0.2)


# Lines, arrows, labels, outline


def course(of: Element) -> list[tuple[float, float]]:
    """The points of a straight line, or of the pieces of a path."""
    if of.tag == "line":
        x1, y1, x2, y2 = (float(of.get(name, "")) for name in ("x1", "y1", "x2", "y2"))
        return [(x1, y1), (x2, y2)]
    return [point for run in runs(of.get("d", "")) for point in run.points]


def drawn(link: Element) -> list[Element]:
    """What a link of a line draws: the line, and the wider one to point at."""
    return [each for each in link.iter() if each.tag in ("line", "path")]


def test_a_line_of_two_points_is_no_path_and_has_plain_ends_since_others_take_long_to_paint() -> None:
    (straight,) = links(painted(lines=(line(),)))
    (bent,) = links(painted(lines=(line(path=(PLACE, (37.50, 127.00), (37.52, 127.05))),)))
    assert {each.tag for each in drawn(straight)} == {"line"}
    (group,) = [each for each in painted(lines=(line(),)).iter("g") if each.get("stroke") == "var(--route)"]
    assert group.get("stroke-linecap") is None
    assert {each.tag for each in drawn(bent)} == {"path"}


def test_a_line_can_be_pointed_at_beside_itself() -> None:
    root = painted(lines=(line(),))
    (link,) = links(root)
    seen, touched = drawn(link)
    assert course(seen) == course(touched)
    assert [look_of(root, seen, key) for key in ("stroke-width", "stroke-opacity")] == ["1.9", "0.5"]
    assert (touched.get("stroke"), touched.get("stroke-width")) == ("none", "11")
    assert touched.get("pointer-events") == "stroke"
    ends = [FRAME.pixel(position) for position in line().path]
    assert [value for point in course(seen) for value in point] == pytest.approx(
        [v for end in ends for v in end], abs=0.051
    )
    assert link[0].text == "2 legs\nTim Cook"
    assert parse_change(link.get("data-go", "")) == to_list("trip", ("t", "u"))


def test_a_line_that_asks_for_nothing_is_no_link() -> None:
    root = painted(lines=(line(change=None, words=Words("")),))
    assert not links(root)
    assert not list(root.iter("title"))
    assert [look_of(root, each, "stroke-width") for each in root.iter("line")] == ["1.9"]
    assert not [each for each in drawn(root) if each.get("pointer-events") == "stroke"]


def test_lines_end_in_the_margin_and_those_elsewhere_are_left_out() -> None:
    far = ((37.55, 126.95), (36.0, 137.0), (35.68, 139.76))
    root = painted(
        lines=(
            line(path=far),
            line(path=((35.6, 139.7), (35.7, 139.8))),
            line(path=(PLACE, PLACE)),
            line(path=(PLACE,)),
        )
    )
    (link,) = [a for a in links(root) if a[0].text == "2 legs\nTim Cook"]
    points = course(drawn(link)[0])
    assert max(x for x, _ in points) == FRAME.width + MARGIN
    assert points[0] == pytest.approx(FRAME.pixel((37.55, 126.95)), abs=0.051)


def test_a_line_that_leaves_and_comes_back_is_drawn_twice() -> None:
    back = ((37.55, 126.95), (37.55, 128.5), (37.50, 128.5), (37.50, 126.95))
    (link,) = links(painted(lines=(line(path=back),)))
    assert len(runs(next(iter(link.iter("path"))).get("d", ""))) == 2


def test_what_is_lit_has_the_colour_of_what_is_selected() -> None:
    lit, other = line(is_lit=True, opacity=1), line(change=None, words=Words(""))
    arrows = (Arrow(PLACE, (50.0, 60.0), 30.0, True), Arrow(PLACE, (70.0, 60.0), 0.0), Arrow(PLACE, (90.0, 60.0), 90.0))
    root = painted(lines=(lit, other), arrows=arrows)
    first, touched, second = root.iter("line")
    assert [look_of(root, each, "stroke") for each in (first, touched, second)] == [
        "var(--selected)", "none", "var(--route)",
    ]  # fmt: skip
    assert [look_of(root, each, "stroke-opacity") for each in (first, second)] == ["", "0.5"]
    (faint,), (strong,) = (
        [p for p in root.iter("path") if p.get("fill") == f"var(--{c})"] for c in ("route", "selected")
    )
    right, down = (run.points for run in runs(faint.get("d", "")))
    assert right == [(75.5, 60), (66, 56), (67.5, 60), (66, 64)]
    assert down == [(90, 65.5), (94, 56), (90, 57.5), (86, 56)]
    (turned,) = runs(strong.get("d", ""))
    assert turned.points[0] == pytest.approx((50 + 5.5 * math.cos(math.pi / 6), 60 + 5.5 / 2), abs=0.06)


@pytest.mark.parametrize(("anchor", "left"), [("start", 200), ("middle", 184), ("end", 168)])
def test_a_label_has_a_ground_a_little_larger(anchor: str, left: float) -> None:
    label = Label(PLACE, (200.0, 300.0), "日本", 16.0, anchor, False)
    root = painted(labels=(label,))
    (text,), (ground,) = root.iter("text"), [p for p in root.iter("path") if p.get("fill") == "var(--paper)"]
    assert text.text == "日本"
    assert [look_of(root, text, key) for key in ("text-anchor", "font-weight", "font-size")] == [anchor, "400", "16"]
    assert (attribute(text, "x"), attribute(text, "y")) == (200, 305.6)
    assert shape_of(ground).bounds == (left - 3, 291, left + 35, 309)
    assert attribute(ground, "fill-opacity") == pytest.approx(205 / 255, abs=0.005)


def test_no_text_of_a_label_is_under_the_ground_of_another() -> None:
    labels = tuple(Label(PLACE, (200.0 + 9 * n, 300.0), f"to Hasuda, {n} km", 12.5 + n) for n in range(3))
    root = painted(labels=labels)
    ground, *texts = [element for element in root[-1].iter() if element.tag in ("path", "text")]
    assert len(runs(ground.get("d", ""))) == len(labels)
    assert [(text.tag, look_of(root, text, "font-size")) for text in texts] == [
        ("text", "12.5"), ("text", "13.5"), ("text", "14.5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("outline", "colour", "width", "line_alpha", "fill_alpha"),
    [("faint", "var(--muted)", 1.2, 110, 0), ("lit", "var(--selected)", 1.6, 220, 20)],
)
def test_the_city_itself(outline: str, colour: str, width: float, line_alpha: int, fill_alpha: int) -> None:
    (city,) = [p for p in painted(outline=outline).iter("path") if p.get("stroke") == colour]
    assert city.get("fill") == (colour if fill_alpha else "none")
    assert attribute(city, "stroke-width") / 2 == width
    assert attribute(city, "stroke-opacity") == pytest.approx(line_alpha / 255, abs=0.005)
    assert float(city.get("fill-opacity", 0)) == pytest.approx(fill_alpha / 255, abs=0.001)
    assert city.get("transform") == "scale(0.5)"
    assert city.get("pointer-events") == "none"
    assert shape_of(city, 0.5).contains(Point(200, 256))
    assert not [p for p in painted().iter("path") if p.get("stroke-opacity")]


def test_names_cover_neither_markers_nor_labels() -> None:
    x, y = FRAME.pixel((37.5337, 126.9805))  # Yongsan

    def has_name(**parts: object) -> list[tuple[str, str]]:
        root = painted(names="en", **parts)
        return [(t.get("x", ""), t.get("y", "")) for t in root.iter("text") if t.text == "Yongsan"]

    free = has_name()
    assert has_name(markers=(marker(at=(x, y), radius=5.0),)) != free
    assert has_name(labels=(Label((0, 0), (x, y), "10", 12),)) != free
    assert has_name(markers=(marker(at=(x, y), radius=60.0),)) == []


# Words that readers or sources write


@pytest.mark.parametrize("text", [HOSTILE, '"><img src=x onerror=alert(1)>', "]]>", "&lt;b&gt;", "\n\t\x7f\uffff"])
def test_hostile_text_stays_text(text: str) -> None:
    root = painted(
        markers=(marker(words=Words(text, (text,)), number=text[:3], change=to_open("m")),),
        lines=(line(words=Words(text, (text,)), change=to_list("trip", ("t",))),),
        labels=(Label(PLACE, (200.0, 300.0), text, 12),),
        alt=text,
    )
    assert not list(root.iter("script"))
    assert not list(root.iter("img"))
    assert len(links(root)) == 2
    assert {name for element in links(root) for name in element.attrib} == {"href", "data-go", "transform", "tabindex"}
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    assert root.get("aria-label") == re.sub(r"\s", " ", kept)
    assert [title.text for title in root.iter("title")] == [f"{kept}\n{kept}"] * 2


@settings(deadline=None, max_examples=60)
@given(words, words)
def test_any_words_make_a_picture(title: str, said: str) -> None:
    root = painted(
        markers=(marker(words=Words(title, (said,))),), labels=(Label(PLACE, (9.0, 9.0), said, 12),), alt=title
    )
    assert len(links(root)) == 1


def test_an_address_with_all_its_signs_comes_back() -> None:
    asked = Change({"q": ('a&b="c"',)}, (("company", "<x>"),))
    (link,) = links(painted(markers=(marker(change=asked),)))
    assert link.get("href") == f"?x=1&{asked}"
    assert parse_change(link.get("data-go", "")).put["q"] == ('a&b="c"',)


def test_many_marks_stay_small() -> None:
    markers = tuple(
        marker(at=(x, y), change=to_open(f"m-{x}-{y}"))
        for x, y in itertools.product(range(20, 400, 40), range(20, 512, 60))
    )
    assert len(paint_svg(Drawing(FRAME, markers), names="en", href=str, identifier="m")) < 700 * len(markers)


def test_label_boxes_are_what_their_grounds_cover() -> None:
    left, top, right, bottom = label_box(Label(PLACE, (100.0, 50.0), "Takehiro Kimura", 13.5))
    assert (top, bottom) == (50 - 13.5 / 2 - 1, 50 + 13.5 / 2 + 1)
    assert right - left - 6 == pytest.approx(7.05 * 13.5, rel=0.02)  # as Chromium measures it in Visits Sans 600
