"""What a test reads off a picture: its elements, and the points of its paths in the pixels of the pane."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import shapely
from shapely.geometry import LineString, Polygon

NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Run:
    """One line of a path, closed or not."""

    points: list[tuple[float, float]]
    is_closed: bool


def parse(svg: str) -> ElementTree.Element:
    """The root of a picture; a piece of one is put into a root."""
    text = svg if svg.startswith("<svg") else f"<svg>{svg}</svg>"
    root = ElementTree.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
    return root


def runs(data: str, scale: float = 1.0) -> list[Run]:
    """The lines of a path of `M`, `m`, `L`, `h`, `v`, `H` and `z`."""
    found: list[Run] = []
    points: list[tuple[float, float]] = []
    at = start = (0.0, 0.0)
    for letter, numbers in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
        values = [float(n) * scale for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if letter in "Mm":
            if points:
                found.append(Run(points, False))
            points = []
        if letter == "z":
            found.append(Run(points, True))
            points, at = [], start
        for step in _steps(letter, values, at):
            at = step
            if letter in "Mm" and not points:
                start = at
            points.append(at)
    return [*found, Run(points, False)] if points else found


def look_of(root: ElementTree.Element, element: ElementTree.Element, name: str) -> str:
    """The value of an attribute of an element, its own or else that of the nearest it lies in."""
    around = {child: parent for parent in root.iter() for child in parent}
    at: ElementTree.Element | None = element
    while at is not None and not at.get(name):
        at = around.get(at)
    return "" if at is None else at.get(name, "")


def shape_of(path: ElementTree.Element, scale: float = 1.0) -> shapely.Geometry:
    """What a path fills (rings outside turn one way, holes the other), or its lines."""
    lines = runs(path.get("d", ""), scale)
    if not all(run.is_closed for run in lines):
        return shapely.union_all([LineString(run.points) for run in lines])
    rings = [Polygon(run.points) for run in lines if len(run.points) > 2]
    outer = shapely.union_all([ring.buffer(0) for ring in rings if ring.exterior.is_ccw])
    return outer.difference(shapely.union_all([ring.buffer(0) for ring in rings if not ring.exterior.is_ccw]))


def _steps(letter: str, values: list[float], at: tuple[float, float]) -> Iterator[tuple[float, float]]:
    if letter in "Hh":
        for value in values:
            at = (value, at[1]) if letter == "H" else (at[0] + value, at[1])
            yield at
    elif letter == "v":
        for value in values:
            at = at[0], at[1] + value
            yield at
    else:
        for x, y in zip(values[::2], values[1::2], strict=True):
            at = (x, y) if letter in "ML" else (at[0] + x, at[1] + y)
            yield at
