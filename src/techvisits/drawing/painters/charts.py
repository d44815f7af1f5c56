"""Pictures of answers as SVG: in a page with its colours, light or dark, and as a file of its own."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from techvisits.drawing.charts.marks import Box, Chart, Disc, Mark, Words
from techvisits.drawing.painters import shapes
from techvisits.drawing.painters.markup import Values, element, joined
from techvisits.drawing.style import fill_colours

SVG: Final = "http://www.w3.org/2000/svg"
FACE: Final = "'Source Sans 3', 'Noto Sans', 'Noto Sans CJK JP', 'Noto Sans CJK KR', sans-serif"
RIM: Final = 1.4
NUMBER: Final = 10.5
MARGIN: Final = 16
HEAD: Final = 46
FOOT: Final = 26


def paint_chart(chart: Chart, title: str, told: str) -> Markup:
    """The picture for a page, told to those who do not see it; with links, which the list beside it has for the keyboard."""
    has_links = any(isinstance(mark, Words | Disc) and mark.href for mark in chart.marks)
    named: Values = {"role": "group", "aria-label": title} if has_links else {"role": "img"}
    inner = element("title", {}, title) + element("desc", {}, told)
    size: Values = {"viewBox": f"0 0 {chart.width:g} {chart.height:g}", "width": chart.width, "height": chart.height}
    return element("svg", {**size, **named}, ("" if has_links else inner), _paint_marks(chart))


def paint_both(charts: tuple[Chart, Chart], title: str, told: str) -> Markup:
    """The wide picture and the one for a phone, of which the style sheet shows one."""
    return joined(
        Markup('<div class="{}">{}</div>').format(name, paint_chart(chart, title, told))
        for name, chart in zip(("wide", "narrow"), charts, strict=True)
    )


def paint_file(chart: Chart, title: str, told: str, source: str) -> str:
    """The picture as a file: on paper, under its title, with what it shows and where it is from."""
    width, height = chart.width + 2 * MARGIN, chart.height + HEAD + FOOT + MARGIN
    size: Values = {"xmlns": SVG, "viewBox": f"0 0 {width:g} {height:g}", "width": width, "height": height}
    sheet = element("rect", {"width": "100%", "height": "100%", "fill": "var(--paper)"})
    words = [
        Words(MARGIN, 26, title, 17, is_bold=True),
        Words(MARGIN, 44, told, tone="muted"),
        Words(MARGIN, height - 12, source, 11.5, tone="muted"),
    ]
    moved = element("g", {"transform": f"translate({MARGIN} {HEAD + MARGIN / 2:g})"}, _paint_marks(chart))
    named = element("title", {}, title) + element("desc", {}, told)
    face: Values = {"font-family": FACE, "role": "img"}
    return fill_colours(element("svg", {**size, **face}, named, sheet, joined(map(_paint, words)), moved))


def _paint_marks(chart: Chart) -> Markup:
    return joined(_linked(mark) for mark in chart.marks)


def _linked(mark: Mark) -> Markup:
    href = mark.href if isinstance(mark, Words | Disc) else ""
    return element("a", {"href": href, "tabindex": "-1"}, _paint(mark)) if href else _paint(mark)


def _paint(mark: Mark) -> Markup:
    if isinstance(mark, Words):
        return _paint_words(mark)
    if isinstance(mark, Disc):
        return _paint_disc(mark)
    if isinstance(mark, Box):
        return _paint_box(mark)
    place: Values = {"x1": mark.x1, "y1": mark.y1, "x2": mark.x2, "y2": mark.y2}
    return element("line", {**place, "stroke": f"var(--{mark.tone})", "stroke-width": mark.width})


def _paint_words(words: Words) -> Markup:
    at: Values = {"x": words.x, "y": words.y, "font-size": words.size, "fill": f"var(--{words.tone})"}
    more: Values = {
        "text-anchor": "" if words.anchor == "start" else words.anchor,
        "font-weight": str(shapes.BOLD) if words.is_bold else "",
        "transform": f"rotate({words.turn:g} {words.x:g} {words.y:g})" if words.turn else "",
    }
    return element("text", {**at, **more}, words.text)


def _paint_disc(disc: Disc) -> Markup:
    tone = f"var(--{disc.tone})"
    rim: Values = {"fill": "var(--paper)", "stroke": tone, "stroke-width": RIM} if disc.is_open else {"fill": tone}
    radius = disc.radius - RIM / 2 if disc.is_open else disc.radius
    title = element("title", {}, disc.title) if disc.title else ""
    circle = element("circle", {"cx": disc.x, "cy": disc.y, "r": radius, **rim}, title)
    return circle + (_paint_number(disc) if disc.number else Markup(""))


def _paint_number(disc: Disc) -> Markup:
    tone = "var(--ink)" if disc.is_open else "var(--paper)"
    at: Values = {"x": disc.x, "y": disc.y + shapes.HALF_DIGIT * NUMBER, "font-size": NUMBER, "fill": tone}
    style: Values = {"font-weight": str(shapes.BOLD), "text-anchor": "middle", "pointer-events": "none"}
    return element("text", {**at, **style}, disc.number)


def _paint_box(box: Box) -> Markup:
    place: Values = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    faint = "" if box.strength == 1 else f"{box.strength:.2g}"
    title = element("title", {}, box.title) if box.title else ""
    return element("rect", {**place, "fill": f"var(--{box.tone})", "fill-opacity": faint}, title)
